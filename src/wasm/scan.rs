//! Scans at the boundary: bytes and pixels in, one line of JSON out.
//!
//! ```js
//! const scan = new Inspection(bytes, name);           // reads the file, decodes nothing
//! for (let place = 0; place < scan.images; place += 1) {
//!   if (scan.rows(place)) continue;                   // looked at already: rows of a PDF need no browser
//!   const jpeg = scan.jpeg(place);                    // a PDF's picture; undefined: the file itself
//!   // createImageBitmap(new Blob([jpeg || bytes])), draw on white at most 1000 px long, getImageData
//!   scan.look(place, data, width, height, longSide);  // longSide: of the picture as it was decoded
//! }
//! const said = JSON.parse(scan.finish(name));         // wire.md, "An inspected scan", without `same_as`
//! scan.relation(other);                               // "identical", "near" or undefined, after both finished
//! scan.free();
//! ```
//! A picture that the browser refuses to decode is simply not looked at; then `not_looked_at` is among the defects.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::scan::{Embedded, Encoding, Media, Picture, Scan, Shrink, json};

/// A file's inspection.
#[wasm_bindgen]
pub struct Inspection {
    under_way: Option<crate::scan::Inspection>,
    bytes: Vec<u8>,
    done: Option<Scan>,
}

#[wasm_bindgen]
impl Inspection {
    /// Reads a file's bytes.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: Vec<u8>, name: &str) -> Inspection {
        let under_way = crate::scan::Inspection::open(&bytes, name);
        Inspection { under_way: Some(under_way), bytes, done: None }
    }

    /// How many pictures there are to look at; 0 when none may be decoded.
    #[wasm_bindgen(getter)]
    pub fn images(&self) -> usize {
        match &self.under_way {
            Some(inspection) if inspection.decodable() => match inspection.container.media {
                Media::Pdf => inspection.container.images.len(),
                _ => 1,
            },
            _ => 0,
        }
    }

    fn image(&self, place: usize) -> Option<&Embedded> {
        self.under_way.as_ref()?.container.images.get(place)
    }

    /// Looks at a picture that a PDF keeps as rows, or that nobody here reads; false for one that the browser decodes.
    pub fn rows(&mut self, place: usize) -> bool {
        let Some(image) = self.image(place).cloned() else { return false };
        match image.encoding {
            Encoding::Jpeg | Encoding::DeflatedJpeg => return false,
            Encoding::Unread => return true,
            Encoding::Raster(_) => {}
        }
        if let (Some(mut shrink), Some(inspection)) =
            (Shrink::new(image.width, image.height), &mut self.under_way)
        {
            image.rows(&self.bytes, |row| shrink.row(row));
            inspection.look(&shrink.finish().turned(image.turns), image.page);
        }
        true
    }

    /// The JPEG file of a PDF's picture.
    pub fn jpeg(&self, place: usize) -> Option<Vec<u8>> {
        self.image(place)?.jpeg(&self.bytes)
    }

    /// Looks at pixels: red, green, blue, alpha, at most 1000 to a side; false when the sizes do not fit.
    pub fn look(
        &mut self,
        place: usize,
        rgba: &[u8],
        width: usize,
        height: usize,
        long_side: u32,
    ) -> bool {
        let (page, turns) = self.image(place).map_or((1, 0), |image| (image.page, image.turns));
        let Some(picture) = Picture::from_rgba(rgba, width, height, long_side) else {
            return false;
        };
        if let Some(inspection) = &mut self.under_way {
            inspection.look(&picture.turned(turns), page);
        }
        true
    }

    /// The verdict as JSON; the file's bytes are let go.
    pub fn finish(&mut self, name: &str) -> String {
        self.bytes = Vec::new();
        if let Some(inspection) = self.under_way.take() {
            self.done = Some(inspection.finish());
        }
        self.done.as_ref().map(|scan| json(scan, name, &[])).unwrap_or_default()
    }

    /// How another file is related to this one.
    pub fn relation(&self, other: &Inspection) -> Option<String> {
        let (own, its) = self.done.as_ref().zip(other.done.as_ref())?;
        own.relation(its).map(|relation| relation.as_str().to_owned())
    }
}
