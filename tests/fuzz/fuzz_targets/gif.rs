//! Blocks of a GIF.
#![no_main]

mod walk;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| walk::walk(b"GIF89a", bytes));
