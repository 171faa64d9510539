//! What a series' standard says: degree × level, and the years it asks for.

use crate::date::Day;
use crate::facts::Facts;
use crate::notice::{Cell, ChoiceId, Choices, FactId, Standards, Table};
use crate::truth::Outcomes;

/// Years as months.
pub(crate) fn months(years: u8) -> u16 {
    u16::from(years).saturating_mul(12)
}

impl Facts<'_> {
    /// What the standard of the series comes out as; absent if no such series has one.
    pub(crate) fn standard(&self, day: Day) -> Option<Outcomes> {
        match self.standard.get() {
            Some((of, months, outcomes)) if of == day && months == self.months => outcomes,
            Some(_) | None => {
                let outcomes = self.look_up_standard(day);
                self.standard.set(Some((day, self.months, outcomes)));
                outcomes
            }
        }
    }

    fn look_up_standard(&self, day: Day) -> Option<Outcomes> {
        let standards = self.rules.standards.as_ref()?;
        let series = self.reading(standards.series).choices;
        let mut possible = Outcomes::NONE;
        let mut tables = Choices::NONE;
        let mut deciding = false;
        for table in &standards.tables {
            tables = tables.or(table.series);
            for series in series.and(table.series).iter() {
                for (level, degree, cell) in self.cells(standards, table) {
                    let cell = self.cell(standards, cell, day);
                    let outcomes = if cell == Outcomes::NO {
                        cell
                    } else {
                        let place = (series, level, degree);
                        cell.and(self.also(standards, table, place, day))
                    };
                    deciding |= !outcomes.is_settled();
                    possible = possible.union(outcomes);
                    // nothing more can come of cells alone
                    if table.also.is_none() && deciding && possible == Outcomes::OPEN {
                        break;
                    }
                }
            }
        }
        if possible == Outcomes::NONE {
            return None;
        }
        if !series.without(tables).is_empty() {
            possible = possible.union(Outcomes::UNKNOWN);
        }
        // a cell that an open fact decides leaves the whole open
        if deciding {
            return Some(possible.union(Outcomes::UNKNOWN));
        }
        let facts = [standards.series, standards.level, standards.degree];
        Some(self.unless_settled(possible, &facts))
    }

    /// The table's further condition, for someone of this series, level and degree.
    pub(crate) fn also(
        &self,
        standards: &Standards,
        table: &Table,
        (series, level, degree): (ChoiceId, ChoiceId, ChoiceId),
        day: Day,
    ) -> Outcomes {
        let Some(also) = table.also else {
            return Outcomes::YES;
        };
        let pins =
            [(standards.series, series), (standards.level, level), (standards.degree, degree)];
        self.outcomes(also, day, &pins)
    }

    /// The cells of a table that the person can stand in.
    pub(crate) fn cells<'t>(
        &self,
        standards: &Standards,
        table: &'t Table,
    ) -> impl Iterator<Item = (ChoiceId, ChoiceId, &'t Cell)> + use<'t> {
        let levels = self.reading(standards.level).choices;
        let degrees = self.reading(standards.degree).choices;
        levels.iter().flat_map(move |level| {
            let row: &[Cell] = table.rows.get(level.index()).map_or(&[], Vec::as_slice);
            degrees
                .iter()
                .filter_map(move |degree| row.get(degree.index()).map(|cell| (level, degree, cell)))
        })
    }

    pub(crate) fn cell(&self, standards: &Standards, cell: &Cell, day: Day) -> Outcomes {
        if *cell == Cell::Never {
            return Outcomes::NO;
        }
        let held = cell.title().map_or(Outcomes::YES, |title| self.holds(standards, title));
        standards.clocks(*cell).into_iter().fold(held, |all, (since, years)| {
            if all == Outcomes::NO { all } else { all.and(self.years(since, years, day)) }
        })
    }

    /// Completed years as a standard counts them: to the notice's day, if it names one.
    pub(crate) fn years(&self, since: FactId, years: u8, day: Day) -> Outcomes {
        if years == 0 {
            return Outcomes::YES;
        }
        self.elapsed(since, months(years), self.rules.counted_to.unwrap_or(day))
    }

    /// Whether exactly this title is held.
    pub(crate) fn holds(&self, standards: &Standards, title: ChoiceId) -> Outcomes {
        let held = self.reading(standards.held).choices;
        let possible = match (held.contains(title), held.is_one()) {
            (true, true) => Outcomes::YES,
            (true, false) => Outcomes::YES.union(Outcomes::NO),
            (false, _) => Outcomes::NO,
        };
        self.unless_settled(possible, &[standards.held])
    }
}
