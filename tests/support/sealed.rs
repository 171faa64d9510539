//! Packs taken apart and sealed again, and whoever can still be assessed by them.

use sha2::{Digest, Sha256};
use title_precheck::{Input, Notice, Value, assess, steps, verdicts};

const HEAD: usize = 8;
pub const SEAL: usize = 32;

/// A pack with these rules and texts and the right seal, as `src/pack.rs` draws it.
pub fn sealed(rules: &[u8], texts: &[u8]) -> Vec<u8> {
    sealed_as(u32::try_from(rules.len()).unwrap(), rules, texts)
}

pub fn sealed_as(length: u32, rules: &[u8], texts: &[u8]) -> Vec<u8> {
    let mut bytes = b"TPC\x02".to_vec();
    bytes.extend_from_slice(&length.to_le_bytes());
    bytes.extend_from_slice(rules);
    bytes.extend_from_slice(texts);
    bytes.extend_from_slice(&Sha256::digest(&bytes));
    bytes
}

/// The rules and the texts of a pack.
pub fn parts(pack: &[u8]) -> (&[u8], &[u8]) {
    let length = u32::from_le_bytes(pack[4..HEAD].try_into().unwrap()) as usize;
    pack[HEAD..pack.len() - SEAL].split_at(length)
}

pub fn text(text: &str) -> Value {
    Value::Text(text.into())
}

/// Reads what of these answers the notice takes, whatever has become of it.
pub fn input(notice: &Notice, answers: &[(&str, Value)]) -> Option<Input> {
    let mut answers: Vec<(String, Value)> =
        answers.iter().map(|(fact, answer)| ((*fact).to_owned(), answer.clone())).collect();
    loop {
        let value = Value::Object(vec![
            ("today".into(), text("2022-06-01")),
            ("answers".into(), Value::Object(answers.clone())),
            ("scans".into(), Value::List(Vec::new())),
        ]);
        match Input::read(notice, &value) {
            Ok(input) => return Some(input),
            Err(error) => {
                let refused = error.path().strip_prefix("answers.")?;
                let before = answers.len();
                answers.retain(|(fact, _)| fact != refused);
                if answers.len() == before {
                    return None;
                }
            }
        }
    }
}

/// Assesses somebody, and if wanted nobody and somebody who knows nothing; what comes out is one thing.
pub fn assess_some(notice: &Notice, told: &[(&str, Value)], everybody: bool) {
    let unknown: Vec<(&str, Value)> =
        told.iter().map(|(fact, _)| (*fact, text("unknown"))).collect();
    let people: &[&[(&str, Value)]] = if everybody { &[told, &[], &unknown] } else { &[told] };
    for answers in people {
        let input = input(notice, answers).expect("an input without what the notice refuses");
        assess_one(notice, &input);
    }
}

/// The short way and the long way say the same, and what is said stays small.
pub fn assess_one(notice: &Notice, input: &Input) {
    let assessment = assess(notice, input);
    let short: Vec<_> =
        assessment.routes.iter().map(|route| (route.id, route.verdict, route.earliest)).collect();
    let verdicts = verdicts(notice, input);
    let verdicts: Vec<_> =
        verdicts.iter().map(|route| (route.id, route.verdict, route.earliest)).collect();
    assert_eq!(short, verdicts);
    assert!(serde_json::to_string(&assessment).unwrap().len() < 1 << 20);
    let _ = steps(notice, input);
}
