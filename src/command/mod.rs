//! The verbs of `precheck`: each reads files, asks the library, and says what came of it.

pub mod assess;
pub mod author;
pub mod batch;
pub mod inspect;
pub mod shell;
