//! Everything that a partly answered person can still turn out to be.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use serde_json::{Value as Json, json};
use title_precheck::{Assessment, Status, Truth, Verdict, WindowState};

use crate::facts::{
    Answers, FACTS, STARTS, applies, choices, favourable, is_date, is_settled, known, plain,
    put_in_order, span, values,
};
use crate::people::{Dice, PARTIAL, Person, Tally, hold, people, truths};

/// The days that an answered date can mean: one, or those of a month that would not be refused.
pub fn days_of(fact: &str, person: &Person) -> Vec<Json> {
    let Some(answer) = known(&person.answers, fact) else {
        return Vec::new();
    };
    let span = span(answer);
    let mut days = Vec::new();
    let mut day = span.first;
    while day <= span.last {
        let mut answers = person.answers.clone();
        answers.insert(FACTS.into_iter().find(|it| *it == fact).unwrap(), json!(day.to_string()));
        let before = answers.clone();
        put_in_order(&mut answers);
        if answers == before && !(STARTS.contains(&fact) && day > person.today) {
            days.push(json!(day.to_string()));
        }
        day = day.next();
    }
    days
}

/// Completes the answers by `choose`, months by one of their days.
fn complete(person: &Person, dice: &mut Dice, choose: impl Fn(&str, &mut Dice) -> Json) -> Answers {
    let mut answers = person.answers.clone();
    for fact in FACTS.into_iter().filter(|fact| !is_settled(&person.answers, fact)) {
        answers.insert(fact, choose(fact, dice));
    }
    keep_in_order(person, &mut answers);
    for fact in FACTS.into_iter().filter(|fact| is_date(fact)) {
        let days = days_of(fact, &person.with_answers(answers.clone()));
        let ends = [days[0].clone(), days[days.len() - 1].clone()];
        let day = if dice.chance(80) { dice.pick(&ends) } else { dice.pick(&days) };
        answers.insert(fact, day);
    }
    answers
}

/// Puts an aid in order by what was not answered.
fn keep_in_order(person: &Person, answers: &mut Answers) {
    if let (Some(since), Some(until)) = (known(answers, "aid-since"), known(answers, "aid-until"))
        && span(since).first > span(until).last
    {
        let told = is_settled(&person.answers, "aid-since");
        if told {
            answers.insert("aid-until", json!("2100-12-31"));
        } else {
            answers.insert("aid-since", json!("1950-01-01"));
        }
    }
}

/// A completion as it comes: here all is favourable, there all at random.
pub fn any_completion(person: &Person, dice: &mut Dice) -> Answers {
    let good = dice.pick(&[0, 0, 40, 70, 90, 97, 100]);
    let held_below = dice.chance(50);
    let mut answers = complete(person, dice, |fact, dice| {
        let all = values(fact, person.today);
        match fact {
            // what the routes and the standards' tables are about
            "series" | "level" | "degree" | "workplace" => dice.pick(&all),
            _ if !dice.chance(good) => dice.pick(&all),
            _ if dice.chance(15) => plain(fact),
            _ => favourable(fact),
        }
    });
    if held_below && !is_settled(&person.answers, "title-held") {
        let (levels, titles) = (choices("level"), choices("title-held"));
        let place = levels.iter().position(|level| *level == answers["level"]).unwrap();
        answers.insert("title-held", titles[place].clone());
    }
    answers
}

/// The same completion with one open fact after another turned to each of its values.
fn turned<'p>(person: &'p Person, from: &'p Answers) -> impl Iterator<Item = Answers> + use<'p> {
    let open = FACTS.into_iter().filter(|fact| !is_settled(&person.answers, fact));
    open.flat_map(move |fact| {
        values(fact, person.today).into_iter().map(move |answer| {
            let mut answers = from.clone();
            answers.insert(fact, answer);
            if fact == "aid-until" && !is_settled(&person.answers, "aid-since") {
                put_in_order(&mut answers);
            } else {
                keep_in_order(person, &mut answers);
            }
            answers
        })
    })
}

