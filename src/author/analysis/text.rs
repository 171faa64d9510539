//! What a Chinese text names: days, numbers of years, numbers of documents.

use crate::date::Day;

/// A day that a text names, as far as it says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) year: Option<i32>,
    pub(super) month: u32,
    /// Absent: the last day of the month.
    pub(super) day: Option<u32>,
}

impl Named {
    pub(super) fn is(&self, day: Day) -> bool {
        let (year, month, of_month) = day.parts();
        let last = day.next().parts().1 != month;
        self.year.is_none_or(|named| named == year)
            && self.month == month
            && self.day.map_or(last, |named| named == of_month)
    }

    /// As it is written, without the year.
    pub(super) fn short(&self) -> String {
        let month = self.month;
        self.day.map_or(format!("{month}月底"), |day| format!("{month}月{day}日"))
    }

    /// As it is written, if it names the year.
    pub(super) fn whole(&self) -> Option<String> {
        self.year.map(|year| format!("{year}年{}", self.short()))
    }
}

/// Numbers in digits, each with the text between it and the one before, and the text after it.
fn numbers(text: &str) -> Vec<(u32, &str)> {
    let mut all = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let digits = rest.get(start..).unwrap_or_default();
        let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        let (number, after) = digits.split_at(end);
        all.push((number.parse().unwrap_or(u32::MAX), after));
        rest = after;
    }
    all
}

/// The days that a text names: `2021年7月26日`, `7月15日`, `5月10日至20日`, `11月底`.
pub(super) fn days_named(text: &str) -> Vec<Named> {
    let mut all = Vec::new();
    let (mut year, mut month) = (None, None);
    for (number, after) in numbers(text) {
        if let Some(after) = after.strip_prefix('年') {
            // the year counts for what follows it at once
            year = i32::try_from(number)
                .ok()
                .filter(|_| after.starts_with(|c: char| c.is_ascii_digit()));
        } else if after.starts_with("月底") || after.starts_with("月末") {
            all.push(Named { year, month: number, day: None });
            year = None;
        } else if after.starts_with('月') {
            month = Some(number);
        } else if after.starts_with('日')
            && let Some(month) = month
        {
            all.push(Named { year, month, day: Some(number) });
            year = None;
        }
    }
    all
}

/// Years of four digits that a text names.
pub(super) fn four_digits(text: &str) -> Vec<u16> {
    let years = numbers(text).into_iter().filter_map(|(number, _)| u16::try_from(number).ok());
    years.filter(|year| (1990..2100).contains(year)).collect()
}

/// How many years, times or pieces a text speaks of, in digits or in Chinese numerals: `满5年`,
/// `三年`, `2次以上`.
pub(super) fn counts(text: &str) -> Vec<u32> {
    const UNITS: [char; 12] =
        ['年', '周', '次', '项', '篇', '部', '门', '个', '名', '岁', '届', '件'];
    let chars: Vec<char> = text.chars().collect();
    let mut all = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let of_kind = |c: &&char| c.is_ascii_digit() || numeral(**c).is_some();
        let length = chars[at..].iter().take_while(of_kind).count();
        if length == 0 {
            at += 1;
            continue;
        }
        let unit = chars.get(at + length).copied().unwrap_or_default();
        let after = chars.get(at + length + 1).copied().unwrap_or_default();
        let before = at.checked_sub(1).and_then(|at| chars.get(at)).copied().unwrap_or_default();
        let written: String = chars[at..at + length].iter().collect();
        // 第三年 and 2021年度 count nothing; of 一 in 一个月 and the like nobody knows
        let counts =
            UNITS.contains(&unit) && before != '第' && !['度', '级', '别'].contains(&after);
        let months = unit == '个' && after == '月';
        if let Some(number) = value(&written).filter(|n| counts && !months && *n < 100) {
            all.push(number);
        }
        at += length;
    }
    all
}

fn numeral(c: char) -> Option<u32> {
    let place = "零一二三四五六七八九十".chars().position(|numeral| numeral == c);
    place.and_then(|place| u32::try_from(place).ok()).or((c == '两').then_some(2))
}

/// A number in digits, or in Chinese numerals up to 99.
fn value(written: &str) -> Option<u32> {
    if written.bytes().all(|b| b.is_ascii_digit()) {
        return written.parse().ok();
    }
    let digits: Vec<u32> = written.chars().map(numeral).collect::<Option<_>>()?;
    match digits.as_slice() {
        [one] => Some(*one),
        [10, one] if *one < 10 => Some(10 + one),
        [ten, 10] if *ten < 10 => Some(ten * 10),
        [ten, 10, one] if *ten < 10 && *one < 10 => Some(ten * 10 + one),
        _ => None,
    }
}

/// The numbers of documents that a text speaks of: `〔2020〕25号`, `第40号`.
pub(super) fn document_numbers(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    for (at, _) in text.match_indices('号') {
        let before: Vec<char> = text.get(..at).unwrap_or_default().chars().rev().collect();
        let digits = before.iter().take_while(|c| c.is_ascii_digit()).count();
        if digits == 0 {
            continue;
        }
        let end = match before.get(digits) {
            Some('〕') => before.iter().position(|c| *c == '〔').map(|open| open + 1),
            Some('第') => Some(digits + 1),
            Some(_) | None => None,
        };
        let end = end.unwrap_or(digits);
        let number: String = before.iter().take(end).rev().collect();
        all.push(format!("{number}号"));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(text: &str) -> Vec<String> {
        let shown = |named: &Named| named.whole().unwrap_or(named.short());
        days_named(text).iter().map(shown).collect()
    }

    #[test]
    fn days_are_named_with_or_without_year_and_month() {
        assert_eq!(
            days("7月15日-8月15日,教育系列申报截止日期9月10日"),
            ["7月15日", "8月15日", "9月10日"]
        );
        assert_eq!(days("请于2021年7月26日前报送"), ["2021年7月26日"]);
        assert_eq!(days("5月10日至20日"), ["5月10日", "5月20日"]);
        assert_eq!(days("在11月底前完成"), ["11月底"]);
        assert_eq!(days("2021年度组织申报为7—8月份"), Vec::<String>::new());
        assert!(days_named("11月底")[0].is(Day::parse("2021-11-30").unwrap()));
        assert!(!days_named("11月底")[0].is(Day::parse("2021-11-29").unwrap()));
    }

    #[test]
    fn numbers_of_years_are_read_in_digits_and_numerals() {
        assert_eq!(counts("工作三年且连续三年考核优秀"), [3, 3]);
        assert_eq!(counts("对口支援服务1年以上、在援疆期间"), [1]);
        assert_eq!(counts("连续两年优秀,满二十五年,满十年"), [2, 25, 10]);
        assert_eq!(counts("2021年度,第三年,一级教师,统一组织"), Vec::<u32>::new());
    }

    #[test]
    fn document_numbers_are_found_whole() {
        assert_eq!(
            document_numbers("(新人社发〔2020〕25号)和第40号,101号文"),
            ["〔2020〕25号", "第40号", "101号"]
        );
    }
}
