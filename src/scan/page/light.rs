//! Reflections and shadows.

use super::blocks::Blocks;

/// A part of the page: its share, and its box in squares (ends excluded).
#[derive(Clone, Copy, Debug)]
pub(super) struct Patch {
    pub share: f32,
    from: (usize, usize),
    to: (usize, usize),
}

impl Patch {
    fn new() -> Patch {
        Patch { share: 0.0, from: (usize::MAX, usize::MAX), to: (0, 0) }
    }

    fn add(&mut self, x: usize, y: usize) {
        self.from = (x.min(self.from.0), y.min(self.from.1));
        self.to = (self.to.0.max(x + 1), self.to.1.max(y + 1));
    }

    /// Left, top, right, bottom, as parts of the page.
    pub(super) fn region(&self, blocks: &Blocks) -> [f32; 4] {
        let (across, down) = (blocks.across as f32, blocks.down as f32);
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
    let mut best = Patch::new();
    if paper >= 240.0 {
        return best;
    }
    let (across, down) = (blocks.across, blocks.down);
    let mut open: Vec<bool> = blocks.list.iter().map(|block| block.low >= 249).collect();
    let mut todo = Vec::new();
    for start in 0..open.len() {
        todo.push(start);
        let mut count = 0_usize;
        let mut patch = Patch::new();
        // squares at the left and right sides, and at the upper and lower ones
        let (mut beside, mut along) = ([0; 2], [0; 2]);
        while let Some(place) = todo.pop() {
            if !open.get_mut(place).is_some_and(std::mem::take) {
                continue;
            }
            count += 1;
            let (x, y) = (place % across, place / across);
            patch.add(x, y);
            beside = [beside[0] + usize::from(x == 0), beside[1] + usize::from(x + 1 == across)];
            along = [along[0] + usize::from(y == 0), along[1] + usize::from(y + 1 == down)];
            for (is, near) in [
                (x > 0, place.wrapping_sub(1)),
                (x + 1 < across, place + 1),
                (true, place.wrapping_sub(across)),
                (true, place + across),
            ] {
                if is {
                    todo.push(near);
                }
            }
        }
        let outside = beside[0].max(beside[1]) * 2 > down || along[0].max(along[1]) * 2 > across;
        patch.share = count as f32 / open.len() as f32;
        if !outside && patch.share > best.share {
            best = patch;
        }
    }
    best
}

/// The share of text on paper darker than `limit`, and where.
pub(super) fn shadow(blocks: &Blocks, limit: f32) -> Patch {
    let least = (4.0 * blocks.noise).max(6.0);
    let (mut lit, mut dim) = (0_u32, 0_u32);
    let mut patch = Patch::new();
    for (place, block) in blocks.list.iter().enumerate() {
        if block.range() < least || block.relative() < 0.4 * blocks.relative {
            continue;
        }
        if f32::from(block.paper) >= limit {
            lit += 1;
        } else {
            dim += 1;
            patch.add(place % blocks.across, place / blocks.across);
        }
    }
    patch.share = dim as f32 / (lit + dim).max(1) as f32;
    patch
}
