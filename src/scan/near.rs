//! The same page twice: photographed again, saved again, turned.
//!
//! No hash of a whole page can tell a copy from another certificate on the same printed form, so two pages are laid over
//! each other and compared tile by tile: on a copy all of them agree, on a form those that were filled in do not.

// INVARIANT: grids have at most 240 × 240 places, and every read of them is checked.
#![allow(clippy::arithmetic_side_effects)]

use super::page::Picture;

/// The longer side of the grid that a page is kept as: a character is about five places high.
const SIDE: usize = 240;
/// Levels of the grid, each half as fine as the one before.
const LEVELS: usize = 3;
/// The side of a tile: two or three characters.
const TILE: usize = 12;
/// Tiles that hold less than this much ink say nothing.
const INKED: f32 = 300.0;
/// Each tile may lie this far off the whole: paper bends and cameras tilt.
const PLAY: i32 = 1;
/// How well all but a fifth of the tiles agree on one page: paper, light and focus may differ.
const SAME: f32 = 0.6;
/// How well the worst fiftieth agrees beside that: a few filled-in words make two pages of a form.
const ALIKE: f32 = 0.8;
/// How well pages agree at a glance before anything is laid over anything.
const GLANCE: f32 = 0.35;
/// The side of that glance.
const GLANCE_SIDE: usize = 16;

/// What is kept of a page to know it again: how much darker each place is than its surroundings.
#[derive(Clone, Debug)]
pub struct Signature {
    levels: Vec<Grid>,
    glance: Vec<f32>,
}

#[derive(Clone, Debug)]
struct Grid {
    width: usize,
    height: usize,
    cells: Vec<i8>,
}

/// How one page lies over another: about its middle.
#[derive(Clone, Copy, Debug)]
struct Lay {
    scale: f32,
    /// Radians.
    angle: f32,
    /// In places of the finest grid.
    x: f32,
    y: f32,
}

impl Signature {
    /// Keeps a page.
    #[must_use]
    pub fn of(picture: &Picture) -> Signature {
        let (grey, width, height) = shrink(picture.grey(), picture.width(), picture.height(), SIDE);
        let cells = stand_out(&grey, width);
        let mut levels = vec![Grid { width, height, cells }];
        while levels.len() < LEVELS {
            let Some(next) = levels.last().map(Grid::halved) else { break };
            levels.push(next);
        }
        let glance = levels.first().map(Grid::glance).unwrap_or_default();
        Signature { levels, glance }
    }

    /// Whether both are the same page.
    #[must_use]
    pub fn is_near(&self, other: &Signature) -> bool {
        self.likeness(other) >= ALIKE
    }

    /// How well the worst parts of the page agree, 0 to 1, in the best of four turns.
    #[must_use]
    pub fn likeness(&self, other: &Signature) -> f32 {
        let mut turned = other.clone();
        let mut best = 0.0_f32;
        for _ in 0..4 {
            if correlation(self.glance.iter().copied().zip(turned.glance.iter().copied())) > GLANCE
            {
                best = best.max(self.laid_over(&turned));
            }
            turned = turned.quarter();
        }
        best
    }

    fn quarter(&self) -> Signature {
        let levels: Vec<Grid> = self.levels.iter().map(Grid::quarter).collect();
        let glance = levels.first().map(Grid::glance).unwrap_or_default();
        Signature { levels, glance }
    }

    fn laid_over(&self, other: &Signature) -> f32 {
        let (Some(coarse), Some(its)) = (self.levels.last(), other.levels.last()) else {
            return 0.0;
        };
        let unit = (1 << (LEVELS - 1)) as f32;
        let mut best = (0.0, Lay { scale: 1.0, angle: 0.0, x: 0.0, y: 0.0 });
        for scale in [0.9, 0.95, 1.0, 1.05, 1.1] {
            for shift in 0..81 {
                let (x, y) = ((shift % 9 - 4) as f32 * unit, (shift / 9 - 4) as f32 * unit);
                let lay = Lay { scale, angle: 0.0, x, y };
                let found = coarse.agreement(its, lay, unit);
                if found > best.0 {
                    best = (found, lay);
                }
            }
        }
        let mut unit = unit;
        for (own, its) in self.levels.iter().zip(&other.levels).rev() {
            best = settle(own, its, best.1, unit);
            unit /= 2.0;
        }
        match (self.levels.first(), other.levels.first()) {
            (Some(own), Some(its)) => tiles(own, its, best.1),
            _ => 0.0,
        }
    }
}

/// Moves, turns and stretches by ever smaller steps while that makes pages agree better.
fn settle(own: &Grid, its: &Grid, lay: Lay, unit: f32) -> (f32, Lay) {
    let mut best = (own.agreement(its, lay, unit), lay);
    let mut step = unit;
    while step > 0.3 * unit {
        let mut moved = true;
        let mut rounds = 0;
        while moved && rounds < 8 {
            moved = false;
            rounds += 1;
            // a turn or a stretch that moves the border by one step
            let part = step / SIDE as f32 * 2.0;
            for sign in [-1.0_f32, 1.0] {
                let now = best.1;
                let tries = [
                    Lay { x: now.x + sign * step, ..now },
                    Lay { y: now.y + sign * step, ..now },
                    Lay { angle: now.angle + sign * part, ..now },
                    Lay { scale: now.scale + sign * part, ..now },
                ];
                for lay in tries {
                    let found = own.agreement(its, lay, unit);
                    if found > best.0 + 1e-4 {
                        best = (found, lay);
                        moved = true;
                    }
                }
            }
        }
        step /= 2.0;
    }
    best
}

