//! `precheck assess`: one person, or many as lines.

use std::fs;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;
use serde_json::value::RawValue;
use title_precheck::author::Language;
use title_precheck::{Input, InputError, InputFault, Notice, Value, assess, verdicts};

use super::shell::{Failure, about, complain, read_notice};

/// What `assess` is told.
#[derive(Args)]
pub struct AssessArgs {
    /// A notice folder, or a compiled pack.
    notice: PathBuf,
    /// What to read; standard input if left out.
    file: Option<PathBuf>,
    /// One object a line in, one a line out, in the same order.
    #[arg(long)]
    jsonl: bool,
    /// Verdicts and first days alone.
    #[arg(long, requires = "jsonl")]
    verdicts: bool,
}

/// Assesses one person, or each line of many.
pub fn assess_file(args: &AssessArgs, language: Language) -> Result<(), Failure> {
    let notice = read_notice(&args.notice, language)?;
    let reader: Box<dyn Read> = match &args.file {
        Some(path) => {
            if path.is_dir() {
                return Err(Failure::Said(format!("{}: is a folder", path.display())));
            }
            Box::new(fs::File::open(path).map_err(|error| about(path, &error))?)
        }
        None => Box::new(io::stdin()),
    };
    let mut out = BufWriter::new(io::stdout().lock());
    if args.jsonl {
        return assess_lines(&notice, BufReader::new(reader), &mut out, args.verdicts);
    }
    let mut bytes = Vec::new();
    BufReader::new(reader).read_to_end(&mut bytes)?;
    match parse_bytes(&bytes).and_then(|value| Input::read(&notice, &value)) {
        Ok(input) => {
            serde_json::to_writer_pretty(&mut out, &assess(&notice, &input))
                .map_err(io::Error::from)?;
            writeln!(out)?;
            out.flush()?;
            Ok(())
        }
        Err(error) => {
            complain(&format!("{}\n", to_json(&error)?));
            Err(Failure::Shown)
        }
    }
}

fn parse_bytes(bytes: &[u8]) -> Result<Value, InputError> {
    let not_text = |_| InputError::new(InputFault::MalformedJson, "", "not UTF-8");
    parse(std::str::from_utf8(bytes).map_err(not_text)?)
}

fn parse(text: &str) -> Result<Value, InputError> {
    serde_json::from_str(text)
        .map_err(|error| InputError::new(InputFault::MalformedJson, "", error.to_string()))
}

fn to_json(value: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string(value).map_err(|error| Failure::Said(error.to_string()))
}

/// A line of many: `id` is the caller's, copied as it is.
fn read_line(notice: &Notice, line: &str) -> (Option<Box<RawValue>>, Result<Input, InputError>) {
    let mut value = match parse(line) {
        Ok(value) => value,
        Err(error) => return (None, Err(error)),
    };
    let mut id = None;
    if let Value::Object(entries) = &mut value {
        match entries.iter().filter(|(key, _)| key == "id").count() {
            0 => {}
            1 => {
                entries.retain(|(key, _)| key != "id");
                id = serde_json::from_str::<WithId>(line).ok().map(|line| line.id);
            }
            _ => {
                let code = InputFault::DuplicateKey;
                return (None, Err(InputError::new(code, "id", "the key stands twice")));
            }
        }
    }
    (id, Input::read(notice, &value))
}

#[derive(serde::Deserialize)]
struct WithId {
    id: Box<RawValue>,
}

#[derive(Serialize)]
struct Refused {
    error: InputError,
}

#[derive(Serialize)]
struct Verdicts<'n> {
    routes: Entries<&'n str, &'static str>,
    earliest: Entries<&'n str, title_precheck::Day>,
}

/// Entries of an object, in the notice's order.
struct Entries<K, V>(Vec<(K, V)>);

impl<K: Serialize, V: Serialize> Serialize for Entries<K, V> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

/// Writes an object as one line; `id` stands first, where there was one.
fn write_line(
    out: &mut impl Write,
    id: Option<&RawValue>,
    object: &impl Serialize,
) -> Result<(), Failure> {
    let object = to_json(object)?;
    match id {
        Some(id) => {
            let rest = object.strip_prefix('{').unwrap_or_default();
            writeln!(out, "{{\"id\":{},{rest}", id.get())?;
        }
        None => writeln!(out, "{object}")?,
    }
    Ok(())
}

fn assess_lines(
    notice: &Notice,
    mut lines: impl BufRead,
    out: &mut impl Write,
    only_verdicts: bool,
) -> Result<(), Failure> {
    let mut faults = false;
    let mut bytes = Vec::new();
    while lines.read_until(b'\n', &mut bytes)? > 0 {
        let (id, input) = match std::str::from_utf8(&bytes) {
            Ok(line) => read_line(notice, line.trim_end()),
            Err(_) => (None, Err(InputError::new(InputFault::MalformedJson, "", "not UTF-8"))),
        };
        let id = id.as_deref();
        match input {
            Ok(input) if only_verdicts => write_line(out, id, &all_verdicts(notice, &input))?,
            Ok(input) => write_line(out, id, &assess(notice, &input))?,
            Err(error) => {
                faults = true;
                write_line(out, id, &Refused { error })?;
            }
        }
        bytes.clear();
    }
    out.flush()?;
    if faults { Err(Failure::Shown) } else { Ok(()) }
}

fn all_verdicts<'n>(notice: &'n Notice, input: &Input) -> Verdicts<'n> {
    let verdicts = verdicts(notice, input);
    Verdicts {
        routes: Entries(verdicts.iter().map(|route| (route.id, route.verdict.as_str())).collect()),
        earliest: Entries(
            verdicts.iter().filter_map(|route| Some((route.id, route.earliest?))).collect(),
        ),
    }
}

/// Verdicts and first days for one line; false if it was refused.
pub fn verdict_line(notice: &Notice, line: &[u8], out: &mut Vec<u8>) -> bool {
    let (id, input) = match std::str::from_utf8(line) {
        Ok(line) => read_line(notice, line.trim_end()),
        Err(_) => (None, Err(InputError::new(InputFault::MalformedJson, "", "not UTF-8"))),
    };
    let written = match &input {
        Ok(input) => write_line(out, id.as_deref(), &all_verdicts(notice, input)),
        Err(error) => write_line(out, id.as_deref(), &Refused { error: error.clone() }),
    };
    input.is_ok() && written.is_ok()
}
