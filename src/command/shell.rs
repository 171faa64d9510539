//! What the verbs share: how they end, what they say and where, how they read a notice.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use title_precheck::Notice;
use title_precheck::author::{Diagnostics, Folder, Language};

/// Why the command ends with 1; what there is to say has been said where it belongs.
pub enum Failure {
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

/// Says something on standard error; if nobody reads there, there is nobody to tell that.
pub fn complain(what: &str) {
    let _ = io::stderr().write_all(what.as_bytes());
}

/// Says a result on standard output.
pub fn say(what: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    writeln!(out, "{what}")?;
    out.flush()?;
    Ok(())
}

/// A file as text.
pub fn read_text(path: &Path) -> Result<String, Failure> {
    let bytes = fs::read(path).map_err(|error| about(path, &error))?;
    String::from_utf8(bytes).map_err(|_| Failure::Said(format!("{}: not UTF-8", path.display())))
}

/// Why the command fails, told of a file.
pub fn about(path: &Path, error: &dyn std::error::Error) -> Failure {
    Failure::Said(format!("{}: {error}", path.display()))
}

/// A notice folder as it is written.
pub fn read_folder(path: &Path) -> Result<Folder, Failure> {
    let if_there = |name: &str| {
        let file = path.join(name);
        file.exists().then(|| read_text(&file)).transpose()
    };
    Ok(Folder {
        notice: read_text(&path.join("notice.toml"))?,
        cases: if_there("cases.toml")?,
        columns: if_there("columns.toml")?,
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

/// Shows faults on standard error, under the paths where the person finds them.
pub fn show(diagnostics: &mut Diagnostics, folder: &Path, language: Language) {
    for file in &mut diagnostics.files {
        file.path = folder.join(&file.path).display().to_string();
    }
    complain(&diagnostics.render(language, io::stderr().is_terminal()));
}

/// Shows faults of a file that is called as the person called it.
pub fn show_text(diagnostics: &Diagnostics, language: Language) -> Failure {
    complain(&diagnostics.render(language, io::stderr().is_terminal()));
    Failure::Shown
}

/// Words in the language of the person.
pub fn in_language(language: Language, zh: &str, en: &str) -> String {
    match language {
        Language::Chinese => zh,
        Language::English => en,
    }
    .to_owned()
}

/// A notice from its folder, or from a pack.
pub fn read_notice(path: &Path, language: Language) -> Result<Notice, Failure> {
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
