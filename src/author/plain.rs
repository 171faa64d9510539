//! A notice's text from whatever it was saved as: decoded, lines whole, white space around them gone, and not a word changed.

use super::diagnostics::Words;
use super::found::is_date;
use super::markers::{attachment, is_blank, marker};

/// A text whose lines are paragraphs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Plain {
    pub(super) text: String,
    /// Where broken lines were put together: the number of the line, counted from 1, and what stands around the joint.
    pub(super) joined: Vec<(usize, String)>,
}

/// Reads a text that was saved as UTF-8, UTF-16 with its mark, GBK or GB18030.
pub(super) fn read(bytes: &[u8]) -> Result<Plain, Words> {
    let text = decode(bytes)?;
    let start = text.trim_start_matches(is_blank).get(..200).unwrap_or(&text).to_ascii_lowercase();
    if start.starts_with("<!doctype") || start.starts_with("<html") || start.starts_with("{\\rtf") {
        return Err(words!(
            "这是网页或 RTF 文件，不是纯文本：打开它，复制正文，另存为 .txt",
            "this is a web page or RTF, not plain text: open it, copy its text, and save that as .txt",
        ));
    }
    let plain = tidy(&text);
    if plain.text.is_empty() {
        return Err(words!("文件里没有文字", "there is no text in the file"));
    }
    Ok(plain)
}

fn decode(bytes: &[u8]) -> Result<String, Words> {
    let binary: [(&[u8], &str); 3] =
        [(b"PK\x03\x04", "Word (.docx)"), (b"\xD0\xCF\x11\xE0", "Word (.doc)"), (b"%PDF", "PDF")];
    if let Some((_, kind)) = binary.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(words!(
            "这是 {kind} 文件，不是纯文本：打开它，全选复制，另存为 .txt",
            "this is a {kind} file, not plain text: open it, copy all, and save that as .txt",
        ));
    }
    let marked = encoding_rs::Encoding::for_bom(bytes);
    let (encoding, skip) = match (marked, std::str::from_utf8(bytes)) {
        (Some(marked), _) => marked,
        (None, Ok(_)) => (encoding_rs::UTF_8, 0),
        (None, Err(_)) => (encoding_rs::GB18030, 0),
    };
    let bytes = bytes.get(skip..).unwrap_or_default();
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    // no text holds zeros: this is a file of another kind that happens to decode
    let text = text.filter(|text| !text.contains('\0'));
    text.map(|text| text.into_owned()).ok_or_else(|| {
        words!(
            "读不出文字：文件不是 UTF-8，也不是 GBK/GB18030。用记事本打开，另存为 UTF-8",
            "the text cannot be read: it is neither UTF-8 nor GBK/GB18030; open it in an editor and save it as UTF-8",
        )
    })
}

/// A line with what is known of it before its white space goes.
struct Line<'t> {
    text: &'t str,
    is_indented: bool,
    /// How wide it is on paper, its indentation too, in halves of a Chinese character.
    width: usize,
    /// A blank line stands before it.
    is_apart: bool,
}

/// Line ends of one kind, no white space around lines, no blank lines; lines that were broken in the middle of a sentence are whole again.
fn tidy(text: &str) -> Plain {
    let text =
        text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}', '\u{B}', '\u{C}'], "\n");
    let mut lines: Vec<Line<'_>> = Vec::new();
    let mut is_apart = false;
    for line in text.split('\n') {
        let inner = line.trim_matches(is_blank);
        if inner.is_empty() {
            is_apart = true;
            continue;
        }
        let is_indented =
            line.starts_with('\u{3000}') || line.starts_with("  ") || line.starts_with('\t');
        let wide = |c: char| if c.is_ascii() { 1 } else { 2 };
        let width = line.trim_end_matches(is_blank).chars().map(wide).sum();
        lines.push(Line { text: inner, is_indented, width, is_apart });
        is_apart = false;
    }
    let width = wrapped_at(&lines);
    let mut plain = Plain { text: String::new(), joined: Vec::new() };
    let mut at_line = 0;
    for (at, line) in lines.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| lines.get(before));
        let next = lines.get(at + 1);
        let joins = before.is_some_and(|before| is_broken(before, line, next, width));
        if joins && let Some(before) = before {
            let end: String = before.text.chars().rev().take(8).collect();
            let end: String = end.chars().rev().collect();
            let start: String = line.text.chars().take(8).collect();
            plain.joined.push((at_line, format!("{end}|{start}")));
            let ascii = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            if ascii(before.text.chars().last()) && ascii(line.text.chars().next()) {
                plain.text.push(' ');
            }
        } else {
            if !plain.text.is_empty() {
                plain.text.push('\n');
            }
            at_line += 1;
        }
        plain.text.push_str(line.text);
    }
    plain
}

