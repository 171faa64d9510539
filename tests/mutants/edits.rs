//! Single edits of a notice, generated from its own text: the slips that an author makes.
//!
//! Words for people are left alone (`FREE`); everything that decides, cites or names is changed in
//! each way that fits what it is. The same text gives the same edits, in the same order.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// One edit: what stands in the place of a part of the text.
pub struct Edit {
    /// What kind of slip it is, for counts.
    pub slip: &'static str,
    /// Table, its id, key and change: no line numbers, so that a name stays when others move.
    pub name: String,
    span: Range<usize>,
    put: String,
}

impl Edit {
    /// The whole text after it.
    pub fn applied(&self, text: &str) -> String {
        [&text[..self.span.start], &self.put, &text[self.span.end..]].concat()
    }
}

/// Words for people: another wording is no slip that a program could see.
const FREE: [&str; 12] = [
    "question",
    "label",
    "words",
    "hint",
    "why",
    "note",
    "about",
    "name",
    "text",
    "also_words",
    "copies",
    "kind_name",
];

/// How many other ids of its kind an id is exchanged for, where there are many.
const EXCHANGES: usize = 4;

/// Ids by what they name.
type Pools = BTreeMap<&'static str, Vec<String>>;

struct Editor<'t> {
    text: &'t str,
    pools: Pools,
    /// The choices of each fact.
    choices: BTreeMap<String, Vec<String>>,
    edits: Vec<Edit>,
}

/// Where a value stands.
#[derive(Clone)]
struct Place<'p> {
    /// `criterion`, `window.rule`.
    table: &'p str,
    /// The id of the table, or its place among those of its kind.
    owner: String,
    key: &'p str,
    /// The fact that the table's choices are of.
    fact: Option<String>,
    kind: Option<String>,
}

impl Place<'_> {
    fn name(&self) -> String {
        format!("[{}] {}: {}", self.table, self.owner, self.key)
    }
}

/// Every edit of the text.
pub fn edits(text: &str) -> Vec<Edit> {
    let table = DeTable::parse(text).expect("a notice is TOML").into_inner();
    let mut editor = Editor { text, pools: Pools::new(), choices: BTreeMap::new(), edits: vec![] };
    editor.collect(&table);
    for (name, value) in &table {
        editor.top(name.get_ref(), value);
    }
    editor.blocks();
    // two ways to the same text are one edit
    let mut seen = BTreeSet::new();
    let mut edits = editor.edits;
    edits.retain(|edit| seen.insert((edit.span.start, edit.span.end, edit.put.clone())));
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    for edit in &mut edits {
        let count = names.entry(edit.name.clone()).or_default();
        *count += 1;
        if *count > 1 {
            edit.name = format!("{} ({count})", edit.name);
        }
    }
    edits
}

fn string(table: &DeTable<'_>, key: &str) -> Option<String> {
    table.iter().find(|(name, _)| name.get_ref() == key)?.1.get_ref().as_str().map(str::to_owned)
}

fn tables<'v, 'i>(value: Option<&'v Spanned<DeValue<'i>>>) -> Vec<&'v DeTable<'i>> {
    let items = value.and_then(|value| value.get_ref().as_array());
    items
        .into_iter()
        .flat_map(|items| items.iter())
        .filter_map(|v| v.get_ref().as_table())
        .collect()
}

impl<'t> Editor<'t> {
    fn collect(&mut self, root: &DeTable<'_>) {
        let ids = |name: &str| -> Vec<String> {
            tables(root.get(name)).iter().filter_map(|table| string(table, "id")).collect()
        };
        let of = |name: &str, key: &str| -> Vec<String> {
            let mut all: Vec<String> =
                tables(root.get(name)).iter().filter_map(|table| string(table, key)).collect();
            all.dedup();
            all
        };
        let fixed = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
        let tests = ids("test");
        let criteria = ids("criterion");
        let mut clauses: Vec<String> = ["criterion", "document", "step", "account", "fact"]
            .iter()
            .flat_map(|t| of(t, "clause"))
            .collect();
        clauses.sort();
        clauses.dedup();
        let kinds = of("route", "kind");
        self.pools = Pools::from([
            ("conditions", [tests.clone(), criteria.clone()].concat()),
            ("tests", tests),
            ("criteria", criteria),
            ("facts", ids("fact")),
            ("sources", ids("source")),
            ("authorities", ids("authority")),
            ("windows", ids("window")),
            ("relaxations", ids("relaxation")),
            ("warnings", ids("warning")),
            ("phases", ids("phase")),
            ("clauses", clauses),
            ("route kinds", kinds),
            ("grades", fixed(&["held", "A", "B", "own-knowledge", "cited", "own-words"])),
            ("states", fixed(&["dates", "unannounced", "set-by"])),
            ("unmet", fixed(&["source-not-held", "no"])),
            ("step kinds", fixed(&["before", "path", "later"])),
            ("roles", fixed(&["informative", "discretionary", "unclear"])),
            ("fact kinds", fixed(&["choice", "ordered", "date", "number", "yes-no"])),
            ("set by", fixed(&["county", "regional-series"])),
            (
                "test kinds",
                fixed(&[
                    "choice",
                    "number",
                    "years",
                    "until",
                    "over",
                    "below",
                    "not-below",
                    "all",
                    "any",
                ]),
            ),
        ]);
        for fact in tables(root.get("fact")) {
            let ids = tables(fact.get("choices")).iter().filter_map(|c| string(c, "id")).collect();
            self.choices.insert(string(fact, "id").unwrap_or_default(), ids);
        }
    }

