//! Civil days, months as intervals, completed years. The only user of chrono.

use core::fmt;

use chrono::{Datelike, Months, NaiveDate};
use serde::{Serialize, Serializer};

/// A civil day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(NaiveDate);

/// Why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateFault {
    /// Not of the form `YYYY-MM-DD` (or `YYYY-MM` where a month will do), or no such day.
    Malformed,
    /// The year is not one of 1950 to 2100.
    OutOfRange,
}

/// The years a date may lie in, both included.
const YEARS: core::ops::RangeInclusive<i32> = 1950..=2100;

impl Day {
    /// The first day that chrono knows: no answer and no rule names it.
    pub(crate) const FIRST: Day = Day(NaiveDate::MIN);

    /// Reads `YYYY-MM-DD`.
    ///
    /// # Errors
    /// `2021-7-1`, `2021-02-29` and `2021-07` are malformed; `1949-12-31` is out of range.
    ///
    /// ```
    /// use title_precheck::Day;
    /// assert_eq!(Day::parse("2020-02-29").map(|day| day.to_string()), Ok("2020-02-29".into()));
    /// assert!(Day::parse("2021-02-29").is_err());
    /// ```
    pub fn parse(text: &str) -> Result<Day, DateFault> {
        let span = Span::parse(text)?;
        if text.len() == 10 { Ok(span.first) } else { Err(DateFault::Malformed) }
    }

    /// The day on which so many completed months are reached that began on this day.
    ///
    /// From 2018-06-01 four years are complete on 2022-06-01; a start on 29 February completes
    /// its year on 28 February of a common year, and one on 31 January its month on the last of
    /// February.
    pub(crate) fn after_months(self, months: u16) -> Day {
        let months = Months::new(months.into());
        Day(self.0.checked_add_months(months).unwrap_or(NaiveDate::MAX))
    }

    /// The last day from which so many months are complete on this day.
    #[cfg(feature = "author")]
    pub(crate) fn begun_before(self, months: u16) -> Day {
        let months = Months::new(months.into());
        let complete =
            |day: &NaiveDate| day.checked_add_months(months).is_some_and(|end| end <= self.0);
        // from 29 February a year is complete on the 28th: up to three days share their end
        let first = self.0.checked_sub_months(months).unwrap_or(NaiveDate::MIN);
        let days = core::iter::successors(Some(first), |day| day.succ_opt()).take(4);
        Day(days.filter(complete).last().unwrap_or(first))
    }

    /// The day before this one.
    #[cfg(feature = "author")]
    pub(crate) fn previous(self) -> Day {
        Day(self.0.pred_opt().unwrap_or(NaiveDate::MIN))
    }

    /// Year, month and day.
    #[cfg(any(feature = "author", feature = "many"))]
    pub(crate) fn parts(self) -> (i32, u32, u32) {
        (self.0.year(), self.0.month(), self.0.day())
    }

    /// The day after this one.
    pub(crate) fn next(self) -> Day {
        Day(self.0.succ_opt().unwrap_or(NaiveDate::MAX))
    }

    /// Days from this day to `later`; negative if it lies before.
    pub(crate) fn days_to(self, later: Day) -> i64 {
        later.0.signed_duration_since(self.0).num_days()
    }

    /// Days counted from 0001-01-01: how a pack writes a day.
    #[cfg(feature = "author")]
    pub(crate) fn number(self) -> u32 {
        u32::try_from(self.0.num_days_from_ce()).unwrap_or(0)
    }

    /// The day of that number, if its year is one that a date may lie in.
    pub(crate) fn from_number(number: u32) -> Option<Day> {
        let date = NaiveDate::from_num_days_from_ce_opt(i32::try_from(number).ok()?)?;
        YEARS.contains(&date.year()).then_some(Day(date))
    }

    fn year(self) -> i32 {
        self.0.year()
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // chrono's own formatter would cost 7 kB in wasm
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.0.month(), self.0.day())
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A date answer: one day, or some day of a month. Both ends are included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) first: Day,
    pub(crate) last: Day,
}

