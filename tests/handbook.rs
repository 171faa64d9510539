//! The handbook for authors: every example in it compiles, and every outcome that it states comes out.
//!
//! An example is a file of `www/author/handbook/examples/`: what is written in `notice.toml`, a line `---`, and outcomes,
//! `DAY | ANSWERS | OUTCOME`. It is set into the small notice of `tests/handbook/`; the pages show the same file.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use support::{read_folder, report};
use title_precheck::author::{Folder, kinds, tables};
use toml::{Table, Value};

const LANGUAGES: [&str; 2] = ["zh", "en"];

fn handbook() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("www/author/handbook")
}

/// The files of a folder by name, without their endings.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let name = |path: &Path| path.file_stem().unwrap().to_str().unwrap().to_owned();
    entries.map(|path| (name(&path), fs::read_to_string(&path).unwrap())).collect()
}

struct Example {
    written: Table,
    text: String,
    outcomes: Vec<String>,
}

fn examples() -> BTreeMap<String, Example> {
    let files = files(&handbook().join("examples"));
    let read = |(name, text): (String, String)| {
        let (written, outcomes) =
            text.split_once("\n---\n").unwrap_or_else(|| panic!("{name}: no outcome"));
        let table = written.parse().unwrap_or_else(|error| panic!("{name}: {error}"));
        let outcomes = outcomes.lines().map(str::to_owned).collect();
        (name, Example { written: table, text: written.to_owned(), outcomes })
    };
    files.into_iter().map(read).collect()
}

/// Entries of the same id are replaced, others are added; of a table each key.
fn merge(base: &mut Table, added: &Table) {
    for (key, value) in added {
        match (base.get_mut(key), value) {
            (Some(Value::Array(base)), Value::Array(added)) => {
                for entry in added {
                    let id = entry.get("id");
                    base.retain(|other| id.is_none() || other.get("id") != id);
                    base.push(entry.clone());
                }
            }
            (Some(Value::Table(base)), Value::Table(added)) => base.extend(added.clone()),
            _ => drop(base.insert(key.clone(), value.clone())),
        }
    }
}

fn ids(table: &Table, section: &str) -> Vec<String> {
    let entries = table.get(section).and_then(Value::as_array).into_iter().flatten();
    entries.filter_map(|entry| entry.get("id")?.as_str().map(str::to_owned)).collect()
}

/// The small notice with an example in it; its criteria are the route's, unless it has routes of its own.
fn folder(example: &Example) -> Folder {
    let mut folder = read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/handbook"));
    let mut base: Table = folder.notice.parse().unwrap();
    merge(&mut base, &example.written);
    if !example.written.contains_key("route") {
        let criteria = ids(&example.written, "criterion").into_iter().map(Value::from);
        let route = &mut base["route"].as_array_mut().unwrap()[0];
        route.as_table_mut().unwrap()["criteria"].as_array_mut().unwrap().extend(criteria);
    }
    folder.notice = toml::to_string(&base).unwrap();
    folder.sources.retain(|source, _| ids(&base, "source").contains(source));
    folder.cases = Some(cases(example));
    folder
}

/// The outcomes as cases: `met`, `not-met by ID because KIND earliest DAY window STATE …`.
fn cases(example: &Example) -> String {
    let mut cases = Vec::new();
    for (at, outcome) in example.outcomes.iter().enumerate() {
        let [day, answers, expected] = outcome.split('|').map(str::trim).collect::<Vec<_>>()[..]
        else {
            panic!("`{outcome}`: a day, answers and an outcome");
        };
        let (route, expected) = expected.split_once(": ").unwrap_or(("review", expected));
        let mut words = expected.split(' ');
        let mut told = Table::new();
        told.insert("verdict".into(), words.next().unwrap().into());
        let mut case = Table::new();
        let mut documents = Table::new();
        let list = |list: &str| Value::Array(list.split(',').map(Value::from).collect());
        while let (Some(key), Some(value)) = (words.next(), words.next()) {
            match key {
                "by" | "because" => drop(told.insert(key.into(), list(value))),
                "earliest" => drop(told.insert(key.into(), value.into())),
                "window" => {
                    let window: Table = [("state".to_owned(), value.into())].into_iter().collect();
                    told.insert(key.into(), window.into());
                }
                "next" => drop(case.insert("next_question".into(), value.into())),
                "exclusive" => drop(case.insert("exclusive_choice".into(), list(value))),
                "warning" => drop(case.insert("warnings".into(), list(value))),
                "document" => {
                    let (id, status) = value.split_once('=').unwrap();
                    documents.insert(id.into(), status.into());
                }
                other => panic!("`{other}` is no part of an outcome"),
            }
        }
        if !documents.is_empty() {
            case.insert("documents".into(), documents.into());
            case.insert("scans".into(), Value::Array(Vec::new()));
        }
        let answers: Table = format!("answers = {{ here = true, {answers} }}")
            .replace(", }", " }")
            .parse()
            .unwrap_or_else(|error| panic!("`{outcome}`: {error}"));
        case.extend(answers);
        case.insert("id".into(), format!("outcome-{at}").into());
        case.insert("today".into(), day.into());
        let routes: Table = [(route.to_owned(), told.into())].into_iter().collect();
        case.insert("routes".into(), routes.into());
        cases.push(Value::Table(case));
    }
    let all: Table = [("case".to_owned(), Value::Array(cases))].into_iter().collect();
    toml::to_string(&all).unwrap()
}

