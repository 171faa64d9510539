//! TOML that is not of the form expected, said so that those understand it who do not know TOML.

use std::ops::Range;

use super::context::nearest;
use super::diagnostics::{Diagnostic, Severity, Words};

/// Punctuation of Chinese keyboards, with what TOML reads.
const FULL_WIDTH: [(char, char); 15] = [
    ('“', '"'),
    ('”', '"'),
    ('‘', '\''),
    ('’', '\''),
    ('＂', '"'),
    ('＝', '='),
    ('，', ','),
    ('、', ','),
    ('［', '['),
    ('］', ']'),
    ('【', '['),
    ('】', ']'),
    ('｛', '{'),
    ('｝', '}'),
    ('＃', '#'),
];

/// What the reader of TOML says: an unknown key, a missing one, a value of another type, a slip of the pen.
pub(crate) fn malformed(file: usize, text: &str, error: &toml::de::Error) -> Diagnostic {
    let message = error.message().lines().next().unwrap_or_default();
    let span = error.span().unwrap_or(0..0);
    let of_form =
        ["unknown field", "missing field", "duplicate field", "invalid type", "invalid value"];
    // what is of the form of TOML has its punctuation right
    if !of_form.iter().any(|known| message.starts_with(known))
        && let Some((at, met, meant)) = full_width(text, span.start)
    {
        let words = words!(
            "这里是全角的 `{met}`，程序认不出来",
            "this is a full-width `{met}`, which cannot be read"
        );
        let help =
            words!("切换到英文输入法，改成 `{meant}`", "type `{meant}`, as on an English keyboard");
        return fault("full-width", file, at..at + met.len_utf8(), words, Some(help));
    }
    let (code, words, help) = said(message);
    fault(code, file, span, words, help)
}

/// A fault of the whole file, in the words of whoever found it.
pub(super) fn of_file(file: usize, message: &str) -> Diagnostic {
    let words = Words { zh: message.to_owned(), en: message.to_owned() };
    fault("malformed-toml", file, 0..0, words, None)
}

fn fault(
    code: &'static str,
    file: usize,
    span: Range<usize>,
    message: Words,
    help: Option<Words>,
) -> Diagnostic {
    let (severity, witness) = (Severity::Error, None);
    Diagnostic { code, severity, message, file, span, help, witness }
}

/// The first full-width mark outside quotation marks on the line of a byte, with what was meant.
fn full_width(text: &str, at: usize) -> Option<(usize, char, char)> {
    let at = at.min(text.len());
    // the reader gives up behind the mark, perhaps at the end of its line
    let from = text.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
    let line = text.get(from..)?.lines().next()?;
    let mut open: Option<char> = None;
    for (place, letter) in line.char_indices() {
        match open {
            Some(quote) if quote == letter => open = None,
            Some(_) => {}
            None if letter == '"' || letter == '\'' => open = Some(letter),
            None if letter == '#' => return None,
            None => {
                if let Some((met, meant)) = FULL_WIDTH.iter().find(|(met, _)| *met == letter) {
                    return Some((from + place, *met, *meant));
                }
            }
        }
    }
    None
}

