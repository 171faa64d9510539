//! The command as offices use it: what it reads and writes, line by line, and how it ends.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects)]

mod support;

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;

use serde_json::{Value as Json, json};
use support::{assess, kizilsu, notice_path};

fn precheck() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_precheck"));
    // what is said does not hang on who runs the tests
    command.env("LC_ALL", "C").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs the command with this on its standard input.
fn run(args: &[&str], input: &[u8]) -> Output {
    let mut child = precheck().args(args).stdin(Stdio::piped()).spawn().unwrap();
    let (mut stdin, input) = (child.stdin.take().unwrap(), input.to_vec());
    // it may end before it has read all
    let writer = thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn text(bytes: &[u8]) -> &str {
    str::from_utf8(bytes).unwrap()
}

fn lines(output: &Output) -> Vec<&str> {
    let text = text(&output.stdout);
    assert!(text.is_empty() || text.ends_with('\n'), "the last line has an end");
    text.lines().collect()
}

fn folder() -> String {
    notice_path("kizilsu-2021").to_str().unwrap().to_owned()
}

fn small() -> String {
    format!("{}/tests/bad/small", env!("CARGO_MANIFEST_DIR"))
}

/// A path for a file of one test.
fn scratch(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("command").join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    path
}

/// A copy of the small notice with one text changed for another.
fn changed(name: &str, file: &str, find: &str, put: &str) -> String {
    let copy = scratch(name);
    fs::create_dir_all(copy.join("sources")).unwrap();
    for part in ["notice.toml", "cases.toml", "sources/main.txt", "sources/late.txt"] {
        let mut text = fs::read_to_string(Path::new(&small()).join(part)).unwrap();
        if part == file {
            assert!(text.contains(find), "`{find}`");
            text = text.replacen(find, put, 1);
        }
        fs::write(copy.join(part), text).unwrap();
    }
    copy.to_str().unwrap().to_owned()
}

fn example() -> Vec<u8> {
    fs::read(format!("{}/tests/data/example.in.json", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// The error that is written where an input is refused.
fn error(line: &str) -> (String, String) {
    let line: Json = serde_json::from_str(line).unwrap();
    let error = line.get("error").unwrap_or(&line).as_object().unwrap();
    assert_eq!(error.keys().collect::<Vec<_>>(), ["code", "path", "message"]);
    assert!(!error["message"].as_str().unwrap().is_empty());
    let text = |key: &str| error[key].as_str().unwrap().to_owned();
    (text("code"), text("path"))
}

// ---------------------------------------------------------------- one person

#[test]
fn one_person_is_read_from_a_file_or_from_standard_input() {
    let path = scratch("person.json");
    fs::write(&path, example()).unwrap();
    let from_input = run(&["assess", &folder()], &example());
    let from_file = run(&["assess", &folder(), path.to_str().unwrap()], b"not this");
    assert_eq!(from_input.status.code(), Some(0));
    assert_eq!(from_input, from_file);
    assert_eq!(text(&from_input.stderr), "");
    let met: Json = serde_json::from_slice(&from_input.stdout).unwrap();
    let expected = assess(&kizilsu(), &serde_json::from_slice(&example()).unwrap());
    assert_eq!(met, expected);
}

#[test]
fn a_person_that_is_refused_is_an_error_on_standard_error_alone() {
    for (input, code, path) in [
        (
            &b"{ \"today\": \"2021-07-20\", \"answers\": { \"age\": 40 } }"[..],
            "unknown-fact",
            "answers.age",
        ),
        (b"{ \"id\": 1, \"today\": \"2021-07-20\" }", "unknown-key", "id"),
        (b"{}", "missing-key", "today"),
        (b"", "malformed-json", ""),
        (b"{ \"today\": \"2021-07-20\" }\n{ \"today\": \"2021-07-20\" }\n", "malformed-json", ""),
    ] {
        let output = run(&["assess", &folder()], input);
        assert_eq!(output.status.code(), Some(1), "{code}");
        assert_eq!(text(&output.stdout), "");
        assert_eq!(error(text(&output.stderr)), (code.to_owned(), path.to_owned()));
    }
}

#[test]
fn a_person_that_is_not_in_utf8_is_refused_like_any_other() {
    let output = run(&["assess", &folder()], b"{ \"today\": \"2021-07-20\xff\" }");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stdout), "");
    assert_eq!(error(text(&output.stderr)), ("malformed-json".to_owned(), String::new()));
}

// ---------------------------------------------------------------- many

#[test]
fn every_line_gives_a_line_in_the_same_order() {
    let mut input: Vec<u8> = Vec::new();
    for line in [
        &b"{ \"id\": \"first\", \"today\": \"2021-07-20\" }\n"[..],
        b"\n",
        b"{ \"id\": \"third\", \"today\": \"2021-07-20\", \"answers\": { \"level\": \"senior\" } }\r\n",
        b"{ \"id\": \"fourth\", \"today\": \"2021-13-20\" }\r\n",
        b"\r\n",
        b"\xff\xfe\xfd\n",
        b"   \t\n",
        b"{ \"today\": \"2021-07-20\" \n",
        b"[]\n",
        b"{ \"today\": \"2021-07-20\" }\n",
        // a last line without an end
        b"{ \"today\": \"2021-07-21\", \"id\": \"last\" }",
    ] {
        input.extend_from_slice(line);
    }
    for args in [&["--jsonl"][..], &["--jsonl", "--verdicts"]] {
        let folder = folder();
        let output = run(&[&["assess", &folder], args].concat(), &input);
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(text(&output.stderr), "");
        let lines = lines(&output);
        let ids: Vec<Json> = lines
            .iter()
            .map(|line| serde_json::from_str::<Json>(line).unwrap()["id"].clone())
            .collect();
        let none = Json::Null;
        assert_eq!(
            ids,
            [
                json!("first"),
                none.clone(),
                json!("third"),
                json!("fourth"),
                none.clone(),
                none.clone(),
                none.clone(),
                none.clone(),
                none.clone(),
                none,
                json!("last"),
            ]
        );
        let refused: Vec<(usize, (String, String))> = (0..lines.len())
            .filter(|at| lines[*at].contains("\"error\":"))
            .map(|at| (at, error(lines[at])))
            .collect();
        let malformed = || ("malformed-json".to_owned(), String::new());
        assert_eq!(
            refused,
            [
                (1, malformed()),
                (3, ("malformed-date".to_owned(), "today".to_owned())),
                (4, malformed()),
                (5, malformed()),
                (6, malformed()),
                (7, malformed()),
                (8, ("wrong-type".to_owned(), String::new())),
            ]
        );
    }
}

#[test]
fn without_a_bad_line_it_ends_well() {
    let line = b"{ \"today\": \"2021-07-20\" }\n".repeat(3);
    let output = run(&["assess", &folder(), "--jsonl"], &line);
    assert_eq!((output.status.code(), lines(&output).len()), (Some(0), 3));
    let output = run(&["assess", &folder(), "--jsonl"], b"");
    assert_eq!((output.status.code(), lines(&output).len()), (Some(0), 0));
}

#[test]
fn a_line_says_what_one_person_alone_is_told() {
    let person: Json = serde_json::from_slice(&example()).unwrap();
    let output = run(&["assess", &folder(), "--jsonl"], format!("{person}\n").as_bytes());
    let alone = run(&["assess", &folder()], &example());
    let line: Json = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(line, serde_json::from_slice::<Json>(&alone.stdout).unwrap());
    assert_eq!(lines(&output).len(), 1);
}

#[test]
fn verdicts_are_short_lines_of_id_routes_and_first_days() {
    let mut person: Json = serde_json::from_slice(&example()).unwrap();
    person["id"] = json!("阿依古丽-7");
    let notice = kizilsu();
    let input = format!("{person}\n{{\"today\":\"2021-07-20\"}}\n");
    let output = run(&["assess", &folder(), "--jsonl", "--verdicts"], input.as_bytes());
    assert_eq!(output.status.code(), Some(0));
    let lines = lines(&output);
    let parsed: Vec<Json> = lines.iter().map(|line| serde_json::from_str(line).unwrap()).collect();
    let keys = |line: &Json| line.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&parsed[0]), ["id", "routes", "earliest"]);
    assert_eq!(keys(&parsed[1]), ["routes", "earliest"]);
    assert_eq!(keys(&parsed[0]["routes"]), notice.routes().collect::<Vec<_>>());
    person.as_object_mut().unwrap().remove("id");
    for (line, person) in parsed.iter().zip([person, json!({ "today": "2021-07-20" })]) {
        let whole = assess(&notice, &person);
        let (mut routes, mut earliest) = (json!({}), json!({}));
        for route in whole["routes"].as_array().unwrap() {
            let id = route["id"].as_str().unwrap();
            routes[id] = route["verdict"].clone();
            if let Some(day) = route.get("earliest") {
                earliest[id] = day.clone();
            }
        }
        assert_eq!((&line["routes"], &line["earliest"]), (&routes, &earliest));
    }
    assert_ne!(parsed[0]["earliest"], json!({}), "the example has a first day");
}

