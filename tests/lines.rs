//! Lines of many are read as single inputs are: the quick way and the long way agree on every line.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects)]

#[path = "support/long_way.rs"]
mod long_way;
#[path = "properties/reading.rs"]
#[allow(dead_code, unused_imports)]
mod reading;
mod support;

use long_way::{by_value, whole};
use reading::population::Population;
use title_precheck::{LineFormat, Lines, assess, verdicts};

/// Numbers as if by chance, by splitmix64.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % bound as u64).unwrap()
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

/// What is put in a value's place, or in between: right here, wrong there.
const SCRAPS: [&str; 33] = [
    "",
    " ",
    ",",
    ":",
    "\"",
    "{",
    "}",
    "[",
    "]",
    "\\",
    "\u{0}",
    "\u{3000}",
    "null",
    "true",
    "0",
    "-0",
    "3.0",
    "3.5",
    "100",
    "1e0",
    "1e999",
    "12345678901234567890",
    "[]",
    "{}",
    "[[[[[[[[[[]]]]]]]]]]",
    "\"unknown\"",
    "\"2021-02\"",
    "\"2021-02-29\"",
    "\"2100-12-31\"",
    "\"not-checked\"",
    "\"\\u0061kto\"",
    "\"\\ud800\"",
    "\"题\"",
];

/// Where the texts, numbers and words of a line begin and end.
fn tokens(line: &str) -> Vec<(usize, usize)> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(byte) = line.as_bytes().get(at) {
        let rest = &line[at + 1..];
        let length = match byte {
            b'"' => rest.find('"').unwrap() + 2,
            b'{' | b'}' | b'[' | b']' | b',' | b':' => 0,
            _ => rest.find([',', '}', ']']).unwrap() + 1,
        };
        if length > 0 {
            tokens.push((at, at + length));
        }
        at += length.max(1);
    }
    tokens
}

/// The line with one thing about it changed.
fn edited(line: &str, chance: &mut Chance) -> String {
    let tokens = tokens(line);
    let (start, end) = chance.pick(&tokens);
    let (other_start, other_end) = chance.pick(&tokens);
    let scrap = chance.pick(&SCRAPS);
    let replace =
        |start: usize, end: usize, put: &str| format!("{}{put}{}", &line[..start], &line[end..]);
    match chance.below(6) {
        0 | 1 => replace(start, end, scrap),
        2 => replace(start, start, scrap),
        3 => replace(start, end, &line[other_start..other_end]),
        // a stretch doubled, often a key with its value
        4 => {
            let comma = line[start..].find(',').map_or(line.len(), |length| start + length + 1);
            replace(start, start, &line[start..comma])
        }
        // a stretch lost
        _ => {
            let comma = line[start..].find(',').map_or(line.len(), |length| start + length + 1);
            replace(start, comma, "")
        }
    }
}

/// People with all that a line can hold: an id, scans, routes of interest.
fn people(count: usize) -> Vec<String> {
    let mut population = Population::new(1_949);
    let mut chance = Chance(7);
    let mut people = Vec::new();
    for place in 0..count {
        let applicant = match place % 4 {
            0 => population.applicant(),
            1 => {
                let complete = population.applicant();
                population.partial(&complete)
            }
            _ => population.ordinary(),
        };
        let id = match place % 5 {
            0 => String::new(),
            1 => format!("\"id\":{place},"),
            2 => format!("\"id\":\"克-{place}\","),
            3 => "\"id\":null,".to_owned(),
            _ => format!("\"id\":{},", chance.pick(&SCRAPS[12..23])),
        };
        let routes = chance.pick(&["", "", "\"routes\":[\"county-junior\"],", "\"routes\":[],"]);
        people.push(format!("{{{id}{routes}{}", &applicant.to_string()[1..]));
    }
    people
}

#[test]
fn a_line_is_read_as_its_value_is() {
    let notice = support::kizilsu();
    let lines = Lines::new(&notice, LineFormat::Verdicts);
    let mut chance = Chance(2_021);
    let (mut taken, mut refused) = (0, 0);
    for person in people(2_000) {
        for edits in [0, 1, 1, 1, 1] {
            let line = if edits == 0 { person.clone() } else { edited(&person, &mut chance) };
            let read = lines.read(line.as_bytes());
            let met = (read.id.map(str::to_owned), read.input);
            let expected = by_value(&notice, &line);
            assert_eq!(whole(&met), whole(&expected), "{line}");
            if met.1.is_ok() { taken += 1 } else { refused += 1 }
        }
    }
    println!("{taken} lines taken and {refused} refused alike");
    assert!(taken > 2_500 && refused > 5_000, "{taken}, {refused}");
}

#[test]
fn a_line_is_written_for_each_that_is_read() {
    let notice = support::kizilsu();
    let whole = Lines::new(&notice, LineFormat::Assessment);
    let short = Lines::new(&notice, LineFormat::Verdicts);
    for person in people(200) {
        let (id, input) = by_value(&notice, &person);
        let id = id.map_or(String::new(), |id| format!("\"id\":{id},"));
        let mut expected = Vec::new();
        match &input {
            Ok(input) => {
                expected.push(serde_json::to_string(&assess(&notice, input)).unwrap());
                let (mut routes, mut earliest) = (Vec::new(), Vec::new());
                for route in verdicts(&notice, input) {
                    routes.push(format!("\"{}\":\"{}\"", route.id, route.verdict.as_str()));
                    earliest
                        .extend(route.earliest.map(|day| format!("\"{}\":\"{day}\"", route.id)));
                }
                let (routes, earliest) = (routes.join(","), earliest.join(","));
                expected.push(format!("{{\"routes\":{{{routes}}},\"earliest\":{{{earliest}}}}}"));
            }
            Err(error) => {
                let error = serde_json::to_string(error).unwrap();
                expected = vec![format!("{{\"error\":{error}}}"); 2];
            }
        }
        for (lines, object) in [&whole, &short].into_iter().zip(expected) {
            let mut out = b"before\n".to_vec();
            assert_eq!(lines.write(person.as_bytes(), &mut out), input.is_ok());
            let expected = format!("before\n{{{id}{}\n", &object[1..]);
            assert_eq!(String::from_utf8(out).unwrap(), expected, "{person}");
        }
    }
}
