//! What an OpenDocument sheet would take to be read, told before `calamine` reads it whole.
//!
//! It waits without end for a table that is not closed, puts in as many spaces as a number says, and writes out cells
//! and rows as often as they are repeated.

use std::io::BufRead;

use calamine::Data;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Error, Reader};

use super::super::ListError;
use super::guard::HELD;

/// The most rows and columns that a sheet has; what is repeated more often is cut off there.
const ROWS: u64 = 1 << 20;
const COLUMNS: u64 = 1 << 14;

/// Looks through `content.xml`: each element is closed, nothing is merged, and what its cells hold fits into memory.
pub(super) fn look(content: impl BufRead) -> Result<(), ListError> {
    let mut reader = Reader::from_reader(content);
    reader.config_mut().expand_empty_elements = true;
    let (mut buffer, mut open, mut sheet) = (Vec::new(), 0_u64, Sheet::default());
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).map_err(damaged)?;
        match event {
            Event::Start(element) => {
                open = open.saturating_add(1);
                sheet.begin(&element)?;
            }
            Event::End(element) => {
                open = open.saturating_sub(1);
                sheet.end(element.name().as_ref());
            }
            Event::Text(text) => sheet.write(text.len() as u64),
            Event::CData(text) => sheet.write(text.len() as u64),
            Event::GeneralRef(_) => sheet.write(1),
            Event::Eof if open == 0 => return Ok(()),
            Event::Eof => return Err(ListError::damaged(&"content.xml")),
            Event::Empty(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_) => {}
        }
        // the text of a cell is looked at before its end: one that is too long is not waited for
        if sheet.text.max(sheet.held).max(sheet.range()) > HELD {
            return Err(ListError::too_large(HELD));
        }
    }
}

fn damaged(error: Error) -> ListError {
    ListError::damaged(&error)
}

/// A sheet so far, in bytes, rows and columns.
#[derive(Default)]
struct Sheet {
    /// Bytes of the cells that hold something, as often as they are repeated.
    held: u64,
    /// The rows above, and the place after the last cell that holds something.
    rows: u64,
    height: u64,
    width: u64,
    /// How often the row is repeated, and its cells so far.
    row: u64,
    columns: u64,
    /// How often the cell is repeated, the bytes of its text, and whether it holds anything: text alone, without its type,
    /// is nothing.
    cell: u64,
    text: u64,
    is_filled: bool,
}

impl Sheet {
    fn begin(&mut self, element: &BytesStart<'_>) -> Result<(), ListError> {
        match element.name().as_ref() {
            "table:table" => *self = Sheet { held: self.held, ..Sheet::default() },
            "table:table-row" => {
                self.row = number(element, "table:number-rows-repeated")?.clamp(1, ROWS);
                self.columns = 0;
            }
            "table:table-cell" => {
                self.cell = number(element, "table:number-columns-repeated")?.min(COLUMNS);
                self.text = element.len() as u64;
                let of_value = |name: &str| name.starts_with("office:") || name == "table:formula";
                self.is_filled = element.attributes().any(|attribute| {
                    attribute.is_ok_and(|attribute| of_value(attribute.key.as_ref()))
                });
            }
            // which cells are merged is not told by the reader: they would look empty
            "table:covered-table-cell" => return Err(ListError::merged_ods()),
            "text:s" => {
                let spaces = number(element, "text:c")?;
                self.write(spaces);
            }
            _ => {}
        }
        Ok(())
    }

    fn write(&mut self, bytes: u64) {
        self.text = self.text.saturating_add(bytes);
    }

    fn end(&mut self, name: &str) {
        match name {
            "table:table-cell" => {
                self.columns = self.columns.saturating_add(self.cell);
                if self.is_filled {
                    let bytes = self.text.saturating_add(size_of::<Data>() as u64);
                    let often = self.cell.saturating_mul(self.row);
                    self.held = self.held.saturating_add(bytes.saturating_mul(often));
                    self.width = self.width.max(self.columns.min(COLUMNS));
                    self.height = self.rows.saturating_add(self.row);
                }
                self.text = 0;
            }
            "table:table-row" => self.rows = self.rows.saturating_add(self.row),
            _ => {}
        }
    }

    /// Bytes of every cell from the first to the last that holds something.
    fn range(&self) -> u64 {
        self.height.saturating_mul(self.width).saturating_mul(size_of::<Data>() as u64)
    }
}

/// The number that an attribute says; without it, 1.
fn number(element: &BytesStart<'_>, name: &str) -> Result<u64, ListError> {
    match element.try_get_attribute(name).map_err(|error| damaged(error.into()))? {
        None => Ok(1),
        Some(attribute) => attribute.value.trim().parse().map_err(|_| ListError::damaged(&name)),
    }
}
