//! What people read, by id, as the JSON that the page gets; and whether every paragraph of the
//! sources is accounted for.
//!
//! Quotes and clauses are ranges `[start, end)` in UTF-16 units of their source's text, which
//! stands there once.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::context::Context;
use super::diagnostics::{Diagnostic, Severity};
use super::raw::{self, Text};
use super::supplements;

/// A clause with its quote or our words.
struct Citation<'r> {
    clause: &'r Text,
    quote: Option<&'r Text>,
    words: Option<&'r Text>,
}

macro_rules! citation {
    ($of:expr) => {
        Citation { clause: &$of.clause, quote: $of.quote.as_ref(), words: $of.words.as_ref() }
    };
}

/// Writes the texts, checking every clause and quote on the way.
pub(super) fn write(context: &mut Context<'_>) -> String {
    let raw = context.raw;
    let mut notice = json!({
        "id": text(&raw.notice.id), "edition": text(&raw.notice.edition),
        "name": text(&raw.notice.name), "year": raw.notice.year.get_ref(),
        "issued": text(&raw.notice.issued), "issuer": text(&raw.notice.issuer),
    });
    if let (Some(day), Some(notice)) = (&raw.notice.counted_to, notice.as_object_mut()) {
        put(notice, "counted_to", Some(day));
    }
    let authorities = raw.authority.iter().map(|a| (a.id.get_ref().clone(), text(&a.name)));
    let authorities: Map<String, Value> = authorities.collect();
    let texts = json!({
        "notice": notice,
        "authorities": authorities,
        "facts": raw.fact.iter().map(|fact| self::fact(context, fact)).collect::<Vec<_>>(),
        "criteria": criteria(context),
        "groups": groups(context),
        "relaxations": relaxations(context),
        "exclusivities": raw.exclusivity.iter().map(|e| {
            let mut entry = cited(context, &citation!(e));
            entry.insert("kinds".into(), e.kinds.iter().map(text).collect());
            Value::Object(entry)
        }).collect::<Vec<_>>(),
        "routes": raw.route.iter().map(|route| self::route(context, route)).collect::<Vec<_>>(),
        "windows": windows(context),
        "standards": standards(context),
        "phases": raw.phase.iter().map(|phase| {
            json!({ "id": text(&phase.id), "name": text(&phase.name) })
        }).collect::<Vec<_>>(),
        "documents": raw.document.iter().map(|d| document(context, d)).collect::<Vec<_>>(),
        "not_needed": raw.not_needed.iter().map(|n| {
            let mut entry = cited(context, &citation!(n));
            entry.insert("name".into(), text(&n.name));
            Value::Object(entry)
        }).collect::<Vec<_>>(),
        "steps": raw.step.iter().map(|s| step(context, s)).collect::<Vec<_>>(),
        "warnings": raw.warning.iter().map(|w| {
            let mut entry = cited(context, &citation!(w));
            entry.insert("text".into(), text(&w.text));
            (w.id.get_ref().clone(), Value::Object(entry))
        }).collect::<Map<_, _>>(),
        "cautions": raw.caution.iter().map(|c| {
            let mut entry = cited(context, &citation!(c));
            entry.insert("text".into(), text(&c.text));
            Value::Object(entry)
        }).collect::<Vec<_>>(),
    });
    let known: Vec<Value> = known(context);
    account(context);
    let mut texts = texts;
    if let Some(texts) = texts.as_object_mut() {
        texts.insert("sources".into(), sources(context));
        texts.insert("clauses".into(), clauses(context));
        if !known.is_empty() {
            texts.insert("known".into(), known.into());
        }
    }
    texts.to_string()
}

fn text(text: &Text) -> Value {
    Value::String(text.get_ref().clone())
}

fn put(entry: &mut Map<String, Value>, key: &str, value: Option<&Text>) {
    if let Some(value) = value {
        entry.insert(key.into(), text(value));
    }
}

