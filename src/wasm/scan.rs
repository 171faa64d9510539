//! Scans at the boundary: bytes and pixels in, one line of JSON out.
//!
//! ```js
//! const scan = new Inspection(bytes, name);           // reads the file, decodes nothing
//! const pdf = scan.pdf ? new Pdf(bytes) : undefined;  // of the other module
//! if (pdf) scan.read(pdf.container());
//! for (let place = 0; place < scan.images; place += 1) {
//!   const rows = pdf && pdf.rows(place);              // a PDF's pixels that need no browser
//!   if (rows) { scan.look(place, rows.data, rows.width, rows.height, rows.long_side); continue; }
//!   const file = pdf ? pdf.jpeg(place) : bytes;       // undefined: nobody here can look at it
//!   if (!file) continue;
//!   // createImageBitmap(new Blob([file])), draw on white at most 1000 px long, getImageData
//!   scan.look(place, data, width, height, longSide);  // longSide: of the picture as it was decoded
//! }
//! const said = JSON.parse(scan.finish(name));         // wire.md, "An inspected scan", without `same_as`
//! scan.relation(other);                               // "identical", "near" or undefined, after both finished
//! scan.free();
//! ```
//! A picture that the browser refuses to decode is simply not looked at; then `not_looked_at` is among the defects.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::scan::{Media, Picture, Scan, json};

/// A file's inspection.
#[wasm_bindgen]
pub struct Inspection {
    under_way: Option<crate::scan::Inspection>,
    done: Option<Scan>,
}

#[wasm_bindgen]
impl Inspection {
    /// Reads a file's bytes.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: &[u8], name: &str) -> Inspection {
        Inspection { under_way: Some(crate::scan::Inspection::open(bytes, name)), done: None }
    }

    /// Whether only the other module reads inside.
    #[wasm_bindgen(getter)]
    pub fn pdf(&self) -> bool {
        self.under_way.as_ref().is_some_and(|inspection| inspection.container.media == Media::Pdf)
    }

    /// Takes what `Pdf.container` says; bytes that are not understood change nothing.
    pub fn read(&mut self, packed: &[u8]) {
        if let Some(inspection) = &mut self.under_way {
            inspection.read(packed);
        }
    }

    /// How many pictures there are to look at; 0 when none may be decoded.
    #[wasm_bindgen(getter)]
    pub fn images(&self) -> usize {
        self.under_way.as_ref().map_or(0, crate::scan::Inspection::images)
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
        let picture = Picture::from_rgba(rgba, width, height, long_side);
        let (Some(inspection), Some(picture)) = (&mut self.under_way, picture) else {
            return false;
        };
        inspection.look(place, picture);
        true
    }

    /// The verdict as JSON.
    pub fn finish(&mut self, name: &str) -> String {
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
