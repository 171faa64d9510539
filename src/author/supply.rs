//! A later text written into a folder: its source, what it settles, and the edition that it makes.
//!
//! What a form knows is all that is wanted; the clause is found by the quote.

use serde::Deserialize;
use toml::de::DeTable;

use super::Folder;
use super::clauses::cut;
use super::context::is_id;
use super::diagnostics::Words;

/// What a form says of a later text. Several may be said of the same text, one after the other.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Told {
    /// The source's id, `2021-08-10-health`; the file will be `sources/ID.txt`.
    pub source: String,
    /// The text's title.
    pub title: String,
    /// Its document number, if it has one.
    #[serde(default)]
    pub number: String,
    /// The whole text.
    pub text: String,
    /// The words that say so, character for character.
    pub quote: String,
    /// Clauses of the text in which there is no rule.
    #[serde(default)]
    pub informative: Vec<String>,
    /// By fact, the choices that it is about; of everybody if empty.
    #[serde(default)]
    pub whom: Vec<(String, Vec<String>)>,
    /// What it settles.
    pub settles: Settles,
}

/// What a later text settles.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Settles {
    /// The filing window of some routes, or of all.
    Window {
        /// The routes' ids.
        routes: Vec<String>,
        /// First day.
        opens: String,
        /// Last day.
        closes: String,
    },
    /// A fact that nobody is asked any more.
    Fact {
        /// The fact's id.
        fact: String,
        /// A choice's id, or `yes` or `no`.
        value: String,
    },
}

impl Folder {
    /// The folder with a later text in it. The rules are added at the end; nothing else of the file changes but its edition.
    ///
    /// # Errors
    /// What is wrong with the form, for its author.
    pub fn supplemented(&self, told: &Told) -> Result<Folder, Words> {
        let tree = DeTable::parse(&self.notice).map_err(|_| {
            words!(
                "`notice.toml` 有写法错误，先改好再添加补充通知",
                "`notice.toml` is not well-formed: mend that before a supplement is added"
            )
        })?;
        let tree = tree.get_ref();
        let id = told.source.as_str();
        if !is_id(id) {
            return Err(words!(
                "编号 `{id}` 只能用小写字母、数字和连字符",
                "the id `{id}` may have small letters, digits and hyphens only"
            ));
        }
        if matches!(&told.settles, Settles::Window { opens, closes, .. } if closes < opens) {
            return Err(words!("截止日期比开始日期早", "the last day lies before the first"));
        }
        let title = told.title.trim();
        if title.is_empty() {
            return Err(words!("请填补充通知的标题", "the later text needs a title"));
        }
        let quote = told.quote.trim();
        let cut = cut(id, &told.text);
        let holds = |clause: &&super::clauses::Clause| {
            let inside = told.text.get(clause.range.clone()).unwrap_or_default();
            !clause.is_part && !quote.is_empty() && inside.contains(quote)
        };
        let Some(clause) = cut.iter().find(holds) else {
            return Err(words!(
                "引文不在补充通知的任何一段里：请在原文里选中一段话，不要跨段",
                "the quote stands in no paragraph of the later text: select words of one paragraph"
            ));
        };

        let supplements = tree.get("supplement").and_then(|list| list.get_ref().as_array());
        let text_of = |table: &toml::Spanned<toml::de::DeValue<'_>>, key: &str| {
            let value = table.get_ref().as_table().and_then(|table| table.get(key));
            value.and_then(|value| value.get_ref().as_str()).map(str::to_owned)
        };
        let last = supplements.and_then(|list| list.last());
        let same = last.and_then(|last| text_of(last, "source")).is_some_and(|it| it == id);
        let there = self.sources.get(id);
        if !same && there.is_some() {
            return Err(words!(
                "编号 `{id}` 已经有了，请换一个",
                "there is a source `{id}` already: choose another id"
            ));
        }
        if same && there.is_some_and(|text| *text != told.text) {
            return Err(words!(
                "`{id}` 的原文和已经保存的不一样",
                "the text of `{id}` is another than the one that is kept"
            ));
        }

        let mut folder = self.clone();
        let mut added = String::new();
        if !same {
            let head = tree.get("notice").and_then(|head| head.get_ref().as_table());
            let edition = head.and_then(|head| head.get("edition")).ok_or_else(|| {
                words!("`[notice]` 里没有 `edition`", "`[notice]` has no key `edition`")
            })?;
            let number = edition.get_ref().as_str().and_then(|text| text.parse::<u32>().ok());
            let next = number.unwrap_or(1) + 1;
            folder.notice.replace_range(edition.span(), &format!("\"{next}\""));
            added.push_str(&format!(
                "\n# ---------------------------------------------------------------- 补充通知：{title}\n\n[[source]]\nid = \"{id}\"\ntitle = {}\n",
                toml_text(title)
            ));
            if !told.number.trim().is_empty() {
                added.push_str(&format!("number = {}\n", toml_text(told.number.trim())));
            }
            added.push_str("grade = \"held\"\n");
            let none = |clause: &&super::clauses::Clause| told.informative.contains(&clause.id);
            for clause in cut.iter().filter(none) {
                added.push_str(&format!(
                    "\n[[account]]\nclause = {}\nas = \"informative\"\n",
                    toml_text(&clause.id)
                ));
            }
            added.push_str(&format!("\n[[supplement]]\nsource = \"{id}\"\nedition = \"{next}\"\n"));
            folder.sources.insert(id.to_owned(), told.text.clone());
        }
        let whom: Vec<String> = told
            .whom
            .iter()
            .filter(|(_, choices)| !choices.is_empty())
            .map(|(fact, choices)| format!("{fact} = {}", list(choices)))
            .collect();
        let whom = if whom.is_empty() {
            String::new()
        } else {
            format!("where = {{ {} }}\n", whom.join(", "))
        };
        match &told.settles {
            Settles::Window { routes, opens, closes } => {
                added.push_str("\n[[supplement.window]]\n");
                if !routes.is_empty() {
                    added.push_str(&format!("routes = {}\n", list(routes)));
                }
                added.push_str(&whom);
                added.push_str(&format!(
                    "state = \"dates\"\nopens = {}\ncloses = {}\n",
                    toml_text(opens),
                    toml_text(closes)
                ));
            }
            Settles::Fact { fact, value } => {
                added.push_str(&format!(
                    "\n[[supplement.fact]]\nfact = {}\nvalue = {}\n{whom}",
                    toml_text(fact),
                    toml_text(value)
                ));
            }
        }
        added.push_str(&format!(
            "clause = {}\nquote = {}\n",
            toml_text(&clause.id),
            toml_text(quote)
        ));
        if !folder.notice.ends_with('\n') {
            folder.notice.push('\n');
        }
        folder.notice.push_str(&added);
        Ok(folder)
    }
}

/// A text as TOML writes it: JSON's escapes are among its own.
fn toml_text(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn list(ids: &[String]) -> String {
    let ids: Vec<String> = ids.iter().map(|id| toml_text(id)).collect();
    format!("[{}]", ids.join(", "))
}
