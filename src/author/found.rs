//! What an author looks for in a notice's text: days, numbers of years, documents, websites. Candidates only:
//! what they mean is for a person to say. Phone numbers and people are left where they are.

use std::ops::Range;

use super::markers::{is_blank, plain};

/// A candidate, with its place in the text, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) range: Range<usize>,
    pub(super) what: What,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// `2021年7月15日`: `2021-07-15`, with an hour if one is said.
    Day { day: String, at: Option<String> },
    /// `7月15日—8月15日`, with the hour of the last day.
    Days { opens: String, closes: String, at: Option<String> },
    /// `2021年7月`: `2021-07`.
    Month(String),
    /// `满3年`, `不满60周岁`.
    Years(u8),
    /// `6个月`.
    Months(u8),
    /// `《…》(新人社发〔2013〕101号)`; the number with the brackets that official numbers have.
    Document { number: String, title: Option<String> },
    /// `《…》` without a number.
    Title(String),
    /// `www.xjzcsq.com`.
    Site(String),
}

/// Everything that is found in a text, in its order; `year` is that of days without one.
pub(super) fn find(text: &str, year: Option<u16>) -> Vec<Found> {
    let scan = Scan::of(text);
    let mut found = scan.documents();
    found.extend(scan.times(year));
    found.extend(sites(text));
    found.sort_by_key(|found| (found.range.start, found.range.end));
    found
}

/// The day that a text is, if it is a day and nothing else: `2021年7月14日`, `二〇二一年七月十四日`.
pub(super) fn day_of(text: &str) -> Option<String> {
    let scan = Scan::of(text);
    let (date, next) = scan.date(0)?;
    let (Some(_), Part::Day(_)) = (date.year, date.part) else {
        return None;
    };
    if next == scan.chars.len() { date.first(None) } else { None }
}

/// Whether a line is a date and nothing else.
pub(super) fn is_date(line: &str) -> bool {
    day_of(line).is_some()
}

/// The characters of a text, digits plain, blanks left out but between letters and digits.
struct Scan<'t> {
    text: &'t str,
    chars: Vec<(usize, char)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Day(u32),
    Whole,
    /// `月底`
    End,
    /// `上旬`, `中旬`, `下旬`: first and last day, the last month's own for 下旬.
    Third(u32, u32),
}

#[derive(Clone, Copy, Debug)]
struct Date {
    year: Option<u16>,
    month: u32,
    part: Part,
}

impl Date {
    fn last_of_month(year: u16, month: u32) -> u32 {
        match month {
            2 if year.is_multiple_of(4)
                && (!year.is_multiple_of(100) || year.is_multiple_of(400)) =>
            {
                29
            }
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }

    /// The day, or the first of several; no year at all is written as such.
    fn written(&self, year: Option<u16>, last: bool) -> Option<String> {
        let year = self.year.or(year);
        let length = Date::last_of_month(year.unwrap_or(2000), self.month);
        let day = match self.part {
            Part::Day(day) => day,
            Part::Whole if !last => 1,
            Part::Whole | Part::End => length,
            Part::Third(first, end) => {
                if last {
                    end.min(length)
                } else {
                    first
                }
            }
        };
        if !(1..=12).contains(&self.month) || day == 0 || day > length {
            return None;
        }
        let year = year.map_or("YYYY".to_owned(), |year| format!("{year:04}"));
        Some(format!("{year}-{:02}-{day:02}", self.month))
    }

    fn first(&self, year: Option<u16>) -> Option<String> {
        self.written(year, false)
    }
}

impl<'t> Scan<'t> {
    fn of(text: &'t str) -> Scan<'t> {
        let mut chars: Vec<(usize, char)> = Vec::new();
        let mut all = text.char_indices().peekable();
        while let Some((at, c)) = all.next() {
            if !is_blank(c) {
                chars.push((at, plain(c)));
                continue;
            }
            let before = chars.last().is_some_and(|(_, c)| c.is_ascii_alphanumeric());
            let after = all.peek().is_some_and(|(_, c)| plain(*c).is_ascii_alphanumeric());
            if (before && after) || c == '\n' {
                chars.push((at, c));
            }
        }
        Scan { text, chars }
    }

    fn at(&self, place: usize) -> char {
        self.chars.get(place).map_or('\n', |(_, c)| *c)
    }

    fn before(&self, place: usize) -> char {
        place.checked_sub(1).map_or('\n', |place| self.at(place))
    }

    /// The bytes of characters.
    fn range(&self, places: Range<usize>) -> Range<usize> {
        let start = self.chars.get(places.start).map_or(self.text.len(), |(at, _)| *at);
        let end = places.end.checked_sub(1).and_then(|last| self.chars.get(last));
        let end = end.map_or(start, |(at, _)| {
            self.text[*at..].chars().next().map_or(*at, |c| at + c.len_utf8())
        });
        start..end.max(start)
    }

    fn words(&self, places: Range<usize>) -> &'t str {
        &self.text[self.range(places)]
    }

