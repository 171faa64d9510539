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

/// Everybody, as they were judged.
fn kept(
    journal: &Journal,
) -> Result<impl Iterator<Item = Result<Person, OutputError>> + use<>, Failure> {
    let path = journal.path("people.jsonl");
    let file = File::open(&path).map_err(|error| about(&path, &error))?;
    Ok(read_people(BufReader::with_capacity(1 << 20, file)))
}

/// The rows that a folder could be of.
struct Claim {
    first: u64,
    /// A number that tells people apart, as it is compared; two rows that have it are one person.
    key: Option<String>,
    /// The first row of another person.
    other: Option<u64>,
}

impl Claim {
    fn of(person: &Person) -> Claim {
        Claim { first: person.row, key: number(person), other: None }
    }

    fn add(&mut self, person: &Person) {
        let is_same = self.key.is_some() && self.key == number(person);
        if !is_same && self.other.is_none() {
            self.other = Some(person.row);
        }
    }

    /// A row of another person than that of a row; none if the folder is of one person.
    fn other_than(&self, row: u64) -> Option<u64> {
        let other = self.other?;
        Some(if row == self.first { other } else { self.first })
    }
}

fn number(person: &Person) -> Option<String> {
    person.compared_key().filter(|_| !person.is_named)
}

/// What is known when the list is at its end.
struct Ending<'p> {
    plan: &'p Plan,
    labels: Labels,
    head: title_precheck::office::Head,
    /// Rows of people who stand in another row too.
    doubles: BTreeMap<u64, u64>,
    /// Who each folder could be of.
    claims: BTreeMap<String, Claim>,
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
            claims: BTreeMap::new(),
            counts: BTreeMap::new(),
            faults: 0,
            is_faulty: false,
        };
        if let Some(scans) = &plan.scans {
            for person in kept(journal)? {
                let person = person?;
                let Some(folder) = scans.name_of(&plan.columns, &person) else {
                    continue;
                };
                match ending.claims.get_mut(folder) {
                    Some(claim) => claim.add(&person),
                    None => {
                        ending.claims.insert(folder.to_owned(), Claim::of(&person));
                    }
                }
            }
            let said =
                |code, name: &str| Fault { row: None, column: None, code, value: name.to_owned() };
            let claimed: BTreeSet<String> = ending.claims.keys().cloned().collect();
            let unclaimed = scans.unclaimed(&claimed);
            let unclaimed = unclaimed.map(|name| said(FaultCode::FolderUnclaimed, name));
            let loose = scans.loose().map(|name| said(FaultCode::FileUnplaced, name));
            ending.head.faults.extend(unclaimed.chain(loose));
        }
        let (mut counts, mut said, mut most_who) = (BTreeMap::new(), 0, 0);
        for person in ending.people(journal)? {
            let person = person?;
            *counts.entry(person.standing).or_default() += 1;
            said += person.faults.len() as u64;
            most_who = person.who.len().max(most_who);
        }
        ending.counts = counts;
        // lines have no columns: what says who it is stands in as many as there are
        for place in ending.head.who.len()..most_who {
            let name = in_language(plan.language, "人员", "Person");
            let number = if place == 0 { String::new() } else { format!(" {}", place + 1) };
            ending.head.who.push(format!("{name}{number}"));
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
        Ok(kept(journal)?.map(|person| {
            let mut person = person?;
            self.double(&mut person);
            Ok(person)
        }))
    }

    /// Says of a person who stands in two rows that they do, and of one whose folder may be another's.
    fn double(&self, person: &mut Person) {
        let scans = self.plan.scans.as_ref();
        let folder = scans.and_then(|scans| scans.name_of(&self.plan.columns, person));
        let claim = folder.and_then(|folder| self.claims.get(folder));
        let shared = claim.and_then(|claim| claim.other_than(person.row));
        let (code, other) = match (shared, self.doubles.get(&person.row)) {
            (Some(other), _) => {
                person.leave_undecided();
                (FaultCode::FolderShared, other)
            }
            (None, Some(other)) if person.is_named => (FaultCode::SameName, *other),
            (None, Some(other)) => (FaultCode::SamePerson, *other),
            (None, None) => return,
        };
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
