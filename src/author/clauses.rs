//! A source's text cut into clauses, each with the id by which it is cited. Every line is one clause.
//!
//! | the line | its id |
//! | --- | --- |
//! | `一、…` | `一`: the whole part, to the end of its last paragraph |
//! | `（一）…` | `一.(一)`: the whole section, if its line is a mere heading |
//! | `1.…`, `1、…` | `一.1`, or `一.(一).1` under a section, or `1` if there are no parts |
//! | `（1）…`, `1）…` | `一.1.(1)` |
//! | `①…` | `一.1.(1).①` |
//! | `第一章 …`, `第一条 …` | `第一章`, `第一章.第一条` |
//! | the second `12.` of part 四 | `四.12#2`; the first is then `四.12#1` |
//! | an unnumbered line under any of them | `一.¶1`, `一.1.¶1` |
//! | the first line, the line of those addressed, the lines before the first number | `标题`, `称谓`, `前言`, `前言.¶2` |
//! | a title's second line; a letterhead or a number over it; `发布时间：…` under it | `标题.¶2`; `文头`, `文号`; `题注` |
//! | unnumbered lines after the last item | `落款.¶1`, `落款.¶2` |
//! | the list of what is attached | `附件说明.¶1` |
//! | an attachment's own text | `附件1`, `附件1.标题`, `附件1.一.1`, `附件1.¶1` |
//!
//! Numbers nest by their shape alone: `一、` over `（一）` over `1.` over `（1）` over `①`. Full-width digits and brackets
//! give the same ids as plain ones.

use std::collections::BTreeMap;
use std::ops::Range;

use super::found::is_date;
use super::markers::{Marker, Rank, attachment, is_blank, marker};

/// A clause: its id and its place in the text, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clause {
    pub(super) id: String,
    pub(super) range: Range<usize>,
    /// A heading and all that stands under it: a part, a section.
    pub(super) is_part: bool,
}

impl Clause {
    /// Whether another clause stands under this heading.
    pub(super) fn holds(&self, id: &str) -> bool {
        self.is_part && id.strip_prefix(self.id.as_str()).is_some_and(|rest| rest.starts_with('.'))
    }
}

/// What a line after the head is.
enum Kind {
    Numbered(Marker),
    /// The head of an attachment's own text.
    Attached(String),
    /// An entry of the list of attachments.
    Listed,
    Plain,
}

/// A line on the way to a clause.
struct Node {
    parent: Option<usize>,
    label: String,
    line: Range<usize>,
    rank: Option<Rank>,
    /// Unnumbered paragraphs under it so far.
    paragraphs: usize,
}

/// Cuts a text; `stem` is the source's id, with which its clauses' ids begin.
pub(super) fn cut(stem: &str, text: &str) -> Vec<Clause> {
    let ranges = lines(text);
    let lines: Vec<&str> = ranges.iter().map(|range| &text[range.clone()]).collect();
    let numbered = |line: &&str| marker(line).is_some() || attachment(line).is_some();
    let first = lines.iter().position(numbered).unwrap_or(lines.len());
    let mut tree = Tree { text, nodes: Vec::new(), open: Vec::new() };
    for (label, range) in head(&lines[..first]).into_iter().zip(&ranges) {
        tree.add(None, label, range.clone(), None);
    }
    let kinds = kinds(&lines[first..]);
    let attached = kinds.iter().position(|kind| matches!(kind, Kind::Attached(_)));
    let main = &kinds[..attached.unwrap_or(kinds.len())];
    // nothing numbered comes after it but attachments
    let last = main.iter().rposition(|kind| matches!(kind, Kind::Numbered(_) | Kind::Listed));
    let (mut listed, mut closing) = (0, 0);
    for (at, (kind, range)) in kinds.iter().zip(&ranges[first..]).enumerate() {
        let range = range.clone();
        match kind {
            Kind::Numbered(marker) => tree.number(marker.rank, marker.label.clone(), range),
            Kind::Attached(label) => tree.number(Rank::Attachment, label.clone(), range),
            Kind::Listed => {
                listed += 1;
                tree.add(None, format!("附件说明.¶{listed}"), range, None);
            }
            Kind::Plain
                if at < main.len() && last <= Some(at) && (listed > 0 || tree.is_full()) =>
            {
                closing += 1;
                tree.add(None, format!("落款.¶{closing}"), range, None);
            }
            Kind::Plain => tree.paragraph(range),
        }
    }
    tree.clauses(stem)
}

