//! Characters and lines: how high, how level, and which way they run.

use super::blocks::quantile;
use super::ink::{Ink, Piece};

/// What is known about a page's characters.
#[derive(Clone, Debug, Default)]
pub(super) struct Text {
    /// A character's height, in pixels of the buffer; 0 for none.
    pub height: f32,
    /// Pieces of a character's size.
    pub count: usize,
    /// How much longer stretches of text are across than down; under 1, lines run down the page.
    pub across: f32,
    /// The angle of the lines, in degrees; positive when they fall to the right.
    pub skew: f32,
    /// How much the best angle stands out.
    pub level: f32,
    /// Whether each piece is of a character's size.
    pub is_character: Vec<bool>,
}

/// Angles beyond this are looked for by nobody: such a page is turned.
const MOST_DEGREES: f32 = 16.0;

pub(super) fn measure(ink: &Ink, width: usize, height: usize) -> Text {
    let sides = (width as f32, height as f32);
    let plausible = |piece: &&Piece| {
        let size = piece.size();
        size >= 3.0 && size < sides.0.min(sides.1) / 5.0 && piece.area >= 6
    };
    // Small pieces are dots and parts, and many; a piece counts as often as it is long.
    let mut sizes: Vec<f32> = ink.pieces.iter().filter(plausible).map(Piece::size).collect();
    let rough = weighted_median(&mut sizes);
    let mut near: Vec<f32> = sizes.into_iter().filter(|&size| size > 0.5 * rough && size < 1.7 * rough).collect();
    let tall = quantile(&mut near, 0.7);
    let is_character: Vec<bool> = ink
        .pieces
        .iter()
        .map(|piece| {
            let size = piece.size();
            size >= (0.4 * tall).max(3.0) && size < 1.8 * tall && piece.area >= 6
        })
        .collect();
    let mut text = Text {
        height: tall,
        count: is_character.iter().filter(|&&is| is).count(),
        is_character,
        ..Text::default()
    };
    if text.count > 0 {
        text.across = stretches(ink, &text, width);
        (text.skew, text.level) = angle(ink, &text, width, height);
    }
    text
}

/// The median where each value weighs as much as it is.
fn weighted_median(values: &mut [f32]) -> f32 {
    values.sort_unstable_by(f32::total_cmp);
    let half: f32 = values.iter().sum::<f32>() / 2.0;
    let mut sum = 0.0;
    for &value in values.iter() {
        sum += value;
        if sum >= half {
            return value;
        }
    }
    0.0
}

/// The mean stretch of ink across over that down, where gaps within a word are bridged and longer ones weigh more.
fn stretches(ink: &Ink, text: &Text, width: usize) -> f32 {
    let gap = (0.24 * text.height).max(1.0) as u16;
    let mut across = Stretch::default();
    let mut down = Stretch::default();
    let mut columns: Vec<Option<(u16, u16)>> = vec![None; width];
    let mut open: Option<(u16, u16, u16)> = None;
    for run in ink.runs.iter().filter(|run| text.is_character.get(run.piece as usize) == Some(&true)) {
        open = match open {
            Some((y, from, to)) if y == run.y && run.from.saturating_sub(to) <= gap => Some((y, from, run.to)),
            other => {
                across.end(other.map(|(_, from, to)| to - from));
                Some((run.y, run.from, run.to))
            }
        };
        let cells = columns.iter_mut().skip(run.from.into()).take((run.to - run.from).into());
        for cell in cells {
            *cell = match *cell {
                Some((from, to)) if run.y.saturating_sub(to) <= gap => Some((from, run.y + 1)),
                other => {
                    down.end(other.map(|(from, to)| to - from));
                    Some((run.y, run.y + 1))
                }
            };
        }
    }
    across.end(open.map(|(_, from, to)| to - from));
    columns.into_iter().for_each(|cell| down.end(cell.map(|(from, to)| to - from)));
    across.mean() / down.mean().max(1.0)
}

#[derive(Default)]
struct Stretch {
    sum: f32,
    squares: f32,
}

impl Stretch {
    fn end(&mut self, length: Option<u16>) {
        let length = f32::from(length.unwrap_or(0));
        self.sum += length;
        self.squares += length * length;
    }

    fn mean(&self) -> f32 {
        self.squares / self.sum.max(1.0)
    }
}

/// The angle at which rows of ink and of paper part best, and by how much.
fn angle(ink: &Ink, text: &Text, width: usize, height: usize) -> (f32, f32) {
    let points: Vec<(f32, f32)> = ink
        .runs
        .iter()
        .filter(|run| run.y % 2 == 0 && text.is_character.get(run.piece as usize) == Some(&true))
        .flat_map(|run| (run.from..run.to).step_by(3).map(|x| (f32::from(x), f32::from(run.y))))
        .collect();
    let sides = (width as f32, height as f32);
    let down = text.across < 1.0;
    let mut cells = Vec::new();
    let mut energy = |degrees: f32, thin: usize| {
        let slope = degrees.to_radians().tan();
        profile(&points, slope, down, sides, thin, (text.height / 5.0).max(1.0), &mut cells)
    };
    let mut best = (0.0, 0.0);
    let mut all = Vec::new();
    let coarse = (points.len() / 3000).max(1);
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
    let (middle, fine) = (best.0, (points.len() / 8000).max(1));
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
    let squares: f32 =
        cells.windows(2).map(|two| (two.first().unwrap_or(&0.0) - two.last().unwrap_or(&0.0)).powi(2)).sum();
    squares / (sum * sum).max(1.0)
}
