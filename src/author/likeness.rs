//! Which clause of one text is which of another, by how alike their words are; and what changed in those words.

use std::collections::BTreeMap;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::clauses::cut;
use super::markers::{is_blank, marker};

/// A clause's own line.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) id: String,
    /// With its number.
    pub(super) text: String,
}

impl Line {
    /// Without its number, which may change while the clause does not.
    pub(super) fn body(&self) -> &str {
        let length = marker(&self.text).map_or(0, |marker| marker.length);
        self.text.get(length..).unwrap_or_default().trim_matches(is_blank)
    }
}

/// The clauses of a text, each with its own line.
pub(super) fn lines(source: &str, text: &str) -> Vec<Line> {
    let line = |clause: super::clauses::Clause| {
        let text = text.get(clause.range).unwrap_or_default();
        Line { id: clause.id, text: text.lines().next().unwrap_or_default().to_owned() }
    };
    cut(source, text).into_iter().map(line).collect()
}

/// A clause before and after.
#[derive(Clone, Debug)]
pub(super) struct Pair {
    pub(super) old: Option<Line>,
    pub(super) new: Option<Line>,
}

impl Pair {
    /// Whether the words are others, numbers aside.
    pub(super) fn is_changed(&self) -> bool {
        match (&self.old, &self.new) {
            (Some(old), Some(new)) => old.body() != new.body(),
            (Some(_), None) | (None, Some(_)) | (None, None) => true,
        }
    }
}

/// Pairs the clauses of two texts, in the order of the new one; a clause that is gone stands where it stood.
pub(super) fn pair(old: Vec<Line>, new: Vec<Line>) -> Vec<Pair> {
    let grams = |lines: &[Line]| lines.iter().map(|line| bigrams(line.body())).collect::<Vec<_>>();
    let (old_grams, new_grams) = (grams(&old), grams(&new));
    let mut scores: Vec<(f64, usize, usize, usize)> = Vec::new();
    for (from, before) in old.iter().enumerate() {
        for (to, after) in new.iter().enumerate() {
            let same_id = before.id == after.id;
            let alike = if before.body() == after.body() {
                1.0
            } else {
                likeness(&old_grams[from], &new_grams[to])
            };
            // a title, a date: there is one of it, whatever it says
            let is_one = same_id && is_frame(&before.id);
            if alike >= 0.5 || (same_id && alike >= 0.3) || is_one {
                let score = alike
                    + if is_one {
                        1.0
                    } else if same_id {
                        0.15
                    } else {
                        0.0
                    };
                scores.push((score, from.abs_diff(to), from, to));
            }
        }
    }
    scores.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2, a.3).cmp(&(b.1, b.2, b.3))));
    let mut to_of: Vec<Option<usize>> = vec![None; old.len()];
    let mut from_of: Vec<Option<usize>> = vec![None; new.len()];
    for (_, _, from, to) in scores {
        if to_of[from].is_none() && from_of[to].is_none() {
            (to_of[from], from_of[to]) = (Some(to), Some(from));
        }
    }
    // places in the new text; what is gone follows what it followed
    let mut placed: Vec<((usize, usize), Pair)> = Vec::new();
    let mut after = 0;
    for (from, line) in old.iter().enumerate() {
        match to_of[from] {
            Some(to) => after = to + 1,
            None => placed.push(((after, from + 1), Pair { old: Some(line.clone()), new: None })),
        }
    }
    for (to, line) in new.into_iter().enumerate() {
        let old = from_of[to].map(|from| old[from].clone());
        placed.push(((to + 1, 0), Pair { old, new: Some(line) }));
    }
    placed.sort_by_key(|(place, _)| *place);
    placed.into_iter().map(|(_, pair)| pair).collect()
}

/// A clause of a text's frame, of which there is one.
fn is_frame(id: &str) -> bool {
    let inside = id.split_once('/').map_or("", |(_, inside)| inside);
    ["标题", "称谓", "文号"].contains(&inside)
}

type Grams = BTreeMap<(char, char), usize>;

fn bigrams(text: &str) -> Grams {
    let chars: Vec<char> = text.chars().filter(|c| !is_blank(*c)).collect();
    let mut grams = Grams::new();
    for pair in chars.windows(2) {
        *grams.entry((pair[0], pair[1])).or_default() += 1;
    }
    grams
}

/// How much of two texts is the same, from 0 to 1 (Dice's measure over pairs of characters).
fn likeness(a: &Grams, b: &Grams) -> f64 {
    let count = |grams: &Grams| grams.values().sum::<usize>();
    let both: usize = a.iter().map(|(gram, count)| (*count).min(*b.get(gram).unwrap_or(&0))).sum();
    let all = count(a) + count(b);
    // counts of characters in a notice are far below 2^52
    if all == 0 { 0.0 } else { 2.0 * both as f64 / all as f64 }
}

