//! `precheck new`: a notice's text becomes a folder in which nothing is accounted for yet.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use support::{notice_path, read_folder};
use title_precheck::author::{Draft, DraftOptions, Folder, Language, draft};

fn text(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/drafts");
    fs::read(folder.join(name)).unwrap()
}

fn begun(bytes: &[u8]) -> Draft {
    draft(bytes, &DraftOptions { language: Language::Chinese, ..DraftOptions::default() }).unwrap()
}

fn folder(draft: &Draft) -> Folder {
    Folder {
        notice: draft.files["notice.toml"].clone(),
        cases: Some(draft.files["cases.toml"].clone()),
        sources: BTreeMap::from([("main".to_owned(), draft.files["sources/main.txt"].clone())]),
        ..Folder::default()
    }
}

/// Code and place of each fault: the clause that nothing accounts for, or the key that is not filled in.
fn faults(draft: &Draft) -> Vec<String> {
    let lint = folder(draft).lint();
    let place = |fault: &title_precheck::author::Diagnostic| {
        let words: Vec<&str> = fault.message.en.split('`').collect();
        match fault.code {
            "clause-not-accounted" => words[1].strip_prefix("main/").unwrap().to_owned(),
            code => format!("{code}: {}", fault.message.en),
        }
    };
    lint.found.iter().map(place).collect()
}

/// All that is not white space.
fn wording(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{FEFF}').collect()
}

const NAMES: [&str; 4] = ["sections.txt", "articles.txt", "wrapped.txt", "letter.txt"];

#[test]
fn the_2021_notice_is_cut_as_its_rules_cite_it() {
    let source = fs::read(notice_path("kizilsu-2021").join("sources/main.txt")).unwrap();
    let draft = begun(&source);
    assert_eq!(draft.files["sources/main.txt"].as_bytes(), source, "not a byte is changed");
    // what its author has written cites exactly these, or the parts they stand in
    let faults = faults(&draft);
    assert_eq!(faults.len(), 32);
    let written = read_folder(&notice_path("kizilsu-2021")).notice;
    for clause in &faults {
        assert!(written.contains(&format!("\"main/{clause}\"")), "{clause}");
    }
    let notice = &draft.files["notice.toml"];
    for found in [
        "name = \"克州2021年度职称评审\"   # main/标题",
        "year = 2021   # main/标题",
        "issued = \"2021-07-14\"   # main/落款.¶2",
        "issuer = \"克州人力资源和社会保障局\"   # main/落款.¶1",
        "#   起止 7月15日-8月15日 → opens = \"2021-07-15\", closes = \"2021-08-15\"",
        "# number = \"新人社发〔2012〕85号\"",
        "#   网址 kz.xjzcsq.com",
        "#   年数 连续三年 → years = 3",
        "#   《个人现实表现》：是材料，还是文件？",
    ] {
        assert!(notice.contains(found), "{found}");
    }
}

#[test]
fn lint_names_every_clause_of_a_draft_and_what_is_to_be_filled_in() {
    let expected: [(&str, &[&str]); 4] = [
        (
            "sections.txt",
            &[
                "文头",
                "文号",
                "标题",
                "标题.¶2",
                "题注",
                "称谓",
                "前言",
                "一.(一).1",
                "一.(一).2",
                "一.(二)",
                "一.(二).1",
                "一.(二).2",
                "一.(二).2.¶1",
                "一.(三).¶1",
                "一.(三).(1)",
                "一.(三).(1).①",
                "一.(三).(1).②",
                "一.(三).(2)",
                "一.(三).(3)",
                "二.¶1",
                "三.1",
                "三.2",
                "三.2.¶1",
                "附件说明.¶1",
                "附件说明.¶2",
                "落款.¶1",
                "落款.¶2",
                "附件1.标题",
                "附件1.¶1",
                "附件2.标题",
                "附件2.一.1",
            ],
        ),
        (
            "articles.txt",
            &[
                "标题",
                "第一章.第一条",
                "第一章.第二条",
                "第二章.第三条",
                "第二章.第三条.(一)",
                "第二章.第三条.(二)",
                "第二章.第四条",
                "落款.¶1",
                "落款.¶2",
            ],
        ),
        (
            "wrapped.txt",
            &["标题", "称谓", "前言", "一.1#1", "一.2", "一.1#2", "十一.¶1", "十一.¶2", "十一.¶3"],
        ),
        (
            "letter.txt",
            &[
                "malformed-date: expected a day `YYYY-MM-DD`, met ``",
                "head-not-filled: `year` is that of the notice, such as 2021, not 0",
                "head-not-filled: `issuer` is not filled in",
                "标题",
                "称谓",
                "前言",
                "前言.¶2",
            ],
        ),
    ];
    for (name, expected) in expected {
        let mut met = faults(&begun(&text(name)));
        let mut expected: Vec<String> =
            expected.iter().map(|clause| (*clause).to_owned()).collect();
        met.sort();
        expected.sort();
        assert_eq!(met, expected, "{name}");
    }
}

