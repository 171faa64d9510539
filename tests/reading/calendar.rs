//! Civil dates with their own arithmetic, and answers that name only a month.

use std::fmt;

/// A civil date of the Gregorian calendar; dates order as days do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    pub year: u32,
    pub month: u32,
    pub day: u32,
}

impl Date {
    /// A date from its three parts, which are taken to be a real day.
    pub const fn new(year: u32, month: u32, day: u32) -> Self {
        Self { year, month, day }
    }

    /// Reads `YYYY-MM-DD`.
    pub fn read(text: &str) -> Self {
        let parts = numbers(text);
        assert!(parts.len() == 3, "`{text}` is not a day");
        Self::new(parts[0], parts[1], parts[2])
    }

    /// The day after this one.
    pub fn next(self) -> Self {
        if self.day < days_in_month(self.year, self.month) {
            Self::new(self.year, self.month, self.day + 1)
        } else if self.month < 12 {
            Self::new(self.year, self.month + 1, 1)
        } else {
            Self::new(self.year + 1, 1, 1)
        }
    }

    /// The day before this one.
    pub fn previous(self) -> Self {
        if self.day > 1 {
            Self::new(self.year, self.month, self.day - 1)
        } else if self.month > 1 {
            let month = self.month - 1;
            Self::new(self.year, month, days_in_month(self.year, month))
        } else {
            Self::new(self.year - 1, 12, 31)
        }
    }

    /// The day on which `years` completed years from this day are complete.
    ///
    /// A start on 29 February completes its year on 28 February of a common year.
    pub fn after_years(self, years: u32) -> Self {
        let year = self.year + years;
        if self.month == 2 && self.day == 29 && !is_leap(year) {
            Self::new(year, 2, 28)
        } else {
            Self::new(year, self.month, self.day)
        }
    }

    /// How many days lie from this day to `other`, which is not before it.
    pub fn days_until(self, other: Self) -> u32 {
        let mut day = self;
        let mut days = 0;
        while day < other {
            day = day.next();
            days += 1;
        }
        days
    }
}

impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// The days that an answer can mean, both ends included: one day, or those of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub first: Date,
    pub last: Date,
}

impl Span {
    /// Reads `YYYY-MM-DD` as that one day and `YYYY-MM` as every day of the month.
    pub fn read(text: &str) -> Self {
        let parts = numbers(text);
        match parts.as_slice() {
            [year, month] => Self {
                first: Date::new(*year, *month, 1),
                last: Date::new(*year, *month, days_in_month(*year, *month)),
            },
            _ => Self { first: Date::read(text), last: Date::read(text) },
        }
    }
}

/// How many days the month has.
pub fn days_in_month(year: u32, month: u32) -> u32 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn is_leap(year: u32) -> bool {
    (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400)
}

fn numbers(text: &str) -> Vec<u32> {
    text.split('-').map(|part| part.parse().expect("a date is written in numbers")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leap_years_follow_the_gregorian_rule() {
        assert_eq!(days_in_month(2020, 2), 29);
        assert_eq!(days_in_month(2021, 2), 28);
        assert_eq!(days_in_month(2000, 2), 29);
        assert_eq!(days_in_month(2100, 2), 28);
    }

    #[test]
    fn days_follow_each_other_over_months_and_years() {
        for (day, next) in [
            ("2021-07-20", "2021-07-21"),
            ("2021-07-31", "2021-08-01"),
            ("2021-09-30", "2021-10-01"),
            ("2021-12-31", "2022-01-01"),
            ("2020-02-28", "2020-02-29"),
            ("2020-02-29", "2020-03-01"),
            ("2021-02-28", "2021-03-01"),
        ] {
            assert_eq!(Date::read(day).next(), Date::read(next));
            assert_eq!(Date::read(next).previous(), Date::read(day));
            assert_eq!(Date::read(day).to_string(), day);
        }
    }

    #[test]
    fn four_hundred_years_have_146097_days() {
        assert_eq!(Date::new(1950, 1, 1).days_until(Date::new(2350, 1, 1)), 146_097);
    }

    #[test]
    fn a_year_from_29_february_is_complete_on_28_february() {
        let start = Date::new(2020, 2, 29);
        assert_eq!(start.after_years(1), Date::new(2021, 2, 28));
        assert_eq!(start.after_years(4), Date::new(2024, 2, 29));
        assert_eq!(Date::new(2018, 6, 1).after_years(4), Date::new(2022, 6, 1));
        assert_eq!(Date::new(2019, 2, 28).after_years(1), Date::new(2020, 2, 28));
    }

    #[test]
    fn a_month_is_every_day_of_it() {
        let month = Span::read("2020-02");
        assert_eq!(month.first, Date::new(2020, 2, 1));
        assert_eq!(month.last, Date::new(2020, 2, 29));
        let day = Span::read("2020-02-10");
        assert_eq!(day.first, day.last);
    }
}
