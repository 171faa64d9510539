//! Any bytes as a file: the format is told, and what is no picture refused.
#![no_main]

mod walk;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| walk::walk(b"", bytes));
