//! What people type, brought to one form before it is compared: width, white space, Chinese numerals.

/// Full-width forms as ASCII, without any white space and letters that are not seen; small letters.
pub(super) fn plain(text: &str) -> String {
    text.chars().filter(|c| !is_unseen(*c)).map(narrow).flat_map(char::to_lowercase).collect()
}

/// A heading's key: as [`plain`], without what stands at its end (`？`, `：`, `*`), `_` as `-`.
pub(super) fn heading_key(text: &str) -> String {
    let key = plain(text).replace('_', "-");
    key.trim_matches(['?', ':', '*', '.', '。']).to_owned()
}

/// White space, and letters of no width.
pub(super) fn is_unseen(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => {
            u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c)
        }
        _ => c,
    }
}

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// Chinese numerals as digits: `二〇一八年六月` as `2018年6月`, `十二` as `12`.
pub(super) fn digits(text: &str) -> String {
    let mut out = String::new();
    let mut numeral = Vec::new();
    for c in text.chars() {
        match numeral_of(c) {
            Some(value) => numeral.push(value),
            None => {
                write_numeral(&numeral, &mut out);
                numeral.clear();
                out.push(c);
            }
        }
    }
    write_numeral(&numeral, &mut out);
    out
}

/// 0 to 9, or 10 for 十.
fn numeral_of(c: char) -> Option<u8> {
    match c {
        '零' | '○' => Some(0),
        '十' => Some(10),
        _ => DIGITS.iter().position(|digit| *digit == c).and_then(|place| u8::try_from(place).ok()),
    }
}

fn write_numeral(numeral: &[u8], out: &mut String) {
    let value = match numeral {
        [] => return,
        [10] => 10,
        [10, unit] => unit.saturating_add(10),
        [ten, 10] => ten.saturating_mul(10),
        [ten, 10, unit] => ten.saturating_mul(10).saturating_add(*unit),
        digits => {
            digits.iter().for_each(|digit| out.push_str(&digit.to_string()));
            return;
        }
    };
    out.push_str(&value.to_string());
}
