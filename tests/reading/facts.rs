//! What is asked, and for one applicant the values that every answer can still mean.
//!
//! An answered fact can mean one value (a month: any of its days); an unanswered fact, one
//! answered with "don't know", and one that does not apply can mean every value.

use super::calendar::{Date, Span};
use serde_json::Value;

/// A fact whose answers are a closed list of words.
pub trait Choice: Copy + 'static {
    /// Every choice, from low to high where the fact is ordered.
    const ALL: &'static [Self];
    /// The word that stands for the choice.
    fn word(self) -> &'static str;
}

macro_rules! choices {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($variant),+ }

        impl Choice for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),+];

            fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }
    };
}
pub(super) use choices;

choices! {
    /// Who employs the applicant.
    Employer {
        PublicInstitution = "public-institution",
        XpccPublicInstitution = "xpcc-public-institution",
        Enterprise = "enterprise",
        XpccEnterprise = "xpcc-enterprise",
        Other = "other",
        CivilServant = "civil-servant",
        Retired = "retired",
    }
}

choices! {
    /// Where the unit that files belongs.
    Workplace {
        Prefecture = "prefecture",
        Artux = "artux",
        Akto = "akto",
        Akqi = "akqi",
        Ulugqat = "ulugqat",
        Elsewhere = "elsewhere",
    }
}

choices! {
    /// The series (系列) applied for.
    Series {
        PrimarySecondaryTeacher = "primary-secondary-teacher",
        KindergartenTeacher = "kindergarten-teacher",
        SecondaryVocationalTeacher = "secondary-vocational-teacher",
        HigherEducationTeacher = "higher-education-teacher",
        TechnicalSchoolTeacher = "technical-school-teacher",
        Health = "health",
        Engineering = "engineering",
        Agriculture = "agriculture",
        Economics = "economics",
        Accounting = "accounting",
        Statistics = "statistics",
        Library = "library",
        Archives = "archives",
        CulturalRelics = "cultural-relics",
        MassCulture = "mass-culture",
        Arts = "arts",
        Journalism = "journalism",
        Translation = "translation",
        Research = "research",
        SportsCoach = "sports-coach",
        Legal = "legal",
        Other = "other",
    }
}

choices! {
    /// A rank of title; the level applied for is one of them but never `None`.
    Rank {
        None = "none",
        Technician = "technician",
        Assistant = "assistant",
        Intermediate = "intermediate",
        AssociateSenior = "associate-senior",
        Senior = "senior",
    }
}

choices! {
    /// The school stage that is taught (任教学段).
    Stage {
        Kindergarten = "kindergarten",
        Primary = "primary",
        JuniorHigh = "junior-high",
        SeniorHigh = "senior-high",
    }
}

choices! {
    /// The degree held.
    Degree {
        HighSchool = "high-school",
        College = "college",
        Bachelor = "bachelor",
        Master = "master",
        Doctor = "doctor",
    }
}

choices! {
    /// Whether the title held is of the series applied for.
    TitleSeries {
        Same = "same",
        Other = "other",
    }
}

choices! {
    /// A sanction (处分) in force or past.
    Sanction {
        None = "none",
        Warning = "warning",
        Demerit = "demerit",
        Demotion = "demotion",
    }
}

choices! {
    /// What was already filed this year.
    OtherApplication {
        None = "none",
        Targeted = "targeted",
        Regional = "regional",
    }
}

choices! {
    /// Grassroots service (main/二.3).
    Service {
        None = "none",
        Listed = "listed",
        OtherGrassroots = "other-grassroots",
    }
}

choices! {
    /// The worker's skill grade (main/二.7).
    SkillGrade {
        None = "none",
        JuniorWorker = "junior-worker",
        IntermediateWorker = "intermediate-worker",
        SeniorWorker = "senior-worker",
        Technician = "technician",
        SeniorTechnician = "senior-technician",
    }
}

choices! {
    /// Whether published conditions were compared with, and how that came out.
    Conditions {
        CheckedMet = "checked-met",
        CheckedNotMet = "checked-not-met",
        NotChecked = "not-checked",
    }
}

/// For one applicant, every value that each fact can have given the answers.
///
/// A date is `None` where it is open.
pub struct Facts {
    pub employer: Vec<Employer>,
    pub workplace: Vec<Workplace>,
    pub series: Vec<Series>,
    pub level: Vec<Rank>,
    pub school_stage: Vec<Stage>,
    pub degree: Vec<Degree>,
    pub title_held: Vec<Rank>,
    pub title_since: Option<Span>,
    pub title_series: Vec<TitleSeries>,
    pub work_since: Option<Span>,
    pub sanction: Vec<Sanction>,
    pub sanction_until: Option<Span>,
    pub committee: Vec<bool>,
    pub other_application: Vec<OtherApplication>,
    pub meets_101: Vec<bool>,
    pub service: Vec<Service>,
    pub service_years: Vec<u64>,
    pub excellent_years: Vec<u64>,
    pub special_talent_85: Vec<bool>,
    pub on_aid_posting: Vec<bool>,
    pub aid_since: Option<Span>,
    pub aid_until: Option<Span>,
    pub skill_grade: Vec<SkillGrade>,
    pub meets_26: Vec<bool>,
    pub senior_exam: Vec<bool>,
    pub conditions_targeted: Vec<Conditions>,
    pub conditions_regional: Vec<Conditions>,
    pub conditions_county: Vec<Conditions>,
    pub remote_county: Vec<bool>,
    pub township: Vec<bool>,
    pub frontline: Vec<bool>,
}

