//! Days against the text: the day of issue, the year, the dates of windows, numbers of years.

use std::ops::Range;

use super::super::context::Context;
use super::super::raw::{self, Bound, Text};
use super::text::{Named, counts, days_named, four_digits};
use super::warn;
use crate::date::Day;

pub(super) fn find(context: &mut Context<'_>) {
    issued(context);
    year(context);
    windows(context);
    numbers(context);
}

fn main_text(context: &Context<'_>) -> Option<String> {
    let main = context.held.iter().find(|held| held.id == "main").or(context.held.first());
    main.map(|held| held.text.clone())
}

/// The day of issue stands in the notice's own text.
fn issued(context: &mut Context<'_>) {
    let raw = context.raw;
    let issued = &raw.notice.issued;
    let (Ok(day), Some(text)) = (Day::parse(issued.get_ref()), main_text(context)) else {
        return;
    };
    let (year, month, of_month) = day.parts();
    let written = format!("{year}年{month}月{of_month}日");
    if !text.contains(&written) {
        let met = issued.get_ref();
        let message = words!(
            "通知原文里没有发文日期 {met}（{written}）",
            "the day of issue {met} (`{written}`) does not stand in the notice's text",
        );
        let named: Vec<String> = days_named(&text).iter().filter_map(Named::whole).collect();
        let help = named.last().map(|last| {
            words!("原文最后写的日期是 {last}", "the last day that the text names is `{last}`")
        });
        warn(context, "issued-not-in-text", issued.span(), message, help, None);
    }
    let issuer = &raw.notice.issuer;
    if !text.contains(issuer.get_ref().as_str()) {
        let met = issuer.get_ref();
        let message = words!(
            "通知原文里没有发文单位“{met}”",
            "the issuer `{met}` does not stand in the notice's text",
        );
        warn(context, "issuer-not-in-text", issuer.span(), message, None, None);
    }
}

/// The year is that of the title; id and name of the notice speak of the same.
fn year(context: &mut Context<'_>) {
    let raw = context.raw;
    let head = &raw.notice;
    let year = *head.year.get_ref();
    let title = context.held.iter().find(|held| held.id == "main").or(context.held.first());
    let title = title.and_then(|held| held.text.lines().next()).unwrap_or_default();
    let mut spoken: Vec<(Range<usize>, Vec<u16>)> = vec![
        (head.id.span(), four_digits(head.id.get_ref())),
        (head.name.span(), four_digits(head.name.get_ref())),
    ];
    let of_title = four_digits(title);
    if !of_title.is_empty() && !of_title.contains(&year) {
        spoken = vec![(head.year.span(), of_title)];
    }
    for (span, years) in spoken {
        if let Some(other) = years.first().filter(|_| !years.contains(&year)) {
            let message = words!(
                "这里是 {other} 年，`year` 写的是 {year}",
                "this speaks of {other}, and `year` says {year}",
            );
            let help = words!(
                "`year`、`id`、`name` 和通知标题说的是同一年",
                "`year`, `id`, `name` and the notice's title speak of one year",
            );
            warn(context, "year-differs", span, message, Some(help), None);
        }
    }
}

/// The days that something of the notice names: key, text, day.
type Days<'r> = Vec<(&'static str, &'r Text, Day)>;

fn days<'r>(given: impl Iterator<Item = (&'static str, &'r Text)>) -> Days<'r> {
    given.filter_map(|(key, text)| Some((key, text, Day::parse(text.get_ref()).ok()?))).collect()
}

fn days_of_rule(rule: &raw::WindowRule) -> Days<'_> {
    let keys = [("opens", &rule.opens), ("closes", &rule.closes), ("done_by", &rule.done_by)];
    let given = keys.into_iter().filter_map(|(key, text)| Some((key, text.as_ref()?)));
    let rounds = rule.rounds.iter().flatten();
    let rounds = rounds.flat_map(|round| [("opens", &round.opens), ("closes", &round.closes)]);
    days(given.chain(rounds))
}

