//! A cell as the answer to a fact: by id, by label, by the forms that people type. Nothing is guessed.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::cell::Cell;
use super::dates;
use super::fault::FaultCode;
use super::plain::{digits, plain};
use crate::notice::{Fact, FactKind, Rules};
use crate::value::Value;

/// What can be typed for the facts of a notice.
#[derive(Clone, Debug)]
pub(super) struct Values {
    /// One for each fact, in the notice's order.
    facts: Vec<FactValues>,
}

#[derive(Clone, Debug)]
struct FactValues {
    kind: Kind,
    /// What is typed, plain, and the answer it means; from the notice's labels, then from the mappings.
    known: BTreeMap<String, Value>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Choice,
    YesNo,
    Number,
    Date,
}

/// "Don't know" on the wire, and as the page says it.
const UNKNOWN: [&str; 3] = ["unknown", "不清楚", "不知道"];

impl Values {
    /// What ids and labels mean.
    pub(super) fn of(rules: &Rules, texts: &Json) -> Values {
        let facts = rules.facts.iter();
        Values { facts: facts.map(|fact| FactValues::of(fact, labels(texts, &fact.id))).collect() }
    }

    /// Takes in what a mapping says a text means; the answer must be one of the fact's.
    ///
    /// # Errors
    /// The answer is none of this fact's.
    pub(super) fn learn(
        &mut self,
        fact: usize,
        typed: &str,
        answer: &str,
    ) -> Result<(), FaultCode> {
        let Some(fact) = self.facts.get_mut(fact) else {
            return Ok(());
        };
        let answer = match answer.trim() {
            "" => Value::Null,
            answer => fact.read_text(answer)?,
        };
        fact.known.insert(plain(typed), answer);
        Ok(())
    }

    /// Whether a fact is a date.
    pub(super) fn is_date(&self, fact: usize) -> bool {
        self.facts.get(fact).is_some_and(|fact| fact.kind == Kind::Date)
    }

    /// The answer to a fact, as it is written on the wire; null if the cell is empty.
    ///
    /// # Errors
    /// What the cell holds is no answer to this fact.
    pub(super) fn read(&self, fact: usize, cell: &Cell) -> Result<Value, FaultCode> {
        let Some(fact) = self.facts.get(fact) else {
            return Ok(Value::Null);
        };
        match (cell, fact.kind) {
            (Cell::Empty, _) => Ok(Value::Null),
            (Cell::Broken(_), _) => Err(FaultCode::Broken),
            (Cell::Text(text), _) => fact.read_text(text),
            (Cell::Bool(truth), Kind::YesNo) => Ok(Value::Bool(*truth)),
            (Cell::Number(number), kind) => match fact.known.get(&plain(&number.to_string())) {
                Some(answer) => Ok(answer.clone()),
                None => match kind {
                    Kind::Date => dates::read_number(*number).map(Value::Text),
                    Kind::Number => fact.read_text(&number.to_string()),
                    Kind::Choice | Kind::YesNo => Err(fact.kind.refused()),
                },
            },
            (Cell::Moment { year, month, day, .. }, Kind::Date) => {
                dates::read_moment(*year, *month, *day).map(Value::Text)
            }
            (Cell::Bool(_) | Cell::Moment { .. }, kind) => Err(kind.refused()),
        }
    }
}

impl Kind {
    /// What is said of a value that is of another kind.
    fn refused(self) -> FaultCode {
        match self {
            Kind::Choice => FaultCode::ChoiceUnknown,
            Kind::YesNo => FaultCode::NotYesNo,
            Kind::Number => FaultCode::NotNumber,
            Kind::Date => FaultCode::NotDate,
        }
    }
}

