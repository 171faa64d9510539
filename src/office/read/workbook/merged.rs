//! Merged cells: the first holds the value, the others look empty.

use calamine::Dimensions;

use super::super::super::{Cell, FaultCode, Flaw};
use super::super::{ListError, WIDEST, clean};
use super::rows::SheetRow;

/// The merged areas of a sheet, as its rows go by.
#[derive(Clone, Debug)]
pub(super) struct Merged {
    all: Vec<Dimensions>,
    next: usize,
    /// Those that the row is in, with what the first cell of each holds.
    here: Vec<(Dimensions, Cell)>,
}

impl Merged {
    pub(super) fn new(mut all: Vec<Dimensions>) -> Merged {
        all.retain(|area| area.start.0 <= area.end.0 && area.start.1 <= area.end.1);
        all.sort_by_key(|area| (area.start, area.end));
        Merged { all, next: 0, here: Vec::new() }
    }

    pub(super) fn restart(&mut self) {
        self.next = 0;
        self.here.clear();
    }

    /// The areas that a row is in, each with its value and whether this is its first row.
    pub(super) fn at(&mut self, row: &SheetRow) -> Result<&[(Dimensions, Cell)], ListError> {
        self.here.retain(|(area, _)| area.end.0 >= row.place);
        while let Some(area) = self.all.get(self.next).filter(|area| area.start.0 <= row.place) {
            self.next = self.next.saturating_add(1);
            // one that begins in a blank row has no value
            let value = (area.start.0 == row.place).then(|| row.cell(area.start.1)).flatten();
            if let Some(value) = value.filter(|_| area.end.0 >= row.place) {
                self.here.push((*area, value.clone()));
            }
            // areas do not overlap, so a row is in no more than it has columns
            if self.here.len() > WIDEST {
                return Err(ListError::damaged(&"mergeCells"));
            }
        }
        Ok(&self.here)
    }
}

/// What merged cells make of a row. `spans` are the columns that one cell of the heading covers together: cells merged across
/// them are one value.
pub(super) fn apply(
    areas: &[(Dimensions, Cell)],
    spans: &[(u32, u32)],
    width: usize,
    row: u32,
    cells: &mut [Cell],
    flaws: &mut Vec<Flaw>,
) {
    for (area, value) in areas {
        let (left, right) = (area.start.1, area.end.1);
        let is_one = left == right || spans.iter().any(|(from, to)| left >= *from && right <= *to);
        if is_one {
            let is_tall = area.start.0 < area.end.0;
            let Some(cell) = cells.get_mut(left as usize).filter(|_| is_tall) else { continue };
            if row > area.start.0 && cell.is_empty() {
                *cell = value.clone();
            }
            let column = Some(left as usize);
            let value = clean::shown(&clean::label_of(value));
            flaws.push(Flaw { column, code: FaultCode::MergedDown, value });
            continue;
        }
        for column in (left as usize..=right as usize).take_while(|column| *column < width) {
            if let Some(cell) = cells.get_mut(column) {
                *cell = Cell::Empty;
            }
            let value = clean::shown(&clean::label_of(value));
            flaws.push(Flaw { column: Some(column), code: FaultCode::MergedAcross, value });
        }
    }
}
