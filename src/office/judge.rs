//! A record of a list, judged by the notice: a person with every route, or nobody.

use std::collections::BTreeSet;

use super::cell::{Cell, Record, Row};
use super::fault::{Effect, Fault, FaultCode};
use super::headings::{Columns, Headings, Role};
use super::person::{Group, Person, RouteLine, Standing, Unfit, Window};
use super::plain::{heading_key, is_unseen};
use crate::answers::{Answer, Input};
use crate::assess::{Assessment, RouteAssessment, Verdict, assess};
use crate::author::deciding;
use crate::date::Day;
use crate::documents::Status;
use crate::fault::{InputError, InputFault};
use crate::notice::{FactKind, Notice};
use crate::value::Value;
use crate::window::WindowState;

/// Judges the records of one list.
#[derive(Clone, Debug)]
pub struct Judge<'n> {
    notice: &'n Notice,
    headings: &'n Headings,
    columns: &'n Columns,
    today: Day,
}

/// What a record is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judged {
    /// A person.
    Person(Box<Person>),
    /// A blank row, the heading once more: what is to be said of it.
    Nobody(Vec<Fault>),
}

/// A scan that an inspection looked at: the document's id, the form's where it has several, the blocking defects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looked {
    /// The document.
    pub document: String,
    /// The defects of severity `block`.
    pub defects: Vec<&'static str>,
}

/// The most faults that are told of one row; the last says how many more there are.
const MOST_FAULTS: usize = 60;
/// The most letters that are echoed of what was met.
const LONGEST: usize = 60;

/// A record, read: who it is, what was answered, what is wrong.
#[derive(Default)]
struct Read {
    row: u64,
    who: Vec<String>,
    key: Option<(Role, String)>,
    answers: Vec<(String, Value)>,
    /// An input of the wire's, taken as it is.
    input: Option<Value>,
    faults: Vec<Fault>,
}

