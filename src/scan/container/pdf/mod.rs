//! PDF (ISO 32000-1): whether it is whole and opens, its pages, and the pictures on them.
//!
//! Not a reader: scanners write one picture a page, and those are what is looked for.

mod crypt;
mod inflate;
mod objects;
mod raster;
mod syntax;

use std::ops::Range;

use super::bytes::find;
use super::jpeg::Jpeg;
use super::{Container, Image, Media};
use crate::scan::defect::{Code, Defect, Severity};
use crate::scan::shrink::{Rows, Shrink};
use objects::{Object, Objects};
use syntax::{entries, entry, items, number, reference, signed, skip_space, text};

/// More pages than this are no certificate.
const MANY: u32 = 20;
/// Pages beyond this are not looked at.
const MOST_PAGES: usize = 200;
/// Nodes of the page tree beyond this are not visited.
const MOST_NODES: usize = 10_000;
/// The head may come this late: mail and browsers put lines before it.
const HEAD_WITHIN: usize = 1024;

/// How a page's picture is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// A JPEG file.
    Jpeg,
    /// A JPEG file, deflated once more.
    DeflatedJpeg,
    /// Deflated rows.
    Raster(Raster),
    /// Something that nobody here reads: fax, JBIG2, JPEG 2000.
    Unread,
}

/// Rows of pixels as a PDF keeps them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raster {
    /// Bits of one colour value: 1, 2, 4, 8, 16.
    pub bits: u32,
    /// Values a pixel.
    pub channels: u32,
    /// Whether each row begins with the number of a PNG filter.
    pub filtered: bool,
    /// Red, green, blue for each number; empty when pixels are not numbers.
    pub palette: Vec<u8>,
    /// Whether 0 is white.
    pub inverted: bool,
}

/// Where a page's picture is and how it is kept.
#[derive(Clone, Debug)]
pub struct Embedded {
    /// Its page and size.
    pub image: Image,
    /// Its bytes in the file.
    pub bytes: Range<usize>,
    /// How to read them.
    pub encoding: Encoding,
}

/// What is inside a PDF.
#[derive(Debug)]
pub struct Pdf {
    /// What its bytes say.
    pub container: Container,
    /// The same pictures as there, with their places.
    pub images: Vec<Embedded>,
}

impl Embedded {
    /// The JPEG file that this picture is, out of the PDF's bytes.
    pub fn jpeg(&self, pdf: &[u8]) -> Option<Vec<u8>> {
        let data = pdf.get(self.bytes.clone())?;
        match self.encoding {
            Encoding::Jpeg => Some(data.to_vec()),
            Encoding::DeflatedJpeg => Some(objects::inflate(data, 32 << 20)),
            Encoding::Raster(_) | Encoding::Unread => None,
        }
    }

    /// The picture's pixels if it is kept as rows.
    pub fn pixels(&self, pdf: &[u8]) -> Option<Rows> {
        let Encoding::Raster(_) = self.encoding else { return None };
        let mut shrink = Shrink::new(self.image.width, self.image.height)?;
        // rows that are missing leave white
        self.rows(pdf, |row| shrink.row(row));
        Some(shrink.finish())
    }

    /// Hands out the picture's rows as red, green, blue, alpha; false when they are not rows or end early.
    pub fn rows(&self, pdf: &[u8], mut row: impl FnMut(&[u8])) -> bool {
        match (&self.encoding, pdf.get(self.bytes.clone())) {
            (Encoding::Raster(raster), Some(data)) => {
                raster::rows(raster, data, self.image.width, self.image.height, &mut row)
            }
            _ => false,
        }
    }
}

/// A head near the start.
pub(super) fn is(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD_WITHIN.min(bytes.len())).unwrap_or_default();
    find(head, b"%PDF-", 0).is_some()
}