#[test]
fn the_wording_stays_as_it_is() {
    for name in NAMES {
        let bytes = text(name);
        let draft = begun(&bytes);
        let main = &draft.files["sources/main.txt"];
        assert_eq!(wording(main), wording(str::from_utf8(&bytes).unwrap()), "{name}");
        assert!(main.lines().all(|line| !line.is_empty() && line.trim() == line), "{name}");
    }
}

#[test]
fn broken_lines_are_put_together_and_said_to_be() {
    let draft = begun(&text("wrapped.txt"));
    let main = &draft.files["sources/main.txt"];
    assert!(main.contains("\n１．按照云人社发（２０２０）５号文件执行，在乡镇连续工作十五年以上的，可以直接申报副高级职称。\n"));
    assert_eq!(main.lines().count(), 11);
    let said = draft.said.iter().filter(|words| words.zh.contains("断开的两行")).count();
    assert_eq!(said, 8);
    for name in ["sections.txt", "articles.txt", "letter.txt"] {
        assert!(
            begun(&text(name)).said.iter().all(|words| !words.zh.contains("断开的两行")),
            "{name}"
        );
    }
}

#[test]
fn candidates_stand_beside_their_clause() {
    let notice = |name| begun(&text(name)).files["notice.toml"].clone();
    let beside = |notice: &str, clause: &str| {
        let (_, rest) = notice.split_once(&format!("# ---- main/{clause}\n")).unwrap();
        let lines = rest.lines().skip(1).take_while(|line| line.starts_with("#   "));
        lines.map(|line| line[4..].to_owned()).collect::<Vec<_>>()
    };
    let sections = notice("sections.txt");
    assert!(sections.contains("number = \"云人社发［2022］18号\"\ngrade = \"held\""));
    assert!(sections.contains("title = \"关于开展云岭县2022年度职称申报评审工作的通知\""));
    assert!(
        sections.contains(
            "# title = \"云州市职称评审办法（试行）\"\n# number = \"云人社规〔2021〕3号\""
        )
    );
    assert!(
        sections
            .contains("# title = \"\"   # 请填写：原文里没有找到\n# number = \"人社部令第40号\"")
    );
    assert_eq!(
        beside(&sections, "二.¶1"),
        [
            "起止 2022年6月1日9:00至6月20日（星期一）18:00 → opens = \"2022-06-01\", closes = \"2022-06-20\", closes_at = \"18:00\"",
            "起止 9月1日—9月20日 → opens = \"2022-09-01\", closes = \"2022-09-20\"",
        ]
    );
    assert_eq!(beside(&sections, "一.(一).1"), ["年数 不满60周岁 → years = 60"]);
    assert_eq!(
        beside(&sections, "一.(二).1"),
        ["月数 满6个月 → months = 6", "年数 满一年 → years = 1"]
    );
    assert_eq!(beside(&sections, "三.2.¶1"), ["网址 http://zc.yunling.example/apply"]);
    let wrapped = notice("wrapped.txt");
    assert_eq!(
        beside(&wrapped, "十一.¶1"),
        [
            "起止 ２０２３年１２月１日起至１月１０日 → opens = \"2023-12-01\", closes = \"2024-01-10\"",
            "网址 www.yunling.example",
        ]
    );
    // without a year a day has none either
    assert_eq!(beside(&notice("letter.txt"), "前言"), ["日期 6月25日 → \"YYYY-06-25\""]);
    assert!(
        !sections.contains("0908") || sections.matches("0908").count() == 1,
        "only in the clause's own words"
    );
}

#[test]
fn what_is_ready_to_uncomment_is_right_when_it_is_uncommented() {
    for name in NAMES {
        let draft =
            draft(&text(name), &DraftOptions { year: Some(2022), ..DraftOptions::default() })
                .unwrap();
        let mut folder = folder(&draft);
        let mut open = false;
        let mut lines = Vec::new();
        for line in folder.notice.lines() {
            open = line.starts_with("# [[")
                || (open && line.starts_with("# ") && line.contains(" = "));
            lines.push(if open { &line[2..] } else { line });
        }
        folder.notice = lines.join("\n").replace("issued = \"\"", "issued = \"2022-01-01\"");
        folder.notice = folder.notice.replace("issuer = \"\"", "issuer = \"某局\"");
        let lint = folder.lint();
        let codes: Vec<&str> = lint.found.iter().map(|fault| fault.code).collect();
        // the day and the office are made up above
        let known = ["source-never-cited", "issued-not-in-text", "issuer-not-in-text"];
        assert!(codes.iter().all(|code| known.contains(code)), "{name}: {lint}");
    }
}

#[test]
fn options_go_before_what_is_found() {
    let options = DraftOptions {
        id: Some("yunling-2024".into()),
        year: Some(2024),
        language: Language::English,
    };
    let draft = draft(&text("letter.txt"), &options).unwrap();
    let notice = &draft.files["notice.toml"];
    assert!(notice.contains("id = \"yunling-2024\"") && notice.contains("year = 2024\n"));
    assert!(
        notice.contains("# day 6月25日 → \"2024-06-25\"")
            || notice.contains("#   day 6月25日 → \"2024-06-25\"")
    );
    let bad = DraftOptions { id: Some("云岭".into()), ..DraftOptions::default() };
    assert!(title_precheck::author::draft(&text("letter.txt"), &bad).is_err());
}
