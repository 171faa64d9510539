//! CSV and the like.

use encoding_rs::GBK;
use title_precheck::office::{Kind, LONGEST, WIDEST};

use crate::shown::{open, opened, read, refused};

fn gbk(text: &str) -> Vec<u8> {
    let (bytes, _, has_lost) = GBK.encode(text);
    assert!(!has_lost, "`{text}` is not GBK");
    bytes.into_owned()
}

fn utf16(text: &str, mark: [u8; 2], bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    mark.into_iter().chain(text.encode_utf16().flat_map(bytes)).collect()
}

const PEOPLE: &str = "姓名,学历,取得时间\n张三,本科,2018-06\n李四,大专,\n";
const READ: [&str; 2] = ["2: 张三|本科|2018-06", "3: 李四|大专|"];

#[test]
fn the_same_people_are_read_in_each_encoding() {
    let tabs = PEOPLE.replace(',', "\t");
    let encoded: [(&str, Vec<u8>, &[&str]); 6] = [
        ("UTF-8", PEOPLE.into(), &[]),
        ("UTF-8 with its mark", format!("\u{FEFF}{PEOPLE}").into(), &[]),
        ("GBK", gbk(PEOPLE), &["encoding-gbk"]),
        ("GBK with tabs", gbk(&tabs), &["encoding-gbk"]),
        ("UTF-16 LE", utf16(&tabs, [0xFF, 0xFE], u16::to_le_bytes), &[]),
        ("UTF-16 BE", utf16(PEOPLE, [0xFE, 0xFF], u16::to_be_bytes), &[]),
    ];
    for (name, bytes, faults) in encoded {
        let met = opened(&bytes);
        assert_eq!(met.0, "姓名|学历|取得时间", "{name}");
        assert_eq!(met.1, faults, "{name}");
        assert_eq!(read(&bytes), READ, "{name}");
        assert_eq!(open(&bytes).unwrap().kind(), Kind::Text);
    }
}

#[test]
fn a_row_in_another_encoding_than_its_list_is_read_and_named() {
    let mixed = [PEOPLE.as_bytes(), &gbk("王五,中专,2019\n"), "赵六,本科,\n".as_bytes()].concat();
    let expected = [READ[0], READ[1], "4: 王五|中专|2019 ! encoding-mixed GBK", "5: 赵六|本科|"];
    assert_eq!(read(&mixed), expected);

    let mixed = [gbk(PEOPLE), "王五,中专,2019\n".into(), gbk("赵六,本科,\n")].concat();
    let expected = [READ[0], READ[1], "4: 王五|中专|2019 ! encoding-mixed UTF-8", "5: 赵六|本科|"];
    assert_eq!(read(&mixed), expected);
    assert_eq!(opened(&mixed).1, ["encoding-gbk"]);

    // two encodings in one row
    let mixed = [PEOPLE.as_bytes(), "王五五,".as_bytes(), &gbk("中专,2019\n")].concat();
    assert_eq!(read(&mixed)[2], "4: 王五五|中专|2019 ! encoding-mixed GBK");
}

#[test]
fn a_row_that_could_be_either_is_read_as_its_list_is() {
    // the bytes of 女 and of 一 in GBK are letters of UTF-8 too
    for word in ["女", "一", "路"] {
        let bytes = gbk(&format!("{PEOPLE}wang,{word},\n"));
        assert!(std::str::from_utf8(&gbk(word)).is_ok());
        assert_eq!(read(&bytes)[2], format!("4: wang|{word}|"));
    }
    // a name in Uyghur, added by another program
    let bytes = [gbk(PEOPLE), "ئەلى,,\n".into()].concat();
    assert_eq!(read(&bytes)[2], "4: ئەلى|| ! encoding-mixed UTF-8");
}

#[test]
fn a_list_that_begins_in_ascii_says_of_each_row_that_it_is_gbk() {
    let filler = "x,y,z\n".repeat(LONGEST / 6 + 1);
    let bytes = [format!("name,degree,since\n{filler}").into_bytes(), gbk("王五,中专,\n")].concat();
    assert_eq!(opened(&bytes).1, [""; 0]);
    let last = read(&bytes).pop().unwrap();
    assert!(last.ends_with(": 王五|中专| ! encoding-gbk GBK"), "{last}");
}

#[test]
fn bytes_that_are_no_text_are_named_with_their_column_and_no_value() {
    let bytes = [PEOPLE.as_bytes(), b"wang,\xFF\xFF,2019\nzhao,,\n"].concat();
    assert_eq!(
        read(&bytes)[2..],
        ["4: wang|<\u{FFFD}\u{FFFD}>|2019 ! not-text@1 \u{FFFD}\u{FFFD}", "5: zhao||"]
    );
    // letters that were lost before, and zeros
    let bytes = format!("{PEOPLE}王\u{FFFD},,\n赵六,本\0科,\n");
    assert_eq!(
        read(bytes)[2..],
        ["4: <王\u{FFFD}>|| ! not-text@0 王\u{FFFD}", "5: 赵六|<本\0科>| ! not-text@1 本\0科"]
    );
}

