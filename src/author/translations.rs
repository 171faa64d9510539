//! What a notice says in other languages, beside it: `translations/LANG.json`, a list of `{ "zh", "text", "review" }`.
//!
//! The page finds a translation by the Chinese text itself. What has none is shown in Chinese; here an author is told of it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::Deserialize;
use serde_json::Value as Json;

use super::Folder;
use super::diagnostics::{Diagnostics, Severity, Words};

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
    if folder.translations.is_empty() {
        return diagnostics;
    }
    let texts = texts.and_then(|texts| serde_json::from_str::<Json>(texts).ok());
    let said = texts.as_ref().map(said);
    for (language, text) in &folder.translations {
        let file = diagnostics.add_file(format!("translations/{language}.json"), text);
        match serde_json::from_str::<Vec<Entry>>(text) {
            Ok(entries) => {
                compare(text, &entries, said.as_deref(), &mut |severity, code, span, message| {
                    diagnostics.say(severity, code, file, span, message);
                });
            }
            Err(error) => diagnostics.say(
                Severity::Error,
                "translation-malformed",
                file,
                place(text, error.line(), error.column()),
                words!(
                    "看不懂这个译文文件：{error}",
                    "this file of translations cannot be read: {error}"
                ),
            ),
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
    let still: Option<BTreeSet<&str>> = said.map(|said| said.iter().map(String::as_str).collect());
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
        } else if still.as_ref().is_some_and(|still| !still.contains(zh.as_str())) {
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
    let sources = || members(texts.get("sources"));
    let units = |source: &Json| Some(source.get("text")?.as_str()?.encode_utf16().collect());
    let held = sources().filter_map(|(id, source)| Some((id, units(source)?))).collect();
    let mut said = Said { held, own: Vec::new(), quotes: Vec::new() };
    let parts = members(Some(texts));
    for (key, part) in parts.filter(|(key, _)| !matches!(*key, "clauses" | "sources")) {
        said.walk(key, part);
    }
    // a document's text is shown in quotes only
    for (key, part) in sources().flat_map(|(_, source)| members(Some(source))) {
        if key != "text" {
            said.walk(key, part);
        }
    }
    let Said { own, quotes, .. } = said;
    let mut seen = BTreeSet::new();
    own.into_iter().chain(quotes).filter(|text| seen.insert(text.clone())).collect()
}

fn members(part: Option<&Json>) -> impl Iterator<Item = (&str, &Json)> {
    let all = part.and_then(Json::as_object).into_iter().flatten();
    all.map(|(key, part)| (key.as_str(), part))
}

struct Said<'t> {
    /// The texts of the sources that have one, as JavaScript counts them.
    held: BTreeMap<&'t str, Vec<u16>>,
    own: Vec<String>,
    quotes: Vec<String>,
}

impl Said<'_> {
    fn walk(&mut self, key: &str, part: &Json) {
        match part {
            // what only the author's side reads
            _ if matches!(key, "account" | "basis_clause" | "because") => {}
            // a document's number is its name in every language
            Json::String(_) if matches!(key, "number" | "clause") => {}
            Json::String(text) if has_chinese(text) => self.own.push(text.clone()),
            Json::Array(inner) => inner.iter().for_each(|inner| self.walk("", inner)),
            Json::Object(inner) => {
                self.quotes.extend(self.quote(part));
                inner.iter().for_each(|(key, inner)| self.walk(key, inner));
            }
            Json::String(_) | Json::Null | Json::Bool(_) | Json::Number(_) => {}
        }
    }

    /// What `{ clause, quote }` quotes: a range of the clause's source.
    fn quote(&self, part: &Json) -> Option<String> {
        let source = part.get("clause")?.as_str()?.split('/').next()?;
        let range = part.get("quote")?.as_array()?;
        let end = |place: usize| usize::try_from(range.get(place)?.as_u64()?).ok();
        let quote = self.held.get(source)?.get(end(0)?..end(1)?)?;
        Some(String::from_utf16_lossy(quote)).filter(|quote| !quote.is_empty())
    }
}

fn has_chinese(text: &str) -> bool {
    text.chars().any(|letter| matches!(letter, '\u{3400}'..='\u{9fff}'))
}
