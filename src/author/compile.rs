//! From `notice.toml` and its sources to rules and texts.

use super::conditions::{Conditions, resolve};
use super::context::Context;
use super::diagnostics::Severity;
use super::raw::{self, Text};
use super::{supplements, texts, unused};
use crate::date::Day;
use crate::notice::{
    Criterion, CriterionId, DocumentRequirement, Phase, Round, Route, RouteCondition, Rules, Step,
    Test, TestId, Warning, Window, WindowDates, WindowRule,
};

/// Compiles what was read; the faults are in the context. Absent if the rules do not hold together.
pub(super) fn compile(context: &mut Context<'_>) -> Option<(Rules, String)> {
    let raw = context.raw;
    if *raw.format.get_ref() != 1 {
        let message = words!(
            "这个程序只认格式 1，这里写的是 {}",
            "this program reads format 1, met {}",
            raw.format.get_ref()
        );
        context.error("format", raw.format.span(), message);
    }
    check_head(context);
    let mut conditions = resolve(context);
    context.places.clone_from(&conditions.places);
    let criteria = criteria(context, &conditions);
    let routes = routes(context, &mut conditions);
    let windows = windows(context, &mut conditions);
    let known = supplements::known(context, &mut conditions);
    let documents = raw.document.iter().map(|d| document(context, &conditions, d)).collect();
    let warnings = raw.warning.iter().map(|w| warning(context, &conditions, w)).collect();
    let steps = raw.step.iter().map(|s| step(context, &conditions, s)).collect();
    let mut rules = Rules {
        id: raw.notice.id.get_ref().clone(),
        edition: raw.notice.edition.get_ref().clone(),
        counted_to: conditions.counted_to,
        facts: conditions.facts,
        tests: conditions.tests,
        criteria,
        routes,
        windows,
        standards: conditions.standards,
        documents,
        warnings,
        steps,
        known,
        timed: Vec::new(),
    };
    find_parents(context, &mut rules);
    let texts = texts::write(context);
    if context.diagnostics.has_errors() {
        return None;
    }
    unused::find(context);
    if !rules.check() {
        let span = raw.notice.id.span();
        let message = words!("规则之间对不上", "the rules do not fit together");
        context.error("inconsistent", span, message);
        return None;
    }
    Some((rules, texts))
}

/// The head says which notice this is, of which year, by whom.
fn check_head(context: &mut Context<'_>) {
    let head = &context.raw.notice;
    day(context, &head.issued);
    context.check_id(&head.id);
    let year = *head.year.get_ref();
    if !(1950..2200).contains(&year) {
        let message = words!(
            "`year` 应当是通知的年度，如 2021，这里是 {year}",
            "`year` is that of the notice, such as 2021, not {year}"
        );
        context.error("head-not-filled", head.year.span(), message);
    }
    for (key, value) in [("name", &head.name), ("issuer", &head.issuer)] {
        if value.get_ref().trim().is_empty() {
            let message = words!("`{key}` 还没有填写", "`{key}` is not filled in");
            context.error("head-not-filled", value.span(), message);
        }
    }
}

/// The facts that a fact hangs on; they must stand before it, and no day may come into it.
fn find_parents(context: &mut Context<'_>, rules: &mut Rules) {
    for (place, written) in context.raw.fact.iter().enumerate() {
        let Some(test) = rules.facts[place].asked_if else {
            continue;
        };
        let mut parents = Vec::new();
        rules.facts_of(test, &mut parents);
        let late = parents.iter().find(|parent| parent.index() >= place);
        let span = written.asked_if.as_ref().map_or(0..0, Text::span);
        if let Some(late) = late {
            let message = words!(
                "问不问 `{}` 要看 `{}`，可是 `{1}` 写在它后面",
                "`{}` hangs on `{}`, which stands after it",
                written.id.get_ref(),
                rules.fact(*late).id
            );
            let help = Some(words!(
                "把先问的问题写在前面",
                "put the fact that is asked first before the other"
            ));
            context.fault(Severity::Error, "fact-order", span.clone(), message, help);
        }
        let dated = |id: &&crate::notice::FactId| {
            matches!(rules.fact(**id).kind, crate::notice::FactKind::Date)
        };
        if parents.iter().find(dated).is_some() {
            let message = words!(
                "问不问一个问题，不能看日期",
                "whether a fact is asked cannot hang on a date"
            );
            context.error("asked-if-date", span, message);
        }
        rules.facts[place].parents = parents;
    }
}

