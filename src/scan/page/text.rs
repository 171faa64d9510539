//! Characters and lines: how high, how level, and which way they run.

use super::ink::{Ink, Piece};
use super::order::{counted, middle, quantile, weigh};

/// What is known about a page's characters.
#[derive(Clone, Debug, Default)]
pub(super) struct Text {
    /// A character's height, in pixels of the buffer; 0 for none.
    pub height: f32,
    /// Pieces of a character's size.
    pub count: usize,
    /// How much longer stretches of text are across than down; under 1, lines run down the page.
    pub across: f32,
    /// The height of lines, at most that of characters; less where those ran together.
    pub line: f32,
    /// The angle of the lines, in degrees; positive when they fall to the right.
    pub skew: f32,
    /// How much the best angle stands out.
    pub level: f32,
    /// Whether each piece is of a character's size.
    pub is_character: Vec<bool>,
}

/// How far the best angle stands out, at least, where there are lines; photographs of other things stay under it.
pub(super) const LINES: f32 = 3.8;
/// Headings of small print are at most this high, in pixels of the buffer.
const SMALL: f32 = 15.0;
/// Angles beyond this are looked for by nobody: such a page is turned.
const MOST_DEGREES: f32 = 16.0;

pub(super) fn measure(ink: &Ink, width: usize, height: usize) -> Text {
    // what touches the border is cut, or lies around the page
    let plausible = |piece: &Piece, least: f32, most: f32| {
        let size = piece.size();
        let inside = piece.left > 0
            && piece.top > 0
            && (piece.right as usize) < width
            && (piece.bottom as usize) < height;
        inside && size >= least.max(3.0) && size < most && piece.is_texture()
    };
    // Small pieces are dots and parts, and many, so a piece counts as often as it is high.
    let (mut weights, mut counts) = (Vec::new(), Vec::new());
    for piece in &ink.pieces {
        let size = piece.size();
        if plausible(piece, 0.0, width.min(height) as f32 / 5.0) {
            weigh(&mut weights, size as usize, size);
            weigh(&mut counts, size as usize, 1.0);
        }
    }
    let rough = middle(&weights) as f32;
    for (size, count) in counts.iter_mut().enumerate() {
        let size = size as f32;
        if size <= 0.5 * rough || size >= 1.7 * rough {
            *count = 0.0;
        }
    }
    // the mean about the 70th of a hundred, which is finer than whole pixels
    let (low, high) = (counted(&counts, 0.55), counted(&counts, 0.85));
    let (mut sum, mut some) = (0.0, 0.0);
    for (size, count) in counts.iter().enumerate().take(high + 1).skip(low) {
        sum += size as f32 * count;
        some += count;
    }
    let tall = sum / some.max(1.0);
    let is_character: Vec<bool> =
        ink.pieces.iter().map(|piece| plausible(piece, 0.4 * tall, 1.8 * tall)).collect();
    let count = is_character.iter().filter(|is| **is).count();
    let mut text = Text { height: tall, count, is_character, ..Text::default() };
    if count > 0 {
        text.across = stretches(ink, &text, width, height);
        let mut lines = Lines::new(ink, &text, width, height);
        (text.skew, text.level) = lines.angle(tall);
        // Where small print ran together, only headings were left to measure; but its lines are as high as it.
        text.line = lines.band(text.skew).min(tall).max(0.4 * tall);
        if text.level >= LINES && tall < SMALL && text.line < 0.7 * tall {
            text.height = text.line;
        }
    }
    text
}

/// The mean stretch of text across over that down, where gaps between characters are bridged and longer ones weigh more.
///
/// Characters of a line stand closer than lines do, in every script; boxes count, since strokes leave gaps of their own.
fn stretches(ink: &Ink, text: &Text, width: usize, height: usize) -> f32 {
    let gap = (0.3 * text.height).max(1.0) as usize;
    let mut filled = vec![false; width * height];
    for (piece, is_character) in ink.pieces.iter().zip(&text.is_character) {
        for y in piece.top..piece.bottom {
            let row = y as usize * width;
            let cells = row + piece.left as usize..row + piece.right as usize;
            if let Some(cells) = filled.get_mut(cells).filter(|_| *is_character) {
                cells.fill(true);
            }
        }
    }
    let across = mean_stretch(&filled, (width, 1), (height, width), gap);
    across / mean_stretch(&filled, (height, width), (width, 1), gap).max(1.0)
}

