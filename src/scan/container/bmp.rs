//! BMP: two headers, then rows whose length follows from them.

use super::Container;
use super::bytes::{le16, le32};
use crate::scan::defect::{Code, Severity};

/// Two letters begin many files; the header's own length tells.
pub(super) fn is(bytes: &[u8]) -> bool {
    matches!(le32(bytes, 14), None | Some(12 | 40 | 52 | 56 | 64 | 108 | 124)) && bytes.len() >= 10
}

pub(super) fn read(bytes: &[u8], container: &mut Container) {
    let short = sizes(bytes).is_none_or(|(width, height, needed)| {
        container.size(width, height);
        width == 0 || height == 0 || needed.is_none_or(|needed| needed > bytes.len() as u64)
    });
    if short {
        container.fault(Code::Truncated, Severity::Block);
    }
    container.fault(Code::FormatNotWeb, Severity::Hint);
}

/// Width, height, and the least length of the file.
fn sizes(bytes: &[u8]) -> Option<(u32, u32, Option<u64>)> {
    let start = u64::from(le32(bytes, 10)?);
    if le32(bytes, 14)? == 12 {
        let (width, height, bits) = (le16(bytes, 18)?, le16(bytes, 20)?, le16(bytes, 24)?);
        let (width, height) = (u32::from(width), u32::from(height));
        return Some((width, height, plain(start, width, height, bits)));
    }
    // a negative height only says that the rows run downwards
    let height = le32(bytes, 22)?.cast_signed().unsigned_abs();
    let width = le32(bytes, 18)?.cast_signed().unsigned_abs();
    let compression = le32(bytes, 30)?;
    let needed = match compression {
        0 | 3 | 6 => plain(start, width, height, le16(bytes, 28)?),
        _ => start.checked_add(u64::from(le32(bytes, 34)?)),
    };
    Some((width, height, needed))
}

fn plain(start: u64, width: u32, height: u32, bits: u16) -> Option<u64> {
    // rows are filled to four bytes
    let row = u64::from(width).checked_mul(u64::from(bits))?.div_ceil(32).checked_mul(4)?;
    start.checked_add(row.checked_mul(u64::from(height))?)
}
