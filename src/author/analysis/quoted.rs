//! Quotes: whole phrases, and given wherever the text is in hand.

use std::ops::Range;

use super::super::context::Context;
use super::super::diagnostics::Words;
use super::super::raw::{self, Text};
use super::warn;

/// What a table cites, with its quote.
type Cited<'r> = (&'r Text, Option<&'r Text>);

/// Everything that cites a clause and may quote it.
fn cited(raw: &raw::Raw) -> Vec<Cited<'_>> {
    let mut all: Vec<Cited<'_>> = Vec::new();
    for criterion in &raw.criterion {
        all.extend(criterion.clause.iter().map(|clause| (clause, criterion.quote.as_ref())));
    }
    macro_rules! add {
        ($($list:expr),*) => {
            $(all.extend($list.map(|one| (&one.clause, one.quote.as_ref())));)*
        };
    }
    add!(
        raw.group.iter(),
        raw.relaxation.iter(),
        raw.exclusivity.iter(),
        raw.route.iter(),
        raw.window_rules(),
        raw.document.iter(),
        raw.not_needed.iter(),
        raw.step.iter(),
        raw.warning.iter(),
        raw.caution.iter(),
        raw.supplement.iter().flat_map(|later| &later.fact)
    );
    for route in &raw.route {
        let quote = |id: &Text| route.quotes.get(id.get_ref().as_str());
        all.extend(route.clauses.iter().map(|(id, clause)| (clause, quote(id))));
    }
    all
}

