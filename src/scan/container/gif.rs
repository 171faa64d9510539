//! GIF (89a): blocks to the trailer, counting pictures.

use super::bytes::{le16, part};
use super::{Container, Media, hides_a_file};
use crate::scan::defect::{Code, Severity};

pub(super) fn read(bytes: &[u8], container: &mut Container) {
    let (width, height) = (le16(bytes, 6).unwrap_or(0), le16(bytes, 8).unwrap_or(0));
    let mut walk = Walk { frames: 0, strange: false };
    let end = walk.blocks(bytes);
    if (walk.strange && walk.frames == 0) || (width == 0 || height == 0) && bytes.len() > 10 {
        // the six letters alone make no picture: scripts have been hidden behind them
        container.media = Media::Other;
        container.pages = 0;
        container.fault(Code::NotImage, Severity::Block);
        return;
    }
    container.size(u32::from(width), u32::from(height));
    if end.is_none() || walk.frames == 0 {
        container.fault(Code::Truncated, Severity::Block);
    } else if walk.strange {
        container.fault(Code::Corrupt, Severity::Block);
    }
    if walk.frames > 1 {
        container.fault(Code::Animated, Severity::Warn);
    }
    if end.and_then(|end| bytes.get(end..)).is_some_and(hides_a_file) {
        container.fault(Code::Polyglot, Severity::Warn);
    }
}

struct Walk {
    frames: u32,
    strange: bool,
}

impl Walk {
    /// Where the trailer ends; `None` when the bytes end first.
    fn blocks(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 13_usize.checked_add(colours(*bytes.get(10)?))?;
        loop {
            match *bytes.get(at)? {
                0x3b => return at.checked_add(1),
                // an extension: its label, then blocks
                0x21 => at = past(bytes, at.checked_add(2)?)?,
                0x2c => {
                    let flags = *part(bytes, at, 10)?.last()?;
                    // then the code size, then blocks
                    at = at.checked_add(11)?.checked_add(colours(flags))?;
                    at = past(bytes, at)?;
                    self.frames = self.frames.saturating_add(1);
                }
                // padding
                0 => at = at.checked_add(1)?,
                _ => {
                    self.strange = true;
                    return Some(bytes.len());
                }
            }
        }
    }
}

/// The length of the colour table that a flag byte announces.
fn colours(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 6_usize.checked_shl(u32::from(flags & 7)).unwrap_or(0) }
}

/// The place past a row of blocks.
fn past(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = usize::from(*bytes.get(at)?);
        at = at.checked_add(length)?.checked_add(1)?;
        if length == 0 {
            return Some(at);
        }
    }
}
