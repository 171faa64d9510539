//! A line that is plainly right, read straight into an input.
//!
//! Most lines of a list are right, and of those no tree of values is made. Whatever is not plainly
//! right, down to an escape in a text, is given up here without a word: [`Input::read`] then reads
//! it, and alone says what is wrong. A line that is not given up is read as that would read it.

use core::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::answers::{Answer, DEFECTS, Input, Scan, whole};
use crate::date::{Day, Span};
use crate::notice::{ChoiceId, Fact, FactId, FactKind, Phase, Rules};

/// Reads plain lines for one notice.
#[derive(Clone, Debug)]
pub(crate) struct Quick<'n> {
    rules: &'n Rules,
    /// The facts by the length of their ids, each length in the order of ids: few are of one length.
    by_length: Vec<Vec<FactId>>,
}

impl<'n> Quick<'n> {
    pub(crate) fn new(rules: &'n Rules) -> Quick<'n> {
        let mut by_length: Vec<Vec<FactId>> = Vec::new();
        for id in rules.fact_ids() {
            let length = rules.fact(id).id.len();
            if by_length.len() <= length {
                by_length.resize(length.saturating_add(1), Vec::new());
            }
            if let Some(facts) = by_length.get_mut(length) {
                facts.push(id);
            }
        }
        // of two with one id, the first of the notice stays first
        by_length.iter_mut().for_each(|facts| facts.sort_by_key(|id| &rules.fact(*id).id));
        Quick { rules, by_length }
    }

    /// The caller's `id`, to the letter, and the input; absent if the line is not plainly right.
    pub(crate) fn read<'l>(&self, line: &'l str) -> Option<(Option<&'l str>, Input)> {
        let mut json = serde_json::Deserializer::from_str(line);
        let Person { id, today, answers, scans, routes } =
            json.deserialize_map(PersonVisitor(self)).ok()?;
        json.end().ok()?;
        let id = id.map(RawValue::get);
        if !id.is_none_or(is_plain) {
            return None;
        }
        let input = Input {
            today: today?,
            answers: answers.unwrap_or_else(|| self.unanswered()),
            scans: match scans {
                Some(scans) => {
                    Some(scans.iter().map(|scan| self.scan(scan)).collect::<Option<_>>()?)
                }
                None => None,
            },
            interest: self.interest(routes)?,
        };
        let in_order = |id| input.check_order(self.rules, id).is_ok();
        self.rules.fact_ids().all(in_order).then_some((id, input))
    }

    fn fact(&self, id: &str) -> Option<FactId> {
        let facts = self.by_length.get(id.len())?;
        let id_of = |fact: &FactId| self.rules.fact(*fact).id.as_str();
        let place = facts.partition_point(|fact| id_of(fact) < id);
        facts.get(place).copied().filter(|fact| id_of(fact) == id)
    }

    fn unanswered(&self) -> Vec<Answer> {
        vec![Answer::Unanswered; self.rules.facts.len()]
    }

    fn scan(&self, scan: &PlainScan) -> Option<Scan> {
        let mut documents = self.rules.documents.iter().enumerate();
        let (document, required) = documents.find(|(_, of)| of.id == scan.document)?;
        let form = scan.form.is_none_or(|form| required.forms.iter().any(|id| id == form));
        let known = |code: &&str| DEFECTS.into_iter().find(|defect| defect == code);
        let defects = scan.defects.iter().flatten().map(known).collect::<Option<_>>()?;
        (form && required.phase == Phase::Upload).then_some(Scan { document, defects })
    }

    fn interest(&self, routes: Option<Vec<&str>>) -> Option<Vec<bool>> {
        let mut interest = vec![routes.is_none(); self.rules.routes.len()];
        for id in routes.into_iter().flatten() {
            let place = self.rules.routes.iter().position(|route| route.id == id)?;
            *interest.get_mut(place)? = true;
        }
        Some(interest)
    }
}

/// An id with which no reading can find fault: a text without escapes, or a small whole number.
fn is_plain(id: &str) -> bool {
    match id.as_bytes() {
        [b'"', inside @ .., b'"'] => !inside.contains(&b'\\'),
        digits => digits.len() < 19 && digits.iter().all(u8::is_ascii_digit),
    }
}

/// The parts of a line; a key that stands twice is given up.
struct Person<'l> {
    id: Option<&'l RawValue>,
    today: Option<Day>,
    answers: Option<Vec<Answer>>,
    scans: Option<Vec<PlainScan<'l>>>,
    routes: Option<Vec<&'l str>>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct PlainScan<'l> {
    document: &'l str,
    form: Option<&'l str>,
    #[serde(borrow)]
    defects: Option<Vec<&'l str>>,
}

/// What is given up needs no words: nobody reads them.
fn given_up<E: Error>() -> E {
    E::custom("")
}

struct PersonVisitor<'q, 'n>(&'q Quick<'n>);

impl<'de> Visitor<'de> for PersonVisitor<'_, '_> {
    type Value = Person<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Person<'de>, A::Error> {
        let mut person = Person { id: None, today: None, answers: None, scans: None, routes: None };
        while let Some(key) = entries.next_key::<&'de str>()? {
            match key {
                "id" if person.id.is_none() => person.id = Some(entries.next_value()?),
                "today" if person.today.is_none() => {
                    let day = Day::parse(entries.next_value()?);
                    person.today = Some(day.map_err(|_| given_up::<A::Error>())?);
                }
                "answers" if person.answers.is_none() => {
                    person.answers = Some(entries.next_value_seed(AnswersVisitor(self.0))?);
                }
                "scans" if person.scans.is_none() => person.scans = Some(entries.next_value()?),
                "routes" if person.routes.is_none() => person.routes = Some(entries.next_value()?),
                _ => return Err(given_up()),
            }
        }
        Ok(person)
    }
}

