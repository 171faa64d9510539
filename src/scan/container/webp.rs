//! WebP (RFC 9649): the RIFF size, chunks, frames.

use super::bytes::{le16, le24, le32, part};
use super::{Container, hides_a_file};
use crate::scan::defect::{Code, Severity};

pub(super) fn read(bytes: &[u8], container: &mut Container) {
    let declared = le32(bytes, 4).and_then(|size| usize::try_from(size).ok()?.checked_add(8));
    let size = chunks(bytes, container);
    let (width, height) = size.unwrap_or((0, 0));
    container.size(width, height);
    let short = declared.is_none_or(|end| end > bytes.len().saturating_add(1));
    if short || size.is_none() {
        container.fault(Code::Truncated, Severity::Block);
    } else if declared.and_then(|end| bytes.get(end..)).is_some_and(hides_a_file) {
        container.fault(Code::Polyglot, Severity::Warn);
    }
}

/// The size of the canvas, or of the picture where there is none.
fn chunks(bytes: &[u8], container: &mut Container) -> Option<(u32, u32)> {
    let mut at = 12_usize;
    let (mut canvas, mut picture) = (None, None);
    let mut frames = 0_u32;
    while let Some(name) = part(bytes, at, 4) {
        let Some(length) = le32(bytes, at.checked_add(4)?).and_then(|n| usize::try_from(n).ok())
        else {
            break;
        };
        let from = at.checked_add(8)?;
        let data = bytes.get(from..).unwrap_or_default();
        match name {
            b"VP8X" => {
                canvas = le24(data, 4)
                    .zip(le24(data, 7))
                    .map(|(w, h)| (w.saturating_add(1), h.saturating_add(1)));
            }
            b"VP8 " if data.get(3..6) == Some(b"\x9d\x01\x2a") => {
                let side = |at| le16(data, at).map(|side| u32::from(side & 0x3fff));
                picture = side(6).zip(side(8));
            }
            b"VP8L" if data.first() == Some(&0x2f) => {
                picture = le32(data, 1).map(|bits| {
                    ((bits & 0x3fff).saturating_add(1), (bits >> 14 & 0x3fff).saturating_add(1))
                });
            }
            b"ANMF" => {
                frames = frames.saturating_add(1);
                picture = picture.or(canvas);
            }
            _ => {}
        }
        // an odd length is followed by one byte of padding
        at = from.checked_add(length)?.checked_add(length & 1)?;
    }
    if frames > 1 {
        container.fault(Code::Animated, Severity::Warn);
    }
    picture.map(|own| canvas.unwrap_or(own))
}
