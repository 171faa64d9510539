//! What the authoring page asks of a folder, as JSON: its faults, its clauses, its cases and what they try.
//!
//! Lines and columns count from 1; columns and places are in UTF-16 units, as JavaScript counts.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};
use toml::de::{DeTable, DeValue};

use super::clauses::cut;
use super::diagnostics::{Diagnostic, Diagnostics, File, Severity, Words};
use super::{Folder, cites, expected};
use crate::notice::Notice;
use crate::value::Value;
use crate::{Input, Verdict, assess};

impl Folder {
    /// The folder that files make, by path: `notice.toml`, `cases.toml`, `sources/ID.txt`, `columns.toml`, `translations/LANG.json`. Others
    /// are left out.
    pub fn of_files(files: BTreeMap<String, String>) -> Folder {
        let mut folder = Folder::default();
        for (path, text) in files {
            let inside = |start, end| Some(path.strip_prefix(start)?.strip_suffix(end)?.to_owned());
            if path == "notice.toml" {
                folder.notice = text;
            } else if path == "cases.toml" {
                folder.cases = Some(text);
            } else if path == "columns.toml" {
                folder.columns = Some(text);
            } else if let Some(id) = inside("sources/", ".txt") {
                folder.sources.insert(id, text);
            } else if let Some(language) = inside("translations/", ".json") {
                folder.translations.insert(language, text);
            }
        }
        folder
    }

    /// The folder as files, by path.
    pub fn files(&self) -> BTreeMap<String, String> {
        let sources = self.sources.iter();
        let mut files: BTreeMap<String, String> =
            sources.map(|(id, text)| (format!("sources/{id}.txt"), text.clone())).collect();
        let translations = self.translations.iter();
        files.extend(
            translations.map(|(id, text)| (format!("translations/{id}.json"), text.clone())),
        );
        files.insert("notice.toml".into(), self.notice.clone());
        files.extend(self.cases.iter().map(|text| ("cases.toml".into(), text.clone())));
        files.extend(self.columns.iter().map(|text| ("columns.toml".into(), text.clone())));
        files
    }

    /// Compiles, and says what a preview needs: `faults`, `clauses`, and of a pack `id`, `edition`, `sha256`, `bytes`, `texts`.
    pub fn compile_report(&self) -> (Option<Vec<u8>>, Json) {
        let compiled = self.compile();
        let mut report = Map::new();
        report.insert("faults".into(), faults(&compiled.diagnostics));
        report.extend(cites::clauses(self).map(|clauses| ("clauses".to_owned(), clauses)));
        let notice = compiled.pack.as_deref().and_then(|pack| Notice::read(pack).ok());
        if let (Some(notice), Some(pack)) = (notice, &compiled.pack) {
            report.insert("id".into(), notice.id().into());
            report.insert("edition".into(), notice.edition().into());
            report.insert("sha256".into(), notice.sha256().into());
            report.insert("bytes".into(), pack.len().into());
            report.insert("texts".into(), serde_json::from_str(notice.texts()).unwrap_or_default());
        }
        (compiled.pack, Json::Object(report))
    }

    /// All that lint says: `faults`.
    pub fn lint_report(&self) -> Json {
        json!({ "faults": faults(&self.lint()) })
    }

    /// Runs the cases: `cases` with `id`, `line`, `differences`; `criteria` with how often each was yes, no, unknown;
    /// `routes` with how often each verdict was met; `faults` of the cases. Only `faults` if the notice does not compile.
    pub fn cases_report(&self) -> Json {
        let notice = match self.notice() {
            Ok(notice) => notice,
            Err(diagnostics) => return json!({ "faults": faults(&diagnostics) }),
        };
        let tested = self.test(&notice);
        let lines = case_lines(self.cases.as_deref().unwrap_or_default());
        let cases = tested.cases.iter().enumerate().map(|(place, case)| {
            let line = lines.get(place).map(|(_, line)| *line);
            let differences: Vec<Json> = case.differences.iter().map(in_both).collect();
            json!({ "id": case.id, "line": line, "differences": differences })
        });
        let criteria = notice.rules.criteria.iter().map(|criterion| {
            let met = tested.criteria.get(&criterion.id).copied().unwrap_or_default();
            json!({ "id": criterion.id, "yes": met.yes, "no": met.no, "unknown": met.unknown })
        });
        let routes = notice.routes().map(|route| {
            let count = |verdict: Verdict| {
                let key = format!("{route} {}", verdict.as_str());
                tested.verdicts.get(&key).copied().unwrap_or_default()
            };
            let verdicts = VERDICTS.map(|verdict| (verdict.as_str().to_owned(), count(verdict)));
            json!({ "id": route, "verdicts": BTreeMap::from(verdicts) })
        });
        json!({
            "faults": faults(&tested.diagnostics),
            "cases": cases.collect::<Vec<_>>(),
            "criteria": criteria.collect::<Vec<_>>(),
            "routes": routes.collect::<Vec<_>>(),
        })
    }

