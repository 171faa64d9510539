//! CSV and the like: commas, tabs or semicolons, quotes, any of the encodings that lists come in.

use std::io::{Read, Seek};

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::super::{Cell, Effect, Fault, FaultCode, Flaw, Row};
use super::decode::{self, Charset};
use super::window::Window;
use super::{LONGEST, ListError, Place, WIDEST, clean, heading, lines, split};

/// What may stand between values.
const DELIMITERS: [u8; 3] = [b',', b'\t', b';'];

/// The rows of a text.
#[derive(Debug)]
pub(super) struct Table<R> {
    window: Window<R>,
    /// The number of the line that comes.
    number: u64,
    delimiter: u8,
    /// How the list is written; absent if its beginning is plain ASCII.
    charset: Option<Charset>,
    /// The row after blank ones, which was read to see where they end, and where it begins.
    held: Option<(Place, Row)>,
    cutter: Cutter,
    /// Whether the row that was read last ends without the end of a line: at the end of the file.
    is_unended: bool,
}

/// A table with its heading.
pub(super) struct Opened<R> {
    pub(super) table: Table<R>,
    pub(super) heading: Vec<String>,
    pub(super) faults: Vec<Fault>,
}

/// What a delimiter makes of the first rows.
struct Picked {
    delimiter: u8,
    rows: Vec<First>,
    /// Which of them is the heading.
    place: usize,
    /// How many columns of it are known, and how many there are.
    merit: (usize, usize),
}

/// A row as the first ones are looked at.
struct First {
    number: u64,
    labels: Vec<String>,
    /// Whether nothing of it is read.
    is_long: bool,
    after: Place,
}

impl<R: Read + Seek> Table<R> {
    pub(super) fn open(
        mut window: Window<R>,
        known: &dyn Fn(&str) -> bool,
    ) -> Result<Opened<R>, ListError> {
        let charset = if window.is_marked() {
            Some(Charset::Utf8)
        } else {
            window.reach(LONGEST)?.split(|byte| *byte == b'\n').find_map(decode::evident)
        };
        let start = Place { offset: window.offset(), number: 1 };
        let cutter = Cutter::new(b',');
        let mut table = Table {
            window,
            number: 1,
            delimiter: b',',
            charset,
            held: None,
            cutter,
            is_unended: false,
        };
        let mut best: Option<Picked> = None;
        let mut is_blank = false;
        for delimiter in DELIMITERS {
            table.delimiter = delimiter;
            table.cutter = Cutter::new(delimiter);
            table.go_to(start)?;
            let rows = table.first_rows()?;
            is_blank |= rows.iter().all(|row| row.labels.iter().all(String::is_empty));
            let picked = heading::pick(rows.iter().map(|row| row.labels.as_slice()), known);
            let Some((place, found)) = picked else { continue };
            let width = rows.get(place).map_or(0, |row| row.labels.len());
            let merit = (found, width);
            if best.as_ref().is_none_or(|best| merit > best.merit) {
                best = Some(Picked { delimiter, rows, place, merit });
            }
        }
        let Some(Picked { delimiter, mut rows, place, .. }) = best else {
            return Err(if is_blank { ListError::empty() } else { ListError::no_heading() });
        };
        let mut faults = Vec::new();
        let said = |row, code| Fault { row, column: None, code, value: String::new() };
        faults.extend((charset == Some(Charset::Gbk)).then(|| said(None, FaultCode::EncodingGbk)));
        rows.truncate(place.saturating_add(1));
        let Some(First { labels, after, .. }) = rows.pop() else {
            return Err(ListError::no_heading());
        };
        for row in rows {
            faults.extend(heading::above(row.number, &row.labels));
            faults.extend(row.is_long.then(|| said(Some(row.number), FaultCode::TooLong)));
        }
        if labels.len() > WIDEST {
            return Err(ListError::too_wide());
        }
        table.delimiter = delimiter;
        table.cutter = Cutter::new(delimiter);
        table.go_to(after)?;
        Ok(Opened { table, heading: labels, faults })
    }

    /// The rows among which the heading is.
    fn first_rows(&mut self) -> Result<Vec<First>, ListError> {
        let mut rows = Vec::new();
        while rows.len() < heading::LOOKED_AT {
            let Some(row) = self.read()? else { break };
            let labels = heading::trim(row.cells.iter().map(clean::label_of).collect());
            let is_long = row.flaws.iter().any(|flaw| flaw.code == FaultCode::TooLong);
            rows.push(First { number: row.number, labels, is_long, after: self.place() });
        }
        Ok(rows)
    }

    pub(super) fn place(&self) -> Place {
        match &self.held {
            Some((place, _)) => *place,
            None => Place { offset: self.window.offset(), number: self.number },
        }
    }

    pub(super) fn total(&self) -> u64 {
        self.window.total()
    }

    pub(super) fn go_to(&mut self, place: Place) -> Result<(), ListError> {
        self.window.go_to(place.offset)?;
        self.number = place.number;
        self.held = None;
        Ok(())
    }

    /// The next row, with a cell for each column of the heading.
    pub(super) fn next(&mut self, heading: &[String]) -> Result<Option<Row>, ListError> {
        if let Some((_, row)) = self.held.take() {
            return Ok(Some(row));
        }
        let mut blank: Option<(u64, u64)> = None;
        loop {
            let start = self.place();
            let Some(row) = self.read()? else { return Ok(None) };
            if row.flaws.is_empty() && row.cells.iter().all(Cell::is_empty) {
                let (first, count) = blank.unwrap_or((row.number, 0));
                blank = Some((first, count.saturating_add(1)));
                continue;
            }
            let row = self.fit(row, heading);
            let Some((first, count)) = blank else { return Ok(Some(row)) };
            self.held = Some((start, row));
            return Ok(Some(heading::blank_row(first, count, heading.len())));
        }
    }