/// How well the second worst of a hundred tiles agrees beside the usual one; 0 where too few hold ink.
fn tiles(own: &Grid, its: &Grid, lay: Lay) -> f32 {
    let laid: Vec<i8> = own.places().map(|(x, y)| its.laid(own, x, y, lay, 1.0)).collect();
    let laid = Grid { width: own.width, height: own.height, cells: laid };
    let mut found: Vec<f32> = Vec::new();
    for top in (0..own.height).step_by(TILE) {
        for left in (0..own.width).step_by(TILE) {
            let energy = |grid: &Grid| {
                grid.tile(left as i32, top as i32)
                    .map(|value| f32::from(value).powi(2))
                    .sum::<f32>()
                    / (TILE * TILE) as f32
            };
            // what lies outside the other picture was trimmed
            if energy(own) < INKED || energy(&laid) == 0.0 {
                continue;
            }
            let mut best = -1.0_f32;
            for shift in 0..(2 * PLAY + 1).pow(2) {
                let (x, y) = (shift % (2 * PLAY + 1) - PLAY, shift / (2 * PLAY + 1) - PLAY);
                let pairs = own
                    .tile(left as i32, top as i32)
                    .zip(laid.tile(left as i32 + x, top as i32 + y));
                best = best.max(correlation(pairs.map(|(a, b)| (f32::from(a), f32::from(b)))));
            }
            found.push(best);
        }
    }
    if found.len() < 8 {
        return 0.0;
    }
    super::page::sort(&mut found, |value| *value);
    let at = |part: usize| found.get(found.len() / part).copied().unwrap_or(0.0);
    let (worst, usual) = (at(50), at(5));
    // a poorer copy is poorer everywhere, a form that was filled in otherwise only there
    if usual < SAME { 0.0 } else { worst / usual }
}

/// How alike two lists are: 1 when one is a multiple of the other.
fn correlation(pairs: impl Iterator<Item = (f32, f32)>) -> f32 {
    let (mut ab, mut aa, mut bb) = (0.0, 0.0, 0.0);
    for (a, b) in pairs {
        ab += a * b;
        aa += a * a;
        bb += b * b;
    }
    ab / (aa * bb).sqrt().max(1e-6)
}

impl Grid {
    fn at(&self, x: i32, y: i32) -> i8 {
        let inside = x >= 0 && y >= 0 && (x as usize) < self.width && (y as usize) < self.height;
        match inside {
            true => self.cells.get(y as usize * self.width + x as usize).copied().unwrap_or(0),
            false => 0,
        }
    }

    fn places(&self) -> impl Iterator<Item = (usize, usize)> {
        let width = self.width;
        (0..self.height).flat_map(move |y| (0..width).map(move |x| (x, y)))
    }

    fn tile(&self, left: i32, top: i32) -> impl Iterator<Item = i8> {
        let side = TILE as i32;
        (top..top + side).flat_map(move |y| (left..left + side).map(move |x| self.at(x, y)))
    }

    /// The value here that lies over a place of `own`; `unit` is how many places of the finest grid one is.
    fn laid(&self, own: &Grid, x: usize, y: usize, lay: Lay, unit: f32) -> i8 {
        let (sin, cos) = (lay.angle * lay.scale, (1.0 - lay.angle * lay.angle / 2.0) * lay.scale);
        let (dx, dy) = (x as f32 - own.width as f32 / 2.0, y as f32 - own.height as f32 / 2.0);
        let u = dx * cos - dy * sin + lay.x / unit + self.width as f32 / 2.0;
        let v = dx * sin + dy * cos + lay.y / unit + self.height as f32 / 2.0;
        let (left, top) = (u.floor(), v.floor());
        let (right, down) = (u - left, v - top);
        let (left, top) = (left as i32, top as i32);
        let corner = |x, y| f32::from(self.at(x, y));
        let above = corner(left, top) * (1.0 - right) + corner(left + 1, top) * right;
        let below = corner(left, top + 1) * (1.0 - right) + corner(left + 1, top + 1) * right;
        (above * (1.0 - down) + below * down) as i8
    }

    fn agreement(&self, other: &Grid, lay: Lay, unit: f32) -> f32 {
        let pairs = self
            .places()
            .zip(&self.cells)
            .map(|((x, y), &own)| (f32::from(own), f32::from(other.laid(self, x, y, lay, unit))));
        correlation(pairs)
    }

