//! Single edits of the 2021 notice: each is caught by the lint or by a case, or stands in a list of
//! those that change nothing, with the reason.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects)]

#[path = "mutants/edits.rs"]
mod edits;
mod support;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use edits::{Edit, edits};
use support::{notice_path, read_folder};
use title_precheck::author::Folder;

/// What catches an edit; nothing if it survives.
fn caught(base: &Folder, edit: &Edit) -> Option<String> {
    let folder = Folder { notice: edit.applied(&base.notice), ..base.clone() };
    let compiled = folder.compile();
    if let Some(fault) = compiled.diagnostics.found.first() {
        return Some(fault.code.to_owned());
    }
    let notice = folder.notice().unwrap();
    let tested = folder.test(&notice);
    if tested.failed() > 0 {
        return Some("a case".to_owned());
    }
    folder.lint().found.first().map(|fault| fault.code.to_owned())
}

fn run(base: &Folder, edits: &[Edit]) -> Vec<Option<String>> {
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
fn every_single_edit_of_2021_is_caught_or_explained() {
    let base = read_folder(&notice_path("kizilsu-2021"));
    let edits = edits(&base.notice);
    let results = run(&base, &edits);
    let mut slips: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut by: BTreeMap<&str, usize> = BTreeMap::new();
    for (edit, caught) in edits.iter().zip(&results) {
        let slip = slips.entry(edit.slip).or_default();
        slip.0 += 1;
        slip.1 += usize::from(caught.is_some());
        match caught {
            Some(code) => *by.entry(code).or_default() += 1,
            None => println!("SURVIVES [{}] {}", edit.slip, edit.name),
        }
    }
    println!("{slips:#?}\n{by:#?}");
    println!("{} of {}", results.iter().flatten().count(), edits.len());
}
