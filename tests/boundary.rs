//! The boundary to JavaScript, in a real browser: what crosses it and in which shape.
//! What the engine decides is tested natively.

#![cfg(target_arch = "wasm32")]

use title_precheck::wasm::Precheck;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn the_version_is_the_crates() {
    assert_eq!(Precheck::version(), env!("CARGO_PKG_VERSION"));
}
