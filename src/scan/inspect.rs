//! A file's bytes and its pages' pixels, put together into what is said about it.

// INVARIANT: pages take 32 bits, codes 8, and nobody looks at four billion pictures
#![allow(clippy::arithmetic_side_effects)]

use super::container::{self, Container, Media};
use super::defect::{Code, Defect, Severity};
use super::near::Signature;
use super::page::{Picture, look};

/// How far a file was looked into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looked {
    /// Pixels were judged.
    Page,
    /// The file was read, its pixels were not.
    Container,
}

/// How two files are related.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// The same bytes.
    Identical,
    /// The same page again.
    Near,
}

impl Relation {
    /// The relation as it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            Relation::Identical => "identical",
            Relation::Near => "near",
        }
    }
}

/// An inspection under way: open a file, look at its pictures, then finish.
#[derive(Debug)]
pub struct Inspection {
    /// What the bytes say.
    pub container: Container,
    /// What pages show.
    defects: Vec<Defect>,
    signatures: Vec<Signature>,
    /// Pages that were looked at, and how many of them showed something.
    seen: u32,
    blank: u32,
    character_px: u32,
    bytes: (usize, u64),
}

impl Inspection {
    /// Reads a file's bytes; `name` only says what its ending promises.
    #[must_use]
    pub fn open(bytes: &[u8], name: &str) -> Inspection {
        let container = container::read(bytes, name);
        // Fowler, Noll and Vo's hash; not against forgery, only to find the same upload twice
        let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, &byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
        });
        Inspection {
            container,
            defects: Vec::new(),
            signatures: Vec::new(),
            seen: 0,
            blank: 0,
            character_px: 0,
            bytes: (bytes.len(), hash),
        }
    }

    /// Takes what a PDF's inside says, as [`Container::pack`] writes it; what is not understood changes nothing.
    pub fn read(&mut self, packed: &[u8]) {
        if self.container.media == Media::Pdf {
            self.container.unpack(packed);
        }
    }

    /// How many pictures there are to look at; 0 when none may be decoded.
    #[must_use]
    pub fn images(&self) -> usize {
        match self.container.media {
            _ if !self.container.decodable() => 0,
            Media::Pdf => self.container.images.len(),
            _ => 1,
        }
    }

    /// Looks at the pixels of the picture at a place, as they are kept: of a PDF's, the viewer's turn is made here.
    pub fn look(&mut self, place: usize, picture: Picture) {
        let image = self.container.images.get(place);
        let (page, turns) = image.map_or((1, 0), |image| (image.page, image.turns));
        let picture = picture.turned(turns);
        let seen = look(&picture);
        self.seen += 1;
        let has = |defects: &[Defect], code| defects.iter().any(|defect| defect.code == code);
        if has(&seen.defects, Code::Blank) {
            self.blank += 1;
        } else {
            self.signatures.push(Signature::of(&picture));
        }
        if seen.character_px > 0
            && (self.character_px == 0 || seen.character_px < self.character_px)
        {
            self.character_px = seen.character_px;
        }
        let coarse = has(&self.container.defects, Code::JpegArtifacts);
        for mut defect in seen.defects {
            // a coarse picture looks blurred and grainy; the cause is named already
            if !(coarse && matches!(defect.code, Code::Noise | Code::CutOff)) {
                defect.page = Some(page);
                self.defects.push(defect);
            }
        }
    }

    /// The verdict.
    #[must_use]
    pub fn finish(mut self) -> Scan {
        let container = self.container;
        let pages = container.pages;
        self.defects.extend(container.defects);
        if pages > 0 && container.blank_pages >= pages && !blocks(&self.defects) {
            self.defects.push(Defect::fact(Code::Blank, Severity::Block));
        }
        if pages > 1 {
            let others_show = self.blank.saturating_add(container.blank_pages) < pages;
            soften(&mut self.defects, self.seen, others_show);
        }
        let whole = match container.media {
            Media::Pdf => self.seen.saturating_add(container.blank_pages) >= pages && pages > 0,
            _ => self.seen > 0,
        };
        if !whole && !blocks(&self.defects) {
            self.defects.push(Defect::fact(Code::NotLookedAt, Severity::Hint));
        }
        let (mut width, mut height) = (container.width, container.height);
        for image in container.images {
            if image.width > width {
                (width, height) = (image.width, image.height);
            }
        }
        Scan {
            media: container.media,
            looked: if self.seen > 0 { Looked::Page } else { Looked::Container },
            width,
            height,
            pages,
            character_px: self.character_px,
            defects: in_order(&self.defects),
            signatures: self.signatures,
            bytes: self.bytes,
        }
    }
}

/// One page of several is only worth a warning, and a blank one between others not even that.
fn soften(defects: &mut [Defect], seen: u32, others_show: bool) {
    let stops = |defect: &Defect| defect.page.is_some() && defect.severity == Severity::Block;
    let mut bad = Vec::new();
    for defect in defects.iter() {
        if stops(defect) && !bad.contains(&defect.page) {
            bad.push(defect.page);
        }
    }
    for defect in defects {
        if defect.page.is_some() && defect.code == Code::Blank && others_show {
            defect.severity = Severity::Hint;
        } else if bad.len() < seen as usize && stops(defect) {
            defect.severity = Severity::Warn;
        }
    }
}

fn blocks(defects: &[Defect]) -> bool {
    defects.iter().any(|defect| defect.severity == Severity::Block)
}

/// Worst first, then page by page; what was found twice is said once.
fn in_order(defects: &[Defect]) -> Vec<Defect> {
    let rank = |defect: &Defect| {
        let page = u64::from(defect.page.unwrap_or(0));
        (defect.severity as u64) << 40 | page << 8 | defect.code as u64
    };
    let mut ordered: Vec<Defect> = Vec::new();
    let mut from = 0;
    while let Some(next) =
        defects.iter().filter(|own| rank(own) >= from).min_by_key(|own| rank(own))
    {
        ordered.push(*next);
        from = rank(next) + 1;
    }
    ordered
}

/// An inspected scan.
#[derive(Clone, Debug)]
pub struct Scan {
    /// The format.
    pub media: Media,
    /// How far it was looked into.
    pub looked: Looked,
    /// Pixels across; 0 where unknown. Of a PDF, those of its widest picture.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Pages; 0 where unknown.
    pub pages: u32,
    /// The height of the smallest page's characters, in pixels; 0 where none were seen.
    pub character_px: u32,
    /// What is wrong, worst first.
    pub defects: Vec<Defect>,
    signatures: Vec<Signature>,
    bytes: (usize, u64),
}

impl Scan {
    /// False exactly when some defect blocks.
    #[must_use]
    pub fn usable(&self) -> bool {
        !blocks(&self.defects)
    }

    /// How alike the most alike pages of both are, 0 to 1.
    #[doc(hidden)]
    #[must_use]
    pub fn likeness(&self, other: &Scan) -> f32 {
        let all = self
            .signatures
            .iter()
            .flat_map(|own| other.signatures.iter().map(|its| own.likeness(its)));
        all.fold(0.0, f32::max)
    }

    /// How another file is related to this one, if it is.
    #[must_use]
    pub fn relation(&self, other: &Scan) -> Option<Relation> {
        if self.bytes == other.bytes && self.bytes.0 > 0 {
            return Some(Relation::Identical);
        }
        let near = |own: &Signature| other.signatures.iter().any(|its| own.is_near(its));
        self.signatures.iter().any(near).then_some(Relation::Near)
    }
}
