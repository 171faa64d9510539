//! Many people, a line each: what reads a line, and what is written for it.
//!
//! There is no file here and no thread: a list can be cut into lines anywhere, and each line given
//! to any [`Lines`] of the notice.

use serde::Serialize;
use serde_json::value::RawValue;

use crate::answers::Input;
use crate::assess::{RouteVerdict, assess, verdicts};
use crate::fault::{InputError, InputFault};
use crate::notice::Notice;
use crate::quick::Quick;
use crate::value::Value;

/// What is written for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineFormat {
    /// The whole [`Assessment`](crate::Assessment).
    Assessment,
    /// Verdicts and first days alone.
    Verdicts,
}

/// Assesses people, one JSON object a line: an [`Input`] with an `id` of the caller's beside it.
///
/// For each line one is written, with its end. `id` stands first, as it was given to the letter,
/// and is left out where there was none.
///
/// | line | object |
/// | --- | --- |
/// | [`LineFormat::Assessment`] | `{"id":7,"engine":…,"notice":…,…}`: the assessment |
/// | [`LineFormat::Verdicts`] | `{"id":7,"routes":{"targeted-review":"met",…},"earliest":{"first-conferral":"2022-03-10"}}`: every route in the notice's order, and the first days of those that have one |
/// | a line that is refused | `{"id":7,"error":{"code":"unknown-fact","path":"answers.age","message":"…"}}`; where the line is no object, or has two ids, without `id` |
///
/// ```
/// # #[cfg(feature = "author")] {
/// use title_precheck::{LineFormat, Lines, Notice};
/// # let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/notices/kizilsu-2021");
/// # let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
/// # let notice: Notice = title_precheck::author::Folder {
/// #     notice: read("notice.toml"),
/// #     sources: [("main".to_string(), read("sources/main.txt"))].into(),
/// #     ..Default::default()
/// # }.notice().unwrap();
/// let lines = Lines::new(&notice, LineFormat::Verdicts);
/// let mut out = Vec::new();
/// assert!(lines.write(br#"{"id":"A-1","today":"2021-07-20"}"#, &mut out));
/// assert!(out.starts_with(br#"{"id":"A-1","routes":{"targeted-review":"undetermined","#));
/// assert!(!lines.write(b"nonsense\n", &mut out));
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Lines<'n> {
    notice: &'n Notice,
    format: LineFormat,
    quick: Quick<'n>,
    /// `"targeted-review":"`, one for each route.
    keys: Vec<String>,
}

/// A line read: whose it is, and what they gave.
#[derive(Clone, Debug)]
pub struct Line<'l> {
    /// The caller's `id`: JSON, as it was given to the letter.
    pub id: Option<&'l str>,
    /// The input, or why it is refused.
    pub input: Result<Input, InputError>,
}

#[derive(Serialize)]
struct Refused {
    error: InputError,
}

#[derive(serde::Deserialize)]
struct WithId<'l> {
    #[serde(borrow)]
    id: &'l RawValue,
}

impl<'n> Lines<'n> {
    /// Lines for this notice.
    pub fn new(notice: &'n Notice, format: LineFormat) -> Lines<'n> {
        let key = |id| serde_json::to_string(id).map(|id| format!("{id}:\"")).unwrap_or_default();
        let keys = notice.routes().map(key).collect();
        Lines { notice, format, quick: Quick::new(&notice.rules), keys }
    }

    /// Reads a line; its end may be there or not.
    pub fn read<'l>(&self, line: &'l [u8]) -> Line<'l> {
        let Ok(line) = std::str::from_utf8(line) else {
            let not_text = InputError::new(InputFault::MalformedJson, "", "not UTF-8");
            return Line { id: None, input: Err(not_text) };
        };
        let line = line.trim_end();
        match self.quick.read(line) {
            Some((id, input)) => Line { id, input: Ok(input) },
            None => self.read_by_value(line),
        }
    }

    fn read_by_value<'l>(&self, line: &'l str) -> Line<'l> {
        let mut value: Value = match serde_json::from_str(line) {
            Ok(value) => value,
            Err(error) => {
                let error = InputError::new(InputFault::MalformedJson, "", error.to_string());
                return Line { id: None, input: Err(error) };
            }
        };
        let mut id = None;
        if let Value::Object(entries) = &mut value {
            match entries.iter().filter(|(key, _)| key == "id").count() {
                0 => {}
                1 => {
                    entries.retain(|(key, _)| key != "id");
                    id = serde_json::from_str::<WithId>(line).ok().map(|line| line.id.get());
                }
                _ => {
                    let twice = "the key stands twice";
                    let error = InputError::new(InputFault::DuplicateKey, "id", twice);
                    return Line { id: None, input: Err(error) };
                }
            }
        }
        Line { id, input: Input::read(self.notice, &value) }
    }

    /// Reads a line and appends the line for it; false if it was refused.
    pub fn write(&self, line: &[u8], out: &mut Vec<u8>) -> bool {
        let Line { id, input } = self.read(line);
        let refused = input.is_err();
        match (input, self.format) {
            (Ok(input), LineFormat::Verdicts) => {
                self.write_verdicts(id, &verdicts(self.notice, &input), out);
            }
            (Ok(input), LineFormat::Assessment) => {
                write_object(id, &assess(self.notice, &input), out);
            }
            (Err(error), LineFormat::Assessment | LineFormat::Verdicts) => {
                write_object(id, &Refused { error }, out);
            }
        }
        !refused
    }

    fn write_verdicts(&self, id: Option<&str>, verdicts: &[RouteVerdict], out: &mut Vec<u8>) {
        let routes = || self.keys.iter().zip(verdicts);
        let mut put = |texts: &[&str]| {
            texts.iter().for_each(|text| out.extend_from_slice(text.as_bytes()));
        };
        match id {
            Some(id) => put(&["{\"id\":", id, ",\"routes\":{"]),
            None => put(&["{\"routes\":{"]),
        }
        let mut comma = "";
        for (key, route) in routes() {
            put(&[comma, key, route.verdict.as_str(), "\""]);
            comma = ",";
        }
        put(&["},\"earliest\":{"]);
        let mut comma = "";
        for (key, route) in routes() {
            if let Some(day) = route.earliest {
                put(&[comma, key, &day.to_string(), "\""]);
                comma = ",";
            }
        }
        put(&["}}\n"]);
    }
}

/// Writes an object as a line; `id` stands first, where there is one.
fn write_object(id: Option<&str>, object: &impl Serialize, out: &mut Vec<u8>) {
    if let Some(id) = id {
        out.extend_from_slice(b"{\"id\":");
        out.extend_from_slice(id.as_bytes());
    }
    let start = out.len();
    // INVARIANT: what is written here has texts for keys, and a list takes every byte
    let _ = serde_json::to_writer(&mut *out, object);
    if id.is_some()
        && let Some(brace) = out.get_mut(start)
    {
        *brace = b',';
    }
    out.push(b'\n');
}
