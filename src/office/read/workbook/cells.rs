//! The cells of a sheet, in the order of its rows, without those that hold nothing.

use std::collections::HashMap;
use std::io::{Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{
    Data, Dimensions, Ods, Range, Reader, Sheet as Named, SheetType, SheetVisible, Xls, XlsError,
    Xlsx, XlsxCellReader, XlsxError, XlsxFormulaMetadata,
};
use self_cell::{MutBorrow, self_cell};

use super::super::super::{Cell, FaultCode, Flaw};
use super::super::{ListError, clean};
use super::{Source, guard, records, value};

/// A workbook, open.
pub(super) enum Book {
    /// Read piece by piece.
    Xlsx(Box<Xlsx<Box<dyn Source>>>),
    /// Read whole.
    Whole(Vec<Whole>),
}

/// The numbers that are days of 1950 to 2100 where days are counted from 1904 or as usual. Which number is a date is not
/// known here, and of one that does not look like a date nobody knows whether it was typed or counted.
const DAYS: core::ops::RangeInclusive<f64> = 16_802.0..=73_415.0;

/// A sheet that is held in memory.
pub(super) struct Whole {
    name: String,
    is_seen: bool,
    values: Range<Data>,
    formulas: Range<String>,
    merged: Vec<Dimensions>,
    is_1904: bool,
}

/// What is known of a sheet before it is read.
pub(super) struct Sheet {
    pub(super) name: String,
    /// Whether people see it.
    pub(super) is_seen: bool,
    place: usize,
}

/// A cell with something in it, or what stands for one.
pub(super) enum Met {
    /// A cell.
    Cell(Placed),
    /// A cell that could not be read, somewhere after the one before.
    Damaged,
    /// No more of them.
    End,
}

/// A cell with its place.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) cell: Cell,
    pub(super) flaws: Vec<Flaw>,
}

/// What `calamine` panics on is a file that cannot be read.
fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, ListError> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| ListError::damaged(&"panic"))
}

impl Book {
    pub(super) fn open(mut source: Box<dyn Source>) -> Result<Book, ListError> {
        let mut start = [0; 4];
        source.seek(SeekFrom::Start(0))?;
        source.read_exact(&mut start)?;
        source.seek(SeekFrom::Start(0))?;
        if start != *b"PK\x03\x04" {
            return guarded(|| Book::open_old(source))?;
        }
        match guarded(|| guard::look(&mut source))?? {
            guard::Form::Xlsx => {
                let xlsx = guarded(|| Xlsx::new(source))?.map_err(|error| of_xlsx(&error))?;
                Ok(Book::Xlsx(Box::new(xlsx)))
            }
            guard::Form::Ods => guarded(|| {
                let mut ods = Ods::new(source).map_err(|error| match error {
                    calamine::OdsError::Password => ListError::encrypted(),
                    error => ListError::damaged(&error),
                })?;
                whole(&mut ods, |_, _| Vec::new())
            })?,
        }
    }

    /// XLS.
    fn open_old(mut source: Box<dyn Source>) -> Result<Book, ListError> {
        records::look(&mut source)?;
        source.seek(SeekFrom::Start(0))?;
        let mut xls = Xls::new(source).map_err(|error| match error {
            XlsError::Password => ListError::encrypted(),
            error => ListError::damaged(&error),
        })?;
        let is_1904 = xls.has_1904_epoch();
        let mut book =
            whole(&mut xls, |xls, name| xls.merge_cells_by_sheet_name(name).unwrap_or_default())?;
        if let Book::Whole(sheets) = &mut book {
            sheets.iter_mut().for_each(|sheet| sheet.is_1904 = is_1904);
        }
        Ok(book)
    }

    /// The sheets with cells, in their order.
    pub(super) fn sheets(&self) -> Result<Vec<Sheet>, ListError> {
        Ok(match self {
            Book::Xlsx(xlsx) => {
                let sheets = xlsx.sheets_metadata().iter().enumerate();
                let sheets = sheets.filter(|(_, sheet)| sheet.typ == SheetType::WorkSheet);
                let named = |(place, sheet): (usize, &Named)| Sheet {
                    name: sheet.name.clone(),
                    is_seen: sheet.visible == SheetVisible::Visible,
                    place,
                };
                sheets.map(named).collect()
            }
            Book::Whole(sheets) => {
                let named = |(place, sheet): (usize, &Whole)| Sheet {
                    name: sheet.name.clone(),
                    is_seen: sheet.is_seen,
                    place,
                };
                sheets.iter().enumerate().map(named).collect()
            }
        })
    }

    /// The merged cells of a sheet.
    pub(super) fn merged(&mut self, sheet: &Sheet) -> Result<Vec<Dimensions>, ListError> {
        match self {
            Book::Xlsx(xlsx) => guarded(|| xlsx.merge_cells_by_sheet_name(&sheet.name))?
                .map_err(|error| of_xlsx(&error)),
            Book::Whole(sheets) => {
                Ok(sheets.get(sheet.place).map(|sheet| sheet.merged.clone()).unwrap_or_default())
            }
        }
    }

