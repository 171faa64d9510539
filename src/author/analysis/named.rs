//! What is named twice agrees: documents and their numbers, clauses of facts, channels, kinds.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::context::Context;
use super::super::diagnostics::Words;
use super::super::raw::{self, Text};
use super::kinds::counts_from;
use super::text::document_numbers;
use super::warn;
use crate::notice::{FactId, Rules, TestId};

pub(super) fn find(context: &mut Context<'_>, rules: &Rules) {
    sources(context);
    numbers(context);
    routes(context);
    facts(context, rules);
    clauses(context, rules);
    accounts(context);
}

/// The texts of all held sources.
fn texts(context: &Context<'_>) -> String {
    context.held.iter().map(|held| held.text.as_str()).collect::<Vec<_>>().join("\n")
}

/// The same text with one kind of bracket and of digits: numbers of documents are typed in many.
fn one_way(text: &str) -> String {
    let one = |c: char| match c {
        '［' | '[' | '【' | '（' | '(' => '〔',
        '］' | ']' | '】' | '）' | ')' => '〕',
        '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        other => other,
    };
    text.chars().map(one).collect()
}

fn digits(text: &str) -> Vec<&str> {
    let parts = text.split(|c: char| !c.is_ascii_digit());
    parts.filter(|part| !part.is_empty()).collect()
}

/// Titles and numbers of sources, against the texts in hand and against their ids.
fn sources(context: &mut Context<'_>) {
    let raw = context.raw;
    let all = one_way(&texts(context));
    for source in &raw.source {
        let (id, title) = (source.id.get_ref(), source.title.get_ref());
        let held = context.held.iter().find(|held| held.id == *id);
        let in_hand = held.is_some();
        // above the title may stand who issues it, and the number
        let lines = held.map(|held| held.text.lines().map(str::trim));
        let lines: Vec<&str> = lines.into_iter().flatten().filter(|l| !l.is_empty()).collect();
        // … and it may run over two lines
        let head: String = lines.iter().take(6).copied().collect();
        let first = lines.first().filter(|_| !head.contains(title.as_str()));
        if let Some(first) = first.map(|line| (*line).to_owned()) {
            let message = words!(
                "`{id}` 的标题不是原文开头的一行",
                "the title of `{id}` is no line at the head of its text",
            );
            let help = words!("第一行是“{first}”", "the first line is `{first}`");
            warn(context, "source-title-differs", source.title.span(), message, Some(help), None);
        }
        let number = source.number.as_ref().filter(|number| !number.get_ref().is_empty());
        if let (Some(number), "cited") = (number, source.grade.get_ref().as_str()) {
            for text in [number, &source.title] {
                let met = text.get_ref();
                if !all.contains(&one_way(met)) {
                    let message = words!(
                        "通知没有提到“{met}”，`{id}` 却写着是通知引用的",
                        "no text in hand names `{met}`, though `{id}` is `cited` by one",
                    );
                    let help = words!(
                        "文号和标题照原文抄；通知没有点名的，等级不写 `cited`",
                        "copy number and title from the text; what it does not name is of another grade",
                    );
                    warn(context, "source-not-named", text.span(), message, Some(help), None);
                }
            }
        }
        if let Some(number) = number {
            let met = number.get_ref();
            let whole = document_numbers(&one_way(met));
            if !whole.iter().any(|number| number.starts_with(['〔', '第'])) {
                let message =
                    words!("“{met}”不像文号", "`{met}` is not of the form of a document's number",);
                let help = words!(
                    "写成 人社部发〔2019〕16号 或 人社部令第40号 的样子",
                    "write it like `人社部发〔2019〕16号` or `人社部令第40号`",
                );
                warn(context, "source-number-form", number.span(), message, Some(help), None);
            }
        }
        let told = format!("{title} {}", number.map_or("", |number| number.get_ref()));
        let told = one_way(&told);
        let told = digits(&told);
        let of_id = digits(id);
        // a text in hand may bear the day on which it came as its id
        if let Some(other) = of_id.iter().find(|part| !in_hand && !told.contains(part)) {
            let message = words!(
                "`{id}` 里的 {other} 不在它的文号和标题里",
                "the {other} in `{id}` stands neither in its number nor in its title",
            );
            let span = number.map_or(source.id.span(), Text::span);
            let help = words!("看文号有没有抄错", "look for a slip in the number");
            warn(context, "source-number-differs", span, message, Some(help), None);
        }
    }
}

