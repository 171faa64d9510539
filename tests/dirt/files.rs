//! What is written: nothing that runs, nothing that is nobody's business, and the same again.

use std::fs;
use std::io::{Cursor, Read};
use std::time::{Duration, SystemTime};

use crate::list::{Form, List};
use crate::run::{Out, batch, scratch};

/// All that stands in the files of a run; workbooks are unpacked.
fn all_text(out: &Out) -> String {
    let mut text = String::new();
    for (name, bytes) in &out.files {
        if name.ends_with(".xlsx") {
            let mut book = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
            for place in 0..book.len() {
                book.by_index(place).unwrap().read_to_string(&mut text).unwrap();
            }
        } else {
            text.push_str(std::str::from_utf8(bytes).unwrap());
        }
    }
    text
}

#[test]
fn what_no_rule_needs_is_in_no_output() {
    let private = [
        ("身份证号", "653022199003074215"),
        ("民族", "柯尔克孜族"),
        ("政治面貌", "中共党员"),
        ("宗教信仰", "信教情况"),
        ("联系电话", "13999990000"),
        ("出生年月", "1990年3月7日"),
        ("家庭住址", "某某路1号"),
        ("备注", "体弱"),
        ("爱好", "围棋九段"),
        ("", "没有列名的"),
    ];
    let heading: Vec<&str> = private.iter().map(|(name, _)| *name).collect();
    let values: Vec<&str> = private.iter().map(|(_, value)| *value).collect();
    let text = format!(
        "姓名,{},学历\n张三,{},本科\n李四,{},多出来,本科\n王五,\"{}\n",
        heading.join(","),
        values.join(","),
        values.join(","),
        values.join(",")
    );
    // letters that are not seen, formulas and lost bytes there are not told of either
    let odd: Vec<String> = values.iter().map(|value| format!("=\u{200B}{value}")).collect();
    let text = format!("{text}赵六,{},本科\n", odd.join(","));
    let path = scratch().join("list.csv");
    fs::write(&path, text).unwrap();
    let written = all_text(&batch(&path, &["jsonl", "csv", "xlsx"], &[]));
    assert!(written.contains("张三"));
    for (_, value) in private {
        assert!(!written.contains(value), "{value}");
    }
}

#[test]
fn no_text_of_a_list_runs_in_a_result() {
    let evil =
        ["=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "＝1+1", " =1+1", "'=1+1"];
    let mut rows = String::from("=姓名,姓名,单位,学历\n");
    for text in evil {
        rows.push_str(&format!("x,\"{text}\",\"{text}\",\"{text}\"\n"));
    }
    let path = scratch().join("=list.csv");
    fs::write(&path, rows).unwrap();
    let out = batch(&path, &["csv", "xlsx"], &[]);
    let file = |name: &str| &out.files.iter().find(|(its, _)| its == name).unwrap().1;
    for name in ["out.csv", "csv.faults.csv", "xlsx.faults.csv"] {
        let text = file(name).strip_prefix(b"\xEF\xBB\xBF").unwrap();
        for row in csv::ReaderBuilder::new().has_headers(false).from_reader(text).records() {
            for field in &row.unwrap() {
                let begins = field.trim_start().chars().next();
                let runs = begins.is_some_and(|first| "=+-@＝＋－＠".contains(first));
                assert!(!runs && !field.starts_with(['\t', '\r']), "{name}: {field:?}");
            }
        }
    }
    let mut book = zip::ZipArchive::new(Cursor::new(file("out.xlsx"))).unwrap();
    for place in 0..book.len() {
        let mut part = book.by_index(place).unwrap();
        let (name, mut text) = (part.name().unwrap().into_owned(), String::new());
        part.read_to_string(&mut text).unwrap();
        // the summary's own sums are in its first sheet
        if name.starts_with("xl/worksheets/") && !name.ends_with("sheet1.xml") {
            assert!(!text.contains("<f>"), "{name}");
        }
        assert!(!text.contains("<f>cmd") && !text.contains("<hyperlink "), "{name}");
    }
}

#[test]
fn a_list_of_a_year_ago_run_again_gives_the_same_bytes() {
    let rows = (0..300).map(|row| toml::Value::String(format!("张{}", row % 200)));
    let list = List { rows: rows.collect(), ..List::default() };
    for form in [Form::Csv, Form::Xlsx] {
        let path = scratch().join(format!("list.{}", form.ending()));
        fs::write(&path, list.write(form)).unwrap();
        let first = batch(&path, &["jsonl", "csv", "xlsx"], &[&"--threads", &"2"]);
        let year = Duration::from_secs(366 * 86_400);
        let file = fs::File::options().write(true).open(&path).unwrap();
        file.set_modified(SystemTime::now() - year).unwrap();
        let again = batch(&path, &["jsonl", "csv", "xlsx"], &[&"--threads", &"1"]);
        for ((name, first), (_, again)) in first.files.iter().zip(&again.files) {
            assert!(first == again, "{form:?}: {name}");
        }
    }
}

#[test]
fn thousands_of_columns_are_each_named_and_the_row_says_how_many_more_there_are() {
    let names: Vec<String> = (0..5_000).map(|column| format!("列{column}")).collect();
    let values = vec!["x"; 5_000];
    let blank = vec![""; 5_000];
    let text = format!(
        "姓名,{},单位性质\n张三,{},公务员\n李四,{},公务员\n",
        names.join(","),
        values.join(","),
        blank.join(",")
    );
    let path = scratch().join("list.csv");
    fs::write(&path, text).unwrap();
    let out = batch(&path, &["jsonl", "xlsx"], &[]);
    let people: Vec<String> = out.people.iter().map(crate::run::person).collect();
    assert_eq!(people, ["2 张三 undecided", "3 李四 no targeted-review"]);
    for column in &names {
        assert!(out.faults.contains(&format!("- | {column} | column-unknown")), "{column}");
    }
    let of_row = out.faults.iter().filter(|fault| fault.starts_with("2 | "));
    let of_row: Vec<&String> = of_row.collect();
    assert_eq!((of_row.len(), of_row[59].as_str()), (60, "2 | 列59 | column-unknown | (+4940)"));
}
