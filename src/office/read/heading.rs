//! Which of the first rows is the heading, and what it makes of the rows below.

use super::super::{Cell, Fault, FaultCode, Flaw, Row};
use super::clean;

/// How many rows are looked at.
pub(super) const LOOKED_AT: usize = 30;

/// The row that is the heading, and how many known columns it has: the row with most of them; if none has any, the first
/// with two texts.
pub(super) fn pick<'r>(
    rows: impl Iterator<Item = &'r [String]> + Clone,
    known: &dyn Fn(&str) -> bool,
) -> Option<(usize, usize)> {
    let count = |row: &[String]| row.iter().filter(|text| !text.is_empty() && known(text)).count();
    let mut best = None;
    for (place, row) in rows.clone().enumerate() {
        let found = count(row);
        if found > best.map_or(0, |(_, most)| most) {
            best = Some((place, found));
        }
    }
    best.or_else(|| {
        let texts = |row: &[String]| row.iter().filter(|text| !text.is_empty()).count();
        let place = rows.clone().position(|row| texts(row) > 1)?;
        Some((place, 0))
    })
}

/// A heading without the columns at its end that have no text.
pub(super) fn trim(mut heading: Vec<String>) -> Vec<String> {
    let end =
        heading.iter().rposition(|text| !text.is_empty()).map_or(0, |last| last.saturating_add(1));
    heading.truncate(end);
    heading
}

/// What is said of a row above the heading; nothing of a blank one.
pub(super) fn above(row: u64, labels: &[String]) -> Option<Fault> {
    let texts: Vec<&str> =
        labels.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
    let value = clean::shown(&texts.join(" "));
    let fault = Fault { row: Some(row), column: None, code: FaultCode::AboveHeading, value };
    (!texts.is_empty()).then_some(fault)
}

/// The row that stands for a run of blank ones.
pub(super) fn blank_row(number: u64, count: u64, width: usize) -> Row {
    let flaw = Flaw { column: None, code: FaultCode::BlankRow, value: count.to_string() };
    Row { number, cells: vec![Cell::Empty; width], flaws: vec![flaw] }
}

/// A row as wide as the heading: what is lacking is empty, what is too much is said. The heading once more is no person.
pub(super) fn fit(mut row: Row, heading: &[String]) -> Row {
    let is_heading = row.cells.len() >= heading.len()
        && row.cells.iter().map(clean::label_of).zip(heading).all(|(label, text)| label == *text);
    let extra = row.cells.get(heading.len()..).unwrap_or_default();
    let count = extra.iter().filter(|cell| !cell.is_empty()).count();
    if is_heading && count == 0 {
        return again(row.number);
    }
    if count > 0 {
        // the values may be what nobody should copy
        row.flaws.retain(|flaw| flaw.column.is_none_or(|column| column < heading.len()));
        let value = count.to_string();
        row.flaws.push(Flaw { column: None, code: FaultCode::TooManyCells, value });
    }
    row.cells.resize(heading.len(), Cell::Empty);
    row
}

/// The heading once more.
pub(super) fn again(number: u64) -> Row {
    let flaw = Flaw { column: None, code: FaultCode::HeadingAgain, value: String::new() };
    Row { number, cells: Vec::new(), flaws: vec![flaw] }
}
