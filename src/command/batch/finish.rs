//! From what a run kept to what people get: the file that was asked for, and the faults beside it.
//!
//! All of it is made from the journal and can be made again, so a run that is killed here goes on here.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::PathBuf;

use title_precheck::author::Language;
use title_precheck::office::{
    Effect, Fault, FaultCode, Labels, OutputError, Person, SheetOptions, Sheets, Standing,
    read_people, write_faults, write_table,
};

use super::journal::{Journal, State};
use super::{Format, Plan, doubles, head, labels};
use crate::command::shell::{Failure, about, in_language, say};

impl From<OutputError> for Failure {
    fn from(error: OutputError) -> Failure {
        Failure::Said(format!("{error} [{}]", error.code()))
    }
}

/// Writes everything, says what came of it, and removes the journal.
pub fn write(
    plan: &Plan,
    faults: Vec<Fault>,
    journal: Journal,
    state: &State,
) -> Result<(), Failure> {
    if plan.verdicts {
        fs::rename(journal.path("people.jsonl"), &plan.output)
            .map_err(|error| about(&plan.output, &error))?;
        journal.remove()?;
        say(&match plan.language {
            Language::Chinese => {
                format!(
                    "{}：{} 行，{} 行有错",
                    plan.output.display(),
                    state.people,
                    state.undecided
                )
            }
            Language::English => {
                format!(
                    "{}: {} lines, {} refused",
                    plan.output.display(),
                    state.people,
                    state.undecided
                )
            }
        })?;
        return if state.undecided > 0 { Err(Failure::Shown) } else { Ok(()) };
    }
    let ending = Ending::new(plan, faults, &journal)?;
    let (made, beside) = ("made", "made.faults");
    ending.table(&journal, made)?;
    ending.faults(&journal, beside)?;
    let faults_path = plan.output.with_extension("faults.csv");
    journal.deliver(beside, &faults_path)?;
    journal.deliver(made, &plan.output)?;
    journal.remove()?;
    ending.say(&faults_path)
}

/// What is known when the list is at its end.
struct Ending<'p> {
    plan: &'p Plan,
    labels: Labels,
    head: title_precheck::office::Head,
    /// Rows of people who stand in another row too.
    doubles: BTreeMap<u64, u64>,
    /// By standing.
    counts: BTreeMap<Standing, u64>,
    faults: u64,
    is_faulty: bool,
}

