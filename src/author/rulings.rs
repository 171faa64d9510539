//! Rules compared key by key, and what changed of them said in sentences.

use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

use super::diagnostics::{Language, Words};
use super::differ::{Clauses, Side, both, pick};
use super::likeness::marked;
use super::names;

/// What an entry of a table is known by, in both notices.
fn entry_key(section: &str, entry: &Table) -> String {
    let text = |key: &str| entry.get(key).map(shown);
    match section {
        "exclusivity" => text("kinds"),
        "standard" => {
            text("source").map(|source| format!("{source} {}", text("series").unwrap_or_default()))
        }
        "not_needed" => text("name"),
        "caution" => text("clause").map(|clause| {
            format!(
                "{clause} {}",
                text("text").unwrap_or_default().chars().take(8).collect::<String>()
            )
        }),
        "supplement" => text("source"),
        "account" => text("clause"),
        "rule" | "supplement window" => Some(
            text("when").or(text("where")).unwrap_or_else(|| text("routes").unwrap_or_default()),
        ),
        "supplement fact" => {
            text("fact").map(|fact| format!("{fact} {}", text("where").unwrap_or_default()))
        }
        "rounds" => text("opens"),
        _ => text("id"),
    }
    .unwrap_or_default()
}

/// The entries of a list, each with its key; keys that come twice are numbered.
pub(super) fn entries<'t>(section: &str, list: Option<&'t Value>) -> Vec<(String, &'t Table)> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let tables = list.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_table);
    let keyed = tables.map(|entry| {
        let key = entry_key(section, entry);
        let count = seen.entry(key.clone()).or_default();
        *count += 1;
        (if *count > 1 { format!("{key} #{count}") } else { key }, entry)
    });
    keyed.collect()
}

/// A value as people read it.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(shown).collect::<Vec<_>>().join(", "),
        Value::Table(table) => {
            let pairs = table.iter().map(|(key, value)| format!("{key} = {}", shown(value)));
            pairs.collect::<Vec<_>>().join(", ")
        }
        Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => {
            value.to_string()
        }
    }
}

/// What an entry says of itself beside its id.
fn told(entry: &Table) -> Option<&str> {
    ["label", "name", "question", "title"].into_iter().find_map(|key| entry.get(key)?.as_str())
}

/// Keys that only say where a rule comes from.
const CITING: [&str; 6] = ["clause", "clauses", "quote", "quotes", "words", "note"];

/// Keys whose value is prose, in which changes are marked.
const PROSE: [&str; 13] = [
    "about",
    "also_words",
    "hint",
    "label",
    "name",
    "note",
    "question",
    "quote",
    "quotes",
    "text",
    "title",
    "why",
    "words",
];

/// The tables of a file in the order in which they are told.
pub(super) const SECTIONS: [&str; 21] = [
    "notice",
    "source",
    "authority",
    "fact",
    "test",
    "criterion",
    "group",
    "relaxation",
    "exclusivity",
    "route",
    "window",
    "standards",
    "standard",
    "phase",
    "document",
    "not_needed",
    "step",
    "warning",
    "caution",
    "supplement",
    "account",
];

/// An entry of the file, by its section and key; a rule of a window is one by itself.
pub(super) type Entry = (String, String);

/// An entry and how it is called.
#[derive(Clone)]
pub(super) struct At {
    entry: Entry,
    pub(super) name: Words,
}

impl At {
    /// `途径 `targeted-review`（克州定向评价）`, within the entry that it belongs to.
    pub(super) fn new(section: &str, key: &str, within: Option<&At>, entry: &Table) -> At {
        let named = told(entry).filter(|told| *told != key);
        let name = both(|language| {
            let own = match (within, key) {
                (None, _) => format!("{} `{key}`", names::table(section, language)),
                (Some(_), "") => pick(language, "其余的人", "everybody else").to_owned(),
                (Some(_), _) => format!("{} `{key}`", names::key(section, language)),
            };
            let told = named.map(|told| match language {
                Language::Chinese => format!("（{told}）"),
                Language::English => format!(" ({told})"),
            });
            let own = own + &told.unwrap_or_default();
            let outer = within.map(|at| at.name.in_language(language).to_owned());
            outer.map_or(own.clone(), |outer| format!("{outer}{}{own}", pick(language, "，", ", ")))
        });
        let entry = match within {
            None => (section.to_owned(), key.to_owned()),
            Some(at) if section == "rule" => (at.entry.0.clone(), format!("{} {key}", at.entry.1)),
            Some(at) => at.entry.clone(),
        };
        At { entry, name }
    }
}