    fn starts(&self, place: usize, word: &str) -> bool {
        word.chars().enumerate().all(|(at, c)| self.at(place + at) == c)
    }

    /// The length of the first of these that stands here.
    fn one_of(&self, place: usize, words: &[&str]) -> Option<usize> {
        words.iter().find(|word| self.starts(place, word)).map(|word| word.chars().count())
    }

    /// A number in digits, or in numerals: its value and the place after it.
    fn number(&self, place: usize) -> Option<(u32, usize)> {
        let run = |fits: fn(char) -> bool| {
            self.chars.iter().skip(place).take_while(|(_, c)| fits(*c)).map(|(_, c)| *c).collect()
        };
        let digits: String = run(|c| c.is_ascii_digit());
        if !digits.is_empty() {
            let value = digits.parse().ok().filter(|_| digits.len() <= 4)?;
            return Some((value, place + digits.len()));
        }
        let numerals: String = run(|c| numeral(c).is_some() || c == '十');
        let count = numerals.chars().count();
        let value = match (count, numerals.split_once('十')) {
            (0, _) => return None,
            (_, Some((tens, ones))) => {
                let digit = |text: &str, empty| match text.chars().collect::<Vec<_>>()[..] {
                    [] => Some(empty),
                    [one] => numeral(one),
                    _ => None,
                };
                digit(tens, 1)? * 10 + digit(ones, 0)?
            }
            (1 | 4, None) => {
                numerals.chars().try_fold(0, |value, c| Some(value * 10 + numeral(c)?))?
            }
            (_, None) => return None,
        };
        Some((value, place + count))
    }

    /// A date here, and the place after it.
    fn date(&self, place: usize) -> Option<(Date, usize)> {
        let (first, after) = self.number(place)?;
        if let (true, sign @ ('-' | '.' | '/')) = (is_year(first), self.at(after)) {
            let (month, after) = self.number(after + 1)?;
            let (day, end) = self.number(after + 1).filter(|_| self.at(after) == sign)?;
            let more = self.at(end);
            if more.is_ascii_digit() || (more == sign && self.at(end + 1).is_ascii_digit()) {
                return None;
            }
            let date = Date { year: u16::try_from(first).ok(), month, part: Part::Day(day) };
            return date.first(None).map(|_| (date, end));
        }
        let (year, month, after) = if is_year(first) && self.at(after) == '年' {
            let (month, after) = self.number(after + 1)?;
            (u16::try_from(first).ok(), month, after)
        } else {
            (None, first, after)
        };
        if self.at(after) != '月' || !(1..=12).contains(&month) {
            return None;
        }
        let after = after + 1;
        let (part, end) = if let Some((day, end)) =
            self.number(after).filter(|(_, end)| matches!(self.at(*end), '日' | '号'))
        {
            (Part::Day(day), end + 1)
        } else if let Some(length) = self.one_of(after, &["底", "末"]) {
            (Part::End, after + length)
        } else if self.starts(after, "上旬") {
            (Part::Third(1, 10), after + 2)
        } else if self.starts(after, "中旬") {
            (Part::Third(11, 20), after + 2)
        } else if self.starts(after, "下旬") {
            (Part::Third(21, 31), after + 2)
        } else {
            (Part::Whole, after + usize::from(self.at(after) == '份'))
        };
        let date = Date { year, month, part };
        date.first(None).map(|_| (date, end))
    }

