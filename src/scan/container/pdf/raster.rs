//! Deflated rows of a PDF's picture, inflated row by row: a page of 600 dpi would be 100 MB at once.

use super::Raster;
use super::inflate::inflate;

/// Hands out rows of red, green, blue, alpha; false when they end early.
pub(super) fn rows(
    raster: &Raster,
    data: &[u8],
    width: u32,
    height: u32,
    mut row: impl FnMut(&[u8]),
) -> bool {
    let Some(length) = row_length(raster, width) else { return false };
    let whole = length.saturating_add(usize::from(raster.filtered));
    let pixel =
        usize::try_from(raster.bits.saturating_mul(raster.channels).div_ceil(8)).unwrap_or(1);
    let mut before = vec![0_u8; length];
    let mut held: Vec<u8> = Vec::with_capacity(whole);
    let mut colours: Vec<u8> = Vec::new();
    let mut left = height;
    inflate(data, &mut |mut bytes| {
        while left > 0 && !bytes.is_empty() {
            let take = whole.saturating_sub(held.len()).min(bytes.len());
            let Some((now, rest)) = bytes.split_at_checked(take) else { break };
            held.extend_from_slice(now);
            bytes = rest;
            if held.len() < whole {
                break;
            }
            if raster.filtered {
                unfilter(&held, &mut before, pixel);
            } else {
                before.copy_from_slice(&held);
            }
            held.clear();
            colours.clear();
            spread(raster, &before, width, &mut colours);
            row(&colours);
            left = left.saturating_sub(1);
        }
        left > 0
    });
    left == 0
}

fn row_length(raster: &Raster, width: u32) -> Option<usize> {
    let bits = u64::from(width)
        .checked_mul(u64::from(raster.bits))?
        .checked_mul(u64::from(raster.channels))?;
    usize::try_from(bits.div_ceil(8)).ok().filter(|&length| (1..1 << 20).contains(&length))
}

/// Undoes a PNG filter (ISO 15948, 9.2); `before` is the row above, and this one afterwards.
fn unfilter(held: &[u8], before: &mut [u8], pixel: usize) {
    let Some((&kind, row)) = held.split_first() else { return };
    let mut left = vec![0_u8; pixel];
    let mut corner = vec![0_u8; pixel];
    for (chunk, above) in row.chunks(pixel).zip(before.chunks_mut(pixel)) {
        for (((&byte, above), left), corner) in
            chunk.iter().zip(above.iter_mut()).zip(&mut left).zip(&mut corner)
        {
            let (up, l, c) = (*above, *left, *corner);
            let guess = match kind {
                1 => l,
                2 => up,
                3 => u8::try_from(u16::midpoint(u16::from(l), u16::from(up))).unwrap_or(0),
                4 => paeth(l, up, c),
                _ => 0,
            };
            *corner = up;
            *above = byte.wrapping_add(guess);
            *left = *above;
        }
    }
}

fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let guess = i16::from(left).wrapping_add(i16::from(up)).wrapping_sub(i16::from(corner));
    let far = |side: u8| guess.abs_diff(i16::from(side));
    if far(left) <= far(up) && far(left) <= far(corner) {
        left
    } else if far(up) <= far(corner) {
        up
    } else {
        corner
    }
}

/// One row as red, green, blue, alpha.
fn spread(raster: &Raster, row: &[u8], width: u32, out: &mut Vec<u8>) {
    let width = usize::try_from(width).unwrap_or(0);
    let bits = raster.bits.min(8);
    let top = 255_u8 >> 8_u32.saturating_sub(bits).min(7);
    let per_byte = 8_u32.checked_div(bits).unwrap_or(1).max(1);
    let wide = usize::from(raster.bits == 16).saturating_add(1);
    let values = row.iter().step_by(wide).flat_map(|&byte| {
        (1..=per_byte)
            .map(move |place| byte >> 8_u32.saturating_sub(place.saturating_mul(bits)).min(7) & top)
    });
    let indexed = !raster.palette.is_empty();
    let scale = 255_u8.checked_div(top).unwrap_or(1);
    let values = values.map(|value| if indexed { value } else { value.wrapping_mul(scale) });
    let flip = |value: u8| if raster.inverted && !indexed { !value } else { value };
    let mut values = values.map(flip);
    for _ in 0..width {
        let pixel = match raster.channels {
            1 => {
                let Some(value) = values.next() else { return };
                if indexed {
                    let at = usize::from(value).saturating_mul(3);
                    match raster.palette.get(at..) {
                        Some([r, g, b, ..]) => [*r, *g, *b, 255],
                        _ => [0, 0, 0, 255],
                    }
                } else {
                    [value, value, value, 255]
                }
            }
            3 => {
                let (Some(r), Some(g), Some(b)) = (values.next(), values.next(), values.next())
                else {
                    return;
                };
                [r, g, b, 255]
            }
            _ => {
                let (Some(c), Some(m), Some(y), Some(k)) =
                    (values.next(), values.next(), values.next(), values.next())
                else {
                    return;
                };
                // flipped above: what is left of the light
                let mix = |ink: u8| {
                    let product = u16::from(ink).saturating_mul(u16::from(k));
                    u8::try_from(product.checked_div(255).unwrap_or(0)).unwrap_or(0)
                };
                [mix(c), mix(m), mix(y), 255]
            }
        };
        out.extend_from_slice(&pixel);
    }
}
