//! The same page twice: photographed again, saved again, turned.
//!
//! No hash of a whole page can tell a copy from another certificate on the same printed form, so two pages are laid over
//! each other and compared tile by tile: on a copy all of them agree, on a form those that were filled in do not.

// INVARIANT: grids have at most 240 × 240 places, and every read of them is checked.
#![allow(clippy::arithmetic_side_effects)]

use super::page::{Picture, nth, turn};

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
/// How well they agree once laid over each other, coarsely at first: other pages stay far under it, forms and copies far above.
const ROUGHLY: f32 = 0.5;
/// How far around a place its surroundings reach.
const REACH: usize = 7;

/// What is kept of a page to know it again: how much darker each place is than its surroundings.
#[derive(Clone, Debug)]
pub struct Signature {
    grid: Grid,
    /// Most pages are told apart by this alone.
    glance: Vec<i32>,
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
        let (width, height) = (picture.width(), picture.height());
        let side = |pixels: usize| (pixels * SIDE / width.max(height)).clamp(1, pixels);
        let (across, down) = match width.max(height) > SIDE {
            true => (side(width), side(height)),
            false => (width, height),
        };
        let grey = shrink(picture, across, down);
        let grid = Grid { width: across, height: down, cells: stand_out(&grey, across, down) };
        let glance = grid.glance();
        Signature { grid, glance }
    }

    /// Whether both are the same page.
    #[must_use]
    pub fn is_near(&self, other: &Signature) -> bool {
        self.likeness(other) >= ALIKE
    }

    /// How well the worst parts of the page agree, 0 to 1, in the best of four turns.
    #[must_use]
    pub fn likeness(&self, other: &Signature) -> f32 {
        let (mut best, mut glance) = (0.0_f32, other.glance.clone());
        for turns in 0..4 {
            let mut alike = Correlation::default();
            for (own, its) in self.glance.iter().zip(&glance) {
                alike.add(*own, *its);
            }
            if alike.value() > GLANCE {
                let its = (0..turns).fold(other.grid.clone(), |grid, _| grid.quarter());
                best = best.max(laid_over(&self.grid.levels(), &its.levels()));
            }
            glance = turn(&glance, GLANCE_SIDE, GLANCE_SIDE);
        }
        best
    }
}

fn laid_over(own: &[Grid], its: &[Grid]) -> f32 {
    let mut unit = (1 << (LEVELS - 1)) as f32;
    let mut best = (0.0, Lay { scale: 1.0, angle: 0.0, x: 0.0, y: 0.0 });
    if let (Some(own), Some(its)) = (own.last(), its.last()) {
        // nine places across and down, in five sizes
        for attempt in 0..405 {
            let (x, y) = ((attempt % 9 - 4) as f32 * unit, (attempt / 9 % 9 - 4) as f32 * unit);
            let scale = 0.9 + 0.05 * (attempt / 81) as f32;
            own.improve(its, Lay { scale, angle: 0.0, x, y }, unit, &mut best);
        }
    }
    for (own, its) in own.iter().zip(its).rev() {
        settle(own, its, unit, &mut best);
        if best.0 < ROUGHLY {
            return 0.0;
        }
        unit /= 2.0;
    }
    match (own.first(), its.first()) {
        (Some(own), Some(its)) => tiles(own, its, best.1),
        _ => 0.0,
    }
}

/// Moves, turns and stretches by ever smaller steps while that makes pages agree better.
fn settle(own: &Grid, its: &Grid, unit: f32, best: &mut (f32, Lay)) {
    best.0 = own.agreement(its, best.1, unit);
    for step in [unit, 0.5 * unit] {
        for _ in 0..8 {
            let before = best.0;
            for step in [-step, step] {
                let now = best.1;
                // a turn or a stretch that moves the border by one step
                let part = step / SIDE as f32 * 2.0;
                for lay in [
                    Lay { x: now.x + step, ..now },
                    Lay { y: now.y + step, ..now },
                    Lay { angle: now.angle + part, ..now },
                    Lay { scale: now.scale + part, ..now },
                ] {
                    own.improve(its, lay, unit, best);
                }
            }
            if best.0 == before {
                break;
            }
        }
    }
}