    /// An hour here, as `18:00`: `18:00`, `18时`, `下午6点30分`, after `(星期五)` or `北京时间` if need be.
    fn hour(&self, place: usize) -> Option<(String, usize)> {
        let mut place = place;
        if matches!(self.at(place), '(' | '（') && self.one_of(place + 1, &["星期", "周"]).is_some()
        {
            let close = (place..place + 7).find(|at| matches!(self.at(*at), ')' | '）'))?;
            place = close + 1;
        }
        place += self.one_of(place, &["北京时间"]).unwrap_or(0);
        let later = self.one_of(place, &["下午", "晚上"]);
        place += later.or(self.one_of(place, &["上午"])).unwrap_or(0);
        let (hour, after) = self.number(place)?;
        let (minute, end) = match self.at(after) {
            ':' | '：' => self.number(after + 1)?,
            '时' | '点' => match self.number(after + 1) {
                Some((minute, end)) if self.at(end) == '分' => (minute, end + 1),
                Some(_) | None => (0, after + 1),
            },
            _ => return None,
        };
        let hour = hour + if later.is_some() && hour < 12 { 12 } else { 0 };
        (hour <= 24 && minute < 60).then(|| (format!("{hour:02}:{minute:02}"), end))
    }

    /// `—`, `至` and the like, with `起` before it.
    fn joint(&self, place: usize) -> Option<usize> {
        let place = place + self.one_of(place, &["起", "开始"]).unwrap_or(0);
        let lines = (place..).take_while(|at| "-－—–―─~～〜至到".contains(self.at(*at))).count();
        (1..=3).contains(&lines).then_some(place + lines)
    }

    /// Days, spans of days and numbers of years.
    fn times(&self, year: Option<u16>) -> Vec<Found> {
        let mut found = Vec::new();
        let mut place = 0;
        while place < self.chars.len() {
            let met = self.days(place, year).or_else(|| self.years(place));
            place = match met {
                Some((places, what)) => {
                    found.push(Found { range: self.range(places.clone()), what });
                    places.end.max(place + 1)
                }
                None => place + 1,
            };
        }
        found
    }

    fn days(&self, place: usize, year: Option<u16>) -> Option<(Range<usize>, What)> {
        let before = self.before(place);
        let inside = before.is_ascii_digit() || numeral(before).is_some() || before == '十';
        if inside || matches!(before, '-' | '.' | '/') {
            return None;
        }
        // `7—8月份`
        if let Some((month, after)) =
            self.number(place).filter(|(month, _)| (1..=12).contains(month))
            && let Some(next) = self.joint(after)
            && let Some((to, end)) = self.date(next).filter(|(to, _)| to.part == Part::Whole)
        {
            let from = Date { year: to.year, month, part: Part::Whole };
            let what = span(&from, &to, year, None)?;
            return Some((place..end, what));
        }
        let (from, after) = self.date(place)?;
        let hour = self.hour(after);
        let after = hour.as_ref().map_or(after, |(_, end)| *end);
        if let Some(next) = self.joint(after) {
            let whole = self.date(next);
            // `7月15日至20日`
            let day = || {
                let (day, end) = self.number(next)?;
                let to = Date { year: from.year, month: from.month, part: Part::Day(day) };
                matches!(self.at(end), '日' | '号').then_some((to, end + 1))
            };
            if let Some((to, end)) = whole.or_else(day) {
                let at = self.hour(end);
                let end = at.as_ref().map_or(end, |(_, end)| *end);
                if let Some(what) = span(&from, &to, year, at.map(|(at, _)| at)) {
                    return Some((place..end, what));
                }
            }
        }
        let at = hour.map(|(at, _)| at);
        let what = match from.part {
            Part::Whole => {
                let year = from.year?;
                What::Month(format!("{year:04}-{:02}", from.month))
            }
            Part::Day(_) | Part::End => What::Day { day: from.first(year)?, at },
            Part::Third(..) => {
                What::Days { opens: from.first(year)?, closes: from.written(year, true)?, at }
            }
        };
        Some((place..after, what))
    }

