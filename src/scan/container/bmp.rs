//! BMP: two headers, then rows whose length follows from them.

use super::Container;
use super::bytes::File;
use crate::scan::defect::{Code, Severity};

/// Two letters begin many files; the header's own length tells.
pub(super) fn is(bytes: &[u8]) -> bool {
    let file = File::little(bytes);
    let head = file.u32(14);
    bytes.len() >= 10 && (file.is_short() || matches!(head, 12 | 40 | 52 | 56 | 64 | 108 | 124))
}

pub(super) fn read(bytes: &[u8], container: &mut Container) {
    let file = File::little(bytes);
    let (width, height, bits, compression);
    if file.u32(14) == 12 {
        (width, height, bits) = (file.u16(18), file.u16(20), file.u16(24));
        compression = 0;
    } else {
        // a negative height only says that the rows run downwards
        height = file.u32(22).cast_signed().unsigned_abs();
        width = file.u32(18).cast_signed().unsigned_abs();
        bits = file.u16(28);
        compression = file.u32(30);
    }
    let length = match compression {
        // rows are filled to four bytes
        0 | 3 | 6 => {
            (u64::from(width) * u64::from(bits)).div_ceil(32).saturating_mul(4 * u64::from(height))
        }
        _ => file.place(34),
    };
    container.size(width, height);
    file.part(file.place(10), length);
    if file.is_short() || width == 0 || height == 0 {
        container.fault(Code::Truncated, Severity::Block);
    }
    container.fault(Code::FormatNotWeb, Severity::Hint);
}