struct Rules<'s> {
    old: &'s Side,
    new: &'s Side,
    clauses: &'s Clauses,
    said: Vec<Words>,
    /// Entries of which more than the citation changed: section and key.
    changed: BTreeSet<Entry>,
}

/// What changed, in sentences; and the entries of which more than the citation changed.
pub(super) fn compare(old: &Side, new: &Side, clauses: &Clauses) -> (Vec<Words>, BTreeSet<Entry>) {
    let mut rules = Rules { old, new, clauses, said: Vec::new(), changed: BTreeSet::new() };
    rules.all();
    (rules.said, rules.changed)
}

impl Rules<'_> {
    fn all(&mut self) {
        let (old, new) = (self.old, self.new);
        let named = old.table.keys().chain(new.table.keys()).map(String::as_str);
        let others: BTreeSet<&str> = named.filter(|name| !SECTIONS.contains(name)).collect();
        for section in SECTIONS.into_iter().chain(others) {
            match (section, old.table.get(section), new.table.get(section)) {
                (_, Some(Value::Table(before)), Some(Value::Table(after))) => {
                    let name = both(|language| names::table(section, language));
                    self.tables(
                        &At { entry: (section.into(), String::new()), name },
                        before,
                        after,
                    );
                }
                ("account", before, after) => self.accounts(before, after),
                (_, Some(Value::Array(_)), _) | (_, _, Some(Value::Array(_))) => {
                    self.list(
                        section,
                        section,
                        None,
                        old.table.get(section),
                        new.table.get(section),
                    );
                }
                (_, before, after) if before != after => {
                    let name = both(|language| names::table(section, language));
                    let at = At { entry: (section.into(), String::new()), name };
                    self.value(&at, section, before, after);
                }
                _ => {}
            }
        }
    }

    /// Says something of an entry; `decides` unless it only says where the rule comes from.
    fn say(&mut self, at: &At, decides: bool, what: impl Fn(Language) -> String) {
        if decides {
            self.changed.insert(at.entry.clone());
        }
        self.said.push(both(|language| {
            let colon = pick(language, "：", ": ");
            format!("{}{colon}{}", at.name.in_language(language), what(language))
        }));
    }

    /// Entries that are new, gone, or changed. `shape` tells what they are known by.
    fn list(
        &mut self,
        section: &str,
        shape: &str,
        within: Option<&At>,
        before: Option<&Value>,
        after: Option<&Value>,
    ) {
        let (before, after) = (entries(shape, before), entries(shape, after));
        let has = |list: &[(String, &Table)], key: &str| list.iter().any(|(other, _)| other == key);
        for (key, entry) in before.iter().filter(|(key, _)| !has(&after, key)) {
            let at = At::new(section, key, within, entry);
            self.say(&at, true, |language| pick(language, "没有了", "is gone").to_owned());
        }
        for (key, entry) in &after {
            let at = At::new(section, key, within, entry);
            match before.iter().find(|(other, _)| other == key) {
                Some((_, old)) => self.tables(&at, old, entry),
                None => self.say(&at, true, |language| {
                    let new = pick(language, "是新加的", "is new");
                    dates(entry, language).map_or(new.to_owned(), |dates| {
                        format!("{new}{}{dates}", pick(language, "，", ", "))
                    })
                }),
            }
        }
        // of a window the first rule that holds decides, and choices may run from low to high
        let kept = |list: &[(String, &Table)], other: &[(String, &Table)]| {
            let kept = list.iter().map(|(key, _)| key.clone()).filter(|key| has(other, key));
            kept.collect::<Vec<_>>()
        };
        if let Some(at) = within.filter(|_| kept(&before, &after) != kept(&after, &before)) {
            self.say(at, true, |language| {
                let what = names::key(section, language);
                format!("{what}{}", pick(language, "的顺序变了", ": in another order"))
            });
        }
    }

    /// One entry before and after, key by key.
    fn tables(&mut self, at: &At, before: &Table, after: &Table) {
        for key in before.keys().chain(after.keys()).collect::<BTreeSet<_>>() {
            let (old, new) = (before.get(key), after.get(key));
            if old == new {
                continue;
            }
            let has_tables = |value: Option<&Value>| {
                let items = value.and_then(Value::as_array);
                items.is_some_and(|items| items.first().is_some_and(Value::is_table))
            };
            if key == "rows" {
                self.rows(at, old, new);
            } else if has_tables(old) || has_tables(new) {
                let shape = if at.entry.0 == "supplement" {
                    format!("supplement {key}")
                } else {
                    key.clone()
                };
                self.list(key, &shape, Some(at), old, new);
            } else {
                match (old.and_then(Value::as_table), new.and_then(Value::as_table)) {
                    (Some(old), Some(new)) => {
                        let name = both(|language| {
                            let (of, key) =
                                (at.name.in_language(language), names::key(key, language));
                            format!("{of}{}{key}", pick(language, "，", ", "))
                        });
                        let inner = At { entry: at.entry.clone(), name };
                        for own in old.keys().chain(new.keys()).collect::<BTreeSet<_>>() {
                            let (old, new) = (old.get(own), new.get(own));
                            if old != new {
                                self.named(&inner, key, &format!("`{own}`"), old, new);
                            }
                        }
                    }
                    _ => self.value(at, key, old, new),
                }
            }
        }
    }

    /// What a condition of this id is called.
    fn label(&self, id: &str) -> Option<String> {
        [self.new, self.old].into_iter().find_map(|side| {
            let all = ["criterion", "group"].into_iter();
            let mut all = all.flat_map(|section| entries(section, side.table.get(section)));
            all.find(|(own, _)| own == id).and_then(|(_, entry)| told(entry).map(str::to_owned))
        })
    }

    fn value(&mut self, at: &At, key: &str, old: Option<&Value>, new: Option<&Value>) {
        self.named(at, key, "", old, new);
    }

    /// A key's value before and after; `name` is what the key is called, if not by its name.
    fn named(&mut self, at: &At, key: &str, name: &str, old: Option<&Value>, new: Option<&Value>) {
        let called = |language| {
            if name.is_empty() { names::key(key, language) } else { name.to_owned() }
        };
        let decides = !CITING.contains(&key);
        match (old, new) {
            (Some(Value::String(old)), Some(Value::String(new))) => {
                let cites = ["clause", "clauses", "unclear_in"].contains(&key);
                // it only goes along with the clause
                if cites && self.clauses.now(old) == new {
                    return;
                }
                if PROSE.contains(&key) {
                    let words = marked(old, new);
                    self.say(at, decides, |language| {
                        format!("{}{}{words}", called(language), pick(language, "：", ": "))
                    });
                } else {
                    self.say(at, decides, |language| format!("{} {old} → {new}", called(language)));
                }
            }
            (Some(Value::Array(old)), Some(Value::Array(new))) => {
                let own = |value: &Value| {
                    let id = shown(value);
                    (self.label(&id), id)
                };
                let only = |from: &[Value], other: &[Value]| {
                    let only = from.iter().filter(|value| !other.contains(value));
                    only.map(own).collect::<Vec<_>>()
                };
                let (gone, added) = (only(old, new), only(new, old));
                let listed = |list: &[(Option<String>, String)], language| {
                    let one = |(label, id): &(Option<String>, String)| match (label, language) {
                        (Some(label), Language::Chinese) => format!("`{id}`（{label}）"),
                        (Some(label), Language::English) => format!("`{id}` ({label})"),
                        (None, Language::Chinese | Language::English) => format!("`{id}`"),
                    };
                    list.iter().map(one).collect::<Vec<_>>().join(pick(language, "、", ", "))
                };
                self.say(at, decides, |language| {
                    let called = called(language);
                    let (gone, added) = (listed(&gone, language), listed(&added, language));
                    let took = format!("{}{called} {gone}", pick(language, "去掉", "without "));
                    let put = format!("{}{called} {added}", pick(language, "加上", "with "));
                    match (gone.is_empty(), added.is_empty()) {
                        (true, true) => format!(
                            "{called}{}",
                            pick(language, "的顺序变了", ": in another order")
                        ),
                        (false, true) => took,
                        (true, false) => put,
                        (false, false) => format!("{took}{}{put}", pick(language, "；", "; ")),
                    }
                });
            }
            (Some(old), Some(new)) => {
                let (old, new) = (shown(old), shown(new));
                self.say(at, decides, |language| format!("{} {old} → {new}", called(language)));
            }
            (None, Some(new)) => {
                let new = shown(new);
                self.say(at, decides, |language| {
                    format!("{}{} {new}", pick(language, "加上", "with "), called(language))
                });
            }
            (Some(old), None) => {
                let old = shown(old);
                self.say(at, decides, |language| match language {
                    Language::Chinese => format!("去掉{}（原为 {old}）", called(language)),
                    Language::English => format!("without {} (it was {old})", called(language)),
                });
            }
            (None, None) => {}
        }
    }

    /// The cells of a standard's table.
    fn rows(&mut self, at: &At, old: Option<&Value>, new: Option<&Value>) {
        let rows =
            |value: Option<&Value>| value.and_then(Value::as_table).cloned().unwrap_or_default();
        let (before, after) = (rows(old), rows(new));
        let (old_degrees, new_degrees) = (degrees(self.old), degrees(self.new));
        for level in before.keys().chain(after.keys()).collect::<BTreeSet<_>>() {
            let cells = |rows: &Table, degrees: &[String]| -> BTreeMap<String, String> {
                let cells = rows.get(level).and_then(Value::as_array).into_iter().flatten();
                let named = cells.enumerate().map(|(at, cell)| {
                    (
                        degrees.get(at).cloned().unwrap_or_else(|| format!("#{}", at + 1)),
                        shown(cell),
                    )
                });
                named.collect()
            };
            let (was, is) = (cells(&before, &old_degrees), cells(&after, &new_degrees));
            let order = new_degrees.iter().chain(&old_degrees).chain(was.keys()).chain(is.keys());
            let mut done = BTreeSet::new();
            for degree in order.filter(|degree| done.insert((*degree).clone())) {
                let (from, to) = (was.get(degree), is.get(degree));
                if from == to {
                    continue;
                }
                let cell = |cell: Option<&String>| cell.map_or("-".to_owned(), Clone::clone);
                let (from, to) = (cell(from), cell(to));
                self.say(at, true, |language| {
                    format!("`{level}` × `{degree}`{}{from} → {to}", pick(language, "：", ": "))
                });
            }
        }
    }

    /// Clauses without a rule: they are known by their clause, which may have another number now.
    fn accounts(&mut self, before: Option<&Value>, after: Option<&Value>) {
        let (before, after) = (entries("account", before), entries("account", after));
        let before: Vec<(&str, &Table)> =
            before.iter().map(|(clause, entry)| (self.clauses.now(clause), *entry)).collect();
        for (clause, old) in &before {
            let now = after.iter().find(|(other, _)| other == clause);
            if let Some((key, new)) = now {
                let at = At::new("account", key, None, new);
                if old.get("as") != new.get("as") {
                    self.value(&at, "as", old.get("as"), new.get("as"));
                }
            } else if !self.clauses.gone.contains(*clause) {
                let at = At::new("account", clause, None, old);
                self.say(&at, true, |language| {
                    pick(
                        language,
                        "不再单列：现在应有规则引用它",
                        "no longer listed: a rule should cite it now",
                    )
                    .to_owned()
                });
            }
        }
        for (clause, entry) in &after {
            if !before.iter().any(|(other, _)| other == clause) {
                let role = entry.get("as").map(shown).unwrap_or_default();
                let at = At::new("account", clause, None, entry);
                self.say(&at, true, |language| {
                    format!("{}{role}", pick(language, "新列入，作为 ", "listed now, as "))
                });
            }
        }
    }
}

/// The days of a window's rule that is new.
fn dates(entry: &Table, language: Language) -> Option<String> {
    let day =
        |key: &str| Some(format!("{} {}", names::key(key, language), entry.get(key)?.as_str()?));
    let dates: Vec<String> = ["opens", "closes", "done_by"].into_iter().filter_map(day).collect();
    (!dates.is_empty()).then(|| dates.join(pick(language, "，", ", ")))
}

/// The columns of the standards' tables: the choices of the fact that asks the degree.
fn degrees(side: &Side) -> Vec<String> {
    let head = side.table.get("standards").and_then(Value::as_table);
    let fact = head.and_then(|head| head.get("degree")).and_then(Value::as_str).unwrap_or_default();
    let facts = entries("fact", side.table.get("fact"));
    let choices = facts.iter().find(|(id, _)| id == fact).and_then(|(_, fact)| fact.get("choices"));
    entries("choices", choices).into_iter().map(|(id, _)| id).collect()
}