    fn years(&self, place: usize) -> Option<(Range<usize>, What)> {
        let before = self.before(place);
        if before.is_ascii_digit() || "第.-月年十〇零".contains(before) || numeral(before).is_some()
        {
            return None;
        }
        let (number, after) =
            if self.at(place) == '两' { (2, place + 1) } else { self.number(place)? };
        let number = u8::try_from(number).ok().filter(|number| (1..=99).contains(number))?;
        let units = ["个月", "周年", "周岁", "学年", "年", "岁"];
        let unit = self.one_of(after, &units)?;
        let is_months = self.starts(after, "个月");
        let end = after + unit;
        // `一年度`, `21年底`: no length of time
        if !is_months && "度月级底初末".contains(self.at(end)) {
            return None;
        }
        let mut start = place;
        let leading =
            ["不满", "未满", "不少于", "不超过", "超过", "连续", "累计", "至少", "满", "近"];
        while let Some(word) = leading.iter().find(|word| {
            let length = word.chars().count();
            start >= length && self.starts(start - length, word)
        }) {
            start -= word.chars().count();
        }
        let end = end
            + self.one_of(end, &["及以上", "以上", "及以下", "以下", "以内", "内"]).unwrap_or(0);
        Some((start..end, if is_months { What::Months(number) } else { What::Years(number) }))
    }

    /// Documents by number, and the titles that have none.
    fn documents(&self) -> Vec<Found> {
        let titles = self.titles();
        let mut found = Vec::new();
        let mut used = Vec::new();
        for place in 0..self.chars.len() {
            let Some((number, places)) = self.document_number(place) else {
                continue;
            };
            let opens = self.before(places.start);
            let end = places.start - usize::from(matches!(opens, '(' | '（' | '〔' | '['));
            let closes = usize::from(matches!(self.at(places.end), ')' | '）'));
            let near = |title: &&Range<usize>| {
                title.end == end || (closes == 0 && title.start == places.end)
            };
            let title = titles.iter().find(near).cloned();
            let whole = title.as_ref().map_or(places.clone(), |title| {
                title.start.min(places.start)..title.end.max(places.end)
            });
            let title_text = title.as_ref().map(|title| self.title(title));
            used.extend(title);
            found.push(Found {
                range: self.range(whole),
                what: What::Document { number, title: title_text },
            });
        }
        let rest = titles.iter().filter(|title| !used.contains(title));
        found.extend(rest.map(|title| Found {
            range: self.range(title.clone()),
            what: What::Title(self.title(title)),
        }));
        found
    }

    fn title(&self, places: &Range<usize>) -> String {
        self.words(places.start + 1..places.end - 1).trim_matches(is_blank).to_owned()
    }

    /// `《…》`, the outermost, on one line.
    fn titles(&self) -> Vec<Range<usize>> {
        let (mut titles, mut open) = (Vec::new(), Vec::new());
        for (place, (_, c)) in self.chars.iter().enumerate() {
            match c {
                '《' => open.push(place),
                '》' => {
                    if let Some(start) = open.pop()
                        && open.is_empty()
                        && place > start + 1
                    {
                        titles.push(start..place + 1);
                    }
                }
                '\n' => open.clear(),
                _ => {}
            }
        }
        titles
    }

