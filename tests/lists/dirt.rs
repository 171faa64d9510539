//! Files that nobody wrote on purpose: whatever the bytes, a reader ends, and goes on from where it was.

use proptest::prelude::*;

use crate::shown::{open, record};

/// Reads a list to its end, with the places it gives; what cannot be read is said.
fn read_through(bytes: &[u8]) {
    let Ok(mut list) = open(bytes) else { return };
    let mut met = Vec::new();
    let (mut place, mut last) = (list.place(), None);
    while let Ok(Some(next)) = list.next() {
        let now = list.place();
        assert!(now.offset >= place.offset && now.number >= place.number, "{place:?} {now:?}");
        last = Some(place);
        place = now;
        met.push(record(&next));
        assert!(met.len() <= bytes.len() * 1_100_000);
    }
    if let Some(last) = last {
        let mut again = open(bytes).unwrap();
        again.go_to(last).unwrap();
        let next = again.next().unwrap().map(|next| record(&next));
        assert_eq!(next.as_ref(), met.last());
    }
}

/// Bytes that lists are made of, so that random ones get further.
fn bytes_of_lists() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        any::<u8>().prop_map(|byte| vec![byte]),
        prop::sample::select(vec![
            "姓名", "学历", ",", "\t", ";", "\"", "\"\"", "\r", "\n", "\r\n", "=", "{", "\u{FEFF}",
            "\u{200B}", "\0"
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
        prop::sample::select(vec!["女", "姓名,学历", "本科"])
            .prop_map(|text| encoding_rs::GBK.encode(text).0.into_owned()),
    ];
    let start = prop::sample::select(vec![
        &b""[..],
        b"\xEF\xBB\xBF",
        b"\xFF\xFE",
        b"\xFE\xFF",
        b"{",
        "姓名,学历\n".as_bytes(),
    ]);
    (start, prop::collection::vec(piece, 0..80))
        .prop_map(|(start, pieces)| [start, &pieces.concat()].concat())
}

fn workbook() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..4 {
        for (column, text) in ["姓名", "学历", "取得时间"].into_iter().enumerate() {
            sheet.write_string(row, column as u16, text).unwrap();
        }
    }
    sheet.merge_range(2, 0, 3, 0, "张三", &rust_xlsxwriter::Format::new()).unwrap();
    sheet.write_formula(3, 2, "=1+1").unwrap();
    sheet.write_number(4, 1, 2018.6).unwrap();
    book.save_to_buffer().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_or_refused(bytes in bytes_of_lists()) {
        read_through(&bytes);
    }

    #[test]
    fn any_change_of_a_workbook_is_read_or_refused(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        length in any::<prop::sample::Index>(),
        is_cut in any::<bool>(),
    ) {
        let mut bytes = workbook();
        for (place, byte) in changes {
            *place.get_mut(&mut bytes) = byte;
        }
        if is_cut {
            bytes.truncate(length.index(bytes.len()));
        }
        read_through(&bytes);
    }

    // what a checksum would hide
    #[test]
    fn any_change_of_a_sheet_is_read_or_refused(
        part in prop::sample::select(vec!["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"]),
        changes in prop::collection::vec((any::<prop::sample::Index>(), prop::char::range(' ', '~')), 1..6),
    ) {
        let bytes = crate::parts::edit(&workbook(), part, |text| {
            let mut letters: Vec<char> = text.chars().collect();
            for (place, letter) in &changes {
                *place.get_mut(&mut letters) = *letter;
            }
            letters.push('\n');
            letters.into_iter().collect()
        });
        read_through(&bytes);
    }
}
