//! Bad inputs and bad notices: each is refused with its code, at its place.
//!
//! The tables are data: `bad/inputs.toml`, and `bad/notices.toml`, whose entries are each one edit of
//! the small notice in `bad/small/`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use serde::Deserialize;
use support::{kizilsu, read_folder};
use title_precheck::author::{Diagnostic, Diagnostics, Folder, Language, Severity};
use title_precheck::{Input, InputError, InputFault, Notice, Value, assess};

fn here(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/bad").join(name)
}

fn read<T: for<'de> Deserialize<'de>>(name: &str) -> T {
    let text = fs::read_to_string(here(name)).unwrap();
    toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The texts of the Rust files in a folder of this repository.
fn sources_in(folder: &str) -> Vec<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path());
    let (folders, files): (Vec<PathBuf>, Vec<PathBuf>) = entries.partition(|entry| entry.is_dir());
    let files = files.iter().filter(|file| file.extension().is_some_and(|end| end == "rs"));
    let mut texts: Vec<String> = files.map(|file| fs::read_to_string(file).unwrap()).collect();
    for inner in folders {
        let inner = format!("{folder}/{}", inner.file_name().unwrap().to_str().unwrap());
        texts.extend(sources_in(&inner));
    }
    texts
}

/// Ends the test with everything that went wrong, not only with the first.
fn conclude(what: &str, count: usize, wrong: &[String]) {
    support::report(&format!("4-{}", what.replace(' ', "-")), &format!("{count} {what}"));
    assert!(wrong.is_empty(), "{} of {count} {what}:\n{}", wrong.len(), wrong.join("\n"));
}

fn unique<'t>(ids: impl Iterator<Item = &'t str>) {
    let mut seen = BTreeSet::new();
    ids.for_each(|id| assert!(seen.insert(id), "the id `{id}` stands twice"));
}

// ---------------------------------------------------------------- inputs

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Inputs {
    bad: Vec<BadInput>,
    good: Vec<GoodInput>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BadInput {
    id: String,
    input: String,
    code: String,
    path: String,
    message_has: Option<String>,
}

/// Odd, but to be accepted; it means the same as `same_as`, where that is given.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GoodInput {
    id: String,
    input: String,
    same_as: Option<String>,
}

/// `⟨TEXT×COUNT⟩` stands for so many of the text.
fn written_out(text: &str) -> String {
    let Some((before, rest)) = text.split_once('⟨') else {
        return text.to_owned();
    };
    let (repeated, after) = rest.split_once('⟩').unwrap();
    let (part, count) = repeated.rsplit_once('×').unwrap();
    before.to_owned() + &part.repeat(count.parse().unwrap()) + &written_out(after)
}

/// Reads an input as the command does.
fn read_input(notice: &Notice, text: &str) -> Result<Input, InputError> {
    let value: Value = serde_json::from_str(text)
        .map_err(|error| InputError::new(InputFault::MalformedJson, "", error.to_string()))?;
    Input::read(notice, &value)
}

#[test]
fn bad_inputs_are_refused_with_a_code_and_the_path_of_the_key() {
    let notice = kizilsu();
    let inputs: Inputs = read("inputs.toml");
    unique(inputs.bad.iter().map(|bad| bad.id.as_str()));
    let mut wrong = Vec::new();
    for bad in &inputs.bad {
        let error = match read_input(&notice, &written_out(&bad.input)) {
            Ok(_) => {
                wrong.push(format!("{}: accepted", bad.id));
                continue;
            }
            Err(error) => error,
        };
        let (expected, met) = (written_out(&bad.path), (error.code().as_str(), error.path()));
        if met != (&bad.code, &expected) {
            wrong.push(format!("{}: met {met:?}", bad.id));
        }
        let has = bad.message_has.as_deref().unwrap_or_default();
        if error.message().is_empty() || !error.message().contains(has) {
            wrong.push(format!("{}: the message is `{}`", bad.id, error.message()));
        }
    }
    conclude("bad inputs", inputs.bad.len(), &wrong);
    assert!(inputs.bad.len() >= 70, "too few");
}

#[test]
fn every_fault_of_an_input_is_exercised() {
    let inputs: Inputs = read("inputs.toml");
    let met: BTreeSet<String> = inputs.bad.iter().map(|bad| bad.code.clone()).collect();
    // the codes, as they are written in the source
    let mut codes = BTreeSet::new();
    for source in sources_in("src") {
        let arms = source.lines().filter_map(|line| {
            let (_, code) = line.trim().strip_prefix("InputFault::")?.split_once(" => \"")?;
            // what is said to people of a fault is no code
            code.strip_suffix("\",").filter(|code| code.is_ascii()).map(str::to_owned)
        });
        codes.extend(arms);
    }
    assert!(codes.len() >= 17, "{codes:?}");
    assert_eq!(met, codes);
}

