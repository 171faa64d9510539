//! The invented example notices under `examples/`: together they use every kind of test and every
//! state of a window, and each passes its own cases.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value as Json, json};
use support::{assess, read_folder};
use title_precheck::author::{Folder, kinds};

fn folders() -> Vec<(String, Folder)> {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/examples");
    let mut paths: Vec<PathBuf> =
        fs::read_dir(examples).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let name = |path: &PathBuf| path.file_name().unwrap().to_str().unwrap().to_owned();
    paths.iter().map(|path| (name(path), read_folder(path))).collect()
}

fn folder(name: &str) -> Folder {
    folders().into_iter().find(|(other, _)| other == name).unwrap().1
}

/// Every table of a section of all the examples' rules.
fn tables(section: &str) -> Vec<toml::Table> {
    let of = |(_, folder): (String, Folder)| {
        let rules: toml::Table = toml::from_str(&folder.notice).unwrap();
        let tables = rules.get(section).and_then(toml::Value::as_array).cloned();
        tables.unwrap_or_default().into_iter().map(|table| table.as_table().unwrap().clone())
    };
    folders().into_iter().flat_map(of).collect()
}

fn texts<'t>(tables: impl IntoIterator<Item = &'t toml::Table>, key: &str) -> BTreeSet<&'t str> {
    tables.into_iter().filter_map(|table| table.get(key)?.as_str()).collect()
}

#[test]
fn the_examples_pass_their_own_cases_and_nothing_is_said_against_them() {
    let folders = folders();
    assert!(folders.len() >= 2);
    for (name, folder) in folders {
        let lint = folder.lint();
        assert!(lint.found.is_empty(), "{name}: {lint}");
        let tested = folder.test(&folder.notice().unwrap());
        assert!(tested.diagnostics.found.is_empty(), "{name}: {}", tested.diagnostics);
        assert!(tested.passed() >= 50, "{name}: {} cases are too few", tested.passed());
        for (criterion, met) in &tested.criteria {
            // what is not yes there is for the sector to decide
            let never_no = criterion == "technician-reviewed";
            assert!(met.yes > 0, "{name}: `{criterion}` is never yes");
            assert!(met.no > 0 || never_no, "{name}: `{criterion}` is never no");
        }
    }
}

#[test]
fn the_examples_are_marked_as_invented() {
    for (name, folder) in folders() {
        let first = |text: &str| text.lines().next().unwrap_or_default().to_owned();
        for text in folder.sources.values() {
            assert!(first(text).contains("虚构"), "{name}: {}", first(text));
        }
    }
}

#[test]
fn the_examples_use_every_kind_of_test() {
    let (tests, criteria) = (tables("test"), tables("criterion"));
    let used = texts(tests.iter().chain(&criteria), "kind");
    assert_eq!(used, kinds().collect());
    let keys: BTreeSet<&str> =
        tests.iter().chain(&criteria).flatten().map(|(key, _)| key.as_str()).collect();
    for key in [
        "at_least",
        "at_most",
        "counted_to",
        "discretion",
        "months",
        "must",
        "not_held",
        "others",
        "unclear",
        "unclear_in",
    ] {
        assert!(keys.contains(key), "no test has `{key}`");
    }
}

#[test]
fn the_examples_use_every_state_of_a_window_and_every_section() {
    let windows = tables("window");
    let rules: Vec<&toml::Table> = windows
        .iter()
        .flat_map(|window| window["rule"].as_array().unwrap())
        .map(|rule| rule.as_table().unwrap())
        .collect();
    assert_eq!(texts(rules.clone(), "state"), ["dates", "set-by", "unannounced"].into());
    assert!(rules.iter().any(|rule| rule.contains_key("rounds")));
    assert!(rules.iter().any(|rule| rule.contains_key("closes_at")));
    let steps = tables("step");
    assert!(steps.iter().any(|step| step.contains_key("closes_at")));
    assert_eq!(texts(&steps, "kind"), ["before", "later", "path"].into());
    for section in [
        "account",
        "authority",
        "caution",
        "document",
        "exclusivity",
        "group",
        "not_needed",
        "relaxation",
        "standard",
        "supplement",
        "warning",
    ] {
        assert!(!tables(section).is_empty(), "no example has a [[{section}]]");
    }
}

#[test]
fn years_are_counted_to_the_day_that_the_notice_names() {
    let counted = |name: &str| {
        let notice = folder(name).notice().unwrap();
        let texts: Json = serde_json::from_str(notice.texts()).unwrap();
        let assessment = assess(&notice, &json!({ "today": "2022-06-10" }));
        (assessment["counted_to"].clone(), texts["notice"].get("counted_to").cloned())
    };
    assert_eq!(counted("qinglan-2022"), (json!("2022-12-31"), Some(json!("2022-12-31"))));
    assert_eq!(counted("beiling-2022"), (json!("2022-06-10"), None));
}

#[test]
fn rounds_and_hours_are_among_the_texts() {
    let notice = folder("beiling-2022").notice().unwrap();
    let texts: Json = serde_json::from_str(notice.texts()).unwrap();
    let rounds = json!([
        { "opens": "2022-06-01", "closes": "2022-06-20" },
        { "opens": "2022-06-15", "closes": "2022-09-20", "closes_at": "18:00" }
    ]);
    assert_eq!(texts["windows"]["ordinary"][1]["rounds"], rounds);
    let step = texts["steps"].as_array().unwrap().iter().find(|step| step["id"] == "publicity");
    assert_eq!(step.unwrap()["closes_at"], "12:00");
}

/// What a standard with two clocks says: the row, the date in the title, the first day.
#[test]
fn the_basis_of_two_clocks_names_both() {
    let notice = folder("beiling-2022").notice().unwrap();
    let answers = json!({
        "series": "engineering", "level": "senior", "degree": "bachelor", "title-held": "intermediate",
        "title-since": "2017-08-01", "work-since": "2013-01-01", "conditions": "not-checked",
    });
    let assessment = assess(&notice, &json!({ "today": "2022-06-10", "answers": answers }));
    let parts = &assessment["routes"][0]["findings"][7]["parts"];
    let expected = json!({
        "source": "beiling-2019-3", "truth": "no",
        "needs": { "held": "intermediate", "years": 5, "work": 10 },
        "since": "2017-08-01", "earliest": "2023-01-01",
    });
    assert_eq!(parts[0]["basis"], expected);
}

#[test]
fn what_is_handed_in_later_is_prepared_only_where_it_is_needed() {
    let mut folder = folder("qinglan-2022");
    let (id, needed) = ("id = \"achievements\"\n", "needed_if = \"has-title\"\n");
    folder.notice = folder.notice.replacen(id, &format!("{id}{needed}"), 1);
    let notice = folder.notice().unwrap_or_else(|faults| panic!("{faults}"));
    let status = |level: &str| {
        let input = json!({ "today": "2022-06-01", "answers": { "title-held": level } });
        let met = assess(&notice, &input);
        let documents = met["documents"].as_array().unwrap();
        let of = |id: &str| documents.iter().find(|document| document["id"] == id).unwrap();
        (of("achievements")["status"].clone(), of("title-certificate")["status"].clone())
    };
    assert_eq!(status("none"), ("not-needed".into(), "not-needed".into()));
    assert_eq!(status("assistant"), ("to-prepare".into(), "undetermined".into()));
    assert_eq!(status("unknown").0, "to-prepare");
}
