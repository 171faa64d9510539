//! How the inspection does on labelled corpora: `PRECHECK_CORPUS=DIR[,DIR…] cargo test --test corpus -- --nocapture`.
//!
//! A folder holds files and the `labels.json` that names what is wrong with each.
#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::time::Instant;

use serde_json::Value;
use title_precheck::scan::{self, Scan, Severity, decode};

#[derive(Default)]
struct Count {
    found: u32,
    missed: Vec<String>,
    wrong: Vec<String>,
}

#[derive(Default)]
struct Figures {
    unusable: (u32, u32),
    usable: (u32, u32),
    formats: (u32, u32),
    codes: BTreeMap<String, Count>,
    pairs: BTreeMap<(String, &'static str), u32>,
    notes: Vec<String>,
}

fn inspect(folder: &Path, label: &Value) -> (String, Scan) {
    let name = label["file"].as_str().unwrap().to_owned();
    let bytes = fs::read(folder.join(&name)).unwrap();
    let scan = decode::inspect(&bytes, &name);
    (name, scan)
}

/// Every measure of every page, for those who look for thresholds.
fn measures(folder: &Path, labels: &Value) {
    let mut out = String::new();
    for label in labels["files"].as_array().unwrap() {
        let name = label["file"].as_str().unwrap();
        let bytes = fs::read(folder.join(name)).unwrap();
        let (inspection, pdf) = decode::open(&bytes, name);
        let picture = match pdf {
            _ if inspection.images() == 0 => None,
            Some(pdf) => pdf.images.first().and_then(|image| decode::embedded(image, &bytes)),
            None => decode::picture(&bytes, inspection.container.orientation),
        };
        let list = picture.iter().flat_map(scan::measures);
        let mut line: serde_json::Map<String, Value> =
            list.map(|(name, value)| (name.to_owned(), value.into())).collect();
        line.insert("file".into(), name.into());
        out += &Value::Object(line).to_string();
        out.push('\n');
    }
    fs::write(folder.with_extension("measures.jsonl"), out).unwrap();
}

fn one(folder: &Path, labels: &Value, figures: &mut Figures) {
    let mut scans = BTreeMap::new();
    for label in labels["files"].as_array().unwrap() {
        let (name, scan) = inspect(folder, label);
        let place = format!("{}/{name}", folder.file_name().unwrap().display());
        let labelled: BTreeMap<&str, &str> = label["defects"]
            .as_array()
            .unwrap()
            .iter()
            .map(|defect| (defect["type"].as_str().unwrap(), defect["severity"].as_str().unwrap()))
            .collect();
        let usable = label["usable"].as_bool().unwrap();
        let found: BTreeSet<&str> =
            scan.defects.iter().map(|defect| defect.code.as_str()).collect();
        let said: Vec<String> = scan
            .defects
            .iter()
            .map(|d| format!("{}:{}", d.code.as_str(), d.severity.as_str()))
            .collect();
        let kind = if usable { &mut figures.usable } else { &mut figures.unusable };
        kind.1 += 1;
        kind.0 += u32::from(!scan.usable());
        let right = usable == scan.usable();
        if label["group"] == "format" {
            figures.formats.1 += 1;
            figures.formats.0 += u32::from(right);
        }
        if !right {
            let what = if usable { "stopped though usable" } else { "let through though unusable" };
            figures.notes.push(format!("{what}: {place} {labelled:?} said {said:?}"));
        }
        for (code, _) in labelled.iter().filter(|(_, severity)| **severity != "mild") {
            let count = figures.codes.entry((*code).to_owned()).or_default();
            match found.contains(code) {
                true => count.found += 1,
                false => count.missed.push(format!("{place} said {said:?}")),
            }
        }
        for defect in scan.defects.iter().filter(|defect| defect.severity != Severity::Hint) {
            if !labelled.contains_key(defect.code.as_str()) {
                let count = figures.codes.entry(defect.code.as_str().to_owned()).or_default();
                count.wrong.push(format!("{place} is {labelled:?}"));
            }
        }
        // a hint is said too
        if found.contains("rotated_180") && !labelled.contains_key("rotated_180") {
            figures.codes.entry("rotated_180".into()).or_default().wrong.push(place);
        }
        scans.insert(name, scan);
    }
    for pair in labels["pairs"].as_array().unwrap() {
        let of = |key: &str| &scans[pair[key].as_str().unwrap()];
        let relation = of("a").relation(of("b")).map_or("none", scan::Relation::as_str);
        let label = pair["relation"].as_str().unwrap().to_owned();
        let right = matches!(
            (label.as_str(), relation),
            ("identical", "identical") | ("near", "near") | ("same_template" | "different", "none")
        );
        if !right {
            figures.notes.push(format!(
                "pair: {} {pair} called {relation}, alike {}",
                folder.display(),
                of("a").likeness(of("b"))
            ));
        }
        if std::env::var_os("PRECHECK_VERBOSE").is_some() && label != "different" {
            println!("likeness {label} {}", of("a").likeness(of("b")));
        }
        *figures.pairs.entry((label, relation)).or_default() += 1;
    }
}

#[test]
fn labelled_scans_are_judged_as_a_reviewer_would() {
    let Ok(folders) = std::env::var("PRECHECK_CORPUS") else {
        println!("skipped: PRECHECK_CORPUS names no folder with labels.json");
        return;
    };
    let mut figures = Figures::default();
    let start = Instant::now();
    for folder in folders.split(',').map(Path::new) {
        let labels = fs::read_to_string(folder.join("labels.json")).unwrap();
        let labels: Value = serde_json::from_str(&labels).unwrap();
        if std::env::var_os("PRECHECK_MEASURES").is_some() {
            measures(folder, &labels);
        }
        one(folder, &labels, &mut figures);
    }
    for note in &figures.notes {
        println!("{note}");
    }
    println!("\n| defect | found | of | said of others |\n| --- | --- | --- | --- |");
    for (code, count) in &figures.codes {
        let all = count.found + count.missed.len() as u32;
        println!("| {code} | {} | {all} | {} |", count.found, count.wrong.len());
    }
    if std::env::var_os("PRECHECK_VERBOSE").is_some() {
        for (code, count) in &figures.codes {
            count.missed.iter().for_each(|what| println!("missed {code}: {what}"));
            count.wrong.iter().for_each(|what| println!("wrong {code}: {what}"));
        }
    }
    println!("pairs: {:?}", figures.pairs);
    let (stopped, unusable) = figures.unusable;
    let (refused, usable) = figures.usable;
    println!("unusable stopped {stopped}/{unusable}, usable stopped {refused}/{usable}");
    println!("format cases right {}/{}", figures.formats.0, figures.formats.1);
    println!("{} s", start.elapsed().as_secs());
    assert!(f64::from(stopped) >= 0.99 * f64::from(unusable), "unusable files pass");
    assert!(f64::from(refused) <= 0.01 * f64::from(usable), "usable files are stopped");
    assert_eq!(figures.formats.0, figures.formats.1, "a format case is wrong");
}
