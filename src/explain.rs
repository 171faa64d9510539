//! A criterion applied: its truth, why it is unknown, the facts it read, the standard it leaned on.

use serde::Serialize;

use crate::date::{Day, Span};
use crate::evaluate::Board;
use crate::facts::{Facts, Standing};
use crate::notice::{
    Cell, Choices, Criterion, CriterionId, FactId, RouteCondition, Standards, Test, TestId,
};
use crate::standard::months;
use crate::truth::{Outcome, Outcomes, Reason, Truth};

/// A criterion (or a group of criteria that counts as one) applied to the answers.
#[derive(Clone, Debug, Serialize)]
pub struct Finding<'n> {
    /// The criterion's id; absent for a group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub criterion: Option<&'n str>,
    /// The group's id; absent for a criterion.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<&'n str>,
    /// The clause it comes from, or the source where nothing can be quoted.
    pub clause: &'n str,
    /// Yes, no, or unknown.
    pub truth: Truth,
    /// Why it is unknown; empty if it is not.
    pub because: Vec<Reason<'n>>,
    /// The facts read, given the answers.
    pub facts: Vec<&'n str>,
    /// Some clause lets an authority relax it.
    pub relaxable: bool,
    /// What the standard says, where one was looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis<'n>>,
    /// A group's criteria.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Finding<'n>>,
}

/// What a national basic standard says of the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Basis<'n> {
    /// The standard's document.
    pub source: &'n str,
    /// Whether the standard is met.
    pub truth: Truth,
    /// What the row asks for; absent if it is not known which row, or if there is no way by this degree.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub needs: Option<Needs<'n>>,
    /// The date that the years are counted from (of two, those in the title), as it was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Since>,
    /// The first day after today on which the standard is met for certain, with the same answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub earliest: Option<Day>,
}

/// So many completed years: in a title, or (without one) of work; or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Needs<'n> {
    /// The title that must be held, exactly; absent where years of work count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held: Option<&'n str>,
    /// Completed years; 0 where none are needed.
    pub years: u8,
    /// Completed years of work, where they are needed besides those in the title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub work: Option<u8>,
}

/// A date as it was answered: `YYYY-MM-DD` or `YYYY-MM`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Since(Span);

impl<'n> Facts<'n> {
    /// The finding of a criterion, before a route says which clause it takes it from.
    pub(crate) fn finding(&self, id: CriterionId, board: &Board, day: Day) -> Finding<'n> {
        let criterion = self.rules.criterion(id);
        let mut trace = Trace::new(self, board, day);
        let outcomes = trace.test(criterion.test);
        let mut because = trace.because;
        if outcomes.truth() == Truth::Unknown {
            lean_on_source(criterion, &mut because);
        } else {
            because.clear();
        }
        Finding {
            criterion: Some(&criterion.id),
            group: None,
            clause: &criterion.clause,
            truth: outcomes.truth(),
            because,
            facts: trace.facts.iter().map(|fact| self.rules.fact(*fact).id.as_str()).collect(),
            relaxable: false,
            basis: trace.basis,
            parts: Vec::new(),
        }
    }

    /// The finding of a route's condition.
    pub(crate) fn condition(
        &self,
        condition: &'n RouteCondition,
        board: &Board,
        mut finding: impl FnMut(CriterionId) -> Finding<'n>,
    ) -> Finding<'n> {
        let mut found = match condition.criteria.as_slice() {
            [one] if condition.group.is_empty() => finding(*one),
            parts => {
                let parts: Vec<Finding> = parts.iter().map(|id| finding(*id)).collect();
                let truth = board.outcomes(condition.test).truth();
                let mut group = Finding {
                    criterion: None,
                    group: Some(&condition.group),
                    clause: &condition.clause,
                    truth,
                    because: Vec::new(),
                    facts: Vec::new(),
                    relaxable: false,
                    basis: None,
                    parts: Vec::new(),
                };
                for part in &parts {
                    add_all(&mut group.facts, &part.facts);
                    if truth == Truth::Unknown {
                        add_all(&mut group.because, &part.because);
                    }
                }
                group.parts = parts;
                group
            }
        };
        found.clause = &condition.clause;
        found.relaxable = condition.relaxable;
        found
    }
}

/// What an unanswered question about a document that is not in hand leaves open.
fn lean_on_source<'n>(criterion: &'n Criterion, because: &mut Vec<Reason<'n>>) {
    let open = because.iter().any(|reason| match reason {
        Reason::Unanswered { .. } | Reason::DoNotKnow { .. } => true,
        Reason::DayNeeded { .. }
        | Reason::SourceNotHeld { .. }
        | Reason::Discretion { .. }
        | Reason::Unclear { .. } => false,
    });
    if open && !criterion.not_held.is_empty() {
        add(because, Reason::SourceNotHeld { source: &criterion.not_held });
    }
}