pub(super) fn day(context: &mut Context<'_>, text: &Text) -> Option<Day> {
    let day = Day::parse(text.get_ref()).ok();
    if day.is_none() {
        let message = words!(
            "应当是一个日期，比如 `2021-07-15`，这里写的是 `{}`",
            "expected a day `YYYY-MM-DD`, met `{}`",
            text.get_ref()
        );
        context.error("malformed-date", text.span(), message);
    }
    day
}

fn test(context: &mut Context<'_>, conditions: &Conditions, id: Option<&Text>) -> Option<TestId> {
    let ids = context.conditions.clone();
    let at = context.look_up("test or criterion", &ids, id?)?;
    Some(conditions.test(at))
}

fn criteria(context: &mut Context<'_>, conditions: &Conditions) -> Vec<Criterion> {
    let raw = context.raw;
    for test in &raw.test {
        if test.kind.get_ref() == "conditions" {
            not_held(context, test);
        } else if let Some(source) = &test.not_held {
            let message = words!(
                "只有条件，或者 `conditions` 这种判断，才写依据的文件",
                "only a criterion, or a test of kind `conditions`, leans on a document"
            );
            context.error("key-of-other-kind", source.span(), message);
        }
        let shown = [&test.label, &test.clause, &test.quote, &test.words];
        if let Some(key) = shown.into_iter().flatten().next() {
            let message =
                words!("判断 `[[test]]` 不给人看，这个键用不上", "a test is shown to nobody");
            let help = Some(words!(
                "改成 `[[criterion]]`，或者去掉这些键",
                "make it a `[[criterion]]`, or take these keys away"
            ));
            context.fault(Severity::Error, "key-of-other-kind", key.span(), message, help);
        }
    }
    let first = raw.test.len();
    let of = |(at, written): (usize, &raw::Condition)| {
        let clause = match (&written.label, &written.clause) {
            (Some(_), Some(clause)) => clause.get_ref().clone(),
            (label, _) => {
                let key = if label.is_none() { "label" } else { "clause" };
                let message = words!(
                    "条件 `{}` 少了 `{key}`",
                    "the criterion `{}` needs the key `{key}`",
                    written.id.get_ref()
                );
                context.error("key-missing", written.id.span(), message);
                String::new()
            }
        };
        not_held(context, written);
        Criterion {
            id: written.id.get_ref().clone(),
            test: conditions.test(first + at),
            clause,
            not_held: written.not_held.as_ref().map(|id| id.get_ref().clone()).unwrap_or_default(),
        }
    };
    raw.criterion.iter().enumerate().map(of).collect()
}

/// The document that a condition leans on: it is there, and its text is not in hand.
fn not_held(context: &mut Context<'_>, written: &raw::Condition) {
    let Some(source) = &written.not_held else {
        return;
    };
    let sources = context.sources.clone();
    context.look_up("source", &sources, source);
    if context.held.iter().any(|held| held.id == *source.get_ref()) {
        let message = words!(
            "`{}` 的原文已经收录，不能写在 `not_held` 里",
            "the text of `{}` is in hand",
            source.get_ref()
        );
        context.error("source-grade", source.span(), message);
    }
    *context.cited.entry(source.get_ref().clone()).or_default() += 1;
}

