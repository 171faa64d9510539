//! What changed from one notice to another, in words: clause by clause, rule by rule, and rules that did not
//! change although the clause they cite did.
//!
//! Rules are compared as the tables of the file, so that a key is never left out because it is new.

use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

use super::diagnostics::{Diagnostics, Language, Words};
use super::likeness::{Pair, lines, marked, pair};
use super::malformed::malformed;
use super::rulings::{self, shown};
use super::{Folder, outline, stale};
use crate::notice::Notice;

/// What changed, in sentences.
#[derive(Clone, Debug, Default)]
pub struct Difference {
    /// Which two notices were compared.
    pub of: Option<(String, String)>,
    /// Clauses that are new, gone, renumbered, or whose words changed.
    pub clauses: Vec<Words>,
    /// Rules that are new, gone or changed, a sentence for each key.
    pub rules: Vec<Words>,
    /// Rules that stayed although the words they cite changed.
    pub check: Vec<Words>,
}

/// A notice on one side of a comparison.
pub(super) struct Side {
    pub(super) table: Table,
    /// The texts in hand, by source.
    pub(super) sources: BTreeMap<String, String>,
}

impl Folder {
    /// What changed from this folder to a later one.
    ///
    /// # Errors
    /// The fault, if a `notice.toml` is no TOML, with 0 for this folder and 1 for the other. Other faults do not matter here.
    pub fn differ(&self, later: &Folder) -> Result<Difference, (usize, Diagnostics)> {
        let side = |(at, folder): (usize, &Folder)| {
            let table = folder.notice.parse::<Table>().map_err(|error| {
                let mut diagnostics = Diagnostics::default();
                let file = diagnostics.add_file("notice.toml", &*folder.notice);
                diagnostics.found.push(malformed(file, &folder.notice, &error));
                (at, diagnostics)
            })?;
            Ok(Side { table, sources: folder.sources.clone() })
        };
        Ok(compare(&side((0, self))?, &side((1, later))?))
    }
}

/// What changed from one compiled notice to another. Packs do not name tests, so that these are not compared one by one.
pub fn differ_packs(old: &Notice, new: &Notice) -> Difference {
    compare(&outline::side(old), &outline::side(new))
}

impl Difference {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty() && self.rules.is_empty() && self.check.is_empty()
    }

    /// The whole of it as text.
    pub fn render(&self, language: Language) -> String {
        let pick = |zh: &'static str, en: &'static str| match language {
            Language::Chinese => zh,
            Language::English => en,
        };
        let mut out = String::new();
        if let Some((old, new)) = &self.of {
            out.push_str(&format!("{old} → {new}\n"));
        }
        if self.is_empty() {
            out.push_str(pick(
                "条款和规则都没有变化\n",
                "nothing has changed in clauses and rules\n",
            ));
            return out;
        }
        let parts = [
            (
                &self.clauses,
                pick(
                    "条款（【旧→新】改了，【+…】加了，【-…】删了）",
                    "Clauses (【old→new】 changed, 【+…】 added, 【-…】 gone)",
                ),
                pick("条款的文字没有变化", "no clause has changed its words"),
            ),
            (&self.rules, pick("规则", "Rules"), pick("规则没有变化", "no rule has changed")),
            (
                &self.check,
                pick(
                    "条款变了，规则没有变：请核对",
                    "The clause has changed and the rule has not: please check",
                ),
                pick("没有这样的规则", "there is no such rule"),
            ),
        ];
        for (said, title, none) in parts {
            out.push_str(&format!("\n{title}\n"));
            if said.is_empty() {
                out.push_str(&format!("  {none}\n"));
            }
            for words in said {
                out.push_str(&format!("- {}\n", words.in_language(language)));
            }
        }
        out
    }
}

/// The same sentence in both languages.
pub(super) fn both(say: impl Fn(Language) -> String) -> Words {
    Words { zh: say(Language::Chinese), en: say(Language::English) }
}

pub(super) fn pick<'t>(language: Language, zh: &'t str, en: &'t str) -> &'t str {
    match language {
        Language::Chinese => zh,
        Language::English => en,
    }
}

fn compare(old: &Side, new: &Side) -> Difference {
    let mut difference = Difference { of: Some((title(old), title(new))), ..Difference::default() };
    let mut known = Clauses::default();
    for id in old.sources.keys().chain(new.sources.keys()).collect::<BTreeSet<_>>() {
        let cut = |side: &Side| side.sources.get(id).map(|text| lines(id, text));
        match (cut(old), cut(new)) {
            (Some(before), Some(after)) => {
                let pairs = pair(before, after);
                known.note(&pairs);
                difference.clauses.extend(pairs.iter().filter_map(|pair| known.sentence(pair)));
            }
            (before, after) => {
                let is_new = after.is_some();
                let count = before.or(after).map_or(0, |lines| lines.len());
                difference.clauses.push(both(|language| match (language, is_new) {
                    (Language::Chinese, true) => {
                        format!("来源 `{id}` 的原文是新加的，{count} 条（段）")
                    }
                    (Language::Chinese, false) => {
                        format!("来源 `{id}` 的原文没有了，原有 {count} 条（段）")
                    }
                    (Language::English, true) => {
                        format!("the text of `{id}` is new, {count} clauses")
                    }
                    (Language::English, false) => {
                        format!("the text of `{id}` is gone, it had {count} clauses")
                    }
                }));
            }
        }
    }
    let (said, changed) = rulings::compare(old, new, &known);
    difference.rules = said;
    difference.check = stale::find(old, new, &known, changed);
    difference
}

