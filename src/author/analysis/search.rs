//! Looks for an applicant: a depth-first search over answers, cut by the engine's own sets of what
//! is still possible.
//!
//! Dates and numbers are made finite: of all that come out alike in every test, one or two are
//! tried. So where the search ends without an applicant, there is none.

use std::cell::Cell as Counter;

use super::kinds::{boundary, is_compared, mark, own_facts, threshold};
use crate::answers::{Answer, Input};
use crate::date::{Day, Span, extremes};
use crate::evaluate::Board;
use crate::facts::{Facts, Standing};
use crate::notice::{ChoiceId, FactId, FactKind, Rules, Test, TestId};
use crate::standard::months;

/// What a goal says of answers that are not complete.
pub(super) enum Aim {
    /// It is reached, whatever is still open.
    Reached,
    /// No completion reaches it.
    Lost,
    /// It hangs on these tests; the first that an open fact can still change is followed.
    Open(Vec<TestId>),
}

/// Answers so far, and what the tests can still come out as.
pub(super) struct Node<'s, 'n> {
    pub(super) input: &'s Input,
    facts: &'s Facts<'n>,
    pub(super) board: &'s Board,
}

/// What some tests hang on, looked at again and again: of a large notice, this little is read each time.
pub(super) struct Glance<'n> {
    read: Vec<FactId>,
    tests: Vec<TestId>,
    facts: Facts<'n>,
    board: Board,
}

impl<'n> Glance<'n> {
    /// How all those tests come out.
    pub(super) fn at(&mut self, input: &Input) -> &Board {
        self.facts.read_again(&self.read, input);
        self.facts.look_again(&self.tests, input.today, &mut self.board);
        &self.board
    }
}

/// What a search found.
pub(super) enum Found {
    Applicant(Input),
    Never,
    /// It took too long: nothing can be said.
    GivenUp,
}

/// All applicants that tests can tell apart.
pub(super) struct Space<'n> {
    pub(super) rules: &'n Rules,
    /// Days of check, each with the answers that are tried of every fact on it.
    days: Vec<(Day, Vec<Vec<Answer>>)>,
    /// The tests that each test needs: itself and all it is made of, in their order.
    needs: Vec<Vec<TestId>>,
    /// The facts that each test reads, its parts' among them.
    reads: Vec<Vec<FactId>>,
    /// Whether any test reads a fact, one for each.
    is_read: Vec<bool>,
}

/// So many nodes are looked at for one question; then it stays open.
const BUDGET: usize = 20_000;

impl<'n> Space<'n> {
    pub(super) fn new(rules: &'n Rules, days: &[Day]) -> Space<'n> {
        let mut readers = vec![Vec::new(); rules.facts.len()];
        for test in &rules.tests {
            for fact in own_facts(test) {
                readers[fact.index()].push(test);
            }
        }
        let values = |day: Day| {
            let facts = rules.fact_ids().zip(&readers);
            facts.map(|(fact, readers)| values(rules, readers, fact, day)).collect()
        };
        let days = days.iter().map(|day| (*day, values(*day))).collect();
        let needs = rules.test_ids().map(|test| needs(rules, test)).collect();
        let read = |test| {
            let mut facts = Vec::new();
            rules.facts_of(test, &mut facts);
            facts
        };
        let reads: Vec<Vec<FactId>> = rules.test_ids().map(read).collect();
        let mut is_read = vec![false; rules.facts.len()];
        reads.iter().flatten().for_each(|fact| is_read[fact.index()] = true);
        Space { rules, days, needs, reads, is_read }
    }

    /// All that these tests hang on.
    pub(super) fn glance(&self, roots: &[TestId]) -> Glance<'n> {
        let mut tests: Vec<TestId> =
            roots.iter().flat_map(|root| self.needs_of(*root)).copied().collect();
        tests.sort_unstable();
        tests.dedup();
        let mut read: Vec<FactId> = roots.iter().flat_map(|root| self.hangs_on(*root)).collect();
        read.sort_unstable();
        read.dedup();
        let (facts, board) = (Facts::unread(self.rules), Board::unknown(self.rules));
        Glance { read, tests, facts, board }
    }

