//! What a case expects, and what came out otherwise.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value as Json;
use toml::Spanned;

use super::diagnostics::Words;
use crate::assess::{Assessment, RouteAssessment, Verdict};
use crate::notice::Notice;
use crate::truth::{Reason, Truth};
use crate::{Finding, Input, applicable, steps};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Case {
    pub(super) id: Spanned<String>,
    #[serde(rename = "says")]
    pub(super) _says: Option<String>,
    pub(super) today: String,
    pub(super) person: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) answers: toml::Table,
    #[serde(default)]
    pub(super) unset: Vec<Spanned<String>>,
    pub(super) scans: Option<toml::Value>,
    pub(super) interest: Option<Vec<String>>,
    #[serde(default)]
    pub(super) routes: BTreeMap<String, ExpectedRoute>,
    pub(super) documents: Option<BTreeMap<String, String>>,
    pub(super) exclusive_choice: Option<Vec<String>>,
    pub(super) warnings: Option<Vec<String>>,
    pub(super) next_question: Option<String>,
    pub(super) refine: Option<Vec<String>>,
    /// All steps that concern the person, in order.
    pub(super) steps: Option<Vec<String>>,
    /// Facts that concern the person, and facts that do not; others are not compared.
    #[serde(default)]
    pub(super) asks: Vec<String>,
    #[serde(default)]
    pub(super) asks_not: Vec<String>,
    /// The input is refused, at this path.
    pub(super) refused: Option<String>,
    /// What the notice tells everybody, by its place in the texts: `/routes/aid/kind`.
    #[serde(default)]
    pub(super) texts: toml::Table,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExpectedRoute {
    pub(super) verdict: String,
    pub(super) by: Option<Vec<String>>,
    pub(super) because: Option<Vec<String>>,
    pub(super) earliest: Option<String>,
    pub(super) window: Option<toml::Table>,
    pub(super) channel: Option<String>,
    pub(super) channel_certain: Option<bool>,
    pub(super) excludes: Option<Vec<String>>,
}

impl Case {
    pub(super) fn expects_nothing(&self) -> bool {
        self.routes.is_empty()
            && self.documents.is_none()
            && self.exclusive_choice.is_none()
            && self.warnings.is_none()
            && self.next_question.is_none()
            && self.refine.is_none()
            && self.steps.is_none()
            && self.asks.is_empty()
            && self.asks_not.is_empty()
            && self.refused.is_none()
            && self.texts.is_empty()
    }

    /// Whether two cases about the same answers expect different things of one key.
    pub(super) fn contradicts(&self, other: &Case) -> bool {
        fn differ<T: PartialEq>(a: &Option<T>, b: &Option<T>) -> bool {
            a.is_some() && b.is_some() && a != b
        }
        differ(&self.documents, &other.documents)
            || differ(&self.exclusive_choice, &other.exclusive_choice)
            || differ(&self.warnings, &other.warnings)
            || differ(&self.next_question, &other.next_question)
            || differ(&self.refine, &other.refine)
            || differ(&self.steps, &other.steps)
            || differ(&self.refused, &other.refused)
            || self.asks.iter().any(|fact| other.asks_not.contains(fact))
            || self.asks_not.iter().any(|fact| other.asks.contains(fact))
            || self
                .texts
                .iter()
                .any(|(path, text)| other.texts.get(path).is_some_and(|t| t != text))
            || self.routes.iter().any(|(id, mine)| {
                other.routes.get(id).is_some_and(|theirs| {
                    mine.verdict != theirs.verdict
                        || differ(&mine.by, &theirs.by)
                        || differ(&mine.because, &theirs.because)
                        || differ(&mine.earliest, &theirs.earliest)
                        || differ(&mine.window, &theirs.window)
                        || differ(&mine.channel, &theirs.channel)
                        || differ(&mine.channel_certain, &theirs.channel_certain)
                        || differ(&mine.excludes, &theirs.excludes)
                })
            })
    }

