//! Any bytes as a file of any format: no walker panics, hangs or takes much memory.
//!
//! `cargo +nightly fuzz run --fuzz-dir tests/fuzz container -- -rss_limit_mb=64 -timeout=1`; one format alone by
//! seeding the corpus folder with files of it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use title_precheck::scan::{self, Inspection, Pdf};

fuzz_target!(|bytes: &[u8]| {
    let mut inspection = Inspection::open(bytes, "a.pdf");
    let pdf = Pdf::read(bytes);
    inspection.read(bytes);
    inspection.read(&pdf.container.pack());
    for image in &pdf.images {
        image.jpeg(bytes);
        image.rows(bytes, |_| {});
    }
    scan::json(&inspection.finish(), "a", &[]);
});
