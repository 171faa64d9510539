//! What is still worth asking: the facts that can still change something, and which settles most.

use std::cell::OnceCell;
use std::cmp::Reverse;

use crate::answers::{Answer, Input};
use crate::assess::{relaxation, relaxed};
use crate::date::{Span, extremes};
use crate::evaluate::Board;
use crate::facts::{Facts, Months, Standing};
use crate::notice::{Choices, FactId, FactKind, Route, Test, TestId};
use crate::truth::{Outcome, Outcomes};
use crate::window::possible_rules;

/// Which pairs of outcomes of a test lead to different results higher up.
///
/// The result of a route differs for every pair of verdicts; below, two outcomes of a part differ
/// only if with some outcome of its siblings the whole comes out differently.
///
/// A bit for each pair.
#[derive(Clone, Copy)]
struct Difference(u16);

impl Difference {
    const EVERY: Difference = Difference(u16::MAX);

    fn bit(a: Outcome, b: Outcome) -> u16 {
        1_u16.wrapping_shl((a as u32) << 2 | b as u32)
    }

    fn between(self, a: Outcome, b: Outcome) -> bool {
        a != b && self.0 & Difference::bit(a, b) != 0
    }

    /// What differs for a part, if the whole is `whole(part, siblings)`.
    fn of_part(
        self,
        siblings: Outcomes,
        whole: &dyn Fn(Outcome, Outcome) -> Outcome,
    ) -> Difference {
        let mut differ = 0;
        for sibling in siblings.iter() {
            let wholes = Outcome::ALL.map(|own| whole(own, sibling));
            for (a, whole_a) in Outcome::ALL.into_iter().zip(wholes) {
                for (b, whole_b) in Outcome::ALL.into_iter().zip(wholes) {
                    if self.between(whole_a, whole_b) {
                        differ |= Difference::bit(a, b);
                    }
                }
            }
        }
        Difference(differ)
    }

    /// Whether it matters which of these it is.
    fn within(self, outcomes: Outcomes) -> bool {
        outcomes.iter().any(|a| outcomes.iter().any(|b| self.between(a, b)))
    }
}

/// Facts that can still change something, each with the number of places where it can.
///
/// Some matter only perhaps: a relaxation while no condition is surely not met, a standard while the
/// person may have compared the conditions themselves. They are asked last, since often they need not be.
#[derive(Clone)]
struct Worth {
    facts: Vec<FactWorth>,
    /// The facts that can change something at some place, as they were found.
    found: Vec<FactId>,
    perhaps: bool,
}

#[derive(Clone, Copy, Default)]
struct FactWorth {
    places: u16,
    surely: bool,
}

impl Worth {
    fn count(&mut self, fact: FactId) {
        if let Some(worth) = self.facts.get_mut(fact.index()) {
            if worth.places == 0 {
                self.found.push(fact);
            }
            worth.places = worth.places.saturating_add(1);
            worth.surely |= !self.perhaps;
        }
    }

    /// Counts what `find` finds as mattering only perhaps.
    fn perhaps(&mut self, perhaps: bool, find: impl FnOnce(&mut Worth)) {
        let before = self.perhaps;
        self.perhaps |= perhaps;
        find(self);
        self.perhaps = before;
    }

    fn how_many(&self) -> usize {
        self.found.len()
    }

    fn fact(&self, fact: FactId) -> FactWorth {
        self.facts.get(fact.index()).copied().unwrap_or_default()
    }

    fn of(&self, fact: FactId) -> u16 {
        self.fact(fact).places
    }
}

/// So many tests may be looked at, for one answer each, to find what to ask next: all facts are tried in
/// a notice of 100 facts and 150 tests.
const LOOKS: usize = 1 << 14;

/// Finds the facts that matter for one person.
struct Search<'s, 'n> {
    facts: &'s Facts<'n>,
    board: &'s Board,
    input: &'s Input,
    standard: OnceCell<Vec<FactId>>,
}

impl<'s, 'n> Search<'s, 'n> {
    fn new(facts: &'s Facts<'n>, board: &'s Board, input: &'s Input) -> Self {
        Search { facts, board, input, standard: OnceCell::new() }
    }

    fn nothing(&self) -> Worth {
        let facts = vec![FactWorth::default(); self.facts.rules.facts.len()];
        Worth { facts, found: Vec::new(), perhaps: false }
    }

