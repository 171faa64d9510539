//! JPEG (ITU T.81): markers to the end, holes, and what is left when the end is missing.

use super::bytes::File;
use super::huffman::{Part, Table, units};
use super::{Container, tiff};
use crate::scan::defect::{Code, Defect, Severity};

/// Equal bytes in a row that entropy-coded data does not hold: 512 bits without news.
const HOLE: u32 = 64;
/// Mean step of the luma table above which strokes of ordinary size fall apart.
const COARSE: f32 = 230.0;
/// Share of a picture that must be there; the last row of units is margin.
const ENOUGH: f32 = 0.99;

pub(super) fn read(bytes: &[u8], container: &mut Container) {
    let jpeg = Jpeg::walk(bytes);
    container.turned_size(jpeg.width, jpeg.height, jpeg.orientation);
    jpeg.defects(&mut container.defects);
    container.behind(bytes, jpeg.end);
}

/// What is known of a picture, as its segments tell it.
#[derive(Default)]
pub(super) struct Jpeg<'b> {
    width: u32,
    height: u32,
    orientation: u8,
    truncated: Option<Severity>,
    hole: bool,
    /// The sum of the luma quantisation table's 64 steps.
    steps: u32,
    end: u64,
    /// Number, sampling and quantisation table of each, three bytes.
    components: &'b [u8],
    /// By class and number: four of each class.
    tables: [Table<'b>; 8],
    progressive: bool,
    restart: u32,
}

