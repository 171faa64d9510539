//! Twelve ordinary applicants, each described in a sentence and judged by hand.

use serde_json::{Map, Value, json};

/// An applicant, the routes that they name, and what a reader of the notice would say.
pub struct Described {
    /// A short name for failures.
    pub name: &'static str,
    /// Who it is.
    pub sentence: &'static str,
    /// The day of the check.
    pub today: &'static str,
    /// Every answer that applies.
    pub answers: Map<String, Value>,
    /// The routes that they are interested in.
    pub routes: Vec<&'static str>,
    /// The verdict and, where there is one, the earliest day of each of these routes.
    pub expected: Vec<(&'static str, Option<&'static str>)>,
}

impl Described {
    /// The applicant as input, with the routes named and no scans told.
    pub fn input(&self) -> Value {
        json!({ "today": self.today, "answers": self.answers, "routes": self.routes })
    }
}

/// What most applicants answer alike; `own` adds to it and replaces.
fn answers(own: &Value) -> Map<String, Value> {
    let common = json!({
        "employer": "public-institution",
        "sanction": "none",
        "committee": true,
        "other-application": "none",
        "meets-101": false,
        "service": "none",
        "special-talent-85": false,
        "on-aid-posting": false,
        "skill-grade": "none",
        "conditions-targeted": "not-checked",
        "conditions-regional": "not-checked",
        "conditions-county": "not-checked",
        "remote-county": false,
        "township": false,
        "frontline": false,
        "classified": false,
    });
    let mut all = Map::new();
    for part in [&common, own] {
        let part = part.as_object().expect("answers are an object");
        all.extend(part.clone());
    }
    all
}

