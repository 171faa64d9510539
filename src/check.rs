//! Whether rules fit together, so that nothing that reads them later can fail.

use crate::notice::{
    ChoiceId, Choices, FactId, FactKind, RouteCondition, Rules, Standards, Test, TestId,
};

/// A test may consist of so many tests at most, each counted as often as it is used.
const LARGEST: usize = 1 << 16;

/// A test may be made of so many others, and a route have so many conditions: each is held against
/// all the others to find what is worth asking.
const WIDEST: usize = u8::MAX as usize;

/// A test may be made of tests that are made of tests, so deep at most.
pub(crate) const DEEPEST: usize = 32;

impl Rules {
    /// Checks every place that the rules name, and notes which tests depend on the day.
    ///
    /// Whatever this lets pass can be assessed without a panic, though a foreign pack may be
    /// nonsense: what it says is its author's.
    pub(crate) fn check(&mut self) -> bool {
        self.timed = Vec::with_capacity(self.tests.len());
        let mut sizes: Vec<(usize, usize)> = Vec::with_capacity(self.tests.len());
        for test in &self.tests {
            let timed = self.timed_by_its_parts(test);
            self.timed.push(timed);
            let whole = self.parts_of(test).fold((1_usize, 1_usize), |(size, depth), part| {
                let (parts, below) = sizes.get(part.index()).copied().unwrap_or((1, 1));
                (size.saturating_add(parts), depth.max(below.saturating_add(1)))
            });
            sizes.push(whole);
        }
        // tests share their parts; written out in full, a few could grow beyond all bounds
        if sizes.iter().any(|(size, depth)| *size > LARGEST || *depth > DEEPEST) {
            return false;
        }
        let places = u16::MAX as usize;
        self.facts.len() < places
            && self.tests.len() < places
            && self.criteria.len() < places
            && self.routes.len() < places
            && self.facts_fit()
            && self.tests.iter().enumerate().all(|(place, test)| self.test_fits(place, test))
            && self.criteria.iter().all(|criterion| self.has_test(criterion.test))
            && self.routes_fit()
            && self.standards.as_ref().is_none_or(|standards| self.standards_fit(standards))
            && self.windows.iter().flat_map(|window| &window.rules).all(|rule| {
                self.has_optional(rule.when)
                    && rule.warning.is_none_or(|id| usize::from(id) < self.warnings.len())
            })
            && self.known.iter().all(|known| {
                self.has_choice(known.fact, known.choice)
                    && self.hangs_before(known.fact, known.when, &known.parents)
            })
            && self.documents.iter().all(|document| self.has_optional(document.needed_if))
            && self.steps.iter().all(|step| self.has_optional(step.when))
            && self
                .warnings
                .iter()
                .all(|warning| self.has_optional(warning.when) && self.has_optional(warning.unless))
    }

    /// The tests that a test looks at: its parts, and the standards' further conditions, which are
    /// looked at for every cell.
    fn parts_of<'t>(&'t self, test: &'t Test) -> impl Iterator<Item = TestId> + 't {
        let standards = self.standards.iter().filter(|_| matches!(test, Test::Conditions { .. }));
        let also = standards.flat_map(|standards| &standards.tables).flat_map(|table| {
            let cells = table.rows.iter().map(Vec::len).fold(0, usize::saturating_add);
            let times = table.series.iter().count().saturating_mul(cells).min(LARGEST);
            table.also.iter().flat_map(move |also| core::iter::repeat_n(*also, times))
        });
        test.of().iter().copied().chain(also)
    }

    fn timed_by_its_parts(&self, test: &Test) -> bool {
        match test {
            Test::Over { .. } | Test::Conditions { .. } => true,
            Test::Elapsed { to, .. } => to.is_none(),
            Test::Choice { .. }
            | Test::Number { .. }
            | Test::Before { .. }
            | Test::Below { .. }
            | Test::Some { .. }
            | Test::Not { .. }
            | Test::ByChoice { .. } => {
                let timed = |part: &TestId| self.timed.get(part.index()) == Some(&true);
                test.of().iter().any(timed)
            }
        }
    }

    fn has_test(&self, id: TestId) -> bool {
        id.index() < self.tests.len()
    }

    fn has_optional(&self, id: Option<TestId>) -> bool {
        id.is_none_or(|id| self.has_test(id))
    }

    fn kind(&self, id: FactId) -> Option<&FactKind> {
        self.facts.get(id.index()).map(|fact| &fact.kind)
    }

    fn has_choice(&self, fact: FactId, choice: ChoiceId) -> bool {
        self.kind(fact).is_some_and(|kind| choice.index() < kind.choices())
    }

    fn is_of_choices(&self, fact: FactId) -> bool {
        self.kind(fact).is_some_and(|kind| kind.choices() > 0)
    }

    fn is_number(&self, fact: FactId) -> bool {
        matches!(self.kind(fact), Some(FactKind::Number))
    }

    fn is_date(&self, fact: FactId) -> bool {
        matches!(self.kind(fact), Some(FactKind::Date))
    }

    /// Facts hang only on facts before them, by tests that read no date: neither the day of the
    /// check nor that of a month changes which facts apply.
    fn facts_fit(&self) -> bool {
        self.facts.iter().enumerate().all(|(place, fact)| {
            let id = u16::try_from(place).map_or(FactId(0), FactId);
            fact.kind.choices() <= Choices::MOST
                && fact.unsure.is_none_or(|choice| choice.index() < fact.kind.choices())
                && self.hangs_before(id, fact.asked_if, &fact.parents)
                && fact.not_after.is_none_or(|id| self.is_date(id))
        })
    }