/// Runs a line with this id; gives what stands before the rest of the object.
fn copied(id: &str, rest: &str) -> String {
    let line = format!("{{ \"today\": \"2021-07-20\", \"id\":  {id} {rest}}}\n");
    let output = run(&["assess", &small(), "--jsonl", "--verdicts"], line.as_bytes());
    let lines = lines(&output);
    assert_eq!(lines.len(), 1);
    let end = [",\"routes\":", ",\"error\":"].iter().find_map(|key| lines[0].find(key));
    lines[0][..end.unwrap_or(0)].to_owned()
}

#[test]
fn an_id_of_any_type_is_copied_to_the_letter() {
    for id in [
        "0",
        "-0",
        "1.0",
        "1e2",
        "12345678901234567890123456789012345678901234567890",
        "0.10000000000000000000000000000000000000000001",
        "\"\"",
        "\"职称-1\"",
        r#""a\"b\\c\/d\n\u0041\u804c\ud83d\ude00""#,
        "true",
        "false",
        "[]",
        "[1,  [ 2 ], { \"a\" : \"},{\" }]",
        "{}",
        "{ \"id\": 1, \"id\": 2 }",
    ] {
        assert_eq!(copied(id, ""), format!("{{\"id\":{id}"));
        // with an error, too
        assert_eq!(copied(id, ", \"routes\": [\"none\"]"), format!("{{\"id\":{id}"));
    }
}