impl Pdf {
    /// Reads a PDF's bytes.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Pdf {
        let mut pdf = Pdf { container: Container::new(Media::Pdf), images: Vec::new() };
        read(bytes, &mut pdf);
        pdf.container.images = pdf.images.iter().map(|embedded| embedded.image).collect();
        pdf
    }
}

fn read(bytes: &[u8], pdf: &mut Pdf) {
    let container = &mut pdf.container;
    container.pages = 0;
    if !bytes.starts_with(b"%PDF-") {
        container.fault(Code::Corrupt, Severity::Hint);
    }
    let mut objects = Objects::read(bytes);
    let encrypted = objects.resolve(objects.trailer(b"Encrypt")).to_vec();
    if encrypted.is_empty() {
        objects.open_streams();
    } else if crypt::opens_freely(&objects, &encrypted) {
        // what a blank password opens is only restricted
        container.fault(Code::EncryptedOwner, Severity::Warn);
    } else {
        container.fault(Code::Encrypted, Severity::Block);
    }
    let tail = bytes.get(bytes.len().saturating_sub(2048)..).unwrap_or_default();
    let ends = find(tail, b"startxref", 0).is_some() || !objects.trailer(b"Root").is_empty();
    if !ends || objects.cut || objects.all().any(|object| shorter_than_declared(&objects, object)) {
        container.fault(Code::Truncated, Severity::Block);
    } else if find(tail, b"%%EOF", 0).is_none() {
        container.fault(Code::Truncated, Severity::Hint);
    }
    if objects.all().any(|object| is_active(objects.value(object))) {
        container.fault(Code::ActiveContent, Severity::Warn);
    }
    pages(&objects, encrypted.is_empty(), pdf);
}

/// A linearized file tells its own length.
fn shorter_than_declared(objects: &Objects, object: &Object) -> bool {
    let length = number(objects.get(object, b"L")).unwrap_or(0);
    u64::from(length) > objects.bytes.len() as u64 && !objects.get(object, b"Linearized").is_empty()
}

/// Whether an object runs something, or holds a file.
fn is_active(object: &[u8]) -> bool {
    const NAMES: [&[u8]; 5] = [b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/RichMedia"];
    NAMES.iter().any(|name| {
        find(object, name, 0).is_some_and(|at| {
            // /JS must not be the beginning of a longer name
            let next = object.get(at + name.len());
            name.len() > 3 || !next.is_some_and(u8::is_ascii_alphabetic)
        })
    })
}

/// What a page has from the nodes above it.
#[derive(Clone, Copy, Default)]
struct Inherited<'o> {
    resources: &'o [u8],
    turns: u8,
}

struct Tree<'o> {
    objects: &'o Objects<'o>,
    /// Nodes on the way from the top, and how many were met in all.
    way: Vec<u32>,
    met: usize,
    pages: Vec<(&'o Object, Inherited<'o>)>,
    more: u32,
}

impl<'o> Tree<'o> {
    fn walk(&mut self, number: u32, above: Inherited<'o>) {
        // a tree that meets itself again is none
        if self.way.len() > 32 || self.way.contains(&number) || self.met > MOST_NODES {
            return;
        }
        self.met += 1;
        let objects = self.objects;
        let Some(object) = objects.object(number) else { return };
        let mut here = above;
        let resources = objects.get(object, b"Resources");
        if !resources.is_empty() {
            here.resources = resources;
        }
        if let Some(degrees) = signed(objects.get(object, b"Rotate")) {
            here.turns = degrees.div_euclid(90).rem_euclid(4) as u8;
        }
        let kids = objects.get(object, b"Kids");
        if !kids.is_empty() {
            self.way.push(number);
            for kid in items(kids).into_iter().filter_map(reference) {
                self.walk(kid, here);
            }
            self.way.pop();
        } else if self.pages.len() < MOST_PAGES {
            self.pages.push((object, here));
        } else {
            self.more += 1;
        }
    }
}

