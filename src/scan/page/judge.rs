//! From measures to defects. Each threshold stands with its reason.

use super::Measures;
use super::blocks::Block;
use super::edge::Side;
use super::picture::BLOCK;
use super::sharp::FEW;
use super::text::LINES;
use crate::scan::defect::{Code, Defect, Severity};

/// Radius of the blur over the character's height: at a tenth strokes merge, at a twentieth they begin to.
const BLUR: (f32, f32) = (0.055, 0.041);
/// Pixels a character: a printed one needs 16, and its strokes touch under 11. Scripts other than Chinese measure a third
/// less at the same size and are read at it, so only what is too small for them too is stopped.
const CHARACTER: (f32, f32) = (9.0, 14.0);
/// A page is at least 40 characters long.
const LONG_SIDE: f32 = 430.0;
/// The light of paper, of 255.
const DARK: (f32, f32) = (72.0, 95.0);
/// The range of grey values between ink and paper.
const CONTRAST: (f32, f32) = (25.0, 36.0);
/// The same on burnt-out paper, where what is left of the ink has no edges.
const BURNT_CONTRAST: (f32, f32) = (32.0, 42.0);
/// Paper this light with ink that faint was burnt out, not printed faintly.
const BURNT: f32 = 249.0;
/// A page whose strongest twentieth of squares differ less than this has nothing on it.
const NOTHING: f32 = 30.0;
/// Under this, differences on burnt-out paper are the coder's.
const FAINT: f32 = 12.0;
/// A picture this small says nothing else about itself.
const SPECK: f32 = 48.0;
/// Ink that shines through from the back is this faint, and blurred.
const BACK: (f32, f32) = (8.5, 0.25);
/// Share of the page under a reflection.
const GLARE: (f32, f32) = (0.02, 0.006);
/// Share of the text in a shadow of a third of the light, and of half.
const SHADOW: f32 = 0.12;
/// Degrees from level.
const SKEW: (f32, f32) = (4.5, 2.0);
/// How much longer text runs across than down, at most, on a page that lies on its side.
const SIDEWAYS: f32 = 0.6;
/// Degrees between opposite sides of the paper.
const PERSPECTIVE: f32 = 8.0;
/// Characters at a side that make it a cut, and those that may be specks.
const CUT: (usize, usize) = (5, 3);
/// Characters that make a line.
const LINE: usize = 10;
/// Share of a side that is paper where text is cut by it, not by a table.
const PAPER_SIDE: f32 = 0.75;
/// Share of a sheet that a cut took, if the frame shows that there was one.
const MISSING: f32 = 0.1;
/// Share of squares that are even paper; under it, with lines that hardly show, the picture is of something else.
const EVEN: f32 = 0.45;
/// Edges under this are smeared over five pixels.
const SMEARED: f32 = 0.17;
/// Lines stand out less than this only by accident.
const NO_LINES: f32 = 2.4;
/// Light writing differs this much from its ground.
const LIGHT_INK: f32 = 40.0;
/// Grain, in grey values.
const NOISE: f32 = 7.0;

use Severity::{Block as Stop, Hint, Warn};

/// `block` from the first threshold on, `warn` from the second, for measures that are bad when small.
fn under(
    found: &mut Vec<Defect>,
    code: Code,
    measure: f32,
    (stop, warn): (f32, f32),
) -> Option<Severity> {
    if measure < stop {
        found.push(Defect::measured(code, Stop, measure, stop));
        Some(Stop)
    } else if measure < warn {
        found.push(Defect::measured(code, Warn, measure, warn));
        Some(Warn)
    } else {
        None
    }
}

/// Whether text in lines was found.
pub(super) fn has_lines(m: &Measures) -> bool {
    m.text.count >= FEW && m.text.level >= LINES && m.sharp.paper > 0.0
}

/// Whether an inverted picture is plainly writing: more is asked than of dark ink, since dark photographs hold much light.
pub(super) fn is_light_writing(m: &Measures) -> bool {
    has_lines(m)
        && m.text.count >= 2 * FEW
        && m.text.level >= 2.0 * LINES
        && m.sharp.blur(m.text.line) < BLUR.0
        && m.even >= EVEN
        && m.sharp.contrast >= LIGHT_INK
        && !(SIDEWAYS..1.0 / SIDEWAYS).contains(&m.text.across)
}

