//! One function per kind of test: which outcomes are still possible, on a day, for the answers given.

use crate::answers::{Answer, Input};
use crate::date::{Day, Span};
use crate::notice::{Cell, ChoiceId, Choices, FactId, Rules, Standards, Table, Test, TestId};
use crate::truth::{Outcome, Outcomes};

/// How a fact stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Answered.
    Given,
    /// Not answered; it applies and can be asked.
    Open,
    /// Not answered; whether it applies hangs on a fact that is still open.
    Pending,
    /// Not answered and never to be asked, since what it hangs on is not known.
    Closed,
    /// Answered with "don't know".
    DoNotKnow,
    /// It does not apply: an answer to it changes nothing.
    Inapplicable,
}

impl Standing {
    /// An answer may still come.
    pub(crate) fn is_open(self) -> bool {
        match self {
            Standing::Open | Standing::Pending => true,
            Standing::Given | Standing::Closed | Standing::DoNotKnow | Standing::Inapplicable => {
                false
            }
        }
    }
}

/// What is known of a fact.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading {
    pub(crate) standing: Standing,
    /// The choices it can be.
    pub(crate) choices: Choices,
    /// The numbers it can be, both included.
    pub(crate) least: u8,
    pub(crate) most: u8,
    /// The days it can be; absent if any.
    pub(crate) date: Option<Span>,
}

/// What a date given as a month counts as where the day decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Months {
    /// Unknown: the day is needed.
    Given,
    /// Open: the day may still be told.
    Open,
}

/// Facts taken to be one choice, instead of what was answered.
type Pins<'p> = &'p [(FactId, ChoiceId)];

/// The facts of one person, read once.
#[derive(Clone, Debug)]
pub(crate) struct Facts<'n> {
    pub(crate) rules: &'n Rules,
    pub(crate) readings: Vec<Reading>,
    pub(crate) months: Months,
}

impl<'n> Facts<'n> {
    pub(crate) fn read(rules: &'n Rules, input: &Input) -> Facts<'n> {
        let mut facts =
            Facts { rules, readings: Vec::with_capacity(rules.facts.len()), months: Months::Given };
        for id in rules.fact_ids() {
            let reading = facts.reading_of(id, input.answer(id), input.today);
            facts.readings.push(reading);
        }
        facts
    }

    /// INVARIANT: a fact stands after the facts it hangs on, so theirs are read already.
    fn reading_of(&self, id: FactId, answer: Answer, today: Day) -> Reading {
        let fact = self.rules.fact(id);
        let mut reading = Reading {
            standing: Standing::Given,
            choices: Choices::first(fact.kind.choices()),
            least: 0,
            most: 99,
            date: None,
        };
        let applies = match fact.asked_if {
            None => Outcomes::YES,
            Some(_) if fact.parents.iter().any(|parent| self.is_inapplicable(*parent)) => {
                Outcomes::NO
            }
            Some(test) => self.outcomes(test, today, &[]),
        };
        if applies == Outcomes::NO {
            reading.standing = Standing::Inapplicable;
            return reading;
        }
        match answer {
            Answer::Choice(choice) => reading.choices = Choices::one(choice),
            Answer::Number(number) => (reading.least, reading.most) = (number, number),
            Answer::Date(span) => reading.date = Some(span),
            Answer::DoNotKnow => reading.standing = Standing::DoNotKnow,
            Answer::Unanswered if applies == Outcomes::YES => reading.standing = Standing::Open,
            Answer::Unanswered if applies.contains(Outcome::Yes) => {
                reading.standing = Standing::Pending;
            }
            Answer::Unanswered => reading.standing = Standing::Closed,
        }
        self.tell(id, today, &mut reading);
        reading
    }

    /// What supplements tell of a fact stands in the answer's stead; the latest counts.
    ///
    /// Where it hangs on an open fact whom it is told of, the fact waits; where that is not known,
    /// it can be what was told or what was answered.
    fn tell(&self, id: FactId, today: Day, reading: &mut Reading) {
        let (mut told, mut surely, mut waits) = (Choices::NONE, false, false);
        for known in self.rules.known.iter().filter(|known| known.fact == id) {
            let of_this = |test| self.outcomes(test, today, &[]);
            let of_this = known.when.map_or(Outcomes::YES, of_this);
            if of_this == Outcomes::NO {
                continue;
            }
            told = told.or(Choices::one(known.choice));
            surely = of_this == Outcomes::YES;
            if surely {
                break;
            }
            waits |= of_this.contains(Outcome::Yes);
        }
        if told.is_empty() {
            return;
        }
        let answered = reading.standing == Standing::Given;
        reading.choices = if surely { told } else { told.or(reading.choices) };
        if waits {
            reading.standing = Standing::Pending;
        } else if surely || answered {
            let one = reading.choices.is_one();
            reading.standing = if one { Standing::Given } else { Standing::DoNotKnow };
        }
    }

    fn is_inapplicable(&self, id: FactId) -> bool {
        self.reading(id).standing == Standing::Inapplicable
    }

    // INVARIANT: a reading for each fact; `reading_of` looks only at facts read before.
    #[expect(clippy::indexing_slicing)]
    pub(crate) fn reading(&self, id: FactId) -> &Reading {
        &self.readings[id.index()]
    }

    pub(crate) fn standing(&self, id: FactId) -> Standing {
        self.reading(id).standing
    }

    /// A date that was given as a month.
    pub(crate) fn is_month(&self, id: FactId) -> bool {
        self.reading(id).date.is_some_and(Span::is_month)
    }

    fn choices(&self, id: FactId, pins: Pins<'_>) -> Choices {
        match pins.iter().find(|(pinned, _)| *pinned == id) {
            Some((_, choice)) => Choices::one(*choice),
            None => self.reading(id).choices,
        }
    }

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
    fn unless_settled(&self, possible: Outcomes, facts: &[FactId]) -> Outcomes {
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

    /// What the standard of the series comes out as; absent if no such series has one.
    pub(crate) fn standard(&self, day: Day) -> Option<Outcomes> {
        let standards = self.rules.standards.as_ref()?;
        let series = self.reading(standards.series).choices;
        let mut possible = Outcomes::NONE;
        let mut tables = Choices::NONE;
        let mut deciding = false;
        for table in &standards.tables {
            tables = tables.or(table.series);
            for series in series.and(table.series).iter() {
                for (level, degree, cell) in self.cells(standards, table) {
                    let outcomes = self.cell(standards, cell, day).and(match table.also {
                        None => Outcomes::YES,
                        Some(also) => {
                            let pins = [
                                (standards.series, series),
                                (standards.level, level),
                                (standards.degree, degree),
                            ];
                            self.outcomes(also, day, &pins)
                        }
                    });
                    deciding |= !outcomes.is_settled();
                    possible = possible.union(outcomes);
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
        match *cell {
            Cell::Never => Outcomes::NO,
            Cell::AtOnce => Outcomes::YES,
            Cell::Held { title, years } => {
                self.holds(standards, title).and(self.years(standards.since, years, day))
            }
            Cell::Work { years } => self.years(standards.work, years, day),
        }
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
