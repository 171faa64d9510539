//! What a file is and whether it is whole, read from its bytes alone: no decoder, never the name.
//!
//! Browsers fire `load` for truncated pictures, so that a picture shows proves nothing.

// INVARIANT: what is added up are places of 64 bits and lengths of 32, or counts of what a file holds; offsets of 32
// bits (`usize` in browsers) lie inside the file.
#![allow(clippy::arithmetic_side_effects)]

mod bmp;
mod bytes;
mod gif;
mod huffman;
mod isobmff;
mod jpeg;
mod packed;
mod pdf;
mod png;
mod tiff;
mod webp;

use super::defect::{Code, Defect, Severity};

pub use pdf::{Embedded, Encoding, Pdf, Raster};

/// More pixels than this are refused: an A3 page at 600 dpi has 70 million.
pub const MOST_PIXELS: u64 = 80_000_000;
/// A longer side than this is refused: no canvas is larger.
pub(super) const MOST_SIDE: u32 = 32_767;

/// The formats that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    Webp,
    /// GIF.
    Gif,
    /// BMP.
    Bmp,
    /// TIFF.
    Tiff,
    /// HEIC.
    Heic,
    /// AVIF.
    Avif,
    /// PDF.
    Pdf,
    /// Anything else.
    Other,
}

impl Media {
    /// The media type.
    pub fn as_str(self) -> &'static str {
        match self {
            Media::Jpeg => "image/jpeg",
            Media::Png => "image/png",
            Media::Webp => "image/webp",
            Media::Gif => "image/gif",
            Media::Bmp => "image/bmp",
            Media::Tiff => "image/tiff",
            Media::Heic => "image/heic",
            Media::Avif => "image/avif",
            Media::Pdf => "application/pdf",
            Media::Other => "application/octet-stream",
        }
    }

    fn of(bytes: &[u8]) -> Media {
        let starts = |magic: &[u8]| bytes.starts_with(magic);
        if starts(b"\xff\xd8\xff") {
            Media::Jpeg
        } else if starts(b"\x89PNG\r\n\x1a\n") {
            Media::Png
        } else if starts(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
            Media::Webp
        } else if starts(b"GIF87a") || starts(b"GIF89a") {
            Media::Gif
        } else if starts(b"BM") && bmp::is(bytes) {
            Media::Bmp
        } else if starts(b"II*\0") || starts(b"MM\0*") {
            Media::Tiff
        } else if let Some(media) = isobmff::brand(bytes) {
            media
        } else if pdf::is(bytes) {
            Media::Pdf
        } else {
            Media::Other
        }
    }

    /// What a name's ending promises; `None` for endings of no format above.
    fn promised(name: &str) -> Option<Media> {
        const ENDINGS: [(&str, Media); 15] = [
            ("jpg", Media::Jpeg),
            ("jpeg", Media::Jpeg),
            ("jpe", Media::Jpeg),
            ("jfif", Media::Jpeg),
            ("png", Media::Png),
            ("webp", Media::Webp),
            ("gif", Media::Gif),
            ("bmp", Media::Bmp),
            ("dib", Media::Bmp),
            ("tif", Media::Tiff),
            ("tiff", Media::Tiff),
            ("heic", Media::Heic),
            ("heif", Media::Heic),
            ("avif", Media::Avif),
            ("pdf", Media::Pdf),
        ];
        let name = name.as_bytes();
        let ending = name.get(name.iter().rposition(|&letter| letter == b'.')? + 1..)?;
        let named = |known: &str| known.as_bytes().eq_ignore_ascii_case(ending);
        ENDINGS.iter().find(|(known, _)| named(known)).map(|(_, media)| *media)
    }
}

/// A picture on a page of a PDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Image {
    /// The page, from 1.
    pub page: u32,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Quarter turns clockwise that a viewer applies.
    pub turns: u8,
}

