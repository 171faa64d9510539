//! What is seen of a text: blank ones are empty, letters that nobody sees are taken out and named.

use super::super::{Cell, FaultCode, Flaw};

/// The most letters of a value that a fault shows.
const SHOWN: usize = 60;

/// The beginning of a text, as a fault shows it.
pub(super) fn shown(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_string(),
    }
}

/// A text's cell; what is odd about it is said of the column.
pub(super) fn cell(text: &str, column: usize, flaws: &mut Vec<Flaw>) -> Cell {
    if text.bytes().all(|byte| matches!(byte, b'!'..=b'~')) && !text.is_empty() {
        return Cell::Text(text.to_string());
    }
    if text.chars().all(|letter| letter.is_whitespace() || is_unseen(letter)) {
        return Cell::Empty;
    }
    if text.contains(is_lost) {
        flaws.push(Flaw { column: Some(column), code: FaultCode::NotText, value: shown(text) });
        return Cell::Broken(text.to_string());
    }
    match text.chars().find(|letter| is_unseen(*letter)) {
        None => Cell::Text(text.to_string()),
        Some(first) => {
            let value = format!("U+{:04X}", u32::from(first));
            flaws.push(Flaw { column: Some(column), code: FaultCode::Invisible, value });
            Cell::Text(text.chars().filter(|letter| !is_unseen(*letter)).collect())
        }
    }
}

/// A heading's text: without what is not seen and without white space around it.
pub(super) fn label(text: &str) -> String {
    let seen: String = text.chars().filter(|letter| !is_unseen(*letter)).collect();
    seen.trim().to_string()
}

/// What a cell says where it is no value but a heading.
pub(super) fn label_of(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) | Cell::Broken(text) => label(text),
        Cell::Number(number) => number.to_string(),
        Cell::Bool(value) => value.to_string(),
        Cell::Moment { year, month, day, has_hour: _ } => format!("{year}-{month:02}-{day:02}"),
    }
}

/// Letters of no width, marks of direction, controls.
fn is_unseen(letter: char) -> bool {
    matches!(letter,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
        || letter.is_control() && !letter.is_whitespace() && !is_lost(letter)
}

/// What stands where a letter was lost.
fn is_lost(letter: char) -> bool {
    matches!(letter, '\0' | char::REPLACEMENT_CHARACTER)
}
