//! A notice folder begun from a notice's text: its clauses, what was found in them, and nothing accounted for yet.

use std::collections::BTreeMap;

use super::clauses::{Clause, cut, is_number};
use super::context::is_id;
use super::diagnostics::{Language, Words};
use super::found::{Found, What, day_of, find};
use super::plain;

/// What a draft is told beside the text.
#[derive(Clone, Debug, Default)]
pub struct DraftOptions {
    /// The notice's id; `notice-YEAR` if left out.
    pub id: Option<String>,
    /// The year of the notice; that of its title or its date if left out.
    pub year: Option<u16>,
    /// The language of the comments.
    pub language: Language,
}

/// The files of a folder, begun.
#[derive(Clone, Debug)]
pub struct Draft {
    /// `notice.toml`, `cases.toml` and `sources/main.txt`, by path.
    pub files: BTreeMap<String, String>,
    /// What an author should know: what was found, what must be filled in, which lines were put together.
    pub said: Vec<Words>,
}

/// What the head of `notice.toml` is filled with, each with the clause in which it was found.
struct Head {
    title: String,
    number: Option<String>,
    year: Option<(u16, String)>,
    issued: Option<(String, String)>,
    issuer: Option<(String, String)>,
}

/// Begins a folder from a notice's text: UTF-8, UTF-16 with its mark, GBK or GB18030.
///
/// The text becomes `sources/main.txt` with its wording as it is. What comes out parses; lint then names every
/// clause, since nothing accounts for them yet, and whatever of the head was not found.
///
/// # Errors
/// What is wrong with the text or the options, as when a Word file is given, or `--id 克州`.
pub fn draft(text: &[u8], options: &DraftOptions) -> Result<Draft, Words> {
    let plain = plain::read(text)?;
    if let Some(id) = &options.id
        && !is_id(id)
    {
        return Err(words!(
            "`{id}` 不能做编号：只用小写字母、数字和连字符，如 `kizilsu-2021`",
            "`{id}` is no id: use small letters, digits and hyphens, as in `kizilsu-2021`",
        ));
    }
    let clauses = cut("main", &plain.text);
    let head = head(&plain.text, &clauses, options.year);
    let year = head.year.as_ref().map(|(year, _)| *year);
    let found = find(&plain.text, year);
    let writer =
        Writer { text: &plain.text, clauses: &clauses, found: &found, head: &head, options };
    let mut said = vec![writer.counted()];
    said.extend(writer.wanting());
    for (line, joint) in &plain.joined {
        said.push(words!(
            "`sources/main.txt` 第 {line} 行：断开的两行已经接上，请核对 “{joint}”",
            "`sources/main.txt`, line {line}: two lines were put together, please check \"{joint}\"",
        ));
    }
    let notice = writer.notice();
    let cases = writer.cases();
    let files =
        [("notice.toml", notice), ("cases.toml", cases), ("sources/main.txt", plain.text.clone())];
    let files = files.into_iter().map(|(path, text)| (path.to_owned(), text)).collect();
    Ok(Draft { files, said })
}

fn head(text: &str, clauses: &[Clause], year: Option<u16>) -> Head {
    let line = |clause: &Clause| text.get(clause.range.clone()).unwrap_or_default();
    let inside = |clause: &Clause| clause.id.strip_prefix("main/").unwrap_or_default().to_owned();
    let named = |name: &'static str| {
        clauses.iter().filter(move |clause| {
            let id = inside(clause);
            id == name || id.strip_prefix(name).is_some_and(|rest| rest.starts_with(".¶"))
        })
    };
    let title: String = named("标题").map(line).collect();
    let number = named("文号").chain(named("题注")).map(line).find(|line| is_number(line));
    // the last line that is a date and nothing else, and the line above it
    let main = clauses.iter().take_while(|clause| {
        !inside(clause).starts_with("附件") || inside(clause).starts_with("附件说明")
    });
    let main: Vec<&Clause> = main.filter(|clause| !clause.is_part).collect();
    let dated = main.iter().rposition(|clause| day_of(line(clause)).is_some());
    let issued = dated.and_then(|at| Some((day_of(line(main[at]))?, main[at].id.clone())));
    let issuer = dated.and_then(|at| at.checked_sub(1)).map(|at| main[at]);
    let issuer = issuer.filter(|clause| is_signature(line(clause)));
    let of_title = year_in(&title).map(|year| (year, "main/标题".to_owned()));
    let of_date = issued
        .as_ref()
        .and_then(|(day, clause)| Some((day.get(..4)?.parse().ok()?, clause.clone())));
    Head {
        title,
        number: number.map(str::to_owned),
        year: year.map(|year| (year, String::new())).or(of_title).or(of_date),
        issued,
        issuer: issuer.map(|clause| (line(clause).to_owned(), clause.id.clone())),
    }
}

