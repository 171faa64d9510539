//! Where a PDF's objects are: found by their own heads, so a broken cross-reference table hides none.

use std::ops::Range;

use super::syntax::{entry, number, reference, skip_space, token, value};
use crate::scan::container::bytes::{find, part};

/// What all object streams together may hold, inflated.
const MOST_INFLATED: usize = 8 << 20;
/// Objects beyond this are not read.
const MOST_OBJECTS: usize = 50_000;

/// One object: its value, and its stream's place in the file.
pub(super) struct Object {
    source: Option<usize>,
    value: Range<usize>,
    pub stream: Option<Range<usize>>,
}

pub(super) struct Objects<'b> {
    pub bytes: &'b [u8],
    inflated: Vec<Vec<u8>>,
    /// By number; of several with one number the last counts.
    known: Vec<(u32, Object)>,
    /// Dictionaries after `trailer`, in the file's order.
    trailers: Vec<Range<usize>>,
    /// Some stream is longer than the file.
    pub cut: bool,
}

impl<'b> Objects<'b> {
    pub(super) fn read(bytes: &'b [u8]) -> Self {
        let mut objects = Objects {
            bytes,
            inflated: Vec::new(),
            known: Vec::new(),
            trailers: Vec::new(),
            cut: false,
        };
        objects.scan();
        objects
    }

    fn scan(&mut self) {
        let mut at = 0_usize;
        while let Some(found) = next_head(self.bytes, at) {
            let (head, after) = match found {
                Head::Trailer(after) => (None, after),
                Head::Object(number, after) => (Some(number), after),
            };
            at = after;
            let Some((dictionary, rest)) = self.bytes.get(after..).and_then(value) else {
                continue;
            };
            let end = self.bytes.len().saturating_sub(rest.len());
            let range = end.saturating_sub(dictionary.len())..end;
            at = end;
            let Some(number) = head else {
                self.trailers.push(range);
                continue;
            };
            if self.known.len() >= MOST_OBJECTS {
                return;
            }
            let stream = self.stream(dictionary, rest);
            if let Some(stream) = &stream {
                at = stream.end;
            }
            self.put(number, Object { source: None, value: range, stream });
        }
    }

    /// The place of the stream that follows a dictionary.
    fn stream(&mut self, dictionary: &[u8], rest: &[u8]) -> Option<Range<usize>> {
        let data = skip_space(rest).strip_prefix(b"stream")?;
        let data =
            data.strip_prefix(b"\r\n").or(data.strip_prefix(b"\n")).or(data.strip_prefix(b"\r"))?;
        let start = self.bytes.len().checked_sub(data.len())?;
        // a length in an object of its own, which is no number, is not looked up: that object may come later
        if let Some(length) = number(entry(dictionary, b"Length"))
            && let Ok(length) = usize::try_from(length)
        {
            match part(data, 0, length as u64) {
                Some(_)
                    if data
                        .get(length..)
                        .map(skip_space)
                        .is_some_and(|after| after.starts_with(b"endstream")) =>
                {
                    return Some(start..start.checked_add(length)?);
                }
                Some(_) => {}
                None => self.cut = true,
            }
        }
        let length = match find(data, b"endstream", 0) {
            Some(length) => length,
            None => {
                self.cut = true;
                data.len()
            }
        };
        Some(start..start.checked_add(length)?)
    }

    /// Reads the objects inside object streams; later ones do not replace what the file shows plainly.
    pub(super) fn open_streams(&mut self) {
        let mut holders = Vec::new();
        for object in self.all().filter(|object| self.get(object, b"Type") == b"/ObjStm") {
            let value = |key: &[u8]| number(self.get(object, key)).unwrap_or(0);
            holders.push((self.data(object), value(b"N"), value(b"First") as usize));
        }
        let mut room = MOST_INFLATED;
        for (data, count, first) in holders {
            let inflated = inflate(data, room);
            room = room.saturating_sub(inflated.len());
            self.add_all(&inflated, count, first);
            self.inflated.push(inflated);
        }
    }

    fn add_all(&mut self, inflated: &[u8], count: u32, first: usize) {
        let mut index = inflated.get(..first).unwrap_or_default();
        let mut next = || {
            let (digits, rest) = token(index)?;
            index = rest;
            number(digits)
        };
        for _ in 0..count {
            let (Some(id), Some(offset)) = (next(), next()) else { return };
            let start = first.saturating_add(offset as usize);
            let body = inflated.get(start..).and_then(value);
            if self.known.len() < MOST_OBJECTS
                && let Some((value, rest)) = body
                && self.object(id).is_none()
            {
                let end = inflated.len() - rest.len();
                let source = Some(self.inflated.len());
                self.put(id, Object { source, value: end - value.len()..end, stream: None });
            }
        }
    }

