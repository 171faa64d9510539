//! PDF (ISO 32000-1): whether it is whole and opens, its pages, and the pictures on them.
//!
//! Not a reader: scanners write one picture a page, and those are what is looked for.

mod crypt;
mod inflate;
mod objects;
mod raster;
mod syntax;

use std::ops::Range;

use super::bytes::{find, find_last};
use super::{Container, Image, Media, jpeg};
use crate::scan::defect::{Code, Defect, Severity};
use crate::scan::shrink::{Rows, Shrink};
use objects::{Object, Objects};
use syntax::{entries, entry, items, number, reference, signed, skip_space};

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
    pub fn rows(&self, pdf: &[u8], row: impl FnMut(&[u8])) -> bool {
        match (&self.encoding, pdf.get(self.bytes.clone())) {
            (Encoding::Raster(raster), Some(data)) => {
                raster::rows(raster, data, self.image.width, self.image.height, row)
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
    let encrypted = objects.trailer(b"Encrypt").map(|value| objects.resolve(value).to_vec());
    if let Some(dictionary) = &encrypted {
        // what a blank password opens is only restricted
        if crypt::opens_freely(&objects, dictionary) {
            container.fault(Code::EncryptedOwner, Severity::Warn);
        } else {
            container.fault(Code::Encrypted, Severity::Block);
        }
    } else {
        objects.open_streams();
    }
    let tail = bytes.get(bytes.len().saturating_sub(2048)..).unwrap_or_default();
    let ends = find_last(tail, b"startxref").is_some();
    if (!ends && !objects.has_trailer()) || objects.cut || shorter_than_declared(&objects) {
        container.fault(Code::Truncated, Severity::Block);
    } else if find_last(tail, b"%%EOF").is_none() {
        container.fault(Code::Truncated, Severity::Hint);
    }
    if active(&objects) {
        container.fault(Code::ActiveContent, Severity::Warn);
    }
    pages(&objects, encrypted.is_some(), pdf);
}

/// A linearized file tells its own length.
fn shorter_than_declared(objects: &Objects) -> bool {
    objects
        .all()
        .filter(|object| objects.get(object, b"Linearized").is_some())
        .filter_map(|object| objects.get(object, b"L").and_then(number))
        .any(|length| u64::from(length) > objects.bytes.len() as u64)
}

fn active(objects: &Objects) -> bool {
    let names: [&[u8]; 5] = [b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/RichMedia"];
    objects.all().any(|object| {
        let value = objects.value(object);
        names.iter().any(|name| {
            // /JS must not be the beginning of a longer name
            find(value, name, 0).and_then(|at| at.checked_add(name.len())).is_some_and(|end| {
                !value.get(end).is_some_and(|byte| byte.is_ascii_alphabetic()) || name.len() > 3
            })
        })
    })
}

/// What a page has from the nodes above it.
#[derive(Clone, Copy, Default)]
struct Inherited<'o> {
    resources: Option<&'o [u8]>,
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
    fn walk(&mut self, number: u32, above: Inherited<'o>, depth: u32) {
        // a tree that meets itself again is none
        if depth > 32 || self.way.contains(&number) || self.met > MOST_NODES {
            return;
        }
        self.met = self.met.saturating_add(1);
        let objects = self.objects;
        let Some(object) = objects.object(number) else { return };
        let mut here = above;
        if let Some(resources) = objects.get(object, b"Resources") {
            here.resources = Some(resources);
        }
        if let Some(degrees) = objects.get(object, b"Rotate").and_then(signed) {
            here.turns = u8::try_from(degrees.div_euclid(90).rem_euclid(4)).unwrap_or(0);
        }
        match objects.get(object, b"Kids") {
            Some(kids) => {
                self.way.push(number);
                for kid in items(kids).filter_map(reference) {
                    self.walk(kid, here, depth.saturating_add(1));
                }
                self.way.pop();
            }
            None if self.pages.len() < MOST_PAGES => self.pages.push((object, here)),
            None => self.more = self.more.saturating_add(1),
        }
    }
}

fn pages(objects: &Objects, encrypted: bool, pdf: &mut Pdf) {
    let container = &mut pdf.container;
    let mut tree = Tree { objects, way: Vec::new(), met: 0, pages: Vec::new(), more: 0 };
    let root = objects.trailer(b"Root").and_then(reference).and_then(|root| objects.object(root));
    // without a trailer any catalog will do
    let root = root
        .or_else(|| objects.all().find(|object| objects.name(object, b"Type") == Some(b"Catalog")));
    let top = root.and_then(|root| entry(objects.value(root), b"Pages")).and_then(reference);
    if let Some(top) = top {
        tree.walk(top, Inherited::default(), 0);
    }
    let count = u32::try_from(tree.pages.len()).unwrap_or(u32::MAX).saturating_add(tree.more);
    container.pages = count;
    let whole = !container.defects.iter().any(|defect| defect.code == Code::Truncated);
    // behind encryption the tree may be out of sight
    if count == 0 && !encrypted && top.is_some() {
        container.fault(Code::NoPages, Severity::Block);
    } else if count == 0 && !encrypted && whole {
        container.fault(Code::Truncated, Severity::Block);
    }
    if count > MANY {
        let (count, most) = (count as f32, MANY as f32);
        container.defects.push(Defect::measured(Code::ManyPages, Severity::Warn, count, most));
    }
    for (page, (object, inherited)) in (1_u32..).zip(&tree.pages) {
        if encrypted {
            break;
        }
        let resources = inherited.resources.unwrap_or_default();
        let mut found = Vec::new();
        pictures(objects, resources, 0, &mut found);
        let largest =
            found.iter().filter_map(|(object, size)| Some((object, (*size)?))).max_by_key(
                |(_, (width, height))| u64::from(*width).saturating_mul(u64::from(*height)),
            );
        match largest {
            Some((picture, (width, height))) => {
                pdf.images.push(Embedded {
                    image: Image { page, width, height, turns: inherited.turns },
                    bytes: picture.stream.clone().unwrap_or_default(),
                    encoding: encoding(objects, picture),
                });
            }
            None if draws_nothing(objects, object) => {
                container.blank_pages = container.blank_pages.saturating_add(1);
            }
            None => {}
        }
    }
    for embedded in &pdf.images {
        let jpeg = embedded.jpeg(objects.bytes).map(|bytes| jpeg::walk(&bytes));
        let image = embedded.image;
        let page = Some(image.page);
        let faults = jpeg.map(|jpeg| jpeg::defects(&jpeg)).unwrap_or_default();
        container.defects.extend(faults.into_iter().map(|defect| Defect { page, ..defect }));
        let pixels = u64::from(image.width).saturating_mul(u64::from(image.height));
        if pixels > super::MOST_PIXELS {
            let (pixels, most) = (pixels as f32, super::MOST_PIXELS as f32);
            let bomb = Defect::measured(Code::Bomb, Severity::Block, pixels, most);
            container.defects.push(Defect { page, ..bomb });
        }
    }
}

/// Whether a page has no content, or content without a single mark.
fn draws_nothing(objects: &Objects, page: &Object) -> bool {
    let Some(contents) = entry(objects.value(page), b"Contents") else { return true };
    let whole = objects.resolve(contents);
    let parts: Vec<u32> = match reference(contents) {
        Some(number) if !skip_space(whole).starts_with(b"[") => vec![number],
        _ => items(whole).filter_map(reference).collect(),
    };
    parts.iter().all(|number| {
        let stream = objects.object(*number).and_then(|object| object.stream.clone());
        let data = stream.and_then(|stream| objects.bytes.get(stream)).unwrap_or_default();
        // a deflated nothing takes 8 bytes
        skip_space(data).len() <= 8
    })
}

type Found<'o> = Vec<(&'o Object, Option<(u32, u32)>)>;

/// The pictures of a resource dictionary, and those inside its forms.
fn pictures<'o>(objects: &'o Objects, resources: &'o [u8], depth: u32, found: &mut Found<'o>) {
    let Some(externals) = entry(resources, b"XObject").map(|value| objects.resolve(value)) else {
        return;
    };
    for (_, value) in entries(externals).take(1000) {
        let Some(object) = reference(value).and_then(|number| objects.object(number)) else {
            continue;
        };
        match objects.name(object, b"Subtype") {
            Some(b"Image") => {
                let side = |key: &[u8]| objects.get(object, key).and_then(number);
                let size = side(b"Width").zip(side(b"Height"));
                found.push((object, size.filter(|(width, height)| *width > 1 && *height > 1)));
            }
            Some(b"Form") if depth < 3 => {
                if let Some(inner) = objects.get(object, b"Resources") {
                    pictures(objects, inner, depth.saturating_add(1), found);
                }
            }
            _ => {}
        }
    }
}

