//! An independent reading of the 2021 Kizilsu notice, to compare the engine with.
//!
//! It is written from the notice's clauses as plainly as possible and shares nothing with the
//! engine. Whatever the answers leave open is tried out: a criterion is definite only if every
//! value that an open fact can have gives the same outcome. It takes valid input and stops the
//! test on any other.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "input that is not valid stops the test"
)]

mod calendar;
mod criteria;
pub mod described;
mod facts;
pub mod population;
mod routes;
mod standards;

use calendar::Date;
use criteria::{Truth, judge};
use facts::{Choice, Facts, Rank};
use routes::{Kind, Need, ROUTES, Route, Verdict};
use serde_json::{Map, Value, json};

/// Reads one applicant: for each route the verdict, the earliest day, the window and the
/// criteria; which routes exclude each other; the state of each document.
pub fn read(input: &Value) -> Value {
    let today = Date::read(input["today"].as_str().expect("today is given"));
    let facts = Facts::read(&input["answers"]);

    let mut read_routes = Map::new();
    for route in &ROUTES {
        read_routes.insert(route.id.to_owned(), read_route(route, &facts, today));
    }
    json!({
        "routes": read_routes,
        "exclusive_choice": exclusive_choice(&facts, today),
        "documents": documents(input, &facts),
    })
}

fn read_route(route: &Route, facts: &Facts, today: Date) -> Value {
    let verdict = route.verdict(facts, today);
    let mut criteria = Map::new();
    for need in route.needs {
        let parts = match need {
            Need::One(criterion) => vec![*criterion],
            Need::Either(one, other) => vec![*one, *other],
        };
        for criterion in parts {
            let truth = judge(criterion, facts, today);
            criteria.insert(criterion.word().to_owned(), json!(truth.word()));
        }
    }
    let mut read = json!({
        "verdict": verdict.word(),
        "window": route.window(facts, today),
        "criteria": criteria,
    });
    if verdict != Verdict::Met
        && let Some(day) = route.earliest(facts, today)
    {
        read["earliest"] = json!(day.to_string());
    }
    read
}

/// main/四.4: the met routes, where there are some of both kinds.
fn exclusive_choice(facts: &Facts, today: Date) -> Vec<&'static str> {
    let met = |route: &&Route| route.verdict(facts, today) == Verdict::Met;
    let met: Vec<&Route> = ROUTES.iter().filter(met).collect();
    let has = |kind: Kind| met.iter().any(|route| route.kind == kind);
    if has(Kind::Targeted) && has(Kind::Regional) {
        met.iter().map(|route| route.id).collect()
    } else {
        Vec::new()
    }
}

/// main/四.1, 四.9, 四.10 and 四.12#1: the documents and what is known of each.
fn documents(input: &Value, facts: &Facts) -> Value {
    let has_a_title = if facts.title_held == [Rank::None] {
        Truth::No
    } else if facts.title_held.contains(&Rank::None) {
        Truth::Hard
    } else {
        Truth::Yes
    };
    json!({
        "degree-certificate": upload(input, "degree-certificate", Truth::Yes),
        "title-certificate": upload(input, "title-certificate", has_a_title),
        "continuing-education-certificate":
            upload(input, "continuing-education-certificate", Truth::Yes),
        "review-form": "to-prepare",
        "performance-statement": "to-prepare",
        "unit-recommendation": "to-prepare",
        "unit-publicity": "to-prepare",
    })
}

fn upload(input: &Value, id: &str, needed: Truth) -> &'static str {
    if needed == Truth::No {
        return "not-needed";
    }
    let Some(scans) = input["scans"].as_array() else {
        return "undetermined";
    };
    let attached: Vec<&Value> = scans.iter().filter(|scan| scan["document"] == id).collect();
    if attached.is_empty() {
        return if needed == Truth::Yes { "missing" } else { "undetermined" };
    }
    let is_unfit = |scan: &&Value| scan["defects"].as_array().is_some_and(|it| !it.is_empty());
    if attached.iter().any(is_unfit) { "unfit" } else { "present" }
}

#[cfg(test)]
mod tests;
