//! The office's side at the boundary: a list's bytes in, JSON and files out. Only the office page loads this module.
//!
//! ```js
//! const office = new Office(pack, columns);         // `columns`: the notice's usual headings, as TOML
//! office.open(bytes, name);                         // what cannot be read is thrown, and the list before it stays
//! do said = JSON.parse(office.scan(rows)); while (!said.end);
//! const { columns, total } = JSON.parse(office.columns());
//! office.assign('{"columns":{"爱好":"ignore"}}');    // what a mapping says, as JSON; then it is scanned again
//! office.begin('2021-07-20');
//! do said = JSON.parse(office.run(rows)); while (!said.end);
//! const bytes = office.download('xlsx', 'zh');
//! office.free();
//! ```

use std::collections::{BTreeMap, HashMap};
use std::io::Cursor;
use std::sync::Arc;

use js_sys::{Error, Reflect};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use wasm_bindgen::prelude::*;

use crate::author::{Diagnostics, Language};
use crate::date::Day;
use crate::notice::Notice;
use crate::office::{
    Columns, Fault, FaultCode, Head, Headings, Judge, Judged, Kind, Labels, List, ListError,
    Mapping, OutputError, Person, Record, Role, RouteLine, Sheets, Survey, write_faults,
    write_table,
};

/// The bytes of a list, which is read more than once.
type Source = Cursor<Arc<[u8]>>;

/// A notice, and a list of people to judge by it.
#[wasm_bindgen]
pub struct Office {
    notice: Notice,
    usual: Mapping,
    said: Said,
    list: Option<Opened>,
}

/// What a mapping says, as the page keeps it.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(default)]
struct Said {
    columns: BTreeMap<String, String>,
    values: BTreeMap<String, BTreeMap<String, String>>,
}

/// A list that is open, with what its columns are said to be.
struct Opened {
    bytes: Arc<[u8]>,
    name: String,
    headings: Headings,
    columns: Columns,
    kind: Kind,
    looked: Reading<Survey>,
    judged: Option<Reading<Roll>>,
}

/// A list under way, with what is made of it.
struct Reading<T> {
    list: List<Source>,
    made: T,
    people: u64,
}

/// What is kept of the people: they themselves are told as they come, and judged again for a file.
struct Roll {
    today: Day,
    is_whole: bool,
    /// The lines of routes that were told, by what they say.
    lines: HashMap<String, usize>,
    /// Of rows that are nobody.
    faults: Vec<Fault>,
    /// The first row of each key, and whether that is a name.
    keys: HashMap<(bool, String), u64>,
    /// The rows whose person stands in another row too, each with that row: the first one, or of the first the next.
    doubles: BTreeMap<u64, (u64, FaultCode)>,
}

#[wasm_bindgen]
impl Office {
    /// Reads a compiled pack, and a mapping with the headings that are usual where it holds; an empty text is none.
    ///
    /// # Errors
    /// An `Error` with the code `pack` or `mapping`.
    #[wasm_bindgen(constructor)]
    pub fn new(pack: &[u8], columns: &str) -> Result<Office, JsValue> {
        let notice =
            Notice::read(pack).map_err(|error| thrown("pack", &error.to_string(), None))?;
        let usual = Mapping::read(&notice, "columns.toml", columns).map_err(refused)?;
        Ok(Office { notice, usual, said: Said::default(), list: None })
    }

    /// What people read of the notice, by id, as JSON.
    pub fn texts(&self) -> String {
        self.notice.texts().into()
    }

    /// What each fault is called and what to do about it: `{ zh: { code: { what, help } }, en }`.
    pub fn faults() -> String {
        let words = |language| {
            let all = FaultCode::ALL.iter().map(|code| {
                let said = json!({ "what": code.name(language), "help": code.advice(language) });
                (code.as_str().to_owned(), said)
            });
            all.collect::<serde_json::Map<_, _>>()
        };
        json!({ "zh": words(Language::Chinese), "en": words(Language::English) }).to_string()
    }

    /// Opens a list, in the place of the one before.
    ///
    /// # Errors
    /// An `Error` with the code of a `ListError`; the list before it stays.
    pub fn open(&mut self, bytes: Vec<u8>, name: &str) -> Result<(), JsValue> {
        let bytes: Arc<[u8]> = bytes.into();
        self.list = Some(self.opened(bytes, name.to_owned(), &self.said)?);
        Ok(())
    }

