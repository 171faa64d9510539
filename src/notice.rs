//! A notice as rules: facts, tests, criteria, routes, windows, standards, documents.
//!
//! The rules hold what decides; the words that people read (questions, labels, the sources with
//! their clauses) are one JSON text beside them, which the engine carries and never reads.

use serde::Serialize;

use crate::date::Day;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) struct $name(pub(crate) u16);

        impl $name {
            pub(crate) fn index(self) -> usize {
                usize::from(self.0)
            }
        }
    )*};
}

ids! {
    /// Place of a fact in [`Rules::facts`].
    FactId;
    /// Place of a test in [`Rules::tests`].
    TestId;
    /// Place of a criterion in [`Rules::criteria`].
    CriterionId;
    /// Place of a choice among a fact's choices.
    ChoiceId;
}

/// A set of a fact's choices, a bit each.
///
/// INVARIANT: a fact has at most 64 choices ([`Rules::check`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Choices(pub(crate) u64);

impl Choices {
    pub(crate) const MOST: usize = 64;
    pub(crate) const NONE: Choices = Choices(0);

    pub(crate) fn one(choice: ChoiceId) -> Choices {
        Choices(1_u64.checked_shl(u32::from(choice.0)).unwrap_or(0))
    }

    /// The first `count` choices: all of a fact that has so many.
    pub(crate) fn first(count: usize) -> Choices {
        let missing = Self::MOST.saturating_sub(count);
        Choices(u64::MAX.checked_shr(u32::try_from(missing).unwrap_or(64)).unwrap_or(0))
    }

    pub(crate) fn and(self, other: Choices) -> Choices {
        Choices(self.0 & other.0)
    }

    pub(crate) fn or(self, other: Choices) -> Choices {
        Choices(self.0 | other.0)
    }

    pub(crate) fn without(self, other: Choices) -> Choices {
        Choices(self.0 & !other.0)
    }

    pub(crate) fn contains(self, choice: ChoiceId) -> bool {
        self.and(Choices::one(choice)) != Choices::NONE
    }

    pub(crate) fn is_empty(self) -> bool {
        self == Choices::NONE
    }

    pub(crate) fn is_one(self) -> bool {
        self.0.is_power_of_two()
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = ChoiceId> {
        let mut left = self.0;
        core::iter::from_fn(move || {
            let place = left.trailing_zeros();
            left &= left.wrapping_sub(1);
            // an empty set has 64 trailing zeros
            u16::try_from(place).ok().filter(|place| *place < 64).map(ChoiceId)
        })
    }
}

/// A fact that is asked.
#[derive(Clone, Debug)]
pub(crate) struct Fact {
    pub(crate) id: String,
    pub(crate) kind: FactKind,
    /// The choice that "don't know" stands for.
    pub(crate) unsure: Option<ChoiceId>,
    /// It applies only if this test is yes.
    pub(crate) asked_if: Option<TestId>,
    /// The facts that test reads.
    pub(crate) parents: Vec<FactId>,
    /// Asked elsewhere than in the questions: where files are chosen.
    pub(crate) asked_elsewhere: bool,
    /// Its date may not lie after the day of the check.
    pub(crate) not_after_today: bool,
    /// Its date may not lie after that of this fact.
    pub(crate) not_after: Option<FactId>,
}

/// What an answer looks like.
#[derive(Clone, Debug)]
pub(crate) enum FactKind {
    /// One of the choices, named by id. Choices of an ordered fact run from low to high.
    Choice { ids: Vec<String> },
    /// `true` or `false`; as choices: yes, no.
    YesNo,
    /// An integer from 0 to 99.
    Number,
    /// `YYYY-MM-DD` or `YYYY-MM`.
    Date,
}

impl FactKind {
    pub(crate) const YES: ChoiceId = ChoiceId(0);
    pub(crate) const NO: ChoiceId = ChoiceId(1);

    /// The id of a choice.
    pub(crate) fn choice_id(&self, choice: ChoiceId) -> &str {
        match self {
            FactKind::Choice { ids } => ids.get(choice.index()).map_or("", String::as_str),
            FactKind::YesNo if choice == FactKind::YES => "yes",
            FactKind::YesNo => "no",
            FactKind::Number | FactKind::Date => "",
        }
    }

