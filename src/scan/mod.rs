//! Scans: whether a reviewer could read them, told before anything is uploaded.
//!
//! A file's bytes are read first ([`Inspection::open`]); whoever can decode pictures then hands over each page's pixels
//! ([`Inspection::look`]): a browser does, and natively [`decode`].

mod container;
#[cfg(all(feature = "cli", not(target_arch = "wasm32")))]
pub mod decode;
mod defect;
mod inspect;
mod json;
mod near;
mod page;

pub use container::{Container, Embedded, Encoding, MOST_PIXELS, Media, read};
pub use defect::{Code, Defect, Severity};
pub use inspect::{Inspection, Looked, Relation, Scan};
pub use json::json;
pub use near::Signature;
pub use page::{LONG_SIDE, Look, Picture, Shrink, look, measures};