    /// The cells of a sheet, from its beginning.
    pub(super) fn cells(self, sheet: &Sheet) -> Result<Cells, ListError> {
        let is_1904 = match &self {
            Book::Xlsx(xlsx) => xlsx.has_1904_epoch(),
            Book::Whole(sheets) => sheets.get(sheet.place).is_some_and(|sheet| sheet.is_1904),
        };
        let source = match self {
            Book::Xlsx(xlsx) => Held::Xlsx(Box::new(stream(xlsx, &sheet.name)?)),
            Book::Whole(sheets) => Held::Whole { sheets, place: sheet.place, next: 0 },
        };
        Ok(Cells {
            source,
            name: sheet.name.clone(),
            shared: HashMap::new(),
            is_1904,
            is_over: false,
        })
    }
}

/// All sheets of a workbook, in memory.
fn whole<R: Reader<Box<dyn Source>>>(
    book: &mut R,
    merged: impl Fn(&R, &str) -> Vec<Dimensions>,
) -> Result<Book, ListError>
where
    R::Error: std::fmt::Display,
{
    let named = book.sheets_metadata().to_vec();
    let mut sheets = Vec::new();
    for sheet in named.into_iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        let damaged = |error: R::Error| ListError::damaged(&error);
        let values = book.worksheet_range(&sheet.name).map_err(damaged)?;
        let formulas = book.worksheet_formula(&sheet.name).map_err(damaged)?;
        let merged = merged(book, &sheet.name);
        let is_seen = sheet.visible == SheetVisible::Visible;
        let is_1904 = false;
        sheets.push(Whole { name: sheet.name, is_seen, values, formulas, merged, is_1904 });
    }
    Ok(Book::Whole(sheets))
}

type Owner = MutBorrow<Box<Xlsx<Box<dyn Source>>>>;
type CellReader<'x> = XlsxCellReader<'x, Box<dyn Source>>;

self_cell!(
    /// A workbook with the reader that goes through one of its sheets.
    struct Streamed {
        owner: Owner,
        #[not_covariant]
        dependent: CellReader,
    }
);

fn stream(xlsx: Box<Xlsx<Box<dyn Source>>>, name: &str) -> Result<Streamed, ListError> {
    guarded(|| {
        Streamed::try_new(MutBorrow::new(xlsx), |owner| {
            owner.borrow_mut().worksheet_cells_reader(name).map_err(|error| of_xlsx(&error))
        })
    })?
}

/// The cells of one sheet.
pub(super) struct Cells {
    source: Held,
    name: String,
    /// The formulas that other cells share, by their number.
    shared: HashMap<usize, String>,
    /// Whether days are counted from 1904.
    is_1904: bool,
    is_over: bool,
}

enum Held {
    Xlsx(Box<Streamed>),
    Whole { sheets: Vec<Whole>, place: usize, next: usize },
}

/// The most formulas that are kept because other cells may share them.
const SHARED: usize = 10_000;

impl Cells {
    /// How many rows the sheet says it has.
    pub(super) fn total(&self) -> u32 {
        match &self.source {
            Held::Xlsx(streamed) => {
                streamed.with_dependent(|_, reader| reader.dimensions().end.0.saturating_add(1))
            }
            Held::Whole { sheets, place, next: _ } => {
                let end = sheets.get(*place).and_then(|sheet| sheet.values.end());
                end.map_or(0, |(row, _)| row.saturating_add(1))
            }
        }
    }

    pub(super) fn into_book(self) -> Book {
        match self.source {
            Held::Xlsx(streamed) => Book::Xlsx(streamed.into_owner().into_inner()),
            Held::Whole { sheets, .. } => Book::Whole(sheets),
        }
    }

    /// The same cells from the beginning.
    pub(super) fn again(self) -> Result<Cells, ListError> {
        let place = match &self.source {
            Held::Xlsx(_) => 0,
            Held::Whole { place, .. } => *place,
        };
        let sheet = Sheet { name: self.name.clone(), is_seen: true, place };
        self.into_book().cells(&sheet)
    }

    pub(super) fn next(&mut self) -> Result<Met, ListError> {
        if self.is_over {
            return Ok(Met::End);
        }
        let Cells { source, shared, is_1904, .. } = self;
        let mut met = match source {
            Held::Xlsx(streamed) => {
                guarded(|| streamed.with_dependent_mut(|_, reader| next_streamed(reader, shared)))
                    .flatten()
            }
            Held::Whole { sheets, place, next } => {
                Ok(sheets.get(*place).map_or(Met::End, |sheet| next_whole(sheet, next)))
            }
        };
        if let Ok(Met::Cell(placed)) = &mut met
            && *is_1904
            && let Cell::Number(number) = placed.cell
            && DAYS.contains(&number)
        {
            let column = Some(placed.column as usize);
            let value = number.to_string();
            placed.flaws.push(Flaw { column, code: FaultCode::DateAmbiguous, value });
        }
        // nothing is read after the end, nor after what cannot be read
        self.is_over = matches!(met, Ok(Met::End) | Err(_));
        met
    }
}