/// The lines that are not blank, without the white space around them.
pub(super) fn lines(text: &str) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.trim_end_matches(is_blank).len();
        let from = start + (line.len() - line.trim_start_matches(is_blank).len());
        if from < end {
            lines.push(from..end);
        }
        start += line.len();
    }
    lines
}

/// What the lines before the first number are called.
fn head(lines: &[&str]) -> Vec<String> {
    let above = lines.iter().take_while(|line| is_letterhead(line) || is_number(line)).count();
    // a text of nothing else begins with its title all the same
    let title = if above < lines.len() { above } else { 0 };
    let addressed =
        |line: &&str| line.ends_with([':', '：']) && !line.contains('。') && !line.contains("如下");
    let mut near = lines.iter().enumerate().skip(title + 1).take(5);
    let salutation = near.find(|(_, line)| addressed(line));
    let salutation = salutation.map(|(at, _)| at);
    let (mut seen, mut labels) = (BTreeMap::new(), Vec::new());
    for (at, line) in lines.iter().enumerate() {
        let label = if at < title {
            if is_number(line) { "文号" } else { "文头" }
        } else if at == title {
            "标题"
        } else if Some(at) == salutation {
            "称谓"
        } else if salutation.is_some_and(|salutation| at < salutation) {
            if line.contains([':', '：']) || is_number(line) || is_date(line) {
                "题注"
            } else {
                "标题"
            }
        } else {
            "前言"
        };
        let count: &mut usize = seen.entry(label).or_default();
        *count += 1;
        labels.push(if *count == 1 { label.to_owned() } else { format!("{label}.¶{count}") });
    }
    labels
}

/// `克州人力资源和社会保障局文件`.
fn is_letterhead(line: &str) -> bool {
    line.ends_with("文件") && !line.contains(['，', ',', '。', '《']) && line.chars().count() <= 40
}

/// A line that is a document's number and nothing else: `克人社发〔2021〕12号`.
pub(super) fn is_number(line: &str) -> bool {
    line.ends_with('号')
        && line.contains(['〔', '[', '【', '(', '（', '［'])
        && !line.contains(['，', ',', '。', '《', '：', ':'])
        && line.chars().count() <= 30
}

fn kinds(lines: &[&str]) -> Vec<Kind> {
    let (mut dated, mut listing) = (false, false);
    let kind = |(at, line): (usize, &&str)| {
        if let Some((label, rest)) = attachment(line) {
            let is_alone = rest.is_empty();
            let next = lines.get(at + 1).and_then(|next| marker(next));
            // `附件：1.申报表`, and `附件：` over `1.申报表`
            let lists = if is_alone {
                !dated && label.chars().count() == 2 && next.is_some()
            } else {
                !dated || marker(rest).is_some()
            };
            listing = lists;
            return if lists { Kind::Listed } else { Kind::Attached(label) };
        }
        match marker(line) {
            Some(marker) if listing && marker.rank == Rank::Item => Kind::Listed,
            Some(marker) => {
                listing = false;
                Kind::Numbered(marker)
            }
            None => {
                listing = false;
                dated |= is_date(line);
                Kind::Plain
            }
        }
    };
    lines.iter().enumerate().map(kind).collect()
}

struct Tree<'t> {
    text: &'t str,
    nodes: Vec<Node>,
    /// The numbered lines that the next line may stand under, the deepest last.
    open: Vec<usize>,
}

