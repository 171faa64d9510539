//! The fuzz targets, each with its small files: what once went wrong, and what leads far into the code.
//!
//! `make fuzz` looks for more of them, and wants a compiler that this does not.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects)]

#[path = "fuzz/bodies/mod.rs"]
mod bodies;
mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use bodies::TARGETS;
use support::report;

/// Nobody should wonder what is in a file, and they are read whenever anything is tested.
const MOST_BYTES: u64 = 2_048;
const MOST_FILES: usize = 20;

fn fuzz() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz")
}

/// The names in a folder, without what follows their first point.
fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{folder:?}: {error}"));
    let name = |path: PathBuf| path.file_stem().unwrap().to_str().unwrap().to_owned();
    entries.map(|entry| name(entry.unwrap().path())).collect()
}

#[test]
fn every_target_is_a_program_and_has_files() {
    let targets: BTreeSet<String> = TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(names(&fuzz().join("fuzz_targets")), targets);
    assert_eq!(names(&fuzz().join("corpus")), targets);
    let manifest = fs::read_to_string(fuzz().join("Cargo.toml")).unwrap();
    let manifest: toml::Table = toml::from_str(&manifest).unwrap();
    let programs = manifest["bin"].as_array().unwrap().iter();
    let programs = programs.map(|program| program["name"].as_str().unwrap().to_owned());
    assert_eq!(programs.collect::<BTreeSet<_>>(), targets);
}

#[test]
fn every_target_comes_through_with_each_of_its_files() {
    let mut count = 0;
    for (target, body) in TARGETS {
        let folder = fuzz().join("corpus").join(target);
        let mut files: Vec<PathBuf> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        assert!(files.len() <= MOST_FILES, "{target}: {} files", files.len());
        for file in files {
            let size = fs::metadata(&file).unwrap().len();
            assert!(size <= MOST_BYTES, "{file:?}: {size} bytes");
            println!("{target}: {}", file.file_name().unwrap().display());
            body(&fs::read(&file).unwrap());
            count += 1;
        }
    }
    report("7-replay", &format!("{count} small files put through {} fuzz targets", TARGETS.len()));
}
