//! Scans: what is read from a file's bytes, and what is seen on a page, on pictures that are drawn here.
#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::unwrap_used)]

#[path = "support/page.rs"]
mod page;

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use page::page;
use title_precheck::scan::{
    self, Code, Container, Looked, Media, Pdf, Relation, Scan, Severity, decode,
};

fn encode(image: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(image.clone()).write_to(&mut out, format).unwrap();
    out.into_inner()
}

fn jpeg(image: &RgbImage) -> Vec<u8> {
    encode(image, ImageFormat::Jpeg)
}

fn good() -> RgbImage {
    page(1000, 707, 20, 1)
}

fn see(image: &RgbImage) -> Scan {
    decode::inspect(&encode(image, ImageFormat::Png), "a.png")
}

fn read(bytes: &[u8], name: &str) -> Container {
    decode::open(bytes, name).0.container
}

fn severity(scan: &Scan, code: Code) -> Option<Severity> {
    scan.defects.iter().find(|defect| defect.code == code).map(|defect| defect.severity)
}

fn blocks(bytes: &[u8], name: &str) -> Vec<Code> {
    let scan = decode::inspect(bytes, name);
    scan.defects.iter().filter(|d| d.severity == Severity::Block).map(|d| d.code).collect()
}

#[test]
fn a_good_page_passes_in_every_format() {
    for (format, name, media) in [
        (ImageFormat::Jpeg, "a.jpg", Media::Jpeg),
        (ImageFormat::Png, "a.png", Media::Png),
        (ImageFormat::WebP, "a.webp", Media::Webp),
        (ImageFormat::Bmp, "a.bmp", Media::Bmp),
        (ImageFormat::Tiff, "a.tif", Media::Tiff),
        (ImageFormat::Gif, "a.gif", Media::Gif),
    ] {
        let scan = decode::inspect(&encode(&good(), format), name);
        assert!(scan.usable(), "{name}: {:?}", scan.defects);
        assert_eq!((scan.media, scan.looked), (media, Looked::Page), "{name}");
        assert_eq!((scan.width, scan.height), (1000, 707), "{name}");
        assert!((17..=24).contains(&scan.character_px), "{name}: {}", scan.character_px);
    }
}

#[test]
fn a_format_that_few_browsers_show_is_a_warning() {
    let scan = decode::inspect(&encode(&good(), ImageFormat::Tiff), "a.tif");
    assert_eq!(severity(&scan, Code::FormatNotWeb), Some(Severity::Warn));
}

#[test]
fn content_decides_and_the_name_only_warns() {
    let scan = decode::inspect(&jpeg(&good()), "a.png");
    assert_eq!(scan.media, Media::Jpeg);
    assert_eq!(severity(&scan, Code::WrongExtension), Some(Severity::Warn));
    for name in ["a.jpg", "a.JPEG", "a", "证书.扫描"] {
        let scan = decode::inspect(&jpeg(&good()), name);
        assert_eq!(severity(&scan, Code::WrongExtension), None, "{name}");
    }
}

#[test]
fn what_is_no_picture_is_refused_whatever_its_name() {
    for bytes in [
        b"PK\x03\x04word/document.xml".as_slice(),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"<!DOCTYPE html><html></html>",
        b"<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        b"MZ\x90\0",
        b"GIF89a/*\0\0\0\0\0\0\0\0\0\0*/=1;<script>alert(1)</script>",
        &[0; 500],
    ] {
        for name in ["a.jpg", "a.pdf", "a.gif"] {
            assert_eq!(blocks(bytes, name), [Code::NotImage], "{name} {bytes:?}");
        }
    }
    assert_eq!(blocks(b"", "a.jpg"), [Code::Empty]);
}

