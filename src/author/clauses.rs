//! A source's text cut into clauses, each with the id by which it is cited.
//!
//! `二.3` is item 3 of part 二; `四.12#1` and `四.12#2` are two items that bear the same number;
//! `三.¶1` is the first unnumbered paragraph of part 三; `三` is a whole part. Before the first part
//! stand `标题`, `称谓` and `前言`; unnumbered lines after the last item are `落款.¶1`, `落款.¶2`.

use std::ops::Range;

/// A clause: its id and its place in the text, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clause {
    pub(super) id: String,
    pub(super) range: Range<usize>,
    /// A part, made of other clauses.
    pub(super) is_part: bool,
}

/// Cuts a text; `stem` is the source's id, with which its clauses' ids begin.
pub(super) fn cut(stem: &str, text: &str) -> Vec<Clause> {
    let mut lines: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.trim_end().len();
        let from = start + (line.len() - line.trim_start().len()).min(end - start);
        if from < end {
            lines.push(from..end);
        }
        start += line.len();
    }
    let mut clauses: Vec<Clause> = Vec::new();
    let mut part: Option<usize> = None;
    let (mut paragraphs, mut numbered, mut closing) = (0, false, 0);
    for (place, range) in lines.iter().enumerate() {
        let line = &text[range.clone()];
        let mut add = |id: String, is_part| {
            let range = range.clone();
            clauses.push(Clause { id: format!("{stem}/{id}"), range, is_part });
        };
        if let Some(number) = part_number(line) {
            (paragraphs, numbered) = (0, false);
            add(number.to_owned(), true);
            part = Some(clauses.len() - 1);
            continue;
        }
        let Some(of) = part else {
            match place {
                0 => add("标题".into(), false),
                1 if line.ends_with([':', '：']) => add("称谓".into(), false),
                _ => {
                    paragraphs += 1;
                    add(
                        if paragraphs == 1 {
                            "前言".into()
                        } else {
                            format!("前言.¶{paragraphs}")
                        },
                        false,
                    );
                }
            }
            continue;
        };
        let part_id = clauses[of].id[stem.len() + 1..].to_owned();
        if let Some(number) = item_number(line) {
            numbered = true;
            clauses.push(Clause {
                id: format!("{stem}/{part_id}.{number}"),
                range: range.clone(),
                is_part: false,
            });
        } else if numbered {
            closing += 1;
            clauses.push(Clause {
                id: format!("{stem}/落款.¶{closing}"),
                range: range.clone(),
                is_part: false,
            });
            continue;
        } else {
            paragraphs += 1;
            clauses.push(Clause {
                id: format!("{stem}/{part_id}.¶{paragraphs}"),
                range: range.clone(),
                is_part: false,
            });
        }
        clauses[of].range.end = range.end;
    }
    number_doubles(&mut clauses);
    clauses
}

/// Items that bear the same number are told apart by their order: `四.12#1`, `四.12#2`.
fn number_doubles(clauses: &mut [Clause]) {
    let ids: Vec<String> = clauses.iter().map(|clause| clause.id.clone()).collect();
    for (place, clause) in clauses.iter_mut().enumerate() {
        if ids.iter().filter(|id| **id == clause.id).count() > 1 {
            let before = ids[..place].iter().filter(|id| **id == clause.id).count();
            clause.id = format!("{}#{}", clause.id, before + 1);
        }
    }
}

/// `一、…`: the number of a part.
fn part_number(line: &str) -> Option<&str> {
    let (number, _) = line.split_once('、')?;
    let numerals = "一二三四五六七八九十";
    (!number.is_empty() && number.chars().all(|c| numerals.contains(c))).then_some(number)
}

/// `12.…`: the number of an item.
fn item_number(line: &str) -> Option<&str> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = line.split_at(digits);
    (!number.is_empty() && rest.starts_with(['.', '．', '、'])).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(text: &str) -> Vec<String> {
        cut("main", text).into_iter().map(|clause| clause.id).collect()
    }

    #[test]
    fn doubled_numbers_are_told_apart_by_their_order() {
        let text = "题\n各县:\n前\n一、甲\n1.a\n12.b\n13.c\n12.d\n署\n日";
        assert_eq!(
            ids(text),
            [
                "main/标题",
                "main/称谓",
                "main/前言",
                "main/一",
                "main/一.1",
                "main/一.12#1",
                "main/一.13",
                "main/一.12#2",
                "main/落款.¶1",
                "main/落款.¶2"
            ]
        );
    }

    #[test]
    fn a_part_holds_its_paragraphs() {
        let text = "题\n一、甲\n段一\n段二\n二、乙\n1.项";
        let clauses = cut("main", text);
        let part = clauses.iter().find(|clause| clause.id == "main/一").unwrap();
        assert_eq!(&text[part.range.clone()], "一、甲\n段一\n段二");
        assert!(clauses.iter().any(|clause| clause.id == "main/一.¶2"));
    }
}
