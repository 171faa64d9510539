//! Rules that stayed while the clause they cite changed its words, or gave its number to another.

use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

use super::diagnostics::{Language, Words};
use super::differ::{Clauses, Side, both, pick};
use super::rulings::{At, Entry, SECTIONS, entries, shown};

/// Every clause that an entry cites.
fn cited(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Table(table) => {
            for (key, value) in table {
                match (key.as_str(), value) {
                    ("clause" | "unclear_in", Value::String(clause)) => {
                        found.insert(clause.clone());
                    }
                    ("clauses", Value::Table(clauses)) => found.extend(clauses.values().map(shown)),
                    _ => cited(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| cited(item, found)),
        Value::String(_)
        | Value::Integer(_)
        | Value::Float(_)
        | Value::Boolean(_)
        | Value::Datetime(_) => {}
    }
}

/// Every entry with its name; the rules of a window one by one, each by what it is known by.
fn all<'t>(section: &str, table: &'t Table) -> Vec<(String, Words, &'t Table)> {
    let mut all = Vec::new();
    for (key, entry) in entries(section, table.get(section)) {
        let at = At::new(section, &key, None, entry);
        if section != "window" {
            all.push((key, at.name, entry));
            continue;
        }
        for (own, rule) in entries("rule", entry.get("rule")) {
            let name = At::new("rule", &own, Some(&at), rule).name;
            all.push((format!("{key} {own}"), name, rule));
        }
    }
    all
}

/// Parts of a text that say nothing to applicants, so that nobody need look when they change.
fn is_frame(clause: &str) -> bool {
    let inside = clause.split_once('/').map_or("", |(_, inside)| inside);
    let frame = ["标题", "称谓", "文头", "文号", "题注", "落款", "附件说明"];
    frame.into_iter().any(|name| inside.starts_with(name))
}

/// Rules that cite a clause whose words changed, or whose number another clause has now, and did not change themselves.
pub(super) fn find(
    old: &Side,
    new: &Side,
    clauses: &Clauses,
    mut changed: BTreeSet<Entry>,
) -> Vec<Words> {
    spread(&new.table, &mut changed);
    let place = |clause: &String| clauses.order.iter().position(|other| other == clause);
    let mut by_clause: BTreeMap<(bool, Option<usize>, String), Vec<Words>> = BTreeMap::new();
    for section in SECTIONS {
        let before = all(section, &old.table);
        for (key, name, entry) in all(section, &new.table) {
            let Some((_, _, was)) = before.iter().find(|(other, ..)| *other == key) else {
                continue;
            };
            let (mut cites, mut cited_before) = (BTreeSet::new(), BTreeSet::new());
            cited(&Value::Table(entry.clone()), &mut cites);
            cited(&Value::Table((*was).clone()), &mut cited_before);
            for clause in cites.into_iter().filter(|id| section != "account" || !is_frame(id)) {
                // the number stayed in the rule, and in the text it is another clause's
                let is_stale = clauses.strange.contains(&clause)
                    && cited_before.contains(&clause)
                    && !cited_before.iter().any(|was| clauses.moved.get(was) == Some(&clause));
                let stayed = !changed.contains(&(section.to_owned(), key.clone()));
                if is_stale || (stayed && clauses.changed.contains(&clause)) {
                    let of = (is_stale, place(&clause), clause);
                    by_clause.entry(of).or_default().push(name.clone());
                }
            }
        }
    }
    let sentence = |((is_stale, _, clause), rules): ((bool, Option<usize>, String), Vec<Words>)| {
        both(|language| {
            let list: Vec<&str> = rules.iter().map(|words| words.in_language(language)).collect();
            let list = list.join(pick(language, "；", "; "));
            match (language, is_stale) {
                (Language::Chinese, true) => {
                    format!("`{clause}` 现在是另一条，规则还引用这个号：{list}")
                }
                (Language::Chinese, false) => format!("`{clause}`：{list}"),
                (Language::English, true) => format!(
                    "`{clause}` is another clause now, and rules still cite that number: {list}"
                ),
                (Language::English, false) => format!("`{clause}`: {list}"),
            }
        })
    };
    by_clause.into_iter().map(sentence).collect()
}

/// What is made of a test that changed has changed too.
fn spread(table: &Table, changed: &mut BTreeSet<Entry>) {
    let all = ["test", "criterion", "group"];
    let parts = |entry: &Table| -> Vec<String> {
        let list = ["of", "any"].into_iter().filter_map(|key| entry.get(key)?.as_array()).flatten();
        let named =
            entry.get("tests").and_then(Value::as_table).into_iter().flat_map(Table::values);
        list.chain(named).map(shown).collect()
    };
    // as deep as tests may be made of each other
    loop {
        let before = changed.len();
        for section in all {
            for (key, entry) in entries(section, table.get(section)) {
                let is_part = |id: &String| {
                    all.iter().any(|of| changed.contains(&((*of).to_owned(), id.clone())))
                };
                if parts(entry).iter().any(is_part) {
                    changed.insert((section.to_owned(), key));
                }
            }
        }
        if changed.len() == before {
            return;
        }
    }
}
