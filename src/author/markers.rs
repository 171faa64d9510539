//! How a line of an official text is numbered: `一、`, `（一）`, `1.`, `（1）`, `①`, `第一条`, `附件1`.

/// How deep a numbering stands, as the rules for official documents order it (GB/T 9704).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// `附件1` that heads its own text.
    Attachment,
    /// `第一章`, `第一部分`.
    Chapter,
    /// `一、`.
    Part,
    /// `第一条`.
    Article,
    /// `（一）`.
    Section,
    /// `1.`.
    Item,
    /// `（1）`, `1）`.
    Point,
    /// `①`.
    Circle,
}

/// The number of a line, and how long the marker is, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Marker {
    pub(super) rank: Rank,
    /// As it stands in an id: `一`, `(一)`, `1`, `(1)`, `①`, `第一条`.
    pub(super) label: String,
    pub(super) length: usize,
}

const NUMERALS: &str = "〇零一二三四五六七八九十百";

/// A digit of any width as the plain one.
pub(super) fn plain(c: char) -> char {
    match c {
        '０'..='９' => u32::from(c)
            .checked_sub(u32::from('０'))
            .and_then(|digit| char::from_digit(digit, 10))
            .unwrap_or(c),
        other => other,
    }
}

/// White space, and what is as invisible: zero-width characters, byte order marks, soft hyphens.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
}

/// The marker with which a line begins, if it begins with one.
pub(super) fn marker(line: &str) -> Option<Marker> {
    let mut chars = line.chars();
    let first = chars.next()?;
    let of = |rank, label: String, length| Some(Marker { rank, label, length });
    // one character that is a number by itself
    let single = first.len_utf8();
    let one = |from: char| u32::from(first).checked_sub(u32::from(from))?.checked_add(1);
    match first {
        '①'..='⑳' | '㉑'..='㉟' => return of(Rank::Circle, first.to_string(), single),
        '⑴'..='⒇' => return of(Rank::Point, format!("({})", one('⑴')?), single),
        '⒈'..='⒛' => return of(Rank::Item, one('⒈')?.to_string(), single),
        '㈠'..='㈩' => {
            let number = NUMERALS.chars().nth(usize::try_from(one('㈠')?).ok()?.checked_add(1)?)?;
            return of(Rank::Section, format!("({number})"), single);
        }
        _ => {}
    }
    if first == '第' {
        return ordinal(line);
    }
    let open = matches!(first, '(' | '（');
    let body = if open { line.get(single..)? } else { line };
    let body = body.trim_start_matches(is_blank);
    let number: String = body.chars().take_while(|c| NUMERALS.contains(*c)).collect();
    let numerals = !number.is_empty();
    let digits: String = body.chars().take_while(|c| plain(*c).is_ascii_digit()).collect();
    let written = if numerals { &number } else { &digits };
    // numbers of items have one or two digits; years have four
    if written.is_empty() || written.chars().count() > if numerals { 4 } else { 2 } {
        return None;
    }
    let rest = body.get(written.len()..)?;
    let rest = rest.trim_start_matches(is_blank);
    let label: String = written.chars().map(plain).collect();
    let sign = rest.chars().next()?;
    let rest = rest.get(sign.len_utf8()..)?;
    let length = line.len().checked_sub(rest.len())?;
    match (open, numerals, sign) {
        (true, true, ')' | '）') => of(Rank::Section, format!("({label})"), length),
        (true, false, ')' | '）') | (false, false, ')' | '）') => {
            of(Rank::Point, format!("({label})"), length)
        }
        // `二、三类地区` is the middle of a sentence
        (false, true, '、') if !counts_on(rest) => of(Rank::Part, label, length),
        (false, false, '.' | '．' | '、') if !is_fraction(sign, rest) => {
            of(Rank::Item, label, length)
        }
        _ => None,
    }
}

/// `第一条`, `第三章`, `第二部分`, with a space or a title after it.
fn ordinal(line: &str) -> Option<Marker> {
    let body = line.strip_prefix('第')?;
    let number: String =
        body.chars().take_while(|c| NUMERALS.contains(*c) || plain(*c).is_ascii_digit()).collect();
    if number.is_empty() || number.chars().count() > 5 {
        return None;
    }
    let rest = body.get(number.len()..)?;
    let (rank, unit) = [(Rank::Article, "条"), (Rank::Chapter, "章"), (Rank::Chapter, "部分")]
        .into_iter()
        .find(|(_, unit)| rest.starts_with(unit))?;
    let after = rest.get(unit.len()..)?;
    // `第一条规定的人员` is the middle of a sentence
    let ends =
        after.is_empty() || after.starts_with(is_blank) || after.starts_with(['、', ':', '：']);
    if !ends {
        return None;
    }
    let label = format!("第{}{unit}", number.chars().map(plain).collect::<String>());
    Some(Marker { rank, label, length: line.len().checked_sub(after.len())? })
}