/// Checks a clause and its quote. What has neither a quote nor our words says nothing.
fn cited(context: &mut Context<'_>, citation: &Citation<'_>) -> Map<String, Value> {
    let mut entry = Map::new();
    put(&mut entry, "clause", Some(citation.clause));
    put(&mut entry, "words", citation.words);
    if !context.cite(citation.clause) {
        return entry;
    }
    if let Some(quote) = citation.quote
        && let Some(range) = context.quote(citation.clause, quote)
        && let Some((held, _)) = context.clause(citation.clause.get_ref())
    {
        entry.insert("quote".into(), json!(held.utf16(range)));
    }
    if citation.quote.is_none() && citation.words.is_none() {
        let message = words!(
            "既没有引文 `quote`，也没有自己的话 `words`",
            "neither a `quote` nor our own `words`"
        );
        let help = Some(words!(
            "引用条款里的原话；原文没有收录的，用自己的话说",
            "quote the clause, or say it in our words where it is not in hand"
        ));
        let span = citation.clause.span();
        context.fault(Severity::Error, "says-nothing", span, message, help);
    }
    entry
}

fn fact(context: &mut Context<'_>, fact: &raw::Fact) -> Value {
    context.cite(&fact.clause);
    let mut entry = Map::new();
    for (key, value) in [
        ("id", Some(&fact.id)),
        ("kind", Some(&fact.kind)),
        ("question", Some(&fact.question)),
        ("hint", fact.hint.as_ref()),
        ("why", Some(&fact.why)),
        ("clause", Some(&fact.clause)),
        ("unsure", fact.unsure.as_ref()),
        ("asked_with", fact.asked_with.as_ref()),
    ] {
        put(&mut entry, key, value);
    }
    let choices = fact.choices.iter().flatten().map(|choice| {
        let mut entry = Map::new();
        put(&mut entry, "id", Some(&choice.id));
        put(&mut entry, "label", Some(&choice.label));
        put(&mut entry, "hint", choice.hint.as_ref());
        Value::Object(entry)
    });
    let choices: Vec<Value> = choices.collect();
    if !choices.is_empty() {
        entry.insert("choices".into(), Value::Array(choices));
    }
    Value::Object(entry)
}

fn criteria(context: &mut Context<'_>) -> Map<String, Value> {
    let raw = context.raw;
    let mut criteria = Map::new();
    for written in &raw.criterion {
        let Some(clause) = &written.clause else {
            continue;
        };
        let (quote, words) = (written.quote.as_ref(), written.words.as_ref());
        let mut entry = cited(context, &Citation { clause, quote, words });
        put(&mut entry, "label", written.label.as_ref());
        put(&mut entry, "not_held", written.not_held.as_ref());
        criteria.insert(written.id.get_ref().clone(), Value::Object(entry));
    }
    criteria
}

fn groups(context: &mut Context<'_>) -> Map<String, Value> {
    let raw = context.raw;
    let mut groups = Map::new();
    for group in &raw.group {
        let mut entry = cited(context, &citation!(group));
        put(&mut entry, "label", Some(&group.label));
        entry.insert("any".into(), group.any.iter().map(text).collect());
        groups.insert(group.id.get_ref().clone(), Value::Object(entry));
    }
    groups
}

fn relaxations(context: &mut Context<'_>) -> Map<String, Value> {
    let raw = context.raw;
    let mut relaxations = Map::new();
    for relaxation in &raw.relaxation {
        let authorities = context.authorities.clone();
        context.look_up("authority", &authorities, &relaxation.authority);
        let mut entry = cited(context, &citation!(relaxation));
        put(&mut entry, "authority", Some(&relaxation.authority));
        relaxations.insert(relaxation.id.get_ref().clone(), Value::Object(entry));
    }
    relaxations
}

fn route(context: &mut Context<'_>, route: &raw::Route) -> Value {
    let mut entry = cited(context, &citation!(route));
    for (key, value) in [
        ("id", Some(&route.id)),
        ("name", Some(&route.name)),
        ("about", Some(&route.about)),
        ("kind", Some(&route.kind)),
        ("kind_name", Some(&route.kind_name)),
        ("relaxation", route.relaxation.as_ref()),
    ] {
        put(&mut entry, key, value);
    }
    for (criterion, quote) in &route.quotes {
        let of_route = route.criteria.iter().any(|id| id.get_ref() == criterion.get_ref());
        if of_route && !route.clauses.contains_key(criterion.get_ref().as_str()) {
            let message = words!(
                "给 `{}` 写了引文，还要在 `clauses` 里写它的条款",
                "a quote of `{}` needs its clause, in `clauses`",
                criterion.get_ref()
            );
            context.error("key-missing", quote.span(), message);
        }
    }
    if route.usual {
        entry.insert("usual".into(), true.into());
    }
    for source in &route.leans_on {
        let sources = context.sources.clone();
        context.look_up("source", &sources, source);
        *context.cited.entry(source.get_ref().clone()).or_default() += 1;
    }
    if !route.leans_on.is_empty() {
        entry.insert("leans_on".into(), route.leans_on.iter().map(text).collect());
    }
    entry.insert("window".into(), supplements::window_of(context.raw, route).0.into());
    let mut own = Map::new();
    for (criterion, clause) in &route.clauses {
        let quote = route.quotes.get(criterion.get_ref().as_str());
        let words = Some(criterion).filter(|_| quote.is_none());
        let mut quoted = cited(context, &Citation { clause, quote, words });
        quoted.remove("words");
        own.insert(criterion.get_ref().clone(), Value::Object(quoted));
    }
    if !own.is_empty() {
        entry.insert("quotes".into(), Value::Object(own));
    }
    Value::Object(entry)
}

