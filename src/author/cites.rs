//! What accounts for each clause of the texts in hand: the entries of `notice.toml` that cite it.
//!
//! Read from the file as a tree, not from the rules, so that it can be told while the notice has faults.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Folder;
use super::clauses::cut;
use super::diagnostics::File;

/// How a clause is accounted for; what decides comes first.
const ROLES: [&str; 9] = [
    "rule",
    "window",
    "document",
    "step",
    "warning",
    "unclear",
    "discretionary",
    "later-step",
    "informative",
];

/// An entry that cites a clause.
struct Cite {
    role: &'static str,
    table: String,
    id: String,
    /// Counted from 1, in `notice.toml`.
    line: usize,
}

/// The clauses of each text with what accounts for them, as JSON; absent if the file is no TOML.
pub(super) fn clauses(folder: &Folder) -> Option<Json> {
    let tree = DeTable::parse(&folder.notice).ok()?;
    let mut cites: BTreeMap<String, Vec<Cite>> = BTreeMap::new();
    let file = File { path: String::new(), text: folder.notice.clone() };
    for (key, value) in tree.get_ref() {
        let walk = Walk { file: &file, top: key.get_ref() };
        walk.entries(key.get_ref(), "", value, &mut cites);
    }
    let sources = folder.sources.iter().map(|(id, text)| {
        let units = |end: usize| text.get(..end).map_or(0, |part| part.encode_utf16().count());
        let cut = cut(id, text);
        let clauses = cut.iter().map(|clause| {
            // a heading that is cited accounts for all that stands under it
            let headings = cut.iter().filter(|heading| heading.holds(&clause.id));
            let ids: Vec<&str> =
                std::iter::once(clause).chain(headings).map(|clause| clause.id.as_str()).collect();
            let by = || ids.iter().filter_map(|id| cites.get(*id)).flatten();
            let roles = ROLES.iter().filter(|role| by().any(|cite| cite.role == **role));
            json!({
                "id": clause.id, "start": units(clause.range.start), "end": units(clause.range.end),
                "part": clause.is_part, "as": roles.collect::<Vec<_>>(),
                "by": by().map(|cite| {
                    json!({ "table": cite.table, "id": cite.id, "line": cite.line, "as": cite.role })
                }).collect::<Vec<_>>(),
            })
        });
        (id.clone(), clauses.collect())
    });
    Some(Json::Object(sources.collect()))
}

struct Walk<'f> {
    file: &'f File,
    /// The table of the file that all of this stands in.
    top: &'f str,
}

impl Walk<'_> {
    /// What a key of a table holds: a text that may name a clause, or further tables.
    fn entries(
        &self,
        key: &str,
        id: &str,
        value: &Spanned<DeValue<'_>>,
        cites: &mut BTreeMap<String, Vec<Cite>>,
    ) {
        match value.get_ref() {
            DeValue::Array(items) => {
                for item in items {
                    self.entries(key, id, item, cites);
                }
            }
            DeValue::Table(table) => self.table(key, id, table, cites),
            DeValue::String(_)
            | DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_) => {}
        }
    }

    fn table(
        &self,
        name: &str,
        id: &str,
        table: &DeTable<'_>,
        cites: &mut BTreeMap<String, Vec<Cite>>,
    ) {
        let text = |key: &str| table.get(key).and_then(|value| value.get_ref().as_str());
        let own = text("id").or(text("fact").filter(|_| self.top == "supplement"));
        let id = own.or(text("source")).unwrap_or(id);
        for (key, value) in table {
            let key = key.get_ref().as_ref();
            match (key, value.get_ref()) {
                ("clause" | "unclear_in", DeValue::String(clause)) => {
                    let role = role(self.top, name, text("as"));
                    let line = self.file.line_column(value.span().start).0;
                    let cite = Cite { role, table: self.top.into(), id: id.into(), line };
                    cites.entry(clause.to_string()).or_default().push(cite);
                }
                ("clauses", DeValue::Table(named)) => {
                    for (_, clause) in named {
                        let Some(of) = clause.get_ref().as_str() else {
                            continue;
                        };
                        let line = self.file.line_column(clause.span().start).0;
                        let table = self.top.to_owned();
                        let cite = Cite { role: "rule", table, id: id.into(), line };
                        cites.entry(of.to_owned()).or_default().push(cite);
                    }
                }
                _ => self.entries(key, id, value, cites),
            }
        }
    }
}

/// What an entry makes of the clause that it cites; `table` is the nearest table's name.
fn role(top: &str, table: &str, account: Option<&str>) -> &'static str {
    match (top, table) {
        ("account", _) => {
            let told = ROLES.into_iter().find(|role| Some(*role) == account);
            told.unwrap_or("informative")
        }
        ("window", _) | ("supplement", "window") => "window",
        ("document" | "not_needed", _) => "document",
        ("step", _) => "step",
        ("warning" | "caution", _) => "warning",
        _ => "rule",
    }
}
