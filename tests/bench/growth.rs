//! How long notices of 100, 1,000 and 10,000 criteria take, and how large they are: what grows as they
//! do, and what grows faster. Figures, not tests; `tests/growth.rs` counts.
//!
//! Writes the packs and somebody's answers to `target/growth/`, for `tests/browser/bench/growth.mjs`.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

#[path = "../growth/notice.rs"]
mod grown;

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use title_precheck::author::Folder;
use title_precheck::{Input, LineFormat, Lines, Notice, assess, verdicts};

/// Lint is looked at up to so many criteria, unless the command line says another number.
const LINTED: usize = 1_000;

/// Processor time of this thread so far, by the kernel's count: a clock would count what else the machine does.
fn processor() -> Duration {
    let told = fs::read_to_string("/proc/thread-self/schedstat").expect("Linux tells");
    let nanoseconds = told.split(' ').next().and_then(|time| time.parse().ok());
    Duration::from_nanos(nanoseconds.expect("a number"))
}

/// How long one run takes, of as many as take a fifth of a second.
fn taken<T>(mut work: impl FnMut() -> T) -> Duration {
    black_box(work());
    let (begun, mut runs) = (processor(), 0);
    loop {
        // the kernel counts in steps of some milliseconds
        let clock = Instant::now();
        black_box(work());
        runs += 1;
        while clock.elapsed() < Duration::from_millis(20) {
            black_box(work());
            runs += 1;
        }
        let taken = processor() - begun;
        if taken > Duration::from_millis(200) {
            return taken / runs;
        }
    }
}

fn main() {
    let mut args = std::env::args().skip(1).filter(|arg| arg != "--bench");
    let linted = args.next().map_or(LINTED, |most| most.parse().expect("how many criteria"));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/growth");
    fs::create_dir_all(&folder).expect("a folder for the packs");
    println!(
        "criteria | notice.toml | pack: bytes, a criterion | compile | lint | read the pack | read answers | verdicts | assess all answered, half, nothing"
    );
    for criteria in [100, 1_000, 10_000] {
        let (written, main) = grown::notice(criteria);
        let sources = [("main".to_owned(), main)].into();
        let written = Folder { notice: written, sources, ..Folder::default() };
        let compile = taken(|| written.compile());
        let lint = (criteria <= linted)
            .then(|| taken(|| written.lint()))
            .map_or("–".to_owned(), |taken| format!("{taken:.1?}"));
        let pack = written.compile().pack.expect("a notice that compiles");
        let read = taken(|| Notice::read(&pack));
        let notice = Notice::read(&pack).expect("a good pack");
        let lines = Lines::new(&notice, LineFormat::Verdicts);
        let input = |line: &str| -> Input {
            let value: serde_json::Value = serde_json::from_str(line).expect("JSON");
            let value = serde::Deserialize::deserialize(value).expect("plain JSON");
            Input::read(&notice, &value).expect("a good input")
        };
        let (all, half) = (grown::complete(criteria), grown::half(criteria));
        let answers = taken(|| lines.read(all.as_bytes()));
        let people = [input(&all), input(&half), input(&grown::nobody())];
        let short = taken(|| verdicts(&notice, &people[0]));
        let assessed = people.each_ref().map(|person| taken(|| assess(&notice, person)));
        println!(
            "{criteria} | {} | {}, {} | {compile:.1?} | {lint} | {read:.1?} | {answers:.1?} | {short:.1?} | {:.1?}, {:.1?}, {:.1?}",
            written.notice.len(),
            pack.len(),
            pack.len() / criteria,
            assessed[0],
            assessed[1],
            assessed[2]
        );
        fs::write(folder.join(format!("{criteria}.pack")), &pack).expect("a pack");
        fs::write(folder.join(format!("{criteria}.json")), all).expect("answers");
    }
}
