//! What people type, brought to one form before it is compared: width, white space, Chinese numerals.

use std::borrow::Cow;

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

/// What an ID number, a phone number or an account is shown as: they are nobody's business, wherever they stand.
const HIDDEN: &str = "***";

/// The text without the numbers of people: 15 digits or more, or the 11 of a mobile phone, with or without white space.
pub(super) fn without_numbers(text: &str) -> Cow<'_, str> {
    if text.chars().filter(|c| narrow(*c).is_ascii_digit()).nth(10).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    // the run of digits that is being read, and the same as it stands there
    let (mut digits, mut run) = (String::new(), String::new());
    for c in text.chars() {
        let plain = narrow(c);
        let is_last = matches!(plain, 'x' | 'X') && digits.len() == 17;
        if plain.is_ascii_digit() || is_last {
            digits.push(plain);
            run.push(c);
        } else if !digits.is_empty() && matches!(c, ' ' | '-') {
            run.push(c);
        } else {
            put_run(&mut digits, &mut run, &mut out);
            out.push(c);
        }
    }
    put_run(&mut digits, &mut run, &mut out);
    Cow::Owned(out)
}

fn put_run(digits: &mut String, run: &mut String, out: &mut String) {
    let is_mobile = digits.len() == 11
        && digits.starts_with('1')
        && digits.as_bytes().get(1).is_some_and(|second| matches!(second, b'3'..=b'9'));
    out.push_str(if digits.len() > 14 || is_mobile { HIDDEN } else { run });
    digits.clear();
    run.clear();
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

#[cfg(test)]
mod tests {
    use super::without_numbers;

    #[test]
    fn numbers_of_people_are_not_shown_and_dates_are() {
        for (text, shown) in [
            ("653022199003074215", "***"),
            ("65302219900307421X。", "***。"),
            ("６５３０２２１９９００３０７４２１５", "***"),
            ("张三 653022900307421", "张三 ***"),
            ("电话139 9999 0000，", "电话***，"),
            ("139-9999-0000", "***"),
            ("6222 0000 0000 0000 123", "***"),
            ("2016-03-01 08:30:00", "2016-03-01 08:30:00"),
            ("2018-06-01 2020-06", "2018-06-01 2020-06"),
            ("20160301", "20160301"),
            ("12345678901", "12345678901"),
        ] {
            assert_eq!(without_numbers(text), shown);
        }
    }
}
