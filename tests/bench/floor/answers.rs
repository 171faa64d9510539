//! The answers to the notice of 2021 as one struct, and what each can still mean.

use std::fmt;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer};

/// Choices that are still possible, a bit each.
pub type Set = u32;

macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident { $($choice:ident),+ $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name { $($choice),+, Unknown }

        impl $name {
            pub const ALL: Set = (1 << $name::Unknown as u32) - 1;

            pub const fn bit(self) -> Set {
                1 << self as u32
            }

            /// What is not answered, or not known, can be any of them.
            pub fn set(answer: Option<$name>) -> Set {
                match answer {
                    None | Some($name::Unknown) => $name::ALL,
                    Some(choice) => choice.bit(),
                }
            }
        }
    )*};
}

choices! {
    Employer {
        PublicInstitution, XpccPublicInstitution, Enterprise, XpccEnterprise, Other, CivilServant,
        Retired,
    }
    Workplace { Prefecture, Artux, Akto, Akqi, Ulugqat, Elsewhere }
    Series {
        PrimarySecondaryTeacher, KindergartenTeacher, SecondaryVocationalTeacher,
        HigherEducationTeacher, TechnicalSchoolTeacher, Health, Engineering, Agriculture,
        Economics, Accounting, Statistics, Library, Archives, CulturalRelics, MassCulture, Arts,
        Journalism, Translation, Research, SportsCoach, Legal, Other,
    }
    Level { Technician, Assistant, Intermediate, AssociateSenior, Senior }
    Title { None, Technician, Assistant, Intermediate, AssociateSenior, Senior }
    Stage { Kindergarten, Primary, JuniorHigh, SeniorHigh }
    Degree { HighSchool, College, Bachelor, Master, Doctor }
    TitleSeries { Same, Other }
    Sanction { None, Warning, Demerit, Demotion }
    Filed { None, Targeted, Regional }
    Service { None, Listed, OtherGrassroots }
    Skill { None, JuniorWorker, IntermediateWorker, SeniorWorker, Technician, SeniorTechnician }
    Conditions { CheckedMet, CheckedNotMet, NotChecked }
}

impl Conditions {
    /// "Don't know" means that nobody compared yet.
    pub fn possible(answer: Option<Conditions>) -> Set {
        match answer {
            Some(Conditions::Unknown) => Conditions::NotChecked.bit(),
            None | Some(_) => Conditions::set(answer),
        }
    }
}

/// Every fact; one that is absent or null is not answered.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Answers {
    pub employer: Option<Employer>,
    pub workplace: Option<Workplace>,
    pub series: Option<Series>,
    pub level: Option<Level>,
    pub school_stage: Option<Stage>,
    pub degree: Option<Degree>,
    pub title_held: Option<Title>,
    pub title_since: Option<Told<Span>>,
    pub title_series: Option<TitleSeries>,
    pub work_since: Option<Told<Span>>,
    pub sanction: Option<Sanction>,
    pub sanction_until: Option<Told<Span>>,
    pub committee: Option<Told<bool>>,
    pub other_application: Option<Filed>,
    #[serde(rename = "meets-101")]
    pub meets_101: Option<Told<bool>>,
    pub service: Option<Service>,
    pub service_years: Option<Told<u8>>,
    pub excellent_years: Option<Told<u8>>,
    #[serde(rename = "special-talent-85")]
    pub special_talent_85: Option<Told<bool>>,
    pub on_aid_posting: Option<Told<bool>>,
    pub aid_since: Option<Told<Span>>,
    pub aid_until: Option<Told<Span>>,
    pub skill_grade: Option<Skill>,
    #[serde(rename = "meets-26")]
    pub meets_26: Option<Told<bool>>,
    pub senior_exam: Option<Told<bool>>,
    pub conditions_targeted: Option<Conditions>,
    pub conditions_regional: Option<Conditions>,
    pub conditions_county: Option<Conditions>,
    pub remote_county: Option<Told<bool>>,
    pub township: Option<Told<bool>>,
    pub frontline: Option<Told<bool>>,
    #[serde(rename = "classified")]
    pub _classified: Option<Told<bool>>,
    #[serde(rename = "declassified")]
    pub _declassified: Option<Told<bool>>,
}

/// An answer that is no choice: a value, or "don't know".
#[derive(Clone, Copy)]
pub enum Told<T> {
    Value(T),
    Unknown,
}