    /// `新人社发〔2013〕101号` or `人社部令第40号`, whose bracket or `令` stands here.
    fn document_number(&self, place: usize) -> Option<(String, Range<usize>)> {
        let (tail, end) = match self.at(place) {
            '〔' | '[' | '【' | '(' | '（' | '［' | '﹝' => {
                let (year, after) = self.number(place + 1).filter(|(year, _)| is_year(*year))?;
                if !matches!(self.at(after), '〕' | ']' | '】' | ')' | '）' | '］' | '﹞') {
                    return None;
                }
                let after = after + 1 + usize::from(self.at(after + 1) == '第');
                let (number, end) = self.number(after).filter(|(_, end)| self.at(*end) == '号')?;
                (format!("〔{year}〕{number}号"), end + 1)
            }
            '令' => {
                let after = place + 1 + usize::from(self.at(place + 1) == '第');
                let (number, end) = self.number(after).filter(|(_, end)| self.at(*end) == '号')?;
                (format!("令第{number}号"), end + 1)
            }
            _ => return None,
        };
        let is_letter =
            |at: usize| matches!(self.at(at), '\u{4E00}'..='\u{9FFF}' | '〇') && place - at <= 12;
        let start = (0..place).rev().take_while(|at| is_letter(*at)).last()?;
        // `根据新人社发〔…〕`: the number begins after the verb
        let verbs = [
            "根据", "按照", "依据", "执行", "贯彻", "落实", "印发", "参照", "依照", "遵照", "以及",
            "和", "及", "与", "按", "见",
        ];
        let after_verb = |verb: &&str| {
            let length = verb.chars().count();
            (start..place).rev().find(|at| self.starts(*at, verb)).map(|at| at + length)
        };
        let start =
            verbs.iter().filter_map(after_verb).filter(|at| *at < place).max().unwrap_or(start);
        let letters: String = (start..place).map(|at| self.at(at)).collect();
        Some((format!("{letters}{tail}"), start..end))
    }
}

/// From one date to another; a last day earlier in the year than the first lies in the next.
fn span(from: &Date, to: &Date, year: Option<u16>, at: Option<String>) -> Option<What> {
    let first = from.year.or(to.year).or(year);
    let opens = from.written(first, false)?;
    let next = if to.month < from.month { 1 } else { 0 };
    let last = to.year.or(first.and_then(|year| year.checked_add(next)));
    let closes = to.written(last, true)?;
    (opens <= closes).then_some(What::Days { opens, closes, at })
}

fn is_year(number: u32) -> bool {
    (1950..2100).contains(&number)
}

fn numeral(c: char) -> Option<u32> {
    let digits = [
        ('〇', 0),
        ('零', 0),
        ('○', 0),
        ('一', 1),
        ('二', 2),
        ('三', 3),
        ('四', 4),
        ('五', 5),
        ('六', 6),
        ('七', 7),
        ('八', 8),
        ('九', 9),
    ];
    digits.into_iter().find(|(numeral, _)| *numeral == c).map(|(_, digit)| digit)
}

/// Addresses of websites; those of mail are none.
fn sites(text: &str) -> Vec<Found> {
    let part = |c: char| c.is_ascii_alphanumeric() || "-._:/?=&%#~@+".contains(c);
    let mut sites = Vec::new();
    let mut start = 0;
    for piece in text.split(|c: char| !part(c)) {
        let from = start;
        start += piece.len();
        start += text[start..].chars().next().map_or(0, char::len_utf8);
        let site = piece.trim_end_matches(['.', ':', '-', ',', '?']);
        let host = site.split_once("://").map_or(site, |(_, rest)| rest);
        let host = host.split(['/', ':', '?']).next().unwrap_or_default();
        let last = host.rsplit_once('.').map_or("", |(_, last)| last);
        let known = ["com", "cn", "net", "org", "gov", "edu", "top", "vip", "example"];
        let is_file = ["doc", "docx", "xls", "xlsx", "pdf", "jpg"].contains(&last);
        let named = site.contains("://") || host.starts_with("www.") || known.contains(&last);
        if named && host.contains('.') && !is_file && !site.contains('@') && !last.is_empty() {
            sites.push(Found { range: from..from + site.len(), what: What::Site(site.to_owned()) });
        }
    }
    sites
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, What)> {
        find(text, Some(2021)).into_iter().map(|found| (&text[found.range], found.what)).collect()
    }

    fn day(day: &str) -> What {
        What::Day { day: day.into(), at: None }
    }

    fn days(opens: &str, closes: &str) -> What {
        What::Days { opens: opens.into(), closes: closes.into(), at: None }
    }

