//! What the authoring page is told: faults with their places, clauses with what accounts for them, cases, whom an edit affects.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};
use support::{notice_path, read_folder};
use title_precheck::author::{Affected, Folder, Settles, Told, clauses_of};

fn last_year() -> Folder {
    read_folder(&notice_path("kizilsu-2021"))
}

/// Last year's folder with one text in the rules changed; it must stand there.
fn changed(from: &str, to: &str) -> Folder {
    let mut folder = last_year();
    assert!(folder.notice.contains(from), "{from}");
    folder.notice = folder.notice.replacen(from, to, 1);
    folder
}

fn find<'a>(list: &'a Json, key: &str, value: &str) -> &'a Json {
    let items = list.as_array().unwrap();
    items.iter().find(|item| item[key] == value).unwrap_or_else(|| panic!("no {value}"))
}

#[test]
fn files_make_a_folder_and_a_folder_makes_the_files() {
    let folder = last_year();
    let mut files = folder.files();
    let paths: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(paths, ["cases.toml", "notice.toml", "sources/main.txt"]);
    files.insert("README.md".into(), "not of the folder".into());
    let again = Folder::of_files(files);
    assert_eq!(again.files(), folder.files());
}

#[test]
fn a_folder_without_errors_gives_its_pack_with_edition_and_hash() {
    let (pack, report) = last_year().compile_report();
    assert_eq!(report["faults"], json!([]));
    assert_eq!((&report["id"], &report["edition"]), (&json!("kizilsu-2021"), &json!("1")));
    assert_eq!(report["bytes"], pack.unwrap().len());
    assert_eq!(report["sha256"].as_str().unwrap().len(), 64);
    assert_eq!(report["texts"]["notice"]["year"], 2021);
}

#[test]
fn a_fault_has_its_place_in_lines_and_utf_16_columns_in_both_languages() {
    let folder = changed("label = \"不在处分期内\"", "label = \"𠮷\", lable = \"不在处分期内\"");
    let (pack, report) = folder.compile_report();
    assert!(pack.is_none());
    let fault = &report["faults"][0];
    assert_eq!((&fault["severity"], &fault["file"]), (&json!("error"), &json!("notice.toml")));
    let line = fault["line"].as_u64().unwrap();
    let text = folder.notice.lines().nth(usize::try_from(line).unwrap() - 1).unwrap();
    assert!(text.contains("lable"), "{text}");
    // `𠮷` is two units and one character
    assert_eq!(fault["column"], 13);
    assert!(fault["message"]["zh"].is_string() && fault["message"]["en"].is_string());
}

#[test]
fn every_clause_says_what_accounts_for_it() {
    let folder = last_year();
    let report = folder.compile_report().1;
    let clauses = &report["clauses"]["main"];
    let text: Vec<u16> = folder.sources["main"].encode_utf16().collect();
    let roles = |id: &str| find(clauses, "id", id)["as"].clone();
    assert_eq!(roles("main/三.¶2")[0], "window");
    assert!(roles("main/四.9").as_array().unwrap().contains(&json!("document")));
    assert!(roles("main/四.13").as_array().unwrap().contains(&json!("informative")));
    let sanction = find(clauses, "id", "main/二.1");
    let cites = find(&sanction["by"], "id", "no-sanction");
    assert_eq!(cites["table"], "criterion");
    let line = usize::try_from(cites["line"].as_u64().unwrap()).unwrap();
    assert_eq!(folder.notice.lines().nth(line - 1), Some("clause = \"main/二.1\""));
    let place = |key: &str| usize::try_from(sanction[key].as_u64().unwrap()).unwrap();
    let words = String::from_utf16(&text[place("start")..place("end")]).unwrap();
    assert!(words.starts_with("1."), "{words}");
    for clause in clauses.as_array().unwrap() {
        let covered = clause["part"] == true || clause["as"] != json!([]);
        assert!(covered, "{clause}");
    }
}