impl Facts {
    /// Reads the answers; one that certainly does not apply is left open.
    pub fn read(answers: &Value) -> Self {
        let mut facts = Self {
            employer: choice(answers, "employer"),
            workplace: choice(answers, "workplace"),
            series: choice(answers, "series"),
            level: choice(answers, "level")
                .into_iter()
                .filter(|level| *level != Rank::None)
                .collect(),
            school_stage: choice(answers, "school-stage"),
            degree: choice(answers, "degree"),
            title_held: choice(answers, "title-held"),
            title_since: span(answers, "title-since"),
            title_series: choice(answers, "title-series"),
            work_since: span(answers, "work-since"),
            sanction: choice(answers, "sanction"),
            sanction_until: span(answers, "sanction-until"),
            committee: yes_no(answers, "committee"),
            other_application: choice(answers, "other-application"),
            meets_101: yes_no(answers, "meets-101"),
            service: choice(answers, "service"),
            service_years: number(answers, "service-years"),
            excellent_years: number(answers, "excellent-years"),
            special_talent_85: yes_no(answers, "special-talent-85"),
            on_aid_posting: yes_no(answers, "on-aid-posting"),
            aid_since: span(answers, "aid-since"),
            aid_until: span(answers, "aid-until"),
            skill_grade: choice(answers, "skill-grade"),
            meets_26: yes_no(answers, "meets-26"),
            senior_exam: yes_no(answers, "senior-exam"),
            conditions_targeted: conditions(answers, "conditions-targeted"),
            conditions_regional: conditions(answers, "conditions-regional"),
            conditions_county: conditions(answers, "conditions-county"),
            remote_county: yes_no(answers, "remote-county"),
            township: yes_no(answers, "township"),
            frontline: yes_no(answers, "frontline"),
        };
        facts.leave_open_what_does_not_apply();
        facts
    }

    fn leave_open_what_does_not_apply(&mut self) {
        if !self.series.contains(&Series::PrimarySecondaryTeacher) {
            self.school_stage = Stage::ALL.to_vec();
        }
        if self.title_held == [Rank::None] {
            self.title_since = None;
        }
        let highest_held = self.title_held.iter().max();
        let lowest_level = self.level.iter().min();
        if highest_held < lowest_level {
            self.title_series = TitleSeries::ALL.to_vec();
        }
        if !self.employer.contains(&Employer::PublicInstitution)
            && !self.employer.contains(&Employer::XpccPublicInstitution)
        {
            self.sanction = Sanction::ALL.to_vec();
            self.sanction_until = None;
        }
        if self.sanction.iter().all(|it| *it < Sanction::Demerit) {
            self.sanction_until = None;
        }
        if self.service == [Service::None] {
            self.service_years = every_number();
            self.excellent_years = every_number();
        }
        if self.on_aid_posting == [false] {
            self.aid_since = None;
            self.aid_until = None;
        }
        if self.skill_grade.iter().all(|it| *it < SkillGrade::SeniorWorker) {
            self.meets_26 = vec![true, false];
        }
        let asks_the_exam = self.series.contains(&Series::Accounting)
            || self.series.contains(&Series::Economics)
            || self.series.contains(&Series::Statistics);
        if !asks_the_exam || !self.level.contains(&Rank::AssociateSenior) {
            self.senior_exam = vec![true, false];
        }
    }
}

/// A start that is open can be any day up to `today`; a given one is itself.
pub fn start(given: Option<Span>, today: Date) -> Span {
    given.unwrap_or(Span { first: Date::new(1950, 1, 1), last: today })
}

/// An end that is open can be any day, however late; a given one is itself.
pub fn end(given: Option<Span>) -> Span {
    given.unwrap_or(Span { first: Date::new(1950, 1, 1), last: Date::new(9999, 12, 31) })
}

/// The answer as given; `None` for unanswered and for "don't know".
fn given<'a>(answers: &'a Value, id: &str) -> Option<&'a Value> {
    match answers.get(id) {
        None | Some(Value::Null) => None,
        Some(Value::String(word)) if word == "unknown" => None,
        answered => answered,
    }
}

fn choice<T: Choice>(answers: &Value, id: &str) -> Vec<T> {
    let Some(answer) = given(answers, id) else {
        return T::ALL.to_vec();
    };
    let chosen = T::ALL.iter().find(|it| answer == it.word());
    vec![*chosen.unwrap_or_else(|| panic!("`{answer}` is no choice of `{id}`"))]
}

/// "Don't know" means not checked here; unanswered is open.
fn conditions(answers: &Value, id: &str) -> Vec<Conditions> {
    if answers.get(id).is_some_and(|answer| answer == "unknown") {
        return vec![Conditions::NotChecked];
    }
    choice(answers, id)
}

fn yes_no(answers: &Value, id: &str) -> Vec<bool> {
    match given(answers, id) {
        None => vec![true, false],
        Some(answer) => vec![answer.as_bool().expect("a yes-no answer is a boolean")],
    }
}

fn number(answers: &Value, id: &str) -> Vec<u64> {
    match given(answers, id) {
        None => every_number(),
        Some(answer) => vec![answer.as_u64().expect("a number answer is a number")],
    }
}

/// main/二.3: one number below three stands for all of them, and one from three on.
fn every_number() -> Vec<u64> {
    vec![2, 3]
}

fn span(answers: &Value, id: &str) -> Option<Span> {
    let text = given(answers, id)?.as_str();
    Some(Span::read(text.expect("a date answer is a text")))
}
