//! The floor: the notice of 2021 written out by hand, as somebody would who needs nothing else.
//!
//! Serde reads a line straight into a struct of this notice's answers, every criterion and route
//! is a function, and the same line is written that `precheck assess --jsonl --verdicts` writes.
//! It quotes no clause, explains nothing, takes no other notice, and ends at the first line that
//! is not valid. What those cost is the distance to it.

use std::io::{self, BufRead, Write};

use serde::Deserialize;
use serde_json::value::RawValue;

use answers::{
    Answers, Conditions, Day, Degree, Employer, Filed, Level, Sanction, Series, Service, Set,
    Skill, Span, Stage, Title, TitleSeries, Told, Workplace, value, yes_no,
};
use standard::{Asked, Standard};

mod answers;
mod standard;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line<'l> {
    #[serde(borrow)]
    id: Option<&'l RawValue>,
    today: Day,
    answers: Answers,
    // no verdict hangs on a scan, but a line with anything else in it is refused
    #[serde(default, rename = "scans")]
    _scans: Vec<Scan<'l>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scan<'l> {
    #[serde(rename = "document")]
    _document: &'l str,
    #[serde(rename = "form")]
    _form: Option<&'l str>,
    #[serde(default, borrow, rename = "defects")]
    _defects: Vec<&'l str>,
}

/// Reads lines and writes a line for each.
pub fn run(mut lines: impl BufRead, mut out: impl Write) -> io::Result<()> {
    let mut bytes = Vec::new();
    while lines.read_until(b'\n', &mut bytes)? > 0 {
        let text = std::str::from_utf8(&bytes).expect("a line in UTF-8");
        let line: Line = serde_json::from_str(text).expect("a valid line");
        write_line(&mut out, line.id, &Person::new(line.today, &line.answers).routes())?;
        bytes.clear();
    }
    out.flush()
}

fn write_line(out: &mut impl Write, id: Option<&RawValue>, routes: &[Route]) -> io::Result<()> {
    out.write_all(b"{")?;
    if let Some(id) = id {
        write!(out, "\"id\":{},", id.get())?;
    }
    out.write_all(b"\"routes\":{")?;
    let mut comma = "";
    for route in routes {
        write!(out, "{comma}\"{}\":\"{}\"", route.id, route.truth.verdict())?;
        comma = ",";
    }
    out.write_all(b"},\"earliest\":{")?;
    let mut comma = "";
    for route in routes {
        if let Some(day) = route.earliest {
            write!(out, "{comma}\"{}\":\"{day}\"", route.id)?;
            comma = ",";
        }
    }
    out.write_all(b"}}\n")
}

struct Route {
    id: &'static str,
    truth: Truth,
    earliest: Option<Day>,
}

/// What comes of a criterion, or of a route; from the best to the worst.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Truth {
    Yes,
    /// Unknown, and only discretion or the notice's own words leave it so.
    Soft,
    /// Unknown for want of an answer, of the day, or of a text.
    Hard,
    No,
}

use Truth::{Hard, No, Soft, Yes};

impl Truth {
    fn verdict(self) -> &'static str {
        match self {
            Yes => "met",
            Soft => "needs-discretion",
            Hard => "undetermined",
            No => "not-met",
        }
    }

    /// Whether there are cases in which it is yes, in doubt, or no.
    fn of(yes: bool, soft: bool, no: bool) -> Truth {
        match (yes, soft, no) {
            (true, false, false) => Yes,
            (false, true, false) => Soft,
            (false, false, true) => No,
            _ => Hard,
        }
    }

    fn either(self, other: Truth) -> Truth {
        match (self, other) {
            (Yes, _) | (_, Yes) => Yes,
            (No, No) => No,
            (Hard, _) | (_, Hard) => Hard,
            (Soft, _) | (_, Soft) => Soft,
        }
    }
}

/// A criterion that time can turn, and the days on which it certainly holds, both included.
#[derive(Clone, Copy)]
struct Timed {
    truth: Truth,
    holds: Option<(Day, Day)>,
}

const PUBLIC: Set = Employer::PublicInstitution.bit() | Employer::XpccPublicInstitution.bit();
const SERIOUS: Set = Sanction::Demerit.bit() | Sanction::Demotion.bit();
const COUNTY: Set = Workplace::Artux.bit()
    | Workplace::Akto.bit()
    | Workplace::Akqi.bit()
    | Workplace::Ulugqat.bit();
const JUNIOR: Set = Level::Technician.bit() | Level::Assistant.bit();
const HIGH: Set = Level::AssociateSenior.bit() | Level::Senior.bit();
const EXAM_FIRST: Set =
    Series::Accounting.bit() | Series::Economics.bit() | Series::Statistics.bit();
