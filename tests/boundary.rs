//! The boundary to JavaScript, in a real browser: what crosses it and in which shape.
//! What the engine decides is tested natively.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects)]

use js_sys::{Array, JSON, Object, Reflect};
use serde::Deserialize;
use title_precheck::author::Folder;
use title_precheck::wasm::Precheck;
use title_precheck::{Input, Notice, Value, assess, verdicts_of_many};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const EXAMPLE: &str = include_str!("data/example.in.json");

fn pack() -> Vec<u8> {
    let main = include_str!("../src/notices/kizilsu-2021/sources/main.txt");
    let folder = Folder {
        notice: include_str!("../src/notices/kizilsu-2021/notice.toml").into(),
        sources: [("main".into(), main.into())].into(),
        ..Folder::default()
    };
    folder.compile().pack.expect("the notice compiles")
}

fn kizilsu() -> Precheck {
    Precheck::new(&pack()).expect("the pack is good")
}

/// An input of JavaScript's, with these answers.
fn asking(fact: &str, answer: &JsValue) -> JsValue {
    let (answers, input) = (Object::new(), Object::new());
    Reflect::set(&answers, &fact.into(), answer).unwrap();
    Reflect::set(&input, &"today".into(), &"2021-07-20".into()).unwrap();
    Reflect::set(&input, &"answers".into(), &answers).unwrap();
    input.into()
}

fn text(object: &JsValue, key: &str) -> String {
    Reflect::get(object, &key.into()).unwrap().as_string().unwrap_or_default()
}

fn refusal(fact: &str, answer: &JsValue) -> (String, String) {
    let error = kizilsu().assess(asking(fact, answer)).expect_err("it is refused");
    assert!(error.is_instance_of::<js_sys::Error>());
    assert!(!text(&error, "message").is_empty());
    (text(&error, "code"), text(&error, "path"))
}

#[wasm_bindgen_test]
fn the_version_is_the_crates() {
    assert_eq!(Precheck::version(), env!("CARGO_PKG_VERSION"));
}

#[wasm_bindgen_test]
fn what_crosses_is_what_the_command_line_prints() {
    let out = kizilsu().assess(JSON::parse(EXAMPLE).unwrap()).unwrap();
    let crossed = String::from(JSON::stringify(&out).unwrap());
    let notice = Notice::read(&pack()).unwrap();
    let value: serde_json::Value = serde_json::from_str(EXAMPLE).unwrap();
    let input = Input::read(&notice, &Value::deserialize(value).unwrap()).unwrap();
    assert_eq!(crossed, serde_json::to_string(&assess(&notice, &input)).unwrap());
}

#[wasm_bindgen_test]
fn objects_are_plain_and_no_question_is_null() {
    let out = kizilsu().assess(JSON::parse(EXAMPLE).unwrap()).unwrap();
    assert!(Reflect::get(&out, &"next_question".into()).unwrap().is_null());
    let routes = Reflect::get(&out, &"routes".into()).unwrap();
    assert!(Array::is_array(&routes));
    let prototype = Object::get_prototype_of(&out);
    assert!(Object::get_prototype_of(&prototype).is_null());
}

