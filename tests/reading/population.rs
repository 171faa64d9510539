//! Invented applicants, the same ones for the same seed.
//!
//! Most start from someone for whom a route is nearly open, with a few facts turned at random and
//! with dates that lie on the boundary days; the others are ordinary.

use super::calendar::{Date, Span, days_in_month};
use super::facts::{
    Choice, Conditions, Degree, Employer, OtherApplication, Rank, Sanction, Series, Service,
    SkillGrade, Stage, TitleSeries, Workplace,
};
use serde_json::{Map, Value, json};

/// Answers by fact.
type Answers = Map<String, Value>;

/// Every fact, a parent before what is asked only because of it.
pub const FACTS: [&str; 33] = [
    "employer",
    "workplace",
    "series",
    "level",
    "school-stage",
    "degree",
    "title-held",
    "title-since",
    "title-series",
    "work-since",
    "sanction",
    "sanction-until",
    "committee",
    "other-application",
    "meets-101",
    "service",
    "service-years",
    "excellent-years",
    "special-talent-85",
    "on-aid-posting",
    "aid-since",
    "aid-until",
    "skill-grade",
    "meets-26",
    "senior-exam",
    "conditions-targeted",
    "conditions-regional",
    "conditions-county",
    "remote-county",
    "township",
    "frontline",
    "classified",
    "declassified",
];

/// The facts on which the most depends.
const DECISIVE_FACTS: [&str; 4] = ["level", "degree", "title-held", "title-since"];

/// How many years ago things began: those that a rule asks for, the common ones more often.
const YEARS: [u32; 12] = [1, 1, 2, 2, 3, 4, 4, 4, 5, 5, 7, 10];

/// The days on which something in the notice begins or ends, with their neighbours.
const NOTICE_DAYS: [&str; 14] = [
    "2021-07-14",
    "2021-07-15",
    "2021-07-20",
    "2021-07-26",
    "2021-07-27",
    "2021-08-15",
    "2021-08-16",
    "2021-09-10",
    "2021-09-11",
    "2021-11-30",
    "2021-12-01",
    "2021-12-31",
    "2022-01-01",
    "2021-08-31",
];

/// Days around the end of February.
const FEBRUARY_DAYS: [&str; 9] = [
    "2020-02-29",
    "2020-03-01",
    "2021-02-27",
    "2021-02-28",
    "2021-03-01",
    "2022-02-28",
    "2022-03-01",
    "2024-02-28",
    "2024-02-29",
];

const SERIES_WITH_A_STANDARD: [Series; 8] = [
    Series::Engineering,
    Series::PrimarySecondaryTeacher,
    Series::KindergartenTeacher,
    Series::Agriculture,
    Series::Archives,
    Series::CulturalRelics,
    Series::Accounting,
    Series::Economics,
];

const COUNTIES: [Workplace; 4] =
    [Workplace::Artux, Workplace::Akto, Workplace::Akqi, Workplace::Ulugqat];

const LEVELS: [Rank; 5] =
    [Rank::Technician, Rank::Assistant, Rank::Intermediate, Rank::AssociateSenior, Rank::Senior];

const DEFECTS: [&str; 6] = ["blur", "low_resolution", "dark", "blank", "truncated", "corrupt"];

/// A source of applicants.
pub struct Population {
    state: u64,
}

impl Population {
    /// A population that depends on the seed alone.
    pub fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// An applicant with complete answers: one in five is ordinary, the others lie near the
    /// rules' boundaries.
    pub fn applicant(&mut self) -> Value {
        if self.chance(20) {
            return self.ordinary();
        }
        let today = self.day_of_check();
        let mut answers = Answers::new();
        for fact in FACTS {
            let answer = self.favourable(fact, today, &answers);
            answers.insert(fact.to_owned(), answer);
        }
        self.aim(&mut answers, today);
        for _ in 0..self.pick(&[0, 1, 1, 1, 2, 2, 3, 6]) {
            let fact = if self.chance(20) { self.pick(&DECISIVE_FACTS) } else { self.pick(&FACTS) };
            answers.insert(fact.to_owned(), self.any(fact, today));
        }
        self.finish(today, answers)
    }

