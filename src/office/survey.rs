//! A look through a list: what its columns are, what of them cannot be read; and the mapping that somebody completes.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::cell::{Cell, Record};
use super::fault::FaultCode;
use super::headings::{Columns, Headings, Role};
use super::judge::{cell_of, is_input, shown};
use super::plain::without_numbers;
use crate::author::Language;
use crate::value::Value;

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surveyed {
    /// Its heading, or its letter where it has none.
    pub heading: String,
    /// What it is.
    pub role: Role,
    /// How many rows have something there.
    pub filled: u64,
    /// The first few different texts; none of a column that is not read.
    pub samples: Vec<String>,
    /// What cannot be read, the most frequent first; at most [`MOST`] different ones are told apart.
    pub unread: Vec<Unread>,
}

/// A value that is no answer to its column's fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// As it stands there.
    pub value: String,
    /// Why not.
    pub code: FaultCode,
    /// In how many rows.
    pub rows: u64,
}

/// So many values that cannot be read are told apart in a column.
pub const MOST: usize = 200;
const SAMPLES: usize = 3;

/// A look through a list, record by record.
#[derive(Clone, Debug)]
pub struct Survey {
    headings: Headings,
    columns: Vec<Surveyed>,
    /// Places by heading, for lines of JSON.
    places: BTreeMap<String, usize>,
    rows: u64,
}

impl Survey {
    /// Begins with the columns that a list has; lines of JSON have theirs in each line.
    pub fn new(headings: &Headings, columns: &Columns) -> Survey {
        let all = columns.all().iter().enumerate();
        let columns = all.map(|(place, column)| surveyed(columns.name(place), column.role));
        Survey {
            headings: headings.clone(),
            columns: columns.collect(),
            places: BTreeMap::new(),
            rows: 0,
        }
    }

    /// Takes in a record.
    pub fn look(&mut self, record: &Record) {
        self.rows = self.rows.saturating_add(1);
        match record {
            Record::Row(row) => {
                for (place, cell) in row.cells.iter().enumerate() {
                    self.take(place, cell);
                }
            }
            Record::Line { text, .. } => {
                let value = std::str::from_utf8(text).ok();
                let value = value.and_then(|text| serde_json::from_str::<Value>(text).ok());
                if let Some(Value::Object(entries)) = value
                    && !is_input(&entries)
                {
                    for (heading, value) in &entries {
                        let place = self.place_of(heading);
                        self.take(place, &cell_of(value));
                    }
                }
            }
        }
    }

    fn place_of(&mut self, heading: &str) -> usize {
        if let Some(place) = self.places.get(heading) {
            return *place;
        }
        let place = self.columns.len();
        self.columns.push(surveyed(heading.to_owned(), self.headings.role(heading)));
        self.places.insert(heading.to_owned(), place);
        place
    }

    fn take(&mut self, place: usize, cell: &Cell) {
        let Some(column) = self.columns.get_mut(place) else {
            return;
        };
        if cell.is_empty() {
            return;
        }
        column.filled = column.filled.saturating_add(1);
        if column.role == Role::NotRead {
            return;
        }
        let text = shown(cell);
        let sample = without_numbers(&text);
        if column.samples.len() < SAMPLES && !column.samples.iter().any(|it| *it == sample) {
            column.samples.push(sample.clone().into_owned());
        }
        // nobody says of a number of somebody's what it means
        if sample != text {
            return;
        }
        let Some(fact) = column.role.fact() else {
            return;
        };
        if let Err(code) = self.headings.values.read(fact, cell) {
            let known = column.unread.iter_mut().find(|unread| unread.value == text);
            if let Some(unread) = known {
                unread.rows = unread.rows.saturating_add(1);
            } else if column.unread.len() < MOST {
                column.unread.push(Unread { value: text, code, rows: 1 });
            }
        }
    }

    /// How many records were looked at.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// What was found of each column, in the list's order.
    pub fn columns(&self) -> Vec<Surveyed> {
        let mut columns = self.columns.clone();
        for column in &mut columns {
            column.unread.sort_by(|a, b| b.rows.cmp(&a.rows).then(a.value.cmp(&b.value)));
        }
        columns
    }

