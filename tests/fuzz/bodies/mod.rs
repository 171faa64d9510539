//! What each fuzz target does with its bytes: nothing of it may panic, hang, or take much memory.
//!
//! `make fuzz` has them tried out, and `tests/replay.rs` does the same with the small files of
//! `tests/fuzz/corpus/`, without a compiler of another kind.

#![allow(dead_code)]

mod lists;
mod notices;
mod packs;
mod people;
mod scans;

/// What is done with bytes of any kind.
pub type Body = fn(&[u8]);

/// Every target by its name.
pub const TARGETS: [(&str, Body); 23] = [
    ("answers", people::answers),
    ("bmp", scans::bmp),
    ("changed", packs::changed),
    ("container", scans::container),
    ("edited", notices::edited),
    ("gif", scans::gif),
    ("isobmff", scans::isobmff),
    ("jpeg", scans::jpeg),
    ("list", lists::list),
    ("near", scans::near),
    ("notice", notices::notice),
    ("pack", packs::pack),
    ("packed", scans::packed),
    ("page", scans::page),
    ("pdf", scans::pdf),
    ("person", people::person),
    ("png", scans::png),
    ("rows", scans::rows),
    ("tiff", scans::tiff),
    ("tiff_be", scans::tiff_be),
    ("webp", scans::webp),
    ("workbook", lists::workbook),
    ("xls", lists::xls),
];

/// Does what the target of this name does.
pub fn run(target: &str, bytes: &[u8]) {
    let (_, body) = TARGETS.iter().find(|(name, _)| *name == target).expect("a target");
    body(bytes);
}