    /// The same applicant with some answers dropped or not known, and perhaps the scans not told.
    pub fn partial(&mut self, complete: &Value) -> Value {
        let share = self.pick(&[5, 15, 30, 50, 80]);
        let mut partial = complete.clone();
        let answers = partial["answers"].as_object_mut().expect("answers are an object");
        let facts: Vec<String> = answers.keys().cloned().collect();
        for fact in facts {
            if self.chance(share) {
                match self.below(3) {
                    0 => answers.remove(&fact),
                    1 => answers.insert(fact, Value::Null),
                    _ => answers.insert(fact, json!("unknown")),
                };
            }
        }
        if self.chance(share)
            && let Some(input) = partial.as_object_mut()
        {
            input.remove("scans");
        }
        partial
    }

    /// An applicant as a county has them, with complete answers.
    pub fn ordinary(&mut self) -> Value {
        let today = self.day_between(Date::new(2021, 7, 15), Date::new(2021, 9, 30));
        let mut answers = Answers::new();
        let mut tell = |fact: &str, answer: Value| answers.insert(fact.to_owned(), answer);

        let employer = match self.below(100) {
            0..=85 => Employer::PublicInstitution,
            86..=94 => Employer::Enterprise,
            95 => Employer::XpccEnterprise,
            96 => Employer::XpccPublicInstitution,
            97 => Employer::Other,
            98 => Employer::CivilServant,
            _ => Employer::Retired,
        };
        tell("employer", word(employer));
        let workplace = match self.below(100) {
            0..=29 => Workplace::Artux,
            30..=58 => Workplace::Akto,
            59..=79 => Workplace::Prefecture,
            80..=88 => Workplace::Akqi,
            89..=97 => Workplace::Ulugqat,
            _ => Workplace::Elsewhere,
        };
        tell("workplace", word(workplace));
        let series = match self.below(100) {
            0..=38 => Series::PrimarySecondaryTeacher,
            39..=50 => Series::KindergartenTeacher,
            51..=70 => Series::Health,
            71..=79 => Series::Engineering,
            80..=87 => Series::Agriculture,
            88..=90 => Series::Accounting,
            91..=92 => Series::Economics,
            _ => self.pick(Series::ALL),
        };
        tell("series", word(series));
        let stage = match self.below(10) {
            0..=5 => Stage::Primary,
            6..=7 => Stage::JuniorHigh,
            8 => Stage::SeniorHigh,
            _ => Stage::Kindergarten,
        };
        tell("school-stage", word(stage));
        let degree = match self.below(100) {
            0..=5 => Degree::HighSchool,
            6..=33 => Degree::College,
            34..=89 => Degree::Bachelor,
            90..=98 => Degree::Master,
            _ => Degree::Doctor,
        };
        tell("degree", word(degree));

        // a career: from the first working year to the title held, and the next one applied for
        let years = self.below(30);
        let held = match years {
            0 => Rank::None,
            1..=5 => self.pick(&[Rank::None, Rank::Technician, Rank::Assistant]),
            6..=13 => self.pick(&[Rank::Assistant, Rank::Assistant, Rank::Intermediate]),
            14..=22 => self.pick(&[Rank::Intermediate, Rank::Intermediate, Rank::Assistant]),
            _ => self.pick(&[Rank::Intermediate, Rank::AssociateSenior]),
        };
        let work_since = self.day_of_year(today.year - years, today);
        tell("work-since", self.told(work_since, 40));
        tell("title-held", word(held));
        let held_years = self.below(years.min(9) + 1);
        let title_since = self.day_of_year(today.year - held_years, today);
        tell("title-since", self.told(title_since.max(work_since), 25));
        let next = match held {
            Rank::None if degree >= Degree::Bachelor => Rank::Assistant,
            Rank::None => self.pick(&[Rank::Technician, Rank::Assistant]),
            Rank::Technician => Rank::Assistant,
            Rank::Assistant => Rank::Intermediate,
            Rank::Intermediate => Rank::AssociateSenior,
            Rank::AssociateSenior | Rank::Senior => Rank::Senior,
        };
        let level = if self.chance(95) { next } else { self.pick(&LEVELS) };
        tell("level", word(level));
        tell("title-series", json!(if self.chance(80) { "same" } else { "other" }));

        let sanction = match self.below(200) {
            0..=195 => Sanction::None,
            196..=197 => Sanction::Warning,
            198 => Sanction::Demerit,
            _ => Sanction::Demotion,
        };
        tell("sanction", word(sanction));
        tell("sanction-until", self.any("sanction-until", today));
        tell("committee", json!(self.chance(92)));
        let filed = match self.below(100) {
            0..=93 => OtherApplication::None,
            94..=97 => OtherApplication::Targeted,
            _ => OtherApplication::Regional,
        };
        tell("other-application", word(filed));
        let fresh = held == Rank::None;
        tell("meets-101", json!(self.chance(if fresh { 60 } else { 3 })));
        let service = match self.below(10) {
            0..=6 => Service::None,
            7..=8 => Service::Listed,
            _ => Service::OtherGrassroots,
        };
        tell("service", word(service));
        let service_years = self.below(5) + 1;
        tell("service-years", json!(service_years));
        tell("excellent-years", json!(self.below(service_years + 1)));
        tell("special-talent-85", json!(self.chance(2)));
        let on_aid_posting = self.chance(4);
        tell("on-aid-posting", json!(on_aid_posting));
        let aid_years = self.below(3);
        let aid_since = self.day_of_year(today.year - aid_years, today);
        tell("aid-since", json!(aid_since.to_string()));
        let term = self.pick(&[1, 2, 3, 3, 3]);
        let aid_until = aid_since.after_years(term);
        tell("aid-until", json!(aid_until.to_string()));
        let grade = if employer == Employer::Enterprise && self.chance(30) {
            self.pick(SkillGrade::ALL)
        } else {
            SkillGrade::None
        };
        tell("skill-grade", word(grade));
        tell("meets-26", json!(self.chance(70)));
        tell("senior-exam", json!(self.chance(60)));
        for fact in ["conditions-targeted", "conditions-regional", "conditions-county"] {
            let conditions = match self.below(10) {
                0..=1 => Conditions::CheckedMet,
                2 => Conditions::CheckedNotMet,
                _ => Conditions::NotChecked,
            };
            tell(fact, word(conditions));
        }
        let in_a_county = COUNTIES.contains(&workplace);
        tell("remote-county", json!(in_a_county && self.chance(50)));
        tell("township", json!(in_a_county && self.chance(50)));
        tell("frontline", json!(self.chance(15)));
        tell("classified", json!(self.chance(1)));
        tell("declassified", json!(self.chance(50)));
        self.finish(today, answers)
    }

