//! A pack as the tables that it was compiled from, as far as it still tells them.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};
use toml::{Table, Value};

use super::differ::Side;
use crate::notice::{Cell, Notice};

/// Lists of the texts, and the sections that they come from; entries of a map become entries with an id.
const SECTIONS: [(&str, &str); 15] = [
    ("sources", "source"),
    ("authorities", "authority"),
    ("facts", "fact"),
    ("criteria", "criterion"),
    ("groups", "group"),
    ("relaxations", "relaxation"),
    ("exclusivities", "exclusivity"),
    ("routes", "route"),
    ("windows", "window"),
    ("phases", "phase"),
    ("documents", "document"),
    ("not_needed", "not_needed"),
    ("steps", "step"),
    ("warnings", "warning"),
    ("cautions", "caution"),
];

/// What a pack tells of its notice.
pub(super) fn side(notice: &Notice) -> Side {
    let texts: Map<String, Json> = serde_json::from_str(notice.texts()).unwrap_or_default();
    let mut sources = BTreeMap::new();
    for (id, source) in texts.get("sources").and_then(Json::as_object).into_iter().flatten() {
        if let Some(text) = source.get("text").and_then(Json::as_str) {
            sources.insert(id.clone(), text.to_owned());
        }
    }
    let mut table = Table::new();
    let reader = Reader { sources: &sources };
    if let Some(head) = texts.get("notice") {
        table.insert("notice".into(), reader.value(head, ""));
    }
    for (name, section) in SECTIONS {
        let entries: Vec<Value> = match texts.get(name) {
            Some(Json::Array(list)) => list.iter().map(|entry| reader.entry(entry, None)).collect(),
            Some(Json::Object(map)) => {
                map.iter().map(|(id, entry)| reader.entry(entry, Some(id))).collect()
            }
            _ => Vec::new(),
        };
        if !entries.is_empty() {
            table.insert(section.into(), Value::Array(entries));
        }
    }
    add_rules(notice, &mut table);
    Side { table, sources }
}

struct Reader<'s> {
    sources: &'s BTreeMap<String, String>,
}

impl Reader<'_> {
    fn entry(&self, entry: &Json, id: Option<&str>) -> Value {
        let mut table = match entry {
            Json::Object(_) => match self.value(entry, "") {
                Value::Table(table) => table,
                _ => Table::new(),
            },
            // a window is the list of its rules, an authority its name
            Json::Array(rules) => {
                let rules = rules.iter().enumerate().map(|(at, rule)| {
                    let mut rule = self.value(rule, "");
                    // for whom it holds is not told; its place stands in
                    if let Some(table) = rule.as_table_mut() {
                        table.insert("when".into(), format!("#{}", at + 1).into());
                    }
                    rule
                });
                [("rule".to_owned(), Value::Array(rules.collect()))].into_iter().collect()
            }
            other => [("name".to_owned(), self.value(other, ""))].into_iter().collect(),
        };
        // a source's own text is compared clause by clause
        if id.is_some_and(|id| self.sources.contains_key(id)) {
            table.remove("text");
        }
        if let Some(id) = id {
            table.insert("id".into(), id.into());
        }
        Value::Table(table)
    }

    /// A quote is the words that stand there; `clause` is that of the table around it.
    fn value(&self, value: &Json, clause: &str) -> Value {
        match value {
            Json::Object(map) => {
                let own = map.get("clause").and_then(Json::as_str).unwrap_or(clause);
                let mut table = Table::new();
                for (key, value) in map {
                    let told = match (key.as_str(), value.as_array()) {
                        ("quote", Some(range)) => self.quote(own, range).into(),
                        _ => self.value(value, own),
                    };
                    table.insert(key.clone(), told);
                }
                Value::Table(table)
            }
            Json::Array(items) => {
                Value::Array(items.iter().map(|item| self.value(item, clause)).collect())
            }
            Json::String(text) => text.as_str().into(),
            Json::Bool(is) => (*is).into(),
            Json::Number(number) => number.as_i64().unwrap_or_default().into(),
            Json::Null => "".into(),
        }
    }

    fn quote(&self, clause: &str, range: &[Json]) -> String {
        let source = clause.split('/').next().unwrap_or_default();
        let units: Vec<u16> =
            self.sources.get(source).map_or("", String::as_str).encode_utf16().collect();
        let at = |place: usize| {
            range.get(place).and_then(Json::as_u64).and_then(|at| usize::try_from(at).ok())
        };
        let inside = at(0).zip(at(1)).and_then(|(start, end)| units.get(start..end));
        String::from_utf16_lossy(inside.unwrap_or_default())
    }
}