/// A message of the reader's, as a code, in words, and what to do.
fn said(message: &str) -> (&'static str, Words, Option<Words>) {
    let (what, expected) = message.split_once(", expected ").unwrap_or((message, ""));
    let named = ticked(what).next();
    if let (true, Some(key)) = (what.starts_with("unknown field"), named) {
        let known: Vec<String> = ticked(expected).map(str::to_owned).collect();
        let help = match nearest(key, known.iter()) {
            Some(near) => words!("是不是 `{near}`？", "did you mean `{near}`?"),
            None => {
                let known = known.join("`, `");
                words!("这里可以写 `{known}`", "here may stand `{known}`")
            }
        };
        return (
            "unknown-key",
            words!("没有 `{key}` 这个键", "there is no key `{key}`"),
            Some(help),
        );
    }
    if let (true, Some(key)) = (what.starts_with("missing field"), named) {
        let help = words!("补上 `{key} = …`", "add `{key} = …`");
        return (
            "key-missing",
            words!("这里少了 `{key}`", "the key `{key}` is missing"),
            Some(help),
        );
    }
    let malformed = |words, help| ("malformed-toml", words, Some(help));
    if let Some(met) = what.strip_prefix("invalid type: ").or(what.strip_prefix("invalid value: "))
    {
        let (zh, zh_expected) = (type_in_chinese(met), type_in_chinese(expected));
        let expected = plain(expected);
        return (
            "malformed-toml",
            words!("这里应当是{zh_expected}，写的是{zh}", "expected {expected}, met {met}"),
            None,
        );
    }
    if what.starts_with("duplicate") {
        return malformed(
            words!("这个键在同一张表里写了两次", "duplicate key: it stands twice in one table"),
            words!(
                "去掉一个；要写新的一项，先另起一行写 `[[…]]`",
                "take one away; a new entry begins with its `[[…]]`"
            ),
        );
    }
    if what.starts_with("invalid basic string") || what.starts_with("invalid literal string") {
        return malformed(
            words!(
                "这段文字没有结束，或者里面有不能写的字符",
                "this text does not end, or a character in it cannot be read"
            ),
            words!(
                "前后各要一个英文引号 `\"`，写在同一行；文字里面的英文引号写成 `\\\"`",
                "an ASCII `\"` before and after it, on one line; a `\"` inside is written `\\\"`"
            ),
        );
    }
    if what.starts_with("string values must be quoted") {
        return malformed(
            words!("文字要放在英文引号里", "a text stands between quotation marks"),
            words!("写成 `键 = \"文字\"`", "write `key = \"text\"`"),
        );
    }
    if what.starts_with("key with no value") || what.starts_with("unquoted keys cannot be empty") {
        return malformed(
            words!(
                "这一行看不懂：应当是 `键 = 值`",
                "this line cannot be read: expected `key = value`"
            ),
            words!(
                "注释前面写 `#`；文字放在英文引号里",
                "a comment begins with `#`; a text stands between quotation marks"
            ),
        );
    }
    if what.starts_with("unclosed") {
        return malformed(
            words!("前面的方括号或花括号没有结束", "a bracket before this is not closed"),
            words!("补上 `]` 或 `}}`", "add the `]` or `}}`"),
        );
    }
    if what.starts_with("missing comma") {
        return malformed(
            words!("两项之间少了逗号", "a comma is missing between two entries"),
            words!("补上英文的 `,`", "add a `,`"),
        );
    }
    if what.starts_with("unexpected key or value") {
        return malformed(
            words!("这一行后面多出了东西", "something stands behind the end of this line's value"),
            words!(
                "一行只写一个 `键 = 值`；文字里面的英文引号写成 `\\\"`",
                "one `key = value` a line; a `\"` inside a text is written `\\\"`"
            ),
        );
    }
    ("malformed-toml", words!("TOML 写法有误：{message}", "malformed TOML: {message}"), None)
}

/// What stands between backticks.
fn ticked(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// A type as the reader names it, in words that are not Rust's.
fn plain(expected: &str) -> String {
    match expected {
        "u8" | "u16" | "u32" => "a whole number from 0 on".to_owned(),
        other if other.starts_with("struct ") => "a table".to_owned(),
        other => other.to_owned(),
    }
}

fn type_in_chinese(named: &str) -> String {
    let kinds = [
        ("string", "文字"),
        ("a string", "文字（放在英文引号里）"),
        ("integer", "整数"),
        ("u8", "整数"),
        ("u16", "整数"),
        ("u32", "整数"),
        ("floating point", "小数"),
        ("boolean", "是非"),
        ("a boolean", "`true` 或 `false`"),
        ("sequence", "列表"),
        ("a sequence", "列表 `[ … ]`"),
        ("map", "表"),
        ("a map", "表 `{ … }`"),
        ("struct", "表"),
        ("datetime", "日期（日期要放在英文引号里）"),
        ("the id of a choice", "一个选项的 id，或者 0 到 99 的数"),
    ];
    let kind = kinds.iter().filter(|(kind, _)| named.starts_with(kind));
    let kind = kind.max_by_key(|(kind, _)| kind.len()).map_or(named, |(_, words)| *words);
    match ticked(named).next().or(named.split('"').nth(1)) {
        Some(value) => format!("{kind} `{value}`"),
        None => kind.to_owned(),
    }
}
