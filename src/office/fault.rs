//! What is wrong with a list: a closed list of codes, each with the row, the column and what was met.

use serde::{Deserialize, Serialize};

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $effect:ident;)*) => {
        /// What is wrong with a list, a row or a cell; the words of the code never change.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum FaultCode {
            $($(#[$doc])* $name,)*
        }

        impl FaultCode {
            /// All of them.
            pub const ALL: &'static [FaultCode] = &[$(FaultCode::$name),*];

            /// The code as it is written.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(FaultCode::$name => $code,)*
                }
            }

            /// What it means for the row.
            pub fn effect(self) -> Effect {
                match self {
                    $(FaultCode::$name => Effect::$effect,)*
                }
            }
        }
    };
}

/// What a fault means for the row that has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The row is not judged: what stands there may matter.
    Undecided,
    /// The row is judged all the same; the fault is only said.
    Noted,
}

codes! {
    // of the list as a whole
    /// Rows above the heading: a title, a note.
    AboveHeading = "above-heading", Noted;
    /// A column that is no fact, and of which nobody said what it is.
    ColumnUnknown = "column-unknown", Undecided;
    /// Two columns for one fact.
    ColumnDoubled = "column-doubled", Undecided;
    /// A column with values and without a heading.
    ColumnUnnamed = "column-unnamed", Undecided;
    /// A column that no rule needs, and that is not read: an ID number, a phone number, ethnicity.
    ColumnNotRead = "column-not-read", Noted;
    /// A sheet with something in it that is not read.
    SheetNotRead = "sheet-not-read", Noted;
    /// Read as GBK (GB 18030).
    EncodingGbk = "encoding-gbk", Noted;
    /// Some rows are UTF-8, some GBK.
    EncodingMixed = "encoding-mixed", Noted;
    /// A row that the file, or a quote that is not closed, breaks off; the lines after it are read as rows of their own.
    CutShort = "cut-short", Undecided;
    // of a row
    /// A row with nothing in it; no person.
    BlankRow = "blank-row", Noted;
    /// The heading once more; no person.
    HeadingAgain = "heading-again", Noted;
    /// More cells than the heading has columns.
    TooManyCells = "too-many-cells", Undecided;
    /// Bytes that are no text in UTF-8 nor GBK.
    NotText = "not-text", Undecided;
    /// A line that is no JSON object.
    MalformedJson = "malformed-json", Undecided;
    /// An input that the notice refuses; what is wrong stands in the value, with the input's own code.
    Refused = "refused", Undecided;
    /// The same person as in another row, by what says who it is.
    SamePerson = "same-person", Noted;
    /// The same name as in another row: perhaps the same person.
    SameName = "same-name", Noted;
    /// A row of more than a megabyte: nothing of it is read.
    TooLong = "too-long", Undecided;
    /// Quotes that do not go around the whole of a value: where values begin and end cannot be told.
    QuoteStray = "quote-stray", Undecided;
    /// A row in which nothing is answered: perhaps a note or a sum, no person.
    NothingAnswered = "nothing-answered", Noted;
    // of a cell
    /// A value computed by a formula: what the file last showed is read.
    Formula = "formula", Noted;
    /// A formula whose value the file does not hold, or a text that begins as one.
    FormulaUnread = "formula-unread", Undecided;
    /// A text that begins as a formula does, where it decides nothing.
    FormulaText = "formula-text", Noted;
    /// One cell over several rows: its value is that of each.
    MergedDown = "merged-down", Noted;
    /// One cell over several columns: it cannot be the value of each.
    MergedAcross = "merged-across", Undecided;
    /// One cell over several columns, the first of which decides nothing.
    MergedAside = "merged-aside", Noted;
    /// An error of the spreadsheet's, or a value inside a value.
    Broken = "broken", Undecided;
    /// None of the choices.
    ChoiceUnknown = "choice-unknown", Undecided;
    /// Neither yes nor no.
    NotYesNo = "not-yes-no", Undecided;
    /// No whole number from 0 to 99.
    NotNumber = "not-number", Undecided;
    /// No date.
    NotDate = "not-date", Undecided;
    /// A year alone: the month is wanting.
    YearAlone = "year-alone", Undecided;
    /// A year of two digits.
    YearShort = "year-short", Undecided;
    /// Which month it is cannot be told: 2018.1 is January, or October without its 0.
    DateAmbiguous = "date-ambiguous", Undecided;
    /// No such day, or not of the years 1950 to 2100.
    NoSuchDay = "no-such-day", Undecided;
    /// A date after the day of the check, of something that has begun.
    DateAfterToday = "date-after-today", Undecided;
    /// A beginning after its end.
    DatesOutOfOrder = "dates-out-of-order", Undecided;
    /// Letters that are not seen were taken out.
    Invisible = "invisible", Noted;
    // of scans
    /// No folder of this person's.
    NoFolder = "no-folder", Noted;
    /// A folder that two rows could mean.
    FolderShared = "folder-shared", Undecided;
    /// A folder that belongs to no row.
    FolderUnclaimed = "folder-unclaimed", Noted;
    /// A file whose document its name does not tell.
    FileUnplaced = "file-unplaced", Noted;
}

/// What a reader noticed about a row or a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// The place of the column; the whole row if absent.
    pub column: Option<usize>,
    /// What is wrong.
    pub code: FaultCode,
    /// What was met.
    pub value: String,
}

/// A fault, with its place in words that people know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// The row or line; absent if the list as a whole is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<u64>,
    /// The column's heading; absent if the whole row is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// What is wrong.
    pub code: FaultCode,
    /// What was met; long ones are shown by their beginning.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub value: String,
}
