//! Lists of people: text, lines of JSON, and workbooks of each kind.

use std::io::{Cursor, Write};
use std::sync::LazyLock;

use title_precheck::office::{Headings, Judge, List, Place, Record};
use title_precheck::{Day, Notice};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::notices::folder;

static NOTICE: LazyLock<Notice> =
    LazyLock::new(|| folder("small").notice().expect("a notice that compiles"));

static HEADINGS: LazyLock<Headings> = LazyLock::new(|| Headings::new(&NOTICE, []));

/// Rows enough for any file that is tried here, except one that says that a row is repeated.
const ROWS: usize = 1_000;

/// A list is refused, or each record has its place and is judged.
fn read(bytes: &[u8]) {
    let open = || List::open(Cursor::new(bytes.to_vec()), &|heading| HEADINGS.knows(heading));
    let Ok(mut list) = open() else { return };
    let columns = HEADINGS.columns(list.heading());
    let today = Day::parse("2022-06-01").expect("a day");
    let judge = Judge::new(&NOTICE, &HEADINGS, &columns, today);
    let mut met: Vec<(Place, Record)> = Vec::new();
    while met.len() < ROWS {
        let place = list.place();
        match list.next() {
            Ok(Some(record)) => {
                let _ = judge.judge(&record, |_| None);
                met.push((place, record));
            }
            Ok(None) | Err(_) => break,
        }
    }
    // from any place a run goes on as it would have
    if let Some((place, record)) = met.get(met.len() / 2) {
        let mut again = open().expect("a list that was opened before");
        again.go_to(*place).expect("a place that the list gave");
        let next = again.next().expect("a record that was read before");
        assert_eq!(format!("{next:?}"), format!("{:?}", Some(record)));
    }
}

/// Any bytes as a list.
pub fn list(bytes: &[u8]) {
    read(bytes);
}

const TYPES: &str =
    r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
const BOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="名单" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
const ODS: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// The parts of a workbook that is a zip archive, as text: `--- NAME` above each. With a part
/// `content.xml` it is OpenDocument, otherwise XLSX; what every workbook has is put in if it lacks.
pub fn workbook(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let mut parts: Vec<(&str, &str)> = text
        .split("--- ")
        .skip(1)
        .map(|part| part.split_once('\n').unwrap_or((part, "")))
        .take(16)
        .collect();
    let usual: &[(&str, &str)] = if parts.iter().any(|(name, _)| *name == "content.xml") {
        &[("mimetype", ODS), ("META-INF/manifest.xml", "<manifest:manifest></manifest:manifest>")]
    } else {
        &[
            ("[Content_Types].xml", TYPES),
            ("xl/workbook.xml", BOOK),
            ("xl/_rels/workbook.xml.rels", RELATIONS),
        ]
    };
    for part in usual {
        if !parts.iter().any(|(name, _)| *name == part.0) {
            parts.push(*part);
        }
    }
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        // a name that stands twice, or that no archive may have
        if writer.start_file(name, SimpleFileOptions::default()).is_ok() {
            writer.write_all(text.as_bytes()).expect("a list takes every byte");
        }
    }
    read(&writer.finish().expect("an archive").into_inner());
}

/// The records of an XLS workbook, in a compound file of that one stream.
pub fn xls(bytes: &[u8]) {
    const FREE: u32 = 0xFFFF_FFFF;
    const END: u32 = 0xFFFF_FFFE;
    const SECTOR: usize = 512;
    // a shorter stream would stand in sectors of another size, a longer one ask for a second table
    let mut stream = bytes.iter().copied().take(126 * SECTOR).collect::<Vec<_>>();
    stream.resize(stream.len().next_multiple_of(SECTOR).max(4096), 0);
    let sectors = u32::try_from(stream.len() / SECTOR).expect("few sectors");
    let mut file = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    file.resize(24, 0);
    for half in [0x3E_u16, 3, 0xFFFE, 9, 6] {
        file.extend(half.to_le_bytes());
    }
    file.resize(40, 0);
    let table = std::iter::once(0).chain(std::iter::repeat_n(FREE, 108));
    for word in [0, 1, 1, 0, 4096, END, 0, END, 0].into_iter().chain(table) {
        file.extend(word.to_le_bytes());
    }
    // the table itself, the folder, the stream
    let chain = (3..2 + sectors).chain([END]);
    let table = [0xFFFF_FFFD, END].into_iter().chain(chain).chain(std::iter::repeat(FREE));
    for word in table.take(SECTOR / 4) {
        file.extend(word.to_le_bytes());
    }
    for (name, kind, start, size) in
        [("Root Entry", 5_u8, END, 0), ("Workbook", 2, 2, sectors * 512)]
    {
        let begin = file.len();
        file.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        file.resize(begin + 64, 0);
        file.extend((2 * name.len() as u16 + 2).to_le_bytes());
        file.extend([kind, 1]);
        // those beside it in the folder, and the one below
        for next in [FREE, FREE, if name == "Root Entry" { 1 } else { FREE }] {
            file.extend(next.to_le_bytes());
        }
        file.resize(begin + 116, 0);
        file.extend(start.to_le_bytes());
        file.extend(size.to_le_bytes());
        file.resize(begin + 128, 0);
    }
    file.resize(3 * SECTOR, 0);
    file.extend(stream);
    read(&file);
}
