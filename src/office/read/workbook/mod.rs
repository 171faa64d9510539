//! Spreadsheets: XLSX, XLS, ODS.
//!
//! An XLSX sheet is read cell by cell; to go on from a place, it is read from its beginning again, past the rows before. What
//! `calamine` is known to panic on is refused before; where it panics all the same, the list cannot be read. A module of
//! WebAssembly that was built to abort ends there, and the page has to begin another.

mod cells;
mod content;
mod guard;
mod merged;
mod records;
mod rows;
mod top;
mod value;

use std::io::{Read, Seek};

use super::super::{Fault, FaultCode, Row};
use super::{ListError, Place, heading};
use cells::{Book, Cells};
use rows::Rows;
use top::Top;

/// A file of which nothing is known but that it can be read.
pub(super) trait Source: Read + Seek + Send {}

impl<R: Read + Seek + Send> Source for R {}

/// The sheet of a workbook that is read.
pub(super) struct Workbook {
    rows: Rows,
    /// The heading's row, or its two rows.
    top: Top,
    /// The row that comes, from 0.
    from: u32,
    /// A row that was read to see where blank ones end.
    held: Option<rows::SheetRow>,
    /// How many rows there are, as far as is known.
    total: u32,
}

/// A workbook with its heading.
pub(super) struct Opened {
    pub(super) workbook: Workbook,
    pub(super) heading: Vec<String>,
    pub(super) faults: Vec<Fault>,
}

impl Workbook {
    pub(super) fn open(
        source: Box<dyn Source>,
        known: &dyn Fn(&str) -> bool,
    ) -> Result<Opened, ListError> {
        let mut book = Book::open(source)?;
        let sheets = book.sheets()?;
        // the sheets with something in them, and the best of those that are seen
        let mut filled = Vec::new();
        let mut best: Option<(usize, Top)> = None;
        for (place, sheet) in sheets.iter().enumerate() {
            let merged = book.merged(sheet)?;
            let mut rows = Rows::new(book.cells(sheet)?, merged);
            let first = rows.first(heading::LOOKED_AT)?;
            book = rows.into_book()?;
            if first.is_empty() {
                continue;
            }
            filled.push(place);
            let is_better = |top: &Top| match &best {
                None => true,
                Some((_, before)) => before.known == 0 && top.known > 0,
            };
            if let Some(top) = sheet.is_seen.then(|| Top::find(&first, known)).flatten()
                && is_better(&top)
            {
                best = Some((place, top));
            }
        }
        let Some((place, mut top)) = best else {
            return Err(if filled.is_empty() {
                ListError::empty()
            } else {
                ListError::no_heading()
            });
        };
        let mut faults = std::mem::take(&mut top.above);
        for other in filled.into_iter().filter(|other| *other != place) {
            let value = sheets.get(other).map(|sheet| sheet.name.clone()).unwrap_or_default();
            faults.push(Fault { row: None, column: None, code: FaultCode::SheetNotRead, value });
        }
        let Some(sheet) = sheets.get(place) else { return Err(ListError::no_heading()) };
        let merged = book.merged(sheet)?;
        let cells: Cells = book.cells(sheet)?;
        let total = cells.total();
        let heading = std::mem::take(&mut top.labels);
        let from = top.below;
        let mut workbook =
            Workbook { rows: Rows::new(cells, merged), top, from, held: None, total };
        workbook.pass_until(from)?;
        Ok(Opened { workbook, heading, faults })
    }

    pub(super) fn place(&self) -> Place {
        let offset = u64::from(self.from);
        Place { offset, number: offset.saturating_add(1) }
    }

    pub(super) fn total(&self) -> u64 {
        u64::from(self.total.max(self.from))
    }

    pub(super) fn go_to(&mut self, place: Place) -> Result<(), ListError> {
        let from = u32::try_from(place.offset).map_err(|_| ListError::no_place())?;
        self.rows.restart()?;
        self.pass_until(from)
    }

    /// Reads past the rows before one.
    fn pass_until(&mut self, from: u32) -> Result<(), ListError> {
        let mut last = 0;
        self.held = None;
        self.from = from;
        while let Some(row) = self.rows.next()? {
            last = row.place.saturating_add(1);
            if row.place >= from {
                self.held = Some(row);
                return Ok(());
            }
        }
        if from > self.total.max(last) { Err(ListError::no_place()) } else { Ok(()) }
    }

    /// The next row, with a cell for each column of the heading.
    pub(super) fn next(&mut self, heading: &[String]) -> Result<Option<Row>, ListError> {
        let row = match self.held.take() {
            Some(row) => Some(row),
            None => self.rows.next()?,
        };
        let Some(row) = row else {
            self.from = self.total.max(self.from);
            return Ok(None);
        };
        let number = u64::from(self.from).saturating_add(1);
        let blank = row.place.saturating_sub(self.from);
        if blank > 0 {
            self.from = row.place;
            self.held = Some(row);
            return Ok(Some(heading::blank_row(number, blank.into(), heading.len())));
        }
        self.from = row.place.saturating_add(1);
        Ok(Some(self.top.row(row, heading)))
    }
}
