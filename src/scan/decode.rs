//! Pixels for the native command; in a browser they come from the browser.

use std::io::Cursor;

use image::{DynamicImage, ImageReader, Limits};

use super::container::{Embedded, Encoding, MOST_PIXELS, Media, Pdf};
use super::inspect::{Inspection, Scan};
use super::page::Picture;
use super::shrink::{Rows, Shrink};

/// A picture file's pixels, upright, at most 1000 to a side; `None` when the decoder refuses the file.
pub fn picture(bytes: &[u8], orientation: u8) -> Option<Picture> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_PIXELS * 8);
    reader.limits(limits);
    Some(upright(shrink(&reader.decode().ok()?)?, orientation))
}

/// A PDF picture's pixels, as they are kept.
pub fn embedded(embedded: &Embedded, pdf: &[u8]) -> Option<Picture> {
    match embedded.encoding {
        Encoding::Jpeg | Encoding::DeflatedJpeg => picture(&embedded.jpeg(pdf)?, 1),
        Encoding::Raster(_) | Encoding::Unread => seen(&embedded.pixels(pdf)?),
    }
}

fn seen(rows: &Rows) -> Option<Picture> {
    Picture::from_rgba(&rows.rgba, rows.width, rows.height, rows.long_side)
}

fn shrink(image: &DynamicImage) -> Option<Picture> {
    let pixels = image.to_rgba8();
    let mut shrink = Shrink::new(pixels.width(), pixels.height())?;
    for row in pixels.as_raw().chunks_exact((pixels.width() as usize).saturating_mul(4)) {
        shrink.row(row);
    }
    seen(&shrink.finish())
}

/// Applies an Exif turn (1 to 8).
fn upright(picture: Picture, orientation: u8) -> Picture {
    match orientation {
        2 => picture.mirrored(),
        3 => picture.turned(2),
        4 => picture.turned(2).mirrored(),
        5 => picture.mirrored().turned(3),
        6 => picture.turned(1),
        7 => picture.mirrored().turned(1),
        8 => picture.turned(3),
        _ => picture,
    }
}

/// Reads a file's bytes, and those inside it if it is a PDF.
pub fn open(bytes: &[u8], name: &str) -> (Inspection, Option<Pdf>) {
    let mut inspection = Inspection::open(bytes, name);
    let pdf = (inspection.container.media == Media::Pdf).then(|| Pdf::read(bytes));
    if let Some(pdf) = &pdf {
        // the way it goes in a browser
        inspection.read(&pdf.container.pack());
    }
    (inspection, pdf)
}

/// Inspects a file's bytes and every page that can be decoded.
pub fn inspect(bytes: &[u8], name: &str) -> Scan {
    let (mut inspection, pdf) = open(bytes, name);
    for place in 0..inspection.images() {
        let picture = match &pdf {
            Some(pdf) => pdf.images.get(place).and_then(|image| embedded(image, bytes)),
            None => picture(bytes, inspection.container.orientation),
        };
        if let Some(picture) = picture {
            inspection.look(place, picture);
        }
    }
    inspection.finish()
}