    fn top(&mut self, name: &str, value: &Spanned<DeValue<'_>>) {
        match value.get_ref() {
            DeValue::Array(items) => {
                for (at, item) in items.iter().enumerate() {
                    if let Some(table) = item.get_ref().as_table() {
                        let owner = string(table, "id").unwrap_or_else(|| format!("#{}", at + 1));
                        self.table(name, &owner, table);
                    }
                }
            }
            DeValue::Table(table) => self.table(name, "", table),
            _ => {
                let place =
                    Place { table: "", owner: String::new(), key: name, fact: None, kind: None };
                self.scalar(&place, value);
            }
        }
    }

    fn table(&mut self, name: &str, owner: &str, table: &DeTable<'_>) {
        let fact = match name {
            "fact" => Some(owner.to_owned()),
            "standard" => Some("series".to_owned()),
            _ => string(table, "fact"),
        };
        let kind = string(table, "kind");
        let mut renamed = Vec::new();
        for (key, value) in table {
            let key_name: &str = key.get_ref();
            let place = Place {
                table: name,
                owner: owner.into(),
                key: key_name,
                fact: fact.clone(),
                kind: kind.clone(),
            };
            if key_name == "rule" {
                for (at, rule) in tables(Some(value)).iter().enumerate() {
                    self.table("window.rule", &format!("{owner} {}", at + 1), rule);
                }
                continue;
            }
            if key_name == "rows" {
                self.rows(owner, &string(table, "source").unwrap_or_default(), value);
                continue;
            }
            if !FREE.contains(&key_name) {
                self.drop_key(&place, key.span(), value.span());
            }
            let other = match key_name {
                "yes" => "no",
                "no" => "yes",
                "at_least" => "at_most",
                "at_most" => "at_least",
                "opens" => "closes",
                "when" => "unless",
                _ => "",
            };
            if !other.is_empty() && !renamed.contains(&key_name) {
                renamed.push(key_name);
                self.put("key exchanged", &place, &format!("becomes `{other}`"), key.span(), other);
            }
            self.value(&place, value);
        }
    }

    fn value(&mut self, place: &Place<'_>, value: &Spanned<DeValue<'_>>) {
        match value.get_ref() {
            DeValue::Array(items) => {
                let spans: Vec<Range<usize>> = items.iter().map(Spanned::span).collect();
                for (at, item) in items.iter().enumerate() {
                    let shown = match item.get_ref() {
                        DeValue::Table(table) => string(table, "id").unwrap_or_default(),
                        other => other.as_str().unwrap_or_default().to_owned(),
                    };
                    self.drop_item(place, &shown, &spans, at);
                    // only the choices of an ordered fact run from low to high
                    if place.key == "choices"
                        && place.kind.as_deref() == Some("ordered")
                        && let Some(next) = spans.get(at + 1)
                    {
                        let what = format!("`{shown}` changes places with the next");
                        self.exchange("order", place, &what, spans[at].clone(), next.clone());
                    }
                    match item.get_ref() {
                        DeValue::Table(table) => {
                            for (key, value) in table {
                                if key.get_ref() == "id" {
                                    let place = Place {
                                        owner: format!("{} {shown}", place.owner),
                                        key: "id",
                                        ..place.clone()
                                    };
                                    self.scalar(&place, value);
                                }
                            }
                        }
                        _ => self.scalar(place, item),
                    }
                }
            }
            DeValue::Table(table) => {
                for (key, value) in table {
                    let key: &str = key.get_ref();
                    let inner = Place { key: place.key.trim_end_matches('s'), ..place.clone() };
                    let inner = Place { owner: format!("{} {key}", place.owner), ..inner };
                    self.scalar(&inner, value);
                }
            }
            _ => self.scalar(place, value),
        }
    }

