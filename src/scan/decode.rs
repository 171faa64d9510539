//! Pixels for the native command; in a browser they come from the browser.

use std::io::Cursor;

use image::{DynamicImage, ImageReader, Limits};

use super::container::{Embedded, Encoding, MOST_PIXELS, Media};
use super::inspect::{Inspection, Scan};
use super::page::{Picture, Shrink};

/// A picture file's pixels, upright, at most 1000 to a side; `None` when the decoder refuses the file.
pub fn picture(bytes: &[u8], orientation: u8) -> Option<Picture> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_PIXELS * 8);
    reader.limits(limits);
    Some(upright(shrink(&reader.decode().ok()?)?, orientation))
}

/// A PDF picture's pixels.
pub fn embedded(image: &Embedded, pdf: &[u8]) -> Option<Picture> {
    let picture = match image.encoding {
        Encoding::Jpeg | Encoding::DeflatedJpeg => picture(&image.jpeg(pdf)?, 1)?,
        Encoding::Raster(_) => {
            let mut shrink = Shrink::new(image.width, image.height)?;
            // rows that are missing leave white
            image.rows(pdf, |row| shrink.row(row));
            shrink.finish()
        }
        Encoding::Unread => return None,
    };
    Some(picture.turned(image.turns))
}

fn shrink(image: &DynamicImage) -> Option<Picture> {
    let pixels = image.to_rgba8();
    let mut shrink = Shrink::new(pixels.width(), pixels.height())?;
    for row in pixels.as_raw().chunks_exact((pixels.width() as usize).saturating_mul(4)) {
        shrink.row(row);
    }
    Some(shrink.finish())
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

/// Inspects a file's bytes and every page that can be decoded.
pub fn inspect(bytes: &[u8], name: &str) -> Scan {
    let mut inspection = Inspection::open(bytes, name);
    if inspection.decodable() {
        if inspection.container.media == Media::Pdf {
            for image in inspection.container.images.clone() {
                if let Some(picture) = embedded(&image, bytes) {
                    inspection.look(&picture, image.page);
                }
            }
        } else if let Some(picture) = picture(bytes, inspection.container.orientation) {
            inspection.look(&picture, 1);
        }
    }
    inspection.finish()
}
