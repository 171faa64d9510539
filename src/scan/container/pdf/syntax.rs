//! PDF's tokens (ISO 32000-1, 7.2 and 7.3), read where they stand.

/// Nesting deeper than this is not followed.
const DEPTH: u32 = 64;

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

/// `bytes` from the next token on: white space and comments left out.
pub(super) fn skip_space(mut bytes: &[u8]) -> &[u8] {
    loop {
        match bytes {
            [b'%', ..] => {
                let end = bytes.iter().position(|&byte| matches!(byte, 10 | 13));
                bytes = end.and_then(|end| bytes.get(end..)).unwrap_or_default();
            }
            [first, rest @ ..] if is_space(*first) => bytes = rest,
            _ => return bytes,
        }
    }
}

/// One token and what follows it. A string is one token, and so is each bracket.
pub(super) fn token(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let bytes = skip_space(bytes);
    let length = match bytes {
        [] => return None,
        [b'<', b'<', ..] | [b'>', b'>', ..] => 2,
        [b'(', ..] => string(bytes)?,
        [b'<', ..] => bytes.iter().position(|&byte| byte == b'>')?.checked_add(1)?,
        [b'/', rest @ ..] => regular(rest).checked_add(1)?,
        [first, ..] if is_delimiter(*first) => 1,
        _ => regular(bytes),
    };
    bytes.split_at_checked(length)
}

fn regular(bytes: &[u8]) -> usize {
    bytes.iter().position(|&byte| is_space(byte) || is_delimiter(byte)).unwrap_or(bytes.len())
}

/// The length of a string in parentheses, which may nest and be escaped.
fn string(bytes: &[u8]) -> Option<usize> {
    let mut depth = 0_u32;
    let mut escaped = false;
    for (place, &byte) in bytes.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'(' => depth = depth.checked_add(1)?,
            b')' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return place.checked_add(1);
                }
            }
            _ => {}
        }
    }
    None
}

/// One value and what follows it: a dictionary or array whole, a reference with its `R`.
pub(super) fn value(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let start = skip_space(bytes);
    let (first, mut rest) = token(start)?;
    let mut depth = match first {
        b"<<" | b"[" => 1_u32,
        b">>" | b"]" => return None,
        _ => {
            if let Some(after) = reference_tail(first, rest) {
                rest = after;
            }
            0
        }
    };
    while depth > 0 {
        let (next, after) = token(rest)?;
        match next {
            b"<<" | b"[" => depth = depth.checked_add(1).filter(|&depth| depth < DEPTH)?,
            b">>" | b"]" => depth = depth.checked_sub(1)?,
            // a dictionary that was never closed
            b"stream" | b"endobj" => return None,
            _ => {}
        }
        rest = after;
    }
    start.split_at_checked(start.len().checked_sub(rest.len())?)
}

/// After `12`, the rest past `0 R`.
fn reference_tail<'b>(first: &[u8], rest: &'b [u8]) -> Option<&'b [u8]> {
    number(first)?;
    let (second, rest) = token(rest)?;
    number(second)?;
    let (third, rest) = token(rest)?;
    (third == b"R").then_some(rest)
}

/// A whole number that is not negative.
pub(super) fn number(bytes: &[u8]) -> Option<u32> {
    bytes.split_first()?;
    bytes.iter().try_fold(0_u32, |sum, &byte| {
        let digit = char::from(byte).to_digit(10)?;
        sum.checked_mul(10)?.checked_add(digit)
    })
}

/// A number with a sign, its fraction cut off.
pub(super) fn signed(bytes: &[u8]) -> Option<i64> {
    let whole = bytes.split(|&byte| byte == b'.').next()?;
    let (minus, digits) = match whole.split_first()? {
        (b'-', rest) => (true, rest),
        (b'+', rest) => (false, rest),
        _ => (false, whole),
    };
    // permissions are written as unsigned 32 bits by some
    let value = i64::from(number(digits)?);
    Some(if minus { value.saturating_neg() } else { value })
}

/// The object that a reference names.
pub(super) fn reference(bytes: &[u8]) -> Option<u32> {
    let (first, rest) = token(bytes)?;
    reference_tail(first, rest)?;
    number(first)
}

/// A key and its value.
type Entry<'b> = (&'b [u8], &'b [u8]);

/// Keys and values of a dictionary, without its brackets or with them.
pub(super) fn entries(dictionary: &[u8]) -> Vec<Entry<'_>> {
    let mut entries = Vec::new();
    let mut rest = dictionary.strip_prefix(b"<<").unwrap_or(dictionary);
    while let Some((entry, after)) = first(rest) {
        entries.push(entry);
        rest = after;
    }
    entries
}

/// The first entry, and what follows it.
fn first(rest: &[u8]) -> Option<(Entry<'_>, &[u8])> {
    let (key, after) = token(rest)?;
    let key = key.strip_prefix(b"/")?;
    let (value, after) = value(after)?;
    Some(((key, value), after))
}

/// The value of a key, the last one where it stands twice; empty for none.
pub(super) fn entry<'b>(dictionary: &'b [u8], key: &[u8]) -> &'b [u8] {
    let mut found: &[u8] = &[];
    let mut rest = dictionary.strip_prefix(b"<<").unwrap_or(dictionary);
    while let Some(((known, value), after)) = first(rest) {
        if known == key {
            found = value;
        }
        rest = after;
    }
    found
}

/// The values of an array; none of what is none.
pub(super) fn items(array: &[u8]) -> Vec<&[u8]> {
    let mut items = Vec::new();
    let mut rest = array.strip_prefix(b"[").unwrap_or_default();
    while let Some((item, after)) = value(rest) {
        items.push(item);
        rest = after;
    }
    items
}

/// The bytes of a string, in parentheses or in hexadecimal.
pub(super) fn text(bytes: &[u8]) -> Vec<u8> {
    let mut text = Vec::new();
    let mut rest = bytes;
    if let Some(hex) = bytes.strip_prefix(b"<") {
        let mut high = None;
        // an odd last digit is followed by a 0
        for digit in hex.iter().chain(b"0").filter_map(|&byte| char::from(byte).to_digit(16)) {
            match high.take() {
                None => high = Some(digit),
                Some(high) => text.push((high << 4 | digit) as u8),
            }
        }
        return text;
    }
    rest = rest.strip_prefix(b"(").and_then(|rest| rest.strip_suffix(b")")).unwrap_or_default();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if byte != b'\\' {
            text.push(byte);
            continue;
        }
        let mut code = None;
        for _ in 0..3 {
            if let Some((&digit @ b'0'..=b'7', after)) = rest.split_first() {
                code = Some(code.unwrap_or(0) << 3 | digit & 7);
                rest = after;
            }
        }
        if let Some(code) = code {
            text.push(code);
            continue;
        }
        let Some((&escaped, after)) = rest.split_first() else { break };
        rest = after;
        text.push(match escaped {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 8,
            b'f' => 12,
            // the line goes on
            b'\r' => {
                rest = rest.strip_prefix(b"\n").unwrap_or(rest);
                continue;
            }
            b'\n' => continue,
            other => other,
        });
    }
    text
}