struct AnswersVisitor<'q, 'n>(&'q Quick<'n>);

impl<'de> DeserializeSeed<'de> for AnswersVisitor<'_, '_> {
    type Value = Vec<Answer>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vec<Answer>, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for AnswersVisitor<'_, '_> {
    type Value = Vec<Answer>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("answers by fact")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Vec<Answer>, A::Error> {
        let quick = self.0;
        let mut answers = quick.unanswered();
        let mut given = vec![false; answers.len()];
        while let Some(key) = entries.next_key::<&'de str>()? {
            let id = quick.fact(key).ok_or_else(given_up::<A::Error>)?;
            let answer = entries.next_value_seed(AnswerVisitor(quick.rules.fact(id)))?;
            match (answers.get_mut(id.index()), given.get_mut(id.index())) {
                (Some(slot), Some(given @ false)) => (*slot, *given) = (answer, true),
                (Some(_) | None, Some(_) | None) => return Err(given_up()),
            }
        }
        Ok(answers)
    }
}

struct AnswerVisitor<'n>(&'n Fact);

impl<'de> DeserializeSeed<'de> for AnswerVisitor<'_> {
    type Value = Answer;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Answer, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Visitor<'_> for AnswerVisitor<'_> {
    type Value = Answer;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an answer")
    }

    fn visit_unit<E: Error>(self) -> Result<Answer, E> {
        Ok(Answer::Unanswered)
    }

    fn visit_bool<E: Error>(self, yes: bool) -> Result<Answer, E> {
        match &self.0.kind {
            FactKind::YesNo => Ok(Answer::Choice(if yes { FactKind::YES } else { FactKind::NO })),
            FactKind::Choice { .. } | FactKind::Number | FactKind::Date => Err(given_up()),
        }
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Answer, E> {
        self.visit_f64(number as f64)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Answer, E> {
        match &self.0.kind {
            FactKind::Number => whole(number).map(Answer::Number).ok_or_else(given_up),
            FactKind::Choice { .. } | FactKind::YesNo | FactKind::Date => Err(given_up()),
        }
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Answer, E> {
        let fact = self.0;
        if text == "unknown" {
            return Ok(fact.unsure.map_or(Answer::DoNotKnow, Answer::Choice));
        }
        let answer = match &fact.kind {
            FactKind::Choice { ids } => {
                let place = ids.iter().position(|id| id == text);
                let place = place.and_then(|place| u16::try_from(place).ok());
                place.map(|place| Answer::Choice(ChoiceId(place)))
            }
            FactKind::Date => Span::parse(text).map(Answer::Date).ok(),
            FactKind::YesNo | FactKind::Number => None,
        };
        answer.ok_or_else(given_up)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::author::Folder;

    fn folder() -> Folder {
        Folder {
            notice: include_str!("notices/kizilsu-2021/notice.toml").into(),
            sources: [(
                "main".into(),
                include_str!("notices/kizilsu-2021/sources/main.txt").into(),
            )]
            .into(),
            ..Folder::default()
        }
    }

    /// That they are read alike, `tests/lines.rs` says; here, which way.
    #[test]
    fn what_is_plainly_right_is_not_given_up_and_all_else_is() {
        let notice = folder().notice().unwrap();
        let quick = Quick::new(&notice.rules);
        for (line, plain) in [
            (r#"{"today":"2021-07-20"}"#, true),
            (r#"{"id":7,"today":"2021-07-20","answers":{}}"#, true),
            (r#"{"id":"克-7","today":"2021-07-20","scans":[],"routes":[]}"#, true),
            (r#"{"today":"2021-07-20","answers":{"level":"senior","committee":true}}"#, true),
            (r#"{"today":"2021-07-20","answers":{"level":null,"work-since":"2021-07"}}"#, true),
            (r#"{"today":"2021-07-20","answers":{"level":"unknown","service-years":3.0}}"#, true),
            (r#"{"today":"2021-07-20","scans":[{"document":"degree-certificate"}]}"#, true),
            (r#"{"today":"2021-07-20","routes":["county-junior"]}"#, true),
            (r#"{"id":"\u0061","today":"2021-07-20"}"#, false),
            (r#"{"id":[],"today":"2021-07-20"}"#, false),
            (r#"{"id":1e999,"today":"2021-07-20"}"#, false),
            (r#"{"today":"2021-07-20","answers":null}"#, false),
            (r#"{"today":"2021-07-20","answers":{"level":null,"level":"senior"}}"#, false),
            (r#"{"today":"2021-07-20","answers":{"work-since":"2021-07-21"}}"#, false),
            (r#"{"today":"2021-07-20","today":"2021-07-20"}"#, false),
            (r#"{"today":"2021-07-20","scans":[{"document":"review-form"}]}"#, false),
            (r#"{"today":"2021-07-20"},"#, false),
            (r#"{"answers":{}}"#, false),
            ("", false),
        ] {
            assert_eq!(quick.read(line).is_some(), plain, "{line}");
        }
    }
}