    /// Drops most of what does not apply, attaches scans, and makes the input.
    fn finish(&mut self, today: Date, mut answers: Answers) -> Value {
        put_aid_in_order(&mut answers);
        for fact in FACTS {
            if !applies(fact, &answers) && self.chance(75) {
                answers.remove(fact);
            }
        }
        let mut input = json!({ "today": today.to_string(), "answers": answers });
        if self.chance(85) {
            input["scans"] = self.scans();
        }
        input
    }

    fn scans(&mut self) -> Value {
        let mut scans = Vec::new();
        if self.chance(10) {
            return json!(scans);
        }
        for document in
            ["degree-certificate", "title-certificate", "continuing-education-certificate"]
        {
            if self.chance(20) {
                continue;
            }
            for _ in 0..self.pick(&[1, 1, 1, 2, 3]) {
                let mut scan = json!({ "document": document });
                if document == "title-certificate" && self.chance(70) {
                    scan["form"] = json!(self.pick(&["certificate", "qualification-document"]));
                }
                match self.below(10) {
                    0 => scan["defects"] = json!([self.pick(&DEFECTS)]),
                    1 => scan["defects"] = json!(["dark", "blur"]),
                    2..=5 => scan["defects"] = json!([]),
                    _ => {}
                }
                scans.push(scan);
            }
        }
        json!(scans)
    }