pub(super) fn find(context: &mut Context<'_>) {
    let raw = context.raw;
    let mut found: Vec<(&'static str, Range<usize>, Words, Words)> = Vec::new();
    for (clause, quote) in cited(raw) {
        let Some((held, place)) = context.clause(clause.get_ref()) else { continue };
        let id = clause.get_ref();
        let Some(quote) = quote else {
            let message = words!("引用了 `{id}`，却没有引文", "`{id}` is cited and not quoted");
            let help = words!(
                "原文在手里的，用 `quote` 逐字引用作依据的那句话",
                "its text is in hand: quote the words that the rule rests on",
            );
            found.push(("quote-missing", clause.span(), message, help));
            continue;
        };
        let text = held.text.get(place.range.clone()).unwrap_or_default();
        if let Some(message) = cut_short(text, quote.get_ref()) {
            let help = words!(
                "引到整句话或整个短语：两头都到标点为止，括号和引号成对",
                "quote a whole phrase: from one mark of punctuation to another, brackets in pairs",
            );
            found.push(("quote-cut-short", quote.span(), message, help));
        }
    }
    for (code, span, message, help) in found {
        warn(context, code, span, message, Some(help), None);
    }
}

/// A letter or numeral, or a mark that joins two: a phrase does not end beside it.
fn joins(c: char) -> bool {
    c.is_alphanumeric() || ['-', '—', '–', '－', '·', '~', '～'].contains(&c)
}

/// So long at most is what counts as one item of a list: beside a `、` it may stand alone.
const LONGEST_ITEM: usize = 16;

/// What is wrong with the ends of a quote, wherever it stands in its clause.
fn cut_short(clause: &str, quote: &str) -> Option<Words> {
    let (first, last) = (quote.chars().next()?, quote.chars().next_back()?);
    if let Some(open) = unpaired(quote) {
        return Some(words!("引文里的“{open}”没有配对", "`{open}` has no partner in the quote"));
    }
    const APART: [char; 8] = [',', '，', '、', ';', '；', ':', '：', '。'];
    if APART.contains(&first) {
        return Some(words!("引文以“{first}”开头", "the quote begins with `{first}`"));
    }
    // a full stop may end what is quoted
    if last != '。' && APART.contains(&last) {
        return Some(words!("引文以“{last}”结尾", "the quote ends with `{last}`"));
    }
    // a bracket belongs to the word before it, and a list is quoted whole or one of it alone
    const OPEN: [char; 4] = ['(', '（', '“', '‘'];
    const CLOSE: [char; 4] = [')', '）', '”', '’'];
    let lists = quote.contains('、') || quote.chars().count() > LONGEST_ITEM;
    let mut cut = None;
    for (at, _) in clause.match_indices(quote) {
        let before = clause.get(..at).and_then(|text| text.chars().next_back());
        let after = clause.get(at + quote.len()..).and_then(|text| text.chars().next());
        let begins = before.filter(|before| {
            joins(*before) && (joins(first) || OPEN.contains(&first)) || *before == '、' && lists
        });
        // 一是 …, 二是 …: what follows is a phrase of its own
        let listed = |before: &str| {
            let mut chars = before.chars();
            let numeral = chars.next().is_some_and(|c| "一二三四五六七八九十".contains(c));
            numeral && chars.as_str() == "是"
        };
        let begins = begins.filter(|_| !listed(phrase_before(clause, at)));
        let ends = after.filter(|after| {
            joins(*after) && (joins(last) || CLOSE.contains(&last)) || *after == '、' && lists
        });
        match (begins, ends) {
            (None, None) => return None,
            (Some(_), _) => {
                let missing = phrase_before(clause, at);
                cut = Some(words!(
                    "引文从一句话的中间开始：前面还有“{missing}”",
                    "the quote begins within a phrase: before it stands `{missing}`",
                ));
            }
            (None, Some(_)) => {
                let missing = phrase_after(clause, at + quote.len());
                cut = Some(words!(
                    "引文在一句话的中间断了：后面还有“{missing}”",
                    "the quote ends within a phrase: after it stands `{missing}`",
                ));
            }
        }
    }
    cut
}

fn phrase_before(clause: &str, at: usize) -> &str {
    let before = clause.get(..at).unwrap_or_default();
    let before = before.strip_suffix('、').unwrap_or(before);
    let start = before.char_indices().rev().find(|(_, c)| !joins(*c));
    before.get(start.map_or(0, |(at, c)| at + c.len_utf8())..).unwrap_or_default()
}

fn phrase_after(clause: &str, at: usize) -> &str {
    let after = clause.get(at..).unwrap_or_default();
    let after = after.strip_prefix('、').unwrap_or(after);
    after.split(|c| !joins(c)).next().unwrap_or_default()
}

/// A bracket or quotation mark whose partner does not stand in the quote.
fn unpaired(quote: &str) -> Option<char> {
    const PAIRS: [(char, char); 8] = [
        ('(', ')'),
        ('（', '）'),
        ('《', '》'),
        ('〔', '〕'),
        ('“', '”'),
        ('‘', '’'),
        ('【', '】'),
        ('[', ']'),
    ];
    let mut open: Vec<char> = Vec::new();
    for c in quote.chars() {
        if let Some((_, close)) = PAIRS.iter().find(|(open, _)| *open == c) {
            open.push(*close);
        } else if PAIRS.iter().any(|(_, close)| *close == c) && open.pop() != Some(c) {
            return Some(c);
        }
    }
    open.first().and_then(|close| PAIRS.iter().find(|(_, c)| c == close)).map(|(open, _)| *open)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_is_a_whole_phrase() {
        let clause = "1.符合条件的(含正高级)人员,均可申报。评审结果公示";
        for whole in ["符合条件的(含正高级)人员", "均可申报", "评审结果公示"] {
            assert!(cut_short(clause, whole).is_none(), "{whole}");
        }
        for cut in [
            "符合条件的(含正高级)人",
            "合条件的(含正高级)人员",
            "含正高级)",
            "(含正高级)",
            "均可申",
            "人员,",
            "评审结果公",
        ] {
            assert!(cut_short(clause, cut).is_some(), "{cut}");
        }
    }

    #[test]
    fn a_quote_that_stands_twice_may_be_cut_in_one_place() {
        assert!(cut_short("报高级职称,高级职称", "高级职称").is_none());
    }
}