fn pages(objects: &Objects, readable: bool, pdf: &mut Pdf) {
    let container = &mut pdf.container;
    let mut tree = Tree { objects, way: Vec::new(), met: 0, pages: Vec::new(), more: 0 };
    // without a trailer any catalog will do
    let root = objects
        .referred(objects.trailer(b"Root"))
        .or_else(|| objects.all().find(|object| objects.get(object, b"Type") == b"/Catalog"));
    let top = root.and_then(|root| reference(entry(objects.value(root), b"Pages")));
    if let Some(top) = top {
        tree.walk(top, Inherited::default());
    }
    let count = tree.pages.len() as u32 + tree.more;
    container.pages = count;
    let whole = !container.defects.iter().any(|defect| defect.code == Code::Truncated);
    // behind encryption the tree may be out of sight
    if count == 0 && readable && top.is_some() {
        container.fault(Code::NoPages, Severity::Block);
    } else if count == 0 && readable && whole {
        container.fault(Code::Truncated, Severity::Block);
    }
    if count > MANY {
        let (count, most) = (count as f32, MANY as f32);
        container.defects.push(Defect::measured(Code::ManyPages, Severity::Warn, count, most));
    }
    if !readable {
        return;
    }
    for (page, (object, inherited)) in (1..).zip(&tree.pages) {
        let mut largest = None;
        pictures(objects, inherited.resources, 0, &mut largest);
        if let Some((picture, width, height)) = largest {
            let embedded = Embedded {
                image: Image { page, width, height, turns: inherited.turns },
                bytes: picture.stream.clone().unwrap_or_default(),
                encoding: encoding(objects, picture),
            };
            judge(&embedded, objects.bytes, container);
            pdf.images.push(embedded);
        } else if draws_nothing(objects, object) {
            container.blank_pages += 1;
        }
    }
}

/// Says what is wrong with a page's picture, as far as its bytes tell.
fn judge(embedded: &Embedded, bytes: &[u8], container: &mut Container) {
    let known = container.defects.len();
    if let Some(jpeg) = embedded.jpeg(bytes) {
        Jpeg::walk(&jpeg).defects(&mut container.defects);
    }
    let Image { page, width, height, .. } = embedded.image;
    let pixels = u64::from(width) * u64::from(height);
    if pixels > super::MOST_PIXELS {
        let (pixels, most) = (pixels as f32, super::MOST_PIXELS as f32);
        container.defects.push(Defect::measured(Code::Bomb, Severity::Block, pixels, most));
    }
    for defect in container.defects.iter_mut().skip(known) {
        defect.page = Some(page);
    }
}

/// Whether a page has no content, or content without a single mark.
fn draws_nothing(objects: &Objects, page: &Object) -> bool {
    let contents = entry(objects.value(page), b"Contents");
    let whole = objects.resolve(contents);
    let parts = if whole.starts_with(b"[") { items(whole) } else { vec![contents] };
    parts.into_iter().filter_map(|part| objects.referred(part)).all(|part| {
        // a deflated nothing takes 8 bytes
        skip_space(objects.data(part)).len() <= 8
    })
}

/// A picture and its sides.
type Sized<'o> = (&'o Object, u32, u32);

/// Looks for a larger picture in a resource dictionary, and in its forms.
fn pictures<'o>(
    objects: &'o Objects,
    resources: &'o [u8],
    depth: u32,
    largest: &mut Option<Sized<'o>>,
) {
    let area = |width: u32, height: u32| u64::from(width) * u64::from(height);
    for (_, value) in entries(objects.resolve(entry(resources, b"XObject"))).into_iter().take(1000)
    {
        let Some(object) = objects.referred(value) else { continue };
        match objects.get(object, b"Subtype") {
            b"/Image" => {
                let side = |key: &[u8]| number(objects.get(object, key)).unwrap_or(0);
                let (width, height) = (side(b"Width"), side(b"Height"));
                let known = largest.map_or(1, |(_, width, height)| area(width, height));
                if width > 1 && height > 1 && area(width, height) >= known {
                    *largest = Some((object, width, height));
                }
            }
            b"/Form" if depth < 3 => {
                pictures(objects, objects.get(object, b"Resources"), depth + 1, largest);
            }
            _ => {}
        }
    }
}

