//! Questions: facts that no rule for people reads, and facts whose answer changes nothing.

use std::cell::RefCell;

use super::reach::Reach;
use super::routes::conditions;
use super::search::{Aim, Found};
use super::warn;
use crate::notice::{FactId, TestId};
use crate::truth::Outcomes;

impl Reach<'_, '_, '_, '_> {
    /// Facts that no rule for people reads, and facts whose answer changes nothing.
    pub(super) fn questions(&mut self) {
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
        let readers = |tests: &[TestId]| -> Vec<Vec<TestId>> {
            let mut readers = vec![Vec::new(); rules.facts.len()];
            for test in tests {
                let facts = self.space.hangs_on(*test);
                facts.into_iter().for_each(|fact| readers[fact.index()].push(*test));
            }
            readers
        };
        let (asked, told) = (readers(&asked), readers(&told));
        for (fact, written) in rules.fact_ids().zip(&self.context.raw.fact) {
            let id = written.id.get_ref();
            let (by_asked, by_told) = (&asked[fact.index()], &told[fact.index()]);
            let span = written.id.span();
            if by_asked.is_empty() && by_told.is_empty() {
                if !self.space.is_read(fact) {
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
            for root in by_asked.iter().chain(by_told) {
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
                let roots: Vec<TestId> = by_asked.iter().chain(by_told).take(1).copied().collect();
                let witness = self.witness(self.not_so(roots[0], Outcomes::UNKNOWN));
                warn(self.context, "question-never-matters", span, message, Some(help), witness);
            }
        }
    }

    /// Someone for whom two answers to the fact make the test come out differently.
    fn changes(&self, fact: FactId, root: TestId) -> Found {
        let glance = RefCell::new(self.space.glance(&[root]));
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
                let outcomes = glance.borrow_mut().at(&input).outcomes(root);
                if !outcomes.is_settled() {
                    return Aim::Open(vec![root]);
                }
                met = met.union(outcomes);
            }
            if met.is_settled() { Aim::Lost } else { Aim::Reached }
        })
    }
}

fn once(tests: impl Iterator<Item = TestId>) -> Vec<TestId> {
    let mut all: Vec<TestId> = tests.collect();
    all.sort_unstable();
    all.dedup();
    all
}
