//! A folder of scans for each person: found by number or name, each file inspected as `precheck inspect` does.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use title_precheck::office::{
    Columns, Documents, Fault, FaultCode, Found, Looked, Person, compared,
};
use title_precheck::scan::{Severity, decode};

use crate::command::shell::{Failure, about};

/// The folders of all people.
pub struct Scans {
    folder: PathBuf,
    /// The names of the folders in it.
    names: BTreeSet<String>,
    /// The same without white space; none where two are the same then.
    alike: BTreeMap<String, Option<String>>,
    /// Files that lie beside the folders.
    loose: Vec<String>,
    documents: Documents,
}

impl Scans {
    /// Reads which folders there are.
    pub fn open(folder: &Path, documents: Documents) -> Result<Scans, Failure> {
        let (mut names, mut loose) = (BTreeSet::new(), Vec::new());
        for entry in fs::read_dir(folder).map_err(|error| about(folder, &error))? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            match (name.starts_with('.'), entry.path().is_dir()) {
                (true, _) => {}
                (false, true) => {
                    names.insert(name);
                }
                (false, false) => loose.push(name),
            }
        }
        loose.sort();
        let mut alike = BTreeMap::new();
        for name in &names {
            let only = alike.entry(compared(name)).or_insert_with(|| Some(name.clone()));
            only.take_if(|other| other != name);
        }
        Ok(Scans { folder: folder.to_owned(), names, alike, loose, documents })
    }

    /// The name of a person's folder: their number, or else their name, but for white space.
    pub fn name_of(&self, columns: &Columns, person: &Person) -> Option<&str> {
        let name = columns.name_in(&person.who);
        let called = [person.key.as_deref(), name].into_iter().flatten();
        let found = called.filter(|called| !called.is_empty()).find_map(|called| {
            self.names.get(called).or_else(|| self.alike.get(&compared(called))?.as_ref())
        });
        found.map(String::as_str)
    }

    /// Inspects what is in a person's folder.
    pub fn look(&self, columns: &Columns, person: &Person) -> Found {
        let mut found = Found::default();
        let say = |code, value: &str| Fault {
            row: Some(person.row),
            column: None,
            code,
            value: value.to_owned(),
        };
        let Some(name) = self.name_of(columns, person) else {
            found.faults.push(say(FaultCode::NoFolder, ""));
            return found;
        };
        let inside = self.folder.join(name);
        let mut files = Vec::new();
        collect(&inside, 1, &mut files);
        files.sort();
        for file in files {
            let path = file.strip_prefix(&inside).unwrap_or(&file).display().to_string();
            // whose files a folder holds is not known
            let document = self.documents.place(&path).filter(|_| !file.is_dir());
            let Some(document) = document else {
                found.faults.push(say(FaultCode::FileUnplaced, &path));
                continue;
            };
            let defects = match fs::read(&file) {
                Ok(bytes) => blocking(&bytes, &path),
                // a file that cannot be read by us cannot be looked at by anybody here
                Err(_) => vec!["corrupt"],
            };
            found.scans.push(Looked { document: document.to_owned(), defects });
        }
        found
    }

    /// The files that are in nobody's folder.
    pub fn loose(&self) -> impl Iterator<Item = &str> {
        self.loose.iter().map(String::as_str)
    }

    /// The folders that are nobody's.
    pub fn unclaimed<'s>(&'s self, claimed: &BTreeSet<String>) -> impl Iterator<Item = &'s str> {
        let names = self.names.iter().filter(|name| !claimed.contains(*name));
        names.map(String::as_str).collect::<Vec<_>>().into_iter()
    }
}

fn blocking(bytes: &[u8], name: &str) -> Vec<&'static str> {
    let scan = decode::inspect(bytes, name);
    let blocking = scan.defects.iter().filter(|defect| defect.severity == Severity::Block);
    let mut codes: Vec<&'static str> = blocking.map(|defect| defect.code.as_str()).collect();
    codes.dedup();
    codes
}

/// The files of a folder, and of the folders in it, so deep; hidden ones are left out. What lies deeper, and what cannot be
/// looked into, stands there as the folder that it is in.
fn collect(folder: &Path, deeper: u8, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        files.push(folder.to_owned());
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        match (path.is_dir(), deeper.checked_sub(1)) {
            (false, _) => files.push(path),
            (true, Some(deeper)) => collect(&path, deeper, files),
            (true, None) => files.push(path),
        }
    }
}