fn is_signature(line: &str) -> bool {
    !line.contains(['。', '，', ',', ':', '：', '；']) && line.chars().count() <= 40
}

/// The year of `克州2021年度职称评审`.
fn year_in(title: &str) -> Option<u16> {
    let digits: Vec<char> = title.chars().map(super::markers::plain).collect();
    let mut windows = digits.windows(5);
    let year = windows.find(|window| {
        window[4] == '年'
            && window[..4].iter().all(char::is_ascii_digit)
            && matches!(window[0], '1' | '2')
    })?;
    year[..4].iter().collect::<String>().parse().ok()
}

/// `关于开展克州2021年度职称评审工作的通知` as a name: `克州2021年度职称评审`.
fn name_of(title: &str) -> &str {
    let mut name = title;
    for start in ["关于", "进一步", "认真", "组织", "开展", "做好", "报送"] {
        name = name.strip_prefix(start).unwrap_or(name);
    }
    for end in ["通知", "公告", "的", "工作"] {
        name = name.strip_suffix(end).unwrap_or(name);
    }
    if name.is_empty() { title } else { name }
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// As much of a text as goes into a comment.
fn short(text: &str) -> String {
    let start: String = text.chars().take(60).collect();
    if start.len() < text.len() { format!("{start}…") } else { start }
}

struct Writer<'d> {
    text: &'d str,
    clauses: &'d [Clause],
    found: &'d [Found],
    head: &'d Head,
    options: &'d DraftOptions,
}