    #[test]
    fn days_are_found_in_every_way_they_are_written() {
        let ways = [
            ("2021年7月15日", day("2021-07-15")),
            ("2021 年 7 月 15 日", day("2021-07-15")),
            ("２０２１年７月１５日", day("2021-07-15")),
            ("二〇二一年七月十五日", day("2021-07-15")),
            ("9月10日", day("2021-09-10")),
            ("2021-7-15", day("2021-07-15")),
            ("2021.07.15", day("2021-07-15")),
            ("11月底", day("2021-11-30")),
            ("2020年2月底", day("2020-02-29")),
            ("2021年7月", What::Month("2021-07".into())),
            ("2021年7月15日—8月15日", days("2021-07-15", "2021-08-15")),
            ("7月15日-8月15日", days("2021-07-15", "2021-08-15")),
            ("7月15日起至8月15日", days("2021-07-15", "2021-08-15")),
            ("7月15日至20日", days("2021-07-15", "2021-07-20")),
            ("2021年12月1日～1月10日", days("2021-12-01", "2022-01-10")),
            ("7—8月份", days("2021-07-01", "2021-08-31")),
            ("6月中旬", days("2021-06-11", "2021-06-20")),
            (
                "6月20日(星期一)下午6点30分",
                What::Day { day: "2021-06-20".into(), at: Some("18:30".into()) },
            ),
            (
                "6月1日9:00至6月20日18:00",
                What::Days {
                    opens: "2021-06-01".into(),
                    closes: "2021-06-20".into(),
                    at: Some("18:00".into()),
                },
            ),
        ];
        for (text, what) in ways {
            assert_eq!(found(text), [(text, what)], "{text}");
        }
    }

    #[test]
    fn numbers_of_years_are_found_with_their_bounds() {
        for (text, years) in [
            ("满3年", 3),
            ("三年以上", 3),
            ("不满60周岁", 60),
            ("连续两年", 2),
            ("十五年", 15),
            ("近5年内", 5),
        ] {
            assert_eq!(found(text), [(text, What::Years(years))], "{text}");
        }
        assert_eq!(found("满6个月"), [("满6个月", What::Months(6))]);
        for text in ["同一年度", "第三年", "2021年度", "21世纪", "2021年"] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn documents_are_found_with_their_titles_and_brackets_of_any_kind() {
        for text in [
            "《甲办法》(新人社发〔2013〕101号)",
            "《甲办法》（新人社发[2013]101号）",
            "《甲办法》(新人社发【2013】101号)",
            "《甲办法》(新人社发(2013)101号)",
        ] {
            let met = found(text);
            let expected = What::Document {
                number: "新人社发〔2013〕101号".into(),
                title: Some("甲办法".into()),
            };
            assert_eq!(met.len(), 1, "{text}");
            assert_eq!(met[0].1, expected, "{text}");
        }
        let alone = |number: &str| What::Document { number: number.into(), title: None };
        assert_eq!(found("按照新人社发〔2013〕101号执行")[0].1, alone("新人社发〔2013〕101号"));
        assert_eq!(found("依据人社部令第40号")[0].1, alone("人社部令第40号"));
        assert_eq!(
            found("《关于印发《乙办法》的通知》和《个人现实表现》"),
            [
                ("《关于印发《乙办法》的通知》", What::Title("关于印发《乙办法》的通知".into())),
                ("《个人现实表现》", What::Title("个人现实表现".into())),
            ]
        );
    }

    #[test]
    fn sites_are_found_and_phones_and_mail_are_left_alone() {
        let text = "登录“平台”(www.xjzcsq.com)或http://kz.xjzcsq.com/a。电话:0908-4222222,13999999999,0908-4225-12,a@b.com,表.doc";
        assert_eq!(
            found(text),
            [
                ("www.xjzcsq.com", What::Site("www.xjzcsq.com".into())),
                ("http://kz.xjzcsq.com/a", What::Site("http://kz.xjzcsq.com/a".into())),
            ]
        );
    }
}
