//! One function per kind of test: which outcomes are still possible, on a day, for the answers given.

use crate::date::Day;
use crate::facts::{Facts, Months};
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

    /// The board of these tests alone, each after those it is made of; the others count as unknown.
    #[cfg(feature = "author")]
    pub(crate) fn board_of(&self, tests: &[TestId], day: Day) -> Board {
        let mut board = Board(vec![Outcomes::UNKNOWN; self.rules.tests.len()]);
        for test in tests {
            let outcomes = self.outcomes_by(*test, day, &[], &|part| board.outcomes(part));
            if let Some(slot) = board.0.get_mut(test.index()) {
                *slot = outcomes;
            }
        }
        board
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
            Test::Years { fact, years } => self.years(*fact, *years, day),
            Test::Until { fact } => match self.reading(*fact).date {
                Some(date) => self.dated(day <= date.first, day > date.last),
                None => self.undated(*fact),
            },
            Test::Over { fact } => match self.reading(*fact).date {
                Some(date) => self.dated(day > date.last, day <= date.first),
                None => self.undated(*fact),
            },
            Test::Below { fact, than, ranks, than_ranks, not } => {
                let range = |id, ranks: &[u8]| {
                    let choices: Choices = self.choices(id, pins);
                    let ranks = choices.iter().filter_map(|c| ranks.get(c.index()).copied());
                    ranks.fold((u8::MAX, u8::MIN), |(low, high), r| (low.min(r), high.max(r)))
                };
                let (low, high) = range(*fact, ranks);
                let (than_low, than_high) = range(*than, than_ranks);
                let (yes, no) = if *not {
                    (Outcomes::NO, Outcomes::YES)
                } else {
                    (Outcomes::YES, Outcomes::NO)
                };
                let possible = if high < than_low {
                    yes
                } else if low >= than_high {
                    no
                } else {
                    yes.union(no)
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
            Test::All { of, unclear_in } => {
                let all = of.iter().fold(Outcomes::YES, |all, id| {
                    if all == Outcomes::NO { all } else { all.and(part(*id)) }
                });
                doubted(all, unclear_in)
            }
            Test::Any { of, unclear_in } => {
                let any = of.iter().fold(Outcomes::NO, |any, id| {
                    if any == Outcomes::YES { any } else { any.or(part(*id)) }
                });
                doubted(any, unclear_in)
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

    /// Completed years from a date to the day, the day itself included.
    pub(crate) fn years(&self, since: FactId, years: u8, day: Day) -> Outcomes {
        match self.reading(since).date {
            Some(date) => {
                self.dated(day >= date.last.after_years(years), day < date.first.after_years(years))
            }
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
