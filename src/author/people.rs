//! Invented applicants: sensible ones, the same for the same seed.
//!
//! They are drawn from a notice's facts, each fact only where it applies, with dates of the last 25 years; three of four
//! are led towards a route, so that few stand far from every condition.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};

use crate::answers::{Answer, Input};
use crate::date::{Day, Span};
use crate::facts::{Facts, Standing};
use crate::notice::{ChoiceId, Fact, FactKind, Notice, Route, Rules};
use crate::truth::Outcomes;

/// Days in which answers' dates lie: about 25 years.
const LONG_AGO: u32 = 25 * 365;

/// The notice's year, as numbers of days: its first day, the day of issue, its last.
pub(super) struct Year {
    first: u32,
    issued: u32,
    last: u32,
}

impl Year {
    pub(super) fn of(notice: &Notice) -> Year {
        let texts: Json = serde_json::from_str(notice.texts()).unwrap_or_default();
        let head = texts.get("notice");
        let key = |key: &str| head.and_then(|head| head.get(key)).cloned().unwrap_or_default();
        let number = |text: &str| Day::parse(text).ok().map(Day::number);
        let issued = key("issued").as_str().and_then(number);
        let last = number(&format!("{}-12-31", key("year"))).or(issued).unwrap_or(737_000);
        let first = last.saturating_sub(364);
        Year { first, issued: issued.unwrap_or(first).clamp(first, last), last }
    }

    /// One of its days: from the issue on, three times of four.
    fn day(&self, random: &mut Random) -> Day {
        let from = if random.below(4) == 0 { self.first } else { self.issued };
        let days = usize::try_from(self.last.saturating_sub(from)).unwrap_or(0) + 1;
        day_of(from.saturating_add(u32::try_from(random.below(days)).unwrap_or(0)))
    }
}

fn day_of(number: u32) -> Day {
    Day::from_number(number).unwrap_or(Day::FIRST)
}

/// An invented applicant.
pub(super) struct Person {
    today: Day,
    answers: BTreeMap<String, Drawn>,
}

/// What an applicant said to a fact.
#[derive(Clone, Debug, PartialEq)]
enum Drawn {
    Silent,
    DoNotKnow,
    Choice(String),
    Number(u8),
    Date(Span),
}

impl Person {
    /// Draws one for the facts of several notices, the first of which counts where they differ.
    pub(super) fn draw(
        all: [&Rules; 2],
        leading: &Rules,
        year: &Year,
        random: &mut Random,
    ) -> Person {
        let mut person = Person { today: year.day(random), answers: BTreeMap::new() };
        for fact in all.into_iter().flat_map(|rules| &rules.facts) {
            if !person.answers.contains_key(&fact.id) {
                let drawn = random.answer(fact, person.today);
                person.answers.insert(fact.id.clone(), drawn);
            }
        }
        person.fit(leading, random);
        // left alone, few would come near any route
        if random.below(4) != 0 {
            let route = random.below(leading.routes.len().max(1));
            if let Some(route) = leading.routes.get(route) {
                person.lead(leading, route, random);
            }
        }
        person
    }

    /// The input for a notice: facts and choices that it does not have are left out.
    pub(super) fn input(&self, rules: &Rules) -> Input {
        let answer = |fact: &Fact| match (self.answers.get(&fact.id), &fact.kind) {
            (Some(Drawn::DoNotKnow), _) => fact.unsure.map_or(Answer::DoNotKnow, Answer::Choice),
            (Some(Drawn::Choice(id)), FactKind::Choice { .. } | FactKind::YesNo) => {
                let places = 0..u16::try_from(fact.kind.choices()).unwrap_or(0);
                let mut choices = places.map(ChoiceId);
                let found = choices.find(|choice| fact.kind.choice_id(*choice) == id);
                found.map_or(Answer::Unanswered, Answer::Choice)
            }
            (Some(Drawn::Number(number)), FactKind::Number) => Answer::Number(*number),
            (Some(Drawn::Date(span)), FactKind::Date) => Answer::Date(*span),
            _ => Answer::Unanswered,
        };
        Input {
            today: self.today,
            answers: rules.facts.iter().map(answer).collect(),
            scans: None,
            interest: vec![true; rules.routes.len()],
        }
    }

    pub(super) fn json(&self) -> Json {
        let answer = |(id, drawn): (&String, &Drawn)| {
            let answer = match drawn {
                Drawn::Silent => return None,
                Drawn::DoNotKnow => "unknown".into(),
                Drawn::Choice(id) if id == "yes" => true.into(),
                Drawn::Choice(id) if id == "no" => false.into(),
                Drawn::Choice(id) => id.as_str().into(),
                Drawn::Number(number) => (*number).into(),
                Drawn::Date(span) => span.to_string().into(),
            };
            Some((id.clone(), answer))
        };
        let answers: Map<String, Json> = self.answers.iter().filter_map(answer).collect();
        json!({ "today": self.today.to_string(), "answers": answers })
    }