fn routes(context: &mut Context<'_>, conditions: &mut Conditions) -> Vec<Route> {
    let raw = context.raw;
    let empty = raw
        .route
        .iter()
        .map(|route| (&route.id, &route.criteria, "criteria"))
        .chain(raw.group.iter().map(|group| (&group.id, &group.any, "any")))
        .chain(raw.relaxation.iter().map(|relaxation| (&relaxation.id, &relaxation.any, "any")));
    for (id, _, key) in empty.filter(|(_, list, _)| list.is_empty()) {
        let message = words!(
            "`{}` 的 `{key}` 是空的，至少写一项",
            "`{}` needs the key `{key}`: at least one",
            id.get_ref()
        );
        context.error("key-missing", id.span(), message);
    }
    for group in &raw.group {
        if context.conditions.contains_key(group.id.get_ref()) {
            let message = words!(
                "`{}` 已经是一个判断或条件的 id",
                "`{}` is a test or a criterion too",
                group.id.get_ref()
            );
            context.error("doubled-id", group.id.span(), message);
        }
    }
    let relaxations: Vec<TestId> = raw
        .relaxation
        .iter()
        .map(|relaxation| {
            let of = relaxation.any.iter().filter_map(|id| test(context, conditions, Some(id)));
            let of = of.collect();
            conditions.add(Test::any(of, String::new()))
        })
        .collect();
    let groups: Vec<(TestId, Vec<CriterionId>)> = raw
        .group
        .iter()
        .map(|group| {
            let parts: Vec<CriterionId> =
                group.any.iter().filter_map(|id| criterion(context, id)).collect();
            let first = raw.test.len();
            let of = parts.iter().map(|id| conditions.test(first + id.index())).collect();
            (conditions.add(Test::any(of, String::new())), parts)
        })
        .collect();
    let excludes = |kind: &str| -> Vec<u16> {
        let excluded = |other: &raw::Route| {
            let other = other.kind.get_ref();
            other != kind
                && raw.exclusivity.iter().any(|exclusivity| {
                    let names = |kind: &str| exclusivity.kinds.iter().any(|k| k.get_ref() == kind);
                    names(kind) && names(other)
                })
        };
        let others = raw.route.iter().enumerate().filter(|(_, other)| excluded(other));
        others.filter_map(|(at, _)| u16::try_from(at).ok()).collect()
    };
    for kind in raw.exclusivity.iter().flat_map(|exclusivity| &exclusivity.kinds) {
        if !raw.route.iter().any(|route| route.kind.get_ref() == kind.get_ref()) {
            let message = words!(
                "没有一条途径的 `kind` 是 `{}`",
                "no route is of the kind `{}`",
                kind.get_ref()
            );
            context.error("undefined-id", kind.span(), message);
        }
    }
    let windows = supplements::windows(context);
    raw.route
        .iter()
        .map(|route| {
            let ids = context.windows.clone();
            context.look_up("window", &ids, &route.window);
            let (id, _) = supplements::window_of(raw, route);
            let window = windows.iter().position(|(other, _)| *other == id).unwrap_or(0);
            let relaxation = route.relaxation.as_ref().and_then(|id| {
                let ids = context.relaxations.clone();
                context.look_up("relaxation", &ids, id).map(|at| relaxations[at])
            });
            if route.relaxable.is_empty() != route.relaxation.is_none() {
                let message = words!(
                    "`relaxable` 和 `relaxation` 要一起写",
                    "`relaxable` and `relaxation` go together"
                );
                context.error("key-missing", route.id.span(), message);
            }
            for id in &route.relaxable {
                if !route.criteria.iter().any(|other| other.get_ref() == id.get_ref()) {
                    let message = words!(
                        "这条途径的 `criteria` 里没有 `{}`",
                        "`{}` is no criterion of this route",
                        id.get_ref()
                    );
                    context.error("undefined-id", id.span(), message);
                }
            }
            for (id, _) in route.clauses.iter().chain(&route.quotes) {
                if !route.criteria.iter().any(|other| other.get_ref() == id.get_ref()) {
                    let message = words!(
                        "这条途径的 `criteria` 里没有 `{}`",
                        "`{}` is no criterion of this route",
                        id.get_ref()
                    );
                    context.error("undefined-id", id.span(), message);
                }
            }
            let mut seen = Vec::new();
            let conditions = route
                .criteria
                .iter()
                .filter_map(|id| {
                    if seen.contains(&id.get_ref()) {
                        let message = words!(
                            "条件 `{}` 写了两次",
                            "the criterion `{}` stands twice",
                            id.get_ref()
                        );
                        context.error("doubled-id", id.span(), message);
                    }
                    seen.push(id.get_ref());
                    condition(context, conditions, &groups, route, id)
                })
                .collect();
            Route {
                id: route.id.get_ref().clone(),
                channel: route.channel.get_ref().clone(),
                channel_certain: route.channel_certain,
                window: u16::try_from(window).unwrap_or(u16::MAX),
                conditions,
                relaxation,
                excludes: excludes(route.kind.get_ref()),
            }
        })
        .collect()
}