#[test]
fn odd_inputs_that_say_nothing_wrong_are_accepted() {
    let notice = kizilsu();
    let inputs: Inputs = read("inputs.toml");
    unique(inputs.good.iter().map(|good| good.id.as_str()));
    let json = |input: &str| {
        let input = read_input(&notice, &written_out(input)).map_err(|error| error.to_string())?;
        serde_json::to_string(&assess(&notice, &input)).map_err(|error| error.to_string())
    };
    let mut wrong = Vec::new();
    for good in &inputs.good {
        match (json(&good.input), good.same_as.as_deref().map(json)) {
            (Ok(met), Some(Ok(same))) if met != same => {
                wrong.push(format!("{}: means something else than `same_as`", good.id));
            }
            (Ok(_), None | Some(Ok(_))) => {}
            (Err(error), _) | (_, Some(Err(error))) => wrong.push(format!("{}: {error}", good.id)),
        }
    }
    conclude("odd inputs", inputs.good.len(), &wrong);
    assert!(inputs.good.len() >= 20, "too few");
}

// ---------------------------------------------------------------- notices

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Notices {
    bad: Vec<BadNotice>,
}

/// One edit of the small notice, and the fault it must give.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BadNotice {
    id: String,
    /// Which file is edited; one that is not there is made.
    #[serde(default = "notice_toml")]
    file: String,
    /// Stands once in the file. Absent: the whole file is replaced.
    find: Option<String>,
    put: String,
    /// Further changes that belong to the edit: each stands once and becomes the other.
    #[serde(default)]
    more: Vec<[String; 2]>,
    code: String,
    /// Stands once in the edited file; the fault must point into the line where it begins.
    at: String,
    /// Which file the fault is in, if not the one that was edited.
    at_file: Option<String>,
    message_has: Option<String>,
    help_has: Option<String>,
    /// The codes of further errors that follow from the edit.
    #[serde(default)]
    also: Vec<String>,
    /// The fault may be there more than once: for two criteria, or for two cells of the line.
    #[serde(default)]
    twice: bool,
    /// Cases fail too: the edit changes what the notice means.
    #[serde(default)]
    cases_fail: bool,
}

fn notice_toml() -> String {
    "notice.toml".into()
}

fn small() -> Folder {
    read_folder(&here("small"))
}

/// The text of a file of the folder; an empty one if there is no such file yet.
fn file_of<'f>(folder: &'f mut Folder, path: &str) -> &'f mut String {
    match path {
        "notice.toml" => &mut folder.notice,
        "cases.toml" => folder.cases.get_or_insert_default(),
        path => match path.strip_prefix("translations/") {
            Some(name) => {
                let language = name.strip_suffix(".json").unwrap();
                folder.translations.entry(language.to_owned()).or_default()
            }
            None => {
                let id = path.strip_prefix("sources/").and_then(|id| id.strip_suffix(".txt"));
                folder.sources.entry(id.unwrap().to_owned()).or_default()
            }
        },
    }
}

/// Faults of the folder; if there are none that forbid it, also of its cases when they are run.
fn faults(folder: &Folder) -> Diagnostics {
    let mut all = folder.lint();
    if !all.has_errors()
        && let Ok(notice) = folder.notice()
    {
        let tested = folder.test(&notice).diagnostics;
        for fault in tested.found {
            let file = tested.files[fault.file].clone();
            let known = all.files.iter().position(|other| other.path == file.path);
            let file = known.unwrap_or_else(|| {
                all.files.push(file);
                all.files.len() - 1
            });
            let fault = Diagnostic { file, ..fault };
            if !all.found.contains(&fault) {
                all.found.push(fault);
            }
        }
    }
    all
}

impl BadNotice {
    fn edit(&self) -> Result<Folder, String> {
        let mut folder = small();
        let text = file_of(&mut folder, &self.file);
        match &self.find {
            None => text.clone_from(&self.put),
            Some(find) if text.matches(find.as_str()).count() == 1 => {
                *text = text.replacen(find.as_str(), &self.put, 1);
            }
            Some(find) => return Err(format!("`{find}` does not stand once in {}", self.file)),
        }
        for [find, put] in &self.more {
            if text.matches(find.as_str()).count() != 1 {
                return Err(format!("`{find}` does not stand once in {}", self.file));
            }
            *text = text.replacen(find.as_str(), put, 1);
        }
        Ok(folder)
    }

    /// The line where the fault must point, counted from 1, with its text.
    fn line(&self, folder: &mut Folder) -> Result<(usize, String), String> {
        let path = self.at_file.as_ref().unwrap_or(&self.file);
        let text = file_of(folder, path);
        if text.matches(self.at.as_str()).count() != 1 && !text.is_empty() {
            return Err(format!("`{}` does not stand once in {path}", self.at));
        }
        let at = text.find(self.at.as_str()).unwrap_or_default();
        let line = text[..at].matches('\n').count();
        Ok((line + 1, text.lines().nth(line).unwrap_or_default().to_owned()))
    }