    /// Finds an applicant for whom `aim` is reached; it hangs on `roots` alone. `held` facts are
    /// never answered.
    pub(super) fn find(
        &self,
        roots: &[TestId],
        held: Option<FactId>,
        aim: &dyn Fn(&Node<'_, 'n>) -> Aim,
    ) -> Found {
        let mut glance = self.glance(roots);
        let budget = Counter::new(BUDGET);
        for (today, values) in &self.days {
            let mut input = Input {
                today: *today,
                answers: vec![Answer::Unanswered; self.rules.facts.len()],
                scans: None,
                interest: vec![true; self.rules.routes.len()],
            };
            let search = Search { space: self, values, held, aim, budget: &budget };
            if search.descend(&mut input, &mut glance) {
                return Found::Applicant(input);
            }
        }
        if budget.get() == 0 { Found::GivenUp } else { Found::Never }
    }

    pub(super) fn needs_of(&self, test: TestId) -> &[TestId] {
        &self.needs[test.index()]
    }

    /// The answers that are tried of a fact on the first day.
    pub(super) fn values(&self, fact: FactId) -> &[Answer] {
        self.days.first().map_or(&[], |(_, values)| &values[fact.index()])
    }

    fn reads(&self, test: TestId) -> &[FactId] {
        &self.reads[test.index()]
    }

    /// Whether any test reads a fact.
    pub(super) fn is_read(&self, fact: FactId) -> bool {
        self.is_read[fact.index()]
    }

    /// The facts that a test hangs on, those included that decide whether another is asked.
    pub(super) fn hangs_on(&self, test: TestId) -> Vec<FactId> {
        let mut facts = self.reads(test).to_vec();
        let mut at = 0;
        while let Some(fact) = facts.get(at).copied() {
            for parent in self.parents(fact) {
                if !facts.contains(&parent) {
                    facts.push(parent);
                }
            }
            at += 1;
        }
        facts
    }

    /// The facts that decide whether a fact is asked, or told.
    fn parents(&self, fact: FactId) -> impl Iterator<Item = FactId> {
        let told = self.rules.known.iter().filter(move |known| known.fact == fact);
        let parents = self.rules.fact(fact).parents.iter();
        parents.chain(told.flat_map(|known| &known.parents)).copied()
    }
}

struct Search<'s, 'n> {
    space: &'s Space<'n>,
    values: &'s [Vec<Answer>],
    held: Option<FactId>,
    aim: &'s dyn Fn(&Node<'_, 'n>) -> Aim,
    budget: &'s Counter<usize>,
}

impl<'n> Search<'_, 'n> {
    fn descend(&self, input: &mut Input, glance: &mut Glance<'n>) -> bool {
        let Some(left) = self.budget.get().checked_sub(1) else {
            return false;
        };
        self.budget.set(left);
        glance.at(input);
        let node = Node { input, facts: &glance.facts, board: &glance.board };
        let open = match (self.aim)(&node) {
            Aim::Reached => return true,
            Aim::Lost => return false,
            Aim::Open(tests) => tests,
        };
        let Some(fact) = open.iter().find_map(|test| self.open_fact(&node, *test)) else {
            return false;
        };
        for value in &self.values[fact.index()] {
            input.answers[fact.index()] = *value;
            if self.in_order(input, *value, glance) && self.descend(input, glance) {
                return true;
            }
        }
        input.answers[fact.index()] = Answer::Unanswered;
        false
    }

    /// Dates that the engine would refuse are not tried.
    fn in_order(&self, input: &Input, value: Answer, glance: &Glance<'n>) -> bool {
        let is_date = matches!(value, Answer::Date(_));
        let in_order = |fact: &FactId| input.check_order(self.space.rules, *fact).is_ok();
        // no other is answered
        !is_date || glance.read.iter().all(in_order)
    }

    /// A fact that can still be answered and may change the test.
    fn open_fact(&self, node: &Node<'_, 'n>, test: TestId) -> Option<FactId> {
        if node.board.outcomes(test).is_settled() {
            return None;
        }
        let parts = self.space.rules.test(test).of();
        let read = || self.space.reads(test).iter().copied();
        // a test's own facts before those of its parts
        let of_parts =
            |fact: &FactId| parts.iter().any(|part| self.space.reads(*part).contains(fact));
        let mut own = read().filter(|fact| !of_parts(fact));
        let below = || parts.iter().find_map(|part| self.open_fact(node, *part));
        // a part that comes out the same whatever the choice still names the fact that chooses it
        let any = || read().find_map(|fact| self.askable(node, fact));
        own.find_map(|fact| self.askable(node, fact)).or_else(below).or_else(any)
    }

    /// The fact itself, or the one that must be answered before it.
    fn askable(&self, node: &Node<'_, 'n>, fact: FactId) -> Option<FactId> {
        if self.held == Some(fact) || node.input.answer(fact) != Answer::Unanswered {
            return None;
        }
        match node.facts.standing(fact) {
            Standing::Open => Some(fact),
            Standing::Pending => {
                let mut parents = self.space.parents(fact);
                parents.find_map(|parent| self.askable(node, parent)).or(Some(fact))
            }
            Standing::Given | Standing::Closed | Standing::DoNotKnow | Standing::Inapplicable => {
                None
            }
        }
    }
}

