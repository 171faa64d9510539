//! A notice's own cases: an applicant, a day, and what the notice means for them.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;
use serde_json::{Map, Value as Json};
use toml::Spanned;

use super::Folder;
use super::diagnostics::{Diagnostic, Diagnostics, Severity, Words};
use super::malformed::malformed;
use crate::assess::{Assessment, RouteAssessment, Verdict, assess};
use crate::notice::Notice;
use crate::truth::{Reason, Truth};
use crate::value::Value;
use crate::{Finding, Input, InputError, InputFault, applicable, steps};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    #[serde(default)]
    person: Vec<Person>,
    #[serde(default)]
    case: Vec<Case>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Person {
    id: Spanned<String>,
    #[serde(rename = "says")]
    _says: Option<String>,
    answers: toml::Table,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: Spanned<String>,
    #[serde(rename = "says")]
    _says: Option<String>,
    today: String,
    person: Option<Spanned<String>>,
    #[serde(default)]
    answers: toml::Table,
    #[serde(default)]
    unset: Vec<Spanned<String>>,
    scans: Option<toml::Value>,
    interest: Option<Vec<String>>,
    #[serde(default)]
    routes: BTreeMap<String, ExpectedRoute>,
    documents: Option<BTreeMap<String, String>>,
    exclusive_choice: Option<Vec<String>>,
    warnings: Option<Vec<String>>,
    next_question: Option<String>,
    refine: Option<Vec<String>>,
    /// All steps that concern the person, in order.
    steps: Option<Vec<String>>,
    /// Facts that concern the person, and facts that do not; others are not compared.
    #[serde(default)]
    asks: Vec<String>,
    #[serde(default)]
    asks_not: Vec<String>,
    /// The input is refused, at this path.
    refused: Option<String>,
    /// What the notice tells everybody, by its place in the texts: `/routes/aid/kind`.
    #[serde(default)]
    texts: toml::Table,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedRoute {
    verdict: String,
    by: Option<Vec<String>>,
    because: Option<Vec<String>>,
    earliest: Option<String>,
    window: Option<toml::Table>,
    channel: Option<String>,
    channel_certain: Option<bool>,
    excludes: Option<Vec<String>>,
}

/// One case: its id, and what came out otherwise than expected.
#[derive(Clone, Debug)]
pub struct CaseReport {
    /// The case's id.
    pub id: String,
    /// Empty if the case passed.
    pub differences: Vec<Words>,
}

/// How often cases met a criterion as yes, as no, as unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Met {
    /// It held.
    pub yes: usize,
    /// It did not.
    pub no: usize,
    /// It could not be said.
    pub unknown: usize,
}

/// A notice's cases, run.
#[derive(Clone, Debug, Default)]
pub struct Tested {
    /// How often the cases met each criterion, by its id, on routes that they speak of.
    pub criteria: BTreeMap<String, Met>,
    /// How often they expect each verdict of each route: `targeted-review met`.
    pub verdicts: BTreeMap<String, usize>,
    /// How often a finding that they name was unknown for each kind of reason.
    pub reasons: BTreeMap<&'static str, usize>,
    /// One for each case, in the order of the file.
    pub cases: Vec<CaseReport>,
    /// Faults of the cases themselves, and a fault for each that failed.
    pub diagnostics: Diagnostics,
}

impl Tested {
    /// Counts what a case has met: of the routes that it speaks of.
    fn count(&mut self, assessment: &Assessment<'_>, case: &Case) {
        let named = |route: &&RouteAssessment| case.routes.contains_key(route.id);
        for route in assessment.routes.iter().filter(named) {
            let verdict = format!("{} {}", route.id, route.verdict.as_str());
            *self.verdicts.entry(verdict).or_default() += 1;
            for finding in route.findings.iter().flat_map(|f| std::iter::once(f).chain(&f.parts)) {
                if let Some(id) = finding.criterion {
                    let met = self.criteria.entry(id.to_owned()).or_default();
                    match finding.truth {
                        Truth::Yes => met.yes += 1,
                        Truth::No => met.no += 1,
                        Truth::Unknown => met.unknown += 1,
                    }
                }
            }
            for reason in deciding(route).iter().flat_map(|finding| &finding.because) {
                *self.reasons.entry(kind(reason)).or_default() += 1;
            }
        }
    }

