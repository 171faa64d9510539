//! Whether a page can be read: measures of a grey buffer.
//!
//! Everything is measured against the characters' own height and the paper's own light, so that no value
//! depends on a camera, a scanner or a font.
// INVARIANT: a buffer has at most 1000 × 1000 pixels, so counts and sums of places fit their types;
// fuzzed and tested with overflow checks.
#![allow(clippy::arithmetic_side_effects)]

mod blocks;
mod ink;
mod picture;
mod sharp;
mod text;

pub use picture::{LONG_SIDE, Picture, Shrink};

/// Everything that was measured, for those who look for thresholds.
#[must_use]
pub fn measures(picture: &Picture) -> Vec<(&'static str, f32)> {
    let blocks = blocks::Blocks::measure(picture);
    let sharp = sharp::measure(&blocks);
    let ink = ink::find(picture, &blocks);
    let text = text::measure(&ink, picture.width(), picture.height());
    let mut list = vec![
        ("noise", blocks.noise),
        ("edge", sharp.edge),
        ("contrast", sharp.contrast),
        ("paper", sharp.paper),
        ("share", sharp.share),
        ("char", text.height),
        ("char_px", text.height * picture.scale),
        ("count", text.count as f32),
        ("across", text.across),
        ("skew", text.skew),
        ("level", text.level),
    ];
    list.extend([("long", picture.width().max(picture.height()) as f32 * picture.scale)]);
    list
}
