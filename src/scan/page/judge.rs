//! From measures to defects. Each threshold stands with its reason.

use super::Measures;
use super::blocks::Block;
use super::picture::BLOCK;
use super::sharp::FEW;
use super::text::LINES;
use crate::scan::defect::{Code, Defect, Severity};

use Severity::{Block as Stop, Hint, Warn};

/// From which value on a measure makes a defect, worse and milder; bad when large if the worse is larger, else when
/// small. What is only told in one severity has an endless other value, or both alike.
struct Rule {
    code: Code,
    limits: (f32, f32),
    severities: (Severity, Severity),
}

const fn rule(code: Code, worse: f32, milder: f32) -> Rule {
    Rule { code, limits: (worse, milder), severities: (Stop, Warn) }
}

const NEVER: f32 = f32::INFINITY;

/// Radius of the blur over the character's height: at a tenth strokes merge, at a twentieth they begin to.
const BLUR: Rule = rule(Code::Blur, 0.055, 0.041);
/// Pixels a character: a printed one needs 16, and its strokes touch under 11. Scripts other than Chinese measure a third
/// less at the same size and are read at it, so only what is too small for them too is stopped.
const CHARACTER: Rule = rule(Code::LowResolution, 9.0, 14.0);
/// A page is at least 40 characters long.
const LONG_SIDE: Rule = rule(Code::LowResolution, 430.0, 430.0);
/// The light of paper, of 255.
const DARK: Rule = rule(Code::Dark, 72.0, 95.0);
/// The range of grey values between ink and paper.
const CONTRAST: Rule = rule(Code::LowContrast, 25.0, 36.0);
/// The same on burnt-out paper, where what is left of the ink has no edges.
const BURNT_CONTRAST: Rule = rule(Code::Overexposed, 32.0, 42.0);
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
const GLARE: Rule = rule(Code::Glare, 0.02, 0.006);
/// Share of the text in a shadow of a third of the light, and of half.
const SHADOW: f32 = 0.12;
/// Degrees from level.
const SKEW: Rule = Rule { code: Code::Skew, limits: (4.5, 2.0), severities: (Warn, Hint) };
/// How much longer text runs across than down, at most, on a page that lies on its side.
const SIDEWAYS: f32 = 0.6;
/// Degrees between opposite sides of the paper.
const PERSPECTIVE: Rule = rule(Code::Perspective, NEVER, 8.0);
/// Characters at a side that make it a cut, and those that may be specks.
const CUT: (usize, usize) = (5, 3);
/// Characters that make a line.
const LINE: usize = 10;
/// Share of a side that is paper where text is cut by it, not by a table.
const PAPER_SIDE: f32 = 0.75;
/// Share of a sheet that a cut took, if the frame shows that there was one.
const MISSING: f32 = 0.1;
/// Where the sides are, as parts of the page.
const STRIPS: [[f32; 4]; 4] =
    [[0.0, 0.0, 0.08, 1.0], [0.0, 0.0, 1.0, 0.08], [0.92, 0.0, 1.0, 1.0], [0.0, 0.92, 1.0, 1.0]];
/// Share of squares that are even paper; under it, with lines that hardly show, the picture is of something else.
const EVEN: f32 = 0.45;
/// Edges under this are smeared over five pixels.
const SMEARED: f32 = 0.17;
/// Lines stand out less than this only by accident.
const NO_LINES: f32 = 2.4;
/// Light writing differs this much from its ground.
const LIGHT_INK: f32 = 40.0;
/// Grain, in grey values.
const NOISE: Rule = Rule { code: Code::Noise, limits: (NEVER, 7.0), severities: (Hint, Hint) };

/// What was found.
struct Found(Vec<Defect>);

impl Found {
    fn add(&mut self, code: Code, severity: Severity, measure: f32, threshold: f32) {
        self.0.push(Defect::measured(code, severity, measure, threshold));
    }

    fn grade(&mut self, rule: &Rule, measure: f32) -> Option<Severity> {
        let (worse, milder) = rule.limits;
        let passes = |limit: f32| if worse > milder { measure > limit } else { measure < limit };
        let (severity, threshold) = if passes(worse) {
            (rule.severities.0, worse)
        } else if passes(milder) {
            (rule.severities.1, milder)
        } else {
            return None;
        };
        self.add(rule.code, severity, measure, threshold);
        Some(severity)
    }

