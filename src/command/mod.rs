//! The verbs of `precheck`: each reads files, asks the library, and says what came of it.

pub mod assess;
pub mod author;
// what is counted there are people and bytes of one list
#[allow(clippy::arithmetic_side_effects)]
pub mod batch;
pub mod inspect;
pub mod shell;
