//! What runs off the page's edge.

use super::blocks::Blocks;
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
    let mut sides = [Side::default(); 4];
    for (place, side) in sides.iter_mut().enumerate() {
        side.paper = paper(blocks, place);
        for (piece, is_character) in ink.pieces.iter().zip(&text.is_character) {
            let far = match place {
                0 => piece.left,
                1 => piece.top,
                2 => width as u32 - piece.right,
                _ => height as u32 - piece.bottom,
            };
            let (far, size) = (far as f32, piece.size());
            if *is_character && size > 0.6 * tall && far < LINE_MARGIN * tall {
                side.close += 1;
            }
            // a cut piece is lower or narrower than it was
            let part = far < 1.5 && (0.3 * tall..2.0 * tall).contains(&size) && piece.is_texture();
            if part || *is_character && far < MARGIN * tall {
                side.characters += 1;
            }
        }
        let mut strokes = Strokes { tall, count: 0, first: 0, last: 0, longest: 0 };
        match place {
            0 | 2 => strokes.beside(ink, if place == 0 { None } else { Some(width as u32) }),
            _ => strokes.along(ink, width, height, place == 1),
        }
        strokes.close();
        side.strokes = strokes.count;
    }
    sides
}

/// How much of a side is paper.
fn paper(blocks: &Blocks, side: usize) -> f32 {
    let (mut light, mut all) = (0.0, 0.0);
    for (place, block) in blocks.list.iter().enumerate() {
        let (x, y) = (place % blocks.across, place / blocks.across);
        let far = match side {
            0 => x,
            1 => y,
            2 => blocks.across - 1 - x,
            _ => blocks.down - 1 - y,
        };
        if far == 0 {
            all += 1.0;
            if f32::from(block.high) >= 0.85 * blocks.white {
                light += 1.0;
            }
        }
    }
    light / all
}

/// Counts groups of neighbouring places whose stroke reaches at least two characters inward, and are thinner than half
/// of one.
struct Strokes {
    tall: f32,
    count: usize,
    /// The group that may go on.
    first: u32,
    last: u32,
    longest: u32,
}

impl Strokes {
    fn take(&mut self, place: u32, length: u32) {
        if self.longest == 0 || place > self.last + 2 {
            self.close();
            (self.first, self.longest) = (place, 0);
        }
        (self.last, self.longest) = (place, self.longest.max(length));
    }

    fn close(&mut self) {
        let thin = (self.last - self.first + 1) as f32 <= (0.6 * self.tall).max(3.0);
        if thin && self.longest as f32 >= 2.0 * self.tall {
            self.count += 1;
        }
    }

    /// Strokes that meet the left side, or the right one at `end`.
    fn beside(&mut self, ink: &Ink, end: Option<u32>) {
        for run in &ink.runs {
            match end {
                None if run.from <= 1 => self.take(run.y, run.to),
                Some(end) if run.to + 1 >= end => self.take(run.y, end - run.from),
                _ => {}
            }
        }
    }

    /// Strokes that meet the top, or the bottom.
    fn along(&mut self, ink: &Ink, width: usize, height: usize, top: bool) {
        // how far a stroke came in each column; one that leans goes on where its neighbour did
        let mut depth = vec![0_u32; width + 2];
        for place in 0..ink.runs.len() {
            let place = if top { place } else { ink.runs.len() - 1 - place };
            let Some(run) = ink.runs.get(place) else { return };
            let far = if top { run.y } else { height as u32 - 1 - run.y };
            if far as f32 > 2.5 * self.tall {
                break;
            }
            let cells = depth.get_mut(run.from as usize..run.to as usize + 2).unwrap_or_default();
            if far <= 1 || cells.contains(&far) {
                let inner = cells.len().saturating_sub(2);
                cells.iter_mut().skip(1).take(inner).for_each(|cell| *cell = far + 1);
            }
        }
        for (place, &depth) in depth.iter().enumerate() {
            if depth as f32 >= 2.0 * self.tall {
                self.take(place as u32, depth);
            }
        }
    }
}