/// Every file cut short at every byte is refused, and by nothing but its being short.
#[test]
fn a_file_cut_anywhere_is_truncated() {
    let small = page(24, 24, 4, 1);
    for (format, name, spare) in [
        // an end mark alone may be missing
        (ImageFormat::Jpeg, "a.jpg", 2),
        (ImageFormat::Png, "a.png", 0),
        (ImageFormat::WebP, "a.webp", 1),
        (ImageFormat::Gif, "a.gif", 0),
        (ImageFormat::Bmp, "a.bmp", 0),
        (ImageFormat::Tiff, "a.tif", 0),
    ] {
        let whole = encode(&small, format);
        for end in 0..whole.len() - spare {
            let found = read(&whole[..end], name);
            let codes: Vec<Code> = found
                .defects
                .iter()
                .filter(|d| d.severity == Severity::Block)
                .map(|d| d.code)
                .collect();
            let allowed = [Code::Truncated, Code::NotImage, Code::Empty];
            assert!(codes.iter().all(|code| allowed.contains(code)), "{name} to {end}: {codes:?}");
            assert!(!codes.is_empty(), "{name} to {end} of {} passes", whole.len());
        }
    }
}

#[test]
fn a_jpeg_without_its_end_mark_alone_is_a_warning() {
    let whole = jpeg(&good());
    let scan = decode::inspect(&whole[..whole.len() - 2], "a.jpg");
    assert_eq!(severity(&scan, Code::Truncated), Some(Severity::Warn));
    let part = &whole[..whole.len() * 95 / 100];
    assert_eq!(blocks(part, "a.jpg"), [Code::Truncated]);
}

#[test]
fn a_hole_in_a_jpeg_is_found() {
    let mut bytes = jpeg(&good());
    let middle = bytes.len() / 2;
    bytes[middle..middle + 2000].fill(0);
    assert_eq!(blocks(&bytes, "a.jpg"), [Code::Corrupt]);
}

#[test]
fn an_even_jpeg_has_no_hole() {
    let white = RgbImage::from_pixel(1600, 1200, Rgb([255; 3]));
    let found = read(&jpeg(&white), "a.jpg");
    assert!(found.defects.is_empty(), "{:?}", found.defects);
}

#[test]
fn a_wrong_checksum_is_corrupt() {
    let mut bytes = encode(&good(), ImageFormat::Png);
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0xff;
    assert_eq!(blocks(&bytes, "a.png"), [Code::Corrupt]);
}

#[test]
fn a_declared_size_that_no_device_holds_is_a_bomb() {
    let mut bytes = jpeg(&good());
    let frame = bytes.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
    bytes[frame + 5..frame + 9].copy_from_slice(&[0xfd, 0xe8, 0xfd, 0xe8]);
    assert_eq!(blocks(&bytes, "a.jpg"), [Code::Bomb]);
}

#[test]
fn what_follows_a_picture_matters_only_if_it_is_a_file() {
    let padded = [jpeg(&good()), vec![0; 3000]].concat();
    assert!(decode::inspect(&padded, "a.jpg").defects.is_empty());
    let doubled = [jpeg(&good()), b"PK\x03\x04".to_vec(), vec![7; 50]].concat();
    let scan = decode::inspect(&doubled, "a.jpg");
    assert_eq!(severity(&scan, Code::Polyglot), Some(Severity::Warn));
    assert!(scan.usable());
}

#[test]
fn heic_is_read_but_not_looked_at() {
    let mut bytes = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec();
    bytes.extend(b"\0\0\0\x24meta\0\0\0\0\0\0\0\x14ispe\0\0\0\0\0\0\x04\0\0\0\x03\0\0\0\0\0");
    bytes.extend(b"\0\0\0\x0cmdat1234");
    let scan = decode::inspect(&bytes, "a.heic");
    assert_eq!((scan.media, scan.width, scan.height), (Media::Heic, 1024, 768));
    assert_eq!(severity(&scan, Code::Heic), Some(Severity::Warn));
    assert_eq!(severity(&scan, Code::NotLookedAt), Some(Severity::Hint));
    assert_eq!(scan.looked, Looked::Container);
    for end in 24..bytes.len() {
        assert_eq!(blocks(&bytes[..end], "a.heic"), [Code::Truncated], "{end}");
    }
}

