//! Rules that can have no effect, by exact search: tests, their parts, windows, warnings.

use super::super::context::Context;
use super::super::raw::{self, Text};
use super::goals::{Whole, all, both, not};
use super::kinds::whole;
use super::search::{Aim, Found, Space};
use super::{json_of, warn};
use crate::date::Day;
use crate::notice::{Rules, TestId, WindowDates};
use crate::truth::{Outcome, Outcomes};

pub(super) fn find(context: &mut Context<'_>, rules: &Rules) {
    // what supplements tell makes no rule idle: the notice itself is looked at
    let rules = Rules { known: Vec::new(), ..rules.clone() };
    let space = Space::new(&rules, &days(context, &rules));
    let mut reach = Reach { context, rules: &rules, space: &space };
    reach.tests();
    reach.parts();
    reach.routes();
    reach.windows();
    reach.warnings();
    reach.questions();
}

/// Days of check. Without a rule that names a day, one day is like another.
fn days(context: &Context<'_>, rules: &Rules) -> Vec<Day> {
    let issued = Day::parse(context.raw.notice.issued.get_ref()).ok();
    let windows = rules.windows.iter().flat_map(|window| &window.rules);
    let opens = windows.filter_map(|rule| match &rule.window {
        WindowDates::Dates { rounds } => rounds.iter().map(|round| round.opens).min(),
        WindowDates::Unannounced | WindowDates::SetBy { .. } => None,
    });
    opens.min().or(issued).into_iter().collect()
}

pub(super) struct Reach<'c, 'r, 's, 'n> {
    pub(super) context: &'c mut Context<'r>,
    pub(super) rules: &'n Rules,
    pub(super) space: &'s Space<'n>,
}

impl<'r, 'n> Reach<'_, 'r, '_, 'n> {
    /// Someone for whom all of these come out so.
    pub(super) fn all_of(&self, tests: &[TestId], want: Outcome) -> Found {
        self.space.find(tests, None, &|node| all(node, tests, want))
    }

    /// Someone for whom it comes out otherwise than so.
    pub(super) fn not_so(&self, test: TestId, unwanted: Outcomes) -> Found {
        self.space.find(&[test], None, &|node| not(node, test, unwanted))
    }

    pub(super) fn witness(&self, found: Found) -> Option<String> {
        match found {
            Found::Applicant(input) => Some(json_of(self.rules, &input)),
            Found::Never | Found::GivenUp => None,
        }
    }

    fn written(&self, id: &Text) -> Option<TestId> {
        let at = self.context.conditions.get(id.get_ref())?;
        self.context.places.get(*at).copied()
    }

    /// Tests and criteria that come out the same for everybody.
    fn tests(&mut self) {
        let raw = self.context.raw;
        let written = raw.test.iter().map(|test| (test, false));
        let written = written.chain(raw.criterion.iter().map(|criterion| (criterion, true)));
        for (condition, is_criterion) in written {
            let id = condition.id.get_ref();
            let Some(test) = self.written(&condition.id) else { continue };
            // what only an authority can say is no slip
            let never = |want| matches!(self.all_of(&[test], want), Found::Never);
            if never(Outcome::Yes) && never(Outcome::Doubtful) {
                let witness = self.witness(self.not_so(test, Outcomes::YES));
                let (message, code);
                if is_criterion {
                    message =
                        words!("没有人能符合条件 `{id}`", "nobody can meet the criterion `{id}`");
                    code = "criterion-never-met";
                } else {
                    message = words!("`{id}` 对谁都不成立", "`{id}` holds for nobody");
                    code = "test-never-yes";
                }
                let help = words!(
                    "看它读的问题、选项和年数有没有写错，互相有没有矛盾",
                    "look for a wrong choice or number, and for parts that contradict each other",
                );
                warn(self.context, code, condition.id.span(), message, Some(help), witness);
            } else if let Found::Never = self.not_so(test, Outcomes::YES) {
                let witness = self.witness(self.all_of(&[test], Outcome::Yes));
                let (message, code);
                if is_criterion {
                    message = words!(
                        "谁都符合条件 `{id}`，它什么也不决定",
                        "everybody meets the criterion `{id}`: it decides nothing",
                    );
                    code = "criterion-never-failed";
                } else {
                    message = words!("`{id}` 对谁都成立", "`{id}` holds for everybody");
                    code = "test-always-yes";
                }
                let help = words!(
                    "看有没有漏了选项，或者两个部分合起来包括了所有人",
                    "look for a choice left out, and for parts that together take in everybody",
                );
                warn(self.context, code, condition.id.span(), message, Some(help), witness);
            }
        }
    }

