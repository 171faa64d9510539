#![doc = include_str!("../README.md")]

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
mod facts;
mod fault;
#[cfg(all(feature = "cli", not(target_arch = "wasm32")))]
mod lines;
#[cfg(feature = "many")]
mod many;
mod next;
mod notice;
#[cfg(feature = "author")]
pub mod office;
mod pack;
#[cfg(all(feature = "cli", not(target_arch = "wasm32")))]
mod quick;
pub mod scan;
mod standard;
mod truth;
mod value;
#[cfg(all(
    target_arch = "wasm32",
    any(
        feature = "wasm-author",
        feature = "wasm-engine",
        feature = "wasm-office",
        feature = "wasm-pdf",
        feature = "wasm-scan"
    )
))]
pub mod wasm;
mod window;

pub use answers::Input;
pub use assess::{
    Assessment, KnownFact, NoticeRef, RouteAssessment, RouteVerdict, Verdict, WarningRef,
    applicable, assess, steps, verdicts,
};
pub use date::{DateFault, Day};
pub use documents::{DocumentStatus, Status};
pub use explain::{Basis, Finding, Needs, Since};
pub use fault::{InputError, InputFault};
#[cfg(all(feature = "cli", not(target_arch = "wasm32")))]
pub use lines::{Line, LineFormat, Lines};
#[cfg(feature = "many")]
pub use many::{ManyError, ManyFault, verdicts_of_many};
pub use notice::{Notice, Phase};
pub use pack::PackError;
pub use truth::{Reason, Truth};
pub use value::Value;
pub use window::WindowState;
