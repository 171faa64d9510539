//! `precheck diff`: what changed between two notices, in words.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::fs;
use std::path::Path;

use support::{notice_path, read_folder};
use title_precheck::Notice;
use title_precheck::author::{Difference, Folder, Language, differ_packs};

fn small() -> Folder {
    read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad/small"))
}

/// The small notice with some words of one file changed for others.
fn edited(edits: &[(&str, &str)]) -> Folder {
    let mut folder = small();
    for (find, put) in edits {
        let text = folder.sources.get_mut("main").unwrap();
        let text = if text.contains(find) { text } else { &mut folder.notice };
        assert!(text.contains(find), "`{find}`");
        *text = text.replacen(find, put, 1);
    }
    folder
}

fn differ(edits: &[(&str, &str)]) -> Difference {
    small().differ(&edited(edits)).unwrap()
}

fn zh(said: &[title_precheck::author::Words]) -> Vec<&str> {
    said.iter().map(|words| words.zh.as_str()).collect()
}

fn pack(folder: &Folder) -> Notice {
    let compiled = folder.compile();
    Notice::read(compiled.pack.as_deref().unwrap_or_else(|| panic!("{}", compiled.diagnostics)))
        .unwrap()
}

#[test]
fn a_notice_does_not_differ_from_itself() {
    for path in fs::read_dir(notice_path("")).unwrap().map(|entry| entry.unwrap().path()) {
        let folder = read_folder(&path);
        let difference = folder.differ(&folder).unwrap();
        assert!(difference.is_empty());
        assert!(difference.render(Language::Chinese).ends_with("条款和规则都没有变化\n"));
        assert!(
            difference
                .render(Language::English)
                .ends_with("nothing has changed in clauses and rules\n")
        );
        let notice = pack(&folder);
        assert!(differ_packs(&notice, &notice).is_empty());
    }
}

