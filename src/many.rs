//! Many people at once: bytes in, bytes out, for lists that are too long for an object a person.
//!
//! Both ways begin with the same head; a record of one length follows for each person, in the same
//! order, without anything between.
//!
//! ```text
//! bytes    what
//! 3        "TPP" for the people that go in, "TPV" for the verdicts that come out
//! 1        the form's version (1)
//! 8        the first bytes of the notice's SHA-256: facts, choices and routes are told by their places there
//! 4        the day of the check, a date as below; one for all
//! 4        how many people, little endian
//! …        their records
//! ```
//! The record of a person is an answer to every fact of the notice, in its order:
//!
//! | fact | bytes | unanswered | answered | "don't know" |
//! | --- | --- | --- | --- | --- |
//! | one of some choices | 1 | 0 | 1 + the place of the choice | 255 |
//! | yes or no | 1 | 0 | 1 yes, 2 no | 255 |
//! | a number | 1 | 0 | 1 + the number | 255 |
//! | a date | 4 | 0 0 0 0 | year (little endian), month, day; 0 for the day where only the month is known | 255 255 0 0 |
//!
//! The record of their verdicts is 5 bytes for every route of the notice, in its order: 0 `met`, 1 `not-met`,
//! 2 `undetermined`, 3 `needs-discretion`; then the first day after that of the check on which the verdict would be
//! `met`, as a date, 0 0 0 0 if there is none.
//!
//! What no answer is written as, and what an answer may not be (`Input`), is refused with its place; then nobody is
//! assessed. Scans and routes of interest are not told: no verdict hangs on them.

use core::fmt;

use crate::answers::{Answer, Input};
use crate::assess::{Verdict, verdicts};
use crate::date::{DateFault, Day, Span};
use crate::fault::{InputError, InputFault};
use crate::notice::{ChoiceId, Fact, FactKind, Notice};

const PEOPLE: [u8; 3] = *b"TPP";
const VERDICTS: [u8; 3] = *b"TPV";
const VERSION: u8 = 1;
/// So much of the notice's hash.
const HASH: usize = 8;
const UNANSWERED: u8 = 0;
const DO_NOT_KNOW: u8 = 255;
const NO_DATE: [u8; 4] = [0; 4];
const DATE_UNKNOWN: [u8; 4] = [255, 255, 0, 0];

/// What is wrong with packed people; the words of the code never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ManyFault {
    /// Not this form at all.
    NotPacked,
    /// Another version of this form.
    OtherVersion,
    /// Packed for another notice, or another edition.
    OtherNotice,
    /// Cut short, or longer than so many people are.
    WrongLength,
    /// An answer that nobody could give.
    Input(InputFault),
}

impl ManyFault {
    /// The stable code.
    pub fn as_str(self) -> &'static str {
        match self {
            ManyFault::NotPacked => "not-packed",
            ManyFault::OtherVersion => "packed-version",
            ManyFault::OtherNotice => "other-notice",
            ManyFault::WrongLength => "wrong-length",
            ManyFault::Input(fault) => fault.as_str(),
        }
    }
}

/// Packed people that were refused: what is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManyError {
    code: ManyFault,
    path: String,
    message: String,
}

impl ManyError {
    fn whole(code: ManyFault, message: &str) -> ManyError {
        ManyError { code, path: String::new(), message: message.into() }
    }

    fn of_person(place: usize, error: &InputError) -> ManyError {
        let path = format!("people[{place}].{}", error.path());
        ManyError { code: ManyFault::Input(error.code()), path, message: error.message().into() }
    }

    /// What is wrong.
    pub fn code(&self) -> ManyFault {
        self.code
    }

    /// Where: `people[3].answers.title-since`, the first counted 0; `today`; empty for the whole.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What was expected.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for ManyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} [{}]", self.path, self.message, self.code.as_str())
    }
}

impl core::error::Error for ManyError {}

/// [`verdicts`] of packed people, packed: the form stands at the head of `src/many.rs`.
///
/// # Errors
/// Bytes of another form, version or notice, too few or too many of them; of the answers whatever [`Input::read`]
/// would refuse. The first fault met, with its place; nobody is assessed then.
pub fn verdicts_of_many(notice: &Notice, people: &[u8]) -> Result<Vec<u8>, ManyError> {
    let rules = &notice.rules;
    let Head { today, count, records } = Head::read(notice, people)?;
    let length = rules.facts.iter().map(width).sum::<usize>();
    // where nothing is asked, a record has no bytes, and any number of people would fit
    if length.checked_mul(count) != Some(records.len()) || (length == 0 && count > 0) {
        let message = "the bytes are cut short, or more than so many people take";
        return Err(ManyError::whole(ManyFault::WrongLength, message));
    }
    let mut out = Vec::new();
    out.extend_from_slice(&VERDICTS);
    out.extend(people.iter().take(HEAD).skip(VERDICTS.len()));
    let mut input = Input {
        today,
        answers: vec![Answer::Unanswered; rules.facts.len()],
        scans: None,
        interest: vec![true; rules.routes.len()],
    };
    for (place, mut record) in records.chunks(length.max(1)).enumerate() {
        let refused = |error: InputError| ManyError::of_person(place, &error);
        for (fact, answer) in rules.facts.iter().zip(&mut input.answers) {
            *answer = read_answer(fact, &mut record).map_err(refused)?;
        }
        rules.fact_ids().try_for_each(|id| input.check_order(rules, id)).map_err(refused)?;
        for route in verdicts(notice, &input) {
            out.push(number_of(route.verdict));
            out.extend(route.earliest.map_or(NO_DATE, date_of));
        }
    }
    Ok(out)
}