    /// A mapping for this list: what is known is written out, what is not is left for somebody to say.
    pub fn draft(&self, language: Language) -> String {
        let zh = language == Language::Chinese;
        let say = |zh_words: &str, en_words: &str| if zh { zh_words } else { en_words }.to_owned();
        let mut out = String::new();
        let mut line = |text: String| {
            let _ = writeln!(out, "{text}");
        };
        line(say(
            "# 这份名单的列对照表。改好以后：precheck batch 通知 名单 --columns 这个文件 -o 结果.xlsx",
            "# What the columns of this list are. When it is complete: precheck batch NOTICE LIST --columns THIS -o OUT.xlsx",
        ));
        line(say(
            "# 右边写事实的 id（下面列着），或者 key 人员编号、name 姓名、who 原样写进结果、ignore 不用",
            "# At the right: a fact's id (listed below), or key, name, who (goes along to the results), ignore",
        ));
        line(say(
            "# 以 # 开头的行不算数：在 \"\" 里写上以后，去掉行首的 #",
            "# A line that begins with # counts for nothing: write what is meant between \"\" and take the # away",
        ));
        line("\n[columns]".to_owned());
        let columns = self.columns();
        let mut named = BTreeSet::new();
        for column in &columns {
            let heading = quoted(&column.heading);
            // a mapping says of a heading once what it is
            if column.role != Role::Unnamed && !named.insert(one_line(&column.heading)) {
                let what = say(
                    "又一列叫这个名字：要分开说，先在表里改名",
                    "another column is called so: rename it in the list to tell them apart",
                );
                line(format!("# {heading}  # {what}"));
                continue;
            }
            let samples = match column.samples.is_empty() {
                true => String::new(),
                false => format!("  # {}", one_line(&column.samples.join(" | "))),
            };
            line(match column.role {
                Role::Fact(fact) => {
                    format!("{heading} = {}{samples}", quoted(self.headings.fact(fact)))
                }
                Role::Key => format!("{heading} = \"key\"{samples}"),
                Role::Name => format!("{heading} = \"name\"{samples}"),
                Role::Who => format!("{heading} = \"who\"{samples}"),
                Role::Ignored => format!("{heading} = \"ignore\""),
                Role::NotRead => {
                    format!(
                        "# {heading}  {}",
                        say("没有条件用到，不读", "no rule needs it: not read")
                    )
                }
                Role::Unknown => format!("# {heading} = \"\"{samples}"),
                Role::Unnamed => {
                    format!(
                        "# {heading}  {}",
                        say("没有列名：先在表里写上", "no heading: write one in the list")
                    )
                }
                Role::Doubled(fact) => format!(
                    "# {heading} = {}  # {}",
                    quoted(self.headings.fact(fact)),
                    say(
                        "有两列是它，另一列写 ignore",
                        "two columns are this; make the other ignore"
                    )
                ),
            });
        }
        // a fact's values stand in one table: in lines of JSON it may have several keys
        let mut by_fact: BTreeMap<usize, Vec<Unread>> = BTreeMap::new();
        for column in &columns {
            let Some(fact) = column.role.fact().filter(|_| !column.unread.is_empty()) else {
                continue;
            };
            let of_fact = by_fact.entry(fact).or_default();
            for unread in &column.unread {
                match of_fact.iter_mut().find(|known| known.value == unread.value) {
                    Some(known) => known.rows = known.rows.saturating_add(unread.rows),
                    None => of_fact.push(unread.clone()),
                }
            }
        }
        for (fact, unread) in by_fact {
            line(format!("\n[values.{}]", self.headings.fact(fact)));
            line(format!("# {}", self.headings.answers(fact)));
            for unread in unread {
                let code = unread.code.as_str();
                line(format!("# {} = \"\"  # {code}, {} ×", quoted(&unread.value), unread.rows));
            }
        }
        line(say("\n# 事实：", "\n# The facts:"));
        for fact in self.headings.listed() {
            line(format!("#   {fact}"));
        }
        out
    }
}

fn surveyed(heading: String, role: Role) -> Surveyed {
    Surveyed { heading, role, filled: 0, samples: Vec::new(), unread: Vec::new() }
}

/// A text of TOML.
fn quoted(text: &str) -> String {
    toml::Value::String(one_line(text)).to_string()
}

/// In a comment, or between quotes, everything stands on one line.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