/// Everything that is said in our own words.
fn told(raw: &raw::Raw) -> Vec<&Text> {
    let mut all: Vec<&Text> = Vec::new();
    all.extend(raw.source.iter().filter_map(|source| source.note.as_ref()));
    for fact in &raw.fact {
        all.extend([&fact.question, &fact.why].into_iter().chain(&fact.hint));
        for choice in fact.choices.iter().flatten() {
            all.extend([&choice.label].into_iter().chain(&choice.hint));
        }
    }
    for condition in raw.criterion.iter().chain(&raw.test) {
        all.extend(condition.label.iter().chain(&condition.words));
    }
    all.extend(raw.group.iter().flat_map(|g| [&g.label].into_iter().chain(&g.words)));
    all.extend(raw.relaxation.iter().filter_map(|r| r.words.as_ref()));
    all.extend(raw.exclusivity.iter().filter_map(|e| e.words.as_ref()));
    all.extend(raw.route.iter().flat_map(|r| [&r.name, &r.about].into_iter().chain(&r.words)));
    all.extend(raw.window.iter().flat_map(|w| &w.rule).filter_map(|rule| rule.words.as_ref()));
    all.extend(raw.standard.iter().filter_map(|standard| standard.also_words.as_ref()));
    all.extend(raw.document.iter().flat_map(|d| [&d.name].into_iter().chain(&d.words)));
    all.extend(raw.not_needed.iter().flat_map(|n| [&n.name].into_iter().chain(&n.words)));
    all.extend(raw.step.iter().flat_map(|s| [&s.name].into_iter().chain(&s.words)));
    all.extend(raw.warning.iter().flat_map(|w| [&w.text].into_iter().chain(&w.words)));
    all.extend(raw.caution.iter().flat_map(|c| [&c.text].into_iter().chain(&c.words)));
    all.extend(raw.account.iter().filter_map(|account| account.note.as_ref()));
    all
}

/// A document's number in our words is that of a source, or stands in a text.
fn numbers(context: &mut Context<'_>) {
    let raw = context.raw;
    let sources = raw.source.iter().filter_map(|source| source.number.as_ref());
    let sources: Vec<&str> = sources.map(|number| number.get_ref().as_str()).collect();
    let mut known = document_numbers(&texts(context));
    known.extend(sources.iter().flat_map(|number| document_numbers(number)));
    for text in told(raw) {
        for number in document_numbers(text.get_ref()) {
            // 101号文 is short for the whole number
            let short = !number.starts_with(['〔', '第']);
            let is = |known: &String| {
                let before =
                    known.strip_suffix(number.as_str()).and_then(|text| text.chars().last());
                known == &number || short && before.is_some_and(|c| !c.is_ascii_digit())
            };
            if !known.iter().any(is) {
                let message = words!(
                    "没有一份文件的文号是“{number}”",
                    "no document has the number `{number}`",
                );
                let help = words!(
                    "照通知抄文号，或者给这份文件写一个 `[[source]]`",
                    "copy it from the notice, or give the document a `[[source]]`",
                );
                let code = "document-number-unknown";
                warn(context, code, text.span(), message, Some(help), None);
            }
        }
    }
}

/// Where to file stands in the text; a kind of route has one name.
fn routes(context: &mut Context<'_>) {
    let raw = context.raw;
    let all = texts(context);
    let mut kinds: BTreeMap<&str, &raw::Route> = BTreeMap::new();
    let mut names: BTreeMap<&str, &raw::Route> = BTreeMap::new();
    for route in &raw.route {
        let channel = route.channel.get_ref();
        let host = channel.split_once("://").map_or(channel.as_str(), |(_, host)| host);
        if !all.contains(host.trim_end_matches('/')) {
            let message = words!(
                "通知里没有申报的地方“{host}”",
                "no text in hand names the channel `{host}`",
            );
            let help = words!("照通知抄", "copy it from the notice");
            let code = "channel-not-in-text";
            warn(context, code, route.channel.span(), message, Some(help), None);
        }
        let (kind, name) = (route.kind.get_ref(), route.kind_name.get_ref());
        let of_kind = *kinds.entry(kind).or_insert(route);
        let of_name = *names.entry(name).or_insert(route);
        if of_kind.kind_name.get_ref() != name || of_name.kind.get_ref() != kind {
            let message = words!(
                "这里的类别 `{kind}` 叫“{name}”，别的途径不是这样",
                "the kind `{kind}` is called `{name}` here, and otherwise on another route",
            );
            let help = words!(
                "同一个 `kind` 用同一个 `kind_name`，反过来也一样",
                "one `kind` goes with one `kind_name`, and the other way round",
            );
            let code = "kind-name-differs";
            warn(context, code, route.kind.span(), message, Some(help), None);
        }
    }
}