    /// A test on which a fact hangs reads only facts before it, all among `parents`, and no date.
    fn hangs_before(&self, fact: FactId, test: Option<TestId>, parents: &[FactId]) -> bool {
        let Some(test) = test else {
            return parents.is_empty();
        };
        let mut read = Vec::new();
        parents.iter().all(|parent| parent < &fact)
            && self.has_test(test)
            && self.facts_of(test, &mut read)
            && read.iter().all(|id| parents.contains(id) && !self.is_date(*id))
    }

    /// Collects the facts that a test reads; false if it names a test that is not there.
    pub(crate) fn facts_of(&self, test: TestId, into: &mut Vec<FactId>) -> bool {
        let Some(kind) = self.tests.get(test.index()) else {
            return false;
        };
        let mut add = |facts: &[FactId]| {
            for fact in facts {
                if !into.contains(fact) {
                    into.push(*fact);
                }
            }
        };
        match kind {
            Test::Choice { fact, .. }
            | Test::Number { fact, .. }
            | Test::Elapsed { fact, .. }
            | Test::Over { fact }
            | Test::ByChoice { fact, .. } => add(&[*fact]),
            Test::Before { fact, than } | Test::Below { fact, than, .. } => add(&[*fact, *than]),
            Test::Conditions { fact, .. } => {
                add(&[*fact]);
                if let Some(standards) = &self.standards {
                    let Standards { series, level, degree, held, since, work, .. } = standards;
                    add(&[*series, *level, *degree, *held, *since, *work]);
                    let also = standards.tables.iter().filter_map(|table| table.also);
                    let mut also: Vec<TestId> = also.collect();
                    also.dedup();
                    // a standard's further condition stands before the tests that lean on it
                    return also.iter().all(|also| *also < test && self.facts_of(*also, into));
                }
            }
            Test::Some { .. } | Test::Not { .. } => {}
        }
        kind.of().iter().all(|part| *part < test && self.facts_of(*part, into))
    }

    fn test_fits(&self, place: usize, test: &Test) -> bool {
        test.of().iter().all(|part| part.index() < place)
            && match test {
                Test::Choice { fact, yes, unclear, discretion, .. } => {
                    let named = yes.or(*unclear).or(*discretion);
                    self.kind(*fact).is_some_and(|kind| {
                        kind.choices() > 0
                            && named.without(Choices::first(kind.choices())).is_empty()
                    })
                }
                Test::Number { fact, .. } => self.is_number(*fact),
                Test::Elapsed { fact, .. } | Test::Over { fact } => self.is_date(*fact),
                Test::Before { fact, than } => self.is_date(*fact) && self.is_date(*than),
                Test::Below { fact, than, ranks, than_ranks, .. } => {
                    let fits = |id: FactId, ranks: &[u8]| {
                        self.kind(id).is_some_and(|kind| kind.choices() == ranks.len())
                    };
                    fits(*fact, ranks)
                        && fits(*than, than_ranks)
                        && !ranks.is_empty()
                        && !than_ranks.is_empty()
                }
                Test::Conditions { fact, met, not_met, by_standard, .. } => {
                    [met, not_met, by_standard].iter().all(|c| self.has_choice(*fact, **c))
                }
                Test::Some { of, count, .. } => {
                    of.len() <= WIDEST && (1..=of.len()).contains(&usize::from(*count))
                }
                Test::ByChoice { fact, of } => self
                    .kind(*fact)
                    .is_some_and(|kind| kind.choices() == of.len() && !of.is_empty()),
                Test::Not { .. } => true,
            }
    }

    fn routes_fit(&self) -> bool {
        self.routes.iter().all(|route| {
            usize::from(route.window) < self.windows.len()
                && route.conditions.len() <= WIDEST
                && self.has_optional(route.relaxation)
                && route.excludes.iter().all(|id| usize::from(*id) < self.routes.len())
                && route.conditions.iter().all(|condition| self.condition_fits(condition))
        })
    }

    fn condition_fits(&self, condition: &RouteCondition) -> bool {
        self.has_test(condition.test)
            && condition.criteria.iter().all(|id| id.index() < self.criteria.len())
            && (!condition.group.is_empty() || condition.criteria.len() == 1)
    }

    fn standards_fit(&self, standards: &Standards) -> bool {
        let Standards { series, level, degree, held, since, work, tables } = standards;
        let of_choices = [series, level, degree, held];
        let choices = |id: FactId| self.kind(id).map_or(0, FactKind::choices);
        of_choices.iter().all(|id| self.is_of_choices(**id))
            && [since, work].iter().all(|id| self.is_date(**id))
            && tables.iter().all(|table| {
                table.series.without(Choices::first(choices(*series))).is_empty()
                    && self.has_optional(table.also)
                    && table.also.is_none_or(|also| self.facts_of(also, &mut Vec::new()))
                    && table.also.is_none_or(|also| self.leans_on_no_standard(also))
                    && table.rows.len() == choices(*level)
                    && table.rows.iter().all(|row| row.len() == choices(*degree))
                    && table
                        .rows
                        .iter()
                        .flatten()
                        .filter_map(|cell| cell.title())
                        .all(|title| self.has_choice(*held, title))
            })
    }

    /// INVARIANT: a standard's further condition never asks the standards again.
    fn leans_on_no_standard(&self, test: TestId) -> bool {
        self.tests.get(test.index()).is_some_and(|kind| {
            !matches!(kind, Test::Conditions { .. })
                && kind.of().iter().all(|part| *part < test && self.leans_on_no_standard(*part))
        })
    }
}
