//! Rows of an original made into at most 1000 × 1000 pixels, for pictures that no browser decodes.

// INVARIANT: sides are at most `MOST_SIDE`, so products of two fit their types.
#![allow(clippy::arithmetic_side_effects)]

use super::container::MOST_SIDE;
use super::page::LONG_SIDE;

/// Pixels to look at.
#[derive(Clone, Debug)]
pub struct Rows {
    /// Red, green, blue, alpha, row by row; white where the original ended early.
    pub rgba: Vec<u8>,
    /// Pixels across.
    pub width: usize,
    /// Pixels down.
    pub height: usize,
    /// The longer side of the original.
    pub long_side: u32,
}

/// Takes an original row by row and keeps the mean of the area behind each pixel.
pub struct Shrink {
    /// Each column's cell, and the part of the column that lies in it; the rest lies in the next.
    columns: Vec<(usize, f32)>,
    /// Sums of the row of cells that is being filled.
    sums: Vec<[f32; 4]>,
    /// Sums of the incoming row.
    row: Vec<[f32; 4]>,
    /// Rows of the original that make one here.
    step: f32,
    /// How much of a row of cells is filled.
    filled: f32,
    out: Rows,
}

impl Shrink {
    /// `None` for an original without pixels, or with a side that no device holds.
    #[must_use]
    pub fn new(width: u32, height: u32) -> Option<Shrink> {
        let (long, limit) = (width.max(height), LONG_SIDE as u32);
        if width == 0 || height == 0 || long > MOST_SIDE {
            return None;
        }
        let fit = |side: u32| match long > limit {
            true => (side * limit / long).max(1) as usize,
            false => side as usize,
        };
        let (across, down) = (fit(width), fit(height));
        let step = width as f32 / across as f32;
        let columns = (0..width)
            .map(|x| {
                let cell = (((x as f32 + 1e-3) / step) as usize).min(across - 1);
                let until = (cell + 1) as f32 * step - x as f32;
                (cell, until.clamp(0.0, 1.0))
            })
            .collect();
        Some(Shrink {
            columns,
            sums: vec![[0.0; 4]; across],
            row: vec![[0.0; 4]; across + 1],
            step: height as f32 / down as f32,
            filled: 0.0,
            out: Rows {
                rgba: Vec::with_capacity(across * down * 4),
                width: across,
                height: down,
                long_side: long,
            },
        })
    }

    /// Takes a row of red, green, blue, alpha; transparent is white.
    pub fn row(&mut self, rgba: &[u8]) {
        self.row.fill([0.0; 4]);
        for (pixel, &(cell, part)) in rgba.chunks_exact(4).zip(&self.columns) {
            let Some(pixel) = pixel.first_chunk::<4>() else { continue };
            let white = 255.0 - f32::from(pixel[3]);
            let alpha = f32::from(pixel[3]) / 255.0;
            let [r, g, b, _] = pixel.map(|value| f32::from(value) * alpha + white);
            let mut add = |cell: usize, part: f32| {
                if let Some(sum) = self.row.get_mut(cell) {
                    *sum = [sum[0] + r * part, sum[1] + g * part, sum[2] + b * part, sum[3] + part];
                }
            };
            add(cell, part);
            if part < 1.0 {
                add(cell + 1, 1.0 - part);
            }
        }
        let part = (self.step - self.filled).clamp(0.0, 1.0);
        self.add(part);
        self.filled += part;
        if self.filled + 1e-3 >= self.step {
            self.flush();
            self.filled = 1.0 - part;
            self.add(1.0 - part);
        }
    }

    fn add(&mut self, part: f32) {
        for (sum, row) in self.sums.iter_mut().zip(&self.row) {
            for (sum, value) in sum.iter_mut().zip(row) {
                *sum += value * part;
            }
        }
    }

    fn flush(&mut self) {
        if self.out.rgba.len() < self.whole() {
            for &[r, g, b, n] in &self.sums {
                for sum in [r, g, b] {
                    self.out.rgba.push((sum / n.max(1e-6) + 0.5) as u32 as u8);
                }
                self.out.rgba.push(255);
            }
        }
        self.sums.fill([0.0; 4]);
    }

    fn whole(&self) -> usize {
        self.out.width * self.out.height * 4
    }

    /// The pixels; white where rows were missing.
    #[must_use]
    pub fn finish(mut self) -> Rows {
        if self.filled > 0.5 {
            self.flush();
        }
        let whole = self.whole();
        self.out.rgba.resize(whole, 255);
        self.out
    }
}
