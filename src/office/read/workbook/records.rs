//! What an XLS workbook would take to be read, told before `calamine` reads it whole.
//!
//! It goes round a chain of sectors without end, makes room at once for as many cells as a sheet says that it has, holds
//! every cell from the first to the last, and copies a shared text into each cell that has it.

use std::io::{Read, Seek};
use std::path::PathBuf;
use std::vec;

use calamine::{Cell, Data};
use cfb::CompoundFile;

use super::super::ListError;
use super::guard::WHOLE;

/// The kinds of record that are looked at.
mod kind {
    pub(super) const FORMULA: u16 = 0x0006;
    pub(super) const END: u16 = 0x000A;
    pub(super) const CONTINUE: u16 = 0x003C;
    pub(super) const SHEET: u16 = 0x0085;
    pub(super) const NUMBERS: u16 = 0x00BD;
    pub(super) const RICH_TEXT: u16 = 0x00D6;
    pub(super) const SHARED_TEXTS: u16 = 0x00FC;
    pub(super) const SHARED_TEXT: u16 = 0x00FD;
    pub(super) const DIMENSIONS: u16 = 0x0200;
    pub(super) const NUMBER: u16 = 0x0203;
    pub(super) const TEXT: u16 = 0x0204;
    pub(super) const TRUTH: u16 = 0x0205;
    pub(super) const RATIO: u16 = 0x027E;
    pub(super) const BEGIN: u16 = 0x0809;
}

/// How many records may continue the shared texts, which is 130 MB of them: each is moved up as often as there are such.
const CONTINUED: usize = 1 << 14;

/// How often the records may be read, should sheets lie over each other.
const OVER: usize = 8;

/// The most bytes that a letter takes, in whatever way it is read.
const LETTER: u64 = 6;

/// Looks through the records of a workbook: its chains end, and what it holds fits into memory.
pub(super) fn look(source: &mut (impl Read + Seek)) -> Result<(), ListError> {
    let mut file = CompoundFile::open(source).map_err(|error| ListError::damaged(&error))?;
    let streams = file.walk().filter(|entry| entry.is_stream());
    let streams: Vec<PathBuf> = streams.map(|entry| entry.path().to_path_buf()).collect();
    let named = |names: &'static [&str]| {
        let is = |path: &&PathBuf| {
            path.file_name()
                .is_some_and(|of| names.iter().any(|name| of.eq_ignore_ascii_case(name)))
        };
        streams.iter().filter(is)
    };
    // an XLSX with a password is packed in such a file
    if named(&["EncryptedPackage"]).next().is_some() {
        return Err(ListError::encrypted());
    }
    if named(&["WordDocument"]).next().is_some() {
        return Err(ListError::not_a_list("Word"));
    }
    // whichever of the two is read
    let mut is_book = false;
    for path in named(&["Workbook", "Book"]) {
        let mut records = Vec::new();
        let mut stream = file.open_stream(path).map_err(|error| ListError::damaged(&error))?;
        stream.read_to_end(&mut records).map_err(|error| ListError::damaged(&error))?;
        look_through(&records)?;
        is_book = true;
    }
    if is_book { Ok(()) } else { Err(ListError::damaged(&"Workbook")) }
}

fn look_through(stream: &[u8]) -> Result<(), ListError> {
    let (mut sheets, mut lengths) = (Vec::new(), Vec::new());
    let mut records = Records { rest: stream }.peekable();
    while let Some((kind, data)) = records.next() {
        match kind {
            kind::SHEET => sheets.extend(data.first_chunk().copied().map(u32::from_le_bytes)),
            kind::SHARED_TEXTS => {
                let first = data.get(8..).unwrap_or_default();
                let mut more = Vec::new();
                while let Some((_, data)) = records.next_if(|(kind, _)| *kind == kind::CONTINUE) {
                    more.push(data);
                }
                if more.len() > CONTINUED {
                    return Err(ListError::too_large(WHOLE));
                }
                lengths = Parts { part: first, more: more.into_iter() }.lengths();
            }
            kind::END => break,
            _ => {}
        }
    }
    let (mut held, mut read) = (0_u64, 0_usize);
    for place in sheets {
        let start = usize::try_from(place).ok().and_then(|place| stream.get(place..));
        let start = start.unwrap_or_default();
        let mut records = Records { rest: start };
        let sheet = Sheet::of(&mut records, &lengths);
        held = held.saturating_add(sheet.bytes());
        if held.max(sheet.room) > WHOLE {
            return Err(ListError::too_large(WHOLE));
        }
        read = read.saturating_add(start.len().saturating_sub(records.rest.len()));
        if read > stream.len().saturating_mul(OVER) {
            return Err(ListError::damaged(&"BoundSheet8"));
        }
    }
    Ok(())
}

