//! Goals of a search: what is looked for, said of answers that are not complete.

use super::search::{Aim, Node};
use crate::notice::TestId;
use crate::truth::{Outcome, Outcomes};

/// All of these come out so.
pub(super) fn all(node: &Node<'_, '_>, tests: &[TestId], want: Outcome) -> Aim {
    if tests.iter().any(|test| !node.board.outcomes(*test).contains(want)) {
        return Aim::Lost;
    }
    let open = open(node, tests);
    if open.is_empty() { Aim::Reached } else { Aim::Open(open) }
}

/// Those that can still come out in more than one way.
fn open(node: &Node<'_, '_>, tests: &[TestId]) -> Vec<TestId> {
    let open = tests.iter().filter(|test| !node.board.outcomes(**test).is_settled());
    open.copied().collect()
}

/// It comes out otherwise than so.
pub(super) fn not(node: &Node<'_, '_>, test: TestId, unwanted: Outcomes) -> Aim {
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
pub(super) fn both(one: Aim, other: impl FnOnce() -> Aim) -> Aim {
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
pub(super) enum Whole {
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
    pub(super) fn changed_by(self, node: &Node<'_, '_>, part: TestId, others: &[TestId]) -> Aim {
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
        if own.is_settled() && without.is_settled() {
            if self.combine(own, without) == without { Aim::Lost } else { Aim::Reached }
        } else {
            Aim::Open(open(node, &[&[part], others].concat()))
        }
    }
}

/// One of them is surely not met.
pub(super) fn missed(node: &Node<'_, '_>, tests: &[TestId]) -> Aim {
    let outcomes = || tests.iter().map(|test| node.board.outcomes(*test));
    if outcomes().any(|outcomes| !outcomes.contains(Outcome::Yes)) {
        return Aim::Reached;
    }
    let open = open(node, tests);
    if open.is_empty() { Aim::Lost } else { Aim::Open(open) }
}
