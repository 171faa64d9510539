//! Any pixels in any shape: the analysis neither panics nor hangs.
#![no_main]

use libfuzzer_sys::fuzz_target;
use title_precheck::scan::{Picture, Signature, look};

fuzz_target!(|bytes: &[u8]| {
    let [a, b, c, d, scale, pixels @ ..] = bytes else { return };
    let width = usize::from(u16::from_le_bytes([*a, *b])) % 1000 + 1;
    let height = usize::from(u16::from_le_bytes([*c, *d])) % 1000 + 1;
    if pixels.is_empty() {
        return;
    }
    // few bytes fill a page: over and over
    let rgba: Vec<u8> = pixels.iter().copied().cycle().take(width * height * 4).collect();
    let picture = Picture::from_rgba(&rgba, width, height, u32::from(*scale) * 100).unwrap();
    let _ = look(&picture);
    let _ = Signature::of(&picture);
});
