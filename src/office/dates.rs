//! The dates that people type in spreadsheets, as `YYYY-MM-DD` or `YYYY-MM`; what is not certain is refused.

use super::fault::FaultCode;
use super::plain::{digits, plain};
use crate::date::{DateFault, Day, Span};

/// Days from the day that a spreadsheet calls 0 to 1950-01-01 and to 2100-12-31.
const SERIALS: core::ops::RangeInclusive<u32> = 18_264..=73_415;

/// Reads a date as it was typed: `2018.6`, `2018年6月1日`, `二〇一八年六月`, `2018/06/01 00:00`, `201806`, `43252`.
///
/// # Errors
/// `2018` lacks its month; `18.6` its century; `2018.1` may be October, since a spreadsheet drops the 0 of `2018.10`;
/// `6/1/2018` may be either month; there is no `2018-02-30`; `去年` is no date.
pub(super) fn read_text(text: &str) -> Result<String, FaultCode> {
    let plain = digits(&plain(before_hour(text.trim())));
    let date = without_hour(&plain);
    let date = date.strip_suffix('份').unwrap_or(date);
    let mut numbers: Vec<&str> = date.split(is_separator).collect();
    if date.ends_with(['年', '月', '日', '号', '.']) {
        numbers.pop();
    }
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !numbers.iter().all(is_number) {
        return Err(FaultCode::NotDate);
    }
    // a number loses its last 0, a text that goes on does not
    let dotted = date.contains('.') && !date.ends_with(['月', '.']);
    match numbers[..] {
        [one] => read_digits(one, &plain),
        [year, month] => match (year.len(), month.len()) {
            (4, 1) if dotted && month == "1" => Err(FaultCode::DateAmbiguous),
            (4, 1 | 2) => whole(year, month, None),
            (2, 1 | 2) | (1, 2) => Err(FaultCode::YearShort),
            (_, _) => Err(FaultCode::NotDate),
        },
        [year, month, day] => match (year.len(), month.len(), day.len()) {
            (4, 1 | 2, 1 | 2) => whole(year, month, Some(day)),
            (1 | 2, 1 | 2, 4) => Err(FaultCode::DateAmbiguous),
            (1 | 2, 1 | 2, 1 | 2) => Err(FaultCode::YearShort),
            (_, _, _) => Err(FaultCode::NotDate),
        },
        _ => Err(FaultCode::NotDate),
    }
}

/// Reads a number in a column of dates: a spreadsheet's day, `201806`, `20180601`, `2018.6`.
///
/// # Errors
/// As for texts.
pub(super) fn read_number(number: f64) -> Result<String, FaultCode> {
    // a day with an hour is that day
    let whole = number.trunc();
    let day = SERIALS.contains(&(whole as u32)).then_some(whole as u32);
    match day.filter(|_| whole != number) {
        Some(day) => serial_day(day),
        None => read_text(&number.to_string()),
    }
}

/// Reads a spreadsheet's date.
///
/// # Errors
/// The years before 1950 and after 2100.
pub(super) fn read_moment(year: i32, month: u32, day: u32) -> Result<String, FaultCode> {
    checked(format!("{year:04}-{month:02}-{day:02}"))
}

fn is_separator(c: char) -> bool {
    matches!(c, '-' | '.' | '/' | ',' | '、' | '年' | '月' | '日' | '号' | '—' | '–' | '\\')
}

/// What stands before an hour that is set apart: `2018/6/1 8:30`. It is told while there is white space, without which `1 18:30` and `11 8:30` are the same.
fn before_hour(text: &str) -> &str {
    match text.rsplit_once(char::is_whitespace) {
        Some((date, hour)) if is_hour(&plain(hour)) => date,
        Some(_) | None => text,
    }
}

/// Without the hour that a letter or a sign sets apart: `2018-06-01t00:00:00z`, `2018年6月1日8:30`.
fn without_hour(text: &str) -> &str {
    let apart = |(place, sign): (usize, char)| {
        let behind = place.checked_add(sign.len_utf8())?;
        let keeps = if sign == 't' { place } else { behind };
        is_hour(text.get(behind..)?).then(|| text.get(..keeps))?
    };
    text.char_indices()
        .filter(|(_, c)| matches!(c, 't' | '日' | '号'))
        .find_map(apart)
        .unwrap_or(text)
}

/// `8:30`, `08:30:00.000`, `00:00z`.
fn is_hour(text: &str) -> bool {
    let Some((hour, rest)) = text.split_once(':') else {
        return false;
    };
    let is_number = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    matches!(hour.len(), 1 | 2)
        && is_number(hour)
        && !rest.is_empty()
        && rest.bytes().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.' | b'z'))
}

/// One group of digits: a compact date, a spreadsheet's day, or a year.
fn read_digits(number: &str, whole_text: &str) -> Result<String, FaultCode> {
    let part = |from: usize, to: usize| number.get(from..to).unwrap_or_default();
    match number.len() {
        8 => whole(part(0, 4), part(4, 6), Some(part(6, 8))),
        6 => whole(part(0, 4), part(4, 6), None),
        // 20186: June of 2018 or a day of 1955
        5 if is_year(part(0, 4)) && part(4, 5) != "0" => Err(FaultCode::DateAmbiguous),
        5 => number.parse().map_err(|_| FaultCode::NotDate).and_then(serial_day),
        4 if is_year(number) => Err(FaultCode::YearAlone),
        2 if whole_text.ends_with('年') => Err(FaultCode::YearShort),
        _ => Err(FaultCode::NotDate),
    }
}