    /// The other ids that may stand here.
    fn pool(&self, place: &Place<'_>) -> Vec<String> {
        let pool = match (place.table, place.key) {
            ("fact", "id") | ("test", "id") | ("criterion", "id") => return Vec::new(),
            ("fact", "kind") => "fact kinds",
            ("test" | "criterion", "kind") => "test kinds",
            ("route", "kind") | (_, "kinds") => "route kinds",
            ("step", "kind") => "step kinds",
            (_, "state") => "states",
            (_, "set_by") => "set by",
            (_, "unmet") => "unmet",
            (_, "as") => "roles",
            (_, "grade") => "grades",
            (_, "of" | "when" | "unless" | "needed_if" | "also" | "asked_if") => "conditions",
            ("relaxation", "any") => "tests",
            (_, "any" | "criteria" | "relaxable") => "criteria",
            (_, "fact" | "than" | "not_after") | ("standards", _) => "facts",
            (_, "clause" | "unclear_in") => "clauses",
            (_, "authority") => "authorities",
            (_, "window") => "windows",
            (_, "relaxation") => "relaxations",
            (_, "warning") => "warnings",
            (_, "source" | "not_held" | "leans_on") => "sources",
            (_, "phase") => "phases",
            (
                _,
                "yes" | "no" | "unclear" | "discretion" | "at_least" | "at_most" | "met"
                | "not_met" | "by_standard" | "unsure",
            )
            | ("standard", "series") => {
                let of = place.fact.as_ref().and_then(|fact| self.choices.get(fact));
                return match of {
                    Some(ids) if !ids.is_empty() => ids.clone(),
                    _ => vec!["yes".into(), "no".into()],
                };
            }
            _ => return Vec::new(),
        };
        self.pools.get(pool).cloned().unwrap_or_default()
    }

    fn scalar(&mut self, place: &Place<'_>, value: &Spanned<DeValue<'_>>) {
        let span = value.span();
        match value.get_ref() {
            DeValue::Boolean(now) => {
                self.put(
                    "boolean",
                    place,
                    &format!("{now} becomes {}", !now),
                    span,
                    &(!now).to_string(),
                );
            }
            DeValue::Integer(number) => {
                let number: i64 = number.as_str().parse().expect("a number");
                for other in [number - 1, number + 1] {
                    let slip = match place.key {
                        "years" => "years",
                        "year" => "year",
                        _ => "number",
                    };
                    self.put(
                        slip,
                        place,
                        &format!("{number} becomes {other}"),
                        span.clone(),
                        &other.to_string(),
                    );
                }
            }
            DeValue::String(text) => self.text_edits(place, text, span),
            _ => {}
        }
    }

    fn text_edits(&mut self, place: &Place<'_>, text: &str, span: Range<usize>) {
        let mut put = |slip, what: String, to: String| {
            self.put(slip, place, &what, span.clone(), &format!("\"{to}\""));
        };
        // a year, wherever it stands; in words for people too
        for (at, year) in years(text) {
            for other in [year - 1, year + 1] {
                let changed = format!("{}{other}{}", &text[..at], &text[at + 4..]);
                let slip = if place.key == "quote" { "quote" } else { "year" };
                put(slip, format!("{year} at {at} becomes {other}"), changed);
            }
        }
        if FREE.contains(&place.key) || place.key == "title" {
            return;
        }
        if is_date(text) {
            for (part, least, most) in [(5..7, 1, 12), (8..10, 1, 31)] {
                let number: i32 = text[part.clone()].parse().expect("digits");
                for other in [number - 1, number + 1] {
                    if (least..=most).contains(&other) {
                        let changed =
                            format!("{}{other:02}{}", &text[..part.start], &text[part.end..]);
                        put("date", format!("{text} becomes {changed}"), changed);
                    }
                }
            }
            return;
        }
        if place.key == "quote" {
            for (what, changed) in quotes(text) {
                put("quote", format!("`{text}`, {what}"), changed);
            }
            return;
        }
        let letters: Vec<char> = text.chars().collect();
        let middle = letters.len() / 2;
        let lost: String =
            letters.iter().enumerate().filter(|(at, _)| *at != middle).map(|(_, c)| *c).collect();
        put("misspelt", format!("`{text}` misspelt"), lost);
        let pool = self.pool(place);
        if let Some(now) = pool.iter().position(|id| id == text) {
            let many = pool.len() > 8 && place.fact.is_none() || pool.len() > 24;
            let steps: Vec<usize> = if many {
                let third = pool.len() / 3;
                vec![1, third, 2 * third, pool.len() - 1][..EXCHANGES].to_vec()
            } else {
                (1..pool.len()).collect()
            };
            for step in steps {
                let other = &pool[(now + step) % pool.len()];
                let what = format!("`{text}` becomes `{other}`");
                self.put("exchanged", place, &what, span.clone(), &format!("\"{other}\""));
            }
        }
    }