    /// Says where the last one is.
    fn at(&mut self, region: [f32; 4]) {
        if let Some(defect) = self.0.last_mut() {
            defect.region = Some(region);
        }
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
        && m.blur() < BLUR.limits.0
        && m.even >= EVEN
        && m.sharp.contrast >= LIGHT_INK
        && !(SIDEWAYS..1.0 / SIDEWAYS).contains(&m.text.across)
}

pub(super) fn judge(m: &Measures) -> Vec<Defect> {
    let mut found = Found(Vec::new());
    graded(m, &mut found);
    found.0
}

/// Stops at what forbids to say more.
fn graded(m: &Measures, found: &mut Found) {
    let has_lines = has_lines(m);
    let long = m.long_side;
    let is_short = long < LONG_SIDE.limits.0;
    if is_short && !(has_lines && m.character_px() < CHARACTER.limits.0) {
        found.grade(&LONG_SIDE, long);
    }
    if long < SPECK || is_short && !has_lines {
        return;
    }
    let paper = if has_lines { m.sharp.paper } else { m.blocks.white };
    let dark = found.grade(&DARK, paper);
    let is_dark = dark == Some(Stop);
    let faint = m.sharp.contrast < BACK.0 && m.sharp.edge < BACK.1;
    let plain = m.blocks.range < NOTHING && !has_lines;
    if plain || has_lines && faint && dark.is_none() {
        let burnt = m.text.count >= FEW && m.blocks.white >= BURNT && m.blocks.range >= FAINT;
        let code = if burnt { Code::Overexposed } else { Code::Blank };
        found.add(code, Stop, m.blocks.range, NOTHING);
        return;
    }
    if !has_lines {
        if is_dark {
            return;
        }
        // mostly paper, and what is on it has no edges: lines that ran into each other
        if m.text.count >= FEW && m.even >= EVEN && m.sharp.edge < SMEARED {
            found.add(Code::Blur, Stop, m.blur(), BLUR.limits.0);
            return;
        }
        let sure = m.text.count < FEW || m.text.level < NO_LINES || m.even < EVEN;
        let severity = if sure { Stop } else { Warn };
        found.add(Code::NotDocument, severity, m.text.level, LINES);
        return;
    }
    // in the dark everything differs little
    if !is_dark {
        let rule = if m.sharp.paper >= BURNT { &BURNT_CONTRAST } else { &CONTRAST };
        found.grade(rule, m.sharp.contrast);
    }
    let small = found.grade(&CHARACTER, m.character_px());
    // grain of the dark, and edges of a picture that is too small, are not the lens's fault
    if small != Some(Stop) && !is_short && (!is_dark || m.blur() >= 1.5 * BLUR.limits.0) {
        found.grade(&BLUR, m.blur());
    }
    light(m, found);
    found.grade(&NOISE, m.blocks.noise);
    found.grade(&SKEW, m.text.skew.abs());
    if m.text.across < SIDEWAYS {
        found.add(Code::Rotated90, Warn, m.text.across, SIDEWAYS);
    } else if m.upside_down {
        found.0.push(Defect::fact(Code::Rotated180, Hint));
    }
    found.grade(&PERSPECTIVE, m.perspective);
    // in the dark grain looks like cut characters
    if !is_dark {
        cut(m, found);
    }
}

fn light(m: &Measures, found: &mut Found) {
    if found.grade(&GLARE, m.glare.share).is_some() {
        found.at(m.glare.region(&m.blocks));
    }
    // a table around a small page is no shadow on it
    if m.even < 0.15 {
        return;
    }
    for (patch, severity) in [(&m.deep_shadow, Stop), (&m.shadow, Warn)] {
        if patch.share >= SHADOW {
            found.add(Code::Shadow, severity, patch.share, SHADOW);
            found.at(patch.region(&m.blocks));
            return;
        }
    }
}

fn cut(m: &Measures, found: &mut Found) {
    let open = m.sides.iter().filter(|side| side.strokes >= 2).count();
    for (place, (side, strip)) in m.sides.iter().zip(STRIPS).enumerate() {
        if side.paper < PAPER_SIDE {
            continue;
        }
        // a frame that is open on one side alone: how much is gone follows from paper's usual shape
        let is_open = open == 1 && side.strokes >= 2;
        let gone = if is_open { missing(place, m.width, m.height) } else { 0.0 };
        let characters = side.characters;
        if characters >= CUT.0 {
            found.add(Code::CutOff, Stop, characters as f32, CUT.0 as f32);
        } else if gone > MISSING {
            found.add(Code::CutOff, Stop, gone, MISSING);
        } else if characters >= CUT.1 {
            found.add(Code::CutOff, Warn, characters as f32, CUT.1 as f32);
        } else if is_open {
            found.add(Code::CutOff, Warn, gone, MISSING);
        } else if side.close >= LINE {
            found.add(Code::CutOff, Warn, side.close as f32, LINE as f32);
        } else {
            continue;
        }
        found.at(strip);
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
        f32::from(block.paper) > 0.8 * paper && block.range() < 0.25 * contrast.max(20.0)
    });
    even.count() as f32 / list.len() as f32
}

/// Whether a page seems to stand on its head: its round seal above its middle, and its heading below.
///
/// Weak evidence, so only a hint, and only where both agree.
pub(super) fn upside_down(m: &Measures, red: &[u8]) -> bool {
    let (mut above, mut total) = (0, 0);
    for (place, share) in red.iter().enumerate() {
        // a seal's ring and letters leave paper between; a red ground does not
        if (12..150).contains(share) {
            total += 1;
            if ((place / m.blocks.across) as f32) < 0.45 * m.blocks.down as f32 {
                above += 1;
            }
        }
    }
    let (tall, high) = (m.text.height, m.blocks.down * BLOCK);
    let (mut top, mut bottom) = (0, 0);
    for piece in &m.ink.pieces {
        let size = piece.size();
        if size > 1.5 * tall && size < 4.0 * tall && piece.is_texture() {
            let middle = (piece.top + piece.bottom) as f32 / 2.0;
            top += usize::from(middle < 0.4 * high as f32);
            bottom += usize::from(middle > 0.6 * high as f32);
        }
    }
    total >= 20 && above * 5 > total * 4 && bottom >= 4 && bottom > 3 * top
}