/// The page's colours and the compiler's verdict are made apart, and must agree.
#[test]
fn a_clause_is_accounted_for_by_nothing_exactly_where_the_compiler_says_so() {
    let mut folder = last_year();
    folder.notice = folder.notice.replace("clause = \"main/四.13\"", "clause = \"main/四.1\"");
    let report = folder.compile_report().1;
    let faults = report["faults"].as_array().unwrap();
    let open: Vec<&Json> = faults.iter().filter(|f| f["code"] == "clause-not-accounted").collect();
    let clauses = report["clauses"]["main"].as_array().unwrap();
    let bare = |clause: &&Json| clause["part"] == false && clause["as"] == json!([]);
    let bare: Vec<&Json> = clauses.iter().filter(bare).collect();
    assert_eq!(bare.len(), 1, "{bare:?}");
    assert_eq!(bare[0]["id"], "main/四.13");
    assert_eq!(open.len(), 1);
}

#[test]
fn a_heading_that_is_cited_accounts_for_all_that_stands_under_it() {
    let mut folder = last_year();
    let text = "题\n一、条件\n（一）基本条件\n1.学历。\n2.年限。\n（二）破格条件\n1.获奖。\n";
    folder.sources.insert("late".into(), text.into());
    folder.notice.push_str("\n[[account]]\nclause = \"late/一\"\nas = \"informative\"\n");
    let (_, report) = folder.compile_report();
    let clauses = report["clauses"]["late"].as_array().unwrap();
    let bare = |clause: &&Json| {
        clause["as"].as_array().unwrap().is_empty() && clause["part"] == Json::Bool(false)
    };
    let bare: Vec<&Json> = clauses.iter().filter(bare).map(|clause| &clause["id"]).collect();
    assert_eq!(bare, ["late/标题"]);
}

#[test]
fn what_cites_a_clause_is_told_though_a_key_is_misspelt_and_not_where_the_file_is_no_toml() {
    let report = changed("usual = true", "usal = true").compile_report().1;
    assert!(report["clauses"]["main"].is_array());
    let report = changed("usual = true", "usual = = true").compile_report().1;
    assert!(report.get("clauses").is_none());
    assert_eq!(report["faults"][0]["code"], "malformed-toml");
}

#[test]
fn cases_are_told_with_their_lines_and_what_they_try() {
    let folder = last_year();
    let report = folder.cases_report();
    let cases = report["cases"].as_array().unwrap();
    assert!(cases.len() >= 150);
    assert!(cases.iter().all(|case| case["differences"] == json!([])));
    let text = folder.cases.unwrap();
    let last = cases.last().unwrap();
    let line = usize::try_from(last["line"].as_u64().unwrap()).unwrap();
    assert!(text.lines().nth(line - 1).unwrap().contains(last["id"].as_str().unwrap()));
    assert!(find(&report["criteria"], "id", "no-sanction")["no"].as_u64().unwrap() > 0);
    let verdicts = &find(&report["routes"], "id", "aid-xinjiang")["verdicts"];
    assert!(verdicts["needs-discretion"].as_u64().unwrap() > 0);
}

#[test]
fn a_case_that_an_edit_breaks_is_told_with_the_difference() {
    let report = changed("years = 1", "years = 2").cases_report();
    let failed =
        |case: &&Json| case["differences"].as_array().is_some_and(|differ| !differ.is_empty());
    assert!(report["cases"].as_array().unwrap().iter().any(|case| failed(&case)));
    assert!(report["faults"].as_array().unwrap().iter().any(|fault| fault["file"] == "cases.toml"));
}

/// A case written from an input passes: it expects what came out, every route with what decides.
#[test]
fn a_case_written_from_a_preview_passes_as_it_stands() {
    let mut folder = last_year();
    let notice = folder.notice().unwrap();
    let input = json!({ "today": "2021-07-20", "answers": {
        "employer": "public-institution", "workplace": "akto", "series": "engineering", "level": "intermediate",
        "degree": "bachelor", "title-held": "assistant", "title-since": "2018-03", "sanction": "none", "committee": true,
        "service-years": 3, "conditions-regional": "unknown" } });
    let before = folder.cases_report()["cases"].as_array().unwrap().len();
    for number in 1..=2 {
        let case = folder.case_of(&notice, &input).unwrap();
        assert!(case.contains(&format!("id = \"preview-{number}\"")), "{case}");
        folder.cases.as_mut().unwrap().push_str(&format!("\n{case}"));
    }
    let report = folder.cases_report();
    let cases = report["cases"].as_array().unwrap();
    assert_eq!(cases.len(), before + 2);
    assert_eq!(cases[before]["differences"], json!([]), "{}", cases[before]);
    let wrong = json!({ "today": "2021-07-20", "answers": { "degree": "PhD" } });
    assert!(folder.case_of(&notice, &wrong).unwrap_err().contains("degree"));
}

