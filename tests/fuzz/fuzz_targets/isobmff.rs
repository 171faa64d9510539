//! Boxes of a HEIC or AVIF.
#![no_main]

mod walk;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| walk::walk(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", bytes));
