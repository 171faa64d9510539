//! HEIC and AVIF (ISO 14496-12, 23008-12): boxes to the end.

use super::bytes::{be32, find, part};
use super::{Container, Media};
use crate::scan::defect::{Code, Severity};

/// HEIC or AVIF, by the brands in the first box.
pub(super) fn brand(bytes: &[u8]) -> Option<Media> {
    if bytes.get(4..8)? != b"ftyp" {
        return None;
    }
    let length = usize::try_from(be32(bytes, 0)?).ok()?.clamp(16, 256);
    let brands = bytes.get(8..length.min(bytes.len()))?;
    let mut named = brands.chunks_exact(4);
    if named.clone().any(|brand| matches!(brand, b"avif" | b"avis")) {
        return Some(Media::Avif);
    }
    named
        .any(|brand| {
            matches!(
                brand,
                b"heic" | b"heix" | b"hevc" | b"hevx" | b"heim" | b"heis" | b"mif1" | b"msf1"
            )
        })
        .then_some(Media::Heic)
}

pub(super) fn read(bytes: &[u8], container: &mut Container) {
    match container.media {
        Media::Heic => container.fault(Code::Heic, Severity::Warn),
        _ => container.fault(Code::FormatNotWeb, Severity::Hint),
    }
    let mut walk = Walk::default();
    let whole = walk.boxes(bytes).is_some();
    if let Some((width, height)) = walk.size {
        container.size(width, height);
    }
    if !whole || !walk.meta || !walk.data {
        container.fault(Code::Truncated, Severity::Block);
    }
}

#[derive(Default)]
struct Walk {
    meta: bool,
    data: bool,
    size: Option<(u32, u32)>,
}

impl Walk {
    /// `None` when a box reaches past the end.
    fn boxes(&mut self, bytes: &[u8]) -> Option<()> {
        let mut at = 0_usize;
        while at < bytes.len() {
            let length = usize::try_from(be32(bytes, at)?).ok()?;
            let kind = part(bytes, at.checked_add(4)?, 4)?;
            let length = match length {
                // to the end of the file
                0 => bytes.len().checked_sub(at)?,
                // 64 bits; files of 4 GB are none of ours
                1 => match be32(bytes, at.checked_add(8)?)? {
                    0 => usize::try_from(be32(bytes, at.checked_add(12)?)?).ok()?,
                    _ => return None,
                },
                length => length,
            };
            // a length that cannot hold its own head would never end
            if length < 8 {
                return None;
            }
            let whole = part(bytes, at, length)?;
            match kind {
                b"meta" => {
                    self.meta = true;
                    self.size = largest(whole);
                }
                b"mdat" => self.data = true,
                // sequences keep their pictures as tracks
                b"moov" => self.meta = true,
                _ => {}
            }
            at = at.checked_add(length)?;
        }
        Some(())
    }
}

/// The largest picture that a `meta` box describes: its tiles and thumbnails are smaller.
fn largest(meta: &[u8]) -> Option<(u32, u32)> {
    let mut best = None;
    let mut at = 0_usize;
    while let Some(place) = find(meta, b"ispe", at) {
        // then a version and flags
        if let (Some(width), Some(height)) =
            (be32(meta, place.checked_add(8)?), be32(meta, place.checked_add(12)?))
        {
            let area = |(width, height): (u32, u32)| {
                u64::saturating_mul(u64::from(width), u64::from(height))
            };
            best = Some(best.map_or((width, height), |known| {
                if area(known) >= area((width, height)) { known } else { (width, height) }
            }));
        }
        at = place.checked_add(4)?;
    }
    best
}
