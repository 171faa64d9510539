//! The author's side at the boundary: a folder as JSON in, JSON and packs out. Only the authoring page loads this module.

use std::collections::BTreeMap;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::Notice;
use crate::author::{self, Folder, Told};

/// A notice folder.
#[wasm_bindgen]
pub struct Desk {
    folder: Folder,
    pack: Option<Vec<u8>>,
}

#[wasm_bindgen]
impl Desk {
    /// Takes the files: a JSON object, by path. What is no such object makes an empty folder.
    #[wasm_bindgen(constructor)]
    pub fn new(files: &str) -> Desk {
        let files: BTreeMap<String, String> = serde_json::from_str(files).unwrap_or_default();
        Desk { folder: Folder::of_files(files), pack: None }
    }

    /// Compiles: `Folder::compile_report`. The pack, if there is one, is then had by `pack`.
    pub fn compile(&mut self) -> String {
        let (pack, report) = self.folder.compile_report();
        self.pack = pack;
        report.to_string()
    }

    /// The pack that was compiled last.
    pub fn pack(&self) -> Option<Vec<u8>> {
        self.pack.clone()
    }

    /// `Folder::lint_report`.
    pub fn lint(&self) -> String {
        self.folder.lint_report().to_string()
    }

    /// `Folder::cases_report`.
    pub fn cases(&self) -> String {
        self.folder.cases_report().to_string()
    }

    /// `Folder::case_of` an input, with the pack that was compiled last: `{ case }` or `{ error }`.
    pub fn case_of(&self, input: &str) -> String {
        let notice = self.pack.as_deref().and_then(|pack| Notice::read(pack).ok());
        let input = serde_json::from_str(input).unwrap_or_default();
        let case = match notice {
            Some(notice) => self.folder.case_of(&notice, &input),
            None => Err("the notice does not compile".to_owned()),
        };
        match case {
            Ok(case) => serde_json::json!({ "case": case }),
            Err(error) => serde_json::json!({ "error": error }),
        }
        .to_string()
    }

    /// `Folder::supplemented`, from a form as JSON: `{ files }` or `{ error }`.
    pub fn supplement(&self, form: &str) -> String {
        let told = match serde_json::from_str::<Told>(form) {
            Ok(told) => told,
            Err(error) => {
                let error = error.to_string();
                return serde_json::json!({ "error": { "zh": error, "en": error } }).to_string();
            }
        };
        match self.folder.supplemented(&told) {
            Ok(folder) => serde_json::json!({ "files": folder.files() }),
            Err(words) => serde_json::json!({ "error": { "zh": words.zh, "en": words.en } }),
        }
        .to_string()
    }

    /// `clauses_of` a text.
    pub fn clauses(source: &str, text: &str) -> String {
        author::clauses_of(source, text).to_string()
    }
}

/// `author::Affected`: made from two packs, run in portions.
#[wasm_bindgen]
pub struct Affected(Option<author::Affected>);

#[wasm_bindgen]
impl Affected {
    /// Compares two packs.
    #[wasm_bindgen(constructor)]
    pub fn new(before: &[u8], after: &[u8], seed: u32) -> Affected {
        Affected(author::Affected::new(before, after, u64::from(seed)).ok())
    }

    /// Draws so many more applicants.
    pub fn run(&mut self, people: usize) {
        if let Some(affected) = &mut self.0 {
            affected.run(people);
        }
    }

    /// What was found so far; `null` if one of the packs could not be read.
    pub fn json(&self) -> String {
        self.0.as_ref().map(author::Affected::json).unwrap_or_default().to_string()
    }
}
