//! JSON lines.

use title_precheck::office::{Kind, LONGEST};

use crate::shown::{open, opened, read};

#[test]
fn each_line_is_a_record_with_its_number_and_blank_ones_are_none() {
    let text = "\n{\"a\":1}\r\n  \r\n\n {\"b\":2} \n{\"c\":3}";
    assert_eq!(read(text), ["2: {\"a\":1}", "5:  {\"b\":2} ", "6: {\"c\":3}"]);
    assert_eq!(open(text).unwrap().kind(), Kind::Lines);
    assert_eq!(opened(text), (String::new(), Vec::new()));
}

#[test]
fn marks_of_unicode_are_no_part_of_a_line() {
    let text = "{\"name\":\"张三\"}\n{\"name\":\"😀\"}\n";
    let wide = |mark: [u8; 2], bytes: fn(u16) -> [u8; 2]| {
        mark.into_iter().chain(text.encode_utf16().flat_map(bytes)).collect::<Vec<u8>>()
    };
    let expected = ["1: {\"name\":\"张三\"}", "2: {\"name\":\"😀\"}"];
    assert_eq!(read(format!("\u{FEFF}{text}")), expected);
    assert_eq!(read(wide([0xFF, 0xFE], u16::to_le_bytes)), expected);
    assert_eq!(read(wide([0xFE, 0xFF], u16::to_be_bytes)), expected);
}

#[test]
fn a_line_that_is_no_json_is_a_record_all_the_same() {
    assert_eq!(read("{\"a\":1}\nnonsense\n{"), ["1: {\"a\":1}", "2: nonsense", "3: {"]);
}

#[test]
fn a_line_that_is_too_long_is_named_and_those_after_it_are_read() {
    let fitting = format!("{{\"a\":\"{}\"}}", "x".repeat(LONGEST - 8));
    assert_eq!(fitting.len(), LONGEST);
    let text = format!("{{}}\n{fitting}x\n{fitting}\n{{}}\n{}", "y".repeat(3 * LONGEST));
    let met = read(&text);
    assert_eq!(met[..2], ["1: {}", "2:  ! too-long"]);
    assert_eq!(met[2], format!("3: {fitting}"));
    assert_eq!(met[3..], ["4: {}", "5:  ! too-long"]);
}