/// The records from a place on, each its kind and what it holds, up to one that is cut short.
struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let ([a, b, c, d], rest) = self.rest.split_first_chunk()?;
        let (data, rest) = rest.split_at_checked(u16::from_le_bytes([*c, *d]).into())?;
        self.rest = rest;
        Some((u16::from_le_bytes([*a, *b]), data))
    }
}

/// The shared texts: their record, and those that continue it.
struct Parts<'a> {
    part: &'a [u8],
    more: vec::IntoIter<&'a [u8]>,
}

impl Parts<'_> {
    /// How many bytes each text takes at most, up to one that is cut short.
    fn lengths(mut self) -> Vec<u64> {
        let mut lengths = Vec::new();
        while !self.part.is_empty() || self.turn().is_some() {
            let length = if self.part.is_empty() { Some(0) } else { self.text() };
            let Some(length) = length else { break };
            lengths.push(length);
        }
        lengths
    }

    fn turn(&mut self) -> Option<()> {
        self.part = self.more.next()?;
        Some(())
    }

    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (bytes, rest) = self.part.split_first_chunk()?;
        self.part = rest;
        Some(*bytes)
    }

    fn text(&mut self) -> Option<u64> {
        let [low, high, mut flags] = self.take()?;
        let count = u16::from_le_bytes([low, high]);
        let runs = if flags & 8 == 0 { 0 } else { u16::from_le_bytes(self.take()?) };
        let phonetic = if flags & 4 == 0 { 0 } else { u32::from_le_bytes(self.take()?) };
        let mut left = usize::from(count);
        while left > 0 {
            let is_wide = flags & 1 != 0;
            let letters = if is_wide { self.part.len() >> 1 } else { self.part.len() }.min(left);
            let bytes = if is_wide { letters.saturating_mul(2) } else { letters };
            self.part = self.part.get(bytes..)?;
            left = left.saturating_sub(letters);
            if left > 0 {
                self.turn()?;
                [flags] = self.take()?;
            }
        }
        self.skip(u64::from(runs).saturating_mul(4))?;
        self.skip(phonetic.into())?;
        Some(u64::from(count).saturating_mul(LETTER))
    }

    fn skip(&mut self, bytes: u64) -> Option<()> {
        let mut left = usize::try_from(bytes).ok()?;
        while left > 0 {
            if self.part.is_empty() {
                self.turn()?;
            }
            let here = left.min(self.part.len());
            self.part = self.part.get(here..)?;
            left = left.saturating_sub(here);
        }
        Some(())
    }
}

/// A sheet, in bytes.
#[derive(Default)]
struct Sheet {
    /// What its record of dimensions makes room for.
    room: u64,
    /// Its cells, one after another, and their shared texts.
    listed: u64,
    values: Extent,
    formulas: Extent,
}

