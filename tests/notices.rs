//! The notices of this repository: their own cases, and the example that documents the wire.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::fs;

use serde_json::{Value as Json, json};
use support::{assess, kizilsu, notice_path, read_folder, report};

#[test]
fn every_notice_passes_its_own_cases() {
    for entry in fs::read_dir(notice_path("")).unwrap() {
        let folder = read_folder(&entry.unwrap().path());
        let lint = folder.lint();
        assert!(lint.found.is_empty(), "{lint}");
        let tested = folder.test(&folder.notice().unwrap());
        assert!(tested.diagnostics.found.is_empty(), "{}", tested.diagnostics);
        assert!(tested.passed() >= 150, "{} cases are too few", tested.passed());
    }
}

/// What the cases of the 2021 notice have met, so that no rule of it stands untried.
#[test]
fn the_cases_of_2021_meet_every_criterion_verdict_and_reason() {
    let folder = read_folder(&notice_path("kizilsu-2021"));
    let notice = folder.notice().unwrap();
    let tested = folder.test(&notice);
    // by the notice's own words these cannot be yes, no or unknown once they are answered;
    // unanswered facts can leave any criterion unknown, but for those whose facts are always given
    for (criterion, met) in &tested.criteria {
        let never_no = ["conferral-not-examined"].contains(&criterion.as_str());
        assert!(met.yes > 0, "{criterion} is never yes");
        assert!(met.no > 0 || never_no, "{criterion} is never no");
        assert!(met.unknown > 0, "{criterion} is never unknown");
    }
    assert_eq!(tested.criteria.len(), 24);
    for route in notice.routes() {
        for verdict in ["met", "not-met", "undetermined", "needs-discretion"] {
            let count = tested.verdicts.get(&format!("{route} {verdict}"));
            assert!(count.is_some(), "no case has {route} {verdict}");
        }
    }
    for reason in
        ["unanswered", "do-not-know", "day-needed", "source-not-held", "discretion", "unclear"]
    {
        assert!(tested.reasons.contains_key(reason), "no case is unknown for {reason}");
    }
    let reasons: usize = tested.reasons.values().sum();
    let (cases, criteria) = (tested.passed(), tested.criteria.len());
    report(
        "1-cases",
        &format!(
            "{cases} cases of the 2021 notice: {criteria} criteria each yes, no and unknown where they can be, \
             every verdict of every route, every kind of reason ({reasons} reasons)"
        ),
    );
}

/// The example of the README: the parts it shows, each compared whole.
#[test]
fn the_example_comes_out_as_documented() {
    let read = |name: &str| -> Json {
        let path = format!("{}/tests/data/{name}", env!("CARGO_MANIFEST_DIR"));
        serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
    };
    let notice = kizilsu();
    let met = assess(&notice, &read("example.in.json"));
    let expected = read("example.out.json");
    for key in [
        "engine",
        "today",
        "counted_to",
        "exclusive_choice",
        "warnings",
        "next_question",
        "refine",
        "questions_left_at_most",
    ] {
        assert_eq!(met[key], expected[key], "{key}");
    }
    assert_eq!(met["notice"]["sha256"], notice.sha256());
    let by = |list: &Json, key: &str, id: &Json| {
        let found = list.as_array().unwrap().iter().find(|item| item[key] == *id);
        found.cloned().unwrap_or_else(|| panic!("no {key} {id}"))
    };
    for route in expected["routes"].as_array().unwrap() {
        let mut found = by(&met["routes"], "id", &route["id"]);
        for finding in route["findings"].as_array().unwrap() {
            let id = &finding["criterion"];
            assert_eq!(by(&found["findings"], "criterion", id), *finding, "{id}");
        }
        found["findings"] = route["findings"].clone();
        assert_eq!(found, *route);
    }
    for document in expected["documents"].as_array().unwrap() {
        assert_eq!(by(&met["documents"], "id", &document["id"]), *document);
    }
}

#[test]
fn answers_may_come_in_any_order_and_a_null_is_no_answer() {
    let notice = kizilsu();
    let answers = json!({ "level": "intermediate", "series": "engineering", "degree": null });
    let turned = json!({ "series": "engineering", "level": "intermediate" });
    let at = |answers: Json| assess(&notice, &json!({ "today": "2021-07-20", "answers": answers }));
    assert_eq!(at(answers), at(turned));
}