    fn rows(&mut self, owner: &str, source: &str, value: &Spanned<DeValue<'_>>) {
        let Some(rows) = value.get_ref().as_table() else { return };
        let titles = ["technician", "assistant", "intermediate", "associate-senior", "senior"];
        let keys: Vec<(&str, Range<usize>)> =
            rows.keys().map(|key| (key.get_ref().as_ref(), key.span())).collect();
        for pair in keys.windows(2) {
            let place = Place {
                table: "standard",
                owner: source.into(),
                key: "rows",
                fact: None,
                kind: None,
            };
            let what = format!("`{}` and `{}` change places", pair[0].0, pair[1].0);
            self.exchange("cell", &place, &what, pair[0].1.clone(), pair[1].1.clone());
        }
        let _ = owner;
        for (level, row) in rows {
            let cells = row.get_ref().as_array().expect("cells");
            let level: &str = level.get_ref();
            for (at, cell) in cells.iter().enumerate() {
                let key = format!("{level} {}", at + 1);
                let place = Place {
                    table: "standard",
                    owner: source.into(),
                    key: &key,
                    fact: None,
                    kind: None,
                };
                let text = cell.get_ref().as_str().expect("a cell");
                let mut others: Vec<String> = vec!["-".into(), "0".into()];
                match text.split_once(' ') {
                    Some((what, years)) => {
                        let years: i32 = years.parse().expect("years");
                        others.extend(
                            [years - 1, years + 1, years + 10]
                                .map(|years| format!("{what} {years}")),
                        );
                        let place = titles.iter().position(|title| *title == what);
                        let near = place.map_or(vec![level], |at| {
                            vec![titles[(at + 1) % 5], titles[(at + 4) % 5], "work"]
                        });
                        others.extend(near.iter().map(|title| format!("{title} {years}")));
                    }
                    None => others.extend(["work 1".into(), "assistant 4".into(), "1".into()]),
                }
                for other in others.iter().filter(|other| *other != text) {
                    let what = format!("`{text}` becomes `{other}`");
                    self.put("cell", &place, &what, cell.span(), &format!("\"{other}\""));
                }
                if let Some(next) = cells.get(at + 1)
                    && next.get_ref().as_str() != Some(text)
                {
                    let what = "changes places with the next";
                    self.exchange("cell", &place, what, cell.span(), next.span());
                }
            }
        }
    }

    // -------------------------------------------------------- the text

    fn put(
        &mut self,
        slip: &'static str,
        place: &Place<'_>,
        what: &str,
        span: Range<usize>,
        to: &str,
    ) {
        if self.text[span.clone()] != *to {
            let name = format!("{}, {what}", place.name());
            self.edits.push(Edit { slip, name, span, put: to.to_owned() });
        }
    }

    fn exchange(
        &mut self,
        slip: &'static str,
        place: &Place<'_>,
        what: &str,
        one: Range<usize>,
        other: Range<usize>,
    ) {
        let (a, b) = if one.start < other.start { (one, other) } else { (other, one) };
        let t = self.text;
        let put = [&t[b.clone()], &t[a.end..b.start], &t[a.clone()]].concat();
        let name = format!("{}, {what}", place.name());
        self.edits.push(Edit { slip, name, span: a.start..b.end, put });
    }

    fn drop_key(&mut self, place: &Place<'_>, key: Range<usize>, value: Range<usize>) {
        let end =
            self.text[value.end..].find('\n').map_or(self.text.len(), |at| value.end + at + 1);
        self.put("key dropped", place, "dropped", key.start..end, "");
    }

