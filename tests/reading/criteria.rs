//! The criteria: for each, what every completion of its open facts comes to.

use super::calendar::Date;
use super::facts::{
    Choice, Conditions, Employer, Facts, OtherApplication, Rank, Sanction, Series, Service,
    SkillGrade, Stage, TitleSeries, Workplace, choices, end, start,
};
use super::standards::{Cell, asks};

choices! {
    /// One testable condition.
    Criterion {
        PersonInScope = "person-in-scope",
        InKizilsu = "in-kizilsu",
        NoSanction = "no-sanction",
        CommitteeFormed = "committee-formed",
        OneApplicationRegional = "one-application-regional",
        OneApplicationTargeted = "one-application-targeted",
        AboveCountyJunior = "above-county-junior",
        IsCountyJunior = "is-county-junior",
        ConferralNotExamined = "conferral-not-examined",
        ReviewedNotExamined = "reviewed-not-examined",
        SeniorExamPassed = "senior-exam-passed",
        TitleIsNew = "title-is-new",
        MeetsTargetedConditions = "meets-targeted-conditions",
        MeetsCountyConditions = "meets-county-conditions",
        MeetsRegionalConditions = "meets-regional-conditions",
        Meets101 = "meets-101",
        GrassrootsThreeExcellent = "grassroots-three-excellent",
        SpecialTalent85 = "special-talent-85",
        AidOneYear = "aid-one-year",
        TeacherSeries = "teacher-series",
        TeacherSeniorLevel = "teacher-senior-level",
        NotTeacherSenior = "not-teacher-senior",
        Skilled = "skilled",
        Meets26 = "meets-26",
    }
}

/// What a criterion comes to when every fact that it reads has one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Yes,
    No,
    /// An authority decides.
    Discretion,
    /// The notice's words leave it open.
    Unclear,
    /// Only a text that is not held says it.
    SourceNotHeld,
}

/// What a criterion comes to for the answers given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    Yes,
    No,
    /// Unknown, and only an authority's discretion or the notice's own words leave it so.
    Soft,
    /// Unknown for want of an answer, of the day, or of a text.
    Hard,
}

impl Truth {
    /// `yes`, `no` or `unknown`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Soft | Self::Hard => "unknown",
        }
    }
}

/// A criterion is definite only if every completion has the same outcome.
#[derive(Clone, Copy)]
enum Seen {
    Nothing,
    Only(Outcome),
    Different,
}

impl Seen {
    fn add(&mut self, outcome: Outcome) {
        *self = match *self {
            Self::Nothing => Self::Only(outcome),
            Self::Only(before) if before == outcome => *self,
            Self::Only(_) | Self::Different => Self::Different,
        };
    }

    fn truth(self) -> Truth {
        match self {
            Self::Nothing => panic!("a criterion has at least one completion"),
            Self::Only(Outcome::Yes) => Truth::Yes,
            Self::Only(Outcome::No) => Truth::No,
            Self::Only(Outcome::Discretion | Outcome::Unclear) => Truth::Soft,
            Self::Only(Outcome::SourceNotHeld) | Self::Different => Truth::Hard,
        }
    }
}

fn yes_if(condition: bool) -> Outcome {
    if condition { Outcome::Yes } else { Outcome::No }
}

/// Whether the passing of time alone can change the criterion.
pub fn depends_on_the_day(criterion: Criterion) -> bool {
    matches!(
        criterion,
        Criterion::NoSanction
            | Criterion::AidOneYear
            | Criterion::MeetsTargetedConditions
            | Criterion::MeetsCountyConditions
            | Criterion::MeetsRegionalConditions
    )
}

/// The criterion for these answers on this day.
pub fn judge(criterion: Criterion, facts: &Facts, today: Date) -> Truth {
    match criterion {
        Criterion::PersonInScope => person_in_scope(facts),
        Criterion::InKizilsu => in_kizilsu(facts),
        Criterion::NoSanction => no_sanction(facts, today),
        Criterion::CommitteeFormed => committee_formed(facts),
        Criterion::OneApplicationRegional => not_filed(facts, OtherApplication::Regional),
        Criterion::OneApplicationTargeted => not_filed(facts, OtherApplication::Targeted),
        Criterion::AboveCountyJunior => above_county_junior(facts),
        Criterion::IsCountyJunior => is_county_junior(facts),
        Criterion::ConferralNotExamined => conferral_not_examined(facts),
        Criterion::ReviewedNotExamined => reviewed_not_examined(facts),
        Criterion::SeniorExamPassed => senior_exam_passed(facts),
        Criterion::TitleIsNew => title_is_new(facts),
        Criterion::MeetsTargetedConditions => {
            meets_conditions(&facts.conditions_targeted, Outcome::SourceNotHeld, facts, today)
        }
        Criterion::MeetsCountyConditions => {
            meets_conditions(&facts.conditions_county, Outcome::SourceNotHeld, facts, today)
        }
        // local standards may not be below the national ones
        Criterion::MeetsRegionalConditions => {
            meets_conditions(&facts.conditions_regional, Outcome::No, facts, today)
        }
        Criterion::Meets101 => answered_yes(&facts.meets_101),
        Criterion::GrassrootsThreeExcellent => grassroots_three_excellent(facts),
        Criterion::SpecialTalent85 => special_talent_85(facts),
        Criterion::AidOneYear => aid_one_year(facts, today),
        Criterion::TeacherSeries => teacher_series(facts),
        Criterion::TeacherSeniorLevel => teacher_senior_level(facts),
        Criterion::NotTeacherSenior => not_teacher_senior(facts),
        Criterion::Skilled => skilled(facts),
        Criterion::Meets26 => answered_yes(&facts.meets_26),
    }
}