    /// Takes a mapping, as JSON; then the list is to be scanned again.
    ///
    /// # Errors
    /// An `Error` with the code `mapping` if it says what the notice has not; what was said before stays.
    pub fn assign(&mut self, said: &str) -> Result<(), JsValue> {
        let said = serde_json::from_str(said).map_err(|error| mapping(&error))?;
        self.take(said)
    }

    /// The same, from the file that the command takes.
    ///
    /// # Errors
    /// As [`Office::assign`].
    pub fn map(&mut self, text: &str) -> Result<(), JsValue> {
        // its faults have lines only as it was written
        Mapping::read(&self.notice, "columns.toml", text).map_err(refused)?;
        let said = toml::from_str(text).map_err(|error| mapping(&error))?;
        self.take(said)
    }

    /// Looks through so many more rows: `{ people, end }`.
    ///
    /// # Errors
    /// An `Error` with the code of a `ListError`.
    pub fn scan(&mut self, rows: usize) -> Result<String, JsValue> {
        let Some(Opened { looked, .. }) = &mut self.list else {
            return Ok(json!({ "people": 0, "end": true }).to_string());
        };
        let mut end = false;
        for _ in 0..rows {
            let Some(record) = looked.list.next().map_err(unread)? else {
                end = true;
                break;
            };
            looked.made.look(&record);
            if !is_nobody(&record) {
                looked.people = looked.people.saturating_add(1);
            }
        }
        Ok(json!({ "people": looked.people, "end": end }).to_string())
    }

    /// What the columns are and hold, as far as the list was scanned, and the mapping that says so.
    pub fn columns(&self) -> String {
        let Some(opened) = &self.list else {
            return "null".to_owned();
        };
        let surveyed = opened.looked.made.columns();
        let columns = surveyed.iter().enumerate().map(|(place, column)| {
            let unread = column.unread.iter().map(|unread| {
                json!({ "value": unread.value, "code": unread.code, "count": unread.rows })
            });
            json!({
                "place": place, "heading": column.heading, "role": role(column.role),
                "fact": fact(column.role).map(|place| opened.headings.fact(place)),
                "filled": column.filled, "samples": column.samples,
                "unread": unread.collect::<Vec<_>>(),
            })
        });
        json!({
            "kind": match opened.kind {
                Kind::Lines => "lines",
                Kind::Text => "text",
                Kind::Workbook => "workbook",
            },
            "total": opened.looked.people, "mapping": self.said,
            "columns": columns.collect::<Vec<_>>(), "faults": opened.looked.list.faults(),
        })
        .to_string()
    }

    /// The mapping as the file that the command takes: what was said, or where nothing was, a draft to complete.
    pub fn draft(&self, language: &str) -> String {
        let said = self.said.columns.is_empty() && self.said.values.is_empty();
        match &self.list {
            Some(opened) if said => opened.looked.made.draft(language_of(language)),
            // what was not said stands in the notice's own mapping
            Some(_) | None => toml::to_string(&self.said).unwrap_or_default(),
        }
    }

    /// Begins to judge everybody, as of a day.
    ///
    /// # Errors
    /// An `Error` with the code `day`, or of a `ListError`.
    pub fn begin(&mut self, today: &str) -> Result<(), JsValue> {
        let today = Day::parse(today).map_err(|_| thrown("day", "no such day", None))?;
        if let Some(opened) = &mut self.list {
            opened.judged = Some(reading(&opened.bytes, &opened.headings, |_| Roll::new(today))?);
        }
        Ok(())
    }

    /// Judges so many more rows: `{ people, lines, doubles, end }`. A person's routes are places in the lines told so far,
    /// since most share theirs with others; `doubles` are faults that only the whole list tells.
    ///
    /// # Errors
    /// An `Error` with the code of a `ListError`.
    pub fn run(&mut self, rows: usize) -> Result<String, JsValue> {
        let (mut people, mut told) = (Vec::new(), Vec::new());
        let mut doubles = Vec::new();
        let mut end = true;
        if let Some(Opened { headings, columns, judged: Some(judged), .. }) = &mut self.list {
            let roll = &mut judged.made;
            let judge = Judge::new(&self.notice, headings, columns, roll.today);
            end = false;
            for _ in 0..rows {
                let Some(record) = judged.list.next().map_err(unread)? else {
                    end = true;
                    break;
                };
                match judge.judge(&record, |_| None) {
                    Judged::Person(person) => {
                        roll.note(&person);
                        people.push(roll.compact(*person, &mut told));
                    }
                    Judged::Nobody(faults) => roll.faults.extend(faults),
                }
            }
            roll.is_whole = end;
            if end {
                doubles = roll.doubles.keys().filter_map(|row| roll.fault(*row)).collect();
            }
        }
        Ok(json!({ "people": people, "lines": told, "doubles": doubles, "end": end }).to_string())
    }