fn add<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}

fn add_all<T: PartialEq + Copy>(list: &mut Vec<T>, items: &[T]) {
    for item in items {
        add(list, *item);
    }
}

/// Walks a test as it is evaluated, up to the part that decides.
struct Trace<'f, 'n> {
    from: &'f Facts<'n>,
    board: &'f Board,
    day: Day,
    facts: Vec<FactId>,
    because: Vec<Reason<'n>>,
    basis: Option<Basis<'n>>,
}

impl<'f, 'n> Trace<'f, 'n> {
    fn new(from: &'f Facts<'n>, board: &'f Board, day: Day) -> Self {
        let (facts, because, basis) = (Vec::new(), Vec::new(), None);
        Trace { from, board, day, facts, because, basis }
    }

    fn read(&mut self, fact: FactId) {
        add(&mut self.facts, fact);
    }

    /// Notes that a fact is why something is unknown.
    fn blame(&mut self, id: FactId) {
        let fact = self.from.rules.fact(id);
        let reason = match self.from.standing(id) {
            Standing::Given => Reason::DayNeeded { fact: &fact.id },
            Standing::DoNotKnow => Reason::DoNotKnow { fact: &fact.id },
            // nobody will ask it: what it hangs on is the reason
            Standing::Closed => {
                let unknown = |parent: &&FactId| !self.from.reading(**parent).choices.is_one();
                return fact.parents.iter().filter(unknown).for_each(|parent| self.blame(*parent));
            }
            Standing::Open | Standing::Pending | Standing::Inapplicable => {
                Reason::Unanswered { fact: &fact.id }
            }
        };
        add(&mut self.because, reason);
    }

    fn test(&mut self, test: TestId) -> Outcomes {
        let outcomes = self.board.outcomes(test);
        let unknown = outcomes.now() == Outcome::Unknown;
        match self.from.rules.test(test) {
            Test::Choice { fact, unclear, unclear_in, discretion, authority, .. } => {
                self.read(*fact);
                if unknown {
                    self.blame(*fact);
                } else if outcomes == Outcomes::DOUBTFUL {
                    let choices = self.from.reading(*fact).choices;
                    if !choices.and(*unclear).is_empty() {
                        add(&mut self.because, Reason::Unclear { clause: unclear_in });
                    }
                    if !choices.and(*discretion).is_empty() {
                        add(&mut self.because, Reason::Discretion { authority });
                    }
                }
            }
            Test::Number { fact, .. } | Test::Elapsed { fact, .. } | Test::Over { fact } => {
                self.read(*fact);
                if unknown {
                    self.blame(*fact);
                }
            }
            Test::Before { fact, than } => {
                let from = self.from;
                let dated = |fact: &FactId| from.reading(*fact).date.is_some();
                let facts = [*fact, *than];
                for fact in facts {
                    self.read(fact);
                    // the day of a month decides only between two dates
                    if unknown && (!dated(&fact) || from.is_month(fact) && facts.iter().all(dated))
                    {
                        self.blame(fact);
                    }
                }
            }
            Test::Below { fact, than, .. } => {
                for fact in [*fact, *than] {
                    self.read(fact);
                    if unknown && !self.from.reading(fact).choices.is_one() {
                        self.blame(fact);
                    }
                }
            }
            Test::Conditions { fact, by_standard, not_held, .. } => {
                self.read(*fact);
                let choices = self.from.reading(*fact).choices;
                let known = choices.is_one();
                if !known {
                    self.blame(*fact);
                }
                if choices.contains(*by_standard) {
                    let asked = self.because.len();
                    self.standard(known && unknown, not_held);
                    if !known {
                        self.because.truncate(asked);
                    }
                }
            }
            Test::Some { of, count, unclear_in } => {
                self.parts(of, usize::from(*count), outcomes, unclear_in);
            }
            Test::Not { of } => {
                self.test(*of);
            }
            Test::ByChoice { fact, of } => {
                self.read(*fact);
                let before = self.because.len();
                let choices = self.from.reading(*fact).choices;
                let parts = choices.iter().filter_map(|choice| of.get(choice.index()));
                let any = parts.fold(Outcomes::NONE, |any, part| any.union(self.test(*part)));
                if unknown && !choices.is_one() && !any.is_settled() {
                    // until the choice is told, nobody is asked what only some of them need
                    if self.from.standing(*fact).is_open() {
                        self.because.truncate(before);
                    }
                    self.blame(*fact);
                }
            }
        }
        outcomes
    }

