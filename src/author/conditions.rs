//! Facts and tests: from ids to places, each kind of test with its keys.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::compile::day;
use super::context::Context;
use super::diagnostics::{Severity, words};
use super::raw::{self, Bound, Text};
use crate::check::DEEPEST;
use crate::date::Day;
use crate::notice::{ChoiceId, Choices, Fact, FactId, FactKind, Standards, Test, TestId};

/// Facts and tests, with the tests' places by the order in which they were written.
pub(super) struct Conditions {
    pub(super) facts: Vec<Fact>,
    pub(super) tests: Vec<Test>,
    /// Place of each test or criterion of the file.
    pub(super) places: Vec<TestId>,
    pub(super) standards: Option<Standards>,
    /// The notice's day that years are counted to.
    pub(super) counted_to: Option<Day>,
}

impl Conditions {
    /// The test of a condition, by its place in the file.
    pub(super) fn test(&self, written: usize) -> TestId {
        self.places.get(written).copied().unwrap_or(TestId(0))
    }

    /// Adds a test that the file does not name: a group's, a relaxation's.
    pub(super) fn add(&mut self, test: Test) -> TestId {
        self.tests.push(test);
        place(self.tests.len() - 1, TestId)
    }
}

pub(super) fn place<T>(index: usize, id: fn(u16) -> T) -> T {
    // more than 65535 of a kind are refused when the rules are checked
    id(u16::try_from(index).unwrap_or(u16::MAX))
}

/// Every kind of test, with the keys that go with it.
///
/// * `choice`: the fact is one of `yes`, is none of `no`, or (of an ordered fact) is `at_least` or
///   `at_most` a choice; `unclear` choices are unknown because of the text `unclear_in`,
///   `discretion` choices because an `authority` decides.
/// * `number`: the number is `at_least` and `at_most` so high, both included.
/// * `years`: from the date, so many `years` and `months` are complete on the day: `counted_to`,
///   else the notice's `counted_to`, else the day of the check (which `"day-of-check"` says where
///   the notice names a day).
/// * `fewer-years`: they are not: the contrary of `years`, for age limits.
/// * `until`, `over`: the day of the check is not after the date; is after it.
/// * `before`: the date lies before that of `than`; the same day is not before.
/// * `below`, `not-below`: the ordered fact is lower than `than`; is as high or higher.
/// * `conditions`: the choice says whether conditions published elsewhere are `met` or `not_met`;
///   where it is `by_standard`, the standard of the series says so in their stead.
/// * `all`, `any`, `none`: all of the tests hold, at least one, not one. With `unclear_in`, where
///   they do it is unclear whether that is enough.
/// * `some`: at least `count` of the tests hold, and all of those that `must`.
/// * `by-choice`: of the `tests`, the one that belongs to the choice holds; choices without a test
///   come out as `others`.
pub(super) const KINDS: [(&str, &[&str]); 15] = [
    (
        "choice",
        &[
            "fact",
            "yes",
            "no",
            "at_least",
            "at_most",
            "unclear",
            "unclear_in",
            "discretion",
            "authority",
        ],
    ),
    ("number", &["fact", "at_least", "at_most"]),
    ("years", &["fact", "years", "months", "counted_to"]),
    ("fewer-years", &["fact", "years", "months", "counted_to"]),
    ("until", &["fact"]),
    ("over", &["fact"]),
    ("before", &["fact", "than"]),
    ("below", &["fact", "than"]),
    ("not-below", &["fact", "than"]),
    ("conditions", &["fact", "met", "not_met", "by_standard", "unmet"]),
    ("all", &["of", "unclear_in"]),
    ("any", &["of", "unclear_in"]),
    ("none", &["of"]),
    ("some", &["of", "count", "must", "unclear_in"]),
    ("by-choice", &["fact", "tests", "others"]),
];

