//! Standards: a document's table of degree × level for some series.

use super::conditions::{Resolver, choice_of, place};
use super::context::Context;
use super::diagnostics::Severity;
use super::raw::{self, Text};
use crate::notice::{Cell, Choices, FactId, Standards, Table};

impl Resolver<'_, '_, '_> {
    pub(super) fn standards(&mut self) -> Option<Standards> {
        let raw = self.context.raw;
        let Some(head) = &raw.standards else {
            if let Some(standard) = raw.standard.first() {
                let message = "`[standards]` must say which facts the tables read".to_owned();
                self.context.error("key-missing", standard.source.span(), message);
            }
            return None;
        };
        let facts = self.context.facts.clone();
        let fact = |context: &mut Context<'_>, id: &Text, kinds: &[&str]| {
            let at = context.look_up("fact", &facts, id);
            let kind = at.and_then(|at| context.raw.fact.get(at)).map(|fact| &fact.kind);
            if let Some(kind) = kind.filter(|kind| !kinds.contains(&kind.get_ref().as_str())) {
                let message =
                    format!("the tables cannot read `{}`, a {} fact", id.get_ref(), kind.get_ref());
                context.error("fact-of-other-kind", id.span(), message);
            }
            place(at.unwrap_or(0), FactId)
        };
        let (choice, date) = (&["choice", "ordered"][..], &["date"][..]);
        let mut standards = Standards {
            series: fact(self.context, &head.series, choice),
            level: fact(self.context, &head.level, choice),
            degree: fact(self.context, &head.degree, choice),
            held: fact(self.context, &head.held, choice),
            since: fact(self.context, &head.since, date),
            work: fact(self.context, &head.work, date),
            tables: Vec::new(),
        };
        let mut covered = Choices::NONE;
        for standard in &raw.standard {
            let table = self.table(&standards, standard);
            if !covered.and(table.series).is_empty() {
                let message = "a series stands in two standards".to_owned();
                self.context.error("standard-overlap", standard.source.span(), message);
            }
            covered = covered.or(table.series);
            standards.tables.push(table);
        }
        Some(standards)
    }

    fn table(&mut self, standards: &Standards, raw: &raw::Standard) -> Table {
        if self.context.sources.contains_key(raw.source.get_ref()) {
            *self.context.cited.entry(raw.source.get_ref().clone()).or_default() += 1;
        } else {
            let sources = self.context.sources.clone();
            self.context.look_up("source", &sources, &raw.source);
        }
        let also = raw.also.as_ref().and_then(|id| self.condition(id));
        let series = self.choices(standards.series, Some(&raw.series));
        let degrees = self.kind(standards.degree).choices();
        let level = self.kind(standards.level);
        let mut rows = vec![vec![Cell::Never; degrees]; level.choices()];
        let mut given = Choices::NONE;
        for (name, cells) in &raw.rows {
            let Some(at) = choice_of(self.context, &level, name) else {
                continue;
            };
            given = given.or(Choices::one(at));
            if cells.get_ref().len() != degrees {
                let met = cells.get_ref().len();
                let message =
                    format!("a row has a cell for each of {degrees} degrees, this one {met}");
                self.context.error("row-length", cells.span(), message);
                continue;
            }
            let row = cells.get_ref().iter().map(|cell| self.cell(standards, cell)).collect();
            if let Some(slot) = rows.get_mut(at.index()) {
                *slot = row;
            }
        }
        if given != Choices::first(level.choices()) {
            let message = "a standard has a row for every level".to_owned();
            let help = Some("where there is no way, write `-` in each cell".to_owned().into());
            self.context.fault(Severity::Error, "row-missing", raw.source.span(), message, help);
        }
        Table { source: raw.source.get_ref().clone(), series, also, rows }
    }

    /// `-`, `0`, `work 1`, `assistant 4`, `assistant 4 + work 10`.
    fn cell(&mut self, standards: &Standards, cell: &Text) -> Cell {
        let text = cell.get_ref().as_str();
        match text {
            "-" => return Cell::Never,
            "0" => return Cell::AtOnce,
            _ => {}
        }
        let clock = |text: &'_ str| {
            let (what, years) = text.split_once(' ')?;
            let years = years.parse::<u8>().ok().filter(|years| (1..=50).contains(years))?;
            Some((what.to_owned(), years))
        };
        let parsed = match text.split_once(" + ") {
            None => clock(text).map(|clock| (clock, None)),
            Some((held, work)) => match (clock(held), clock(work)) {
                (Some(held), Some((what, work))) if held.0 != "work" && what == "work" => {
                    Some((held, Some(work)))
                }
                _ => None,
            },
        };
        match parsed {
            Some(((what, years), _)) if what == "work" => Cell::Work { years },
            Some(((title, years), work)) => {
                let kind = self.kind(standards.held);
                let title = choice_of(self.context, &kind, &Text::new(cell.span(), title));
                match (title, work) {
                    (None, _) => Cell::Never,
                    (Some(title), None) => Cell::Held { title, years },
                    (Some(title), Some(work)) => Cell::Both { title, years, work },
                }
            }
            None => {
                let message = format!("`{text}` is no cell of a standard");
                let help = "write `-`, `0`, `work YEARS`, `TITLE YEARS`, as in `assistant 4`, \
                            or both, as in `assistant 4 + work 10`";
                self.context.fault(
                    Severity::Error,
                    "cell",
                    cell.span(),
                    message,
                    Some(help.to_owned().into()),
                );
                Cell::Never
            }
        }
    }
}