pub(super) fn judge(m: &Measures) -> Vec<Defect> {
    let mut found = Vec::new();
    let has_lines = has_lines(m);
    let long = m.long_side;
    if long < LONG_SIDE && !(has_lines && m.character_px() < CHARACTER.0) {
        found.push(Defect::measured(Code::LowResolution, Stop, long, LONG_SIDE));
    }
    if long < SPECK || long < LONG_SIDE && !has_lines {
        return found;
    }
    let paper = if has_lines { m.sharp.paper } else { m.blocks.white };
    let dark = under(&mut found, Code::Dark, paper, DARK);
    let faint = m.sharp.contrast < BACK.0 && m.sharp.edge < BACK.1;
    let plain = m.range < NOTHING && !has_lines;
    if plain || has_lines && faint && dark.is_none() {
        let burnt = m.text.count >= FEW && m.blocks.white >= BURNT && m.range >= FAINT;
        let code = if burnt { Code::Overexposed } else { Code::Blank };
        found.push(Defect::measured(code, Stop, m.range, NOTHING));
        return found;
    }
    if !has_lines {
        if dark != Some(Stop) {
            // mostly paper, and what is on it has no edges: lines that ran into each other
            if m.text.count >= FEW && m.even >= EVEN && m.sharp.edge < SMEARED {
                let blur = m.sharp.blur(m.text.line);
                found.push(Defect::measured(Code::Blur, Stop, blur, BLUR.0));
                return found;
            }
            let sure = m.text.count < FEW || m.text.level < NO_LINES || m.even < EVEN;
            let severity = if sure { Stop } else { Warn };
            found.push(Defect::measured(Code::NotDocument, severity, m.text.level, LINES));
        }
        return found;
    }
    contrast(m, dark, &mut found);
    let small = under(&mut found, Code::LowResolution, m.character_px(), CHARACTER);
    let blur = m.sharp.blur(m.text.line);
    // grain of the dark, and edges of a picture that is too small, are not the lens's fault
    if small != Some(Stop) && long >= LONG_SIDE && (dark != Some(Stop) || blur >= 1.5 * BLUR.0) {
        if blur >= BLUR.0 {
            found.push(Defect::measured(Code::Blur, Stop, blur, BLUR.0));
        } else if blur >= BLUR.1 {
            found.push(Defect::measured(Code::Blur, Warn, blur, BLUR.1));
        }
    }
    light(m, &mut found);
    if m.blocks.noise > NOISE {
        found.push(Defect::measured(Code::Noise, Hint, m.blocks.noise, NOISE));
    }
    place(m, dark == Some(Stop), &mut found);
    found
}

fn contrast(m: &Measures, dark: Option<Severity>, found: &mut Vec<Defect>) {
    // in the dark everything differs little
    if dark == Some(Stop) {
        return;
    }
    if m.sharp.paper >= BURNT {
        under(found, Code::Overexposed, m.sharp.contrast, BURNT_CONTRAST);
    } else {
        under(found, Code::LowContrast, m.sharp.contrast, CONTRAST);
    }
}

fn light(m: &Measures, found: &mut Vec<Defect>) {
    let glare = m.glare;
    let region = glare.region(&m.blocks);
    if glare.share >= GLARE.0 {
        found.push(Defect::measured(Code::Glare, Stop, glare.share, GLARE.0).at(region));
    } else if glare.share >= GLARE.1 {
        found.push(Defect::measured(Code::Glare, Warn, glare.share, GLARE.1).at(region));
    }
    // a table around a small page is no shadow on it
    if m.even < 0.15 {
        return;
    }
    let (deep, half) = (m.deep_shadow, m.shadow);
    if deep.share >= SHADOW {
        found.push(
            Defect::measured(Code::Shadow, Stop, deep.share, SHADOW).at(deep.region(&m.blocks)),
        );
    } else if half.share >= SHADOW {
        found.push(
            Defect::measured(Code::Shadow, Warn, half.share, SHADOW).at(half.region(&m.blocks)),
        );
    }
}