impl Sheet {
    fn of(records: &mut Records<'_>, lengths: &[u64]) -> Sheet {
        let mut sheet = Sheet::default();
        // 0 before the sheet, and more than 1 in a chart that lies in it, whose cells are not read
        let mut depth = 0_usize;
        for (kind, data) in records {
            match kind {
                kind::BEGIN => depth = depth.saturating_add(1),
                kind::END if depth <= 1 => break,
                kind::END => depth = depth.saturating_sub(1),
                _ if depth > 1 => {}
                kind::DIMENSIONS => sheet.room = sheet.room.max(room(data)),
                kind::NUMBER | kind::TEXT | kind::RICH_TEXT | kind::TRUTH | kind::RATIO => {
                    sheet.cells(data, 1);
                }
                kind::SHARED_TEXT => {
                    let index = data.get(6..).and_then(<[u8]>::first_chunk).copied();
                    let index = index.and_then(|index| u32::from_le_bytes(index).try_into().ok());
                    let length = index.and_then(|index: usize| lengths.get(index));
                    sheet.listed = sheet.listed.saturating_add(length.copied().unwrap_or_default());
                    sheet.cells(data, 1);
                }
                kind::NUMBERS => {
                    let count = data.len().saturating_sub(6).checked_div(6).unwrap_or_default();
                    sheet.cells(data, count as u64);
                }
                kind::FORMULA => {
                    sheet.cells(data, 1);
                    if let Some((row, column)) = place(data) {
                        sheet.formulas.add(row, column);
                    }
                }
                _ => {}
            }
        }
        sheet
    }

    /// Cells of a row, from the one that a record names on.
    fn cells(&mut self, data: &[u8], count: u64) {
        if let Some((row, column)) = place(data).filter(|_| count > 0) {
            self.values.add(row, column);
            self.values.add(row, column.saturating_add(count).saturating_sub(1));
            self.listed = self.listed.saturating_add(count.saturating_mul(LISTED));
        }
    }

    fn bytes(&self) -> u64 {
        let values = self.values.cells().saturating_mul(size_of::<Data>() as u64);
        let formulas = self.formulas.cells().saturating_mul(size_of::<String>() as u64);
        self.listed.saturating_add(values).saturating_add(formulas)
    }
}

/// Bytes of a cell with its place.
const LISTED: u64 = size_of::<Cell<Data>>() as u64;

/// The row and the column that a cell's record begins with.
fn place(data: &[u8]) -> Option<(u64, u64)> {
    let [a, b, c, d] = *data.first_chunk()?;
    Some((u16::from_le_bytes([a, b]).into(), u16::from_le_bytes([c, d]).into()))
}

/// Bytes that a record of dimensions makes room for; where its ends are wrong, as many as `calamine` takes it to say.
fn room(data: &[u8]) -> u64 {
    let [a, b, c, d, e, f, g, h, ..] = *data else { return 0 };
    let (rows, columns) = match (data.len(), data) {
        (10, _) => (
            (u16::from_le_bytes([a, b]).into(), u16::from_le_bytes([c, d]).into()),
            (u16::from_le_bytes([e, f]), u16::from_le_bytes([g, h])),
        ),
        (14 | 16, [_, _, _, _, _, _, _, _, i, j, k, l, ..]) => (
            (u32::from_le_bytes([a, b, c, d]), u32::from_le_bytes([e, f, g, h])),
            (u16::from_le_bytes([*i, *j]), u16::from_le_bytes([*k, *l])),
        ),
        _ => return 0,
    };
    let ((above, below), (before, after)) = (rows, columns);
    if below == 0 || after == 0 {
        return LISTED;
    }
    let before = if before > 0xFF || after < before { 0 } else { before };
    let (rows, columns) = (below.wrapping_sub(above), after.wrapping_sub(before));
    u64::from(rows).saturating_mul(columns.into()).saturating_mul(LISTED)
}

/// The rows and columns from the first cell to the last.
#[derive(Default)]
struct Extent {
    corners: Option<((u64, u64), (u64, u64))>,
}

impl Extent {
    fn add(&mut self, row: u64, column: u64) {
        let (first, last) = self.corners.unwrap_or(((row, column), (row, column)));
        let first = (first.0.min(row), first.1.min(column));
        self.corners = Some((first, (last.0.max(row), last.1.max(column))));
    }

    fn cells(&self) -> u64 {
        let span = |first: u64, last: u64| last.saturating_sub(first).saturating_add(1);
        self.corners
            .map_or(0, |(first, last)| span(first.0, last.0).saturating_mul(span(first.1, last.1)))
    }
}
