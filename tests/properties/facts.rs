//! The facts of the notice once more: which follow from which, and what can be answered.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use serde_json::{Value as Json, json};

use crate::reading::calendar::{Date, Span, days_in_month};
pub use crate::reading::population::FACTS;

/// Answers by fact.
pub type Answers = BTreeMap<&'static str, Json>;

/// Facts asked where files are chosen, never by `next_question`.
pub const ASKED_WITH_DOCUMENTS: [&str; 2] = ["classified", "declassified"];

pub const STARTS: [&str; 3] = ["title-since", "work-since", "aid-since"];
const ENDS: [&str; 2] = ["sanction-until", "aid-until"];

const TITLES: [&str; 6] =
    ["none", "technician", "assistant", "intermediate", "associate-senior", "senior"];

pub fn is_date(fact: &str) -> bool {
    STARTS.contains(&fact) || ENDS.contains(&fact)
}

/// Every choice of a fact that has choices.
pub fn choices(fact: &str) -> Vec<Json> {
    let words: &[&str] = match fact {
        "employer" => &[
            "public-institution",
            "xpcc-public-institution",
            "enterprise",
            "xpcc-enterprise",
            "other",
            "civil-servant",
            "retired",
        ],
        "workplace" => &["prefecture", "artux", "akto", "akqi", "ulugqat", "elsewhere"],
        "series" => &[
            "primary-secondary-teacher",
            "kindergarten-teacher",
            "secondary-vocational-teacher",
            "higher-education-teacher",
            "technical-school-teacher",
            "health",
            "engineering",
            "agriculture",
            "economics",
            "accounting",
            "statistics",
            "library",
            "archives",
            "cultural-relics",
            "mass-culture",
            "arts",
            "journalism",
            "translation",
            "research",
            "sports-coach",
            "legal",
            "other",
        ],
        "level" => &TITLES[1..],
        "school-stage" => &["kindergarten", "primary", "junior-high", "senior-high"],
        "degree" => &["high-school", "college", "bachelor", "master", "doctor"],
        "title-held" => &TITLES,
        "title-series" => &["same", "other"],
        "sanction" => &["none", "warning", "demerit", "demotion"],
        "other-application" => &["none", "targeted", "regional"],
        "service" => &["none", "listed", "other-grassroots"],
        "skill-grade" => &[
            "none",
            "junior-worker",
            "intermediate-worker",
            "senior-worker",
            "technician",
            "senior-technician",
        ],
        "conditions-targeted" | "conditions-regional" | "conditions-county" => {
            &["checked-met", "checked-not-met", "not-checked"]
        }
        _ => return vec![json!(true), json!(false)],
    };
    words.iter().map(|word| json!(word)).collect()
}

/// Every choice; the numbers and days on both sides of what a rule asks for.
pub fn values(fact: &str, today: Date) -> Vec<Json> {
    if matches!(fact, "service-years" | "excellent-years") {
        return [0, 2, 3, 99].map(|years| json!(years)).to_vec();
    }
    if !is_date(fact) {
        return choices(fact);
    }
    let mut days = vec![Date::new(1950, 1, 1), today.previous(), today];
    if STARTS.contains(&fact) {
        for years in [1, 2, 3, 4, 5, 7, 10] {
            let year = today.year - years;
            let day = Date::new(year, today.month, today.day.min(days_in_month(year, today.month)));
            days.extend([day.previous(), day, day.next()]);
        }
    } else {
        days.extend([today.next(), Date::new(2100, 12, 31)]);
    }
    days.iter().map(|day| json!(day.to_string())).collect()
}

/// An answer that says little: with all of them somebody is met on most routes of review.
pub fn plain(fact: &str) -> Json {
    match fact {
        "employer" => json!("enterprise"),
        "workplace" => json!("prefecture"),
        "series" => json!("engineering"),
        "level" => json!("intermediate"),
        "school-stage" => json!("primary"),
        "degree" => json!("bachelor"),
        "title-held" => json!("assistant"),
        "title-since" => json!("2005-03-01"),
        "title-series" => json!("same"),
        "work-since" | "aid-since" => json!("2000-03-01"),
        "sanction" | "other-application" | "service" | "skill-grade" => json!("none"),
        "sanction-until" => json!("2001-03-01"),
        "service-years" | "excellent-years" => json!(0),
        "aid-until" => json!("2100-12-31"),
        "conditions-targeted" | "conditions-regional" | "conditions-county" => {
            json!("not-checked")
        }
        "committee" | "senior-exam" | "declassified" => json!(true),
        _ => json!(false),
    }
}

