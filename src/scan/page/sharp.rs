//! Sharpness, on text alone.

use super::blocks::{Block, Blocks};
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
    /// Share of the page's squares that hold text.
    pub share: f32,
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
    let mut ranges: Vec<f32> = blocks.list.iter().map(|block| f32::from(block.range())).collect();
    let least = (0.35 * quantile(&mut ranges, 0.95)).max(6.0).max(3.0 * blocks.noise);
    let strong = blocks.list.iter().map(|block| f32::from(block.range()) > least);
    let marks: Vec<bool> = if text.count < FEW {
        strong.collect()
    } else {
        strong.zip(held(blocks, ink, text)).map(|(strong, held)| strong && held).collect()
    };
    let chosen: Vec<&Block> =
        blocks.list.iter().zip(&marks).filter(|(_, is)| **is).map(|(block, _)| block).collect();
    let median = |values: &mut Vec<f32>| quantile(values, 0.5);
    let width = picture.width();
    let mut edges: Vec<Vec<f32>> = vec![Vec::new(); DIRECTIONS.len()];
    for ((place, block), _) in blocks.list.iter().enumerate().zip(&marks).filter(|(_, is)| **is) {
        let steps = steps(
            &blocks.smooth,
            width,
            place % blocks.across * BLOCK,
            place / blocks.across * BLOCK,
        );
        for (edges, step) in edges.iter_mut().zip(steps) {
            let step = (step - NOISE_STEP * blocks.noise).max(0.0);
            edges.push(step / (f32::from(block.range()) + 1.0));
        }
    }
    Sharpness {
        edge: edges.iter_mut().map(median).fold(f32::MAX, f32::min),
        contrast: median(&mut chosen.iter().map(|block| f32::from(block.range())).collect()),
        paper: quantile(
            &mut chosen.iter().map(|block| f32::from(block.paper)).collect::<Vec<f32>>(),
            0.3,
        ),
        light: quantile(
            &mut chosen.iter().map(|block| f32::from(block.high)).collect::<Vec<f32>>(),
            0.6,
        ),
        share: chosen.len() as f32 / blocks.list.len().max(1) as f32,
    }
}

/// The squares that hold the middle of a character.
fn held(blocks: &Blocks, ink: &Ink, text: &Text) -> Vec<bool> {
    let mut marks = vec![false; blocks.list.len()];
    for (piece, _) in ink.pieces.iter().zip(&text.is_character).filter(|(_, is)| **is) {
        let rows = usize::from(piece.top) / BLOCK..usize::from(piece.bottom).div_ceil(BLOCK);
        for row in rows {
            let cells = usize::from(piece.left) / BLOCK..usize::from(piece.right).div_ceil(BLOCK);
            let row = marks.iter_mut().skip(row * blocks.across).take(blocks.across);
            row.skip(cells.start).take(cells.len()).for_each(|mark| *mark = true);
        }
    }
    marks
}

/// The largest step in each direction in the square at `left`, `top`.
fn steps(smooth: &[u8], width: usize, left: usize, top: usize) -> [f32; 8] {
    let mut most = [0_i32; 8];
    let rows = smooth.chunks_exact(width).skip(top);
    for (row, below) in rows.clone().zip(rows.skip(1)).take(BLOCK) {
        let end = (left + BLOCK + 1).min(width);
        let (row, below) =
            (row.get(left..end).unwrap_or_default(), below.get(left..end).unwrap_or_default());
        for (pair, &below) in row.windows(2).zip(below) {
            let &[here, right] = pair else { continue };
            let (gx, gy) = (i32::from(right) - i32::from(here), i32::from(below) - i32::from(here));
            for (most, (cos, sin)) in most.iter_mut().zip(DIRECTIONS) {
                *most = (*most).max((gx * cos + gy * sin).abs());
            }
        }
    }
    most.map(|step| step as f32 / 64.0)
}