    /// Whether all that it expects is expected by another case about the same answers too.
    pub(super) fn repeats(&self, other: &Case) -> bool {
        fn within<T: PartialEq>(a: &Option<T>, b: &Option<T>) -> bool {
            a.is_none() || a == b
        }
        let tables = |mine: &Option<toml::Table>, theirs: &Option<toml::Table>| {
            let has = |key: &str, value| theirs.as_ref().and_then(|t| t.get(key)) == Some(value);
            mine.iter().flatten().all(|(key, value)| has(key, value))
        };
        within(&self.documents, &other.documents)
            && within(&self.exclusive_choice, &other.exclusive_choice)
            && within(&self.warnings, &other.warnings)
            && within(&self.next_question, &other.next_question)
            && within(&self.refine, &other.refine)
            && within(&self.steps, &other.steps)
            && within(&self.refused, &other.refused)
            && self.asks.iter().all(|fact| other.asks.contains(fact))
            && self.asks_not.iter().all(|fact| other.asks_not.contains(fact))
            && self.texts.iter().all(|(path, text)| other.texts.get(path) == Some(text))
            && self.routes.iter().all(|(id, mine)| {
                other.routes.get(id).is_some_and(|theirs| {
                    mine.verdict == theirs.verdict
                        && within(&mine.by, &theirs.by)
                        && within(&mine.because, &theirs.because)
                        && within(&mine.earliest, &theirs.earliest)
                        && tables(&mine.window, &theirs.window)
                        && within(&mine.channel, &theirs.channel)
                        && within(&mine.channel_certain, &theirs.channel_certain)
                        && within(&mine.excludes, &theirs.excludes)
                })
            })
    }
}

/// What came out otherwise than the case says; what it does not say is not compared.
pub(super) fn differences(assessment: &Assessment<'_>, case: &Case) -> Vec<Words> {
    let mut found = Vec::new();
    for (id, expected) in &case.routes {
        if !assessment.routes.iter().any(|route| route.id == id) {
            found.push(words!("通知里没有途径 `{id}`", "the notice has no route `{id}`"));
        } else if expected.by.is_none() && expected.verdict != "met" {
            found.push(words!(
                "{id}：写了不是 `met` 的结果，还要写 `by`：由哪几个条件决定",
                "{id}: a verdict other than `met` needs the key `by`: the criteria that decide"
            ));
        }
    }
    for id in case.documents.iter().flat_map(BTreeMap::keys) {
        if !assessment.documents.iter().any(|document| document.id == id) {
            found.push(words!("通知里没有材料 `{id}`", "the notice has no document `{id}`"));
        }
    }
    let mut compare = |what: String, expected: &str, met: &str| {
        if expected != met {
            found.push(words!(
                "{what}：写的是 `{expected}`，算出来是 `{met}`",
                "{what}: expected `{expected}`, met `{met}`"
            ));
        }
    };
    for (id, expected) in &case.routes {
        let Some(route) = assessment.routes.iter().find(|route| route.id == id) else {
            continue;
        };
        compare(format!("{id}: verdict"), &expected.verdict, route.verdict.as_str());
        let deciding = deciding(route);
        let names: Vec<&str> = deciding.iter().map(|finding| name(finding)).collect();
        if let Some(by) = &expected.by {
            compare(format!("{id}: by"), &by.join(" "), &names.join(" "));
        }
        if let Some(because) = &expected.because {
            // `unclear main/二.5` names the clause as well, or the fact, the source, the authority
            let whole = because.iter().any(|reason| reason.contains(' '));
            let kinds =
                each_once(deciding.iter().flat_map(|finding| &finding.because).map(|reason| {
                    let kind = kind(reason);
                    if whole { format!("{kind} {}", target(reason)) } else { kind.to_owned() }
                }));
            compare(format!("{id}: because"), &because.join(" "), &kinds.join(" "));
        }
        if let Some(earliest) = &expected.earliest {
            let met = route.earliest.map_or("none".to_owned(), |day| day.to_string());
            compare(format!("{id}: earliest"), earliest, &met);
        }
        if let Some(channel) = &expected.channel {
            compare(format!("{id}: channel"), channel, route.channel);
        }
        if let Some(certain) = expected.channel_certain {
            let (expected, met) = (certain.to_string(), route.channel_certain.to_string());
            compare(format!("{id}: channel_certain"), &expected, &met);
        }
        if let Some(excludes) = &expected.excludes {
            compare(format!("{id}: excludes"), &excludes.join(" "), &route.excludes.join(" "));
        }
        if let Some(window) = &expected.window {
            let met = serde_json::to_value(&route.window).unwrap_or_default();
            for (key, value) in window {
                let expected = serde_json::to_value(value).unwrap_or_default();
                let met = met.get(key).cloned().unwrap_or_default();
                compare(format!("{id}: window.{key}"), &expected.to_string(), &met.to_string());
            }
        }
    }
    if let Some(documents) = &case.documents {
        for (id, status) in documents {
            let met = assessment.documents.iter().find(|document| document.id == id);
            let met = met.and_then(|document| serde_json::to_value(document.status).ok());
            if let Some(met) = met.as_ref().and_then(Json::as_str) {
                compare(format!("document {id}"), status, met);
            }
        }
    }
    if let Some(expected) = &case.exclusive_choice {
        let met = assessment.exclusive_choice.join(" ");
        compare("exclusive_choice".into(), &expected.join(" "), &met);
    }
    if let Some(expected) = &case.warnings {
        let met: Vec<&str> = assessment.warnings.iter().map(|warning| warning.kind).collect();
        compare("warnings".into(), &expected.join(" "), &met.join(" "));
    }
    if let Some(expected) = &case.next_question {
        let met = assessment.next_question.unwrap_or("none");
        compare("next_question".into(), expected, met);
    }
    if let Some(expected) = &case.refine {
        compare("refine".into(), &expected.join(" "), &assessment.refine.join(" "));
    }
    found
}

