//! What is found for one person of a list.

use serde::{Deserialize, Serialize};

use super::fault::Fault;

/// A result as people see it, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// 可以申报.
    Meets,
    /// 符合，已截止: met, and its window is over.
    Closed,
    /// 还差时间: not met, with the first day on which it would be.
    NotYet,
    /// 缺信息.
    NeedInfo,
    /// 需人工核对.
    Human,
    /// 目前不能申报.
    No,
    /// 未判: the row has a fault.
    Undecided,
}

/// One person of a list: a row, judged or not. As JSON it is the line that machines get.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The row of the list.
    pub row: u64,
    /// What says who it is, in the order of the list's columns ([`super::Columns::who`]), as it stood there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub who: Vec<String>,
    /// What tells the person apart from others of the list: a number of the unit's, else the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Whether that is only a name, which two people may share.
    #[serde(default, skip_serializing_if = "is_false")]
    pub is_named: bool,
    /// The best result among the routes; undecided if the row could not be read whole.
    pub standing: Standing,
    /// The route it is of: absent if undecided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub best: Option<String>,
    /// Every route of the notice, in its order; none if undecided.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub routes: Vec<RouteLine>,
    /// Documents to upload that are not there, where scans were looked at.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents_missing: Vec<String>,
    /// Documents to upload whose scans cannot be read by a reviewer, each with its defects.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents_unfit: Vec<Unfit>,
    /// The routes that are met and exclude each other.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exclusive_choice: Vec<String>,
    /// The choices of the facts that a summary counts by: `workplace`, `series`, `level`; absent where not answered.
    #[serde(default)]
    pub group: Group,
    /// What is wrong with the row.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<Fault>,
}

impl Person {
    /// The key as it is compared with those of others: without white space, since 张　三 is 张三.
    pub fn compared_key(&self) -> Option<String> {
        self.key.as_deref().map(compared)
    }
}

/// What is called so, as it is compared.
pub fn compared(called: &str) -> String {
    called.split_whitespace().collect()
}

fn is_false(truth: &bool) -> bool {
    !*truth
}

/// The choices that a summary counts by.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Group {
    /// The choice of the fact `workplace`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub workplace: Option<String>,
    /// The choice of the fact `series`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub series: Option<String>,
    /// The choice of the fact `level`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
}

/// A route of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RouteLine {
    /// The route's id.
    pub id: String,
    /// How it stands.
    pub standing: Standing,
    /// The criteria (or groups) that decide: those not met, else those not known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<String>,
    /// The facts whose answers are wanting.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unanswered: Vec<String>,
    /// The first day on which it would be met, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earliest: Option<String>,
    /// The filing window.
    pub window: Window,
}

/// A filing window, as [`crate::WindowState`] on the wire.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// `upcoming`, `open`, `closed`, `unannounced`, `set-by`, `unknown`.
    pub state: String,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens: Option<String>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closes: Option<String>,
    /// Days left; 0 on the last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days_left: Option<i64>,
    /// Which authority sets it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set_by: Option<String>,
    /// The last day for filing and review together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_by: Option<String>,
}

/// A document whose scans a reviewer could not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unfit {
    /// The document's id.
    pub document: String,
    /// The blocking defects.
    pub defects: Vec<String>,
}