/// A PDF of numbered objects, with a table that nobody needs.
fn pdf(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n".to_vec();
    for (number, object) in (1..).zip(objects) {
        out.extend(format!("{number} 0 obj\n").bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    out.extend(format!("trailer\n<< {trailer} >>\nstartxref\n9\n%%EOF\n").bytes());
    out
}

fn stream(head: &str, data: &[u8]) -> Vec<u8> {
    let mut out = format!("<< {head} /Length {} >>\nstream\n", data.len()).into_bytes();
    out.extend(data);
    out.extend(b"\nendstream");
    out
}

fn one_picture(head: &str, data: &[u8], page: &str) -> Vec<u8> {
    let picture = stream(&format!("/Subtype /Image {head}"), data);
    pdf(
        &[
            b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
            format!("<< /Type /Page /Parent 2 0 R {page} /Resources << /XObject << /I 4 0 R >> >> /Contents 5 0 R >>")
                .into_bytes(),
            picture,
            stream("", b"q 595 0 0 420 0 0 cm /I Do Q"),
        ],
        "/Root 1 0 R",
    )
}

/// Stored blocks: deflate without a deflater.
fn stored(data: &[u8]) -> Vec<u8> {
    let mut out = vec![0x78, 1];
    let mut chunks = data.chunks(60_000).peekable();
    while let Some(chunk) = chunks.next() {
        let length = chunk.len() as u16;
        out.push(u8::from(chunks.peek().is_none()));
        out.extend(length.to_le_bytes());
        out.extend((!length).to_le_bytes());
        out.extend(chunk);
    }
    out
}

#[test]
fn a_pdfs_picture_is_looked_at_like_a_file() {
    let head = "/Width 1000 /Height 707 /Filter /DCTDecode";
    let scan = decode::inspect(&one_picture(head, &jpeg(&good()), ""), "a.pdf");
    assert!(scan.defects.is_empty(), "{:?}", scan.defects);
    assert_eq!(
        (scan.media, scan.looked, scan.pages, scan.width),
        (Media::Pdf, Looked::Page, 1, 1000)
    );
    let turned = decode::inspect(&one_picture(head, &jpeg(&good()), "/Rotate 90"), "a.pdf");
    assert_eq!(severity(&turned, Code::Rotated90), Some(Severity::Warn), "a viewer turns it");
    let white = RgbImage::from_pixel(1000, 707, Rgb([250; 3]));
    assert_eq!(blocks(&one_picture(head, &jpeg(&white), ""), "a.pdf"), [Code::Blank]);
}

#[test]
fn rows_in_a_pdf_need_no_decoder() {
    let picture = good();
    let head =
        "/Width 1000 /Height 707 /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /FlateDecode";
    let scan = decode::inspect(&one_picture(head, &stored(picture.as_raw()), ""), "a.pdf");
    assert!(scan.defects.is_empty(), "{:?}", scan.defects);
    assert_eq!(scan.looked, Looked::Page);
    // one bit a pixel, 0 is ink, each row behind the number of a filter that adds the row above
    let mut rows = Vec::new();
    let mut above = vec![0_u8; 125];
    for row in picture.as_raw().chunks(3000) {
        let mut bits = vec![0_u8; 125];
        for (x, pixel) in row.chunks(3).enumerate() {
            bits[x / 8] |= u8::from(pixel[0] > 128) << (7 - x % 8);
        }
        rows.push(2);
        rows.extend(bits.iter().zip(&above).map(|(now, before)| now.wrapping_sub(*before)));
        above = bits;
    }
    let head = "/Width 1000 /Height 707 /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /FlateDecode \
                /DecodeParms << /Predictor 15 /Columns 1000 >>";
    let scan = decode::inspect(&one_picture(head, &stored(&rows), ""), "a.pdf");
    assert!(scan.usable(), "{:?}", scan.defects);
    assert_eq!(scan.looked, Looked::Page);
}

#[test]
fn what_nobody_can_look_at_is_said() {
    let head = "/Width 1000 /Height 707 /Filter /JBIG2Decode";
    let scan = decode::inspect(&one_picture(head, b"....", ""), "a.pdf");
    assert_eq!(scan.looked, Looked::Container);
    assert_eq!(severity(&scan, Code::NotLookedAt), Some(Severity::Hint));
    assert!(scan.usable());
}

#[test]
fn pages_inside_an_object_stream_are_counted() {
    let inner = b"1 0 2 34 3 83 << /Type /Catalog /Pages 2 0 R >>\n<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 >>\n<< /Type /Page /Parent 2 0 R >>";
    let mut out = b"%PDF-1.5\n".to_vec();
    out.extend(b"9 0 obj\n");
    out.extend(stream("/Type /ObjStm /N 3 /First 14 /Filter /FlateDecode", &stored(inner)));
    out.extend(b"\nendobj\n8 0 obj\n<< /Type /XRef /Root 1 0 R >>\nendobj\nstartxref\n9\n%%EOF\n");
    let scan = decode::inspect(&out, "a.pdf");
    assert_eq!(scan.pages, 2);
    assert_eq!(severity(&scan, Code::Blank), Some(Severity::Block), "pages without content");
}

#[test]
fn a_pdf_without_pages_or_with_too_many_is_told() {
    let none = pdf(
        &[
            b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
            b"<< /Type /Pages /Kids [] /Count 0 >>".to_vec(),
        ],
        "/Root 1 0 R",
    );
    assert_eq!(blocks(&none, "a.pdf"), [Code::NoPages]);
    assert_eq!(blocks(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a.pdf"), [Code::Truncated]);
}

#[test]
fn a_page_tree_that_meets_itself_ends() {
    let ring = pdf(
        &[
            b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
            b"<< /Type /Pages /Kids [2 0 R 2 0 R 3 0 R] /Count 1 >>".to_vec(),
            b"<< /Type /Pages /Kids [2 0 R 3 0 R] >>".to_vec(),
        ],
        "/Root 1 0 R",
    );
    assert!(!decode::inspect(&ring, "a.pdf").usable());
}

#[test]
fn a_pdf_cut_anywhere_does_not_pass() {
    let head = "/Width 24 /Height 24 /Filter /DCTDecode";
    let whole = one_picture(head, &jpeg(&page(24, 24, 4, 1)), "");
    let trailer = whole.windows(7).position(|window| window == b"trailer").unwrap();
    for end in 0..trailer + 7 {
        let found = read(&whole[..end], "a.pdf");
        assert!(found.defects.iter().any(|d| d.severity == Severity::Block), "{end}");
    }
}

#[test]
fn scripts_in_a_pdf_are_a_warning() {
    let bytes = pdf(
        &[
            b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> >>".to_vec(),
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
            b"<< /Type /Page /Contents 4 0 R >>".to_vec(),
            stream("", b"BT (x) Tj ET and more"),
        ],
        "/Root 1 0 R",
    );
    let scan = decode::inspect(&bytes, "a.pdf");
    assert_eq!(severity(&scan, Code::ActiveContent), Some(Severity::Warn));
    assert_eq!(severity(&scan, Code::NotLookedAt), Some(Severity::Hint));
}

/// Bytes turned at random, in every format: no panic, whatever is said.
#[test]
fn damaged_files_never_panic() {
    let small = page(40, 40, 6, 1);
    let mut files: Vec<Vec<u8>> = [
        ImageFormat::Jpeg,
        ImageFormat::Png,
        ImageFormat::WebP,
        ImageFormat::Gif,
        ImageFormat::Bmp,
        ImageFormat::Tiff,
    ]
    .into_iter()
    .map(|format| encode(&small, format))
    .collect();
    files.push(one_picture("/Width 40 /Height 40 /Filter /DCTDecode", &jpeg(&small), ""));
    let rows =
        "/Width 40 /Height 40 /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /FlateDecode";
    files.push(one_picture(rows, &stored(small.as_raw()), ""));
    let mut state = 1_u32;
    for file in files {
        for _ in 0..400 {
            let mut bytes = file.clone();
            for _ in 0..3 {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let place = (state >> 8) as usize % bytes.len();
                bytes[place] = (state >> 3) as u8;
            }
            let pdf = decode::open(&bytes, "a.pdf").1;
            for image in pdf.iter().flat_map(|pdf| &pdf.images) {
                image.rows(&bytes, |_| {});
            }
        }
    }
}

fn map(image: &RgbImage, change: impl Fn(u32, u32, f32) -> f32) -> RgbImage {
    RgbImage::from_fn(image.width(), image.height(), |x, y| {
        Rgb(image
            .get_pixel(x, y)
            .0
            .map(|value| change(x, y, f32::from(value)).clamp(0.0, 255.0) as u8))
    })
}

#[test]
fn blur_is_measured_against_characters() {
    let soft = image::imageops::blur(&good(), 2.6);
    assert_eq!(severity(&see(&soft), Code::Blur), Some(Severity::Block));
    // the same blur under characters three times as high
    let large = image::imageops::blur(&page(1000, 707, 60, 1), 2.6);
    assert_eq!(severity(&see(&large), Code::Blur), None, "{:?}", see(&large).defects);
}

#[test]
fn light_is_named_by_what_is_wrong_with_it() {
    let dark = map(&good(), |_, _, value| value * 0.14);
    assert_eq!(severity(&see(&dark), Code::Dark), Some(Severity::Block));
    let faint = map(&good(), |_, _, value| 190.0 + value * 0.07);
    assert_eq!(severity(&see(&faint), Code::LowContrast), Some(Severity::Block));
    assert_eq!(severity(&see(&faint), Code::Blank), None);
    let burnt = map(&good(), |_, _, value| 255.0 - (225.0 - value) * 0.09);
    assert_eq!(severity(&see(&burnt), Code::Overexposed), Some(Severity::Block));
    let shaded = map(&good(), |x, _, value| if x < 450 { value * 0.12 } else { value });
    assert_eq!(severity(&see(&shaded), Code::Shadow), Some(Severity::Block));
    let blank = RgbImage::from_pixel(1000, 707, Rgb([248, 247, 240]));
    assert_eq!(severity(&see(&blank), Code::Blank), Some(Severity::Block));
}

#[test]
fn a_reflection_is_shown_where_it_is() {
    let lit = map(&good(), |x, y, value| {
        let far = (x as f32 - 600.0).hypot(y as f32 - 300.0) / 130.0;
        value * 0.78 + 320.0 / (1.0 + ((far - 1.0) * 7.0).exp())
    });
    let scan = see(&lit);
    let glare = scan.defects.iter().find(|defect| defect.code == Code::Glare).unwrap();
    assert_eq!(glare.severity, Severity::Block);
    let [left, top, right, bottom] = glare.region.unwrap();
    assert!(left > 0.4 && right < 0.8 && top > 0.2 && bottom < 0.7, "{:?}", glare.region);
}

#[test]
fn a_turned_page_and_one_that_leans_are_told_apart() {
    let turned = image::imageops::rotate90(&good());
    assert_eq!(severity(&see(&turned), Code::Rotated90), Some(Severity::Warn));
    assert_eq!(severity(&see(&good()), Code::Rotated90), None);
    let upright = good();
    let leaning = RgbImage::from_fn(1000, 707, |x, y| {
        let from = f64::from(y) - (f64::from(x) - 500.0) * 0.12;
        if (0.0..707.0).contains(&from) {
            *upright.get_pixel(x, from as u32)
        } else {
            Rgb([248; 3])
        }
    });
    let scan = see(&leaning);
    assert_eq!(severity(&scan, Code::Skew), Some(Severity::Warn), "{:?}", scan.defects);
}

#[test]
fn text_that_runs_into_a_side_is_cut_off() {
    let wide = page(1300, 707, 20, 1);
    let cut = image::imageops::crop_imm(&wide, 0, 0, 850, 707).to_image();
    assert_eq!(severity(&see(&cut), Code::CutOff), Some(Severity::Block));
    assert_eq!(severity(&see(&wide), Code::CutOff), None);
}

#[test]
fn small_print_is_low_resolution() {
    let small = image::imageops::thumbnail(&page(1600, 1131, 20, 1), 480, 339);
    assert_eq!(severity(&see(&small), Code::LowResolution), Some(Severity::Block));
}

#[test]
fn the_same_page_is_known_again_and_another_of_its_kind_is_not() {
    let first = page(1000, 707, 20, 1);
    let one = see(&first);
    assert_eq!(one.relation(&see(&first)), Some(Relation::Identical));
    let again =
        map(&image::imageops::thumbnail(&first, 700, 495), |_, _, value| value * 0.85 + 6.0);
    assert_eq!(one.relation(&see(&again)), Some(Relation::Near));
    assert_eq!(one.relation(&see(&image::imageops::rotate90(&first))), Some(Relation::Near));
    assert_eq!(one.relation(&see(&page(1000, 707, 20, 2))), None);
}

#[test]
fn the_wire_form_is_one_line() {
    let line = scan::json(&decode::inspect(b"", "a"), "a\"\n.jpg", &[("b", Relation::Near)]);
    assert_eq!(
        line,
        "{\"file\":\"a\\\"\\u000a.jpg\",\"media\":\"application/octet-stream\",\"looked\":\"container\",\
         \"usable\":false,\"defects\":[{\"code\":\"empty\",\"severity\":\"block\"}],\
         \"same_as\":[{\"file\":\"b\",\"relation\":\"near\"}]}"
    );
    let scan = see(&image::imageops::blur(&good(), 2.6));
    let value: serde_json::Value = serde_json::from_str(&scan::json(&scan, "a", &[])).unwrap();
    assert_eq!(value["defects"][0]["code"], "blur");
    assert!(value["defects"][0]["measure"].as_f64().unwrap() > 0.06);
}

#[test]
fn light_writing_on_a_dark_cover_is_writing() {
    let cover = map(&good(), |_, _, value| 245.0 - value * 0.8);
    assert!(see(&cover).usable(), "{:?}", see(&cover).defects);
}

#[test]
fn a_page_with_a_single_line_is_not_blank() {
    let line = map(&good(), |_, y, value| if y > 90 { 245.0 } else { value });
    assert_eq!(severity(&see(&line), Code::Blank), None, "{:?}", see(&line).defects);
}

/// A PDF whose inside says as much as can be said.
fn eventful_pdf() -> Vec<u8> {
    let head = "/Width 1000 /Height 707 /Filter /DCTDecode";
    let mut bytes = one_picture(head, &jpeg(&good()), "/Rotate 270");
    bytes.extend(b"7 0 obj\n<< /JS (x) >>\nendobj\n");
    let place = bytes.windows(5).position(|five| five == b"%%EOF").unwrap();
    bytes[place] = b'!';
    [b"late".to_vec(), bytes].concat()
}

#[test]
fn what_a_pdfs_inside_says_is_the_same_after_it_was_packed() {
    let bytes = eventful_pdf();
    let inside = Pdf::read(&bytes).container;
    assert!(inside.defects.len() >= 3 && !inside.images.is_empty(), "{inside:?}");
    let mut inspection = scan::Inspection::open(&bytes, "a.pdf");
    assert_eq!((inspection.images(), inspection.container.pages), (0, 0));
    inspection.read(&inside.pack());
    let outside = &inspection.container;
    assert_eq!(outside.images, inside.images);
    assert_eq!(outside.defects, inside.defects);
    assert_eq!((outside.pages, outside.blank_pages), (inside.pages, inside.blank_pages));
}

#[test]
fn packed_bytes_that_are_cut_or_garbled_change_nothing() {
    let bytes = eventful_pdf();
    let packed = Pdf::read(&bytes).container.pack();
    let refused = |packed: &[u8]| {
        let mut inspection = scan::Inspection::open(&bytes, "a.pdf");
        inspection.read(packed);
        inspection.container.pages == 0 && inspection.container.images.is_empty()
    };
    // a defect takes five words, so that fewer of them are whole again
    let defect = 20;
    let whole = |end: usize| (packed.len() - end).is_multiple_of(defect) && end >= 8 * 4;
    for end in 0..packed.len() {
        assert_eq!(refused(&packed[..end]), !whole(end), "{end} of {}", packed.len());
    }
    // the form, how many pictures, a turn, a code, a severity
    for word in [0, 3, 7, 8, 9] {
        let mut garbled = packed.clone();
        garbled[word * 4..word * 4 + 4].fill(0xff);
        assert!(refused(&garbled), "word {word}");
    }
    assert!(refused(&[packed, vec![0]].concat()));
}

#[test]
fn a_pdf_that_nobody_reads_inside_is_not_looked_at() {
    let scan = scan::Inspection::open(&eventful_pdf(), "a.pdf").finish();
    assert_eq!((scan.looked, scan.pages), (Looked::Container, 0));
    assert_eq!(severity(&scan, Code::NotLookedAt), Some(Severity::Hint));
}

#[test]
fn only_a_pdf_takes_what_a_pdfs_inside_says() {
    let packed = Pdf::read(&eventful_pdf()).container.pack();
    let mut inspection = scan::Inspection::open(&jpeg(&good()), "a.jpg");
    inspection.read(&packed);
    assert_eq!((inspection.images(), inspection.container.pages), (1, 1));
    assert!(inspection.container.defects.is_empty());
}

#[test]
fn directories_of_a_tiff_that_form_a_ring_end() {
    let mut ring = b"II*\0\x08\0\0\0\x01\0".to_vec();
    // a smaller copy of another page, and the next directory is this one
    ring.extend(b"\xfe\0\x04\0\x01\0\0\0\x01\0\0\0\x08\0\0\0");
    assert_eq!(blocks(&ring, "a.tif"), [Code::Truncated]);
}

/// Dictionaries as qpdf writes them, in every revision, without a user's password and with one.
#[test]
#[rustfmt::skip]
fn a_pdf_that_a_blank_password_opens_is_only_a_warning() {
    for (code, dictionary, id) in [
        (Code::EncryptedOwner, "/R 2 /Length 40 /O <d8a81f2f756b03f0e776376607dc67c098531ac3e51f6e5cf0fc1473b1ce0975> /U <bf7140fcc08b939db27fd12bde00c303fc298d2ebf40a63597d4bf79b1042f94>", "055ddf67c05f3a6f7ff9d1738535878a"),
        (Code::Encrypted, "/R 2 /Length 40 /O <853fee3f6550fc3bc212797eaed99cc9be53347583a738e25fdfb1242bf93366> /U <d4a469368aec4b531b8417113be511c49f29b21fc5f3d9ea76026b65c1d59e0c>", "03fa90e81c1dc5dfe31cd04f1b8a8e8c"),
        (Code::EncryptedOwner, "/R 3 /Length 128 /O <77b8fb098022d3ab34237ea5643c08710ea5123fc5f88bf993a68cca5f12b40f> /U <d1519b43661c684151a93d11cf528c3d0122456a91bae5134273a6db134c87c4>", "1cfbabad2fe1fcf3f6adf2c53ff0c6b0"),
        (Code::Encrypted, "/R 3 /Length 128 /O <2a2f0a1990192c60114730bdcd39f37828a53c89a340dd473c85299dc5258e1c> /U <2ac70aa6c3f0cda70bc300d9e002fa3d0122456a91bae5134273a6db134c87c4>", "3b317b6490f785e73cc566ff5143ada0"),
        (Code::EncryptedOwner, "/R 4 /Length 128 /O <77b8fb098022d3ab34237ea5643c08710ea5123fc5f88bf993a68cca5f12b40f> /U <09772af511656fe063a27509088c07180122456a91bae5134273a6db134c87c4>", "324ea53b4e628ee409298756a456e803"),
        (Code::Encrypted, "/R 4 /Length 128 /O <2a2f0a1990192c60114730bdcd39f37828a53c89a340dd473c85299dc5258e1c> /U <b9e7f1ee034fdec9dace6606f02bad0a0122456a91bae5134273a6db134c87c4>", "1f1f823a5ac0e840f75ce6fe7c922e42"),
        (Code::EncryptedOwner, "/R 4 /Length 128 /EncryptMetadata false /O <77b8fb098022d3ab34237ea5643c08710ea5123fc5f88bf993a68cca5f12b40f> /U <4acd74081caf6fc5e6378b610622d4350122456a91bae5134273a6db134c87c4>", "4da0e9ce35155a8077411b8bba0544be"),
        (Code::EncryptedOwner, "/R 5 /Length 256 /U <4596935a4f5c90864c587a38201a4c4d255840c17a313012a74f1d1e2bc75e85715ca7ae4160ddf3b9b73be87d436f2a>", ""),
        (Code::Encrypted, "/R 5 /Length 256 /U <efaa9358a79475f8419702f9383ff86a85a8edcaabde097eb6c86525137246ce0fb9ac0d23f5e75705ba9d808b19597d>", ""),
        (Code::EncryptedOwner, "/R 6 /Length 256 /U <b55c608efcf4a01b65dde5b8796952bda3f821809136c0c5d09ba89bad672a4f98c255a2ba728ed299172d95b16d2686>", ""),
        (Code::EncryptedOwner, "/R 6 /Length 256 /U <42b4d824b397d20cee49021e736d1f189ff72421b66e29b730db90556bc79accdd2d096894d8146265f4781391c510f5>", ""),
        (Code::Encrypted, "/R 6 /Length 256 /U <51cac60c4fcaaffb27b5c6d22a8a98b1a5bf8b3ae189918769a5fcbd374e69d53be0b1faebc2cbb847ae120aa3c2de03>", ""),
    ] {
        let bytes = pdf(
            &[
                b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
                b"<< /Type /Pages /Kids [] /Count 1 >>".to_vec(),
                format!("<< /Filter /Standard /V 1 /P -4 {dictionary} >>").into_bytes(),
            ],
            &format!("/Root 1 0 R /Encrypt 3 0 R /ID [<{id}> <{id}>]"),
        );
        let scan = decode::inspect(&bytes, "a.pdf");
        let own = scan.defects.iter().find(|defect| {
            matches!(defect.code, Code::Encrypted | Code::EncryptedOwner)
        });
        let severity = if code == Code::Encrypted { Severity::Block } else { Severity::Warn };
        assert_eq!(own.map(|defect| (defect.code, defect.severity)), Some((code, severity)), "{dictionary}");
    }
}

#[test]
fn a_palette_over_itself_is_not_read() {
    let head = "/Width 1000 /Height 707 /BitsPerComponent 8 /ColorSpace 7 0 R /Filter /FlateDecode";
    let mut bytes = one_picture(head, &stored(&[0; 3000]), "");
    bytes.extend(b"7 0 obj\n[/Indexed 7 0 R 255 <000000>]\nendobj\n");
    let scan = decode::inspect(&bytes, "a.pdf");
    assert_eq!(scan.looked, Looked::Container);
}

#[test]
fn a_palettes_colours_are_looked_up() {
    let head = "/Width 1000 /Height 707 /BitsPerComponent 4 /ColorSpace [/Indexed /DeviceGray 1 <f714>] /Filter /FlateDecode";
    let rows: Vec<u8> = good()
        .as_raw()
        .chunks(6)
        .map(|two| u8::from(two[0] < 128) << 4 | u8::from(two[3] < 128))
        .collect();
    let scan = decode::inspect(&one_picture(head, &stored(&rows), ""), "a.pdf");
    assert!(scan.defects.is_empty() && scan.looked == Looked::Page, "{:?}", scan.defects);
}
