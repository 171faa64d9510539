//! Every kind of test against an independent reading of it, in small notices made at random.
//!
//! Answers that are all given (or "don't know") must come out exactly as read here; of answers that
//! are wanting, what is definite must be so for every completion; what is asked must be enough; the
//! earliest day must be the first.
//!
//! `PROPTEST_CASES=2560` makes ten times as many notices, `PROPTEST_RNG_SEED=1` other ones.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects)]

mod support;

use std::collections::BTreeMap;
use std::fmt::Write;

use proptest::prelude::*;
use serde_json::{Map, Value as Json, json};
use support::assess;
use title_precheck::Notice;
use title_precheck::author::Folder;

/// A day as year, month, day.
type Civil = (i32, u32, u32);

const TODAY: Civil = (2022, 6, 15);
/// The day that some years are counted to.
const FIXED: Civil = (2022, 8, 31);
const CHOICES: [&str; 3] = ["a", "b", "x"];
const FACTS: [&str; 7] = ["c", "u", "n", "d", "e", "f", "g"];

/// What a fact can be answered with; a date with days about those on which something turns.
fn values(fact: &str) -> Vec<Json> {
    match fact {
        "c" => CHOICES.map(Json::from).into(),
        "u" => vec![json!(true), json!(false)],
        "n" => vec![json!(0), json!(1), json!(2), json!(3)],
        _ => vec![
            json!("2020-06-15"),
            json!("2020-06-16"),
            json!("2021-08"),
            json!("2021-12-31"),
            json!("2022-06"),
        ],
    }
}

#[derive(Clone, Debug)]
enum Kind {
    Choice(Vec<&'static str>),
    YesNo,
    Number {
        at_least: Option<u32>,
        at_most: Option<u32>,
    },
    /// The months, whether counted to the fixed day, whether turned round.
    Elapsed {
        fact: &'static str,
        months: u32,
        fixed: bool,
        fewer: bool,
    },
    Over(&'static str),
    Until(&'static str),
    Before(&'static str, &'static str),
    All(Vec<usize>),
    Any(Vec<usize>),
    None(Vec<usize>),
    Some {
        of: Vec<usize>,
        count: usize,
        must: Vec<usize>,
    },
    ByChoice {
        tests: BTreeMap<&'static str, usize>,
        others: bool,
    },
    ByYesNo {
        yes: usize,
        no: usize,
    },
}

struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % sides
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.roll(from.len())].clone()
    }

    /// Some of those before a test, none twice.
    fn some(&mut self, before: usize, most: usize) -> Vec<usize> {
        let mut some: Vec<usize> = (0..1 + self.roll(most)).map(|_| self.roll(before)).collect();
        some.sort_unstable();
        some.dedup();
        some
    }
}

const LEAVES: usize = 9;

/// Tests, each made of those before it.
fn tests(dice: &mut Dice) -> Vec<Kind> {
    let dates = ["d", "e", "f", "g"];
    let mut tests = Vec::new();
    for _ in 0..LEAVES {
        let (fact, other) = (dice.pick(&dates), dice.pick(&dates));
        tests.push(match dice.roll(9) {
            0 => Kind::Choice(dice.pick(&[vec!["a"], vec!["b", "x"], vec!["a", "x"]])),
            1 => Kind::YesNo,
            2 => Kind::Number { at_least: Some(1 + dice.roll(3) as u32), at_most: None },
            3 => {
                let low = dice.pick(&[None, Some(1)]);
                Kind::Number { at_least: low, at_most: Some(1 + dice.roll(2) as u32) }
            }
            4 => Kind::Over(fact),
            5 => Kind::Until(fact),
            6 if fact != other => Kind::Before(fact, other),
            _ => Kind::Elapsed {
                fact,
                months: dice.pick(&[6, 12, 18, 24]),
                fixed: dice.roll(3) == 0,
                fewer: dice.roll(3) == 0,
            },
        });
    }
    for at in LEAVES..LEAVES + 9 {
        tests.push(match dice.roll(6) {
            0 => Kind::All(dice.some(at, 3)),
            1 => Kind::Any(dice.some(at, 3)),
            2 => Kind::None(dice.some(at, 2)),
            3 => Kind::ByYesNo { yes: dice.roll(at), no: dice.roll(at) },
            4 => {
                let mut named = BTreeMap::new();
                for choice in &CHOICES[..1 + dice.roll(2)] {
                    named.insert(*choice, dice.roll(at));
                }
                Kind::ByChoice { tests: named, others: dice.roll(2) == 0 }
            }
            _ => {
                let of = dice.some(at, 5);
                let count = 1 + dice.roll(of.len());
                let must = if dice.roll(2) == 0 { vec![dice.pick(&of)] } else { Vec::new() };
                Kind::Some { of, count, must }
            }
        });
    }
    tests
}