/// The mean stretch of filled cells along one side; of each side, how many places there are and how far apart.
fn mean_stretch(filled: &[bool], along: (usize, usize), lines: (usize, usize), gap: usize) -> f32 {
    let (mut sum, mut squares) = (0.0, 0.0);
    let mut add = |length: usize| {
        sum += length as f32;
        squares += (length * length) as f32;
    };
    for line in 0..lines.0 {
        // first and past the last of the stretch that may go on
        let (mut from, mut to) = (0, 0);
        for place in 0..along.0 {
            if filled.get(line * lines.1 + place * along.1) == Some(&true) {
                if to == 0 || place > to + gap {
                    add(to - from);
                    from = place;
                }
                to = place + 1;
            }
        }
        add(to - from);
    }
    squares / f32::max(sum, 1.0)
}

/// Ink of characters, thinned out, and how it lies in lines.
struct Lines {
    points: Vec<(f32, f32)>,
    /// Whether lines run down the page.
    down: bool,
    along: f32,
    across: f32,
    /// Ink in rows that follow the lines.
    rows: Vec<f32>,
}

impl Lines {
    fn new(ink: &Ink, text: &Text, width: usize, height: usize) -> Lines {
        let mut points = Vec::new();
        for run in &ink.runs {
            if text.is_character.get(run.piece) == Some(&true) {
                for x in run.from..run.to {
                    // a lattice that treats strokes across and down alike
                    if (x + 2 * run.y).is_multiple_of(5) {
                        points.push((x as f32, run.y as f32));
                    }
                }
            }
        }
        let (width, height) = (width as f32, height as f32);
        let down = text.across < 1.0;
        let (along, across) = if down { (height, width) } else { (width, height) };
        Lines { points, down, along, across, rows: Vec::new() }
    }

    /// The median height of lines, each as heavy as its ink.
    fn band(&mut self, degrees: f32) -> f32 {
        self.energy(degrees, 1, 1.0);
        let mut some: Vec<f32> = Vec::new();
        for &count in &self.rows {
            if count > 0.0 {
                some.push(count);
            }
        }
        let least = 0.25 * quantile(&mut some, 0.8);
        let mut bands = Vec::new();
        let (mut high, mut heavy) = (0, 0.0);
        for &count in &self.rows {
            if count > least {
                high += 1;
                heavy += count;
            } else {
                weigh(&mut bands, high, heavy);
                (high, heavy) = (0, 0.0);
            }
        }
        middle(&bands) as f32
    }

    /// The angle at which rows of ink and of paper part best, and by how much.
    fn angle(&mut self, tall: f32) -> (f32, f32) {
        let row = (tall / 5.0).max(1.0);
        let mut all = Vec::new();
        let thin = (self.points.len() / 20_000).max(1);
        let (middle, most) = self.best(0.0, 1.0, MOST_DEGREES, thin, row, &mut all);
        let level = most / quantile(&mut all, 0.5).max(1e-9);
        let thin = (self.points.len() / 10_000).max(1);
        (self.best(middle, 0.25, 4.0, thin, row, &mut all).0, level)
    }

    /// The best of the angles up to `count` steps from `middle`, and its energy; the energies of all are noted.
    fn best(
        &mut self,
        middle: f32,
        step: f32,
        count: f32,
        thin: usize,
        row: f32,
        all: &mut Vec<f32>,
    ) -> (f32, f32) {
        let mut best = (0.0, 0.0);
        let mut now = -count;
        while now <= count {
            let found = self.energy(middle + now * step, thin, row);
            all.push(found);
            if found > best.1 {
                best = (middle + now * step, found);
            }
            now += 1.0;
        }
        best
    }

    /// How uneven a projection along the lines is; only one point of `thin` counts, and rows are `row` high.
    fn energy(&mut self, degrees: f32, thin: usize, row: f32) -> f32 {
        // the tangent of an angle under 20 degrees, to four digits
        let angle = degrees.to_radians();
        let slope = angle * (1.0 + angle * angle * (1.0 / 3.0 + angle * angle * 0.14));
        let lead = slope.abs() * self.along;
        self.rows.clear();
        self.rows.resize(((self.across + 2.0 * lead) / row) as usize + 2, 0.0);
        for &(x, y) in self.points.iter().step_by(thin) {
            // a line falls by `slope` for each pixel to the right; one that runs down leans to the left
            let place = if self.down { x + y * slope } else { y - x * slope };
            if let Some(count) = self.rows.get_mut(((place + lead) / row) as usize) {
                *count += 1.0;
            }
        }
        let (mut sum, mut squares) = (0.0, 0.0);
        let mut before = self.rows.first().copied().unwrap_or(0.0);
        for &count in &self.rows {
            sum += count;
            squares += (count - before) * (count - before);
            before = count;
        }
        // counts differ by chance too
        ((squares - 2.0 * sum) / f32::max(sum * sum, 1.0)).max(1.0 / f32::max(sum, 1.0))
    }
}
