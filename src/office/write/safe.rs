//! Texts of others in cells: a spreadsheet shows them and runs none of them.

use std::borrow::Cow;

/// The most UTF-16 units that a spreadsheet's cell holds.
const LONGEST: usize = 32_767;

/// Whether a spreadsheet would take the text for a formula, or would once it is edited or trimmed.
pub(super) fn runs(text: &str) -> bool {
    let shown = text.trim_start_matches(|letter| passed_over(letter) || is_quote(letter));
    text.starts_with(['\t', '\r', '\n']) || shown.starts_with(begins_formula)
}

fn begins_formula(letter: char) -> bool {
    // those of a full-width keyboard are taken for the others
    matches!(
        letter,
        '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '﹦' | '﹢' | '﹣' | '﹫' | '−'
    )
}

/// White space, and what is not seen at all.
fn passed_over(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

fn is_quote(letter: char) -> bool {
    matches!(letter, '"' | '\'' | '`' | '‘' | '’' | '“' | '”' | '＂' | '＇' | '「' | '『')
}

/// The text as a cell may hold it: what no file can hold is shown as `U+FFFD`, and what is too long by its beginning.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    if text.contains('\r') {
        text = Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"));
    }
    if text.contains(forbidden) {
        text = Cow::Owned(text.replace(forbidden, "\u{fffd}"));
    }
    // no letter has more UTF-16 units than bytes
    if text.len() > LONGEST && text.encode_utf16().count() > LONGEST {
        text = Cow::Owned(beginning(&text, LONGEST));
    }
    text
}

/// What XML 1.0 has no place for.
fn forbidden(letter: char) -> bool {
    matches!(letter, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// The beginning of the text, with `…`, so that it has at most so many UTF-16 units.
pub(super) fn beginning(text: &str, most: usize) -> String {
    if text.encode_utf16().count() <= most {
        return text.to_owned();
    }
    let mut left = most.saturating_sub(1);
    let fits = |letter: &char| match left.checked_sub(letter.len_utf16()) {
        Some(rest) => {
            left = rest;
            true
        }
        None => false,
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

/// The text as a field of a CSV file: what would run begins with an apostrophe.
pub(super) fn field(text: &str) -> Cow<'_, str> {
    let runs = runs(text);
    let text = clean(text);
    if runs { Cow::Owned(format!("'{text}")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_seen_behind_white_space_and_quotes() {
        for text in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\tx",
            "\rx",
            "\nx",
            "＝1",
            "＋1",
            "－1",
            "＠a",
            " =1",
            "\u{3000}=1",
            "\u{feff}=1",
            "\u{200b}=1",
            "\"=1\"",
            "'=1",
            "“=1”",
            " ' -2",
            "=",
            "−1",
        ] {
            assert!(runs(text), "{text:?}");
            assert!(field(text).starts_with('\''), "{text:?}");
        }
        for text in ["", "李=", "1-2", "2018-06", "a@b", "（-1）", "'", " ", "0123"] {
            assert!(!runs(text), "{text:?}");
            assert_eq!(field(text), text);
        }
    }

    #[test]
    fn what_no_cell_can_hold_is_shown() {
        assert_eq!(clean("a\0b\u{1f}c\u{ffff}"), "a\u{fffd}b\u{fffd}c\u{fffd}");
        assert_eq!(clean("a\r\nb\rc\td"), "a\nb\nc\td");
        let long = "字".repeat(40_000);
        let cut = clean(&long);
        assert_eq!((cut.encode_utf16().count(), cut.ends_with("字…")), (LONGEST, true));
        // a letter of two units is not split
        assert_eq!(beginning("a😀😀", 4), "a😀…");
        assert_eq!(beginning("a😀😀", 5), "a😀😀");
    }
}
