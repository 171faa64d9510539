//! What the PDF module tells the other: any bytes of it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use title_precheck::scan::{self, Inspection};

fuzz_target!(|bytes: &[u8]| {
    let mut inspection = Inspection::open(b"%PDF-1.7\n", "a.pdf");
    inspection.read(bytes);
    scan::json(&inspection.finish(), "a.pdf", &[]);
});
