//! Many people at once: the packed form says what each person's own assessment says, and refuses what no person is.
//!
//! What packs and unpacks here is written from the form's description alone.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use std::collections::BTreeMap;

use serde_json::{Value, json};
use title_precheck::{Notice, verdicts, verdicts_of_many};

#[allow(dead_code, unused_imports)]
#[path = "reading/mod.rs"]
mod reading;
mod support;

use reading::population::Population;
use support::{input, kizilsu, report};

const HEAD: usize = 20;

fn texts(notice: &Notice) -> Value {
    serde_json::from_str(notice.texts()).expect("the texts are JSON")
}

fn date(text: &str) -> [u8; 4] {
    let mut parts = text.split('-').map(|part| part.parse::<u16>().expect("a number"));
    let year = parts.next().expect("a year").to_le_bytes();
    let mut byte = || u8::try_from(parts.next().unwrap_or(0)).expect("a month or a day");
    [year[0], year[1], byte(), byte()]
}

/// The day of check and the answers of people, as bytes.
fn pack(notice: &Notice, today: &str, people: &[Value]) -> Vec<u8> {
    let mut bytes = b"TPP\x01".to_vec();
    let hash = notice.sha256();
    bytes.extend((0..8).map(|at| u8::from_str_radix(&hash[2 * at..2 * at + 2], 16).unwrap()));
    bytes.extend(date(today));
    bytes.extend(u32::try_from(people.len()).unwrap().to_le_bytes());
    assert_eq!(bytes.len(), HEAD);
    let texts = texts(notice);
    for person in people {
        for fact in texts["facts"].as_array().unwrap() {
            let answer = &person["answers"][fact["id"].as_str().unwrap()];
            match (fact["kind"].as_str().unwrap(), answer) {
                ("date", Value::Null) => bytes.extend([0; 4]),
                ("date", answer) if answer == "unknown" => bytes.extend([255, 255, 0, 0]),
                ("date", answer) => bytes.extend(date(answer.as_str().unwrap())),
                (_, Value::Null) => bytes.push(0),
                (_, answer) if answer == "unknown" => bytes.push(255),
                ("number", answer) => {
                    bytes.push(1 + u8::try_from(answer.as_u64().unwrap()).unwrap())
                }
                (_, Value::Bool(yes)) => bytes.push(if *yes { 1 } else { 2 }),
                (_, answer) => {
                    let choices = fact["choices"].as_array().unwrap().iter();
                    let place = choices.map(|choice| &choice["id"]).position(|id| id == answer);
                    bytes.push(1 + u8::try_from(place.unwrap()).unwrap());
                }
            }
        }
    }
    bytes
}

/// For each person and route: verdict and first day.
fn unpack(notice: &Notice, bytes: &[u8]) -> Vec<Vec<(&'static str, Option<String>)>> {
    let route = |bytes: &[u8]| {
        let verdict = ["met", "not-met", "undetermined", "needs-discretion"][usize::from(bytes[0])];
        let year = u16::from_le_bytes([bytes[1], bytes[2]]);
        let first = (year > 0).then(|| format!("{year:04}-{:02}-{:02}", bytes[3], bytes[4]));
        assert!(year > 0 || bytes[1..] == [0; 4]);
        (verdict, first)
    };
    let person = |bytes: &[u8]| bytes.chunks_exact(5).map(route).collect();
    bytes[HEAD..].chunks_exact(5 * notice.routes().count()).map(person).collect()
}

/// Where a fact lies in a record, and how many bytes it takes.
fn place(notice: &Notice, id: &str) -> (usize, usize) {
    let texts = texts(notice);
    let mut at = 0;
    for fact in texts["facts"].as_array().unwrap() {
        let width = if fact["kind"] == "date" { 4 } else { 1 };
        if fact["id"] == id {
            return (at, width);
        }
        at += width;
    }
    panic!("no fact {id}");
}

fn record(notice: &Notice) -> usize {
    pack(notice, "2021-07-20", &[json!({})]).len() - HEAD
}

/// What is said of bytes: nothing if they are accepted, else code and path.
fn refusal(notice: &Notice, bytes: &[u8]) -> (String, String) {
    match verdicts_of_many(notice, bytes) {
        Ok(_) => (String::new(), String::new()),
        Err(error) => {
            assert!(!error.message().is_empty());
            (error.code().as_str().to_owned(), error.path().to_owned())
        }
    }
}

fn refused(code: &str, path: &str) -> (String, String) {
    (code.to_owned(), path.to_owned())
}

#[test]
fn packed_people_get_the_verdicts_that_each_gets_alone() {
    let notice = kizilsu();
    let mut population = Population::new(7);
    let mut by_day: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for number in 0..2_000 {
        let complete = population.applicant();
        let person = if number % 2 == 0 { complete } else { population.partial(&complete) };
        by_day.entry(person["today"].as_str().unwrap().to_owned()).or_default().push(person);
    }
    let (mut people, mut with_first_day) = (0, 0);
    for (today, some) in &by_day {
        let packed = pack(&notice, today, some);
        let out = verdicts_of_many(&notice, &packed).expect("good people");
        assert_eq!(&out[..4], b"TPV\x01");
        assert_eq!(out[4..HEAD], packed[4..HEAD]);
        let met = unpack(&notice, &out);
        assert_eq!(met.len(), some.len());
        for (person, met) in some.iter().zip(met) {
            let alone = input(&notice, person).expect("a good input");
            let alone = verdicts(&notice, &alone).into_iter();
            let alone: Vec<_> = alone
                .map(|route| (route.verdict.as_str(), route.earliest.map(|day| day.to_string())))
                .collect();
            assert_eq!(met, alone, "{person}");
            people += 1;
            with_first_day += usize::from(alone.iter().any(|(_, first)| first.is_some()));
        }
    }
    assert!(people == 2_000 && with_first_day > 100, "{people} {with_first_day}");
    report(
        "7-many",
        &format!("applicants whose packed verdicts are those of each alone: {people}"),
    );
}

