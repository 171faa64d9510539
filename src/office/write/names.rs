//! Names of sheets: what a spreadsheet allows, each once.

use std::collections::HashSet;

use super::safe::beginning;

/// The most UTF-16 units of a name.
const LONGEST: usize = 31;

/// The names that are taken.
#[derive(Debug, Default)]
pub(super) struct Names(HashSet<String>);

impl Names {
    /// A name like the one that is wanted; with a number where that one is taken.
    pub(super) fn give(&mut self, wanted: &str) -> String {
        let wanted = allowed(wanted);
        let numbered = (2_u32..).map(|number| {
            let end = format!(" {number}");
            format!("{}{end}", beginning(&wanted, LONGEST.saturating_sub(end.len())))
        });
        let first = beginning(&wanted, LONGEST);
        let mut names = std::iter::once(first).chain(numbered);
        // capitals make no difference to a spreadsheet
        let free = names.find(|name| !self.0.contains(&name.to_lowercase()));
        let name = free.unwrap_or_default();
        self.0.insert(name.to_lowercase());
        name
    }
}

fn allowed(name: &str) -> String {
    let refused = |letter: char| {
        matches!(letter, '[' | ']' | ':' | '*' | '?' | '/' | '\\') || letter.is_control()
    };
    let name = name.replace(refused, "-");
    // an apostrophe at either end is refused, and `History` is the spreadsheet's own
    let name = name.trim_matches(|letter: char| letter == '\'' || letter.is_whitespace());
    if name.is_empty() || name.eq_ignore_ascii_case("history") {
        return format!("{name}-");
    }
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_allowed_short_and_each_given_once() {
        let mut names = Names::default();
        for (wanted, given) in [
            ("名单", "名单"),
            ("名单", "名单 2"),
            ("名单", "名单 3"),
            ("a/b:[c]?*\\", "a-b--c----"),
            ("A-B--C----", "A-B--C---- 2"),
            ("'quoted'", "quoted"),
            ("", "-"),
            ("History", "History-"),
            (
                "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二",
                "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十…",
            ),
            (
                "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二",
                "一二三四五六七八九十一二三四五六七八九十一二三四五六七八… 2",
            ),
        ] {
            assert_eq!(names.give(wanted), given);
        }
    }
}