/// Whether what follows `二、` only goes on counting: `三类地区`.
fn counts_on(rest: &str) -> bool {
    let more = rest.chars().take_while(|c| NUMERALS.contains(*c)).count();
    let next = rest.chars().nth(more);
    more > 0 && next.is_some_and(|c| "级类等档线、".contains(c))
}

/// Whether what follows `1.` makes it a number with a fraction; `1.2021年度` is an item.
fn is_fraction(sign: char, rest: &str) -> bool {
    let digits = rest.chars().take_while(|c| plain(*c).is_ascii_digit()).count();
    sign != '、' && digits > 0 && !(digits == 4 && rest.chars().nth(digits) == Some('年'))
}

/// `附件`, `附件1`, `附件2-1`, `附件：`, with what follows it on the line.
pub(super) fn attachment(line: &str) -> Option<(String, &str)> {
    let body = line.strip_prefix("附件").or_else(|| line.strip_prefix("附表"))?;
    let after = body.trim_start_matches(is_blank);
    let number: String = after
        .chars()
        .take_while(|c| plain(*c).is_ascii_digit() || NUMERALS.contains(*c) || *c == '-')
        .collect();
    let rest = after.get(number.len()..)?.trim_start_matches(is_blank);
    let named = rest.strip_prefix([':', '：', '.', '．', '、']);
    // `附件中的表格` is the middle of a sentence
    if named.is_none() && !rest.is_empty() && number.is_empty() {
        return None;
    }
    // `附件1.申报表`: the number is the list's
    let label = line.get(..6)?.to_owned() + &number.chars().map(plain).collect::<String>();
    Some((label, named.unwrap_or(rest).trim_start_matches(is_blank)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met(line: &str) -> Option<(Rank, String)> {
        marker(line).map(|marker| (marker.rank, marker.label))
    }

    #[test]
    fn numbers_of_every_shape_are_known() {
        let shapes = [
            ("一、申报范围", Rank::Part, "一"),
            ("十一、其他", Rank::Part, "十一"),
            ("（一）基本条件", Rank::Section, "(一)"),
            ("(十二)其他", Rank::Section, "(十二)"),
            ("㈡基本条件", Rank::Section, "(二)"),
            ("1.年限", Rank::Item, "1"),
            ("1、年限", Rank::Item, "1"),
            ("１２．年限", Rank::Item, "12"),
            ("⒊年限", Rank::Item, "3"),
            ("1.2021年度考核", Rank::Item, "1"),
            ("（1）论文", Rank::Point, "(1)"),
            ("( 2 )论文", Rank::Point, "(2)"),
            ("3）论文", Rank::Point, "(3)"),
            ("⑷论文", Rank::Point, "(4)"),
            ("①国家级", Rank::Circle, "①"),
            ("第一条 为了规范", Rank::Article, "第一条"),
            ("第十二条　申报人员", Rank::Article, "第十二条"),
            ("第二章 申报", Rank::Chapter, "第二章"),
        ];
        for (line, rank, label) in shapes {
            assert_eq!(met(line), Some((rank, label.to_owned())), "{line}");
        }
    }

    #[test]
    fn numbers_within_a_sentence_begin_no_clause() {
        let lines = [
            "2021年7月15日",
            "2021.7.15前",
            "1.5倍以上",
            "三年以上",
            "二、三类地区",
            "第一条规定的人员",
            "第一作者",
            "（含正高级）",
            "(2021年)",
            "一是论文",
            "",
        ];
        for line in lines {
            assert_eq!(met(line), None, "{line}");
        }
    }

    #[test]
    fn attachments_are_told_from_words_about_them() {
        let label = |line| attachment(line).map(|(label, rest)| (label, rest.to_owned()));
        assert_eq!(label("附件"), Some(("附件".into(), String::new())));
        assert_eq!(label("附件１"), Some(("附件1".into(), String::new())));
        assert_eq!(label("附件：1.申报表"), Some(("附件".into(), "1.申报表".into())));
        assert_eq!(label("附件2：名册"), Some(("附件2".into(), "名册".into())));
        assert_eq!(label("附件中的表格由单位填写"), None);
    }
}
