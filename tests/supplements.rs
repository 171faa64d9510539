//! Later texts settle what a notice leaves open: windows, and facts that nobody is asked any more.
//! The texts here are invented.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use serde_json::{Value as Json, json};
use support::{assess, notice_path, read_folder};
use title_precheck::Notice;
use title_precheck::author::Folder;

const HEALTH: &str = "关于卫生健康系列申报时间的通知
各单位:
卫生健康系列网络申报时间为8月20日至9月20日。
";

const ROSTER: &str = "关于开展定向评价行业名单的通知
各单位:
一、名单
1.工程、农业行业已报送方案,开展克州定向评价。
2.经济行业未报送方案,不开展克州定向评价。
";

const SUPPLEMENTS: &str = r#"
[[source]]
id = "2021-08-10-health"
title = "关于卫生健康系列申报时间的通知"
grade = "held"

[[source]]
id = "2021-08-12-roster"
title = "关于开展定向评价行业名单的通知"
grade = "held"

[[account]]
clause = "2021-08-10-health/标题"
as = "informative"
[[account]]
clause = "2021-08-10-health/称谓"
as = "informative"
[[account]]
clause = "2021-08-12-roster/标题"
as = "informative"
[[account]]
clause = "2021-08-12-roster/称谓"
as = "informative"

[[supplement]]
source = "2021-08-10-health"
edition = "2"
[[supplement.window]]
routes = ["targeted-review", "first-conferral"]
where = { series = ["health"] }
state = "dates"
opens = "2021-08-20"
closes = "2021-09-20"
clause = "2021-08-10-health/前言"
quote = "8月20日至9月20日"

[[supplement]]
source = "2021-08-12-roster"
edition = "3"
[[supplement.fact]]
fact = "committee"
value = "yes"
where = { series = ["engineering", "agriculture"] }
clause = "2021-08-12-roster/一.1"
quote = "工程、农业行业已报送方案"
[[supplement.fact]]
fact = "committee"
value = "no"
where = { series = ["economics"] }
clause = "2021-08-12-roster/一.2"
quote = "经济行业未报送方案"
"#;

fn folder(supplements: &str) -> Folder {
    let mut folder = read_folder(&notice_path("kizilsu-2021"));
    folder.notice = folder.notice.replace("edition = \"1\"", "edition = \"3\"");
    folder.notice.push_str(supplements);
    folder.sources.insert("2021-08-10-health".into(), HEALTH.into());
    folder.sources.insert("2021-08-12-roster".into(), ROSTER.into());
    folder
}

fn compiled(folder: &Folder) -> Notice {
    folder.notice().unwrap_or_else(|faults| panic!("{faults}"))
}

fn supplemented() -> Notice {
    compiled(&folder(SUPPLEMENTS))
}

fn at(notice: &Notice, answers: Json) -> Json {
    assess(notice, &json!({ "today": "2021-08-25", "answers": answers }))
}

fn route<'a>(assessment: &'a Json, id: &str) -> &'a Json {
    assessment["routes"].as_array().unwrap().iter().find(|route| route["id"] == id).unwrap()
}

fn truth<'a>(assessment: &'a Json, route_id: &str, criterion: &str) -> &'a Json {
    let findings = route(assessment, route_id)["findings"].as_array().unwrap();
    &findings.iter().find(|finding| finding["criterion"] == criterion).unwrap()["truth"]
}

#[test]
fn an_assessment_names_the_edition_it_was_made_by() {
    assert_eq!(at(&supplemented(), json!({}))["notice"]["edition"], "3");
}

#[test]
fn a_window_set_later_holds_for_whom_it_is_set_and_for_nobody_else() {
    let notice = supplemented();
    let window = |series: &str, id: &str| {
        let answers = json!({ "series": series, "level": "intermediate", "workplace": "akto" });
        route(&at(&notice, answers), id)["window"].clone()
    };
    let set =
        json!({ "state": "open", "opens": "2021-08-20", "closes": "2021-09-20", "days_left": 26 });
    assert_eq!(window("health", "targeted-review"), set);
    assert_eq!(window("health", "first-conferral"), set);
    assert_eq!(window("health", "special-talent"), json!({ "state": "unannounced" }));
    assert_eq!(window("engineering", "targeted-review")["state"], "closed");
}

#[test]
fn a_fact_told_by_series_is_known_and_not_asked() {
    let notice = supplemented();
    let engineer = at(&notice, json!({ "series": "engineering" }));
    assert_eq!(truth(&engineer, "targeted-review", "committee-formed"), "yes");
    let known = json!([
        { "fact": "committee", "choice": "yes", "clause": "2021-08-12-roster/一.1" }
    ]);
    assert_eq!(engineer["known"], known);
    let economist = at(&notice, json!({ "series": "economics", "level": "senior" }));
    assert_eq!(truth(&economist, "targeted-review", "committee-formed"), "no");
    let librarian = at(&notice, json!({ "series": "library" }));
    assert_eq!(truth(&librarian, "targeted-review", "committee-formed"), "unknown");
    assert!(librarian.get("known").is_none());
    // what somebody answers themselves is told by nobody, though it be the same
    let answered =
        at(&notice, json!({ "series": "library", "level": "senior", "committee": true }));
    assert_eq!(truth(&answered, "targeted-review", "committee-formed"), "yes");
    assert!(answered.get("known").is_none(), "{answered}");
}