/// The twelve.
pub fn described() -> Vec<Described> {
    vec![
        Described {
            name: "village-teacher",
            sentence: "Teaches Chinese at a village school in Akto, 一级教师 since June 2016, and \
                       wants 高级教师.",
            today: "2021-07-20",
            answers: answers(&json!({
                "workplace": "akto", "series": "primary-secondary-teacher",
                "level": "associate-senior", "school-stage": "primary", "degree": "bachelor",
                "title-held": "intermediate", "title-since": "2016-06-30",
                "work-since": "2005-09-01", "remote-county": true, "township": true,
            })),
            routes: vec!["teacher-senior", "targeted-review"],
            // five years were complete on 2021-06-30
            expected: vec![("met", None), ("met", None)],
        },
        Described {
            name: "county-doctor",
            sentence: "A physician at the Artux people's hospital, 主治医师 since August 2015, has \
                       read the prefecture's conditions for 副主任医师 and meets them.",
            today: "2021-07-20",
            answers: answers(&json!({
                "workplace": "artux", "series": "health", "level": "associate-senior",
                "degree": "bachelor", "title-held": "intermediate", "title-since": "2015-08-01",
                "work-since": "2009-07-15", "conditions-targeted": "checked-met",
                "frontline": true,
            })),
            routes: vec!["targeted-review", "regional-review"],
            // 卫生 has no standard in hand: the regional conditions have to be looked up
            expected: vec![("met", None), ("undetermined", None)],
        },
        Described {
            name: "fresh-master",
            sentence: "A master of hydraulic engineering, three weeks in a job at a 州直 design \
                       institute, wants 助理工程师.",
            today: "2021-07-20",
            answers: answers(&json!({
                "workplace": "prefecture", "series": "engineering", "level": "assistant",
                "degree": "master", "title-held": "none", "work-since": "2021-07",
                "meets-101": true,
            })),
            routes: vec!["first-conferral", "targeted-review", "regional-review"],
            expected: vec![("met", None), ("met", None), ("met", None)],
        },
        Described {
            name: "township-agronomist",
            sentence: "An agronomist at a township station in Ulugqat with a 大专 diploma, \
                       助理农艺师 since September 2017, wants 农艺师 a month too early.",
            today: "2021-08-01",
            answers: answers(&json!({
                "workplace": "ulugqat", "series": "agriculture", "level": "intermediate",
                "degree": "college", "title-held": "assistant", "title-since": "2017-09-01",
                "work-since": "2014-07-01", "remote-county": true, "township": true,
            })),
            routes: vec!["targeted-review", "regional-review"],
            expected: vec![
                ("undetermined", Some("2021-09-01")),
                ("needs-discretion", Some("2021-09-01")),
            ],
        },
        Described {
            name: "enterprise-engineer",
            sentence: "An engineer at a mine in Artux whose fifth year as 工程师 is complete on the \
                       day after filing closes.",
            today: "2021-08-15",
            answers: answers(&json!({
                "employer": "enterprise", "workplace": "artux", "series": "engineering",
                "level": "associate-senior", "degree": "bachelor", "title-held": "intermediate",
                "title-since": "2016-08-16", "work-since": "2008-07-01",
            })),
            routes: vec!["targeted-review", "regional-review"],
            expected: vec![("undetermined", Some("2021-08-16")), ("not-met", Some("2021-08-16"))],
        },
        Described {
            name: "accountant",
            sentence: "An accountant of a 州直 office, 会计师 since October 2014, has passed the \
                       senior examination.",
            today: "2021-07-28",
            answers: answers(&json!({
                "workplace": "prefecture", "series": "accounting", "level": "associate-senior",
                "degree": "bachelor", "title-held": "intermediate", "title-since": "2014-10",
                "work-since": "2006-03-01", "senior-exam": true,
            })),
            routes: vec!["targeted-review", "regional-review"],
            expected: vec![("met", None), ("met", None)],
        },
        Described {
            name: "aid-doctor",
            sentence: "A surgeon from Jiangsu, posted to the prefecture hospital until April 2023, \
                       whose year is complete.",
            today: "2021-07-20",
            answers: answers(&json!({
                "workplace": "prefecture", "series": "health", "level": "associate-senior",
                "degree": "doctor", "title-held": "intermediate", "title-since": "2018-12-01",
                "work-since": "2016-07-01", "on-aid-posting": true, "aid-since": "2020-04-15",
                "aid-until": "2023-04-14", "conditions-targeted": "checked-met",
            })),
            routes: vec!["aid-xinjiang"],
            expected: vec![("met", None)],
        },
        Described {
            name: "kindergarten-teacher",
            sentence: "A kindergarten teacher in Akqi, 大专, remembers only that 一级 was in July \
                       2016.",
            today: "2021-07-20",
            answers: answers(&json!({
                "workplace": "akqi", "series": "kindergarten-teacher",
                "level": "associate-senior", "degree": "college",
                "title-held": "intermediate", "title-since": "2016-07", "work-since": "2003-09",
            })),
            routes: vec!["teacher-senior", "targeted-review"],
            // certain on the last day of the month
            expected: vec![
                ("undetermined", Some("2021-07-31")),
                ("undetermined", Some("2021-07-31")),
            ],
        },
        Described {
            name: "county-junior",
            sentence: "A primary school teacher in Akqi, 大专, 三级教师 since September 2018, wants \
                       二级教师.",
            today: "2021-09-20",
            answers: answers(&json!({
                "workplace": "akqi", "series": "primary-secondary-teacher", "level": "assistant",
                "school-stage": "primary", "degree": "college", "title-held": "technician",
                "title-since": "2018-09-01", "work-since": "2017-09-01", "remote-county": true,
            })),
            routes: vec!["county-junior", "targeted-review"],
            // main/二.6: the county's own review, not the prefecture's
            expected: vec![("met", None), ("not-met", None)],
        },
        Described {
            name: "skilled-worker",
            sentence: "An electrician with 高级工 at a power company in Artux, 中专, wants \
                       助理工程师.",
            today: "2021-08-02",
            answers: answers(&json!({
                "employer": "enterprise", "workplace": "artux", "series": "engineering",
                "level": "assistant", "degree": "high-school", "title-held": "none",
                "work-since": "2011-07-01", "skill-grade": "senior-worker", "meets-26": true,
            })),
            routes: vec!["skilled-worker", "county-junior"],
            // the standard asks for four years as 技术员: only the county's own text can say less
            expected: vec![("met", None), ("undetermined", None)],
        },
        Described {
            name: "first-conferral",
            sentence: "A librarian in Akto, bachelor, a year in the job, for whom the unit has \
                       looked up the conferral rules.",
            today: "2021-09-01",
            answers: answers(&json!({
                "workplace": "akto", "series": "library", "level": "assistant",
                "degree": "bachelor", "title-held": "none", "work-since": "2020-08-20",
                "meets-101": true,
            })),
            routes: vec!["first-conferral"],
            expected: vec![("met", None)],
        },
        Described {
            name: "grassroots-service",
            sentence: "A translator of the prefecture who was three years with 访惠聚 in a village, \
                       优秀 each year, and wants 副译审.",
            today: "2021-07-20",
            answers: answers(&json!({
                "workplace": "prefecture", "series": "translation", "level": "associate-senior",
                "degree": "bachelor", "title-held": "intermediate", "title-since": "2017-11-01",
                "work-since": "2010-09-01", "service": "listed", "service-years": 3,
                "excellent-years": 3,
            })),
            routes: vec!["special-talent"],
            expected: vec![("met", None)],
        },
    ]
}