impl FactValues {
    fn of(fact: &Fact, labels: BTreeMap<&str, &str>) -> FactValues {
        let (kind, mut known) = match &fact.kind {
            FactKind::Choice { ids } => (Kind::Choice, of_choices(ids, &labels)),
            FactKind::YesNo => (Kind::YesNo, of_yes_no()),
            FactKind::Number => (Kind::Number, BTreeMap::new()),
            FactKind::Date => (Kind::Date, BTreeMap::new()),
        };
        for word in UNKNOWN {
            known.insert(word.to_owned(), Value::Text("unknown".to_owned()));
        }
        FactValues { kind, known }
    }

    fn read_text(&self, text: &str) -> Result<Value, FaultCode> {
        let key = plain(text);
        if key.is_empty() {
            return Ok(Value::Null);
        }
        if let Some(answer) = self.known.get(&key) {
            return Ok(answer.clone());
        }
        match self.kind {
            Kind::Choice | Kind::YesNo => Err(self.kind.refused()),
            Kind::Number => read_number(&key).ok_or(FaultCode::NotNumber),
            Kind::Date => dates::read_text(text).map(Value::Text),
        }
    }
}

/// A whole number from 0 to 99: `3`, `３年`, `三`, `3.0`.
fn read_number(key: &str) -> Option<Value> {
    let number = digits(key);
    let number = number.strip_suffix(['年', '次', '个']).unwrap_or(&number);
    let number = number.trim_start_matches("满");
    let whole = match number.split_once('.') {
        Some((whole, rest)) => rest.bytes().all(|b| b == b'0').then_some(whole)?,
        None => number,
    };
    let fits = matches!(whole.len(), 1 | 2) && whole.bytes().all(|b| b.is_ascii_digit());
    whole.parse::<u8>().ok().filter(|_| fits).map(|number| Value::Number(number.into()))
}

/// Ids, labels, and what of a label stands for it: its beginning before a bracket, each of those that it lists.
/// What two choices share names neither.
fn of_choices(ids: &[String], labels: &BTreeMap<&str, &str>) -> BTreeMap<String, Value> {
    let mut found: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for id in ids {
        let Some(label) = labels.get(id.as_str()) else {
            continue;
        };
        for name in names(label) {
            let known = found.entry(name).or_default();
            if !known.contains(&id.as_str()) {
                known.push(id);
            }
        }
    }
    let mut known: BTreeMap<String, Value> = BTreeMap::new();
    for (name, ids) in found {
        if let [id] = ids[..] {
            known.insert(name, Value::Text(id.to_owned()));
        }
    }
    // an id names its choice, whatever the labels say
    known.extend(ids.iter().map(|id| (plain(id), Value::Text(id.clone()))));
    known
}

/// `公务员（含参公）` and `公务员`; `中专、高中`, `中专` and `高中`.
fn names(label: &str) -> Vec<String> {
    let whole = plain(label);
    let short = whole.split('(').next().unwrap_or_default().to_owned();
    let listed: Vec<String> = short.split(['、', '·', '/']).map(str::to_owned).collect();
    let mut names = vec![whole];
    names.push(short);
    names.extend(listed);
    names.retain(|name| !name.is_empty());
    names.dedup();
    names
}

fn of_yes_no() -> BTreeMap<String, Value> {
    let words = [("是", true), ("yes", true), ("true", true), ("y", true), ("否", false)];
    let more = [("no", false), ("false", false), ("n", false)];
    let words = words.into_iter().chain(more);
    words.map(|(word, truth)| (word.to_owned(), Value::Bool(truth))).collect()
}

fn labels<'t>(texts: &'t Json, fact: &str) -> BTreeMap<&'t str, &'t str> {
    let facts = texts.get("facts").and_then(Json::as_array).into_iter().flatten();
    let fact = facts.filter(|known| known.get("id").and_then(Json::as_str) == Some(fact));
    let choices = fact.filter_map(|fact| fact.get("choices")).filter_map(Json::as_array).flatten();
    let pair =
        |choice: &'t Json| Some((choice.get("id")?.as_str()?, choice.get("label")?.as_str()?));
    choices.filter_map(pair).collect()
}