    /// How many choices there are; none for numbers and dates.
    pub(crate) fn choices(&self) -> usize {
        match self {
            FactKind::Choice { ids } => ids.len(),
            FactKind::YesNo => 2,
            FactKind::Number | FactKind::Date => 0,
        }
    }
}

/// A kind of test. The set is closed: a notice that needs another kind needs another release.
#[derive(Clone, Debug)]
pub(crate) enum Test {
    /// A choice is among those listed.
    Choice {
        fact: FactId,
        yes: Choices,
        /// Unknown for want of a document is not among these: see [`Test::Conditions`].
        unclear: Choices,
        unclear_in: String,
        discretion: Choices,
        authority: String,
    },
    /// A number is at least so high.
    Number { fact: FactId, at_least: u8 },
    /// So many completed months lie between the date and the day: that of the check, or one that
    /// the notice names.
    Elapsed { fact: FactId, months: u16, to: Option<Day> },
    /// The day is after the date. Its contrary: the day is not after the last day.
    Over { fact: FactId },
    /// One date lies before another.
    Before { fact: FactId, than: FactId },
    /// One ordered fact lies below another: `ranks` holds a rank for each choice of either.
    Below { fact: FactId, than: FactId, ranks: Vec<u8>, than_ranks: Vec<u8> },
    /// The committee's own conditions, or the standard of the series in their stead.
    Conditions {
        fact: FactId,
        met: ChoiceId,
        not_met: ChoiceId,
        by_standard: ChoiceId,
        /// The document whose conditions decide where the standard is not met or not there.
        not_held: String,
        /// A standard that is not met leaves the matter to that document.
        unmet_is_unknown: bool,
    },
    /// At least `count` of them: one, all, or a number between. Where they hold, it may be unclear
    /// whether that is enough.
    Some { of: Vec<TestId>, count: u8, unclear_in: String },
    /// Its contrary; what is unknown stays so.
    Not { of: TestId },
    /// The test that belongs to the choice: one for each.
    ByChoice { fact: FactId, of: Vec<TestId> },
}

impl Test {
    /// The fact is one of these choices.
    #[cfg(feature = "author")]
    pub(crate) fn among(fact: FactId, choices: &[ChoiceId]) -> Test {
        let yes = choices.iter().fold(Choices::NONE, |set, choice| set.or(Choices::one(*choice)));
        let (unclear, discretion) = (Choices::NONE, Choices::NONE);
        let (unclear_in, authority) = (String::new(), String::new());
        Test::Choice { fact, yes, unclear, unclear_in, discretion, authority }
    }

    /// All of these.
    #[cfg(feature = "author")]
    pub(crate) fn all(of: Vec<TestId>, unclear_in: String) -> Test {
        // more than can be counted are refused when the rules are checked
        let count = u8::try_from(of.len()).unwrap_or(0);
        Test::Some { of, count, unclear_in }
    }

    /// Any of these.
    #[cfg(feature = "author")]
    pub(crate) fn any(of: Vec<TestId>, unclear_in: String) -> Test {
        Test::Some { of, count: 1, unclear_in }
    }