pub(super) fn resolve(context: &mut Context<'_>) -> Conditions {
    let raw = context.raw;
    let counted_to = raw.notice.counted_to.as_ref().and_then(|text| day(context, text));
    let mut facts: Vec<Fact> = raw.fact.iter().map(|fact| fact_of(context, fact)).collect();
    let order = order(context);
    let places = vec![TestId(0); raw.test.len() + raw.criterion.len()];
    let written: Vec<&raw::Condition> = raw.test.iter().chain(&raw.criterion).collect();
    let mut resolver = Resolver { context, facts: &facts, places, tests: Vec::new(), counted_to };
    for at in order {
        let test = resolver.test(written[at]);
        resolver.places[at] = resolver.add(test);
    }
    let standards = resolver.standards();
    let (places, tests) = (resolver.places, resolver.tests);
    for (fact, written) in facts.iter_mut().zip(&raw.fact) {
        if let Some(id) = &written.asked_if {
            let ids = context.conditions.clone();
            fact.asked_if = context.look_up("test or criterion", &ids, id).map(|at| places[at]);
        }
    }
    Conditions { facts, tests, places, standards, counted_to }
}

impl raw::Condition {
    /// The tests that it is made of.
    pub(super) fn parts(&self) -> impl Iterator<Item = &Text> {
        self.of.iter().flatten().chain(self.tests.iter().flat_map(|tests| tests.values()))
    }
}

fn fact_of(context: &mut Context<'_>, fact: &raw::Fact) -> Fact {
    let kind = match fact.kind.get_ref().as_str() {
        "choice" | "ordered" => {
            let choices = fact.choices.as_deref().unwrap_or_default();
            if choices.len() < 2 || choices.len() > Choices::MOST {
                let message =
                    format!("`{}` needs 2 to {} choices", fact.id.get_ref(), Choices::MOST);
                context.error("choices", fact.id.span(), message);
            }
            let mut seen = BTreeSet::new();
            for choice in choices {
                context.check_id(&choice.id);
                if !seen.insert(choice.id.get_ref()) {
                    let message = format!("the choice `{}` is defined twice", choice.id.get_ref());
                    context.error("doubled-id", choice.id.span(), message);
                }
            }
            let ids = choices.iter().map(|choice| choice.id.get_ref().clone()).collect();
            FactKind::Choice { ids }
        }
        "yes-no" => FactKind::YesNo,
        "number" => FactKind::Number,
        "date" => FactKind::Date,
        other => {
            let message = format!(
                "expected `choice`, `ordered`, `date`, `number` or `yes-no`, met `{other}`"
            );
            context.error("unknown-kind", fact.kind.span(), message);
            FactKind::Number
        }
    };
    if fact.choices.is_some() && !matches!(kind, FactKind::Choice { .. }) {
        let message = format!("a {} fact has no choices", fact.kind.get_ref());
        context.error("key-of-other-kind", fact.id.span(), message);
    }
    let unsure = fact.unsure.as_ref().and_then(|id| choice_of(context, &kind, id));
    let asked_elsewhere = match fact.asked_with.as_ref().map(|with| with.get_ref().as_str()) {
        None => false,
        Some("documents") => true,
        Some(other) => {
            let span = fact.asked_with.as_ref().map_or(0..0, Text::span);
            context.error("unknown-kind", span, format!("expected `documents`, met `{other}`"));
            false
        }
    };
    let (mut not_after_today, mut not_after) = (false, None);
    let facts = context.facts.clone();
    for limit in &fact.not_after {
        if !matches!(kind, FactKind::Date) {
            let message = format!("a {} fact has no `not_after`", fact.kind.get_ref());
            context.error("key-of-other-kind", limit.span(), message);
        } else if limit.get_ref() == "today" {
            not_after_today = true;
        } else if let Some(at) = context.look_up("fact", &facts, limit) {
            if context.raw.fact.get(at).is_some_and(|other| other.kind.get_ref() != "date") {
                let message = format!("`{}` is no date", limit.get_ref());
                context.error("fact-of-other-kind", limit.span(), message);
            }
            if not_after.is_some() {
                let message = "a date has one other date that it may not lie after".to_owned();
                context.error("key-too-many", limit.span(), message);
            }
            not_after = Some(place(at, FactId));
        }
    }
    Fact {
        id: fact.id.get_ref().clone(),
        kind,
        unsure,
        asked_if: None,
        parents: Vec::new(),
        asked_elsewhere,
        not_after_today,
        not_after,
    }
}