/// What is definite in `partial` must be so in `full`.
fn agrees(partial: &Assessment, full: &Assessment, answers: &Answers) -> TestCaseResult {
    for (route, expected) in partial.routes.iter().zip(&full.routes) {
        prop_assert!(
            route.verdict == Verdict::Undetermined || route.verdict == expected.verdict,
            "{} is {:?}, but {:?} with {:?}",
            route.id,
            route.verdict,
            expected.verdict,
            answers
        );
        prop_assert!(
            route.window == WindowState::Unknown || route.window == expected.window,
            "the window of {} is {:?}, but {:?} with {:?}",
            route.id,
            route.window,
            expected.window,
            answers
        );
    }
    for (document, expected) in partial.documents.iter().zip(&full.documents) {
        // what is attached stands as attached, even if it may turn out not to be needed
        let stands = match document.status {
            Status::Undetermined => true,
            Status::Present | Status::Unfit => {
                [document.status, Status::NotNeeded].contains(&expected.status)
            }
            Status::Missing | Status::NotNeeded | Status::ToPrepare => {
                document.status == expected.status
            }
        };
        prop_assert!(
            stands,
            "{} is {:?}, but {:?} with {:?}",
            document.id,
            document.status,
            expected.status,
            answers
        );
    }
    Ok(())
}

#[test]
fn what_is_definite_is_so_for_every_completion() {
    let tally = Tally::default();
    hold(500, people(&PARTIAL), |(person, seed)| {
        let partial = person.assess();
        let known = truths(&partial);
        let compare = |answers: Answers| {
            let full = person.with_answers(answers.clone()).assess();
            agrees(&partial, &full, &answers)?;
            tally.add("completions", 1);
            // an answer that comes before its parent's is taken at its word, until the parent's
            // says that it does not count
            let all_count = person.answers.keys().all(|fact| {
                applies(fact, &answers) != Some(false)
                    || applies(fact, &person.answers) == Some(false)
            });
            for ((route, name, truth), (_, _, expected)) in known.iter().zip(truths(&full)) {
                prop_assert!(
                    [Truth::Unknown, expected].contains(truth) || !all_count,
                    "{name} of {route} is {truth:?}, but {expected:?} with {answers:?}"
                );
            }
            Ok(())
        };
        let mut dice = Dice(seed);
        for _ in 0..12 {
            compare(any_completion(&person, &mut dice))?;
        }
        let from = any_completion(&person, &mut dice);
        turned(&person, &from).try_for_each(compare)?;
        tally.add("people", 1);
        let definite = |verdict| verdict != Verdict::Undetermined;
        let verdicts = partial.routes.iter().filter(|route| definite(route.verdict));
        tally.add("definite verdicts", verdicts.count());
        let windows = partial.routes.iter().filter(|route| route.window != WindowState::Unknown);
        tally.add("known windows", windows.count());
        let truths = known.iter().filter(|(_, _, truth)| *truth != Truth::Unknown);
        tally.add("definite truths", truths.count());
        Ok(())
    });
    tally.print("what is definite is so for every completion");
}

/// The verdicts of a route that were met among completions, until two differ.
struct Agreement {
    route: usize,
    met: BTreeSet<&'static str>,
}

impl Agreement {
    /// It is neither broken by two verdicts nor by one that no completion settles.
    fn stands(&self) -> bool {
        self.met.len() <= 1 && !self.met.contains(Verdict::Undetermined.as_str())
    }
}

#[test]
fn what_every_completion_agrees_on_is_seldom_undetermined() {
    let tally = Tally::default();
    hold(800, people(&PARTIAL), |(person, seed)| {
        let verdicts = person.verdicts();
        let mut open: Vec<Agreement> = (0..verdicts.len())
            .filter(|route| verdicts[*route].verdict == Verdict::Undetermined)
            .map(|route| Agreement { route, met: BTreeSet::new() })
            .collect();
        tally.add("verdicts", verdicts.len());
        tally.add("undetermined", open.len());
        let mut dice = Dice(seed);
        let mut tried = 0;
        let mut look = |answers: Answers, open: &mut Vec<Agreement>| {
            tried += 1;
            let full = person.with_answers(answers).verdicts();
            for agreement in open.iter_mut() {
                agreement.met.insert(full[agreement.route].verdict.as_str());
            }
            open.retain(Agreement::stands);
        };
        for _ in 0..400 {
            if open.is_empty() {
                break;
            }
            look(any_completion(&person, &mut dice), &mut open);
        }
        for _ in 0..6 {
            let from = any_completion(&person, &mut dice);
            for answers in turned(&person, &from) {
                if open.is_empty() {
                    break;
                }
                look(answers, &mut open);
            }
        }
        tally.add("agree and yet undetermined", open.len());
        tally.add("completions", tried);
        Ok(())
    });
    let rate =
        |of: &str| tally.of("agree and yet undetermined") as f64 * 100.0 / tally.of(of) as f64;
    tally.print("completions of the undetermined");
    let said = format!(
        "on {:.2} % of all verdicts ({:.2} % of the undetermined) all completions tried agree, \
         and yet it is undetermined",
        rate("verdicts"),
        rate("undetermined")
    );
    crate::support::report("3-undetermined", &said);
    assert!(rate("verdicts") < 1.0);
}
