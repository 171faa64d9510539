//! What a run has done so far, in a folder beside the file that it writes: `OUT.part`.
//!
//! | file | holds |
//! | --- | --- |
//! | `state.json` | how far the list is judged, and how long the other files were then; renamed into place whole |
//! | `people.jsonl` | a line for each person, or what `--verdicts` writes for each line |
//! | `nobody.jsonl` | a line for each fault of a row that is no person |
//! | `keys` | 24 bytes for each person: the key's hash, the row |
//! | `lock` | held while a run is at work |
//!
//! A run that is killed leaves files that are longer than `state.json` says; the next one cuts them there and goes on.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use title_precheck::Day;
use title_precheck::author::Language;
use title_precheck::office::Place;

use crate::command::shell::{Failure, about, in_language};

/// How far a run is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct State {
    /// What it has in common with a run that goes on with it.
    same: String,
    today: String,
    /// Where the next record begins; absent before the first.
    pub place: Option<Place>,
    /// Lengths of the files.
    lengths: [u64; 3],
    /// How many people there are so far.
    pub people: u64,
    /// How many of them could not be judged.
    pub undecided: u64,
    /// Whether the list is at its end.
    pub ended: bool,
}

impl State {
    /// The day of the check, which stays that of the first run.
    pub fn today(&self) -> Result<Day, Failure> {
        Day::parse(&self.today).map_err(|_| Failure::Said("state.json: no day".to_owned()))
    }
}

/// What one portion of a list comes to.
#[derive(Debug, Default)]
pub struct Portion {
    pub people: Vec<u8>,
    pub nobody: Vec<u8>,
    pub keys: Vec<u8>,
    pub count: u64,
    pub undecided: u64,
}

/// The folder and its files, open and locked.
pub struct Journal {
    folder: PathBuf,
    files: [File; 3],
    // held until it is dropped
    _lock: File,
}

const FILES: [&str; 3] = ["people.jsonl", "nobody.jsonl", "keys"];

impl Journal {
    /// Begins, or goes on with what a run of the same arguments left.
    pub fn open(
        output: &Path,
        same: &str,
        today: Option<Day>,
        language: Language,
    ) -> Result<(Journal, State), Failure> {
        let mut name = output.as_os_str().to_owned();
        name.push(".part");
        let folder = PathBuf::from(name);
        fs::create_dir_all(&folder).map_err(|error| about(&folder, &error))?;
        let lock = open(&folder.join("lock"))?;
        if lock.try_lock().is_err() {
            let said = in_language(
                language,
                "另一个 precheck 正在写这个文件",
                "another precheck is writing this file",
            );
            return Err(Failure::Said(format!("{}: {said}", output.display())));
        }
        let mut files = FILES.map(|name| open(&folder.join(name)));
        let mut lengths = [0; 3];
        for (file, length) in files.iter().zip(&mut lengths) {
            if let Ok(file) = file {
                *length = file.metadata()?.len();
            }
        }
        let kept = read_state(&folder.join("state.json"));
        // files that are shorter than they were said to be lost something when the machine went down
        let kept = kept.filter(|state| {
            state.same == same && state.lengths.iter().zip(lengths).all(|(kept, is)| *kept <= is)
        });
        let today = match (&kept, today) {
            (Some(state), _) => state.today.clone(),
            (None, Some(day)) => day.to_string(),
            (None, None) => chrono::Local::now().date_naive().to_string(),
        };
        let begun = State {
            same: same.to_owned(),
            today,
            place: None,
            lengths: [0; 3],
            people: 0,
            undecided: 0,
            ended: false,
        };
        let state = kept.unwrap_or(begun);
        let mut opened = Vec::new();
        for (file, length) in files.iter_mut().zip(state.lengths) {
            let mut file = std::mem::replace(file, Err(Failure::Closed))?;
            file.set_len(length)?;
            file.seek(SeekFrom::Start(length))?;
            opened.push(file);
        }
        let files = <[File; 3]>::try_from(opened).map_err(|_| Failure::Closed)?;
        Ok((Journal { folder, files, _lock: lock }, state))
    }

    /// Adds a portion; it counts once the state is saved.
    pub fn add(&mut self, portion: &Portion, state: &mut State) -> Result<(), Failure> {
        let parts = [&portion.people, &portion.nobody, &portion.keys];
        for ((file, length), part) in self.files.iter_mut().zip(&mut state.lengths).zip(parts) {
            file.write_all(part)?;
            *length += part.len() as u64;
        }
        state.people += portion.count;
        state.undecided += portion.undecided;
        Ok(())
    }

    /// Saves how far the run is: what stands in the files is on the disk before the state says so.
    pub fn save(&self, state: &State) -> Result<(), Failure> {
        for file in &self.files {
            file.sync_data()?;
        }
        let (new, path) = (self.path("state.new"), self.path("state.json"));
        let json = serde_json::to_vec(state).map_err(std::io::Error::from)?;
        fs::write(&new, json).map_err(|error| about(&new, &error))?;
        fs::rename(&new, &path).map_err(|error| about(&path, &error))
    }

    /// A file of the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The folder itself.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Puts what was written in the folder where it belongs.
    pub fn deliver(&self, name: &str, output: &Path) -> Result<(), Failure> {
        fs::rename(self.path(name), output).map_err(|error| about(output, &error))
    }

    /// Removes the folder: all is delivered.
    pub fn remove(self) -> Result<(), Failure> {
        match fs::remove_dir_all(&self.folder) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(about(&self.folder, &error)),
            Ok(()) | Err(_) => Ok(()),
        }
    }
}

fn open(path: &Path) -> Result<File, Failure> {
    let options = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path);
    options.map_err(|error| about(path, &error))
}

/// What a run that was broken off left; none if there is nothing, or nothing that can be read.
fn read_state(path: &Path) -> Option<State> {
    serde_json::from_slice(&fs::read(path).ok()?).ok()
}