fn encoding(objects: &Objects, picture: &Object) -> Encoding {
    let filters = objects.get(picture, b"Filter").unwrap_or_default();
    let names: Vec<&[u8]> = if skip_space(filters).starts_with(b"[") {
        items(filters).map(|item| objects.resolve(item)).map(skip_space).collect()
    } else {
        vec![skip_space(filters)]
    };
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
    let mask = objects.get(picture, b"ImageMask").map(skip_space) == Some(b"true");
    let bits = if mask { 1 } else { number(objects.get(picture, b"BitsPerComponent")?)? };
    let mut palette = Vec::new();
    let space = objects.get(picture, b"ColorSpace").map(skip_space);
    let channels = match space {
        _ if mask => 1,
        Some(space) => channels(objects, space, &mut palette)?,
        None => return None,
    };
    let parameters = objects.get(picture, b"DecodeParms").map(skip_space).unwrap_or_default();
    let first = items(parameters).next().map(|item| objects.resolve(item));
    let parameters = first.unwrap_or(parameters);
    let predictor = entry(parameters, b"Predictor").and_then(number).unwrap_or(1);
    let decode = objects.get(picture, b"Decode").and_then(|decode| items(decode).next());
    // 2 is TIFF's, which no scanner here was seen to write
    let known = matches!(predictor, 1 | 10..=15) && matches!(bits, 1 | 2 | 4 | 8 | 16);
    known.then_some(Raster {
        bits,
        channels,
        filtered: predictor >= 10,
        palette,
        inverted: decode.and_then(signed) == Some(1) || channels == 4,
    })
}

