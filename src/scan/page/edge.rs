//! What runs off the page's edge.

use super::blocks::{Block, Blocks};
use super::ink::Ink;
use super::text::Text;

/// What one side of the picture shows.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Side {
    /// Characters that touch it or come closer than any margin would.
    pub characters: usize,
    /// Characters of the body's size that stand closer than usual.
    pub close: usize,
    /// Thin strokes that meet it at a right angle.
    pub strokes: usize,
    /// The share of it that is as light as paper.
    pub paper: f32,
}

/// Closer than this, in character heights, is no margin.
const MARGIN: f32 = 0.8;
/// A whole line this close is odd: printers leave five.
const LINE_MARGIN: f32 = 2.0;

/// Left, top, right, bottom.
pub(super) fn measure(
    ink: &Ink,
    text: &Text,
    blocks: &Blocks,
    width: usize,
    height: usize,
) -> [Side; 4] {
    let tall = text.height.max(4.0);
    let mut sides = paper(blocks);
    for (piece, is_character) in ink.pieces.iter().zip(&text.is_character) {
        let far = [
            f32::from(piece.left),
            f32::from(piece.top),
            width as f32 - f32::from(piece.right),
            height as f32 - f32::from(piece.bottom),
        ];
        // a cut piece is lower or narrower than it was
        let part = piece.is_texture() && (0.3 * tall..2.0 * tall).contains(&piece.size());
        for (side, far) in sides.iter_mut().zip(far) {
            let close = *is_character && far < MARGIN * tall;
            let body = *is_character && piece.size() > 0.6 * tall;
            side.close += usize::from(body && far < LINE_MARGIN * tall);
            side.characters += usize::from(close || (part && far < 1.5));
        }
    }
    let inward = |side: usize| {
        let touching = ink.runs.iter().filter(move |run| match side {
            0 => run.from <= 1,
            _ => usize::from(run.to) + 1 >= width,
        });
        touching.map(move |run| match side {
            0 => (run.y, run.to),
            _ => (run.y, (width as u16).saturating_sub(run.from)),
        })
    };
    let (top, bottom) = columns(ink, width, height, tall);
    let counts = [strokes(inward(0), tall), top, strokes(inward(2), tall), bottom];
    sides.iter_mut().zip(counts).for_each(|(side, count)| side.strokes = count);
    sides
}

/// How much of each side is paper.
fn paper(blocks: &Blocks) -> [Side; 4] {
    let light = |block: &&Block| f32::from(block.high) >= 0.85 * blocks.white;
    let share = |list: Vec<&Block>| Side {
        paper: list.iter().filter(|block| light(block)).count() as f32 / list.len().max(1) as f32,
        ..Side::default()
    };
    let rows = || blocks.list.chunks_exact(blocks.across);
    [
        share(rows().filter_map(<[Block]>::first).collect()),
        share(rows().next().unwrap_or_default().iter().collect()),
        share(rows().filter_map(<[Block]>::last).collect()),
        share(rows().next_back().unwrap_or_default().iter().collect()),
    ]
}

/// Groups of neighbouring places whose stroke reaches at least two characters inward, and are thinner than half of one.
fn strokes(lengths: impl Iterator<Item = (u16, u16)>, tall: f32) -> usize {
    let mut count = 0;
    let mut group: Option<(u16, u16, u16)> = None;
    let mut close = |group: Option<(u16, u16, u16)>| {
        if let Some((first, last, longest)) = group {
            let thin = f32::from(last - first + 1) <= (0.6 * tall).max(3.0);
            count += usize::from(thin && f32::from(longest) >= 2.0 * tall);
        }
    };
    for (place, length) in lengths {
        group = match group {
            Some((first, last, longest)) if place <= last + 2 => {
                Some((first, place, longest.max(length)))
            }
            other => {
                close(other);
                Some((place, place, length))
            }
        };
    }
    close(group);
    count
}

/// Strokes that meet the top and the bottom.
fn columns(ink: &Ink, width: usize, height: usize, tall: f32) -> (usize, usize) {
    let band = (2.5 * tall) as usize;
    // a stroke that leans crosses columns, so a column goes on where its neighbour did
    let mut depth = [vec![0_u16; width + 2], vec![0_u16; width + 2]];
    let mut follow = |run: &super::ink::Run, far: u16, which: usize| {
        let Some(depth) = depth.get_mut(which) else { return };
        let cells = depth.get_mut(run.from.into()..usize::from(run.to) + 2).unwrap_or_default();
        // the piece goes on if any cell here or beside reached the row before
        if far <= 1 || cells.contains(&far) {
            let inner = cells.len().saturating_sub(2);
            cells.iter_mut().skip(1).take(inner).for_each(|cell| *cell = far + 1);
        }
    };
    for run in ink.runs.iter().take_while(|run| usize::from(run.y) <= band) {
        follow(run, run.y, 0);
    }
    for run in ink.runs.iter().rev().take_while(|run| usize::from(run.y) + band >= height) {
        follow(run, (height as u16).saturating_sub(run.y + 1), 1);
    }
    let [top, bottom] = depth.map(|depth| {
        let deep = (0_u16..).zip(depth).filter(|(_, depth)| f32::from(*depth) >= 2.0 * tall);
        strokes(deep, tall)
    });
    (top, bottom)
}
