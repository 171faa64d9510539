//! The routes: what each needs, its verdict, its earliest day and its window.

use super::calendar::Date;
use super::criteria::{Criterion, Truth, county_junior, depends_on_the_day, judge, relaxation};
use super::facts::{Facts, Rank, Series, Workplace, end};
use Criterion::{
    AboveCountyJunior, AidOneYear, CommitteeFormed, ConferralNotExamined, GrassrootsThreeExcellent,
    InKizilsu, IsCountyJunior, Meets26, Meets101, MeetsCountyConditions, MeetsRegionalConditions,
    MeetsTargetedConditions, NoSanction, NotTeacherSenior, OneApplicationRegional,
    OneApplicationTargeted, PersonInScope, ReviewedNotExamined, SeniorExamPassed, Skilled,
    SpecialTalent85, TeacherSeniorLevel, TeacherSeries, TitleIsNew,
};
use Need::{Either, One};
use serde_json::{Value, json};

/// The two kinds that exclude each other in one year (main/四.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 定向.
    Targeted,
    /// 自治区级.
    Regional,
}

/// What a route needs: one criterion, or either of two, which counts as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    One(Criterion),
    Either(Criterion, Criterion),
}

/// A way to a title.
pub struct Route {
    pub id: &'static str,
    pub kind: Kind,
    pub needs: &'static [Need],
    /// The one criterion that an authority may relax (main/四.3).
    pub relaxable: Option<Criterion>,
}

/// main/二.1 to 二.7, and the 自治区级 review of main/四.4.
pub const ROUTES: [Route; 8] = [
    Route {
        id: "targeted-review",
        kind: Kind::Targeted,
        needs: &[
            One(PersonInScope),
            One(InKizilsu),
            One(NoSanction),
            One(CommitteeFormed),
            One(OneApplicationRegional),
            One(AboveCountyJunior),
            One(ReviewedNotExamined),
            One(SeniorExamPassed),
            One(TitleIsNew),
            One(MeetsTargetedConditions),
        ],
        relaxable: Some(MeetsTargetedConditions),
    },
    Route {
        id: "first-conferral",
        kind: Kind::Targeted,
        needs: &[
            One(PersonInScope),
            One(InKizilsu),
            One(NoSanction),
            One(OneApplicationRegional),
            One(ConferralNotExamined),
            One(TitleIsNew),
            One(Meets101),
        ],
        relaxable: None,
    },
    Route {
        id: "special-talent",
        kind: Kind::Targeted,
        needs: &[
            One(PersonInScope),
            One(InKizilsu),
            One(NoSanction),
            One(OneApplicationRegional),
            One(TitleIsNew),
            Either(GrassrootsThreeExcellent, SpecialTalent85),
        ],
        relaxable: None,
    },
    Route {
        id: "aid-xinjiang",
        kind: Kind::Targeted,
        needs: &[
            One(PersonInScope),
            One(InKizilsu),
            One(NoSanction),
            One(CommitteeFormed),
            One(OneApplicationRegional),
            One(AidOneYear),
            One(ReviewedNotExamined),
            One(SeniorExamPassed),
            One(TitleIsNew),
            One(MeetsTargetedConditions),
        ],
        relaxable: Some(MeetsTargetedConditions),
    },
    Route {
        id: "teacher-senior",
        kind: Kind::Regional,
        needs: &[
            One(PersonInScope),
            One(InKizilsu),
            One(NoSanction),
            One(OneApplicationTargeted),
            One(TeacherSeries),
            One(TeacherSeniorLevel),
            One(TitleIsNew),
            One(MeetsRegionalConditions),
        ],
        relaxable: Some(MeetsRegionalConditions),
    },
    Route {
        id: "county-junior",
        kind: Kind::Targeted,
        needs: &[
            One(PersonInScope),
            One(InKizilsu),
            One(NoSanction),
            One(OneApplicationRegional),
            One(IsCountyJunior),
            One(ReviewedNotExamined),
            One(TitleIsNew),
            One(MeetsCountyConditions),
        ],
        relaxable: Some(MeetsCountyConditions),
    },
    Route {
        id: "skilled-worker",
        kind: Kind::Targeted,
        needs: &[
            One(PersonInScope),
            One(InKizilsu),
            One(NoSanction),
            One(CommitteeFormed),
            One(OneApplicationRegional),
            One(Skilled),
            One(Meets26),
            One(TitleIsNew),
        ],
        relaxable: None,
    },
    Route {
        id: "regional-review",
        kind: Kind::Regional,
        needs: &[
            One(PersonInScope),
            One(InKizilsu),
            One(NoSanction),
            One(OneApplicationTargeted),
            One(NotTeacherSenior),
            One(ReviewedNotExamined),
            One(SeniorExamPassed),
            One(TitleIsNew),
            One(MeetsRegionalConditions),
        ],
        relaxable: Some(MeetsRegionalConditions),
    },
];

/// What a route comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    NotMet,
    Undetermined,
    NeedsDiscretion,
    Met,
}

impl Verdict {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotMet => "not-met",
            Self::Undetermined => "undetermined",
            Self::NeedsDiscretion => "needs-discretion",
            Self::Met => "met",
        }
    }
}

impl Need {
    fn judge(self, facts: &Facts, today: Date) -> Truth {
        match self {
            One(criterion) => judge(criterion, facts, today),
            Either(one, other) => {
                match (judge(one, facts, today), judge(other, facts, today)) {
                    (Truth::Yes, _) | (_, Truth::Yes) => Truth::Yes,
                    (Truth::No, Truth::No) => Truth::No,
                    // a reason that is neither discretion nor unclear is left
                    (Truth::Hard, _) | (_, Truth::Hard) => Truth::Hard,
                    (Truth::Soft, _) | (_, Truth::Soft) => Truth::Soft,
                }
            }
        }
    }

