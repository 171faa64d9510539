//! Notices as authors write them: any text, and a good one with lines changed.

use std::sync::LazyLock;

use title_precheck::Notice;
use title_precheck::author::{Folder, Severity};

use super::packs::assess_one;
use super::people::nobody;

/// The notices that are begun with: together they use every section and every kind of test.
pub const FOLDERS: [&str; 3] = ["small", "qinglan-2022", "beiling-2022"];

macro_rules! texts {
    ($folder:literal, $($source:literal),*) => {
        Folder {
            notice: include_str!(concat!("../../", $folder, "/notice.toml")).into(),
            sources: [
                $(($source.to_owned(), include_str!(concat!("../../", $folder, "/sources/", $source, ".txt")).to_owned())),*
            ]
            .into(),
            ..Folder::default()
        }
    };
}

pub fn folder(of: &str) -> Folder {
    match of {
        "qinglan-2022" => texts!("examples/qinglan-2022", "main", "health-dates"),
        "beiling-2022" => texts!("examples/beiling-2022", "main"),
        _ => texts!("bad/small", "main", "late"),
    }
}

static SMALL: LazyLock<Folder> = LazyLock::new(|| folder("small"));

/// A notice ends in faults that have their place in a file, or in a pack that is read and assesses.
fn lint(notice: String) {
    let folder = Folder { notice, ..SMALL.clone() };
    let compiled = folder.compile();
    let said = folder.lint();
    for found in &said.found {
        let file = &said.files[found.file];
        assert!(file.text.get(found.span.clone()).is_some(), "{}: {:?}", found.code, found.span);
    }
    // every fault is told, in both languages, with the line shown
    let _ = said.to_string();
    let fails = compiled.diagnostics.found.iter().any(|found| found.severity == Severity::Error);
    assert_eq!(compiled.pack.is_none(), fails);
    if let Some(pack) = compiled.pack {
        let notice = Notice::read(&pack).expect("a pack that was just written");
        assess_one(&notice, &nobody(&notice));
    }
}

/// Any bytes as `notice.toml`, beside the small notice's sources.
pub fn notice(bytes: &[u8]) {
    if let Ok(notice) = str::from_utf8(bytes) {
        lint(notice.to_owned());
    }
}

/// What is put in a value's place.
const SCRAPS: [&str; 24] = [
    "",
    "0",
    "255",
    "256",
    "-1",
    "1e999",
    "true",
    "\"\"",
    "\"unknown\"",
    "\"today\"",
    "\"2022-02-30\"",
    "\"2100-12-31\"",
    "\"day-of-check\"",
    "\"main/四.1\"",
    "\"main/标题\"",
    "\"late\"",
    "\"yes\"",
    "\"choice\"",
    "\"by-choice\"",
    "[]",
    "[\"is-bachelor\"]",
    "[\"is-bachelor\", \"is-bachelor\"]",
    "{ yes = \"is-bachelor\" }",
    "[[]]",
];

/// The small notice with lines changed: four bytes for each change: what is done, at which line
/// (two), with what.
pub fn edited(bytes: &[u8]) {
    let mut lines: Vec<String> = SMALL.notice.lines().map(str::to_owned).collect();
    for change in bytes.chunks_exact(4).take(16) {
        let &[what, low, high, with] = change else { return };
        if lines.is_empty() {
            break;
        }
        let at = usize::from(u16::from_le_bytes([low, high])) % lines.len();
        let other = (at + usize::from(with)) % lines.len();
        let key = |line: &str| line.split_once(" = ").map(|(key, _)| key.to_owned());
        let value = |line: &str| line.split_once(" = ").map(|(_, value)| value.to_owned());
        match what % 7 {
            0 => drop(lines.remove(at)),
            1 => lines.insert(at, lines[other].clone()),
            2 => lines.swap(at, other),
            // another line's value, another line's key
            3 => {
                if let (Some(key), Some(value)) = (key(&lines[at]), value(&lines[other])) {
                    lines[at] = format!("{key} = {value}");
                }
            }
            4 => {
                if let (Some(key), Some(value)) = (key(&lines[other]), value(&lines[at])) {
                    lines[at] = format!("{key} = {value}");
                }
            }
            5 => {
                if let Some(key) = key(&lines[at]) {
                    lines[at] = format!("{key} = {}", SCRAPS[usize::from(with) % SCRAPS.len()]);
                }
            }
            // a letter of it lost
            _ => {
                let letters = lines[at].chars().enumerate();
                let lost = usize::from(with) % (lines[at].chars().count() + 1);
                lines[at] =
                    letters.filter(|(place, _)| *place != lost).map(|(_, one)| one).collect();
            }
        }
    }
    lint(lines.join("\n") + "\n");
}
