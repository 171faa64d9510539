//! A notice, answers and a day make an assessment: a verdict for every route, and what it rests on.

use serde::Serialize;

use crate::answers::Input;
use crate::date::Day;
use crate::documents::{DocumentStatus, documents};
use crate::evaluate::Board;
use crate::explain::Finding;
use crate::facts::{Facts, Standing};
use crate::next::Questions;
use crate::notice::{Choices, FactId, Notice, Route, RouteCondition, Rules, Test, TestId, Warning};
use crate::standard::months;
use crate::truth::{Outcome, Outcomes, Truth};
use crate::window::{WindowState, possible_rules, window_state};

/// What the notice's own words mean for one person on one day.
///
/// Serialized, it is what goes out: texts are looked up by id in [`Notice::texts`].
#[derive(Clone, Debug, Serialize)]
pub struct Assessment<'n> {
    /// The engine's version.
    pub engine: &'static str,
    /// Which notice and edition, and the hash of the pack.
    pub notice: NoticeRef<'n>,
    /// The day of the check.
    pub today: Day,
    /// The day to which years are counted: the notice's, or that of the check if it names none.
    pub counted_to: Day,
    /// Every route of the notice, in its order.
    pub routes: Vec<RouteAssessment<'n>>,
    /// The routes that are met but exclude each other; empty if there is nothing to choose.
    pub exclusive_choice: Vec<&'n str>,
    /// Every document of the notice, in its order.
    pub documents: Vec<DocumentStatus<'n>>,
    /// What must be heeded before the result is used.
    pub warnings: Vec<WarningRef<'n>>,
    /// Facts that supplements tell of this person, so that nobody is asked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub known: Vec<KnownFact<'n>>,
    /// The fact that is most worth asking now; `null` if nothing is.
    pub next_question: Option<&'n str>,
    /// Facts given as a month whose day would still settle something.
    pub refine: Vec<&'n str>,
    /// No more than so many questions are left.
    pub questions_left_at_most: usize,
}

/// Which notice an assessment was made by.
#[derive(Clone, Debug, Serialize)]
pub struct NoticeRef<'n> {
    /// The notice's id.
    pub id: &'n str,
    /// Its edition.
    pub edition: &'n str,
    /// SHA-256 of the compiled pack.
    pub sha256: &'n str,
}

/// A fact that a supplement tells.
#[derive(Clone, Debug, Serialize)]
pub struct KnownFact<'n> {
    /// The fact's id.
    pub fact: &'n str,
    /// The choice it is; `yes` or `no` where the fact is one of those.
    pub choice: &'n str,
    /// The clause that says so.
    pub clause: &'n str,
}

/// A warning and the clause it comes from.
#[derive(Clone, Debug, Serialize)]
pub struct WarningRef<'n> {
    /// The warning's id.
    pub kind: &'n str,
    /// The clause.
    pub clause: &'n str,
}

/// The verdict of a route. It decides nothing: an authority does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Every condition is met.
    Met,
    /// A condition is not met, and nobody may relax it.
    NotMet,
    /// A fact or a document is wanting.
    Undetermined,
    /// Only an authority can say.
    NeedsDiscretion,
}

impl Verdict {
    /// The verdict on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::Met => "met",
            Verdict::NotMet => "not-met",
            Verdict::Undetermined => "undetermined",
            Verdict::NeedsDiscretion => "needs-discretion",
        }
    }

    /// A route is as good as its worst condition.
    fn of(worst: Outcome) -> Verdict {
        match worst {
            Outcome::Yes => Verdict::Met,
            Outcome::Doubtful => Verdict::NeedsDiscretion,
            Outcome::Unknown => Verdict::Undetermined,
            Outcome::No => Verdict::NotMet,
        }
    }
}