/// The same in the same order, each the first time only.
fn each_once<T: PartialEq>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut once = Vec::new();
    for item in items {
        if !once.contains(&item) {
            once.push(item);
        }
    }
    once
}

/// What a case would expect of a route that came out so, as lines of `cases.toml`.
pub(super) fn expectation(route: &RouteAssessment<'_>) -> String {
    let list = |ids: &[&str]| Json::from(ids).to_string();
    let mut keys = vec![format!("verdict = \"{}\"", route.verdict.as_str())];
    let deciding = deciding(route);
    if route.verdict != Verdict::Met {
        let names: Vec<&str> = deciding.iter().map(|finding| name(finding)).collect();
        keys.push(format!("by = {}", list(&names)));
    }
    let kinds = each_once(deciding.iter().flat_map(|finding| &finding.because).map(kind));
    if !kinds.is_empty() {
        keys.push(format!("because = {}", list(&kinds)));
    }
    keys.extend(route.earliest.map(|day| format!("earliest = \"{day}\"")));
    let window = serde_json::to_value(&route.window).unwrap_or_default();
    let window = window.as_object().into_iter().flatten();
    let window: Vec<String> = window.map(|(key, value)| format!("{key} = {value}")).collect();
    keys.push(format!("window = {{ {} }}", window.join(", ")));
    format!("routes.{} = {{ {} }}\n", route.id, keys.join(", "))
}

