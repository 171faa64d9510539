//! `precheck batch` as offices use it: what it reads and writes, and that a run which is killed loses and repeats nothing.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects, dead_code, unused_imports)]

#[path = "reading/mod.rs"]
mod reading;
mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use reading::population::Population;
use serde_json::{Value as Json, json};
use support::{notice_path, report};

/// A folder of one test, empty.
fn scratch(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("batch").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn batch(list: &Path, output: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_precheck"));
    command.env("LC_ALL", "C").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.arg("batch").arg(notice_path("kizilsu-2021")).arg(list).arg("-o").arg(output);
    command.args(more);
    command
}

fn run(list: &Path, output: &Path, more: &[&str]) -> Output {
    batch(list, output, more).output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    str::from_utf8(bytes).unwrap()
}

/// So many generated applicants, a line of JSON each; every seventh is refused.
fn applicants(count: usize) -> String {
    let mut population = Population::new(41);
    let mut lines = String::new();
    for number in 0..count {
        let mut person = population.ordinary();
        person["id"] = format!("2021-{number:06}").into();
        if number % 7 == 3 {
            person["answers"]["degree"] = "PhD".into();
        }
        lines.push_str(&person.to_string());
        lines.push('\n');
    }
    lines
}

/// The same people as a table in the words of the notice's choices, with cells that cannot be read.
fn table(count: usize) -> String {
    let mut rows = String::from(
        "编号,姓名,单位性质,隶属,申报系列,申报级别,学历,现职称,取得时间,committee\r\n",
    );
    for number in 0..count {
        let degree = if number % 11 == 5 { "大本" } else { "本科" };
        let month = number % 12 + 1;
        let row = format!(
            "{number},\"某\r\n某\",事业单位,阿克陶县,工程技术,中级,{degree},助理级,2016-{month},是\r\n"
        );
        rows.push_str(&row);
    }
    rows
}

/// Random numbers that are the same in every run of the tests.
struct Random(u64);

impl Random {
    fn next(&mut self) -> f64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// Kills a run at random moments until it was hit so often, each time going on with what was left; then lets it end.
fn kill(list: &Path, output: &Path, more: &[&str], wanted: usize, lasts: Duration) {
    let mut random = Random(7);
    let mut hit = 0;
    while hit < wanted {
        let mut child = batch(list, output, more).spawn().unwrap();
        thread::sleep(lasts.mul_f64(random.next()));
        // SIGKILL: nothing of it is told
        child.kill().unwrap();
        let ended = child.wait().unwrap();
        if ended.code().is_none() {
            hit += 1;
        } else {
            // it was faster: the next begins anew
            fs::remove_file(output).unwrap();
        }
    }
    let ended = run(list, output, more);
    assert!(output.exists(), "{}", text(&ended.stderr));
}

fn killed_is_unbroken(name: &str, list: &str, text: &str, output: &str, more: &[&str]) {
    let folder = scratch(name);
    let list = folder.join(list);
    fs::write(&list, text).unwrap();
    let [unbroken, broken] =
        ["unbroken", "broken"].map(|name| folder.join(format!("{name}.{output}")));
    let begun = Instant::now();
    run(&list, &unbroken, more);
    kill(&list, &broken, more, 20, begun.elapsed());
    let read = |path: &Path| fs::read(path).unwrap();
    assert!(read(&unbroken) == read(&broken), "{name}: the results differ");
    if !more.contains(&"--verdicts") {
        let faults = |path: &Path| read(&path.with_extension("faults.csv"));
        assert!(faults(&unbroken) == faults(&broken), "{name}: the faults differ");
    }
    assert!(!folder.join(format!("broken.{output}.part")).exists(), "the journal is removed");
}

#[test]
fn verdicts_that_were_killed_at_twenty_moments_are_those_of_an_unbroken_run() {
    killed_is_unbroken("verdicts", "list.jsonl", &applicants(20_000), "jsonl", &["--verdicts"]);
}

#[test]
fn a_workbook_that_was_killed_at_twenty_moments_is_that_of_an_unbroken_run() {
    killed_is_unbroken("workbook", "list.csv", &table(1_500), "xlsx", &["--today", "2021-07-20"]);
}

#[test]
fn lines_that_were_killed_at_twenty_moments_are_those_of_an_unbroken_run() {
    killed_is_unbroken("lines", "list.csv", &table(4_000), "jsonl", &["--today", "2021-07-20"]);
    report(
        "7-batch",
        "precheck batch: killed at 60 random moments, results byte-identical to unbroken runs",
    );
}

#[test]
fn verdicts_are_those_that_assess_says_line_by_line() {
    let folder = scratch("as-assess");
    let (list, output) = (folder.join("list.jsonl"), folder.join("out.jsonl"));
    fs::write(&list, applicants(2_000) + "no JSON\n").unwrap();
    let ended = run(&list, &output, &["--verdicts"]);
    assert_eq!(ended.status.code(), Some(1), "some lines were refused");
    let mut assess = Command::new(env!("CARGO_BIN_EXE_precheck"));
    let assess =
        assess.arg("assess").arg(notice_path("kizilsu-2021")).args(["--jsonl", "--verdicts"]);
    let assess = assess.arg(&list).output().unwrap();
    assert!(fs::read(&output).unwrap() == assess.stdout);
}

#[test]
fn as_many_people_at_a_time_as_may_be_give_the_same_bytes() {
    let folder = scratch("threads");
    let list = folder.join("list.csv");
    fs::write(&list, table(3_000)).unwrap();
    let outputs = ["1", "2", "7"].map(|threads| {
        let output = folder.join(format!("{threads}.csv"));
        run(&list, &output, &["--today", "2021-07-20", "--threads", threads]);
        fs::read(output).unwrap()
    });
    assert!(outputs[0] == outputs[1] && outputs[1] == outputs[2]);
    assert_eq!(
        text(&outputs[0]).matches("未判").count() + text(&outputs[0]).matches("Not judged").count(),
        273
    );
}

#[test]
fn a_list_that_changed_since_is_judged_from_its_beginning() {
    let folder = scratch("changed");
    let (list, output) = (folder.join("list.jsonl"), folder.join("out.jsonl"));
    let begun = Instant::now();
    fs::write(&list, applicants(20_000)).unwrap();
    run(&list, &folder.join("timed.jsonl"), &["--verdicts"]);
    let lasts = begun.elapsed();
    let mut child = batch(&list, &output, &["--verdicts"]).spawn().unwrap();
    thread::sleep(lasts / 2);
    child.kill().unwrap();
    child.wait().unwrap();
    fs::write(&list, applicants(50)).unwrap();
    run(&list, &output, &["--verdicts"]);
    assert_eq!(fs::read_to_string(&output).unwrap().lines().count(), 50);
}

#[test]
fn the_day_of_a_run_that_goes_on_is_that_of_its_beginning() {
    let folder = scratch("day");
    let (list, output) = (folder.join("list.csv"), folder.join("out.jsonl"));
    fs::write(&list, table(3)).unwrap();
    run(&list, &output, &["--today", "2021-07-20"]);
    let today = fs::read_to_string(&output).unwrap();
    assert!(today.contains("\"days_left\":26"), "{today}");
    // without a day, the machine's clock tells it; then the window is long over
    run(&list, &output, &[]);
    assert!(fs::read_to_string(&output).unwrap().contains("\"state\":\"closed\""));
}

#[test]
fn two_runs_do_not_write_one_file() {
    let folder = scratch("two");
    let (list, output) = (folder.join("list.jsonl"), folder.join("out.jsonl"));
    fs::write(&list, applicants(20_000)).unwrap();
    let mut first = batch(&list, &output, &["--verdicts"]).spawn().unwrap();
    while !folder.join("out.jsonl.part/people.jsonl").exists() {
        thread::sleep(Duration::from_millis(1));
    }
    let second = run(&list, &output, &["--verdicts"]);
    let is_first_done = first.wait().unwrap().code() == Some(1);
    assert!(is_first_done);
    // one that came when the first was through had the file to itself
    if !second.stderr.is_empty() {
        assert!(text(&second.stderr).contains("another precheck"), "{}", text(&second.stderr));
        assert_eq!(second.status.code(), Some(1));
    }
    assert_eq!(fs::read_to_string(&output).unwrap().lines().count(), 20_000);
}

#[test]
fn what_cannot_be_written_or_read_is_said_and_nothing_is_left() {
    let folder = scratch("refused");
    let list = folder.join("list.csv");
    fs::write(&list, table(3)).unwrap();
    let jsonl = folder.join("list.jsonl");
    fs::write(&jsonl, applicants(1)).unwrap();
    for (list, output, more, said) in [
        (&list, "out.pdf", &[][..], "ends in .xlsx, .csv or .jsonl"),
        (&list, "out.jsonl", &["--verdicts"], "reads JSON lines"),
        (&jsonl, "out.csv", &["--verdicts"], "writes .jsonl only"),
        (&folder, "out.csv", &[], "is a folder"),
        (&folder.join("none.csv"), "out.csv", &[], "none.csv"),
        (&list, "out.csv", &["--columns", "none.toml"], "none.toml"),
        (&list, "out.csv", &["--scans", "none"], "none"),
    ] {
        let ended = run(list, &folder.join(output), more);
        assert_eq!(ended.status.code(), Some(1), "{output} {more:?}");
        assert!(text(&ended.stderr).contains(said), "{}", text(&ended.stderr));
        assert!(!folder.join(output).exists() && !folder.join(format!("{output}.part")).exists());
    }
    let usage = run(&list, &folder.join("out.csv"), &["--today", "20.7.2021"]);
    assert_eq!(usage.status.code(), Some(2));
}

#[test]
fn a_person_has_the_best_route_and_what_it_hangs_on() {
    let folder = scratch("person");
    let (list, output) = (folder.join("list.csv"), folder.join("out.jsonl"));
    let heading = "工号,姓名,employer,workplace,series,level,degree,title-held,title-since,sanction,committee,other-application,conditions-targeted,conditions-regional,remote-county,township,frontline";
    let row = "7,张三,public-institution,akto,engineering,intermediate,bachelor,assistant,2018.3,none,是,none,not-checked,not-checked,否,否,否";
    fs::write(&list, format!("{heading}\n{row}\n")).unwrap();
    let ended = run(&list, &output, &["--today", "2021-07-20"]);
    assert_eq!(ended.status.code(), Some(0), "{}", text(&ended.stderr));
    let person: Json = serde_json::from_str(fs::read_to_string(&output).unwrap().trim()).unwrap();
    assert_eq!(person["who"], json!(["7", "张三"]));
    assert_eq!(
        (&person["standing"], &person["best"]),
        (&json!("not-yet"), &json!("regional-review"))
    );
    let routes = person["routes"].as_array().unwrap();
    let route = |id: &str| routes.iter().find(|route| route["id"] == id).unwrap();
    assert_eq!(route("regional-review")["by"], json!(["meets-regional-conditions"]));
    // some day of March: the first on which it is certain
    assert_eq!(route("regional-review")["earliest"], "2022-03-31");
    assert_eq!(route("targeted-review")["standing"], "need-info");
    assert_eq!(route("targeted-review")["window"]["days_left"], 26);
    assert_eq!(
        person["group"],
        json!({ "workplace": "akto", "series": "engineering", "level": "intermediate" })
    );
}
