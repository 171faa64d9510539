//! A table of a workbook that goes on in a further sheet where one is full.

use rust_xlsxwriter::{ExcelDateTime, IgnoreError, Workbook, Worksheet, XlsxError};

use crate::author::Language;
use crate::date::Day;

use super::lines::Value;
use super::looks::Looks;
use super::names::Names;
use super::safe::{beginning, clean, runs};

/// A column of a [`Roll`].
pub(super) struct Head {
    pub(super) heading: String,
    /// In letters.
    pub(super) width: u8,
}

/// One table, in as many sheets as it takes.
pub(super) struct Roll {
    name: String,
    columns: Vec<Head>,
    /// How many columns stay in sight while the others are moved.
    fixed: u16,
    footer: String,
    full: Vec<Worksheet>,
    sheet: Worksheet,
    /// The row to be written next, from 0; the heading is the first.
    next: u32,
}

impl Roll {
    pub(super) fn new(
        name: &str,
        columns: Vec<Head>,
        fixed: u16,
        footer: &str,
        of: &mut Makers<'_>,
    ) -> Result<Roll, XlsxError> {
        let mut roll = Roll {
            name: name.to_owned(),
            columns,
            fixed,
            footer: footer.to_owned(),
            full: Vec::new(),
            sheet: of.sheet()?,
            next: 0,
        };
        roll.begin(of)?;
        Ok(roll)
    }

    fn begin(&mut self, of: &mut Makers<'_>) -> Result<(), XlsxError> {
        let sheet = &mut self.sheet;
        sheet.set_name(of.names.give(&self.name))?;
        for (place, column) in (0_u16..).zip(&self.columns) {
            sheet.set_column_width(place, column.width)?;
            sheet.set_column_format(place, &of.looks.text)?;
        }
        sheet.set_freeze_panes(1, self.fixed)?;
        sheet.set_repeat_rows(0, 0)?;
        set_up_paper(sheet, &self.footer);
        sheet.set_landscape().set_print_fit_to_pages(1, 0);
        sheet.set_print_gridlines(true);
        for (place, column) in (0_u16..).zip(&self.columns) {
            let heading = clean(&column.heading);
            let format = &of.looks.heading;
            if runs(&column.heading) {
                sheet.write_string_with_format(
                    0,
                    place,
                    heading,
                    &format.clone().set_quote_prefix(),
                )?;
            } else {
                sheet.write_string_with_format(0, place, heading, format)?;
            }
        }
        self.next = 1;
        Ok(())
    }

    /// Adds a row.
    pub(super) fn put<'a>(
        &mut self,
        values: impl Iterator<Item = Value<'a>>,
        of: &mut Makers<'_>,
    ) -> Result<(), XlsxError> {
        if self.next >= of.rows_a_sheet {
            self.end()?;
            let full = std::mem::replace(&mut self.sheet, of.sheet()?);
            self.full.push(full);
            self.begin(of)?;
        }
        for (place, value) in (0_u16..).zip(values) {
            write(&mut self.sheet, (self.next, place), value, of)?;
        }
        self.next = self.next.saturating_add(1);
        Ok(())
    }

    fn end(&mut self) -> Result<(), XlsxError> {
        let last = self.next.saturating_sub(1);
        let Some(right) = u16::try_from(self.columns.len()).ok().and_then(|all| all.checked_sub(1))
        else {
            return Ok(());
        };
        self.sheet.autofilter(0, 0, last, right)?;
        // staff numbers are texts on purpose
        self.sheet.ignore_error_range(0, 0, last, right, IgnoreError::NumberStoredAsText)?;
        Ok(())
    }

    /// All its sheets, in their order.
    pub(super) fn finish(mut self) -> Result<Vec<Worksheet>, XlsxError> {
        self.end()?;
        self.full.push(self.sheet);
        Ok(self.full)
    }
}

/// What a row needs of the workbook.
pub(super) struct Makers<'w> {
    #[cfg_attr(target_arch = "wasm32", expect(dead_code))]
    pub(super) book: &'w mut Workbook,
    pub(super) names: &'w mut Names,
    pub(super) looks: &'w Looks,
    pub(super) language: Language,
    pub(super) rows_a_sheet: u32,
}

impl Makers<'_> {
    /// A sheet whose rows go to a temporary file as they come.
    #[cfg(not(target_arch = "wasm32"))]
    fn sheet(&mut self) -> Result<Worksheet, XlsxError> {
        self.book.new_worksheet_with_constant_memory()
    }

    /// A page has no temporary files: there a sheet is kept whole.
    #[cfg(target_arch = "wasm32")]
    fn sheet(&mut self) -> Result<Worksheet, XlsxError> {
        Ok(Worksheet::new())
    }
}

/// A4, and at its foot what it is of and the page's number.
pub(super) fn set_up_paper(sheet: &mut Worksheet, footer: &str) {
    // 9 is A4; an ampersand begins a command
    let footer = beginning(&footer.replace('&', "&&"), 120);
    sheet.set_paper_size(9).set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    sheet.set_footer(format!("&L{footer}&R&P / &N"));
}

fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: Value<'_>,
    of: &Makers<'_>,
) -> Result<(), XlsxError> {
    match value {
        Value::Nothing => {}
        Value::Number(number) => match u32::try_from(number) {
            Ok(number) => {
                sheet.write_number_with_format(row, column, number, &of.looks.number)?;
            }
            Err(_) => {
                sheet.write_string(row, column, number.to_string())?;
            }
        },
        Value::Text(text) => write_text(sheet, (row, column), &text, of.looks)?,
        Value::Day(day) => match moment(day) {
            Some(moment) => {
                sheet.write_datetime_with_format(row, column, moment, &of.looks.day)?;
            }
            None => write_text(sheet, (row, column), day, of.looks)?,
        },
        Value::Standing(standing) => {
            let (name, format) = (standing.name(of.language), of.looks.standing(standing));
            sheet.write_string_with_format(row, column, name, format)?;
        }
    }
    Ok(())
}

/// Writes a text of others: always a text, never a formula or a link.
fn write_text(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    looks: &Looks,
) -> Result<(), XlsxError> {
    if runs(text) {
        sheet.write_string_with_format(row, column, clean(text), &looks.quoted)?;
    } else {
        sheet.write_string(row, column, clean(text))?;
    }
    Ok(())
}

fn moment(day: &str) -> Option<ExcelDateTime> {
    date(Day::parse(day).ok()?)
}

/// A day as a spreadsheet has it.
pub(super) fn date(day: Day) -> Option<ExcelDateTime> {
    let (year, month, day) = day.parts();
    let year = u16::try_from(year).ok()?;
    ExcelDateTime::from_ymd(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?).ok()
}