    /// How many cases came out as expected.
    pub fn passed(&self) -> usize {
        self.cases.iter().filter(|case| case.differences.is_empty()).count()
    }

    /// How many did not.
    pub fn failed(&self) -> usize {
        self.cases.len() - self.passed()
    }
}

impl Folder {
    /// Faults of the cases that need no run: cases that test nothing, and cases that contradict.
    pub fn lint_cases(&self) -> Diagnostics {
        let mut diagnostics = Diagnostics::default();
        let Some(text) = &self.cases else {
            return diagnostics;
        };
        let file = diagnostics.add_file("cases.toml", text);
        let cases: Cases = match toml::from_str(text) {
            Ok(cases) => cases,
            Err(error) => {
                diagnostics.found.push(malformed(file, text, &error));
                return diagnostics;
            }
        };
        let mut fault = |code, severity, id: &Spanned<String>, message: Words| {
            let (span, help) = (id.span(), None);
            diagnostics.found.push(Diagnostic {
                code,
                severity,
                message,
                file,
                span,
                help,
                witness: None,
            });
        };
        for (place, person) in cases.person.iter().enumerate() {
            let id = person.id.get_ref();
            if cases.person[..place].iter().any(|other| other.id.get_ref() == id) {
                let message = words!("人物 `{id}` 写了两次", "the person `{id}` is defined twice");
                fault("doubled-id", Severity::Error, &person.id, message);
            }
            let named = |case: &Case| case.person.as_ref().is_some_and(|p| p.get_ref() == id);
            if !cases.case.iter().any(named) {
                let message =
                    words!("没有一个用例说到人物 `{id}`", "no case is about the person `{id}`");
                fault("person-never-used", Severity::Warning, &person.id, message);
            }
        }
        let mut inputs: BTreeMap<String, Vec<&Case>> = BTreeMap::new();
        for case in &cases.case {
            let id = case.id.get_ref();
            if case.expects_nothing() {
                let message = words!(
                    "用例 `{id}` 什么结果也没写，永远不会不通过",
                    "`{id}` expects nothing, so it cannot fail"
                );
                fault("case-tests-nothing", Severity::Error, &case.id, message);
            }
            let Ok(input) = json_of(&cases, case) else {
                continue; // the test of the cases says so
            };
            let others = inputs.entry(input.to_string()).or_default();
            if let Some(other) = others.iter().find(|other| other.contradicts(case)) {
                let message = words!(
                    "用例 `{id}` 和 `{}` 的回答一样，写的结果却不一样",
                    "`{id}` and `{}` are about the same answers and expect different things",
                    other.id.get_ref()
                );
                fault("case-contradicts", Severity::Error, &case.id, message);
            } else if let Some(other) =
                others.iter().find(|other| !case.expects_nothing() && case.repeats(other))
            {
                let other = other.id.get_ref();
                let message = words!(
                    "`{id}` 和 `{other}` 的答案一样，核对的 `{other}` 都已经核对了",
                    "`{id}` is about the same answers as `{other}` and expects nothing that it does not",
                );
                fault("case-repeats-another", Severity::Warning, &case.id, message);
            }
            others.push(case);
        }
        diagnostics.sort();
        diagnostics
    }

