//! The engine against an independent reading of the notice, on generated applicants.
//!
//! `APPLICANTS=100000` compares so many in all.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects)]

#[path = "reading/mod.rs"]
mod reading;
mod support;

use serde_json::Value as Json;
use support::{assess, kizilsu, report};

/// What differs between the engine and the reading, if anything does.
fn difference(met: &Json, expected: &Json) -> Option<String> {
    for route in met["routes"].as_array().unwrap() {
        let id = route["id"].as_str().unwrap();
        let reading = &expected["routes"][id];
        for key in ["verdict", "earliest", "window"] {
            if route.get(key) != reading.get(key) {
                return Some(format!(
                    "{id}.{key}: {:?}, read {:?}",
                    route.get(key),
                    reading.get(key)
                ));
            }
        }
        let parts = route["findings"].as_array().unwrap().iter().flat_map(|finding| {
            let parts = finding["parts"].as_array().cloned().unwrap_or_default();
            std::iter::once(finding.clone()).chain(parts)
        });
        for finding in parts {
            if let Some(criterion) = finding["criterion"].as_str()
                && finding["truth"] != reading["criteria"][criterion]
            {
                let read = &reading["criteria"][criterion];
                return Some(format!("{id}.{criterion}: {}, read {read}", finding["truth"]));
            }
        }
    }
    for document in met["documents"].as_array().unwrap() {
        let id = document["id"].as_str().unwrap();
        if document["status"] != expected["documents"][id] {
            let read = &expected["documents"][id];
            return Some(format!("{id}: {}, read {read}", document["status"]));
        }
    }
    (met["exclusive_choice"] != expected["exclusive_choice"]).then(|| {
        format!("exclusive: {}, read {}", met["exclusive_choice"], expected["exclusive_choice"])
    })
}

fn compare(who: &str, applicants: impl Iterator<Item = Json>) {
    let notice = kizilsu();
    let mut compared = 0;
    for applicant in applicants {
        let met = assess(&notice, &applicant);
        let expected = reading::read(&applicant);
        if let Some(difference) = difference(&met, &expected) {
            panic!("{difference}\nfor {applicant:#}");
        }
        compared += 1;
    }
    report(
        &format!("2-reading-{who}"),
        &format!(
            "{compared} {who} applicants assessed as an independent reading does, no difference"
        ),
    );
}

/// How many applicants the environment asks for.
fn wanted() -> Option<usize> {
    std::env::var("APPLICANTS").ok().map(|count| count.parse().expect("how many applicants"))
}

/// So many of the 34,000 that are compared; of as many as are wanted, the same share.
fn share(usual: usize) -> usize {
    wanted().map_or(usual, |wanted| (usual * wanted).div_ceil(34_000))
}

#[test]
fn complete_applicants_are_assessed_as_the_notice_reads() {
    let mut population = reading::population::Population::new(20_211_124);
    compare("complete", (0..share(20_000)).map(|_| population.applicant()));
}

#[test]
fn ordinary_applicants_are_assessed_as_the_notice_reads() {
    let mut population = reading::population::Population::new(7);
    compare("ordinary", (0..share(4_000)).map(|_| population.ordinary()));
}

#[test]
fn partial_answers_are_assessed_as_the_notice_reads() {
    let mut population = reading::population::Population::new(715);
    let partial = (0..share(10_000)).map(|_| {
        let complete = population.applicant();
        population.partial(&complete)
    });
    compare("partial", partial);
}

/// For `tests/engines/`: the browsers' engines assess these, and so does the command.
#[test]
fn applicants_are_written_down_for_the_browsers() {
    let mut population = reading::population::Population::new(2_000);
    let lines: String = (0..wanted().unwrap_or(2_000))
        .map(|index| {
            let applicant = match index % 4 {
                0 => population.ordinary(),
                1 => {
                    let complete = population.applicant();
                    population.partial(&complete)
                }
                _ => population.applicant(),
            };
            format!("{applicant}\n")
        })
        .collect();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("target/engines");
    std::fs::create_dir_all(&folder).expect("a folder for the applicants");
    std::fs::write(folder.join("applicants.jsonl"), lines).expect("the applicants");
}