fn criterion(context: &mut Context<'_>, id: &Text) -> Option<CriterionId> {
    let ids = context.conditions.clone();
    let at = context.look_up("criterion", &ids, id)?;
    let criterion = at.checked_sub(context.raw.test.len());
    if criterion.is_none() {
        let message = words!(
            "`{}` 是判断 `[[test]]`，不给人看，不能直接作条件",
            "`{}` is a test, which is shown to nobody",
            id.get_ref()
        );
        let help = Some(words!(
            "把它改成 `[[criterion]]`，写上 `label` 和 `clause`",
            "make it a `[[criterion]]` with a label and a clause"
        ));
        context.fault(Severity::Error, "not-a-criterion", id.span(), message, help);
    }
    criterion.and_then(|at| u16::try_from(at).ok()).map(CriterionId)
}

fn condition(
    context: &mut Context<'_>,
    conditions: &Conditions,
    groups: &[(TestId, Vec<CriterionId>)],
    route: &raw::Route,
    id: &Text,
) -> Option<RouteCondition> {
    let raw = context.raw;
    let relaxable = route.relaxable.iter().any(|other| other.get_ref() == id.get_ref());
    let own = route.clauses.get(id.get_ref().as_str()).map(|clause| clause.get_ref().clone());
    if let Some(at) = context.groups.get(id.get_ref()).copied() {
        let (test, criteria) = &groups[at];
        return Some(RouteCondition {
            test: *test,
            group: id.get_ref().clone(),
            criteria: criteria.clone(),
            clause: own.unwrap_or_else(|| raw.group[at].clause.get_ref().clone()),
            relaxable,
        });
    }
    let criterion = criterion(context, id)?;
    let clause = raw.criterion[criterion.index()].clause.as_ref();
    Some(RouteCondition {
        test: conditions.test(raw.test.len() + criterion.index()),
        group: String::new(),
        criteria: vec![criterion],
        clause: own.or(clause.map(|clause| clause.get_ref().clone())).unwrap_or_default(),
        relaxable,
    })
}

/// Every window that some route has: a window of the file, or one with supplements' rules before its own.
fn windows(context: &mut Context<'_>, conditions: &mut Conditions) -> Vec<Window> {
    let raw = context.raw;
    for window in &raw.window {
        check_order(context, window);
    }
    let all = supplements::windows(context);
    all.into_iter()
        .map(|(_, rules)| {
            let rules = rules.into_iter().map(|rule| window_rule(context, conditions, rule));
            Window { rules: rules.collect() }
        })
        .collect()
}

/// A window's last rule holds always, and none before it does.
fn check_order(context: &mut Context<'_>, window: &raw::Window) {
    let last = window.rule.len().saturating_sub(1);
    for (at, rule) in window.rule.iter().enumerate() {
        if let Some((key, _)) = rule.whom.first_key_value() {
            let message = words!(
                "`where` 只用在补充通知里：这里写 `when`",
                "`where` belongs to a supplement's window: use `when`"
            );
            context.error("key-of-other-kind", key.span(), message);
        }
        if let Some(route) = rule.routes.first() {
            let message =
                words!("`routes` 只用在补充通知里", "`routes` belongs to a supplement's window");
            context.error("key-of-other-kind", route.span(), message);
        }
        if rule.when.is_none() != (at == last) {
            let message = if at == last {
                words!(
                    "申报时间的最后一条管其余所有人：去掉它的 `when`",
                    "the last rule of a window holds always: take its `when` away"
                )
            } else {
                words!(
                    "这一条没有 `when`，管所有人，后面的几条永远用不上",
                    "this rule holds always, so those after it never do"
                )
            };
            context.error("window-order", rule.state.span(), message);
        }
    }
    if window.rule.is_empty() {
        context.error(
            "key-missing",
            window.id.span(),
            words!("申报时间里至少要有一条 `[[window.rule]]`", "a window needs a rule"),
        );
    }
}

