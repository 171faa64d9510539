//! What all walkers are put through.

use title_precheck::scan::{self, Inspection, Pdf};

/// Inspects a file that begins with `head`, as the page does, except for what a decoder of its own would do.
pub fn walk(head: &[u8], rest: &[u8]) {
    let bytes = [head, rest].concat();
    let mut inspection = Inspection::open(&bytes, "a.pdf");
    if bytes.starts_with(b"%PDF") {
        let pdf = Pdf::read(&bytes);
        inspection.read(&pdf.container.pack());
        for image in &pdf.images {
            image.jpeg(&bytes);
            image.pixels(&bytes);
        }
    }
    scan::json(&inspection.finish(), "a.pdf", &[]);
}
