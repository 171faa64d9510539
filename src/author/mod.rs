//! The author's side: a folder of text becomes a compact pack, and every fault gets a place.

/// Says the same in Chinese and in English, with what stands in braces filled in.
macro_rules! words {
    ($zh:literal, $en:literal $(, $value:expr)* $(,)?) => {
        $crate::author::Words::new(
            format!($zh $(, $value)*),
            format!($en $(, $value)*),
        )
    };
}
pub(crate) use words;

mod advice;
mod affected;
mod analysis;
mod cases;
mod cites;
mod clauses;
mod compile;
mod conditions;
mod context;
mod desk;
mod diagnostics;
mod differ;
mod draft;
mod expected;
mod found;
mod likeness;
mod malformed;
mod markers;
mod names;
mod outline;
mod people;
mod plain;
mod raw;
mod rulings;
mod stale;
mod standards;
mod supplements;
mod supply;
mod texts;
mod translations;
mod unused;

pub use affected::Affected;
pub use cases::{CaseReport, Met, Tested};
pub use desk::clauses_of;
pub use diagnostics::{Diagnostic, Diagnostics, File, Language, Severity, Words};
pub use differ::{Difference, differ_packs};
pub use draft::{Draft, DraftOptions, draft};
pub use supply::{Settles, Told};

use std::collections::BTreeMap;

pub(crate) use expected::deciding;
pub(crate) use malformed::malformed;

use context::Context;
use raw::Raw;

use crate::notice::{Notice, Rules};
use crate::office::Mapping;
use crate::pack;

/// The tables that a notice can be written with, in the order in which they are told.
pub fn tables() -> impl Iterator<Item = &'static str> {
    rulings::SECTIONS.into_iter()
}

/// The kinds of test that a notice can be written with, each a `kind` of `[[test]]` and `[[criterion]]`.
pub fn kinds() -> impl Iterator<Item = &'static str> {
    conditions::KINDS.iter().map(|(kind, _)| *kind)
}

/// The texts of a notice folder.
#[derive(Clone, Debug, Default)]
pub struct Folder {
    /// `notice.toml`.
    pub notice: String,
    /// `cases.toml`; absent if the folder has none.
    pub cases: Option<String>,
    /// `sources/ID.txt`, by id.
    pub sources: BTreeMap<String, String>,
    /// `columns.toml`: the headings and values that are usual in lists; absent if the folder has none.
    pub columns: Option<String>,
    /// `translations/LANG.json`, by language. No rule hangs on them, and no pack has them: each is a file beside it.
    pub translations: BTreeMap<String, String>,
}

/// A compiled notice and what was found on the way.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// The pack's bytes; absent if there are errors.
    pub pack: Option<Vec<u8>>,
    /// Errors and warnings.
    pub diagnostics: Diagnostics,
}

impl Folder {
    /// All that can be said against the folder without running its cases.
    pub fn lint(&self) -> Diagnostics {
        let (mut said, mut columns) = (None, None);
        let look = |context: &mut Context<'_>, rules: &Rules, texts: &str| {
            analysis::find(context, rules);
            said = Some(texts.to_owned());
            columns = self
                .columns
                .as_ref()
                .and_then(|text| Mapping::read_for(rules, texts, "columns.toml", text).err());
        };
        let mut diagnostics = self.compile_and(look).diagnostics;
        diagnostics.append(self.lint_cases());
        diagnostics.append(columns.unwrap_or_default());
        diagnostics.append(translations::find(self, said.as_deref()));
        diagnostics
    }

    /// Compiles the notice to a pack. The same folder gives the same bytes.
    pub fn compile(&self) -> Compiled {
        self.compile_and(|_, _, _| {})
    }

    /// Compiles the notice and, if it has no errors, looks at what came of it.
    fn compile_and(&self, look: impl FnOnce(&mut Context<'_>, &Rules, &str)) -> Compiled {
        let mut diagnostics = Diagnostics::default();
        let file = diagnostics.add_file("notice.toml", &*self.notice);
        let raw: Raw = match toml::from_str(&self.notice) {
            Ok(raw) => raw,
            Err(error) => {
                diagnostics.found.push(malformed(file, &self.notice, &error));
                return Compiled { pack: None, diagnostics };
            }
        };
        let mut texts = Vec::new();
        for (id, text) in &self.sources {
            let file = diagnostics.add_file(format!("sources/{id}.txt"), text);
            texts.push((id.clone(), text.clone(), file));
        }
        let mut context = Context::new(&raw, diagnostics, file, texts);
        let compiled = compile::compile(&mut context);
        if let Some((rules, texts)) = &compiled {
            look(&mut context, rules, texts);
        }
        let mut diagnostics = context.diagnostics;
        diagnostics.sort();
        let pack = compiled.and_then(|(rules, texts)| pack::write(&rules, &texts));
        Compiled { pack, diagnostics }
    }

    /// Compiles the notice and reads it back from its pack.
    ///
    /// # Errors
    /// The faults, if there are errors among them.
    pub fn notice(&self) -> Result<Notice, Diagnostics> {
        let compiled = self.compile();
        let notice = compiled.pack.as_deref().map(Notice::read);
        match notice {
            Some(Ok(notice)) => Ok(notice),
            Some(Err(error)) => {
                let mut diagnostics = compiled.diagnostics;
                diagnostics.found.push(malformed::of_file(0, &error.to_string()));
                Err(diagnostics)
            }
            None => Err(compiled.diagnostics),
        }
    }
}