fn windows(context: &mut Context<'_>) -> Map<String, Value> {
    let mut windows = Map::new();
    for (id, written) in supplements::windows(context) {
        let mut rules = Vec::new();
        for rule in written {
            let mut entry = cited(context, &citation!(rule));
            for (key, value) in [
                ("state", Some(&rule.state)),
                ("opens", rule.opens.as_ref()),
                ("closes", rule.closes.as_ref()),
                ("closes_at", rule.closes_at.as_ref()),
                ("set_by", rule.set_by.as_ref()),
                ("done_by", rule.done_by.as_ref()),
                ("warning", rule.warning.as_ref()),
            ] {
                put(&mut entry, key, value);
            }
            if let Some(rounds) = &rule.rounds {
                let rounds = rounds.iter().map(|round| {
                    let mut entry = Map::new();
                    put(&mut entry, "opens", Some(&round.opens));
                    put(&mut entry, "closes", Some(&round.closes));
                    put(&mut entry, "closes_at", round.closes_at.as_ref());
                    Value::Object(entry)
                });
                entry.insert("rounds".into(), rounds.collect());
            }
            rules.push(Value::Object(entry));
        }
        windows.insert(id, Value::Array(rules));
    }
    windows
}

fn standards(context: &mut Context<'_>) -> Map<String, Value> {
    for standard in &context.raw.standard {
        let missing = match (&standard.also, &standard.also_words) {
            (Some(_), None) => "also_words",
            (None, Some(_)) => "also",
            (Some(_), Some(_)) | (None, None) => continue,
        };
        let message = words!(
            "`also` 和 `also_words` 要一起写：少了 `{missing}`",
            "`also` and `also_words` go together: the key `{missing}` is missing"
        );
        context.error("key-missing", standard.source.span(), message);
    }
    let of = |standard: &raw::Standard| {
        let mut entry = Map::new();
        entry.insert("series".into(), standard.series.iter().map(text).collect());
        put(&mut entry, "also_words", standard.also_words.as_ref());
        (standard.source.get_ref().clone(), Value::Object(entry))
    };
    context.raw.standard.iter().map(of).collect()
}

fn document(context: &mut Context<'_>, document: &raw::Document) -> Value {
    let mut entry = cited(context, &citation!(document));
    put(&mut entry, "id", Some(&document.id));
    put(&mut entry, "name", Some(&document.name));
    put(&mut entry, "phase", Some(&document.phase));
    put(&mut entry, "copies", document.copies.as_ref());
    for (place, form) in document.forms.iter().enumerate() {
        context.check_id(&form.id);
        if document.forms[..place].iter().any(|other| other.id.get_ref() == form.id.get_ref()) {
            let message =
                words!("形式 `{}` 写了两次", "the form `{}` is defined twice", form.id.get_ref());
            context.error("doubled-id", form.id.span(), message);
        }
    }
    let form = |form: &raw::Form| json!({ "id": text(&form.id), "name": text(&form.name) });
    let forms: Vec<Value> = document.forms.iter().map(form).collect();
    if !forms.is_empty() {
        entry.insert("forms".into(), Value::Array(forms));
    }
    Value::Object(entry)
}

/// What supplements tell, with the quote.
fn known(context: &mut Context<'_>) -> Vec<Value> {
    let told = context.raw.supplement.iter().flat_map(|supplement| &supplement.fact);
    told.map(|told| {
        let mut entry = cited(context, &citation!(told));
        put(&mut entry, "fact", Some(&told.fact));
        put(&mut entry, "choice", Some(&told.value));
        Value::Object(entry)
    })
    .collect()
}