    /// Facts that can still change a verdict or window of a route of interest, or what is to be handed in.
    fn all(&self) -> Worth {
        let rules = self.facts.rules;
        let mut worth = self.nothing();
        for (route, interest) in rules.routes.iter().zip(&self.input.interest) {
            if *interest {
                self.verdict(route, &mut worth);
                self.window(route, &mut worth);
            }
        }
        for document in &rules.documents {
            if let Some(test) = document.needed_if {
                self.test(test, Difference::EVERY, &mut worth);
            }
        }
        self.parents(&mut worth);
        worth
    }

    /// A fact that is not asked before its parent is worth its parent's question.
    fn parents(&self, worth: &mut Worth) {
        // what is found on the way stands behind, and its parents are looked at in their turn
        let mut at = 0;
        while let Some(fact) = worth.found.get(at).copied() {
            at = at.saturating_add(1);
            if self.facts.standing(fact) == Standing::Pending {
                let told = self.facts.rules.known.iter().filter(|known| known.fact == fact);
                let told = told.flat_map(|known| &known.parents);
                for parent in self.facts.rules.fact(fact).parents.iter().chain(told) {
                    self.ask(*parent, worth);
                }
            }
        }
    }

    fn verdict(&self, route: &Route, worth: &mut Worth) {
        let counts: Vec<Outcomes> = route
            .conditions
            .iter()
            .map(|condition| {
                let possible = self.board.outcomes(condition.test);
                let relaxation = relaxation(route, condition, self.board);
                let with = |relaxation| possible.map(|outcome| relaxed(outcome, relaxation));
                relaxation.iter().fold(Outcomes::NONE, |all, r| all.union(with(r)))
            })
            .collect();
        // what all after each count together
        let mut after = Outcomes::YES;
        let mut later: Vec<Outcomes> = counts
            .iter()
            .rev()
            .map(|own| {
                let later = after;
                after = after.and(*own);
                later
            })
            .collect();
        later.reverse();
        let mut before = Outcomes::YES;
        let mut relaxation_matters = false;
        for (condition, (own, after)) in route.conditions.iter().zip(counts.iter().zip(later)) {
            let others = before.and(after);
            before = before.and(*own);
            let possible = self.board.outcomes(condition.test);
            let relaxation = relaxation(route, condition, self.board);
            if possible.is_settled() && relaxation.is_settled() || others == Outcomes::NO {
                continue;
            }
            let counted = Difference::EVERY.of_part(others, &Outcome::and);
            self.test(condition.test, counted.of_part(relaxation, &relaxed), worth);
            let by_relaxation = counted.of_part(possible, &|r, outcome| relaxed(outcome, r));
            relaxation_matters |= condition.relaxable && by_relaxation.within(relaxation);
        }
        if let Some(test) = route.relaxation
            && relaxation_matters
        {
            let surely = route.conditions.iter().any(|condition| {
                condition.relaxable && self.board.outcomes(condition.test) == Outcomes::NO
            });
            worth.perhaps(!surely, |worth| self.test(test, Difference::EVERY, worth));
        }
    }

    /// The window of a route that is not lost.
    fn window(&self, route: &Route, worth: &mut Worth) {
        let lost = route.conditions.iter().any(|condition| {
            let relaxation = relaxation(route, condition, self.board).now();
            relaxed(self.board.outcomes(condition.test).now(), relaxation) == Outcome::No
        });
        if lost {
            return;
        }
        let window = self.facts.rules.window(route);
        let mut possible = possible_rules(window, self.board).map(|rule| &rule.window);
        let first = possible.next();
        if possible.any(|other| Some(other) != first) {
            for rule in possible_rules(window, self.board) {
                if let Some(test) = rule.when {
                    self.test(test, Difference::EVERY, worth);
                }
            }
        }
    }

