//! A page that a test draws, as a scanner would give it.

use image::{Rgb, RgbImage};

/// Draws a page: lines of square characters made of strokes, `seed` says which.
pub fn page(width: u32, height: u32, character: u32, seed: u32) -> RgbImage {
    let mut page = RgbImage::from_pixel(width, height, Rgb([246, 245, 240]));
    let mut state = seed.wrapping_mul(2_654_435_761) | 1;
    let mut random = move || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state
    };
    let margin = 3 * character;
    let stroke = (character / 9).max(1);
    let mut fill = |left: u32, top: u32, w: u32, h: u32| {
        for y in top..(top + h).min(height) {
            for x in left..(left + w).min(width) {
                page.put_pixel(x, y, Rgb([30, 28, 26]));
            }
        }
    };
    let mut top = margin;
    while top + character + margin < height {
        let mut left = margin;
        let end = width - margin - character - random() % (width / 4);
        while left < end {
            let bits = random();
            for place in 0..4 {
                let offset = place * (character - stroke) / 3;
                let most = character - stroke;
                if bits >> place & 1 == 1 || place == 0 {
                    fill(left, top + offset, most, stroke);
                }
                if bits >> (place + 4) & 1 == 1 || place == 3 {
                    fill(left + offset * most / character, top, stroke, most);
                }
            }
            left += character + character / 8;
        }
        top += character * 9 / 5;
    }
    page
}