/// A route assessed.
#[derive(Clone, Debug, Serialize)]
pub struct RouteAssessment<'n> {
    /// The route's id.
    pub id: &'n str,
    /// Its verdict.
    pub verdict: Verdict,
    /// One for each condition of the route, in its order.
    pub findings: Vec<Finding<'n>>,
    /// Whether an authority may relax the findings that are relaxable; not on the wire.
    #[serde(skip)]
    pub relaxation: Truth,
    /// Facts worth asking (or whose day is), most useful first; only of an undetermined route.
    pub unanswered: Vec<&'n str>,
    /// The first day after today on which the verdict would be met, with the same answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub earliest: Option<Day>,
    /// When it may be filed for.
    pub window: WindowState<'n>,
    /// Routes that may not be applied for in the same year.
    pub excludes: Vec<&'n str>,
    /// Where to file.
    pub channel: &'n str,
    /// Whether the notice says so itself.
    pub channel_certain: bool,
}

/// Assesses one person's input.
///
/// Pure: the same notice and input give the same assessment, on any machine.
pub fn assess<'n>(notice: &'n Notice, input: &Input) -> Assessment<'n> {
    let rules = &notice.rules;
    let facts = Facts::read(rules, input);
    let board = facts.board(input.today);
    let mut findings: Vec<Option<Finding>> = vec![None; rules.criteria.len()];
    let questions = Questions::new(&facts, &board, input);
    let next_question = questions.next();
    let routes: Vec<RouteAssessment> = rules
        .routes
        .iter()
        .map(|route| {
            let verdict = verdict(route, &board);
            let conditions = route.conditions.iter().map(|condition| {
                facts.condition(condition, &board, |id| {
                    let make = || facts.finding(id, &board, input.today);
                    match findings.get_mut(id.index()) {
                        Some(slot) => slot.get_or_insert_with(make).clone(),
                        None => make(),
                    }
                })
            });
            RouteAssessment {
                id: &route.id,
                verdict,
                findings: conditions.collect(),
                relaxation: route.relaxation.map_or(Truth::No, |test| board.outcomes(test).truth()),
                unanswered: match verdict {
                    Verdict::Undetermined => questions.of_route(route, next_question),
                    Verdict::Met | Verdict::NotMet | Verdict::NeedsDiscretion => Vec::new(),
                },
                earliest: earliest(&facts, &board, route, verdict, input.today),
                window: window_state(rules.window(route), &board, input.today),
                excludes: route.excludes.iter().filter_map(|id| route_id(rules, *id)).collect(),
                channel: &route.channel,
                channel_certain: route.channel_certain,
            }
        })
        .collect();
    let id = |fact| rules.fact(fact).id.as_str();
    Assessment {
        engine: env!("CARGO_PKG_VERSION"),
        notice: NoticeRef { id: &rules.id, edition: &rules.edition, sha256: &notice.sha256 },
        today: input.today,
        counted_to: rules.counted_to.unwrap_or(input.today),
        exclusive_choice: exclusive_choice(rules, &routes),
        routes,
        documents: documents(rules, &board, input.scans.as_deref()),
        warnings: warnings(rules, &board),
        known: known(&facts, input.today),
        next_question: next_question.map(id),
        refine: questions.refine().into_iter().map(id).collect(),
        questions_left_at_most: questions.left(),
    }
}

/// A verdict and the first day, for one route: what lists of people are sorted by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RouteVerdict<'n> {
    /// The route's id.
    pub id: &'n str,
    /// Its verdict.
    pub verdict: Verdict,
    /// The first day after today on which it would be met.
    pub earliest: Option<Day>,
}

/// The verdicts of [`assess`] alone, several times as fast.
pub fn verdicts<'n>(notice: &'n Notice, input: &Input) -> Vec<RouteVerdict<'n>> {
    let facts = Facts::read(&notice.rules, input);
    let board = facts.board(input.today);
    let routes = notice.rules.routes.iter();
    routes.map(|route| route_verdict(route, &facts, &board, input.today)).collect()
}

fn route_verdict<'n>(
    route: &'n Route,
    facts: &Facts<'n>,
    board: &Board,
    today: Day,
) -> RouteVerdict<'n> {
    let verdict = verdict(route, board);
    let earliest = earliest(facts, board, route, verdict, today);
    RouteVerdict { id: &route.id, verdict, earliest }
}

