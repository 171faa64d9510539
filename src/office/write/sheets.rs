//! XLSX: a summary, everybody, each route, and what is wrong with the list.

use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};

use super::super::fault::Fault;
use super::super::person::{Person, Standing};
use super::super::words::{pick, say};
use super::lines::{Column, FaultColumn, best};
use super::looks::Looks;
use super::names::Names;
use super::roll::{Head as RollHead, Makers, Roll, date};
use super::summary;
use super::tally::Tally;
use super::{Head, Labels, OutputError, Trouble};

/// The most rows that a sheet of a spreadsheet holds.
const MOST_ROWS: u32 = 1_048_576;

/// Above so many people a sheet may outgrow what a ZIP entry holds without its larger form, which old programs refuse.
const MANY_PEOPLE: u64 = 500_000;

/// How a workbook is written.
#[derive(Clone, Debug)]
pub struct SheetOptions {
    /// After so many rows, the heading among them, a table goes on in a further sheet.
    pub rows_a_sheet: u32,
    /// Where the temporary files lie; otherwise where the system has them. A page has none.
    pub temporary: Option<PathBuf>,
}

impl Default for SheetOptions {
    fn default() -> SheetOptions {
        SheetOptions { rows_a_sheet: MOST_ROWS, temporary: None }
    }
}

/// A workbook that takes one person after the other: in temporary files, so that memory does not grow with them.
///
/// The first sheet sums up; the second has everybody; then comes one for each route, with the people of whom it says
/// anything but that they cannot apply now (the summary counts those too); the last has the faults.
pub struct Sheets<'l> {
    labels: &'l Labels,
    head: &'l Head,
    rows_a_sheet: u32,
    book: Workbook,
    looks: Looks,
    names: Names,
    columns: Columns,
    list: Roll,
    /// In the order of [`Labels::routes`].
    routes: Vec<Roll>,
    faults: Roll,
    tally: Tally,
}

struct Columns {
    list: Vec<Column>,
    route: Vec<Column>,
}

macro_rules! makers {
    ($sheets:expr) => {
        &mut Makers {
            book: &mut $sheets.book,
            names: &mut $sheets.names,
            looks: &$sheets.looks,
            language: $sheets.labels.language,
            rows_a_sheet: $sheets.rows_a_sheet,
        }
    };
}