impl Writer<'_> {
    fn say(&self, words: &Words) -> String {
        words.in_language(self.options.language).to_owned()
    }

    /// Clauses that are to be accounted for.
    fn leaves(&self) -> impl Iterator<Item = &Clause> {
        self.clauses.iter().filter(|clause| !clause.is_part)
    }

    fn counted(&self) -> Words {
        let clauses = self.leaves().count();
        let count =
            |is: fn(&What) -> bool| self.found.iter().filter(|found| is(&found.what)).count();
        let days =
            count(|what| matches!(what, What::Day { .. } | What::Days { .. } | What::Month(_)));
        let documents = self.sources().len();
        words!(
            "{clauses} 条（段）待写规则；找到日期 {days} 处、引用的文件 {documents} 个，都只是候选",
            "{clauses} clauses to account for; {days} dates and {documents} documents found, all of them mere candidates",
        )
    }

    /// What of the head was not found.
    fn wanting(&self) -> Vec<Words> {
        let mut wanting = Vec::new();
        if self.head.year.is_none() {
            wanting.push(words!("没有找到年度：请填 `year`", "no year was found: fill in `year`"));
        }
        if self.head.issued.is_none() {
            wanting.push(words!(
                "没有找到发文日期：请填 `issued`",
                "no date of issue was found: fill in `issued`"
            ));
        }
        if self.head.issuer.is_none() {
            wanting.push(words!(
                "没有找到发文单位：请填 `issuer`",
                "no issuer was found: fill in `issuer`"
            ));
        }
        wanting
    }

    /// The documents that the notice names by number: id, number, title, and the clause that names it first.
    fn sources(&self) -> Vec<(String, &str, Option<&str>, &str)> {
        let mut sources: Vec<(String, &str, Option<&str>, &str)> = Vec::new();
        for found in self.found {
            let What::Document { number, title } = &found.what else {
                continue;
            };
            let clause = self.clause_at(found.range.start);
            if self.head.number.as_deref() == Some(number) || clause.ends_with("/文号") {
                continue;
            }
            match sources.iter_mut().find(|(_, other, ..)| other == number) {
                Some((_, _, known, _)) => *known = known.or(title.as_deref()),
                None => {
                    let id = id_of(number);
                    let same = sources.iter().filter(|(other, ..)| other.starts_with(&id)).count();
                    let id = if same > 0 { format!("{id}-{}", same + 1) } else { id };
                    sources.push((id, number, title.as_deref(), clause));
                }
            }
        }
        sources
    }

    fn clause_at(&self, byte: usize) -> &str {
        let holds = |clause: &&Clause| clause.range.start <= byte && byte < clause.range.end;
        self.clauses.iter().rev().find(holds).map_or("", |clause| &clause.id)
    }

    fn notice(&self) -> String {
        let mut out = String::new();
        let mut line = |text: &str| {
            out.push_str(text);
            out.push('\n');
        };
        let comment = |words: Words| format!("# {}", self.say(&words));
        line(&comment(words!(
            "由通知原文生成的草稿。每一条（段）都列在后面；写好一条，就删去它下面的注释",
            "a draft made from the notice's text; every clause is listed below: once it is written, delete its comments",
        )));
        line(&comment(words!(
            "`precheck lint` 会指出还没有着落的条款；候选只是从文字里找出来的，请对照原文",
            "`precheck lint` names the clauses that nothing accounts for; candidates were only found in the words: compare the text",
        )));
        line("\nformat = 1\n\n[notice]");
        let year = self.head.year.as_ref().map_or(0, |(year, _)| *year);
        let id =
            self.options.id.clone().unwrap_or_else(|| {
                if year == 0 { "notice".into() } else { format!("notice-{year}") }
            });
        line(&format!("id = {}", quoted(&id)));
        line("edition = \"1\"");
        let title = self.head.title.as_str();
        line(&format!("name = {}{}", quoted(name_of(title)), self.place("main/标题")));
        let place = self.head.year.as_ref().map(|(_, place)| place.as_str());
        line(&format!(
            "year = {year}{}",
            place.map_or_else(|| self.fill(), |place| self.place(place))
        ));
        for (key, value) in [("issued", &self.head.issued), ("issuer", &self.head.issuer)] {
            line(&match value {
                Some((value, place)) => format!("{key} = {}{}", quoted(value), self.place(place)),
                None => format!("{key} = \"\"{}", self.fill()),
            });
        }
        line(&format!("\n[[source]]\nid = \"main\"\ntitle = {}", quoted(title)));
        if let Some(number) = &self.head.number {
            line(&format!("number = {}", quoted(number)));
        }
        line("grade = \"held\"");
        let sources = self.sources();
        if !sources.is_empty() {
            line("");
            line(&comment(words!(
                "通知点名的文件（候选）。要引用哪一个，就去掉那一段前面的 #",
                "documents that the notice names (candidates); to cite one, take its # away",
            )));
        }
        for (id, number, title, clause) in &sources {
            line(&format!("#\n# [[source]]   # {clause}\n# id = \"{id}\""));
            match title {
                Some(title) => line(&format!("# title = {}", quoted(title))),
                None => line(&format!("# title = \"\"{}", self.fill())),
            }
            line(&format!("# number = {}\n# grade = \"cited\"", quoted(number)));
        }
        line("");
        line(&comment(words!(
            "每一条（段）：写一条规则引用它；没有规则的，去掉 [[account]] 前面的 # 并说明原因",
            "each clause: write a rule that cites it, or take the # before [[account]] away and say why there is none",
        )));
        for clause in self.clauses {
            let text = self.text.get(clause.range.clone()).unwrap_or_default();
            let text = text.lines().next().unwrap_or_default();
            if clause.is_part {
                line(&format!("\n# ================ {}  {}", clause.id, short(text)));
                continue;
            }
            line(&format!("\n# ---- {}\n# {}", clause.id, short(text)));
            let inside = |found: &&Found| {
                clause.range.start <= found.range.start && found.range.end <= clause.range.end
            };
            for found in self.found.iter().filter(inside) {
                line(&format!("#   {}", self.candidate(found, &sources)));
            }
            let note = self.note(&clause.id);
            line(&format!(
                "# [[account]]\n# clause = {}\n# as = \"informative\"\n# note = {}",
                quoted(&clause.id),
                quoted(&note)
            ));
        }
        out
    }

    fn place(&self, clause: &str) -> String {
        if clause.is_empty() { String::new() } else { format!("   # {clause}") }
    }

    fn fill(&self) -> String {
        format!(
            "   # {}",
            self.say(&words!("请填写：原文里没有找到", "fill in: not found in the text"))
        )
    }

    /// Why clauses of the frame need no rule.
    fn note(&self, clause: &str) -> String {
        let inside = clause.strip_prefix("main/").unwrap_or_default();
        let inside = inside.split('.').next().unwrap_or_default();
        let words = match inside {
            "标题" => words!("通知的标题", "the title"),
            "称谓" => words!("发给谁", "whom it is addressed to"),
            "文头" | "文号" | "题注" => words!("文头和文号", "letterhead and number"),
            "落款" => words!("发文单位、日期等", "signature, date and the like"),
            "附件说明" => words!("附件目录", "the list of attachments"),
            _ => return String::new(),
        };
        self.say(&words)
    }

    fn candidate(&self, found: &Found, sources: &[(String, &str, Option<&str>, &str)]) -> String {
        let text = self.text.get(found.range.clone()).unwrap_or_default();
        let hour = |at: &Option<String>| {
            at.as_ref().map(|at| format!(", closes_at = \"{at}\"")).unwrap_or_default()
        };
        let words = match &found.what {
            What::Day { day, at } => {
                let at = hour(at);
                words!("日期 {text} → \"{day}\"{at}", "day {text} → \"{day}\"{at}")
            }
            What::Days { opens, closes, at } => {
                let at = hour(at);
                words!(
                    "起止 {text} → opens = \"{opens}\", closes = \"{closes}\"{at}",
                    "days {text} → opens = \"{opens}\", closes = \"{closes}\"{at}",
                )
            }
            What::Month(month) => words!("月份 {text} → \"{month}\"", "month {text} → \"{month}\""),
            What::Years(years) => {
                words!("年数 {text} → years = {years}", "years {text} → years = {years}")
            }
            What::Months(months) => {
                words!("月数 {text} → months = {months}", "months {text} → months = {months}")
            }
            What::Document { number, .. } => {
                let id = sources.iter().find(|(_, other, ..)| other == number);
                let id = id.map_or_else(|| "main".to_owned(), |(id, ..)| id.clone());
                words!("文件 {number} → `{id}`", "document {number} → `{id}`")
            }
            What::Title(title) => words!(
                "《{title}》：是材料，还是文件？",
                "《{title}》: a paper to hand in, or a document?"
            ),
            What::Site(site) => words!("网址 {site}", "website {site}"),
        };
        self.say(&words)
    }

    fn cases(&self) -> String {
        let year = self.head.year.as_ref().map_or(2021, |(year, _)| *year);
        let intro = words!(
            "用例：一个人、一个日子、按通知会得到什么结论。`precheck test` 逐个核对\n\
             # 去掉下面的 #，换成你的事实、途径和条件的编号。年限、截止日期都要成对写：差一天、正好",
            "cases: a person, a day, and what the notice means for them; `precheck test` tries each\n\
             # take the # away and put your own facts, routes and criteria; write the days around a limit in pairs: a day short, and just enough",
        );
        let person = words!(
            "阿图什市一位小学教师，本科",
            "a primary school teacher in Artux with a bachelor's degree"
        );
        let (intro, person) = (self.say(&intro), self.say(&person));
        let (before, same) = (year.saturating_sub(4), year);
        format!(
            "# {intro}\n\
             #\n\
             # [[person]]\n\
             # id = \"teacher\"\n\
             # says = {person}\n\
             # answers = {{ degree = \"bachelor\", title-held = \"assistant\", title-since = \"{before}-06-01\" }}\n\
             #\n\
             # [[case]]\n\
             # id = \"a-day-short-of-four-years\"\n\
             # today = \"{same}-05-31\"\n\
             # person = \"teacher\"\n\
             # routes.review = {{ verdict = \"not-met\", by = [\"four-years\"], earliest = \"{same}-06-01\" }}\n\
             #\n\
             # [[case]]\n\
             # id = \"four-years-are-complete-on-the-day\"\n\
             # today = \"{same}-06-01\"\n\
             # person = \"teacher\"\n\
             # routes.review = {{ verdict = \"met\" }}\n",
            person = quoted(&person),
        )
    }
}

/// An id for a document: `xj-2013-101` of `新人社发〔2013〕101号`, `doc-…` where the issuer is not known.
fn id_of(number: &str) -> String {
    let issuers = [
        ("人社部", "mohrss"),
        ("人社厅", "mohrss"),
        ("国人部", "mop"),
        ("新人社", "xj"),
        ("新人", "xj"),
        ("新职", "xj"),
        ("克人社", "kizilsu"),
        ("克", "kizilsu"),
    ];
    let issuer =
        issuers.iter().find(|(start, _)| number.starts_with(start)).map_or("doc", |(_, id)| id);
    let mut id = issuer.to_owned();
    let mut last = '-';
    for c in number.chars().map(super::markers::plain) {
        if c.is_ascii_digit() {
            if !last.is_ascii_digit() {
                id.push('-');
            }
            id.push(c);
        }
        last = c;
    }
    id
}
