//! Segments, entropy-coded data and Exif of a JPEG.
#![no_main]

mod walk;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| walk::walk(b"\xff\xd8\xff", bytes));
