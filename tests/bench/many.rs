//! How many applicants a second are assessed as lines, beside the floor: the same notice by hand.
//!
//! Writes invented applicants, has each command read them in a process of its own, sees that all
//! write the same bytes, and prints what each took: processor seconds by the kernel's count, not
//! by the clock, and the memory that was resident at most.

#![allow(missing_docs, dead_code, unused_imports)]
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value as Json;
use wait4::Wait4;

mod floor;
#[path = "../reading/mod.rs"]
mod reading;

const SEED: u64 = 2021;
/// The fastest of so many runs counts: what else the machine does only ever adds.
const RUNS: usize = 3;

/// A command that writes a line for each applicant, and on how many cores.
struct Way {
    name: &'static str,
    program: PathBuf,
    args: Vec<PathBuf>,
    threads: u32,
    /// How it is told which file to write; otherwise it writes to standard output.
    output: Option<&'static str>,
}

/// What a run took.
struct Taken {
    clock: Duration,
    processor: Duration,
    resident: u64,
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["floor", path] => {
            let lines = BufReader::new(File::open(path).expect("the applicants"));
            floor::run(lines, BufWriter::new(io::stdout().lock())).expect("lines written");
        }
        [] => bench(1_000_000),
        [count] => bench(count.parse().expect("how many applicants")),
        _ => panic!("expected how many applicants, met {args:?}"),
    }
}

/// The commands that are compared; the first is what the others are held against.
fn ways(applicants: &Path) -> Vec<Way> {
    let notice = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/notices/kizilsu-2021");
    let way = |name, program: &Path, args: &[&Path], threads| {
        let args = args.iter().map(PathBuf::from).collect();
        Way { name, program: program.to_owned(), args, threads, output: None }
    };
    let own = std::env::current_exe().expect("the path of this program");
    let precheck: &Path = env!("CARGO_BIN_EXE_precheck").as_ref();
    let word = Path::new;
    let assess = [word("assess"), &notice, word("--jsonl"), word("--verdicts"), applicants];
    let batch = |name, threads: u32| {
        let count = threads.to_string();
        let args = [word("batch"), &notice, applicants, word("--verdicts"), word("--threads")];
        let args: Vec<&Path> = args.into_iter().chain([word(&count)]).collect();
        Way { output: Some("-o"), ..way(name, precheck, &args, threads) }
    };
    let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get() as u32);
    vec![
        way("by hand", &own, &[word("floor"), applicants], 1),
        way("precheck assess", precheck, &assess, 1),
        batch("precheck batch", 1),
        batch("precheck batch", cores),
    ]
}

fn bench(count: usize) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench");
    fs::create_dir_all(&folder).expect("a folder for the applicants");
    let applicants = folder.join("applicants.jsonl");
    let bytes = write_applicants(&applicants, count).expect("applicants written");
    println!("{count} applicants, {} bytes a line", bytes / count.max(1));

    let ways = ways(&applicants);
    let out = |place: usize| folder.join(format!("out-{place}.jsonl"));
    let mut best: Vec<Taken> = ways.iter().enumerate().map(|(at, way)| way.run(&out(at))).collect();
    for (at, way) in ways.iter().enumerate() {
        let lines = same_lines(&out(0), &out(at), way.name);
        assert_eq!(lines, count, "a line for each applicant");
    }
    println!("the same bytes from each");
    for _ in 1..RUNS {
        for (at, way) in ways.iter().enumerate() {
            let taken = way.run(&out(at));
            if taken.processor < best[at].processor {
                best[at] = taken;
            }
        }
    }
    println!(
        "{:<18}{:>8}{:>14}{:>16}{:>18}{:>14}{:>10}",
        "",
        "threads",
        "processor, s",
        "1/s of a core",
        "1/s by the clock",
        "resident, MB",
        "by hand"
    );
    for (way, taken) in ways.iter().zip(&best) {
        let seconds = |time: Duration| time.as_secs_f64();
        println!(
            "{:<18}{:>8}{:>14.2}{:>16.0}{:>18.0}{:>14.1}{:>9.2}×",
            way.name,
            way.threads,
            seconds(taken.processor),
            count as f64 / seconds(taken.processor),
            count as f64 / seconds(taken.clock),
            taken.resident as f64 / 1e6,
            seconds(taken.processor) / seconds(best[0].processor),
        );
    }
}

impl Way {
    /// Runs it, its output in a file.
    fn run(&self, out: &Path) -> Taken {
        let mut command = Command::new(&self.program);
        let command = command.args(&self.args).stdin(Stdio::null());
        let command = match self.output {
            Some(option) => command.arg(option).arg(out).stdout(Stdio::null()),
            None => command.stdout(File::create(out).expect("a file for the lines")),
        };
        let begin = Instant::now();
        let done = command.spawn().expect("a program that starts").wait4().expect("its end");
        assert!(done.status.success(), "{}: {}", self.name, done.status);
        Taken {
            clock: begin.elapsed(),
            processor: done.rusage.utime + done.rusage.stime,
            resident: done.rusage.maxrss,
        }
    }
}

/// Writes the applicants, the same ones for the same count; tells how many bytes they are.
///
/// Three of four are as a county has them. Of the others half lie near the rules' boundaries, and
/// half have answers missing or not known.
fn write_applicants(path: &Path, count: usize) -> io::Result<usize> {
    let mut population = reading::population::Population::new(SEED);
    let mut out = BufWriter::new(File::create(path)?);
    let mut bytes = 0;
    for place in 0..count {
        let applicant = match place % 8 {
            0 => population.applicant(),
            1 => {
                let complete = population.ordinary();
                population.partial(&complete)
            }
            _ => population.ordinary(),
        };
        let applicant = applicant.to_string();
        let line = format!("{{\"id\":\"2021-{place:07}\",{}\n", &applicant[1..]);
        out.write_all(line.as_bytes())?;
        bytes += line.len();
    }
    out.flush()?;
    Ok(bytes)
}

/// How many lines two files have, which must be the same lines.
fn same_lines(one: &Path, other: &Path, name: &str) -> usize {
    let read = |path| BufReader::new(File::open(path).expect("lines written")).lines();
    let (mut one, mut other) = (read(one), read(other));
    let mut lines = 0;
    loop {
        let next = (one.next().transpose(), other.next().transpose());
        let (one, other) = (next.0.expect("a line"), next.1.expect("a line"));
        if one.is_none() && other.is_none() {
            return lines;
        }
        lines += 1;
        assert_eq!(other, one, "{name}, line {lines}");
    }
}