fn title(side: &Side) -> String {
    let head = side.table.get("notice").and_then(Value::as_table);
    let text = |key: &str| head.and_then(|head| head.get(key)).map(shown).unwrap_or_default();
    format!("{} [{}]", text("id"), text("edition"))
}

/// How the clauses of the old texts stand in the new ones.
#[derive(Default)]
pub(super) struct Clauses {
    /// Where an old clause is now.
    pub(super) moved: BTreeMap<String, String>,
    /// New ids of clauses whose words changed.
    pub(super) changed: BTreeSet<String>,
    /// Every id of the new texts whose clause has another id in the old ones, or is new.
    pub(super) strange: BTreeSet<String>,
    pub(super) gone: BTreeSet<String>,
    /// All ids of the new texts, in their order.
    pub(super) order: Vec<String>,
}

impl Clauses {
    fn note(&mut self, pairs: &[Pair]) {
        self.order.extend(pairs.iter().filter_map(|pair| Some(pair.new.as_ref()?.id.clone())));
        for pair in pairs {
            match (&pair.old, &pair.new) {
                (Some(old), Some(new)) => {
                    self.moved.insert(old.id.clone(), new.id.clone());
                    if pair.is_changed() {
                        self.changed.insert(new.id.clone());
                    }
                    if old.id != new.id {
                        self.strange.insert(new.id.clone());
                    }
                }
                (None, Some(new)) => drop(self.strange.insert(new.id.clone())),
                (Some(old), None) => drop(self.gone.insert(old.id.clone())),
                (None, None) => {}
            }
        }
    }

    /// Where a clause that was cited is to be found now: its own id if it is not known to have another.
    pub(super) fn now<'c>(&'c self, old: &'c str) -> &'c str {
        self.moved.get(old).map_or(old, String::as_str)
    }

    fn sentence(&self, pair: &Pair) -> Option<Words> {
        let short = |text: &str| {
            let start: String = text.chars().take(50).collect();
            if start.len() < text.len() { format!("{start}…") } else { start }
        };
        match (&pair.old, &pair.new) {
            (Some(old), Some(new)) => {
                let place = self.place(&old.id, &new.id);
                if !pair.is_changed() {
                    let text = short(&new.text);
                    return place.map(|place| {
                        both(|language| {
                            let place = place.in_language(language);
                            format!(
                                "{place}{}{text}",
                                pick(language, "，文字没有变：", ", its words unchanged: ")
                            )
                        })
                    });
                }
                let words = marked(old.body(), new.body());
                Some(both(|language| match &place {
                    Some(place) => {
                        let place = place.in_language(language);
                        format!(
                            "{place}{}{words}",
                            pick(language, "，文字也改了：", ", and its words changed: ")
                        )
                    }
                    None => {
                        format!("`{}` {}{words}", new.id, pick(language, "改了：", "changed: "))
                    }
                }))
            }
            (None, Some(new)) => Some(both(|language| {
                format!(
                    "`{}` {}{}",
                    new.id,
                    pick(language, "是新加的：", "is new: "),
                    short(&new.text)
                )
            })),
            (Some(old), None) => Some(both(|language| {
                format!(
                    "{} `{}` {}{}",
                    pick(language, "原", "the old"),
                    old.id,
                    pick(language, "没有了：", "is gone: "),
                    short(&old.text)
                )
            })),
            (None, None) => None,
        }
    }

    /// Says that a clause has another id, unless it only went along with the part it stands in.
    fn place(&self, old: &str, new: &str) -> Option<Words> {
        let split = |id: &str| match id.rsplit_once('.') {
            Some((parent, own)) => (parent.to_owned(), own.to_owned()),
            None => (String::new(), id.to_owned()),
        };
        let ((old_parent, old_own), (new_parent, new_own)) = (split(old), split(new));
        let same_parent = self.now(&old_parent) == new_parent;
        if old == new || (same_parent && old_own == new_own) {
            return None;
        }
        Some(both(|language| {
            let renumbered = pick(language, "改号为", "is now numbered");
            let moved = pick(language, "移到", "moved to");
            format!("`{old}` {} `{new}`", if same_parent { renumbered } else { moved })
        }))
    }
}
