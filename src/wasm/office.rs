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
//! const bytes = office.download('xlsx');
//! office.free();
//! ```

use std::collections::{BTreeMap, HashMap};
use std::io::Cursor;
use std::rc::Rc;

use js_sys::{Error, Reflect};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use wasm_bindgen::prelude::*;

use crate::author::{Diagnostics, Language};
use crate::date::Day;
use crate::notice::Notice;
use crate::office::{
    Columns, Fault, FaultCode, Headings, Judge, Judged, Kind, List, ListError, Mapping, Person,
    Record, Role, RouteLine, Survey,
};

/// The bytes of a list, which is read more than once.
type Source = Cursor<Rc<[u8]>>;

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
    bytes: Rc<[u8]>,
    name: String,
    headings: Headings,
    columns: Columns,
    kind: Kind,
    looked: Reading<Survey>,
    judged: Option<Reading<Day>>,
    /// The lines of routes that were told, by what they say.
    lines: HashMap<String, usize>,
}

/// A list under way, with what is made of it.
struct Reading<T> {
    list: List<Source>,
    made: T,
    people: u64,
    /// Of the list as a whole, and of rows that are nobody.
    faults: Vec<Fault>,
}
