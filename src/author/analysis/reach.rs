//! Rules that can have no effect, by exact search: criteria, routes, relaxations, windows, questions.

use super::super::context::Context;

use super::super::raw::{self, Text};
use super::search::{Aim, Found, Node, Space};
use super::{json_of, warn};
use crate::answers::Input;
use crate::date::Day;
use crate::facts::Facts;
use crate::notice::{FactId, Route, Rules, Test, TestId, WindowDates};
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

struct Reach<'c, 'r, 's, 'n> {
    context: &'c mut Context<'r>,
    rules: &'n Rules,
    space: &'s Space<'n>,
}

/// All of these come out so.
fn all(node: &Node<'_, '_>, tests: &[TestId], want: Outcome) -> Aim {
    if tests.iter().any(|test| !node.board.outcomes(*test).contains(want)) {
        return Aim::Lost;
    }
    let open = tests.iter().filter(|test| !node.board.outcomes(**test).is_settled());
    let open: Vec<TestId> = open.copied().collect();
    if open.is_empty() { Aim::Reached } else { Aim::Open(open) }
}

/// It comes out otherwise than so.
fn not(node: &Node<'_, '_>, test: TestId, unwanted: Outcomes) -> Aim {
    let outcomes = node.board.outcomes(test);
    if outcomes == unwanted {
        Aim::Lost
    } else if outcomes.is_settled() {
        Aim::Reached
    } else {
        Aim::Open(vec![test])
    }
}

/// Both are reached.
fn both(one: Aim, other: impl FnOnce() -> Aim) -> Aim {
    match one {
        Aim::Lost => Aim::Lost,
        Aim::Reached => other(),
        Aim::Open(mut open) => match other() {
            Aim::Lost => Aim::Lost,
            Aim::Reached => Aim::Open(open),
            Aim::Open(also) => {
                open.extend(also);
                Aim::Open(open)
            }
        },
    }
}

/// How parts make a whole.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whole {
    All,
    Any,
}

impl Whole {
    fn combine(self, a: Outcomes, b: Outcomes) -> Outcomes {
        match self {
            Whole::All => a.and(b),
            Whole::Any => a.or(b),
        }
    }

    fn neutral(self) -> Outcomes {
        match self {
            Whole::All => Outcomes::YES,
            Whole::Any => Outcomes::NO,
        }
    }

    /// The whole comes out otherwise with this part than without.
    fn changed_by(self, node: &Node<'_, '_>, part: TestId, others: &[TestId]) -> Aim {
        let own = node.board.outcomes(part);
        let of = others.iter().map(|test| node.board.outcomes(*test));
        let without = of.fold(self.neutral(), |whole, part| self.combine(whole, part));
        let absorbed = match self {
            Whole::All => Outcomes::NO,
            Whole::Any => Outcomes::YES,
        };
        if own == self.neutral() || without == absorbed {
            return Aim::Lost;
        }
        let open = [part].into_iter().chain(others.iter().copied());
        let open: Vec<TestId> =
            open.filter(|test| !node.board.outcomes(*test).is_settled()).collect();
        if own.is_settled() && without.is_settled() {
            if self.combine(own, without) == without { Aim::Lost } else { Aim::Reached }
        } else {
            Aim::Open(open)
        }
    }
}

fn conditions(route: &Route) -> Vec<TestId> {
    route.conditions.iter().map(|condition| condition.test).collect()
}

impl<'r, 'n> Reach<'_, 'r, '_, 'n> {
    /// Someone for whom all of these come out so.
    fn all_of(&self, tests: &[TestId], want: Outcome) -> Found {
        self.space.find(tests, None, &|node| all(node, tests, want))
    }

    /// Someone for whom it comes out otherwise than so.
    fn not_so(&self, test: TestId, unwanted: Outcomes) -> Found {
        self.space.find(&[test], None, &|node| not(node, test, unwanted))
    }