/// A test and all it is made of.
fn needs(rules: &Rules, test: TestId) -> Vec<TestId> {
    let mut all = vec![test];
    let mut at = 0;
    while let Some(one) = all.get(at).copied() {
        all.extend(rules.test(one).of());
        at += 1;
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// The answers that are tried of a fact: of those that every test takes alike, one; `readers` are the
/// tests that read it themselves.
fn values(rules: &Rules, readers: &[&Test], fact: FactId, day: Day) -> Vec<Answer> {
    match &rules.fact(fact).kind {
        FactKind::Choice { ids } => unlike(rules, readers, fact, ids.len()),
        FactKind::YesNo => vec![Answer::Choice(FactKind::YES), Answer::Choice(FactKind::NO)],
        FactKind::Number => {
            let mut numbers = vec![0];
            numbers.extend(readers.iter().filter_map(|test| threshold(test, fact)));
            numbers.sort_unstable();
            numbers.dedup();
            numbers.reverse();
            numbers.into_iter().map(Answer::Number).collect()
        }
        FactKind::Date => dates(rules, readers, fact, day),
    }
}

/// Of choices that every test takes alike, the first.
fn unlike(rules: &Rules, readers: &[&Test], fact: FactId, count: usize) -> Vec<Answer> {
    let choices = (0..u16::try_from(count).unwrap_or(u16::MAX)).map(ChoiceId);
    let mut seen: Vec<Vec<u16>> = Vec::new();
    choices
        .filter(|choice| {
            let mut marks: Vec<u16> =
                readers.iter().filter_map(|test| mark(test, fact, *choice)).collect();
            if let Some(standards) = &rules.standards {
                let tables = standards.tables.iter();
                if fact == standards.series {
                    marks.extend(tables.map(|table| u16::from(table.series.contains(*choice))));
                } else if [standards.level, standards.degree, standards.held].contains(&fact) {
                    marks.push(choice.0);
                }
            }
            let told = rules.known.iter().filter(|known| known.fact == fact);
            marks.extend(told.map(|known| u16::from(known.choice == *choice)));
            let new = !seen.contains(&marks);
            seen.push(marks);
            new
        })
        .map(Answer::Choice)
        .collect()
}

/// A day between each two boundaries; of a date that has its place before or after another, the
/// first and the last between them.
fn dates(rules: &Rules, readers: &[&Test], fact: FactId, day: Day) -> Vec<Answer> {
    let mut ends: Vec<Day> = readers.iter().filter_map(|test| boundary(test, fact, day)).collect();
    if let Some(standards) = &rules.standards {
        let counted_to = rules.counted_to.unwrap_or(day);
        for cell in standards.tables.iter().flat_map(|table| table.rows.iter().flatten()) {
            let clocks = standards.clocks(*cell).into_iter();
            let years = clocks.filter(|(of, years)| *of == fact && *years > 0);
            ends.extend(years.map(|(_, years)| counted_to.begun_before(months(years))));
        }
    }
    let [first, today, last] = extremes(day);
    ends.push(today);
    let mut all = ends.clone();
    all.extend(ends.iter().max().map(|end| end.next()));
    let ordered = rules.fact(fact).not_after.is_some()
        || rules.facts.iter().any(|other| other.not_after == Some(fact))
        || readers.iter().any(|test| is_compared(test, fact));
    if ordered {
        all.extend(ends.iter().map(|end| end.next()));
        all.extend([first, last]);
    }
    all.retain(|day| (first..=last).contains(day));
    all.sort_unstable();
    all.dedup();
    all.into_iter().map(|day| Answer::Date(Span::of(day))).collect()
}
