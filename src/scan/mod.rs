//! Scans: whether a reviewer could read them, told before anything is uploaded.
//!
//! A file's bytes are read first ([`Inspection::open`]), those of a PDF by [`Pdf::read`] too, which browsers load apart;
//! whoever can decode pictures then hands over each page's pixels ([`Inspection::look`]): a browser does, and natively
//! [`decode`].

mod container;
#[cfg(all(feature = "cli", not(target_arch = "wasm32")))]
pub mod decode;
mod defect;
mod inspect;
mod json;
mod near;
mod page;
mod shrink;

pub use container::{Container, Embedded, Encoding, Image, MOST_PIXELS, Media, Pdf, Raster, read};
pub use defect::{Code, Defect, Severity};
pub use inspect::{Inspection, Looked, Relation, Scan};
pub use json::json;
pub use near::Signature;
pub use page::{LONG_SIDE, Look, Picture, look, measures};
pub use shrink::{Rows, Shrink};
