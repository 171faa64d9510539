//! Asking only what is asked for, until nothing is.

use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use serde_json::json;
use title_precheck::{Assessment, Phase, Verdict};

use crate::completions::{any_completion, days_of};
use crate::facts::{
    ASKED_WITH_DOCUMENTS, Answers, FACTS, applies, is_date, is_settled, known, plain, put_in_order,
    values,
};
use crate::people::{COMPLETE, Dice, PARTIAL, Person, ROUTES, Tally, hold, people};
use crate::reading::calendar::Date;
use crate::reading::described::described;
use crate::reading::population::Population;

/// The answers that can be asked for: without those to facts of which nobody can tell whether
/// they apply.
fn askable(person: &Person) -> Person {
    let mut askable = person.clone();
    for fact in FACTS {
        if applies(fact, &askable.answers).is_none() {
            askable.answers.remove(fact);
        }
    }
    askable
}

/// Somebody who answered every question put to them.
struct Asked {
    /// The facts in the order asked.
    facts: Vec<&'static str>,
    /// `questions_left_at_most` before each question and at the end.
    left: Vec<usize>,
    /// With the answers given.
    person: Person,
    last: Assessment<'static>,
}

/// Puts one question after another to somebody who knows `full`; `start` is told from the first.
fn ask(full: &Person, start: Answers) -> Result<Asked, TestCaseError> {
    let mut person = full.with_answers(start);
    let (mut facts, mut left) = (Vec::new(), Vec::new());
    loop {
        let last = person.assess();
        left.push(last.questions_left_at_most);
        let Some(fact) = last.next_question else {
            return Ok(Asked { facts, left, person, last });
        };
        let fault =
            |fault| Err(TestCaseError::fail(format!("`{fact}`, {fault}, is asked of {person:?}")));
        if person.answers.contains_key(fact) {
            return fault("answered already");
        }
        if applies(fact, &person.answers) != Some(true) {
            return fault("not known to apply");
        }
        if ASKED_WITH_DOCUMENTS.contains(&fact) {
            return fault("asked with the documents");
        }
        let Some((fact, answer)) = full.answers.get_key_value(fact) else {
            return fault("which does not apply in the end");
        };
        person.answers.insert(fact, answer.clone());
        facts.push(*fact);
    }
}

/// Some of the answers, told before anything is asked.
fn some_answers(full: &Person, seed: u64) -> Answers {
    let mut dice = Dice(seed);
    let share = dice.pick(&[0, 0, 0, 20, 60]);
    let mut answers = full.answers.clone();
    answers.retain(|_, _| dice.chance(share));
    answers
}

#[test]
fn only_open_facts_known_to_apply_are_asked() {
    let tally = Tally::default();
    hold(500, people(&COMPLETE), |(person, seed)| {
        let full = askable(&person);
        let asked = ask(&full, some_answers(&full, seed))?;
        tally.add("questions", asked.facts.len());
        tally.add("people", 1);
        Ok(())
    });
    tally.print("only open facts are asked");
}

#[test]
fn only_open_facts_known_to_apply_are_listed() {
    let tally = Tally::default();
    hold(600, people(&PARTIAL), |(person, _)| {
        let assessed = person.assess();
        let is_month = |fact: &str| {
            let month = known(&person.answers, fact).filter(|_| is_date(fact));
            month.and_then(|answer| answer.as_str()).is_some_and(|date| date.len() == 7)
        };
        for (list, facts) in assessed.routes.iter().map(|route| (route.id, &route.unanswered)) {
            for fact in facts {
                let open = !person.answers.contains_key(fact)
                    && applies(fact, &person.answers) == Some(true);
                prop_assert!(open || is_month(fact), "`{fact}`, {list}, of {person:?}");
                tally.add("facts listed", 1);
            }
        }
        for fact in &assessed.refine {
            prop_assert!(is_month(fact), "`{fact}` is refined, of {person:?}");
            tally.add("facts to refine", 1);
        }
        Ok(())
    });
    tally.print("only open facts are listed");
}