const OWN_EXAM: Set = Series::Health.bit() | Series::Translation.bit();
const TEACHER: Set = Series::PrimarySecondaryTeacher.bit() | Series::KindergartenTeacher.bit();
const SKILLED: Set =
    Skill::SeniorWorker.bit() | Skill::Technician.bit() | Skill::SeniorTechnician.bit();

/// One person's answers, as what each can still mean.
struct Person<'a> {
    today: Day,
    answers: &'a Answers,
    employer: Set,
    workplace: Set,
    series: Set,
    level: Set,
    title: Set,
}

impl<'a> Person<'a> {
    fn new(today: Day, answers: &'a Answers) -> Person<'a> {
        Person {
            today,
            answers,
            employer: Employer::set(answers.employer),
            workplace: Workplace::set(answers.workplace),
            series: Series::set(answers.series),
            level: Level::set(answers.level),
            title: Title::set(answers.title_held),
        }
    }

    /// main/二.1 to 二.7, and the 自治区级 review of main/四.4.
    fn routes(&self) -> [Route; 8] {
        let all = |truths: &[Truth]| truths.iter().copied().fold(Yes, Truth::max);
        let yes = |answer| {
            let (yes, no) = yes_no(answer);
            Truth::of(yes, false, no)
        };
        let own = all(&[self.in_scope(), self.in_kizilsu(), self.title_is_new()]);
        let targeted = own.max(self.not_filed(Filed::Regional));
        let regional = own.max(self.not_filed(Filed::Targeted));
        let (committee, reviewed) = (self.committee_formed(), self.reviewed_not_examined());
        let exam = self.senior_exam_passed();
        let (county_junior, above_county_junior) = self.county_junior();

        let sanction = self.no_sanction();
        let aid = self.aid_one_year();
        let standard = self.standard();
        let conditions = |answer, missed| self.conditions(answer, missed, &standard);
        // local conditions may not be below the national ones; the other texts are not held
        let for_targeted = conditions(self.answers.conditions_targeted, Hard);
        let for_county = conditions(self.answers.conditions_county, Hard);
        let for_regional = conditions(self.answers.conditions_regional, No);

        let route = |id, untimed: Truth, timed: &[Timed]| {
            let truth = timed.iter().fold(untimed, |all, one| all.max(one.truth));
            self.route(id, truth, untimed, timed)
        };
        // main/四.3: an authority may relax the conditions
        let relaxation = self.relaxation();
        let reviewed_route = |id, untimed: Truth, timed: &[Timed], conditions: Timed| {
            let own = match (conditions.truth, relaxation) {
                (No, Yes) => Soft,
                (No, Soft | Hard) => Hard,
                (No, No) | (Yes | Soft | Hard, _) => conditions.truth,
            };
            let truth = timed.iter().fold(untimed.max(own), |all, one| all.max(one.truth));
            self.route(id, truth, untimed, &[timed, &[conditions]].concat())
        };
        [
            reviewed_route(
                "targeted-review",
                all(&[targeted, committee, above_county_junior, reviewed, exam]),
                &[sanction],
                for_targeted,
            ),
            route(
                "first-conferral",
                all(&[targeted, self.conferral_not_examined(), yes(self.answers.meets_101)]),
                &[sanction],
            ),
            route(
                "special-talent",
                targeted.max(self.three_excellent().either(self.special_talent_85())),
                &[sanction],
            ),
            reviewed_route(
                "aid-xinjiang",
                all(&[targeted, committee, reviewed, exam]),
                &[sanction, aid],
                for_targeted,
            ),
            reviewed_route(
                "teacher-senior",
                all(&[regional, self.teacher_series(), self.teacher_senior_level()]),
                &[sanction],
                for_regional,
            ),
            reviewed_route(
                "county-junior",
                all(&[targeted, county_junior, reviewed]),
                &[sanction],
                for_county,
            ),
            route(
                "skilled-worker",
                all(&[targeted, committee, self.skilled(), self.meets_26()]),
                &[sanction],
            ),
            reviewed_route(
                "regional-review",
                all(&[regional, self.not_teacher_senior(), reviewed, exam]),
                &[sanction],
                for_regional,
            ),
        ]
    }

    /// The first day after today on which everything holds that is not met today.
    fn route(&self, id: &'static str, truth: Truth, untimed: Truth, timed: &[Timed]) -> Route {
        let mut earliest = None;
        if truth != Yes && untimed == Yes {
            let both = |(first, last): (Day, Day), one: &Timed| {
                one.holds.map(|(from, until)| (first.max(from), last.min(until)))
            };
            let days = timed.iter().try_fold((self.today.next(), Day::LAST), both);
            earliest = days.filter(|(first, last)| first <= last).map(|(first, _)| first);
        }
        Route { id, truth, earliest }
    }

    /// 职称评审管理暂行规定; main/四.5 opens the channel to 兵团企业 only.
    fn in_scope(&self) -> Truth {
        let soft = Employer::XpccPublicInstitution.bit();
        let no = Employer::CivilServant.bit() | Employer::Retired.bit();
        let there = |set: Set| self.employer & set != 0;
        Truth::of(there(!(soft | no)), there(soft), there(no))
    }

    /// main/称谓.
    fn in_kizilsu(&self) -> Truth {
        let no = Workplace::Elsewhere.bit();
        Truth::of(self.workplace & !no != 0, false, self.workplace & no != 0)
    }

    /// main/二.1.
    fn no_sanction(&self) -> Timed {
        let public = self.employer & PUBLIC != 0;
        let sanction = if public { Sanction::set(self.answers.sanction) } else { Sanction::ALL };
        let free = self.employer & !PUBLIC != 0 || sanction & !SERIOUS != 0;
        if !public || sanction & SERIOUS == 0 {
            return Timed { truth: Yes, holds: Some((Day::FIRST, Day::LAST)) };
        }
        let until = value(self.answers.sanction_until);
        let over = until.is_none_or(|until| self.today > until.first);
        let runs = until.is_none_or(|until| self.today <= until.last);
        Timed {
            truth: Truth::of(free || over, false, runs),
            holds: until.map(|until| (until.last.next(), Day::LAST)),
        }
    }

    /// main/四.12#2.
    fn committee_formed(&self) -> Truth {
        let (formed, not_formed) = yes_no(self.answers.committee);
        let (junior, other) = self.of_county_juniors();
        Truth::of(formed, not_formed && junior, not_formed && other)
    }

    /// main/四.4.
    fn not_filed(&self, filed: Filed) -> Truth {
        let set = Filed::set(self.answers.other_application);
        Truth::of(set & !filed.bit() != 0, false, set & filed.bit() != 0)
    }

    /// main/二.6: whether it can be 初级 in one of the four counties, and whether anything else.
    fn of_county_juniors(&self) -> (bool, bool) {
        let county = self.level & JUNIOR != 0 && self.workplace & COUNTY != 0;
        (county, self.level & !JUNIOR != 0 || self.workplace & !COUNTY != 0)
    }

    /// main/二.6, and from the other side.
    fn county_junior(&self) -> (Truth, Truth) {
        let (junior, other) = self.of_county_juniors();
        (Truth::of(junior, false, other), Truth::of(other, false, junior))
    }

    /// main/二.2 beside the national examinations.
    fn conferral_not_examined(&self) -> Truth {
        let examined = EXAM_FIRST | OWN_EXAM;
        let free = self.level & HIGH != 0 || self.series & !examined != 0;
        Truth::of(free, self.level & !HIGH != 0 && self.series & examined != 0, false)
    }

    /// The national examinations.
    fn reviewed_not_examined(&self) -> Truth {
        let low = self.level & !HIGH != 0;
        let free = self.level & HIGH != 0 || self.series & !(EXAM_FIRST | OWN_EXAM) != 0;
        Truth::of(free, low && self.series & OWN_EXAM != 0, low && self.series & EXAM_FIRST != 0)
    }

    /// 人社部发〔2019〕8号 and 53号.
    fn senior_exam_passed(&self) -> Truth {
        let level = Level::AssociateSenior.bit();
        let asked = self.series & EXAM_FIRST != 0 && self.level & level != 0;
        let free = self.series & !EXAM_FIRST != 0 || self.level & !level != 0;
        let (passed, not_passed) = yes_no(self.answers.senior_exam);
        Truth::of(free || passed, false, asked && not_passed)
    }

    /// A level already held is not applied for again.
    fn title_is_new(&self) -> Truth {
        // titles have one choice more before the levels
        let new = self.title.trailing_zeros() < self.level.ilog2() + 1;
        if self.title.ilog2() < self.level.trailing_zeros() + 1 {
            return Yes;
        }
        let series = TitleSeries::set(self.answers.title_series);
        let there = |choice: TitleSeries| series & choice.bit() != 0;
        Truth::of(new, there(TitleSeries::Other), there(TitleSeries::Same))
    }

    fn standard(&self) -> Standard {
        let answers = self.answers;
        Asked {
            today: self.today,
            series: self.series,
            level: self.level,
            degree: Degree::set(answers.degree),
            stage: Stage::set(answers.school_stage),
            title: self.title,
            title_since: value(answers.title_since),
            work_since: value(answers.work_since),
        }
        .standard()
    }

    /// main/二.1, 二.5, 二.6 and 四.4; `missed` is what a standard that is not met comes to.
    fn conditions(&self, answer: Option<Conditions>, missed: Truth, standard: &Standard) -> Timed {
        let set = Conditions::possible(answer);
        let there = |choice: Conditions| set & choice.bit() != 0;
        let by_standard = there(Conditions::NotChecked);
        let met = there(Conditions::CheckedMet) || by_standard && standard.met;
        let missed_no = missed == No && by_standard && standard.missed;
        let not_met = there(Conditions::CheckedNotMet) || missed_no;
        let missed_hard = missed == Hard && by_standard && standard.missed;
        let truth = if missed_hard || by_standard && standard.absent {
            Hard
        } else {
            Truth::of(met, false, not_met)
        };
        let from = if by_standard { standard.from } else { Some(Day::FIRST) };
        let from = from.filter(|_| !there(Conditions::CheckedNotMet));
        Timed { truth, holds: from.map(|from| (from, Day::LAST)) }
    }

    /// main/四.3.
    fn relaxation(&self) -> Truth {
        let answers = self.answers;
        let grounds = [answers.remote_county, answers.township, answers.frontline].map(yes_no);
        let (yes, no) = (grounds.iter().any(|of| of.0), grounds.iter().all(|of| of.1));
        Truth::of(yes, false, no)
    }

    /// main/二.3, the first half.
    fn three_excellent(&self) -> Truth {
        let service = Service::set(self.answers.service);
        let there = |choice: Service| service & choice.bit() != 0;
        let reach = |answer: Option<Told<u8>>| {
            value(answer).map_or((true, true), |years| (years >= 3, years < 3))
        };
        let (served, short) = reach(self.answers.service_years);
        let (excellent, less) = reach(self.answers.excellent_years);
        let (three, not_three) = (served && excellent, short || less);
        let grassroots = there(Service::Listed) || there(Service::OtherGrassroots);
        Truth::of(
            there(Service::Listed) && three,
            there(Service::OtherGrassroots) && three,
            there(Service::None) || grassroots && not_three,
        )
    }

    /// main/二.3, the second half.
    fn special_talent_85(&self) -> Truth {
        let (yes, no) = yes_no(self.answers.special_talent_85);
        Truth::of(yes && self.level & HIGH != 0, false, no || self.level & !HIGH != 0)
    }

    /// main/二.4.
    fn aid_one_year(&self) -> Timed {
        let (posted, not_posted) = yes_no(self.answers.on_aid_posting);
        if !posted {
            return Timed { truth: No, holds: None };
        }
        let (since, until) = (value(self.answers.aid_since), value(self.answers.aid_until));
        let year = |day: Day| day.after_years(1);
        let day = self.today;
        let served = since.is_none_or(|since: Span| year(since.first) <= day);
        let short = since.is_none_or(|since: Span| year(since.last) > day);
        let there = until.is_none_or(|until: Span| day <= until.last);
        let gone = until.is_none_or(|until: Span| day > until.first);
        let days = since.zip(until).map(|(since, until)| (year(since.last), until.first));
        Timed {
            truth: Truth::of(served && there, false, not_posted || short || gone),
            holds: days.filter(|_| !not_posted),
        }
    }

    /// main/二.5.
    fn teacher_series(&self) -> Truth {
        Truth::of(self.series & TEACHER != 0, false, self.series & !TEACHER != 0)
    }

    /// main/二.5.
    fn teacher_senior_level(&self) -> Truth {
        let there = |set: Set| self.level & set != 0;
        Truth::of(there(Level::AssociateSenior.bit()), there(Level::Senior.bit()), there(!HIGH))
    }

    /// main/二.5, from the other side.
    fn not_teacher_senior(&self) -> Truth {
        let teacher = self.series & TEACHER != 0;
        let there = |level: Level| teacher && self.level & level.bit() != 0;
        let free = self.series & !TEACHER != 0 || self.level & !HIGH != 0;
        Truth::of(free, there(Level::Senior), there(Level::AssociateSenior))
    }

    /// main/二.7.
    fn skilled(&self) -> Truth {
        let grade = Skill::set(self.answers.skill_grade);
        Truth::of(grade & SKILLED != 0, false, grade & !SKILLED != 0)
    }

    /// main/二.7; asked of the skilled alone.
    fn meets_26(&self) -> Truth {
        let asked = Skill::set(self.answers.skill_grade) & SKILLED != 0;
        let (yes, no) = yes_no(self.answers.meets_26.filter(|_| asked));
        Truth::of(yes, false, no)
    }
}