    /// Turns the answers towards one route, so that little more is in its way.
    fn aim(&mut self, answers: &mut Answers, today: Date) {
        let mut tell = |fact: &str, answer: Value| answers.insert(fact.to_owned(), answer);
        match self.below(9) {
            // targeted-review and regional-review
            0 => {
                tell("series", word(self.pick(&SERIES_WITH_A_STANDARD)));
                tell("conditions-targeted", json!("not-checked"));
                tell("conditions-regional", json!("not-checked"));
            }
            // first-conferral
            1 => {
                tell("title-held", json!("none"));
                tell("meets-101", json!(true));
            }
            // special-talent
            2 => {
                tell("service", word(self.pick(&[Service::Listed, Service::OtherGrassroots])));
                tell("service-years", json!(self.pick(&[2, 3, 3, 4])));
                tell("excellent-years", json!(self.pick(&[2, 3, 3, 4])));
                tell("special-talent-85", json!(self.chance(30)));
            }
            // aid-xinjiang
            3 => {
                tell("on-aid-posting", json!(true));
                let (shift, since) = (self.below(3), years_before(today, 1));
                tell("aid-since", self.told(near(since, shift), 10));
                let conditions = self.pick(&["checked-met", "checked-met", "not-checked"]);
                tell("conditions-targeted", json!(conditions));
            }
            // teacher-senior
            4 => {
                let teachers = [Series::PrimarySecondaryTeacher, Series::KindergartenTeacher];
                tell("series", word(self.pick(&teachers)));
                let levels = [Rank::AssociateSenior, Rank::AssociateSenior, Rank::Senior];
                let level = self.pick(&levels);
                tell("level", word(level));
                tell("title-held", word(below_level(level)));
                tell("conditions-regional", json!("not-checked"));
            }
            // county-junior
            5 => {
                tell("workplace", word(self.pick(&COUNTIES)));
                let level = self.pick(&[Rank::Technician, Rank::Assistant, Rank::Assistant]);
                tell("level", word(level));
                tell("title-held", word(below_level(level)));
                tell("degree", word(self.pick(&[Degree::HighSchool, Degree::College])));
                tell("conditions-county", json!("not-checked"));
            }
            // skilled-worker
            6 => {
                let grades = [SkillGrade::SeniorWorker, SkillGrade::Technician];
                tell("skill-grade", word(self.pick(&grades)));
                tell("meets-26", json!(true));
            }
            // the examined series
            7 => {
                let examined = [
                    Series::Accounting,
                    Series::Economics,
                    Series::Statistics,
                    Series::Health,
                    Series::Translation,
                ];
                tell("series", word(self.pick(&examined)));
            }
            _ => {}
        }
    }

