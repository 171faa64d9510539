//! Invented notices of any size: a part of the text for each route, an item of it for each
//! criterion, a fact for each, of every kind in turn.

#![allow(dead_code)]

use std::fmt::Write;

/// Criteria of a route: an item's number has two digits at most.
pub const A_ROUTE: usize = 99;

const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// A number up to 109, as parts of a text are numbered.
fn numeral(number: usize) -> String {
    let (tens, one) = (number % 100 / 10, number % 10);
    let hundred = if number < 100 { "" } else { "一百" };
    let tens = match (tens, number < 100) {
        (0, true) => String::new(),
        (0, false) => "零".into(),
        (1, true) => "十".into(),
        _ => format!("{}十", DIGITS[tens]),
    };
    let one = if one == 0 { "" } else { DIGITS[one] };
    format!("{hundred}{tens}{one}")
}

/// A notice of so many criteria, and of as many facts, up to 10,000: `notice.toml`, and the text of
/// the source `main`.
pub fn notice(criteria: usize) -> (String, String) {
    let (mut text, mut facts, mut tests, mut rules, mut routes) =
        (String::new(), String::new(), String::new(), String::new(), String::new());
    text += "关于某年度职称评审工作的通知\n各单位:\n在网上申报。现将有关事项通知如下:\n";
    for place in 0..criteria {
        let (part, item) = (numeral(place / A_ROUTE + 1), place % A_ROUTE + 1);
        if item == 1 {
            writeln!(text, "{part}、第{}类人员", place / A_ROUTE + 1).unwrap();
        }
        writeln!(text, "{item}.第{place:05}项符合的,可以申报。").unwrap();
        let (kind, more) = match place % 4 {
            0 => ("yes-no", String::new()),
            // hangs on the fact before it
            1 => (
                "choice",
                format!(
                    "asked_if = \"is-{:05}\"\nchoices = [{{ id = \"a\", label = \"甲\" }}, {{ id = \"b\", label = \"乙\" }}, {{ id = \"c\", label = \"丙\" }}]\n",
                    place - 1
                ),
            ),
            2 => ("number", String::new()),
            _ => ("date", "not_after = [\"today\"]\n".to_owned()),
        };
        let cites = format!("clause = \"main/{part}.{item}\"\n");
        writeln!(
            facts,
            "[[fact]]\nid = \"f-{place:05}\"\nkind = \"{kind}\"\nquestion = \"第{place:05}项?\"\nwhy = \"要看。\"\n{more}{cites}"
        )
        .unwrap();
        let test = match place % 4 {
            0 => "kind = \"choice\"\nyes = [\"yes\"]\n",
            1 => "kind = \"choice\"\nyes = [\"a\", \"b\"]\n",
            2 => "kind = \"number\"\nat_least = 3\n",
            _ => "kind = \"years\"\nyears = 4\n",
        };
        if place % 4 == 0 {
            writeln!(tests, "[[test]]\nid = \"is-{place:05}\"\n{test}fact = \"f-{place:05}\"\n")
                .unwrap();
        }
        writeln!(
            rules,
            "[[criterion]]\nid = \"c-{place:05}\"\n{test}fact = \"f-{place:05}\"\nlabel = \"第{place:05}项\"\n{cites}quote = \"第{place:05}项符合的\"\n"
        )
        .unwrap();
    }
    for (number, first) in (0..criteria).step_by(A_ROUTE).enumerate() {
        let last = criteria.min(first + A_ROUTE);
        let ids: Vec<String> = (first..last).map(|place| format!("\"c-{place:05}\"")).collect();
        let part = numeral(number + 1);
        writeln!(
            routes,
            "[[route]]\nid = \"r-{number:03}\"\nname = \"第{}类\"\nabout = \"第{}类。\"\nkind = \"local\"\nkind_name = \"本地\"\nchannel = \"网上\"\nchannel_certain = true\nwindow = \"w\"\nclause = \"main/{part}.1\"\nquote = \"可以申报\"\ncriteria = [{}]\n",
            number + 1,
            number + 1,
            ids.join(", ")
        )
        .unwrap();
    }
    let head = "format = 1\n\n[notice]\nid = \"grown-2022\"\nedition = \"1\"\nname = \"某年度职称评审\"\nyear = 2022\nissued = \"2022-04-20\"\nissuer = \"某局\"\n\n[[source]]\nid = \"main\"\ntitle = \"关于某年度职称评审工作的通知\"\ngrade = \"held\"\n";
    let window = "[[window]]\nid = \"w\"\n\n[[window.rule]]\nstate = \"unannounced\"\nclause = \"main/前言\"\nquote = \"在网上申报\"\n";
    let accounts = "[[account]]\nclause = \"main/标题\"\nas = \"informative\"\n\n[[account]]\nclause = \"main/称谓\"\nas = \"informative\"\n\n";
    ([head, &facts, &tests, &rules, &routes, window, accounts].join("\n"), text)
}

/// Somebody who answered everything, in the notice's order; every eighth criterion is not met, for
/// want of time.
pub fn complete(criteria: usize) -> String {
    let answer = |place: usize| {
        let answer = match place % 8 {
            0 | 4 => "true",
            1 | 5 => "\"a\"",
            2 | 6 => "5",
            3 => "\"2019-05\"",
            _ => "\"2016-03-01\"",
        };
        format!("\"f-{place:05}\":{answer}")
    };
    let answers: Vec<String> = (0..criteria).map(answer).collect();
    format!("{{\"today\":\"2022-06-01\",\"answers\":{{{}}}}}", answers.join(","))
}

/// Somebody who has come half of the way: nothing is answered after it.
pub fn half(criteria: usize) -> String {
    complete(criteria / 2)
}

/// Somebody who answered nothing.
pub fn nobody() -> String {
    "{\"today\":\"2022-06-01\"}".to_owned()
}