impl<'n> Judge<'n> {
    /// Judges by a notice on a day; `columns` are those of the list, none for lines of JSON.
    pub fn new(
        notice: &'n Notice,
        headings: &'n Headings,
        columns: &'n Columns,
        today: Day,
    ) -> Judge<'n> {
        Judge { notice, headings, columns, today }
    }

    /// Judges a record; `scans` looks at the folder of the person of that key, where there are folders.
    ///
    /// What it returns of a person is complete: a row with a fault that leaves it undecided has no routes.
    pub fn judge(&self, record: &Record, scans: impl FnOnce(&Person) -> Option<Found>) -> Judged {
        let mut read = match record {
            Record::Row(row) => {
                if let Some(faults) = self.nobody(row) {
                    return Judged::Nobody(faults);
                }
                self.read_row(row)
            }
            Record::Line { number, text } => self.read_line(*number, text),
        };
        let mut person = Person {
            row: read.row,
            who: std::mem::take(&mut read.who),
            key: read.key.as_ref().map(|(_, key)| key.clone()),
            is_named: matches!(read.key, Some((Role::Name, _))),
            standing: Standing::Undecided,
            best: None,
            routes: Vec::new(),
            documents_missing: Vec::new(),
            documents_unfit: Vec::new(),
            exclusive_choice: Vec::new(),
            group: Group::default(),
            faults: Vec::new(),
        };
        let found = scans(&person);
        if let Some(found) = &found {
            read.faults.extend(found.faults.iter().cloned());
        }
        self.decide(&mut person, read, found);
        Judged::Person(Box::new(person))
    }

    /// What is said of a row that is no person.
    fn nobody(&self, row: &Row) -> Option<Vec<Fault>> {
        let is_nobody =
            |code: FaultCode| matches!(code, FaultCode::BlankRow | FaultCode::HeadingAgain);
        let said = row.flaws.iter().filter(|flaw| is_nobody(flaw.code));
        let faults: Vec<Fault> =
            said.map(|flaw| self.fault(row.number, flaw.column, flaw.code, &flaw.value)).collect();
        (!faults.is_empty()).then_some(faults)
    }

    fn read_row(&self, row: &Row) -> Read {
        let mut read = Read { row: row.number, ..Read::default() };
        for flaw in &row.flaws {
            let role = flaw.column.and_then(|place| self.columns.all().get(place)).map(|c| c.role);
            // of a column that nobody reads, nothing is told
            if matches!(role, Some(Role::NotRead | Role::Ignored)) {
                continue;
            }
            let decides = !role.is_some_and(Role::is_who);
            let code = match flaw.code {
                FaultCode::FormulaUnread if !decides => FaultCode::FormulaText,
                FaultCode::MergedAcross if !decides => FaultCode::MergedAside,
                code => code,
            };
            read.faults.push(self.fault(row.number, flaw.column, code, &flaw.value));
        }
        for (place, column) in self.columns.all().iter().enumerate() {
            let cell = row.cells.get(place).unwrap_or(&Cell::Empty);
            self.take(&mut read, &self.columns.name(place), column.role, cell);
        }
        read
    }

    /// Takes in a cell for what its column is.
    fn take(&self, read: &mut Read, heading: &str, role: Role, cell: &Cell) {
        let mut say = |code, value: &str| {
            let column = Some(heading.to_owned());
            read.faults.push(Fault { row: Some(read.row), column, code, value: short(value) });
        };
        match role {
            Role::Fact(fact) => match self.headings.values.read(fact, cell) {
                Ok(Value::Null) => {}
                Ok(answer) => read.answers.push((self.headings.fact(fact).to_owned(), answer)),
                Err(code) => say(code, &shown(cell)),
            },
            Role::Key | Role::Name | Role::Who => {
                let text = shown(cell);
                let strong = |key: &Option<(Role, String)>| matches!(key, Some((Role::Key, _)));
                let counts = role != Role::Who && !text.is_empty();
                if counts && !strong(&read.key) && (role == Role::Key || read.key.is_none()) {
                    read.key = Some((role, text.clone()));
                }
                read.who.push(text);
            }
            Role::NotRead | Role::Ignored => {}
            // what stands there is not echoed: nobody knows what it is
            Role::Unknown if !cell.is_empty() => say(FaultCode::ColumnUnknown, ""),
            Role::Unnamed if !cell.is_empty() => say(FaultCode::ColumnUnnamed, ""),
            Role::Doubled(_) if !cell.is_empty() => say(FaultCode::ColumnDoubled, &shown(cell)),
            Role::Unknown | Role::Unnamed | Role::Doubled(_) => {}
        }
    }

    /// A line of JSON: an input as the wire has it, or an object with a key for each column.
    fn read_line(&self, number: u64, text: &[u8]) -> Read {
        let mut read = Read { row: number, ..Read::default() };
        let value =
            std::str::from_utf8(text).map_err(|_| "not UTF-8".to_owned()).and_then(|text| {
                serde_json::from_str::<Value>(text).map_err(|error| error.to_string())
            });
        let entries = match value {
            Ok(Value::Object(entries)) => entries,
            Ok(other) => {
                let met = format!("an object was expected, met {}", other.kind());
                read.faults.push(line_fault(number, FaultCode::MalformedJson, &met));
                return read;
            }
            Err(error) => {
                read.faults.push(line_fault(number, FaultCode::MalformedJson, &error));
                return read;
            }
        };
        if is_input(&entries) {
            return self.read_input(read, entries);
        }
        let mut seen = BTreeSet::new();
        for (heading, value) in &entries {
            let cell = cell_of(value);
            let mut role = self.headings.role(heading);
            if let Role::Fact(fact) = role
                && !seen.insert(fact)
            {
                role = Role::Doubled(fact);
            }
            self.take(&mut read, heading, role, &cell);
        }
        read
    }

    fn read_input(&self, mut read: Read, entries: Vec<(String, Value)>) -> Read {
        let mut input = Vec::new();
        let mut has_day = false;
        for (key, value) in entries {
            match heading_key(&key).as_str() {
                "id" => {
                    let id = shown(&cell_of(&value));
                    read.who.push(id.clone());
                    read.key = Some((Role::Key, id));
                }
                _ => {
                    has_day |= key == "today" && value != Value::Null;
                    input.push((key, value));
                }
            }
        }
        if !has_day {
            input.retain(|(key, _)| key != "today");
            input.push(("today".to_owned(), Value::Text(self.today.to_string())));
        }
        read.input = Some(Value::Object(input));
        read
    }

    /// Judges what was read, unless something of it may not be what it seems.
    fn decide(&self, person: &mut Person, mut read: Read, found: Option<Found>) {
        let input = match read.input.take() {
            Some(input) => input,
            None => {
                let today = ("today".to_owned(), Value::Text(self.today.to_string()));
                let answers = ("answers".to_owned(), Value::Object(read.answers));
                let scans = found.map(|found| ("scans".to_owned(), found.value()));
                Value::Object([today, answers].into_iter().chain(scans).collect())
            }
        };
        match Input::read(self.notice, &input) {
            Ok(input) => {
                person.group = self.group(&input);
                if read.faults.iter().all(|fault| fault.code.effect() == Effect::Noted) {
                    person.judged(&assess(self.notice, &input));
                }
            }
            Err(error) => read.faults.push(self.refused(read.row, &error)),
        }
        person.faults = most(read.faults);
    }

    fn refused(&self, row: u64, error: &InputError) -> Fault {
        let answer = error.path().strip_prefix("answers.");
        let column = answer.map(|fact| {
            let place = self.columns.all().iter().position(|column| {
                column.role.fact().is_some_and(|own| self.headings.fact(own) == fact)
            });
            place.map_or_else(|| fact.to_owned(), |place| self.columns.name(place))
        });
        let code = match error.code() {
            InputFault::MalformedJson => FaultCode::MalformedJson,
            InputFault::WrongType
            | InputFault::MissingKey
            | InputFault::UnknownKey
            | InputFault::DuplicateKey
            | InputFault::UnknownFact
            | InputFault::UnknownChoice
            | InputFault::MalformedNumber
            | InputFault::MalformedDate
            | InputFault::DateOutOfRange
            | InputFault::DateAfterToday
            | InputFault::DatesOutOfOrder
            | InputFault::UnknownRoute
            | InputFault::UnknownDocument
            | InputFault::NotAnUpload
            | InputFault::UnknownForm
            | InputFault::UnknownDefect => FaultCode::Refused,
        };
        Fault { row: Some(row), column, code, value: short(&error.to_string()) }
    }

    /// The choices that a summary counts by.
    fn group(&self, input: &Input) -> Group {
        let choice = |id: &str| {
            let facts = self.notice.rules.facts.iter().zip(&input.answers);
            let (fact, answer) = facts.into_iter().find(|(fact, _)| fact.id == id)?;
            match (&fact.kind, answer) {
                (FactKind::Choice { .. }, Answer::Choice(choice)) => {
                    Some(fact.kind.choice_id(*choice).to_owned())
                }
                (_, _) => None,
            }
        };
        Group { workplace: choice("workplace"), series: choice("series"), level: choice("level") }
    }

    fn fault(&self, row: u64, column: Option<usize>, code: FaultCode, value: &str) -> Fault {
        let column = column.map(|place| self.columns.name(place));
        Fault { row: Some(row), column, code, value: short(value) }
    }
}

