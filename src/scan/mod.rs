//! Scans: whether a reviewer could read them, told before anything is uploaded.

mod container;
#[cfg(all(feature = "cli", not(target_arch = "wasm32")))]
pub mod decode;
mod defect;
mod page;

pub use container::{Container, Embedded, Encoding, MOST_PIXELS, Media, read};
pub use defect::{Code, Defect, Severity};
pub use page::{LONG_SIDE, Look, Picture, Shrink, look, measures};