    /// Runs the notice's own cases.
    pub fn test(&self, notice: &Notice) -> Tested {
        let mut tested = Tested::default();
        let text = self.cases.as_deref().unwrap_or_default();
        let file = tested.diagnostics.add_file("cases.toml", text);
        let cases: Cases = match toml::from_str(text) {
            Ok(cases) => cases,
            Err(error) => {
                let fault = malformed(file, text, &error);
                tested.diagnostics.found.push(fault);
                return tested;
            }
        };
        let mut seen: Vec<&str> = Vec::new();
        let tells = cases.case.iter().any(|case| !case.texts.is_empty());
        let texts = if tells { notice.texts() } else { "" };
        let texts: Json = serde_json::from_str(texts).unwrap_or_default();
        for case in &cases.case {
            let differences = if seen.contains(&case.id.get_ref().as_str()) {
                vec![words!("前面已经有一个用例用了这个 id", "a case of this id stands before it")]
            } else {
                match input_of(notice, &cases, case) {
                    Ok(Err(refused)) if case.refused.as_deref() == Some(refused.path()) => {
                        Vec::new()
                    }
                    Ok(Ok(_)) if case.refused.is_some() => {
                        vec![words!(
                            "这些回答应当不被接受，其实接受了",
                            "expected the answers to be refused, they are accepted"
                        )]
                    }
                    Ok(Ok(input)) => {
                        let assessment = assess(notice, &input);
                        tested.count(&assessment, case);
                        let mut found = differences(&assessment, case);
                        found.extend(told(notice, &input, case));
                        found.extend(texts_told(&texts, case));
                        found
                    }
                    Ok(Err(error)) => {
                        let difference = refused(&error);
                        fault(&mut tested.diagnostics, file, case.id.span(), case, &difference);
                        tested.cases.push(CaseReport {
                            id: case.id.get_ref().clone(),
                            differences: vec![difference],
                        });
                        seen.push(case.id.get_ref());
                        continue;
                    }
                    Err((span, difference)) => {
                        fault(&mut tested.diagnostics, file, span, case, &difference);
                        tested.cases.push(CaseReport {
                            id: case.id.get_ref().clone(),
                            differences: vec![difference],
                        });
                        seen.push(case.id.get_ref());
                        continue;
                    }
                }
            };
            seen.push(case.id.get_ref());
            for difference in &differences {
                fault(&mut tested.diagnostics, file, case.id.span(), case, difference);
            }
            tested.cases.push(CaseReport { id: case.id.get_ref().clone(), differences });
        }
        tested.diagnostics.sort();
        tested
    }
}

