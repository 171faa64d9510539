//! The boundary to JavaScript: the only code that names `wasm_bindgen`. It decides nothing.
//!
//! Plain objects cross it, the same as on the command line; what goes wrong is thrown as an `Error`
//! that carries a stable `code` and the `path` of the offending key.

#[cfg(feature = "wasm-author")]
mod author;
#[cfg(feature = "wasm-engine")]
mod engine;
#[cfg(feature = "wasm-many")]
mod many;
#[cfg(feature = "wasm-office")]
mod office;
#[cfg(feature = "wasm-pdf")]
mod pdf;
#[cfg(feature = "wasm-scan")]
mod scan;

#[cfg(feature = "wasm-author")]
pub use author::{Affected, Desk};
#[cfg(feature = "wasm-engine")]
pub use engine::Precheck;
#[cfg(feature = "wasm-office")]
pub use office::Office;
#[cfg(feature = "wasm-pdf")]
pub use pdf::{Pdf, Rows};
#[cfg(feature = "wasm-scan")]
pub use scan::Inspection;

/// A third of the code of the standard library's allocator, and constant time.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
