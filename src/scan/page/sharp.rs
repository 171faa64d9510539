//! Sharpness, on text alone.

use super::blocks::{Block, Blocks, quantile_of};
use super::ink::Ink;
use super::order::quantile;
use super::picture::{BLOCK, Picture};
use super::text::Text;

/// What edges of text show.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sharpness {
    /// The steepest step between neighbours over the contrast, in the direction where it is least.
    pub edge: f32,
    /// The median range of text squares.
    pub contrast: f32,
    /// The light of the paper around text; of its darker third, so that a reflection does not raise it.
    pub paper: f32,
    /// The light within text squares, of the lighter part.
    pub light: f32,
}

/// The largest step between 3 × 3 means that noise of deviation 1 makes in a square, less what it hides.
const NOISE_STEP: f32 = 0.75;

/// Directions in which steps are taken: cosine and sine over the larger of both, in 1 / 64.
const DIRECTIONS: [(i32, i32); 8] =
    [(64, 0), (64, 27), (64, 64), (27, 64), (0, 64), (-27, 64), (-64, 64), (-64, 27)];

/// What thin strokes and scaling may add to a radius, in pixels: much for small print, nothing for large.
const UNSURE: f32 = 0.25;

impl Sharpness {
    /// The radius of the blur, in character heights.
    ///
    /// An edge blurred by a Gaussian of deviation s has a steepest step of 0.4 / s of its contrast; pixels and the 3 × 3
    /// mean alone make 0.9.
    pub(super) fn blur(&self, character: f32) -> f32 {
        let whole = 0.4 / self.edge.max(0.004);
        ((whole * whole - 0.81).max(0.0).sqrt() - UNSURE).max(0.0) / character.max(3.0)
    }
}

/// Fewer characters than this do not speak for a page.
pub(super) const FEW: usize = 12;

/// Measures the squares that hold characters; where there are none, those of most contrast.
pub(super) fn measure(picture: &Picture, blocks: &Blocks, ink: &Ink, text: &Text) -> Sharpness {
    let least = (0.35 * blocks.range).max(6.0).max(3.0 * blocks.noise);
    let held = held(blocks, ink, text);
    let mut chosen: Vec<Block> = Vec::new();
    // the steps of all squares in one direction, then in the next
    let mut edges: [Vec<f32>; 8] = Default::default();
    for (place, block) in blocks.list.iter().enumerate() {
        let has_text = text.count < FEW || held.get(place) == Some(&true);
        if block.range() <= least || !has_text {
            continue;
        }
        chosen.push(*block);
        let (left, top) = (place % blocks.across * BLOCK, place / blocks.across * BLOCK);
        let steps = steps(&blocks.smooth, picture.width(), left, top);
        for (edges, step) in edges.iter_mut().zip(steps) {
            let step = (step as f32 / 64.0 - NOISE_STEP * blocks.noise).max(0.0);
            edges.push(step / (block.range() + 1.0));
        }
    }
    let mut edge = f32::MAX;
    for edges in &mut edges {
        edge = edge.min(quantile(edges, 0.5));
    }
    Sharpness {
        edge,
        contrast: quantile_of(&chosen, Block::range, 0.5),
        paper: quantile_of(&chosen, |block| block.paper.into(), 0.3),
        light: quantile_of(&chosen, |block| block.high.into(), 0.6),
    }
}

/// The squares that a character's box touches.
fn held(blocks: &Blocks, ink: &Ink, text: &Text) -> Vec<bool> {
    let mut marks = vec![false; blocks.list.len()];
    for (piece, is_character) in ink.pieces.iter().zip(&text.is_character) {
        if !is_character {
            continue;
        }
        for y in piece.top as usize / BLOCK..(piece.bottom as usize).div_ceil(BLOCK) {
            for x in piece.left as usize / BLOCK..(piece.right as usize).div_ceil(BLOCK) {
                if let Some(mark) = marks.get_mut(y * blocks.across + x) {
                    *mark = true;
                }
            }
        }
    }
    marks
}

/// The largest step in each direction in the square at `left`, `top`.
fn steps(smooth: &[u8], width: usize, left: usize, top: usize) -> [i32; 8] {
    let mut most = [0_i32; 8];
    for y in top..top + BLOCK {
        let right = (left + BLOCK).min(width - 1);
        for place in y * width + left..y * width + right {
            let at = |place: usize| smooth.get(place).map(|&value| i32::from(value));
            let (Some(here), Some(right), Some(below)) =
                (at(place), at(place + 1), at(place + width))
            else {
                return most;
            };
            for (most, (cos, sin)) in most.iter_mut().zip(&DIRECTIONS) {
                *most = (*most).max(((right - here) * cos + (below - here) * sin).abs());
            }
        }
    }
    most
}
