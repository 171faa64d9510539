//! Many people at the boundary: bytes in, bytes out. The first script of a page does without.

use wasm_bindgen::prelude::*;

use super::engine::{Precheck, thrown};

#[wasm_bindgen]
impl Precheck {
    /// The verdicts of many people: `src/many.rs` says how both are packed.
    ///
    /// # Errors
    /// An `Error` with `code` and `path`, for bytes that are not of that form or answers that do not fit the notice.
    pub fn verdicts(&self, people: &[u8]) -> Result<Vec<u8>, JsValue> {
        crate::verdicts_of_many(&self.notice, people)
            .map_err(|error| thrown(error.code().as_str(), error.path(), error.message()))
    }

    /// SHA-256 of the notice's pack: packed people begin with it.
    pub fn sha256(&self) -> String {
        self.notice.sha256().into()
    }
}