    /// A file of everybody: `xlsx`, `csv`, `jsonl`, or `faults`, as the command writes them.
    ///
    /// # Errors
    /// An `Error` with the code `not-whole` before everybody was judged, or of what went wrong.
    pub fn download(&self, kind: &str, language: &str) -> Result<Vec<u8>, JsValue> {
        let Some((opened, roll)) = self.whole() else {
            return Err(thrown("not-whole", "not everybody was judged", None));
        };
        let labels = Labels::of(&self.notice, language_of(language));
        let faults = opened.looked.list.faults().iter().cloned();
        let faults = faults.chain(opened.columns.faults()).chain(roll.faults.iter().cloned());
        let head = Head {
            list: opened.name.clone(),
            today: roll.today,
            who: opened.columns.who(),
            faults: faults.collect(),
            scans: false,
        };
        let people = self.people(opened, roll)?;
        let mut out = Vec::new();
        match kind {
            "xlsx" => {
                let mut sheets = Sheets::new(&labels, &head).map_err(Thrown::from)?;
                for person in people {
                    sheets.add(&person?).map_err(Thrown::from)?;
                }
                sheets.finish(&mut out).map_err(Thrown::from)?;
            }
            "csv" => write_table(&mut out, &labels, &head, people)?,
            "faults" => write_faults(&mut out, &labels, &head, people)?,
            _ => {
                for person in people {
                    out.extend(json!(person?).to_string().bytes());
                    out.push(b'\n');
                }
            }
        }
        Ok(out)
    }
}

/// What is thrown, as an error of this side's.
struct Thrown(JsValue);

impl From<OutputError> for Thrown {
    fn from(error: OutputError) -> Thrown {
        Thrown(thrown(error.code(), &error.to_string(), None))
    }
}

impl From<ListError> for Thrown {
    fn from(error: ListError) -> Thrown {
        Thrown(unread(error))
    }
}

impl From<Thrown> for JsValue {
    fn from(error: Thrown) -> JsValue {
        error.0
    }
}

impl Office {
    fn opened(&self, bytes: Arc<[u8]>, name: String, said: &Said) -> Result<Opened, JsValue> {
        let said = said.mapping(&self.notice)?;
        let headings = Headings::new(&self.notice, [&self.usual, &said]);
        let looked = reading(&bytes, &headings, |list| {
            Survey::new(&headings, &headings.columns(list.heading()))
        })?;
        let columns = headings.columns(looked.list.heading());
        let kind = looked.list.kind();
        Ok(Opened { bytes, name, headings, columns, kind, looked, judged: None })
    }

    /// The list, if everybody of it was judged.
    fn whole(&self) -> Option<(&Opened, &Roll)> {
        let opened = self.list.as_ref()?;
        let judged = opened.judged.as_ref()?;
        judged.made.is_whole.then_some((opened, &judged.made))
    }

    /// Everybody once more, with what only the whole list tells.
    fn people<'o>(
        &'o self,
        opened: &'o Opened,
        roll: &'o Roll,
    ) -> Result<impl Iterator<Item = Result<Person, Thrown>> + use<'o>, JsValue> {
        let Opened { bytes, headings, columns, .. } = opened;
        let mut list = reading(bytes, headings, |_| ())?.list;
        let judge = Judge::new(&self.notice, headings, columns, roll.today);
        Ok(std::iter::from_fn(move || {
            loop {
                match list.next() {
                    Ok(Some(record)) => match judge.judge(&record, |_| None) {
                        Judged::Person(mut person) => {
                            person.faults.extend(roll.fault(person.row));
                            return Some(Ok(*person));
                        }
                        Judged::Nobody(_) => {}
                    },
                    Ok(None) => return None,
                    Err(error) => return Some(Err(error.into())),
                }
            }
        }))
    }

    fn take(&mut self, said: Said) -> Result<(), JsValue> {
        self.list = match &self.list {
            Some(opened) => {
                Some(self.opened(Arc::clone(&opened.bytes), opened.name.clone(), &said)?)
            }
            None => {
                said.mapping(&self.notice)?;
                None
            }
        };
        self.said = said;
        Ok(())
    }
}

