//! What a column is, by its heading: a fact by id or question, what says who it is, or what a mapping says.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::fault::{Fault, FaultCode};
use super::mapping::{Mapping, Use};
use super::plain::{heading_key, plain};
use super::values::Values;
use crate::notice::{FactKind, Notice};

/// What a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The fact at this place of the notice's list.
    Fact(usize),
    /// It tells people of the list apart: a number of the unit's own.
    Key,
    /// The name of the person; two people may share one.
    Name,
    /// It goes along to the results: the unit, the department.
    Who,
    /// No rule needs it, and it is not read: an ID number, a phone number, ethnicity.
    NotRead,
    /// Somebody said that it does not matter.
    Ignored,
    /// Nobody said what it is.
    Unknown,
    /// It has no heading.
    Unnamed,
    /// Another column is the same fact.
    Doubled(usize),
}

/// The headings that are usual in any list, plain.
const KEYS: [&str; 9] =
    ["编号", "工号", "人员编号", "职工编号", "申报编号", "档案编号", "id", "no", "key"];
const NAMES: [&str; 5] = ["姓名", "名字", "申报人", "申报人姓名", "name"];
const WHO: [&str; 10] = [
    "序号",
    "单位",
    "单位名称",
    "工作单位",
    "所在单位",
    "申报单位",
    "部门",
    "科室",
    "unit",
    "department",
];
const REMARKS: [&str; 4] = ["备注", "说明", "remark", "remarks"];
/// What no rule needs, wherever it stands in a heading.
const PRIVATE: [&str; 19] = [
    "身份证",
    "证件号",
    "手机",
    "电话",
    "联系方式",
    "邮箱",
    "民族",
    "政治面貌",
    "党派",
    "宗教",
    "性别",
    "出生",
    "年龄",
    "籍贯",
    "住址",
    "婚姻",
    "phone",
    "ethnicity",
    "religion",
];

/// What headings and values mean for a notice, before a list is seen.
#[derive(Clone, Debug)]
pub struct Headings {
    /// The facts' ids, in the notice's order.
    facts: Vec<String>,
    /// The question of each, and the answers it may have.
    asked: Vec<(String, String)>,
    /// By key; from the notice's ids and questions, then from the mappings.
    known: BTreeMap<String, Role>,
    pub(super) values: Values,
}

impl Headings {
    /// Ids and questions of the notice, and what the mappings say; a later one goes before.
    ///
    /// A mapping that was read for another notice may name facts that this one has not: they are left out.
    pub fn new<'m>(notice: &Notice, mappings: impl IntoIterator<Item = &'m Mapping>) -> Headings {
        let texts: Json = serde_json::from_str(notice.texts()).unwrap_or_default();
        let mut known = BTreeMap::new();
        let usual = [(&KEYS[..], Role::Key), (&NAMES, Role::Name), (&WHO, Role::Who)];
        for (words, role) in usual.into_iter().chain([(&REMARKS[..], Role::NotRead)]) {
            known.extend(words.iter().map(|word| ((*word).to_owned(), role)));
        }
        let facts: Vec<String> = notice.rules.facts.iter().map(|fact| fact.id.clone()).collect();
        let place_of = |id: &str| facts.iter().position(|fact| fact == id);
        let mut asked = vec![(String::new(), String::new()); facts.len()];
        let questions = texts.get("facts").and_then(Json::as_array).into_iter().flatten();
        for fact in questions {
            let text = |key: &str| fact.get(key).and_then(Json::as_str).unwrap_or_default();
            if let Some(place) = place_of(text("id")) {
                known.insert(heading_key(text("id")), Role::Fact(place));
                known.insert(heading_key(text("question")), Role::Fact(place));
                if let (Some(slot), Some(fact)) =
                    (asked.get_mut(place), notice.rules.facts.get(place))
                {
                    *slot = (text("question").to_owned(), answers(&fact.kind));
                }
            }
        }
        let mut values = Values::of(&notice.rules, &texts);
        for mapping in mappings {
            for (heading, usage) in &mapping.columns {
                let role = match usage {
                    Use::Fact(id) => place_of(id).map(Role::Fact),
                    Use::Key => Some(Role::Key),
                    Use::Name => Some(Role::Name),
                    Use::Who => Some(Role::Who),
                    Use::Ignore => Some(Role::Ignored),
                };
                known.extend(role.map(|role| (heading_key(heading), role)));
            }
            for (id, typed, answer) in &mapping.values {
                if let Some(fact) = place_of(id) {
                    // one that is no answer was refused when the mapping was read
                    let _ = values.learn(fact, typed, answer);
                }
            }
        }
        Headings { facts, asked, known, values }
    }

    /// Whether a heading is known: what the row of headings is found by.
    pub fn knows(&self, heading: &str) -> bool {
        matches!(
            self.role(heading),
            Role::Fact(_) | Role::Key | Role::Name | Role::Who | Role::NotRead | Role::Ignored
        )
    }

    /// What a column of this heading is.
    pub fn role(&self, heading: &str) -> Role {
        let key = heading_key(heading);
        match self.known.get(&key) {
            Some(role) => *role,
            None if key.is_empty() => Role::Unnamed,
            None if PRIVATE.iter().any(|word| plain(heading).contains(word)) => Role::NotRead,
            None => Role::Unknown,
        }
    }

    /// The id of a fact.
    pub fn fact(&self, place: usize) -> &str {
        self.facts.get(place).map_or("", String::as_str)
    }

    /// The answers that a fact may have, in words for a mapping.
    pub(super) fn answers(&self, place: usize) -> String {
        self.asked.get(place).map_or_else(String::new, |(_, answers)| answers.clone())
    }

    /// Every fact with its question, in words for a mapping.
    pub(super) fn listed(&self) -> impl Iterator<Item = String> {
        self.facts.iter().zip(&self.asked).map(|(id, (question, _))| format!("{id}  {question}"))
    }

    /// What each column of a list is.
    pub fn columns(&self, headings: &[String]) -> Columns {
        let mut columns: Vec<Column> = headings
            .iter()
            .map(|heading| Column { heading: heading.clone(), role: self.role(heading) })
            .collect();
        let facts: Vec<usize> = columns.iter().filter_map(|column| column.role.fact()).collect();
        for column in &mut columns {
            if let Role::Fact(fact) = column.role
                && facts.iter().filter(|other| **other == fact).count() > 1
            {
                column.role = Role::Doubled(fact);
            }
        }
        Columns { columns }
    }
}

