//! Reflections and shadows.

use super::blocks::{Block, Blocks};
use super::order::quantile;

/// A part of the page: its share, and its box in squares (ends excluded).
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Patch {
    pub share: f32,
    pub from: (usize, usize),
    pub to: (usize, usize),
}

impl Patch {
    /// Left, top, right, bottom, as parts of the page.
    pub(super) fn region(&self, blocks: &Blocks) -> [f32; 4] {
        let (across, down) = (blocks.across.max(1) as f32, blocks.down.max(1) as f32);
        [
            self.from.0 as f32 / across,
            self.from.1 as f32 / down,
            self.to.0 as f32 / across,
            self.to.1 as f32 / down,
        ]
    }
}

/// The largest patch of white without a trace, on paper that is darker.
///
/// Only on paper that is not white itself; one that runs along half a side is what the page lies on.
pub(super) fn glare(blocks: &Blocks, paper: f32) -> Patch {
    if paper >= 240.0 {
        return Patch::default();
    }
    let mut open: Vec<bool> = blocks.list.iter().map(|block| block.low >= 249).collect();
    let mut best = Patch::default();
    let mut todo = Vec::new();
    for start in 0..open.len() {
        if open.get(start) != Some(&true) {
            continue;
        }
        todo.push(start);
        let mut count = 0_usize;
        let (mut from, mut to) = ((usize::MAX, usize::MAX), (0, 0));
        let mut edges = [0_usize; 4];
        while let Some(place) = todo.pop() {
            let Some(cell) = open.get_mut(place) else { continue };
            if !std::mem::take(cell) {
                continue;
            }
            count += 1;
            let (x, y) = (place % blocks.across, place / blocks.across);
            from = (x.min(from.0), y.min(from.1));
            to = (to.0.max(x + 1), to.1.max(y + 1));
            let at = [x == 0, y == 0, x + 1 == blocks.across, y + 1 == blocks.down];
            edges.iter_mut().zip(at).for_each(|(edge, at)| *edge += usize::from(at));
            todo.extend((x > 0).then(|| place - 1));
            todo.extend((x + 1 < blocks.across).then_some(place + 1));
            todo.extend(place.checked_sub(blocks.across));
            todo.push(place + blocks.across);
        }
        let sides = [blocks.down, blocks.across, blocks.down, blocks.across];
        let outside = edges.iter().zip(sides).any(|(edge, side)| edge * 2 > side);
        let share = count as f32 / open.len() as f32;
        if !outside && share > best.share {
            best = Patch { share, from, to };
        }
    }
    best
}

/// The share of text on paper darker than `limit`, and where.
pub(super) fn shadow(blocks: &Blocks, limit: f32) -> Patch {
    let mut all: Vec<f32> = blocks.list.iter().map(Block::relative).collect();
    let strong = 0.4 * quantile(&mut all, 0.95);
    let least = (4.0 * blocks.noise).max(6.0);
    let (mut lit, mut dim) = (0_usize, 0_usize);
    let mut patch = Patch { share: 0.0, from: (usize::MAX, usize::MAX), to: (0, 0) };
    for (place, block) in blocks.list.iter().enumerate() {
        if f32::from(block.range()) < least || block.relative() < strong {
            continue;
        }
        if f32::from(block.paper) >= limit {
            lit += 1;
            continue;
        }
        dim += 1;
        let (x, y) = (place % blocks.across, place / blocks.across);
        patch.from = (patch.from.0.min(x), patch.from.1.min(y));
        patch.to = (patch.to.0.max(x + 1), patch.to.1.max(y + 1));
    }
    patch.share = dim as f32 / (lit + dim).max(1) as f32;
    patch
}