impl Said {
    fn mapping(&self, notice: &Notice) -> Result<Mapping, JsValue> {
        let text = toml::to_string(self).map_err(|error| mapping(&error))?;
        Mapping::read(notice, "columns.toml", &text).map_err(refused)
    }
}

/// Begins to read a list, for what is made of it.
fn reading<T>(
    bytes: &Arc<[u8]>,
    headings: &Headings,
    made: impl FnOnce(&List<Source>) -> T,
) -> Result<Reading<T>, JsValue> {
    let list = List::open(Cursor::new(Arc::clone(bytes)), &|heading| headings.knows(heading))
        .map_err(unread)?;
    let made = made(&list);
    Ok(Reading { list, made, people: 0 })
}

impl Roll {
    fn new(today: Day) -> Roll {
        Roll {
            today,
            is_whole: false,
            lines: HashMap::new(),
            faults: Vec::new(),
            keys: HashMap::new(),
            doubles: BTreeMap::new(),
        }
    }

    /// Notes who it is, and whether they were met before.
    fn note(&mut self, person: &Person) {
        let Some(key) = person.compared_key() else {
            return;
        };
        let first = *self.keys.entry((person.is_named, key)).or_insert(person.row);
        if first != person.row {
            let code = if person.is_named { FaultCode::SameName } else { FaultCode::SamePerson };
            self.doubles.insert(person.row, (first, code));
            self.doubles.entry(first).or_insert((person.row, code));
        }
    }

    /// What is said of a row whose person stands in another row too.
    fn fault(&self, row: u64) -> Option<Fault> {
        let (other, code) = self.doubles.get(&row)?;
        Some(Fault { row: Some(row), column: None, code: *code, value: other.to_string() })
    }

    /// A person with their routes by place.
    fn compact(&mut self, person: Person, told: &mut Vec<Json>) -> Json {
        let routes = person.routes.iter().map(|line: &RouteLine| {
            let line = json!(line);
            let place = self.lines.len();
            *self.lines.entry(line.to_string()).or_insert_with(|| {
                told.push(line);
                place
            })
        });
        let routes: Vec<usize> = routes.collect();
        let mut person = json!(Person { routes: Vec::new(), ..person });
        if let Some(person) = person.as_object_mut() {
            person.insert("routes".to_owned(), json!(routes));
        }
        person
    }
}

fn is_nobody(record: &Record) -> bool {
    let is = |code| matches!(code, FaultCode::BlankRow | FaultCode::HeadingAgain);
    match record {
        Record::Row(row) => row.flaws.iter().any(|flaw| is(flaw.code)),
        Record::Line { .. } => false,
    }
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Fact(_) => "fact",
        Role::Key => "key",
        Role::Name => "name",
        Role::Who => "who",
        Role::NotRead => "not-read",
        Role::Ignored => "ignored",
        Role::Unknown => "unknown",
        Role::Unnamed => "unnamed",
        Role::Doubled(_) => "doubled",
    }
}

/// The fact that a column is, or would be were it not doubled.
fn fact(role: Role) -> Option<usize> {
    if let Role::Doubled(fact) = role { Some(fact) } else { role.fact() }
}

fn language_of(id: &str) -> Language {
    if id == "en" { Language::English } else { Language::Chinese }
}

fn unread(error: ListError) -> JsValue {
    thrown(error.code(), &error.to_string(), Some(error.words().in_language(Language::Chinese)))
}

fn refused(faults: Diagnostics) -> JsValue {
    let zh = faults.render(Language::Chinese, false);
    thrown("mapping", &faults.render(Language::English, false), Some(&zh))
}

fn mapping(error: &impl ToString) -> JsValue {
    thrown("mapping", &error.to_string(), None)
}

/// An `Error` that carries a stable code, and what it says in Chinese where there is such a text.
fn thrown(code: &str, message: &str, zh: Option<&str>) -> JsValue {
    let error = Error::new(message);
    for (key, value) in [("code", Some(code)), ("zh", zh)] {
        // setting a key of a new object cannot fail
        let _ = Reflect::set(&error, &key.into(), &value.into());
    }
    error.into()
}
