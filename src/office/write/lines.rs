//! What stands in the columns for a person, for a route of theirs, and for a fault: the same in CSV and XLSX.

use std::borrow::Cow;

use crate::author::Language;

use super::super::fault::Fault;
use super::super::person::{Person, RouteLine, Standing};
use super::super::words::{defect, pick, say};
use super::{Head, Labels};

/// What a cell holds.
#[derive(Clone, Debug)]
pub(super) enum Value<'a> {
    Nothing,
    Number(u64),
    Text(Cow<'a, str>),
    /// `YYYY-MM-DD`.
    Day(&'a str),
    Standing(Standing),
}

impl<'a> Value<'a> {
    fn text(text: impl Into<Cow<'a, str>>) -> Value<'a> {
        let text = text.into();
        if text.is_empty() { Value::Nothing } else { Value::Text(text) }
    }
}

/// A column of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Row,
    /// One of those that say who it is, by its place.
    Who(usize),
    Result,
    Route,
    Why,
    Missing,
    First,
    Window,
    Closes,
    Choice,
    Faults,
}

impl Column {
    /// The columns of the table of everybody.
    pub(super) fn of_list(head: &Head) -> Vec<Column> {
        let who = (0..head.who.len()).map(Column::Who);
        let rest = [
            Column::Result,
            Column::Route,
            Column::Why,
            Column::Missing,
            Column::First,
            Column::Window,
            Column::Closes,
            Column::Choice,
            Column::Faults,
        ];
        [Column::Row].into_iter().chain(who).chain(rest).collect()
    }

    /// The columns of a route's table.
    pub(super) fn of_route(head: &Head) -> Vec<Column> {
        let not_there = [Column::Route, Column::Choice, Column::Faults];
        Self::of_list(head).into_iter().filter(|column| !not_there.contains(column)).collect()
    }

    pub(super) fn heading<'a>(self, head: &'a Head, language: Language) -> Cow<'a, str> {
        let (zh, en) = match self {
            Column::Who(place) => {
                return head.who.get(place).map_or(Cow::Borrowed(""), |who| who.as_str().into());
            }
            Column::Row => ("行号", "Row"),
            Column::Result => ("结果", "Result"),
            Column::Route => ("途径", "Route"),
            Column::Why => ("为什么", "Why"),
            Column::Missing => ("还缺什么", "What is missing"),
            Column::First => ("最早符合", "First day"),
            Column::Window => ("申报时间", "Time for applying"),
            Column::Closes => ("截止日期", "Last day"),
            Column::Choice => ("二选一", "One of two kinds"),
            Column::Faults => ("这一行的问题", "Faults of the row"),
        };
        Cow::Borrowed(pick(language, zh, en))
    }

    /// The cell of a person, on the route of the table: the best one in that of everybody.
    pub(super) fn value<'a>(
        self,
        labels: &'a Labels,
        person: &'a Person,
        route: Option<&'a RouteLine>,
    ) -> Value<'a> {
        match self {
            Column::Row => Value::Number(person.row),
            Column::Who(place) => Value::text(person.who.get(place).map_or("", String::as_str)),
            Column::Result => {
                Value::Standing(route.map_or(person.standing, |route| route.standing))
            }
            Column::Route => Value::text(route.map_or("", |route| labels.route(&route.id))),
            Column::Why => Value::text(why(labels, route)),
            Column::Missing => Value::text(missing(labels, person, route)),
            Column::First => {
                route.and_then(|route| route.earliest.as_deref()).map_or(Value::Nothing, Value::Day)
            }
            Column::Window => {
                let words = route.map(|route| route.window.in_words(labels.language));
                Value::text(words.unwrap_or_default())
            }
            Column::Closes => route
                .and_then(|route| route.window.closes.as_deref())
                .map_or(Value::Nothing, Value::Day),
            Column::Choice => Value::text(choice(labels, person)),
            Column::Faults => {
                let said = person.faults.iter().map(|fault| fault.in_words(labels.language));
                Value::text(join(said, "；", "; ", labels.language))
            }
        }
    }
}

/// The route that a person's result is of.
pub(super) fn best(person: &Person) -> Option<&RouteLine> {
    let best = person.best.as_deref()?;
    person.routes.iter().find(|route| route.id == best)
}

fn join<S: AsRef<str>>(
    parts: impl IntoIterator<Item = S>,
    zh: &'static str,
    en: &'static str,
    language: Language,
) -> String {
    let mut joined = String::new();
    for part in parts {
        if !joined.is_empty() {
            joined.push_str(pick(language, zh, en));
        }
        joined.push_str(part.as_ref());
    }
    joined
}