/// What the bytes of a file say.
#[derive(Debug)]
pub struct Container {
    /// The format.
    pub media: Media,
    /// Pixels across, as shown (an Exif turn is applied); 0 where unknown.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Pages, or frames of a TIFF; 0 where unknown.
    pub pages: u32,
    /// Pages that are known to show nothing.
    pub blank_pages: u32,
    /// Quarter turns clockwise that a viewer applies (Exif).
    pub orientation: u8,
    /// Pictures inside a PDF, one a page at most.
    pub images: Vec<Image>,
    /// What is wrong.
    pub defects: Vec<Defect>,
}

impl Container {
    fn new(media: Media) -> Container {
        Container {
            media,
            width: 0,
            height: 0,
            pages: 1,
            blank_pages: 0,
            orientation: 1,
            images: Vec::new(),
            defects: Vec::new(),
        }
    }

    fn fault(&mut self, code: Code, severity: Severity) {
        self.defects.push(Defect::fact(code, severity));
    }

    /// Sets the size; refuses what no device could hold.
    fn size(&mut self, width: u32, height: u32) {
        (self.width, self.height) = (width, height);
        let pixels = u64::from(width).saturating_mul(u64::from(height));
        if pixels > MOST_PIXELS || width.max(height) > MOST_SIDE {
            self.defects.push(Defect::measured(
                Code::Bomb,
                Severity::Block,
                pixels as f32,
                MOST_PIXELS as f32,
            ));
        }
    }

    /// Sets the size of a picture that an Exif turn, 1 to 8, lays right.
    fn turned_size(&mut self, width: u32, height: u32, turn: u8) {
        self.orientation = if (1..=8).contains(&turn) { turn } else { 1 };
        // 5 to 8 lie on their side
        match self.orientation >= 5 {
            true => self.size(height, width),
            false => self.size(width, height),
        }
    }

    /// Looks at what stands behind a picture: another file, as in a picture that is an archive too?
    fn behind(&mut self, bytes: &[u8], end: u64) {
        const MAGICS: [&[u8]; 7] = [
            b"PK\x03\x04",
            b"Rar!\x1a\x07",
            b"7z\xbc\xaf\x27\x1c",
            b"%PDF-",
            b"<html",
            b"<script",
            b"MZ\x90\0",
        ];
        let tail = usize::try_from(end).ok().and_then(|end| bytes.get(end..)).unwrap_or_default();
        if MAGICS.iter().any(|magic| bytes::find(tail, magic, 0).is_some()) {
            self.fault(Code::Polyglot, Severity::Warn);
        }
    }

    /// Whether no defect forbids to decode it.
    pub fn decodable(&self) -> bool {
        self.media != Media::Other
            && !self.defects.iter().any(|defect| defect.severity == Severity::Block)
    }
}

/// Reads a file's bytes, of a PDF only its head; `name` only says what its ending promises.
pub fn read(bytes: &[u8], name: &str) -> Container {
    let media = Media::of(bytes);
    let mut container = Container::new(media);
    match media {
        Media::Jpeg => jpeg::read(bytes, &mut container),
        Media::Png => png::read(bytes, &mut container),
        Media::Webp => webp::read(bytes, &mut container),
        Media::Gif => gif::read(bytes, &mut container),
        Media::Bmp => bmp::read(bytes, &mut container),
        Media::Tiff => tiff::read(bytes, &mut container),
        Media::Heic | Media::Avif => isobmff::read(bytes, &mut container),
        // how many, only the inside tells
        Media::Pdf => container.pages = 0,
        Media::Other => {
            container.pages = 0;
            let code = if bytes.is_empty() { Code::Empty } else { Code::NotImage };
            container.fault(code, Severity::Block);
        }
    }
    let other = Media::promised(name).is_some_and(|promised| promised != media);
    if other && container.media != Media::Other {
        container.fault(Code::WrongExtension, Severity::Warn);
    }
    container
}