#[test]
fn every_example_compiles_and_comes_out_as_the_pages_state() {
    let (mut outcomes, mut faults) = (0, String::new());
    let examples = examples();
    for (name, example) in &examples {
        let folder = folder(example);
        match folder.notice() {
            Ok(notice) => {
                let tested = folder.test(&notice);
                outcomes += tested.passed();
                if !tested.diagnostics.found.is_empty() {
                    faults.push_str(&format!("{name}\n{}", tested.diagnostics));
                }
            }
            Err(diagnostics) => faults.push_str(&format!("{name}\n{diagnostics}")),
        }
    }
    assert!(faults.is_empty(), "{faults}");
    let count = examples.len();
    report(
        "8-handbook",
        &format!(
            "the handbook for authors: {count} examples compiled, {outcomes} outcomes that it states come out"
        ),
    );
}

#[test]
fn the_examples_show_every_kind_of_test_and_every_table() {
    let mut shown = BTreeSet::new();
    let mut written = BTreeSet::new();
    for example in examples().values() {
        for section in ["test", "criterion"] {
            let entries =
                example.written.get(section).and_then(Value::as_array).into_iter().flatten();
            shown.extend(entries.map(|entry| entry["kind"].as_str().unwrap().to_owned()));
        }
        written.extend(example.written.keys().cloned());
    }
    for kind in kinds() {
        assert!(shown.contains(kind), "no example shows the kind `{kind}`");
    }
    // every page is about a notice
    for table in tables().filter(|table| *table != "notice") {
        assert!(written.contains(table), "no example shows `[[{table}]]`");
    }
}

/// What stands between a tag and its end, with the name in the tag.
fn tagged<'p>(page: &'p str, tag: &str) -> Vec<(&'p str, &'p str)> {
    let (opens, closes) = (format!("<{tag}"), format!("</{tag}>"));
    let pieces = page.split(opens.as_str()).skip(1);
    let of = |piece: &'p str| {
        let (head, rest) = piece.split_once('>').unwrap();
        let (inside, _) =
            rest.split_once(closes.as_str()).unwrap_or_else(|| panic!("<{tag}{head}> has no end"));
        (head.split('"').nth(1).unwrap_or_default(), inside)
    };
    pieces.map(of).collect()
}

#[test]
fn what_looks_like_code_in_the_pages_is_an_example_or_a_command() {
    let help = Command::new(env!("CARGO_BIN_EXE_precheck")).arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let mut used = BTreeMap::new();
    let examples = examples();
    for language in LANGUAGES {
        let mut names = Vec::new();
        for (page, text) in files(&handbook().join(language)) {
            assert!(!text.contains("<pre"), "{language}/{page}: an example is not marked");
            for (name, inside) in tagged(&text, "example") {
                assert!(
                    examples.contains_key(name),
                    "{language}/{page}: there is no example `{name}`"
                );
                assert!(inside.is_empty(), "{language}/{page}: an example stands in its file");
                names.push((page.clone(), name.to_owned()));
            }
            // a part of an example, where the pages speak of some of it
            for (name, inside) in tagged(&text, "part") {
                let whole = &examples.get(name).unwrap_or_else(|| panic!("{page}: `{name}`")).text;
                let plain = inside.trim().replace("&lt;", "<").replace("&amp;", "&");
                assert!(
                    whole.contains(&plain),
                    "{language}/{page}: not in the example `{name}`:\n{plain}"
                );
            }
            for (_, inside) in tagged(&text, "commands") {
                for line in inside.trim().lines() {
                    let verb = line.split(' ').nth(1).unwrap_or_default();
                    assert!(
                        line.starts_with("precheck ") && help.contains(&format!("\n  {verb} ")),
                        "{page}: `{line}`"
                    );
                }
            }
        }
        let mut shown: Vec<&String> = names.iter().map(|(_, name)| name).collect();
        shown.sort();
        assert_eq!(shown, examples.keys().collect::<Vec<_>>(), "{language}: every example once");
        used.insert(language, names);
    }
    assert_eq!(used["zh"], used["en"], "both languages show the same examples on the same pages");
}

#[test]
fn both_languages_have_the_same_pages_and_headings() {
    let outline = |language: &str| {
        let pages = files(&handbook().join(language)).into_iter();
        let counts = |(page, text): (String, String)| {
            let count = |tag: &str| text.matches(&format!("<{tag}")).count();
            (
                page,
                [
                    count("h2"),
                    count("p>"),
                    count("li>"),
                    count("tr>"),
                    count("example"),
                    count("commands"),
                ],
            )
        };
        pages.map(counts).collect::<Vec<_>>()
    };
    assert_eq!(outline("zh"), outline("en"));
}
