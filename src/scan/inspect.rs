//! A file's bytes and its pages' pixels, put together into what is said about it.

// INVARIANT: pages are counted to 9999 and codes are under a hundred
#![allow(clippy::arithmetic_side_effects)]

use std::hash::{DefaultHasher, Hasher};

use super::container::{self, Container, Media};
use super::defect::{Code, Defect, Severity};
use super::near::Signature;
use super::page::{Picture, look, sort};

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
        // not against forgery: only to find the same upload twice
        let mut hasher = DefaultHasher::new();
        hasher.write(bytes);
        Inspection {
            container,
            defects: Vec::new(),
            signatures: Vec::new(),
            seen: 0,
            blank: 0,
            character_px: 0,
            bytes: (bytes.len(), hasher.finish()),
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
        self.seen = self.seen.saturating_add(1);
        let is_blank = seen.defects.iter().any(|defect| defect.code == Code::Blank);
        self.blank = self.blank.saturating_add(u32::from(is_blank));
        if seen.character_px > 0 {
            self.character_px = match self.character_px {
                0 => seen.character_px,
                known => known.min(seen.character_px),
            };
        }
        if !is_blank {
            self.signatures.push(Signature::of(&picture));
        }
        let coarse = |code| self.container.defects.iter().any(|defect| defect.code == code);
        let defects = seen.defects.into_iter().filter(|defect| {
            // a coarse picture looks blurred and grainy; the cause is named already
            !(coarse(Code::JpegArtifacts) && matches!(defect.code, Code::Noise | Code::CutOff))
        });
        self.defects.extend(defects.map(|defect| Defect { page: Some(page), ..defect }));
    }

    /// The verdict.
    #[must_use]
    pub fn finish(mut self) -> Scan {
        self.defects.append(&mut self.container.defects);
        let pages = self.container.pages;
        let blocked = |defects: &[Defect]| defects.iter().any(|d| d.severity == Severity::Block);
        let empty = self.blank.saturating_add(self.container.blank_pages);
        if pages > 0 && self.container.blank_pages >= pages && !blocked(&self.defects) {
            self.defects.push(Defect::fact(Code::Blank, Severity::Block));
        }
        // one page of several is only worth a warning, as is a blank one between others
        if pages > 1 {
            let bad = |page: u32, defects: &[Defect]| {
                defects.iter().any(|d| d.page == Some(page) && d.severity == Severity::Block)
            };
            let bad = (1..=pages).filter(|&page| bad(page, &self.defects)).count();
            let some_read = bad < usize::try_from(self.seen).unwrap_or(0);
            for defect in self.defects.iter_mut().filter(|defect| defect.page.is_some()) {
                if defect.code == Code::Blank && empty < pages {
                    defect.severity = Severity::Hint;
                } else if some_read && defect.severity == Severity::Block {
                    defect.severity = Severity::Warn;
                }
            }
        }
        let whole = match self.container.media {
            Media::Pdf => {
                self.seen.saturating_add(self.container.blank_pages) >= pages && pages > 0
            }
            _ => self.seen > 0,
        };
        if !whole && !blocked(&self.defects) {
            self.defects.push(Defect::fact(Code::NotLookedAt, Severity::Hint));
        }
        sort(&mut self.defects, |defect| {
            let page = defect.page.unwrap_or(0).min(9999);
            (defect.severity as u32 * 1_000_000 + page * 100 + defect.code as u32) as f32
        });
        self.defects.dedup_by_key(|defect| (defect.severity, defect.page, defect.code));
        let largest = self.container.images.iter().max_by_key(|image| image.width);
        let size = (self.container.width, self.container.height);
        let (width, height) = largest.map_or(size, |image| (image.width, image.height));
        Scan {
            media: self.container.media,
            looked: if self.seen > 0 { Looked::Page } else { Looked::Container },
            width,
            height,
            pages,
            character_px: self.character_px,
            defects: self.defects,
            signatures: self.signatures,
            bytes: self.bytes,
        }
    }
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
        !self.defects.iter().any(|defect| defect.severity == Severity::Block)
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
