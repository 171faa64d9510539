//! Chunks of a PNG.
#![no_main]

mod walk;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| walk::walk(b"\x89PNG\r\n\x1a\n", bytes));