fn next_streamed(
    reader: &mut CellReader<'_>,
    shared: &mut HashMap<usize, String>,
) -> Result<Met, ListError> {
    loop {
        let met = match reader.next_cell_with_formula_metadata() {
            Ok(Some(met)) => met,
            Ok(None) => return Ok(Met::End),
            Err(error) if is_of_cell(&error) => return Ok(Met::Damaged),
            Err(error) => return Err(of_xlsx(&error)),
        };
        let formula = met.formula.map(|formula| match formula {
            XlsxFormulaMetadata::Shared { shared_index, formula, range: _ } => {
                if shared.len() < SHARED {
                    shared.insert(shared_index, formula.clone());
                }
                formula
            }
            XlsxFormulaMetadata::SharedDerived { shared_index } => {
                shared.get(&shared_index).cloned().unwrap_or_default()
            }
            XlsxFormulaMetadata::Normal { formula } => formula,
            _ => String::new(),
        });
        let cell = placed(met.pos, |column, flaws| value::cell(&met.value, column, flaws), formula);
        if let Some(cell) = cell {
            return Ok(Met::Cell(cell));
        }
    }
}

fn next_whole(sheet: &Whole, next: &mut usize) -> Met {
    // a formula without a value lies in the one range and not in the other
    let (Some(start), Some(end)) = (
        sheet
            .values
            .start()
            .into_iter()
            .chain(sheet.formulas.start())
            .reduce(|a, b| (a.0.min(b.0), a.1.min(b.1))),
        sheet
            .values
            .end()
            .into_iter()
            .chain(sheet.formulas.end())
            .reduce(|a, b| (a.0.max(b.0), a.1.max(b.1))),
    ) else {
        return Met::End;
    };
    let width = (end.1.saturating_sub(start.1) as usize).saturating_add(1);
    loop {
        let (down, across) = (next.checked_div(width), next.checked_rem(width));
        let place = |from: u32, by: Option<usize>| {
            by.and_then(|by| u32::try_from(by).ok()).and_then(|by| from.checked_add(by))
        };
        let (Some(row), Some(column)) = (place(start.0, down), place(start.1, across)) else {
            return Met::End;
        };
        if row > end.0 {
            return Met::End;
        }
        *next = next.saturating_add(1);
        let formula = sheet.formulas.get_value((row, column)).filter(|formula| !formula.is_empty());
        let value = sheet.values.get_value((row, column)).unwrap_or(&Data::Empty);
        let of = |column: usize, flaws: &mut Vec<Flaw>| value::of_data(value, column, flaws);
        if let Some(cell) = placed((row, column), of, formula.cloned()) {
            return Met::Cell(cell);
        }
    }
}

/// A cell with what its formula makes of it; none if it holds nothing.
fn placed(
    (row, column): (u32, u32),
    read: impl FnOnce(usize, &mut Vec<Flaw>) -> Cell,
    formula: Option<String>,
) -> Option<Placed> {
    let mut flaws = Vec::new();
    let cell = read(column as usize, &mut flaws);
    if let Some(formula) = formula {
        let code = if cell.is_empty() { FaultCode::FormulaUnread } else { FaultCode::Formula };
        let value = clean::shown(&format!("={}", formula.trim_start_matches('=')));
        flaws.push(Flaw { column: Some(column as usize), code, value });
    }
    (!cell.is_empty() || !flaws.is_empty()).then_some(Placed { row, column, cell, flaws })
}

/// Whether what is wrong is one cell; else the file is.
fn is_of_cell(error: &XlsxError) -> bool {
    matches!(
        error,
        XlsxError::CellError(_)
            | XlsxError::CellTAttribute(_)
            | XlsxError::ParseFloat(_)
            | XlsxError::ParseInt(_)
            | XlsxError::Unrecognized { .. }
            | XlsxError::Unexpected(_)
            | XlsxError::UnexpectedNode(_)
            | XlsxError::Alphanumeric(_)
            | XlsxError::NumericColumn(_)
            | XlsxError::RangeWithoutColumnComponent
            | XlsxError::RangeWithoutRowComponent
            | XlsxError::ColumnNumberOverflow
            | XlsxError::RowNumberOverflow
    )
}

fn of_xlsx(error: &XlsxError) -> ListError {
    match error {
        XlsxError::Password => ListError::encrypted(),
        error => ListError::damaged(error),
    }
}