fn step(context: &mut Context<'_>, step: &raw::Step) -> Value {
    let mut entry = cited(context, &citation!(step));
    put(&mut entry, "id", Some(&step.id));
    put(&mut entry, "name", Some(&step.name));
    put(&mut entry, "kind", Some(&step.kind));
    put(&mut entry, "opens", step.opens.as_ref());
    put(&mut entry, "closes", step.closes.as_ref());
    put(&mut entry, "closes_at", step.closes_at.as_ref());
    if !["before", "path", "later"].contains(&step.kind.get_ref().as_str()) {
        let message = words!(
            "应当是 `before`、`path` 或 `later`，这里写的是 `{}`",
            "expected `before`, `path` or `later`, met `{}`",
            step.kind.get_ref()
        );
        context.error("unknown-kind", step.kind.span(), message);
    }
    Value::Object(entry)
}

/// Every paragraph of a held source is cited by something, or an `[[account]]` says why not.
fn account(context: &mut Context<'_>) {
    let raw = context.raw;
    let mut accounted: BTreeSet<&str> = BTreeSet::new();
    for account in &raw.account {
        let role = account.role.get_ref().as_str();
        if !["informative", "discretionary", "unclear", "later-step"].contains(&role) {
            let message = words!(
                "应当是 `informative`、`discretionary`、`unclear` 或 `later-step`，这里写的是 `{role}`",
                "expected `informative`, `discretionary`, `unclear` or `later-step`, met `{role}`"
            );
            context.error("unknown-kind", account.role.span(), message);
        }
        let id = account.clause.get_ref();
        if accounted.contains(id.as_str()) {
            let message = words!("`{id}` 交代了两次", "`{id}` is accounted for twice");
            context.error("doubled-id", account.clause.span(), message);
        }
        if context.clause(id).is_none() {
            let message = words!("没有条款 `{id}`", "there is no clause `{id}`");
            context.error("clause-not-found", account.clause.span(), message);
        }
        accounted.insert(id.as_str());
    }
    let mut found = Vec::new();
    for held in &context.held {
        for clause in &held.clauses {
            let named = |id: &str| context.cited.contains_key(id) || accounted.contains(id);
            // a heading that is cited accounts for all that stands under it
            let above = clause.id.match_indices('.').filter_map(|(end, _)| clause.id.get(..end));
            let mut parts = above.filter_map(|id| held.clause(id)).filter(|part| part.is_part);
            if clause.is_part || named(&clause.id) || parts.any(|part| named(&part.id)) {
                continue;
            }
            let id = &clause.id;
            found.push(Diagnostic {
                code: "clause-not-accounted",
                severity: Severity::Error,
                message: words!(
                    "`{id}` 没有着落：没有一条规则引用它",
                    "nothing accounts for `{id}`"
                ),
                file: held.file,
                span: clause.range.clone(),
                help: Some(words!(
                    "在规则里引用它，或者用 `[[account]]` 说明为什么没有规则",
                    "cite it in a rule, or say in an `[[account]]` why there is none",
                )),
                witness: None,
            });
        }
    }
    context.diagnostics.found.extend(found);
}

fn sources(context: &Context<'_>) -> Value {
    let of = |source: &raw::Source| {
        let mut entry = Map::new();
        put(&mut entry, "title", Some(&source.title));
        put(&mut entry, "number", source.number.as_ref());
        put(&mut entry, "grade", Some(&source.grade));
        put(&mut entry, "note", source.note.as_ref());
        if let Some(held) = context.held.iter().find(|held| held.id == *source.id.get_ref()) {
            entry.insert("text".into(), Value::String(held.text.clone()));
        }
        (source.id.get_ref().clone(), Value::Object(entry))
    };
    context.raw.source.iter().map(of).collect::<Map<_, _>>().into()
}

/// The clauses' places; only of those that can be shown.
fn clauses(context: &Context<'_>) -> Value {
    let held = context.held.iter();
    let all = held.flat_map(|held| held.clauses.iter().map(move |clause| (held, clause)));
    let cited = all.filter(|(_, clause)| context.cited.contains_key(&clause.id));
    cited
        .map(|(held, clause)| (clause.id.clone(), json!(held.utf16(clause.range.clone()))))
        .collect::<Map<_, _>>()
        .into()
}
