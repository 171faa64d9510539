//! One function per kind of test: which outcomes are still possible, on a day, for the answers given.

use crate::date::Day;
use crate::facts::{Facts, Months};
#[cfg(feature = "author")]
use crate::notice::Rules;
use crate::notice::{ChoiceId, Choices, FactId, Test, TestId};
use crate::truth::{Outcome, Outcomes};

/// Facts taken to be one choice, instead of what was answered.
pub(crate) type Pins<'p> = &'p [(FactId, ChoiceId)];

impl Facts<'_> {
    /// What each test can come out as, on a day; each is looked at once.
    ///
    /// INVARIANT: a test stands after the tests it is made of.
    pub(crate) fn board(&self, day: Day) -> Board {
        let mut board = Board(Vec::with_capacity(self.rules.tests.len()));
        for test in self.rules.test_ids() {
            let outcomes = self.outcomes_by(test, day, &[], &|part| board.outcomes(part));
            board.0.push(outcomes);
        }
        board
    }

    /// Looks at these tests alone, each after those it is made of; the others stay on the board as
    /// they were.
    #[cfg(feature = "author")]
    pub(crate) fn look_again(&self, tests: &[TestId], day: Day, board: &mut Board) {
        for test in tests {
            let outcomes = self.outcomes_by(*test, day, &[], &|part| board.outcomes(part));
            if let Some(slot) = board.0.get_mut(test.index()) {
                *slot = outcomes;
            }
        }
    }

    /// What a test can come out as, on a day.
    pub(crate) fn outcomes(&self, test: TestId, day: Day, pins: Pins<'_>) -> Outcomes {
        self.outcomes_by(test, day, pins, &|part| self.outcomes(part, day, pins))
    }

    fn outcomes_by(
        &self,
        test: TestId,
        day: Day,
        pins: Pins<'_>,
        part: &dyn Fn(TestId) -> Outcomes,
    ) -> Outcomes {
        #[cfg(all(test, feature = "author"))]
        tests::LOOKS.set(tests::LOOKS.get().saturating_add(1));
        match self.rules.test(test) {
            Test::Choice { fact, yes, unclear, discretion, .. } => {
                let choices = self.choices(*fact, pins);
                let doubtful = unclear.or(*discretion);
                let some = |set: Choices, outcomes| {
                    if choices.and(set).is_empty() { Outcomes::NONE } else { outcomes }
                };
                let possible = some(*yes, Outcomes::YES)
                    .union(some(doubtful, Outcomes::DOUBTFUL))
                    .union(some(choices.without(yes.or(doubtful)), Outcomes::NO));
                self.unless_settled(possible, &[*fact])
            }
            Test::Number { fact, at_least } => {
                let reading = self.reading(*fact);
                let reached = reached(reading.least, reading.most, *at_least);
                self.unless_settled(reached, &[*fact])
            }
            Test::Elapsed { fact, months, to } => self.elapsed(*fact, *months, to.unwrap_or(day)),
            Test::Over { fact } => match self.reading(*fact).date {
                Some(date) => self.dated(day > date.last, day <= date.first),
                None => self.undated(*fact),
            },
            Test::Before { fact, than } => {
                match (self.reading(*fact).date, self.reading(*than).date) {
                    (Some(one), Some(other)) => {
                        self.dated(one.last < other.first, one.first >= other.last)
                    }
                    // with one that is never known, it is not known of both
                    _ if [*fact, *than].iter().all(|fact| self.may_be_dated(*fact)) => {
                        Outcomes::OPEN
                    }
                    _ => Outcomes::UNKNOWN,
                }
            }
            Test::Below { fact, than, ranks, than_ranks } => {
                let range = |id, ranks: &[u8]| {
                    let choices: Choices = self.choices(id, pins);
                    let ranks = choices.iter().filter_map(|c| ranks.get(c.index()).copied());
                    ranks.fold((u8::MAX, u8::MIN), |(low, high), r| (low.min(r), high.max(r)))
                };
                let (low, high) = range(*fact, ranks);
                let (than_low, than_high) = range(*than, than_ranks);
                let possible = if high < than_low {
                    Outcomes::YES
                } else if low >= than_high {
                    Outcomes::NO
                } else {
                    Outcomes::YES.union(Outcomes::NO)
                };
                self.unless_settled(possible, &[*fact, *than])
            }
            Test::Conditions { fact, met, not_met, by_standard, .. } => {
                let choices = self.choices(*fact, pins);
                let mut possible = Outcomes::NONE;
                if choices.contains(*met) {
                    possible = possible.union(Outcomes::YES);
                }
                if choices.contains(*not_met) {
                    possible = possible.union(Outcomes::NO);
                }
                if choices.is_one() && choices.contains(*by_standard) {
                    return self.by_standard(test, day);
                }
                if choices.contains(*by_standard) {
                    possible = possible.union(self.by_standard(test, day));
                }
                self.unless_settled(possible, &[*fact])
            }
            Test::Some { of, count, unclear_in } => {
                let parts = &mut of.iter().map(|id| part(*id));
                doubted(Outcomes::so_many(parts, of.len(), usize::from(*count)), unclear_in)
            }
            Test::Not { of } => part(*of).not(),
            Test::ByChoice { fact, of } => {
                let (mut any, mut every) = (Outcomes::NONE, Outcomes::ALL);
                let choices = self.choices(*fact, pins);
                for choice in choices.iter() {
                    let outcomes = of.get(choice.index()).map_or(Outcomes::UNKNOWN, |id| part(*id));
                    (any, every) = (any.union(outcomes), every.shared(outcomes));
                }
                if choices.is_one() || any.is_settled() {
                    any
                } else if self.standing(*fact).is_open() {
                    any.union(Outcomes::UNKNOWN)
                } else {
                    // which choice it is will never be known: they must all come out alike
                    every.union(Outcomes::UNKNOWN)
                }
            }
        }
    }

    /// What is possible by the values that facts can have: a settled outcome stands, whatever the
    /// facts are; otherwise an open fact decides (or is not known), and without one it is unknown.
    pub(crate) fn unless_settled(&self, possible: Outcomes, facts: &[FactId]) -> Outcomes {
        if possible.is_settled() {
            possible
        } else if facts.iter().any(|fact| self.standing(*fact).is_open()) {
            possible.union(Outcomes::UNKNOWN)
        } else {
            Outcomes::UNKNOWN
        }
    }

    fn may_be_dated(&self, fact: FactId) -> bool {
        self.reading(fact).date.is_some() || self.standing(fact).is_open()
    }

    fn undated(&self, fact: FactId) -> Outcomes {
        self.unless_settled(Outcomes::YES.union(Outcomes::NO), &[fact])
    }

    /// A date that is given: surely yes, surely no, or the day of the month decides.
    fn dated(&self, yes: bool, no: bool) -> Outcomes {
        match (yes, no) {
            (true, _) => Outcomes::YES,
            (false, true) => Outcomes::NO,
            (false, false) => match self.months {
                Months::Given => Outcomes::UNKNOWN,
                Months::Open => Outcomes::OPEN,
            },
        }
    }

    /// Completed months from a date to the day, the day itself included.
    pub(crate) fn elapsed(&self, since: FactId, months: u16, day: Day) -> Outcomes {
        match self.reading(since).date {
            Some(date) => self.dated(
                day >= date.last.after_months(months),
                day < date.first.after_months(months),
            ),
            None => self.undated(since),
        }
    }

    /// What the standard of the series says in the conditions' stead.
    fn by_standard(&self, test: TestId, day: Day) -> Outcomes {
        let Test::Conditions { unmet_is_unknown, .. } = self.rules.test(test) else {
            return Outcomes::UNKNOWN;
        };
        match self.standard(day) {
            None => Outcomes::UNKNOWN,
            Some(outcomes) if *unmet_is_unknown => outcomes.map(|outcome| match outcome {
                Outcome::No => Outcome::Unknown,
                Outcome::Yes | Outcome::Doubtful | Outcome::Unknown => outcome,
            }),
            Some(outcomes) => outcomes,
        }
    }
}