fn answers(kind: &FactKind) -> String {
    match kind {
        FactKind::Choice { ids } => ids.join(" | "),
        FactKind::YesNo => "yes | no".to_owned(),
        FactKind::Number => "0 – 99".to_owned(),
        FactKind::Date => "YYYY-MM | YYYY-MM-DD".to_owned(),
    }
}

impl Role {
    /// The fact that it is surely a column of.
    pub fn fact(self) -> Option<usize> {
        match self {
            Role::Fact(fact) => Some(fact),
            Role::Key
            | Role::Name
            | Role::Who
            | Role::NotRead
            | Role::Ignored
            | Role::Unknown
            | Role::Unnamed
            | Role::Doubled(_) => None,
        }
    }

    /// Whether what stands there is read, and so may be shown.
    pub(super) fn is_read(self) -> bool {
        match self {
            Role::Fact(_) | Role::Key | Role::Name | Role::Who | Role::Doubled(_) => true,
            Role::NotRead | Role::Ignored | Role::Unknown | Role::Unnamed => false,
        }
    }

    /// Whether it says who the person is.
    pub fn is_who(self) -> bool {
        matches!(self, Role::Key | Role::Name | Role::Who)
    }
}

/// A column of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading, as it stands in the list.
    pub heading: String,
    /// What it is.
    pub role: Role,
}

/// The columns of a list, each with what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    columns: Vec<Column>,
}

impl Columns {
    /// All, in the list's order.
    pub fn all(&self) -> &[Column] {
        &self.columns
    }

    /// The headings of those that say who a person is.
    pub fn who(&self) -> Vec<String> {
        let who = self.columns.iter().filter(|column| column.role.is_who());
        who.map(|column| column.heading.clone()).collect()
    }

    /// The name among what says who a person is.
    pub fn name_in<'w>(&self, who: &'w [String]) -> Option<&'w str> {
        let columns = self.columns.iter().filter(|column| column.role.is_who()).zip(who);
        let name = columns.into_iter().find(|(column, _)| column.role == Role::Name);
        name.map(|(_, name)| name.as_str())
    }

    /// What is wrong with the columns themselves.
    pub fn faults(&self) -> impl Iterator<Item = Fault> {
        let columns = self.columns.iter().enumerate();
        columns.filter_map(|(place, column)| {
            let code = match column.role {
                Role::NotRead => FaultCode::ColumnNotRead,
                Role::Unknown => FaultCode::ColumnUnknown,
                Role::Doubled(_) => FaultCode::ColumnDoubled,
                // one without a heading and without values is no column
                Role::Unnamed | Role::Fact(_) | Role::Key | Role::Name | Role::Who => return None,
                Role::Ignored => return None,
            };
            let column = Some(self.name(place));
            Some(Fault { row: None, column, code, value: String::new() })
        })
    }

    /// The column at a place, in words that people know: its heading, or its letter where it has none.
    pub fn name(&self, place: usize) -> String {
        match self.columns.get(place) {
            Some(column) if !column.heading.is_empty() => column.heading.clone(),
            Some(_) | None => letter(place),
        }
    }
}

/// What a spreadsheet calls a column: `A`, `Z`, `AA`.
fn letter(place: usize) -> String {
    let mut letters = Vec::new();
    let mut left = place.saturating_add(1);
    while let Some(rest) = left.checked_sub(1) {
        let digit = rest.checked_rem(26).and_then(|digit| u8::try_from(digit).ok()).unwrap_or(0);
        letters.push(char::from(b'A'.saturating_add(digit)));
        left = rest.checked_div(26).unwrap_or(0);
        if left == 0 {
            break;
        }
    }
    letters.iter().rev().collect()
}
