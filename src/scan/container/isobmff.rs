//! HEIC and AVIF (ISO 14496-12, 23008-12): boxes to the end.

use super::bytes::{File, find};
use super::{Container, Media};
use crate::scan::defect::{Code, Severity};

/// What the first box may name, and HEIC's among it before AVIF's.
const HEIC: &[u8] = b"heicheixhevchevxheimheismif1msf1";
const AVIF: &[u8] = b"avifavis";

/// HEIC or AVIF, by the brands in the first box.
pub(super) fn brand(bytes: &[u8]) -> Option<Media> {
    let file = File::big(bytes);
    if file.part(4, 4) != b"ftyp" {
        return None;
    }
    let end = file.place(0).clamp(16, 256).min(bytes.len() as u64);
    let brands = file.part(8, end.saturating_sub(8));
    let named = |known: &[u8]| {
        brands.chunks_exact(4).any(|brand| known.chunks_exact(4).any(|known| known == brand))
    };
    // an AVIF names the family's common brand too
    match named(AVIF) {
        true => Some(Media::Avif),
        false => named(HEIC).then_some(Media::Heic),
    }
}

pub(super) fn read(bytes: &[u8], container: &mut Container) {
    match container.media {
        Media::Heic => container.fault(Code::Heic, Severity::Warn),
        _ => container.fault(Code::FormatNotWeb, Severity::Hint),
    }
    let file = File::big(bytes);
    let (mut meta, mut data) = (false, false);
    let mut at = 0_u64;
    while at < bytes.len() as u64 {
        let kind = file.part(at + 4, 4);
        let length = match file.place(at) {
            // to the end of the file
            0 => bytes.len() as u64 - at,
            // 64 bits; files of 4 GB are none of ours
            1 if file.u32(at + 8) == 0 => file.place(at + 12),
            length => length,
        };
        let whole = file.part(at, length);
        match kind {
            b"meta" => {
                meta = true;
                let (width, height) = largest(whole);
                container.size(width, height);
            }
            b"mdat" => data = true,
            // sequences keep their pictures as tracks
            b"moov" => meta = true,
            _ => {}
        }
        // a length that cannot hold its own head would never end
        if file.is_short() || length < 8 {
            meta = false;
            break;
        }
        at += length;
    }
    if !meta || !data {
        container.fault(Code::Truncated, Severity::Block);
    }
}

/// The largest picture that a `meta` box describes: its tiles and thumbnails are smaller.
fn largest(meta: &[u8]) -> (u32, u32) {
    let file = File::big(meta);
    let area = |(width, height): (u32, u32)| u64::from(width) * u64::from(height);
    let mut best = (0, 0);
    let mut from = 0;
    while let Some(place) = find(meta, b"ispe", from) {
        from = place + 4;
        // then a version and flags
        let size = (file.u32(place as u64 + 8), file.u32(place as u64 + 12));
        if !file.is_short() && area(size) > area(best) {
            best = size;
        }
    }
    best
}
