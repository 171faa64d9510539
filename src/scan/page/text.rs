//! Characters and lines: how high, how level, and which way they run.

use super::ink::{Ink, Piece};
use super::order::{quantile, sort};

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
    let sides = (width as f32, height as f32);
    // what touches the border is cut, or lies around the page
    let inside = |piece: &Piece| {
        piece.left > 0
            && piece.top > 0
            && usize::from(piece.right) < width
            && usize::from(piece.bottom) < height
    };
    let plausible = |piece: &&Piece| {
        let size = piece.size();
        size >= 3.0 && size < sides.0.min(sides.1) / 5.0 && piece.is_texture() && inside(piece)
    };
    // Small pieces are dots and parts, and many, so a piece counts as often as it is high.
    let mut sizes: Vec<(f32, f32)> =
        ink.pieces.iter().filter(plausible).map(|piece| (piece.size(), piece.size())).collect();
    let rough = weighted_median(&mut sizes);
    let mut near: Vec<f32> = sizes
        .into_iter()
        .map(|(size, _)| size)
        .filter(|&size| size > 0.5 * rough && size < 1.7 * rough)
        .collect();
    // the mean about the 70th of a hundred, which is finer than whole pixels
    let (low, high) = (quantile(&mut near, 0.55), quantile(&mut near, 0.85));
    let some: Vec<f32> = near.into_iter().filter(|size| (low..=high).contains(size)).collect();
    let tall = some.iter().sum::<f32>() / (some.len() as f32).max(1.0);
    let is_character: Vec<bool> = ink
        .pieces
        .iter()
        .map(|piece| {
            let size = piece.size();
            size >= (0.4 * tall).max(3.0)
                && size < 1.8 * tall
                && piece.is_texture()
                && inside(piece)
        })
        .collect();
    let mut text = Text {
        height: tall,
        count: is_character.iter().filter(|&&is| is).count(),
        is_character,
        ..Text::default()
    };
    if text.count > 0 {
        text.across = stretches(ink, &text, width, height);
        let points = points(ink, &text);
        (text.skew, text.level) = angle(&points, &text, sides);
        // Where small print ran together, only headings were left to measure; but its lines are as high as it.
        text.line = band(&points, &text, sides).min(text.height).max(0.4 * text.height);
        if text.level >= LINES && text.height < SMALL && text.line < 0.7 * text.height {
            text.height = text.line;
        }
    }
    text
}

/// The median of values with weights.
fn weighted_median(values: &mut [(f32, f32)]) -> f32 {
    sort(values, |value| value.0);
    let half: f32 = values.iter().map(|(_, weight)| weight).sum::<f32>() / 2.0;
    let mut sum = 0.0;
    for &(value, weight) in values.iter() {
        sum += weight;
        if sum >= half {
            return value;
        }
    }
    0.0
}

/// The mean stretch of text across over that down, where gaps between characters are bridged and longer ones weigh more.
///
/// Characters of a line stand closer than lines do, in every script; boxes count, since strokes leave gaps of their own.
fn stretches(ink: &Ink, text: &Text, width: usize, height: usize) -> f32 {
    let gap = (0.3 * text.height).max(1.0) as u16;
    let mut filled = vec![0_u8; width * height];
    for (piece, _) in ink.pieces.iter().zip(&text.is_character).filter(|(_, is)| **is) {
        let rows = filled
            .chunks_exact_mut(width)
            .skip(piece.top.into())
            .take((piece.bottom - piece.top).into());
        for row in rows {
            if let Some(part) = row.get_mut(piece.left.into()..piece.right.into()) {
                part.fill(1);
            }
        }
    }
    let mut across = Stretch::default();
    let mut down = Stretch::default();
    let mut columns: Vec<Open> = vec![None; width];
    for (y, row) in (0_u16..).zip(filled.chunks_exact(width)) {
        let mut open: Open = None;
        for ((x, &cell), column) in (0_u16..).zip(row).zip(&mut columns) {
            if cell != 0 {
                across.take(&mut open, x, gap);
                down.take(column, y, gap);
            }
        }
        across.end(open);
    }
    columns.into_iter().for_each(|column| down.end(column));
    across.mean() / down.mean().max(1.0)
}

/// First and past the last of a stretch that may go on.
type Open = Option<(u16, u16)>;

#[derive(Default)]
struct Stretch {
    sum: f32,
    squares: f32,
}

impl Stretch {
    fn take(&mut self, open: &mut Open, place: u16, gap: u16) {
        *open = match *open {
            Some((from, to)) if place.saturating_sub(to) <= gap => Some((from, place + 1)),
            other => {
                self.end(other);
                Some((place, place + 1))
            }
        };
    }

