//! Any two pages laid over each other.
#![no_main]

use libfuzzer_sys::fuzz_target;
use title_precheck::scan::{Picture, Signature};

fuzz_target!(|bytes: &[u8]| {
    let [w, h, x, y, pixels @ ..] = bytes else { return };
    if pixels.is_empty() {
        return;
    }
    let sign = |width: u8, height: u8| {
        let (width, height) = (usize::from(width) + 1, usize::from(height) + 1);
        let rgba: Vec<u8> = pixels.iter().copied().cycle().take(width * height * 4).collect();
        Signature::of(&Picture::from_rgba(&rgba, width, height, 1000).unwrap())
    };
    let _ = sign(*w, *h).is_near(&sign(*x, *y));
});
