//! What comes of a list: tables for people. Rows of CSV, or a workbook with a summary, and faults with what to do.
//!
//! The same people give the same bytes. What others wrote is shown and never run: see [`safe`].

mod journal;
mod labels;
mod lines;
mod looks;
mod names;
mod roll;
mod safe;
mod sheets;
mod summary;
mod table;
mod tally;

pub use journal::read_people;
pub use labels::Labels;
pub use sheets::{SheetOptions, Sheets};
pub use table::{write_faults, write_table};

use std::fmt;
use std::io;

use crate::date::Day;

use super::fault::Fault;

/// What stands above the people.
#[derive(Clone, Debug)]
pub struct Head {
    /// The name of the list's file.
    pub list: String,
    /// The day of the check.
    pub today: Day,
    /// The headings of the columns that say who it is, in the order of [`super::Person::who`].
    pub who: Vec<String>,
    /// What is wrong with the list as a whole.
    pub faults: Vec<Fault>,
    /// Whether scans were looked at.
    pub scans: bool,
}

/// Why a table was not written.
#[derive(Debug)]
pub struct OutputError(Trouble);

#[derive(Debug)]
enum Trouble {
    Io(io::Error),
    Malformed(String),
}

impl OutputError {
    fn malformed(line: u64, error: &serde_json::Error) -> OutputError {
        OutputError(Trouble::Malformed(format!("line {line} is no person: {error}")))
    }

    /// What is wrong, in a word that never changes: `not-written`, `malformed-person`.
    pub fn code(&self) -> &'static str {
        match &self.0 {
            Trouble::Io(_) => "not-written",
            Trouble::Malformed(_) => "malformed-person",
        }
    }
}

impl fmt::Display for OutputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Trouble::Io(error) => error.fmt(f),
            Trouble::Malformed(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for OutputError {}

impl From<io::Error> for OutputError {
    fn from(error: io::Error) -> OutputError {
        OutputError(Trouble::Io(error))
    }
}
