//! What each kind of test and of cell means to the analysis: all that must be said of a new kind.

use super::goals::Whole;
use crate::date::Day;
use crate::notice::{Cell, ChoiceId, FactId, Test};

/// How a test is made of its parts, where each can be taken away.
pub(super) fn whole(test: &Test) -> Option<Whole> {
    match test {
        Test::Some { of, count, .. } if usize::from(*count) == of.len() => Some(Whole::All),
        Test::Some { count: 1, .. } => Some(Whole::Any),
        // of some of many, what one part adds hangs on how many others hold
        Test::Some { .. }
        | Test::Not { .. }
        | Test::ByChoice { .. }
        | Test::Choice { .. }
        | Test::Number { .. }
        | Test::Elapsed { .. }
        | Test::Over { .. }
        | Test::Before { .. }
        | Test::Below { .. }
        | Test::Conditions { .. } => None,
    }
}

/// The facts that a test reads itself; standards read theirs besides.
pub(super) fn own_facts(test: &Test) -> impl Iterator<Item = FactId> {
    let (fact, than) = match test {
        Test::Before { fact, than } | Test::Below { fact, than, .. } => (Some(*fact), Some(*than)),
        Test::Choice { fact, .. }
        | Test::Number { fact, .. }
        | Test::Elapsed { fact, .. }
        | Test::Over { fact }
        | Test::Conditions { fact, .. }
        | Test::ByChoice { fact, .. } => (Some(*fact), None),
        Test::Some { .. } | Test::Not { .. } => (None, None),
    };
    // one that is compared with itself is one
    fact.into_iter().chain(than.filter(|than| Some(*than) != fact))
}

/// The lowest number of those that a test takes alike.
pub(super) fn threshold(test: &Test, of: FactId) -> Option<u8> {
    match test {
        Test::Number { fact, at_least } if *fact == of => Some(*at_least),
        Test::Number { .. }
        | Test::Choice { .. }
        | Test::Elapsed { .. }
        | Test::Over { .. }
        | Test::Before { .. }
        | Test::Below { .. }
        | Test::Conditions { .. }
        | Test::Some { .. }
        | Test::Not { .. }
        | Test::ByChoice { .. } => None,
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
        Test::ByChoice { fact, of: tests } if *fact == of => {
            tests.get(choice.index()).map(|test| test.0)
        }
        Test::Choice { .. }
        | Test::Conditions { .. }
        | Test::Below { .. }
        | Test::Number { .. }
        | Test::Elapsed { .. }
        | Test::Over { .. }
        | Test::Before { .. }
        | Test::Some { .. }
        | Test::Not { .. }
        | Test::ByChoice { .. } => None,
    }
}

/// The last day of those before it that a test takes alike; absent if it does not read the date.
pub(super) fn boundary(test: &Test, of: FactId, day: Day) -> Option<Day> {
    match test {
        Test::Elapsed { fact, months, to } if *fact == of => {
            Some(to.unwrap_or(day).begun_before(*months))
        }
        Test::Over { fact } if *fact == of => Some(day.previous()),
        Test::Elapsed { .. }
        | Test::Over { .. }
        | Test::Before { .. }
        | Test::Choice { .. }
        | Test::Number { .. }
        | Test::Below { .. }
        | Test::Conditions { .. }
        | Test::Some { .. }
        | Test::Not { .. }
        | Test::ByChoice { .. } => None,
    }
}

/// Whether a test compares a date with another.
pub(super) fn is_compared(test: &Test, of: FactId) -> bool {
    match test {
        Test::Before { fact, than } => *fact == of || *than == of,
        Test::Choice { .. }
        | Test::Number { .. }
        | Test::Elapsed { .. }
        | Test::Over { .. }
        | Test::Below { .. }
        | Test::Conditions { .. }
        | Test::Some { .. }
        | Test::Not { .. }
        | Test::ByChoice { .. } => false,
    }
}

/// The date from which a test counts years.
pub(super) fn counts_from(test: &Test) -> Option<FactId> {
    match test {
        Test::Elapsed { fact, .. } => Some(*fact),
        Test::Choice { .. }
        | Test::Number { .. }
        | Test::Over { .. }
        | Test::Before { .. }
        | Test::Below { .. }
        | Test::Conditions { .. }
        | Test::Some { .. }
        | Test::Not { .. }
        | Test::ByChoice { .. } => None,
    }
}

/// Whether one cell surely asks for more than another.
pub(super) fn harder(cell: Cell, before: Cell) -> bool {
    let (Some((held, work)), Some((other, least))) = (asks(cell), asks(before)) else {
        return cell == Cell::Never && before != Cell::Never;
    };
    match (held, other) {
        (Some((title, years)), Some((of, fewer))) => {
            title == of && (years > fewer || (years == fewer && work > least))
        }
        (Some(_), None) => true,
        (None, Some(_)) => false,
        (None, None) => work > least,
    }
}

/// The title with its years, and the years of work, that a cell asks for; absent if there is no way.
fn asks(cell: Cell) -> Option<(Option<(ChoiceId, u8)>, u8)> {
    match cell {
        Cell::Never => None,
        Cell::AtOnce => Some((None, 0)),
        Cell::Held { title, years } => Some((Some((title, years)), 0)),
        Cell::Work { years } => Some((None, years)),
        Cell::Both { title, years, work } => Some((Some((title, years)), work)),
    }
}