pub(super) fn choice_of(context: &mut Context<'_>, kind: &FactKind, id: &Text) -> Option<ChoiceId> {
    let found = match (kind, id.get_ref().as_str()) {
        (FactKind::Choice { ids }, id) => {
            ids.iter().position(|choice| choice == id).map(|at| place(at, ChoiceId))
        }
        (FactKind::YesNo, "yes") => Some(FactKind::YES),
        (FactKind::YesNo, "no") => Some(FactKind::NO),
        (FactKind::YesNo | FactKind::Number | FactKind::Date, _) => None,
    };
    if found.is_none() {
        let message = format!("the fact has no choice `{}`", id.get_ref());
        let help = match kind {
            FactKind::Choice { ids } => Some(format!("its choices are `{}`", ids.join("`, `"))),
            FactKind::YesNo => Some("its choices are `yes`, `no`".to_owned()),
            FactKind::Number | FactKind::Date => None,
        };
        context.fault(
            Severity::Error,
            "undefined-choice",
            id.span(),
            message,
            help.map(Into::into),
        );
    }
    found
}

/// An order in which every test stands after those it is made of; a circle is a fault.
fn order(context: &mut Context<'_>) -> Vec<usize> {
    let raw = context.raw;
    let written: Vec<&raw::Condition> = raw.test.iter().chain(&raw.criterion).collect();
    let also: Vec<usize> = raw
        .standard
        .iter()
        .filter_map(|standard| context.conditions.get(standard.also.as_ref()?.get_ref()).copied())
        .collect();
    let mut state = vec![0_u8; written.len()];
    let mut order = Vec::new();
    for start in 0..written.len() {
        visit(context, &written, &also, (start, 1), &mut state, &mut order);
    }
    order
}

fn visit(
    context: &mut Context<'_>,
    written: &[&raw::Condition],
    also: &[usize],
    (at, depth): (usize, usize),
    state: &mut [u8],
    order: &mut Vec<usize>,
) {
    const VISITING: u8 = 1;
    const DONE: u8 = 2;
    match state[at] {
        DONE => return,
        VISITING => {
            let id = &written[at].id;
            let message = format!("`{}` is made of itself", id.get_ref());
            context.error("circle", id.span(), message);
            return;
        }
        _ => state[at] = VISITING,
    }
    let condition = written[at];
    if depth > DEEPEST {
        let message =
            format!("`{}` is made of tests more than {DEEPEST} deep", condition.id.get_ref());
        context.error("too-deep", condition.id.span(), message);
        state[at] = DONE;
        order.push(at);
        return;
    }
    let leans = if condition.kind.get_ref() == "conditions" { also } else { &[] };
    let parts = condition.parts().filter_map(|id| context.conditions.get(id.get_ref()));
    for part in parts.chain(leans).copied().collect::<Vec<_>>() {
        visit(context, written, also, (part, depth + 1), state, order);
    }
    state[at] = DONE;
    order.push(at);
}

pub(super) struct Resolver<'c, 'r, 'f> {
    pub(super) context: &'c mut Context<'r>,
    facts: &'f [Fact],
    /// Place of each test or criterion of the file, once it is resolved.
    places: Vec<TestId>,
    tests: Vec<Test>,
    /// The notice's day that years are counted to.
    counted_to: Option<Day>,
}

