//! Lists as offices have them: each kind of dirt gives the right rows, and a report that names each fault.
//!
//! Beside this file, in `dirt/*.toml`, each kind says what is in the list, who must come out of it and what must be said.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects)]

#[path = "dirt/engine.rs"]
mod engine;
#[path = "dirt/files.rs"]
mod files;
#[path = "dirt/folders.rs"]
mod folders;
#[path = "dirt/list.rs"]
mod list;
#[path = "dirt/mapping.rs"]
mod mapping;
#[path = "support/page.rs"]
mod page;
// the reading itself is not asked here, only its people
#[allow(dead_code, unused_imports)]
#[path = "reading/mod.rs"]
mod reading;
#[path = "dirt/run.rs"]
mod run;
mod support;

use std::collections::BTreeSet;
use std::fs;
use std::io::Cursor;
use std::path::Path;

use calamine::{Reader, Xlsx};
use list::{Form, List};
use run::{Out, batch, person, scratch};
use serde::Deserialize;
use title_precheck::office::FaultCode;

/// One kind of dirt.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kind {
    name: String,
    /// Each way to write the list gives the same.
    #[serde(rename = "as")]
    forms: Vec<Form>,
    list: List,
    /// A mapping that goes with it.
    #[serde(default)]
    mapping: Option<String>,
    people: Vec<String>,
    #[serde(default)]
    faults: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Kinds {
    kind: Vec<Kind>,
}

fn kinds(name: &str) -> Vec<Kind> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dirt").join(name);
    let text = fs::read_to_string(&path).unwrap();
    toml::from_str::<Kinds>(&text).unwrap_or_else(|error| panic!("{name}: {error}")).kind
}

const FILES: [&str; 4] = ["cells.toml", "text.toml", "workbook.toml", "lines.toml"];

fn all_kinds() -> Vec<Kind> {
    FILES.iter().flat_map(|name| kinds(name)).collect()
}

impl Kind {
    fn run(&self, form: Form, endings: &[&str]) -> Out {
        let folder = scratch();
        let path = folder.join(format!("list.{}", form.ending()));
        fs::write(&path, self.list.write(form)).unwrap();
        let mapping = folder.join("mapping.toml");
        match &self.mapping {
            Some(text) => {
                fs::write(&mapping, text).unwrap();
                batch(&path, endings, &[&"--columns", &mapping])
            }
            None => batch(&path, endings, &[]),
        }
    }
}

fn sorted(texts: &[String]) -> Vec<&str> {
    let mut texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    texts.sort_unstable();
    texts
}

