//! A list as lines of text, so that a test can say what is read.

use std::io::Cursor;

use title_precheck::office::{Cell, Fault, Flaw, List, ListError, Record, Row};

/// The columns that the tests' lists know.
pub fn known(text: &str) -> bool {
    ["姓名", "学历", "现职称", "取得时间", "乡镇"].contains(&text)
}

pub type Opened = List<Cursor<Vec<u8>>>;

pub fn open(bytes: impl AsRef<[u8]>) -> Result<Opened, ListError> {
    List::open(Cursor::new(bytes.as_ref().to_vec()), &known)
}

/// The code of a list that is refused.
pub fn refused(bytes: impl AsRef<[u8]>) -> &'static str {
    let error = open(bytes).expect_err("a list that is refused");
    assert!(!error.words().zh.is_empty() && !error.words().en.is_empty());
    error.code()
}

/// All records from where a list stands.
pub fn rest(list: &mut Opened) -> Vec<String> {
    std::iter::from_fn(|| list.next().expect("a list that is read"))
        .map(|met| record(&met))
        .collect()
}

/// All records of a list.
pub fn read(bytes: impl AsRef<[u8]>) -> Vec<String> {
    rest(&mut open(bytes).expect("a list"))
}

/// The heading of a list, and what is said of the list as a whole.
pub fn opened(bytes: impl AsRef<[u8]>) -> (String, Vec<String>) {
    let list = open(bytes).expect("a list");
    let faults = list.faults().iter().map(fault).collect();
    (list.heading().join("|"), faults)
}

fn fault(fault: &Fault) -> String {
    let row = fault.row.map_or(String::new(), |row| format!("{row}: "));
    let column = fault.column.as_ref().map_or(String::new(), |column| format!("{column} "));
    format!("{row}{column}{} {}", fault.code.as_str(), fault.value).trim_end().to_string()
}

/// `3: 张三|本科`, then each flaw, `! invisible@1 U+200B`.
pub fn record(record: &Record) -> String {
    match record {
        Record::Line { number, text } => format!("{number}: {}", String::from_utf8_lossy(text)),
        Record::Row(Row { number, cells, flaws }) => {
            let cells: Vec<String> = cells.iter().map(cell).collect();
            let flaws: Vec<String> = flaws.iter().map(flaw).collect();
            format!("{number}: {}{}", cells.join("|"), flaws.concat())
        }
    }
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.replace('\n', "⏎"),
        Cell::Number(number) => format!("#{number}"),
        Cell::Bool(value) => format!("?{value}"),
        Cell::Moment { year, month, day, has_hour } => {
            format!("@{year}-{month:02}-{day:02}{}", if *has_hour { "+" } else { "" })
        }
        Cell::Broken(what) => format!("<{what}>"),
    }
}

fn flaw(flaw: &Flaw) -> String {
    let column = flaw.column.map_or(String::new(), |column| format!("@{column}"));
    format!(" ! {}{column} {}", flaw.code.as_str(), flaw.value).trim_end().to_string()
}
