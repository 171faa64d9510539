//! The facts of one person: what is known of each, and which can still be asked.

use std::cell;

use crate::answers::{Answer, Input};
use crate::date::{Day, Span};
use crate::evaluate::Pins;
use crate::notice::{Choices, FactId, Rules};
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

/// The facts of one person, read once.
#[derive(Clone, Debug)]
pub(crate) struct Facts<'n> {
    pub(crate) rules: &'n Rules,
    pub(crate) readings: Vec<Reading>,
    pub(crate) months: Months,
    /// What the standard came out as when it was last looked at: several tests lean on it.
    pub(crate) standard: Cached,
}

/// Once the facts are read, an outcome depends on the day and on what months count as.
type Cached = cell::Cell<Option<(Day, Months, Option<Outcomes>)>>;

impl<'n> Facts<'n> {
    pub(crate) fn read(rules: &'n Rules, input: &Input) -> Facts<'n> {
        let mut facts = Facts {
            rules,
            readings: Vec::with_capacity(rules.facts.len()),
            months: Months::Given,
            standard: cell::Cell::new(None),
        };
        for id in rules.fact_ids() {
            let reading = facts.reading_of(id, input.answer(id), input.today);
            facts.readings.push(reading);
        }
        facts
    }

    /// Facts of which nothing is read yet.
    #[cfg(feature = "author")]
    pub(crate) fn unread(rules: &'n Rules) -> Facts<'n> {
        let (standing, choices) = (Standing::Closed, Choices::NONE);
        let unread = Reading { standing, choices, least: 0, most: 99, date: None };
        let (readings, standard) = (vec![unread; rules.facts.len()], cell::Cell::new(None));
        Facts { rules, readings, months: Months::Given, standard }
    }

    /// Reads these facts alone, in their order, those among them that others of them hang on; what
    /// was read of them before is forgotten.
    #[cfg(feature = "author")]
    pub(crate) fn read_again(&mut self, facts: &[FactId], input: &Input) {
        self.standard.set(None);
        for fact in facts {
            let reading = self.reading_of(*fact, input.answer(*fact), input.today);
            if let Some(slot) = self.readings.get_mut(fact.index()) {
                *slot = reading;
            }
        }
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

    pub(crate) fn choices(&self, id: FactId, pins: Pins<'_>) -> Choices {
        match pins.iter().find(|(pinned, _)| *pinned == id) {
            Some((_, choice)) => Choices::one(*choice),
            None => self.reading(id).choices,
        }
    }

    /// The same facts, with the days of months still open.
    pub(crate) fn with_open_months(&self) -> Facts<'n> {
        Facts { months: Months::Open, ..self.clone() }
    }

    /// Whether any fact can still be answered.
    pub(crate) fn has_open(&self) -> bool {
        self.readings.iter().any(|reading| reading.standing.is_open())
    }
}
