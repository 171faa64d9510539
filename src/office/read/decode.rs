//! Which letters a row's bytes are: UTF-8, or GBK as old programs still write it, row by row.
//!
//! Nearly no Chinese row is valid in both. Short ones are: `女` in GBK is a letter of UTF-8 that no list has. So a row that
//! could be either is read as the list is, unless as UTF-8 it says Chinese or Uyghur.

use std::borrow::Cow;

use encoding_rs::GB18030;

/// How letters are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Charset {
    /// UTF-8, or what was turned into it.
    Utf8,
    /// GBK, and GB 18030 that holds it.
    Gbk,
}

impl Charset {
    pub(super) fn name(self) -> &'static str {
        match self {
            Charset::Utf8 => "UTF-8",
            Charset::Gbk => "GBK",
        }
    }

    fn other(self) -> Charset {
        match self {
            Charset::Utf8 => Charset::Gbk,
            Charset::Gbk => Charset::Utf8,
        }
    }

    fn read(self, bytes: &[u8]) -> Option<Cow<'_, str>> {
        match self {
            Charset::Utf8 => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
            Charset::Gbk => GB18030.decode_without_bom_handling_and_without_replacement(bytes),
        }
    }
}

/// The only one that a line can be; none if it can be both or neither.
pub(super) fn evident(line: &[u8]) -> Option<Charset> {
    match std::str::from_utf8(line) {
        Ok(text) => (count_ours(text) > Some(1)).then_some(Charset::Utf8),
        Err(_) if is_damaged(line) => None,
        Err(_) => Charset::Gbk.read(line).map(|_| Charset::Gbk),
    }
}

/// How a row of a list is written; none if it is plain ASCII.
pub(super) fn of_row(row: &[u8], list: Option<Charset>) -> Option<Charset> {
    let is_gbk = || Charset::Gbk.read(row).is_some();
    match (std::str::from_utf8(row), list) {
        (Ok(text), _) if text.is_ascii() => None,
        (Ok(text), Some(Charset::Gbk)) if count_ours(text) <= Some(1) && is_gbk() => list,
        (Ok(_), _) => Some(Charset::Utf8),
        (Err(_), None | Some(Charset::Utf8)) if is_damaged(row) => Some(Charset::Utf8),
        (Err(_), _) if is_gbk() => Some(Charset::Gbk),
        // both in one row, or no text
        (Err(_), list) => list.or(Some(Charset::Utf8)),
    }
}

/// A value of a row that is written so, and how it turned out to be written; with lost letters if it is neither.
pub(super) fn value(bytes: &[u8], row: Charset) -> Result<(Cow<'_, str>, Charset), String> {
    let read = |charset: Charset| charset.read(bytes).map(|text| (text, charset));
    let other = || if is_damaged(bytes) { None } else { read(row.other()) };
    read(row).or_else(other).ok_or_else(|| String::from_utf8_lossy(bytes).into_owned())
}

/// Whether bytes begin as UTF-8 and do not go on so: cut within a letter, say. As GBK they would often be other letters.
fn is_damaged(bytes: &[u8]) -> bool {
    let Err(error) = std::str::from_utf8(bytes) else { return false };
    let begins = bytes.get(..error.valid_up_to()).unwrap_or_default();
    std::str::from_utf8(begins).is_ok_and(|text| count_ours(text) > Some(0))
}

/// How many letters are Chinese or Arabic; none if there are others that no list here has.
fn count_ours(text: &str) -> Option<usize> {
    let is_word = |letter: char| {
        matches!(letter, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}' | '\u{0600}'..='\u{077F}'
            | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
    };
    let is_other = |letter: char| {
        matches!(letter, '\0'..='\u{00FF}' | '\u{2000}'..='\u{27BF}' | '\u{3000}'..='\u{303F}'
            | '\u{FEFF}'..='\u{FFEF}')
    };
    let are_ours = text.chars().all(|letter| is_word(letter) || is_other(letter));
    are_ours.then(|| text.chars().filter(|letter| is_word(*letter)).count())
}