    /// Mostly an answer that stands in no route's way.
    fn favourable(&mut self, fact: &str, today: Date, answers: &Answers) -> Value {
        if self.chance(15) {
            return self.any(fact, today);
        }
        match fact {
            "employer" => {
                let kinds = [Employer::PublicInstitution, Employer::PublicInstitution];
                let others = [Employer::Enterprise, Employer::XpccEnterprise, Employer::Other];
                word(self.pick(&[kinds.as_slice(), &others].concat()))
            }
            "workplace" if self.chance(40) => json!("prefecture"),
            "workplace" => word(self.pick(&COUNTIES)),
            "series" => word(self.pick(&SERIES_WITH_A_STANDARD)),
            "title-held" => {
                let held = |level: &Rank| answers["level"] == level.word();
                let level = *LEVELS.iter().find(|it| held(it)).unwrap_or(&Rank::Senior);
                word(below_level(level))
            }
            "title-series" => json!("same"),
            "sanction" if self.chance(30) => json!("demerit"),
            "sanction" => json!("none"),
            "sanction-until" => {
                let shift = self.below(3);
                self.told(near(today, shift), 10)
            }
            "committee" => json!(true),
            "other-application" => json!("none"),
            "service" => json!("none"),
            "special-talent-85" | "on-aid-posting" => json!(false),
            "skill-grade" => json!("none"),
            "senior-exam" => json!(true),
            "conditions-targeted" | "conditions-regional" | "conditions-county" => {
                json!("not-checked")
            }
            "remote-county" | "township" | "frontline" => json!(self.chance(15)),
            "classified" => json!(false),
            _ => self.any(fact, today),
        }
    }

    /// Any answer that the fact can have.
    fn any(&mut self, fact: &str, today: Date) -> Value {
        match fact {
            "employer" => word(self.pick(Employer::ALL)),
            "workplace" => word(self.pick(Workplace::ALL)),
            "series" => word(self.pick(Series::ALL)),
            "level" => word(self.pick(&LEVELS)),
            "school-stage" => word(self.pick(Stage::ALL)),
            "degree" => word(self.pick(Degree::ALL)),
            "title-held" => word(self.pick(Rank::ALL)),
            "title-since" | "work-since" | "aid-since" => {
                let day = self.start(today);
                self.told(day, 15)
            }
            "title-series" => word(self.pick(TitleSeries::ALL)),
            "sanction" => word(self.pick(Sanction::ALL)),
            "sanction-until" | "aid-until" => {
                let day = self.end(today);
                self.told(day, 15)
            }
            "other-application" => word(self.pick(OtherApplication::ALL)),
            "service" => word(self.pick(Service::ALL)),
            "service-years" | "excellent-years" => json!(self.pick(&[0, 1, 2, 3, 3, 4, 99])),
            "skill-grade" => word(self.pick(SkillGrade::ALL)),
            "conditions-targeted" | "conditions-regional" | "conditions-county" => {
                word(self.pick(Conditions::ALL))
            }
            "committee" | "meets-101" | "special-talent-85" | "on-aid-posting" | "meets-26"
            | "senior-exam" | "remote-county" | "township" | "frontline" | "classified"
            | "declassified" => json!(self.chance(50)),
            _ => panic!("`{fact}` is no fact"),
        }
    }

    fn day_of_check(&mut self) -> Date {
        match self.below(20) {
            0..=9 => self.day_between(Date::new(2021, 6, 1), Date::new(2022, 12, 31)),
            10..=15 => Date::read(self.pick(&NOTICE_DAYS)),
            16..=17 => Date::read(self.pick(&FEBRUARY_DAYS)),
            _ => self.day_between(Date::new(2010, 1, 1), Date::new(2035, 12, 31)),
        }
    }

    /// A day up to today on which something began.
    fn start(&mut self, today: Date) -> Date {
        let day = match self.below(20) {
            // a whole number of years ago, and the days beside it
            0..=9 => {
                let (years, shift) = (self.pick(&YEARS), self.below(3));
                near(years_before(today, years), shift)
            }
            10..=11 => Date::new(self.pick(&[2000, 2008, 2012, 2016, 2020]), 2, 29),
            12 => self.pick(&[today, today.previous()]),
            13 => Date::new(1950, 1, 1),
            _ => {
                let years = self.below(35);
                self.day_of_year(today.year - years, today)
            }
        };
        day.min(today)
    }