/// The value, where there is one.
pub fn value<T: Copy>(answer: Option<Told<T>>) -> Option<T> {
    match answer {
        Some(Told::Value(value)) => Some(value),
        Some(Told::Unknown) | None => None,
    }
}

/// Whether an answer can be yes, and whether it can be no.
pub fn yes_no(answer: Option<Told<bool>>) -> (bool, bool) {
    match value(answer) {
        Some(yes) => (yes, !yes),
        None => (true, true),
    }
}

macro_rules! told {
    ($($type:ty: $name:ident, $expected:literal { $($visit:item)* })*) => {$(
        impl<'de> Deserialize<'de> for Told<$type> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct $name;
                impl Visitor<'_> for $name {
                    type Value = Told<$type>;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($expected)
                    }

                    $($visit)*
                }
                deserializer.deserialize_any($name)
            }
        }
    )*};
}

fn unknown<T, E: Error>(text: &str) -> Result<Told<T>, E> {
    if text == "unknown" { Ok(Told::Unknown) } else { Err(E::custom("neither value nor unknown")) }
}

told! {
    bool: YesNo, "true, false or \"unknown\"" {
        fn visit_bool<E: Error>(self, yes: bool) -> Result<Told<bool>, E> {
            Ok(Told::Value(yes))
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<Told<bool>, E> {
            unknown(text)
        }
    }
    u8: Number, "a number or \"unknown\"" {
        fn visit_u64<E: Error>(self, number: u64) -> Result<Told<u8>, E> {
            u8::try_from(number).map(Told::Value).map_err(E::custom)
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<Told<u8>, E> {
            unknown(text)
        }
    }
    Span: Date, "a day, a month or \"unknown\"" {
        fn visit_str<E: Error>(self, text: &str) -> Result<Told<Span>, E> {
            match Span::read(text) {
                Some(span) => Ok(Told::Value(span)),
                None => unknown(text),
            }
        }
    }
}

/// A day as the number that its digits make, `20210720`: numbers order as days do.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(u32);

impl Day {
    pub const FIRST: Day = Day(0);
    pub const LAST: Day = Day(99_991_231);

    fn of(year: u32, month: u32, day: u32) -> Day {
        Day(year * 10_000 + month * 100 + day)
    }

    fn parts(self) -> (u32, u32, u32) {
        (self.0 / 10_000, self.0 / 100 % 100, self.0 % 100)
    }

    /// From 29 February a year is complete on 28 February of a common year.
    pub fn after_years(self, years: u32) -> Day {
        let day = self.0 + years * 10_000;
        let (year, month, _) = self.parts();
        let leap = self.0 % 10_000 == 229 && days_in_month(year + years, month) == 28;
        Day(day - u32::from(leap))
    }

    pub fn next(self) -> Day {
        let (year, month, day) = self.parts();
        if day < days_in_month(year, month) {
            Day(self.0 + 1)
        } else if month < 12 {
            Day::of(year, month + 1, 1)
        } else {
            Day::of(year + 1, 1, 1)
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Day, D::Error> {
        let text = <&str>::deserialize(deserializer)?;
        let span = Span::read(text).filter(|span| span.first == span.last);
        Ok(span.ok_or_else(|| D::Error::custom("no day"))?.first)
    }
}

/// The days that a date can mean, both included: one, or those of a month.
#[derive(Clone, Copy)]
pub struct Span {
    pub first: Day,
    pub last: Day,
}

impl Span {
    fn read(text: &str) -> Option<Span> {
        let digits = |part: &[u8]| {
            part.iter().try_fold(0, |number, digit| {
                digit.is_ascii_digit().then(|| number * 10 + u32::from(digit - b'0'))
            })
        };
        let (year, month, day) = match text.as_bytes() {
            [year @ .., b'-', m1, m2, b'-', d1, d2] if year.len() == 4 => {
                (digits(year)?, digits(&[*m1, *m2])?, Some(digits(&[*d1, *d2])?))
            }
            [year @ .., b'-', m1, m2] if year.len() == 4 => {
                (digits(year)?, digits(&[*m1, *m2])?, None)
            }
            _ => return None,
        };
        let last = days_in_month(year, month);
        let there = (1..=12).contains(&month) && day.is_none_or(|day| (1..=last).contains(&day));
        let day_of = |day| Day::of(year, month, day);
        there.then(|| Span { first: day_of(day.unwrap_or(1)), last: day_of(day.unwrap_or(last)) })
    }
}

fn days_in_month(year: u32, month: u32) -> u32 {
    let leap = (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