/// What the steps and the questions are for this person, where that is otherwise than the case says.
pub(super) fn told(notice: &Notice, input: &Input, case: &Case) -> Vec<Words> {
    let mut found = Vec::new();
    if let Some(expected) = &case.steps {
        let (expected, met) = (expected.join(" "), steps(notice, input).join(" "));
        if expected != met {
            found.push(words!(
                "steps：写的是 `{expected}`，算出来是 `{met}`",
                "steps: expected `{expected}`, met `{met}`"
            ));
        }
    }
    let met = applicable(notice, input);
    let asks = case.asks.iter().map(|fact| (fact, true));
    for (fact, expected) in asks.chain(case.asks_not.iter().map(|fact| (fact, false))) {
        if !notice.facts().any(|id| id == fact) {
            found.push(words!("没有这个问题：`{fact}`", "there is no fact `{fact}`"));
        } else if met.contains(&fact.as_str()) != expected {
            found.push(if expected {
                words!(
                    "`{fact}` 应当会问，其实不问",
                    "`{fact}`: expected to be asked, is not asked"
                )
            } else {
                words!(
                    "`{fact}` 应当不问，其实会问",
                    "`{fact}`: expected not to be asked, is asked"
                )
            });
        }
    }
    found
}

/// What the notice tells everybody, where that is otherwise than the case says.
pub(super) fn texts_told(texts: &Json, case: &Case) -> Vec<Words> {
    let mut found = Vec::new();
    for (path, expected) in &case.texts {
        let expected = serde_json::to_value(expected).unwrap_or_default();
        let mut keys = path.split('/').filter(|key| !key.is_empty());
        let met = keys.try_fold(texts, |at, key| match at {
            Json::Array(items) => items.iter().find(|item| item.get("id") == Some(&key.into())),
            other => other.get(key),
        });
        // of a list of tables, the ids are compared, or the clauses
        let id = |item: &Json| {
            let named = item.get("id").or(item.get("clause"));
            named.unwrap_or(item).clone()
        };
        let met = match met {
            Some(Json::Array(items)) => Json::Array(items.iter().map(id).collect()),
            Some(other) => other.clone(),
            None => Json::Null,
        };
        if met != expected {
            found.push(words!(
                "texts {path}：写的是 `{expected}`，其实是 `{met}`",
                "texts {path}: expected `{expected}`, met `{met}`"
            ));
        }
    }
    found
}

/// What a reason is about.
fn target<'n>(reason: &Reason<'n>) -> &'n str {
    match reason {
        Reason::Unanswered { fact } | Reason::DoNotKnow { fact } | Reason::DayNeeded { fact } => {
            fact
        }
        Reason::SourceNotHeld { source } => source,
        Reason::Discretion { authority } => authority,
        Reason::Unclear { clause } => clause,
    }
}

fn name<'f>(finding: &'f Finding<'_>) -> &'f str {
    finding.criterion.or(finding.group).unwrap_or_default()
}

pub(super) fn kind(reason: &Reason<'_>) -> &'static str {
    match reason {
        Reason::Unanswered { .. } => "unanswered",
        Reason::DoNotKnow { .. } => "do-not-know",
        Reason::DayNeeded { .. } => "day-needed",
        Reason::SourceNotHeld { .. } => "source-not-held",
        Reason::Discretion { .. } => "discretion",
        Reason::Unclear { .. } => "unclear",
    }
}

/// The findings that decide a verdict other than met.
pub(crate) fn deciding<'a, 'n>(route: &'a RouteAssessment<'n>) -> Vec<&'a Finding<'n>> {
    let doubtful = |finding: &Finding| {
        finding.truth == Truth::Unknown
            && finding.because.iter().all(|reason| match reason {
                Reason::Discretion { .. } | Reason::Unclear { .. } => true,
                Reason::Unanswered { .. }
                | Reason::DoNotKnow { .. }
                | Reason::DayNeeded { .. }
                | Reason::SourceNotHeld { .. } => false,
            })
    };
    let no = |finding: &Finding| finding.truth == Truth::No;
    let decides = |finding: &&Finding| match route.verdict {
        Verdict::Met => false,
        Verdict::NotMet => no(finding) && (!finding.relaxable || route.relaxation == Truth::No),
        Verdict::Undetermined => {
            (finding.truth == Truth::Unknown && !doubtful(finding))
                || (no(finding) && route.relaxation == Truth::Unknown)
        }
        Verdict::NeedsDiscretion => finding.truth == Truth::Unknown || no(finding),
    };
    route.findings.iter().filter(decides).collect()
}
