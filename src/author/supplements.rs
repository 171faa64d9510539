//! What later texts settle: windows that were open, facts that nobody need be asked any more.

use std::collections::BTreeMap;

use super::conditions::{Conditions, choice_of};
use super::context::Context;
use super::diagnostics::Severity;
use super::raw::{self, Raw, Text, Texts};
use crate::notice::{ChoiceId, FactId, Known, Test, TestId};

/// A route's window: its id, and its rules with those of supplements first, the latest before all.
pub(super) fn window_of<'r>(
    raw: &'r Raw,
    route: &raw::Route,
) -> (String, Vec<&'r raw::WindowRule>) {
    let id = route.window.get_ref();
    let own = raw.window.iter().find(|window| window.id.get_ref() == id);
    let concerns = |rule: &&raw::WindowRule| {
        let named = rule.routes.iter().any(|named| named.get_ref() == route.id.get_ref());
        named || rule.routes.is_empty()
    };
    let later = raw.supplement.iter().rev().flat_map(|supplement| &supplement.window);
    let mut rules: Vec<&raw::WindowRule> = later.filter(concerns).collect();
    let id = if rules.is_empty() { id.clone() } else { format!("{id}@{}", route.id.get_ref()) };
    rules.extend(own.into_iter().flat_map(|window| &window.rule));
    (id, rules)
}

/// The windows of all routes, each once.
pub(super) fn windows<'r>(context: &Context<'r>) -> Vec<(String, Vec<&'r raw::WindowRule>)> {
    let mut windows: Vec<(String, Vec<&raw::WindowRule>)> = Vec::new();
    for route in &context.raw.route {
        let (id, rules) = window_of(context.raw, route);
        if !windows.iter().any(|(other, _)| *other == id) {
            windows.push((id, rules));
        }
    }
    // one that no route has is compiled too, so that its faults are found
    for window in &context.raw.window {
        let id = window.id.get_ref();
        if !windows.iter().any(|(other, _)| other == id) {
            windows.push((id.clone(), window.rule.iter().collect()));
        }
    }
    windows
}

/// Whom a supplement's rule is about, as tests: `where = { series = ["health"] }`.
pub(super) fn whom(
    context: &mut Context<'_>,
    conditions: &mut Conditions,
    whom: &BTreeMap<Text, Texts>,
) -> Vec<TestId> {
    let facts = context.facts.clone();
    let mut tests = Vec::new();
    for (fact, choices) in whom {
        let Some(at) = context.look_up("fact", &facts, fact) else {
            continue;
        };
        let Some(kind) = conditions.facts.get(at).map(|fact| fact.kind.clone()) else {
            continue;
        };
        let yes = choices.iter().filter_map(|id| choice_of(context, &kind, id));
        let yes: Vec<ChoiceId> = yes.collect();
        if yes.is_empty() {
            let message = format!("`{}` names no choice", fact.get_ref());
            context.error("key-missing", fact.span(), message);
        }
        let fact = u16::try_from(at).map_or(FactId(u16::MAX), FactId);
        tests.push(conditions.add(Test::among(fact, &yes)));
    }
    tests
}

/// What supplements tell, the latest first; and whether each raises the edition.
pub(super) fn known(context: &mut Context<'_>, conditions: &mut Conditions) -> Vec<Known> {
    let raw = context.raw;
    check_editions(context);
    let facts = context.facts.clone();
    let mut known = Vec::new();
    for told in raw.supplement.iter().rev().flat_map(|supplement| &supplement.fact) {
        let Some(at) = context.look_up("fact", &facts, &told.fact) else {
            continue;
        };
        let Some(kind) = conditions.facts.get(at).map(|fact| fact.kind.clone()) else {
            continue;
        };
        if kind.choices() == 0 {
            let message = format!("a {} cannot be told", told.fact.get_ref());
            let help = Some("a supplement tells a choice, or yes or no".to_owned().into());
            context.fault(Severity::Error, "fact-of-other-kind", told.fact.span(), message, help);
            continue;
        }
        let Some(choice) = choice_of(context, &kind, &told.value) else {
            continue;
        };
        let parts = whom(context, conditions, &told.whom);
        let mut parents = Vec::new();
        for fact in told.whom.keys() {
            let parent = context.facts.get(fact.get_ref()).copied();
            let parent = parent.and_then(|at| u16::try_from(at).ok()).map(FactId);
            if parent.is_some_and(|parent| parent.index() >= at) {
                let (child, parent) = (told.fact.get_ref(), fact.get_ref());
                let message = format!("`{child}` is told by `{parent}`, which stands after it");
                let help =
                    Some("put the fact that is asked first before the other".to_owned().into());
                context.fault(Severity::Error, "fact-order", fact.span(), message, help);
            }
            parents.extend(parent);
        }
        known.push(Known {
            fact: u16::try_from(at).map_or(FactId(u16::MAX), FactId),
            choice,
            when: match parts.as_slice() {
                [] => None,
                [one] => Some(*one),
                _ => Some(conditions.add(Test::all(parts, String::new()))),
            },
            parents,
            clause: told.clause.get_ref().clone(),
        });
    }
    known
}

/// Each supplement raises the edition, and the notice's is that of the last.
fn check_editions(context: &mut Context<'_>) {
    let raw = context.raw;
    let mut latest: Option<u32> = None;
    for supplement in &raw.supplement {
        let sources = context.sources.clone();
        context.look_up("source", &sources, &supplement.source);
        let edition = supplement.edition.get_ref().parse().ok();
        if edition.is_none_or(|edition: u32| latest.unwrap_or(1) >= edition) {
            let message = format!(
                "expected an edition higher than {}, met `{}`",
                latest.unwrap_or(1),
                supplement.edition.get_ref()
            );
            context.error("edition-not-raised", supplement.edition.span(), message);
        }
        latest = edition.or(latest);
        if supplement.window.is_empty() && supplement.fact.is_empty() {
            let message = "a supplement sets a window or tells a fact".to_owned();
            context.error("key-missing", supplement.source.span(), message);
        }
        for route in supplement.window.iter().flat_map(|rule| &rule.routes) {
            let routes = context.routes.clone();
            context.look_up("route", &routes, route);
        }
        let window = supplement.window.iter().map(|rule| &rule.clause);
        let fact = supplement.fact.iter().map(|told| &told.clause);
        let own = format!("{}/", supplement.source.get_ref());
        for clause in window.chain(fact).filter(|clause| !clause.get_ref().starts_with(&own)) {
            let message = format!("a supplement cites its own text, `{own}…`");
            context.error("clause-of-other-source", clause.span(), message);
        }
    }
    let edition = &raw.notice.edition;
    if latest.is_some_and(|latest| edition.get_ref().parse() != Ok(latest)) {
        let message = "the notice's edition is that of its last supplement".to_owned();
        context.error("edition-not-raised", edition.span(), message);
    }
}