    fn put(&mut self, number: u32, object: Object) {
        // files list objects in order, mostly: then this is the end
        match self.known.binary_search_by_key(&number, |(known, _)| *known) {
            Ok(place) => {
                if let Some(known) = self.known.get_mut(place) {
                    known.1 = object;
                }
            }
            Err(place) => self.known.insert(place, (number, object)),
        }
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &Object> {
        self.known.iter().map(|(_, object)| object)
    }

    pub(super) fn object(&self, number: u32) -> Option<&Object> {
        let place = self.known.binary_search_by_key(&number, |(known, _)| *known).ok()?;
        self.known.get(place).map(|(_, object)| object)
    }

    pub(super) fn value(&self, object: &Object) -> &[u8] {
        let source = match object.source {
            None => Some(self.bytes),
            Some(place) => self.inflated.get(place).map(Vec::as_slice),
        };
        source.and_then(|source| source.get(object.value.clone())).unwrap_or_default()
    }

    /// The object that a value refers to.
    pub(super) fn referred(&self, value: &[u8]) -> Option<&Object> {
        self.object(reference(value)?)
    }

    /// A stream's bytes as they are kept.
    pub(super) fn data(&self, object: &Object) -> &'b [u8] {
        object.stream.clone().and_then(|stream| self.bytes.get(stream)).unwrap_or_default()
    }

    /// A value, or the one that it refers to.
    pub(super) fn resolve<'s>(&'s self, value: &'s [u8]) -> &'s [u8] {
        match reference(value) {
            None => value,
            Some(number) => self.object(number).map_or(&[], |object| self.value(object)),
        }
    }

    /// The value of a key of an object's dictionary, resolved; empty for none.
    pub(super) fn get(&self, object: &Object, key: &[u8]) -> &[u8] {
        self.resolve(entry(self.value(object), key))
    }

    /// The last value of a key in trailers and cross-reference streams; empty for none.
    pub(super) fn trailer(&self, key: &[u8]) -> &[u8] {
        let mut found: &[u8] = &[];
        let mut look = |dictionary| {
            let value = entry(dictionary, key);
            found = if value.is_empty() { found } else { value };
        };
        for trailer in &self.trailers {
            look(self.bytes.get(trailer.clone()).unwrap_or_default());
        }
        for object in self.all().filter(|object| self.get(object, b"Type") == b"/XRef") {
            look(self.value(object));
        }
        found
    }
}

enum Head {
    /// Its number, and the place past `obj`.
    Object(u32, usize),
    /// The place past `trailer`.
    Trailer(usize),
}

/// The next `12 0 obj` or `trailer`.
fn next_head(bytes: &[u8], from: usize) -> Option<Head> {
    let mut at = from;
    loop {
        // both words hold an `r` or `obj`'s `b`; two passes over the file would cost more
        let step = bytes.get(at..)?.iter().position(|&byte| matches!(byte, b'o' | b't'))?;
        at = at.checked_add(step)?;
        let here = bytes.get(at..)?;
        if here.starts_with(b"trailer") {
            return Some(Head::Trailer(at.checked_add(7)?));
        }
        if here.starts_with(b"obj")
            && let Some(number) = number_before(bytes.get(..at)?)
        {
            return Some(Head::Object(number, at.checked_add(3)?));
        }
        at = at.checked_add(1)?;
    }
}

/// The object number before `obj`: digits, space, digits, space, read backwards.
fn number_before(before: &[u8]) -> Option<u32> {
    let digits =
        |bytes: &[u8]| bytes.iter().rev().take(10).take_while(|byte| byte.is_ascii_digit()).count();
    let spaces = |bytes: &[u8]| {
        bytes.iter().rev().take(10).take_while(|byte| byte.is_ascii_whitespace()).count()
    };
    let cut = |bytes: &[u8], count: usize| bytes.len().checked_sub(count).filter(|_| count > 0);
    let before = before.get(..cut(before, spaces(before))?)?;
    let before = before.get(..cut(before, digits(before))?)?;
    let before = before.get(..cut(before, spaces(before))?)?;
    let start = cut(before, digits(before))?;
    number(before.get(start..)?)
}

/// Inflates at most `most` bytes; what came before a fault is kept.
pub(super) fn inflate(data: &[u8], most: usize) -> Vec<u8> {
    let mut all = Vec::new();
    super::inflate::inflate(data, &mut |bytes| {
        let room = most.saturating_sub(all.len()).min(bytes.len());
        all.extend_from_slice(bytes.get(..room).unwrap_or_default());
        all.len() < most
    });
    all
}