impl Tree<'_> {
    fn add(
        &mut self,
        parent: Option<usize>,
        label: String,
        line: Range<usize>,
        rank: Option<Rank>,
    ) -> usize {
        self.nodes.push(Node { parent, label, line, rank, paragraphs: 0 });
        self.nodes.len() - 1
    }

    fn number(&mut self, rank: Rank, label: String, line: Range<usize>) {
        while self.open.last().is_some_and(|last| self.nodes[*last].rank >= Some(rank)) {
            self.open.pop();
        }
        let node = self.add(self.open.last().copied(), label, line, Some(rank));
        self.open.push(node);
    }

    fn paragraph(&mut self, line: Range<usize>) {
        let Some(parent) = self.open.last().copied() else {
            // only after a list of attachments in a text without numbers
            self.add(None, "前言".into(), line, None);
            return;
        };
        let is_next = self.nodes.len() == parent + 1;
        let of = &mut self.nodes[parent];
        let is_title =
            of.rank == Some(Rank::Attachment) && is_next && !self.text[line.clone()].contains('。');
        let label = if is_title { "标题".into() } else { format!("¶{}", of.paragraphs + 1) };
        of.paragraphs += usize::from(!is_title);
        self.add(Some(parent), label, line, None);
    }

    /// Whether the line that is open says something by itself, so that what follows at the end of a text closes it.
    fn is_full(&self) -> bool {
        let Some(open) = self.open.last().map(|open| &self.nodes[*open]) else {
            return true;
        };
        match open.rank {
            Some(Rank::Item | Rank::Point | Rank::Circle) => true,
            Some(Rank::Section | Rank::Article) => !is_heading(&self.text[open.line.clone()]),
            Some(Rank::Attachment | Rank::Chapter | Rank::Part) | None => false,
        }
    }

    fn clauses(self, stem: &str) -> Vec<Clause> {
        let mut same: BTreeMap<(Option<usize>, &str), usize> = BTreeMap::new();
        for node in &self.nodes {
            *same.entry((node.parent, &node.label)).or_default() += 1;
        }
        let mut ends: Vec<usize> = self.nodes.iter().map(|node| node.line.end).collect();
        let mut has_more = vec![false; self.nodes.len()];
        for (at, node) in self.nodes.iter().enumerate().rev() {
            if let Some(parent) = node.parent {
                ends[parent] = ends[parent].max(ends[at]);
                has_more[parent] = true;
            }
        }
        let mut seen: BTreeMap<(Option<usize>, &str), usize> = BTreeMap::new();
        let mut clauses: Vec<Clause> = Vec::new();
        for (at, node) in self.nodes.iter().enumerate() {
            let key = (node.parent, node.label.as_str());
            let before = seen.entry(key).or_default();
            *before += 1;
            let mut id = match node.parent {
                Some(parent) => format!("{}.{}", clauses[parent].id, node.label),
                None => format!("{stem}/{}", node.label),
            };
            if same.get(&key).is_some_and(|count| *count > 1) {
                id = format!("{id}#{before}");
            }
            let heads = node.rank.is_some_and(|rank| rank <= Rank::Section);
            let line = &self.text[node.line.clone()];
            let is_part = heads
                && has_more[at]
                && is_heading(line)
                && (node.rank < Some(Rank::Article) || !line.ends_with([':', '：']));
            let end = if is_part { ends[at] } else { node.line.end };
            clauses.push(Clause { id, range: node.line.start..end, is_part });
        }
        clauses
    }
}