/// Facts that years are counted from, that "don't know" stands for a choice of, that run from low to high.
fn facts(context: &mut Context<'_>, rules: &Rules) {
    let raw = context.raw;
    let mut counted: Vec<FactId> = rules.tests.iter().filter_map(counts_from).collect();
    counted.extend(rules.standards.iter().flat_map(|s| [s.since, s.work]));
    let mut found: Vec<(&'static str, Range<usize>, Words, Words)> = Vec::new();
    for (fact, written) in rules.fact_ids().zip(&raw.fact) {
        let id = written.id.get_ref();
        let limited = rules.fact(fact).not_after_today;
        if counted.contains(&fact) && !limited {
            let message = words!(
                "年数从 `{id}` 算起，它却可以晚于预检的那天",
                "years are counted from `{id}`, and it may lie after the day of the check",
            );
            let help = words!("写 `not_after = [\"today\"]`", "write `not_after = [\"today\"]`");
            found.push(("date-not-limited", written.id.span(), message, help));
        }
        if rules.fact(fact).not_after == Some(fact) {
            let message = words!("`{id}` 不能晚于它自己", "`{id}` may not lie after itself");
            let help = words!("写另一个日期的 id", "name another date");
            let span = written.not_after.iter().find(|limit| limit.get_ref() == id);
            let span = span.map_or(written.id.span(), Text::span);
            found.push(("not-after-itself", span, message, help));
        }
        if written.kind.get_ref() == "ordered" && !compared(raw, id) {
            let message = words!(
                "`{id}` 的选项有高低，却没有一条规则比高低",
                "the choices of `{id}` run from low to high, and no rule compares them",
            );
            let help = words!(
                "没有高低之分的，写 `kind = \"choice\"`",
                "where none is higher than another, write `kind = \"choice\"`",
            );
            found.push(("order-never-read", written.kind.span(), message, help));
        }
        let choices = written.choices.iter().flatten();
        let none = choices.skip(1).find(|choice| choice.id.get_ref() == "none");
        if let ("ordered", Some(none)) = (written.kind.get_ref().as_str(), none) {
            let message = words!(
                "`{id}` 的选项从低到高，`none` 却不是第一个",
                "the choices of `{id}` run from low to high, and `none` is not the first",
            );
            let help = words!("把 `none` 放到最前面", "put `none` before the others");
            found.push(("none-not-lowest", none.id.span(), message, help));
        }
    }
    for condition in raw.test.iter().chain(&raw.criterion) {
        let (Some(fact), Some(by_standard)) = (&condition.fact, &condition.by_standard) else {
            continue;
        };
        let fact = raw.fact.iter().find(|other| other.id.get_ref() == fact.get_ref());
        let unsure = fact.and_then(|fact| fact.unsure.as_ref());
        if let Some(fact) = fact
            && unsure.is_none_or(|unsure| unsure.get_ref() != by_standard.get_ref())
        {
            let (id, choice) = (fact.id.get_ref(), by_standard.get_ref());
            let message = words!(
                "“不清楚”时应当先按国家基本标准看：`{id}` 要写 `unsure = \"{choice}\"`",
                "whoever does not know has not compared: `{id}` needs `unsure = \"{choice}\"`",
            );
            let help = words!(
                "`unsure` 是“不清楚”代表的选项，和 `by_standard` 是同一个",
                "`unsure` is the choice that \"don't know\" stands for, the same as `by_standard`",
            );
            let span = unsure.map_or(fact.id.span(), Text::span);
            found.push(("unsure-not-by-standard", span, message, help));
        }
    }
    for (code, span, message, help) in found {
        warn(context, code, span, message, Some(help), None);
    }
}

/// Whether a test or a table reads the choices of a fact from low to high.
fn compared(raw: &raw::Raw, id: &str) -> bool {
    let is = |fact: &Option<Text>| fact.as_ref().is_some_and(|fact| fact.get_ref() == id);
    let tests = || raw.test.iter().chain(&raw.criterion);
    let bounds = |test: &raw::Condition| test.at_least.is_some() || test.at_most.is_some();
    let tables = raw.standards.iter().flat_map(|s| [&s.level, &s.degree, &s.held]);
    tests().any(|test| is(&test.than) || is(&test.fact) && (bounds(test) || test.than.is_some()))
        || tables.into_iter().any(|fact| fact.get_ref() == id)
}

/// The clause for which a fact is asked is one that a rule cites which reads it.
fn clauses(context: &mut Context<'_>, rules: &Rules) {
    let raw = context.raw;
    let written = |id: &Text| -> Option<TestId> {
        let at = context.conditions.get(id.get_ref())?;
        context.places.get(*at).copied()
    };
    let mut citing: Vec<(TestId, &str)> = Vec::new();
    for condition in raw.test.iter().chain(&raw.criterion) {
        let clauses = condition.clause.iter().chain(&condition.unclear_in);
        if let Some(test) = written(&condition.id) {
            citing.extend(clauses.map(|clause| (test, clause.get_ref().as_str())));
        }
    }
    for route in &raw.route {
        for (id, clause) in &route.clauses {
            citing.extend(written(id).map(|test| (test, clause.get_ref().as_str())));
        }
    }
    let mut pairs: Vec<(Vec<&Text>, &Text)> = Vec::new();
    pairs.extend(raw.group.iter().map(|group| (group.any.iter().collect(), &group.clause)));
    pairs.extend(raw.relaxation.iter().map(|r| (r.any.iter().collect(), &r.clause)));
    let rules_of = raw.window.iter().flat_map(|window| &window.rule);
    pairs.extend(rules_of.map(|rule| (rule.when.iter().collect(), &rule.clause)));
    pairs.extend(raw.document.iter().map(|d| (d.needed_if.iter().collect(), &d.clause)));
    pairs.extend(raw.step.iter().map(|step| (step.when.iter().collect(), &step.clause)));
    pairs.extend(raw.warning.iter().map(|w| (w.when.iter().chain(&w.unless).collect(), &w.clause)));
    for (ids, clause) in pairs {
        let tests = ids.into_iter().filter_map(written);
        citing.extend(tests.map(|test| (test, clause.get_ref().as_str())));
    }
    let mut cited: Vec<Vec<&str>> = vec![Vec::new(); rules.facts.len()];
    for (test, clause) in citing {
        let mut read = Vec::new();
        rules.facts_of(test, &mut read);
        read.iter().for_each(|fact| cited[fact.index()].push(clause));
    }
    if let Some(standards) = &rules.standards {
        for (table, standard) in standards.tables.iter().zip(&raw.standard) {
            let mut read = vec![standards.series, standards.level, standards.degree];
            read.extend([standards.held, standards.since, standards.work]);
            table.also.iter().for_each(|also| {
                rules.facts_of(*also, &mut read);
            });
            read.iter().for_each(|fact| cited[fact.index()].push(standard.source.get_ref()));
        }
    }
    let mut found = Vec::new();
    for (fact, written) in rules.fact_ids().zip(&raw.fact) {
        let mut own = cited[fact.index()].clone();
        if own.is_empty() {
            // one that only decides whether others are asked speaks for their clauses
            let dependants =
                rules.fact_ids().filter(|other| rules.fact(*other).parents.contains(&fact));
            own.extend(dependants.flat_map(|other| cited[other.index()].iter().copied()));
        }
        if !own.is_empty() && !own.contains(&written.clause.get_ref().as_str()) {
            own.sort_unstable();
            own.dedup();
            found.push((written, own.join("`, `")));
        }
    }
    for (fact, clauses) in found {
        let (id, clause) = (fact.id.get_ref(), fact.clause.get_ref());
        let message = words!(
            "`{id}` 说是因为 `{clause}` 才问，可读它的规则都不引用这一条",
            "`{id}` is asked for `{clause}`, which no rule cites that reads it",
        );
        let help = words!("这些规则引用的是 `{clauses}`", "those rules cite `{clauses}`");
        warn(context, "fact-clause-differs", fact.clause.span(), message, Some(help), None);
    }
}

/// A title, an address and a signature can only inform.
fn accounts(context: &mut Context<'_>) {
    let raw = context.raw;
    for account in &raw.account {
        let (clause, role) = (account.clause.get_ref(), account.role.get_ref());
        let name = clause.split_once('/').map_or("", |(_, name)| name);
        let formal = ["标题", "称谓"].contains(&name) || name.starts_with("落款");
        if formal && role != "informative" {
            let message = words!(
                "`{clause}` 不产生规则，也没有要谁来定的：写 `informative`",
                "`{clause}` leaves nothing open: it is `informative`",
            );
            warn(context, "account-role", account.role.span(), message, None, None);
        }
    }
}