/// One edit of the rules, and the one sentence that tells it.
#[test]
fn every_change_of_a_rule_is_told_key_by_key() {
    let changes: &[(&str, &str, &str)] = &[
        ("year = 2022", "year = 2023", "通知：年度 2022 → 2023"),
        (
            "grade = \"A\"",
            "grade = \"B\"",
            "来源 `engineer-standard`（工程技术人才评价标准）：来源等级 A → B",
        ),
        (
            "\n  { id = \"village\", label = \"村集体\" },",
            "",
            "问题 `employer`（你的单位是哪一类？），选项 `village`（村集体）：没有了",
        ),
        (
            "label = \"企业\"",
            "label = \"各类企业\"",
            "问题 `employer`（你的单位是哪一类？），选项 `enterprise`（各类企业）：名称：【+各类】企业",
        ),
        ("years = 3\n", "years = 5\n", "判断 `township-for-three-years`：年数 3 → 5"),
        (
            "at_least = 2\n",
            "at_least = 3\n",
            "条件 `two-years-excellent`（连续两年优秀）：下限 2 → 3",
        ),
        (
            "no = [\"retired\"]",
            "no = [\"retired\", \"enterprise\"]",
            "条件 `in-scope`（属于申报对象）：加上为“否”的选项 `enterprise`",
        ),
        (
            "of = [\"is-not-sanctioned\", \"sanction-is-over\"]",
            "of = [\"is-not-sanctioned\"]",
            "条件 `no-sanction`（不在处分期内）：去掉组成 `sanction-is-over`",
        ),
        (
            "not_held = \"city-2018-9\"\n",
            "",
            "条件 `meets-conditions`（符合申报条件）：去掉依据的未收录文件（原为 city-2018-9）",
        ),
        (
            "criteria = [\"in-scope\", \"title-is-new\", \"on-aid\", \"aid-level\"]",
            "criteria = [\"in-scope\", \"title-is-new\", \"on-aid\", \"no-sanction\"]",
            "途径 `aid`（援助人员申报）：去掉条件 `aid-level`（援助人员可以报这一级）；加上条件 `no-sanction`（不在处分期内）",
        ),
        (
            "criteria = [\"no-sanction\", \"title-is-new\"",
            "criteria = [\"title-is-new\", \"no-sanction\"",
            "途径 `city-review`（市级评审）：条件的顺序变了",
        ),
        (
            "channel = \"市人社局窗口\"",
            "channel = \"网上\"",
            "途径 `city-review`（市级评审）：申报渠道 市人社局窗口 → 网上",
        ),
        (
            "closes = \"2022-06-10\"",
            "closes = \"2022-06-30\"",
            "申报时间 `county`，其余的人：截止 2022-06-10 → 2022-06-30",
        ),
        (
            "done_by = \"2022-09-30\"\n",
            "",
            "申报时间 `city`，其余的人：去掉完成期限（原为 2022-09-30）",
        ),
        (
            "[\"assistant 5\",    \"assistant 4\"]",
            "[\"assistant 5\",    \"assistant 3\"]",
            "标准 `engineer-standard engineer`：`intermediate` × `bachelor`：assistant 4 → assistant 3",
        ),
        ("copies = \"2份\"", "copies = \"3份\"", "材料 `review-form`（评审表）：份数 2份 → 3份"),
        ("name = \"外语成绩\"", "name = \"论文\"", "不需要的材料 `外语成绩`：没有了"),
        ("kind = \"later\"", "kind = \"path\"", "步骤 `defence`（答辩）：种类 later → path"),
        (
            "text = \"最后几天网站会很慢。\"",
            "text = \"最后几天会很慢。\"",
            "提醒 `busy-site`：文字：最后几天【-网站】会很慢。",
        ),
        (
            "value = \"no\"",
            "value = \"yes\"",
            "补充通知 `late`，问题 `aid employer = association`：答案 no → yes",
        ),
        (
            "any = [\"works-in-township\"]",
            "any = [\"works-in-township\", \"is-on-aid\"]",
            "放宽 `committee-relaxes`：加上任一 `is-on-aid`",
        ),
        (
            "kinds = [\"county\", \"city\"]",
            "kinds = [\"county\"]",
            "不得同时申报 `county, city`：没有了",
        ),
        (
            "clause = \"main/前言\"\nas = \"informative\"",
            "clause = \"main/前言\"\nas = \"unclear\"",
            "没有规则的条款 `main/前言`：作为 informative → unclear",
        ),
    ];
    for (find, put, told) in changes {
        let difference = differ(&[(find, put)]);
        let said = zh(&difference.rules);
        assert!(said.contains(told), "{told}\n{said:#?}");
        assert!(said.len() <= 2, "{said:#?}");
        assert!(difference.clauses.is_empty() && difference.check.is_empty(), "{difference:?}");
    }
}

#[test]
fn clauses_are_new_gone_renumbered_moved_or_changed() {
    let difference = differ(&[
        ("3.在乡镇服务满3年的", "3.民办学校教师按县教育局的通知申报。\n4.在乡镇服务满5年的"),
        ("\n4.在援助期内", "\n5.在援助期内"),
        ("1.乡镇人员达不到年限的,由县评审委员会酌情放宽。\n", ""),
        ("\n一、申报方式", "\n4.涉密材料脱密后上传。材料弄虚作假的,取消当年资格。\n一、申报方式"),
        ("县级评审和市级评审不得", "县级评审与市级评审不得"),
    ]);
    let said = zh(&difference.clauses);
    for told in [
        "`main/二.3` 是新加的：3.民办学校教师按县教育局的通知申报。",
        "`main/二.3` 改号为 `main/二.4`，文字也改了：在乡镇服务满【3→5】年的,或者年度考核连续两年优…",
        "`main/二.4` 改号为 `main/二.5`，文字没有变：5.在援助期内、服务满1年的援助人员可以申报。",
        "原 `main/四.1` 没有了：1.乡镇人员达不到年限的,由县评审委员会酌情放宽。",
        "`main/四.2` 改了：县级评审【和→与】市级评审不得同时申报。",
    ] {
        assert!(said.contains(&told), "{told}\n{said:#?}");
    }
}

