//! JPEG (ITU T.81): markers to the end, holes, and what is left when the end is missing.

use super::bytes::{be16, part};
use super::huffman::{Component, Scan, Table};
use super::{Container, hides_a_file, tiff};
use crate::scan::defect::{Code, Defect, Severity};

/// Equal bytes in a row that entropy-coded data does not hold: 512 bits without news.
const HOLE: u32 = 64;
/// Mean step of the luma table above which strokes of ordinary size fall apart.
const COARSE: f32 = 230.0;
/// Share of a picture that must be there; the last row of blocks is margin.
const ENOUGH: f32 = 0.99;

#[derive(Default)]
pub(super) struct Jpeg {
    pub width: u16,
    pub height: u16,
    pub orientation: u8,
    pub truncated: Option<Severity>,
    pub hole: bool,
    pub cmyk: bool,
    /// Mean step of the luma quantisation table.
    pub step: Option<f32>,
    end: usize,
}

pub(super) fn read(bytes: &[u8], container: &mut Container) {
    let jpeg = walk(bytes);
    container.orientation = jpeg.orientation;
    let (width, height) = (u32::from(jpeg.width), u32::from(jpeg.height));
    // Exif turns 5 to 8 lie on their side
    if jpeg.orientation >= 5 {
        container.size(height, width);
    } else {
        container.size(width, height);
    }
    container.defects.extend(defects(&jpeg));
    if bytes.get(jpeg.end..).is_some_and(hides_a_file) {
        container.fault(Code::Polyglot, Severity::Warn);
    }
}

pub(super) fn defects(jpeg: &Jpeg) -> Vec<Defect> {
    let mut found = Vec::new();
    if let Some(severity) = jpeg.truncated {
        found.push(Defect::fact(Code::Truncated, severity));
    }
    if jpeg.hole {
        found.push(Defect::fact(Code::Corrupt, Severity::Block));
    }
    if jpeg.cmyk {
        found.push(Defect::fact(Code::Cmyk, Severity::Warn));
    }
    if let Some(step) = jpeg.step.filter(|&step| step > COARSE) {
        found.push(Defect::measured(Code::JpegArtifacts, Severity::Block, step, COARSE));
    }
    found
}

/// Reads markers until the end of the picture or of the bytes.
pub(super) fn walk(bytes: &[u8]) -> Jpeg {
    let mut jpeg = Jpeg { orientation: 1, end: bytes.len(), ..Jpeg::default() };
    let mut walker = Walker {
        jpeg: &mut jpeg,
        components: Vec::new(),
        tables: Vec::new(),
        scans: 0,
        progressive: false,
        restart: 0,
        left: None,
    };
    if walker.markers(bytes).is_none() {
        let severity = walker.missing();
        jpeg.truncated = Some(severity);
    } else if jpeg.width == 0 || jpeg.height == 0 {
        jpeg.truncated = Some(Severity::Block);
    }
    jpeg
}

struct Walker<'j> {
    jpeg: &'j mut Jpeg,
    components: Vec<Component>,
    /// By class and number, as a DHT segment writes them.
    tables: Vec<(u8, Table)>,
    scans: u32,
    progressive: bool,
    restart: u16,
    /// Share of the picture in the last scan, if the end came inside it.
    left: Option<f32>,
}

