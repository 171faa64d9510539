//! What each kind of test and of cell means to the analysis: all that must be said of a new kind.

use super::goals::Whole;
use crate::date::Day;
use crate::notice::{Cell, ChoiceId, FactId, Standards, Test};

/// How a test is made of its parts, where each can be taken away.
pub(super) fn whole(test: &Test) -> Option<Whole> {
    match test {
        Test::All { .. } => Some(Whole::All),
        Test::Any { .. } => Some(Whole::Any),
        Test::Choice { .. }
        | Test::Number { .. }
        | Test::Years { .. }
        | Test::Until { .. }
        | Test::Over { .. }
        | Test::Below { .. }
        | Test::Conditions { .. } => None,
    }
}

/// The lowest number of those that a test takes alike.
pub(super) fn threshold(test: &Test, of: FactId) -> Option<u8> {
    match test {
        Test::Number { fact, at_least } if *fact == of => Some(*at_least),
        Test::Number { .. }
        | Test::Choice { .. }
        | Test::Years { .. }
        | Test::Until { .. }
        | Test::Over { .. }
        | Test::Below { .. }
        | Test::Conditions { .. }
        | Test::All { .. }
        | Test::Any { .. } => None,
    }
}

/// How a test takes a choice; absent if it does not read the fact.
pub(super) fn mark(test: &Test, of: FactId, choice: ChoiceId) -> Option<u16> {
    let bit = |is: bool, bit: u16| if is { bit } else { 0 };
    match test {
        Test::Choice { fact, yes, unclear, discretion, .. } if *fact == of => Some(
            bit(yes.contains(choice), 1)
                | bit(unclear.contains(choice), 2)
                | bit(discretion.contains(choice), 4),
        ),
        Test::Conditions { fact, met, not_met, by_standard, .. } if *fact == of => Some(
            bit(*met == choice, 1) | bit(*not_met == choice, 2) | bit(*by_standard == choice, 4),
        ),
        Test::Below { fact, than, .. } if *fact == of || *than == of => Some(choice.0),
        Test::Choice { .. }
        | Test::Conditions { .. }
        | Test::Below { .. }
        | Test::Number { .. }
        | Test::Years { .. }
        | Test::Until { .. }
        | Test::Over { .. }
        | Test::All { .. }
        | Test::Any { .. } => None,
    }
}

/// The last day of those before it that a test takes alike; absent if it does not read the date.
pub(super) fn boundary(test: &Test, of: FactId, day: Day) -> Option<Day> {
    match test {
        Test::Years { fact, years } if *fact == of => {
            Some(day.begun_before(u32::from(*years).saturating_mul(12)))
        }
        Test::Until { fact } | Test::Over { fact } if *fact == of => Some(day.previous()),
        Test::Years { .. }
        | Test::Until { .. }
        | Test::Over { .. }
        | Test::Choice { .. }
        | Test::Number { .. }
        | Test::Below { .. }
        | Test::Conditions { .. }
        | Test::All { .. }
        | Test::Any { .. } => None,
    }
}

/// The date from which a test counts years.
pub(super) fn counts_from(test: &Test) -> Option<FactId> {
    match test {
        Test::Years { fact, .. } => Some(*fact),
        Test::Choice { .. }
        | Test::Number { .. }
        | Test::Until { .. }
        | Test::Over { .. }
        | Test::Below { .. }
        | Test::Conditions { .. }
        | Test::All { .. }
        | Test::Any { .. } => None,
    }
}

/// The date from which a cell counts years, and how many.
pub(super) fn clock(standards: &Standards, cell: Cell) -> Option<(FactId, u8)> {
    match cell {
        Cell::Never | Cell::AtOnce => None,
        Cell::Held { years, .. } => Some((standards.since, years)),
        Cell::Work { years } => Some((standards.work, years)),
    }
}

/// The title that a cell asks for.
pub(super) fn title(cell: Cell) -> Option<ChoiceId> {
    match cell {
        Cell::Held { title, .. } => Some(title),
        Cell::Never | Cell::AtOnce | Cell::Work { .. } => None,
    }
}

/// Whether one cell surely asks for more than another.
pub(super) fn harder(cell: Cell, before: Cell) -> bool {
    match (cell, before) {
        (Cell::Held { title, years }, Cell::Held { title: other, years: least }) => {
            title == other && years > least
        }
        (Cell::Work { years }, Cell::Work { years: least }) => years > least,
        (Cell::Never, Cell::AtOnce | Cell::Held { .. } | Cell::Work { .. })
        | (Cell::Held { .. } | Cell::Work { .. }, Cell::AtOnce)
        | (Cell::Held { .. }, Cell::Work { .. }) => true,
        (Cell::Never | Cell::Work { .. } | Cell::Held { .. }, Cell::Never)
        | (Cell::AtOnce, _)
        | (Cell::Work { .. }, Cell::Held { .. }) => false,
    }
}
