//! Numbers and places in a file.

use std::cell::Cell;

/// A file's numbers by their places. Past its end they are 0 and parts are empty, and from then on the file is short.
///
/// Places take 64 bits: a sum of few lengths of 32 never overflows.
pub(super) struct File<'b> {
    bytes: &'b [u8],
    big: bool,
    short: Cell<bool>,
}

impl<'b> File<'b> {
    /// Numbers with their high byte first.
    pub(super) fn big(bytes: &'b [u8]) -> File<'b> {
        File { bytes, big: true, short: Cell::new(false) }
    }

    /// Numbers with their low byte first.
    pub(super) fn little(bytes: &'b [u8]) -> File<'b> {
        File { bytes, big: false, short: Cell::new(false) }
    }

    /// Whether anything was asked for that lies past the end.
    pub(super) fn is_short(&self) -> bool {
        self.short.get()
    }

    pub(super) fn part(&self, at: u64, length: u64) -> &'b [u8] {
        let part = part(self.bytes, at, length);
        self.short.set(self.short.get() || part.is_none());
        part.unwrap_or_default()
    }

    fn number(&self, at: u64, length: u64) -> u32 {
        let bytes = self.part(at, length).iter();
        let add = |sum: u32, byte: &u8| sum << 8 | u32::from(*byte);
        if self.big { bytes.fold(0, add) } else { bytes.rfold(0, add) }
    }

    pub(super) fn u8(&self, at: u64) -> u32 {
        self.number(at, 1)
    }

    pub(super) fn u16(&self, at: u64) -> u32 {
        self.number(at, 2)
    }

    pub(super) fn u24(&self, at: u64) -> u32 {
        self.number(at, 3)
    }

    pub(super) fn u32(&self, at: u64) -> u32 {
        self.number(at, 4)
    }

    /// A length or a place.
    pub(super) fn place(&self, at: u64) -> u64 {
        u64::from(self.u32(at))
    }
}

/// `bytes[at..at + length]`.
pub(super) fn part(bytes: &[u8], at: u64, length: u64) -> Option<&[u8]> {
    let (at, length) = (usize::try_from(at).ok()?, usize::try_from(length).ok()?);
    bytes.get(at..)?.get(..length)
}

/// Where `needle` begins in `hay`, at `from` or later.
pub(super) fn find(hay: &[u8], needle: &[u8], from: usize) -> Option<usize> {
    let first = *needle.first()?;
    let mut at = from;
    loop {
        let step = hay.get(at..)?.iter().position(|&byte| byte == first)?;
        at = at.checked_add(step)?;
        if hay.get(at..)?.starts_with(needle) {
            return Some(at);
        }
        at = at.checked_add(1)?;
    }
}

/// The byte at a place of a table that has one there.
pub(super) fn at(table: &[u8], place: usize) -> u8 {
    table.get(place).copied().unwrap_or(0)
}