/// Verdict, first day and window of every route: what two editions of a notice are compared by.
#[cfg(feature = "author")]
pub(crate) fn standings<'n>(
    notice: &'n Notice,
    input: &Input,
) -> Vec<(RouteVerdict<'n>, WindowState<'n>)> {
    let rules = &notice.rules;
    let facts = Facts::read(rules, input);
    let board = facts.board(input.today);
    let routes = rules.routes.iter().map(|route| {
        let window = window_state(rules.window(route), &board, input.today);
        (route_verdict(route, &facts, &board, input.today), window)
    });
    routes.collect()
}

/// The ids of the steps that concern this person; where that is unknown, they are named.
pub fn steps<'n>(notice: &'n Notice, input: &Input) -> Vec<&'n str> {
    let facts = Facts::read(&notice.rules, input);
    let board = facts.board(input.today);
    let concern =
        |when: Option<TestId>| when.is_none_or(|test| board.outcomes(test) != Outcomes::NO);
    let steps = notice.rules.steps.iter().filter(|step| concern(step.when));
    steps.map(|step| step.id.as_str()).collect()
}

/// The ids of the facts that concern this person; where that is unknown, they are named.
///
/// An answer to any other fact changes nothing.
pub fn applicable<'n>(notice: &'n Notice, input: &Input) -> Vec<&'n str> {
    let rules = &notice.rules;
    let facts = Facts::read(rules, input);
    let applies = |fact: &FactId| facts.standing(*fact) != Standing::Inapplicable;
    rules.fact_ids().filter(applies).map(|fact| rules.fact(fact).id.as_str()).collect()
}

/// What a condition counts for its route: one that an authority may relax is theirs to judge.
pub(crate) fn relaxed(condition: Outcome, relaxation: Outcome) -> Outcome {
    match (condition, relaxation) {
        (Outcome::No, Outcome::Yes) => Outcome::Doubtful,
        (Outcome::No, Outcome::Unknown | Outcome::Doubtful) => Outcome::Unknown,
        (Outcome::No, Outcome::No) => Outcome::No,
        (Outcome::Yes | Outcome::Doubtful | Outcome::Unknown, _) => condition,
    }
}

/// The relaxation of a condition; no if nobody may relax it.
pub(crate) fn relaxation(route: &Route, condition: &RouteCondition, board: &Board) -> Outcomes {
    match route.relaxation {
        Some(test) if condition.relaxable => board.outcomes(test),
        Some(_) | None => Outcomes::NO,
    }
}

fn verdict(route: &Route, board: &Board) -> Verdict {
    let worst = route.conditions.iter().fold(Outcome::Yes, |worst, condition| {
        let relaxation = relaxation(route, condition, board).now();
        worst.and(relaxed(board.outcomes(condition.test).now(), relaxation))
    });
    Verdict::of(worst)
}

/// The first day after today on which every condition is met; only days on which one turns are tried.
fn earliest(
    facts: &Facts<'_>,
    board: &Board,
    route: &Route,
    verdict: Verdict,
    today: Day,
) -> Option<Day> {
    if verdict == Verdict::Met {
        return None;
    }
    let timed = |condition: &RouteCondition| facts.rules.is_timed(condition.test);
    let never = route
        .conditions
        .iter()
        .any(|condition| !timed(condition) && board.outcomes(condition.test) != Outcomes::YES);
    if never {
        return None;
    }
    let mut days = Vec::new();
    let waiting = || route.conditions.iter().filter(|condition| timed(condition));
    waiting().for_each(|condition| turning_days(facts, condition.test, &mut days));
    let met = |day: &Day| {
        waiting().all(|condition| facts.outcomes(condition.test, *day, &[]) == Outcomes::YES)
    };
    // the first by looking, not by sorting: there are few, and a sort costs 3 kB in wasm
    days.into_iter().filter(|day| *day > today).filter(met).min()
}

