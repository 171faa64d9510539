//! Deflated rows of a PDF's picture, in every way that a PDF keeps them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use title_precheck::scan::{Embedded, Encoding, Image, Raster};

fuzz_target!(|bytes: &[u8]| {
    let [a, b, c, d, kind, palette, data @ ..] = bytes else { return };
    let image = Image {
        page: 1,
        width: u16::from_le_bytes([*a, *b]).into(),
        height: u16::from_le_bytes([*c, *d]).into(),
        turns: 0,
    };
    let raster = Raster {
        bits: [1, 2, 4, 8, 16][usize::from(kind % 5)],
        channels: [1, 3, 4][usize::from(kind / 5 % 3)],
        filtered: kind & 0x40 != 0,
        inverted: kind & 0x80 != 0,
        palette: vec![*palette; usize::from(*palette) * 3],
    };
    for encoding in [Encoding::Raster(raster), Encoding::DeflatedJpeg] {
        let embedded = Embedded { image, bytes: 0..data.len(), encoding };
        embedded.jpeg(data);
        embedded.pixels(data);
    }
});
