//! A line of a list read the long way, by the public parts: a tree of values, its `id` taken out,
//! the rest read as an input.

use serde::Deserialize;
use serde_json::value::RawValue;
use title_precheck::{Input, InputError, InputFault, Notice, Value};

#[derive(Deserialize)]
struct WithId {
    id: Box<RawValue>,
}

/// Whose line it is, to the letter, and what they gave.
pub type Read = (Option<String>, Result<Input, InputError>);

pub fn by_value(notice: &Notice, line: &str) -> Read {
    let malformed = |error: serde_json::Error| {
        InputError::new(InputFault::MalformedJson, "", error.to_string())
    };
    let line = line.trim_end();
    let mut value: Value = match serde_json::from_str(line) {
        Ok(value) => value,
        Err(error) => return (None, Err(malformed(error))),
    };
    let mut id = None;
    if let Value::Object(entries) = &mut value {
        let before = entries.len();
        entries.retain(|(key, _)| key != "id");
        match before - entries.len() {
            0 => {}
            1 => id = serde_json::from_str::<WithId>(line).ok().map(|line| line.id.to_string()),
            _ => {
                let code = InputFault::DuplicateKey;
                return (None, Err(InputError::new(code, "id", "the key stands twice")));
            }
        }
    }
    (id, Input::read(notice, &value))
}

/// Everything that was read, the answers to the last.
pub fn whole((id, input): &Read) -> String {
    format!("{id:?} {input:?}")
}
