//! Adding answers, ordering them, and giving some that nobody asked for.

use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use serde::Deserialize;
use serde_json::{Value as Json, json};
use title_precheck::{Assessment, Input, Truth, Value, Verdict};

use crate::facts::{Answers, FACTS, applies, is_date, put_in_order, values};
use crate::people::{COMPLETE, Dice, NOTICE, PARTIAL, Person, Tally, Truths, hold, people, truths};

fn any_order<T: Clone + std::fmt::Debug + 'static>(of: Vec<T>) -> impl Strategy<Value = Vec<T>> {
    Just(of).prop_shuffle()
}

type Verdicts = Vec<(&'static str, Verdict)>;

/// What is definite: verdicts by route, truths by route and criterion or group.
fn definite(of: &Assessment<'static>) -> (Verdicts, Truths) {
    let verdicts = of.routes.iter().map(|route| (route.id, route.verdict));
    let mut truths = truths(of);
    truths.retain(|(_, _, truth)| *truth != Truth::Unknown);
    (verdicts.filter(|(_, verdict)| *verdict != Verdict::Undetermined).collect(), truths)
}

/// Adds one answer after another; a definite verdict (or else truth) must stay.
fn stays_definite(
    person: &Person,
    order: &[&'static str],
    truths_too: bool,
    tally: &Tally,
) -> TestCaseResult {
    let mut so_far = person.with_answers(Answers::new());
    let (mut verdicts, mut truths) = definite(&so_far.assess());
    for fact in order {
        so_far.answers.insert(fact, person.answers[fact].clone());
        let (new_verdicts, new_truths) = definite(&so_far.assess());
        for verdict in &verdicts {
            prop_assert!(
                new_verdicts.contains(verdict),
                "{verdict:?} does not stand after `{fact}` in {so_far:?}"
            );
        }
        for truth in truths.iter().filter(|_| truths_too) {
            prop_assert!(
                new_truths.contains(truth),
                "{truth:?} does not stand after `{fact}` in {so_far:?}"
            );
        }
        tally.add("answers added", 1);
        tally.add("definite verdicts kept", verdicts.len());
        if truths_too {
            tally.add("definite truths kept", truths.len());
        }
        (verdicts, truths) = (new_verdicts, new_truths);
    }
    Ok(())
}

#[test]
fn an_added_answer_never_changes_a_definite_verdict_in_any_order() {
    let tally = Tally::default();
    hold(500, (people(&PARTIAL), any_order(FACTS.to_vec())), |((person, _), mut order)| {
        order.retain(|fact| person.answers.contains_key(fact));
        stays_definite(&person, &order, false, &tally)
    });
    tally.print("a definite verdict stands, answers in any order");
}

#[test]
fn an_added_answer_never_changes_a_definite_truth() {
    let tally = Tally::default();
    hold(500, (people(&COMPLETE), any_order(FACTS.to_vec())), |((person, _), mut order)| {
        // an answer comes when the fact applies: one that comes before its parent's is taken at
        // its word, until the parent's says that it does not count
        let mut so_far = Answers::new();
        let mut sorted = Vec::new();
        while let Some(place) = order.iter().position(|fact| {
            person.answers.contains_key(fact) && applies(fact, &so_far) == Some(true)
        }) {
            let fact = order.remove(place);
            so_far.insert(fact, person.answers[fact].clone());
            sorted.push(fact);
        }
        stays_definite(&person, &sorted, true, &tally)
    });
    tally.print("a definite truth stands");
}

#[test]
fn the_order_of_answers_and_keys_never_matters() {
    let tally = Tally::default();
    let orders = (any_order((0..FACTS.len()).collect()), any_order((0..4).collect()));
    hold(1000, (people(&PARTIAL), orders), |((person, seed), (facts, keys))| {
        let told = person.json();
        let value = |json: &Json| Value::deserialize(json).expect("plain JSON");
        let answers: Vec<(String, Value)> = facts
            .iter()
            .filter_map(|place| person.answers.get_key_value(FACTS[*place]))
            .map(|(fact, answer)| ((*fact).to_owned(), value(answer)))
            .collect();
        let mut routes = person.routes.clone().unwrap_or_default();
        let turn = usize::from(seed % 2 == 0 && routes.len() > 1);
        routes.rotate_left(turn);
        let parts = [
            ("today".to_owned(), value(&told["today"])),
            ("answers".to_owned(), Value::Object(answers)),
            ("scans".to_owned(), value(&person.scans)),
            (
                "routes".to_owned(),
                value(&person.routes.as_ref().map_or(Json::Null, |_| json!(routes))),
            ),
        ];
        let shuffled = Value::Object(keys.iter().map(|key| parts[*key].clone()).collect());
        let input = Input::read(&NOTICE, &shuffled);
        let input = input.map_err(|error| TestCaseError::fail(error.to_string()))?;
        let assessed = title_precheck::assess(&NOTICE, &input);
        let assessed = serde_json::to_string_pretty(&assessed).expect("an assessment is JSON");
        prop_assert_eq!(assessed, person.everything());
        tally.add("people in another order", 1);
        Ok(())
    });
    tally.print("order");
}

#[test]
fn the_verdicts_alone_are_those_of_the_assessment() {
    let tally = Tally::default();
    hold(1000, people(&PARTIAL), |(person, _)| {
        for (alone, route) in person.verdicts().iter().zip(person.assess().routes) {
            prop_assert_eq!(alone.id, route.id);
            prop_assert_eq!(alone.verdict, route.verdict, "{}", route.id);
            prop_assert_eq!(alone.earliest, route.earliest, "{}", route.id);
            tally.add("verdicts", 1);
        }
        Ok(())
    });
    tally.print("the verdicts alone");
}

#[test]
fn answers_that_do_not_apply_change_nothing() {
    let tally = Tally::default();
    hold(2000, people(&PARTIAL), |(person, seed)| {
        let mut without = person.clone();
        for fact in FACTS.into_iter().rev() {
            if applies(fact, &without.answers) == Some(false) {
                without.answers.remove(fact);
            }
        }
        let mut dice = Dice(seed);
        let mut with = without.clone();
        for fact in FACTS.into_iter().filter(|fact| applies(fact, &without.answers) == Some(false))
        {
            let mut answer = dice.pick(&values(fact, person.today));
            if is_date(fact) && dice.chance(30) {
                answer = json!(answer.as_str().unwrap()[..7]);
            }
            if dice.chance(85) {
                let unknown = dice.chance(10);
                with.answers.insert(fact, if unknown { json!("unknown") } else { answer });
                tally.add("extra answers", 1);
            }
        }
        put_in_order(&mut with.answers);
        prop_assert_eq!(with.everything(), without.everything(), "{:?}", with.answers);
        Ok(())
    });
    tally.print("what does not apply changes nothing");
}