/// main/四.3: whether the applicant is one of those for whom conditions may be relaxed.
pub fn relaxation(facts: &Facts) -> Truth {
    let mut seen = Seen::Nothing;
    for remote_county in &facts.remote_county {
        for township in &facts.township {
            for frontline in &facts.frontline {
                seen.add(yes_if(*remote_county || *township || *frontline));
            }
        }
    }
    seen.truth()
}

fn answered_yes(answer: &[bool]) -> Truth {
    let mut seen = Seen::Nothing;
    for yes in answer {
        seen.add(yes_if(*yes));
    }
    seen.truth()
}

/// 职称评审管理暂行规定 names who may apply; main/四.5 opens the channel to 兵团企业 only.
fn person_in_scope(facts: &Facts) -> Truth {
    let mut seen = Seen::Nothing;
    for employer in &facts.employer {
        seen.add(match employer {
            Employer::CivilServant | Employer::Retired => Outcome::No,
            Employer::XpccPublicInstitution => Outcome::Unclear,
            Employer::PublicInstitution
            | Employer::Enterprise
            | Employer::XpccEnterprise
            | Employer::Other => Outcome::Yes,
        });
    }
    seen.truth()
}

/// main/称谓: the notice is addressed to the counties and the 州直 units.
fn in_kizilsu(facts: &Facts) -> Truth {
    let mut seen = Seen::Nothing;
    for workplace in &facts.workplace {
        seen.add(yes_if(*workplace != Workplace::Elsewhere));
    }
    seen.truth()
}

/// main/二.1: 事业单位 staff under 记过 or heavier, while the sanction runs.
fn no_sanction(facts: &Facts, today: Date) -> Truth {
    let until = end(facts.sanction_until);
    let mut seen = Seen::Nothing;
    for employer in &facts.employer {
        for sanction in &facts.sanction {
            let in_public_institution = *employer == Employer::PublicInstitution
                || *employer == Employer::XpccPublicInstitution;
            if !in_public_institution || *sanction < Sanction::Demerit {
                seen.add(Outcome::Yes);
            } else {
                seen.add(yes_if(today > until.first));
                seen.add(yes_if(today > until.last));
            }
        }
    }
    seen.truth()
}

/// main/四.12#2: a sector that filed nothing holds no 定向评价; the county runs its juniors.
fn committee_formed(facts: &Facts) -> Truth {
    let mut seen = Seen::Nothing;
    for committee in &facts.committee {
        for level in &facts.level {
            for workplace in &facts.workplace {
                seen.add(if *committee {
                    Outcome::Yes
                } else if county_junior(*level, *workplace) {
                    Outcome::Unclear
                } else {
                    Outcome::No
                });
            }
        }
    }
    seen.truth()
}

/// main/四.4: both kinds may not be filed in one year.
fn not_filed(facts: &Facts, filed: OtherApplication) -> Truth {
    let mut seen = Seen::Nothing;
    for other_application in &facts.other_application {
        seen.add(yes_if(*other_application != filed));
    }
    seen.truth()
}

/// main/二.6: 初级 in one of the four counties.
pub fn county_junior(level: Rank, workplace: Workplace) -> bool {
    level <= Rank::Assistant && in_a_county(workplace)
}

fn in_a_county(workplace: Workplace) -> bool {
    match workplace {
        Workplace::Artux | Workplace::Akto | Workplace::Akqi | Workplace::Ulugqat => true,
        Workplace::Prefecture | Workplace::Elsewhere => false,
    }
}

