//! Single edits of the 2021 notice: each is caught by the lint or by a case, or stands in a list of
//! those that change nothing, with the reason.
//!
//! A sample of them is tried, the same each time; `MUTANTS=all` tries every one.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects)]

#[path = "mutants/edits.rs"]
mod edits;
mod support;
#[path = "mutants/survivors.rs"]
mod survivors;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use edits::{Edit, edits};
use support::{notice_path, read_folder, report};
use survivors::SURVIVORS;
use title_precheck::author::Folder;

/// One edit in so many is tried, unless all are asked for.
const ONE_IN: usize = 8;

/// What catches an edit; nothing if it survives.
fn caught(base: &Folder, edit: &Edit) -> Option<String> {
    let folder = Folder { notice: edit.applied(&base.notice), ..base.clone() };
    // the unedited folder has no fault at all, so any is news; the cheapest look first
    if let Some(fault) = folder.compile().diagnostics.found.first() {
        return Some(fault.code.to_owned());
    }
    let tested = folder.test(&folder.notice().unwrap());
    if tested.failed() > 0 {
        return Some("a case".to_owned());
    }
    folder.lint().found.first().map(|fault| fault.code.to_owned())
}

fn run(base: &Folder, edits: &[&Edit]) -> Vec<Option<String>> {
    let next = AtomicUsize::new(0);
    let workers = thread::available_parallelism().map_or(2, usize::from);
    let mut results: Vec<(usize, Option<String>)> = thread::scope(|scope| {
        let work = || {
            let mut done = Vec::new();
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(edit) = edits.get(at) else { return done };
                done.push((at, caught(base, edit)));
            }
        };
        let threads: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    results.sort();
    results.into_iter().map(|(_, caught)| caught).collect()
}

#[test]
fn a_single_edit_of_2021_is_caught_or_changes_nothing() {
    let base = read_folder(&notice_path("kizilsu-2021"));
    assert!(base.lint().found.is_empty(), "{}", base.lint());
    let every = edits(&base.notice);
    let names: BTreeSet<&str> = every.iter().map(|edit| edit.name.as_str()).collect();
    assert_eq!(names.len(), every.len(), "two edits have one name");
    let reasons: BTreeMap<&str, &str> = SURVIVORS.into_iter().collect();
    let gone: Vec<&&str> = reasons.keys().filter(|name| !names.contains(*name)).collect();
    assert!(gone.is_empty(), "no such edits any more: {gone:#?}");

    let all = std::env::var_os("MUTANTS").is_some_and(|which| which == "all");
    let tried = every
        .iter()
        .enumerate()
        .filter(|(at, edit)| all || at % ONE_IN == 0 || reasons.contains_key(edit.name.as_str()));
    let tried: Vec<&Edit> = tried.map(|(_, edit)| edit).collect();
    let results = run(&base, &tried);
    let mut slips: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut by: BTreeMap<&str, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (edit, caught) in tried.iter().zip(&results) {
        let slip = slips.entry(edit.slip).or_default();
        slip.0 += 1;
        slip.1 += usize::from(caught.is_some());
        let name = &edit.name;
        match (caught, reasons.get(name.as_str())) {
            (Some(code), None) => *by.entry(code).or_default() += 1,
            (None, Some(_)) => {}
            (None, None) => wrong.push(format!("not caught: [{}] {name}", edit.slip)),
            (Some(code), Some(_)) => wrong.push(format!("caught by {code}, but listed: {name}")),
        }
    }
    println!("tried and caught, by slip: {slips:?}\nby what caught them: {by:?}");
    let (count, of, listed) = (tried.len(), every.len(), reasons.len());
    let caught = results.iter().flatten().count();
    report(
        "5-mutants",
        &format!(
            "{count} of {of} single edits of the 2021 notice tried: {caught} caught by the lint or by a case, \
             {listed} that change nothing listed with the reason"
        ),
    );
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(listed * 100 <= of, "more than one in a hundred is listed");
}
