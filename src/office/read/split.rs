//! Where a row of a text ends: at the end of its line, or of a later one if a quote holds the end of a line.
//!
//! A quote that is not closed would swallow the people after it. So it counts as closed only where a value may end; else the
//! row is its first line alone, and the next line begins a row.

use std::io::{Read, Seek};

use memchr::{memchr, memchr2};

use super::super::FaultCode;
use super::window::Window;
use super::{LONGEST, ListError};

/// A row's bytes, from the window's beginning.
#[derive(Clone, Copy, Debug)]
pub(super) struct Split {
    /// Without the end of its line.
    pub(super) length: usize,
    /// Where the next row begins.
    pub(super) next: usize,
    /// How many lines it takes.
    pub(super) lines: u64,
    /// What is wrong with its quotes.
    pub(super) fault: Option<FaultCode>,
}

/// What comes next in a window.
#[derive(Clone, Copy, Debug)]
pub(super) enum Next {
    /// Nothing.
    End,
    /// A line that is too long to be held.
    Long,
    /// A row.
    Row(Split),
}

/// Looks for the end of the row with which the window begins.
pub(super) fn next<R: Read + Seek>(
    window: &mut Window<R>,
    delimiter: u8,
) -> Result<Next, ListError> {
    let Some((length, next)) = line(window)? else {
        return Ok(Next::Long);
    };
    if next == 0 {
        return Ok(Next::End);
    }
    let first = Split { length, next, lines: 1, fault: None };
    let has_quote = memchr(b'"', window.bytes().get(..length).unwrap_or_default()).is_some();
    if !has_quote {
        return Ok(Next::Row(first));
    }
    let broken_off = Split { fault: Some(FaultCode::CutShort), ..first };
    Ok(Next::Row(quoted(window, delimiter)?.unwrap_or(broken_off)))
}

/// Goes past a line that is too long to be held.
pub(super) fn pass_long<R: Read + Seek>(window: &mut Window<R>) -> Result<(), ListError> {
    loop {
        let bytes = window.bytes();
        match memchr2(b'\r', b'\n', bytes) {
            Some(place) => {
                window.pass(place);
                let ends = window.reach(2)?;
                let length = if ends.starts_with(b"\r\n") { 2 } else { 1 };
                window.pass(length);
                return Ok(());
            }
            None => {
                window.pass(bytes.len());
                if !window.read_on()? {
                    return Ok(());
                }
            }
        }
    }
}

/// The length of the first line, and where the next begins; none if it is too long.
fn line<R: Read + Seek>(window: &mut Window<R>) -> Result<Option<(usize, usize)>, ListError> {
    let mut searched = 0_usize;
    loop {
        let bytes = window.bytes();
        let found = memchr2(b'\r', b'\n', bytes.get(searched..).unwrap_or_default());
        if let Some(found) = found {
            let length = searched.saturating_add(found);
            if length > LONGEST {
                return Ok(None);
            }
            return Ok(Some((length, after_end(window, length)?)));
        }
        searched = bytes.len();
        if searched > LONGEST {
            return Ok(None);
        }
        if !window.read_on()? {
            return Ok(Some((searched, searched)));
        }
    }
}

/// Where the line after the end of a line begins: `\n`, `\r\n`, or `\r` as old machines wrote it.
fn after_end<R: Read + Seek>(window: &mut Window<R>, at: usize) -> Result<usize, ListError> {
    let ends = window.reach(at.saturating_add(2))?.get(at..).unwrap_or_default();
    Ok(at.saturating_add(if ends.starts_with(b"\r\n") { 2 } else { 1 }))
}

/// Where in a value a byte stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    /// Before its first letter.
    Beginning,
    /// In one without quotes, where a quote is a letter like others.
    Bare,
    /// Between quotes.
    Quotes,
    /// After a quote that ends it, unless another follows.
    Closed,
}

/// The row with quotes with which the window begins; none if one is not closed.
fn quoted<R: Read + Seek>(
    window: &mut Window<R>,
    delimiter: u8,
) -> Result<Option<Split>, ListError> {
    let mut inside = Inside::Beginning;
    let mut at = 0_usize;
    let mut lines = 1_u64;
    let mut fault = None;
    let mut is_after_cr = false;
    loop {
        for byte in window.bytes().get(at..).unwrap_or_default() {
            let is_end = matches!(byte, b'\n' | b'\r');
            inside = match inside {
                Inside::Quotes if *byte == b'"' => Inside::Closed,
                Inside::Quotes => {
                    if is_end && !(is_after_cr && *byte == b'\n') {
                        lines = lines.saturating_add(1);
                    }
                    Inside::Quotes
                }
                Inside::Closed if *byte == b'"' => Inside::Quotes,
                Inside::Beginning | Inside::Bare | Inside::Closed if is_end => {
                    let next = after_end(window, at)?;
                    return Ok(Some(Split { length: at, next, lines, fault }));
                }
                Inside::Beginning | Inside::Bare | Inside::Closed if *byte == delimiter => {
                    Inside::Beginning
                }
                // what follows a quote that should end a value: over several lines it is the next value's, and this one's
                // was not closed
                Inside::Closed if lines > 1 => return Ok(None),
                Inside::Closed => {
                    fault = Some(FaultCode::QuoteStray);
                    Inside::Bare
                }
                Inside::Beginning if *byte == b'"' => Inside::Quotes,
                Inside::Beginning | Inside::Bare => Inside::Bare,
            };
            is_after_cr = *byte == b'\r';
            at = at.saturating_add(1);
        }
        if at > LONGEST {
            return Ok(None);
        }
        if !window.read_on()? {
            let row = Split { length: at, next: at, lines, fault };
            return Ok((inside != Inside::Quotes).then_some(row));
        }
    }
}
