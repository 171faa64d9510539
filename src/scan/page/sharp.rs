//! Sharpness, on text alone.

use super::blocks::{Blocks, quantile};

/// What edges of text show.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sharpness {
    /// The steepest step between neighbours over the contrast, in the direction where it is least (`edge_min`).
    pub edge: f32,
    /// The median range of text squares.
    pub contrast: f32,
    /// The median light of the paper around text.
    pub paper: f32,
    /// Share of the page's squares that hold text.
    pub share: f32,
}

/// Steps between 3 × 3 means, from noise of deviation 1, at most, in a square (seen in simulation).
const NOISE_STEP: f32 = 0.75;

pub(super) fn measure(blocks: &Blocks) -> Sharpness {
    let mut ranges: Vec<f32> = blocks.list.iter().map(|block| f32::from(block.range())).collect();
    let least = (0.35 * quantile(&mut ranges, 0.95)).max(6.0).max(3.0 * blocks.noise);
    let text: Vec<_> =
        blocks.list.iter().filter(|block| f32::from(block.range()) > least).collect();
    let median = |values: &mut Vec<f32>| quantile(values, 0.5);
    let steps = (0..4_usize).map(|direction| {
        let mut edges: Vec<f32> = text
            .iter()
            .map(|block| {
                let step = f32::from(block.steps.get(direction).copied().unwrap_or(0));
                (step - NOISE_STEP * blocks.noise).max(0.0) / (f32::from(block.range()) + 1.0)
            })
            .collect();
        median(&mut edges)
    });
    Sharpness {
        edge: steps.fold(f32::MAX, f32::min),
        contrast: median(&mut text.iter().map(|block| f32::from(block.range())).collect()),
        paper: median(&mut text.iter().map(|block| f32::from(block.paper)).collect()),
        share: text.len() as f32 / blocks.list.len().max(1) as f32,
    }
}