impl Span {
    /// Reads `YYYY-MM-DD` or `YYYY-MM`.
    pub(crate) fn parse(text: &str) -> Result<Span, DateFault> {
        let number = |part: &str| {
            part.bytes()
                .all(|b| b.is_ascii_digit())
                .then(|| part.parse::<u32>().ok())
                .flatten()
                .ok_or(DateFault::Malformed)
        };
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next(), parts.next(), parts.next());
        let (Some(year), Some(month), None) = (year, month, parts.next()) else {
            return Err(DateFault::Malformed);
        };
        if year.len() != 4 || month.len() != 2 || day.is_some_and(|day| day.len() != 2) {
            return Err(DateFault::Malformed);
        }
        let of_month = day.map_or(Ok(1), number)?;
        let year = i32::try_from(number(year)?).map_err(|_| DateFault::Malformed)?;
        let first = NaiveDate::from_ymd_opt(year, number(month)?, of_month)
            .map(Day)
            .ok_or(DateFault::Malformed)?;
        if !YEARS.contains(&year) {
            return Err(DateFault::OutOfRange);
        }
        let last = match day {
            Some(_) => first,
            None => first
                .0
                .checked_add_months(Months::new(1))
                .and_then(|next| next.pred_opt())
                .map_or(first, Day),
        };
        Ok(Span { first, last })
    }

    /// The day of a year, or the month where the day is 0.
    #[cfg(feature = "many")]
    pub(crate) fn from_parts(year: u16, month: u8, day: u8) -> Result<Span, DateFault> {
        let on = |day: u8| NaiveDate::from_ymd_opt(year.into(), month.into(), day.into()).map(Day);
        let first = on(day.max(1)).ok_or(DateFault::Malformed)?;
        if !YEARS.contains(&first.year()) {
            return Err(DateFault::OutOfRange);
        }
        let last = match day {
            0 => (28..=31).rev().find_map(on).unwrap_or(first),
            _ => first,
        };
        Ok(Span { first, last })
    }

    pub(crate) fn of(day: Day) -> Span {
        Span { first: day, last: day }
    }

    pub(crate) fn is_month(self) -> bool {
        self.first != self.last
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_month() {
            write!(f, "{:04}-{:02}", self.first.year(), self.first.0.month())
        } else {
            self.first.fmt(f)
        }
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The earliest and latest days that an answer may name, for asking what an answer would change.
pub(crate) fn extremes(today: Day) -> [Day; 3] {
    let edge = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).map_or(today, Day);
    [edge(*YEARS.start(), 1, 1), today, edge(*YEARS.end(), 12, 31)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn years_are_complete_on_the_day_itself() {
        assert_eq!(day("2018-06-01").after_months(48), day("2022-06-01"));
    }

    #[test]
    fn a_leap_day_completes_its_year_on_the_28th() {
        assert_eq!(day("2020-02-29").after_months(12), day("2021-02-28"));
        assert_eq!(day("2020-02-29").after_months(48), day("2024-02-29"));
        assert_eq!(day("2096-02-29").after_months(48), day("2100-02-28"));
    }

    #[test]
    fn a_month_is_complete_on_the_same_day_or_on_the_last_of_a_shorter_month() {
        assert_eq!(day("2021-01-30").after_months(6), day("2021-07-30"));
        assert_eq!(day("2021-01-31").after_months(1), day("2021-02-28"));
        assert_eq!(day("2021-08-31").after_months(18), day("2023-02-28"));
    }

    #[cfg(feature = "author")]
    #[test]
    fn the_last_beginning_is_that_of_the_day_before_the_next() {
        for (end, months) in
            [("2021-02-28", 12), ("2024-02-29", 48), ("2021-07-20", 60), ("2021-03-31", 1)]
        {
            let begun = day(end).begun_before(months);
            let complete = |day: Day| day.after_months(months) <= self::tests::day(end);
            assert!(complete(begun) && !complete(begun.next()), "{end} {months}");
        }
        assert_eq!(day("2021-02-28").begun_before(12), day("2020-02-29"));
    }

    #[test]
    fn a_month_is_an_interval() {
        let february = Span::parse("2020-02").unwrap();
        assert_eq!(february.first, day("2020-02-01"));
        assert_eq!(february.last, day("2020-02-29"));
        assert_eq!(february.to_string(), "2020-02");
    }

    #[test]
    fn dates_of_another_form_are_refused() {
        for text in [
            "",
            "2021",
            "2021-7",
            "2021-07-1",
            "2021-13",
            "2021-00",
            "2021-02-29",
            "2021-04-31",
            "21-07-01",
            "2021/07/01",
            "2021-07-01 ",
            " 2021-07",
            "2021-07-",
            "2021-07-01-01",
            "+021-07",
            "20210701",
            "２０２１-07",
            "-021-07-01",
        ] {
            assert_eq!(Span::parse(text), Err(DateFault::Malformed), "{text}");
        }
        assert_eq!(Span::parse("1949-12"), Err(DateFault::OutOfRange));
        assert_eq!(Span::parse("2101-01-01"), Err(DateFault::OutOfRange));
        assert_eq!(Day::parse("2021-07"), Err(DateFault::Malformed));
    }
}
