//! `precheck batch` and `precheck columns`: a whole list of people in one go.

mod doubles;
mod finish;
mod journal;
mod pipeline;
mod progress;
mod scans;

use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use clap::Args;
use sha2::{Digest, Sha256};
use title_precheck::author::Language;
use title_precheck::office::{
    Columns, Documents, Head, Headings, Kind, Labels, List, ListError, Mapping, Survey,
};
use title_precheck::{Day, Notice};

use super::shell::{Failure, about, in_language, read_notice, read_text, say, show_text};
use journal::Journal;
use scans::Scans;

/// What `precheck batch` is told.
#[derive(Args)]
pub struct BatchArgs {
    /// A notice folder, or a compiled pack.
    notice: PathBuf,
    /// A spreadsheet (XLSX, XLS, ODS), CSV in UTF-8, UTF-16 or GBK, or JSON lines.
    list: PathBuf,
    /// The file to write: .xlsx, .csv or .jsonl; faults go to a .faults.csv beside it.
    #[arg(short, long)]
    output: PathBuf,
    /// The day of the check; otherwise that of this machine's clock.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    today: Option<Day>,
    /// What the columns are: what `precheck columns` drafts and somebody completes.
    #[arg(long, value_name = "MAPPING.toml")]
    columns: Option<PathBuf>,
    /// A folder with a folder of scans for each person, called by number or name.
    #[arg(long, value_name = "DIR", conflicts_with = "verdicts")]
    scans: Option<PathBuf>,
    /// Verdicts and first days alone, a line of JSON for each line of JSON.
    #[arg(long)]
    verdicts: bool,
    /// How many people are judged at a time; otherwise as many as there are cores.
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=512))]
    threads: Option<u16>,
}

/// What `precheck columns` is told.
#[derive(Args)]
pub struct ColumnsArgs {
    /// A notice folder, or a compiled pack.
    notice: PathBuf,
    /// The list.
    list: PathBuf,
    /// The file to write; standard output if left out.
    #[arg(short, long)]
    output: Option<PathBuf>,
    /// A mapping to begin with.
    #[arg(long, value_name = "MAPPING.toml")]
    columns: Option<PathBuf>,
}

fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).map_err(|_| "a day such as 2021-07-20 is expected".to_owned())
}

/// The forms that results are written in.
#[derive(Clone, Copy, PartialEq)]
enum Format {
    Workbook,
    Text,
    Lines,
}

impl Format {
    /// By the end of the file's name.
    fn of(path: &Path) -> Option<Format> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "xlsx" => Some(Format::Workbook),
            "csv" => Some(Format::Text),
            "jsonl" | "ndjson" => Some(Format::Lines),
            _ => None,
        }
    }
}

/// All that a run hangs on, fixed before it begins.
struct Plan {
    notice: Notice,
    headings: Headings,
    columns: Columns,
    today: Day,
    format: Format,
    verdicts: bool,
    language: Language,
    list: PathBuf,
    output: PathBuf,
    scans: Option<Scans>,
    threads: usize,
}

/// What is known of a notice's lists: the mapping beside it, and the one that was told.
fn read_headings(
    notice: &Notice,
    path: &Path,
    told: Option<&Path>,
    language: Language,
) -> Result<(Headings, String), Failure> {
    let beside = match path.is_dir() {
        true => path.join("columns.toml"),
        false => path.with_extension("columns.toml"),
    };
    let paths = [beside.exists().then_some(beside), told.map(Path::to_owned)];
    let (mut mappings, mut texts) = (Vec::new(), String::new());
    for path in paths.into_iter().flatten() {
        let text = read_text(&path)?;
        let mapping = Mapping::read(notice, &path.display().to_string(), &text);
        mappings.push(mapping.map_err(|faults| show_text(&faults, language))?);
        texts.push_str(&text);
        texts.push('\0');
    }
    Ok((Headings::new(notice, &mappings), texts))
}

fn open(
    path: &Path,
    headings: &Headings,
    language: Language,
) -> Result<List<BufReader<File>>, Failure> {
    if path.is_dir() {
        return Err(Failure::Said(format!("{}: is a folder", path.display())));
    }
    let file = File::open(path).map_err(|error| about(path, &error))?;
    List::open(BufReader::new(file), &|heading| headings.knows(heading))
        .map_err(|error| of_list(path, &error, language))
}