    fn check(&self) -> Result<(), String> {
        let mut folder = self.edit()?;
        let faults = faults(&folder);
        let (line, shown) = self.line(&mut folder)?;
        let path = self.at_file.as_ref().unwrap_or(&self.file);
        let place = |fault: &Diagnostic| {
            let file = &faults.files[fault.file];
            (file.path.clone(), file.line_column(fault.span.start))
        };
        let fits = |fault: &&Diagnostic| {
            let (file, (at, _)) = place(fault);
            fault.code == self.code && file == *path && at == line
        };
        let all = || faults.render(Language::English, false);
        let mut fitting = faults.found.iter().filter(fits);
        let fault = match (fitting.next(), fitting.next()) {
            (Some(fault), None) => fault,
            (Some(fault), Some(_)) if self.twice => fault,
            (None, _) => return Err(format!("no such fault at {path}:{line}:\n{}", all())),
            (Some(_), Some(_)) => return Err(format!("the fault is there twice:\n{}", all())),
        };
        let errors = |other: &&Diagnostic| *other != fault && other.severity == Severity::Error;
        let also = faults.found.iter().filter(errors).map(|other| other.code);
        let also: Vec<&str> =
            also.filter(|code| !self.cases_fail || *code != "case-failed").collect();
        if also != self.also {
            return Err(format!("further errors are {also:?}:\n{}", all()));
        }
        if let Some(witness) = &fault.witness {
            // an input as it is: the edited notice takes it
            let json: serde_json::Value = serde_json::from_str(witness).unwrap();
            let notice = folder.notice().unwrap();
            support::input(&notice, &json).map_err(|error| format!("{witness}: {error}"))?;
        }
        self.check_shown(&faults, fault, line, &shown)
    }

    /// The fault as text names file, line and column, and shows the line.
    fn check_shown(
        &self,
        faults: &Diagnostics,
        fault: &Diagnostic,
        line: usize,
        shown: &str,
    ) -> Result<(), String> {
        let rendered = Diagnostics { files: faults.files.clone(), found: vec![fault.clone()] }
            .render(Language::English, false);
        let (path, (_, column)) = {
            let file = &faults.files[fault.file];
            (&file.path, file.line_column(fault.span.start))
        };
        if !rendered.contains(&format!("--> {path}:{line}:{column}\n")) {
            return Err(format!("not shown at {path}:{line}:{column}:\n{rendered}"));
        }
        let gutter = format!("{line} | {shown}");
        if !rendered.lines().any(|text| text.trim() == gutter.trim()) {
            return Err(format!("the line `{gutter}` is not shown:\n{rendered}"));
        }
        if !rendered.contains(&format!("[{}]", fault.code)) {
            return Err(format!("the code is not shown:\n{rendered}"));
        }
        let has = |text: Option<&str>, part: &Option<String>| match part {
            Some(part) => text.is_some_and(|text| text.contains(part)),
            None => true,
        };
        let help = fault.help.as_ref().map(|help| help.en.as_str());
        let (message, help) =
            (has(Some(&fault.message.en), &self.message_has), has(help, &self.help_has));
        if message && help { Ok(()) } else { Err(format!("it says something else:\n{rendered}")) }
    }
}

#[test]
fn the_small_notice_is_free_of_faults() {
    let folder = small();
    let faults = faults(&folder);
    assert!(faults.found.is_empty(), "{faults}");
    let tested = folder.test(&folder.notice().unwrap());
    assert_eq!((tested.passed(), tested.failed()), (9, 0));
}

#[test]
fn a_fault_of_a_notice_has_a_code_a_place_and_a_shown_line() {
    let notices: Notices = read("notices.toml");
    unique(notices.bad.iter().map(|bad| bad.id.as_str()));
    let wrong = notices.bad.iter().filter_map(|bad| {
        let error = bad.check().err()?;
        Some(format!("--- {} ({}): {error}", bad.id, bad.code))
    });
    let wrong: Vec<String> = wrong.collect();
    conclude("bad notices", notices.bad.len(), &wrong);
    assert!(notices.bad.len() >= 70, "too few");
}

/// Codes that no edit can bring about: what they guard against, other codes report first.
const GUARDS: [&str; 1] = ["inconsistent"];

