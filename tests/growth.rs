//! What a notice of very many criteria costs, by counts that are the same on every machine.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects)]

#[path = "growth/notice.rs"]
mod grown;
mod support;

use serde_json::Value as Json;
use support::{assess, report};
use title_precheck::Notice;
use title_precheck::author::Folder;

/// Compiles so many criteria; gives the pack's bytes.
fn pack(criteria: usize) -> Vec<u8> {
    let (notice, main) = grown::notice(criteria);
    let sources = [("main".to_owned(), main)].into();
    let compiled = Folder { notice, sources, ..Folder::default() }.compile();
    compiled.pack.unwrap_or_else(|| panic!("{}", compiled.diagnostics))
}

fn json(text: &str) -> Json {
    serde_json::from_str(text).unwrap()
}

#[test]
fn a_criterion_takes_as_many_bytes_in_a_large_notice_as_in_a_small_one() {
    let bytes = |criteria: usize| pack(criteria).len();
    let (hundred, thousand, many) = (bytes(100), bytes(1_000), bytes(10_000));
    let (a_small, a_large) = ((thousand - hundred) / 900, (many - thousand) / 9_000);
    // numbers of places and ids of criteria grow by digits
    assert!(a_large <= a_small + a_small / 10, "{a_small} and then {a_large} bytes a criterion");
    report(
        "8-growth",
        &format!("{many} bytes for a notice of 10,000 criteria, {a_large} for each"),
    );
}

#[test]
fn ten_thousand_criteria_are_assessed_each_by_its_own_answer() {
    const CRITERIA: usize = 10_000;
    let notice = Notice::read(&pack(CRITERIA)).unwrap();
    let met = assess(&notice, &json(&grown::complete(CRITERIA)));
    let routes = met["routes"].as_array().unwrap();
    assert_eq!(routes.len(), CRITERIA.div_ceil(grown::A_ROUTE));
    let findings = routes.iter().flat_map(|route| route["findings"].as_array().unwrap());
    let mut count = 0;
    for (place, finding) in findings.enumerate() {
        let expected = if place % 8 == 3 { "no" } else { "yes" };
        assert_eq!(finding["criterion"], format!("c-{place:05}"));
        assert_eq!(finding["truth"], expected, "{place}");
        count += 1;
    }
    assert_eq!(count, CRITERIA);
    assert_eq!(met["next_question"], Json::Null);
    // the month given last is complete four years after its last day, if nothing else is wanting
    assert_eq!(routes[0]["earliest"], "2023-05-31");
}

#[test]
fn asking_one_by_one_ends_however_many_there_are() {
    const CRITERIA: usize = 200;
    let notice = Notice::read(&pack(CRITERIA)).unwrap();
    let told = json(&grown::complete(CRITERIA));
    let mut person = json(&grown::nobody());
    let mut left = usize::MAX;
    for _ in 0..=CRITERIA {
        let met = assess(&notice, &person);
        let now = met["questions_left_at_most"].as_u64().unwrap() as usize;
        assert!(now <= left);
        left = now;
        let Some(question) = met["next_question"].as_str() else {
            let expected = assess(&notice, &told);
            let verdicts = |of: &Json| -> Vec<String> {
                of["routes"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|it| it["verdict"].to_string())
                    .collect()
            };
            assert_eq!(verdicts(&met), verdicts(&expected));
            return;
        };
        person["answers"][question] = told["answers"][question].clone();
    }
    panic!("more was asked than there is");
}