    fn drop_item(&mut self, place: &Place<'_>, shown: &str, items: &[Range<usize>], at: usize) {
        let span = match (items.get(at + 1), at.checked_sub(1).and_then(|at| items.get(at))) {
            (Some(next), _) => items[at].start..next.start,
            (None, Some(before)) => before.end..items[at].end,
            (None, None) => items[at].clone(),
        };
        self.put("item dropped", place, &format!("without `{shown}`"), span, "");
    }

    /// Whole tables dropped, and neighbouring rules of a window in the other order.
    fn blocks(&mut self) {
        let mut headers: Vec<(usize, &str)> = Vec::new();
        let mut at = 0;
        for line in self.text.split_inclusive('\n') {
            if line.starts_with('[') {
                headers.push((at, line.trim().trim_matches(['[', ']'])));
            }
            at += line.len();
        }
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for (place, (start, name)) in headers.iter().enumerate() {
            let inner = format!("{name}.");
            let rest = &headers[place + 1..];
            let end = rest
                .iter()
                .find(|(_, other)| !other.starts_with(&inner))
                .map_or(self.text.len(), |(at, _)| *at);
            let count = counts.entry(name).or_default();
            *count += 1;
            let block = &self.text[*start..end];
            let id = block.lines().find_map(|line| line.strip_prefix("id = "));
            let owner = id.map_or(format!("#{count}"), |id| id.trim_matches('"').to_owned());
            let place_of = Place {
                table: name,
                owner: owner.clone(),
                key: "the table",
                fact: None,
                kind: None,
            };
            self.put("table dropped", &place_of, "dropped", *start..end, "");
            if let Some((next, other)) = rest.first()
                && other == name
                && *name == "window.rule"
            {
                let end_of_next = rest.get(1).map_or(self.text.len(), |(at, _)| *at);
                let one = *start..*next;
                let what = "changes places with the next";
                self.exchange("order", &place_of, what, one, *next..end_of_next);
            }
        }
    }
}

/// Years that stand in a text, with their places.
fn years(text: &str) -> Vec<(usize, i32)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("20") {
        let four = text.get(at..at + 4).filter(|four| four.bytes().all(|b| b.is_ascii_digit()));
        let before = at.checked_sub(1).and_then(|at| text.as_bytes().get(at));
        let after = text.as_bytes().get(at + 4);
        let alone = ![before, after].iter().flatten().any(|b| b.is_ascii_digit());
        if let (Some(four), true) = (four, alone) {
            found.push((at, four.parse().expect("digits")));
        }
    }
    found
}

fn is_date(text: &str) -> bool {
    text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(at, b)| if at == 4 || at == 7 { b == b'-' } else { b.is_ascii_digit() })
}

/// A quote with one slip: at the ends, and at three places between them.
fn quotes(quote: &str) -> Vec<(String, String)> {
    let chars: Vec<char> = quote.chars().collect();
    let n = chars.len();
    let mut all = Vec::new();
    let join = |parts: &[&[char]]| parts.concat().iter().collect::<String>();
    for cut in 1..=3.min(n - 1) {
        all.push((format!("cut by {cut} at the end"), join(&[&chars[..n - cut]])));
        all.push((format!("cut by {cut} at the beginning"), join(&[&chars[cut..]])));
    }
    let mut places = vec![0, n / 4, n / 2, 3 * n / 4, n - 1];
    places.dedup();
    for at in places {
        let (before, after) = (&chars[..at], &chars[at + 1..]);
        let own = chars[at];
        all.push((format!("`{own}` at {at} dropped"), join(&[before, after])));
        all.push((format!("`{own}` at {at} doubled"), join(&[before, &[own, own], after])));
        let other = if own == '的' { '地' } else { '的' };
        all.push((format!("`{own}` at {at} changed"), join(&[before, &[other], after])));
        if let Some(next) = after.first().filter(|next| **next != own) {
            let what = format!("`{own}` at {at} and the next transposed");
            all.push((what, join(&[before, &[*next, own], &after[1..]])));
        }
    }
    for (plain, wide) in [(',', '，'), ('(', '（'), ('“', '"')] {
        if let Some(at) = chars.iter().position(|c| *c == plain) {
            let escaped: &[char] = if wide == '"' { &['\\', '"'] } else { &[wide] };
            all.push((
                format!("`{plain}` of another width"),
                join(&[&chars[..at], escaped, &chars[at + 1..]]),
            ));
        }
    }
    all
}
