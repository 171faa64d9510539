//! Whether a page can be read: measures of a grey buffer.
//!
//! Everything is measured against the characters' own height and the paper's own light, so that no value
//! depends on a camera, a scanner or a font.
// INVARIANT: a buffer has at most 1000 × 1000 pixels, so counts and sums of places fit their types;
// fuzzed and tested with overflow checks.
#![allow(clippy::arithmetic_side_effects)]

mod blocks;
mod edge;
mod ink;
mod judge;
mod light;
mod order;
mod picture;
mod shape;
mod sharp;
mod text;

use super::defect::Defect;
use blocks::Blocks;
pub(super) use order::nth;

pub(super) use picture::turn;
pub use picture::{LONG_SIDE, Picture};

/// Everything that is measured on a page.
struct Measures {
    blocks: Blocks,
    ink: ink::Ink,
    text: text::Text,
    sharp: sharp::Sharpness,
    /// Share of squares that are even paper.
    even: f32,
    glare: light::Patch,
    /// Text on paper of less than half the light, and of less than a third.
    shadow: light::Patch,
    deep_shadow: light::Patch,
    sides: [edge::Side; 4],
    perspective: f32,
    upside_down: bool,
    width: f32,
    height: f32,
    scale: f32,
    long_side: f32,
}

impl Measures {
    fn of(picture: &Picture) -> Measures {
        let (width, height) = (picture.width(), picture.height());
        let blocks = Blocks::measure(picture);
        let ink = ink::find(picture, &blocks);
        let text = text::measure(&ink, width, height);
        let sharp = sharp::measure(picture, &blocks, &ink, &text);
        let mut measures = Measures {
            even: judge::even(&blocks.list, sharp.paper, sharp.contrast),
            glare: light::glare(&blocks, sharp.light),
            shadow: light::shadow(&blocks, 0.5 * sharp.paper),
            deep_shadow: light::shadow(&blocks, 0.3 * sharp.paper),
            sides: edge::measure(&ink, &text, &blocks, width, height),
            perspective: shape::perspective(&blocks, width, height, sharp.paper),
            upside_down: false,
            width: width as f32,
            height: height as f32,
            scale: picture.scale,
            long_side: width.max(height) as f32 * picture.scale,
            blocks,
            ink,
            text,
            sharp,
        };
        measures.upside_down = judge::upside_down(&measures, &picture.red);
        measures
    }

    /// The radius of the blur, in character heights.
    fn blur(&self) -> f32 {
        self.sharp.blur(self.text.line)
    }

    /// A character's height in the original, as type is measured: ink takes 0.93 of it.
    fn character_px(&self) -> f32 {
        self.text.height * self.scale / 0.93
    }
}

/// What one page shows.
#[derive(Clone, Debug)]
pub struct Look {
    /// What is wrong, without the page's number.
    pub defects: Vec<Defect>,
    /// A character's height in pixels of the original; 0 where there are none.
    pub character_px: u32,
}

/// Looks at a page.
#[must_use]
pub fn look(picture: &Picture) -> Look {
    let mut measures = Measures::of(picture);
    if !judge::has_lines(&measures) {
        // a cover's gold on red, or a board: light writing on a dark ground
        let inverted = Measures::of(&picture.inverted());
        if judge::is_light_writing(&inverted) {
            measures = inverted;
        }
    }
    let defects = judge::judge(&measures);
    Look { defects, character_px: (measures.character_px() + 0.5) as u32 }
}

/// Every measure by name, for those who look for thresholds.
#[doc(hidden)]
#[must_use]
pub fn measures(picture: &Picture) -> Vec<(&'static str, f32)> {
    let m = Measures::of(picture);
    let mut list = vec![
        ("noise", m.blocks.noise),
        ("edge", m.sharp.edge),
        ("blur", m.blur()),
        ("contrast", m.sharp.contrast),
        ("paper", m.sharp.paper),
        ("light", m.sharp.light),
        ("white", m.blocks.white),
        ("range95", m.blocks.range),
        ("even", m.even),
        ("char", m.text.height),
        ("char_px", m.character_px()),
        ("line", m.text.line),
        ("count", m.text.count as f32),
        ("across", m.text.across),
        ("skew", m.text.skew),
        ("level", m.text.level),
        ("glare", m.glare.share),
        ("shadow5", m.shadow.share),
        ("shadow3", m.deep_shadow.share),
        ("persp", m.perspective),
        ("upside", f32::from(u8::from(m.upside_down))),
        ("long", m.long_side),
    ];
    let names = [["cl", "sl", "pl"], ["ct", "st", "pt"], ["cr", "sr", "pr"], ["cb", "sb", "pb"]];
    for ([c, s, p], side) in names.into_iter().zip(m.sides) {
        list.extend([(c, side.characters as f32), (s, side.strokes as f32), (p, side.paper)]);
    }
    list
}