/// An answer that is no hindrance on the routes that look at the fact.
pub fn favourable(fact: &str) -> Json {
    match fact {
        "title-held" => json!("none"),
        "service" => json!("listed"),
        "service-years" | "excellent-years" => json!(99),
        "skill-grade" => json!("technician"),
        "conditions-targeted" | "conditions-regional" | "conditions-county" => {
            json!("checked-met")
        }
        "meets-101" | "special-talent-85" | "on-aid-posting" | "meets-26" => json!(true),
        _ => plain(fact),
    }
}

/// Answers that are there and are not "don't know".
pub fn known<'a>(answers: &'a Answers, fact: &str) -> Option<&'a Json> {
    answers.get(fact).filter(|answer| **answer != "unknown")
}

/// "Don't know" stands for an answer here, or is one.
pub fn is_settled(answers: &Answers, fact: &str) -> bool {
    known(answers, fact).is_some()
        || (fact.starts_with("conditions-") && answers.contains_key(fact))
}

/// Whether a fact applies by the answers to its parents; absent if they do not tell.
pub fn applies(fact: &str, answers: &Answers) -> Option<bool> {
    let one_of = |parent: &str, words: &[&str]| -> Option<bool> {
        // a parent's answer given before its own parent's is taken at its word
        match applies(parent, answers) {
            Some(false) => Some(false),
            Some(true) | None => {
                known(answers, parent).map(|it| words.iter().any(|word| it == word))
            }
        }
    };
    let not = |it: Option<bool>| it.map(|it| !it);
    match fact {
        "school-stage" => one_of("series", &["primary-secondary-teacher"]),
        "title-since" => not(one_of("title-held", &["none"])),
        "title-series" => {
            let (held, level) = (ranks("title-held", answers), ranks("level", answers));
            if held.start() >= level.end() {
                Some(true)
            } else if held.end() < level.start() {
                Some(false)
            } else {
                None
            }
        }
        "sanction" => one_of("employer", &["public-institution", "xpcc-public-institution"]),
        "sanction-until" => one_of("sanction", &["demerit", "demotion"]),
        "service-years" | "excellent-years" => not(one_of("service", &["none"])),
        "aid-since" | "aid-until" => {
            known(answers, "on-aid-posting").map(|answer| *answer == json!(true))
        }
        "meets-26" => one_of("skill-grade", &["senior-worker", "technician", "senior-technician"]),
        "senior-exam" => {
            let series = one_of("series", &["accounting", "economics", "statistics"]);
            match (series, one_of("level", &["associate-senior"])) {
                (Some(false), _) | (_, Some(false)) => Some(false),
                (Some(true), Some(true)) => Some(true),
                _ => None,
            }
        }
        "declassified" => known(answers, "classified").map(|answer| *answer == json!(true)),
        _ => Some(true),
    }
}

/// The lowest and the highest title that it can be.
fn ranks(fact: &str, answers: &Answers) -> RangeInclusive<usize> {
    let known = known(answers, fact);
    match TITLES.iter().position(|title| known.is_some_and(|it| it == title)) {
        Some(rank) => rank..=rank,
        None => usize::from(fact == "level")..=TITLES.len() - 1,
    }
}

/// A day, or every day of a month.
pub fn span(answer: &Json) -> Span {
    Span::read(answer.as_str().expect("a date is a text"))
}

/// An aid that ends before it begins would be refused: such a beginning is put long ago.
pub fn put_in_order(answers: &mut Answers) {
    if let (Some(since), Some(until)) = (known(answers, "aid-since"), known(answers, "aid-until"))
        && span(since).first > span(until).last
    {
        answers.insert("aid-since", json!("1950-01-01"));
    }
}