    /// A case for `cases.toml`, written from an input and from what came out of it; an author checks it against the notice.
    ///
    /// # Errors
    /// In words: an input that does not fit the notice.
    pub fn case_of(&self, notice: &Notice, input: &Json) -> Result<String, String> {
        use serde::Deserialize;
        let value = Value::deserialize(input).map_err(|error| error.to_string())?;
        let read = Input::read(notice, &value).map_err(|error| error.to_string())?;
        let taken = case_lines(self.cases.as_deref().unwrap_or_default());
        let free = |id: &String| !taken.iter().any(|(other, _)| other == id);
        let id = (1..).map(|number| format!("preview-{number}")).find(free).unwrap_or_default();
        let answers = input.get("answers").and_then(Json::as_object);
        let answers = answers.into_iter().flatten().filter(|(_, answer)| !answer.is_null());
        let answers: Vec<String> =
            answers.map(|(fact, answer)| format!("{fact} = {answer}")).collect();
        let mut text = format!(
            "[[case]]\nid = \"{id}\"\nsays = \"从预览写入，请对照通知核对后改一个说明规则的名字\"\ntoday = {}\nanswers = {{ {} }}\n",
            input.get("today").cloned().unwrap_or_default(),
            answers.join(", ")
        );
        for route in &assess(notice, &read).routes {
            text.push_str(&expected::expectation(route));
        }
        Ok(text)
    }
}

const VERDICTS: [Verdict; 4] =
    [Verdict::Met, Verdict::NotMet, Verdict::Undetermined, Verdict::NeedsDiscretion];

/// The clauses of a text: `id`, `start`, `end`, `part`, and whether a form may say by itself that there is no rule in it.
pub fn clauses_of(source: &str, text: &str) -> Json {
    let units = |end: usize| text.get(..end).map_or(0, |part| part.encode_utf16().count());
    let clauses = cut(source, text).into_iter().map(|clause| {
        let inside = clause.id.split_once('/').map_or("", |(_, inside)| inside);
        let frame =
            inside.starts_with("标题") || inside.starts_with("称谓") || inside.starts_with("落款");
        json!({
            "id": clause.id, "start": units(clause.range.start), "end": units(clause.range.end),
            "part": clause.is_part, "frame": frame,
        })
    });
    clauses.collect()
}

/// The ids of the cases with the lines on which they stand; none if the file is no TOML.
fn case_lines(text: &str) -> Vec<(String, usize)> {
    let file = File { path: String::new(), text: text.to_owned() };
    let Ok(tree) = DeTable::parse(text) else {
        return Vec::new();
    };
    let cases = tree.get_ref().get("case").and_then(|cases| cases.get_ref().as_array());
    let id = |case: &toml::Spanned<DeValue<'_>>| {
        let id = case.get_ref().as_table()?.get("id")?;
        let line = file.line_column(id.span().start).0;
        Some((id.get_ref().as_str()?.to_owned(), line))
    };
    cases.into_iter().flatten().map(|case| id(case).unwrap_or_default()).collect()
}

/// Faults as JSON.
fn faults(diagnostics: &Diagnostics) -> Json {
    let places: Vec<Places> = diagnostics.files.iter().map(Places::of).collect();
    diagnostics.found.iter().map(|fault| self::fault(fault, diagnostics, &places)).collect()
}

fn fault(fault: &Diagnostic, diagnostics: &Diagnostics, places: &[Places]) -> Json {
    let mut entry = Map::new();
    entry.insert("code".into(), fault.code.into());
    let severity = match fault.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    entry.insert("severity".into(), severity.into());
    entry.insert("message".into(), in_both(&fault.message));
    entry.extend(fault.help.as_ref().map(|help| ("help".to_owned(), in_both(help))));
    let witness = fault.witness.as_deref().and_then(|input| serde_json::from_str(input).ok());
    entry.extend(witness.map(|input: Json| ("witness".to_owned(), input)));
    if let (Some(file), Some(places)) = (diagnostics.files.get(fault.file), places.get(fault.file))
    {
        let (line, column) = places.find(&file.text, fault.span.start);
        let (end_line, end_column) = places.find(&file.text, fault.span.end.max(fault.span.start));
        entry.insert("file".into(), file.path.as_str().into());
        entry.insert("line".into(), line.into());
        entry.insert("column".into(), column.into());
        entry.insert("end_line".into(), end_line.into());
        entry.insert("end_column".into(), end_column.into());
    }
    Json::Object(entry)
}

fn in_both(words: &Words) -> Json {
    json!({ "zh": words.zh, "en": words.en })
}

/// Where the lines of a text begin, in bytes.
struct Places(Vec<usize>);

impl Places {
    fn of(file: &File) -> Places {
        let breaks = file.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Places(std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect())
    }

    /// Line and column of a byte.
    fn find(&self, text: &str, byte: usize) -> (usize, usize) {
        let byte = byte.min(text.len());
        let line = self.0.partition_point(|start| *start <= byte);
        let start = self.0.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let before = text.get(start..byte).unwrap_or_default();
        (line, before.encode_utf16().count() + 1)
    }
}
