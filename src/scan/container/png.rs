//! PNG (ISO 15948): chunks to the end, each against its checksum.

use super::Container;
use super::bytes::File;
use crate::scan::defect::{Code, Severity};

pub(super) fn read(bytes: &[u8], container: &mut Container) {
    let file = File::big(bytes);
    let (mut width, mut height) = (0, 0);
    let mut corrupt = None;
    let (mut animated, mut pixels) = (false, false);
    let mut at = 8_u64;
    loop {
        let length = file.place(at);
        let kind = file.part(at + 4, 4);
        // lengths over 31 bits and names that are no letters: not a chunk any more
        if length > 0x7fff_ffff || !kind.iter().all(u8::is_ascii_alphabetic) {
            corrupt = Some(Severity::Block);
            pixels = true;
            break;
        }
        let covered = file.part(at + 4, length + 4);
        let (data, sum) = (at + 8, file.u32(at + 8 + length));
        // a declared length that reaches past the end, or no IEND: a file cut short
        if file.is_short() {
            break;
        }
        if sum != checksum(covered) {
            // names that begin with a capital are needed to show the picture
            let needed = kind.first().is_some_and(u8::is_ascii_uppercase);
            corrupt = if needed { Some(Severity::Block) } else { corrupt.or(Some(Severity::Warn)) };
        }
        match kind {
            b"IHDR" => (width, height) = (file.u32(data), file.u32(data + 4)),
            b"IDAT" => pixels = true,
            b"acTL" => animated = file.u32(data) > 1,
            _ => {}
        }
        at = data + length + 4;
        if kind == b"IEND" {
            break;
        }
    }
    container.size(width, height);
    if file.is_short() || width == 0 || height == 0 || !pixels {
        container.fault(Code::Truncated, Severity::Block);
    } else {
        container.behind(bytes, at);
    }
    if let Some(severity) = corrupt {
        container.fault(Code::Corrupt, severity);
    }
    if animated {
        container.fault(Code::Animated, Severity::Warn);
    }
}

/// CRC-32, four bits at a time.
fn checksum(bytes: &[u8]) -> u32 {
    const STEPS: [u32; 16] = steps();
    let step = |sum: u32| STEPS.get((sum & 15) as usize).copied().unwrap_or(0) ^ sum >> 4;
    !bytes.iter().fold(u32::MAX, |sum, &byte| step(step(sum ^ u32::from(byte))))
}

const fn steps() -> [u32; 16] {
    let mut steps = [0; 16];
    let mut place = 0;
    // INVARIANT: `place` stays under 16, and bits are moved out of a number, never past its ends
    #[allow(clippy::indexing_slicing)]
    while place < 16 {
        let mut value = place as u32;
        let mut bit = 0;
        while bit < 4 {
            value = if value & 1 == 1 { 0xedb8_8320 ^ (value >> 1) } else { value >> 1 };
            bit += 1;
        }
        steps[place] = value;
        place += 1;
    }
    steps
}
