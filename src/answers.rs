//! What a person gave, checked against the notice: nothing is guessed, nothing is dropped.

use crate::date::{DateFault, Day, Span};
use crate::fault::{InputError, InputFault};
use crate::notice::{ChoiceId, Fact, FactId, FactKind, Notice, Phase, Rules};
use crate::value::Value;

/// What was answered to one fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    Unanswered,
    DoNotKnow,
    Choice(ChoiceId),
    Number(u8),
    Date(Span),
}

/// A scan that was attached to a document; several scans of one document are its pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Scan {
    /// Place of the document in the notice.
    pub(crate) document: usize,
    pub(crate) defects: Vec<&'static str>,
}

/// One person's input: the day, the answers, the scans, the routes of interest.
///
/// | key | value |
/// | --- | --- |
/// | `today` | the day of the check, `YYYY-MM-DD`; always given, the engine reads no clock |
/// | `answers` | by fact id: the id of a choice, `true` or `false`, an integer from 0 to 99, a date `YYYY-MM-DD` or a month `YYYY-MM` (years 1950 to 2100), or `"unknown"` for "don't know"; `null` or absent is unanswered |
/// | `scans` | a list of `{ "document", "form"?, "defects"? }`, one for each page; absent means not told, `[]` none |
/// | `routes` | the ids of the routes that decide what is still worth asking; absent means all |
///
/// Whatever else is there is refused, and nothing is dropped. An answer to a fact that does not apply
/// is accepted and changes nothing.
///
/// ```
/// # #[cfg(feature = "author")] {
/// use serde::Deserialize;
/// use title_precheck::{Input, InputFault, Notice, Value};
/// # let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/notices/kizilsu-2021");
/// # let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
/// # let notice: Notice = title_precheck::author::Folder {
/// #     notice: read("notice.toml"),
/// #     sources: [("main".to_string(), read("sources/main.txt"))].into(),
/// #     ..Default::default()
/// # }.notice().unwrap();
/// let json = serde_json::json!({ "today": "2021-07-20", "answers": { "degree": "PhD" } });
/// let refused = Input::read(&notice, &Value::deserialize(json).unwrap()).unwrap_err();
/// assert_eq!(refused.code(), InputFault::UnknownChoice);
/// assert_eq!(refused.path(), "answers.degree");
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Input {
    pub(crate) today: Day,
    /// One for each fact of the notice.
    pub(crate) answers: Vec<Answer>,
    /// Absent means not told.
    pub(crate) scans: Option<Vec<Scan>>,
    /// One for each route: whether it decides what is worth asking.
    pub(crate) interest: Vec<bool>,
}

/// Defects an inspection can find.
pub(crate) const DEFECTS: [&str; 33] = [
    "blur",
    "low_resolution",
    "dark",
    "overexposed",
    "low_contrast",
    "glare",
    "shadow",
    "blank",
    "jpeg_artifacts",
    "noise",
    "cut_off",
    "skew",
    "rotated_90",
    "rotated_180",
    "perspective",
    "not_document",
    "empty",
    "not_image",
    "wrong_extension",
    "truncated",
    "corrupt",
    "bomb",
    "polyglot",
    "animated",
    "heic",
    "format_not_web",
    "cmyk",
    "encrypted",
    "encrypted_owner",
    "no_pages",
    "many_pages",
    "active_content",
    "not_looked_at",
];

impl Input {
    /// Reads an input for this notice.
    ///
    /// # Errors
    /// The first fault met: an unknown key, fact, choice, route or document, a value of the wrong
    /// type, a malformed date or number, a beginning after `today`.
    pub fn read(notice: &Notice, value: &Value) -> Result<Input, InputError> {
        let rules = &notice.rules;
        let (mut today, mut answers, mut scans, mut routes) = (None, None, None, None);
        for (key, value) in entries(value, "")? {
            let slot = match key.as_str() {
                "today" => &mut today,
                "answers" => &mut answers,
                "scans" => &mut scans,
                "routes" => &mut routes,
                unknown => {
                    return Err(InputError::new(
                        InputFault::UnknownKey,
                        unknown,
                        "expected `today`, `answers`, `scans` or `routes`",
                    ));
                }
            };
            once(slot, value, || key.clone())?;
        }
        let (scans, routes) = (scans.and_then(given), routes.and_then(given));
        let today = today.and_then(given).ok_or_else(|| {
            let expected = "expected the day of the check, `YYYY-MM-DD`";
            InputError::new(InputFault::MissingKey, "today", expected)
        })?;
        let today = Day::parse(text(today, "today", "a date `YYYY-MM-DD`")?)
            .map_err(|fault| date_error(fault, "today", "a date `YYYY-MM-DD`"))?;
        let mut input = Input {
            today,
            answers: vec![Answer::Unanswered; rules.facts.len()],
            scans: None,
            interest: vec![routes.is_none(); rules.routes.len()],
        };
        if let Some(answers) = answers.and_then(given) {
            input.read_answers(rules, answers)?;
        }
        if let Some(scans) = scans {
            input.scans = Some(read_scans(rules, scans)?);
        }
        if let Some(routes) = routes {
            input.read_routes(rules, routes)?;
        }
        Ok(input)
    }