fn channels(objects: &Objects, space: &[u8], palette: &mut Vec<u8>) -> Option<u32> {
    let mut parts = items(space);
    let name = parts.next().map(skip_space).unwrap_or(space);
    match name {
        b"/DeviceGray" | b"/G" | b"/CalGray" => Some(1),
        b"/DeviceRGB" | b"/RGB" | b"/CalRGB" => Some(3),
        b"/DeviceCMYK" | b"/CMYK" => Some(4),
        b"/ICCBased" => {
            let profile = objects.object(parts.next().and_then(reference)?)?;
            number(objects.get(profile, b"N")?).filter(|count| matches!(count, 1 | 3 | 4))
        }
        b"/Indexed" | b"/I" => {
            let base =
                channels(objects, skip_space(objects.resolve(parts.next()?)), &mut Vec::new())?;
            let table = parts.nth(1)?;
            let colours = match reference(table).and_then(|number| objects.object(number)) {
                Some(object) => match object.stream.clone() {
                    Some(stream) => {
                        let data = objects.bytes.get(stream)?;
                        if objects.name(object, b"Filter").is_some() {
                            objects::inflate(data, 4096)
                        } else {
                            data.to_vec()
                        }
                    }
                    None => syntax::text(objects.value(object))?,
                },
                None => syntax::text(table)?,
            };
            *palette = match base {
                1 => colours.iter().flat_map(|&grey| [grey; 3]).collect(),
                3 => colours,
                _ => return None,
            };
            (!palette.is_empty()).then_some(1)
        }
        _ => None,
    }
}