    /// The facts by which a test can still come out differently, where that makes a difference.
    fn test(&self, test: TestId, matters: Difference, worth: &mut Worth) {
        if !matters.within(self.board.outcomes(test)) {
            return;
        }
        match self.facts.rules.test(test) {
            Test::Choice { fact, .. }
            | Test::Number { fact, .. }
            | Test::Elapsed { fact, .. }
            | Test::Over { fact } => self.ask(*fact, worth),
            Test::Before { fact, than } | Test::Below { fact, than, .. } => {
                self.ask(*fact, worth);
                self.ask(*than, worth);
            }
            Test::Conditions { fact, by_standard, unmet_is_unknown, .. } => {
                self.ask(*fact, worth);
                if self.facts.reading(*fact).choices.contains(*by_standard) {
                    let unmet = |outcome, _| match outcome {
                        Outcome::No if *unmet_is_unknown => Outcome::Unknown,
                        Outcome::No | Outcome::Yes | Outcome::Doubtful | Outcome::Unknown => {
                            outcome
                        }
                    };
                    let perhaps = !self.facts.reading(*fact).choices.is_one();
                    let matters = matters.of_part(Outcomes::YES, &unmet);
                    worth.perhaps(perhaps, |worth| self.standard(matters, worth));
                }
            }
            Test::Some { of, count, unclear_in } => {
                let doubted = |outcome, _| match outcome {
                    Outcome::Yes if !unclear_in.is_empty() => Outcome::Doubtful,
                    Outcome::Yes | Outcome::Doubtful | Outcome::Unknown | Outcome::No => outcome,
                };
                let whole = matters.of_part(Outcomes::YES, &doubted);
                for part in of {
                    let outcomes = self.board.outcomes(*part);
                    if outcomes.is_settled() {
                        continue;
                    }
                    // what it comes out as with one outcome in the part's place
                    let with = |own| {
                        let others = &mut of.iter().map(|other| match other == part {
                            true => own,
                            false => self.board.outcomes(*other),
                        });
                        Outcomes::so_many(others, of.len(), usize::from(*count))
                    };
                    // the whole is the part, held between what its siblings make of no and of yes
                    let matters = whole
                        .of_part(with(Outcomes::NO), &Outcome::or)
                        .of_part(with(Outcomes::YES), &Outcome::and);
                    self.test(*part, matters, worth);
                }
            }
            Test::Not { of } => {
                let contrary = |outcome: Outcome, _| outcome.not();
                self.test(*of, matters.of_part(Outcomes::YES, &contrary), worth);
            }
            Test::ByChoice { fact, of } => {
                self.ask(*fact, worth);
                let choices = self.facts.reading(*fact).choices;
                // where the choice is not known, parts that come out differently leave it unknown
                let alike = |own, other| if own == other { own } else { Outcome::Unknown };
                let one = choices.is_one();
                let matters = if one { matters } else { matters.of_part(Outcomes::ALL, &alike) };
                worth.perhaps(!one, |worth| {
                    for choice in choices.iter() {
                        if let Some(part) = of.get(choice.index()) {
                            self.test(*part, matters, worth);
                        }
                    }
                });
            }
        }
    }

    fn standard(&self, matters: Difference, worth: &mut Worth) {
        if self.facts.standard(self.input.today).is_some_and(|outcomes| matters.within(outcomes)) {
            let facts = self.standard.get_or_init(|| self.standard_facts());
            facts.iter().for_each(|fact| worth.count(*fact));
        }
    }

    /// The open facts by which the standard can come out differently: the same for every test that leans on it.
    fn standard_facts(&self) -> Vec<FactId> {
        let Some(standards) = &self.facts.rules.standards else {
            return Vec::new();
        };
        let mut worth = self.nothing();
        for fact in [standards.series, standards.level, standards.degree] {
            self.ask(fact, &mut worth);
        }
        let (facts, day) = (self.facts, self.input.today);
        let series = facts.reading(standards.series).choices;
        for table in &standards.tables {
            let mut further = Vec::new();
            table.also.iter().for_each(|also| {
                facts.rules.facts_of(*also, &mut further);
            });
            for series in series.and(table.series).iter() {
                for (level, degree, cell) in facts.cells(standards, table) {
                    let years = facts.cell(standards, cell, day);
                    let also = facts.also(standards, table, (series, level, degree), day);
                    // what is decided by one of the two is not asked about for the other
                    if !years.is_settled() && also != Outcomes::NO {
                        if cell.title().is_some() {
                            self.ask(standards.held, &mut worth);
                        }
                        for (since, needed) in standards.clocks(*cell) {
                            if !facts.years(since, needed, day).is_settled() {
                                self.ask(since, &mut worth);
                            }
                        }
                    }
                    if !also.is_settled() && years != Outcomes::NO {
                        further.iter().for_each(|fact| self.ask(*fact, &mut worth));
                    }
                }
            }
        }
        self.facts.rules.fact_ids().filter(|fact| worth.of(*fact) > 0).collect()
    }

    fn ask(&self, fact: FactId, worth: &mut Worth) {
        let open = match self.facts.standing(fact) {
            Standing::Given => self.facts.months == Months::Open && self.facts.is_month(fact),
            standing => standing.is_open(),
        };
        if open && !self.facts.rules.fact(fact).asked_elsewhere {
            worth.count(fact);
        }
    }
}

