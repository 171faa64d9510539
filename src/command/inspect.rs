//! `precheck inspect`: scans, each by itself and beside the others.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use title_precheck::scan::{self, Relation, Scan, decode};

use super::shell::{Failure, about};

/// Writes a line for each file, in order; fails if one of them is unusable.
pub fn inspect(paths: &[PathBuf]) -> Result<(), Failure> {
    let mut scans: Vec<(String, Scan)> = Vec::new();
    for path in expand(paths)? {
        let bytes = fs::read(&path).map_err(|error| about(&path, &error))?;
        let name = path.display().to_string();
        let scan = decode::inspect(&bytes, &name);
        scans.push((name, scan));
    }
    let mut same: BTreeMap<usize, Vec<(&str, Relation)>> = BTreeMap::new();
    // each with those before it, and told of both
    for (place, (name, scan)) in scans.iter().enumerate() {
        for (before, (other, its)) in scans.iter().enumerate().take(place) {
            if let Some(relation) = scan.relation(its) {
                same.entry(place).or_default().push((other, relation));
                same.entry(before).or_default().push((name, relation));
            }
        }
    }
    let mut out = BufWriter::new(io::stdout().lock());
    for (place, (name, scan)) in scans.iter().enumerate() {
        let same = same.get(&place).map_or(&[][..], Vec::as_slice);
        writeln!(out, "{}", scan::json(scan, name, same))?;
    }
    out.flush()?;
    if scans.iter().all(|(_, scan)| scan.usable()) { Ok(()) } else { Err(Failure::Shown) }
}

/// The files named, and in place of a folder those in it, by name; hidden ones are left out.
fn expand(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let mut inside = Vec::new();
        for entry in fs::read_dir(path).map_err(|error| about(path, &error))? {
            let entry = entry?;
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            if !hidden && entry.path().is_file() {
                inside.push(entry.path());
            }
        }
        inside.sort();
        files.extend(inside);
    }
    Ok(files)
}