const HEAD: usize = PEOPLE.len() + 1 + HASH + NO_DATE.len() + 4;

/// What stands before the records.
struct Head<'b> {
    today: Day,
    count: usize,
    records: &'b [u8],
}

impl<'b> Head<'b> {
    fn read(notice: &Notice, bytes: &'b [u8]) -> Result<Head<'b>, ManyError> {
        let refuse = |code, message: &str| Err(ManyError::whole(code, message));
        let mut left = bytes;
        let (Some(kind), Some([version])) = (take(&mut left), take(&mut left)) else {
            return refuse(ManyFault::NotPacked, "these bytes are no packed people");
        };
        if kind != PEOPLE {
            return refuse(ManyFault::NotPacked, "these bytes are no packed people");
        }
        if version != VERSION {
            return refuse(ManyFault::OtherVersion, "the people are packed in another version");
        }
        let (Some(hash), Some(today), Some(count)) =
            (take::<HASH>(&mut left), take(&mut left), take(&mut left))
        else {
            return refuse(ManyFault::WrongLength, "the bytes are cut short");
        };
        let own = notice.sha256.as_bytes().chunks(2).map(|pair| {
            core::str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok())
        });
        if !own.take(HASH).eq(hash.map(Some)) {
            return refuse(ManyFault::OtherNotice, "the people are packed for another notice");
        }
        let refuse_today = |(code, message): (InputFault, &str)| ManyError {
            code: ManyFault::Input(code),
            path: "today".into(),
            message: message.into(),
        };
        let today = span_of(today).map_err(refuse_today)?;
        if today.is_month() {
            return Err(refuse_today((InputFault::MalformedDate, "expected a day")));
        }
        let count = usize::try_from(u32::from_le_bytes(count)).unwrap_or(usize::MAX);
        Ok(Head { today: today.first, count, records: left })
    }
}

fn take<const N: usize>(left: &mut &[u8]) -> Option<[u8; N]> {
    let (taken, rest) = left.split_first_chunk()?;
    *left = rest;
    Some(*taken)
}

/// How many bytes an answer takes.
fn width(fact: &Fact) -> usize {
    match fact.kind {
        FactKind::Choice { .. } | FactKind::YesNo | FactKind::Number => 1,
        FactKind::Date => NO_DATE.len(),
    }
}

fn read_answer(fact: &Fact, left: &mut &[u8]) -> Result<Answer, InputError> {
    let unsure = || fact.unsure.map_or(Answer::DoNotKnow, Answer::Choice);
    let answer = match fact.kind {
        FactKind::Date => match take(left) {
            Some(NO_DATE) => Ok(Answer::Unanswered),
            Some(DATE_UNKNOWN) => Ok(unsure()),
            Some(date) => span_of(date).map(Answer::Date),
            None => Err((InputFault::MalformedDate, "expected a date")),
        },
        FactKind::Choice { .. } | FactKind::YesNo => match take(left) {
            Some([UNANSWERED]) => Ok(Answer::Unanswered),
            Some([DO_NOT_KNOW]) => Ok(unsure()),
            Some([byte]) if usize::from(byte) <= fact.kind.choices() => {
                Ok(Answer::Choice(ChoiceId(u16::from(byte.saturating_sub(1)))))
            }
            Some(_) | None => Err((InputFault::UnknownChoice, "the fact has no such choice")),
        },
        FactKind::Number => match take(left) {
            Some([UNANSWERED]) => Ok(Answer::Unanswered),
            Some([DO_NOT_KNOW]) => Ok(unsure()),
            Some([byte @ 1..=100]) => Ok(Answer::Number(byte.saturating_sub(1))),
            Some(_) | None => Err((InputFault::MalformedNumber, "expected a number from 0 to 99")),
        },
    };
    answer.map_err(|(code, message)| InputError::new(code, format!("answers.{}", fact.id), message))
}

fn span_of([low, high, month, day]: [u8; 4]) -> Result<Span, (InputFault, &'static str)> {
    let span = Span::from_parts(u16::from_le_bytes([low, high]), month, day);
    span.map_err(|fault| match fault {
        DateFault::Malformed => (InputFault::MalformedDate, "no such day"),
        DateFault::OutOfRange => (InputFault::DateOutOfRange, "expected a year from 1950 to 2100"),
    })
}

fn date_of(day: Day) -> [u8; 4] {
    let (year, month, day) = day.parts();
    let byte = |number| u8::try_from(number).unwrap_or(0);
    let [low, high] = u16::try_from(year).unwrap_or(0).to_le_bytes();
    [low, high, byte(month), byte(day)]
}

fn number_of(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Met => 0,
        Verdict::NotMet => 1,
        Verdict::Undetermined => 2,
        Verdict::NeedsDiscretion => 3,
    }
}