/// What the texts do not tell: a route's conditions and channel, the cells of the standards.
fn add_rules(notice: &Notice, table: &mut Table) {
    let rules = &notice.rules;
    let routes = table.get_mut("route").and_then(Value::as_array_mut);
    for entry in routes.into_iter().flatten().filter_map(Value::as_table_mut) {
        let id = entry.get("id").and_then(Value::as_str).unwrap_or_default();
        let Some(route) = rules.routes.iter().find(|route| route.id == id) else {
            continue;
        };
        let named = |condition: &crate::notice::RouteCondition| {
            let first = condition.criteria.first().and_then(|id| rules.criteria.get(id.index()));
            let name = first.map_or("", |criterion| &criterion.id);
            Value::from(if condition.group.is_empty() { name } else { &condition.group })
        };
        let relaxable = route.conditions.iter().filter(|condition| condition.relaxable);
        let relaxable: Vec<Value> = relaxable.map(named).collect();
        let criteria: Vec<Value> = route.conditions.iter().map(named).collect();
        entry.insert("criteria".into(), criteria.into());
        entry.insert("relaxable".into(), relaxable.into());
        entry.insert("channel".into(), route.channel.as_str().into());
        entry.insert("channel_certain".into(), route.channel_certain.into());
    }
    let Some(standards) = &rules.standards else {
        return;
    };
    let choices = |fact: crate::notice::FactId| {
        let kind = rules.facts.get(fact.index()).map(|fact| &fact.kind);
        let count = kind.map_or(0, |kind| kind.choices());
        let of = |at| crate::notice::ChoiceId(u16::try_from(at).unwrap_or(u16::MAX));
        let name = |at| kind.map_or("", |kind| kind.choice_id(of(at))).to_owned();
        (0..count).map(name).collect::<Vec<_>>()
    };
    let (levels, held) = (choices(standards.level), choices(standards.held));
    let degree = rules.facts.get(standards.degree.index()).map_or("", |fact| &fact.id);
    let head: Table = [("degree".to_owned(), degree.into())].into_iter().collect();
    table.insert("standards".into(), Value::Table(head));
    let tables = standards.tables.iter().map(|of| {
        let rows = levels.iter().zip(&of.rows).map(|(level, row)| {
            let cells: Vec<Value> = row.iter().map(|cell| written(cell, &held).into()).collect();
            (level.clone(), Value::Array(cells))
        });
        let series = choices(standards.series);
        let named = of.series.iter().filter_map(|id| series.get(id.index()));
        let mut table = Table::new();
        table.insert("source".into(), of.source.as_str().into());
        table.insert(
            "series".into(),
            named.map(|id| Value::from(id.as_str())).collect::<Vec<_>>().into(),
        );
        table.insert("rows".into(), Value::Table(rows.collect()));
        Value::Table(table)
    });
    let tables: Vec<Value> = tables.collect();
    table.insert("standard".into(), tables.into());
}

/// A cell as authors write it.
fn written(cell: &Cell, held: &[String]) -> String {
    let title = |id: &crate::notice::ChoiceId| held.get(id.index()).map_or("", String::as_str);
    match cell {
        Cell::Never => "-".to_owned(),
        Cell::AtOnce => "0".to_owned(),
        Cell::Held { title: id, years } => format!("{} {years}", title(id)),
        Cell::Work { years } => format!("work {years}"),
        Cell::Both { title: id, years, work } => format!("{} {years} + work {work}", title(id)),
    }
}