fn window_rule(
    context: &mut Context<'_>,
    conditions: &mut Conditions,
    rule: &raw::WindowRule,
) -> WindowRule {
    let when = test(context, conditions, rule.when.as_ref());
    let whom = supplements::whom(context, conditions, &rule.whom);
    let both = when.into_iter().chain(whom).collect::<Vec<_>>();
    WindowRule {
        when: match both.as_slice() {
            [] => None,
            [one] => Some(*one),
            _ => Some(conditions.add(Test::all(both, String::new()))),
        },
        window: window_dates(context, rule),
        warning: rule.warning.as_ref().and_then(|id| {
            let ids = context.warnings.clone();
            context.look_up("warning", &ids, id).and_then(|at| u16::try_from(at).ok())
        }),
    }
}

fn window_dates(context: &mut Context<'_>, rule: &raw::WindowRule) -> WindowDates {
    let dates = match rule.state.get_ref().as_str() {
        "dates" => &["opens", "closes", "closes_at"][..],
        "set-by" => &["set_by", "done_by"][..],
        "unannounced" => &[][..],
        other => {
            let message = words!(
                "应当是 `dates`、`unannounced` 或 `set-by`，这里写的是 `{other}`",
                "expected `dates`, `unannounced` or `set-by`, met `{other}`"
            );
            context.error("unknown-kind", rule.state.span(), message);
            return WindowDates::Unannounced;
        }
    };
    let several = rule.rounds.as_ref().filter(|_| rule.state.get_ref() == "dates");
    let keys = [
        ("opens", &rule.opens),
        ("closes", &rule.closes),
        ("closes_at", &rule.closes_at),
        ("set_by", &rule.set_by),
        ("done_by", &rule.done_by),
    ];
    for (key, value) in keys {
        match value {
            Some(value) if !dates.contains(&key) => {
                let state = rule.state.get_ref();
                let message = words!(
                    "`state` 是 `{state}` 时不写 `{key}`",
                    "the key `{key}` does not go with state `{state}`"
                );
                context.error("key-of-other-kind", value.span(), message);
            }
            Some(value) if several.is_some() => {
                let message =
                    words!("写了 `rounds` 就不写 `{key}`", "`{key}` does not go with `rounds`",);
                context.error("key-too-many", value.span(), message);
            }
            None if dates.contains(&key)
                && !["done_by", "closes_at"].contains(&key)
                && several.is_none() =>
            {
                let message = words!(
                    "`state` 是 `{}` 时要写 `{key}`",
                    "state `{}` needs the key `{key}`",
                    rule.state.get_ref()
                );
                context.error("key-missing", rule.state.span(), message);
            }
            Some(_) | None => {}
        }
    }
    if let Some(rounds) = &rule.rounds
        && several.is_none_or(|rounds| rounds.is_empty())
    {
        let state = rule.state.get_ref();
        let message = match rounds.first() {
            None => words!("`rounds` 里没有一轮", "`rounds` needs a round"),
            Some(_) => words!(
                "`rounds` 不能和 state `{state}` 一起用",
                "the key `rounds` does not go with state `{state}`",
            ),
        };
        context.error("key-of-other-kind", rule.state.span(), message);
    }
    if let Some(rounds) = several {
        let rounds = rounds.iter().filter_map(|written| {
            let raw::Round { opens, closes, closes_at } = written;
            round(context, Some(opens), Some(closes), closes_at.as_ref())
        });
        return WindowDates::Dates { rounds: rounds.collect() };
    }
    let (opens, closes) = (rule.opens.as_ref(), rule.closes.as_ref());
    if let Some(round) = round(context, opens, closes, rule.closes_at.as_ref()) {
        return WindowDates::Dates { rounds: vec![round] };
    }
    let done_by = rule.done_by.as_ref().and_then(|text| day(context, text));
    match &rule.set_by {
        Some(set_by) => WindowDates::SetBy { set_by: set_by.get_ref().clone(), done_by },
        None => WindowDates::Unannounced,
    }
}