/// main/二.6, from the other side.
fn above_county_junior(facts: &Facts) -> Truth {
    let mut seen = Seen::Nothing;
    for level in &facts.level {
        for workplace in &facts.workplace {
            let above = *level >= Rank::Intermediate || !in_a_county(*workplace);
            seen.add(yes_if(above));
        }
    }
    seen.truth()
}

/// main/二.6.
fn is_county_junior(facts: &Facts) -> Truth {
    let mut seen = Seen::Nothing;
    for level in &facts.level {
        for workplace in &facts.workplace {
            seen.add(yes_if(county_junior(*level, *workplace)));
        }
    }
    seen.truth()
}

/// main/二.2 beside the national examinations.
fn conferral_not_examined(facts: &Facts) -> Truth {
    let mut seen = Seen::Nothing;
    for series in &facts.series {
        for level in &facts.level {
            let examined = match series {
                Series::Economics
                | Series::Accounting
                | Series::Statistics
                | Series::Health
                | Series::Translation => *level <= Rank::Intermediate,
                _ => false,
            };
            seen.add(if examined { Outcome::Unclear } else { Outcome::Yes });
        }
    }
    seen.truth()
}

/// The national examinations (以考代评): these titles are won by examination, not by review.
fn reviewed_not_examined(facts: &Facts) -> Truth {
    let mut seen = Seen::Nothing;
    for series in &facts.series {
        for level in &facts.level {
            seen.add(match series {
                _ if *level > Rank::Intermediate => Outcome::Yes,
                Series::Economics | Series::Accounting | Series::Statistics => Outcome::No,
                Series::Health | Series::Translation => Outcome::Unclear,
                _ => Outcome::Yes,
            });
        }
    }
    seen.truth()
}

/// 人社部发〔2019〕8号 and 53号 (考评结合): the examination before a 副高级 review.
fn senior_exam_passed(facts: &Facts) -> Truth {
    let mut seen = Seen::Nothing;
    for series in &facts.series {
        for level in &facts.level {
            for senior_exam in &facts.senior_exam {
                let exam_first =
                    matches!(series, Series::Accounting | Series::Economics | Series::Statistics)
                        && *level == Rank::AssociateSenior;
                seen.add(yes_if(!exam_first || *senior_exam));
            }
        }
    }
    seen.truth()
}

/// Practice: a level already held is not applied for again.
fn title_is_new(facts: &Facts) -> Truth {
    let mut seen = Seen::Nothing;
    for title_held in &facts.title_held {
        for level in &facts.level {
            for title_series in &facts.title_series {
                seen.add(if title_held < level {
                    Outcome::Yes
                } else {
                    match title_series {
                        TitleSeries::Same => Outcome::No,
                        TitleSeries::Other => Outcome::Discretion,
                    }
                });
            }
        }
    }
    seen.truth()
}

/// The conditions of main/二.1, 二.5, 二.6 and 四.4: as compared by the applicant, else by the
/// national standard; `missed` is what a standard that is not met comes to.
fn meets_conditions(
    conditions: &[Conditions],
    missed: Outcome,
    facts: &Facts,
    today: Date,
) -> Truth {
    let mut seen = Seen::Nothing;
    for condition in conditions {
        match condition {
            Conditions::CheckedMet => seen.add(Outcome::Yes),
            Conditions::CheckedNotMet => seen.add(Outcome::No),
            Conditions::NotChecked => add_standard(&mut seen, missed, facts, today),
        }
    }
    seen.truth()
}

fn add_standard(seen: &mut Seen, missed: Outcome, facts: &Facts, today: Date) {
    for series in &facts.series {
        // asked of primary and secondary teachers only; a kindergarten teacher's is the
        // kindergarten, and no other series reads it
        let stages = match series {
            Series::PrimarySecondaryTeacher => facts.school_stage.as_slice(),
            _ => &[Stage::Kindergarten],
        };
        for level in &facts.level {
            for degree in &facts.degree {
                for stage in stages {
                    for title_held in &facts.title_held {
                        if matches!(seen, Seen::Different) {
                            return;
                        }
                        match asks(*series, *level, *degree, *stage) {
                            None => seen.add(Outcome::SourceNotHeld),
                            Some(cell) => add_cell(seen, missed, cell, *title_held, facts, today),
                        }
                    }
                }
            }
        }
    }
}

