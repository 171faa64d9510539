//! PDFs at the boundary, in a module of their own: few applicants have one. `scan.rs` shows how both go together.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::scan;

/// A PDF's inside.
#[wasm_bindgen]
pub struct Pdf {
    bytes: Vec<u8>,
    inside: scan::Pdf,
}

#[wasm_bindgen]
impl Pdf {
    /// Reads a PDF's bytes.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: Vec<u8>) -> Pdf {
        Pdf { inside: scan::Pdf::read(&bytes), bytes }
    }

    /// What `Inspection.read` takes.
    pub fn container(&self) -> Vec<u8> {
        self.inside.container.pack()
    }

    /// The pixels of a picture that is kept as rows.
    pub fn rows(&self, place: usize) -> Option<Rows> {
        self.inside.images.get(place)?.pixels(&self.bytes).map(Rows)
    }

    /// The JPEG file that a picture is.
    pub fn jpeg(&self, place: usize) -> Option<Vec<u8>> {
        self.inside.images.get(place)?.jpeg(&self.bytes)
    }
}

/// Pixels for `Inspection.look`.
#[wasm_bindgen]
pub struct Rows(scan::Rows);

#[wasm_bindgen]
impl Rows {
    /// Red, green, blue, alpha.
    #[wasm_bindgen(getter)]
    pub fn data(&self) -> Vec<u8> {
        self.0.rgba.clone()
    }

    /// Pixels across.
    #[wasm_bindgen(getter)]
    pub fn width(&self) -> usize {
        self.0.width
    }

    /// Pixels down.
    #[wasm_bindgen(getter)]
    pub fn height(&self) -> usize {
        self.0.height
    }

    /// The longer side of the original.
    #[wasm_bindgen(getter)]
    pub fn long_side(&self) -> u32 {
        self.0.long_side
    }
}