    /// A row as wide as the heading.
    fn fit(&self, mut row: Row, heading: &[String]) -> Row {
        let width = row.cells.len();
        let is_sound = row.flaws.iter().all(|flaw| flaw.code.effect() == Effect::Noted);
        if width < heading.len() && self.is_unended && is_sound {
            row.flaws.push(Flaw { column: None, code: FaultCode::CutShort, value: String::new() });
        }
        heading::fit(row, heading)
    }

    /// The next row, with as many cells as it has; a blank one without.
    fn read(&mut self) -> Result<Option<Row>, ListError> {
        let number = self.number;
        let found = match split::next(&mut self.window, self.delimiter)? {
            split::Next::End => return Ok(None),
            split::Next::Long => {
                split::pass_long(&mut self.window)?;
                self.number = number.saturating_add(1);
                return Ok(Some(lines::too_long(number)));
            }
            split::Next::Row(found) => found,
        };
        self.number = number.saturating_add(found.lines);
        let mut row = Row { number, cells: Vec::new(), flaws: Vec::new() };
        row.flaws.extend(found.fault.map(|code| Flaw { column: None, code, value: String::new() }));
        let bytes = self.window.bytes().get(..found.length).unwrap_or_default();
        let charset = decode::of_row(bytes, self.charset);
        self.is_unended = found.next == found.length;
        self.cutter.cut(bytes);
        let mut mixed = None;
        for (column, value) in self.cutter.values().enumerate() {
            let cell = match decode::value(value, charset.unwrap_or(Charset::Utf8)) {
                Ok((text, met)) => {
                    mixed =
                        mixed.or(Some(met).filter(|met| charset != Some(*met) && !text.is_ascii()));
                    of_text(&text, column, &mut row.flaws)
                }
                Err(lost) => clean::cell(&lost, column, &mut row.flaws),
            };
            row.cells.push(cell);
        }
        let odd = match (self.charset, charset) {
            (Some(list), Some(met)) if list != met => Some((FaultCode::EncodingMixed, met)),
            (None, Some(Charset::Gbk)) => Some((FaultCode::EncodingGbk, Charset::Gbk)),
            (None | Some(_), None | Some(_)) => mixed.map(|met| (FaultCode::EncodingMixed, met)),
        };
        let of_row = |(code, met): (FaultCode, Charset)| Flaw {
            column: None,
            code,
            value: met.name().to_string(),
        };
        row.flaws.extend(odd.map(of_row));
        self.window.pass(found.next);
        Ok(Some(row))
    }
}

/// A text's cell. A formula is not computed; `="0123"` says a text.
fn of_text(text: &str, column: usize, flaws: &mut Vec<Flaw>) -> Cell {
    let formula = text.trim().strip_prefix('=').filter(|rest| !rest.is_empty());
    let Some(formula) = formula else { return clean::cell(text, column, flaws) };
    let literal = formula.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let literal = literal.filter(|literal| !literal.contains('"'));
    let code = if literal.is_some() { FaultCode::Formula } else { FaultCode::FormulaUnread };
    flaws.push(Flaw { column: Some(column), code, value: clean::shown(text) });
    clean::cell(literal.unwrap_or(text), column, flaws)
}

/// Cuts a row into its values.
#[derive(Debug)]
struct Cutter {
    reader: Reader,
    values: Vec<u8>,
    ends: Vec<usize>,
    /// How many values the row has.
    count: usize,
}

impl Cutter {
    fn new(delimiter: u8) -> Cutter {
        let reader = ReaderBuilder::new().delimiter(delimiter).build();
        Cutter { reader, values: vec![0; 1024], ends: vec![0; 64], count: 0 }
    }

    fn cut(&mut self, row: &[u8]) {
        self.reader.reset();
        self.count = 0;
        // no value is longer than its row
        if self.values.len() < row.len() {
            self.values.resize(row.len(), 0);
        }
        let (mut rest, mut written) = (row, 0_usize);
        loop {
            let room = self.values.get_mut(written..).unwrap_or_default();
            let ends = self.ends.get_mut(self.count..).unwrap_or_default();
            let (result, read, wrote, ended) = self.reader.read_record(rest, room, ends);
            rest = rest.get(read..).unwrap_or_default();
            written = written.saturating_add(wrote);
            self.count = self.count.saturating_add(ended);
            match result {
                // an empty input tells that the row is over
                ReadRecordResult::InputEmpty => rest = &[],
                ReadRecordResult::OutputFull => {
                    self.values.resize(self.values.len().saturating_mul(2), 0);
                }
                ReadRecordResult::OutputEndsFull => {
                    self.ends.resize(self.ends.len().saturating_mul(2), 0);
                }
                ReadRecordResult::Record | ReadRecordResult::End => break,
            }
        }
    }

    fn values(&self) -> impl Iterator<Item = &[u8]> {
        let ends = self.ends.get(..self.count).unwrap_or_default();
        let begins = std::iter::once(&0).chain(ends);
        begins.zip(ends).map(|(begin, end)| self.values.get(*begin..*end).unwrap_or_default())
    }
}
