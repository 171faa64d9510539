//! The buffer that is measured: grey, at most 1000 pixels on its longer side, with what is left of its colours.

/// The longer side of a buffer at most: characters of a full page still stand out, and sharpness is alike across cameras.
pub const LONG_SIDE: usize = 1000;
/// Colours are counted in squares of this side.
pub const BLOCK: usize = 16;

/// Grey values, row by row.
#[derive(Clone, Debug)]
pub struct Picture {
    width: usize,
    height: usize,
    grey: Vec<u8>,
    /// A block's share of pixels with a strong colour, 0 to 255.
    pub(super) coloured: Vec<u8>,
    /// A block's share of red pixels, as of a seal, 0 to 255.
    pub(super) red: Vec<u8>,
    /// How many pixels of the original one pixel here stands for, along a side.
    pub(super) scale: f32,
}

impl Picture {
    /// From red, green, blue, alpha; transparent is white. `long_side` is that of the original.
    ///
    /// `None` where the sizes do not fit each other or the limit.
    pub fn from_rgba(rgba: &[u8], width: usize, height: usize, long_side: u32) -> Option<Picture> {
        let most = width.max(height);
        if width == 0 || height == 0 || most > LONG_SIDE || rgba.len() != width * height * 4 {
            return None;
        }
        let mut picture = Picture::empty(width, height);
        picture.scale = (long_side as f32 / most as f32).max(1.0);
        for row in rgba.chunks_exact(width * 4) {
            picture.push(row);
        }
        Some(picture.done())
    }

    fn empty(width: usize, height: usize) -> Picture {
        let blocks = width.div_ceil(BLOCK) * height.div_ceil(BLOCK);
        Picture {
            width,
            height,
            grey: Vec::with_capacity(width * height),
            coloured: vec![0; blocks],
            red: vec![0; blocks],
            scale: 1.0,
        }
    }

    fn push(&mut self, row: &[u8]) {
        let across = self.width.div_ceil(BLOCK);
        let line = self.grey.len() / self.width.max(1) / BLOCK;
        let skip = line * across;
        let colours = self.coloured.iter_mut().skip(skip).zip(self.red.iter_mut().skip(skip));
        for (block, (coloured, red)) in row.chunks(BLOCK * 4).zip(colours) {
            for pixel in block.chunks_exact(4) {
                let &[r, g, b, a] = pixel else { continue };
                // over white
                let over = |value: u8| match a {
                    255 => u32::from(value),
                    _ => (u32::from(value) * u32::from(a) + 255 * (255 - u32::from(a))) / 255,
                };
                let (r, g, b) = (over(r), over(g), over(b));
                self.grey.push(((r * 77 + g * 151 + b * 28) >> 8) as u8);
                let spread = r.max(g).max(b) - r.min(g).min(b);
                // 256 pixels at most, so 255 holds all but the last
                *coloured = coloured.saturating_add(u8::from(spread > 60));
                *red = red.saturating_add(u8::from(r > g.max(b) + 50));
            }
        }
    }

    fn done(mut self) -> Picture {
        // a buffer that ended early is white below
        self.grey.resize(self.width * self.height, 255);
        self
    }

    /// Pixels across.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Pixels down.
    pub fn height(&self) -> usize {
        self.height
    }

    /// Grey values, row by row.
    pub fn grey(&self) -> &[u8] {
        &self.grey
    }

    /// The picture turned clockwise by quarters, as its viewer shows it.
    #[must_use]
    pub fn turned(&self, quarters: u8) -> Picture {
        let mut picture = self.clone();
        for _ in 0..quarters % 4 {
            picture = picture.quarter();
        }
        picture
    }

    fn quarter(&self) -> Picture {
        let (across, down) = (self.width.div_ceil(BLOCK), self.height.div_ceil(BLOCK));
        Picture {
            width: self.height,
            height: self.width,
            grey: turn(&self.grey, self.width, self.height),
            coloured: turn(&self.coloured, across, down),
            red: turn(&self.red, across, down),
            scale: self.scale,
        }
    }

    /// Light for dark.
    pub(super) fn inverted(&self) -> Picture {
        let mut picture = self.clone();
        picture.grey.iter_mut().for_each(|value| *value = !*value);
        picture
    }

    /// The picture mirrored left to right, as some Exif turns ask.
    #[must_use]
    pub fn mirrored(mut self) -> Picture {
        let across = self.width.div_ceil(BLOCK);
        self.grey.chunks_mut(self.width).for_each(<[u8]>::reverse);
        self.coloured.chunks_mut(across).for_each(<[u8]>::reverse);
        self.red.chunks_mut(across).for_each(<[u8]>::reverse);
        self
    }
}

/// A grid turned clockwise by a quarter.
fn turn(grid: &[u8], width: usize, height: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(grid.len());
    for x in 0..width {
        out.extend((0..height).rev().filter_map(|y| grid.get(y * width + x)));
    }
    out
}

/// Takes an original row by row and keeps the mean of the area behind each pixel.
pub struct Shrink {
    /// Each column's cell, and the part of the column that lies in it; the rest lies in the next.
    columns: Vec<(usize, f32)>,
    /// Sums of the row of cells that is being filled.
    sums: Vec<[f32; 4]>,
    /// Sums of the incoming row.
    row: Vec<[f32; 4]>,
    cells: (usize, usize),
    /// Rows of the original that make one here.
    step: f32,
    /// How much of a row of cells is filled.
    filled: f32,
    out: Picture,
}

impl Shrink {
    /// `None` for an original without pixels.
    pub fn new(width: u32, height: u32) -> Option<Shrink> {
        let (long, limit) = (width.max(height), LONG_SIDE as u32);
        if width == 0 || height == 0 {
            return None;
        }
        let fit = |side: u32| match long > limit {
            true => ((u64::from(side) * u64::from(limit) / u64::from(long)) as usize).max(1),
            false => side as usize,
        };
        let cells = (fit(width), fit(height));
        let step = width as f32 / cells.0 as f32;
        let columns = (0..width)
            .map(|x| {
                let cell = (((x as f32 + 1e-3) / step) as usize).min(cells.0 - 1);
                let until = (cell + 1) as f32 * step - x as f32;
                (cell, until.clamp(0.0, 1.0))
            })
            .collect();
        let mut out = Picture::empty(cells.0, cells.1);
        out.scale = (long as f32 / cells.0.max(cells.1) as f32).max(1.0);
        Some(Shrink {
            columns,
            sums: vec![[0.0; 4]; cells.0],
            row: vec![[0.0; 4]; cells.0 + 1],
            cells,
            step: height as f32 / cells.1 as f32,
            filled: 0.0,
            out,
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
        if self.out.grey.len() >= self.cells.0 * self.cells.1 {
            return;
        }
        let row: Vec<u8> = self
            .sums
            .iter()
            .flat_map(|&[r, g, b, n]| {
                let n = n.max(1e-6);
                [(r / n + 0.5) as u8, (g / n + 0.5) as u8, (b / n + 0.5) as u8, 255]
            })
            .collect();
        self.out.push(&row);
        self.sums.fill([0.0; 4]);
    }

    /// The picture; white where rows were missing.
    pub fn finish(mut self) -> Picture {
        if self.filled > 0.5 {
            self.flush();
        }
        self.out.done()
    }
}