/// What one person can still be asked.
pub(crate) struct Questions<'s, 'n> {
    search: Search<'s, 'n>,
    worth: Worth,
    /// The same person with the days of months still open; absent if no month was given.
    months: Option<(Facts<'n>, Board)>,
}

impl<'s, 'n> Questions<'s, 'n> {
    pub(crate) fn new(facts: &'s Facts<'n>, board: &'s Board, input: &'s Input) -> Self {
        let search = Search::new(facts, board, input);
        let worth = if facts.has_open() { search.all() } else { search.nothing() };
        let months = facts.rules.fact_ids().any(|fact| facts.is_month(fact)).then(|| {
            let open = facts.with_open_months();
            let board = open.board(input.today);
            (open, board)
        });
        Questions { search, worth, months }
    }

    /// The open facts that can still change something, dependants of open facts among them.
    pub(crate) fn left(&self) -> usize {
        self.worth.how_many()
    }

    /// The fact to ask now: the one whose answers leave the fewest questions, on the average.
    pub(crate) fn next(&self) -> Option<FactId> {
        let facts = self.search.facts;
        let askable =
            |fact: &FactId| self.worth.of(*fact) > 0 && facts.standing(*fact) == Standing::Open;
        let mut candidates: Vec<FactId> = facts.rules.fact_ids().filter(askable).collect();
        if candidates.iter().any(|fact| self.worth.fact(*fact).surely) {
            candidates.retain(|fact| self.worth.fact(*fact).surely);
        }
        // to try one is to look at the whole notice again: of a very large one, the first are tried
        candidates.truncate(LOOKS.checked_div(facts.rules.tests.len()).unwrap_or(0).max(1));
        match candidates.as_slice() {
            [] => None,
            [one] => Some(*one),
            many => many.iter().copied().min_by_key(|fact| self.left_after(*fact)),
        }
    }

    /// Questions left after an answer to this fact, in thousandths, on the average of its answers.
    fn left_after(&self, fact: FactId) -> usize {
        let rules = self.search.facts.rules;
        let answers: Vec<Answer> = match &rules.fact(fact).kind {
            kind @ (FactKind::Choice { .. } | FactKind::YesNo) => {
                let all = Choices::first(kind.choices());
                all.iter().map(Answer::Choice).collect()
            }
            FactKind::Number => vec![Answer::Number(0), Answer::Number(99)],
            FactKind::Date => {
                extremes(self.search.input.today).map(|day| Answer::Date(Span::of(day))).into()
            }
        };
        let mut input = self.search.input.clone();
        let mut left = 0_usize;
        for answer in &answers {
            if let Some(slot) = input.answers.get_mut(fact.index()) {
                *slot = *answer;
            }
            let facts = Facts::read(rules, &input);
            let board = facts.board(input.today);
            let search = Search::new(&facts, &board, &input);
            left = left.saturating_add(search.all().how_many());
        }
        left.saturating_mul(1000).checked_div(answers.len()).unwrap_or(usize::MAX)
    }

    /// What is worth answering for one undetermined route: `first`, then what counts in most places.
    pub(crate) fn of_route(&self, route: &Route, first: Option<FactId>) -> Vec<&'n str> {
        let search = self.with_days();
        let mut worth = search.nothing();
        search.verdict(route, &mut worth);
        search.parents(&mut worth);
        let rules = self.search.facts.rules;
        let mut open = worth.found.clone();
        open.retain(|fact| search.facts.standing(*fact) != Standing::Pending);
        let mut sorted = Vec::with_capacity(open.len());
        // few enough to pick one after another
        while let Some(best) =
            open.iter().copied().min_by_key(|f| (Some(*f) != first, Reverse(worth.of(*f)), *f))
        {
            open.retain(|fact| *fact != best);
            sorted.push(rules.fact(best).id.as_str());
        }
        sorted
    }

    /// Facts given as a month whose day would still settle something.
    pub(crate) fn refine(&self) -> Vec<FactId> {
        let Some((facts, _)) = &self.months else {
            return Vec::new();
        };
        let worth = self.with_days().all();
        let refining = |fact: &FactId| facts.is_month(*fact) && worth.of(*fact) > 0;
        facts.rules.fact_ids().filter(refining).collect()
    }

    /// The search that counts the day of a month among what can still be told.
    fn with_days(&self) -> Search<'_, 'n> {
        let (facts, board) = match &self.months {
            Some((facts, board)) => (facts, board),
            None => (self.search.facts, self.search.board),
        };
        Search::new(facts, board, self.search.input)
    }
}
