//! Routes: whether they can be met, what decides them, whether a relaxation ever eases one.

use super::super::raw::{self, Text};
use super::goals::{Whole, all, both, missed};
use super::reach::Reach;
use super::search::Found;
use super::warn;
use crate::answers::Input;
use crate::notice::{Route, TestId};
use crate::truth::Outcome;

pub(super) fn conditions(route: &Route) -> Vec<TestId> {
    route.conditions.iter().map(|condition| condition.test).collect()
}

impl Reach<'_, '_, '_, '_> {
    pub(super) fn routes(&mut self) {
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
}