impl Walker<'_> {
    /// `None` when the bytes end before the picture does.
    fn markers(&mut self, bytes: &[u8]) -> Option<()> {
        let mut at = 2_usize;
        loop {
            let rest = bytes.get(at..)?;
            // between segments only fill bytes may stand; readers skip whatever else is there
            at = at.checked_add(rest.iter().position(|&byte| byte == 0xff)?)?;
            let marker = loop {
                at = at.checked_add(1)?;
                match *bytes.get(at)? {
                    0xff => {}
                    marker => break marker,
                }
            };
            at = at.checked_add(1)?;
            match marker {
                0xd9 if self.scans > 0 => {
                    self.jpeg.end = at;
                    return Some(());
                }
                0x00 | 0x01 | 0xd0..=0xd9 => continue,
                _ => {}
            }
            let length = usize::from(be16(bytes, at)?);
            let segment = part(bytes, at, length)?;
            let segment = segment.get(2..).unwrap_or_default();
            at = at.checked_add(length)?;
            match marker {
                0xc4 => self.huffman(segment),
                0xc0..=0xcf if marker != 0xc8 && marker != 0xcc => self.frame(marker, segment),
                0xda => at = self.scan(segment, bytes, at)?,
                0xdb => self.quantisation(segment),
                0xdd => self.restart = be16(segment, 0).unwrap_or(0),
                0xe1 => {
                    if let Some(exif) = segment.strip_prefix(b"Exif\0\0")
                        && let Some(turn) = tiff::orientation(exif)
                    {
                        self.jpeg.orientation = turn;
                    }
                }
                _ => {}
            }
        }
    }

    fn frame(&mut self, marker: u8, segment: &[u8]) {
        let (Some(height), Some(width)) = (be16(segment, 1), be16(segment, 3)) else { return };
        (self.jpeg.width, self.jpeg.height) = (width, height);
        self.progressive = !matches!(marker, 0xc0 | 0xc1);
        let listed = segment.get(6..).unwrap_or_default();
        self.components = listed
            .chunks_exact(3)
            .filter_map(|chunk| match *chunk {
                [id, sampling, _] => {
                    Some(Component { id, across: sampling >> 4, down: sampling & 15 })
                }
                _ => None,
            })
            .collect();
        self.jpeg.cmyk = self.components.len() == 4;
    }

    fn quantisation(&mut self, mut segment: &[u8]) {
        while let Some((&kind, rest)) = segment.split_first() {
            let wide = kind >> 4 != 0;
            let length = if wide { 128 } else { 64 };
            let Some((table, rest)) = rest.split_at_checked(length) else { return };
            segment = rest;
            // table 0 is the luma's in every encoder
            if kind & 15 == 0 {
                let sum: u32 = if wide {
                    table.chunks_exact(2).filter_map(|pair| be16(pair, 0)).map(u32::from).sum()
                } else {
                    table.iter().map(|&step| u32::from(step)).sum()
                };
                self.jpeg.step = Some(sum as f32 / 64.0);
            }
        }
    }

    fn huffman(&mut self, mut segment: &[u8]) {
        while let Some((id, table, rest)) = Table::read(segment) {
            self.tables.retain(|(known, _)| *known != id);
            self.tables.push((id, table));
            segment = rest;
        }
    }

    fn table(&self, class: u8, id: u8) -> Option<&Table> {
        let id = class << 4 | id;
        self.tables.iter().find(|(known, _)| *known == id).map(|(_, table)| table)
    }

    /// Passes one scan's data; `None` when the bytes end in it.
    fn scan(&mut self, header: &[u8], bytes: &[u8], from: usize) -> Option<usize> {
        self.scans = self.scans.saturating_add(1);
        let count = usize::from(*header.first()?);
        let chosen = part(header, 1, count.checked_mul(2)?)?;
        let tail = part(header, 1_usize.checked_add(chosen.len())?, 3)?;
        let &[first, _, bits] = tail else { return None };
        let refines = bits >> 4 != 0;
        // A run of zero bits may be an even area, if the tables say so; in a hole they say nothing of the kind.
        let even = chosen.chunks_exact(2).all(|pair| {
            let &[_, tables] = pair else { return false };
            let dc = self.table(0, tables >> 4).and_then(Table::zeros) == Some(0);
            let ac = self.table(1, tables & 15).and_then(Table::zeros);
            if !self.progressive {
                dc && ac == Some(0)
            } else if first == 0 {
                refines || dc
            } else {
                // the end of a band, or of a run of bands
                refines || ac.is_some_and(|symbol| symbol & 15 == 0)
            }
        });
        let data = bytes.get(from..)?;
        let (mut zeros, mut fills) = (0_u32, 0_u32);
        let mut before = 0_u8;
        let mut end = None;
        for (offset, &byte) in data.iter().enumerate() {
            if before == 0xff && !matches!(byte, 0 | 0xd0..=0xd7 | 0xff) {
                end = offset.checked_sub(1);
                break;
            }
            fills = if byte == 0xff { fills.saturating_add(1) } else { 0 };
            zeros = if byte == 0 { zeros.saturating_add(1) } else { 0 };
            self.jpeg.hole |= fills > HOLE || (zeros > HOLE && !even);
            before = byte;
        }
        let Some(end) = end else {
            if !self.progressive {
                self.left = self.share(chosen, data);
            }
            return None;
        };
        from.checked_add(end)
    }

    /// How much of the picture a baseline scan's data hold.
    fn share(&self, chosen: &[u8], data: &[u8]) -> Option<f32> {
        let mut parts = Vec::new();
        for pair in chosen.chunks_exact(2) {
            let &[id, tables] = pair else { return None };
            let component = self.components.iter().find(|component| component.id == id)?;
            parts.push((*component, self.table(0, tables >> 4)?, self.table(1, tables & 15)?));
        }
        // several scans, one a component: only the last is looked at, and it is the last
        Scan { parts, all: &self.components, restart: self.restart }.share(
            data,
            self.jpeg.width,
            self.jpeg.height,
        )
    }

    /// What a missing end means.
    fn missing(&self) -> Severity {
        match self.left {
            Some(share) if share >= ENOUGH => Severity::Warn,
            _ => Severity::Block,
        }
    }
}