impl<'l> Sheets<'l> {
    /// An empty workbook, with the faults of the list as a whole.
    ///
    /// # Errors
    /// `not-written`: there is no place for temporary files, or there are more columns than a sheet has.
    pub fn new(labels: &'l Labels, head: &'l Head) -> Result<Sheets<'l>, OutputError> {
        Sheets::with(labels, head, &SheetOptions::default())
    }

    /// The same, as the options say.
    ///
    /// # Errors
    /// As of [`Sheets::new`].
    pub fn with(
        labels: &'l Labels,
        head: &'l Head,
        options: &SheetOptions,
    ) -> Result<Sheets<'l>, OutputError> {
        guarded(|| Sheets::begin(labels, head, options))
    }

    fn begin(
        labels: &'l Labels,
        head: &'l Head,
        options: &SheetOptions,
    ) -> Result<Sheets<'l>, XlsxError> {
        let language = labels.language;
        let mut book = Workbook::new();
        #[cfg(not(target_arch = "wasm32"))]
        if let Some(folder) = &options.temporary {
            book.set_tempdir(folder)?;
        }
        let mut properties = DocProperties::new().set_title(summary::title(labels));
        if let Some(day) = date(head.today) {
            properties = properties.set_creation_datetime(&day);
        }
        book.set_properties(&properties);
        let looks = Looks::new(language);
        let mut names = Names::default();
        names.give(pick(language, "汇总", "Summary"));
        let columns = Columns { list: Column::of_list(head), route: Column::of_route(head) };
        let footer = |what: &str| {
            say!(
                language,
                "{name} · {what} · 按 {day} 计算",
                "{name} · {what} · counted to {day}",
                name = labels.name,
                what = what,
                day = head.today,
            )
        };
        let mut of = Makers {
            book: &mut book,
            names: &mut names,
            looks: &looks,
            language,
            // a heading and one row at least, or no row is ever written
            rows_a_sheet: options.rows_a_sheet.clamp(2, MOST_ROWS),
        };
        let people = |columns: &[Column]| -> Vec<RollHead> {
            let head = |column: &Column| RollHead {
                heading: column.heading(head, language).into_owned(),
                width: width(*column),
            };
            columns.iter().map(head).collect()
        };
        // the row and the first column that says who it is
        let fixed = if head.who.is_empty() { 1 } else { 2 };
        let name = pick(language, "名单", "People");
        let list = Roll::new(name, people(&columns.list), fixed, &footer(name), &mut of)?;
        // before the routes, whose names are the notice's
        let name = pick(language, "问题", "Faults");
        let of_faults = FaultColumn::ALL.map(|column| RollHead {
            heading: column.heading(language).to_owned(),
            width: fault_width(column),
        });
        let mut faults = Roll::new(name, of_faults.into(), 1, &footer(name), &mut of)?;
        let mut tally = Tally::new(labels);
        for fault in &head.faults {
            faults.put(fault_values(fault, labels), &mut of)?;
            tally.fault(fault);
        }
        let route = |route: &super::labels::Route| {
            Roll::new(&route.name, people(&columns.route), fixed, &footer(&route.name), &mut of)
        };
        let routes = labels.routes.iter().map(route).collect::<Result<_, _>>()?;
        let rows_a_sheet = of.rows_a_sheet;
        Ok(Sheets {
            labels,
            head,
            rows_a_sheet,
            book,
            looks,
            names,
            columns,
            list,
            routes,
            faults,
            tally,
        })
    }

    /// Adds a person.
    ///
    /// # Errors
    /// `not-written`: a temporary file cannot be written.
    pub fn add(&mut self, person: &Person) -> Result<(), OutputError> {
        guarded(|| self.put(person))
    }

    fn put(&mut self, person: &Person) -> Result<(), XlsxError> {
        let labels = self.labels;
        let of = makers!(self);
        let route = best(person);
        let values = self.columns.list.iter().map(|column| column.value(labels, person, route));
        self.list.put(values, of)?;
        for (route, roll) in labels.routes.iter().zip(&mut self.routes) {
            let line = person.routes.iter().find(|line| line.id == route.id);
            let Some(line) = line.filter(|line| line.standing != Standing::No) else {
                continue;
            };
            let values = self.columns.route.iter();
            roll.put(values.map(|column| column.value(labels, person, Some(line))), of)?;
        }
        for fault in &person.faults {
            self.faults.put(fault_values(fault, labels), of)?;
        }
        self.tally.person(labels, person);
        Ok(())
    }

    /// Sums up and writes the file.
    ///
    /// # Errors
    /// `not-written`: a temporary file cannot be read, or `out` not written.
    pub fn finish(self, out: impl Write + Send) -> Result<(), OutputError> {
        guarded(|| {
            let Sheets { labels, head, mut book, looks, tally, .. } = self;
            book.use_zip_large_file(tally.people.total() > MANY_PEOPLE);
            let name = pick(labels.language, "汇总", "Summary");
            let of_summary = summary::sheet(name, labels, head, &tally, &looks)?;
            let mut sheets = vec![of_summary];
            sheets.extend(self.list.finish()?);
            for route in self.routes {
                sheets.extend(route.finish()?);
            }
            sheets.extend(self.faults.finish()?);
            for sheet in sheets {
                book.push_worksheet(sheet);
            }
            book.save_to_writer(out)
        })
    }
}

fn fault_values<'a>(
    fault: &'a Fault,
    labels: &Labels,
) -> impl Iterator<Item = super::lines::Value<'a>> {
    let language = labels.language;
    FaultColumn::ALL.into_iter().map(move |column| column.value(fault, language))
}

/// In letters; a Chinese one counts as two.
fn width(column: Column) -> u8 {
    match column {
        Column::Row => 7,
        Column::Who(_) => 12,
        Column::Result => 13,
        Column::Route => 16,
        Column::Why | Column::Missing => 27,
        Column::First | Column::Closes => 11,
        Column::Window => 20,
        Column::Choice => 18,
        Column::Faults => 22,
    }
}

fn fault_width(column: FaultColumn) -> u8 {
    match column {
        FaultColumn::Row => 7,
        FaultColumn::Column | FaultColumn::Code => 18,
        FaultColumn::What | FaultColumn::Met => 30,
        FaultColumn::Effect => 18,
        FaultColumn::Advice => 40,
    }
}

/// Does what writes to a temporary file: on a disk that is full, the writer panics instead of saying so.
fn guarded<T>(work: impl FnOnce() -> Result<T, XlsxError>) -> Result<T, OutputError> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(done) => done.map_err(OutputError::from),
        Err(_) => Err(io::Error::other("a temporary file cannot be written").into()),
    }
}

impl From<XlsxError> for OutputError {
    fn from(error: XlsxError) -> OutputError {
        match error {
            XlsxError::IoError(error) => OutputError(Trouble::Io(error)),
            #[cfg(not(target_arch = "wasm32"))]
            XlsxError::TempFileError(_, error) => OutputError(Trouble::Io(error)),
            // the writer's own enum grows; each is a fault of ours but for too many columns
            other => OutputError(Trouble::Io(io::Error::other(other.to_string()))),
        }
    }
}