impl<'p> Ending<'p> {
    fn new(
        plan: &'p Plan,
        mut faults: Vec<Fault>,
        journal: &Journal,
    ) -> Result<Ending<'p>, Failure> {
        faults.extend(plan.columns.faults());
        let nobody = journal.path("nobody.jsonl");
        for line in BufReader::new(File::open(&nobody)?).lines() {
            faults.push(serde_json::from_str(&line?).map_err(io::Error::from)?);
        }
        let doubles = doubles::find(&journal.path("keys"))?;
        let mut ending = Ending {
            plan,
            labels: labels(plan),
            head: head(plan, faults),
            doubles,
            counts: BTreeMap::new(),
            faults: 0,
            is_faulty: false,
        };
        let (mut claimed, mut counts, mut said) = (BTreeSet::new(), BTreeMap::new(), 0);
        for person in ending.people(journal)? {
            let person = person?;
            *counts.entry(person.standing).or_default() += 1;
            said += person.faults.len() as u64;
            let folder = plan.scans.as_ref().and_then(|it| it.name_of(&plan.columns, &person));
            claimed.extend(folder.map(str::to_owned));
        }
        ending.counts = counts;
        if let Some(scans) = &plan.scans {
            ending.head.faults.extend(scans.unclaimed(&claimed).map(|name| Fault {
                row: None,
                column: None,
                code: FaultCode::FolderUnclaimed,
                value: name.to_owned(),
            }));
        }
        ending.faults = said + ending.head.faults.len() as u64;
        ending.is_faulty = ending.counts.contains_key(&Standing::Undecided)
            || ending.head.faults.iter().any(|fault| fault.code.effect() == Effect::Undecided);
        Ok(ending)
    }

    /// Everybody, with what only the whole list tells.
    fn people<'e>(
        &'e self,
        journal: &Journal,
    ) -> Result<impl Iterator<Item = Result<Person, Failure>> + use<'e, 'p>, Failure> {
        let path = journal.path("people.jsonl");
        let file = File::open(&path).map_err(|error| about(&path, &error))?;
        let people = read_people(BufReader::with_capacity(1 << 20, file));
        Ok(people.map(|person| {
            let mut person = person?;
            self.double(&mut person);
            Ok(person)
        }))
    }

    /// Says of a person who stands in two rows that they do; where only the name is the same, no one can say whose the
    /// folder of that name is.
    fn double(&self, person: &mut Person) {
        let Some(other) = self.doubles.get(&person.row) else {
            return;
        };
        let scans = self.plan.scans.as_ref().filter(|_| person.is_named);
        let has_folder =
            scans.is_some_and(|scans| scans.name_of(&self.plan.columns, person).is_some());
        let code = match (has_folder, person.is_named) {
            (true, _) => FaultCode::FolderShared,
            (false, true) => FaultCode::SameName,
            (false, false) => FaultCode::SamePerson,
        };
        if has_folder {
            person.leave_undecided();
        }
        let value = other.to_string();
        person.faults.push(Fault { row: Some(person.row), column: None, code, value });
    }

    fn table(&self, journal: &Journal, name: &str) -> Result<(), Failure> {
        let path = journal.path(name);
        let file = File::create(&path).map_err(|error| about(&path, &error))?;
        let mut out = BufWriter::with_capacity(1 << 20, file);
        match self.plan.format {
            Format::Lines => {
                for person in self.people(journal)? {
                    serde_json::to_writer(&mut out, &person?).map_err(io::Error::from)?;
                    out.write_all(b"\n")?;
                }
            }
            Format::Text => write_table(&mut out, &self.labels, &self.head, self.people(journal)?)?,
            Format::Workbook => {
                let temporary: PathBuf = journal.folder().to_owned();
                let options =
                    SheetOptions { temporary: Some(temporary), ..SheetOptions::default() };
                let mut sheets = Sheets::with(&self.labels, &self.head, &options)?;
                for person in self.people(journal)? {
                    sheets.add(&person?)?;
                }
                sheets.finish(&mut out)?;
            }
        }
        out.flush()?;
        Ok(())
    }

    fn faults(&self, journal: &Journal, name: &str) -> Result<(), Failure> {
        let path = journal.path(name);
        let file = File::create(&path).map_err(|error| about(&path, &error))?;
        let mut out = BufWriter::with_capacity(1 << 20, file);
        write_faults(&mut out, &self.labels, &self.head, self.people(journal)?)?;
        out.flush()?;
        Ok(())
    }

    /// Says how many there are of each result, and where the faults stand.
    fn say(&self, faults_path: &std::path::Path) -> Result<(), Failure> {
        let language = self.plan.language;
        let people: u64 = self.counts.values().sum();
        let counts = self
            .counts
            .iter()
            .map(|(standing, count)| format!("{} {count}", standing.name(language)));
        let counts: Vec<String> = counts.collect();
        let output = self.plan.output.display();
        say(&match language {
            Language::Chinese => format!("{output}：{people} 人。{}", counts.join("，")),
            Language::English => format!("{output}: {people} people. {}", counts.join(", ")),
        })?;
        if self.faults > 0 {
            let path = faults_path.display();
            say(&match language {
                Language::Chinese => format!("{path}：{} 处问题", self.faults),
                Language::English => format!("{path}: {} faults", self.faults),
            })?;
        }
        let open = self.head.faults.iter().filter(|fault| {
            matches!(fault.code, FaultCode::ColumnUnknown | FaultCode::ColumnDoubled)
        });
        let open: Vec<&str> = open.filter_map(|fault| fault.column.as_deref()).take(8).collect();
        if !open.is_empty() {
            let names = open.join(in_language(language, "、", ", ").as_str());
            say(&match language {
                Language::Chinese => format!(
                    "这些列有内容的行没有判，因为不知道是什么：{names}。先用 precheck columns 写对照表，再加 --columns"
                ),
                Language::English => format!(
                    "rows with something in these columns are not judged, since nobody said what they are: {names}. Draft a mapping with `precheck columns`, complete it, and give it with --columns"
                ),
            })?;
        }
        if self.is_faulty { Err(Failure::Shown) } else { Ok(()) }
    }
}