#[test]
fn an_id_that_is_null_is_copied_too() {
    assert_eq!(copied("null", ""), "{\"id\":null");
}

#[test]
fn an_id_that_stands_twice_is_refused_for_that() {
    let line = b"{ \"id\": 1, \"today\": \"2021-07-20\", \"id\": 2 }\n";
    let output = run(&["assess", &small(), "--jsonl"], line);
    assert_eq!(output.status.code(), Some(1));
    let expected = ("duplicate-key".to_owned(), "id".to_owned());
    assert_eq!(error(lines(&output)[0]), expected);
}

/// The inputs of `bad/inputs.toml`, as lines of many.
#[test]
fn bad_inputs_are_refused_alike_as_lines_of_many() {
    let table = fs::read_to_string(format!("{}/tests/bad/inputs.toml", env!("CARGO_MANIFEST_DIR")));
    let table: toml::Table = toml::from_str(&table.unwrap()).unwrap();
    let (mut input, mut expected) = (String::new(), Vec::new());
    for bad in table["bad"].as_array().unwrap() {
        let get = |key: &str| bad[key].as_str().unwrap();
        // a line may have an id; and what is repeated, or broken over lines, is no line
        if get("path") != "id" && !get("input").contains(['⟨', '\n']) {
            input += get("input");
            input += "\n";
            expected.push((get("code").to_owned(), get("path").to_owned()));
        }
    }
    let output = run(&["assess", &folder(), "--jsonl"], input.as_bytes());
    let met: Vec<(String, String)> = lines(&output).into_iter().map(error).collect();
    assert!(met.len() >= 140, "{}", met.len());
    assert_eq!(met, expected);
}

