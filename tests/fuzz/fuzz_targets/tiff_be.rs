//! Directories of a TIFF whose numbers begin with the high byte.
#![no_main]

mod walk;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| walk::walk(b"MM\0*", bytes));