/// The width at which a program has broken all lines, if one has.
fn wrapped_at(lines: &[Line<'_>]) -> Option<usize> {
    let longest = lines.iter().map(|line| line.width).max()?;
    let full = |line: &&Line<'_>| is_full(line, longest);
    let all = lines.iter().filter(full).count();
    let open = lines.iter().filter(full).filter(|line| !is_ended(line.text)).count();
    (longest <= 160 && all * 4 >= lines.len() && all >= 4 && open * 2 > all).then_some(longest)
}

/// Whether no further character would have gone on a line; signs are kept from its start and end.
fn is_full(line: &Line<'_>, width: usize) -> bool {
    line.width + 6 > width
}

/// Whether a line ends where a sentence, a list's entry or a form of address may end.
fn is_ended(line: &str) -> bool {
    line.ends_with(['。', '；', ';', '：', ':', '！', '!', '？', '?', '.', '…', '”', '》'])
}

/// Whether a line goes on in the next.
fn is_broken(
    line: &Line<'_>,
    next: &Line<'_>,
    after: Option<&Line<'_>>,
    width: Option<usize>,
) -> bool {
    let starts_anew = next.is_apart
        || marker(next.text).is_some()
        || attachment(next.text).is_some()
        || is_date(next.text)
        || after.is_some_and(|after| is_date(after.text))
        || (next.is_indented && !line.is_indented);
    if starts_anew
        || line.text.ends_with(['。', '；', ';', '：', ':', '！', '？'])
        || is_date(line.text)
    {
        return false;
    }
    if width.is_some_and(|width| is_full(line, width)) {
        return true;
    }
    // in a text whose lines are paragraphs only a line that breaks off in a sentence goes on
    let breaks_off = line.text.ends_with(['，', ',', '、', '(', '（', '“', '《']);
    let goes_on = next.text.starts_with(['，', ',', '。', '、', '；', ')', '）', '”', '》']);
    width.is_none() && (breaks_off || goes_on)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        read(bytes).unwrap().text
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let expected = "关于职称的通知\n一、范围";
        let (gbk, _, _) = encoding_rs::GBK.encode("关于职称的通知\r\n一、范围");
        assert_eq!(text(&gbk), expected);
        assert_eq!(text("\u{FEFF}关于职称的通知\r\n\r\n　　一、范围 \r\n".as_bytes()), expected);
        assert_eq!(text("关于职称的通知\r一、范围\u{200B}".as_bytes()), expected);
        let utf16: Vec<u8> =
            "\u{FEFF}关于职称的通知\n一、范围".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(text(&utf16), expected);
    }

    #[test]
    fn files_that_are_no_text_are_refused_with_what_to_do() {
        for bytes in [
            &b"PK\x03\x04rest"[..],
            b"%PDF-1.4",
            b"<html><p>",
            b"{\\rtf1",
            b"\xFF\xFF\xFF",
            b" \r\n",
            b"",
        ] {
            assert!(read(bytes).is_err(), "{bytes:?}");
        }
    }

    #[test]
    fn wording_is_kept_but_for_the_white_space_around_lines() {
        let kept = "１．年限　满 ３ 年,登录 www.a.cn";
        assert_eq!(text(format!("　{kept}\n").as_bytes()), kept);
    }

    #[test]
    fn lines_broken_at_a_width_are_whole_again() {
        let broken = [
            "关于职称评审的通知",
            "　　为做好本年度职称评审工作,现将有关",
            "事项通知如下,请各单位认真组织做好申",
            "报工作,按时报送。",
            "　　一、申报范围",
            "　　1.本县各单位的专业技术人员均可申报",
            "县级评审,受到处分的在处分期内不得申",
            "报。",
            "　　2.其他。",
            "某局",
            "2022年5月6日",
        ]
        .join("\n");
        let plain = read(broken.as_bytes()).unwrap();
        assert_eq!(
            plain.text,
            "关于职称评审的通知\n为做好本年度职称评审工作,现将有关事项通知如下,请各单位认真组织做好申报工作,按时报送。\n\
             一、申报范围\n1.本县各单位的专业技术人员均可申报县级评审,受到处分的在处分期内不得申报。\n2.其他。\n某局\n2022年5月6日"
        );
        assert_eq!(plain.joined.len(), 4);
    }

    #[test]
    fn a_line_that_breaks_off_in_a_sentence_goes_on_in_the_next() {
        let broken = "题\n一、申报方式\n专业技术人员可登录“职称网”(\nwww.a.cn\n)进行注册、填写资料,并在规定的时间以内逐级上报。\n某局";
        let expected = "题\n一、申报方式\n专业技术人员可登录“职称网”(www.a.cn)进行注册、填写资料,并在规定的时间以内逐级上报。\n某局";
        assert_eq!(text(broken.as_bytes()), expected);
        // paragraphs stay apart, whatever they end in
        let whole =
            "题\n各县:\n一、联系\n联系人:张老师,电话:略\n某某人力资源和社会保障局\n2022年5月6日";
        assert_eq!(text(whole.as_bytes()), whole);
    }
}