impl Resolver<'_, '_, '_> {
    /// Puts a test behind those it is made of.
    fn add(&mut self, test: Test) -> TestId {
        self.tests.push(test);
        place(self.tests.len() - 1, TestId)
    }

    fn not(&mut self, test: Test) -> Test {
        Test::Not { of: self.add(test) }
    }

    fn test(&mut self, raw: &raw::Condition) -> Test {
        self.check_keys(raw);
        let unclear_in = self.cited(raw.unclear_in.as_ref());
        match raw.kind.get_ref().as_str() {
            "choice" => self.choice_test(raw, unclear_in),
            "number" => self.number(raw),
            "years" => self.elapsed(raw),
            "fewer-years" => {
                let elapsed = self.elapsed(raw);
                self.not(elapsed)
            }
            "before" => Test::Before {
                fact: self.fact(raw, raw.fact.as_ref(), &["date"]),
                than: match &raw.than {
                    Some(_) => self.fact(raw, raw.than.as_ref(), &["date"]),
                    None => {
                        self.missing(raw, "than", "the id of a date fact");
                        FactId(0)
                    }
                },
            },
            "until" => {
                let over = Test::Over { fact: self.fact(raw, raw.fact.as_ref(), &["date"]) };
                self.not(over)
            }
            "over" => Test::Over { fact: self.fact(raw, raw.fact.as_ref(), &["date"]) },
            "below" => self.below(raw),
            "not-below" => {
                let below = self.below(raw);
                self.not(below)
            }
            "conditions" => {
                let fact = self.fact(raw, raw.fact.as_ref(), &["choice"]);
                let unmet_is_unknown =
                    match raw.unmet.as_ref().map(|unmet| unmet.get_ref().as_str()) {
                        Some("source-not-held") => true,
                        Some("no") => false,
                        Some(other) => {
                            let message =
                                format!("expected `source-not-held` or `no`, met `{other}`");
                            let span = raw.unmet.as_ref().map_or(raw.id.span(), Text::span);
                            self.context.error("unknown-kind", span, message);
                            true
                        }
                        None => {
                            self.missing(raw, "unmet", "`source-not-held` or `no`");
                            true
                        }
                    };
                if raw.not_held.is_none() {
                    self.missing(raw, "not_held", "the document whose conditions decide");
                }
                Test::Conditions {
                    fact,
                    met: self.named_choice(raw, fact, raw.met.as_ref(), "met"),
                    not_met: self.named_choice(raw, fact, raw.not_met.as_ref(), "not_met"),
                    by_standard: self.named_choice(
                        raw,
                        fact,
                        raw.by_standard.as_ref(),
                        "by_standard",
                    ),
                    not_held: raw
                        .not_held
                        .as_ref()
                        .map(|id| id.get_ref().clone())
                        .unwrap_or_default(),
                    unmet_is_unknown,
                }
            }
            "all" => Test::all(self.of(raw), unclear_in),
            "any" => Test::any(self.of(raw), unclear_in),
            "none" => {
                let any = Test::any(self.of(raw), unclear_in);
                self.not(any)
            }
            "some" => self.some(raw, unclear_in),
            "by-choice" => self.by_choice(raw),
            other => {
                let message =
                    words!("没有 `{other}` 这种判断方式", "there is no kind of test `{other}`");
                let kinds = KINDS.map(|(kind, _)| kind).join("`, `");
                let help = words!("可以用的有 `{kinds}`", "the kinds are `{kinds}`");
                let span = raw.kind.span();
                self.context.fault(Severity::Error, "unknown-kind", span, message, Some(help));
                Test::all(Vec::new(), unclear_in)
            }
        }
    }

    /// A key that does not go with the kind would be silently ignored; so it is a fault.
    fn check_keys(&mut self, raw: &raw::Condition) {
        let kind = KINDS.iter().find(|(kind, _)| kind == raw.kind.get_ref());
        let Some((_, allowed)) = kind else {
            return;
        };
        let span = |text: &Option<Text>| text.as_ref().map(Text::span);
        let first = |texts: &Option<raw::Texts>| {
            texts.as_ref().map(|texts| texts.first().map_or(raw.id.span(), Text::span))
        };
        let keys = [
            ("fact", span(&raw.fact)),
            ("yes", first(&raw.yes)),
            ("no", first(&raw.no)),
            ("at_least", raw.at_least.as_ref().map(toml::Spanned::span)),
            ("at_most", raw.at_most.as_ref().map(toml::Spanned::span)),
            ("unclear", first(&raw.unclear)),
            ("unclear_in", span(&raw.unclear_in)),
            ("discretion", first(&raw.discretion)),
            ("authority", span(&raw.authority)),
            ("years", raw.years.as_ref().map(toml::Spanned::span)),
            ("months", raw.months.as_ref().map(toml::Spanned::span)),
            ("counted_to", span(&raw.counted_to)),
            ("than", span(&raw.than)),
            ("met", span(&raw.met)),
            ("not_met", span(&raw.not_met)),
            ("by_standard", span(&raw.by_standard)),
            ("unmet", span(&raw.unmet)),
            ("of", first(&raw.of)),
            ("count", raw.count.as_ref().map(toml::Spanned::span)),
            ("must", first(&raw.must)),
            (
                "tests",
                raw.tests
                    .as_ref()
                    .map(|tests| tests.keys().next().map_or(raw.id.span(), Text::span)),
            ),
            ("others", span(&raw.others)),
        ];
        for (key, span) in keys {
            if let Some(span) = span
                && !allowed.contains(&key)
            {
                let message =
                    format!("the key `{key}` does not go with kind `{}`", raw.kind.get_ref());
                let help = Some(format!("this kind takes `{}`", allowed.join("`, `")));
                self.context.fault(
                    Severity::Error,
                    "key-of-other-kind",
                    span,
                    message,
                    help.map(Into::into),
                );
            }
        }
    }

    fn missing(&mut self, raw: &raw::Condition, key: &str, expected: &str) {
        let message = format!("`{}` needs the key `{key}`: {expected}", raw.id.get_ref());
        self.context.error("key-missing", raw.id.span(), message);
    }

    fn cited(&mut self, clause: Option<&Text>) -> String {
        match clause {
            Some(clause) if self.context.cite(clause) => clause.get_ref().clone(),
            Some(_) | None => String::new(),
        }
    }

    /// The fact that a test reads, of one of these kinds.
    fn fact(&mut self, raw: &raw::Condition, id: Option<&Text>, kinds: &[&str]) -> FactId {
        let Some(id) = id else {
            self.missing(raw, "fact", "the id of a fact");
            return FactId(0);
        };
        let facts = self.context.facts.clone();
        let Some(at) = self.context.look_up("fact", &facts, id) else {
            return FactId(0);
        };
        let kind = self.context.raw.fact.get(at).map_or("", |fact| fact.kind.get_ref().as_str());
        let fits = kinds.contains(&kind) || (kind == "ordered" && kinds.contains(&"choice"));
        if !fits {
            let (name, test) = (id.get_ref(), raw.kind.get_ref());
            let message = format!("a test of kind `{test}` cannot read `{name}`, a {kind} fact");
            self.context.error("fact-of-other-kind", id.span(), message);
        }
        place(at, FactId)
    }

    pub(super) fn kind(&self, fact: FactId) -> FactKind {
        self.facts.get(fact.index()).map_or(FactKind::Number, |fact| fact.kind.clone())
    }

    pub(super) fn choices(&mut self, fact: FactId, ids: Option<&raw::Texts>) -> Choices {
        let kind = self.kind(fact);
        ids.into_iter().flatten().fold(Choices::NONE, |set, id| {
            match choice_of(self.context, &kind, id) {
                Some(choice) => set.or(Choices::one(choice)),
                None => set,
            }
        })
    }

    fn named_choice(
        &mut self,
        raw: &raw::Condition,
        fact: FactId,
        id: Option<&Text>,
        key: &str,
    ) -> ChoiceId {
        let kind = self.kind(fact);
        match id {
            Some(id) => choice_of(self.context, &kind, id).unwrap_or(ChoiceId(0)),
            None => {
                self.missing(raw, key, "the id of a choice");
                ChoiceId(0)
            }
        }
    }

    fn choice_test(&mut self, raw: &raw::Condition, unclear_in: String) -> Test {
        let fact = self.fact(raw, raw.fact.as_ref(), &["choice", "yes-no"]);
        let kind = self.kind(fact);
        let all = Choices::first(kind.choices());
        let unclear = self.choices(fact, raw.unclear.as_ref());
        let discretion = self.choices(fact, raw.discretion.as_ref());
        let named =
            [raw.yes.is_some(), raw.no.is_some(), raw.at_least.is_some(), raw.at_most.is_some()];
        if named.iter().filter(|is| **is).count() > 1 {
            let message = "give one of `yes`, `no`, `at_least`, `at_most`".to_owned();
            self.context.error("key-too-many", raw.id.span(), message);
        }
        let ordered =
            self.context.raw.fact.get(fact.index()).is_some_and(|f| f.kind.get_ref() == "ordered");
        let bounds =
            [&raw.at_least, &raw.at_most].map(|bound| bound.as_ref().map(toml::Spanned::span));
        if let (false, Some(span)) = (ordered, bounds.into_iter().flatten().next()) {
            let message = "only the choices of an ordered fact run from low to high".to_owned();
            self.context.error("fact-not-ordered", span, message);
        }
        let yes = if raw.yes.is_some() {
            self.choices(fact, raw.yes.as_ref())
        } else if raw.no.is_some() {
            all.without(self.choices(fact, raw.no.as_ref()))
        } else if let Some(bound) = raw.at_least.as_ref().or(raw.at_most.as_ref()) {
            let id = match bound.get_ref() {
                Bound::Choice(id) => id.clone(),
                Bound::Number(number) => number.to_string(),
            };
            match choice_of(self.context, &kind, &Text::new(bound.span(), id)) {
                Some(low) if raw.at_least.is_some() => all.without(Choices::first(low.index())),
                Some(high) => Choices::first(high.index() + 1),
                None => all,
            }
        } else if unclear.or(discretion).is_empty() {
            self.missing(raw, "yes", "the choices that are yes (or `no`, `at_least`, `at_most`)");
            all
        } else {
            all
        };
        let pairs = [
            (raw.unclear.is_some(), raw.unclear_in.is_some(), "unclear", "unclear_in"),
            (raw.discretion.is_some(), raw.authority.is_some(), "discretion", "authority"),
        ];
        for (choices, with, choices_key, with_key) in pairs {
            if choices != with {
                let key = if choices { with_key } else { choices_key };
                self.missing(
                    raw,
                    key,
                    "`unclear` goes with `unclear_in`, `discretion` with `authority`",
                );
            }
        }
        let authority = match &raw.authority {
            Some(id) => {
                let authorities = self.context.authorities.clone();
                self.context.look_up("authority", &authorities, id);
                id.get_ref().clone()
            }
            None => String::new(),
        };
        let doubtful = unclear.or(discretion);
        if !unclear.and(discretion).is_empty() {
            let message = "a choice is both `unclear` and for `discretion`".to_owned();
            self.context.error("choice-doubled", raw.id.span(), message);
        }
        let yes = yes.without(doubtful);
        if yes == all || (yes.is_empty() && doubtful.is_empty()) || doubtful == all {
            let message = format!("`{}` comes out the same for every choice", raw.id.get_ref());
            self.context.fault(
                Severity::Error,
                "test-without-effect",
                raw.id.span(),
                message,
                None,
            );
        }
        Test::Choice { fact, yes, unclear, unclear_in, discretion, authority }
    }

    fn below(&mut self, raw: &raw::Condition) -> Test {
        let fact = self.fact(raw, raw.fact.as_ref(), &["ordered"]);
        let than = match &raw.than {
            Some(_) => self.fact(raw, raw.than.as_ref(), &["ordered"]),
            None => {
                self.missing(raw, "than", "the id of an ordered fact");
                fact
            }
        };
        // the longer scale gives the ranks; every choice of the other must be on it
        let names = |kind: FactKind| match kind {
            FactKind::Choice { ids } => ids,
            FactKind::YesNo | FactKind::Number | FactKind::Date => Vec::new(),
        };
        let (scale, other) = (names(self.kind(fact)), names(self.kind(than)));
        let (scale, turned) =
            if scale.len() >= other.len() { (scale, other) } else { (other, scale) };
        let rank = |id: &String| scale.iter().position(|choice| choice == id);
        if !turned.is_sorted_by_key(rank) || turned.iter().any(|id| rank(id).is_none()) {
            let message = "the choices of the two facts are not of one scale".to_owned();
            self.context.error("scales-differ", raw.id.span(), message);
        }
        let ranks = |kind: FactKind| {
            let rank = |id: &String| u8::try_from(rank(id).unwrap_or(0)).unwrap_or(u8::MAX);
            names(kind).iter().map(rank).collect()
        };
        let (ranks, than_ranks) = (ranks(self.kind(fact)), ranks(self.kind(than)));
        Test::Below { fact, than, ranks, than_ranks }
    }

    /// A number of at least and at most so much.
    fn number(&mut self, raw: &raw::Condition) -> Test {
        let fact = self.fact(raw, raw.fact.as_ref(), &["number"]);
        let mut bound =
            |bound: &Option<toml::Spanned<Bound>>, key, sensible: RangeInclusive<u8>| {
                let number = match bound.as_ref()?.get_ref() {
                    Bound::Number(number) => *number,
                    Bound::Choice(_) => {
                        self.missing(raw, key, "a number");
                        return Some(*sensible.start());
                    }
                };
                if !sensible.contains(&number) {
                    let message = "numbers run from 0 to 99, so this is always the same".to_owned();
                    self.context.error("test-without-effect", raw.id.span(), message);
                }
                Some(number.min(*sensible.end()))
            };
        let low = bound(&raw.at_least, "at_least", 1..=99);
        let high = bound(&raw.at_most, "at_most", 0..=98);
        let at_least = |at_least| Test::Number { fact, at_least };
        match (low, high) {
            (low, None) => {
                if low.is_none() {
                    self.missing(raw, "at_least", "a number");
                }
                at_least(low.unwrap_or(1))
            }
            (None, Some(high)) => self.not(at_least(high + 1)),
            (Some(low), Some(high)) => {
                if low > high {
                    let id = raw.id.get_ref();
                    let message = words!(
                        "`{id}` 永远不会符合：没有一个数既不小于 {low} 又不大于 {high}",
                        "`{id}` never holds: no number is at least {low} and at most {high}",
                    );
                    self.context.error("test-without-effect", raw.id.span(), message);
                }
                let high = self.not(at_least(high + 1));
                let of = vec![self.add(at_least(low)), self.add(high)];
                Test::all(of, String::new())
            }
        }
    }

    /// Completed years and months, counted to the test's own day, the notice's, or that of the check.
    fn elapsed(&mut self, raw: &raw::Condition) -> Test {
        let fact = self.fact(raw, raw.fact.as_ref(), &["date"]);
        if raw.years.is_none() && raw.months.is_none() {
            self.missing(raw, "years", "a number of years");
        }
        let number = |number: &Option<toml::Spanned<u8>>| {
            number.as_ref().map_or(0, |number| u16::from(*number.get_ref()))
        };
        let to = match &raw.counted_to {
            Some(text) if text.get_ref() == "day-of-check" => {
                if self.counted_to.is_none() {
                    let message = words!(
                        "通知没有规定计算日，本来就算到查询的那一天",
                        "the notice names no day, so years are counted to the day of the check anyway",
                    );
                    let help = words!("去掉 `counted_to`", "take `counted_to` away");
                    let span = text.span();
                    self.context.fault(
                        Severity::Warning,
                        "test-without-effect",
                        span,
                        message,
                        Some(help),
                    );
                }
                None
            }
            Some(text) => day(self.context, text),
            None => self.counted_to,
        };
        Test::Elapsed { fact, months: number(&raw.years) * 12 + number(&raw.months), to }
    }

    /// So many of the tests, and those that must hold.
    fn some(&mut self, raw: &raw::Condition, unclear_in: String) -> Test {
        let of = self.of(raw);
        let (id, most) = (raw.id.get_ref(), of.len());
        let written = raw.of.as_deref().unwrap_or_default();
        for (at, part) in written.iter().enumerate() {
            if written[..at].iter().any(|other| other.get_ref() == part.get_ref()) {
                let part_id = part.get_ref();
                let message = words!(
                    "`{part_id}` 写了两次，会被算成两项",
                    "`{part_id}` stands twice and would count as two",
                );
                self.context.error("doubled-id", part.span(), message);
            }
        }
        let count = match &raw.count {
            None => {
                self.missing(raw, "count", "how many must hold");
                1
            }
            Some(count) => {
                let (met, span) = (*count.get_ref(), count.span());
                if most > 0 && !(1..=most).contains(&usize::from(met)) {
                    let message = words!(
                        "`{id}` 要求 {met} 项，可是 `of` 里有 {most} 项，结果总是一样",
                        "`{id}` asks for {met} of {most}, so it always comes out the same",
                    );
                    let help = words!("写 1 到 {most} 之间的数", "write a number from 1 to {most}");
                    self.context.fault(
                        Severity::Error,
                        "test-without-effect",
                        span,
                        message,
                        Some(help),
                    );
                }
                met
            }
        };
        let must = raw.must.as_deref().unwrap_or_default();
        for part in must {
            if !written.iter().any(|other| other.get_ref() == part.get_ref()) {
                let part_id = part.get_ref();
                let message = words!(
                    "`must` 里的 `{part_id}` 不在 `of` 里",
                    "`{part_id}` of `must` does not stand in `of`",
                );
                self.context.error("undefined-id", part.span(), message);
            }
        }
        if let Some(part) = must.get(usize::from(count)) {
            let (met, count) = (must.len(), count);
            let message = words!(
                "必备的有 {met} 项，比 `count` 的 {count} 项还多",
                "{met} must hold, more than the {count} of `count`",
            );
            self.context.error("key-too-many", part.span(), message);
        }
        if must.is_empty() {
            return Test::Some { of, count, unclear_in };
        }
        let some = self.add(Test::Some { of, count, unclear_in: String::new() });
        let must = must.iter().filter_map(|id| self.condition(id));
        let of = must.collect::<Vec<_>>().into_iter().chain([some]).collect();
        Test::all(of, unclear_in)
    }

    /// A test for each choice; those not named come out as `others`.
    fn by_choice(&mut self, raw: &raw::Condition) -> Test {
        let fact = self.fact(raw, raw.fact.as_ref(), &["choice", "yes-no"]);
        let kind = self.kind(fact);
        let named = raw.tests.iter().flatten();
        let named: Vec<(Option<ChoiceId>, Option<TestId>)> = named
            .map(|(choice, test)| (choice_of(self.context, &kind, choice), self.condition(test)))
            .collect();
        if named.is_empty() {
            self.missing(raw, "tests", "a test for each choice");
        }
        let others = match raw.others.as_ref().map(|others| (others, others.get_ref().as_str())) {
            None => None,
            Some((_, "yes")) => Some(Choices::first(kind.choices())),
            Some((_, "no")) => Some(Choices::NONE),
            Some((others, met)) => {
                let message = words!(
                    "`others` 应当是 `yes` 或 `no`，写的是 `{met}`",
                    "expected `yes` or `no`, met `{met}`",
                );
                self.context.error("unknown-kind", others.span(), message);
                Some(Choices::NONE)
            }
        }
        .map(|yes| {
            let (unclear, discretion) = (Choices::NONE, Choices::NONE);
            let (unclear_in, authority) = (String::new(), String::new());
            Test::Choice { fact, yes, unclear, unclear_in, discretion, authority }
        })
        .map(|test| self.add(test));
        let mut left = false;
        let of = Choices::first(kind.choices()).iter().map(|choice| {
            let own = named.iter().find(|(named, _)| *named == Some(choice));
            left |= own.is_none();
            own.map_or(others, |(_, test)| *test).unwrap_or(TestId(0))
        });
        let of = of.collect();
        match &raw.others {
            None if left && !named.is_empty() => {
                self.missing(raw, "others", "`yes` or `no`, for the choices without a test");
            }
            Some(given) if !left && kind.choices() > 0 => {
                let message = words!(
                    "每个选项都有自己的判断，`others` 用不上",
                    "every choice has its test, so `others` is of no use",
                );
                self.context.error("key-too-many", given.span(), message);
            }
            Some(_) | None => {}
        }
        Test::ByChoice { fact, of }
    }

    fn of(&mut self, raw: &raw::Condition) -> Vec<TestId> {
        let parts = raw.of.as_deref().unwrap_or_default();
        if parts.is_empty() {
            self.missing(raw, "of", "the ids of tests or criteria");
        }
        parts.iter().filter_map(|id| self.condition(id)).collect()
    }

    pub(super) fn condition(&mut self, id: &Text) -> Option<TestId> {
        let ids = self.context.conditions.clone();
        let at = self.context.look_up("test or criterion", &ids, id)?;
        self.places.get(at).copied()
    }
}
