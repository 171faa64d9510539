//! A mapping: a small TOML text that says what columns are and what is meant by what is typed in them.
//!
//! ```toml
//! [columns]
//! "最后学历" = "degree"   # a fact's id
//! "职工代码" = "key"      # tells people apart; `name`, `who`: goes along to the results
//! "爱好" = "ignore"       # does not matter
//!
//! [values.degree]
//! "大本" = "bachelor"     # a choice's id, `yes` or `no`, a number, a date, `unknown` for "don't know"
//! "/" = ""                # not answered
//! ```
//! A notice folder may hold one, `columns.toml`, with the headings that are usual where the notice holds.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::values::Values;
use crate::author::{Diagnostics, Severity, Words, malformed, words};
use crate::notice::{Notice, Rules};

/// What a column is said to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// The fact of this id.
    Fact(String),
    Key,
    Name,
    Who,
    Ignore,
}

/// What columns are, and what is meant by what is typed in them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    pub(super) columns: Vec<(String, Use)>,
    /// The fact, what is typed, the answer.
    pub(super) values: Vec<(String, String, String)>,
}

impl Mapping {
    /// Reads a mapping for a notice; `path` is how its file is called in faults.
    ///
    /// # Errors
    /// No TOML; a table other than `columns` and `values`; a column that is said to be what no fact of the notice is; an
    /// answer that its fact has not.
    pub fn read(notice: &Notice, path: &str, text: &str) -> Result<Mapping, Diagnostics> {
        Mapping::read_for(&notice.rules, notice.texts(), path, text)
    }

    /// Reads it for rules and their texts.
    pub(crate) fn read_for(
        rules: &Rules,
        texts: &str,
        path: &str,
        text: &str,
    ) -> Result<Mapping, Diagnostics> {
        let mut reader = Reader::new(rules, texts, path, text);
        match DeTable::parse(text) {
            Ok(table) => reader.table(table.get_ref()),
            Err(error) => reader.diagnostics.found.push(malformed(0, text, &error)),
        }
        let Reader { mapping, mut diagnostics, .. } = reader;
        diagnostics.sort();
        if diagnostics.has_errors() { Err(diagnostics) } else { Ok(mapping) }
    }
}

struct Reader<'n> {
    rules: &'n Rules,
    values: Values,
    mapping: Mapping,
    diagnostics: Diagnostics,
}

impl<'n> Reader<'n> {
    fn new(rules: &'n Rules, texts: &str, path: &str, text: &str) -> Reader<'n> {
        let values = Values::of(rules, &serde_json::from_str(texts).unwrap_or_default());
        let mut diagnostics = Diagnostics::default();
        diagnostics.add_file(path, text);
        Reader { rules, values, mapping: Mapping::default(), diagnostics }
    }

    fn refuse(&mut self, code: &'static str, span: Range<usize>, message: Words) {
        self.diagnostics.say(Severity::Error, code, 0, span, message);
    }

    fn table(&mut self, table: &DeTable<'_>) {
        for (name, value) in table {
            match (&**name.get_ref(), value.get_ref()) {
                ("columns", DeValue::Table(columns)) => self.columns(columns),
                ("values", DeValue::Table(facts)) => {
                    for (fact, typed) in facts {
                        self.values_of(fact, typed);
                    }
                }
                (other, _) => {
                    let message = words!(
                        "不认识 `{other}`：对照表里只有 `[columns]` 和 `[values.事实]`",
                        "unknown `{other}`: a mapping has `[columns]` and `[values.FACT]`"
                    );
                    self.refuse("mapping-key", name.span(), message);
                }
            }
        }
    }

    fn columns(&mut self, columns: &DeTable<'_>) {
        for (heading, usage) in columns {
            let Some(word) = text(usage) else {
                self.not_text(usage.span());
                continue;
            };
            let usage = match word {
                "key" => Use::Key,
                "name" => Use::Name,
                "who" => Use::Who,
                "ignore" => Use::Ignore,
                id if self.place(id).is_some() => Use::Fact(id.to_owned()),
                other => {
                    let message = words!(
                        "`{other}` 不是这份通知的事实，也不是 `key`、`name`、`who`、`ignore`",
                        "`{other}` is no fact of this notice, nor `key`, `name`, `who`, `ignore`"
                    );
                    self.refuse("mapping-fact", usage.span(), message);
                    continue;
                }
            };
            self.mapping.columns.push((heading.get_ref().to_string(), usage));
        }
    }

    fn values_of(
        &mut self,
        fact: &Spanned<std::borrow::Cow<'_, str>>,
        typed: &Spanned<DeValue<'_>>,
    ) {
        let id = fact.get_ref();
        let Some(place) = self.place(id) else {
            let message = words!("这份通知没有事实 `{id}`", "this notice has no fact `{id}`");
            return self.refuse("mapping-fact", fact.span(), message);
        };
        let DeValue::Table(table) = typed.get_ref() else {
            return self.not_text(typed.span());
        };
        for (typed, answer) in table {
            let Some(meant) = text(answer) else {
                self.not_text(answer.span());
                continue;
            };
            if self.values.learn(place, typed.get_ref(), meant).is_err() {
                let message =
                    words!("`{meant}` 不是 `{id}` 的回答", "`{meant}` is no answer to `{id}`");
                self.refuse("mapping-answer", answer.span(), message);
                continue;
            }
            let entry = (id.to_string(), typed.get_ref().to_string(), meant.to_owned());
            self.mapping.values.push(entry);
        }
    }

    fn not_text(&mut self, span: Range<usize>) {
        let message = words!("这里要写引号里的文字", "expected a text between quotes");
        self.refuse("mapping-type", span, message);
    }

    fn place(&self, id: &str) -> Option<usize> {
        self.rules.facts.iter().position(|fact| fact.id == id)
    }
}

fn text<'v>(value: &'v Spanned<DeValue<'_>>) -> Option<&'v str> {
    match value.get_ref() {
        DeValue::String(text) => Some(text),
        DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_)
        | DeValue::Array(_)
        | DeValue::Table(_) => None,
    }
}
