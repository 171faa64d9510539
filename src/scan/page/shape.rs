//! The paper's outline on what it lies on.

use super::blocks::Blocks;
use super::order::quantile;

/// Lines across the picture along which its outline is looked for.
const PROBES: usize = 28;

/// How far from parallel two opposite sides of the paper are, in degrees; the larger pair. 0 where no table is seen.
pub(super) fn perspective(blocks: &Blocks, width: usize, height: usize, paper: f32) -> f32 {
    let limit = 0.72 * paper;
    let at = |x: usize, y: usize| {
        f32::from(blocks.smooth.get(y * width + x).copied().unwrap_or(0)) > limit
    };
    let sides = |along: usize, across: usize, light: &dyn Fn(usize, usize) -> bool| {
        let (mut near, mut far) = (Vec::new(), Vec::new());
        for probe in 1..PROBES {
            let place = along * probe / PROBES;
            let first = outline((0..across).map(|x| light(x, place)));
            let last = outline((0..across).rev().map(|x| light(x, place)));
            // paper up to the frame shows no side
            if let (Some(first), Some(last)) = (first, last)
                && first > 2
                && last > 2
                && first + last < across / 2
            {
                near.push((place as f32, first as f32));
                far.push((place as f32, (across - last) as f32));
            }
        }
        (slope(&near), slope(&far))
    };
    let mut most = 0.0_f32;
    let pairs = [sides(height, width, &|x, y| at(x, y)), sides(width, height, &|y, x| at(x, y))];
    for (near, far) in pairs {
        if let (Some(near), Some(far)) = (near, far) {
            // the tangent of the difference, which is the angle itself to a fiftieth up to 15 degrees
            let turn = (near - far) / (1.0 + near * far);
            most = most.max((turn - turn.powi(3) / 3.0).to_degrees().abs());
        }
    }
    most
}

/// How far it is to light that lasts.
fn outline(pixels: impl Iterator<Item = bool>) -> Option<usize> {
    let mut run = 0;
    for (place, light) in pixels.enumerate() {
        run = if light { run + 1 } else { 0 };
        if run == 12 {
            return Some(place + 1 - run);
        }
    }
    None
}

/// The slope of a line through most of the points; `None` where they form none.
fn slope(points: &[(f32, f32)]) -> Option<f32> {
    if points.len() < PROBES / 2 {
        return None;
    }
    let half = points.len() / 2;
    // Theil and Sen's, with each point against the one half a list away
    let mut slopes: Vec<f32> = points
        .iter()
        .zip(points.iter().skip(half))
        .map(|(a, b)| (b.1 - a.1) / (b.0 - a.0).max(1.0))
        .collect();
    let slope = quantile(&mut slopes, 0.5);
    let mut levels: Vec<f32> = points.iter().map(|(x, y)| y - slope * x).collect();
    let level = quantile(&mut levels, 0.5);
    let close = levels.iter().filter(|&&own| (own - level).abs() < 6.0).count();
    (close * 4 >= points.len() * 3).then_some(slope)
}
