//! What can be said against a notice that compiles: rules that can have no effect, each found by an
//! exact search over applicants, and slips that show when rules are held against the text.

mod days;
mod goals;
mod kinds;
mod named;
mod questions;
mod quoted;
mod reach;
mod routes;
mod search;
mod tables;
mod text;

use std::ops::Range;

use serde_json::{Map, Value, json};

use super::context::Context;
use super::diagnostics::{Diagnostic, Severity, Words};
use crate::answers::{Answer, Input};
use crate::notice::{FactKind, Rules};

/// Warns of what looks like a slip, in rules that hold together.
pub(super) fn find(context: &mut Context<'_>, rules: &Rules) {
    reach::find(context, rules);
    tables::find(context, rules);
    days::find(context);
    quoted::find(context);
    named::find(context, rules);
}

/// A warning in `notice.toml`, perhaps with an applicant who shows it.
fn warn(
    context: &mut Context<'_>,
    code: &'static str,
    span: Range<usize>,
    message: Words,
    help: Option<Words>,
    witness: Option<String>,
) {
    let (file, severity) = (context.file, Severity::Warning);
    let fault = Diagnostic { code, severity, message, file, span, help, witness };
    context.diagnostics.found.push(fault);
}

/// An input as JSON, as `precheck assess` reads it.
fn json_of(rules: &Rules, input: &Input) -> String {
    let mut answers = Map::new();
    for id in rules.fact_ids() {
        let fact = rules.fact(id);
        let value = match (input.answer(id), &fact.kind) {
            (Answer::Unanswered, _) => continue,
            (Answer::DoNotKnow, _) => "unknown".into(),
            (Answer::Choice(choice), FactKind::YesNo) => (choice == FactKind::YES).into(),
            (Answer::Choice(choice), kind) => kind.choice_id(choice).into(),
            (Answer::Number(number), _) => number.into(),
            (Answer::Date(date), _) => Value::String(date.to_string()),
        };
        answers.insert(fact.id.clone(), value);
    }
    json!({ "today": input.today.to_string(), "answers": answers }).to_string()
}
