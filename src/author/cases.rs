//! A notice's own cases: an applicant, a day, and what the notice means for them.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;
use serde_json::{Map, Value as Json};
use toml::Spanned;

use super::Folder;
use super::diagnostics::{Diagnostics, Severity, Words};
use super::expected::{Case, deciding, differences, kind, texts_told, told};
use super::malformed::malformed;
use crate::assess::{Assessment, RouteAssessment, assess};
use crate::notice::Notice;
use crate::truth::Truth;
use crate::value::Value;
use crate::{Input, InputError, InputFault};

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
            diagnostics.say(severity, code, file, id.span(), message);
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
    diagnostics.say(Severity::Error, "case-failed", file, span, message);
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