    fn read_answers(&mut self, rules: &Rules, value: &Value) -> Result<(), InputError> {
        let mut given = vec![None; rules.facts.len()];
        let mut last = FactId(0);
        for (key, value) in entries(value, "answers")? {
            let path = || format!("answers.{key}");
            // most answers come in the notice's order: of very many, each is looked for where it is
            let id = rules.fact_id(last, key).ok_or_else(|| {
                let message = format!("the notice asks no fact `{key}`");
                InputError::new(InputFault::UnknownFact, path(), message)
            })?;
            last = id;
            let answer = read_answer(rules.fact(id), value, &path)?;
            if let Some(slot) = self.answers.get_mut(id.index()) {
                *slot = answer;
            }
            if let Some(slot) = given.get_mut(id.index()) {
                once(slot, value, path)?;
            }
        }
        rules.fact_ids().try_for_each(|id| self.check_order(rules, id))
    }

    pub(crate) fn answer(&self, id: FactId) -> Answer {
        match self.answers.get(id.index()) {
            Some(answer) => *answer,
            None => Answer::Unanswered,
        }
    }

    pub(crate) fn check_order(&self, rules: &Rules, id: FactId) -> Result<(), InputError> {
        let fact = rules.fact(id);
        let Answer::Date(date) = self.answer(id) else {
            return Ok(());
        };
        let refuse = |code, message| {
            let path = format!("answers.{}", fact.id);
            Err(InputError::new(code, path, message))
        };
        if fact.not_after_today && date.first > self.today {
            let message = format!("`{date}` lies after today, `{}`", self.today);
            return refuse(InputFault::DateAfterToday, message);
        }
        if let Some(end) = fact.not_after
            && let Answer::Date(last) = self.answer(end)
            && date.first > last.last
        {
            let end = &rules.fact(end).id;
            let message = format!("`{date}` lies after `{end}`, `{last}`");
            return refuse(InputFault::DatesOutOfOrder, message);
        }
        Ok(())
    }

    fn read_routes(&mut self, rules: &Rules, value: &Value) -> Result<(), InputError> {
        for (place, value) in items(value, "routes")?.iter().enumerate() {
            let path = format!("routes[{place}]");
            let id = text(value, &path, "a route's id")?;
            let interest = rules
                .routes
                .iter()
                .position(|route| route.id == id)
                .and_then(|place| self.interest.get_mut(place));
            match interest {
                Some(interest) => *interest = true,
                None => {
                    let message = format!("the notice has no route `{id}`");
                    return Err(InputError::new(InputFault::UnknownRoute, path, message));
                }
            }
        }
        Ok(())
    }
}

fn read_answer(
    fact: &Fact,
    value: &Value,
    path: &dyn Fn() -> String,
) -> Result<Answer, InputError> {
    let expected = || match &fact.kind {
        FactKind::Choice { ids } => format!("one of `{}`, or \"unknown\"", ids.join("`, `")),
        FactKind::YesNo => "true, false, or \"unknown\"".into(),
        FactKind::Number => "an integer from 0 to 99, or \"unknown\"".into(),
        FactKind::Date => "a date `YYYY-MM-DD`, a month `YYYY-MM`, or \"unknown\"".into(),
    };
    let wrong_type = || {
        let message = format!("expected {}, met {}", expected(), value.kind());
        InputError::new(InputFault::WrongType, path(), message)
    };
    match (&fact.kind, value) {
        (_, Value::Null) => Ok(Answer::Unanswered),
        (_, Value::Text(text)) if text == "unknown" => {
            Ok(fact.unsure.map_or(Answer::DoNotKnow, Answer::Choice))
        }
        (FactKind::Choice { ids }, Value::Text(text)) => ids
            .iter()
            .position(|id| id == text)
            .and_then(|place| u16::try_from(place).ok())
            .map(|place| Answer::Choice(ChoiceId(place)))
            .ok_or_else(|| {
                let message = format!("expected {}, met `{text}`", expected());
                InputError::new(InputFault::UnknownChoice, path(), message)
            }),
        (FactKind::YesNo, Value::Bool(true)) => Ok(Answer::Choice(FactKind::YES)),
        (FactKind::YesNo, Value::Bool(false)) => Ok(Answer::Choice(FactKind::NO)),
        (FactKind::Number, Value::Number(number)) => {
            whole(*number).map(Answer::Number).ok_or_else(|| {
                // without the number met: to print any would cost 15 kB in wasm
                let message = format!("expected {}", expected());
                InputError::new(InputFault::MalformedNumber, path(), message)
            })
        }
        (FactKind::Date, Value::Text(text)) => Span::parse(text)
            .map(Answer::Date)
            .map_err(|fault| date_error(fault, &path(), &expected())),
        (
            FactKind::Choice { .. } | FactKind::YesNo | FactKind::Number | FactKind::Date,
            Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::List(_) | Value::Object(_),
        ) => Err(wrong_type()),
    }
}