fn of_list(path: &Path, error: &ListError, language: Language) -> Failure {
    let words = error.words().in_language(language);
    Failure::Said(format!("{}: {words} [{}]", path.display(), error.code()))
}

/// Drafts a mapping for a list.
pub fn columns(args: &ColumnsArgs, language: Language) -> Result<(), Failure> {
    let notice = read_notice(&args.notice, language)?;
    let (headings, _) = read_headings(&notice, &args.notice, args.columns.as_deref(), language)?;
    let mut list = open(&args.list, &headings, language)?;
    let columns = headings.columns(list.heading());
    let mut survey = Survey::new(&headings, &columns);
    let next =
        |list: &mut List<_>| list.next().map_err(|error| of_list(&args.list, &error, language));
    while let Some(record) = next(&mut list)? {
        survey.look(&record);
    }
    let draft = survey.draft(language);
    match &args.output {
        Some(path) => fs::write(path, draft).map_err(|error| about(path, &error)),
        None => say(draft.trim_end()),
    }
}

/// Judges a list; what was begun and broken off goes on where it was.
pub fn batch(args: &BatchArgs, language: Language) -> Result<(), Failure> {
    let Some(format) = Format::of(&args.output) else {
        let said = in_language(
            language,
            "要写的文件以 .xlsx、.csv 或 .jsonl 结尾",
            "the file to write ends in .xlsx, .csv or .jsonl",
        );
        return Err(Failure::Said(format!("{}: {said}", args.output.display())));
    };
    if args.verdicts && format != Format::Lines {
        let said = in_language(language, "--verdicts 只写 .jsonl", "--verdicts writes .jsonl only");
        return Err(Failure::Said(said));
    }
    let notice = read_notice(&args.notice, language)?;
    let (headings, mapping) =
        read_headings(&notice, &args.notice, args.columns.as_deref(), language)?;
    let list = open(&args.list, &headings, language)?;
    if args.verdicts && list.kind() != Kind::Lines {
        let said = in_language(
            language,
            "--verdicts 读的是 JSON Lines，不是表格",
            "--verdicts reads JSON lines, no tables",
        );
        return Err(Failure::Said(format!("{}: {said}", args.list.display())));
    }
    let columns = headings.columns(list.heading());
    let scans = args.scans.as_deref().map(|folder| Scans::open(folder, Documents::of(&notice)));
    let scans = scans.transpose()?;
    let same = fingerprint(args, &notice, &mapping, language)?;
    let (journal, state) = Journal::open(&args.output, &same, args.today, language)?;
    let threads = args.threads.map(usize::from);
    let threads = threads.or_else(|| std::thread::available_parallelism().ok().map(usize::from));
    let plan = Plan {
        notice,
        headings,
        columns,
        today: state.today()?,
        format,
        verdicts: args.verdicts,
        language,
        list: args.list.clone(),
        output: args.output.clone(),
        scans,
        threads: threads.unwrap_or(1),
    };
    let faults = list.faults().to_vec();
    let (journal, state) = pipeline::run(&plan, list, journal, state)?;
    finish::write(&plan, faults, journal, &state)
}

/// What a run that was broken off must have in common with the one that goes on with it.
fn fingerprint(
    args: &BatchArgs,
    notice: &Notice,
    mapping: &str,
    language: Language,
) -> Result<String, Failure> {
    let meta = fs::metadata(&args.list).map_err(|error| about(&args.list, &error))?;
    let changed = meta.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let absolute = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let parts = [
        env!("CARGO_PKG_VERSION").to_owned(),
        notice.sha256().to_owned(),
        mapping.to_owned(),
        absolute(&args.list).display().to_string(),
        meta.len().to_string(),
        changed.map(|time| time.as_nanos().to_string()).unwrap_or_default(),
        args.scans.as_deref().map(|path| absolute(path).display().to_string()).unwrap_or_default(),
        args.verdicts.to_string(),
        args.today.map(|day| day.to_string()).unwrap_or_default(),
        format!("{language:?}"),
    ];
    let mut sum = Sha256::new();
    for part in parts {
        sum.update(part.as_bytes());
        sum.update(b"\0");
    }
    Ok(sum.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// What stands above the people.
fn head(plan: &Plan, faults: Vec<title_precheck::office::Fault>) -> Head {
    Head {
        list: plan.list.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        today: plan.today,
        who: plan.columns.who(),
        faults,
        scans: plan.scans.is_some(),
    }
}

fn labels(plan: &Plan) -> Labels {
    Labels::of(&plan.notice, plan.language)
}
