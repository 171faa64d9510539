//! What days do: the first one on which a route is met, and months as their days.

use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use serde_json::json;
use title_precheck::{Assessment, Reason, RouteVerdict, Truth, Verdict};

use crate::completions::days_of;
use crate::facts::{STARTS, applies, is_date, known, span, values};
use crate::people::{COMPLETE, Dice, KNOWN, PARTIAL, Person, ROUTES, Tally, hold, people, truths};
use crate::reading::calendar::{Date, days_in_month};

/// `earliest` is looked for so far ahead.
const YEARS: u32 = 12;

/// The first of these days, in their order, on which each route is met.
fn first_met(person: &Person, days: impl Iterator<Item = Date>) -> [Option<Date>; ROUTES.len()] {
    let mut first = [None; ROUTES.len()];
    for day in days {
        let on_the_day = Person { today: day, ..person.clone() };
        for (first, route) in first.iter_mut().zip(on_the_day.verdicts()) {
            if first.is_none() && route.verdict == Verdict::Met {
                *first = Some(day);
            }
        }
    }
    first
}

fn after(day: Date) -> impl Iterator<Item = Date> {
    let last = day.after_years(YEARS);
    std::iter::successors(Some(day.next()), |day| Some(day.next()))
        .take_while(move |day| *day <= last)
}

/// The first day told, against the first one met within the years.
fn compare(told: &[RouteVerdict], met: &[Option<Date>], person: &Person) -> TestCaseResult {
    let last = person.today.after_years(YEARS);
    for (route, met) in told.iter().zip(met) {
        let earliest = route.earliest.map(|day| Date::read(&day.to_string()));
        if route.verdict == Verdict::Met {
            prop_assert_eq!(earliest, None, "{}", route.id);
            continue;
        }
        let within = earliest.filter(|day| *day <= last);
        prop_assert_eq!(within, *met, "{}, told {:?}", route.id, earliest);
    }
    Ok(())
}

#[test]
fn earliest_is_the_first_day_met_looking_day_by_day() {
    let tally = Tally::default();
    let who = prop_oneof![3 => people(&COMPLETE), 1 => people(&PARTIAL[..1])].prop_filter(
        "most with a day to wait for",
        |(person, seed)| {
            let waits = person.verdicts().iter().any(|route| route.earliest.is_some());
            waits || seed % 16 == 0
        },
    );
    hold(60, who, |(person, _)| {
        let told = person.verdicts();
        compare(&told, &first_met(&person, after(person.today)), &person)?;
        tally.add("people", 1);
        tally.add("days", after(person.today).count());
        let waiting = told.iter().filter(|route| route.verdict != Verdict::Met);
        tally.add("routes not met", waiting.count());
        tally.add("earliest days", told.iter().filter(|route| route.earliest.is_some()).count());
        Ok(())
    });
    tally.print("earliest, day by day");
}

#[test]
fn earliest_is_the_first_of_the_days_on_which_something_turns() {
    let tally = Tally::default();
    let who = prop_oneof![people(&COMPLETE), people(&PARTIAL[..2])];
    hold(1500, who, |(person, seed)| {
        let told = person.verdicts();
        let mut days = vec![person.today.next(), person.today.after_years(YEARS)];
        let mut beside = |day: Date| days.extend([day.previous(), day, day.next()]);
        for (fact, answer) in
            person.answers.iter().filter(|(fact, it)| is_date(fact) && **it != "unknown")
        {
            let span = span(answer);
            for day in [span.first, span.last] {
                let years = if STARTS.contains(fact) { 0..=YEARS } else { 0..=0 };
                years.for_each(|years| beside(day.after_years(years)));
            }
        }
        for route in &told {
            route.earliest.iter().for_each(|day| beside(Date::read(&day.to_string())));
        }
        let mut dice = Dice(seed);
        days.extend((0..10).map(|_| {
            let year = person.today.year + u32::try_from(dice.below(12)).unwrap();
            Date::new(year, u32::try_from(dice.below(12)).unwrap() + 1, 1)
        }));
        let last = person.today.after_years(YEARS);
        days.retain(|day| *day > person.today && *day <= last);
        days.sort();
        days.dedup();
        compare(&told, &first_met(&person, days.iter().copied()), &person)?;
        tally.add("people", 1);
        tally.add("days", days.len());
        tally.add("earliest days", told.iter().filter(|route| route.earliest.is_some()).count());
        Ok(())
    });
    tally.print("earliest, on the days that turn something");
}

#[test]
fn the_day_told_as_earliest_is_met_however_far() {
    let tally = Tally::default();
    hold(5000, people(&COMPLETE), |(person, _)| {
        for (place, route) in person.verdicts().iter().enumerate() {
            let Some(day) = route.earliest.map(|day| Date::read(&day.to_string())) else {
                continue;
            };
            if day.year > 2100 {
                continue;
            }
            let before = (day.previous() > person.today).then_some(day.previous());
            let met = first_met(&person, before.into_iter().chain([day]));
            prop_assert_eq!(met[place], Some(day), "{}", route.id);
            tally.add("earliest days", 1);
        }
        Ok(())
    });
    tally.print("the day told as earliest is met, and the day before is not");
}

