//! `precheck new`, `diff`, `lint`, `test`, `compile`: a notice, for its author.

use std::fs;
use std::path::Path;

use title_precheck::author::{DraftOptions, Language, Severity, Words, differ_packs, draft};

use super::shell::{Failure, about, read_folder, read_notice, say, show};

/// Begins a folder; what is there already is never written over.
pub fn new(
    text: &Path,
    output: &Path,
    id: Option<String>,
    year: Option<u16>,
    language: Language,
) -> Result<(), Failure> {
    if output.exists() {
        let said = Words {
            zh: format!("{}：已经存在，换一个文件夹", output.display()),
            en: format!("{}: exists already, choose another folder", output.display()),
        };
        return Err(Failure::Said(said.in_language(language).to_owned()));
    }
    let bytes = fs::read(text).map_err(|error| about(text, &error))?;
    let draft = draft(&bytes, &DraftOptions { id, year, language }).map_err(|fault| {
        Failure::Said(format!("{}: {}", text.display(), fault.in_language(language)))
    })?;
    for (path, text) in &draft.files {
        let path = output.join(path);
        let folder = path.parent().unwrap_or(output);
        fs::create_dir_all(folder).map_err(|error| about(folder, &error))?;
        fs::write(&path, text).map_err(|error| about(&path, &error))?;
    }
    for words in &draft.said {
        say(&format!("{}: {}", output.display(), words.in_language(language)))?;
    }
    Ok(())
}

/// Two folders are compared as they are written; where one side is a pack, what packs tell of both.
pub fn diff(old: &Path, new: &Path, language: Language) -> Result<(), Failure> {
    if old.is_dir() && new.is_dir() {
        let difference =
            read_folder(old)?.differ(&read_folder(new)?).map_err(|(at, mut faults)| {
                show(&mut faults, if at == 0 { old } else { new }, language);
                Failure::Shown
            })?;
        return say(difference.render(language).trim_end());
    }
    let difference = differ_packs(&read_notice(old, language)?, &read_notice(new, language)?);
    say(difference.render(language).trim_end())
}

/// Names the faults of a folder.
pub fn lint(path: &Path, language: Language) -> Result<(), Failure> {
    let folder = read_folder(path)?;
    let mut diagnostics = folder.lint();
    show(&mut diagnostics, path, language);
    let (errors, warnings) =
        (diagnostics.count(Severity::Error), diagnostics.count(Severity::Warning));
    let path = path.display();
    say(&match language {
        Language::Chinese => format!("{path}：{errors} 个错误，{warnings} 个提醒"),
        Language::English => format!("{path}: {errors} errors, {warnings} warnings"),
    })?;
    if diagnostics.has_errors() { Err(Failure::Shown) } else { Ok(()) }
}

/// Runs the cases of a folder.
pub fn test(path: &Path, language: Language) -> Result<(), Failure> {
    let notice = read_notice(path, language)?;
    let mut tested = read_folder(path)?.test(&notice);
    show(&mut tested.diagnostics, path, language);
    let (passed, failed) = (tested.passed(), tested.failed());
    let path = path.display();
    say(&match language {
        Language::Chinese => format!("{path}：{passed} 个用例通过，{failed} 个没有通过"),
        Language::English => format!("{path}: {passed} cases passed, {failed} failed"),
    })?;
    if tested.diagnostics.has_errors() { Err(Failure::Shown) } else { Ok(()) }
}

/// Writes the pack, and beside it the translations and what columns of lists are.
pub fn compile(path: &Path, output: &Path, language: Language) -> Result<(), Failure> {
    let folder = read_folder(path)?;
    let mut compiled = folder.compile();
    show(&mut compiled.diagnostics, path, language);
    let pack = compiled.pack.ok_or(Failure::Shown)?;
    // where the page and `batch` look for them: beside the pack, and under its name
    let translations = folder.translations.iter();
    let beside = translations
        .map(|(id, text)| (output.with_extension(format!("{id}.json")), text.as_bytes()));
    let columns = folder.columns.iter();
    let columns = columns.map(|text| (output.with_extension("columns.toml"), text.as_bytes()));
    for (file, bytes) in [(output.to_owned(), &*pack)].into_iter().chain(beside).chain(columns) {
        fs::write(&file, bytes).map_err(|error| about(&file, &error))?;
        say(&format!("{}: {} bytes", file.display(), bytes.len()))?;
    }
    Ok(())
}