#[test]
fn asking_until_nothing_is_asked_gives_what_all_answers_give() {
    let tally = Tally::default();
    hold(800, people(&COMPLETE), |(person, seed)| {
        let full = askable(&person);
        let asked = ask(&full, some_answers(&full, seed))?;
        let all = full.assess();
        let compared = asked.last.routes.iter().zip(&all.routes);
        for (met, expected) in compared.filter(|(route, _)| person.is_interested_in(route.id)) {
            prop_assert_eq!(met.verdict, expected.verdict, "{} of {:?}", met.id, asked.person);
            tally.add("verdicts", 1);
            if met.verdict != Verdict::NotMet {
                prop_assert_eq!(&met.window, &expected.window, "{} of {:?}", met.id, asked.person);
                tally.add("windows", 1);
            }
            // what is not asked can still bring the day nearer: of a route that is lost, or that
            // waits for a document, nothing more is asked
            prop_assert!(
                met.earliest.is_none()
                    || expected.earliest.is_some_and(|day| Some(day) <= met.earliest),
                "{} has {:?}, and {:?} with all answers, for {:?}",
                met.id,
                met.earliest,
                expected.earliest,
                asked.person
            );
            tally.add("earliest days", usize::from(expected.earliest.is_some()));
            let missed = match met.verdict {
                Verdict::NotMet => "earliest days, of a lost route, that no question led to",
                Verdict::Undetermined | Verdict::NeedsDiscretion | Verdict::Met => {
                    "earliest days, of another route, that no question led to"
                }
            };
            tally.add(missed, usize::from(met.earliest != expected.earliest));
        }
        let uploads = asked.last.documents.iter().zip(&all.documents);
        for (met, expected) in uploads.filter(|(document, _)| document.phase == Phase::Upload) {
            prop_assert_eq!(met.status, expected.status, "{} of {:?}", met.id, asked.person);
            tally.add("documents", 1);
        }
        tally.add("people", 1);
        tally.add(
            "people with \"don't know\"",
            usize::from(full.answers.values().any(|it| it == "unknown")),
        );
        Ok(())
    });
    tally.print("asking only what is asked for");
}

#[test]
fn questions_left_never_rise_and_end_with_the_last_question() {
    let tally = Tally::default();
    hold(500, people(&COMPLETE), |(person, seed)| {
        let full = askable(&person);
        let asked = ask(&full, some_answers(&full, seed))?;
        let (end, before) = asked.left.split_last().unwrap();
        prop_assert_eq!(*end, 0, "nothing is asked of {:?}", asked.person);
        prop_assert!(!before.contains(&0), "{:?} for {:?}", asked.left, asked.facts);
        let rises = asked.left.windows(2).any(|two| two[0] < two[1]);
        prop_assert!(!rises, "{:?} for {:?} of {:?}", asked.left, asked.facts, full);
        tally.add("questions", asked.facts.len());
        Ok(())
    });
    tally.print("questions left");
}

#[test]
fn a_question_is_put_while_any_is_left() {
    let tally = Tally::default();
    hold(1000, people(&PARTIAL), |(person, _)| {
        let assessed = person.assess();
        let left = assessed.questions_left_at_most;
        prop_assert_eq!(assessed.next_question.is_some(), left > 0, "{} left", left);
        tally.add("people with questions left", usize::from(left > 0));
        tally.add("people", 1);
        Ok(())
    });
    tally.print("a question is put while any is left");
}

#[test]
fn when_nothing_is_asked_no_answer_changes_a_verdict() {
    let tally = Tally::default();
    hold(500, people(&COMPLETE), |(person, seed)| {
        let full = askable(&person);
        let asked = ask(&full, some_answers(&full, seed))?;
        let verdicts = asked.last.routes.iter().map(|route| route.verdict);
        let verdicts: Vec<Verdict> = verdicts.collect();
        let check = |answers: Answers, what: &str| -> TestCaseResult {
            let other = asked.person.with_answers(answers);
            for (met, expected) in other.verdicts().iter().zip(&verdicts) {
                prop_assert!(
                    met.verdict == *expected || !person.is_interested_in(met.id),
                    "{} turns from {:?} to {:?} by {what}, after {:?}",
                    met.id,
                    expected,
                    met.verdict,
                    asked.person
                );
            }
            tally.add("changes tried", 1);
            Ok(())
        };
        let told = &asked.person.answers;
        let open: Vec<&str> = FACTS
            .into_iter()
            .filter(|fact| !told.contains_key(fact) && may_be_asked(fact, told))
            .collect();
        for fact in &open {
            for answer in values(fact, person.today) {
                let other = asked.person.with(fact, answer);
                let mut answers = other.answers;
                put_in_order(&mut answers);
                check(answers, fact)?;
            }
        }
        let mut dice = Dice(seed);
        for _ in 0..30 {
            let mut answers = any_completion(&asked.person, &mut dice);
            answers.retain(|fact, _| open.contains(fact) || told.contains_key(fact));
            for (fact, answer) in told {
                answers.insert(fact, answer.clone());
            }
            put_in_order(&mut answers);
            check(answers, "some answers")?;
        }
        if asked.last.refine.is_empty() {
            for fact in told.keys().filter(|fact| is_date(fact)) {
                for day in days_of(fact, &asked.person) {
                    check(asked.person.with(fact, day).answers, fact)?;
                }
            }
        }
        tally.add("people", 1);
        Ok(())
    });
    tally.print("nothing is asked for");
}

