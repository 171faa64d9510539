//! People as JSON lines: what `precheck batch` keeps as it goes, and what machines get.

use std::io::BufRead;

use super::super::person::Person;
use super::OutputError;

/// Reads people, one JSON object a line.
///
/// ```
/// use title_precheck::office::read_people;
/// let lines = "{\"row\":2,\"standing\":\"undecided\"}\n{\"row\":3}\n";
/// let mut people = read_people(lines.as_bytes());
/// assert_eq!(people.next().unwrap().unwrap().row, 2);
/// assert_eq!(people.next().unwrap().unwrap_err().code(), "malformed-person");
/// ```
pub fn read_people(mut reader: impl BufRead) -> impl Iterator<Item = Result<Person, OutputError>> {
    let mut line = Vec::new();
    let mut number = 0_u64;
    let mut ended = false;
    std::iter::from_fn(move || {
        if ended {
            return None;
        }
        line.clear();
        number = number.saturating_add(1);
        match reader.read_until(b'\n', &mut line) {
            Ok(0) => None,
            Ok(_) => {
                let person = serde_json::from_slice(&line);
                Some(person.map_err(|error| OutputError::malformed(number, &error)))
            }
            Err(error) => {
                ended = true;
                Some(Err(error.into()))
            }
        }
    })
}
