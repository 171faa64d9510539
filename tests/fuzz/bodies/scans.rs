//! Scans: what walks containers, what measures pages.

use title_precheck::scan::{
    self, Embedded, Encoding, Image, Inspection, Pdf, Picture, Raster, Signature, look,
};

/// Inspects a file that begins with `head`, as the page does, except for what a decoder of its own would do.
fn walk(head: &[u8], rest: &[u8]) {
    let bytes = [head, rest].concat();
    let mut inspection = Inspection::open(&bytes, "a.pdf");
    if bytes.starts_with(b"%PDF") {
        let pdf = Pdf::read(&bytes);
        inspection.read(&pdf.container.pack());
        for image in &pdf.images {
            image.jpeg(&bytes);
            image.pixels(&bytes);
        }
    }
    let _ = scan::json(&inspection.finish(), "a.pdf", &[]);
}

/// Any bytes as a file: the format is told, and what is no picture refused.
pub fn container(bytes: &[u8]) {
    walk(b"", bytes);
}

/// The heads of a BMP.
pub fn bmp(bytes: &[u8]) {
    walk(b"BM", bytes);
}

/// Blocks of a GIF.
pub fn gif(bytes: &[u8]) {
    walk(b"GIF89a", bytes);
}

/// Boxes of a HEIC or AVIF.
pub fn isobmff(bytes: &[u8]) {
    walk(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", bytes);
}

/// Segments, entropy-coded data and Exif of a JPEG.
pub fn jpeg(bytes: &[u8]) {
    walk(b"\xff\xd8\xff", bytes);
}

/// Objects, streams, pages, passwords and pictures of a PDF.
pub fn pdf(bytes: &[u8]) {
    walk(b"%PDF-1.7\n", bytes);
}

/// Chunks of a PNG.
pub fn png(bytes: &[u8]) {
    walk(b"\x89PNG\r\n\x1a\n", bytes);
}

/// Directories of a TIFF.
pub fn tiff(bytes: &[u8]) {
    walk(b"II*\0", bytes);
}

/// Directories of a TIFF whose numbers begin with the high byte.
pub fn tiff_be(bytes: &[u8]) {
    walk(b"MM\0*", bytes);
}

/// Chunks of a WebP.
pub fn webp(bytes: &[u8]) {
    let Some((length, rest)) = bytes.split_first_chunk::<4>() else { return };
    walk(&[b"RIFF", &length[..], b"WEBP"].concat(), rest);
}

/// What the PDF module tells the other: any bytes of it.
pub fn packed(bytes: &[u8]) {
    let mut inspection = Inspection::open(b"%PDF-1.7\n", "a.pdf");
    inspection.read(bytes);
    let _ = scan::json(&inspection.finish(), "a.pdf", &[]);
}

/// Deflated rows of a PDF's picture, in every way that a PDF keeps them.
pub fn rows(bytes: &[u8]) {
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
}

/// Any pixels in any shape: the analysis neither panics nor hangs.
pub fn page(bytes: &[u8]) {
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
}

/// Any two pages laid over each other.
pub fn near(bytes: &[u8]) {
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
}
