//! What a notice says in other languages, beside it: `translations/LANG.json`, a list of `{ "zh", "text", "review" }`.
//!
//! The page finds a translation by the Chinese text itself. What has none is shown in Chinese; here an author is told of it.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Deserialize;
use serde_json::Value as Json;

use super::Folder;
use super::diagnostics::{Diagnostic, Diagnostics, Severity, Words};

/// A text of the notice and its translation.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    zh: String,
    text: String,
    #[serde(rename = "review")]
    _review: Review,
}

/// Whether a native reader has looked at a translation.
#[derive(Clone, Copy, Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum Review {
    Reviewed,
    Unreviewed,
}

/// The faults of all translations; `texts` are those of the compiled notice, absent if it does not compile.
pub(super) fn find(folder: &Folder, texts: Option<&str>) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    let texts = texts.and_then(|texts| serde_json::from_str::<Json>(texts).ok());
    let said = texts.as_ref().map(said);
    for (language, text) in &folder.translations {
        let file = diagnostics.add_file(format!("translations/{language}.json"), text);
        match serde_json::from_str::<Vec<Entry>>(text) {
            Ok(entries) => {
                compare(text, &entries, said.as_deref(), &mut |severity, code, span, message| {
                    let (help, witness) = (None, None);
                    let fault = Diagnostic { code, severity, message, file, span, help, witness };
                    diagnostics.found.push(fault);
                });
            }
            Err(error) => diagnostics.found.push(Diagnostic {
                code: "translation-malformed",
                severity: Severity::Error,
                message: words!(
                    "看不懂这个译文文件：{error}",
                    "this file of translations cannot be read: {error}"
                ),
                file,
                span: place(text, error.line(), error.column()),
                help: None,
                witness: None,
            }),
        }
    }
    diagnostics.sort();
    diagnostics
}

/// Tells of each translation that is empty or stands twice; and, in one, of what the notice says without a translation, and what it no longer says.
fn compare(
    text: &str,
    entries: &[Entry],
    said: Option<&[String]>,
    tell: &mut impl FnMut(Severity, &'static str, Range<usize>, Words),
) {
    let mut known = BTreeSet::new();
    let mut stale = Vec::new();
    let mut from = 0;
    for Entry { zh, text: translation, .. } in entries {
        let span = quoted(text, zh, from);
        from = span.end;
        if translation.trim().is_empty() {
            let message = words!("`{zh}` 的译文是空的", "the translation of `{zh}` is empty");
            tell(Severity::Error, "translation-empty", span.clone(), message);
        }
        if !known.insert(zh.as_str()) {
            let message = words!("`{zh}` 写了两次", "`{zh}` stands twice");
            tell(Severity::Warning, "translation-doubled", span, message);
        } else if said.is_some_and(|said| !said.contains(zh)) {
            stale.push((zh.as_str(), span));
        }
    }
    let said = said.unwrap_or_default().iter();
    let missing: Vec<&str> = said.map(String::as_str).filter(|zh| !known.contains(zh)).collect();
    if missing.is_empty() && stale.is_empty() {
        return;
    }
    let span = stale.first().map_or(0..0, |(_, span)| span.clone());
    let stale: Vec<&str> = stale.into_iter().map(|(zh, _)| zh).collect();
    let (lacks, has) = (named(&missing), named(&stale));
    let message = words!(
        "译文和通知对不上：缺译文 {lacks}；通知里已经没有的 {has}",
        "the translations are behind the notice: without one {lacks}; no longer said {has}"
    );
    tell(Severity::Warning, "translation-behind", span, message);
}

/// How many there are, and the first.
fn named(texts: &[&str]) -> String {
    match texts.first() {
        Some(first) => format!("{} (`{first}` …)", texts.len()),
        None => "0".into(),
    }
}

/// Where a text stands as JSON writes it, looked for from a byte on; that byte, if it is written in another way.
fn quoted(text: &str, zh: &str, from: usize) -> Range<usize> {
    let written = Json::from(zh).to_string();
    let found = text.get(from..).and_then(|rest| rest.find(&written));
    match found.and_then(|at| from.checked_add(at)) {
        Some(start) => start..start.saturating_add(written.len()),
        None => from..from,
    }
}

/// A line and a column, in bytes, both counted from 1, as a place.
fn place(text: &str, line: usize, column: usize) -> Range<usize> {
    let before =
        text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum::<usize>();
    let at = before.saturating_add(column.saturating_sub(1)).min(text.len());
    let start = (0..=at).rev().find(|byte| text.is_char_boundary(*byte)).unwrap_or_default();
    start..start
}

/// All that the page may show of a notice and that has Chinese in it: our own words, and what is quoted; each once, in the notice's order.
fn said(texts: &Json) -> Vec<String> {
    let mut words = Collected::default();
    let parts = texts.as_object().into_iter().flatten();
    for (key, part) in parts.filter(|(key, _)| !matches!(key.as_str(), "clauses" | "sources")) {
        words.walk(key, part, texts);
    }
    for source in
        texts.get("sources").and_then(Json::as_object).into_iter().flat_map(|all| all.values())
    {
        // a document's text is shown in quotes only
        for (key, part) in
            source.as_object().into_iter().flatten().filter(|(key, _)| *key != "text")
        {
            words.walk(key, part, texts);
        }
    }
    words.quotes.retain(|quote| !words.own.contains(quote));
    words.own.append(&mut words.quotes);
    let mut seen = BTreeSet::new();
    words.own.retain(|text| seen.insert(text.clone()));
    words.own
}

#[derive(Default)]
struct Collected {
    own: Vec<String>,
    quotes: Vec<String>,
}

impl Collected {
    fn walk(&mut self, key: &str, part: &Json, texts: &Json) {
        match part {
            // what only the author's side reads
            _ if matches!(key, "account" | "basis_clause" | "because") => {}
            // a document's number is its name in every language
            Json::String(_) if matches!(key, "number" | "clause") => {}
            Json::String(text) if has_chinese(text) => self.own.push(text.clone()),
            Json::Array(inner) => inner.iter().for_each(|inner| self.walk("", inner, texts)),
            Json::Object(inner) => {
                self.quotes.extend(quote(part, texts));
                inner.iter().for_each(|(key, inner)| self.walk(key, inner, texts));
            }
            Json::String(_) | Json::Null | Json::Bool(_) | Json::Number(_) => {}
        }
    }
}

/// What `{ clause, quote }` quotes: a range, in UTF-16 units, of the clause's source.
fn quote(part: &Json, texts: &Json) -> Option<String> {
    let source = part.get("clause")?.as_str()?.split('/').next()?;
    let text = texts.get("sources")?.get(source)?.get("text")?.as_str()?;
    let range = part.get("quote")?.as_array()?;
    let end = |place: usize| usize::try_from(range.get(place)?.as_u64()?).ok();
    let units: Vec<u16> = text.encode_utf16().collect();
    Some(String::from_utf16_lossy(units.get(end(0)?..end(1)?)?)).filter(|quote| !quote.is_empty())
}

fn has_chinese(text: &str) -> bool {
    text.chars().any(|letter| matches!(letter, '\u{3400}'..='\u{9fff}'))
}