    /// A day, perhaps to come, on which something ends.
    fn end(&mut self, today: Date) -> Date {
        match self.below(20) {
            0..=8 => {
                let shift = self.below(3);
                near(today, shift)
            }
            9 => Date::new(2024, 2, 29),
            10 => Date::new(2100, 12, 30),
            _ => {
                let year = today.year - 3 + self.below(8);
                self.day_of_year(year, Date::new(2100, 12, 31))
            }
        }
    }

    /// The day as an answer; in so many cases of a hundred only its month.
    fn told(&mut self, day: Date, months: u32) -> Value {
        let text = day.to_string();
        if self.chance(months) { json!(text[..7]) } else { json!(text) }
    }

    /// A day of the year that is not after `last`.
    fn day_of_year(&mut self, year: u32, last: Date) -> Date {
        let month = self.below(12) + 1;
        let day = self.below(days_in_month(year, month)) + 1;
        Date::new(year, month, day).min(last)
    }

    fn day_between(&mut self, first: Date, last: Date) -> Date {
        let mut day = first;
        for _ in 0..self.below(first.days_until(last) + 1) {
            day = day.next();
        }
        day
    }

    fn chance(&mut self, of_a_hundred: u32) -> bool {
        self.below(100) < of_a_hundred
    }

    fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        let count = u32::try_from(choices.len()).expect("a short list");
        choices[self.below(count) as usize]
    }

    /// A number below `bound`, by splitmix64.
    fn below(&mut self, bound: u32) -> u32 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        u32::try_from(mixed % u64::from(bound)).expect("less than the bound")
    }
}

fn word(choice: impl Choice) -> Value {
    json!(choice.word())
}

fn below_level(level: Rank) -> Rank {
    match level {
        Rank::None | Rank::Technician => Rank::None,
        Rank::Assistant => Rank::Technician,
        Rank::Intermediate => Rank::Assistant,
        Rank::AssociateSenior => Rank::Intermediate,
        Rank::Senior => Rank::AssociateSenior,
    }
}

/// The same day so many years ago; 28 February for a 29 February that is not there.
fn years_before(day: Date, years: u32) -> Date {
    let year = day.year - years;
    Date::new(year, day.month, day.day.min(days_in_month(year, day.month)))
}

/// The day before, the day itself, or the day after.
fn near(day: Date, shift: u32) -> Date {
    match shift {
        0 => day.previous(),
        1 => day,
        _ => day.next(),
    }
}

/// Moves the end of an aid that could lie before its beginning to just after the beginning.
///
/// Of a month every day is looked at, so that no reading of it puts the end first.
fn put_aid_in_order(answers: &mut Answers) {
    let span = |fact: &str| Span::read(answers[fact].as_str().expect("a date is a text"));
    let (since, until) = (span("aid-since"), span("aid-until"));
    if since.last > until.first {
        let until = json!(since.last.next().to_string());
        answers.insert("aid-until".to_owned(), until);
    }
}

/// Whether the fact is asked, given the other answers.
fn applies(fact: &str, answers: &Answers) -> bool {
    let is = |fact: &str, words: &[&str]| {
        applies(fact, answers) && words.iter().any(|word| answers[fact] == *word)
    };
    let yes = |fact: &str| answers[fact] == true;
    let rank = |fact: &str| Rank::ALL.iter().position(|it| answers[fact] == it.word());
    match fact {
        "school-stage" => is("series", &["primary-secondary-teacher"]),
        "title-since" => !is("title-held", &["none"]),
        "title-series" => rank("title-held") >= rank("level"),
        "sanction" => is("employer", &["public-institution", "xpcc-public-institution"]),
        "sanction-until" => is("sanction", &["demerit", "demotion"]),
        "service-years" | "excellent-years" => !is("service", &["none"]),
        "aid-since" | "aid-until" => yes("on-aid-posting"),
        "meets-26" => is("skill-grade", &["senior-worker", "technician", "senior-technician"]),
        "senior-exam" => {
            is("series", &["accounting", "economics", "statistics"])
                && is("level", &["associate-senior"])
        }
        "declassified" => yes("classified"),
        _ => true,
    }
}
