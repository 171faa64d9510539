//! What a notice defines and nothing uses: mostly a slip of the author's.

use std::collections::BTreeSet;

use super::context::{Context, noun};
use super::diagnostics::{Severity, Words};
use super::raw::Text;

fn name(id: &Text) -> &str {
    id.get_ref()
}

/// Warns of sources, authorities, tests, criteria, facts, windows and others that nothing uses.
pub(super) fn find(context: &mut Context<'_>) {
    let raw = context.raw;
    let cited = |id: &str| {
        let own = format!("{id}/");
        context.cited.keys().any(|clause| clause == id || clause.starts_with(&own))
    };
    let mut unused: Vec<(&'static str, &Text, Words)> = Vec::new();
    for source in raw.source.iter().filter(|source| !cited(source.id.get_ref())) {
        let message =
            words!("来源 `{}` 没有被引用过", "nothing cites the source `{}`", source.id.get_ref());
        unused.push(("source-never-cited", &source.id, message));
    }
    let mut note = |code, kind: &str, defined: Vec<&'_ Text>, used: &BTreeSet<&str>| {
        for id in defined.iter().filter(|id| !used.contains(id.get_ref().as_str())) {
            let noun = noun(kind);
            let message =
                words!("{noun} `{}` 没有用上", "nothing uses the {kind} `{}`", id.get_ref());
            context.fault(Severity::Warning, code, id.span(), message, None);
        }
    };

    let conditions = || raw.test.iter().chain(&raw.criterion);
    let mut tests: BTreeSet<&str> = BTreeSet::new();
    tests.extend(conditions().flat_map(|condition| condition.parts()).map(name));
    tests.extend(raw.group.iter().flat_map(|group| &group.any).map(name));
    tests.extend(raw.relaxation.iter().flat_map(|r| &r.any).map(name));
    tests.extend(raw.route.iter().flat_map(|route| &route.criteria).map(name));
    let single = raw.fact.iter().filter_map(|fact| fact.asked_if.as_ref());
    let single = single.chain(raw.window_rules().filter_map(|rule| rule.when.as_ref()));
    let single = single.chain(raw.standard.iter().filter_map(|standard| standard.also.as_ref()));
    let single =
        single.chain(raw.document.iter().filter_map(|document| document.needed_if.as_ref()));
    let single = single.chain(raw.step.iter().filter_map(|step| step.when.as_ref()));
    let warnings = raw.warning.iter().flat_map(|w| w.when.iter().chain(&w.unless));
    tests.extend(single.chain(warnings).map(name));
    note("test-never-used", "test", raw.test.iter().map(|test| &test.id).collect(), &tests);
    let criteria = raw.criterion.iter().map(|criterion| &criterion.id).collect();
    note("criterion-never-used", "criterion", criteria, &tests);
    note("group-never-used", "group", raw.group.iter().map(|group| &group.id).collect(), &tests);

    let mut facts: BTreeSet<&str> = BTreeSet::new();
    facts.extend(conditions().flat_map(|c| c.fact.iter().chain(&c.than)).map(name));
    if let Some(head) = &raw.standards {
        let read = [&head.series, &head.level, &head.degree, &head.held, &head.since, &head.work];
        facts.extend(read.map(name));
    }
    note("fact-never-read", "fact", raw.fact.iter().map(|fact| &fact.id).collect(), &facts);

    let authorities = conditions().filter_map(|condition| condition.authority.as_ref());
    let authorities = authorities.chain(raw.relaxation.iter().map(|r| &r.authority));
    let authorities = authorities.map(name).collect();
    let defined = raw.authority.iter().map(|authority| &authority.id).collect();
    note("authority-never-named", "authority", defined, &authorities);
    let relaxations = raw.route.iter().filter_map(|route| route.relaxation.as_ref());
    let relaxations = relaxations.map(name).collect();
    let defined = raw.relaxation.iter().map(|relaxation| &relaxation.id).collect();
    note("relaxation-never-used", "relaxation", defined, &relaxations);
    let windows = raw.route.iter().map(|route| name(&route.window)).collect();
    note("window-never-used", "window", raw.window.iter().map(|w| &w.id).collect(), &windows);
    let phases = raw.document.iter().map(|document| name(&document.phase)).collect();
    note("phase-never-used", "phase", raw.phase.iter().map(|p| &p.id).collect(), &phases);

    for (code, id, message) in unused {
        context.fault(Severity::Warning, code, id.span(), message, None);
    }
}
