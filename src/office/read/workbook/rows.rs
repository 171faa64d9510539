//! Rows with something in them, put together from a sheet's cells.

use calamine::Dimensions;

use super::super::super::{Cell, FaultCode, Flaw};
use super::super::{ListError, WIDEST, clean};
use super::cells::{Book, Cells, Met, Placed};
use super::merged::Merged;

/// A row of a sheet.
#[derive(Clone, Debug)]
pub(super) struct SheetRow {
    /// From 0.
    pub(super) place: u32,
    /// In the order of their columns.
    cells: Vec<Placed>,
    /// Whether a cell near here could not be read.
    pub(super) is_damaged: bool,
    /// The merged areas that it is in.
    pub(super) merged: Vec<(Dimensions, Cell)>,
}

impl SheetRow {
    fn new(place: u32) -> SheetRow {
        SheetRow { place, cells: Vec::new(), is_damaged: false, merged: Vec::new() }
    }

    /// What a column holds of its own.
    pub(super) fn cell(&self, column: u32) -> Option<&Cell> {
        let found = self.cells.binary_search_by_key(&column, |placed| placed.column).ok()?;
        self.cells.get(found).map(|placed| &placed.cell)
    }

    /// The columns with something of their own.
    pub(super) fn columns(&self) -> impl Iterator<Item = u32> {
        self.cells.iter().filter(|placed| !placed.cell.is_empty()).map(|placed| placed.column)
    }

    /// Its texts, by column.
    pub(super) fn labels(&self) -> Vec<String> {
        let mut labels = Vec::new();
        for placed in &self.cells {
            let column = placed.column as usize;
            labels.resize(labels.len().max(column.saturating_add(1)), String::new());
            if let Some(label) = labels.get_mut(column) {
                *label = clean::label_of(&placed.cell);
            }
        }
        labels
    }

    /// Its cells, by column, and what is odd about them.
    pub(super) fn into_cells(self, width: usize) -> (Vec<Cell>, Vec<Flaw>) {
        let last = self.cells.last().map_or(0, |placed| placed.column as usize);
        let mut cells = vec![Cell::Empty; width.max(last.saturating_add(1))];
        let mut flaws = Vec::new();
        if self.is_damaged {
            let value = String::new();
            flaws.push(Flaw { column: None, code: FaultCode::Broken, value });
        }
        for placed in self.cells {
            if let Some(cell) = cells.get_mut(placed.column as usize) {
                *cell = placed.cell;
            }
            flaws.extend(placed.flaws);
        }
        (cells, flaws)
    }

    fn add(&mut self, placed: Placed) {
        match self.cells.last() {
            Some(last) if last.column >= placed.column => {
                // out of order, or twice
                self.is_damaged = true;
                let found = self.cells.binary_search_by_key(&placed.column, |cell| cell.column);
                if let Err(at) = found {
                    self.cells.insert(at, placed);
                }
            }
            Some(_) | None => self.cells.push(placed),
        }
    }
}

/// The rows of a sheet that have something in them.
pub(super) struct Rows {
    /// Absent where the sheet could not be begun again.
    cells: Option<Cells>,
    merged: Merged,
    ahead: Option<Placed>,
    /// Whether a cell was damaged after all that was read.
    is_damaged: bool,
    /// The row that may come next.
    next: u32,
}

impl Rows {
    pub(super) fn new(cells: Cells, merged: Vec<Dimensions>) -> Rows {
        let merged = Merged::new(merged);
        Rows { cells: Some(cells), merged, ahead: None, is_damaged: false, next: 0 }
    }

    pub(super) fn into_book(self) -> Result<Book, ListError> {
        self.cells.map(Cells::into_book).ok_or_else(ListError::lost)
    }

    /// Begins again.
    pub(super) fn restart(&mut self) -> Result<(), ListError> {
        let cells = self.cells.take().ok_or_else(ListError::lost)?;
        self.cells = Some(cells.again()?);
        self.merged.restart();
        self.ahead = None;
        self.is_damaged = false;
        self.next = 0;
        Ok(())
    }

    /// The first rows.
    pub(super) fn first(&mut self, count: usize) -> Result<Vec<SheetRow>, ListError> {
        let mut rows = Vec::new();
        while rows.len() < count
            && let Some(row) = self.next()?
        {
            rows.push(row);
        }
        Ok(rows)
    }

    pub(super) fn next(&mut self) -> Result<Option<SheetRow>, ListError> {
        let Some(mut row) = self.assemble()? else { return Ok(None) };
        self.next = row.place.saturating_add(1);
        row.merged = self.merged.at(&row)?.to_vec();
        Ok(Some(row))
    }

    fn assemble(&mut self) -> Result<Option<SheetRow>, ListError> {
        let Rows { cells, ahead, is_damaged, next, .. } = self;
        let cells = cells.as_mut().ok_or_else(ListError::lost)?;
        let mut row: Option<SheetRow> = None;
        loop {
            let met = match ahead.take() {
                Some(placed) => Met::Cell(placed),
                None => cells.next()?,
            };
            match (met, &mut row) {
                (Met::Cell(placed), _) if placed.column as usize >= WIDEST => {
                    return Err(ListError::damaged(&"too many columns"));
                }
                (Met::Cell(placed), None) if placed.row < *next => {
                    return Err(ListError::damaged(&"rows out of order"));
                }
                (Met::Cell(placed), None) => {
                    let begun = row.insert(SheetRow::new(placed.row));
                    // where it was cannot be told: this row, or the one before
                    begun.is_damaged = std::mem::take(is_damaged);
                    begun.add(placed);
                }
                (Met::Cell(placed), Some(begun)) if placed.row == begun.place => {
                    *is_damaged = false;
                    begun.add(placed);
                }
                (Met::Cell(placed), Some(_)) => {
                    *ahead = Some(placed);
                    return Ok(row);
                }
                (Met::Damaged, begun) => {
                    *is_damaged = true;
                    if let Some(begun) = begun {
                        begun.is_damaged = true;
                    }
                }
                (Met::End, Some(_)) => return Ok(row),
                // what was there alone is a row too
                (Met::End, None) if std::mem::take(is_damaged) => {
                    let mut row = SheetRow::new(*next);
                    row.is_damaged = true;
                    return Ok(Some(row));
                }
                (Met::End, None) => return Ok(None),
            }
        }
    }
}
