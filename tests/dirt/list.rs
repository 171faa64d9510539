//! Lists that a test writes: what a kind of dirt says, as CSV, as a workbook, as JSON lines.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use serde::Deserialize;
use toml::Value;

/// The columns of a list that is not about its columns, and what a person has in them who is not about a value: an
/// intermediate engineer-to-be of an enterprise, who meets `regional-review`.
pub const WHOLE: [(&str, &str); 10] = [
    ("姓名", ""),
    ("单位性质", "企业"),
    ("隶属", "阿克陶县"),
    ("系列", "工程"),
    ("级别", "中级"),
    ("学历", "本科"),
    ("现职称", "助理级"),
    ("取得时间", "2016年3月"),
    ("今年已提交的申报", "无"),
    ("自治区条件", "还没对照"),
];

/// A list as its kind says it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct List {
    /// The heading; the columns of everybody if absent.
    pub columns: Vec<String>,
    /// Rows above the heading.
    pub above: Vec<Vec<Value>>,
    /// People: a name, what is different about one, or the cells as they are.
    pub rows: Vec<Value>,
    /// Lines as they are, in the place of `rows`: `{HEAD}` is the heading, `{张三}` a whole person.
    pub lines: Vec<Value>,
    /// Ends of lines, and of the last one.
    pub end: Option<String>,
    pub is_unended: bool,
    // of a workbook
    pub merged: Vec<String>,
    pub before: Option<Sheet>,
    pub after: Option<Sheet>,
    /// So many rows at the end with nothing but a colour.
    pub coloured: u32,
    pub since_1904: bool,
}

/// Another sheet.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    pub name: String,
    #[serde(default)]
    pub is_hidden: bool,
    pub rows: Vec<Vec<Value>>,
}

/// How a list is written.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    Csv,
    Bom,
    Gbk,
    Utf16,
    Xlsx,
    Jsonl,
}

impl Form {
    pub fn ending(self) -> &'static str {
        match self {
            Form::Csv | Form::Bom | Form::Gbk | Form::Utf16 => "csv",
            Form::Xlsx => "xlsx",
            Form::Jsonl => "jsonl",
        }
    }
}

impl List {
    /// The bytes of its file.
    pub fn write(&self, form: Form) -> Vec<u8> {
        match form {
            Form::Csv | Form::Jsonl => self.bytes(|text| text.as_bytes().to_vec()),
            Form::Bom => [b"\xEF\xBB\xBF".to_vec(), self.bytes(|text| text.into())].concat(),
            Form::Gbk => self.bytes(gbk),
            Form::Utf16 => {
                let units = self.text().encode_utf16().collect::<Vec<_>>();
                let units = units.into_iter().flat_map(u16::to_le_bytes);
                [0xFF, 0xFE].into_iter().chain(units).collect()
            }
            Form::Xlsx => self.workbook(),
        }
    }

    /// The names of its columns.
    pub fn heading(&self) -> Vec<String> {
        match self.columns.is_empty() {
            true => WHOLE.iter().map(|(name, _)| (*name).to_owned()).collect(),
            false => self.columns.clone(),
        }
    }

    /// Heading and rows, cell by cell.
    fn cells(&self) -> Vec<Vec<Value>> {
        let heading = self.heading();
        let names = heading.iter().map(|name| Value::String(name.clone())).collect();
        let rows = self.rows.iter().map(|row| cells_of(row, &heading));
        self.above.iter().cloned().chain([names]).chain(rows).collect()
    }

    fn end(&self) -> &str {
        self.end.as_deref().unwrap_or("\n")
    }

    fn text(&self) -> String {
        String::from_utf8(self.bytes(|text| text.as_bytes().to_vec())).unwrap()
    }

    /// Each line by `encode`, but for those that say in which way they are written.
    fn bytes(&self, encode: impl Fn(&str) -> Vec<u8>) -> Vec<u8> {
        let lines: Vec<Vec<u8>> = match self.lines.is_empty() {
            true => self.cells().iter().map(|row| encode(&csv_row(row))).collect(),
            false => self.lines.iter().map(|line| self.line(line, &encode)).collect(),
        };
        let mut bytes = lines.join(self.end().as_bytes());
        if !self.is_unended {
            bytes.extend(encode(self.end()));
        }
        bytes
    }

    fn line(&self, line: &Value, encode: &impl Fn(&str) -> Vec<u8>) -> Vec<u8> {
        match line {
            Value::String(text) => encode(&self.filled(text)),
            Value::Table(table) => {
                let (form, text) = table.iter().next().unwrap();
                match (form.as_str(), text) {
                    ("gbk", Value::String(text)) => gbk(&self.filled(text)),
                    ("utf-8", Value::String(text)) => self.filled(text).into_bytes(),
                    // what is no text in any way
                    ("lost", Value::String(text)) => {
                        let bytes = self.filled(text).into_bytes();
                        let parts: Vec<&[u8]> = bytes.split(|byte| *byte == b'?').collect();
                        parts.join(&b"\xFF\xFF"[..])
                    }
                    ("long", Value::Integer(length)) => {
                        vec![b'x'; usize::try_from(*length).unwrap()]
                    }
                    _ => panic!("{line}"),
                }
            }
            _ => panic!("{line}"),
        }
    }

    /// `{HEAD}` and `{张三}` filled in.
    fn filled(&self, text: &str) -> String {
        let heading = self.heading();
        let Some((before, rest)) = text.split_once('{').filter(|_| !text.starts_with("{\"")) else {
            return text.to_owned();
        };
        let (name, after) = rest.split_once('}').unwrap();
        let row = match name {
            "HEAD" => heading.join(","),
            name => csv_row(&cells_of(&Value::String(name.to_owned()), &heading)),
        };
        format!("{before}{row}{after}")
    }

