//! `precheck`: assess people, inspect scans, test and compile a notice, natively. A thin shell over the library.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufRead, BufReader, BufWriter, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use serde::Serialize;
use serde_json::value::RawValue;
use title_precheck::author::{
    Diagnostics, DraftOptions, Folder, Language, Severity, Words, differ_packs, draft,
};
use title_precheck::scan::{self, Relation, Scan, decode};
use title_precheck::{Input, InputError, InputFault, Notice, Value, assess, verdicts};

/// Tells an applicant for a professional title what the notice's own words mean for them.
#[derive(Parser)]
#[command(version, arg_required_else_help = true)]
struct Command {
    #[command(subcommand)]
    verb: Verb,
    /// The language of what is said of a notice; otherwise that of the environment.
    #[arg(long, global = true)]
    lang: Option<Lang>,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Lang {
    Zh,
    En,
}

#[derive(Subcommand)]
enum Verb {
    /// Assess one person (a JSON object) or many (one JSON object a line).
    Assess(AssessArgs),
    /// Say of scans whether a reviewer could read them; one line a file, compared with each other.
    Inspect {
        /// Files, or folders for all the files in them.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Begin a notice folder from a notice's text: its clauses, and what was found in them.
    New {
        /// The text, in UTF-8 or GBK.
        text: PathBuf,
        /// The folder to make.
        #[arg(short, long)]
        output: PathBuf,
        /// The notice's id, such as `kizilsu-2022`.
        #[arg(long)]
        id: Option<String>,
        /// The year of the notice, where the text does not say it.
        #[arg(long, value_parser = clap::value_parser!(u16).range(1950..2200))]
        year: Option<u16>,
    },
    /// Say what changed between two notices: clause by clause, rule by rule.
    Diff {
        /// The earlier notice: a folder, or a compiled pack.
        old: PathBuf,
        /// The later one.
        new: PathBuf,
    },
    /// Name the faults of a notice folder.
    Lint { folder: PathBuf },
    /// Run a notice folder's own cases.
    Test { folder: PathBuf },
    /// Write the compact pack that the browser loads, and the notice's translations beside it.
    Compile {
        folder: PathBuf,
        /// The file to write.
        #[arg(short, long)]
        output: PathBuf,
    },
}

#[derive(Args)]
struct AssessArgs {
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

/// Why the command ends with 1; what there is to say has been said where it belongs.
enum Failure {
    /// Said on standard error now.
    Said(String),
    /// Said already.
    Shown,
    /// Nobody reads any more: nothing to say.
    Closed,
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::Closed,
            _ => Failure::Said(error.to_string()),
        }
    }
}

fn main() -> ExitCode {
    let command = Command::parse();
    let language = language(command.lang);
    let done = match command.verb {
        Verb::Assess(args) => assess_file(&args, language),
        Verb::Inspect { files } => inspect(&files),
        Verb::New { text, output, id, year } => new(&text, &output, id, year, language),
        Verb::Diff { old, new } => diff(&old, &new, language),
        Verb::Lint { folder } => lint(&folder, language),
        Verb::Test { folder } => test(&folder, language),
        Verb::Compile { folder, output } => compile(&folder, &output, language),
    };
    match done {
        Ok(()) | Err(Failure::Closed) => ExitCode::SUCCESS,
        Err(Failure::Shown) => ExitCode::FAILURE,
        Err(Failure::Said(what)) => {
            complain(&format!("precheck: {what}\n"));
            ExitCode::FAILURE
        }
    }
}

/// Says something on standard error; if nobody reads there, there is nobody to tell that.
fn complain(what: &str) {
    let _ = io::stderr().write_all(what.as_bytes());
}

/// Says a result on standard output.
fn say(what: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    writeln!(out, "{what}")?;
    out.flush()?;
    Ok(())
}

/// The language told, else Chinese where the environment says so.
fn language(told: Option<Lang>) -> Language {
    let environment = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(std::env::var_os);
    match (told, environment.into_iter().find(|locale| !locale.is_empty())) {
        (Some(Lang::Zh), _) => Language::Chinese,
        (Some(Lang::En), _) => Language::English,
        (None, Some(locale)) if locale.to_string_lossy().starts_with("zh") => Language::Chinese,
        (None, Some(_) | None) => Language::English,
    }
}

fn read_text(path: &Path) -> Result<String, Failure> {
    let bytes = fs::read(path).map_err(|error| about(path, &error))?;
    String::from_utf8(bytes).map_err(|_| Failure::Said(format!("{}: not UTF-8", path.display())))
}

fn about(path: &Path, error: &dyn std::error::Error) -> Failure {
    Failure::Said(format!("{}: {error}", path.display()))
}

fn read_folder(path: &Path) -> Result<Folder, Failure> {
    let cases = path.join("cases.toml");
    Ok(Folder {
        notice: read_text(&path.join("notice.toml"))?,
        cases: cases.exists().then(|| read_text(&cases)).transpose()?,
        sources: read_texts(&path.join("sources"), "txt")?,
        translations: read_texts(&path.join("translations"), "json")?,
    })
}

/// The texts in a folder whose names end so, by the rest of the name; none if there is no such folder.
fn read_texts(path: &Path, end: &str) -> Result<BTreeMap<String, String>, Failure> {
    let mut texts = BTreeMap::new();
    if path.is_dir() {
        for entry in fs::read_dir(path).map_err(|error| about(path, &error))? {
            let file = entry?.path();
            let stem = file.file_stem().and_then(|stem| stem.to_str()).map(str::to_owned);
            if let Some(id) = stem.filter(|_| file.extension().is_some_and(|own| own == end)) {
                texts.insert(id, read_text(&file)?);
            }
        }
    }
    Ok(texts)
}

fn show(diagnostics: &mut Diagnostics, folder: &Path, language: Language) {
    for file in &mut diagnostics.files {
        file.path = folder.join(&file.path).display().to_string();
    }
    complain(&diagnostics.render(language, io::stderr().is_terminal()));
}

fn read_notice(path: &Path, language: Language) -> Result<Notice, Failure> {
    if path.is_dir() {
        return read_folder(path)?.notice().map_err(|mut diagnostics| {
            show(&mut diagnostics, path, language);
            Failure::Shown
        });
    }
    let bytes = fs::read(path).map_err(|error| about(path, &error))?;
    Notice::read(&bytes)
        .map_err(|error| Failure::Said(format!("{}: {error} [{}]", path.display(), error.code())))
}

/// Begins a folder; what is there already is never written over.
fn new(
    text: &Path,
    output: &Path,
    id: Option<String>,
    year: Option<u16>,
    language: Language,
) -> Result<(), Failure> {
    if output.exists() {
        let said = Words {
            zh: format!("{}：已经存在，换一个文件夹", output.display()),
            en: format!("{}: exists already, choose another folder", output.display()),
        };
        return Err(Failure::Said(said.in_language(language).to_owned()));
    }
    let bytes = fs::read(text).map_err(|error| about(text, &error))?;
    let draft = draft(&bytes, &DraftOptions { id, year, language }).map_err(|fault| {
        Failure::Said(format!("{}: {}", text.display(), fault.in_language(language)))
    })?;
    for (path, text) in &draft.files {
        let path = output.join(path);
        let folder = path.parent().unwrap_or(output);
        fs::create_dir_all(folder).map_err(|error| about(folder, &error))?;
        fs::write(&path, text).map_err(|error| about(&path, &error))?;
    }
    for words in &draft.said {
        say(&format!("{}: {}", output.display(), words.in_language(language)))?;
    }
    Ok(())
}

/// Two folders are compared as they are written; where one side is a pack, what packs tell of both.
fn diff(old: &Path, new: &Path, language: Language) -> Result<(), Failure> {
    if old.is_dir() && new.is_dir() {
        let difference =
            read_folder(old)?.differ(&read_folder(new)?).map_err(|(at, mut faults)| {
                show(&mut faults, if at == 0 { old } else { new }, language);
                Failure::Shown
            })?;
        return say(difference.render(language).trim_end());
    }
    let difference = differ_packs(&read_notice(old, language)?, &read_notice(new, language)?);
    say(difference.render(language).trim_end())
}

fn lint(path: &Path, language: Language) -> Result<(), Failure> {
    let folder = read_folder(path)?;
    let mut diagnostics = folder.lint();
    show(&mut diagnostics, path, language);
    let (errors, warnings) =
        (diagnostics.count(Severity::Error), diagnostics.count(Severity::Warning));
    let path = path.display();
    say(&match language {
        Language::Chinese => format!("{path}：{errors} 个错误，{warnings} 个提醒"),
        Language::English => format!("{path}: {errors} errors, {warnings} warnings"),
    })?;
    if diagnostics.has_errors() { Err(Failure::Shown) } else { Ok(()) }
}

fn test(path: &Path, language: Language) -> Result<(), Failure> {
    let notice = read_notice(path, language)?;
    let mut tested = read_folder(path)?.test(&notice);
    show(&mut tested.diagnostics, path, language);
    let (passed, failed) = (tested.passed(), tested.failed());
    let path = path.display();
    say(&match language {
        Language::Chinese => format!("{path}：{passed} 个用例通过，{failed} 个没有通过"),
        Language::English => format!("{path}: {passed} cases passed, {failed} failed"),
    })?;
    if tested.diagnostics.has_errors() { Err(Failure::Shown) } else { Ok(()) }
}

fn compile(path: &Path, output: &Path, language: Language) -> Result<(), Failure> {
    let folder = read_folder(path)?;
    let mut compiled = folder.compile();
    show(&mut compiled.diagnostics, path, language);
    let pack = compiled.pack.ok_or(Failure::Shown)?;
    // where the page looks for them: beside the pack, and under its name
    let translations = folder.translations.iter();
    let beside = translations
        .map(|(id, text)| (output.with_extension(format!("{id}.json")), text.as_bytes()));
    for (file, bytes) in [(output.to_owned(), &*pack)].into_iter().chain(beside) {
        fs::write(&file, bytes).map_err(|error| about(&file, &error))?;
        say(&format!("{}: {} bytes", file.display(), bytes.len()))?;
    }
    Ok(())
}

fn assess_file(args: &AssessArgs, language: Language) -> Result<(), Failure> {
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

/// Writes a line for each file, in order; fails if one of them is unusable.
fn inspect(paths: &[PathBuf]) -> Result<(), Failure> {
    let mut scans: Vec<(String, Scan)> = Vec::new();
    for path in expand(paths)? {
        let bytes = fs::read(&path).map_err(|error| about(&path, &error))?;
        let name = path.display().to_string();
        let scan = decode::inspect(&bytes, &name);
        scans.push((name, scan));
    }
    let mut same: BTreeMap<usize, Vec<(&str, Relation)>> = BTreeMap::new();
    // each with those before it, and told of both
    for (place, (name, scan)) in scans.iter().enumerate() {
        for (before, (other, its)) in scans.iter().enumerate().take(place) {
            if let Some(relation) = scan.relation(its) {
                same.entry(place).or_default().push((other, relation));
                same.entry(before).or_default().push((name, relation));
            }
        }
    }
    let mut out = BufWriter::new(io::stdout().lock());
    for (place, (name, scan)) in scans.iter().enumerate() {
        let same = same.get(&place).map_or(&[][..], Vec::as_slice);
        writeln!(out, "{}", scan::json(scan, name, same))?;
    }
    out.flush()?;
    if scans.iter().all(|(_, scan)| scan.usable()) { Ok(()) } else { Err(Failure::Shown) }
}

/// The files named, and in place of a folder those in it, by name; hidden ones are left out.
fn expand(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let mut inside = Vec::new();
        for entry in fs::read_dir(path).map_err(|error| about(path, &error))? {
            let entry = entry?;
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            if !hidden && entry.path().is_file() {
                inside.push(entry.path());
            }
        }
        inside.sort();
        files.extend(inside);
    }
    Ok(files)
}
