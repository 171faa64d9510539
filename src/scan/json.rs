//! An inspected scan as JSON, written by hand: printing floats would cost a browser more than all of this.

use super::defect::Defect;
use super::inspect::{Looked, Relation, Scan};

/// Writes `scan` as one line; `file` is its name, `same_as` its relations to other files.
#[must_use]
pub fn json(scan: &Scan, file: &str, same_as: &[(&str, Relation)]) -> String {
    let mut out = String::from("{\"file\":");
    quote(&mut out, file);
    out.push_str(",\"media\":\"");
    out.push_str(scan.media.as_str());
    out.push_str("\",\"looked\":\"");
    out.push_str(match scan.looked {
        Looked::Page => "page",
        Looked::Container => "container",
    });
    out.push('"');
    let sizes = [
        (",\"width\":", scan.width),
        (",\"height\":", scan.height),
        (",\"pages\":", scan.pages),
        (",\"character_px\":", scan.character_px),
    ];
    for (key, value) in sizes.into_iter().filter(|(_, value)| *value > 0) {
        out.push_str(key);
        whole(&mut out, value);
    }
    out.push_str(if scan.usable() { ",\"usable\":true" } else { ",\"usable\":false" });
    out.push_str(",\"defects\":[");
    for (place, defect) in scan.defects.iter().enumerate() {
        if place > 0 {
            out.push(',');
        }
        one(&mut out, defect);
    }
    out.push_str("],\"same_as\":[");
    for (place, (file, relation)) in same_as.iter().enumerate() {
        out.push_str(if place > 0 { ",{\"file\":" } else { "{\"file\":" });
        quote(&mut out, file);
        out.push_str(",\"relation\":\"");
        out.push_str(relation.as_str());
        out.push_str("\"}");
    }
    out.push_str("]}");
    out
}

fn one(out: &mut String, defect: &Defect) {
    out.push_str("{\"code\":\"");
    out.push_str(defect.code.as_str());
    out.push_str("\",\"severity\":\"");
    out.push_str(defect.severity.as_str());
    out.push('"');
    if let Some((measure, threshold)) = defect.measure {
        out.push_str(",\"measure\":");
        thousandths(out, measure);
        out.push_str(",\"threshold\":");
        thousandths(out, threshold);
    }
    if let Some(page) = defect.page {
        out.push_str(",\"page\":");
        whole(out, page);
    }
    if let Some(region) = defect.region {
        out.push_str(",\"region\":");
        for (place, value) in region.into_iter().enumerate() {
            out.push(if place > 0 { ',' } else { '[' });
            thousandths(out, value);
        }
        out.push(']');
    }
    out.push('}');
}

fn whole(out: &mut String, mut value: u32) {
    let mut digits = Vec::new();
    loop {
        digits.push(char::from_digit(value % 10, 10).unwrap_or('0'));
        value /= 10;
        if value == 0 {
            break;
        }
    }
    out.extend(digits.into_iter().rev());
}

/// To three decimals, without zeros at the end.
fn thousandths(out: &mut String, value: f32) {
    if value < 0.0 {
        out.push('-');
    }
    // a float's cast is saturating; what is larger than this is a count of pixels
    let value = value.abs();
    let (units, rest) = if value < 1e6 {
        let all = (value * 1000.0 + 0.5) as u32;
        (all / 1000, all % 1000)
    } else {
        (value as u32, 0)
    };
    whole(out, units);
    if rest > 0 {
        out.push('.');
        let digits = [rest / 100, rest / 10 % 10, rest % 10];
        let last = digits.iter().rposition(|&digit| digit > 0).unwrap_or(0);
        out.extend(
            digits
                .iter()
                .take(last.saturating_add(1))
                .filter_map(|&digit| char::from_digit(digit, 10)),
        );
    }
}

fn quote(out: &mut String, text: &str) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{0}'..='\u{1f}' => {
                out.push_str("\\u00");
                let code = u32::from(letter);
                out.push(char::from_digit(code >> 4, 16).unwrap_or('0'));
                out.push(char::from_digit(code & 15, 16).unwrap_or('0'));
            }
            other => out.push(other),
        }
    }
    out.push('"');
}