/// The outcomes of all tests, for one person on one day.
#[derive(Clone, Debug)]
pub(crate) struct Board(Vec<Outcomes>);

impl Board {
    /// A board on which nothing is known yet.
    #[cfg(feature = "author")]
    pub(crate) fn unknown(rules: &Rules) -> Board {
        Board(vec![Outcomes::UNKNOWN; rules.tests.len()])
    }

    // INVARIANT: an entry for each test of the rules it was made for
    #[expect(clippy::indexing_slicing)]
    pub(crate) fn outcomes(&self, test: TestId) -> Outcomes {
        self.0[test.index()]
    }
}

fn reached(least: u8, most: u8, at_least: u8) -> Outcomes {
    if least >= at_least {
        Outcomes::YES
    } else if most < at_least {
        Outcomes::NO
    } else {
        Outcomes::YES.union(Outcomes::NO)
    }
}

/// Where a combination holds whose sufficiency is unclear, the whole is in doubt.
fn doubted(outcomes: Outcomes, unclear_in: &str) -> Outcomes {
    if unclear_in.is_empty() {
        return outcomes;
    }
    outcomes.map(|outcome| match outcome {
        Outcome::Yes => Outcome::Doubtful,
        Outcome::Doubtful | Outcome::Unknown | Outcome::No => outcome,
    })
}

#[cfg(test)]
#[cfg(feature = "author")]
#[path = "../tests/growth/notice.rs"]
#[allow(clippy::arithmetic_side_effects, clippy::indexing_slicing)]
mod grown;

#[cfg(test)]
#[cfg(feature = "author")]
#[allow(clippy::arithmetic_side_effects)]
mod tests {
    use core::cell::Cell;

    use serde::Deserialize;

    use super::grown;
    use crate::author::Folder;
    use crate::{Input, Notice, Value, assess};

    std::thread_local! {
        /// How often a test was looked at.
        pub(super) static LOOKS: Cell<usize> = const { Cell::new(0) };
    }

    fn looks(notice: &Notice, line: &str) -> usize {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        let input = Input::read(notice, &Value::deserialize(value).unwrap()).unwrap();
        LOOKS.set(0);
        let _ = assess(notice, &input);
        LOOKS.get()
    }

    fn grown(criteria: usize) -> [usize; 3] {
        let (notice, main) = grown::notice(criteria);
        let folder =
            Folder { notice, sources: [("main".into(), main)].into(), ..Folder::default() };
        let notice = folder.notice().unwrap();
        [grown::complete(criteria), grown::half(criteria), grown::nobody()]
            .map(|line| looks(&notice, &line))
    }

    #[test]
    fn a_notice_ten_times_as_large_takes_ten_times_as_many_looks_at_most() {
        let (few, many) = (grown(400), grown(4_000));
        println!("{few:?} looks for 400 criteria, {many:?} for 4,000");
        for (few, many) in few.into_iter().zip(many) {
            assert!(many <= 10 * few, "{few} and then {many}");
        }
    }
}