#[test]
fn values_are_between_commas_tabs_or_semicolons() {
    for delimiter in [",", "\t", ";"] {
        let text = PEOPLE.replace(',', delimiter);
        assert_eq!(read(&text), READ, "{delimiter:?}");
    }
    // what another would also cut, and the hint that some programs write
    let text = "sep=;\n姓名;学历\n张,三;本科,硕士\n";
    assert_eq!(opened(text), ("姓名|学历".to_string(), vec!["1: above-heading sep=".to_string()]));
    assert_eq!(read(text), ["3: 张,三|本科,硕士"]);
}

#[test]
fn lines_end_in_any_way_and_the_last_need_not() {
    for end in ["\n", "\r\n", "\r"] {
        let text = PEOPLE.replace('\n', end);
        assert_eq!(read(&text), READ, "{end:?}");
        assert_eq!(read(text.trim_end()), READ, "{end:?}");
    }
}

#[test]
fn a_value_in_quotes_holds_commas_quotes_and_ends_of_lines() {
    let text = "姓名,学历,取得时间\n\"张三\",\"本科,\"\"全日制\"\"\n2018年\",2018\n李四,\"\",\n";
    assert_eq!(read(text), ["2: 张三|本科,\"全日制\"⏎2018年|2018", "4: 李四||"]);
    let text = text.replace('\n', "\r\n");
    assert_eq!(read(&text)[1], "4: 李四||");
    // within a value they are letters
    assert_eq!(read("姓名,学历\n张\"三\",5'\"\n"), ["2: 张\"三\"|5'\""]);
}

#[test]
fn a_quote_that_is_not_closed_swallows_nobody() {
    let others = "李四,大专,\n\"王五\",\"中专\",\n";
    let text = format!("姓名,学历,取得时间\n\"张三,本科,2018\n{others}");
    let expected = ["2: 张三,本科,2018|| ! cut-short", "3: 李四|大专|", "4: 王五|中专|"];
    assert_eq!(read(text), expected);
    // to the end of the list
    let text = "姓名,学历,取得时间\n张三,\"本科,2018\n李四,大专,\n";
    assert_eq!(read(text), ["2: 张三|本科,2018| ! cut-short", "3: 李四|大专|"]);
    // further than is looked
    let many = "李四,大专,\n".repeat(LONGEST / 10);
    let met = read(format!("姓名,学历,取得时间\n张三,\"本科,2018\n{many}"));
    assert_eq!(met.len(), LONGEST / 10 + 1);
    assert_eq!(met[..2], ["2: 张三|本科,2018| ! cut-short", "3: 李四|大专|"]);
}

#[test]
fn a_quote_that_closes_within_a_value_leaves_the_row_undecided() {
    let text = "姓名,学历,取得时间\n\"张三,\"本科,2018\n李四,大专,\n";
    assert_eq!(read(text), ["2: 张三,本科|2018| ! quote-stray", "3: 李四|大专|"]);
}

#[test]
fn a_file_that_ends_within_a_row_says_so() {
    assert_eq!(read("姓名,学历\n张三,本科\n李四"), ["2: 张三|本科", "3: 李四| ! cut-short"]);
    assert_eq!(read("姓名,学历\n李\u{200B}四"), ["2: 李四| ! invisible@0 U+200B ! cut-short"]);
    assert_eq!(read("姓名,学历\n张三,\"本"), ["2: 张三|本 ! cut-short"]);
    let within_a_letter = &"姓名,学历\n张三,本科".as_bytes()[..25];
    assert_eq!(read(within_a_letter), ["2: 张三|<本\u{FFFD}> ! not-text@1 本\u{FFFD}"]);
    // and within a letter of UTF-16
    let mut wide = utf16("姓名\t学历\n张三\t本科", [0xFF, 0xFE], u16::to_le_bytes);
    wide.pop();
    assert_eq!(read(wide), ["2: 张三|<本\u{FFFD}> ! not-text@1 本\u{FFFD}"]);
}

#[test]
fn a_row_that_is_too_long_is_named_and_those_after_it_are_read() {
    for end in ["\n", "\r\n", "\r"] {
        let long = "长".repeat(LONGEST);
        let text = format!("姓名,学历{end}张三,{long}{end}李四,大专{end}");
        assert_eq!(read(text), ["2: | ! too-long", "3: 李四|大专"], "{end:?}");
    }
}

#[test]
fn rows_are_as_wide_as_the_heading() {
    let text = "姓名,学历,取得时间,\n张三\n李四,大专,2018,,,\n王五,中专,2019,,x,y\n";
    assert_eq!(opened(text).0, "姓名|学历|取得时间");
    assert_eq!(
        read(text),
        ["2: 张三||", "3: 李四|大专|2018", "4: 王五|中专|2019 ! too-many-cells 2"]
    );
}