impl<'b> Jpeg<'b> {
    /// Reads markers until the end of the picture or of the bytes.
    pub(super) fn walk(bytes: &'b [u8]) -> Jpeg<'b> {
        let mut jpeg = Jpeg { orientation: 1, end: bytes.len() as u64, ..Jpeg::default() };
        if jpeg.markers(bytes).is_none() || jpeg.width == 0 || jpeg.height == 0 {
            // a scan may have been let off already
            jpeg.truncated = jpeg.truncated.or(Some(Severity::Block));
        }
        jpeg
    }

    pub(super) fn defects(&self, found: &mut Vec<Defect>) {
        let mut fact = |code, severity| found.push(Defect::fact(code, severity));
        if let Some(severity) = self.truncated {
            fact(Code::Truncated, severity);
        }
        if self.hole {
            fact(Code::Corrupt, Severity::Block);
        }
        if self.components.len() / 3 == 4 {
            fact(Code::Cmyk, Severity::Warn);
        }
        let step = self.steps as f32 / 64.0;
        if step > COARSE {
            found.push(Defect::measured(Code::JpegArtifacts, Severity::Block, step, COARSE));
        }
    }

    /// `None` when the bytes end before the picture does.
    fn markers(&mut self, bytes: &'b [u8]) -> Option<()> {
        let file = File::big(bytes);
        let mut at = 2_u64;
        let mut scans = 0_u64;
        loop {
            // between segments only fill bytes may stand; readers skip whatever else is there
            let mut before = 0;
            let marker = loop {
                let byte = file.u8(at);
                at += 1;
                if before == 0xff && byte != 0xff || file.is_short() {
                    break byte;
                }
                before = byte;
            };
            if file.is_short() {
                return None;
            }
            match marker {
                0xd9 if scans > 0 => {
                    self.end = at;
                    return Some(());
                }
                0x00 | 0x01 | 0xd0..=0xd9 => continue,
                _ => {}
            }
            let length = u64::from(file.u16(at));
            let segment = file.part(at, length);
            if file.is_short() {
                return None;
            }
            at += length;
            let segment = segment.get(2..).unwrap_or_default();
            match marker {
                0xc4 => self.huffman(segment),
                0xc8 | 0xcc => {}
                0xc0..=0xcf => self.frame(marker, segment),
                0xda => {
                    scans += 1;
                    at += self.scan(segment, bytes.get(usize::try_from(at).ok()?..)?)?;
                }
                0xdb => self.quantisation(segment),
                0xdd => self.restart = File::big(segment).u16(0),
                0xe1 => {
                    if let Some(exif) = segment.strip_prefix(b"Exif\0\0")
                        && let Some(turn) = tiff::orientation(exif)
                    {
                        self.orientation = turn;
                    }
                }
                _ => {}
            }
        }
    }

    fn frame(&mut self, marker: u32, segment: &'b [u8]) {
        let head = File::big(segment);
        (self.height, self.width) = (head.u16(1), head.u16(3));
        self.progressive = marker > 0xc1;
        self.components = segment.get(6..).unwrap_or_default();
    }

    fn quantisation(&mut self, mut segment: &[u8]) {
        while let Some((&kind, rest)) = segment.split_first() {
            let wide = usize::from(kind >> 4 != 0);
            let Some((table, rest)) = rest.split_at_checked(64 << wide) else { return };
            segment = rest;
            // table 0 is the luma's in every encoder
            if kind & 15 == 0 {
                // of two bytes the first counts 256 times
                let weigh = |(place, &byte): (usize, &u8)| {
                    u32::from(byte) << if wide & !place & 1 == 1 { 8 } else { 0 }
                };
                self.steps = table.iter().enumerate().map(weigh).sum();
            }
        }
    }

    fn huffman(&mut self, mut segment: &'b [u8]) {
        while let Some((id, table, rest)) = Table::read(segment) {
            if let Some(known) = self.tables.get_mut(usize::from(id >> 2 & 4 | id & 3)) {
                *known = table;
            }
            segment = rest;
        }
    }

    /// The tables that a scan chose for a component, for the first value of a block and for the others.
    fn chosen(&self, tables: u8) -> (Table<'b>, Table<'b>) {
        let table = |place: u8| self.tables.get(usize::from(place)).copied().unwrap_or_default();
        (table(tables >> 4 & 3), table(tables & 3 | 4))
    }

    /// Passes one scan's data and gives their length; `None` when the bytes end in them.
    fn scan(&mut self, header: &[u8], data: &[u8]) -> Option<u64> {
        let count = usize::from(*header.first()?);
        let (chosen, tail) = header.get(1..)?.split_at_checked(2 * count)?;
        let &[first, _, bits, ..] = tail else { return None };
        let refines = bits >> 4 != 0;
        // A run of zero bits may be an even area, if the tables say so; in a hole they say nothing of the kind.
        let even = chosen.chunks_exact(2).filter_map(<[u8]>::last).all(|&tables| {
            let (dc, ac) = self.chosen(tables);
            let (dc, ac) = (dc.zeros() == Some(0), ac.zeros());
            match (self.progressive, first) {
                (false, _) => dc && ac == Some(0),
                (true, 0) => refines || dc,
                // the end of a band, or of a run of bands
                (true, _) => refines || ac.is_some_and(|symbol| symbol & 15 == 0),
            }
        });
        let (mut zeros, mut fills) = (0_u32, 0_u32);
        let mut before = 0_u8;
        for (place, &byte) in data.iter().enumerate() {
            if before == 0xff && !matches!(byte, 0 | 0xd0..=0xd7 | 0xff) {
                return Some(place as u64 - 1);
            }
            fills = if byte == 0xff { fills + 1 } else { 0 };
            zeros = if byte == 0 { zeros + 1 } else { 0 };
            self.hole |= fills > HOLE || (zeros > HOLE && !even);
            before = byte;
        }
        // several scans, one a component: only the last is looked at, and it is the last
        if !self.progressive && self.share(chosen, data)? >= ENOUGH {
            self.truncated = Some(Severity::Warn);
        }
        None
    }

    /// How much of the picture a baseline scan's data hold; `None` where the header makes no sense.
    fn share(&self, chosen: &[u8], data: &[u8]) -> Option<f32> {
        let (mut most_across, mut most_down) = (1, 1);
        for component in self.components.chunks_exact(3) {
            let &[_, sampling, _] = component else { return None };
            most_across = most_across.max(u32::from(sampling >> 4));
            most_down = most_down.max(u32::from(sampling & 15));
        }
        let (mut across, mut down) = (8 * most_across, 8 * most_down);
        let mut parts = Vec::new();
        for pair in chosen.chunks_exact(2) {
            let &[id, tables] = pair else { return None };
            let component = self.components.chunks_exact(3).find(|c| c.first() == Some(&id))?;
            let &[_, sampling, _] = component else { return None };
            let (own_across, own_down) = (u32::from(sampling >> 4), u32::from(sampling & 15));
            let (dc, ac) = self.chosen(tables);
            let mut blocks = own_across * own_down;
            if chosen.len() == 2 {
                // a lone component's blocks cover 8 pixels of its own, coarser grid
                across = across.checked_div(own_across)?;
                down = down.checked_div(own_down)?;
                blocks = 1;
            }
            parts.push(Part { blocks, dc, ac });
        }
        let total = self.width.div_ceil(across) * self.height.div_ceil(down);
        Some(units(&parts, data, total, self.restart) as f32 / total.max(1) as f32)
    }
}
