//! GIF (89a): blocks to the trailer, counting pictures.

use super::bytes::File;
use super::{Container, Media};
use crate::scan::defect::{Code, Severity};

pub(super) fn read(bytes: &[u8], container: &mut Container) {
    let file = File::little(bytes);
    let (width, height) = (file.u16(6), file.u16(8));
    let mut frames = 0_u64;
    let mut strange = false;
    let mut at = 13 + colours(file.u8(10));
    while !file.is_short() {
        match file.u8(at) {
            // the trailer
            0x3b => break,
            // an extension: its label, then blocks
            0x21 => at = past(&file, at + 2),
            // a picture: its code size stands before its blocks
            0x2c => {
                at = past(&file, at + 11 + colours(file.u8(at + 9)));
                frames += 1;
            }
            // padding
            0 => at += 1,
            _ => {
                strange = true;
                break;
            }
        }
    }
    if strange && frames == 0 || (width == 0 || height == 0) && bytes.len() > 10 {
        // the six letters alone make no picture: scripts have been hidden behind them
        container.media = Media::Other;
        container.pages = 0;
        container.fault(Code::NotImage, Severity::Block);
        return;
    }
    container.size(width, height);
    if file.is_short() || frames == 0 {
        container.fault(Code::Truncated, Severity::Block);
    } else if strange {
        container.fault(Code::Corrupt, Severity::Block);
    } else {
        container.behind(bytes, at + 1);
    }
    if frames > 1 {
        container.fault(Code::Animated, Severity::Warn);
    }
}

/// The length of the colour table that a flag byte announces.
fn colours(flags: u32) -> u64 {
    if flags & 0x80 == 0 { 0 } else { 6 << (flags & 7) }
}

/// The place past a row of blocks.
fn past(file: &File, mut at: u64) -> u64 {
    loop {
        let length = u64::from(file.u8(at));
        at += length + 1;
        // a short file gives 0 too
        if length == 0 {
            return at;
        }
    }
}
