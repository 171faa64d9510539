//! TIFF 6.0, and the same structure inside Exif: directories of tags.

use super::Container;
use super::bytes::File;
use crate::scan::defect::{Code, Severity};

const ORIENTATION: u32 = 0x112;
/// Directories beyond this are not followed: no certificate has as many, and a chain can be a ring.
const MOST_DIRECTORIES: u32 = 1000;
/// Fields beyond this are not looked at: cameras write fifty.
const MOST_FIELDS: u32 = 200;
/// Strips of one page beyond this are not looked at.
const MOST_STRIPS: u32 = 20_000;

/// The values of a tag: shorts or longs.
struct Field {
    size: u64,
    count: u32,
    at: u64,
}

impl Field {
    /// The value at a place; 0 for none.
    fn value(&self, file: &File, place: u32) -> u32 {
        let at = self.at + self.size * u64::from(place);
        match self.size {
            _ if place >= self.count => 0,
            2 => file.u16(at),
            _ => file.u32(at),
        }
    }
}

fn open(bytes: &[u8]) -> Option<File<'_>> {
    match bytes.first_chunk()? {
        b"II*\0" => Some(File::little(bytes)),
        b"MM\0*" => Some(File::big(bytes)),
        _ => None,
    }
}

/// A directory's field; one without values where it has none.
fn field(file: &File, directory: u64, tag: u32) -> Field {
    for place in 0..file.u16(directory).min(MOST_FIELDS) {
        let at = directory + 2 + 12 * u64::from(place);
        if file.u16(at) == tag {
            let size = if file.u16(at + 2) == 3 { 2 } else { 4 };
            let count = file.u32(at + 4);
            let inside = size * u64::from(count) <= 4;
            let at = if inside { at + 8 } else { file.place(at + 8) };
            return Field { size, count, at };
        }
    }
    Field { size: 0, count: 0, at: 0 }
}

fn single(file: &File, directory: u64, tag: u32) -> u32 {
    field(file, directory, tag).value(file, 0)
}

/// The turn that an Exif block tells, 1 to 8.
pub(super) fn orientation(exif: &[u8]) -> Option<u8> {
    let file = open(exif)?;
    let turn = single(&file, file.place(4), ORIENTATION);
    u8::try_from(turn).ok().filter(|turn| (1..=8).contains(turn) && !file.is_short())
}

pub(super) fn read(bytes: &[u8], container: &mut Container) {
    container.fault(Code::FormatNotWeb, Severity::Warn);
    let whole = open(bytes).is_some_and(|file| {
        pages(&file, container);
        !file.is_short()
    });
    if !whole || container.width == 0 || container.height == 0 {
        container.fault(Code::Truncated, Severity::Block);
    }
}

/// Asks for everything that the directories name.
fn pages(file: &File, container: &mut Container) {
    let mut directory = file.place(4);
    let mut pages = 0;
    for _ in 0..MOST_DIRECTORIES {
        if directory == 0 || file.is_short() {
            return;
        }
        // bit 0 of NewSubfileType: a smaller copy of another page
        if single(file, directory, 254) & 1 == 0 {
            pages += 1;
            container.pages = pages;
            if pages == 1 {
                let turn = u8::try_from(single(file, directory, ORIENTATION)).unwrap_or(0);
                let (width, height) = (single(file, directory, 256), single(file, directory, 257));
                container.turned_size(width, height, turn);
            }
        }
        // strips or tiles
        for (starts, lengths) in [(273, 279), (324, 325)] {
            let (starts, lengths) =
                (field(file, directory, starts), field(file, directory, lengths));
            for place in 0..starts.count.min(lengths.count).min(MOST_STRIPS) {
                let length = lengths.value(file, place).into();
                file.part(starts.value(file, place).into(), length);
                if file.is_short() {
                    return;
                }
            }
        }
        directory = file.place(directory + 2 + 12 * u64::from(file.u16(directory)));
    }
}
