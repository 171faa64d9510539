//! A window onto a text's bytes that moves forward: UTF-16 is turned into UTF-8 on the way, all else stays as it stands.
//!
//! Places are bytes of the file, whatever it is encoded in: what UTF-16 took is counted back from what was read of it.

use std::io::{Read, Seek, SeekFrom};

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_16BE, UTF_16LE};

use super::{Kind, ListError};

/// How much one reading brings at most.
const CHUNK: usize = 1 << 16;

/// The bytes from some place on.
#[derive(Debug)]
pub(super) struct Window<R> {
    reader: R,
    /// The mark that the file begins with, if it does.
    mark: Option<&'static Encoding>,
    /// Turns UTF-16 into UTF-8.
    decoder: Option<Decoder>,
    /// The length of the file.
    total: u64,
    buffer: Vec<u8>,
    /// Where the window begins in the buffer.
    begin: usize,
    /// Where it begins in the file.
    offset: u64,
    ended: bool,
    raw: Vec<u8>,
}

impl<R: Read + Seek> Window<R> {
    pub(super) fn open(mut reader: R) -> Result<Window<R>, ListError> {
        let total = reader.seek(SeekFrom::End(0))?;
        reader.seek(SeekFrom::Start(0))?;
        let mut start = Vec::new();
        Read::take(&mut reader, 3).read_to_end(&mut start)?;
        let mark = Encoding::for_bom(&start);
        let mut window = Window {
            reader,
            mark: mark.map(|(encoding, _)| encoding),
            decoder: None,
            total,
            buffer: Vec::new(),
            begin: 0,
            offset: 0,
            ended: false,
            raw: Vec::new(),
        };
        window.go_to(mark.map_or(0, |(_, length)| length as u64))?;
        Ok(window)
    }

    /// Begins at another place of the file.
    pub(super) fn go_to(&mut self, offset: u64) -> Result<(), ListError> {
        if offset > self.total {
            return Err(ListError::no_place());
        }
        self.reader.seek(SeekFrom::Start(offset))?;
        let wide = self.mark.filter(|mark| *mark == UTF_16LE || *mark == UTF_16BE);
        self.decoder = wide.map(Encoding::new_decoder_without_bom_handling);
        self.buffer.clear();
        self.begin = 0;
        self.offset = offset;
        self.ended = false;
        Ok(())
    }

    /// Reads on, so that there are at least so many bytes if the file has them.
    pub(super) fn reach(&mut self, length: usize) -> Result<&[u8], ListError> {
        while self.bytes().len() < length && !self.ended {
            self.read_on()?;
        }
        Ok(self.bytes())
    }

    /// Reads on. False at the end of the file.
    pub(super) fn read_on(&mut self) -> Result<bool, ListError> {
        if self.ended {
            return Ok(false);
        }
        if self.begin > 0 {
            self.buffer.drain(..self.begin);
            self.begin = 0;
        }
        self.raw.clear();
        Read::take(&mut self.reader, CHUNK as u64).read_to_end(&mut self.raw)?;
        self.ended = self.raw.is_empty();
        match &mut self.decoder {
            None => self.buffer.extend_from_slice(&self.raw),
            Some(decoder) => {
                let mut rest = self.raw.as_slice();
                loop {
                    let end = self.buffer.len();
                    self.buffer.resize(end.saturating_add(CHUNK), 0);
                    let room = self.buffer.get_mut(end..).unwrap_or_default();
                    let (result, read, written, _) = decoder.decode_to_utf8(rest, room, self.ended);
                    self.buffer.truncate(end.saturating_add(written));
                    rest = rest.get(read..).unwrap_or_default();
                    match result {
                        CoderResult::InputEmpty => break,
                        CoderResult::OutputFull => {}
                    }
                }
            }
        }
        Ok(true)
    }

    /// What has been read of what follows.
    pub(super) fn bytes(&self) -> &[u8] {
        self.buffer.get(self.begin..).unwrap_or_default()
    }

    /// Goes past so many bytes.
    pub(super) fn pass(&mut self, length: usize) {
        let passed = self.bytes().get(..length).unwrap_or_default();
        let of_file = match self.decoder {
            None => length as u64,
            Some(_) => passed.iter().map(|byte| units(*byte)).sum::<u64>().saturating_mul(2),
        };
        // half a unit at the end of a file was read as a whole one
        self.offset = self.offset.saturating_add(of_file).min(self.total);
        self.begin = self.begin.saturating_add(length).min(self.buffer.len());
    }

    /// Where the window begins in the file.
    pub(super) fn offset(&self) -> u64 {
        self.offset
    }

    /// The length of the file.
    pub(super) fn total(&self) -> u64 {
        self.total
    }

    /// Whether the file begins with a mark that says which Unicode it is.
    pub(super) fn is_marked(&self) -> bool {
        self.mark.is_some()
    }

    /// The file, wherever it was read to.
    pub(super) fn into_reader(self) -> R {
        self.reader
    }

    /// Which kind of list begins here.
    pub(super) fn kind(&mut self) -> Result<Kind, ListError> {
        kind(self.reach(4096)?)
    }
}

/// The units of UTF-16 that end with the letter whose UTF-8 has this byte first; none for the bytes after it.
fn units(byte: u8) -> u64 {
    match byte {
        0x80..=0xBF => 0,
        0xF0..=0xFF => 2,
        0..=0x7F | 0xC0..=0xEF => 1,
    }
}

/// Files that people take for lists, by how they begin, in small letters.
const OTHERS: [(&[u8], &str); 8] = [
    (b"%pdf", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"<", "HTML/XML"),
    (b"\x89png", "PNG"),
    (b"\xFF\xD8\xFF", "JPEG"),
    (b"rar!", "RAR"),
    (b"7z\xBC\xAF", "7z"),
    (b"\x1F\x8B", "gzip"),
];

fn kind(start: &[u8]) -> Result<Kind, ListError> {
    if start.starts_with(b"PK\x03\x04") || start.starts_with(b"\xD0\xCF\x11\xE0") {
        return Ok(Kind::Workbook);
    }
    let start = start.trim_ascii_start();
    let small = start.get(..8).unwrap_or(start).to_ascii_lowercase();
    if let Some((_, what)) = OTHERS.iter().find(|(begin, _)| small.starts_with(begin)) {
        return Err(ListError::not_a_list(what));
    }
    // letters of two bytes without a mark, or no text at all: no text has zeros everywhere
    let zeros = start.iter().filter(|byte| **byte == 0).count();
    if zeros.saturating_mul(8) > start.len() {
        return Err(ListError::not_a_list("UTF-16, binary"));
    }
    match start.split_first() {
        Some((b'{', _)) => Ok(Kind::Lines),
        Some((b'[', rest)) if matches!(rest.trim_ascii_start().first(), Some(b'{' | b']')) => {
            Err(ListError::json_array())
        }
        Some(_) | None => Ok(Kind::Text),
    }
}