/// An integer from 0 to 99; `3.0` is 3, since JavaScript cannot tell them apart.
pub(crate) fn whole(number: f64) -> Option<u8> {
    (0..=99_u8).find(|whole| f64::from(*whole) == number)
}

fn date_error(fault: DateFault, path: &str, expected: &str) -> InputError {
    match fault {
        DateFault::Malformed => {
            InputError::new(InputFault::MalformedDate, path, format!("expected {expected}"))
        }
        DateFault::OutOfRange => {
            InputError::new(InputFault::DateOutOfRange, path, "expected a year from 1950 to 2100")
        }
    }
}

fn read_scans(rules: &Rules, value: &Value) -> Result<Vec<Scan>, InputError> {
    let scans = items(value, "scans")?.iter().enumerate();
    scans.map(|(place, scan)| read_scan(rules, scan, &format!("scans[{place}]"))).collect()
}

fn read_scan(rules: &Rules, value: &Value, path: &str) -> Result<Scan, InputError> {
    let (mut document, mut form, mut defects) = (None, None, None);
    for (key, value) in entries(value, path)? {
        let slot = match key.as_str() {
            "document" => &mut document,
            "form" => &mut form,
            "defects" => &mut defects,
            unknown => {
                return Err(InputError::new(
                    InputFault::UnknownKey,
                    format!("{path}.{unknown}"),
                    "expected `document`, `form` or `defects`",
                ));
            }
        };
        once(slot, value, || format!("{path}.{key}"))?;
    }
    let path_of = |key: &str| format!("{path}.{key}");
    let (form, defects) = (form.and_then(given), defects.and_then(given));
    let document = document.and_then(given).ok_or_else(|| {
        let expected = "expected the id of a document";
        InputError::new(InputFault::MissingKey, path_of("document"), expected)
    })?;
    let id = text(document, &path_of("document"), "a document's id")?;
    let (document, required) =
        rules.documents.iter().enumerate().find(|(_, document)| document.id == id).ok_or_else(
            || {
                let message = format!("the notice asks for no document `{id}`");
                InputError::new(InputFault::UnknownDocument, path_of("document"), message)
            },
        )?;
    if required.phase != Phase::Upload {
        let message = format!("`{id}` is not handed in as a scan");
        return Err(InputError::new(InputFault::NotAnUpload, path_of("document"), message));
    }
    if let Some(form) = form {
        let form = text(form, &path_of("form"), "the id of a form")?;
        if !required.forms.iter().any(|id| id == form) {
            let message = format!("`{id}` has no form `{form}`");
            return Err(InputError::new(InputFault::UnknownForm, path_of("form"), message));
        }
    }
    let defects = match defects {
        Some(defects) => read_defects(defects, &path_of("defects"))?,
        None => Vec::new(),
    };
    Ok(Scan { document, defects })
}

fn read_defects(value: &Value, path: &str) -> Result<Vec<&'static str>, InputError> {
    let defects = items(value, path)?.iter().enumerate();
    defects
        .map(|(place, value)| {
            let path = format!("{path}[{place}]");
            let code = text(value, &path, "the code of a defect")?;
            DEFECTS.into_iter().find(|defect| *defect == code).ok_or_else(|| {
                let message = format!("no inspection gives the defect `{code}`");
                InputError::new(InputFault::UnknownDefect, path, message)
            })
        })
        .collect()
}

/// A value, unless it is null: that is as good as absent.
fn given(value: &Value) -> Option<&Value> {
    (*value != Value::Null).then_some(value)
}

fn expect_type<T>(
    found: Option<T>,
    value: &Value,
    path: &str,
    what: &str,
) -> Result<T, InputError> {
    found.ok_or_else(|| {
        let message = format!("expected {what}, met {}", value.kind());
        InputError::new(InputFault::WrongType, path, message)
    })
}

fn text<'v>(value: &'v Value, path: &str, what: &str) -> Result<&'v str, InputError> {
    let found = match value {
        Value::Text(text) => Some(text.as_str()),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::List(_) | Value::Object(_) => None,
    };
    expect_type(found, value, path, what)
}

fn items<'v>(value: &'v Value, path: &str) -> Result<&'v [Value], InputError> {
    let found = match value {
        Value::List(items) => Some(items.as_slice()),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::Object(_) => None,
    };
    expect_type(found, value, path, "a list")
}

fn entries<'v>(value: &'v Value, path: &str) -> Result<&'v [(String, Value)], InputError> {
    let found = match value {
        Value::Object(entries) => Some(entries.as_slice()),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::List(_) => None,
    };
    expect_type(found, value, path, "an object")
}

/// Notes the value of a key; the same key twice is a fault.
fn once<'v>(
    slot: &mut Option<&'v Value>,
    value: &'v Value,
    path: impl FnOnce() -> String,
) -> Result<(), InputError> {
    match slot.replace(value) {
        None => Ok(()),
        Some(_) => Err(InputError::new(InputFault::DuplicateKey, path(), "the key stands twice")),
    }
}