    /// Takes away what does not apply, tells what does, and puts dates that hang on each other in order.
    fn fit(&mut self, rules: &Rules, random: &mut Random) {
        for fact in &rules.facts {
            let Some(end) = fact.not_after else {
                continue;
            };
            let end = &rules.fact(end).id;
            let dates = (self.answers.get(&fact.id).cloned(), self.answers.get(end).cloned());
            if let (Some(Drawn::Date(first)), Some(Drawn::Date(last))) = dates
                && first.first > last.last
            {
                self.answers.insert(fact.id.clone(), Drawn::Date(last));
                self.answers.insert(end.clone(), Drawn::Date(first));
            }
        }
        // parents stand before dependants, so each round settles one more generation
        for _ in 0..3 {
            let input = self.input(rules);
            let facts = Facts::read(rules, &input);
            let mut changed = false;
            for id in rules.fact_ids().filter(|id| rules.fact(*id).asked_if.is_some()) {
                let fact = rules.fact(id);
                let applies = facts.standing(id) != Standing::Inapplicable;
                if applies && !self.answers.contains_key(&fact.id) {
                    let drawn = random.answer(fact, self.today);
                    self.answers.insert(fact.id.clone(), drawn);
                    changed = true;
                } else if !applies && self.answers.remove(&fact.id).is_some() {
                    changed = true;
                }
            }
            if !changed {
                break;
            }
        }
    }

    /// How many conditions of a route are not met.
    fn missing(&self, rules: &Rules, route: &Route) -> Vec<usize> {
        let input = self.input(rules);
        let board = Facts::read(rules, &input).board(self.today);
        let conditions = route.conditions.iter().enumerate();
        let missing =
            conditions.filter(|(_, condition)| board.outcomes(condition.test) != Outcomes::YES);
        missing.map(|(place, _)| place).collect()
    }

    /// Redraws, one after the other, facts of conditions that are not met; some stop on the way.
    fn lead(&mut self, rules: &Rules, route: &Route, random: &mut Random) {
        let mut missing = self.missing(rules, route);
        for _ in 0..random.below(64) {
            let Some(place) = missing.get(random.below(missing.len().max(1))) else {
                return;
            };
            let Some(condition) = route.conditions.get(*place) else {
                return;
            };
            let mut facts = Vec::new();
            rules.facts_of(condition.test, &mut facts);
            let Some(id) = facts.get(random.below(facts.len().max(1))) else {
                continue;
            };
            let fact = rules.fact(*id);
            let before = self.answers.clone();
            self.answers.insert(fact.id.clone(), random.answer(fact, self.today));
            self.fit(rules, random);
            let now = self.missing(rules, route);
            if now.len() > missing.len() {
                self.answers = before;
            } else {
                missing = now;
            }
        }
    }
}

/// Numbers that look random and are the same for the same seed (SplitMix64).
pub(super) struct Random(pub(super) u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; 0 if that is 0.
    fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % end).unwrap_or(0)
    }

    fn answer(&mut self, fact: &Fact, today: Day) -> Drawn {
        match self.below(100) {
            0 => return Drawn::Silent,
            1 | 2 => return Drawn::DoNotKnow,
            _ => {}
        }
        match &fact.kind {
            FactKind::Choice { .. } | FactKind::YesNo => {
                let place = u16::try_from(self.below(fact.kind.choices())).unwrap_or(0);
                Drawn::Choice(fact.kind.choice_id(ChoiceId(place)).to_owned())
            }
            FactKind::Number => {
                // mostly few: years, times, papers; now and then an age or a score
                let end = if self.below(4) == 0 { 70 } else { 8 };
                Drawn::Number(u8::try_from(self.below(end)).unwrap_or(0))
            }
            FactKind::Date => Drawn::Date(self.date(fact, today)),
        }
    }

    /// A date of the last 25 years, often near a day on which some years are complete; one that may lie ahead, sometimes does.
    fn date(&mut self, fact: &Fact, today: Day) -> Span {
        let mut near = |days: usize| u32::try_from(self.below(days)).unwrap_or(0);
        let now = today.number();
        // few years more often than many
        let years = near(12).min(near(12));
        let number = match near(10) {
            0..3 => (now + 45).saturating_sub(years * 365 + years / 4 + near(90)),
            3..5 => now.saturating_sub(near(5 * 365)),
            5..7 if !fact.not_after_today => now + near(3 * 365),
            _ => now.saturating_sub(near(usize::try_from(LONG_AGO).unwrap_or(0))),
        };
        let number = if fact.not_after_today { number.min(now) } else { number };
        let day = day_of(number);
        let month = day.to_string();
        // one of ten remembers the month alone; one that ends after today is a day all the same
        let month = month.get(..7).and_then(|month| Span::parse(month).ok());
        match month {
            Some(month) if near(10) == 0 && month.last <= today => month,
            _ => Span::of(day),
        }
    }
}
