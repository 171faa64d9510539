//! title-precheck

mod answers;
mod assess;
// places there come from the very lists they index, and counts of a file's lines cannot overflow
#[allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
#[cfg(feature = "author")]
pub mod author;
mod check;
mod codec;
mod date;
mod documents;
mod evaluate;
mod explain;
mod next;
mod notice;
mod pack;
pub mod scan;
mod truth;
mod value;
#[cfg(all(target_arch = "wasm32", any(feature = "wasm-engine", feature = "wasm-scan")))]
pub mod wasm;

pub use answers::{Input, InputError, InputFault};
pub use assess::{
    Assessment, NoticeRef, RouteAssessment, RouteVerdict, Verdict, WarningRef, WindowState, assess,
    steps, verdicts,
};
pub use date::{DateFault, Day};
pub use documents::{DocumentStatus, Status};
pub use explain::{Basis, Finding, Needs, Since};
pub use notice::{Notice, Phase};
pub use pack::PackError;
pub use truth::{Reason, Truth};
pub use value::Value;
