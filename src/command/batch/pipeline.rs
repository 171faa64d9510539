//! One reads, many judge, one writes: in the list's order, with so much in memory as is on its way.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use title_precheck::office::{Judge, Judged, List, Place, Record, Standing};
use title_precheck::{LineFormat, Lines};

use super::journal::{Journal, Portion, State};
use super::progress::Progress;
use super::{Plan, doubles, of_list};
use crate::command::shell::Failure;

/// Records of one portion, at most, and their bytes.
const RECORDS: usize = 512;
const BYTES: usize = 256 * 1024;
/// Portions with scans are small: each person takes seconds.
const RECORDS_WITH_SCANS: usize = 4;
/// How often it is saved how far the run is.
const SAVED_EVERY: Duration = Duration::from_millis(200);

struct Read {
    number: u64,
    records: Vec<Record>,
    after: Place,
    done: u64,
}

struct Done {
    number: u64,
    portion: Portion,
    after: Place,
    done: u64,
}

/// Judges the rest of the list.
pub fn run(
    plan: &Plan,
    mut list: List<BufReader<File>>,
    mut journal: Journal,
    mut state: State,
) -> Result<(Journal, State), Failure> {
    if state.ended {
        return Ok((journal, state));
    }
    if let Some(place) = state.place {
        list.go_to(place).map_err(|error| of_list(&plan.list, &error, plan.language))?;
    }
    let mut progress = Progress::new(list.done(), list.total(), plan.language);
    let at_once = plan.threads.saturating_mul(2);
    let (to_judge, from_reader) = sync_channel::<Read>(at_once);
    let (to_write, from_judges) = sync_channel::<Done>(at_once);
    let from_reader = Arc::new(Mutex::new(from_reader));
    let outcome = std::thread::scope(|scope| {
        let reader = scope.spawn(move || read(plan, &mut list, &to_judge));
        for _ in 0..plan.threads {
            let (from_reader, to_write) = (Arc::clone(&from_reader), to_write.clone());
            scope.spawn(move || judge(plan, &from_reader, &to_write));
        }
        // whoever sends to nobody stops: so the last that holds an end must let it go
        drop((from_reader, to_write));
        let written = write(&from_judges, &mut journal, &mut state, &mut progress);
        drop(from_judges);
        let read = reader.join().unwrap_or(Ok(()));
        // what was judged before the list broke off is kept
        read.and(written)
    });
    progress.end();
    state.ended = outcome.is_ok();
    journal.save(&state)?;
    outcome?;
    Ok((journal, state))
}

fn read(
    plan: &Plan,
    list: &mut List<BufReader<File>>,
    to_judge: &SyncSender<Read>,
) -> Result<(), Failure> {
    let most = if plan.scans.is_some() { RECORDS_WITH_SCANS } else { RECORDS };
    for number in 0.. {
        let (mut records, mut bytes, mut fault) = (Vec::with_capacity(most), 0, None);
        while records.len() < most && bytes < BYTES {
            match list.next() {
                Ok(Some(record)) => {
                    bytes += weight(&record);
                    records.push(record);
                }
                Ok(None) => break,
                Err(error) => {
                    fault = Some(of_list(&plan.list, &error, plan.language));
                    break;
                }
            }
        }
        let is_last = records.is_empty();
        let read = Read { number, records, after: list.place(), done: list.done() };
        // whoever wrote has stopped, and says why
        let stopped = !is_last && to_judge.send(read).is_err();
        if let Some(fault) = fault {
            return Err(fault);
        }
        if is_last || stopped {
            break;
        }
    }
    Ok(())
}

/// About how many bytes a record takes.
fn weight(record: &Record) -> usize {
    match record {
        Record::Line { text, .. } => text.len(),
        Record::Row(row) => row.cells.len().saturating_mul(32),
    }
}

fn judge(plan: &Plan, from_reader: &Mutex<Receiver<Read>>, to_write: &SyncSender<Done>) {
    let judge = Judge::new(&plan.notice, &plan.headings, &plan.columns, plan.today);
    let lines = Lines::new(&plan.notice, LineFormat::Verdicts);
    loop {
        let next = from_reader.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(Read { number, records, after, done }) = next else {
            return;
        };
        let portion = match plan.verdicts {
            true => verdicts(&lines, &records),
            false => people(plan, &judge, &records),
        };
        if to_write.send(Done { number, portion, after, done }).is_err() {
            return;
        }
    }
}

fn people(plan: &Plan, judge: &Judge<'_>, records: &[Record]) -> Portion {
    let mut portion = Portion::default();
    for record in records {
        let scans = |person: &_| plan.scans.as_ref().map(|scans| scans.look(&plan.columns, person));
        match judge.judge(record, scans) {
            Judged::Person(person) => {
                doubles::note(&person, &mut portion.keys);
                portion.count += 1;
                portion.undecided += u64::from(person.standing == Standing::Undecided);
                line(&*person, &mut portion.people);
            }
            Judged::Nobody(faults) => {
                faults.iter().for_each(|fault| line(fault, &mut portion.nobody));
            }
        }
    }
    portion
}

/// Verdicts and first days alone, a line for each line.
fn verdicts(lines: &Lines<'_>, records: &[Record]) -> Portion {
    let mut portion = Portion::default();
    for record in records {
        let Record::Line { text, .. } = record else {
            continue;
        };
        portion.count += 1;
        portion.undecided += u64::from(!lines.write(text, &mut portion.people));
    }
    portion
}

/// Adds a line of JSON; a text in memory takes it, and what is written has no maps with odd keys.
fn line(value: &impl serde::Serialize, lines: &mut Vec<u8>) {
    if serde_json::to_writer(&mut *lines, value).is_ok() {
        lines.push(b'\n');
    }
}

fn write(
    from_judges: &Receiver<Done>,
    journal: &mut Journal,
    state: &mut State,
    progress: &mut Progress,
) -> Result<(), Failure> {
    let mut waiting = BTreeMap::new();
    let mut next = 0_u64;
    let mut saved = Instant::now();
    for done in from_judges {
        waiting.insert(done.number, done);
        while let Some(done) = waiting.remove(&next) {
            journal.add(&done.portion, state)?;
            state.place = Some(done.after);
            progress.step(done.done, done.portion.count);
            next += 1;
        }
        if saved.elapsed() >= SAVED_EVERY {
            journal.save(state)?;
            saved = Instant::now();
        }
    }
    Ok(())
}
