//! People: what they gave is read, the quick way as the long way, and assessed.

#[path = "../../support/long_way.rs"]
mod long_way;

use std::sync::LazyLock;

use long_way::{by_value, whole};
use title_precheck::{Input, LineFormat, Lines, Notice, Value};

use super::notices::folder;
use super::packs::assess_one;

static NOTICE: LazyLock<Notice> =
    LazyLock::new(|| folder("qinglan-2022").notice().expect("a notice that compiles"));

/// Somebody who answered nothing.
pub fn nobody(notice: &Notice) -> Input {
    let today = Value::Text("2022-06-01".into());
    Input::read(notice, &Value::Object(vec![("today".into(), today)])).expect("a good input")
}

/// Any bytes as a line of a list.
pub fn answers(bytes: &[u8]) {
    let lines = Lines::new(&NOTICE, LineFormat::Verdicts);
    let read = lines.read(bytes);
    let met = (read.id.map(str::to_owned), read.input);
    match str::from_utf8(bytes) {
        Ok(line) => assert_eq!(whole(&met), whole(&by_value(&NOTICE, line))),
        Err(_) => assert!(met.1.is_err()),
    }
    if let Ok(input) = &met.1 {
        assess_one(&NOTICE, input);
    }
    let mut out = Vec::new();
    assert_eq!(lines.write(bytes, &mut out), met.1.is_ok());
    // one line for a line, and one that is JSON
    assert_eq!(out.iter().position(|byte| *byte == b'\n'), Some(out.len() - 1));
    if let Some(id) = &met.0 {
        let written = String::from_utf8(out).expect("what is written is text");
        assert!(written.starts_with(&format!("{{\"id\":{id},")), "{written}");
    } else {
        serde_json::from_slice::<serde_json::Value>(&out).expect("what is written is JSON");
    }
}

/// What a person may say, of facts and of all else.
struct Words {
    facts: Vec<String>,
    values: Vec<String>,
    routes: Vec<String>,
    documents: Vec<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let texts: serde_json::Value = serde_json::from_str(NOTICE.texts()).expect("texts are JSON");
    let id = |of: &serde_json::Value| of["id"].as_str().expect("an id").to_owned();
    let ids = |of: &str| texts[of].as_array().expect("a list").iter().map(id).collect();
    let choices = |fact: &serde_json::Value| -> Vec<String> {
        fact["choices"].as_array().map_or(Vec::new(), |choices| choices.iter().map(id).collect())
    };
    let choices = texts["facts"].as_array().expect("facts").iter().flat_map(choices);
    let plain = ["null", "true", "false", "0", "3", "3.0", "99", "-0", "1e1"];
    let days = ["unknown", "2022-06", "2022-06-01", "2022-06-02", "2016-02-29", "1950-01"];
    let quoted = choices.chain(days.map(str::to_owned)).map(|text| format!("\"{text}\""));
    Words {
        facts: ids("facts"),
        values: plain.map(str::to_owned).into_iter().chain(quoted).collect(),
        routes: ids("routes"),
        documents: ids("documents"),
    }
});

/// A line that is nearly right, made of words that the notice knows: two bytes for each.
pub fn person(bytes: &[u8]) {
    let pick = |of: &'static [String], place: u8| of[usize::from(place) % of.len()].as_str();
    let (mut answers, mut scans, mut routes) = (Vec::new(), Vec::new(), Vec::new());
    let [first, words @ ..] = bytes else { return };
    for word in words.chunks_exact(2).take(128) {
        let [key, value] = word else { return };
        match key {
            0..=239 => answers.push(format!(
                "\"{}\":{}",
                pick(&WORDS.facts, *key),
                pick(&WORDS.values, *value)
            )),
            240..=247 => {
                let defects = if value & 0x80 == 0 { "" } else { ",\"defects\":[\"blur\"]" };
                let document = pick(&WORDS.documents, *value & 0x7f);
                scans.push(format!("{{\"document\":\"{document}\"{defects}}}"));
            }
            248..=255 => routes.push(format!("\"{}\"", pick(&WORDS.routes, *value))),
        }
    }
    let list = |key: &str, items: Vec<String>, is_there: u8| match first & is_there {
        0 if items.is_empty() => String::new(),
        _ => format!(",\"{key}\":[{}]", items.join(",")),
    };
    let id = if first & 1 == 0 { "" } else { "\"id\":7," };
    let (scans, routes) = (list("scans", scans, 2), list("routes", routes, 4));
    let line = format!(
        "{{{id}\"today\":\"2022-06-01\",\"answers\":{{{}}}{scans}{routes}}}",
        answers.join(",")
    );
    self::answers(line.as_bytes());
}
