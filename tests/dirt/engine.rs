//! A clean row is what the engine says of the same answers: invented applicants as offices would list them.

use std::io::Cursor;

use serde_json::{Value as Json, json};
use title_precheck::office::{Headings, Judge, Judged, List, Mapping, Record, Standing};
use title_precheck::{Day, Notice};
use toml::Value;

use crate::list::{self, Form};
use crate::reading::population::{FACTS, Population};
use crate::support::{assess, kizilsu, notice_path, report};

const PEOPLE: usize = 500;

/// A question of the notice, and what its choices are called.
struct Asked {
    question: String,
    choices: Vec<(String, String)>,
    is_date: bool,
}

fn asked(notice: &Notice) -> Vec<Asked> {
    let texts: Json = serde_json::from_str(notice.texts()).unwrap();
    let text = |json: &Json, key: &str| json[key].as_str().unwrap_or_default().to_owned();
    let of = |id: &&str| {
        let fact = texts["facts"].as_array().unwrap().iter().find(|it| it["id"] == *id).unwrap();
        let choices = fact["choices"].as_array().into_iter().flatten();
        Asked {
            question: text(fact, "question"),
            choices: choices.map(|it| (text(it, "id"), text(it, "label"))).collect(),
            is_date: ["-since", "-until"].iter().any(|end| id.ends_with(end)),
        }
    };
    FACTS.iter().map(of).collect()
}

/// An answer as a clerk types it: by label, by 是 and 否, dates as cells or in one of the usual ways.
fn typed(asked: &Asked, answer: &Json, number: usize) -> Value {
    let text = |text: &str| Value::String(text.to_owned());
    match answer {
        Json::Null => text(""),
        Json::Bool(truth) => text(if *truth { "是" } else { "否" }),
        Json::Number(years) => Value::Integer(years.as_i64().unwrap()),
        Json::String(word) if word == "unknown" => text("不清楚"),
        Json::String(day) if asked.is_date => typed_day(day, number),
        Json::String(word) => text(&asked.choices.iter().find(|(id, _)| id == word).unwrap().1),
        Json::Array(_) | Json::Object(_) => panic!("{answer}"),
    }
}

fn typed_day(day: &str, number: usize) -> Value {
    let parts: Vec<u32> = day.split('-').map(|part| part.parse().unwrap()).collect();
    let text = match (parts.as_slice(), number % 3) {
        ([_, _, _], 0) => return Value::Datetime(day.parse().unwrap()),
        ([year, month, day], 1) => format!("{year}年{month}月{day}日"),
        ([year, month, day], _) => format!("{year}.{month}.{day}"),
        ([year, month], 0) => format!("{year}年{month}月"),
        ([year, month], 1) => format!("{year}.{month:02}"),
        ([year, month], _) => format!("{year}{month:02}"),
        (_, _) => panic!("{day}"),
    };
    Value::String(text)
}

/// What people see of a verdict.
fn standing(route: &Json) -> Standing {
    match (route["verdict"].as_str().unwrap(), route["window"]["state"].as_str().unwrap()) {
        ("met", "closed") => Standing::Closed,
        ("met", _) => Standing::Meets,
        ("not-met", _) if route["earliest"].is_string() => Standing::NotYet,
        ("not-met", _) => Standing::No,
        ("undetermined", _) => Standing::NeedInfo,
        ("needs-discretion", _) => Standing::Human,
        (verdict, _) => panic!("{verdict}"),
    }
}

#[test]
fn invented_applicants_in_a_list_are_judged_as_the_engine_judges_their_answers() {
    let notice = kizilsu();
    let asked = asked(&notice);
    let mut population = Population::new(20_210_714);
    let applicants: Vec<Json> = (0..PEOPLE)
        .map(|number| {
            let mut applicant = population.applicant();
            if number % 4 == 0 {
                applicant = population.partial(&applicant);
            }
            // a table has no scans
            applicant.as_object_mut().unwrap().remove("scans");
            applicant
        })
        .collect();
    let row = |(number, applicant): (usize, &Json)| {
        let answer = |fact: &str| &applicant["answers"][fact];
        let cells =
            FACTS.iter().zip(&asked).map(|(fact, asked)| typed(asked, answer(fact), number));
        let name = Value::String(format!("第{number}人"));
        Value::Array([name].into_iter().chain(cells).collect())
    };
    let questions = asked.iter().map(|asked| asked.question.clone());
    let people = list::List {
        columns: ["姓名".to_owned()].into_iter().chain(questions).collect(),
        rows: applicants.iter().enumerate().map(row).collect(),
        ..list::List::default()
    };
    let path = notice_path("kizilsu-2021").join("columns.toml");
    let text = std::fs::read_to_string(path).unwrap();
    let mapping = Mapping::read(&notice, "columns.toml", &text).unwrap_or_else(|it| panic!("{it}"));
    let headings = Headings::new(&notice, [&mapping]);
    let mut met = 0;
    for form in [Form::Csv, Form::Gbk, Form::Xlsx] {
        let bytes = Cursor::new(people.write(form));
        let mut read = List::open(bytes, &|heading| headings.knows(heading)).unwrap();
        let columns = headings.columns(read.heading());
        for (number, applicant) in applicants.iter().enumerate() {
            let record = read.next().unwrap().unwrap();
            assert!(matches!(record, Record::Row(_)));
            // each has a day of their own
            let today = Day::parse(applicant["today"].as_str().unwrap()).unwrap();
            let judge = Judge::new(&notice, &headings, &columns, today);
            let Judged::Person(person) = judge.judge(&record, |_| None) else {
                panic!("{form:?}: nobody in {record:?}");
            };
            assert_eq!(person.faults, [], "{form:?}: {applicant}");
            let assessment = assess(&notice, applicant);
            let routes = assessment["routes"].as_array().unwrap();
            assert_eq!(person.routes.len(), routes.len());
            for (line, route) in person.routes.iter().zip(routes) {
                let told = json!({
                    "id": line.id, "earliest": line.earliest, "window": line.window,
                    "unanswered": line.unanswered,
                });
                let expected = json!({
                    "id": route["id"], "earliest": route["earliest"], "window": route["window"],
                    "unanswered": route["unanswered"],
                });
                assert_eq!(told, expected, "{form:?}, {number}: {applicant}");
                assert_eq!(line.standing, standing(route), "{form:?}, {number}: {applicant}");
                met += usize::from(line.standing == Standing::Meets);
            }
            let choice = json!(person.exclusive_choice);
            assert_eq!(choice, assessment["exclusive_choice"], "{form:?}, {number}");
            assert_eq!(person.who, [format!("第{number}人")]);
        }
        assert_eq!(read.next().unwrap(), None);
    }
    assert!(met > 100, "the population reaches what is met: {met}");
    report(
        "dirt-engine",
        &format!("{PEOPLE} applicants in three forms of list are judged as by the engine"),
    );
}