const TEXT: &str = "关于检验的通知\n各单位：\n前言。\n一、条件\n1.符合条件的可以申报。\n";

const HEAD: &str = r#"
format = 1
[notice]
id = "random-2022"
edition = "1"
name = "检验"
year = 2022
issued = "2022-01-01"
issuer = "检验"
[[source]]
id = "main"
title = "关于检验的通知"
grade = "held"
[[window]]
id = "window"
[[window.rule]]
state = "unannounced"
clause = "main/一.1"
quote = "申报"
[[account]]
clause = "main/标题"
as = "informative"
[[account]]
clause = "main/称谓"
as = "informative"
[[account]]
clause = "main/前言"
as = "informative"
[[test]]
id = "is-not-x"
kind = "choice"
fact = "c"
no = ["x"]
"#;

/// A notice with a criterion for each test, and a route for each that is made of others.
fn notice(tests: &[Kind]) -> Notice {
    let mut text = HEAD.to_owned();
    for fact in FACTS {
        let (kind, more) = match fact {
            "c" => (
                "choice",
                "choices = [{ id = \"a\", label = \"甲\" }, { id = \"b\", label = \"乙\" }, { id = \"x\", label = \"丙\" }]",
            ),
            "u" => ("yes-no", ""),
            "n" => ("number", ""),
            // asked of some only
            "f" => ("date", "asked_if = \"is-not-x\""),
            _ => ("date", ""),
        };
        writeln!(
            text,
            "[[fact]]\nid = \"{fact}\"\nkind = \"{kind}\"\nquestion = \"问？\"\nwhy = \"因。\"\nclause = \"main/一.1\"\n{more}"
        )
        .unwrap();
    }
    let ids =
        |of: &[usize]| of.iter().map(|at| format!("\"t{at}\"")).collect::<Vec<_>>().join(", ");
    for (at, test) in tests.iter().enumerate() {
        let rule = match test {
            Kind::Choice(yes) => format!("kind = \"choice\"\nfact = \"c\"\nyes = {yes:?}"),
            Kind::YesNo => "kind = \"choice\"\nfact = \"u\"\nyes = [\"yes\"]".into(),
            Kind::Number { at_least, at_most } => {
                let bound =
                    |key, bound: &Option<u32>| bound.map(|number| format!("\n{key} = {number}"));
                let low = bound("at_least", at_least).unwrap_or_default();
                format!(
                    "kind = \"number\"\nfact = \"n\"{low}{}",
                    bound("at_most", at_most).unwrap_or_default()
                )
            }
            Kind::Elapsed { fact, months, fixed, fewer } => {
                let kind = if *fewer { "fewer-years" } else { "years" };
                let to = if *fixed { "\ncounted_to = \"2022-08-31\"" } else { "" };
                format!(
                    "kind = \"{kind}\"\nfact = \"{fact}\"\nyears = {}\nmonths = {}{to}",
                    months / 12,
                    months % 12
                )
            }
            Kind::Over(fact) => format!("kind = \"over\"\nfact = \"{fact}\""),
            Kind::Until(fact) => format!("kind = \"until\"\nfact = \"{fact}\""),
            Kind::Before(fact, than) => {
                format!("kind = \"before\"\nfact = \"{fact}\"\nthan = \"{than}\"")
            }
            Kind::All(of) => format!("kind = \"all\"\nof = [{}]", ids(of)),
            Kind::Any(of) => format!("kind = \"any\"\nof = [{}]", ids(of)),
            Kind::None(of) => format!("kind = \"none\"\nof = [{}]", ids(of)),
            Kind::Some { of, count, must } => {
                format!(
                    "kind = \"some\"\nof = [{}]\ncount = {count}\nmust = [{}]",
                    ids(of),
                    ids(must)
                )
            }
            Kind::ByChoice { tests, others } => {
                let tests: Vec<String> =
                    tests.iter().map(|(choice, at)| format!("{choice} = \"t{at}\"")).collect();
                let others = if *others { "yes" } else { "no" };
                format!(
                    "kind = \"by-choice\"\nfact = \"c\"\ntests = {{ {} }}\nothers = \"{others}\"",
                    tests.join(", ")
                )
            }
            Kind::ByYesNo { yes, no } => format!(
                "kind = \"by-choice\"\nfact = \"u\"\ntests = {{ yes = \"t{yes}\", no = \"t{no}\" }}"
            ),
        };
        writeln!(
            text,
            "[[criterion]]\nid = \"t{at}\"\n{rule}\nlabel = \"条件\"\nclause = \"main/一.1\"\nquote = \"符合条件\""
        )
        .unwrap();
        writeln!(
            text,
            "[[route]]\nid = \"r{at}\"\nname = \"路\"\nabout = \"路。\"\nkind = \"k\"\nkind_name = \"路\"\nchannel = \"\"\n\
             channel_certain = true\nwindow = \"window\"\nclause = \"main/一.1\"\nquote = \"申报\"\ncriteria = [\"t{at}\"]"
        )
        .unwrap();
    }
    let sources = [("main".to_owned(), TEXT.to_owned())].into();
    let folder = Folder { notice: text, sources, ..Folder::default() };
    folder.notice().unwrap_or_else(|faults| panic!("{faults}"))
}

