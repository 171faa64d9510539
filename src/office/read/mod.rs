//! Lists of people read from front to back: spreadsheets, CSV and the like, JSON lines.
//!
//! Which of them a list is, is told from its content. What a column means is not known here: a reader gives the heading
//! as it stands and each row's cells with what was odd about them. Nothing odd is put right silently, nothing is left out.
//!
//! | kind | in memory |
//! | --- | --- |
//! | lines, text | at most one record of [`LONGEST`] bytes and what one reading brings |
//! | XLSX | the table of shared texts, the places of merged cells, one row |
//! | XLS, ODS | the whole sheet |

mod clean;
mod decode;
mod error;
mod heading;
mod lines;
mod split;
mod table;
mod window;
mod workbook;

pub use error::ListError;

use core::fmt;
use std::io::{Read, Seek};

use serde::{Deserialize, Serialize};

use super::{Fault, Record};
use lines::Lines;
use table::Table;
use window::Window;
use workbook::Workbook;

/// The most bytes that a record of a text may have.
pub const LONGEST: usize = 1 << 20;

/// The most columns that a list may have: those of a spreadsheet.
pub const WIDEST: usize = 16_384;

/// A list of people, read from front to back.
pub struct List<R> {
    form: Form<R>,
    heading: Vec<String>,
    faults: Vec<Fault>,
}

enum Form<R> {
    Lines(Lines<R>),
    Table(Box<Table<R>>),
    Workbook(Box<Workbook>),
}

impl<R> fmt::Debug for List<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("List").field("heading", &self.heading).finish_non_exhaustive()
    }
}

/// Where the next record begins: what a run that was broken off goes on from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The byte of a text's file; the row of a workbook's sheet, from 0.
    pub offset: u64,
    /// The number of the line or row, as people count it, from 1.
    pub number: u64,
}

/// What kind of list it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// JSON lines.
    Lines,
    /// Text with commas, tabs or semicolons.
    Text,
    /// XLSX, XLS, ODS.
    Workbook,
}

impl<R: Read + Seek + Send + 'static> List<R> {
    /// Tells what kind of list it is and finds the heading.
    ///
    /// `known` says whether a heading's text is a column that is known. The heading is the row among the first 30 with most
    /// known ones; if none has any, the first row with at least two cells. In a workbook the first visible sheet with a known
    /// one is read.
    ///
    /// # Errors
    /// If it cannot be read, is no list, or has no heading.
    pub fn open(reader: R, known: &dyn Fn(&str) -> bool) -> Result<List<R>, ListError> {
        let mut window = Window::open(reader)?;
        match window.kind()? {
            Kind::Lines => Ok(List {
                form: Form::Lines(Lines::new(window)),
                heading: Vec::new(),
                faults: Vec::new(),
            }),
            Kind::Text => {
                let opened = Table::open(window, known)?;
                let form = Form::Table(Box::new(opened.table));
                Ok(List { form, heading: opened.heading, faults: opened.faults })
            }
            Kind::Workbook => {
                let opened = Workbook::open(Box::new(window.into_reader()), known)?;
                let form = Form::Workbook(Box::new(opened.workbook));
                Ok(List { form, heading: opened.heading, faults: opened.faults })
            }
        }
    }

    /// What kind of list it is.
    pub fn kind(&self) -> Kind {
        match &self.form {
            Form::Lines(_) => Kind::Lines,
            Form::Table(_) => Kind::Text,
            Form::Workbook(_) => Kind::Workbook,
        }
    }

    /// The texts of the heading, without white space around them; blank where there is none. JSON lines have no heading.
    pub fn heading(&self) -> &[String] {
        &self.heading
    }

    /// What is wrong with the list as a whole, as far as opening it showed.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// Where the next record begins.
    pub fn place(&self) -> Place {
        match &self.form {
            Form::Lines(lines) => lines.place(),
            Form::Table(table) => table.place(),
            Form::Workbook(workbook) => workbook.place(),
        }
    }

    /// Goes on from a place that [`List::place`] gave for the same list.
    ///
    /// # Errors
    /// If the list cannot be read or ends before the place.
    pub fn go_to(&mut self, place: Place) -> Result<(), ListError> {
        match &mut self.form {
            Form::Lines(lines) => lines.go_to(place),
            Form::Table(table) => table.go_to(place),
            Form::Workbook(workbook) => workbook.go_to(place),
        }
    }

    /// The next record; none at the end.
    ///
    /// # Errors
    /// If the list cannot be read on.
    #[allow(clippy::should_implement_trait)]
    pub fn next(&mut self) -> Result<Option<Record>, ListError> {
        match &mut self.form {
            Form::Lines(lines) => lines.next(),
            Form::Table(table) => Ok(table.next(&self.heading)?.map(Record::Row)),
            Form::Workbook(workbook) => Ok(workbook.next(&self.heading)?.map(Record::Row)),
        }
    }

    /// How much of [`List::total`] is read.
    pub fn done(&self) -> u64 {
        self.place().offset.min(self.total())
    }

    /// How much there is: bytes of a text, rows of a workbook as far as it says.
    pub fn total(&self) -> u64 {
        match &self.form {
            Form::Lines(lines) => lines.total(),
            Form::Table(table) => table.total(),
            Form::Workbook(workbook) => workbook.total(),
        }
    }
}