#[test]
fn a_degree_not_known_leaves_the_school_stage_to_be_asked() {
    // without a stage nobody can say that the degree fits; a primary school takes every degree
    let mut answers: Answers = FACTS.into_iter().map(|fact| (fact, plain(fact))).collect();
    answers.retain(|fact, _| *fact != "school-stage");
    for (fact, answer) in [
        ("series", "primary-secondary-teacher"),
        ("level", "technician"),
        ("title-held", "none"),
        ("degree", "unknown"),
    ] {
        answers.insert(fact, json!(answer));
    }
    let today = Date::new(2021, 7, 20);
    let routes = Some(vec!["targeted-review"]);
    let person = Person { today, answers, scans: json!(null), routes };
    assert_eq!(person.verdicts()[0].verdict, Verdict::Undetermined);
    let primary = person.with("school-stage", json!("primary"));
    assert_eq!(primary.verdicts()[0].verdict, Verdict::Met);
    assert_eq!(person.assess().next_question, Some("school-stage"));
}

/// Whether the answer to a parent could still make the fact apply.
fn may_be_asked(fact: &str, answers: &Answers) -> bool {
    let unknown = |parent: &str| answers.contains_key(parent) && !is_settled(answers, parent);
    let parents: &[&str] = match fact {
        "school-stage" => &["series"],
        "title-since" => &["title-held"],
        "title-series" => &["title-held", "level"],
        "sanction" => &["employer"],
        "sanction-until" => &["employer", "sanction"],
        "service-years" | "excellent-years" => &["service"],
        "aid-since" | "aid-until" => &["on-aid-posting"],
        "meets-26" => &["skill-grade"],
        "senior-exam" => &["series", "level"],
        "declassified" => &["classified"],
        _ => &[],
    };
    applies(fact, answers) == Some(true) || !parents.iter().any(|parent| unknown(parent))
}

/// How many people, questions put to them, and facts that apply and could have been asked.
fn share(people: impl Iterator<Item = Person>) -> (usize, usize, usize) {
    let (mut count, mut put, mut apply) = (0, 0, 0);
    for person in people {
        put += ask(&person, Answers::new()).unwrap().facts.len();
        for fact in FACTS.into_iter().filter(|fact| !ASKED_WITH_DOCUMENTS.contains(fact)) {
            if applies(fact, &person.answers) == Some(true) {
                assert!(
                    known(&person.answers, fact).is_some(),
                    "`{fact}` is not told by {person:?}"
                );
                apply += 1;
            }
        }
        count += 1;
    }
    (count, put, apply)
}

#[test]
fn at_most_three_in_five_of_the_facts_that_apply_are_asked() {
    let print = |whom: &str, (count, put, apply): (usize, usize, usize)| {
        let of_a_hundred = put as f64 * 100.0 / apply as f64;
        let file = format!("5-{}", whom.replace(|c: char| !c.is_ascii_alphanumeric(), "-"));
        let said = format!(
            "asked, {whom}: {count} people, {put} questions of {apply} facts that apply, \
             {of_a_hundred:.1} %"
        );
        crate::support::report(&file, &said);
        of_a_hundred
    };
    // what is asked where files are chosen counts neither as asked nor as applying
    let of = |input| Person::of_population(&input);
    let mut population = Population::new(60);
    print("ordinary, all routes", share((0..200).map(|_| of(population.ordinary()))));
    let all = share((0..200).map(|_| of(population.applicant())));
    let all = print("near the boundaries, all routes", all);
    assert!(all <= 60.0, "{all:.1} % asked");
    let mut named = (0, 0, 0);
    for route in ROUTES {
        let one = |input| Person { routes: Some(vec![route]), ..of(input) };
        let of_route = share((0..25).map(|_| one(population.ordinary())));
        print(&format!("ordinary, {route}"), of_route);
        named = (named.0 + of_route.0, named.1 + of_route.1, named.2 + of_route.2);
    }
    let share = print("ordinary, one route named", named);
    assert!(share <= 60.0, "{share:.1} % asked");
}

#[test]
fn the_twelve_described_are_asked_at_most_twelve_questions() {
    let mut longest = 0;
    let twelve = described();
    assert_eq!(twelve.len(), 12);
    for one in &twelve {
        let person = Person::of_population(&one.input());
        let named = person.routes.clone().expect("routes are named");
        let together = ask(&person, Answers::new()).unwrap();
        let mut each = Vec::new();
        for route in named {
            let person = Person { routes: Some(vec![route]), ..person.clone() };
            let asked = ask(&person, Answers::new()).unwrap();
            let place = one.routes.iter().position(|named| *named == route).unwrap();
            for asked in [&asked, &together] {
                let met = asked.last.routes.iter().find(|met| met.id == route).unwrap();
                assert_eq!(met.verdict.as_str(), one.expected[place].0, "{route} of {}", one.name);
            }
            longest = longest.max(asked.facts.len());
            each.push(format!("{} for {route}", asked.facts.len()));
        }
        let together = together.facts.len();
        let said = format!("{}: {}; {together} for all they name", one.name, each.join(", "));
        crate::support::report(&format!("6-{}", one.name), &format!("questions to a {said}"));
    }
    assert!(longest <= 12, "{longest} questions");
}