/// How well the second worst of a hundred tiles agrees beside the usual one; 0 where too few hold ink.
fn tiles(own: &Grid, its: &Grid, lay: Lay) -> f32 {
    let laid = its.laid(own, lay, 1.0);
    let mut found: Vec<f32> = Vec::new();
    for top in (0..own.height as i32).step_by(TILE) {
        for left in (0..own.width as i32).step_by(TILE) {
            let overlap = |shift: i32| {
                let (right, down) = (shift % (2 * PLAY + 1) - PLAY, shift / (2 * PLAY + 1) - PLAY);
                let mut alike = Correlation::default();
                for y in top..top + TILE as i32 {
                    for x in left..left + TILE as i32 {
                        alike.add(own.at(x, y), laid.at(x + right, y + down));
                    }
                }
                alike
            };
            let shifts = (2 * PLAY + 1) * (2 * PLAY + 1);
            let straight = overlap(shifts / 2);
            // what lies outside the other picture was trimmed
            if (straight.aa as f32) < INKED * (TILE * TILE) as f32 || straight.bb == 0 {
                continue;
            }
            let mut best = -1.0_f32;
            for shift in 0..shifts {
                best = best.max(overlap(shift).value());
            }
            found.push(best);
        }
    }
    let count = found.len();
    let (worst, usual) = (nth(&mut found, count / 50), nth(&mut found, count / 5));
    // a poorer copy is poorer everywhere, a form that was filled in otherwise only there
    if count < 8 || usual < SAME { 0.0 } else { worst / usual }
}

/// How alike two lists are.
#[derive(Default)]
struct Correlation {
    ab: i64,
    aa: i64,
    bb: i64,
}

impl Correlation {
    fn add(&mut self, a: i32, b: i32) {
        self.ab += i64::from(a * b);
        self.aa += i64::from(a * a);
        self.bb += i64::from(b * b);
    }

    /// 1 when one is a multiple of the other.
    fn value(&self) -> f32 {
        self.ab as f32 / (self.aa as f32 * self.bb as f32).sqrt().max(1e-6)
    }
}

impl Grid {
    fn at(&self, x: i32, y: i32) -> i32 {
        // what is negative becomes too large
        let (x, y) = (x as usize, y as usize);
        let inside = x < self.width && y < self.height;
        let cell = self.cells.get(y.wrapping_mul(self.width).wrapping_add(x));
        cell.filter(|_| inside).map_or(0, |cell| i32::from(*cell))
    }

    /// This grid as it lies over `own`; `unit` is how many places of the finest grid one is.
    fn laid(&self, own: &Grid, lay: Lay, unit: f32) -> Grid {
        const ONE: f32 = 65_536.0;
        let (sin, cos) = (lay.angle * lay.scale, (1.0 - lay.angle * lay.angle / 2.0) * lay.scale);
        let (right, down) = ((cos * ONE) as i32, (sin * ONE) as i32);
        let mut cells = vec![0_i8; own.cells.len()];
        for (y, row) in cells.chunks_exact_mut(own.width).enumerate() {
            let (dx, dy) = (own.width as f32 / -2.0, y as f32 - own.height as f32 / 2.0);
            let u = dx * cos - dy * sin + lay.x / unit + self.width as f32 / 2.0;
            let v = dx * sin + dy * cos + lay.y / unit + self.height as f32 / 2.0;
            let (mut u, mut v) = ((u * ONE) as i32, (v * ONE) as i32);
            for cell in row {
                *cell = self.between(u, v) as i8;
                (u, v) = (u + right, v + down);
            }
        }
        Grid { width: own.width, height: own.height, cells }
    }

    /// The value at a place between four, in 1 / 65536 of a place.
    fn between(&self, u: i32, v: i32) -> i32 {
        let (x, y) = (u >> 16, v >> 16);
        let (right, down) = (u >> 8 & 255, v >> 8 & 255);
        let row = |y| self.at(x, y) * (256 - right) + self.at(x + 1, y) * right;
        (row(y) * (256 - down) + row(y + 1) * down) / 65_536
    }

    fn agreement(&self, other: &Grid, lay: Lay, unit: f32) -> f32 {
        let mut alike = Correlation::default();
        for (own, its) in self.cells.iter().zip(&other.laid(self, lay, unit).cells) {
            alike.add((*own).into(), (*its).into());
        }
        alike.value()
    }

    /// Keeps a lay if pages agree better so.
    fn improve(&self, other: &Grid, lay: Lay, unit: f32, best: &mut (f32, Lay)) {
        let found = self.agreement(other, lay, unit);
        if found > best.0 + 1e-4 {
            *best = (found, lay);
        }
    }

    /// This grid and ever coarser ones.
    fn levels(&self) -> Vec<Grid> {
        let mut levels = vec![self.clone()];
        while levels.len() < LEVELS
            && let Some(finer) = levels.last()
        {
            let coarser = finer.halved();
            levels.push(coarser);
        }
        levels
    }