#[test]
fn long_lists_take_no_more_memory_than_a_line() {
    // 128 lines of a megabyte each, with 64 megabytes to stand in
    let line = format!(
        "{{\"today\":\"2021-07-20\",\"answers\":{{\"level\":\"{}\"}}}}\n",
        "高".repeat(300_000)
    );
    let path = scratch("long.jsonl");
    fs::write(&path, line.repeat(128)).unwrap();
    let run = "ulimit -v 65536; exec \"$0\" assess \"$1\" --jsonl --verdicts \"$2\" | wc -l";
    let output = Command::new("sh")
        .args(["-c", run, env!("CARGO_BIN_EXE_precheck"), &small()])
        .arg(&path)
        .output()
        .unwrap();
    fs::remove_file(&path).unwrap();
    assert_eq!(text(&output.stderr), "");
    assert_eq!(text(&output.stdout).trim(), "128");
}

// ---------------------------------------------------------------- packs

#[test]
fn a_compiled_notice_says_what_its_folder_says() {
    let pack = scratch("kizilsu.tpc");
    let pack = pack.to_str().unwrap();
    let compiled = run(&["compile", &folder(), "-o", pack], b"");
    assert_eq!(compiled.status.code(), Some(0));
    assert_eq!(text(&compiled.stderr), "");
    let again = scratch("again.tpc");
    run(&["compile", &folder(), "--output", again.to_str().unwrap()], b"");
    assert_eq!(fs::read(pack).unwrap(), fs::read(&again).unwrap());

    assert_eq!(run(&["assess", pack], &example()), run(&["assess", &folder()], &example()));
    let many = b"{\"id\":1,\"today\":\"2021-07-20\"}\n{}\n";
    for args in [&["--jsonl"][..], &["--jsonl", "--verdicts"]] {
        let with = |notice: &str| run(&[&["assess", notice], args].concat(), many);
        assert_eq!(with(pack), with(&folder()));
    }
}

#[test]
fn a_damaged_pack_is_refused_with_its_code() {
    let pack = scratch("damaged.tpc");
    run(&["compile", &small(), "-o", pack.to_str().unwrap()], b"");
    let whole = fs::read(&pack).unwrap();
    for (bytes, code) in [
        (&whole[..whole.len() - 1], "[pack-damaged]"),
        (&b"<html></html>"[..], "[not-a-pack]"),
        (b"TPC\x01", "[pack-version]"),
        (b"", "[not-a-pack]"),
    ] {
        fs::write(&pack, bytes).unwrap();
        let output = run(&["assess", pack.to_str().unwrap()], b"{}");
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(text(&output.stdout), "");
        let said = text(&output.stderr);
        assert!(said.contains(code) && said.contains("damaged.tpc"), "{said}");
    }
}

#[test]
fn a_notice_with_faults_is_not_compiled() {
    let bad = changed("uncompiled", "notice.toml", "format = 1", "format = 7");
    let pack = scratch("uncompiled.tpc");
    let output = run(&["compile", &bad, "-o", pack.to_str().unwrap()], b"");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stdout), "");
    assert!(text(&output.stderr).contains("error[format]"), "{}", text(&output.stderr));
    assert!(!pack.exists());
}

// ---------------------------------------------------------------- how it ends

