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
        let across = width.div_ceil(BLOCK);
        let mut grey = vec![0_u8; width * height];
        let mut red = vec![0_u8; across * height.div_ceil(BLOCK)];
        let rows = rgba.chunks_exact(width * 4).zip(grey.chunks_exact_mut(width));
        for (y, (row, grey)) in rows.enumerate() {
            for (x, (pixel, grey)) in row.chunks_exact(4).zip(grey).enumerate() {
                let &[r, g, b, a] = pixel else { continue };
                let [r, g, b, a] = [r, g, b, a].map(u32::from);
                // over white
                let white = 255 * (255 - a);
                let over = |value: u32| if a == 255 { value } else { (value * a + white) / 255 };
                let (r, g, b) = (over(r), over(g), over(b));
                *grey = ((r * 77 + g * 151 + b * 28) >> 8) as u8;
                if r > g.max(b) + 50
                    && let Some(share) = red.get_mut(y / BLOCK * across + x / BLOCK)
                {
                    // 256 pixels at most, so 255 holds all but the last
                    *share = share.saturating_add(1);
                }
            }
        }
        let scale = (long_side as f32 / most as f32).max(1.0);
        Some(Picture { width, height, grey, red, scale })
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
    pub fn turned(self, quarters: u8) -> Picture {
        let mut picture = self;
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
        self.red.chunks_mut(across).for_each(<[u8]>::reverse);
        self
    }
}

/// A grid turned clockwise by a quarter.
pub(in crate::scan) fn turn<T: Copy>(grid: &[T], width: usize, height: usize) -> Vec<T> {
    let mut out = Vec::with_capacity(grid.len());
    for x in 0..width {
        out.extend((0..height).rev().filter_map(|y| grid.get(y * width + x)));
    }
    out
}