    /// Parts are read in order until so many hold, or until so many cannot any more; the reasons are
    /// of those that are unknown.
    fn parts(&mut self, of: &[TestId], count: usize, whole: Outcomes, unclear_in: &'n str) {
        let before = self.because.len();
        let (mut yes, mut no) = (0_usize, count);
        for part in of {
            let outcomes = self.test(*part);
            yes = yes.saturating_add(usize::from(outcomes == Outcomes::YES));
            no = no.saturating_add(usize::from(outcomes == Outcomes::NO));
            if yes == count || no > of.len() {
                break;
            }
        }
        if whole.truth() != Truth::Unknown {
            self.because.truncate(before);
        } else if whole == Outcomes::DOUBTFUL && self.because.len() == before {
            add(&mut self.because, Reason::Unclear { clause: unclear_in });
        }
    }

    fn standard(&mut self, unknown: bool, not_held: &'n str) {
        let from = self.from;
        let Some(standards) = &from.rules.standards else {
            add(&mut self.because, Reason::SourceNotHeld { source: not_held });
            return;
        };
        let series = from.reading(standards.series).choices;
        self.read(standards.series);
        let Some(outcomes) = from.standard(self.day) else {
            add(&mut self.because, Reason::SourceNotHeld { source: not_held });
            return;
        };
        let open = outcomes.now() == Outcome::Unknown;
        for fact in [standards.level, standards.degree] {
            self.read(fact);
        }
        for fact in [standards.series, standards.level, standards.degree] {
            if open && !from.reading(fact).choices.is_one() {
                self.blame(fact);
            }
        }
        let mut covered = Choices::NONE;
        for table in &standards.tables {
            covered = covered.or(table.series);
            if series.and(table.series).is_empty() {
                continue;
            }
            let mut may_hold = false;
            for (_, _, cell) in from.cells(standards, table) {
                may_hold |= from.cell(standards, cell, self.day) != Outcomes::NO;
                self.cell(standards, cell, open);
            }
            if let Some(also) = table.also
                && may_hold
            {
                let before = self.because.len();
                self.test(also);
                if !open {
                    self.because.truncate(before);
                }
            }
            if series.is_one() {
                self.basis = Some(self.basis(standards, &table.source, outcomes));
            }
        }
        // the standard is not met, or there is none: the committee's own conditions decide
        let unmet = outcomes == Outcomes::NO || !series.without(covered).is_empty();
        if unknown && unmet {
            add(&mut self.because, Reason::SourceNotHeld { source: not_held });
        }
    }

    fn cell(&mut self, standards: &Standards, cell: &Cell, open: bool) {
        if let Some(title) = cell.title() {
            self.read(standards.held);
            let holds = self.from.holds(standards, title);
            if open && holds.now() == Outcome::Unknown {
                self.blame(standards.held);
            }
            if holds == Outcomes::NO {
                return;
            }
        }
        for (fact, years) in standards.clocks(*cell) {
            if years == 0 {
                continue;
            }
            self.read(fact);
            if open && self.from.years(fact, years, self.day).now() == Outcome::Unknown {
                self.blame(fact);
            }
        }
    }

    /// The row of the standard, if it is known which; the sum is shown only where it can be done.
    fn basis(&self, standards: &'n Standards, source: &'n str, outcomes: Outcomes) -> Basis<'n> {
        let from = self.from;
        let mut basis =
            Basis { source, truth: outcomes.truth(), needs: None, since: None, earliest: None };
        let series = from.reading(standards.series).choices;
        let Some(table) =
            standards.tables.iter().find(|table| !table.series.and(series).is_empty())
        else {
            return basis;
        };
        let mut cells = from.cells(standards, table);
        let (Some((_, _, cell)), None) = (cells.next(), cells.next()) else {
            return basis;
        };
        if *cell == Cell::Never {
            return basis;
        }
        let title = cell.title();
        let held = title.map(|title| from.rules.fact(standards.held).kind.choice_id(title));
        let [(_, in_title), (_, of_work)] = standards.clocks(*cell);
        let (years, work) = match in_title {
            0 => (of_work, None),
            _ => (in_title, (of_work > 0).then_some(of_work)),
        };
        basis.needs = Some(Needs { held, years, work });
        if title.is_some_and(|title| from.holds(standards, title) != Outcomes::YES) {
            return basis;
        }
        let mut complete = Day::FIRST;
        for (since, years) in standards.clocks(*cell) {
            if years == 0 {
                continue;
            }
            let Some(date) = from.reading(since).date else {
                return basis;
            };
            basis.since.get_or_insert(Since(date));
            complete = complete.max(date.last.after_months(months(years)));
        }
        // years that are counted to a fixed day complete on none after it
        if complete > from.rules.counted_to.unwrap_or(self.day)
            && from.standard(complete) == Some(Outcomes::YES)
        {
            basis.earliest = Some(complete);
        }
        basis
    }
}
