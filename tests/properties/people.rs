//! Applicants as proptest makes and shrinks them, and the engine applied to them.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestCaseResult, TestRunner};
use serde::Deserialize;
use serde_json::{Value as Json, json};
use title_precheck::{Assessment, Input, Notice, RouteVerdict, Truth, Value};

use crate::facts::{Answers, FACTS, applies, is_date, plain, put_in_order};
use crate::reading::calendar::Date;
use crate::reading::population::Population;
use crate::support;

pub static NOTICE: LazyLock<Notice> = LazyLock::new(support::kizilsu);

pub const ROUTES: [&str; 8] = [
    "targeted-review",
    "first-conferral",
    "special-talent",
    "aid-xinjiang",
    "teacher-senior",
    "county-junior",
    "skilled-worker",
    "regional-review",
];

/// Somebody who asks.
#[derive(Clone)]
pub struct Person {
    pub today: Date,
    pub answers: Answers,
    /// Null if not told.
    pub scans: Json,
    /// The routes of interest; absent if all are.
    pub routes: Option<Vec<&'static str>>,
}

impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:#}", self.json())
    }
}

impl Person {
    pub fn json(&self) -> Json {
        let (answers, scans, routes) = (&self.answers, &self.scans, &self.routes);
        let today = self.today.to_string();
        json!({ "today": today, "answers": answers, "scans": scans, "routes": routes })
    }

    pub fn input(&self) -> Input {
        let value = Value::deserialize(self.json()).expect("plain JSON");
        Input::read(&NOTICE, &value).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub fn assess(&self) -> Assessment<'static> {
        title_precheck::assess(&NOTICE, &self.input())
    }

    pub fn verdicts(&self) -> Vec<RouteVerdict<'static>> {
        title_precheck::verdicts(&NOTICE, &self.input())
    }

    /// The whole assessment as text.
    pub fn everything(&self) -> String {
        serde_json::to_string_pretty(&self.assess()).expect("an assessment is JSON")
    }

    pub fn with(&self, fact: &'static str, answer: Json) -> Person {
        let mut person = self.clone();
        person.answers.insert(fact, answer);
        person
    }

    pub fn with_answers(&self, answers: Answers) -> Person {
        Person { answers, ..self.clone() }
    }

    pub fn is_interested_in(&self, route: &str) -> bool {
        self.routes.as_ref().is_none_or(|routes| routes.contains(&route))
    }

    /// One of a population's, all of whose answers apply or are extra.
    pub fn of_population(input: &Json) -> Person {
        let told = input["answers"].as_object().expect("answers are an object");
        let answers = FACTS.iter().filter_map(|fact| Some((*fact, told.get(*fact)?.clone())));
        let routes = input["routes"].as_array().map(|routes| {
            ROUTES.into_iter().filter(|route| routes.iter().any(|it| it == route)).collect()
        });
        Person {
            today: Date::read(input["today"].as_str().expect("today is given")),
            answers: answers.collect(),
            scans: input["scans"].clone(),
            routes,
        }
    }
}

/// In a hundred facts: so many not told, with a plain answer, as the population has it, and as a
/// month; the rest are "don't know". It is in this order that proptest shrinks.
#[derive(Clone, Copy, Debug)]
pub struct Mix {
    nothing: u8,
    plain: u8,
    told: u8,
    month: u8,
}

/// Every fact that applies is answered.
pub const COMPLETE: [Mix; 4] = [
    Mix { nothing: 0, plain: 4, told: 96, month: 0 },
    Mix { nothing: 0, plain: 70, told: 30, month: 0 },
    Mix { nothing: 0, plain: 40, told: 30, month: 30 },
    Mix { nothing: 0, plain: 4, told: 81, month: 7 },
];

/// No fact is "don't know" either.
pub const KNOWN: [Mix; 2] = [
    Mix { nothing: 0, plain: 4, told: 96, month: 0 },
    Mix { nothing: 0, plain: 75, told: 25, month: 0 },
];

pub const PARTIAL: [Mix; 4] = [
    Mix { nothing: 8, plain: 3, told: 81, month: 4 },
    Mix { nothing: 25, plain: 3, told: 64, month: 4 },
    Mix { nothing: 50, plain: 3, told: 41, month: 3 },
    Mix { nothing: 80, plain: 2, told: 16, month: 1 },
];