/// Numbers and Latin words whole, other characters one by one.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let of = |fits: fn(&char) -> bool| rest.find(|c| !fits(&c)).unwrap_or(rest.len());
        let length = if first.is_ascii_digit() {
            of(char::is_ascii_digit)
        } else if first.is_ascii_alphabetic() {
            of(char::is_ascii_alphabetic)
        } else {
            first.len_utf8()
        };
        let (token, after) = rest.split_at(length);
        tokens.push(token);
        rest = after;
    }
    tokens
}

/// How much of what stays the same is shown on each side of a change, in characters.
const AROUND: usize = 14;

/// A new text with its changes in the line: `【7月15日→7月20日】`, `【+加了】`, `【-删了】`.
pub(super) fn marked(old: &str, new: &str) -> String {
    let (before, after) = (tokens(old), tokens(new));
    let join = |tokens: &[&str]| tokens.concat();
    // what stays, or what is there before and after
    let mut pieces: Vec<(String, String, bool)> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &before, &after) {
        let (from, to) = (join(&before[op.old_range()]), join(&after[op.new_range()]));
        let stays = matches!(op, DiffOp::Equal { .. });
        pieces.push((from, to, stays));
    }
    // a character or two that stay between changes only make them hard to read
    let mut merged: Vec<(String, String, bool)> = Vec::new();
    for (at, (from, to, stays)) in pieces.iter().enumerate() {
        let between = at > 0 && at + 1 < pieces.len();
        let stays = *stays && !(between && tokens(from).len() <= 2);
        match merged.last_mut() {
            Some(last) if !last.2 && !stays => {
                last.0.push_str(from);
                last.1.push_str(to);
            }
            _ => merged.push((from.clone(), to.clone(), stays)),
        }
    }
    let mut out = String::new();
    let last = merged.len().saturating_sub(1);
    for (at, (from, to, stays)) in merged.iter().enumerate() {
        if *stays {
            let chars: Vec<char> = to.chars().collect();
            let text = |chars: &[char]| chars.iter().collect::<String>();
            let (head, tail) = (at > 0, at < last);
            let most = AROUND * (usize::from(head) + usize::from(tail)) + 1;
            if chars.len() <= most {
                out.push_str(to);
                continue;
            }
            if head {
                out.push_str(&text(&chars[..AROUND]));
            }
            out.push('…');
            if tail {
                out.push_str(&text(&chars[chars.len() - AROUND..]));
            }
        } else if from.is_empty() {
            out.push_str(&format!("【+{to}】"));
        } else if to.is_empty() {
            out.push_str(&format!("【-{from}】"));
        } else {
            out.push_str(&format!("【{from}→{to}】"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(old: &str, new: &str) -> Vec<(String, String, bool)> {
        let id = |line: &Option<Line>| {
            line.as_ref().map_or("-".to_owned(), |line| line.id[2..].to_owned())
        };
        pair(lines("m", old), lines("m", new))
            .iter()
            .map(|pair| (id(&pair.old), id(&pair.new), pair.is_changed()))
            .collect()
    }

    fn expected(rows: &[(&str, &str, bool)]) -> Vec<(String, String, bool)> {
        rows.iter().map(|(old, new, changed)| ((*old).into(), (*new).into(), *changed)).collect()
    }

    #[test]
    fn clauses_are_paired_by_their_words_and_not_by_their_numbers() {
        let old = "通知\n一、条件\n1.从事本专业工作满四年的可以申报。\n2.在乡镇工作的人员放宽年限。\n3.弄虚作假的取消资格。";
        let new = "通知\n一、条件\n1.援疆人员由派出单位推荐申报。\n2.从事本专业工作满五年的可以申报。\n二、纪律\n1.弄虚作假的取消资格。";
        assert_eq!(
            pairs(old, new),
            expected(&[
                ("标题", "标题", false),
                ("一", "一", false),
                ("-", "一.1", true),
                ("一.1", "一.2", true),
                ("一.2", "-", true),
                ("-", "二", true),
                ("一.3", "二.1", false),
            ])
        );
    }

    #[test]
    fn the_same_words_twice_are_paired_in_their_order() {
        let text = "通知\n一、条件\n1.同上。\n2.同上。";
        assert!(pairs(text, text).iter().all(|(old, new, changed)| old == new && !changed));
    }

    #[test]
    fn changed_words_are_marked_in_the_line() {
        assert_eq!(
            marked("7月15日-8月15日申报", "6月1日-6月20日申报"),
            "【7月15日-8月15→6月1日-6月20】日申报"
        );
        assert_eq!(marked("满四年", "满四年以上"), "满四年【+以上】");
        assert_eq!(marked("可以酌情放宽", "可以放宽"), "可以【-酌情】放宽");
        let long = "专业技术人员可以登录平台进行注册、填写资料并且逐级上报,截止时间为";
        assert_eq!(
            marked(&format!("{long}8月15日"), &format!("{long}8月31日")),
            "…并且逐级上报,截止时间为8月【15→31】日"
        );
    }
}
