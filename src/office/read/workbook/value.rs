//! What a spreadsheet's cell holds.

use calamine::{Data, DataRef, ExcelDateTime};

use super::super::super::{Cell, Flaw};
use super::super::clean;

/// The first number of no day: 10000-01-01.
const NO_DAY: f64 = 2_958_466.0;

pub(super) fn cell(value: &DataRef<'_>, column: usize, flaws: &mut Vec<Flaw>) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => of_number(*number),
        DataRef::String(text) => clean::cell(text, column, flaws),
        DataRef::SharedString(text) => clean::cell(text, column, flaws),
        DataRef::Bool(value) => Cell::Bool(*value),
        DataRef::DateTime(moment) => of_moment(moment),
        DataRef::DateTimeIso(text) => of_iso(text),
        DataRef::DurationIso(text) => Cell::Broken(text.clone()),
        DataRef::Error(error) => Cell::Broken(error.to_string()),
    }
}

pub(super) fn of_data(value: &Data, column: usize, flaws: &mut Vec<Flaw>) -> Cell {
    match value {
        Data::Empty => Cell::Empty,
        Data::Int(number) => Cell::Number(*number as f64),
        Data::Float(number) => of_number(*number),
        Data::String(text) => clean::cell(text, column, flaws),
        Data::Bool(value) => Cell::Bool(*value),
        Data::DateTime(moment) => of_moment(moment),
        Data::DateTimeIso(text) => of_iso(text),
        Data::DurationIso(text) => Cell::Broken(text.clone()),
        Data::Error(error) => Cell::Broken(error.to_string()),
    }
}

fn of_number(number: f64) -> Cell {
    if number.is_finite() { Cell::Number(number) } else { Cell::Broken(number.to_string()) }
}

/// A day, with or without an hour. An hour without a day, and a length of time, are none.
fn of_moment(moment: &ExcelDateTime) -> Cell {
    let number = moment.as_f64();
    if !(0.0..NO_DAY).contains(&number) {
        return Cell::Broken(number.to_string());
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    if moment.is_duration() || number < 1.0 {
        let hours = if moment.is_duration() { (number * 24.0).floor() } else { f64::from(hour) };
        return Cell::Broken(format!("{hours}:{minute:02}:{second:02}"));
    }
    Cell::Moment {
        year: year.into(),
        month: month.into(),
        day: day.into(),
        has_hour: hour > 0 || minute > 0 || second > 0,
    }
}

/// `2018-06-01`, `2018-06-01T00:00:00`.
fn of_iso(text: &str) -> Cell {
    let (date, time) = text.split_once('T').unwrap_or((text, ""));
    let parts: Option<Vec<u32>> = date.split('-').map(|part| part.parse().ok()).collect();
    match parts.as_deref() {
        Some([year @ 1..=9999, month @ 1..=12, day @ 1..=31]) => Cell::Moment {
            year: i32::try_from(*year).unwrap_or_default(),
            month: *month,
            day: *day,
            has_hour: time.contains(|letter: char| matches!(letter, '1'..='9')),
        },
        Some(_) | None => Cell::Broken(text.to_string()),
    }
}