impl Mix {
    fn of(self, draw: u8, told: Option<&Json>, fact: &str) -> Option<Json> {
        let Mix { nothing, plain: plainly, told: as_told, month } = self;
        let told = told.cloned();
        if draw < nothing {
            None
        } else if draw < nothing + plainly {
            Some(plain(fact))
        } else if draw < nothing + plainly + as_told {
            told
        } else if draw < nothing + plainly + as_told + month {
            told.map(|answer| match answer.as_str() {
                Some(day) if is_date(fact) => json!(day[..7]),
                _ => answer,
            })
        } else {
            Some(json!("unknown"))
        }
    }
}

/// People of the population with their answers mixed so; `seed` makes what else must be drawn.
pub fn people(mixes: &'static [Mix]) -> impl Strategy<Value = (Person, u64)> {
    let routes = prop_oneof![
        3 => Just(None),
        2 => proptest::sample::select(&ROUTES[..]).prop_map(|route| Some(vec![route])),
        2 => proptest::sample::subsequence(&ROUTES[..], 2..=4).prop_map(Some),
    ];
    let mix = proptest::sample::select(mixes).no_shrink();
    let draws = proptest::collection::vec(0..100_u8, FACTS.len());
    (any::<u64>().no_shrink(), mix, draws, routes).prop_map(|(seed, mix, draws, routes)| {
        let mut person = Person::of_population(&Population::new(seed).applicant());
        person.routes = routes;
        let told = std::mem::take(&mut person.answers);
        for (fact, draw) in FACTS.into_iter().zip(draws) {
            let answer = mix.of(draw, told.get(fact), fact);
            // where nothing is left out, a plain answer made a fact apply that did not
            let fill = || mix.nothing == 0 && applies(fact, &person.answers) == Some(true);
            let answer = answer.or_else(|| fill().then(|| plain(fact)));
            if let Some(answer) = answer {
                person.answers.insert(fact, answer);
            }
        }
        put_in_order(&mut person.answers);
        (person, seed)
    })
}

/// Checks that the rule holds in so many cases; prints the smallest it could make of one that fails.
pub fn hold<S: Strategy>(cases: u32, of: S, rule: impl Fn(S::Value) -> TestCaseResult) {
    let usual = Config::default();
    let rng_seed = match usual.rng_seed {
        RngSeed::Random => RngSeed::Fixed(20_210_714),
        RngSeed::Fixed(seed) => RngSeed::Fixed(seed),
    };
    // 256 is proptest's own number: the variable says how many times as many
    let cases = (cases * usual.cases).div_ceil(256);
    let config = Config { cases, rng_seed, failure_persistence: None, ..usual };
    if let Err(failed) = TestRunner::new(config).run(&of, rule) {
        panic!("{failed}");
    }
}

/// The truth of each criterion or group of a route.
pub type Truths = Vec<(&'static str, &'static str, Truth)>;

pub fn truths(of: &Assessment<'static>) -> Truths {
    let mut truths = Vec::new();
    for route in &of.routes {
        for finding in &route.findings {
            for finding in std::iter::once(finding).chain(&finding.parts) {
                let name = finding.criterion.or(finding.group).unwrap_or_default();
                truths.push((route.id, name, finding.truth));
            }
        }
    }
    truths
}

/// Counts of what was met, to be printed.
#[derive(Default)]
pub struct Tally(std::cell::RefCell<BTreeMap<&'static str, usize>>);

impl Tally {
    pub fn add(&self, what: &'static str, count: usize) {
        *self.0.borrow_mut().entry(what).or_default() += count;
    }

    pub fn of(&self, what: &str) -> usize {
        self.0.borrow().get(what).copied().unwrap_or_default()
    }

    pub fn print(&self, rule: &str) {
        let counts: Vec<String> =
            self.0.borrow().iter().map(|(what, count)| format!("{count} {what}")).collect();
        let file = format!("3-{}", rule.replace(|c: char| !c.is_ascii_alphanumeric(), "-"));
        crate::support::report(&file, &format!("{rule}: {}", counts.join(", ")));
    }
}

/// Further draws, the same ones for the same seed.
pub struct Dice(pub u64);

impl Dice {
    /// A number below `bound`, by splitmix64.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % bound as u64).expect("less than the bound")
    }

    pub fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }

    pub fn chance(&mut self, of_a_hundred: usize) -> bool {
        self.below(100) < of_a_hundred
    }
}
