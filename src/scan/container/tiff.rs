//! TIFF 6.0, and the same structure inside Exif: directories of tags.

use super::Container;
use super::bytes::{be16, be32, le16, le32};
use crate::scan::defect::{Code, Severity};

const ORIENTATION: u16 = 0x112;
/// Directories beyond this are not followed: no certificate has as many, and a chain can be a ring.
const MOST_PAGES: u32 = 1000;

struct File<'b> {
    bytes: &'b [u8],
    big: bool,
}

struct Entry {
    tag: u16,
    kind: u16,
    count: u32,
    at: usize,
}

impl<'b> File<'b> {
    fn new(bytes: &'b [u8]) -> Option<Self> {
        match bytes.get(..4)? {
            b"II*\0" => Some(File { bytes, big: false }),
            b"MM\0*" => Some(File { bytes, big: true }),
            _ => None,
        }
    }

    fn u16(&self, at: usize) -> Option<u16> {
        if self.big { be16(self.bytes, at) } else { le16(self.bytes, at) }
    }

    fn u32(&self, at: usize) -> Option<u32> {
        if self.big { be32(self.bytes, at) } else { le32(self.bytes, at) }
    }

    fn offset(&self, at: usize) -> Option<usize> {
        usize::try_from(self.u32(at)?).ok()
    }

    /// The entries of a directory, and where the next one is (0: nowhere).
    fn directory(&self, at: usize) -> Option<(Vec<Entry>, usize)> {
        let count = usize::from(self.u16(at)?);
        let mut entries = Vec::new();
        let mut place = at.checked_add(2)?;
        for _ in 0..count {
            entries.push(Entry {
                tag: self.u16(place)?,
                kind: self.u16(place.checked_add(2)?)?,
                count: self.u32(place.checked_add(4)?)?,
                at: place.checked_add(8)?,
            });
            place = place.checked_add(12)?;
        }
        Some((entries, self.offset(place)?))
    }

    /// The values of an entry of shorts or longs; `None` where they lie past the end.
    fn values(&self, entry: &Entry) -> Option<Vec<u32>> {
        let size = match entry.kind {
            3 => 2_usize,
            4 => 4,
            _ => return None,
        };
        let count = usize::try_from(entry.count).ok()?;
        let length = count.checked_mul(size)?;
        let start = if length <= 4 { entry.at } else { self.offset(entry.at)? };
        // before anything is set aside for them
        self.bytes.get(start..start.checked_add(length)?)?;
        (0..count)
            .map(|place| {
                let at = start.checked_add(place.checked_mul(size)?)?;
                if size == 2 { self.u16(at).map(u32::from) } else { self.u32(at) }
            })
            .collect()
    }
}

/// The turn that an Exif block tells, 1 to 8.
pub(super) fn orientation(exif: &[u8]) -> Option<u8> {
    let file = File::new(exif)?;
    let (entries, _) = file.directory(file.offset(4)?)?;
    let entry = entries.iter().find(|entry| entry.tag == ORIENTATION)?;
    let turn = u8::try_from(file.u16(entry.at)?).ok()?;
    (1..=8).contains(&turn).then_some(turn)
}

pub(super) fn read(bytes: &[u8], container: &mut Container) {
    container.fault(Code::FormatNotWeb, Severity::Warn);
    if pages(bytes, container).is_none() || container.width == 0 || container.height == 0 {
        container.fault(Code::Truncated, Severity::Block);
    }
}

/// Reads every directory; `None` where something lies past the end.
fn pages(bytes: &[u8], container: &mut Container) -> Option<()> {
    let file = File::new(bytes)?;
    let mut next = file.offset(4)?;
    let mut pages = 0_u32;
    while next != 0 && pages < MOST_PAGES {
        let (entries, after) = file.directory(next)?;
        let values = |tag: u16| {
            entries.iter().find(|entry| entry.tag == tag).map(|entry| file.values(entry))
        };
        let single = |tag| values(tag).flatten().and_then(|list| list.first().copied());
        // bit 0 of NewSubfileType: a smaller copy of another page
        if single(254).unwrap_or(0) & 1 == 0 {
            pages = pages.saturating_add(1);
            container.pages = pages;
            if pages == 1 {
                let size = (single(256).unwrap_or(0), single(257).unwrap_or(0));
                let turn = single(ORIENTATION).and_then(|turn| u8::try_from(turn).ok());
                container.orientation = turn.filter(|turn| (1..=8).contains(turn)).unwrap_or(1);
                if container.orientation >= 5 {
                    container.size(size.1, size.0);
                } else {
                    container.size(size.0, size.1);
                }
            }
        }
        // strips or tiles
        for (starts, lengths) in [(273, 279), (324, 325)] {
            let (Some(starts), Some(lengths)) = (values(starts), values(lengths)) else { continue };
            for (start, length) in starts?.into_iter().zip(lengths?) {
                let end = u64::from(start).saturating_add(u64::from(length));
                if end > bytes.len() as u64 {
                    return None;
                }
            }
        }
        next = after;
    }
    Some(())
}