#[test]
fn each_kind_of_dirt_gives_the_right_rows_and_a_report_that_names_it() {
    let kinds = all_kinds();
    let names: BTreeSet<&str> = kinds.iter().map(|kind| kind.name.as_str()).collect();
    assert_eq!(names.len(), kinds.len(), "each kind has a name of its own");
    assert!(kinds.len() >= 40);
    let mut wrong = Vec::new();
    for kind in &kinds {
        for form in &kind.forms {
            let out = kind.run(*form, &["jsonl"]);
            let people: Vec<String> = out.people.iter().map(person).collect();
            if people != kind.people {
                wrong.push(format!("{} as {form:?}: {people:#?}", kind.name));
            }
            if sorted(&out.faults) != sorted(&kind.faults) {
                wrong.push(format!("{} as {form:?}: {:#?}", kind.name, out.faults));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    support::report("dirt", &format!("{} kinds of dirt in lists", kinds.len()));
}

/// A row of a list with the dirt of all kinds: who it must be, and what must be said of it.
struct Expected {
    person: Option<String>,
    faults: Vec<String>,
}

/// Every row of every kind that has the columns of everybody, in one list.
fn everything(form: Form) -> (List, Vec<Expected>) {
    let mut all = List::default();
    let mut expected = Vec::new();
    for kind in all_kinds().into_iter().filter(|kind| kind.forms.contains(&form)) {
        let list = kind.list;
        let own = [list.columns.is_empty(), list.merged.is_empty(), list.above.is_empty()];
        let sheets = list.before.is_none() && list.after.is_none() && list.coloured == 0;
        let is_like_others = own == [true; 3] && sheets && !list.since_1904;
        if !is_like_others
            || kind.mapping.is_some()
            || (form != Form::Jsonl && list.rows.is_empty())
        {
            continue;
        }
        let first = if form == Form::Jsonl { 1 } else { 2 };
        for number in (first..).take(list.rows.len() + list.lines.len()) {
            let person = kind.people.iter().find_map(|it| it.strip_prefix(&format!("{number} ")));
            let of_row = kind.faults.iter();
            let of_row = of_row.filter_map(|it| it.strip_prefix(&format!("{number} | ")));
            let faults = of_row.map(str::to_owned).collect();
            expected.push(Expected { person: person.map(str::to_owned), faults });
        }
        all.rows.extend(list.rows);
        all.lines.extend(list.lines);
    }
    (all, expected)
}

/// The people and faults of each row, by its number.
fn by_row(out: &Out, first: u64, count: usize) -> Vec<Expected> {
    let row = |number: u64| {
        let own =
            |text: &str, end: &str| text.strip_prefix(&format!("{number}{end}")).map(str::to_owned);
        let person = out.people.iter().find_map(|it| own(&person(it), " "));
        let faults = out.faults.iter().filter_map(|it| own(it, " | ")).collect();
        Expected { person, faults }
    };
    (first..).take(count).map(row).collect()
}

/// What hangs on other rows is left out.
fn of_itself(faults: &[String]) -> Vec<&str> {
    let others = [FaultCode::SameName, FaultCode::SamePerson].map(FaultCode::as_str);
    let alone = |fault: &&str| !others.iter().any(|code| fault.contains(code));
    sorted(faults).into_iter().filter(alone).collect()
}

fn codes(out: &Out) -> BTreeSet<&str> {
    out.faults.iter().map(|fault| fault.split(" | ").nth(2).unwrap()).collect()
}

/// The rows that only one form of list can have, after all the others: the cells, who must come out, what must be said.
fn more(form: Form) -> (Vec<u8>, usize, Vec<(&'static str, &'static str)>) {
    match form {
        Form::Csv => {
            let heading = format!("{}\n", List::default().heading().join(","));
            let (gbk, _, _) = encoding_rs::GBK.encode("甲,公务员,,,,,,,,\n");
            let bytes = [
                &gbk,
                "乙,公\u{FFFD}\n".as_bytes(),
                "丙,公务员,,,,,,,,,x\n,,,,\n".as_bytes(),
                heading.as_bytes(),
                "\"丁\"一,公务员\n戊,\"公务员\n".as_bytes(),
                "=1+1,公务员,=A1,,,,,,,\n".as_bytes(),
                &[b'x'; 1_100_000],
                "\n己,公务".as_bytes(),
            ];
            let expected = vec![
                ("甲 no targeted-review", "encoding-mixed"),
                ("乙 undecided", "not-text"),
                ("丙 undecided", "too-many-cells"),
                ("", "blank-row"),
                ("", "heading-again"),
                ("丁一 undecided", "quote-stray"),
                ("戊 undecided", "cut-short"),
                ("=1+1 undecided", "formula-text"),
                ("- undecided", "too-long"),
                ("己 undecided", "cut-short"),
            ];
            (bytes.concat(), 10, expected)
        }
        Form::Xlsx | Form::Jsonl | Form::Bom | Form::Gbk | Form::Utf16 => {
            (Vec::new(), 0, Vec::new())
        }
    }
}

#[test]
fn with_all_kinds_of_dirt_in_one_list_each_row_is_as_it_is_without_the_others() {
    for (form, at_least) in [(Form::Csv, 60), (Form::Xlsx, 65), (Form::Jsonl, 30)] {
        let (list, expected) = everything(form);
        assert!(expected.len() >= at_least, "{form:?}: {}", expected.len());
        let (more, more_rows, said) = more(form);
        let path = scratch().join(format!("list.{}", form.ending()));
        fs::write(&path, [list.write(form), more].concat()).unwrap();
        let out = batch(&path, &["jsonl", "csv", "xlsx"], &[]);
        let first = if form == Form::Jsonl { 1 } else { 2 };
        let met = by_row(&out, first, expected.len());
        for (number, (met, expected)) in (first..).zip(met.iter().zip(&expected)) {
            assert_eq!(met.person, expected.person, "{form:?}, row {number}");
            let faults = (of_itself(&met.faults), of_itself(&expected.faults));
            assert_eq!(faults.0, faults.1, "{form:?}, row {number}");
        }
        let after = first + u64::try_from(expected.len()).unwrap();
        let met = by_row(&out, after, more_rows);
        assert_eq!(met.len(), said.len());
        for (number, (met, (person, code))) in (after..).zip(met.iter().zip(said)) {
            assert_eq!(met.person.as_deref().unwrap_or(""), person, "{form:?}, row {number}");
            let is_said = met.faults.iter().any(|fault| fault.contains(code));
            assert!(is_said, "{form:?}, row {number}: {code} in {:?}", met.faults);
        }
        nobody_is_lost(&out);
    }
}

/// Each form of the results has a row for each person.
fn nobody_is_lost(out: &Out) {
    let file = |name: &str| &out.files.iter().find(|(its, _)| its == name).unwrap().1;
    let text = file("out.csv").strip_prefix(b"\xEF\xBB\xBF").unwrap();
    let mut reader = csv::Reader::from_reader(text);
    let rows: Vec<String> = reader.records().map(|row| row.unwrap()[0].to_owned()).collect();
    let numbers: Vec<String> = out.people.iter().map(|it| it["row"].to_string()).collect();
    assert_eq!(rows, numbers, "in CSV");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file("out.xlsx").clone())).unwrap();
    let everybody = book.sheet_names().iter().find(|name| name.contains("ople")).unwrap().clone();
    let range = book.worksheet_range(&everybody).unwrap();
    let rows: Vec<String> = range.rows().skip(1).map(|row| row[0].to_string()).collect();
    assert_eq!(rows, numbers, "in the workbook");
}

#[test]
fn every_fault_is_met_by_a_kind_of_dirt() {
    let mut met: BTreeSet<String> = BTreeSet::new();
    let said = all_kinds().into_iter().flat_map(|kind| kind.faults);
    met.extend(said.map(|fault| fault.split(" | ").nth(2).unwrap().to_owned()));
    met.extend(codes(&folders::judged()).into_iter().map(str::to_owned));
    let all: BTreeSet<String> = FaultCode::ALL.iter().map(|it| it.as_str().to_owned()).collect();
    assert_eq!(met, all);
}