/// What all agree on, `otherwise` if they do not.
fn common<T: PartialEq + Copy>(mut of: impl Iterator<Item = T>, otherwise: T) -> T {
    let first = of.next().unwrap();
    if of.all(|other| other == first) { first } else { otherwise }
}

#[test]
fn a_month_agrees_with_its_days_and_is_refined_where_they_do_not_agree() {
    let tally = Tally::default();
    hold(500, people(&KNOWN), |(person, seed)| {
        let mut person = person;
        if seed % 2 == 0 {
            // months turn on their first day, or the last
            let Date { year, month, .. } = person.today;
            let last = Date::new(year, month, days_in_month(year, month));
            person.today = if seed % 4 == 0 { last } else { last.next() };
        }
        // the other dates are days here, so that only the one month is open
        let dates: Vec<&str> = person.answers.keys().copied().filter(|it| is_date(it)).collect();
        for fact in &dates {
            let days = days_of(fact, &person);
            let day = Dice(seed).pick(&days);
            person = person.with(fact, day);
        }
        let applying =
            dates.into_iter().filter(|fact| applies(fact, &person.answers) == Some(true));
        let months = applying.flat_map(|fact| {
            let mut months = vec![person.answers[fact].clone()];
            months.extend(values(fact, person.today));
            months.iter_mut().for_each(|day| *day = json!(day.as_str().unwrap()[..7]));
            months.dedup();
            months.into_iter().enumerate().map(move |(place, month)| (fact, place == 0, month))
        });
        for (fact, told, month) in months {
            let month = person.with(fact, month);
            let mut days = days_of(fact, &month);
            if !told {
                // of the other months only the days beside an end or an anniversary
                let (first, last) = (days.first().cloned(), days.last().cloned());
                days.retain(|day| {
                    let of_month = span(day).first.day;
                    let near_today = of_month.abs_diff(person.today.day) <= 1;
                    of_month == 2 || near_today || [&first, &last].contains(&&Some(day.clone()))
                });
            }
            if days.is_empty() {
                continue;
            }
            let days: Vec<Assessment> =
                days.into_iter().map(|day| person.with(fact, day).assess()).collect();
            let met = month.assess();
            let by_days: Vec<_> = days.iter().map(truths).collect();
            for (place, (_, name, truth)) in truths(&met).into_iter().enumerate() {
                let expected = common(by_days.iter().map(|day| day[place].2), Truth::Unknown);
                prop_assert_eq!(truth, expected, "{} by {} in {:?}", name, fact, month);
                tally.add("truths", 1);
            }
            let mut settles = false;
            for (place, route) in met.routes.iter().enumerate() {
                let by_days = || days.iter().map(|day| day.routes[place].verdict);
                let expected = common(by_days(), Verdict::Undetermined);
                // a criterion that is met or relaxed as the day has it leaves all days to an
                // authority, and wants the day all the same
                let wants_the_day = route
                    .findings
                    .iter()
                    .any(|finding| finding.because.contains(&Reason::DayNeeded { fact }));
                let to_an_authority = expected == Verdict::NeedsDiscretion && wants_the_day;
                let expected = if to_an_authority { Verdict::Undetermined } else { expected };
                prop_assert_eq!(route.verdict, expected, "{} by {} in {:?}", route.id, fact, month);
                let of_interest = month.is_interested_in(route.id);
                settles |= of_interest && by_days().any(|by_day| by_day != route.verdict);
                tally.add("verdicts", 1);
            }
            prop_assert_eq!(
                met.refine.contains(&fact),
                settles,
                "{} is refined or else settles a verdict in {:?}",
                fact,
                month
            );
            tally.add("months", 1);
            tally.add("days", days.len());
            tally.add("months to be refined", usize::from(settles));
        }
        Ok(())
    });
    tally.print("a month agrees with its days");
}

#[test]
fn a_month_among_open_facts_is_definite_only_if_its_days_are() {
    let tally = Tally::default();
    hold(600, people(&PARTIAL), |(person, _)| {
        for fact in person.answers.keys().filter(|fact| is_date(fact)) {
            let Some(answer) = known(&person.answers, fact) else { continue };
            let month = person.with(fact, json!(answer.as_str().unwrap()[..7]));
            let met = month.assess();
            let days = days_of(fact, &month);
            for day in [&days[0], &days[days.len() / 2], &days[days.len() - 1]] {
                let on_the_day = month.with(fact, day.clone()).assess();
                for (route, by_day) in met.routes.iter().zip(&on_the_day.routes) {
                    prop_assert!(
                        [Verdict::Undetermined, by_day.verdict].contains(&route.verdict),
                        "{} is {:?}, and {:?} on {} of {} in {:?}",
                        route.id,
                        route.verdict,
                        by_day.verdict,
                        day,
                        fact,
                        month
                    );
                }
                let by_day = truths(&on_the_day);
                for ((_, name, truth), (_, _, by_day)) in truths(&met).into_iter().zip(by_day) {
                    prop_assert!(
                        [Truth::Unknown, by_day].contains(&truth),
                        "{name} by {fact} on {day}"
                    );
                }
            }
            tally.add("months", 1);
        }
        Ok(())
    });
    tally.print("months among open facts");
}
