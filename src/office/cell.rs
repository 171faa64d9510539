//! What a list's file says, cell by cell, before anybody knows what a column means.

use super::fault::Flaw;

/// What a cell holds, as its file says it.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing, or only white space.
    Empty,
    /// A text, as it was typed.
    Text(String),
    /// A number: of a spreadsheet's cell that is no date, or of JSON. Texts that look like numbers stay texts.
    Number(f64),
    /// A truth value.
    Bool(bool),
    /// A spreadsheet's date.
    Moment {
        /// Year.
        year: i32,
        /// Month, from 1.
        month: u32,
        /// Day, from 1.
        day: u32,
        /// Whether an hour other than midnight goes with it.
        has_hour: bool,
    },
    /// What no value can be taken from: a spreadsheet's error such as `#N/A`, a list inside JSON.
    Broken(String),
}

impl Cell {
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        match self {
            Cell::Empty => true,
            Cell::Text(_)
            | Cell::Number(_)
            | Cell::Bool(_)
            | Cell::Moment { .. }
            | Cell::Broken(_) => false,
        }
    }
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// The number that people see: the spreadsheet's row, or the line of the text on which it begins; from 1.
    pub number: u64,
    /// One for each column of the heading; those that are lacking are empty.
    pub cells: Vec<Cell>,
    /// What the reader noticed.
    pub flaws: Vec<Flaw>,
}

/// One person of a list.
#[derive(Clone, Debug, PartialEq)]
pub enum Record {
    /// A line of JSON: an input as [`crate::Input`] documents it, or an object with a key for each column.
    Line {
        /// From 1.
        number: u64,
        /// Without its end.
        text: Vec<u8>,
    },
    /// A row of a table.
    Row(Row),
}