#[test]
fn rules_that_stayed_while_their_clause_changed_are_pointed_out() {
    // the text says five years, and the test still says three
    let text = ("在乡镇服务满3年的", "在乡镇服务满5年的");
    let stayed = differ(&[text]);
    assert!(stayed.rules.is_empty());
    let check = zh(&stayed.check);
    assert_eq!(check.len(), 1);
    assert!(check[0].starts_with("`main/二.3`："), "{check:?}");
    assert!(check[0].contains("条件 `three-years-in-township`（在乡镇服务满3年）"));
    // a quote that follows is not yet a rule that follows
    let quoted =
        differ(&[text, ("quote = \"在乡镇服务满3年的\"", "quote = \"在乡镇服务满5年的\"")]);
    assert!(zh(&quoted.check)[0].contains("three-years-in-township"));
    // the test that the criterion is made of has changed: so has the criterion
    let followed = differ(&[text, ("years = 3\n", "years = 5\n")]);
    assert!(!zh(&followed.check)[0].contains("three-years-in-township"), "{:?}", followed.check);
    // a window's rules are looked at one by one
    let window = differ(&[
        ("5月10日至6月10日。", "5月20日至6月20日。"),
        ("closes = \"2022-06-10\"", "closes = \"2022-06-20\""),
    ]);
    let check = zh(&window.check);
    assert!(
        check[0].contains("申报时间 `county`，其中 `is-teacher`") && !check[0].contains("其余的人"),
        "{check:?}"
    );
}

#[test]
fn a_number_that_another_clause_has_now_is_pointed_out() {
    let moved = [
        ("4.在援助期内", "4.劳务派遣人员由用工单位推荐。\n5.在援助期内"),
        ("clause = \"main/二.4\"\nasked_if", "clause = \"main/二.5\"\nasked_if"),
    ];
    let difference = differ(&moved);
    let check = zh(&difference.check);
    assert!(
        check.iter().any(|told| told.starts_with("`main/二.4` 现在是另一条，规则还引用这个号：")),
        "{check:?}"
    );
    // the one that went along is neither changed nor pointed out
    assert!(!check.iter().any(|told| told.contains("`aid-since`")), "{check:?}");
    assert!(zh(&difference.rules).is_empty(), "{:?}", difference.rules);
}

#[test]
fn packs_are_compared_as_far_as_they_tell() {
    let later = edited(&[
        (
            "criteria = [\"in-scope\", \"title-is-new\", \"on-aid\", \"aid-level\"]",
            "criteria = [\"in-scope\", \"title-is-new\", \"on-aid\"]",
        ),
        ("closes = \"2022-06-10\"", "closes = \"2022-06-20\""),
        (
            "\"assistant 4\"]\nsenior       = [\"-\",              \"intermediate 5\"]\n\n# ----",
            "\"assistant 3\"]\nsenior       = [\"-\",              \"intermediate 5\"]\n\n# ----",
        ),
        ("2.县级评审和市级", "2.县级评审、市级"),
        (
            "quote = \"县级评审和市级评审不得同时申报\"",
            "quote = \"县级评审、市级评审不得同时申报\"",
        ),
    ]);
    let difference = differ_packs(&pack(&small()), &pack(&later));
    let rules = zh(&difference.rules);
    for told in [
        "途径 `aid`（援助人员申报）：去掉条件 `aid-level`（援助人员可以报这一级）",
        "申报时间 `county`，其中 `#2`：截止 2022-06-10 → 2022-06-20",
        "标准 `engineer-standard engineer`：`intermediate` × `bachelor`：assistant 4 → assistant 3",
    ] {
        assert!(rules.contains(&told), "{told}\n{rules:#?}");
    }
    assert_eq!(
        zh(&difference.clauses),
        ["`main/四.2` 改了：县级评审【和→、】市级评审不得同时申报。"]
    );
}

#[test]
fn the_same_comparison_gives_the_same_text_in_each_language() {
    let later = edited(&[("years = 3\n", "years = 5\n"), ("满3年的", "满5年的")]);
    let render = |language| small().differ(&later).unwrap().render(language);
    assert_eq!(render(Language::Chinese), render(Language::Chinese));
    let english = render(Language::English);
    assert!(english.contains("\n- test `township-for-three-years`: years 3 → 5\n"), "{english}");
    assert!(english.contains("\n- `main/二.3` changed: 在乡镇服务满【3→5】年的"), "{english}");
    assert!(english.contains("\nThe clause has changed and the rule has not: please check\n"));
    let words = render(Language::Chinese).matches("\n- ").count();
    assert_eq!(words, english.matches("\n- ").count());
}
