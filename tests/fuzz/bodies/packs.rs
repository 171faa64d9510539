//! Packs: any bytes, and the rules of a good one that were changed and sealed again.

#[path = "../../support/sealed.rs"]
mod sealed;

use std::sync::LazyLock;

use sealed::{assess_some, parts, text};
use title_precheck::{Notice, Value};

use super::notices::{FOLDERS, folder};

pub use sealed::assess_one;

/// A good pack's rules, and somebody who answers all that its notice asks.
struct Good {
    rules: Vec<u8>,
    told: Vec<(String, Value)>,
}

static GOOD: LazyLock<Vec<Good>> = LazyLock::new(|| FOLDERS.iter().map(|of| good(of)).collect());

fn good(of: &str) -> Good {
    let pack = folder(of).compile().pack.expect("a notice that compiles");
    let notice = Notice::read(&pack).expect("a pack that is read");
    let texts: serde_json::Value = serde_json::from_str(notice.texts()).expect("texts are JSON");
    let facts = texts["facts"].as_array().expect("facts");
    let answer = |fact: &serde_json::Value| match fact["kind"].as_str().expect("a kind") {
        "yes-no" => Value::Bool(true),
        "number" => Value::Number(3.0),
        "date" => text("2018-06"),
        _ => text(fact["choices"][0]["id"].as_str().expect("a choice")),
    };
    let told =
        facts.iter().map(|fact| (fact["id"].as_str().expect("an id").to_owned(), answer(fact)));
    Good { rules: parts(&pack).0.to_vec(), told: told.collect() }
}

/// Whatever is read is assessed: nobody, and somebody as far as the notice takes their answers.
fn assess_all(notice: &Notice, told: &[(String, Value)]) {
    let told: Vec<(&str, Value)> =
        told.iter().map(|(fact, answer)| (fact.as_str(), answer.clone())).collect();
    assess_some(notice, &told, true);
}

/// Any bytes as a pack, and as the rules of one.
pub fn pack(bytes: &[u8]) {
    for pack in [bytes.to_vec(), sealed::sealed(bytes, b"{}")] {
        match Notice::read(&pack) {
            Ok(notice) => assess_all(&notice, &[]),
            Err(error) => assert!(!error.code().is_empty()),
        }
    }
}

/// A good pack's rules changed here and there: the pack, then four bytes for each change: what is
/// done, where (two), with what.
pub fn changed(bytes: &[u8]) {
    let [which, changes @ ..] = bytes else { return };
    let good = &GOOD[usize::from(*which) % GOOD.len()];
    let mut rules = good.rules.clone();
    for change in changes.chunks_exact(4).take(64) {
        let &[what, low, high, with] = change else { return };
        let at = usize::from(u16::from_le_bytes([low, high])) % (rules.len() + 1);
        match (what % 6, rules.get_mut(at)) {
            (0, Some(byte)) => *byte = with,
            (1, Some(byte)) => *byte ^= with,
            (2, Some(_)) => drop(rules.remove(at)),
            (3, Some(_)) => {
                // the largest number that seven-bit groups can write, as a length or a place
                rules.splice(at..=at, [[0xff; 9].as_slice(), &[0x01]].concat());
            }
            (4, Some(_)) => {
                // a stretch once more
                let end = rules.len().min(at + usize::from(with));
                let stretch = rules[at..end].to_vec();
                rules.splice(at..at, stretch);
            }
            _ => rules.insert(at, with),
        }
    }
    match Notice::read(&sealed::sealed(&rules, b"{}")) {
        Ok(notice) => assess_all(&notice, &good.told),
        Err(error) => assert_eq!(error.code(), "pack-inconsistent"),
    }
}