    fn halved(&self) -> Grid {
        let (width, height) = ((self.width / 2).max(1), (self.height / 2).max(1));
        let cells = (0..width * height).map(|place| {
            let (x, y) = ((place % width * 2) as i32, (place / width * 2) as i32);
            let sum = self.at(x, y) + self.at(x + 1, y) + self.at(x, y + 1) + self.at(x + 1, y + 1);
            (sum / 4) as i8
        });
        Grid { width, height, cells: cells.collect() }
    }

    /// Turned clockwise by a quarter.
    fn quarter(&self) -> Grid {
        let cells = turn(&self.cells, self.width, self.height);
        Grid { width: self.height, height: self.width, cells }
    }

    /// Where on the page there is ink, squeezed into a square, less its mean.
    fn glance(&self) -> Vec<i32> {
        let mut sums = vec![0; GLANCE_SIDE * GLANCE_SIDE];
        let mut whole = 0;
        for (place, value) in self.cells.iter().enumerate() {
            let (x, y) = (place % self.width, place / self.width);
            let cell = y * GLANCE_SIDE / self.height * GLANCE_SIDE + x * GLANCE_SIDE / self.width;
            let value = i32::from(*value).abs();
            whole += value;
            if let Some(sum) = sums.get_mut(cell) {
                *sum += value;
            }
        }
        let mean = whole / (GLANCE_SIDE * GLANCE_SIDE) as i32;
        sums.iter_mut().for_each(|sum| *sum -= mean);
        sums
    }
}

/// Means of the areas behind each place of a grid, which is no larger than the picture.
fn shrink(picture: &Picture, across: usize, down: usize) -> Vec<u8> {
    let (width, height) = (picture.width(), picture.height());
    // A pixel has as many parts as there are places, a place as there are pixels: where a pixel's first part lies, and
    // how many of its parts lie in the next place.
    let share = |pixel: usize, pixels: usize, places: usize| {
        let cell = pixel * places / pixels;
        (cell, ((pixel + 1) * places).saturating_sub((cell + 1) * pixels))
    };
    let add = |sums: &mut [u32], cell: usize, value: usize| {
        if let Some(sum) = sums.get_mut(cell) {
            *sum += value as u32;
        }
    };
    let mut sums = vec![0_u32; across * down];
    let mut row = vec![0_u32; across];
    for y in 0..height {
        row.fill(0);
        for x in 0..width {
            let value = picture.grey().get(y * width + x).map_or(0, |&value| usize::from(value));
            let (cell, over) = share(x, width, across);
            add(&mut row, cell, value * (across - over));
            add(&mut row, cell + 1, value * over);
        }
        let (line, over) = share(y, height, down);
        for (cell, &value) in row.iter().enumerate() {
            let cell = line * across + cell;
            add(&mut sums, cell, value as usize * (down - over));
            add(&mut sums, cell + across, value as usize * over);
        }
    }
    let whole = (width * height) as u32;
    sums.iter().map(|sum| ((sum + whole / 2) / whole) as u8).collect()
}

/// How much darker each place is than its surroundings, over how uneven those are: the same in any light.
fn stand_out(grey: &[u8], width: usize, height: usize) -> Vec<i8> {
    let means = surroundings(grey, width, height, |value| value);
    let squares = surroundings(grey, width, height, |value| value * value);
    let mut out = Vec::with_capacity(grey.len());
    for ((value, mean), square) in grey.iter().zip(means).zip(squares) {
        let uneven = (square - mean * mean).max(0.0).sqrt();
        out.push(((mean - f32::from(*value)) / (uneven + 5.0) * 40.0).clamp(-127.0, 127.0) as i8);
    }
    out
}

/// The mean around each place of what is made of a value.
fn surroundings(grey: &[u8], width: usize, height: usize, of: fn(u32) -> u32) -> Vec<f32> {
    // sums of all that lies above and left, of one row and column more; 240 × 240 squares of 255 fit
    let mut sums = vec![0_u32; width + 1];
    for y in 0..height {
        let mut sum = 0;
        sums.push(0);
        for x in 0..width {
            sum += of(grey.get(y * width + x).map_or(0, |&value| value.into()));
            let above = sums.get(sums.len() - width - 1).map_or(0, |above| *above);
            sums.push(above + sum);
        }
    }
    let at = |x: usize, y: usize| sums.get(y * (width + 1) + x).map_or(0, |sum| *sum);
    let mut means = Vec::with_capacity(grey.len());
    for y in 0..height {
        let (top, bottom) = (y.saturating_sub(REACH), (y + REACH + 1).min(height));
        for x in 0..width {
            let (left, right) = (x.saturating_sub(REACH), (x + REACH + 1).min(width));
            let sum = (at(right, bottom) - at(right, top)) - (at(left, bottom) - at(left, top));
            means.push(sum as f32 / ((right - left) * (bottom - top)) as f32);
        }
    }
    means
}
