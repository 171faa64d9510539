//! Faults of a notice folder: where they are, what was met, what to do.

use std::fmt;
use std::ops::Range;

use super::advice::advice;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

/// How bad a fault is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The notice works, but something looks wrong.
    Warning,
    /// The notice cannot be published.
    Error,
}

/// What is said to an author, in the languages that authors read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl Words {
    /// The same in both; what is echoed of the author's, between backticks, is shown by its beginning if it is long.
    pub(crate) fn new(zh: String, en: String) -> Words {
        Words { zh: shorten(zh), en: shorten(en) }
    }

    /// The words in a language.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        }
    }
}

/// The most letters that are echoed of one thing.
const LONGEST: usize = 60;

fn shorten(text: String) -> String {
    if text.chars().count() <= LONGEST {
        return text;
    }
    let parts = text.split('`').enumerate().map(|(place, part)| {
        if place % 2 == 0 || part.chars().count() <= LONGEST {
            return part.to_owned();
        }
        part.chars().take(LONGEST - 20).chain(['…']).collect()
    });
    parts.collect::<Vec<_>>().join("`")
}

/// A language in which faults are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Language {
    /// Chinese.
    Chinese,
    /// English.
    #[default]
    English,
}

/// A text file of a notice folder.
#[derive(Clone, Debug)]
pub struct File {
    /// Its path, as it is shown.
    pub path: String,
    /// What is in it.
    pub text: String,
}

impl File {
    /// Line and column of a byte, both counted from 1; columns are characters.
    pub fn line_column(&self, byte: usize) -> (usize, usize) {
        let before = self.text.get(..byte).unwrap_or(&self.text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
        (line, column)
    }
}

/// One fault, with its place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable code, such as `quote-not-found`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What was met.
    pub message: Words,
    /// Which file: its place in [`Diagnostics::files`].
    pub file: usize,
    /// Where, in bytes.
    pub span: Range<usize>,
    /// What to do.
    pub help: Option<Words>,
    /// An applicant who shows it, where one can: an input, as JSON.
    pub witness: Option<String>,
}

/// The faults of one folder, in the order of files and places.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    /// The files they point into.
    pub files: Vec<File>,
    /// The faults.
    pub found: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Whether the notice cannot be published.
    pub fn has_errors(&self) -> bool {
        self.found.iter().any(|fault| fault.severity == Severity::Error)
    }

    /// How many faults of a severity there are.
    pub fn count(&self, severity: Severity) -> usize {
        self.found.iter().filter(|fault| fault.severity == severity).count()
    }

    pub(crate) fn add_file(&mut self, path: impl Into<String>, text: impl Into<String>) -> usize {
        self.files.push(File { path: path.into(), text: text.into() });
        self.files.len() - 1
    }

    /// Adds a fault that says by itself what to do.
    pub(crate) fn say(
        &mut self,
        severity: Severity,
        code: &'static str,
        file: usize,
        span: Range<usize>,
        message: Words,
    ) {
        let (help, witness) = (None, None);
        self.found.push(Diagnostic { code, severity, message, file, span, help, witness });
    }

    pub(super) fn append(&mut self, mut other: Diagnostics) {
        let files = self.files.len();
        other.found.iter_mut().for_each(|fault| fault.file += files);
        self.files.append(&mut other.files);
        self.found.append(&mut other.found);
    }

    /// Puts them in order, and says what to do where a fault does not.
    pub(crate) fn sort(&mut self) {
        for fault in self.found.iter_mut().filter(|fault| fault.help.is_none()) {
            fault.help = advice(fault.code);
        }
        self.found.sort_by_key(|fault| (fault.file, fault.span.start, fault.span.end));
        self.found.dedup();
    }

    /// The faults as text, with the lines shown.
    pub fn render(&self, language: Language, colour: bool) -> String {
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        let mut text = String::new();
        for fault in &self.found {
            let Some(file) = self.files.get(fault.file) else {
                continue;
            };
            let [error, warning, help_name] = match language {
                Language::Chinese => ["错误", "提醒", "办法"],
                Language::English => ["error", "warning", "help"],
            };
            let level = match fault.severity {
                Severity::Error => Level::ERROR.with_name(error),
                Severity::Warning => Level::WARNING.with_name(warning),
            };
            let start = fault.span.start.min(file.text.len());
            let end = fault.span.end.clamp(start, file.text.len());
            let snippet = Snippet::source(&file.text)
                .path(&file.path)
                .annotation(AnnotationKind::Primary.span(start..end));
            let mut group = level
                .primary_title(fault.message.in_language(language))
                .id(fault.code)
                .element(snippet);
            if let Some(help) = &fault.help {
                group = group
                    .element(Level::HELP.with_name(help_name).message(help.in_language(language)));
            }
            let shown_by = fault.witness.as_ref().map(|witness| match language {
                Language::Chinese => format!("比如这位申报人：{witness}"),
                Language::English => format!("as for this applicant: {witness}"),
            });
            if let Some(shown_by) = &shown_by {
                group = group.element(Level::NOTE.message(shown_by));
            }
            text.push_str(&renderer.render(&[group]));
            text.push_str("\n\n");
        }
        text
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(Language::English, false))
    }
}
