//! What is known while a notice is compiled: its ids, its sources' clauses, the faults found.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use super::clauses::{Clause, cut};
use super::diagnostics::{Diagnostic, Diagnostics, Severity, Words};
use super::raw::{Raw, Text};
use crate::notice::TestId;

/// A source whose text is in hand.
pub(super) struct HeldSource {
    pub(super) id: String,
    pub(super) text: String,
    pub(super) clauses: Vec<Clause>,
    /// Places of clauses by their ids.
    places: BTreeMap<String, usize>,
    /// Where each clause begins, in bytes and in UTF-16 units, in the text's order.
    units: Vec<(usize, usize)>,
    /// Place of its file among the diagnostics' files.
    pub(super) file: usize,
}

impl HeldSource {
    fn new(id: String, text: String, file: usize) -> HeldSource {
        let clauses = cut(&id, &text);
        let mut places = BTreeMap::new();
        for (place, clause) in clauses.iter().enumerate() {
            places.entry(clause.id.clone()).or_insert(place);
        }
        let mut starts: Vec<usize> = clauses.iter().map(|clause| clause.range.start).collect();
        starts.sort_unstable();
        let mut at = (0, 0);
        let units = starts.into_iter().map(|start| {
            at = (start, at.1 + utf16(text.get(at.0..start)));
            at
        });
        let units = units.collect();
        HeldSource { id, text, clauses, places, units, file }
    }

    pub(super) fn clause(&self, id: &str) -> Option<&Clause> {
        self.places.get(id).and_then(|place| self.clauses.get(*place))
    }

    /// A range of bytes in UTF-16 units.
    pub(super) fn utf16(&self, range: Range<usize>) -> [usize; 2] {
        // a long text is not counted from its beginning for each quote
        let before = self.units.partition_point(|(start, _)| *start <= range.start);
        let (start, units) = before.checked_sub(1).map_or((0, 0), |before| self.units[before]);
        let first = units + utf16(self.text.get(start..range.start));
        [first, first + utf16(self.text.get(range))]
    }
}

fn utf16(part: Option<&str>) -> usize {
    part.map_or(0, |part| part.encode_utf16().count())
}

/// Ids of one kind, each with its place in the list.
pub(super) type Ids = Rc<BTreeMap<String, usize>>;

pub(super) struct Context<'r> {
    pub(super) raw: &'r Raw,
    pub(super) diagnostics: Diagnostics,
    /// Place of `notice.toml` among the diagnostics' files.
    pub(super) file: usize,
    pub(super) held: Vec<HeldSource>,
    pub(super) facts: Ids,
    /// Tests first, then criteria: one set of ids.
    pub(super) conditions: Ids,
    pub(super) groups: Ids,
    pub(super) sources: Ids,
    pub(super) authorities: Ids,
    pub(super) relaxations: Ids,
    pub(super) windows: Ids,
    pub(super) warnings: Ids,
    pub(super) routes: Ids,
    /// Clauses that something cites, with how often.
    pub(super) cited: BTreeMap<String, usize>,
    /// Place of each test or criterion of the file among the rules' tests.
    pub(super) places: Vec<TestId>,
}

