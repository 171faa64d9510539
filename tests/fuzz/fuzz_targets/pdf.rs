//! Objects, streams, pages, passwords and pictures of a PDF.
#![no_main]

mod walk;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| walk::walk(b"%PDF-1.7\n", bytes));
