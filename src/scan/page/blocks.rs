//! Light, contrast and sharpness in squares of 16 pixels.

use super::order::quantile;
use super::picture::{BLOCK, Picture};

/// One square.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Block {
    /// Darkest and lightest after a 3 × 3 mean: a lone pixel is noise.
    pub low: u8,
    pub high: u8,
    /// Darkest and lightest of the 3 × 3 blocks around it.
    pub dark: u8,
    pub paper: u8,
    /// How far pixels lie from their 3 × 3 mean, on average; clipped ones show none.
    grain: f32,
}

impl Block {
    pub(super) fn range(&self) -> f32 {
        f32::from(self.high) - f32::from(self.low)
    }

    /// Contrast as a part of the light: the same in a shadow.
    pub(super) fn relative(&self) -> f32 {
        self.range() / (f32::from(self.high) + 8.0)
    }
}

/// The squares of a page.
pub(super) struct Blocks {
    pub across: usize,
    pub down: usize,
    pub list: Vec<Block>,
    /// The 3 × 3 mean.
    pub smooth: Vec<u8>,
    /// Standard deviation of the grain, in grey values.
    pub noise: f32,
    /// The light of paper: of the lightest twentieth of squares, the darkest.
    pub white: f32,
    /// The range of the strongest twentieth of squares, and the same as a part of the light.
    pub range: f32,
    pub relative: f32,
}

/// A quantile of what squares show.
pub(super) fn quantile_of(list: &[Block], key: fn(&Block) -> f32, part: f32) -> f32 {
    quantile(&mut list.iter().map(key).collect::<Vec<f32>>(), part)
}

impl Blocks {
    pub(super) fn measure(picture: &Picture) -> Blocks {
        let (width, height) = (picture.width(), picture.height());
        let (across, down) = (width.div_ceil(BLOCK), height.div_ceil(BLOCK));
        let smooth = smooth(picture.grey(), width, height);
        let list = (0..across * down)
            .map(|place| {
                let (left, top) = (place % across * BLOCK, place / across * BLOCK);
                block(picture, &smooth, left, top)
            })
            .collect();
        let mut blocks = Blocks {
            across,
            down,
            list,
            smooth,
            noise: 0.0,
            white: 0.0,
            range: 0.0,
            relative: 0.0,
        };
        blocks.spread();
        // a normal deviation's mean size is 0.8 of it, and the mean takes out a ninth of its square
        blocks.noise = quantile_of(&blocks.list, |block| block.grain, 0.3) / 0.75;
        blocks.white = quantile_of(&blocks.list, |block| block.high.into(), 0.95);
        blocks.range = quantile_of(&blocks.list, Block::range, 0.95);
        blocks.relative = quantile_of(&blocks.list, Block::relative, 0.95);
        blocks
    }

    /// Sets each block's surroundings.
    fn spread(&mut self) {
        for place in 0..self.list.len() {
            let (x, y) = (place % self.across, place / self.across);
            let (mut dark, mut paper) = (255, 0);
            for y in y.saturating_sub(1)..y + 2 {
                for x in x.saturating_sub(1)..(x + 2).min(self.across) {
                    if let Some(block) = self.list.get(y * self.across + x) {
                        dark = block.low.min(dark);
                        paper = block.high.max(paper);
                    }
                }
            }
            if let Some(block) = self.list.get_mut(place) {
                (block.dark, block.paper) = (dark, paper);
            }
        }
    }
}

fn block(picture: &Picture, smooth: &[u8], left: usize, top: usize) -> Block {
    let (mut low, mut high) = (255, 0);
    let (mut grain, mut count) = (0_u32, 0_u32);
    let right = (left + BLOCK).min(picture.width());
    for y in top..(top + BLOCK).min(picture.height()) {
        for place in y * picture.width() + left..y * picture.width() + right {
            if let (Some(&value), Some(&raw)) = (smooth.get(place), picture.grey().get(place)) {
                low = value.min(low);
                high = value.max(high);
                grain += u32::from(raw.abs_diff(value));
                count += 1;
            }
        }
    }
    let grain = if high < 252 && low > 3 { grain as f32 / count as f32 } else { 0.0 };
    Block { low, high, grain, ..Block::default() }
}

/// The 3 × 3 mean; the border is repeated.
fn smooth(grey: &[u8], width: usize, height: usize) -> Vec<u8> {
    let row = |y: usize| grey.get(y * width..(y + 1) * width).unwrap_or_default();
    let mut out = vec![0_u8; grey.len()];
    let mut columns = vec![0_u32; width];
    for (y, out) in out.chunks_exact_mut(width).enumerate() {
        let (above, below) = (row(y.saturating_sub(1)), row((y + 1).min(height - 1)));
        let here = row(y).iter().zip(above.iter().zip(below));
        for (sum, (here, (above, below))) in columns.iter_mut().zip(here) {
            *sum = u32::from(*here) + u32::from(*above) + u32::from(*below);
        }
        let (first, last) = (columns.first(), columns.last());
        let (mut left, mut here) = (first.map_or(0, |sum| *sum), first.map_or(0, |sum| *sum));
        for (out, right) in out.iter_mut().zip(columns.iter().skip(1).chain(last)) {
            // 3641 / 32768 is a ninth
            *out = (((left + here + right) * 3641 + 16384) >> 15) as u8;
            (left, here) = (here, *right);
        }
    }
    out
}
