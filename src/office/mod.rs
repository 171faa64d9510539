//! Lists of people: a table or lines in, each row judged by a notice, a table out.
//!
//! The unit and the county office check completeness before anyone else (main/四.7), and they have lists. What is
//! here knows no files and no clock: the command and the office page give it readers, bytes and the day.
//!
//! Nothing is guessed and nothing dropped: a cell that cannot be read leaves its row undecided, with a [`Fault`].

#[cfg(feature = "office")]
mod advice;
mod cell;
mod dates;
mod fault;
mod folder;
mod headings;
mod judge;
mod mapping;
mod person;
mod plain;
#[cfg(feature = "office")]
mod read;
mod survey;
mod values;
#[cfg(feature = "office")]
mod words;
#[cfg(feature = "office")]
mod write;

pub use cell::{Cell, Record, Row};
pub use fault::{Effect, Fault, FaultCode, Flaw};
pub use folder::Documents;
pub use headings::{Column, Columns, Headings, Role};
pub use judge::{Found, Judge, Judged, Looked};
pub use mapping::Mapping;
pub use person::{Group, Person, RouteLine, Standing, Unfit, Window, compared};
#[cfg(feature = "office")]
pub use read::{Kind, LONGEST, List, ListError, Place, WIDEST};
pub use survey::{MOST, Survey, Surveyed, Unread};
#[cfg(feature = "office")]
pub use write::{
    Head, Labels, OutputError, SheetOptions, Sheets, read_people, write_faults, write_table,
};