impl Case {
    fn expects_nothing(&self) -> bool {
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
    fn contradicts(&self, other: &Case) -> bool {
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
    fn repeats(&self, other: &Case) -> bool {
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

fn fault(
    diagnostics: &mut Diagnostics,
    file: usize,
    span: Range<usize>,
    case: &Case,
    difference: &Words,
) {
    let id = case.id.get_ref();
    let message =
        Words { zh: format!("{id}：{}", difference.zh), en: format!("{id}: {}", difference.en) };
    diagnostics.found.push(Diagnostic {
        code: "case-failed",
        severity: Severity::Error,
        message,
        file,
        span,
        help: None,
        witness: None,
    });
}

/// What the reader of the input says, which is in one language.
fn as_it_is(error: String) -> Words {
    Words { zh: error.clone(), en: error }
}

/// Why the notice does not take a case's input.
fn refused(error: &InputError) -> Words {
    let zh = match error.code() {
        InputFault::MalformedJson | InputFault::WrongType => "写的不是该写的那种值",
        InputFault::MissingKey => "这里少了一个键",
        InputFault::UnknownKey => "没有这个键",
        InputFault::DuplicateKey => "这个键写了两次",
        InputFault::UnknownFact => "通知没有问这个问题",
        InputFault::UnknownChoice => "这个问题没有这个选项",
        InputFault::MalformedNumber => "应当是 0 到 99 的整数",
        InputFault::MalformedDate => "应当是日期 `2021-07-15`，或者月份 `2021-07`",
        InputFault::DateOutOfRange => "年份应当在 1950 到 2100 之间",
        InputFault::DateAfterToday => "这个日期比查的那一天还晚",
        InputFault::DatesOutOfOrder => "开始的日期比结束的还晚",
        InputFault::UnknownRoute => "通知里没有这条途径",
        InputFault::UnknownDocument => "通知里没有这种材料",
        InputFault::NotAnUpload => "这种材料不用上传扫描件",
        InputFault::UnknownForm => "这种材料没有这种形式",
        InputFault::UnknownDefect => "扫描件检查没有这种结果",
    };
    Words { zh: format!("`{}`：{zh}", error.path()), en: error.to_string() }
}

/// What is wrong with a case itself, and where.
type CaseFault = (Range<usize>, Words);

/// The case as an input for the notice.
fn input_of(
    notice: &Notice,
    cases: &Cases,
    case: &Case,
) -> Result<Result<Input, InputError>, CaseFault> {
    let input = json_of(cases, case)?;
    let at_case = |error: String| (case.id.span(), as_it_is(error));
    let value = Value::deserialize(input).map_err(|error| at_case(error.to_string()))?;
    Ok(Input::read(notice, &value))
}

/// The case as JSON: its person's answers, overlaid with its own.
fn json_of(cases: &Cases, case: &Case) -> Result<Json, CaseFault> {
    let at_case = |error: String| (case.id.span(), as_it_is(error));
    let mut answers = Map::new();
    if let Some(id) = &case.person {
        let person = cases.person.iter().find(|person| person.id.get_ref() == id.get_ref());
        let missing =
            || (id.span(), words!("没有人物 `{}`", "there is no person `{}`", id.get_ref()));
        overlay(&mut answers, &person.ok_or_else(missing)?.answers).map_err(at_case)?;
    }
    for fact in &case.unset {
        if answers.remove(fact.get_ref()).is_none() {
            let message = words!(
                "人物的回答里没有 `{}`，不用去掉",
                "`{}` is not among the person's answers",
                fact.get_ref()
            );
            return Err((fact.span(), message));
        }
    }
    overlay(&mut answers, &case.answers).map_err(at_case)?;
    let mut input = Map::new();
    input.insert("today".into(), case.today.clone().into());
    input.insert("answers".into(), answers.into());
    if let Some(scans) = &case.scans {
        let scans = serde_json::to_value(scans).map_err(|error| at_case(error.to_string()))?;
        input.insert("scans".into(), scans);
    }
    if let Some(interest) = &case.interest {
        input.insert("routes".into(), interest.clone().into());
    }
    Ok(Json::Object(input))
}

fn overlay(answers: &mut Map<String, Json>, table: &toml::Table) -> Result<(), String> {
    for (fact, answer) in table {
        let answer = serde_json::to_value(answer).map_err(|error| error.to_string())?;
        answers.insert(fact.clone(), answer);
    }
    Ok(())
}

/// What came out otherwise than the case says; what it does not say is not compared.
fn differences(assessment: &Assessment<'_>, case: &Case) -> Vec<Words> {
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
            let mut kinds: Vec<String> = Vec::new();
            for reason in deciding.iter().flat_map(|finding| &finding.because) {
                let kind = kind(reason).to_owned();
                let kind = if whole { format!("{kind} {}", target(reason)) } else { kind };
                if !kinds.contains(&kind) {
                    kinds.push(kind);
                }
            }
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

/// What a case would expect of a route that came out so, as lines of `cases.toml`.
pub(super) fn expectation(route: &RouteAssessment<'_>) -> String {
    let list = |ids: &[&str]| Json::from(ids).to_string();
    let mut keys = vec![format!("verdict = \"{}\"", route.verdict.as_str())];
    let deciding = deciding(route);
    if route.verdict != Verdict::Met {
        let names: Vec<&str> = deciding.iter().map(|finding| name(finding)).collect();
        keys.push(format!("by = {}", list(&names)));
    }
    let mut kinds: Vec<&str> = Vec::new();
    for reason in deciding.iter().flat_map(|finding| &finding.because) {
        let kind = kind(reason);
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
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
fn told(notice: &Notice, input: &Input, case: &Case) -> Vec<Words> {
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
fn texts_told(texts: &Json, case: &Case) -> Vec<Words> {
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

fn kind(reason: &Reason<'_>) -> &'static str {
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
fn deciding<'a, 'n>(route: &'a RouteAssessment<'n>) -> Vec<&'a Finding<'n>> {
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
