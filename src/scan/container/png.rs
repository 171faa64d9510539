//! PNG (ISO 15948): chunks to the end, each against its checksum.

use super::bytes::{be32, part};
use super::{Container, hides_a_file};
use crate::scan::defect::{Code, Severity};

pub(super) fn read(bytes: &[u8], container: &mut Container) {
    let mut walk = Walk::default();
    let ended = walk.chunks(bytes);
    container.size(walk.width, walk.height);
    // A declared length that reaches past the end, or no IEND: both are a file cut short.
    if ended.is_none() || walk.width == 0 || walk.height == 0 {
        container.fault(Code::Truncated, Severity::Block);
    }
    if let Some(severity) = walk.corrupt {
        container.fault(Code::Corrupt, severity);
    }
    if walk.animated {
        container.fault(Code::Animated, Severity::Warn);
    }
    if ended.and_then(|end| bytes.get(end..)).is_some_and(hides_a_file) {
        container.fault(Code::Polyglot, Severity::Warn);
    }
}

#[derive(Default)]
struct Walk {
    width: u32,
    height: u32,
    corrupt: Option<Severity>,
    animated: bool,
    pixels: bool,
}

impl Walk {
    /// Where the picture ends; `None` when the bytes end first.
    fn chunks(&mut self, bytes: &[u8]) -> Option<usize> {
        let table = crc_table();
        let mut at = 8_usize;
        loop {
            let length = usize::try_from(be32(bytes, at)?).ok()?;
            let kind = part(bytes, at.checked_add(4)?, 4)?;
            // lengths over 31 bits and names that are no letters: not a chunk any more
            if length > 0x7fff_ffff || !kind.iter().all(u8::is_ascii_alphabetic) {
                self.corrupt = Some(Severity::Block);
                return Some(bytes.len());
            }
            let covered = part(bytes, at.checked_add(4)?, length.checked_add(4)?)?;
            let sum_at = at.checked_add(length)?.checked_add(8)?;
            if be32(bytes, sum_at)? != crc(&table, covered) {
                // names that begin with a capital are needed to show the picture
                let needed = kind.first().is_some_and(u8::is_ascii_uppercase);
                let severity = if needed { Severity::Block } else { Severity::Warn };
                self.corrupt = Some(self.corrupt.map_or(severity, |known| known.min(severity)));
            }
            let data = covered.get(4..)?;
            match kind {
                b"IHDR" => {
                    self.width = be32(data, 0).unwrap_or(0);
                    self.height = be32(data, 4).unwrap_or(0);
                }
                b"IDAT" => self.pixels = true,
                b"acTL" => self.animated = be32(data, 0).is_some_and(|frames| frames > 1),
                _ => {}
            }
            at = sum_at.checked_add(4)?;
            if kind == b"IEND" {
                return self.pixels.then_some(at);
            }
        }
    }
}

fn crc_table() -> [u32; 256] {
    std::array::from_fn(|byte| {
        let mut value = u32::try_from(byte).unwrap_or(0);
        for _ in 0..8 {
            value = if value & 1 == 1 { 0xedb8_8320 ^ (value >> 1) } else { value >> 1 };
        }
        value
    })
}

fn crc(table: &[u32; 256], bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, &byte| {
        let [low, ..] = (sum ^ u32::from(byte)).to_le_bytes();
        table.get(usize::from(low)).copied().unwrap_or(0) ^ (sum >> 8)
    })
}
