//! Light, contrast and sharpness in squares of 16 pixels.

use super::order::quantile;
use super::picture::{BLOCK, Picture};

/// One square.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    /// Darkest and lightest after a 3 × 3 mean: a lone pixel is noise.
    pub low: u8,
    pub high: u8,
    /// Darkest and lightest of the 3 × 3 blocks around it.
    pub dark: u8,
    pub paper: u8,
    /// Darkest pixel as it is.
    pub least: u8,
    /// How far pixels lie from their 3 × 3 mean, summed.
    grain: u16,
    pixels: u16,
}

impl Block {
    fn new() -> Block {
        Block { low: 255, high: 0, dark: 255, paper: 0, least: 255, grain: 0, pixels: 0 }
    }

    pub(super) fn range(&self) -> u8 {
        self.high.saturating_sub(self.low)
    }

    /// Contrast as a part of the light: the same in a shadow.
    pub(super) fn relative(&self) -> f32 {
        f32::from(self.range()) / (f32::from(self.high) + 8.0)
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
}

impl Blocks {
    pub(super) fn measure(picture: &Picture) -> Blocks {
        let width = picture.width();
        let (across, down) = (width.div_ceil(BLOCK), picture.height().div_ceil(BLOCK));
        let smooth = smooth(picture.grey(), width);
        let mut list = vec![Block::new(); across * down];
        let rows = smooth.chunks_exact(width).zip(picture.grey().chunks_exact(width));
        for (y, (row, raw)) in rows.enumerate() {
            let blocks = list.iter_mut().skip(y / BLOCK * across);
            for ((block, here), raw) in blocks.zip(row.chunks(BLOCK)).zip(raw.chunks(BLOCK)) {
                block.add(here, raw);
            }
        }
        let mut blocks = Blocks { across, down, list, smooth, noise: 0.0, white: 0.0 };
        blocks.spread();
        blocks.noise = blocks.grain();
        let mut lights: Vec<f32> = blocks.list.iter().map(|block| f32::from(block.high)).collect();
        blocks.white = quantile(&mut lights, 0.95);
        blocks
    }

    /// Sets each block's surroundings.
    fn spread(&mut self) {
        let across = self.across;
        let rows: Vec<(u8, u8)> = self
            .list
            .chunks_exact(across)
            .flat_map(|row| {
                (0..across).map(|x| {
                    let near =
                        row.get(x.saturating_sub(1)..(x + 2).min(across)).unwrap_or_default();
                    near.iter()
                        .fold((255, 0), |(dark, paper), b| (b.low.min(dark), b.high.max(paper)))
                })
            })
            .collect();
        for (place, block) in self.list.iter_mut().enumerate() {
            let above = place.checked_sub(across).and_then(|place| rows.get(place));
            let near = [rows.get(place), above, rows.get(place + across)];
            for (dark, paper) in near.into_iter().flatten() {
                block.dark = block.dark.min(*dark);
                block.paper = block.paper.max(*paper);
            }
        }
    }

    /// Grain in the more even squares; clipped ones show none.
    fn grain(&self) -> f32 {
        let mut grains: Vec<f32> = self
            .list
            .iter()
            .map(|block| match block.high < 252 && block.low > 3 {
                true => f32::from(block.grain) / f32::from(block.pixels.max(1)),
                false => 0.0,
            })
            .collect();
        // a normal deviation's mean size is 0.8 of it, and the mean takes out a ninth of its square
        quantile(&mut grains, 0.3) / 0.75
    }
}

impl Block {
    fn add(&mut self, here: &[u8], raw: &[u8]) {
        for (&value, &raw) in here.iter().zip(raw) {
            self.low = self.low.min(value);
            self.high = self.high.max(value);
            self.least = self.least.min(raw);
            self.grain += u16::from(raw.abs_diff(value));
        }
        self.pixels += here.len() as u16;
    }
}

/// The 3 × 3 mean; the border is repeated.
fn smooth(grey: &[u8], width: usize) -> Vec<u8> {
    let rows: Vec<&[u8]> = grey.chunks_exact(width).collect();
    let mut out = Vec::with_capacity(grey.len());
    let mut sums = vec![0_u16; width + 2];
    for (y, row) in rows.iter().enumerate() {
        let above = y.checked_sub(1).and_then(|y| rows.get(y)).unwrap_or(row);
        let below = rows.get(y + 1).unwrap_or(row);
        let three = above.iter().zip(*row).zip(*below);
        for (sum, ((&a, &b), &c)) in sums.iter_mut().skip(1).zip(three) {
            *sum = u16::from(a) + u16::from(b) + u16::from(c);
        }
        let (second, before) = (sums.get(1).copied(), sums.get(width).copied());
        if let Some(first) = sums.first_mut() {
            *first = second.unwrap_or(0);
        }
        if let Some(last) = sums.last_mut() {
            *last = before.unwrap_or(0);
        }
        // 3641 / 32768 is a ninth
        out.extend(sums.windows(3).map(|three| {
            let sum: u32 = three.iter().map(|&sum| u32::from(sum)).sum();
            ((sum * 3641 + 16384) >> 15) as u8
        }));
    }
    out
}