    /// Parts of a test, of a group or of a relaxation without which it would come out the same.
    fn parts(&mut self) {
        let raw = self.context.raw;
        let mut wholes: Vec<(&Text, Whole, Vec<&Text>)> = Vec::new();
        for condition in raw.test.iter().chain(&raw.criterion) {
            let Some(test) = self.written(&condition.id) else { continue };
            let Some(whole) = whole(self.rules.test(test)) else { continue };
            wholes.push((&condition.id, whole, condition.of.iter().flatten().collect()));
        }
        wholes.extend(raw.group.iter().map(|g| (&g.id, Whole::Any, g.any.iter().collect())));
        wholes.extend(raw.relaxation.iter().map(|r| (&r.id, Whole::Any, r.any.iter().collect())));
        for (id, whole, parts) in wholes {
            let tests: Vec<TestId> = parts.iter().filter_map(|part| self.written(part)).collect();
            if tests.len() < 2 || tests.len() != parts.len() {
                continue;
            }
            for (at, part) in parts.iter().enumerate() {
                if self.idle(whole, &tests, at) {
                    let (of, part_id) = (id.get_ref(), part.get_ref());
                    let message = words!(
                        "`{of}` 里的 `{part_id}` 有没有都一样",
                        "`{of}` comes out the same without `{part_id}`",
                    );
                    let witness = self.witness(self.all_of(&tests, Outcome::Yes));
                    let help = words!(
                        "别的部分已经包括了它：去掉它，或者看是不是写错了",
                        "the other parts say as much: take it away, or look for a slip in it",
                    );
                    let code = "part-changes-nothing";
                    warn(self.context, code, part.span(), message, Some(help), witness);
                }
            }
        }
    }

    /// Whether the whole comes out the same without the part, for everybody.
    pub(super) fn idle(&self, whole: Whole, tests: &[TestId], at: usize) -> bool {
        let mut others = tests.to_vec();
        let part = others.remove(at);
        let found = self.space.find(tests, None, &|node| whole.changed_by(node, part, &others));
        matches!(found, Found::Never)
    }

    /// Rules of a window that are never the first that holds, or that change nothing.
    fn windows(&mut self) {
        let raw = self.context.raw;
        for window in &raw.window {
            let mut before: Vec<TestId> = Vec::new();
            for (at, rule) in window.rule.iter().enumerate() {
                let when = rule.when.as_ref().and_then(|id| self.written(id));
                let own: Vec<TestId> = when.into_iter().collect();
                let roots = [own.as_slice(), &before].concat();
                let found = self.space.find(&roots, None, &|node| {
                    both(all(node, &own, Outcome::Yes), || all(node, &before, Outcome::No))
                });
                let id = window.id.get_ref();
                let span = rule.when.as_ref().map_or(rule.state.span(), Text::span);
                if let Found::Never = found {
                    let message = words!(
                        "时间 `{id}` 的这条规则轮不到：前面的规则已经包括了它管的人",
                        "this rule of the window `{id}` is never reached: those before it take in all whom it is about",
                    );
                    let help = words!("把它放到前面去", "put it before them");
                    let witness = self.witness(self.all_of(&own, Outcome::Yes));
                    let code = "window-rule-never-holds";
                    warn(self.context, code, span, message, Some(help), witness);
                } else if window.rule.get(at + 1).is_some_and(|next| same(rule, next)) {
                    let message = words!(
                        "时间 `{id}` 的这条规则和下一条说的一样",
                        "this rule of the window `{id}` says the same as the next",
                    );
                    let help = words!(
                        "看日期和提醒是不是写错了；真的一样就去掉它",
                        "look for a slip in its dates or its warning; if they are the same, take it away",
                    );
                    let witness = self.witness(found);
                    let code = "window-rule-changes-nothing";
                    warn(self.context, code, span, message, Some(help), witness);
                }
                before.extend(when);
            }
        }
    }

    /// Warnings that nobody is ever given.
    fn warnings(&mut self) {
        let raw = self.context.raw;
        for warning in &raw.warning {
            let id = warning.id.get_ref();
            let mut named = raw.window_rules().filter_map(|rule| rule.warning.as_ref());
            if named.any(|named| named.get_ref() == id) {
                continue;
            }
            let when = warning.when.as_ref().and_then(|id| self.written(id));
            let unless = warning.unless.as_ref().and_then(|id| self.written(id));
            let yes: Vec<TestId> = when.into_iter().collect();
            let roots: Vec<TestId> = yes.iter().copied().chain(unless).collect();
            let found = self.space.find(&roots, None, &|node| {
                both(all(node, &yes, Outcome::Yes), || match unless {
                    Some(test) => not(node, test, Outcomes::YES),
                    None => Aim::Reached,
                })
            });
            if when.is_none() || matches!(found, Found::Never) {
                let message =
                    words!("提醒 `{id}` 谁也看不到", "the warning `{id}` is given to nobody");
                let help = words!(
                    "给它写 `when`，或者在时间规则里用 `warning` 指到它",
                    "say in `when` to whom it is given, or name it as `warning` in a rule of a window",
                );
                let witness = self.witness(self.all_of(&yes, Outcome::Yes));
                let span = warning.id.span();
                warn(self.context, "warning-never-given", span, message, Some(help), witness);
            }
        }
    }
}

/// Whether two rules of a window say the same, whatever they are about.
fn same(one: &raw::WindowRule, other: &raw::WindowRule) -> bool {
    let of = |rule: &raw::WindowRule| {
        let optional =
            [&rule.opens, &rule.closes, &rule.set_by, &rule.done_by, &rule.warning, &rule.words];
        let optional = optional.map(|text| text.as_ref().map(|text| text.get_ref().clone()));
        (rule.state.get_ref().clone(), rule.clause.get_ref().clone(), optional)
    };
    of(one) == of(other)
}