fn why(labels: &Labels, route: Option<&RouteLine>) -> String {
    let language = labels.language;
    let Some(route) = route else {
        return say!(
            language,
            "这一行读不准，见问题",
            "the row cannot be read surely: see its faults"
        );
    };
    // a route that is met needs no reason
    if route.by.is_empty() {
        return String::new();
    }
    let by = join(route.by.iter().map(|id| labels.test(id)), "；", "; ", language);
    match route.standing {
        // a route is never undecided: the row is
        Standing::Meets | Standing::Closed | Standing::Undecided => by,
        Standing::NotYet | Standing::No => say!(language, "不符合：{by}", "not met: {by}", by = by),
        Standing::NeedInfo => say!(language, "还不知道：{by}", "not known yet: {by}", by = by),
        Standing::Human => {
            say!(language, "要人工核对：{by}", "to be checked by people: {by}", by = by)
        }
    }
}

fn missing(labels: &Labels, person: &Person, route: Option<&RouteLine>) -> String {
    let language = labels.language;
    let mut said = Vec::new();
    let asked = route.map_or(&[][..], |route| &route.unanswered);
    if !asked.is_empty() {
        let facts = join(asked.iter().map(|id| labels.fact(id)), "；", "; ", language);
        said.push(say!(language, "要补填：{facts}", "to fill in: {facts}", facts = facts));
    }
    if !person.documents_missing.is_empty() {
        let names = person.documents_missing.iter().map(|id| labels.document(id));
        let names = join(names, "、", ", ", language);
        said.push(say!(language, "缺材料：{names}", "documents missing: {names}", names = names));
    }
    if !person.documents_unfit.is_empty() {
        let names = person.documents_unfit.iter().map(|unfit| {
            let defects = unfit.defects.iter().map(|code| defect(code, language));
            let defects = join(defects, "、", ", ", language);
            let name = labels.document(&unfit.document);
            say!(language, "{name}（{why}）", "{name} ({why})", name = name, why = defects)
        });
        let names = join(names, "、", ", ", language);
        said.push(say!(
            language,
            "扫描件不合用：{names}",
            "scans not usable: {names}",
            names = names
        ));
    }
    join(said, "。", ". ", language)
}

fn choice(labels: &Labels, person: &Person) -> String {
    if person.exclusive_choice.is_empty() {
        return String::new();
    }
    let language = labels.language;
    let (kinds, clause) = labels.exclusive(&person.exclusive_choice);
    let kinds = kinds.iter().map(|kind| {
        let routes = join(&kind.routes, "、", ", ", language);
        // a kind of one route is often called as that route
        if kind.name.is_empty() || routes == kind.name {
            routes
        } else {
            say!(
                language,
                "{kind}：{routes}",
                "{kind}: {routes}",
                kind = kind.name,
                routes = routes
            )
        }
    });
    let kinds = join(kinds, "；", "; ", language);
    match clause {
        Some(clause) => say!(
            language,
            "只能选一类（{clause}）。{kinds}",
            "Only one kind ({clause}). {kinds}",
            clause = clause,
            kinds = kinds,
        ),
        None => say!(language, "只能选一类。{kinds}", "Only one kind. {kinds}", kinds = kinds),
    }
}

/// A column of faults.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FaultColumn {
    Row,
    Column,
    What,
    Met,
    Effect,
    Advice,
    Code,
}

impl FaultColumn {
    pub(super) const ALL: [FaultColumn; 7] = [
        FaultColumn::Row,
        FaultColumn::Column,
        FaultColumn::What,
        FaultColumn::Met,
        FaultColumn::Effect,
        FaultColumn::Advice,
        FaultColumn::Code,
    ];

    pub(super) fn heading(self, language: Language) -> &'static str {
        let (zh, en) = match self {
            FaultColumn::Row => ("行号", "Row"),
            FaultColumn::Column => ("列", "Column"),
            FaultColumn::What => ("什么问题", "What is wrong"),
            FaultColumn::Met => ("碰到的内容", "What was met"),
            FaultColumn::Effect => ("对结果的影响", "What it means"),
            FaultColumn::Advice => ("怎么办", "What to do"),
            FaultColumn::Code => ("代码", "Code"),
        };
        pick(language, zh, en)
    }

    pub(super) fn value(self, fault: &Fault, language: Language) -> Value<'_> {
        match self {
            FaultColumn::Row => fault.row.map_or(Value::Nothing, Value::Number),
            FaultColumn::Column => Value::text(fault.column.as_deref().unwrap_or("")),
            FaultColumn::What => Value::text(fault.code.name(language)),
            FaultColumn::Met => Value::text(fault.value.as_str()),
            FaultColumn::Effect => Value::text(fault.code.effect().name(language)),
            FaultColumn::Advice => Value::text(fault.code.advice(language)),
            FaultColumn::Code => Value::text(fault.code.as_str()),
        }
    }
}
