//! The national basic standards: degree × level, and how many years of what.

use super::facts::{Degree, Rank, Series, Stage};
use Cell::{Assistant, AssociateSenior, Intermediate, Never, Technician, Work, Zero};

/// What a standard asks of one degree at one level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Not by this degree.
    Never,
    /// No years are needed.
    Zero,
    /// So many completed years of work in the profession.
    Work(u32),
    /// Title held is exactly technician, for so many completed years.
    Technician(u32),
    /// Title held is exactly assistant, for so many completed years.
    Assistant(u32),
    /// Title held is exactly intermediate, for so many completed years.
    Intermediate(u32),
    /// Title held is exactly associate-senior, for so many completed years.
    AssociateSenior(u32),
}

/// Rows: technician, assistant, intermediate, associate-senior, senior.
/// Columns: high-school, college, bachelor, master, doctor.
type Table = [[Cell; 5]; 5];

/// 人社部发〔2019〕16号.
const ENGINEERING: Table = [
    [Work(1), Work(1), Zero, Zero, Zero],
    [Technician(4), Technician(2), Work(1), Zero, Zero],
    [Never, Assistant(4), Assistant(4), Assistant(2), Zero],
    [Never, Never, Intermediate(5), Intermediate(5), Intermediate(2)],
    [Never, Never, AssociateSenior(5), AssociateSenior(5), AssociateSenior(5)],
];

/// 人社部发〔2015〕79号: teachers of primary and secondary schools and of kindergartens.
const TEACHERS: Table = [
    [Work(1), Work(1), Zero, Zero, Zero],
    [Technician(3), Technician(2), Work(1), Zero, Zero],
    [Assistant(5), Assistant(4), Assistant(4), Assistant(2), Zero],
    [Never, Intermediate(5), Intermediate(5), Intermediate(5), Intermediate(2)],
    [Never, Never, AssociateSenior(5), AssociateSenior(5), AssociateSenior(5)],
];

/// 人社部发〔2019〕114号.
const AGRICULTURE: Table = [
    [Work(1), Work(1), Zero, Zero, Zero],
    [Technician(4), Technician(2), Work(1), Zero, Zero],
    [Assistant(5), Assistant(4), Assistant(4), Assistant(2), Zero],
    [Never, Never, Intermediate(5), Intermediate(5), Intermediate(2)],
    [Never, Never, AssociateSenior(5), AssociateSenior(5), AssociateSenior(5)],
];

/// 人社部发〔2020〕20号.
const ARCHIVES: Table = [
    [Work(1), Work(1), Zero, Zero, Zero],
    [Technician(4), Technician(2), Work(1), Zero, Zero],
    [Assistant(7), Assistant(4), Assistant(4), Assistant(2), Zero],
    [Never, Never, Intermediate(5), Intermediate(5), Intermediate(2)],
    [Never, Never, AssociateSenior(5), AssociateSenior(5), AssociateSenior(5)],
];

/// The standard of 2019, which has no technician level.
const CULTURAL_RELICS: Table = [
    [Never, Never, Never, Never, Never],
    [Work(5), Work(3), Work(1), Zero, Zero],
    [Assistant(4), Assistant(4), Assistant(4), Assistant(2), Zero],
    [Intermediate(5), Intermediate(5), Intermediate(5), Intermediate(5), Intermediate(2)],
    [Never, Never, AssociateSenior(5), AssociateSenior(5), AssociateSenior(5)],
];

/// 人社部发〔2019〕8号 and 人社部发〔2019〕53号: up to intermediate by examination only.
const ACCOUNTING_AND_ECONOMICS: Table = [
    [Never, Never, Never, Never, Never],
    [Never, Never, Never, Never, Never],
    [Never, Never, Never, Never, Never],
    [Never, Intermediate(10), Intermediate(5), Intermediate(5), Intermediate(2)],
    [Never, Never, AssociateSenior(5), AssociateSenior(5), AssociateSenior(5)],
];

/// What the series' standard asks; `None` for a series without one.
///
/// The stage is read for teachers of the 2015 standard only; that of a kindergarten teacher is
/// the kindergarten.
pub fn asks(series: Series, level: Rank, degree: Degree, stage: Stage) -> Option<Cell> {
    let table = match series {
        Series::Engineering => &ENGINEERING,
        Series::PrimarySecondaryTeacher | Series::KindergartenTeacher => &TEACHERS,
        Series::Agriculture => &AGRICULTURE,
        Series::Archives => &ARCHIVES,
        Series::CulturalRelics => &CULTURAL_RELICS,
        Series::Accounting | Series::Economics => &ACCOUNTING_AND_ECONOMICS,
        Series::SecondaryVocationalTeacher
        | Series::HigherEducationTeacher
        | Series::TechnicalSchoolTeacher
        | Series::Health
        | Series::Statistics
        | Series::Library
        | Series::MassCulture
        | Series::Arts
        | Series::Journalism
        | Series::Translation
        | Series::Research
        | Series::SportsCoach
        | Series::Legal
        | Series::Other => return None,
    };
    let teacher = matches!(series, Series::PrimarySecondaryTeacher | Series::KindergartenTeacher);
    if teacher && !teaches_by(degree, stage) {
        return Some(Never);
    }
    let row = match level {
        Rank::None => panic!("nobody applies for no title"),
        Rank::Technician => table[0],
        Rank::Assistant => table[1],
        Rank::Intermediate => table[2],
        Rank::AssociateSenior => table[3],
        Rank::Senior => table[4],
    };
    Some(match degree {
        Degree::HighSchool => row[0],
        Degree::College => row[1],
        Degree::Bachelor => row[2],
        Degree::Master => row[3],
        Degree::Doctor => row[4],
    })
}

/// 人社部发〔2015〕79号: the degree that each school stage also requires.
fn teaches_by(degree: Degree, stage: Stage) -> bool {
    match degree {
        Degree::Bachelor | Degree::Master | Degree::Doctor => true,
        Degree::College => stage != Stage::SeniorHigh,
        Degree::HighSchool => stage == Stage::Kindergarten || stage == Stage::Primary,
    }
}