/// What was found in the folder of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The scans, one for each page.
    pub scans: Vec<Looked>,
    /// What is to be said of the folder.
    pub faults: Vec<Fault>,
}

impl Found {
    fn value(&self) -> Value {
        let text = |text: &str| Value::Text(text.to_owned());
        let scan = |scan: &Looked| {
            let defects = Value::List(scan.defects.iter().map(|defect| text(defect)).collect());
            Value::Object(vec![
                ("document".to_owned(), text(&scan.document)),
                ("defects".to_owned(), defects),
            ])
        };
        Value::List(self.scans.iter().map(scan).collect())
    }
}

impl Person {
    /// Takes back what was judged: it cannot be told whose it is.
    pub fn leave_undecided(&mut self) {
        self.standing = Standing::Undecided;
        self.best = None;
        self.routes.clear();
        self.documents_missing.clear();
        self.documents_unfit.clear();
        self.exclusive_choice.clear();
    }

    fn judged(&mut self, assessment: &Assessment<'_>) {
        self.routes = assessment.routes.iter().map(RouteLine::of).collect();
        // the first of the best: in the notice's order where they are equal
        let best = self.routes.iter().min_by_key(|route| route.standing);
        self.standing = best.map_or(Standing::Undecided, |route| route.standing);
        self.best = best.map(|route| route.id.clone());
        let is = |status: Status| {
            let documents = assessment.documents.iter();
            documents.filter(move |document| document.status == status)
        };
        self.documents_missing = is(Status::Missing).map(|it| it.id.to_owned()).collect();
        let unfit = is(Status::Unfit).map(|it| Unfit {
            document: it.id.to_owned(),
            defects: it.defects.iter().map(|defect| (*defect).to_owned()).collect(),
        });
        self.documents_unfit = unfit.collect();
        let choice = assessment.exclusive_choice.iter();
        self.exclusive_choice = choice.map(|id| (*id).to_owned()).collect();
    }
}