fn place(m: &Measures, dark: bool, found: &mut Vec<Defect>) {
    let skew = m.text.skew.abs();
    if skew > SKEW.0 {
        found.push(Defect::measured(Code::Skew, Warn, skew, SKEW.0));
    } else if skew > SKEW.1 {
        found.push(Defect::measured(Code::Skew, Hint, skew, SKEW.1));
    }
    if m.text.across < SIDEWAYS {
        found.push(Defect::measured(Code::Rotated90, Warn, m.text.across, SIDEWAYS));
    } else if m.upside_down {
        found.push(Defect::fact(Code::Rotated180, Hint));
    }
    if m.perspective > PERSPECTIVE {
        found.push(Defect::measured(Code::Perspective, Warn, m.perspective, PERSPECTIVE));
    }
    let strip = |place: usize| match place {
        0 => [0.0, 0.0, 0.08, 1.0],
        1 => [0.0, 0.0, 1.0, 0.08],
        2 => [0.92, 0.0, 1.0, 1.0],
        _ => [0.0, 0.92, 1.0, 1.0],
    };
    // in the dark grain looks like cut characters
    let paper = |side: &Side| side.paper >= PAPER_SIDE && !dark;
    let open: Vec<usize> = m
        .sides
        .iter()
        .enumerate()
        .filter(|(_, side)| side.strokes >= 2)
        .map(|(place, _)| place)
        .collect();
    for (place, side) in m.sides.iter().enumerate().filter(|(_, side)| paper(side)) {
        let count = |least: usize| (side.characters as f32, least as f32);
        // a frame that is open on one side alone: how much is gone follows from paper's usual shape
        let gone = (open == [place]).then(|| missing(place, m.width, m.height));
        let (severity, (measure, threshold)) = match gone {
            _ if side.characters >= CUT.0 => (Stop, count(CUT.0)),
            Some(gone) if gone > MISSING => (Stop, (gone, MISSING)),
            _ if side.characters >= CUT.1 => (Warn, count(CUT.1)),
            Some(gone) => (Warn, (gone, MISSING)),
            None if side.close >= LINE => (Warn, (side.close as f32, LINE as f32)),
            None => continue,
        };
        found.push(Defect::measured(Code::CutOff, severity, measure, threshold).at(strip(place)));
    }
}

/// The share of a sheet that is gone from one side, if it was one of the usual shape, 1 to the root of 2.
fn missing(place: usize, width: f32, height: f32) -> f32 {
    let (own, other) = if place.is_multiple_of(2) { (width, height) } else { (height, width) };
    let root = std::f32::consts::SQRT_2;
    // the smaller of both ways to lay the sheet that the rest still fits in
    let whole = if own <= 1.03 * other / root { other / root } else { other * root };
    (1.0 - own / whole).max(0.0)
}

/// The share of squares that are even and as light as paper.
pub(super) fn even(list: &[Block], paper: f32, contrast: f32) -> f32 {
    let even = list.iter().filter(|block| {
        f32::from(block.paper) > 0.8 * paper && f32::from(block.range()) < 0.25 * contrast.max(20.0)
    });
    even.count() as f32 / list.len().max(1) as f32
}

/// Whether a page seems to stand on its head: its round seal above its middle, and its heading below.
///
/// Weak evidence, so only a hint, and only where both agree.
pub(super) fn upside_down(m: &Measures, red: &[u8]) -> bool {
    let rows: Vec<f32> = red
        .chunks(m.blocks.across.max(1))
        // a seal's ring and letters leave paper between; a red ground does not
        .map(|row| row.iter().filter(|&&share| (12..150).contains(&share)).count() as f32)
        .collect();
    let total: f32 = rows.iter().sum();
    let middle = rows.len() as f32 / 2.0;
    let above: f32 =
        (0_u16..).zip(&rows).filter(|(y, _)| f32::from(*y) < 0.9 * middle).map(|(_, n)| n).sum();
    let tall = m.text.height;
    let (mut top, mut bottom) = (0, 0);
    for piece in &m.ink.pieces {
        let size = piece.size();
        if size > 1.5 * tall && size < 4.0 * tall && piece.is_texture() {
            let (_, y) = piece.middle();
            let part = y / (rows.len() * BLOCK) as f32;
            top += usize::from(part < 0.4);
            bottom += usize::from(part > 0.6);
        }
    }
    total >= 20.0 && above > 0.8 * total && bottom >= 4 && bottom > 3 * top
}
