//! What is in a zip archive, and whether it can be opened without asking for more memory than there is.

use std::io::{BufReader, Read, Seek, SeekFrom};

use calamine::{Cell, Data};
use memchr::memmem;
use zip::ZipArchive;

use super::super::ListError;
use super::content;

/// The most that the parts of a workbook may unpack to that are held in memory: the shared texts, the styles. Fuzzing has
/// less memory, to see that no more is asked for than is reckoned with.
pub(super) const HELD: u64 = if cfg!(fuzzing) { 8 << 20 } else { 512 << 20 };

/// The most that an XLS workbook may take, which is held whole: as much as the largest sheet of that kind.
pub(super) const WHOLE: u64 =
    if cfg!(fuzzing) { 8 << 20 } else { (1 << 16) * (1 << 8) * size_of::<Cell<Data>>() as u64 };

/// The most that a sheet may unpack to, which is read piece by piece.
const STREAMED: u64 = 2 << 30;

/// How far into the shared texts their count stands.
const COUNT_WITHIN: u64 = 1 << 16;

/// Workbooks that are zip archives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// XLSX and XLSM.
    Xlsx,
    /// OpenDocument.
    Ods,
}

/// Looks into an archive; the sizes that it declares are held to when it is unpacked.
pub(super) fn look(source: &mut (impl Read + Seek)) -> Result<Form, ListError> {
    let mut archive = ZipArchive::new(&mut *source).map_err(|error| ListError::damaged(&error))?;
    let (mut held, mut is_book, mut is_content, mut shared) = (0_u64, false, false, None);
    for place in 0..archive.len() {
        let entry = archive.by_index_raw(place).map_err(|error| ListError::damaged(&error))?;
        let name = entry.name().map_err(|error| ListError::damaged(&error))?;
        let name = name.replace('\\', "/").to_ascii_lowercase();
        let size = entry.size();
        if name == "xl/workbook.bin" {
            return Err(ListError::not_a_list("XLSB"));
        }
        if name.starts_with("word/") {
            return Err(ListError::not_a_list("Word"));
        }
        is_book |= name.starts_with("xl/") || name == "[content_types].xml";
        is_content |= name == "content.xml";
        if name.ends_with("sharedstrings.xml") {
            shared = Some((place, size));
        }
        let is_sheet = name.contains("worksheets/");
        if is_sheet && size > STREAMED {
            return Err(ListError::too_large(STREAMED));
        }
        if !is_sheet && (name.ends_with(".xml") || name.ends_with(".rels")) {
            held = held.saturating_add(size);
        }
    }
    if held > HELD {
        return Err(ListError::too_large(HELD));
    }
    let form = match (is_content, is_book) {
        (true, false) => {
            // the one that `calamine` will read, should there be more
            let entry = archive.by_name("content.xml");
            content::look(BufReader::new(entry.map_err(|error| ListError::damaged(&error))?))?;
            Form::Ods
        }
        (_, true) => Form::Xlsx,
        (false, false) => return Err(ListError::not_a_list("zip")),
    };
    if let Some((place, size)) = shared {
        check_count(&mut archive, place, size)?;
    }
    drop(archive);
    source.seek(SeekFrom::Start(0))?;
    Ok(form)
}

/// The count of shared texts is asked for at once: no text is shorter than its mark.
fn check_count(
    archive: &mut ZipArchive<impl Read + Seek>,
    place: usize,
    size: u64,
) -> Result<(), ListError> {
    let entry = archive.by_index(place).map_err(|error| ListError::damaged(&error))?;
    let mut start = Vec::new();
    entry.take(COUNT_WITHIN).read_to_end(&mut start).map_err(|error| ListError::damaged(&error))?;
    let Some(found) = memmem::find(&start, b"<sst").or_else(|| memmem::find(&start, b":sst"))
    else {
        return Err(ListError::damaged(&"sharedStrings.xml"));
    };
    let element = start.get(found..).unwrap_or_default();
    let element = element.split(|byte| *byte == b'>').next().unwrap_or_default();
    let Some(count) = memmem::find(element, b"uniqueCount") else { return Ok(()) };
    let digits = element.get(count..).unwrap_or_default().iter();
    let digits = digits.skip_while(|byte| !byte.is_ascii_digit());
    let count = digits.take_while(|byte| byte.is_ascii_digit()).fold(0_u64, |count, digit| {
        count.saturating_mul(10).saturating_add(u64::from(digit.saturating_sub(b'0')))
    });
    if count > size { Err(ListError::damaged(&"uniqueCount")) } else { Ok(()) }
}
