//! WebP (RFC 9649): the RIFF size, chunks, frames.

use super::Container;
use super::bytes::{File, part};
use crate::scan::defect::{Code, Severity};

pub(super) fn read(bytes: &[u8], container: &mut Container) {
    let file = File::little(bytes);
    let end = file.place(4) + 8;
    // the last byte of padding may be missing
    let cut = part(bytes, 0, end - 1).is_none() || file.is_short();
    let mut at = 12_u64;
    // 0 until they are met
    let (mut canvas, mut picture) = ((0, 0), (0, 0));
    let mut frames = 0_u64;
    loop {
        let kind = file.part(at, 4);
        let length = file.place(at + 4);
        if file.is_short() {
            break;
        }
        at += 8;
        match kind {
            b"VP8X" => canvas = (file.u24(at + 4) + 1, file.u24(at + 7) + 1),
            b"VP8 " if file.part(at + 3, 3) == b"\x9d\x01\x2a" => {
                picture = (file.u16(at + 6) & 0x3fff, file.u16(at + 8) & 0x3fff);
            }
            b"VP8L" if file.u8(at) == 0x2f => {
                let bits = file.u32(at + 1);
                picture = ((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1);
            }
            b"ANMF" => {
                frames += 1;
                picture = canvas;
            }
            _ => {}
        }
        // an odd length is followed by one byte of padding
        at += length + (length & 1);
    }
    let (width, height) = if canvas.0 > 0 { canvas } else { picture };
    container.size(width, height);
    if cut || picture.0 == 0 {
        container.fault(Code::Truncated, Severity::Block);
    } else {
        container.behind(bytes, end);
    }
    if frames > 1 {
        container.fault(Code::Animated, Severity::Warn);
    }
}