    fn end(&mut self, open: Open) {
        let length = open.map_or(0.0, |(from, to)| f32::from(to - from));
        self.sum += length;
        self.squares += length * length;
    }

    fn mean(&self) -> f32 {
        self.squares / self.sum.max(1.0)
    }
}

/// Ink of characters, thinned out.
fn points(ink: &Ink, text: &Text) -> Vec<(f32, f32)> {
    ink.runs
        .iter()
        .filter(|run| text.is_character.get(run.piece as usize) == Some(&true))
        .flat_map(|run| (run.from..run.to).map(|x| (x, run.y)))
        // a lattice that treats strokes across and down alike
        .filter(|&(x, y)| (u32::from(x) + 2 * u32::from(y)) % 5 == 0)
        .map(|(x, y)| (f32::from(x), f32::from(y)))
        .collect()
}

/// The median height of lines, each as heavy as its ink.
fn band(points: &[(f32, f32)], text: &Text, sides: (f32, f32)) -> f32 {
    let mut cells = Vec::new();
    let slope = tangent(text.skew);
    profile(points, slope, text.across < 1.0, sides, 1, 1.0, &mut cells);
    let mut some: Vec<f32> = cells.iter().copied().filter(|&count| count > 0.0).collect();
    let least = 0.25 * quantile(&mut some, 0.8);
    let mut bands: Vec<(f32, f32)> = Vec::new();
    let mut open = (0.0, 0.0);
    for &count in cells.iter().chain(&[0.0]) {
        if count > least {
            open = (open.0 + 1.0, open.1 + count);
        } else if open.0 > 0.0 {
            bands.push(std::mem::take(&mut open));
        }
    }
    weighted_median(&mut bands)
}

/// The angle at which rows of ink and of paper part best, and by how much.
fn angle(points: &[(f32, f32)], text: &Text, sides: (f32, f32)) -> (f32, f32) {
    let down = text.across < 1.0;
    let mut cells = Vec::new();
    let mut energy = |degrees: f32, thin: usize| {
        let slope = tangent(degrees);
        profile(points, slope, down, sides, thin, (text.height / 5.0).max(1.0), &mut cells)
    };
    let mut best = (0.0, 0.0);
    let mut all = Vec::new();
    let coarse = (points.len() / 20_000).max(1);
    let mut degrees = -MOST_DEGREES;
    while degrees <= MOST_DEGREES {
        let found = energy(degrees, coarse);
        all.push(found);
        if found > best.1 {
            best = (degrees, found);
        }
        degrees += 1.0;
    }
    let usual = quantile(&mut all, 0.5).max(1e-9);
    let level = best.1 / usual;
    let (middle, fine) = (best.0, (points.len() / 10_000).max(1));
    best.1 = 0.0;
    let mut step = -4.0_f32;
    while step <= 4.0 {
        let found = energy(middle + step * 0.25, fine);
        if found > best.1 {
            best = (middle + step * 0.25, found);
        }
        step += 1.0;
    }
    (best.0, level)
}

/// The tangent of an angle under 20 degrees, to four digits.
fn tangent(degrees: f32) -> f32 {
    let angle = degrees.to_radians();
    angle * (1.0 + angle * angle * (1.0 / 3.0 + angle * angle * 0.14))
}

/// How uneven a projection along the lines is.
fn profile(
    points: &[(f32, f32)],
    slope: f32,
    down: bool,
    sides: (f32, f32),
    thin: usize,
    cell: f32,
    cells: &mut Vec<f32>,
) -> f32 {
    let (along, across) = if down { (sides.1, sides.0) } else { sides };
    let lead = slope.abs() * along;
    cells.clear();
    cells.resize(((across + 2.0 * lead) / cell) as usize + 2, 0.0);
    for &(x, y) in points.iter().step_by(thin) {
        // a line falls by `slope` for each pixel to the right; one that runs down leans to the left
        let place = if down { x + y * slope } else { y - x * slope };
        if let Some(count) = cells.get_mut(((place + lead) / cell) as usize) {
            *count += 1.0;
        }
    }
    let sum: f32 = cells.iter().sum();
    let squares: f32 = cells
        .windows(2)
        .map(|two| (two.first().unwrap_or(&0.0) - two.last().unwrap_or(&0.0)).powi(2))
        .sum();
    // counts differ by chance too
    ((squares - 2.0 * sum) / (sum * sum).max(1.0)).max(1.0 / sum.max(1.0))
}