// ---------------------------------------------------------------- an independent reading

/// A date's first and last day.
fn span(text: &str) -> (Civil, Civil) {
    let parts: Vec<u32> = text.split('-').map(|part| part.parse().unwrap()).collect();
    let (year, month) = (parts[0] as i32, parts[1]);
    match parts.get(2) {
        Some(day) => ((year, month, *day), (year, month, *day)),
        None => ((year, month, 1), (year, month, length(year, month))),
    }
}

fn length(year: i32, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn after((year, month, day): Civil, months: u32) -> Civil {
    let months = month - 1 + months;
    let (year, month) = (year + (months / 12) as i32, months % 12 + 1);
    (year, month, day.min(length(year, month)))
}

fn next((year, month, day): Civil) -> Civil {
    if day < length(year, month) {
        (year, month, day + 1)
    } else if month < 12 {
        (year, month + 1, 1)
    } else {
        (year + 1, 1, 1)
    }
}

fn written((year, month, day): Civil) -> String {
    format!("{year}-{month:02}-{day:02}")
}

type Answers = BTreeMap<&'static str, Json>;

/// Three values: what is not known is absent.
type Three = Option<bool>;

fn settle(yes: bool, no: bool) -> Three {
    if yes { Some(true) } else { no.then_some(false) }
}

fn read(tests: &[Kind], at: usize, answers: &Answers, today: Civil) -> Three {
    let part = |at: usize| read(tests, at, answers, today);
    let so_many = |of: &[usize], count: usize| {
        let outcomes: Vec<Three> = of.iter().map(|at| part(*at)).collect();
        let yes = outcomes.iter().filter(|outcome| **outcome == Some(true)).count();
        let no = outcomes.iter().filter(|outcome| **outcome == Some(false)).count();
        settle(yes >= count, outcomes.len() - no < count)
    };
    let given = |fact: &str| answers.get(fact).filter(|answer| **answer != "unknown");
    let date = |fact: &str| {
        // who is x is never asked f
        if fact == "f" && given("c").is_some_and(|choice| choice == "x") {
            return None;
        }
        given(fact).map(|answer| span(answer.as_str().unwrap()))
    };
    // each choice that it can be
    let by = |choices: Vec<Three>| {
        let first = choices[0];
        choices.iter().all(|other| *other == first).then_some(first).flatten()
    };
    match &tests[at] {
        Kind::Choice(yes) => given("c").map(|choice| yes.iter().any(|it| choice == it)),
        Kind::YesNo => given("u").and_then(Json::as_bool),
        Kind::Number { at_least, at_most } => given("n").map(|number| {
            let number = number.as_u64().unwrap() as u32;
            at_least.is_none_or(|low| number >= low) && at_most.is_none_or(|high| number <= high)
        }),
        Kind::Elapsed { fact, months, fixed, fewer } => {
            let day = if *fixed { FIXED } else { today };
            let (first, last) = date(fact)?;
            let complete = settle(day >= after(last, *months), day < after(first, *months));
            complete.map(|complete| complete != *fewer)
        }
        Kind::Over(fact) => {
            let (first, last) = date(fact)?;
            settle(today > last, today <= first)
        }
        Kind::Until(fact) => {
            let (first, last) = date(fact)?;
            settle(today <= first, today > last)
        }
        Kind::Before(fact, than) => {
            let (one, other) = (date(fact)?, date(than)?);
            settle(one.1 < other.0, one.0 >= other.1)
        }
        Kind::All(of) => so_many(of, of.len()),
        Kind::Any(of) => so_many(of, 1),
        Kind::None(of) => so_many(of, 1).map(|any| !any),
        Kind::Some { of, count, must } => {
            let (some, must) = (so_many(of, *count), so_many(must, must.len()));
            settle(
                some == Some(true) && must == Some(true),
                some == Some(false) || must == Some(false),
            )
        }
        Kind::ByChoice { tests: named, others } => {
            let of = |choice: &str| named.get(choice).map_or(Some(*others), |at| part(*at));
            match given("c") {
                Some(choice) => of(choice.as_str().unwrap()),
                None => by(CHOICES.map(of).into()),
            }
        }
        Kind::ByYesNo { yes, no } => match given("u").and_then(Json::as_bool) {
            Some(true) => part(*yes),
            Some(false) => part(*no),
            None => by(vec![part(*yes), part(*no)]),
        },
    }
}

// ---------------------------------------------------------------- comparing

fn assessed(notice: &Notice, answers: &Answers, today: Civil) -> Json {
    let answers: Map<String, Json> =
        answers.iter().map(|(fact, answer)| ((*fact).to_owned(), answer.clone())).collect();
    assess(notice, &json!({ "today": written(today), "answers": answers }))
}

fn truths(assessment: &Json) -> Vec<Three> {
    let truth = |route: &Json| match route["findings"][0]["truth"].as_str().unwrap() {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    assessment["routes"].as_array().unwrap().iter().map(truth).collect()
}

fn readings(tests: &[Kind], answers: &Answers, today: Civil) -> Vec<Three> {
    (0..tests.len()).map(|at| read(tests, at, answers, today)).collect()
}

/// Answers to some of the facts.
fn some_answers(dice: &mut Dice, of_ten: usize) -> Answers {
    let mut answers = Answers::new();
    for fact in FACTS {
        if dice.roll(10) < of_ten {
            let unknown = dice.roll(6) == 0;
            answers.insert(fact, if unknown { json!("unknown") } else { dice.pick(&values(fact)) });
        }
    }
    keep_what_applies(&mut answers);
    answers
}

/// The facts that are wanting, answered at random.
fn completed(dice: &mut Dice, answers: &Answers) -> Answers {
    let mut all = some_answers(dice, 10);
    all.entry("f").or_insert_with(|| dice.pick(&values("f")));
    all.extend(answers.iter().map(|(fact, answer)| (*fact, answer.clone())));
    keep_what_applies(&mut all);
    all
}

/// Nobody answers f who was not told that it applies.
fn keep_what_applies(answers: &mut Answers) {
    if !answers.get("c").is_some_and(|choice| choice == "a" || choice == "b") {
        answers.remove("f");
    }
}

proptest! {
    #[test]
    fn whatever_is_answered_comes_out_as_read(seed: u64) {
        let mut dice = Dice(seed);
        let tests = tests(&mut dice);
        let notice = notice(&tests);
        for _ in 0..20 {
            let answers = some_answers(&mut dice, 10);
            let met = truths(&assessed(&notice, &answers, TODAY));
            prop_assert_eq!(met, readings(&tests, &answers, TODAY), "{:?} {:?}", answers, tests);
        }
    }

    #[test]
    fn what_is_definite_is_so_for_every_completion_and_stays_so(seed: u64) {
        let mut dice = Dice(seed);
        let tests = tests(&mut dice);
        let notice = notice(&tests);
        for _ in 0..4 {
            let mut answers = some_answers(&mut dice, 4);
            let mut before = truths(&assessed(&notice, &answers, TODAY));
            for _ in 0..30 {
                let full = completed(&mut dice, &answers);
                let all = readings(&tests, &full, TODAY);
                for (at, definite) in before.iter().enumerate().filter(|(_, truth)| truth.is_some()) {
                    prop_assert_eq!(*definite, all[at], "t{} {:?} {:?} {:?}", at, answers, full, tests);
                }
            }
            // one answer after another
            let full = completed(&mut dice, &answers);
            for fact in FACTS {
                answers.extend(full.get(fact).map(|answer| (fact, answer.clone())));
                let now = truths(&assessed(&notice, &answers, TODAY));
                for (at, (then, now)) in before.iter().zip(&now).enumerate() {
                    prop_assert!(then.is_none() || then == now, "t{at} {answers:?} {tests:?}");
                }
                before = now;
            }
        }
    }

    #[test]
    fn what_is_asked_is_enough(seed: u64) {
        let mut dice = Dice(seed);
        let tests = tests(&mut dice);
        let notice = notice(&tests);
        for _ in 0..3 {
            let mut answers = some_answers(&mut dice, 3);
            let full = completed(&mut dice, &answers);
            let mut left = usize::MAX;
            loop {
                let assessment = assessed(&notice, &answers, TODAY);
                let now = assessment["questions_left_at_most"].as_u64().unwrap() as usize;
                prop_assert!(now <= left, "{answers:?} {tests:?}");
                left = now;
                let Some(fact) = assessment["next_question"].as_str() else {
                    prop_assert_eq!(left, 0);
                    break;
                };
                let fact = FACTS.into_iter().find(|known| *known == fact).unwrap();
                prop_assert!(answers.insert(fact, full[fact].clone()).is_none(), "{fact} is asked twice");
            }
            let all = readings(&tests, &full, TODAY);
            let met = truths(&assessed(&notice, &answers, TODAY));
            prop_assert_eq!(met, all, "{:?} of {:?} {:?}", answers, full, tests);
        }
    }

    /// A route whose answers are all given is never unknown without a reason, nor definite with one.
    #[test]
    fn what_is_unknown_has_a_reason(seed: u64) {
        let mut dice = Dice(seed);
        let tests = tests(&mut dice);
        let notice = notice(&tests);
        for _ in 0..10 {
            let answers = some_answers(&mut dice, 7);
            let assessment = assessed(&notice, &answers, TODAY);
            for route in assessment["routes"].as_array().unwrap() {
                let finding = &route["findings"][0];
                let because = finding["because"].as_array().unwrap();
                let unknown = finding["truth"] == "unknown";
                prop_assert_eq!(unknown, !because.is_empty(), "{} {:?} {:?}", finding, answers, tests);
                for reason in because {
                    let fact = reason["fact"].as_str().unwrap();
                    let answer = answers.get(fact);
                    let kind = match answer {
                        None => "unanswered",
                        Some(answer) if answer == "unknown" => "do-not-know",
                        Some(_) => "day-needed",
                    };
                    let inapplicable = fact == "f" && answers.get("c").is_some_and(|c| c == "x");
                    if !inapplicable {
                        prop_assert_eq!(&reason["kind"], kind, "{} {:?} {:?}", finding, answers, tests);
                    }
                }
            }
        }
    }

    #[test]
    fn the_earliest_day_is_the_first(seed: u64) {
        let mut dice = Dice(seed);
        let tests = tests(&mut dice);
        let notice = notice(&tests);
        let answers = some_answers(&mut dice, 10);
        let assessment = assessed(&notice, &answers, TODAY);
        let met = truths(&assessment);
        let mut first: Vec<Option<Civil>> = vec![None; tests.len()];
        // the last that turns: two years after the last date
        let mut day = next(TODAY);
        while day < (2024, 8, 1) {
            for (at, truth) in readings(&tests, &answers, day).iter().enumerate() {
                if *truth == Some(true) && met[at] != Some(true) {
                    first[at].get_or_insert(day);
                }
            }
            day = next(day);
        }
        for (route, expected) in assessment["routes"].as_array().unwrap().iter().zip(first) {
            let expected = expected.map_or(Json::Null, |day| written(day).into());
            let met = route.get("earliest").cloned().unwrap_or_default();
            prop_assert_eq!(met, expected, "{} {:?} {:?}", route["id"], answers, tests);
        }
    }
}
