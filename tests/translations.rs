//! The translations beside a notice: lint tells what they lack, and what they translate that the notice does not say.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;

use support::{notice_path, read_folder};
use title_precheck::author::{Folder, Language, Severity};

const LANGUAGES: [&str; 3] = ["ug", "ky", "en"];

/// The notice of 2021 with the translations that it has.
fn translated() -> Folder {
    let path = notice_path("kizilsu-2021");
    let text = |id: &str| fs::read_to_string(path.join(format!("translations/{id}.json"))).unwrap();
    let translations = LANGUAGES.map(|id| (id.to_owned(), text(id))).into();
    Folder { translations, ..read_folder(&path) }
}

/// What is said of the English translations after an edit: code, line and column, message.
fn faults(from: &str, to: &str) -> Vec<(&'static str, Severity, (usize, usize), String)> {
    let mut folder = translated();
    let text = folder.translations.get_mut("en").unwrap();
    assert!(from.is_empty() || text.contains(from), "{from}");
    *text = text.replacen(from, to, 1);
    let lint = folder.lint();
    let of_english = |file: usize| lint.files[file].path == "translations/en.json";
    let found = lint.found.iter().filter(|fault| of_english(fault.file));
    found
        .map(|fault| {
            let place = lint.files[fault.file].line_column(fault.span.start);
            let message = fault.message.in_language(Language::English);
            (fault.code, fault.severity, place, message.to_owned())
        })
        .collect()
}

#[test]
fn the_notice_of_2021_is_translated_whole() {
    assert_eq!(faults("{", "{"), []);
}

#[test]
fn what_has_no_translation_is_counted_and_what_is_no_longer_said_is_pointed_at() {
    let found = faults("\"zh\": \"幼儿园教师\"", "\"zh\": \"幼儿园的教师\"");
    let [("translation-behind", Severity::Warning, place, about)] = &found[..] else {
        panic!("{found:?}")
    };
    assert!(place.0 > 100 && place.1 == 9, "{place:?}");
    assert!(
        about.ends_with("without one 1 (`幼儿园教师` …); no longer said 1 (`幼儿园的教师` …)"),
        "{about}"
    );
}

#[test]
fn a_translation_that_is_empty_or_stands_twice_is_pointed_at() {
    let codes =
        |from, to| faults(from, to).iter().map(|fault| (fault.0, fault.1)).collect::<Vec<_>>();
    assert_eq!(
        codes("\"text\": \"Kindergarten\"", "\"text\": \" \""),
        [("translation-empty", Severity::Error)]
    );
    let entry = "{ \"zh\": \"幼儿园\", \"text\": \"Kindergarten\", \"review\": \"reviewed\" },\n {";
    assert_eq!(codes("{", entry), [("translation-doubled", Severity::Warning)]);
}

#[test]
fn a_file_that_is_no_list_of_translations_is_refused_where_it_goes_wrong() {
    for (from, to) in [
        ("\"review\": \"unreviewed\"", "\"review\": \"checked\""),
        ("\"text\"", "\"en\""),
        ("},", "}"),
    ] {
        let found = faults(from, to);
        let [("translation-malformed", Severity::Error, (line, _), _)] = &found[..] else {
            panic!("{found:?}")
        };
        assert!((2..=7).contains(line), "{found:?}");
    }
}

#[test]
fn compiling_puts_the_translations_beside_the_pack_under_its_name() {
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("beside");
    let _ = fs::remove_dir_all(&out);
    fs::create_dir_all(&out).unwrap();
    let path = notice_path("kizilsu-2021");
    let mut command = Command::new(env!("CARGO_BIN_EXE_precheck"));
    let done = command
        .arg("compile")
        .arg(&path)
        .arg("-o")
        .arg(out.join("kizilsu-2021-1.0.tpc"))
        .status()
        .unwrap();
    assert!(done.success());
    for id in LANGUAGES {
        let beside = fs::read(out.join(format!("kizilsu-2021-1.0.{id}.json"))).unwrap();
        assert_eq!(beside, fs::read(path.join(format!("translations/{id}.json"))).unwrap(), "{id}");
    }
}