fn is_year(text: &str) -> bool {
    text.parse::<u16>().is_ok_and(|year| (1950..=2100).contains(&year))
}

fn serial_day(serial: u32) -> Result<String, FaultCode> {
    if !SERIALS.contains(&serial) {
        return Err(FaultCode::NotDate);
    }
    let since =
        serial.checked_sub(*SERIALS.start()).and_then(|days| days.checked_add(FIRST_NUMBER));
    since.and_then(Day::from_number).map(|day| day.to_string()).ok_or(FaultCode::NoSuchDay)
}

/// 1950-01-01 as [`Day::from_number`] counts.
const FIRST_NUMBER: u32 = 711_858;

fn whole(year: &str, month: &str, day: Option<&str>) -> Result<String, FaultCode> {
    checked(match day {
        Some(day) => format!("{year}-{month:0>2}-{day:0>2}"),
        None => format!("{year}-{month:0>2}"),
    })
}

fn checked(date: String) -> Result<String, FaultCode> {
    match Span::parse(&date) {
        Ok(_) => Ok(date),
        // digits in the right places that are no day
        Err(DateFault::Malformed | DateFault::OutOfRange) => Err(FaultCode::NoSuchDay),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_that_people_type_are_read() {
        for (typed, date) in [
            ("2018.6", "2018-06"),
            ("2018.06", "2018-06"),
            ("2018.10", "2018-10"),
            ("2018年6月", "2018-06"),
            ("2018年06月", "2018-06"),
            ("2018年6月份", "2018-06"),
            ("2018.06.", "2018-06"),
            ("2018.1月", "2018-01"),
            ("2018年6月1日", "2018-06-01"),
            ("2018 年 6 月 1 日", "2018-06-01"),
            ("2018年6月1号", "2018-06-01"),
            ("2018/6/1", "2018-06-01"),
            ("2018-6-1", "2018-06-01"),
            ("2018.6.1", "2018-06-01"),
            ("2018.1.1", "2018-01-01"),
            ("2018-1", "2018-01"),
            ("2018-06", "2018-06"),
            ("2018-06-01", "2018-06-01"),
            ("２０１８．６", "2018-06"),
            ("二〇一八年六月", "2018-06"),
            ("二零一八年十二月三十一日", "2018-12-31"),
            ("201806", "2018-06"),
            ("20180601", "2018-06-01"),
            ("43252", "2018-06-01"),
            ("2018-06-01 00:00:00", "2018-06-01"),
            ("2018/6/1 8:30", "2018-06-01"),
            ("2018/6/1 18:30", "2018-06-01"),
            ("2018/6/11 8:30:15", "2018-06-11"),
            ("2018/06/01\u{a0}08：30", "2018-06-01"),
            ("2018年6月1日18:30", "2018-06-01"),
            ("2018-06-01T08:30:00Z", "2018-06-01"),
            ("2018年6月1日 8:30", "2018-06-01"),
            (" 2018—6 ", "2018-06"),
        ] {
            assert_eq!(read_text(typed), Ok(date.into()), "{typed}");
        }
    }

    #[test]
    fn what_is_not_certain_is_refused() {
        for (typed, code) in [
            ("2018.1", FaultCode::DateAmbiguous),
            ("6/1/2018", FaultCode::DateAmbiguous),
            ("20186", FaultCode::DateAmbiguous),
            ("2018", FaultCode::YearAlone),
            ("2018年", FaultCode::YearAlone),
            ("18.6", FaultCode::YearShort),
            ("18年6月", FaultCode::YearShort),
            ("18/6/1", FaultCode::YearShort),
            ("2018-02-30", FaultCode::NoSuchDay),
            ("2018-13", FaultCode::NoSuchDay),
            ("1949.12", FaultCode::NoSuchDay),
            ("2018.6-2020.7", FaultCode::NotDate),
            ("2018.6至今", FaultCode::NotDate),
            ("去年", FaultCode::NotDate),
            ("12", FaultCode::NotDate),
            ("12345", FaultCode::NotDate),
            ("9999999", FaultCode::NotDate),
            ("-2018-06", FaultCode::NotDate),
            ("2018/6/118:30", FaultCode::NotDate),
            ("2018/6/1 830", FaultCode::NotDate),
            ("8:30", FaultCode::NotDate),
        ] {
            assert_eq!(read_text(typed), Err(code), "{typed}");
        }
    }

    #[test]
    fn numbers_are_days_of_a_spreadsheet_or_compact_dates() {
        assert_eq!(read_number(43_252.0), Ok("2018-06-01".into()));
        assert_eq!(read_number(43_252.5), Ok("2018-06-01".into()));
        assert_eq!(read_number(18_264.0), Ok("1950-01-01".into()));
        assert_eq!(read_number(73_415.0), Ok("2100-12-31".into()));
        assert_eq!(read_number(2018.6), Ok("2018-06".into()));
        assert_eq!(read_number(2018.12), Ok("2018-12".into()));
        assert_eq!(read_number(201_806.0), Ok("2018-06".into()));
        assert_eq!(read_number(2018.1), Err(FaultCode::DateAmbiguous));
        assert_eq!(read_number(2018.0), Err(FaultCode::YearAlone));
        assert_eq!(read_number(-43_252.0), Err(FaultCode::NotDate));
        assert_eq!(read_number(f64::NAN), Err(FaultCode::NotDate));
        assert_eq!(read_number(1e300), Err(FaultCode::NotDate));
    }

    #[test]
    fn the_first_of_all_days_has_the_number_that_a_pack_gives_it() {
        assert_eq!(Day::from_number(FIRST_NUMBER), Day::parse("1950-01-01").ok());
    }
}