    /// The tests that this one is made of.
    pub(crate) fn of(&self) -> &[TestId] {
        match self {
            Test::Some { of, .. } | Test::ByChoice { of, .. } => of,
            Test::Not { of } => core::slice::from_ref(of),
            Test::Choice { .. }
            | Test::Number { .. }
            | Test::Elapsed { .. }
            | Test::Over { .. }
            | Test::Before { .. }
            | Test::Below { .. }
            | Test::Conditions { .. } => &[],
        }
    }
}

/// One testable condition that people are shown.
#[derive(Clone, Debug)]
pub(crate) struct Criterion {
    pub(crate) id: String,
    pub(crate) test: TestId,
    /// A clause id, or a source id where nothing can be quoted.
    pub(crate) clause: String,
    /// The document it leans on whose text is not in hand; empty if there is none.
    pub(crate) not_held: String,
}

/// A way to a title.
#[derive(Clone, Debug)]
pub(crate) struct Route {
    pub(crate) id: String,
    pub(crate) channel: String,
    pub(crate) channel_certain: bool,
    /// Place of its window in [`Rules::windows`].
    pub(crate) window: u16,
    pub(crate) conditions: Vec<RouteCondition>,
    /// Yes where an authority may relax the relaxable conditions.
    pub(crate) relaxation: Option<TestId>,
    /// Places of the routes that may not be applied for in the same year.
    pub(crate) excludes: Vec<u16>,
}

/// One condition of a route: a criterion, or a group that counts as one.
#[derive(Clone, Debug)]
pub(crate) struct RouteCondition {
    /// The criterion's test, or the group's.
    pub(crate) test: TestId,
    /// The group's id; empty for a criterion.
    pub(crate) group: String,
    /// The criterion, or the group's parts.
    pub(crate) criteria: Vec<CriterionId>,
    pub(crate) clause: String,
    pub(crate) relaxable: bool,
}

/// When a route may be filed for: the first rule whose test holds.
#[derive(Clone, Debug)]
pub(crate) struct Window {
    pub(crate) rules: Vec<WindowRule>,
}

#[derive(Clone, Debug)]
pub(crate) struct WindowRule {
    /// Holds always if absent.
    pub(crate) when: Option<TestId>,
    pub(crate) window: WindowDates,
    /// Place of a warning that goes with it.
    pub(crate) warning: Option<u16>,
}

/// What is known of the days on which an application may be filed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum WindowDates {
    /// From one day to another, once or in several rounds.
    Dates { rounds: Vec<Round> },
    /// To be announced.
    Unannounced,
    /// Another authority sets it; `done_by` is the last day for filing and review together.
    SetBy { set_by: String, done_by: Option<Day> },
}

/// From one day to another, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Round {
    pub(crate) opens: Day,
    pub(crate) closes: Day,
}

/// The standards' tables and the facts they read.
#[derive(Clone, Debug)]
pub(crate) struct Standards {
    pub(crate) series: FactId,
    pub(crate) level: FactId,
    pub(crate) degree: FactId,
    pub(crate) held: FactId,
    pub(crate) since: FactId,
    pub(crate) work: FactId,
    pub(crate) tables: Vec<Table>,
}

/// Degree × level: what a standard asks for.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub(crate) source: String,
    pub(crate) series: Choices,
    /// A further condition.
    pub(crate) also: Option<TestId>,
    /// One row a level, one cell a degree.
    pub(crate) rows: Vec<Vec<Cell>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    /// Not by this degree.
    Never,
    /// No years needed.
    AtOnce,
    /// So many completed years in exactly this title.
    Held { title: ChoiceId, years: u8 },
    /// So many completed years of work.
    Work { years: u8 },
    /// So many completed years in exactly this title, and so many of work.
    Both { title: ChoiceId, years: u8, work: u8 },
}

impl Cell {
    /// The title that must be held.
    pub(crate) fn title(self) -> Option<ChoiceId> {
        match self {
            Cell::Held { title, .. } | Cell::Both { title, .. } => Some(title),
            Cell::Never | Cell::AtOnce | Cell::Work { .. } => None,
        }
    }
}

impl Standards {
    /// The dates from which a cell counts years, each with how many must be complete; 0 if none.
    pub(crate) fn clocks(&self, cell: Cell) -> [(FactId, u8); 2] {
        let (held, work) = match cell {
            Cell::Never | Cell::AtOnce => (0, 0),
            Cell::Held { years, .. } => (years, 0),
            Cell::Work { years } => (0, years),
            Cell::Both { years, work, .. } => (years, work),
        };
        [(self.since, held), (self.work, work)]
    }
}

/// Something to bring.
#[derive(Clone, Debug)]
pub(crate) struct DocumentRequirement {
    pub(crate) id: String,
    pub(crate) phase: Phase,
    pub(crate) forms: Vec<String>,
    /// Always needed if absent.
    pub(crate) needed_if: Option<TestId>,
    pub(crate) clause: String,
}

/// When a document is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// As a scan, with the application.
    Upload,
    /// On paper, before the review meeting or at the defence.
    Defence,
    /// By the unit, before filing.
    Unit,
}

#[derive(Clone, Debug)]
pub(crate) struct Warning {
    pub(crate) id: String,
    /// Given where this is yes …
    pub(crate) when: Option<TestId>,
    /// … and this is not surely yes.
    pub(crate) unless: Option<TestId>,
    pub(crate) clause: String,
}

