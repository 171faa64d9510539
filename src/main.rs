//! `precheck`: assess people, inspect scans, test and compile a notice, natively. A thin shell over the library.

mod command;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use command::assess::{AssessArgs, assess_file};
use command::author::{compile, diff, lint, new, test};
use command::batch::{BatchArgs, ColumnsArgs, batch, columns};
use command::inspect::inspect;
use command::shell::{Failure, complain};
use title_precheck::author::Language;

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
    /// Judge a whole list of people: a spreadsheet, CSV or JSON lines; goes on where it was broken off.
    Batch(BatchArgs),
    /// Draft what the columns of a list are, for somebody to complete.
    Columns(ColumnsArgs),
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

fn main() -> ExitCode {
    let command = Command::parse();
    let language = language(command.lang);
    let done = match command.verb {
        Verb::Assess(args) => assess_file(&args, language),
        Verb::Batch(args) => batch(&args, language),
        Verb::Columns(args) => columns(&args, language),
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