impl<'r> Context<'r> {
    pub(super) fn new(
        raw: &'r Raw,
        diagnostics: Diagnostics,
        file: usize,
        texts: Vec<(String, String, usize)>,
    ) -> Context<'r> {
        let mut context = Context {
            raw,
            diagnostics,
            file,
            held: Vec::new(),
            facts: Ids::default(),
            conditions: Ids::default(),
            groups: Ids::default(),
            sources: Ids::default(),
            authorities: Ids::default(),
            relaxations: Ids::default(),
            windows: Ids::default(),
            warnings: Ids::default(),
            routes: Ids::default(),
            cited: BTreeMap::new(),
            places: Vec::new(),
        };
        context.facts = context.index("fact", raw.fact.iter().map(|f| &f.id));
        let conditions = raw.test.iter().chain(&raw.criterion).map(|c| &c.id);
        context.conditions = context.index("test or criterion", conditions);
        context.groups = context.index("group", raw.group.iter().map(|g| &g.id));
        context.sources = context.index("source", raw.source.iter().map(|s| &s.id));
        context.authorities = context.index("authority", raw.authority.iter().map(|a| &a.id));
        context.relaxations = context.index("relaxation", raw.relaxation.iter().map(|r| &r.id));
        context.windows = context.index("window", raw.window.iter().map(|w| &w.id));
        context.warnings = context.index("warning", raw.warning.iter().map(|w| &w.id));
        context.routes = context.index("route", raw.route.iter().map(|r| &r.id));
        context.index("phase", raw.phase.iter().map(|p| &p.id));
        context.index("document", raw.document.iter().map(|d| &d.id));
        context.index("step", raw.step.iter().map(|s| &s.id));
        for (id, text, file) in texts {
            context.held.push(HeldSource::new(id, text, file));
        }
        context.check_sources();
        context
    }

    pub(super) fn error(&mut self, code: &'static str, span: Range<usize>, message: Words) {
        self.fault(Severity::Error, code, span, message, None);
    }

    pub(super) fn fault(
        &mut self,
        severity: Severity,
        code: &'static str,
        span: Range<usize>,
        message: Words,
        help: Option<Words>,
    ) {
        let file = self.file;
        let fault = Diagnostic { code, severity, message, file, span, help, witness: None };
        self.diagnostics.found.push(fault);
    }

    /// Notes the ids of one kind; a doubled or malformed one is a fault.
    fn index<'t>(&mut self, kind: &str, ids: impl Iterator<Item = &'t Text>) -> Ids {
        let mut index = BTreeMap::new();
        for (place, id) in ids.enumerate() {
            self.check_id(id);
            if index.insert(id.get_ref().clone(), place).is_some() {
                let noun = noun(kind);
                let message = words!(
                    "{noun} `{}` 写了两次",
                    "the {kind} `{}` is defined twice",
                    id.get_ref()
                );
                self.error("doubled-id", id.span(), message);
            }
        }
        Rc::new(index)
    }

    pub(super) fn check_id(&mut self, id: &Text) {
        let text = id.get_ref();
        if !is_id(text) || text == "unknown" {
            let message = words!(
                "`{text}` 不能作 id：只用小写英文字母、数字和连字符 `-`",
                "`{text}` is no id: use small letters, digits and hyphens"
            );
            self.error("malformed-id", id.span(), message);
        }
    }

    /// Looks an id up; one that is not there is a fault, with the nearest that is.
    pub(super) fn look_up(&mut self, kind: &str, ids: &Ids, id: &Text) -> Option<usize> {
        let found = ids.get(id.get_ref()).copied();
        if found.is_none() {
            let noun = noun(kind);
            let message = words!("没有这个{noun}：`{}`", "there is no {kind} `{}`", id.get_ref());
            let help = nearest(id.get_ref(), ids.keys())
                .map(|near| words!("是不是 `{near}`？", "did you mean `{near}`?"));
            self.fault(Severity::Error, "undefined-id", id.span(), message, help);
        }
        found
    }

    /// A source that is held has a text, and a text belongs to a source that is held.
    fn check_sources(&mut self) {
        let raw = self.raw;
        for source in &raw.source {
            let grade = source.grade.get_ref().as_str();
            let has_text = self.held.iter().any(|held| held.id == *source.id.get_ref());
            match grade {
                "held" if !has_text => {
                    let id = source.id.get_ref();
                    let message = words!(
                        "来源 `{id}` 写的是已收录（held），可是没有它的原文",
                        "the source `{id}` is held, but there is no text of it"
                    );
                    let help = Some(words!(
                        "把原文放进 `sources/{id}.txt`",
                        "put its text into `sources/{id}.txt`"
                    ));
                    let span = source.id.span();
                    self.fault(Severity::Error, "source-text-missing", span, message, help);
                }
                "held" => {}
                "A" | "B" | "own-knowledge" | "cited" | "own-words" if has_text => {
                    let message =
                        words!("这个来源的原文已经收录", "the text of this source is in hand");
                    let help = Some(words!("写成 `grade = \"held\"`", "write `grade = \"held\"`"));
                    self.fault(Severity::Error, "source-grade", source.grade.span(), message, help);
                }
                "A" | "B" | "own-knowledge" | "cited" | "own-words" => {}
                other => {
                    let message = words!(
                        "应当是 `held`、`A`、`B`、`own-knowledge`、`cited` 或 `own-words`，这里写的是 `{other}`",
                        "expected `held`, `A`, `B`, `own-knowledge`, `cited` or `own-words`, met `{other}`"
                    );
                    self.error("source-grade", source.grade.span(), message);
                }
            }
        }
        for held in &self.held {
            if !self.sources.contains_key(&held.id) {
                self.diagnostics.found.push(Diagnostic {
                    code: "source-undefined",
                    severity: Severity::Error,
                    message: words!(
                        "没有一个 `[[source]]` 的 id 是 `{}`",
                        "no `[[source]]` has the id `{}`",
                        held.id
                    ),
                    file: held.file,
                    span: 0..0,
                    help: Some(words!(
                        "在 notice.toml 里写上这个来源，或者删掉这个文件",
                        "name it in notice.toml, or take the file away"
                    )),
                    witness: None,
                });
            }
        }
    }

    /// Finds a clause or a source, and notes that it is cited.
    pub(super) fn cite(&mut self, clause: &Text) -> bool {
        let id = clause.get_ref();
        let found = match id.split_once('/') {
            Some(_) => self.clause(id).is_some(),
            None => {
                let held = self.held.iter().any(|held| held.id == *id);
                if held {
                    let message = words!(
                        "`{id}` 的原文已经收录：要写明是哪一条",
                        "the text of `{id}` is in hand: cite the clause"
                    );
                    let help = Some(words!("比如写 `{id}/二.1`", "write for example `{id}/二.1`"));
                    let span = clause.span();
                    self.fault(Severity::Error, "clause-too-wide", span, message, help);
                    return false;
                }
                self.sources.contains_key(id)
            }
        };
        if found {
            *self.cited.entry(id.clone()).or_default() += 1;
            return true;
        }
        let clauses = self.held.iter().flat_map(|held| &held.clauses).map(|clause| &clause.id);
        let numbered = format!("{id}#1");
        let help = if self.clause(&numbered).is_some() {
            Some(words!(
                "有两条都是这个号：写 `{numbered}` 或者 `{id}#2`",
                "two items bear this number: write `{numbered}` or `{id}#2`"
            ))
        } else {
            nearest(id, clauses.chain(self.sources.keys()))
                .map(|near| words!("是不是 `{near}`？", "did you mean `{near}`?"))
        };
        let message = words!("没有这个条款或来源：`{id}`", "there is no clause or source `{id}`");
        self.fault(Severity::Error, "clause-not-found", clause.span(), message, help);
        false
    }

    pub(super) fn clause(&self, id: &str) -> Option<(&HeldSource, &Clause)> {
        let held = |held: &&HeldSource| {
            id.strip_prefix(held.id.as_str()).is_some_and(|r| r.starts_with('/'))
        };
        let held = self.held.iter().find(held)?;
        held.clause(id).map(|clause| (held, clause))
    }

    /// Finds a quote, character for character, inside its clause; gives its bytes in the source.
    pub(super) fn quote(&mut self, clause: &Text, quote: &Text) -> Option<Range<usize>> {
        let text = quote.get_ref();
        let Some((held, found)) = self.clause(clause.get_ref()) else {
            if !clause.get_ref().contains('/') {
                let message = words!(
                    "`{}` 的原文没有收录，不能引用",
                    "`{}` cannot be quoted: its text is not in hand",
                    clause.get_ref()
                );
                let help = Some(words!(
                    "用自己的话说：`words = \"…\"`",
                    "say it in our own words: `words = \"…\"`"
                ));
                self.fault(Severity::Error, "quote-not-held", quote.span(), message, help);
            }
            return None;
        };
        let inside = held.text.get(found.range.clone()).unwrap_or_default();
        if text.is_empty() {
            let message = words!("引文是空的", "an empty quote says nothing");
            self.error("quote-not-found", quote.span(), message);
            return None;
        }
        if let Some(at) = inside.find(text.as_str()) {
            let start = found.range.start + at;
            return Some(start..start + text.len());
        }
        let elsewhere = held.text.find(text.as_str()).and_then(|at| {
            let end = at + text.len();
            let holds = |clause: &&Clause| {
                !clause.is_part && clause.range.start <= at && end <= clause.range.end
            };
            held.clauses.iter().find(holds).map(|clause| clause.id.clone())
        });
        let common = longest_start(inside, text);
        let help = match (elsewhere, common) {
            (Some(clause), _) => words!("这句话在 `{clause}` 里", "it stands in `{clause}`"),
            (None, "") => words!(
                "从原文里一字不差地复制过来",
                "copy it from the text, character for character"
            ),
            (None, start) => words!(
                "原文只有前面这些字对得上：`{start}`",
                "the text agrees only up to `{start}`"
            ),
        };
        let message = words!("`{}` 里没有这句话", "this does not stand in `{}`", clause.get_ref());
        self.fault(Severity::Error, "quote-not-found", quote.span(), message, Some(help));
        None
    }
}