fn encoding(objects: &Objects, picture: &Object) -> Encoding {
    let filters = objects.get(picture, b"Filter");
    let filters = if filters.starts_with(b"[") { items(filters) } else { vec![filters] };
    let names: Vec<&[u8]> = filters.into_iter().map(|item| objects.resolve(item)).collect();
    match names.as_slice() {
        [b"/DCTDecode" | b"/DCT"] => Encoding::Jpeg,
        [b"/FlateDecode" | b"/Fl", b"/DCTDecode" | b"/DCT"] => Encoding::DeflatedJpeg,
        [b"/FlateDecode" | b"/Fl"] => {
            raster(objects, picture).map_or(Encoding::Unread, Encoding::Raster)
        }
        _ => Encoding::Unread,
    }
}

/// How a deflated picture's rows are kept; `None` for what is not read here.
fn raster(objects: &Objects, picture: &Object) -> Option<Raster> {
    let mut palette = Vec::new();
    let (mut bits, mut channels) = (1, 1);
    if objects.get(picture, b"ImageMask") != b"true" {
        bits = number(objects.get(picture, b"BitsPerComponent"))?;
        let space = objects.get(picture, b"ColorSpace");
        channels = match items(space).as_slice() {
            [b"/Indexed" | b"/I", base, _, table, ..] => {
                palette = colours(objects, values(objects, objects.resolve(base))?, table)?;
                1
            }
            _ => values(objects, space)?,
        };
    }
    let parameters = objects.get(picture, b"DecodeParms");
    let first = items(parameters).first().map(|item| objects.resolve(item));
    let predictor = number(entry(first.unwrap_or(parameters), b"Predictor")).unwrap_or(1);
    let decode = items(objects.get(picture, b"Decode")).first().and_then(|first| signed(first));
    // 2 is TIFF's, which no scanner here was seen to write
    let known = matches!(predictor, 1 | 10..=15) && matches!(bits, 1 | 2 | 4 | 8 | 16);
    known.then_some(Raster {
        bits,
        channels,
        filtered: predictor >= 10,
        palette,
        inverted: decode == Some(1) || channels == 4,
    })
}

/// How many values a pixel of a colour space has.
fn values(objects: &Objects, space: &[u8]) -> Option<u32> {
    const SPACES: [(&[u8], u32); 8] = [
        (b"/DeviceGray", 1),
        (b"/G", 1),
        (b"/CalGray", 1),
        (b"/DeviceRGB", 3),
        (b"/RGB", 3),
        (b"/CalRGB", 3),
        (b"/DeviceCMYK", 4),
        (b"/CMYK", 4),
    ];
    let parts = items(space);
    let name = parts.first().copied().unwrap_or(space);
    if name == b"/ICCBased" {
        let profile = objects.referred(parts.get(1)?)?;
        return number(objects.get(profile, b"N")).filter(|count| matches!(count, 1 | 3 | 4));
    }
    SPACES.iter().find(|(known, _)| *known == name).map(|(_, values)| *values)
}

/// A palette's colours as red, green, blue.
fn colours(objects: &Objects, values: u32, table: &[u8]) -> Option<Vec<u8>> {
    let stream = objects.referred(table).filter(|object| object.stream.is_some());
    let table = match stream {
        Some(object) if objects.get(object, b"Filter").is_empty() => objects.data(object).to_vec(),
        Some(object) => objects::inflate(objects.data(object), 4096),
        None => text(objects.resolve(table)),
    };
    let mut colours = Vec::new();
    for value in table {
        // a grey is all three
        for _ in 0..3_u32.checked_div(values)? {
            colours.push(value);
        }
    }
    (!colours.is_empty()).then_some(colours)
}
