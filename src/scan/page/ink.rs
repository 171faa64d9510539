//! Ink, and the pieces that hang together.

use super::blocks::Blocks;
use super::order::quantile;
use super::picture::{BLOCK, Picture};

/// A stretch of ink in one row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    pub y: u16,
    /// First and past the last.
    pub from: u16,
    pub to: u16,
    /// The piece it belongs to.
    pub piece: u32,
}

/// Ink that hangs together, in its box (ends excluded).
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub left: u16,
    pub top: u16,
    pub right: u16,
    pub bottom: u16,
    /// Pixels.
    pub area: u32,
}

impl Piece {
    pub(super) fn width(&self) -> f32 {
        f32::from(self.right.saturating_sub(self.left))
    }

    pub(super) fn height(&self) -> f32 {
        f32::from(self.bottom.saturating_sub(self.top))
    }

    /// Whether its shape can be a character's or a word's: a slanting line fills little of its box, a bar all of it.
    pub(super) fn is_texture(&self) -> bool {
        let (long, short) = (self.width().max(self.height()), self.width().min(self.height()));
        let filled = self.area as f32 / (long * short).max(1.0);
        self.area >= 6 && (long <= 2.5 * short || (0.22..0.85).contains(&filled))
    }

    pub(super) fn middle(&self) -> (f32, f32) {
        (
            (f32::from(self.left) + f32::from(self.right)) / 2.0,
            (f32::from(self.top) + f32::from(self.bottom)) / 2.0,
        )
    }

    /// The side that tells a character's height: parts of one are as long as it is high, words are longer.
    pub(super) fn size(&self) -> f32 {
        let (long, short) = (self.width().max(self.height()), self.width().min(self.height()));
        if long > 2.5 * short { short } else { long }
    }
}

pub(super) struct Ink {
    pub runs: Vec<Run>,
    pub pieces: Vec<Piece>,
}

/// What counts as ink: darker than the middle between the dark and the paper around it, where those differ enough.
struct Threshold(Vec<u8>);

impl Threshold {
    fn new(blocks: &Blocks) -> Threshold {
        let mut all: Vec<f32> = blocks.list.iter().map(|block| block.relative()).collect();
        let strong = quantile(&mut all, 0.95);
        let least = (4.0 * blocks.noise).max(7.0);
        let list = blocks.list.iter().map(|block| {
            let contrast = f32::from(block.paper) - f32::from(block.dark);
            let relative = contrast / (f32::from(block.paper) + 8.0);
            // what is much darker than paper is a table, or lies in a shadow that is told apart
            let dim = f32::from(block.paper) < 0.62 * blocks.white;
            if dim || contrast < least || relative < 0.4 * strong {
                0
            } else {
                (f32::from(block.paper) - 0.42 * contrast) as u8
            }
        });
        Threshold(list.collect())
    }
}

pub(super) fn find(picture: &Picture, blocks: &Blocks) -> Ink {
    let width = picture.width();
    let thresholds = Threshold::new(blocks);
    // grain would tear strokes apart
    let source = if blocks.noise > 5.0 { &blocks.smooth } else { picture.grey() };
    let mut runs: Vec<Run> = Vec::new();
    let mut above = 0..0;
    let mut sets = Sets(Vec::new());
    for ((y, row), limits) in (0_u16..).zip(source.chunks_exact(width)).zip(
        thresholds.0.chunks_exact(blocks.across).flat_map(|row| std::iter::repeat_n(row, BLOCK)),
    ) {
        let start = runs.len();
        let mut open: Option<u16> = None;
        let mut x = 0_u16;
        for (part, &limit) in row.chunks(BLOCK).zip(limits) {
            if limit == 0 && open.is_none() {
                x += part.len() as u16;
                continue;
            }
            for &value in part {
                match (value < limit, open) {
                    (true, None) => open = Some(x),
                    (false, Some(from)) => {
                        runs.push(Run { y, from, to: x, piece: 0 });
                        open = None;
                    }
                    _ => {}
                }
                x += 1;
            }
        }
        if let Some(from) = open {
            runs.push(Run { y, from, to: x, piece: 0 });
        }
        join(&mut runs, above, start, &mut sets);
        above = start..runs.len();
    }
    gather(runs, sets)
}

/// Gives the runs from `start` on the number of a run above that they touch, corners included.
fn join(runs: &mut [Run], above: std::ops::Range<usize>, start: usize, sets: &mut Sets) {
    let Some((old, new)) = runs.split_at_mut_checked(start) else { return };
    let mut above = old.get(above).unwrap_or_default();
    for run in new {
        let mut piece = None;
        while let Some((first, rest)) = above.split_first() {
            if first.to < run.from {
                above = rest;
                continue;
            }
            if first.from > run.to {
                break;
            }
            piece = Some(piece.map_or(first.piece, |known| sets.unite(known, first.piece)));
            // it may reach over the next run of this row too
            if first.to > run.to {
                break;
            }
            above = rest;
        }
        run.piece = piece.unwrap_or_else(|| sets.add());
    }
}

fn gather(mut runs: Vec<Run>, mut sets: Sets) -> Ink {
    let mut places = vec![u32::MAX; sets.0.len()];
    let mut pieces: Vec<Piece> = Vec::new();
    for run in &mut runs {
        let root = sets.root(run.piece);
        let Some(place) = places.get_mut(root as usize) else { continue };
        if *place == u32::MAX {
            *place = pieces.len() as u32;
            pieces.push(Piece {
                left: run.from,
                top: run.y,
                right: run.to,
                bottom: run.y + 1,
                area: 0,
            });
        }
        run.piece = *place;
        let Some(piece) = pieces.get_mut(*place as usize) else { continue };
        piece.left = piece.left.min(run.from);
        piece.right = piece.right.max(run.to);
        piece.bottom = run.y + 1;
        piece.area += u32::from(run.to - run.from);
    }
    Ink { runs, pieces }
}

/// Numbers that turn out to be the same.
struct Sets(Vec<u32>);

impl Sets {
    fn add(&mut self) -> u32 {
        let new = self.0.len() as u32;
        self.0.push(new);
        new
    }

    /// INVARIANT: a number's parent is never larger than it, so this ends.
    fn root(&mut self, mut number: u32) -> u32 {
        while let Some(&parent) = self.0.get(number as usize) {
            if parent >= number {
                break;
            }
            // each step halves the way for the next
            let above = self.0.get(parent as usize).copied().unwrap_or(parent);
            if let Some(own) = self.0.get_mut(number as usize) {
                *own = above;
            }
            number = above;
        }
        number
    }

    fn unite(&mut self, a: u32, b: u32) -> u32 {
        let (a, b) = (self.root(a), self.root(b));
        let (small, large) = (a.min(b), a.max(b));
        if let Some(parent) = self.0.get_mut(large as usize) {
            *parent = small;
        }
        small
    }
}
