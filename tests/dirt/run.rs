//! The built command, run on a list: who came out, and what was said.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value as Json;

use crate::support::notice_path;

pub const TODAY: &str = "2021-07-20";

/// A new folder for one run.
pub fn scratch() -> PathBuf {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed).to_string();
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("dirt").join(number);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

/// How a run ended: its code, and what it said.
pub struct Ended {
    pub code: i32,
    pub said: String,
}

/// Runs `precheck VERB NOTICE …`.
pub fn precheck(verb: &str, args: &[&dyn AsRef<std::ffi::OsStr>]) -> Ended {
    let mut command = Command::new(env!("CARGO_BIN_EXE_precheck"));
    command.env("LC_ALL", "C").stdin(Stdio::null());
    command.arg(verb).arg(notice_path("kizilsu-2021")).args(args.iter().map(|arg| arg.as_ref()));
    let output = command.output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    Ended { code: output.status.code().unwrap(), said: String::from_utf8(said).unwrap() }
}

/// What comes of a list.
pub struct Out {
    /// The people, as machines get them.
    pub people: Vec<Json>,
    /// `row | column | code | what was met`, as the report has them.
    pub faults: Vec<String>,
    /// All files that were written.
    pub files: Vec<(String, Vec<u8>)>,
}

/// Runs a list to a file of each of these endings.
pub fn batch(list: &Path, endings: &[&str], more: &[&dyn AsRef<std::ffi::OsStr>]) -> Out {
    let folder = scratch();
    let mut out = Out { people: Vec::new(), faults: Vec::new(), files: Vec::new() };
    for ending in endings {
        let output = folder.join(format!("out.{ending}"));
        let args: Vec<&dyn AsRef<std::ffi::OsStr>> =
            [&list as &dyn AsRef<std::ffi::OsStr>, &"-o", &output, &"--today", &TODAY]
                .into_iter()
                .chain(more.iter().copied())
                .collect();
        let ended = precheck("batch", &args);
        assert!(matches!(ended.code, 0 | 1), "{}", ended.said);
        assert!(output.exists(), "{}", ended.said);
        let report = fs::read(folder.join("out.faults.csv")).unwrap();
        let faults = faults(&report);
        assert!(out.files.is_empty() || faults == out.faults, "the same faults for each form");
        out.faults = faults;
        let bytes = fs::read(&output).unwrap();
        if *ending == "jsonl" {
            let lines = std::str::from_utf8(&bytes).unwrap().lines();
            out.people = lines.map(|line| serde_json::from_str(line).unwrap()).collect();
        }
        // what it says of itself: whether anything was left undecided
        out.files.push((output.file_name().unwrap().to_str().unwrap().to_owned(), bytes));
        out.files.push((format!("{ending}.faults.csv"), report));
        let names: Vec<_> = fs::read_dir(&folder).unwrap().map(|it| it.unwrap().path()).collect();
        assert!(names.iter().all(|path| path.is_file()), "what was kept on the way is removed");
    }
    out
}

fn faults(report: &[u8]) -> Vec<String> {
    let text = report.strip_prefix(b"\xEF\xBB\xBF").expect("the mark that spreadsheets want");
    let mut reader = csv::Reader::from_reader(text);
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        let or_none = |place: usize| Some(&row[place]).filter(|text| !text.is_empty());
        let (row, column) = (or_none(0).unwrap_or("-"), or_none(1).unwrap_or("-"));
        let met = or_none(3).map_or(String::new(), |met| format!(" | {met}"));
        format!("{row} | {column} | {}{met}", &row_code(or_none(6)))
    });
    rows.collect()
}

fn row_code(code: Option<&str>) -> String {
    code.expect("each fault has its code").to_owned()
}

/// `3 张三 meets regional-review`.
pub fn person(person: &Json) -> String {
    let who: Vec<&str> = person["who"]
        .as_array()
        .map(|who| who.iter().map(|it| it.as_str().unwrap()).collect())
        .unwrap_or_default();
    let who = if who.concat().is_empty() { "-".to_owned() } else { who.join("/") };
    let standing = person["standing"].as_str().unwrap();
    let best = person["best"].as_str().map_or(String::new(), |best| format!(" {best}"));
    format!("{} {who} {standing}{best}", person["row"])
}