fn compare(before: &Folder, after: &Folder, people: usize, seed: u64) -> Json {
    let pack = |folder: &Folder| folder.compile().pack.unwrap();
    let mut affected = Affected::new(&pack(before), &pack(after), seed).unwrap();
    affected.run(people);
    affected.json()
}

#[test]
fn nobody_is_affected_by_no_edit() {
    let found = compare(&last_year(), &last_year(), 300, 1);
    assert_eq!((&found["people"], &found["differ"]), (&json!(300), &json!(0)));
}

#[test]
fn the_same_seed_gives_the_same_people_and_portions_make_no_difference() {
    let (before, after) = (last_year(), changed("years = 1", "years = 2"));
    assert_eq!(compare(&before, &after, 400, 7), compare(&before, &after, 400, 7));
    assert_ne!(compare(&before, &after, 400, 7), compare(&before, &after, 400, 8));
    let pack = |folder: &Folder| folder.compile().pack.unwrap();
    let mut portions = Affected::new(&pack(&before), &pack(&after), 7).unwrap();
    (0..4).for_each(|_| portions.run(100));
    assert_eq!(portions.json(), compare(&before, &after, 400, 7));
}

#[test]
fn a_rule_made_harder_takes_people_from_its_route_and_from_no_other() {
    let found = compare(&last_year(), &changed("years = 1", "years = 2"), 3000, 2021);
    let route = find(&found["routes"], "id", "aid-xinjiang");
    let change = find(&route["verdicts"], "to", "not-met");
    assert!(change["people"].as_u64().unwrap() >= 5, "{route}");
    assert!(change["examples"].as_array().unwrap().len() <= 3);
    assert!(change["examples"][0]["answers"]["aid-since"].is_string(), "{change}");
    for other in found["routes"].as_array().unwrap() {
        assert!(other["id"] == "aid-xinjiang" || other["verdicts"] == json!([]), "{other}");
    }
}

#[test]
fn a_deadline_moved_changes_windows_and_no_verdict() {
    let mut after = last_year();
    after.notice = after.notice.replace("closes = \"2021-08-15\"", "closes = \"2021-08-25\"");
    let found = compare(&last_year(), &after, 1000, 3);
    let route = find(&found["routes"], "id", "targeted-review");
    assert_eq!(route["verdicts"], json!([]));
    assert_eq!(route["windows"][0]["from"]["closes"], "2021-08-15");
    assert_eq!(route["windows"][0]["to"]["closes"], "2021-08-25");
    assert!(route["windows"][0]["people"].as_u64().unwrap() > 100);
}

/// Every verdict of every route is met by some of the invented people, or they would show little.
#[test]
fn invented_people_come_to_every_route_and_an_engine_takes_them() {
    let folder = last_year();
    let notice = folder.notice().unwrap();
    let found =
        compare(&folder, &changed("opens = \"2021-07-15\"", "opens = \"2021-07-16\""), 3000, 2021);
    for route in found["routes"].as_array().unwrap() {
        for verdict in ["met", "not-met", "undetermined", "needs-discretion"] {
            assert!(
                route["before"][verdict].as_u64().unwrap_or(0) > 0,
                "{} {verdict}",
                route["id"]
            );
        }
        for change in route["windows"].as_array().unwrap() {
            for person in change["examples"].as_array().unwrap() {
                support::input(&notice, person).unwrap_or_else(|error| panic!("{error}: {person}"));
            }
        }
    }
}

const HEALTH: &str = "关于卫生健康系列申报时间的通知\n各单位:\n卫生健康系列网络申报时间为8月20日至9月20日。\n请相互转告。\n";

