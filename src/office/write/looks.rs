//! How a workbook looks: the page's colours, each beside the word that it stands for.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::author::Language;

use super::super::person::Standing;
use super::super::words::pick;

/// The formats of a workbook.
pub(super) struct Looks {
    pub(super) title: Format,
    pub(super) part: Format,
    pub(super) heading: Format,
    pub(super) text: Format,
    /// A text that would run once it is edited: a spreadsheet keeps it a text.
    pub(super) quoted: Format,
    /// The same where a text may run on over the next columns.
    pub(super) quoted_line: Format,
    pub(super) line: Format,
    pub(super) number: Format,
    pub(super) day: Format,
    pub(super) note: Format,
    /// A note beside a number.
    pub(super) aside: Format,
    pub(super) name: Format,
    pub(super) count: Format,
    pub(super) sum: Format,
    pub(super) share: Format,
    standings: [Format; Standing::ALL.len()],
}

const INK: u32 = 0x001b_2126;
const MUTED: u32 = 0x0055_606a;
const SURFACE: u32 = 0x00f2_f5f7;
const BORDER: u32 = 0x00cc_d4da;

impl Looks {
    pub(super) fn new(language: Language) -> Looks {
        let font = pick(language, "宋体", "Calibri");
        let plain = Format::new().set_font_name(font).set_font_color(INK);
        let lined = plain
            .clone()
            .set_align(FormatAlign::Top)
            .set_border(FormatBorder::Thin)
            .set_border_color(BORDER);
        let text = plain.clone().set_text_wrap().set_align(FormatAlign::Top);
        let standing = |standing| {
            let (ink, ground) = colours(standing);
            text.clone().set_bold().set_font_color(ink).set_background_color(ground)
        };
        let count = lined.clone().set_num_format("#,##0");
        Looks {
            title: plain.clone().set_bold().set_font_size(16),
            part: plain.clone().set_bold().set_font_size(13),
            heading: lined
                .clone()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color(SURFACE),
            quoted: text.clone().set_quote_prefix(),
            quoted_line: plain.clone().set_quote_prefix(),
            line: plain.clone(),
            number: text.clone().set_align(FormatAlign::Left),
            day: text.clone().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
            aside: plain
                .clone()
                .set_font_color(MUTED)
                .set_align(FormatAlign::Left)
                .set_align(FormatAlign::Top)
                .set_indent(1),
            note: plain.clone().set_font_color(MUTED),
            name: lined.clone().set_text_wrap(),
            sum: count.clone().set_bold().set_background_color(SURFACE),
            share: lined.set_num_format("0.0%"),
            standings: Standing::ALL.map(standing),
            count,
            text,
        }
    }

    pub(super) fn standing(&self, standing: Standing) -> &Format {
        let mut all = Standing::ALL.iter().zip(&self.standings);
        all.find(|(own, _)| **own == standing).map_or(&self.text, |(_, format)| format)
    }
}

/// The page's colours of a result: of its letters, and behind them.
fn colours(standing: Standing) -> (Color, Color) {
    let (ink, ground) = match standing {
        Standing::Meets => (0x000b_6b3a, 0x00e7_f4ec),
        Standing::Closed => (0x003d_5c4b, 0x00ee_f2ef),
        Standing::NotYet => (0x0087_5000, 0x00fb_f1de),
        Standing::NeedInfo => (0x000a_5a8a, 0x00e6_f0f7),
        Standing::Human => (0x005b_3f8c, 0x00f0_ebf8),
        Standing::No => (0x00a3_271f, 0x00f9_ebe9),
        Standing::Undecided => (0x001b_2126, 0x00dd_e2e6),
    };
    (Color::RGB(ink), Color::RGB(ground))
}

/// The colour of a result in a chart: light and dark in turn, so that it can be read without colours.
pub(super) fn filling(standing: Standing) -> Color {
    Color::RGB(match standing {
        Standing::Meets => 0x000b_6b3a,
        Standing::Closed => 0x0093_c9a9,
        Standing::NotYet => 0x00d8_8b1e,
        Standing::NeedInfo => 0x000a_5a8a,
        Standing::Human => 0x00b9_a3e0,
        Standing::No => 0x00a3_271f,
        Standing::Undecided => 0x00cc_d4da,
    })
}