    fn witness(&self, found: Found) -> Option<String> {
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
            let whole = match self.rules.test(test) {
                Test::Some { of, count, .. } if usize::from(*count) == of.len() => Whole::All,
                Test::Some { count: 1, .. } => Whole::Any,
                // of some of many, what one part adds hangs on how many others hold
                Test::Some { .. }
                | Test::Not { .. }
                | Test::ByChoice { .. }
                | Test::Choice { .. }
                | Test::Number { .. }
                | Test::Elapsed { .. }
                | Test::Over { .. }
                | Test::Before { .. }
                | Test::Below { .. }
                | Test::Conditions { .. } => continue,
            };
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
    fn idle(&self, whole: Whole, tests: &[TestId], at: usize) -> bool {
        let mut others = tests.to_vec();
        let part = others.remove(at);
        let found = self.space.find(tests, None, &|node| whole.changed_by(node, part, &others));
        matches!(found, Found::Never)
    }

    fn routes(&mut self) {
        let rules = self.rules;
        let mut can_be_met = Vec::new();
        for (written, route) in self.context.raw.route.iter().zip(&rules.routes) {
            let found = self.all_of(&conditions(route), Outcome::Yes);
            let met = match found {
                Found::Applicant(input) => Some(input),
                Found::Never => {
                    self.never_met(written, route);
                    None
                }
                Found::GivenUp => None,
            };
            if met.is_some() {
                self.idle_conditions(written, route);
                self.relaxation(written, route);
            }
            can_be_met.push(met);
        }
        self.covered(&can_be_met);
    }

    /// A route that nobody can meet, with criteria that cannot be met together.
    fn never_met(&mut self, written: &raw::Route, route: &Route) {
        let id = written.id.get_ref();
        // what is left when all are taken away that the conflict does not need
        let mut conflict: Vec<usize> = (0..route.conditions.len()).collect();
        let tests = |places: &[usize]| -> Vec<TestId> {
            places.iter().filter_map(|at| route.conditions.get(*at)).map(|c| c.test).collect()
        };
        for at in 0..route.conditions.len() {
            let rest: Vec<usize> = conflict.iter().copied().filter(|place| *place != at).collect();
            if matches!(self.all_of(&tests(&rest), Outcome::Yes), Found::Never) {
                conflict = rest;
            }
        }
        let names: Vec<&str> = conflict
            .iter()
            .filter_map(|at| written.criteria.get(*at))
            .map(|id| id.get_ref().as_str())
            .collect();
        let names = names.join("`, `");
        let last = conflict.last().copied().unwrap_or_default();
        let rest: Vec<usize> = (0..route.conditions.len()).filter(|at| *at != last).collect();
        let witness = self.witness(self.all_of(&tests(&rest), Outcome::Yes));
        let rest = &conflict[..conflict.len().saturating_sub(1)];
        let witness = witness.or_else(|| self.witness(self.all_of(&tests(rest), Outcome::Yes)));
        let message = words!("没有人能走途径 `{id}`", "nobody can meet the route `{id}`");
        let help = if conflict.len() > 1 {
            words!("没有人能同时符合 `{names}`", "nobody meets `{names}` at once")
        } else {
            words!("没有人能符合 `{names}`", "nobody meets `{names}`")
        };
        let span = written.id.span();
        warn(self.context, "route-never-met", span, message, Some(help), witness);
    }

    /// Criteria without which a route's verdict would be the same for everybody.
    fn idle_conditions(&mut self, written: &raw::Route, route: &Route) {
        let tests = conditions(route);
        if tests.len() < 2 {
            return;
        }
        // one that stands on every route is shown for its own sake, whatever follows from others
        let everywhere = |id: &Text| {
            let names =
                |route: &raw::Route| route.criteria.iter().any(|c| c.get_ref() == id.get_ref());
            self.context.raw.route.iter().all(names)
        };
        let criteria: Vec<(usize, &Text)> =
            written.criteria.iter().enumerate().filter(|(_, id)| !everywhere(id)).collect();
        for (at, criterion) in criteria {
            if self.idle(Whole::All, &tests, at) {
                let (of, id) = (written.id.get_ref(), criterion.get_ref());
                let message = words!(
                    "途径 `{of}` 里的条件 `{id}` 有没有都一样",
                    "the verdict of `{of}` is the same without the criterion `{id}`",
                );
                let help = words!(
                    "别的条件已经包括了它：去掉它，或者看是不是放错了途径",
                    "the other criteria say as much: take it away, or look whether it belongs to another route",
                );
                let witness = self.witness(self.all_of(&tests, Outcome::Yes));
                let code = "criterion-decides-nothing";
                warn(self.context, code, criterion.span(), message, Some(help), witness);
            }
        }
    }

    /// A relaxation by which nobody's verdict is eased.
    fn relaxation(&mut self, written: &raw::Route, route: &Route) {
        let (Some(relaxation), Some(name)) = (route.relaxation, &written.relaxation) else {
            return;
        };
        let tests = conditions(route);
        for (condition, criterion) in route.conditions.iter().zip(&written.criteria) {
            if !condition.relaxable {
                continue;
            }
            let mut yes: Vec<TestId> =
                tests.iter().copied().filter(|test| *test != condition.test).collect();
            yes.push(relaxation);
            let no = [condition.test];
            let roots = [yes.as_slice(), &no].concat();
            let found = self.space.find(&roots, None, &|node| {
                both(all(node, &yes, Outcome::Yes), || all(node, &no, Outcome::No))
            });
            if let Found::Never = found {
                let (of, id, name) = (written.id.get_ref(), criterion.get_ref(), name.get_ref());
                let message = words!(
                    "途径 `{of}` 的 `{id}` 永远用不上放宽 `{name}`",
                    "`{name}` never relaxes `{id}` on the route `{of}`",
                );
                let help = words!(
                    "看放宽是不是写给了别的途径或别的条件：符合放宽的人都达得到这条，或者走不了这条途径",
                    "look whether it belongs to another route or criterion: whoever it is for meets this one, or fails another",
                );
                let witness = self.witness(self.all_of(&[relaxation], Outcome::Yes));
                let item = written.relaxable.iter().find(|item| item.get_ref() == id);
                let span = item.map_or(criterion.span(), Text::span);
                warn(self.context, "relaxation-never-applies", span, message, Some(help), witness);
            }
        }
    }

    /// Routes whose every applicant meets another route too.
    fn covered(&mut self, met: &[Option<Input>]) {
        let rules = self.rules;
        let mut told: Vec<(usize, usize)> = Vec::new();
        for (one, route) in rules.routes.iter().enumerate() {
            for (two, other) in rules.routes.iter().enumerate() {
                let can = |at: usize| met.get(at).is_some_and(Option::is_some);
                // of two that exclude each other, people choose one
                let chosen = route.excludes.iter().any(|excluded| usize::from(*excluded) == two);
                if one == two || chosen || !can(one) || !can(two) || told.contains(&(two, one)) {
                    continue;
                }
                let (own, others) = (conditions(route), conditions(other));
                let roots = [own.as_slice(), &others].concat();
                let found = self.space.find(&roots, None, &|node| {
                    both(all(node, &own, Outcome::Yes), || missed(node, &others))
                });
                if let Found::Never = found {
                    told.push((one, two));
                    let (id, by) = (&route.id, &other.id);
                    let message = words!(
                        "能走途径 `{id}` 的人都能走 `{by}`",
                        "whoever meets the route `{id}` meets `{by}` too",
                    );
                    let help = words!(
                        "看 `{by}` 是不是漏了条件，或者 `{id}` 是不是多余",
                        "look whether `{by}` lacks a criterion, or whether `{id}` is needed",
                    );
                    let witness = self.witness(self.all_of(&roots, Outcome::Yes));
                    let span = self.context.raw.route.get(one).map_or(0..0, |r| r.id.span());
                    let code = "route-covered-by-another";
                    warn(self.context, code, span, message, Some(help), witness);
                }
            }
        }
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
            let rules = raw.window.iter().flat_map(|window| &window.rule);
            let rules = rules.chain(raw.supplement.iter().flat_map(|later| &later.window));
            let mut named = rules.filter_map(|rule| rule.warning.as_ref());
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

    /// Facts that no rule for people reads, and facts whose answer changes nothing.
    fn questions(&mut self) {
        let rules = self.rules;
        let routes = rules.routes.iter().flat_map(|route| {
            let own = conditions(route).into_iter().chain(route.relaxation);
            own.chain(rules.window(route).rules.iter().filter_map(|rule| rule.when))
        });
        let asked = routes.chain(rules.documents.iter().filter_map(|document| document.needed_if));
        let asked: Vec<TestId> = once(asked);
        let told = rules
            .warnings
            .iter()
            .flat_map(|warning| warning.when.into_iter().chain(warning.unless));
        let told: Vec<TestId> = once(told.chain(rules.steps.iter().filter_map(|step| step.when)));
        let reads = |tests: &[TestId]| -> Vec<(TestId, Vec<FactId>)> {
            tests.iter().map(|test| (*test, self.space.reads(*test))).collect()
        };
        let (asked, told) = (reads(&asked), reads(&told));
        for (fact, written) in rules.fact_ids().zip(&self.context.raw.fact) {
            let id = written.id.get_ref();
            let reading = |roots: &[(TestId, Vec<FactId>)]| -> Vec<TestId> {
                roots
                    .iter()
                    .filter(|(_, facts)| facts.contains(&fact))
                    .map(|(test, _)| *test)
                    .collect()
            };
            let (by_asked, by_told) = (reading(&asked), reading(&told));
            let span = written.id.span();
            if by_asked.is_empty() && by_told.is_empty() {
                if !self.is_read(fact) {
                    continue; // that no test reads it is said already
                }
                let message = words!("没有一条途径用到 `{id}`", "no route reads the fact `{id}`");
                let help = words!(
                    "读它的条件没有进任何途径、时间、材料、步骤或提醒：放进去，或者不要问",
                    "the tests that read it reach no route, window, document, step or warning: use them, or do not ask",
                );
                warn(self.context, "fact-read-by-no-route", span, message, Some(help), None);
                continue;
            }
            if by_asked.is_empty() && !rules.fact(fact).asked_elsewhere {
                let message = words!(
                    "`{id}` 只用在步骤和提醒里，这样的问题不会问",
                    "`{id}` is read by steps and warnings alone: such a question is never asked",
                );
                let help = words!(
                    "写 `asked_with = \"documents\"`，在选文件的地方问",
                    "write `asked_with = \"documents\"`: it is asked where files are chosen",
                );
                warn(self.context, "fact-never-asked", span, message, Some(help), None);
                continue;
            }
            let mut matters = false;
            for root in by_asked.iter().chain(&by_told) {
                match self.changes(fact, *root) {
                    Found::Applicant(_) | Found::GivenUp => {
                        matters = true;
                        break;
                    }
                    Found::Never => {}
                }
            }
            if !matters {
                let message =
                    words!("`{id}` 怎么回答都一样", "no answer to `{id}` changes anything");
                let help = words!(
                    "看读它的条件是不是写错了；真的用不上就不要问",
                    "look for a slip in the tests that read it; if it is not needed, do not ask",
                );
                let roots: Vec<TestId> = by_asked.iter().chain(&by_told).take(1).copied().collect();
                let witness = self.witness(self.not_so(roots[0], Outcomes::UNKNOWN));
                warn(self.context, "question-never-matters", span, message, Some(help), witness);
            }
        }
    }

    fn is_read(&self, fact: FactId) -> bool {
        self.rules.test_ids().any(|test| {
            let mut read = Vec::new();
            self.rules.facts_of(test, &mut read);
            read.contains(&fact)
        })
    }

    /// Someone for whom two answers to the fact make the test come out differently.
    fn changes(&self, fact: FactId, root: TestId) -> Found {
        let tests = self.space.needs_of(root);
        self.space.find(&[root], Some(fact), &|node| {
            let outcomes = node.board.outcomes(root);
            if outcomes.is_settled() {
                return Aim::Lost;
            }
            let mut met = Outcomes::NONE;
            for value in self.space.values(fact) {
                let mut input = node.input.clone();
                if let Some(slot) = input.answers.get_mut(fact.index()) {
                    *slot = *value;
                }
                let facts = Facts::read(self.rules, &input);
                let outcomes = facts.board_of(tests, input.today).outcomes(root);
                if !outcomes.is_settled() {
                    return Aim::Open(vec![root]);
                }
                met = met.union(outcomes);
            }
            if met.is_settled() { Aim::Lost } else { Aim::Reached }
        })
    }
}

/// One of them is surely not met.
fn missed(node: &Node<'_, '_>, tests: &[TestId]) -> Aim {
    let outcomes = || tests.iter().map(|test| node.board.outcomes(*test));
    if outcomes().any(|outcomes| !outcomes.contains(Outcome::Yes)) {
        return Aim::Reached;
    }
    let open = tests.iter().filter(|test| !node.board.outcomes(**test).is_settled());
    let open: Vec<TestId> = open.copied().collect();
    if open.is_empty() { Aim::Lost } else { Aim::Open(open) }
}

fn once(tests: impl Iterator<Item = TestId>) -> Vec<TestId> {
    let mut all: Vec<TestId> = tests.collect();
    all.sort_unstable();
    all.dedup();
    all
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