/// Windows and steps lie in the notice's year, after it was issued, on days that their quotes name.
fn windows(context: &mut Context<'_>) {
    let raw = context.raw;
    let year = i32::from(*raw.notice.year.get_ref());
    let issued = Day::parse(raw.notice.issued.get_ref()).ok();
    let rules = raw.window_rules().map(|rule| (&rule.quote, days_of_rule(rule)));
    let steps = raw.step.iter().map(|step| {
        let opens = step.opens.iter().map(|text| ("opens", text));
        let closes = step.closes.iter().map(|text| ("closes", text));
        (&step.quote, days(opens.chain(closes)))
    });
    for (quote, days) in rules.chain(steps) {
        let quote = quote.as_ref().map_or("", |quote| quote.get_ref());
        let named = days_named(quote);
        for (key, text, day) in days {
            let met = text.get_ref();
            let spelt = named.iter().any(|named| named.year.is_some() && named.is(day));
            if day.parts().0 != year && !spelt {
                let message = words!(
                    "`{key}` 是 {met}，不在 {year} 年里",
                    "`{key}` is {met}, outside the year {year}",
                );
                let help = words!(
                    "真在别的年份，引用写明年份的那句话",
                    "if it is in another year, quote the words that name that year",
                );
                warn(context, "date-outside-year", text.span(), message, Some(help), None);
            } else if let Some(issued) = issued.filter(|issued| day < *issued && key != "opens") {
                let message = words!(
                    "`{key}` 是 {met}，比发文日期 {issued} 还早",
                    "`{key}` is {met}, before the notice was issued on {issued}",
                );
                warn(context, "date-outside-year", text.span(), message, None, None);
            }
            if !named.is_empty() && !named.iter().any(|named| named.is(day)) {
                let message = words!(
                    "引文里没有 `{key}` 的日期 {met}",
                    "the quote names other days than `{key}`, {met}",
                );
                let all: Vec<String> = named.iter().map(Named::short).collect();
                let all = all.join("、");
                let help = words!("引文里的日期是 {all}", "the quote names `{all}`");
                warn(context, "date-not-in-quote", text.span(), message, Some(help), None);
            }
        }
    }
}

/// Numbers of years that a criterion asks for stand in its quote and in its label, where these name any.
fn numbers(context: &mut Context<'_>) {
    let raw = context.raw;
    let mut found = Vec::new();
    for criterion in &raw.criterion {
        let mut asked: Vec<(u32, Range<usize>)> = Vec::new();
        asked_by(context, criterion, 0, &mut asked);
        let told = [("quote", &criterion.quote), ("label", &criterion.label)];
        for (key, text) in told {
            let Some(text) = text else { continue };
            let named = counts(text.get_ref());
            for (number, span) in &asked {
                if !named.is_empty() && !named.contains(number) {
                    found.push((criterion, key, *number, span.clone(), named.clone()));
                }
            }
        }
    }
    for (criterion, key, number, span, named) in found {
        let id = criterion.id.get_ref();
        let all: Vec<String> = named.iter().map(u32::to_string).collect();
        let all = all.join("、");
        let message = words!(
            "`{id}` 要求的是 {number}，它的 `{key}` 说的是 {all}",
            "`{id}` asks for {number}, and its `{key}` speaks of {all}",
        );
        warn(context, "number-not-in-quote", span, message, None, None);
    }
}

/// The numbers that a condition and its parts ask for; of parts that are criteria, their own text speaks.
fn asked_by(
    context: &Context<'_>,
    condition: &raw::Condition,
    depth: usize,
    into: &mut Vec<(u32, Range<usize>)>,
) {
    if let Some(years) = &condition.years {
        into.push((u32::from(*years.get_ref()), years.span()));
    }
    if let Some(bound) = &condition.at_least
        && let Bound::Number(number) = bound.get_ref()
    {
        into.push((u32::from(*number), bound.span()));
    }
    let tests = &context.raw.test;
    for part in condition.of.iter().flatten() {
        let part = tests.iter().find(|test| test.id.get_ref() == part.get_ref());
        if let Some(part) = part.filter(|_| depth < 8) {
            asked_by(context, part, depth + 1, into);
        }
    }
}
