//! The paper's outline on what it lies on.

use super::blocks::Blocks;
use super::order::quantile;

/// Lines across the picture along which its outline is looked for.
const PROBES: usize = 28;

/// How far from parallel two opposite sides of the paper are, in degrees; the larger pair. 0 where no table is seen.
pub(super) fn perspective(blocks: &Blocks, width: usize, height: usize, paper: f32) -> f32 {
    let upright = spread(blocks, (height, width), (width, 1), paper);
    upright.max(spread(blocks, (width, 1), (height, width), paper))
}

/// The angle between the two outlines that lines across meet; of each side, how many places and how far apart.
fn spread(blocks: &Blocks, along: (usize, usize), across: (usize, usize), paper: f32) -> f32 {
    let (mut near, mut far) = (Vec::new(), Vec::new());
    for probe in 1..PROBES {
        let place = along.0 * probe / PROBES;
        // how far it is from an end to light that lasts
        let outline = |backwards: bool| {
            let mut run = 0;
            for step in 0..across.0 {
                let cell = if backwards { across.0 - 1 - step } else { step };
                let here = blocks.smooth.get(place * along.1 + cell * across.1);
                let is_light = here.is_some_and(|&here| f32::from(here) > 0.72 * paper);
                run = if is_light { run + 1 } else { 0 };
                if run == 12 {
                    return step - 11;
                }
            }
            across.0
        };
        let (first, last) = (outline(false), outline(true));
        // paper up to the frame shows no side
        if first > 2 && last > 2 && first + last < across.0 / 2 {
            near.push((place as f32, first as f32));
            far.push((place as f32, (across.0 - last) as f32));
        }
    }
    match (slope(&near), slope(&far)) {
        (Some(near), Some(far)) => {
            // the tangent of the difference, which is the angle itself to a fiftieth up to 15 degrees
            let turn = (near - far) / (1.0 + near * far);
            (turn - turn * turn * turn / 3.0).to_degrees().abs()
        }
        _ => 0.0,
    }
}

/// The slope of a line through most of the points; `None` where they form none.
fn slope(points: &[(f32, f32)]) -> Option<f32> {
    if points.len() < PROBES / 2 {
        return None;
    }
    // Theil and Sen's, with each point against the one half a list away
    let mut slopes: Vec<f32> = Vec::new();
    for (a, b) in points.iter().zip(points.iter().skip(points.len() / 2)) {
        slopes.push((b.1 - a.1) / (b.0 - a.0).max(1.0));
    }
    let slope = quantile(&mut slopes, 0.5);
    let mut levels: Vec<f32> = points.iter().map(|(x, y)| y - slope * x).collect();
    let level = quantile(&mut levels, 0.5);
    let close = levels.iter().filter(|own| (**own - level).abs() < 6.0).count();
    (close * 4 >= points.len() * 3).then_some(slope)
}
