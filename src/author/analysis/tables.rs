//! The standards' tables: cells that cannot count, and rows that look like slips of the pen.

use super::super::context::Context;
use super::super::raw;
use super::kinds::harder;
use super::warn;
use crate::notice::{Cell, FactKind, Rules};

pub(super) fn find(context: &mut Context<'_>, rules: &Rules) {
    let raw = context.raw;
    let Some(standards) = &rules.standards else { return };
    let ids = |fact| match &rules.fact(fact).kind {
        FactKind::Choice { ids } => ids.clone(),
        FactKind::YesNo | FactKind::Number | FactKind::Date => Vec::new(),
    };
    let (levels, titles) = (ids(standards.level), ids(standards.held));
    for (written, table) in raw.standard.iter().zip(&standards.tables) {
        for (name, cells) in &written.rows {
            let Some(level) = levels.iter().position(|level| level == name.get_ref()) else {
                continue;
            };
            let Some(row) = table.rows.get(level) else { continue };
            // how high the title applied for stands among those that can be held
            let own = titles.iter().position(|title| title == name.get_ref());
            let mut first: Option<usize> = None;
            let mut before: Option<Cell> = None;
            for (cell, text) in row.iter().zip(cells.get_ref()) {
                let (met, level) = (text.get_ref(), name.get_ref());
                if let Some(title) = cell.title() {
                    let title = title.index();
                    if own.is_some_and(|own| title >= own) {
                        let message = words!(
                            "`{level}` 一行要的是“{met}”：不比申报的级别低",
                            "the row `{level}` asks for `{met}`, a title not below the level applied for",
                        );
                        let code = "cell-title-not-below";
                        warn(context, code, text.span(), message, None, None);
                    } else if first.is_some_and(|first| first != title) {
                        let message = words!(
                            "`{level}` 一行里要的职称不一样：“{met}”",
                            "the row `{level}` asks for different titles: `{met}`",
                        );
                        let code = "row-titles-differ";
                        warn(context, code, text.span(), message, None, None);
                    }
                    first = first.or(Some(title));
                }
                if before.is_some_and(|before| harder(*cell, before)) {
                    let message = words!(
                        "`{level}` 一行里，学历高的反而要得多：“{met}”",
                        "in the row `{level}` a higher degree asks for more: `{met}`",
                    );
                    let help = words!(
                        "一行从低学历到高学历写；看年数有没有写错",
                        "a row runs from low degrees to high; look for a slip in the years",
                    );
                    warn(context, "row-gets-harder", text.span(), message, Some(help), None);
                }
                before = Some(*cell);
            }
        }
    }
    sources(context);
}

/// A table comes from a document that somebody has seen, and each document gives one.
fn sources(context: &mut Context<'_>) {
    let raw = context.raw;
    let grade_of = |standard: &raw::Standard| {
        let id = standard.source.get_ref();
        let source = raw.source.iter().find(|source| source.id.get_ref() == id);
        source.map_or("", |source| source.grade.get_ref().as_str())
    };
    for (at, standard) in raw.standard.iter().enumerate() {
        let id = standard.source.get_ref();
        if raw.standard[..at].iter().any(|other| other.source.get_ref() == id) {
            let message = words!(
                "来源 `{id}` 有两张表，页面只说得出一张",
                "the source `{id}` has two tables, and the page tells of one",
            );
            let help = words!(
                "看来源是不是写错了；真是一份文件，把系列写进同一张表",
                "look for a slip in the source; if it is one document, put the series into one table",
            );
            let code = "standard-source-twice";
            warn(context, code, standard.source.span(), message, Some(help), None);
        }
        let grade = grade_of(standard);
        if ["cited", "own-words"].contains(&grade) {
            let message = words!(
                "表里的数字出自 `{id}`，可它的等级是 `{grade}`：没有人看到过原文",
                "the table's numbers come from `{id}`, of grade `{grade}`: nobody has seen its text",
            );
            let help = words!(
                "看到过原文或转载的，等级写 `A` 或 `B`",
                "where its text or a copy was seen, the grade is `A` or `B`",
            );
            let code = "standard-not-seen";
            warn(context, code, standard.source.span(), message, Some(help), None);
        }
    }
}
