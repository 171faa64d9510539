//! Deflated rows of a PDF's picture, inflated row by row: a page of 600 dpi would be 100 MB at once.

use super::Raster;
use super::inflate::inflate;
use crate::scan::container::bytes::at;

/// A longer row is refused, in bytes.
const MOST_LENGTH: u64 = 1 << 20;

/// Hands out rows of red, green, blue, alpha; false when they end early.
pub(super) fn rows(
    raster: &Raster,
    data: &[u8],
    width: u32,
    height: u32,
    row: &mut dyn FnMut(&[u8]),
) -> bool {
    let pixel = raster.bits * raster.channels;
    let length = (u64::from(width) * u64::from(pixel)).div_ceil(8);
    if length == 0 || length > MOST_LENGTH || height == 0 {
        return false;
    }
    let whole = length as usize + usize::from(raster.filtered);
    // the row above, and how far into this one it was replaced already
    let mut before = vec![0_u8; length as usize];
    let mut held: Vec<u8> = Vec::new();
    let mut colours: Vec<u8> = Vec::new();
    let mut left = height;
    inflate(data, &mut |bytes| {
        for &byte in bytes {
            held.push(byte);
            if held.len() == whole {
                let mut values = held.as_slice();
                let mut kind = 0;
                if raster.filtered
                    && let Some((first, rest)) = held.split_first()
                {
                    (kind, values) = (*first, rest);
                }
                unfilter(kind, values, &mut before, pixel.div_ceil(8) as usize);
                colours.clear();
                spread(raster, &before, width as usize, &mut colours);
                row(&colours);
                held.clear();
                left -= 1;
                if left == 0 {
                    return false;
                }
            }
        }
        true
    });
    left == 0
}

/// Undoes a PNG filter (ISO 15948, 9.2); `before` is the row above, and this one afterwards.
fn unfilter(kind: u8, row: &[u8], before: &mut [u8], pixel: usize) {
    // the row above, as it was a pixel to the left
    let mut corners = vec![0_u8; pixel];
    for (place, &byte) in row.iter().enumerate() {
        let left = if place < pixel { 0 } else { at(before, place - pixel) };
        let Some((above, corner)) = before.get_mut(place).zip(corners.get_mut(place % pixel))
        else {
            return;
        };
        let up = *above;
        let guess = match kind {
            1 => left,
            2 => up,
            3 => ((u32::from(left) + u32::from(up)) / 2) as u8,
            4 => paeth(left, up, *corner),
            _ => 0,
        };
        *corner = up;
        *above = byte.wrapping_add(guess);
    }
}

fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let guess = i32::from(left) + i32::from(up) - i32::from(corner);
    let far = |side: u8| guess.abs_diff(i32::from(side));
    if far(left) <= far(up) && far(left) <= far(corner) {
        left
    } else if far(up) <= far(corner) {
        up
    } else {
        corner
    }
}

/// One row as red, green, blue, alpha.
fn spread(raster: &Raster, row: &[u8], width: usize, out: &mut Vec<u8>) {
    let channels = raster.channels as usize;
    let bits = raster.bits as usize;
    let top = if bits < 8 { (1 << bits) - 1 } else { 255 };
    for x in 0..width {
        let value = |channel: usize| {
            // of 16 bits the upper 8
            let bit = (x * channels + channel) * bits;
            let byte = u32::from(at(row, bit / 8));
            let value = if bits < 8 { byte >> (8 - bits - bit % 8) & top } else { byte };
            let value = if raster.palette.is_empty() { value * 255 / top } else { value };
            if raster.inverted && raster.palette.is_empty() { 255 - value } else { value }
        };
        let first = value(0);
        // inks are flipped above: what is left of the light
        let black = if channels == 4 { value(3) } else { 255 };
        for channel in 0..3 {
            out.push(if !raster.palette.is_empty() {
                at(&raster.palette, first as usize * 3 + channel)
            } else if channels == 1 {
                first as u8
            } else {
                (value(channel) * black / 255) as u8
            });
        }
        out.push(255);
    }
}