    fn workbook(&self) -> Vec<u8> {
        let mut book = Workbook::new();
        let mut add = |sheet: &Sheet, merged: &[String]| {
            let page = book.add_worksheet();
            page.set_name(&sheet.name).unwrap().set_hidden(sheet.is_hidden);
            merged.iter().for_each(|area| merge(page, area));
            put(page, &sheet.rows);
        };
        self.before.iter().for_each(|sheet| add(sheet, &[]));
        let list = Sheet { name: "名单".to_owned(), is_hidden: false, rows: self.cells() };
        add(&list, &self.merged);
        self.after.iter().for_each(|sheet| add(sheet, &[]));
        let place = usize::from(self.before.is_some());
        let page = book.worksheet_from_index(place).unwrap();
        page.set_active(true);
        let colour = Format::new().set_background_color("FFFF00");
        let below = u32::try_from(self.cells().len()).unwrap();
        for row in below..below + self.coloured {
            for column in 0..5 {
                page.write_blank(row, column, &colour).unwrap();
            }
        }
        let bytes = book.save_to_buffer().unwrap();
        // what the writer cannot say
        changed(&bytes, |name, text| match name {
            "xl/workbook.xml" if self.since_1904 => {
                assert!(text.contains("<workbookPr "));
                text.replace("<workbookPr ", "<workbookPr date1904=\"1\" ")
            }
            name if name.starts_with("xl/worksheets/sheet") => {
                text.replace(&format!("<v>{NO_VALUE}</v>"), "")
            }
            _ => text,
        })
    }
}

/// A person's cells, in the order of the columns.
fn cells_of(row: &Value, heading: &[String]) -> Vec<Value> {
    let named = |own: &BTreeMap<&str, Value>| {
        let cell = |name: &String| {
            let usual = WHOLE.iter().find(|(known, _)| known == name).map_or("", |(_, it)| it);
            own.get(name.as_str()).cloned().unwrap_or_else(|| Value::String(usual.to_owned()))
        };
        heading.iter().map(cell).collect()
    };
    match row {
        Value::String(_) => named(&BTreeMap::from([("姓名", row.clone())])),
        Value::Table(own) => {
            let own: BTreeMap<&str, Value> =
                own.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
            let strange = own.keys().find(|name| !heading.iter().any(|known| known == *name));
            assert_eq!(strange, None, "a column that the list has");
            named(&own)
        }
        Value::Array(cells) => cells.clone(),
        _ => panic!("{row}"),
    }
}

fn gbk(text: &str) -> Vec<u8> {
    let (bytes, _, has_lost) = encoding_rs::GBK.encode(text);
    assert!(!has_lost, "`{text}` is not GBK");
    bytes.into_owned()
}

/// A row as a spreadsheet saves it.
fn csv_row(cells: &[Value]) -> String {
    let text = |cell: &Value| {
        let text = match cell {
            Value::String(text) => text.clone(),
            Value::Boolean(truth) => truth.to_string().to_uppercase(),
            Value::Datetime(day) => day.to_string().replace('-', "/"),
            Value::Integer(_) | Value::Float(_) => cell.to_string(),
            Value::Array(_) | Value::Table(_) => panic!("{cell} is of a workbook"),
        };
        let quoted = text.contains([',', '"', '\n']);
        if quoted { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
    };
    cells.iter().map(text).collect::<Vec<_>>().join(",")
}

fn put(page: &mut Worksheet, rows: &[Vec<Value>]) {
    let day_format = Format::new().set_num_format("yyyy/m/d");
    for (row, cells) in (0_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            match cell {
                Value::String(text) if text.is_empty() => {}
                Value::String(text) => {
                    page.write_string(row, column, text).unwrap();
                }
                Value::Integer(number) => {
                    page.write_number(row, column, i32::try_from(*number).unwrap()).unwrap();
                }
                Value::Float(number) => {
                    page.write_number(row, column, *number).unwrap();
                }
                Value::Boolean(truth) => {
                    page.write_boolean(row, column, *truth).unwrap();
                }
                Value::Datetime(day) => {
                    let day = ExcelDateTime::parse_from_str(&day.to_string()).unwrap();
                    page.write_datetime_with_format(row, column, &day, &day_format).unwrap();
                }
                Value::Table(table) => {
                    let text = |key: &str| table.get(key).and_then(Value::as_str);
                    let formula = Formula::new(text("formula").unwrap());
                    let formula = formula.set_result(text("shows").unwrap_or(NO_VALUE));
                    page.write_formula(row, column, formula).unwrap();
                }
                Value::Array(_) => panic!("{cell}"),
            }
        }
    }
}

/// Merges `B2:C3`.
fn merge(page: &mut Worksheet, area: &str) {
    let place = |cell: &str| {
        let (column, row) = cell.split_at(1);
        (row.parse::<u32>().unwrap() - 1, u16::from(column.as_bytes()[0] - b'A'))
    };
    let (first, last) = area.split_once(':').unwrap();
    let ((top, left), (bottom, right)) = (place(first), place(last));
    page.merge_range(top, left, bottom, right, "", &Format::new()).unwrap();
}

/// The workbook with the texts of its parts changed.
fn changed(bytes: &[u8], change: impl Fn(&str, String) -> String) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for place in 0..from.len() {
        let mut part = from.by_index(place).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        to.start_file(&*name, zip::write::SimpleFileOptions::default()).unwrap();
        to.write_all(change(&name, text).as_bytes()).unwrap();
    }
    to.finish().unwrap().into_inner()
}

/// Stands for the value of a formula that was never computed.
const NO_VALUE: &str = "NO VALUE";
