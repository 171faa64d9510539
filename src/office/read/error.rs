//! Why a list cannot be read at all: a closed list of codes, each with words for people.

use core::fmt;
use std::io;

use super::WIDEST;
use crate::author::{Words, words};

/// Why a list cannot be read, or not further.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListError {
    code: &'static str,
    words: Words,
}

impl ListError {
    /// `unreadable`, `not-a-list`, `json-array`, `encrypted-workbook`, `damaged-workbook`, `merged-cells`, `empty-list`,
    /// `heading-not-found`, `too-many-columns`, `too-large`, `no-such-place`; the codes never change.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// What is wrong and what to do, in words.
    pub fn words(&self) -> &Words {
        &self.words
    }

    pub(super) fn unreadable(error: &io::Error) -> ListError {
        let words = words!("读文件时出错：{error}", "the file cannot be read: {error}");
        ListError { code: "unreadable", words }
    }

    pub(super) fn not_a_list(what: &str) -> ListError {
        let words = words!(
            "这不是名单（看起来是 {what}）。请用 Excel 或 WPS 打开，另存为 .xlsx 或 CSV",
            "this is no list ({what}, by its content); open it in a spreadsheet and save it as .xlsx or CSV",
        );
        ListError { code: "not-a-list", words }
    }

    pub(super) fn json_array() -> ListError {
        let words = words!(
            "这是一个 JSON 数组；要的是 JSON Lines，每行一个对象",
            "this is one JSON array; JSON lines are wanted, an object on each line",
        );
        ListError { code: "json-array", words }
    }

    pub(super) fn empty() -> ListError {
        ListError {
            code: "empty-list",
            words: words!("名单里什么也没有", "there is nothing in the list"),
        }
    }

    pub(super) fn no_heading() -> ListError {
        let words = words!(
            "前 30 行里找不到表头：没有一行有两格以上的文字",
            "there is no heading among the first 30 rows: none has two cells with something in them",
        );
        ListError { code: "heading-not-found", words }
    }

    pub(super) fn too_wide() -> ListError {
        let words = words!("表头超过 {WIDEST} 列", "the heading has more than {WIDEST} columns");
        ListError { code: "too-many-columns", words }
    }

    pub(super) fn encrypted() -> ListError {
        let words = words!(
            "工作簿有打开密码：去掉密码，另存一份再试",
            "the workbook opens only with a password: save a copy without it",
        );
        ListError { code: "encrypted-workbook", words }
    }

    pub(super) fn damaged(error: &dyn fmt::Display) -> ListError {
        let words = words!(
            "工作簿打不开，可能没有下载完整或已损坏（{error}）。请用 Excel 或 WPS 打开，另存为 .xlsx",
            "the workbook is cut short or damaged ({error}); open it in a spreadsheet and save it as .xlsx",
        );
        ListError { code: "damaged-workbook", words }
    }

    pub(super) fn merged_ods() -> ListError {
        let words = words!(
            "这个 .ods 里有合并单元格，读不准：请另存为 .xlsx",
            "there are merged cells in this .ods, which cannot be told from empty ones: save it as .xlsx",
        );
        ListError { code: "merged-cells", words }
    }

    pub(super) fn too_large(limit: u64) -> ListError {
        let limit = limit >> 20;
        let words = words!(
            "工作簿解开后超过 {limit} MB，不读",
            "the workbook unpacks to more than {limit} MB and is not read",
        );
        ListError { code: "too-large", words }
    }

    /// After an error, a workbook that was being read is not there any more.
    pub(super) fn lost() -> ListError {
        ListError::damaged(&"lost")
    }

    pub(super) fn no_place() -> ListError {
        let words = words!(
            "名单在上次读到的地方之前就结束了：文件换过了",
            "the list ends before the place to go on from: it is another one"
        );
        ListError { code: "no-such-place", words }
    }
}

impl fmt::Display for ListError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words.en)
    }
}

impl std::error::Error for ListError {}

impl From<io::Error> for ListError {
    fn from(error: io::Error) -> ListError {
        ListError::unreadable(&error)
    }
}
