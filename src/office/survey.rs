//! What the columns of a list hold, before anybody is judged: some of it, and what was typed that is no answer.

use std::collections::HashMap;

use super::cell::{Cell, Record, Row};
use super::fault::FaultCode;
use super::headings::{Headings, Role};
use super::judge::{cell_of, shown};
use crate::value::Value;

/// Different values kept of one column, and of all together: what is beyond is counted out, and said to be.
const OF_ONE: usize = 20_000;
const OF_ALL: usize = 400_000;
/// What is shown of a column to tell it by.
const SAMPLES: usize = 4;

/// Reads through a list and keeps what its columns hold; people of one list share most of it.
#[derive(Clone, Debug, Default)]
pub struct Survey {
    headings: Vec<String>,
    columns: Vec<Met>,
    people: u64,
    kept: usize,
}

/// The values of a column, in the order in which they were met.
#[derive(Clone, Debug, Default)]
struct Met {
    values: Vec<(Cell, u64)>,
    places: HashMap<(u8, String), usize>,
    is_cut: bool,
}

/// What a column holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Some of it.
    pub samples: Vec<String>,
    /// What is no answer to the fact that it is a column of.
    pub unread: Vec<Unread>,
    /// Whether there may be more of it than was kept.
    pub is_cut: bool,
}

/// What was typed and is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// As it stands there.
    pub value: String,
    /// Why it is none.
    pub code: FaultCode,
    /// How many rows have it.
    pub rows: u64,
}

impl Survey {
    /// Begins for a table's headings. JSON lines have none: their keys are taken as they come.
    pub fn new(headings: &[String]) -> Survey {
        let columns = headings.iter().map(|_| Met::default()).collect();
        Survey { headings: headings.to_vec(), columns, people: 0, kept: 0 }
    }

    /// The headings, or the keys that were met so far.
    pub fn headings(&self) -> &[String] {
        &self.headings
    }

    /// How many people there are: rows that are blank or the heading once more are none.
    pub fn people(&self) -> u64 {
        self.people
    }

    /// Takes in a record. Of a column that no rule needs nothing is kept.
    pub fn add(&mut self, headings: &Headings, record: &Record) {
        match record {
            Record::Row(row) if is_nobody(row) => return,
            Record::Row(row) => {
                for (place, cell) in row.cells.iter().enumerate() {
                    self.keep(headings, place, cell);
                }
            }
            Record::Line { text, .. } => self.add_line(headings, text),
        }
        self.people = self.people.saturating_add(1);
    }

    /// What is no object, or an input of the wire's, has no columns.
    fn add_line(&mut self, headings: &Headings, text: &[u8]) {
        let Ok(Value::Object(entries)) = serde_json::from_slice::<Value>(text) else {
            return;
        };
        if entries.iter().any(|(key, _)| matches!(key.as_str(), "answers" | "today" | "scans")) {
            return;
        }
        for (key, value) in &entries {
            let known = self.headings.iter().position(|heading| heading == key);
            let place = known.unwrap_or(self.headings.len());
            if known.is_none() {
                self.headings.push(key.clone());
                self.columns.push(Met::default());
            }
            self.keep(headings, place, &cell_of(value));
        }
    }

    fn keep(&mut self, headings: &Headings, place: usize, cell: &Cell) {
        let heading = self.headings.get(place).map_or("", String::as_str);
        if cell.is_empty() || headings.role(heading) == Role::NotRead {
            return;
        }
        let Some(met) = self.columns.get_mut(place) else {
            return;
        };
        let key = (kind(cell), shown(cell));
        if let Some((_, rows)) = met.places.get(&key).and_then(|at| met.values.get_mut(*at)) {
            *rows = rows.saturating_add(1);
        } else if met.values.len() < OF_ONE && self.kept < OF_ALL {
            met.places.insert(key, met.values.len());
            met.values.push((cell.clone(), 1));
            self.kept = self.kept.saturating_add(1);
        } else {
            met.is_cut = true;
        }
    }

    /// What a column holds, for what it is said to be.
    pub fn held(&self, headings: &Headings, place: usize, role: Role) -> Held {
        let (Some(met), false) = (self.columns.get(place), role == Role::NotRead) else {
            return Held::default();
        };
        let samples = met.values.iter().take(SAMPLES).map(|(cell, _)| shown(cell)).collect();
        let unread = role.fact().into_iter().flat_map(|fact| {
            met.values.iter().filter_map(move |(cell, rows)| {
                let code = headings.values.read(fact, cell).err()?;
                Some(Unread { value: shown(cell), code, rows: *rows })
            })
        });
        Held { samples, unread: unread.collect(), is_cut: met.is_cut }
    }
}

/// Whether a row is no person.
fn is_nobody(row: &Row) -> bool {
    let is = |code| matches!(code, FaultCode::BlankRow | FaultCode::HeadingAgain);
    row.flaws.iter().any(|flaw| is(flaw.code))
}

/// The same letters of another kind are another value: a text `2018.1` and a number.
fn kind(cell: &Cell) -> u8 {
    match cell {
        Cell::Empty => 0,
        Cell::Text(_) => 1,
        Cell::Number(_) => 2,
        Cell::Bool(_) => 3,
        Cell::Moment { .. } => 4,
        Cell::Broken(_) => 5,
    }
}