/// From one day to another, and the hour of the last; absent unless both days are there.
fn round(
    context: &mut Context<'_>,
    opens: Option<&Text>,
    closes: Option<&Text>,
    closes_at: Option<&Text>,
) -> Option<Round> {
    let first = opens.and_then(|text| day(context, text));
    let last = closes.and_then(|text| day(context, text));
    if let Some(time) = closes_at {
        let met = time.get_ref();
        let parts =
            met.split_once(':').filter(|(hour, minute)| [hour.len(), minute.len()] == [2, 2]);
        let parts = parts.and_then(|(hour, minute)| {
            Some((hour.parse::<u8>().ok()?, minute.parse::<u8>().ok()?))
        });
        if !parts
            .is_some_and(|(hour, minute)| (hour < 24 && minute < 60) || (hour, minute) == (24, 0))
        {
            let message = words!(
                "应当是一个钟点，比如 `18:00`，写的是 `{met}`",
                "expected a time `HH:MM`, met `{met}`",
            );
            context.error("malformed-time", time.span(), message);
        }
        if closes.is_none() {
            let message = words!(
                "有 `closes_at` 就要有 `closes`：是哪一天的钟点",
                "`closes_at` needs `closes`: the day of that hour",
            );
            context.error("key-missing", time.span(), message);
        }
    }
    let (opens, last) = (first?, last?);
    if last < opens {
        let span = closes.map_or(0..0, Text::span);
        let message = words!(
            "{last} 截止，比开始的 {opens} 还早",
            "it closes on {last}, before it opens on {opens}"
        );
        context.error("closes-before-opens", span, message);
    }
    Some(Round { opens, closes: last })
}

fn document(
    context: &mut Context<'_>,
    conditions: &Conditions,
    raw: &raw::Document,
) -> DocumentRequirement {
    let phase = match raw.phase.get_ref().as_str() {
        "upload" => Phase::Upload,
        "defence" => Phase::Defence,
        "unit" => Phase::Unit,
        other => {
            let message = words!(
                "应当是 `upload`、`defence` 或 `unit`，这里写的是 `{other}`",
                "expected `upload`, `defence` or `unit`, met `{other}`"
            );
            context.error("unknown-kind", raw.phase.span(), message);
            Phase::Unit
        }
    };
    let known = ["upload", "defence", "unit"].contains(&raw.phase.get_ref().as_str());
    if known && !context.raw.phase.iter().any(|phase| phase.id.get_ref() == raw.phase.get_ref()) {
        let message = words!(
            "没有一个 `[[phase]]` 的 id 是 `{}`",
            "no `[[phase]]` names the phase `{}`",
            raw.phase.get_ref()
        );
        context.error("undefined-id", raw.phase.span(), message);
    }
    DocumentRequirement {
        id: raw.id.get_ref().clone(),
        phase,
        forms: raw.forms.iter().map(|form| form.id.get_ref().clone()).collect(),
        needed_if: test(context, conditions, raw.needed_if.as_ref()),
        clause: raw.clause.get_ref().clone(),
    }
}

fn warning(context: &mut Context<'_>, conditions: &Conditions, raw: &raw::Warning) -> Warning {
    Warning {
        id: raw.id.get_ref().clone(),
        when: test(context, conditions, raw.when.as_ref()),
        unless: test(context, conditions, raw.unless.as_ref()),
        clause: raw.clause.get_ref().clone(),
    }
}

fn step(context: &mut Context<'_>, conditions: &Conditions, raw: &raw::Step) -> Step {
    round(context, raw.opens.as_ref(), raw.closes.as_ref(), raw.closes_at.as_ref());
    Step { id: raw.id.get_ref().clone(), when: test(context, conditions, raw.when.as_ref()) }
}
