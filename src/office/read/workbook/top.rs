//! The heading of a sheet: one row, or two where cells are merged.

use super::super::super::{Cell, Fault, FaultCode, Row};
use super::super::{clean, heading};
use super::merged;
use super::rows::SheetRow;

/// The heading, and what is above and below it.
#[derive(Debug)]
pub(super) struct Top {
    /// The text of each column.
    pub(super) labels: Vec<String>,
    /// How many of them are known.
    pub(super) known: usize,
    /// What is said of the rows above.
    pub(super) above: Vec<Fault>,
    /// The first row below, from 0.
    pub(super) below: u32,
    /// The columns that one cell of the heading covers together, the first and the last.
    spans: Vec<(u32, u32)>,
    /// The texts of its rows as they stand, to know them again.
    rows: Vec<Vec<String>>,
}

impl Top {
    /// Looks for the heading among the first rows.
    ///
    /// A cell merged downwards says its text in each of its rows. Where a group's text stands above, the texts below it are
    /// the columns'.
    pub(super) fn find(rows: &[SheetRow], known: &dyn Fn(&str) -> bool) -> Option<Top> {
        let whole: Vec<Vec<String>> = rows.iter().map(with_merged).collect();
        let (mut place, mut found) = heading::pick(whole.iter().map(Vec::as_slice), known)?;
        let mut labels = whole.get(place)?.clone();
        let mut row = rows.get(place)?;
        let mut wide = spans(row);
        let mut own = vec![row.labels()];
        let mut group = None;
        let below = rows.get(place.saturating_add(1));
        if let Some(below) = below.filter(|below| is_under(below, row, &wide)) {
            let below_it = |(left, right): &(u32, u32)| {
                below.columns().any(|column| (*left..=*right).contains(&column))
            };
            for (left, right) in wide.iter().filter(|span| below_it(span)) {
                for label in
                    labels.iter_mut().take((*right as usize).saturating_add(1)).skip(*left as usize)
                {
                    label.clear();
                }
            }
            wide.retain(|span| !below_it(span));
            wide.extend(spans(below));
            for (column, label) in below.labels().into_iter().enumerate() {
                labels.resize(labels.len().max(column.saturating_add(1)), String::new());
                if let Some(place) = labels.get_mut(column).filter(|_| !label.is_empty()) {
                    *place = label;
                }
            }
            found = labels.iter().filter(|label| !label.is_empty() && known(label)).count();
            group = Some(row.place);
            row = below;
            place = place.saturating_add(1);
            own.push(below.labels());
        }
        let mut above = Vec::new();
        for other in rows.get(..place)? {
            let reaches = row.merged.iter().any(|(area, _)| area.start.0 == other.place);
            if reaches || group == Some(other.place) {
                own.push(other.labels());
            } else {
                let number = u64::from(other.place).saturating_add(1);
                above.extend(heading::above(number, &other.labels()));
            }
        }
        // a tall cell may reach below the last row of texts
        let heading_end =
            row.merged.iter().map(|(area, _)| area.end.0).filter(|end| {
                rows.get(place.saturating_add(1)).is_none_or(|next| next.place > *end)
            });
        let end = heading_end.max().unwrap_or(row.place).max(row.place);
        let below = end.saturating_add(1);
        let labels = heading::trim(labels.into_iter().map(|label| clean::label(&label)).collect());
        let own = own.into_iter().map(heading::trim).collect();
        Some(Top { labels, known: found, above, below, spans: wide, rows: own })
    }

    /// A row below, with a cell for each column.
    pub(super) fn row(&self, mut row: SheetRow, heading: &[String]) -> Row {
        let number = u64::from(row.place).saturating_add(1);
        let labels = heading::trim(row.labels());
        if self.rows.contains(&labels) && !row.is_damaged {
            return heading::again(number);
        }
        let areas = std::mem::take(&mut row.merged);
        let place = row.place;
        let (mut cells, mut flaws) = row.into_cells(heading.len());
        merged::apply(&areas, &self.spans, heading.len(), place, &mut cells, &mut flaws);
        // cells of a sheet do not move: what is too much stands where it was put
        let extra = cells.iter().skip(heading.len()).position(|cell| !cell.is_empty());
        let extra = extra.map(|place| place.saturating_add(heading.len()));
        let mut row = heading::fit(Row { number, cells, flaws }, heading);
        for flaw in row.flaws.iter_mut().filter(|flaw| flaw.code == FaultCode::TooManyCells) {
            flaw.column = extra;
        }
        row
    }
}

/// The texts of a row, with those of cells that are merged into it from above.
fn with_merged(row: &SheetRow) -> Vec<String> {
    let mut labels = row.labels();
    for (area, value) in row.merged.iter().filter(|(area, _)| area.start.0 < row.place) {
        let column = area.start.1 as usize;
        labels.resize(labels.len().max(column.saturating_add(1)), String::new());
        if let Some(label) = labels.get_mut(column).filter(|label| label.is_empty()) {
            *label = clean::label_of(value);
        }
    }
    labels
}

/// The columns that cells of a row cover together, where they end in it.
fn spans(row: &SheetRow) -> Vec<(u32, u32)> {
    let wide = row.merged.iter().filter(|(area, _)| area.start.1 < area.end.1);
    let ending = wide.filter(|(area, value)| area.end.0 == row.place && !Cell::is_empty(value));
    ending.map(|(area, _)| (area.start.1, area.end.1)).collect()
}

/// Whether a row holds nothing but texts of columns below groups of the row above it.
fn is_under(row: &SheetRow, above: &SheetRow, groups: &[(u32, u32)]) -> bool {
    let is_next = above.place.checked_add(1) == Some(row.place);
    let mut columns = row.columns().peekable();
    is_next
        && columns.peek().is_some()
        && columns
            .all(|column| groups.iter().any(|(left, right)| (left..=right).contains(&&column)))
}