/// The longest start of `quote` that stands in `text`.
fn longest_start<'q>(text: &str, quote: &'q str) -> &'q str {
    let mut ends: Vec<usize> = quote.char_indices().map(|(at, _)| at).collect();
    ends.reverse();
    let starts = ends.into_iter().filter_map(|end| quote.get(..end));
    starts.into_iter().find(|start| text.contains(start)).unwrap_or("")
}

/// The id most like this one, if one is like it at all.
pub(super) fn nearest<'i>(id: &str, ids: impl Iterator<Item = &'i String>) -> Option<&'i str> {
    let near = ids.map(|other| (distance(id, other), other.as_str())).min()?;
    (near.0 <= id.chars().count() / 3).then_some(near.1)
}

/// How many letters must change to make one word of the other.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let changed = diagonal + usize::from(from != *to);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

/// Whether a text can be an id: small letters, digits and hyphens.
pub(super) fn is_id(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !text.is_empty() && text.chars().all(fits)
}

/// What a kind of thing is called in Chinese.
pub(super) fn noun(kind: &str) -> &str {
    match kind {
        "authority" => "主管部门",
        "criterion" => "条件",
        "document" => "材料",
        "fact" => "问题",
        "group" => "条件组",
        "phase" => "环节",
        "relaxation" => "放宽",
        "route" => "途径",
        "source" => "来源",
        "step" => "步骤",
        "test" => "判断",
        "test or criterion" => "判断或条件",
        "warning" => "提醒",
        "window" => "申报时间",
        other => other,
    }
}
