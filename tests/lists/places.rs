//! A run that was broken off goes on from a place: what it reads is what reading on would have given.

use title_precheck::office::Place;

use crate::shown::{open, rest};

/// From every place that reading gives, the rest is the same, in a list that was opened anew and in one that was read on.
fn goes_on_from_everywhere(name: &str, bytes: &[u8]) {
    let mut places = Vec::new();
    let mut list = open(bytes).unwrap();
    loop {
        places.push(list.place());
        assert!(list.done() <= list.total(), "{name}");
        if list.next().unwrap().is_none() {
            break;
        }
    }
    let all = rest(&mut open(bytes).unwrap());
    assert_eq!(all.len() + 1, places.len(), "{name}");
    for (passed, place) in places.iter().enumerate() {
        let written = serde_json::to_string(place).unwrap();
        let place: Place = serde_json::from_str(&written).unwrap();
        let mut anew = open(bytes).unwrap();
        anew.go_to(place).unwrap();
        assert_eq!(anew.place(), place, "{name}");
        assert_eq!(rest(&mut anew), all[passed..], "{name} from {place:?}");
        list.go_to(place).unwrap();
        assert_eq!(rest(&mut list), all[passed..], "{name} from {place:?}, in the same list");
    }
    assert_eq!(list.done(), list.total(), "{name}");
}

const TABLE: &str = "名单\n姓名,学历,取得时间\n\"张\n三\",本科,\"2018\r\n年\"\n\n,,\n李四,😀,\n\
    \"赵六,本科\n姓名,学历,取得时间\n\n王五,\"中\"\"专\",2019,x\n\n,\n";

#[test]
fn in_a_text() {
    goes_on_from_everywhere("LF", TABLE.as_bytes());
    goes_on_from_everywhere("CRLF", TABLE.replace('\n', "\r\n").as_bytes());
    goes_on_from_everywhere("CR", TABLE.replace("\r\n", "\n").replace('\n', "\r").as_bytes());
    goes_on_from_everywhere("marked", format!("\u{FEFF}{TABLE}").as_bytes());
    goes_on_from_everywhere("unended", TABLE.trim_end_matches([',', '\n']).as_bytes());
}

#[test]
fn in_utf_16() {
    let wide = |mark: [u8; 2], bytes: fn(u16) -> [u8; 2]| {
        mark.into_iter().chain(TABLE.encode_utf16().flat_map(bytes)).collect::<Vec<u8>>()
    };
    goes_on_from_everywhere("LE", &wide([0xFF, 0xFE], u16::to_le_bytes));
    let mut big = wide([0xFE, 0xFF], u16::to_be_bytes);
    // half of a pair, then half of a unit
    big.extend([0xD8, 0x00, 0x00, 0x0A, 0x4E]);
    goes_on_from_everywhere("BE", &big);
}

#[test]
fn in_both_encodings() {
    let (gbk, _, _) = encoding_rs::GBK.encode("姓名,学历\n王五,中专\n女,\n");
    goes_on_from_everywhere("GBK, then UTF-8", &[&gbk, "赵六,本科\n".as_bytes(), &gbk].concat());
}

#[test]
fn in_json_lines() {
    goes_on_from_everywhere("lines", b"\xEF\xBB\xBF\n{\"a\":1}\r\n\n{\"b\":2}\n \n{\"c\":3}");
    goes_on_from_everywhere("lines with blank ones at the end", b"{\"a\":1}\n{\"b\":2}\n\n\n");
}

#[test]
fn in_a_list_that_is_longer_than_what_is_held() {
    let rows: String = (0..20_000).map(|row| format!("张{row},\"本\n科\",2018\n")).collect();
    let bytes = format!("姓名,学历,取得时间\n{rows}").into_bytes();
    let mut list = open(&bytes).unwrap();
    let all = rest(&mut open(&bytes).unwrap());
    for passed in 0..all.len() {
        if passed % 4_321 == 0 {
            let mut anew = open(&bytes).unwrap();
            anew.go_to(list.place()).unwrap();
            assert_eq!(rest(&mut anew), all[passed..]);
        }
        list.next().unwrap();
    }
}

#[test]
fn a_place_beyond_the_end_is_of_another_list() {
    let mut list = open(TABLE).unwrap();
    let place = Place { offset: 10_000, number: 1 };
    assert_eq!(list.go_to(place).unwrap_err().code(), "no-such-place");
}

#[test]
fn in_a_workbook() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let plain = rust_xlsxwriter::Format::new();
    let sheet = book.add_worksheet();
    for (column, text) in ["乡镇", "姓名", "取得时间"].into_iter().enumerate() {
        sheet.write_string(1, column as u16, text).unwrap();
    }
    for row in [2, 3, 4, 7, 8, 9, 20] {
        sheet.write_string(row, 1, format!("张{row}")).unwrap();
        sheet
            .write_formula(row, 2, rust_xlsxwriter::Formula::new("=2000+18").set_result("2018"))
            .unwrap();
    }
    sheet.merge_range(3, 0, 8, 0, "东乡", &plain).unwrap();
    sheet.merge_range(9, 0, 9, 1, "西乡", &plain).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    goes_on_from_everywhere("XLSX", &bytes);
    let place = Place { offset: 22, number: 23 };
    assert_eq!(open(&bytes).unwrap().go_to(place).unwrap_err().code(), "no-such-place");
}
