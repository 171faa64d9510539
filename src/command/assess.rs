//! `precheck assess`: one person, or many as lines.

use std::fs;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;
use title_precheck::author::Language;
use title_precheck::{Input, InputError, InputFault, LineFormat, Lines, Value, assess};

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
    if args.jsonl {
        let format = if args.verdicts { LineFormat::Verdicts } else { LineFormat::Assessment };
        let reader = BufReader::with_capacity(CHUNK, reader);
        return assess_lines(&Lines::new(&notice, format), reader, &mut io::stdout().lock());
    }
    let mut out = BufWriter::new(io::stdout().lock());
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
    let malformed = |what: String| InputError::new(InputFault::MalformedJson, "", what);
    let text = std::str::from_utf8(bytes).map_err(|_| malformed("not UTF-8".into()))?;
    serde_json::from_str(text).map_err(|error| malformed(error.to_string()))
}

fn to_json(value: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string(value).map_err(|error| Failure::Said(error.to_string()))
}

/// So much is read at once, and so much is written at once.
const CHUNK: usize = 1 << 16;

/// Writes a line for each, in order; takes no more memory than the longest line asks for.
fn assess_lines(
    lines: &Lines<'_>,
    mut reader: impl BufRead,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let (mut line, mut written) = (Vec::new(), Vec::new());
    let mut refused = false;
    loop {
        let read = reader.read_until(b'\n', &mut line);
        let more = matches!(read, Ok(1..));
        if more {
            refused |= !lines.write(&line, &mut written);
            line.clear();
        }
        if !more || written.len() >= CHUNK {
            out.write_all(&written)?;
            written.clear();
        }
        if !more {
            // what was read before is written, however the reading ends
            read?;
            break;
        }
    }
    out.flush()?;
    if refused { Err(Failure::Shown) } else { Ok(()) }
}