/// The codes that are written in the author's side, found by what stands before them.
fn codes_of_the_author() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for source in sources_in("src/author") {
        let source = source.split_whitespace().collect::<Vec<_>>().join(" ");
        let before = ["error( \"", "error(\"", "Severity::Error, \"", "Severity::Warning, \""];
        let before = before.into_iter().chain(["code: \"", "fault(\"", "note(\"", "push((\""]);
        let before = before.chain(["code = \"", "warn(context, \"", "warn(self.context, \""]);
        for before in before {
            let literals = source.split(before).skip(1);
            codes.extend(literals.filter_map(|rest| rest.split('"').next()).map(str::to_owned));
        }
    }
    let malformed = ["unknown-key", "key-missing", "malformed-toml"];
    codes.extend(malformed.map(str::to_owned));
    codes
}

#[test]
fn every_code_of_a_notice_is_exercised() {
    let notices: Notices = read("notices.toml");
    let met: BTreeSet<String> = notices.bad.iter().map(|bad| bad.code.clone()).collect();
    let codes = codes_of_the_author();
    assert!(codes.len() >= 35, "{codes:?}");
    let missed: Vec<&String> =
        codes.difference(&met).filter(|code| !GUARDS.contains(&code.as_str())).collect();
    assert!(missed.is_empty(), "no bad notice has {missed:?}");
    let unheard: Vec<&String> = met.difference(&codes).collect();
    assert!(unheard.is_empty(), "the author's side has no {unheard:?}");
}

/// Every code as an author reads it, in one language: the fault of the first bad notice that has it, by code.
fn every_code_shown(notices: &Notices, language: Language) -> String {
    let mut shown: BTreeMap<&str, String> = BTreeMap::new();
    for bad in &notices.bad {
        if shown.contains_key(bad.code.as_str()) {
            continue;
        }
        let faults = faults(&bad.edit().unwrap());
        let found = faults.found.iter().filter(|fault| fault.code == bad.code).cloned();
        let found = found.take(1).collect();
        let text = Diagnostics { files: faults.files, found }.render(language, false);
        shown.insert(&bad.code, format!("# {}\n{}\n", bad.id, text.trim_end()));
    }
    shown.into_values().collect::<Vec<_>>().join("\n")
}

#[test]
fn faults_are_shown_as_in_the_snapshots() {
    let notices: Notices = read("notices.toml");
    for (language, name) in [(Language::Chinese, "zh"), (Language::English, "en")] {
        let shown = every_code_shown(&notices, language);
        let path = here("rendered").join(format!("{name}.txt"));
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, &shown).unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(shown, expected, "{} (UPDATE=1 rewrites it)", path.display());
    }
}

#[test]
fn every_message_is_in_both_languages() {
    let notices: Notices = read("notices.toml");
    let chinese =
        |text: &str| text.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter));
    // what an author wrote may stand between backticks
    let own = |text: &str| text.split('`').step_by(2).collect::<String>();
    let mut wrong = Vec::new();
    for bad in &notices.bad {
        for fault in faults(&bad.edit().unwrap()).found {
            for words in std::iter::once(&fault.message).chain(&fault.help) {
                if !chinese(&own(&words.zh)) || chinese(&own(&words.en)) {
                    wrong.push(format!("{}: {words:?}", bad.id));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn line_ends_of_another_system_change_nothing() {
    let mut folder = small();
    let unix = folder.compile();
    for file in ["notice.toml", "cases.toml", "sources/main.txt"] {
        let text = file_of(&mut folder, file);
        *text = text.replace('\n', "\r\n");
    }
    let faults = faults(&folder);
    assert!(faults.found.is_empty(), "{faults}");
    assert!(unix.pack.is_some());
}

/// Loses, doubles and swaps lines, one after another; whatever comes of it has a place and a text.
#[test]
fn no_line_that_is_lost_doubled_or_swapped_makes_it_panic() {
    let mut count = 0;
    for file in ["notice.toml", "cases.toml", "sources/main.txt", "sources/late.txt"] {
        let text = file_of(&mut small(), file).clone();
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        for at in 0..lines.len() {
            let (before, rest) = lines.split_at(at);
            let (line, after) = (rest[0], &rest[1..]);
            let next = after.first().copied().unwrap_or_default();
            let later = after.get(1..).unwrap_or_default();
            for changed in [
                [before, after].concat(),
                [before, &[line, line], after].concat(),
                [before, &[next, line], later].concat(),
                // cut in the middle of the line
                [before, &[line.get(..line.len() / 2).unwrap_or_default()]].concat(),
            ] {
                let mut folder = small();
                *file_of(&mut folder, file) = changed.concat();
                let faults = faults(&folder);
                for fault in &faults.found {
                    let text = &faults.files[fault.file].text;
                    assert!(text.get(fault.span.clone()).is_some(), "{file}, line {at}: {fault:?}");
                }
                assert_eq!(
                    faults.render(Language::English, false).is_empty(),
                    faults.found.is_empty()
                );
                count += 1;
            }
        }
    }
    println!("changes of lines: {count}");
    assert!(count > 2_500);
}