fn add_cell(
    seen: &mut Seen,
    missed: Outcome,
    cell: Cell,
    title_held: Rank,
    facts: &Facts,
    today: Date,
) {
    let (must_hold, years, since) = match cell {
        Cell::Never => return seen.add(missed),
        Cell::Zero => return seen.add(Outcome::Yes),
        Cell::Work(years) => (title_held, years, facts.work_since),
        Cell::Technician(years) => (Rank::Technician, years, facts.title_since),
        Cell::Assistant(years) => (Rank::Assistant, years, facts.title_since),
        Cell::Intermediate(years) => (Rank::Intermediate, years, facts.title_since),
        Cell::AssociateSenior(years) => (Rank::AssociateSenior, years, facts.title_since),
    };
    if title_held != must_hold {
        return seen.add(missed);
    }
    // the earliest and the latest day that the start can be: those between add nothing else
    let since = start(since, today);
    for day in [since.first, since.last] {
        if day.after_years(years) <= today {
            seen.add(Outcome::Yes);
        } else {
            seen.add(missed);
        }
    }
}

/// main/二.3, the first half: three years of service, 优秀 three years running.
fn grassroots_three_excellent(facts: &Facts) -> Truth {
    let mut seen = Seen::Nothing;
    for service in &facts.service {
        for service_years in &facts.service_years {
            for excellent_years in &facts.excellent_years {
                let three = *service_years >= 3 && *excellent_years >= 3;
                seen.add(match service {
                    Service::None => Outcome::No,
                    Service::Listed => yes_if(three),
                    Service::OtherGrassroots if three => Outcome::Discretion,
                    Service::OtherGrassroots => Outcome::No,
                });
            }
        }
    }
    seen.truth()
}

/// main/二.3, the second half: 新人社发〔2012〕85号, which is about 高级.
fn special_talent_85(facts: &Facts) -> Truth {
    let mut seen = Seen::Nothing;
    for recognised in &facts.special_talent_85 {
        for level in &facts.level {
            seen.add(yes_if(*recognised && *level >= Rank::AssociateSenior));
        }
    }
    seen.truth()
}

/// main/二.4: a year of service, and still in the 援疆 period.
fn aid_one_year(facts: &Facts, today: Date) -> Truth {
    let since = start(facts.aid_since, today);
    let until = end(facts.aid_until);
    let mut seen = Seen::Nothing;
    for on_aid_posting in &facts.on_aid_posting {
        for since in [since.first, since.last] {
            for until in [until.first, until.last] {
                let a_year = since.after_years(1) <= today;
                let still_there = today <= until;
                seen.add(yes_if(*on_aid_posting && a_year && still_there));
            }
        }
    }
    seen.truth()
}

/// main/二.5.
fn of_teacher_series(series: Series) -> bool {
    series == Series::PrimarySecondaryTeacher || series == Series::KindergartenTeacher
}

/// main/二.5.
fn teacher_series(facts: &Facts) -> Truth {
    let mut seen = Seen::Nothing;
    for series in &facts.series {
        seen.add(yes_if(of_teacher_series(*series)));
    }
    seen.truth()
}

/// main/二.5 says 高级 without "含正高级", unlike 二.1 and 二.4.
fn teacher_senior_level(facts: &Facts) -> Truth {
    let mut seen = Seen::Nothing;
    for level in &facts.level {
        seen.add(match level {
            Rank::AssociateSenior => Outcome::Yes,
            Rank::Senior => Outcome::Unclear,
            Rank::None | Rank::Technician | Rank::Assistant | Rank::Intermediate => Outcome::No,
        });
    }
    seen.truth()
}

/// main/二.5, from the other side: teacher-senior is the route of these teachers.
fn not_teacher_senior(facts: &Facts) -> Truth {
    let mut seen = Seen::Nothing;
    for series in &facts.series {
        for level in &facts.level {
            seen.add(if !of_teacher_series(*series) || *level <= Rank::Intermediate {
                Outcome::Yes
            } else if *level == Rank::AssociateSenior {
                Outcome::No
            } else {
                Outcome::Unclear
            });
        }
    }
    seen.truth()
}

/// main/二.7: 高级工 or above.
fn skilled(facts: &Facts) -> Truth {
    let mut seen = Seen::Nothing;
    for skill_grade in &facts.skill_grade {
        seen.add(yes_if(*skill_grade >= SkillGrade::SeniorWorker));
    }
    seen.truth()
}

#[cfg(test)]
mod tests {
    use super::super::facts::Degree;
    use super::*;

    #[test]
    fn ordered_facts_run_from_low_to_high() {
        assert!(Degree::ALL.is_sorted());
        assert!(Rank::ALL.is_sorted());
        assert!(Sanction::ALL.is_sorted());
        assert!(SkillGrade::ALL.is_sorted());
    }

    #[test]
    fn one_outcome_is_definite_and_two_are_not() {
        let mut seen = Seen::Nothing;
        seen.add(Outcome::Unclear);
        assert_eq!(seen.truth(), Truth::Soft);
        seen.add(Outcome::No);
        assert_eq!(seen.truth(), Truth::Hard);
    }
}