impl RouteLine {
    fn of(route: &RouteAssessment<'_>) -> RouteLine {
        let window = Window::of(&route.window);
        let standing = match route.verdict {
            Verdict::Met if window.state == "closed" => Standing::Closed,
            Verdict::Met => Standing::Meets,
            Verdict::NotMet if route.earliest.is_some() => Standing::NotYet,
            Verdict::NotMet => Standing::No,
            Verdict::Undetermined => Standing::NeedInfo,
            Verdict::NeedsDiscretion => Standing::Human,
        };
        let names = deciding(route).into_iter().filter_map(|it| it.group.or(it.criterion));
        RouteLine {
            id: route.id.to_owned(),
            standing,
            by: names.map(str::to_owned).collect(),
            unanswered: route.unanswered.iter().map(|fact| (*fact).to_owned()).collect(),
            earliest: route.earliest.map(|day| day.to_string()),
            window,
        }
    }
}

impl Window {
    fn of(state: &WindowState<'_>) -> Window {
        let mut window = Window::default();
        let mut dates = |opens: &Day, closes: &Day| {
            window.opens = Some(opens.to_string());
            window.closes = Some(closes.to_string());
        };
        let name = match state {
            WindowState::Upcoming { opens, closes } => {
                dates(opens, closes);
                "upcoming"
            }
            WindowState::Open { opens, closes, days_left } => {
                dates(opens, closes);
                window.days_left = Some(*days_left);
                "open"
            }
            WindowState::Closed { opens, closes } => {
                dates(opens, closes);
                "closed"
            }
            WindowState::Unannounced => "unannounced",
            WindowState::SetBy { set_by, done_by } => {
                window.set_by = Some((*set_by).to_owned());
                window.done_by = done_by.map(|day| day.to_string());
                "set-by"
            }
            WindowState::Unknown => "unknown",
        };
        window.state = name.to_owned();
        window
    }
}

fn line_fault(row: u64, code: FaultCode, value: &str) -> Fault {
    Fault { row: Some(row), column: None, code, value: short(value) }
}

/// Whether an object is an input of the wire's, rather than a key for each column.
pub(super) fn is_input(entries: &[(String, Value)]) -> bool {
    entries.iter().any(|(key, _)| matches!(key.as_str(), "answers" | "today" | "scans"))
}

/// A value of JSON as a cell.
pub(super) fn cell_of(value: &Value) -> Cell {
    match value {
        Value::Null => Cell::Empty,
        Value::Bool(truth) => Cell::Bool(*truth),
        Value::Number(number) => Cell::Number(*number),
        Value::Text(text) if text.chars().all(is_unseen) => Cell::Empty,
        Value::Text(text) => Cell::Text(text.clone()),
        Value::List(_) | Value::Object(_) => Cell::Broken(value.kind().to_owned()),
    }
}

/// A cell as people see it.
pub(super) fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.trim().to_owned(),
        Cell::Number(number) => number.to_string(),
        Cell::Bool(true) => "TRUE".to_owned(),
        Cell::Bool(false) => "FALSE".to_owned(),
        Cell::Moment { year, month, day, .. } => format!("{year:04}-{month:02}-{day:02}"),
        Cell::Broken(what) => what.clone(),
    }
}

fn short(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// No more than so many; what is left out is counted in the last.
fn most(mut faults: Vec<Fault>) -> Vec<Fault> {
    let more = faults.len().saturating_sub(MOST_FAULTS);
    if more > 0 {
        // what leaves the row undecided is told before what is only noted
        faults.sort_by_key(|fault| fault.code.effect() == Effect::Noted);
        faults.truncate(MOST_FAULTS);
        if let Some(last) = faults.last_mut() {
            last.value = format!("{} (+{more})", last.value).trim().to_owned();
        }
    }
    faults
}
