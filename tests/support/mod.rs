//! What several test files need: the notices of this repository.

#![allow(dead_code)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use title_precheck::author::Folder;
use title_precheck::{Input, InputError, Notice, Value};

/// Notes a count for the end of `make test`, which prints them all.
pub fn report(name: &str, what: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/counts");
    fs::create_dir_all(&folder).expect("a folder for the counts");
    fs::write(folder.join(name), format!("{what}\n")).expect("a count");
    println!("{what}");
}

pub fn notice_path(id: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/notices").join(id)
}

pub fn read_folder(path: &Path) -> Folder {
    let read = |path: &Path| fs::read_to_string(path).expect("a readable file");
    let sources: BTreeMap<String, String> = fs::read_dir(path.join("sources"))
        .map(|entries| {
            entries
                .map(|entry| entry.expect("a folder entry").path())
                .map(|file| (file.file_stem().unwrap().to_str().unwrap().to_owned(), read(&file)))
                .collect()
        })
        .unwrap_or_default();
    let cases = path.join("cases.toml");
    Folder {
        notice: read(&path.join("notice.toml")),
        cases: cases.exists().then(|| read(&cases)),
        sources,
        // a rule's fault is to be found without them
        ..Folder::default()
    }
}

pub fn kizilsu() -> Notice {
    read_folder(&notice_path("kizilsu-2021")).notice().unwrap_or_else(|faults| panic!("{faults}"))
}

pub fn input(notice: &Notice, json: &serde_json::Value) -> Result<Input, InputError> {
    Input::read(notice, &Value::deserialize(json).expect("plain JSON"))
}

pub fn assess(notice: &Notice, json: &serde_json::Value) -> serde_json::Value {
    let input = input(notice, json).unwrap_or_else(|error| panic!("{error}: {json}"));
    serde_json::to_value(title_precheck::assess(notice, &input)).expect("an assessment is JSON")
}