#[test]
fn done_is_nought_faults_are_one_and_usage_is_two() {
    let (good, small) = (folder(), small());
    let failing = changed(
        "failing",
        "cases.toml",
        "exclusive_choice = [\"county-review\", \"city-review\"]",
        "exclusive_choice = []",
    );
    let faulty = changed("faulty", "notice.toml", "kind = \"until\"", "kind = \"til\"");
    let doubtful = changed(
        "doubtful",
        "notice.toml",
        "# ---- 事实",
        "[[authority]]\nid = \"nobody\"\nname = \"没有人\"\n",
    );
    let nowhere = scratch("nowhere").join("no").join("file");
    let nowhere = nowhere.to_str().unwrap();
    let runs: [(i32, &[&str]); 27] = [
        (0, &["--version"]),
        (0, &["--help"]),
        (0, &["assess", "--help"]),
        (0, &["lint", &good]),
        (0, &["lint", &small]),
        // a warning is no error
        (0, &["lint", &doubtful]),
        (0, &["test", &good]),
        (0, &["test", &small]),
        (1, &["lint", &faulty]),
        (1, &["test", &faulty]),
        (1, &["test", &failing]),
        (1, &["assess", &faulty]),
        (1, &["lint", nowhere]),
        (1, &["test", nowhere]),
        (1, &["assess", nowhere]),
        (1, &["assess", &small, nowhere]),
        (1, &["assess", &small, "--jsonl", nowhere]),
        (1, &["compile", &small, "-o", nowhere]),
        (2, &[]),
        (2, &["asses", &small]),
        (2, &["assess"]),
        (2, &["lint"]),
        (2, &["compile", &small]),
        (2, &["assess", &small, "--json"]),
        (2, &["assess", &small, "--verdicts"]),
        (2, &["assess", &small, "one", "two"]),
        (2, &["lint", &small, &small]),
    ];
    for (code, args) in runs {
        let output = run(args, b"{ \"today\": \"2021-07-20\" }");
        let (out, said) = (text(&output.stdout), text(&output.stderr));
        assert_eq!(output.status.code(), Some(code), "{args:?}: {said}");
        assert!(!said.contains("panicked"), "{args:?}: {said}");
        match code {
            0 => assert!(!out.is_empty(), "{args:?}"),
            _ => assert!(!said.is_empty(), "{args:?} says nothing"),
        }
        if code == 2 {
            assert_eq!(out, "", "{args:?}");
        }
    }
}

#[test]
fn faults_are_named_with_their_folder() {
    let faulty = changed("named", "notice.toml", "kind = \"until\"", "kind = \"til\"");
    let output = run(&["lint", &faulty], b"");
    let said = text(&output.stderr);
    assert!(said.contains("error[unknown-kind]"), "{said}");
    assert!(said.contains("named/notice.toml:"), "{said}");
    assert!(!said.contains('\x1b'), "no colours where nobody looks");
    assert!(text(&output.stdout).contains("1 errors, 0 warnings"), "{}", text(&output.stdout));
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    let folder = changed("unreadable", "notice.toml", "", "");
    let main = Path::new(&folder).join("sources/main.txt");
    // GBK, as an editor of another age would write it
    fs::write(&main, b"\xb9\xd8\xd3\xda").unwrap();
    let output = run(&["lint", &folder], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("main.txt: not UTF-8"), "{}", text(&output.stderr));
    let output = run(&["assess", &small(), "--jsonl", &folder], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("unreadable"), "{}", text(&output.stderr));
}

// ---------------------------------------------------------------- nobody reads