#[wasm_bindgen_test]
fn undefined_and_null_are_no_answer() {
    let precheck = kizilsu();
    let out =
        |input: JsValue| String::from(JSON::stringify(&precheck.assess(input).unwrap()).unwrap());
    let empty = out(JSON::parse(r#"{"today":"2021-07-20"}"#).unwrap());
    assert_eq!(out(asking("degree", &JsValue::UNDEFINED)), empty);
    assert_eq!(out(asking("degree", &JsValue::NULL)), empty);
}

#[wasm_bindgen_test]
fn a_fault_names_its_code_and_path() {
    let fault = |fact: &str, answer: JsValue| refusal(fact, &answer);
    let path = |fact: &str| format!("answers.{fact}");
    assert_eq!(fault("degre", "college".into()), ("unknown-fact".into(), path("degre")));
    assert_eq!(fault("degree", "none".into()), ("unknown-choice".into(), path("degree")));
    assert_eq!(fault("degree", 3.into()), ("wrong-type".into(), path("degree")));
    assert_eq!(fault("committee", "yes".into()), ("wrong-type".into(), path("committee")));
    for number in [1.5, -1.0, 100.0, f64::NAN, f64::INFINITY, 4_294_967_296.0] {
        let met = fault("service-years", number.into());
        assert_eq!(met, ("malformed-number".into(), path("service-years")), "{number}");
    }
    let met = fault("title-since", "2021-02-30".into());
    assert_eq!(met, ("malformed-date".into(), path("title-since")));
    let met = fault("title-since", "2021-07-21".into());
    assert_eq!(met, ("date-after-today".into(), path("title-since")));
}

#[wasm_bindgen_test]
fn what_json_cannot_say_is_refused() {
    let date = js_sys::Date::new_0();
    let function = js_sys::Function::new_no_args("");
    let cyclic = Object::new();
    Reflect::set(&cyclic, &"again".into(), &cyclic).unwrap();
    let symbol = JsValue::symbol(None);
    for value in
        [date.into(), function.into(), cyclic.into(), symbol, JsValue::bigint_from_str("1")]
    {
        assert_eq!(refusal("title-since", &value).0, "malformed-json", "{value:?}");
    }
}

#[wasm_bindgen_test]
fn damaged_packs_are_refused_with_a_code() {
    let code = |bytes: &[u8]| match Precheck::new(bytes) {
        Ok(_) => String::new(),
        Err(error) => text(&error, "code"),
    };
    let mut pack = pack();
    assert_eq!(code(&[]), "not-a-pack");
    assert_eq!(code(b"<!DOCTYPE html>"), "not-a-pack");
    assert_eq!(code(&pack[..pack.len() - 1]), "pack-damaged");
    if let Some(byte) = pack.get_mut(40) {
        *byte ^= 1;
    }
    assert_eq!(code(&pack), "pack-damaged");
}

#[wasm_bindgen_test]
fn steps_and_texts_are_by_id() {
    let precheck = kizilsu();
    let texts = JSON::parse(&precheck.texts()).unwrap();
    let steps: Array = Reflect::get(&texts, &"steps".into()).unwrap().unchecked_into();
    let ids: Vec<String> = steps.iter().map(|step| text(&step, "id")).collect();
    let mine = precheck.steps(JSON::parse(EXAMPLE).unwrap()).unwrap();
    assert!(!mine.is_empty() && mine.iter().all(|step| ids.contains(step)));
}

#[wasm_bindgen_test]
fn many_people_cross_as_bytes_and_a_fault_names_its_person() {
    let (precheck, notice) = (kizilsu(), Notice::read(&pack()).unwrap());
    assert_eq!(precheck.sha256(), notice.sha256());
    let mut people = b"TPP\x01".to_vec();
    let hash = |at: usize| u8::from_str_radix(&notice.sha256()[2 * at..2 * at + 2], 16).unwrap();
    people.extend((0..8).map(hash));
    people.extend([0xe5, 0x07, 7, 20, 2, 0, 0, 0]);
    let texts: serde_json::Value = serde_json::from_str(notice.texts()).unwrap();
    let dates = texts["facts"].as_array().unwrap().iter().map(|fact| fact["kind"] == "date");
    // two people who answer nothing
    let record: usize = dates.map(|date| if date { 4 } else { 1 }).sum();
    people.resize(people.len() + 2 * record, 0);
    let out = precheck.verdicts(&people).unwrap();
    assert_eq!(out.len(), 20 + 2 * 5 * notice.routes().count());
    assert_eq!(out, verdicts_of_many(&notice, &people).unwrap());
    // the second person's first fact is the employer
    people[20 + record] = 99;
    let error = precheck.verdicts(&people).expect_err("it is refused");
    assert!(error.is_instance_of::<js_sys::Error>() && !text(&error, "message").is_empty());
    let met = (text(&error, "code"), text(&error, "path"));
    assert_eq!(met, ("unknown-choice".into(), "people[1].answers.employer".into()));
}
