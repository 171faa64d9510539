//! Ink, and the pieces that hang together.

use super::blocks::{Block, Blocks};
use super::picture::{BLOCK, Picture};

/// A stretch of ink in one row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    pub y: u32,
    /// First and past the last.
    pub from: u32,
    pub to: u32,
    /// The piece it belongs to.
    pub piece: usize,
}

/// Ink that hangs together, in its box (ends excluded).
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub left: u32,
    pub top: u32,
    pub right: u32,
    pub bottom: u32,
    /// Pixels; 0 for what turned out to be a part of an earlier piece.
    pub area: u32,
    /// That earlier piece, or itself.
    part_of: usize,
}

impl Piece {
    /// The longer side, and the shorter.
    fn sides(&self) -> (f32, f32) {
        let (width, height) = (self.right - self.left, self.bottom - self.top);
        (width.max(height) as f32, width.min(height) as f32)
    }

    /// Whether its shape can be a character's or a word's: a slanting line fills little of its box, a bar all of it.
    pub(super) fn is_texture(&self) -> bool {
        let (long, short) = self.sides();
        let filled = self.area as f32 / (long * short);
        self.area >= 6 && (long <= 2.5 * short || (0.22..0.85).contains(&filled))
    }

    /// The side that tells a character's height: parts of one are as long as it is high, words are longer.
    pub(super) fn size(&self) -> f32 {
        let (long, short) = self.sides();
        if long > 2.5 * short { short } else { long }
    }
}

pub(super) struct Ink {
    pub runs: Vec<Run>,
    pub pieces: Vec<Piece>,
}

/// What is darker than this is ink: the middle between the dark and the paper around it, where those differ enough; else 0.
fn threshold(block: &Block, blocks: &Blocks) -> u8 {
    let paper = f32::from(block.paper);
    let contrast = paper - f32::from(block.dark);
    let faint = contrast < (4.0 * blocks.noise).max(7.0);
    // what is much darker than paper is a table, or lies in a shadow that is told apart
    if faint || paper < 0.62 * blocks.white || contrast / (paper + 8.0) < 0.4 * blocks.relative {
        0
    } else {
        (paper - 0.42 * contrast) as u32 as u8
    }
}

pub(super) fn find(picture: &Picture, blocks: &Blocks) -> Ink {
    let width = picture.width();
    let thresholds: Vec<u8> = blocks.list.iter().map(|block| threshold(block, blocks)).collect();
    // grain would tear strokes apart
    let source = if blocks.noise > 5.0 { &blocks.smooth } else { picture.grey() };
    let mut ink = Ink { runs: Vec::new(), pieces: Vec::new() };
    let mut above = 0;
    for (y, row) in source.chunks_exact(width).enumerate() {
        let start = ink.runs.len();
        let limits = thresholds.get(y / BLOCK * blocks.across..).unwrap_or_default();
        let (mut x, mut open) = (0, None);
        for (square, limit) in row.chunks(BLOCK).zip(limits) {
            for value in square {
                match open {
                    None if value < limit => open = Some(x),
                    Some(from) if value >= limit => {
                        ink.runs.push(Run { y: y as u32, from, to: x, piece: 0 });
                        open = None;
                    }
                    _ => {}
                }
                x += 1;
            }
        }
        if let Some(from) = open {
            ink.runs.push(Run { y: y as u32, from, to: x, piece: 0 });
        }
        ink.join(above, start);
        above = start;
    }
    for place in 0..ink.runs.len() {
        if let Some(&run) = ink.runs.get(place) {
            let root = ink.root(run.piece);
            if let Some(run) = ink.runs.get_mut(place) {
                run.piece = root;
            }
            if let Some(piece) = ink.pieces.get_mut(root) {
                piece.left = piece.left.min(run.from);
                piece.right = piece.right.max(run.to);
                piece.bottom = run.y + 1;
                piece.area += run.to - run.from;
            }
        }
    }
    ink
}

impl Ink {
    /// Gives the runs from `start` on the piece of a run from `above` on that they touch, corners included.
    fn join(&mut self, mut above: usize, start: usize) {
        for place in start..self.runs.len() {
            let Some(&run) = self.runs.get(place) else { return };
            let mut piece = usize::MAX;
            while let Some(&over) = self.runs.get(above).filter(|_| above < start) {
                if over.to >= run.from && over.from <= run.to {
                    piece = self.unite(piece, over.piece);
                }
                // it may reach over the next run of this row too
                if over.to > run.to {
                    break;
                }
                above += 1;
            }
            if piece == usize::MAX {
                piece = self.pieces.len();
                self.pieces.push(Piece {
                    left: run.from,
                    top: run.y,
                    right: run.to,
                    bottom: run.y,
                    area: 0,
                    part_of: piece,
                });
            }
            if let Some(run) = self.runs.get_mut(place) {
                run.piece = piece;
            }
        }
    }

    /// The piece that this one is a part of.
    ///
    /// INVARIANT: what a piece is part of never comes after it, so this ends.
    fn root(&mut self, mut piece: usize) -> usize {
        while let Some(above) = self.part_of(piece).filter(|above| *above < piece) {
            // each step halves the way for the next
            let next = self.part_of(above).unwrap_or(above);
            if let Some(own) = self.pieces.get_mut(piece) {
                own.part_of = next;
            }
            piece = next;
        }
        piece
    }

    fn part_of(&self, piece: usize) -> Option<usize> {
        self.pieces.get(piece).map(|piece| piece.part_of)
    }

    fn unite(&mut self, a: usize, b: usize) -> usize {
        let (a, b) = (self.root(a), self.root(b));
        let (small, large) = (a.min(b), a.max(b));
        if let Some(piece) = self.pieces.get_mut(large) {
            piece.part_of = small;
        }
        small
    }
}
