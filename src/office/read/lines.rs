//! JSON lines, as they stand.

use std::io::{Read, Seek};

use memchr::memchr;

use super::super::{FaultCode, Flaw, Record, Row};
use super::window::Window;
use super::{LONGEST, ListError, Place};

/// The lines of a text; blank ones are passed over.
#[derive(Debug)]
pub(super) struct Lines<R> {
    window: Window<R>,
    /// The number of the line that comes.
    number: u64,
}

impl<R: Read + Seek> Lines<R> {
    pub(super) fn new(window: Window<R>) -> Lines<R> {
        Lines { window, number: 1 }
    }

    pub(super) fn place(&self) -> Place {
        Place { offset: self.window.offset(), number: self.number }
    }

    pub(super) fn total(&self) -> u64 {
        self.window.total()
    }

    pub(super) fn go_to(&mut self, place: Place) -> Result<(), ListError> {
        self.window.go_to(place.offset)?;
        self.number = place.number;
        Ok(())
    }

    /// The next line. One that is too long is a row with nothing but that flaw.
    pub(super) fn next(&mut self) -> Result<Option<Record>, ListError> {
        loop {
            let mut searched = 0;
            let (length, end) = loop {
                let bytes = self.window.bytes();
                if let Some(found) = memchr(b'\n', bytes.get(searched..).unwrap_or_default()) {
                    let length = searched.saturating_add(found);
                    break (length, length.saturating_add(1));
                }
                searched = bytes.len();
                if searched > LONGEST {
                    return self.pass_long().map(Some);
                }
                if !self.window.read_on()? {
                    if searched == 0 {
                        return Ok(None);
                    }
                    break (searched, searched);
                }
            };
            if length > LONGEST {
                return self.pass_long().map(Some);
            }
            let number = self.number;
            let line = self.window.bytes().get(..length).unwrap_or_default();
            let text = line.strip_suffix(b"\r").unwrap_or(line);
            let text = (!text.trim_ascii().is_empty()).then(|| text.to_vec());
            self.window.pass(end);
            self.number = number.saturating_add(1);
            if let Some(text) = text {
                return Ok(Some(Record::Line { number, text }));
            }
        }
    }

    /// Goes past a line that is too long to be held.
    fn pass_long(&mut self) -> Result<Record, ListError> {
        let row = too_long(self.number);
        loop {
            let bytes = self.window.bytes();
            let found = memchr(b'\n', bytes);
            let length = found.map_or(bytes.len(), |place| place.saturating_add(1));
            self.window.pass(length);
            if found.is_some() || !self.window.read_on()? {
                break;
            }
        }
        self.number = self.number.saturating_add(1);
        Ok(Record::Row(row))
    }
}

/// A row of which nothing is read.
pub(super) fn too_long(number: u64) -> Row {
    let flaw = Flaw { column: None, code: FaultCode::TooLong, value: String::new() };
    Row { number, cells: Vec::new(), flaws: vec![flaw] }
}
