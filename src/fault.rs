//! Why an input is refused: a closed list of codes, each with the place and what was expected.

use core::fmt;

use serde::Serialize;

/// What is wrong with an input; the words of the code never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum InputFault {
    /// The text is not JSON, or the value is none that JSON could say.
    MalformedJson,
    /// Another type of value was expected.
    WrongType,
    /// A key that must be there is absent.
    MissingKey,
    /// A key that nobody asked for.
    UnknownKey,
    /// The same key twice.
    DuplicateKey,
    /// The notice has no such fact.
    UnknownFact,
    /// The fact has no such choice.
    UnknownChoice,
    /// Not an integer from 0 to 99.
    MalformedNumber,
    /// Not `YYYY-MM-DD` (or `YYYY-MM` where a month will do), or no such day.
    MalformedDate,
    /// The year is not one of 1950 to 2100.
    DateOutOfRange,
    /// It would have begun after the day of the check.
    DateAfterToday,
    /// It would have begun after its end.
    DatesOutOfOrder,
    /// The notice has no such route.
    UnknownRoute,
    /// The notice asks for no such document.
    UnknownDocument,
    /// The document is not handed in as a scan.
    NotAnUpload,
    /// The document has no such form.
    UnknownForm,
    /// No inspection gives such a defect.
    UnknownDefect,
}

impl InputFault {
    /// The code on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            InputFault::MalformedJson => "malformed-json",
            InputFault::WrongType => "wrong-type",
            InputFault::MissingKey => "missing-key",
            InputFault::UnknownKey => "unknown-key",
            InputFault::DuplicateKey => "duplicate-key",
            InputFault::UnknownFact => "unknown-fact",
            InputFault::UnknownChoice => "unknown-choice",
            InputFault::MalformedNumber => "malformed-number",
            InputFault::MalformedDate => "malformed-date",
            InputFault::DateOutOfRange => "date-out-of-range",
            InputFault::DateAfterToday => "date-after-today",
            InputFault::DatesOutOfOrder => "dates-out-of-order",
            InputFault::UnknownRoute => "unknown-route",
            InputFault::UnknownDocument => "unknown-document",
            InputFault::NotAnUpload => "not-an-upload",
            InputFault::UnknownForm => "unknown-form",
            InputFault::UnknownDefect => "unknown-defect",
        }
    }
}

/// An input that was refused: what is wrong, where, and what was expected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InputError {
    code: InputFault,
    path: String,
    message: String,
}

impl InputError {
    /// An error at a path such as `answers.title-since`; an empty path is the whole input.
    pub fn new(code: InputFault, path: impl Into<String>, message: impl Into<String>) -> Self {
        let (path, message) = (path.into(), message.into());
        InputError { code, path, message }
    }

    /// What is wrong.
    pub fn code(&self) -> InputFault {
        self.code
    }

    /// Where: `answers.title-since`, `scans[0].document`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What was expected, and what was met.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            write!(f, "{} [{}]", self.message, self.code.as_str())
        } else {
            write!(f, "{}: {} [{}]", self.path, self.message, self.code.as_str())
        }
    }
}

impl core::error::Error for InputError {}