#[test]
fn it_is_quiet_when_its_reader_has_had_enough() {
    // more than a pipe holds
    let path = scratch("many.jsonl");
    fs::write(&path, "{\"id\":1,\"today\":\"2021-07-20\"}\n".repeat(400)).unwrap();
    let mut child =
        precheck().args(["assess", &small(), "--jsonl", path.to_str().unwrap()]).spawn().unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    assert!(first.starts_with("{\"id\":1,"));
    let output = child.wait_with_output().unwrap();
    assert_eq!(text(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

/// A pipe that nobody reads from.
fn unread() -> Stdio {
    let (_, writer) = std::io::pipe().unwrap();
    writer.into()
}

#[test]
fn nothing_is_said_where_nobody_reads() {
    let pack = scratch("unheard.tpc");
    let pack = pack.to_str().unwrap();
    let small = small();
    let person = scratch("unheard.json");
    fs::write(&person, "{ \"today\": \"2021-07-20\" }").unwrap();
    let person = person.to_str().unwrap();
    for args in [
        &["assess", &small, person][..],
        &["assess", &small, "--jsonl", person],
        &["lint", &small],
        &["test", &small],
        &["compile", &small, "-o", pack],
    ] {
        let output = precheck().args(args).stdout(unread()).output().unwrap();
        assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""), "{args:?}");
    }
}

#[test]
fn faults_that_nobody_reads_are_still_faults() {
    let faulty = changed("unread", "notice.toml", "kind = \"until\"", "kind = \"til\"");
    for args in [&["lint", &faulty][..], &["test", &faulty], &["assess", &faulty]] {
        let output = precheck().args(args).stderr(unread()).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{args:?}");
    }
}

#[test]
fn a_full_disk_is_said() {
    let Ok(full) = fs::OpenOptions::new().write(true).open("/dev/full") else {
        return; // not here
    };
    let path = scratch("for-nobody.json");
    fs::write(&path, example().split(|byte| *byte == b'\n').collect::<Vec<_>>().concat()).unwrap();
    let (folder, path) = (folder(), path.to_str().unwrap());
    for args in [
        &["assess", &folder, path][..],
        &["assess", &folder, "--jsonl", path],
        &["lint", &folder],
        &["test", &folder],
    ] {
        let output = precheck().args(args).stdout(full.try_clone().unwrap()).output().unwrap();
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{args:?}: {said}");
        assert!(!said.is_empty() && !said.contains("panicked"), "{args:?}: {said}");
    }
}

#[test]
fn a_folder_is_begun_from_a_text_and_never_written_over() {
    let text = scratch("begun-text").with_extension("txt");
    // 关于职称的通知 / 一、范围 in GBK
    let gbk = b"\xB9\xD8\xD3\xDA\xD6\xB0\xB3\xC6\xB5\xC4\xCD\xA8\xD6\xAA\r\n\xD2\xBB\xA1\xA2\xB7\xB6\xCE\xA7";
    fs::write(&text, gbk).unwrap();
    let folder = scratch("begun");
    let _ = fs::remove_dir_all(&folder);
    let (text, folder) = (text.to_str().unwrap(), folder.to_str().unwrap());
    let new = ["new", text, "-o", folder, "--id", "begun-2022", "--year", "2022"];
    assert!(run(&new, b"").status.success());
    let main = fs::read_to_string(Path::new(folder).join("sources/main.txt")).unwrap();
    assert_eq!(main, "关于职称的通知\n一、范围");
    let notice = fs::read_to_string(Path::new(folder).join("notice.toml")).unwrap();
    assert!(notice.contains("id = \"begun-2022\""));
    let again = run(&new, b"");
    assert!(!again.status.success());
    assert!(self::text(&again.stderr).contains("exists already"), "{}", self::text(&again.stderr));
    assert_eq!(fs::read_to_string(Path::new(folder).join("notice.toml")).unwrap(), notice);
}

#[test]
fn two_notices_are_compared_whatever_differs() {
    let (old, new) = (
        small(),
        changed("compared", "notice.toml", "closes = \"2022-06-10\"", "closes = \"2022-06-30\""),
    );
    let output = run(&["diff", &old, &new], b"");
    assert!(output.status.success());
    assert!(
        text(&output.stdout).contains("closes 2022-06-10 → 2022-06-30"),
        "{}",
        text(&output.stdout)
    );
    let same = run(&["diff", &old, &old], b"");
    assert!(same.status.success() && text(&same.stdout).contains("nothing has changed"));
    // a pack on one side: what packs tell of both
    let pack = scratch("compared-pack").with_extension("pack");
    let pack = pack.to_str().unwrap();
    assert!(run(&["compile", &old, "-o", pack], b"").status.success());
    let output = run(&["diff", pack, &new], b"");
    assert!(output.status.success());
    assert!(
        text(&output.stdout).contains("closes 2022-06-10 → 2022-06-30"),
        "{}",
        text(&output.stdout)
    );
}