    fn depends_on_the_day(self) -> bool {
        match self {
            One(criterion) => depends_on_the_day(criterion),
            Either(one, other) => depends_on_the_day(one) || depends_on_the_day(other),
        }
    }
}

impl Route {
    /// The first of the four verdicts that applies.
    pub fn verdict(&self, facts: &Facts, today: Date) -> Verdict {
        let relaxation = relaxation(facts);
        let truths: Vec<(Need, Truth)> =
            self.needs.iter().map(|need| (*need, need.judge(facts, today))).collect();
        let relaxable = |need: Need| self.relaxable.is_some_and(|it| need == One(it));

        let failed = |(need, truth): &(Need, Truth)| {
            *truth == Truth::No && !(relaxable(*need) && relaxation != Truth::No)
        };
        if truths.iter().any(failed) {
            return Verdict::NotMet;
        }
        // a criterion that is still no here is relaxable, and its relaxation is yes or unknown
        let a_no_is_left = truths.iter().any(|(_, truth)| *truth == Truth::No);
        let hard = truths.iter().any(|(_, truth)| *truth == Truth::Hard);
        if hard || (a_no_is_left && relaxation != Truth::Yes) {
            return Verdict::Undetermined;
        }
        let soft = truths.iter().any(|(_, truth)| *truth == Truth::Soft);
        if soft || a_no_is_left {
            return Verdict::NeedsDiscretion;
        }
        Verdict::Met
    }

    /// The first day after `today` on which the same answers meet the route, found day by day.
    pub fn earliest(&self, facts: &Facts, today: Date) -> Option<Date> {
        let met_whatever_the_day = self
            .needs
            .iter()
            .filter(|need| !need.depends_on_the_day())
            .all(|need| need.judge(facts, today) == Truth::Yes);
        if !met_whatever_the_day {
            return None;
        }
        // Sanctions only end and years only grow: what is met today stays so, but for a 援疆
        // period, which ends. So what is not met on the last day worth looking at is met on no
        // day before it.
        let aid = self.needs.contains(&One(AidOneYear));
        let moving: Vec<Need> = self
            .needs
            .iter()
            .copied()
            .filter(|need| need.depends_on_the_day())
            .filter(|need| *need == One(AidOneYear) || need.judge(facts, today) != Truth::Yes)
            .collect();
        let met_on = |day: Date| moving.iter().all(|need| need.judge(facts, day) == Truth::Yes);
        let last = if aid { end(facts.aid_until).first } else { Date::new(2120, 12, 31) };
        if last <= today || !met_on(last) {
            return None;
        }
        let mut day = today.next();
        while !met_on(day) {
            day = day.next();
        }
        Some(day)
    }

    /// When to file, on `today`: `unknown` only if the open facts leave different windows.
    pub fn window(&self, facts: &Facts, today: Date) -> Value {
        let mut windows: Vec<Window> = Vec::new();
        for level in &facts.level {
            for workplace in &facts.workplace {
                for series in &facts.series {
                    let window = match self.kind {
                        Kind::Targeted => targeted_window(*level, *workplace, *series),
                        Kind::Regional => regional_window(*level),
                    };
                    if !windows.contains(&window) {
                        windows.push(window);
                    }
                }
            }
        }
        match windows.as_slice() {
            [window] => window.on(today),
            _ => json!({ "state": "unknown" }),
        }
    }
}

/// A time to file, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Window {
    Dates { opens: Date, closes: Date },
    SetByCounty,
    SetByRegionalSeries,
    Unannounced,
}

/// main/三.
fn targeted_window(level: Rank, workplace: Workplace, series: Series) -> Window {
    if county_junior(level, workplace) {
        return Window::SetByCounty;
    }
    if series == Series::Health {
        return Window::Unannounced;
    }
    let in_education = matches!(
        series,
        Series::PrimarySecondaryTeacher
            | Series::KindergartenTeacher
            | Series::SecondaryVocationalTeacher
            | Series::HigherEducationTeacher
    );
    Window::Dates {
        opens: Date::new(2021, 7, 15),
        closes: if in_education { Date::new(2021, 9, 10) } else { Date::new(2021, 8, 15) },
    }
}

/// main/三: 自治区级高级 as each regional series announces.
fn regional_window(level: Rank) -> Window {
    if level >= Rank::AssociateSenior { Window::SetByRegionalSeries } else { Window::Unannounced }
}

impl Window {
    fn on(self, today: Date) -> Value {
        let (opens, closes) = match self {
            Self::Unannounced => return json!({ "state": "unannounced" }),
            Self::SetByRegionalSeries => {
                return json!({ "state": "set-by", "set_by": "regional-series" });
            }
            Self::SetByCounty => {
                return json!({ "state": "set-by", "set_by": "county", "done_by": "2021-11-30" });
            }
            Self::Dates { opens, closes } => (opens, closes),
        };
        let dates = [opens.to_string(), closes.to_string()];
        if today < opens {
            json!({ "state": "upcoming", "opens": dates[0], "closes": dates[1] })
        } else if today <= closes {
            json!({
                "state": "open", "opens": dates[0], "closes": dates[1],
                "days_left": today.days_until(closes),
            })
        } else {
            json!({ "state": "closed", "opens": dates[0], "closes": dates[1] })
        }
    }
}