/// The days on which a test (or a part of it) becomes certain to hold.
fn turning_days(facts: &Facts<'_>, test: TestId, days: &mut Vec<Day>) {
    let complete = |fact, months| {
        let date = facts.reading(fact).date;
        date.map(|date| date.last.after_months(months))
    };
    match facts.rules.test(test) {
        Test::Elapsed { fact, months, .. } => days.extend(complete(*fact, *months)),
        Test::Over { fact } => {
            let date = facts.reading(*fact).date;
            days.extend(date.map(|date| date.last.next()));
        }
        Test::Conditions { .. } => {
            let Some(standards) = &facts.rules.standards else {
                return;
            };
            let series = facts.reading(standards.series).choices;
            for table in &standards.tables {
                if series.and(table.series).is_empty() {
                    continue;
                }
                for (_, _, cell) in facts.cells(standards, table) {
                    for (fact, years) in standards.clocks(*cell) {
                        days.extend(complete(fact, months(years)));
                    }
                }
                if let Some(also) = table.also {
                    turning_days(facts, also, days);
                }
            }
        }
        // a contrary turns only back, or with a contrary inside it, on a day of that one's parts
        kind @ (Test::Some { .. } | Test::Not { .. } | Test::ByChoice { .. }) => {
            kind.of().iter().for_each(|part| turning_days(facts, *part, days));
        }
        // these never turn to yes as days pass
        Test::Choice { .. } | Test::Number { .. } | Test::Before { .. } | Test::Below { .. } => {}
    }
}

/// What is surely told of this person, by the latest that tells it.
fn known<'n>(facts: &Facts<'n>, today: Day) -> Vec<KnownFact<'n>> {
    let rules = facts.rules;
    let mut told: Vec<KnownFact> = Vec::new();
    for known in &rules.known {
        let fact = rules.fact(known.fact);
        let surely =
            known.when.is_none_or(|test| facts.outcomes(test, today, &[]) == Outcomes::YES);
        let settled = facts.reading(known.fact).choices == Choices::one(known.choice);
        if surely && settled && !told.iter().any(|other| other.fact == fact.id) {
            let choice = fact.kind.choice_id(known.choice);
            told.push(KnownFact { fact: &fact.id, choice, clause: &known.clause });
        }
    }
    told
}

fn route_id(rules: &Rules, place: u16) -> Option<&str> {
    rules.routes.get(usize::from(place)).map(|route| route.id.as_str())
}

/// The met routes, if some of them exclude each other: the person must choose.
fn exclusive_choice<'n>(rules: &'n Rules, routes: &[RouteAssessment<'n>]) -> Vec<&'n str> {
    let is_met = |route: &RouteAssessment| route.verdict == Verdict::Met;
    let met = |place: &u16| routes.get(usize::from(*place)).is_some_and(is_met);
    let both = rules.routes.iter().zip(routes);
    let choice = both.filter(|(route, own)| is_met(own) && route.excludes.iter().any(met));
    choice.map(|(route, _)| route.id.as_str()).collect()
}

/// Warnings whose case is given, and those that go with a window.
fn warnings<'n>(rules: &'n Rules, board: &Board) -> Vec<WarningRef<'n>> {
    let given = |warning: &Warning| {
        let holds = |test| board.outcomes(test) == Outcomes::YES;
        warning.when.is_some_and(holds) && !warning.unless.is_some_and(holds)
    };
    let windows = || rules.routes.iter().map(|route| rules.window(route));
    let with_window = |place: usize| {
        windows().any(|window| {
            let mut rules = possible_rules(window, board);
            let first = rules.next().and_then(|rule| rule.warning);
            rules.next().is_none() && first.is_some_and(|id| usize::from(id) == place)
        })
    };
    let all = rules.warnings.iter().enumerate();
    all.filter(|(place, warning)| given(warning) || with_window(*place))
        .map(|(_, warning)| WarningRef { kind: &warning.id, clause: &warning.clause })
        .collect()
}
