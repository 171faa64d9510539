//! What is inside a PDF, as the module that reads PDFs hands it to the one that judges scans: 32-bit words.

use super::{Container, Image};
use crate::scan::defect::{Code, Defect, Severity};

/// The first word: another version of the other module is not understood.
const FORM: u32 = 0x5044_4601;

impl Container {
    /// What [`Container::unpack`] takes.
    #[must_use]
    pub fn pack(&self) -> Vec<u8> {
        let mut packed = Vec::new();
        let mut add = |words: &[u32]| {
            for word in words {
                packed.extend_from_slice(&word.to_le_bytes());
            }
        };
        add(&[FORM, self.pages, self.blank_pages, self.images.len() as u32]);
        for image in &self.images {
            add(&[image.page, image.width, image.height, image.turns.into()]);
        }
        for defect in &self.defects {
            let (measure, threshold) = defect.measure.unwrap_or((f32::NAN, f32::NAN));
            let (code, severity) = (defect.code as u32, defect.severity as u32);
            let page = defect.page.unwrap_or(0);
            add(&[code, severity, page, measure.to_bits(), threshold.to_bits()]);
        }
        packed
    }

    /// Adds what a PDF's inside says; `None`, and nothing is added, where the bytes are not as [`Container::pack`]
    /// writes them.
    pub fn unpack(&mut self, packed: &[u8]) -> Option<()> {
        let (words, []) = packed.as_chunks::<4>() else { return None };
        let words: Vec<u32> = words.iter().map(|word| u32::from_le_bytes(*word)).collect();
        let (&[FORM, pages, blank_pages, count], rest) = words.split_first_chunk()? else {
            return None;
        };
        let length = usize::try_from(count).ok()?.checked_mul(4)?;
        let (images, defects) = rest.split_at_checked(length)?;
        let ((images, []), (defects, [])) = (images.as_chunks(), defects.as_chunks()) else {
            return None;
        };
        let images: Vec<Image> = images.iter().map(image).collect::<Option<_>>()?;
        let defects: Vec<Defect> = defects.iter().map(defect).collect::<Option<_>>()?;
        (self.pages, self.blank_pages, self.images) = (pages, blank_pages, images);
        self.defects.extend(defects);
        Some(())
    }
}

fn image(&[page, width, height, turns]: &[u32; 4]) -> Option<Image> {
    let turns = u8::try_from(turns).ok().filter(|turns| *turns < 4)?;
    Some(Image { page, width, height, turns })
}

fn defect(&[code, severity, page, measure, threshold]: &[u32; 5]) -> Option<Defect> {
    let code = *Code::ALL.get(usize::try_from(code).ok()?)?;
    let severity = *Severity::ALL.get(usize::try_from(severity).ok()?)?;
    let (measure, threshold) = (f32::from_bits(measure), f32::from_bits(threshold));
    Some(Defect {
        measure: (!measure.is_nan()).then_some((measure, threshold)),
        page: (page > 0).then_some(page),
        ..Defect::fact(code, severity)
    })
}