#[test]
fn each_fact_that_is_told_is_known_once() {
    let more = r#"
[[supplement.fact]]
fact = "township"
value = "no"
where = { series = ["economics"] }
clause = "2021-08-12-roster/一.2"
quote = "经济行业"
[[supplement.fact]]
fact = "committee"
value = "no"
where = { workplace = ["akto"] }
clause = "2021-08-12-roster/一.2"
quote = "未报送方案"
"#;
    let notice = compiled(&folder(&format!("{SUPPLEMENTS}{more}")));
    let answers = json!({ "series": "economics", "level": "senior", "workplace": "akto" });
    let told = at(&notice, answers);
    let told = told["known"].as_array().unwrap();
    let mut facts: Vec<&str> = told.iter().map(|known| known["fact"].as_str().unwrap()).collect();
    facts.sort_unstable();
    assert_eq!(facts, ["committee", "township"]);
}

#[test]
fn what_is_told_stands_in_the_answers_stead() {
    let notice = supplemented();
    let answers = json!({ "series": "engineering", "committee": false });
    let engineer = at(&notice, answers);
    assert_eq!(truth(&engineer, "targeted-review", "committee-formed"), "yes");
}

#[test]
fn while_the_series_is_open_an_answer_that_may_be_overruled_decides_nothing() {
    let notice = supplemented();
    let open = at(&notice, json!({ "committee": false, "level": "senior" }));
    assert_eq!(truth(&open, "targeted-review", "committee-formed"), "unknown");
    let unknown =
        at(&notice, json!({ "committee": false, "level": "senior", "series": "unknown" }));
    assert_eq!(truth(&unknown, "targeted-review", "committee-formed"), "unknown");
}

#[test]
fn a_fact_that_may_be_told_waits_for_whom_it_is_told_of() {
    let notice = supplemented();
    let asks = |series: Json| {
        let mut answers = json!({ "series": series, "level": "senior" });
        let mut asked = Vec::new();
        while let Some(fact) = at(&notice, answers.clone())["next_question"].as_str() {
            asked.push(fact.to_owned());
            answers[fact] = "unknown".into();
            assert!(asked.len() < 50, "{asked:?}");
        }
        asked
    };
    assert!(!asks("engineering".into()).contains(&"committee".to_owned()));
    assert!(asks("library".into()).contains(&"committee".to_owned()));
    let open = asks(Json::Null);
    let place = |fact: &str| open.iter().position(|asked| asked == fact).unwrap();
    assert!(place("series") < place("committee"), "{open:?}");
}

#[test]
fn the_latest_text_counts() {
    let again = r#"
[[supplement]]
source = "2021-08-12-roster"
edition = "4"
[[supplement.fact]]
fact = "committee"
value = "no"
where = { series = ["engineering"], workplace = ["akto"] }
clause = "2021-08-12-roster/一.2"
quote = "未报送方案"
"#;
    let mut folder = folder(&format!("{SUPPLEMENTS}{again}"));
    folder.notice = folder.notice.replace("edition = \"3\"\nname", "edition = \"4\"\nname");
    let notice = compiled(&folder);
    let formed = |workplace: Json| {
        let answers = json!({ "series": "engineering", "level": "senior", "workplace": workplace });
        truth(&at(&notice, answers), "targeted-review", "committee-formed").clone()
    };
    assert_eq!(formed("akto".into()), "no");
    assert_eq!(formed("artux".into()), "yes");
    assert_eq!(formed(Json::Null), "unknown");
}

#[test]
fn a_supplement_raises_the_edition_and_cites_its_own_text() {
    let codes = |from: &str, to: &str| {
        let edited = SUPPLEMENTS.replacen(from, to, 1);
        assert_ne!(edited, SUPPLEMENTS, "{from}");
        let found = folder(&edited).compile().diagnostics.found;
        found.iter().map(|fault| fault.code).collect::<Vec<_>>()
    };
    assert!(codes("edition = \"2\"", "edition = \"1\"").contains(&"edition-not-raised"));
    assert!(codes("edition = \"3\"", "edition = \"2\"").contains(&"edition-not-raised"));
    let other = codes("clause = \"2021-08-10-health/前言\"", "clause = \"main/三.¶2\"");
    assert!(other.contains(&"clause-of-other-source"), "{other:?}");
    assert!(codes("[\"health\"]", "[\"medicine\"]").contains(&"undefined-choice"));
    assert!(codes("fact = \"committee\"", "fact = \"comittee\"").contains(&"undefined-id"));
}