/// Something that happens on the way; information, never a verdict.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) id: String,
    pub(crate) when: Option<TestId>,
}

/// A fact that a supplement tells, so that nobody is asked.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    pub(crate) fact: FactId,
    pub(crate) choice: ChoiceId,
    /// Whom it is known of; of everybody if absent.
    pub(crate) when: Option<TestId>,
    /// The facts that test reads.
    pub(crate) parents: Vec<FactId>,
    pub(crate) clause: String,
}

/// What decides.
#[derive(Clone, Debug)]
pub(crate) struct Rules {
    pub(crate) id: String,
    pub(crate) edition: String,
    /// The day that the notice counts years to; that of the check if it names none.
    pub(crate) counted_to: Option<Day>,
    pub(crate) facts: Vec<Fact>,
    /// A test stands after the tests it is made of.
    pub(crate) tests: Vec<Test>,
    pub(crate) criteria: Vec<Criterion>,
    pub(crate) routes: Vec<Route>,
    pub(crate) windows: Vec<Window>,
    pub(crate) standards: Option<Standards>,
    pub(crate) documents: Vec<DocumentRequirement>,
    pub(crate) warnings: Vec<Warning>,
    pub(crate) steps: Vec<Step>,
    /// What supplements tell, the latest first.
    pub(crate) known: Vec<Known>,
    /// Whether a test depends on the day, one for each.
    pub(crate) timed: Vec<bool>,
}

// INVARIANT: ids are places that `Rules::check` has seen to lie inside their lists, for every
// notice that is read from a pack or compiled; so these look-ups cannot fail.
#[expect(clippy::indexing_slicing)]
impl Rules {
    pub(crate) fn fact(&self, id: FactId) -> &Fact {
        &self.facts[id.index()]
    }

    pub(crate) fn test(&self, id: TestId) -> &Test {
        &self.tests[id.index()]
    }

    /// Whether the day changes what the test comes out as.
    pub(crate) fn is_timed(&self, id: TestId) -> bool {
        self.timed[id.index()]
    }

    pub(crate) fn criterion(&self, id: CriterionId) -> &Criterion {
        &self.criteria[id.index()]
    }

    pub(crate) fn window(&self, route: &Route) -> &Window {
        &self.windows[usize::from(route.window)]
    }
}

impl Rules {
    /// The fact of that id, looked for from a place on and then before it.
    pub(crate) fn fact_id(&self, from: FactId, id: &str) -> Option<FactId> {
        let is = |place: &u16| self.facts.get(usize::from(*place)).is_some_and(|f| f.id == id);
        (from.0..self.facts.len().try_into().unwrap_or(u16::MAX))
            .chain(0..from.0)
            .find(is)
            .map(FactId)
    }

    pub(crate) fn fact_ids(&self) -> impl DoubleEndedIterator<Item = FactId> + use<> {
        (0..u16::try_from(self.facts.len()).unwrap_or(u16::MAX)).map(FactId)
    }

    pub(crate) fn test_ids(&self) -> impl Iterator<Item = TestId> + use<> {
        (0..u16::try_from(self.tests.len()).unwrap_or(u16::MAX)).map(TestId)
    }
}

/// A notice, ready to assess answers: its rules, its texts, and the hash of the pack they came in.
#[derive(Clone, Debug)]
pub struct Notice {
    pub(crate) rules: Rules,
    pub(crate) texts: String,
    pub(crate) sha256: String,
}

impl Notice {
    /// The notice's id.
    pub fn id(&self) -> &str {
        &self.rules.id
    }

    /// Which edition of the notice's rules this is; each supplement raises it.
    pub fn edition(&self) -> &str {
        &self.rules.edition
    }

    /// SHA-256 of the compiled pack's bytes, in hexadecimal.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// What people read, by id, as JSON: questions, labels, sources with their clauses and quotes.
    pub fn texts(&self) -> &str {
        &self.texts
    }

    /// The ids of the routes, in the notice's order.
    pub fn routes(&self) -> impl Iterator<Item = &str> {
        self.rules.routes.iter().map(|route| route.id.as_str())
    }

    /// The ids of the facts, in the notice's order.
    pub fn facts(&self) -> impl Iterator<Item = &str> {
        self.rules.facts.iter().map(|fact| fact.id.as_str())
    }
}