#[test]
fn a_byte_that_no_answer_is_written_as_is_refused_with_the_person_and_the_fact() {
    let notice = kizilsu();
    let people = pack(&notice, "2021-07-20", &[json!({}), json!({}), json!({})]);
    for (fact, answers, code) in [
        ("degree", 5, "unknown-choice"),
        ("series", 22, "unknown-choice"),
        ("committee", 2, "unknown-choice"),
        ("service-years", 100, "malformed-number"),
    ] {
        let (at, width) = place(&notice, fact);
        assert_eq!(width, 1);
        for byte in 0..=255_u8 {
            let mut people = people.clone();
            people[HEAD + record(&notice) + at] = byte;
            let fits = byte <= answers || byte == 255;
            let path = format!("people[1].answers.{fact}");
            let expected = if fits { refused("", "") } else { refused(code, &path) };
            assert_eq!(refusal(&notice, &people), expected, "{fact} {byte}");
        }
    }
}

#[test]
fn a_date_is_refused_as_in_any_input() {
    let notice = kizilsu();
    let people = pack(&notice, "2021-07-20", &[json!({}), json!({})]);
    let (at, _) = place(&notice, "title-since");
    let set = |bytes: [u8; 4]| {
        let mut people = people.clone();
        let at = HEAD + record(&notice) + at;
        people[at..at + 4].copy_from_slice(&bytes);
        refusal(&notice, &people)
    };
    let path = "people[1].answers.title-since";
    for text in ["2021-07-20", "2021-07", "1950-01-01", "2020-02-29", "2020-02"] {
        assert_eq!(set(date(text)), refused("", ""), "{text}");
    }
    assert_eq!(set([255, 255, 0, 0]), refused("", ""));
    for (text, code) in [
        ("2021-02-29", "malformed-date"),
        ("2021-13-01", "malformed-date"),
        ("2021-00-01", "malformed-date"),
        ("2021-04-31", "malformed-date"),
        ("2021-00-00", "malformed-date"),
        ("0000-00-01", "malformed-date"),
        ("1949-12-31", "date-out-of-range"),
        ("2101-01", "date-out-of-range"),
        ("2021-07-21", "date-after-today"),
        ("2021-08", "date-after-today"),
    ] {
        assert_eq!(set(date(text)), refused(code, path), "{text}");
    }
    // what is no year yet is not "don't know" either
    assert_eq!(set([255, 255, 1, 1]).0, "date-out-of-range");
    let aided = json!({ "answers": { "aid-since": "2021-03-02", "aid-until": "2021-03-01" } });
    let met = refusal(&notice, &pack(&notice, "2021-07-20", &[json!({}), aided]));
    assert_eq!(met, refused("dates-out-of-order", "people[1].answers.aid-since"));
}

#[test]
fn bytes_that_are_no_packed_people_are_refused_whole() {
    let notice = kizilsu();
    let people = pack(&notice, "2021-07-20", &[json!({}), json!({})]);
    let edited = |at: usize, bytes: &[u8]| {
        let mut people = people.clone();
        people[at..at + bytes.len()].copy_from_slice(bytes);
        refusal(&notice, &people)
    };
    assert_eq!(refusal(&notice, &people), refused("", ""));
    assert_eq!(edited(0, b"TPV"), refused("not-packed", ""));
    assert_eq!(edited(0, b"TPC\x02"), refused("not-packed", ""));
    assert_eq!(edited(3, &[2]), refused("packed-version", ""));
    for (at, byte) in people.iter().enumerate().take(12).skip(4) {
        assert_eq!(edited(at, &[byte ^ 1]), refused("other-notice", ""));
    }
    for day in [[0; 4], date("2021-07"), date("2021-02-29"), [255, 255, 0, 0]] {
        assert_eq!(edited(12, &day), refused("malformed-date", "today"), "{day:?}");
    }
    assert_eq!(edited(12, &date("2101-01-01")), refused("date-out-of-range", "today"));
    for count in [0_u32, 1, 3, u32::MAX] {
        assert_eq!(edited(16, &count.to_le_bytes()), refused("wrong-length", ""), "{count}");
    }
    for length in 0..people.len() {
        let (code, _) = refusal(&notice, &people[..length]);
        assert_eq!(code, if length < 4 { "not-packed" } else { "wrong-length" }, "{length}");
    }
    let mut longer = people.clone();
    longer.push(0);
    assert_eq!(refusal(&notice, &longer), refused("wrong-length", ""));
}

#[test]
fn nobody_is_nobody_s_verdict() {
    let notice = kizilsu();
    let out = verdicts_of_many(&notice, &pack(&notice, "2021-07-20", &[])).expect("no people");
    assert_eq!(out.len(), HEAD);
}