fn told(settles: Settles) -> Told {
    Told {
        source: "2021-08-10-health".into(),
        title: "关于卫生健康系列申报时间的通知".into(),
        number: String::new(),
        text: HEALTH.into(),
        quote: "卫生健康系列网络申报时间为8月20日至9月20日".into(),
        informative: ["标题", "称谓", "前言.¶2"].map(|id| format!("2021-08-10-health/{id}")).into(),
        whom: vec![("series".into(), vec!["health".into()])],
        settles,
    }
}

fn dates() -> Settles {
    let (opens, closes) = ("2021-08-20".into(), "2021-09-20".into());
    Settles::Window { routes: vec!["targeted-review".into()], opens, closes }
}

#[test]
fn a_supplement_from_a_form_compiles_and_raises_the_edition() {
    let folder = last_year().supplemented(&told(dates())).unwrap();
    let notice = folder.notice().unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!(notice.edition(), "2");
    assert!(folder.lint().found.is_empty(), "{}", folder.lint());
    let input = json!({ "today": "2021-08-25", "answers": { "series": "health", "level": "intermediate", "workplace": "akto" } });
    let met = support::assess(&notice, &input);
    assert_eq!(find(&met["routes"], "id", "targeted-review")["window"]["closes"], "2021-09-20");
    // the rest of the file stays as it was, comments and all
    let own = last_year().notice.replace("edition = \"1\"", "edition = \"2\"");
    assert!(folder.notice.starts_with(&own));
}

#[test]
fn a_second_statement_of_the_same_text_leaves_the_edition() {
    let folder = last_year().supplemented(&told(dates())).unwrap();
    let fact = Settles::Fact { fact: "committee".into(), value: "yes".into() };
    let folder = folder.supplemented(&told(fact)).unwrap();
    let notice = folder.notice().unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!(notice.edition(), "2");
    assert_eq!(folder.notice.matches("[[supplement]]").count(), 1);
    let mut next = told(dates());
    next.source = "2021-08-20-again".into();
    next.informative =
        ["标题", "称谓", "前言.¶2"].map(|id| format!("2021-08-20-again/{id}")).into();
    let folder = folder.supplemented(&next).unwrap();
    assert_eq!(folder.notice().unwrap_or_else(|faults| panic!("{faults}")).edition(), "3");
}

#[test]
fn a_paragraph_that_a_form_says_nothing_of_is_asked_for() {
    let mut form = told(dates());
    form.informative.pop();
    let folder = last_year().supplemented(&form).unwrap();
    let (pack, report) = folder.compile_report();
    assert!(pack.is_none());
    assert_eq!(report["faults"][0]["code"], "clause-not-accounted");
    assert_eq!(report["faults"][0]["file"], "sources/2021-08-10-health.txt");
}

#[test]
fn a_form_that_cannot_be_written_is_refused_in_words() {
    let mut quote = told(dates());
    quote.quote = "9月20日。\n请相互".into();
    let mut name = told(dates());
    name.source = "2021-08-10-卫生".into();
    let mut order = told(Settles::Window {
        routes: Vec::new(),
        opens: "2021-09-20".into(),
        closes: "2021-08-20".into(),
    });
    order.whom.clear();
    let mut taken = told(dates());
    taken.source = "main".into();
    let mut untitled = told(dates());
    untitled.title = " ".into();
    for form in [quote, name, order, taken, untitled] {
        let words = last_year().supplemented(&form).unwrap_err();
        assert!(!words.zh.is_empty() && !words.en.is_empty());
    }
}

#[test]
fn the_clauses_of_a_pasted_text_say_which_are_its_frame() {
    let clauses = clauses_of("x", HEALTH);
    let frames: BTreeMap<&str, bool> = clauses
        .as_array()
        .unwrap()
        .iter()
        .map(|clause| (clause["id"].as_str().unwrap(), clause["frame"] == true))
        .collect();
    let expected = [("x/标题", true), ("x/称谓", true), ("x/前言", false), ("x/前言.¶2", false)];
    assert_eq!(frames, BTreeMap::from(expected));
}