#[test]
fn a_list_may_have_as_many_columns_as_a_spreadsheet_and_no_more() {
    let row = |width: usize, word: &str| vec![word; width].join(",");
    let text = format!("姓名,{}\n张三,{}\n", row(WIDEST - 1, "列"), row(WIDEST - 1, "值"));
    let mut list = open(&text).unwrap();
    assert_eq!(list.heading().len(), WIDEST);
    assert!(
        matches!(list.next().unwrap(), Some(title_precheck::office::Record::Row(row)) if row.cells.len() == WIDEST)
    );
    assert_eq!(refused(format!("姓名,{}\n", row(WIDEST, "列"))), "too-many-columns");
    let text = format!("姓名,学历\n张三,{}\n", row(WIDEST + 2, "值"));
    assert_eq!(read(text), [format!("2: 张三|值 ! too-many-cells {}", WIDEST + 1)]);
}

#[test]
fn the_heading_is_the_row_with_most_known_columns() {
    let text = "克州2021年申报名单,,\n填表人: 某,姓名,2021\n\n序号, 姓名　,学历\n1,张三,本科\n";
    let (heading, faults) = opened(text);
    assert_eq!(heading, "序号|姓名|学历");
    assert_eq!(
        faults,
        ["1: above-heading 克州2021年申报名单", "2: above-heading 填表人: 某 姓名 2021"]
    );
    assert_eq!(read(text), ["5: 1|张三|本科"]);
}

#[test]
fn without_a_known_column_the_heading_is_the_first_row_with_two_texts() {
    let text = "名单\n\n甲,乙\n张三,本科\n";
    assert_eq!(opened(text), ("甲|乙".to_string(), vec!["1: above-heading 名单".to_string()]));
    assert_eq!(read(text), ["4: 张三|本科"]);
    assert_eq!(refused("名单\n张三\n李四\n"), "heading-not-found");
    // one column that is known is a list
    assert_eq!(read("姓名\n张三\n李四\n"), ["2: 张三", "3: 李四"]);
    // beyond the first thirty nothing is looked for
    assert_eq!(refused(format!("{}姓名,学历\n", "名单\n".repeat(30))), "heading-not-found");
}

#[test]
fn a_run_of_blank_rows_is_one_record_and_at_the_end_nothing() {
    let text = "姓名,学历\n\n,\n　,\u{200B}\n张三,本科\n\n李四,大专\n\n,,\n\n";
    let expected = ["2: | ! blank-row 3", "5: 张三|本科", "6: | ! blank-row 1", "7: 李四|大专"];
    assert_eq!(read(text), expected);
}

#[test]
fn the_heading_once_more_is_no_person() {
    let text = "姓名,学历\n张三,本科\n姓名, 学历 \n李四,大专\n";
    assert_eq!(read(text), ["2: 张三|本科", "3:  ! heading-again", "4: 李四|大专"]);
}

#[test]
fn texts_stay_as_typed_but_for_letters_that_nobody_sees() {
    let text = "姓名,学历,取得时间\n 张三 ,本\u{200B}科,\u{202E}2018\u{202C}\n\u{3000},\u{A0},\u{FEFF}\n艾力·买买提,本科,\n";
    let expected = [
        "2:  张三 |本科|2018 ! invisible@1 U+200B ! invisible@2 U+202E",
        "3: || ! blank-row 1",
        "4: 艾力·买买提|本科|",
    ];
    assert_eq!(read(text), expected);
}

#[test]
fn a_text_that_begins_as_a_formula_is_not_computed() {
    let text = "姓名,学历,取得时间\n=A1&\"三\",=VLOOKUP(A1;B:C;2),=\"2018\"\n张三,=,-\n";
    let expected = [
        "2: =A1&\"三\"|=VLOOKUP(A1;B:C;2)|2018 ! formula-unread@0 =A1&\"三\" \
         ! formula-unread@1 =VLOOKUP(A1;B:C;2) ! formula@2 =\"2018\"",
        "3: 张三|=|-",
    ];
    assert_eq!(read(text), expected);
}

#[test]
fn what_is_no_list_is_refused_by_its_content() {
    let others: [(&[u8], &str); 12] = [
        (b"", "empty-list"),
        (b" \r\n\t,,\n", "empty-list"),
        (b"\xEF\xBB\xBF", "empty-list"),
        (b"%PDF-1.7", "not-a-list"),
        (b"{\\rtf1\\ansi", "not-a-list"),
        (b"<html><table>", "not-a-list"),
        (b"<?xml version=\"1.0\"?>", "not-a-list"),
        (b"\x89PNG\r\n\x1A\n", "not-a-list"),
        (b"n\0a\0m\0e\0,\0x\0\n\0", "not-a-list"),
        (b"\0\0\0\0\0\0\0\0", "not-a-list"),
        (b"[{\"answers\": {}}]", "json-array"),
        (b" [\n]", "json-array"),
    ];
    for (bytes, code) in others {
        assert_eq!(refused(bytes), code, "{bytes:?}");
    }
}
