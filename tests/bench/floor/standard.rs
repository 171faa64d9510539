//! The national basic standards: degree × level, and how many years of what.

use super::answers::{Day, Degree, Series, Set, Span, Stage, Title};

use Cell::{Held, Never, Work, Zero};

/// What a standard asks of one degree at one level.
#[derive(Clone, Copy)]
enum Cell {
    /// Not by this degree.
    Never,
    /// No years are needed.
    Zero,
    /// So many completed years of work.
    Work(u32),
    /// So many completed years in exactly the title below.
    Held(u32),
}

/// Rows: technician, assistant, intermediate, associate-senior, senior.
/// Columns: high-school, college, bachelor, master, doctor.
type Table = [[Cell; 5]; 5];

const AT_ONCE: [Cell; 5] = [Work(1), Work(1), Zero, Zero, Zero];
const SENIOR: [Cell; 5] = [Never, Never, Held(5), Held(5), Held(5)];
const NONE: [Cell; 5] = [Never, Never, Never, Never, Never];

/// 人社部发〔2019〕16号.
const ENGINEERING: Table = [
    AT_ONCE,
    [Held(4), Held(2), Work(1), Zero, Zero],
    [Never, Held(4), Held(4), Held(2), Zero],
    [Never, Never, Held(5), Held(5), Held(2)],
    SENIOR,
];

/// 人社部发〔2015〕79号.
const TEACHERS: Table = [
    AT_ONCE,
    [Held(3), Held(2), Work(1), Zero, Zero],
    [Held(5), Held(4), Held(4), Held(2), Zero],
    [Never, Held(5), Held(5), Held(5), Held(2)],
    SENIOR,
];

/// 人社部发〔2019〕114号.
const AGRICULTURE: Table = [
    AT_ONCE,
    [Held(4), Held(2), Work(1), Zero, Zero],
    [Held(5), Held(4), Held(4), Held(2), Zero],
    [Never, Never, Held(5), Held(5), Held(2)],
    SENIOR,
];

/// 人社部发〔2020〕20号.
const ARCHIVES: Table = [
    AT_ONCE,
    [Held(4), Held(2), Work(1), Zero, Zero],
    [Held(7), Held(4), Held(4), Held(2), Zero],
    [Never, Never, Held(5), Held(5), Held(2)],
    SENIOR,
];

/// The standard of 2019, which has no technician level.
const CULTURAL_RELICS: Table = [
    NONE,
    [Work(5), Work(3), Work(1), Zero, Zero],
    [Held(4), Held(4), Held(4), Held(2), Zero],
    [Held(5), Held(5), Held(5), Held(5), Held(2)],
    SENIOR,
];

/// 人社部发〔2019〕8号 and 人社部发〔2019〕53号: up to intermediate by examination only.
const ACCOUNTING_AND_ECONOMICS: Table =
    [NONE, NONE, NONE, [Never, Held(10), Held(5), Held(5), Held(2)], SENIOR];

/// The standard of each series, in the order of [`Series`].
const OF: [Option<&Table>; 22] = {
    let mut of = [None; 22];
    of[Series::PrimarySecondaryTeacher as usize] = Some(&TEACHERS);
    of[Series::KindergartenTeacher as usize] = Some(&TEACHERS);
    of[Series::Engineering as usize] = Some(&ENGINEERING);
    of[Series::Agriculture as usize] = Some(&AGRICULTURE);
    of[Series::Archives as usize] = Some(&ARCHIVES);
    of[Series::CulturalRelics as usize] = Some(&CULTURAL_RELICS);
    of[Series::Accounting as usize] = Some(&ACCOUNTING_AND_ECONOMICS);
    of[Series::Economics as usize] = Some(&ACCOUNTING_AND_ECONOMICS);
    of
};

/// Of whom a standard asks something.
pub struct Asked {
    pub today: Day,
    pub series: Set,
    pub level: Set,
    pub degree: Set,
    pub stage: Set,
    pub title: Set,
    pub title_since: Option<Span>,
    pub work_since: Option<Span>,
}

/// What the standard comes to in the cases that the answers leave open.
pub struct Standard {
    pub met: bool,
    pub missed: bool,
    /// For a series without one.
    pub absent: bool,
    /// The day from which it is met in every case.
    pub from: Option<Day>,
}

impl Asked {
    pub fn standard(&self) -> Standard {
        let mut all = Standard { met: false, missed: false, absent: false, from: Some(Day::FIRST) };
        for series in bits(self.series) {
            let Some(table) = OF[series] else {
                (all.absent, all.from) = (true, None);
                continue;
            };
            // asked of primary and secondary teachers; a kindergarten teacher's is the kindergarten
            let stages = if series == Series::PrimarySecondaryTeacher as usize {
                self.stage
            } else {
                Stage::Kindergarten.bit()
            };
            let teacher = series <= Series::KindergartenTeacher as usize;
            for level in bits(self.level) {
                for degree in bits(self.degree) {
                    let taught = if teacher { teaches_by(degree) } else { Stage::ALL };
                    if stages & taught != 0 {
                        self.add(table[level][degree], level, &mut all);
                    }
                    if stages & !taught != 0 {
                        self.add(Never, level, &mut all);
                    }
                    if all.met && all.missed && all.from.is_none() {
                        return all;
                    }
                }
            }
        }
        all
    }

    fn add(&self, cell: Cell, level: usize, all: &mut Standard) {
        let (years, since) = match cell {
            Never => return miss(all),
            Zero => {
                all.met = true;
                return;
            }
            Work(years) => (years, self.work_since),
            Held(years) => {
                // titles have one choice more before the levels: the title below is as far on
                let below = 1 << level;
                if self.title & !below != 0 {
                    miss(all);
                }
                if self.title & below == 0 {
                    return;
                }
                (years, self.title_since)
            }
        };
        let complete = |day: Day| day.after_years(years);
        // a start that is open can be any day up to today
        all.met |= since.is_none_or(|since| complete(since.first) <= self.today);
        all.missed |= since.is_none_or(|since| complete(since.last) > self.today);
        let from = since.map(|since| complete(since.last));
        all.from = all.from.zip(from).map(|(all, from)| all.max(from));
    }
}

fn miss(all: &mut Standard) {
    (all.missed, all.from) = (true, None);
}

/// 人社部发〔2015〕79号: the school stages that may be taught with a degree.
fn teaches_by(degree: usize) -> Set {
    if degree >= Degree::Bachelor as usize {
        Stage::ALL
    } else if degree == Degree::College as usize {
        Stage::ALL & !Stage::SeniorHigh.bit()
    } else {
        Stage::Kindergarten.bit() | Stage::Primary.bit()
    }
}

/// The places of the choices in a set.
fn bits(set: Set) -> impl Iterator<Item = usize> {
    (0..Set::BITS as usize).filter(move |place| set & (1 << place) != 0)
}

const _: () = assert!(Title::Technician as u32 == 1 && Title::Senior as u32 == 5);