/// Whether a line only names what follows.
fn is_heading(line: &str) -> bool {
    let line = line.trim_end_matches([':', '：']);
    !line.contains(['。', '；', ';', ':', '：', '！', '？'])
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

    #[test]
    fn numbers_nest_by_their_shape() {
        let text = "题\n一、条件\n（一）基本条件\n1.学历。\n（1）本科。\n①全日制。\n②非全日制。\n(2)大专。\n2、年限。\n\
                    (二)破格条件,符合下列之一:\n1.获奖。\n补一句。\n二、程序\n１．申报。";
        assert_eq!(
            ids(text),
            [
                "main/标题",
                "main/一",
                "main/一.(一)",
                "main/一.(一).1",
                "main/一.(一).1.(1)",
                "main/一.(一).1.(1).①",
                "main/一.(一).1.(1).②",
                "main/一.(一).1.(2)",
                "main/一.(一).2",
                "main/一.(二)",
                "main/一.(二).1",
                "main/一.(二).1.¶1",
                "main/二",
                "main/二.1",
            ]
        );
        let clauses = cut("main", text);
        let parts = clauses.iter().filter(|clause| clause.is_part).map(|clause| clause.id.as_str());
        // 一.(二) says that one of them is enough, and is to be accounted for
        assert_eq!(parts.collect::<Vec<_>>(), ["main/一", "main/一.(一)", "main/二"]);
    }

    #[test]
    fn doubled_parts_and_their_items_are_told_apart() {
        let text = "题\n一、甲\n1.a\n一、乙\n1.b\n1.c\n(1)d";
        let expected = ["标题", "一#1", "一#1.1", "一#2", "一#2.1#1", "一#2.1#2", "一#2.1#2.(1)"];
        assert_eq!(ids(text), expected.map(|id| format!("main/{id}")));
    }

    #[test]
    fn articles_stand_in_chapters_and_items_without_parts_alone() {
        assert_eq!(
            ids("办法\n第一章 总则\n第一条 甲。\n(一)乙;\n第二章 申报\n第二条 丙。"),
            ["标题", "第一章", "第一章.第一条", "第一章.第一条.(一)", "第二章", "第二章.第二条"]
                .map(|id| format!("main/{id}"))
        );
        assert_eq!(
            ids("题\n各县:\n前言。\n1.甲。\n2.乙。\n某局\n2022年5月6日"),
            ["标题", "称谓", "前言", "1", "2", "落款.¶1", "落款.¶2"].map(|id| format!("main/{id}"))
        );
    }

    #[test]
    fn what_is_attached_is_listed_and_then_stands_by_itself() {
        let text = "题\n各县:\n一、甲\n1.乙。\n附件:1.申报表\n2.条件\n某局\n2022年5月6日\n附件1\n申报表\n姓名\n\
                    附件2\n条件\n一、甲\n1.乙。\n丙。";
        assert_eq!(
            ids(text),
            [
                "标题",
                "称谓",
                "一",
                "一.1",
                "附件说明.¶1",
                "附件说明.¶2",
                "落款.¶1",
                "落款.¶2",
                "附件1",
                "附件1.标题",
                "附件1.¶1",
                "附件2",
                "附件2.标题",
                "附件2.一",
                "附件2.一.1",
                "附件2.一.1.¶1",
            ]
            .map(|id| format!("main/{id}"))
        );
    }

    #[test]
    fn heads_of_every_shape_have_a_title_and_those_addressed() {
        let text = "某局文件\n某人社发〔2022〕8号\n关于开展2022年度\n职称评审工作的通知\n发布时间:2022-05-06\n各县:\n前。\n一、甲";
        assert_eq!(
            ids(text),
            ["文头", "文号", "标题", "标题.¶2", "题注", "称谓", "前言", "一"]
                .map(|id| format!("main/{id}"))
        );
        // not the line that leads over to the first part
        assert_eq!(
            ids("题\n现将有关事项通知如下:\n一、甲"),
            ["标题", "前言", "一"].map(|id| format!("main/{id}"))
        );
    }

    #[test]
    fn a_part_without_paragraphs_or_with_a_sentence_is_a_clause_of_its_own() {
        let clauses = cut("main", "题\n一、时间:6月1日起。\n段\n二、其他");
        assert!(clauses.iter().all(|clause| !clause.is_part));
        assert_eq!(clauses.len(), 4);
    }
}