    fn halved(&self) -> Grid {
        let (width, height) = ((self.width / 2).max(1), (self.height / 2).max(1));
        let mut cells = Vec::with_capacity(width * height);
        for y in 0..height as i32 {
            for x in 0..width as i32 {
                let at = |dx, dy| i16::from(self.at(2 * x + dx, 2 * y + dy));
                cells.push(((at(0, 0) + at(1, 0) + at(0, 1) + at(1, 1)) / 4) as i8);
            }
        }
        Grid { width, height, cells }
    }

    fn quarter(&self) -> Grid {
        let mut cells = Vec::with_capacity(self.cells.len());
        for x in 0..self.width {
            cells.extend((0..self.height).rev().map(|y| self.at(x as i32, y as i32)));
        }
        Grid { width: self.height, height: self.width, cells }
    }

    /// Where on the page there is ink, squeezed into a square, less its mean.
    fn glance(&self) -> Vec<f32> {
        let mut sums = vec![0.0_f32; GLANCE_SIDE * GLANCE_SIDE];
        for ((x, y), value) in self.places().zip(&self.cells) {
            let cell = y * GLANCE_SIDE / self.height * GLANCE_SIDE + x * GLANCE_SIDE / self.width;
            if let Some(sum) = sums.get_mut(cell) {
                *sum += f32::from(*value).abs();
            }
        }
        let mean = sums.iter().sum::<f32>() / sums.len() as f32;
        sums.into_iter().map(|sum| sum - mean).collect()
    }
}

/// Means of the areas behind each place of a grid that is `side` long, in the picture's own proportions.
fn shrink(grey: &[u8], width: usize, height: usize, side: usize) -> (Vec<u8>, usize, usize) {
    let long = width.max(height).max(1);
    let fit = |pixels: usize| (pixels * side / long).clamp(1, side);
    let (w, h) = (fit(width), fit(height));
    let mut sums = vec![(0.0_f32, 0.0_f32); w * h];
    // each pixel is shared out among the two places that its area can reach across, and down
    let share = |pixel: usize, pixels: usize, places: usize| {
        let step = places as f32 / pixels.max(1) as f32;
        let from = pixel as f32 * step;
        let cell = from as usize;
        let over = (from + step - (cell + 1) as f32).max(0.0);
        [(cell, (step - over).max(0.0)), (cell + 1, over)]
    };
    let columns: Vec<[(usize, f32); 2]> = (0..width).map(|x| share(x, width, w)).collect();
    for (y, row) in grey.chunks_exact(width.max(1)).enumerate() {
        for (line, down) in share(y, height, h) {
            if line >= h || down == 0.0 {
                continue;
            }
            let Some(cells) = sums.get_mut(line * w..(line + 1) * w) else { continue };
            for (&value, parts) in row.iter().zip(&columns) {
                for &(cell, across) in parts {
                    if let Some((sum, weight)) = cells.get_mut(cell) {
                        *sum += f32::from(value) * across * down;
                        *weight += across * down;
                    }
                }
            }
        }
    }
    // a picture smaller than the grid leaves places out: they take their left neighbour's
    let mut last = 255;
    let cells = sums.into_iter().map(|(sum, weight)| {
        if weight > 1e-6 {
            last = (sum / weight + 0.5) as u8;
        }
        last
    });
    (cells.collect(), w, h)
}

/// How much darker each place is than its surroundings, over how uneven those are: the same in any light.
fn stand_out(grey: &[u8], width: usize) -> Vec<i8> {
    const REACH: usize = 7;
    let height = grey.len() / width.max(1);
    // sums of all that lies above and left
    let mut sums = vec![(0_u32, 0_u32); (width + 1) * (height + 1)];
    for (y, row) in grey.chunks_exact(width.max(1)).enumerate() {
        let (mut sum, mut squares) = (0_u32, 0_u32);
        for (x, &value) in row.iter().enumerate() {
            sum += u32::from(value);
            squares += u32::from(value).pow(2);
            let above = sums.get(y * (width + 1) + x + 1).copied().unwrap_or_default();
            if let Some(cell) = sums.get_mut((y + 1) * (width + 1) + x + 1) {
                *cell = (above.0 + sum, above.1.wrapping_add(squares));
            }
        }
    }
    let at = |x: usize, y: usize| sums.get(y * (width + 1) + x).copied().unwrap_or_default();
    let mut out = Vec::with_capacity(grey.len());
    for (y, row) in grey.chunks_exact(width.max(1)).enumerate() {
        for (x, &value) in row.iter().enumerate() {
            let (left, top) = (x.saturating_sub(REACH), y.saturating_sub(REACH));
            let (right, bottom) = ((x + REACH + 1).min(width), (y + REACH + 1).min(height));
            let count = ((right - left) * (bottom - top)) as f32;
            let corners = [at(right, bottom), at(left, top), at(right, top), at(left, bottom)];
            let [a, b, c, d] = corners;
            let sum = (a.0 + b.0 - c.0 - d.0) as f32;
            let squares = a.1.wrapping_add(b.1).wrapping_sub(c.1).wrapping_sub(d.1) as f32;
            let mean = sum / count;
            let uneven = (squares / count - mean * mean).max(0.0).sqrt();
            out.push(((mean - f32::from(value)) / (uneven + 5.0) * 40.0).clamp(-127.0, 127.0) as i8);
        }
    }
    out
}
