//! A record of a list, judged by the notice: a person with every route, or nobody.

use std::collections::BTreeSet;

use super::cell::{Cell, Record, Row};
use super::fault::{Effect, Fault, FaultCode, Flaw};
use super::headings::{Columns, Headings, Role};
use super::person::{Group, Person, RouteLine, Standing, Unfit, Window};
use super::plain::{heading_key, is_unseen, without_numbers};
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
/// The most letters of what the engine says of an input.
const LONGEST_MESSAGE: usize = 160;

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

/// Whether what stands in a column may belong into another: not in a sheet, which says where there is too much.
fn is_moved(flaw: &Flaw) -> bool {
    let is_text = flaw.column.is_none();
    matches!(flaw.code, FaultCode::QuoteStray | FaultCode::CutShort)
        || flaw.code == FaultCode::TooManyCells && is_text
}

/// What a cell holds that is merged with those to the right of it: it is nobody's answer, but it may say who it is.
fn merged_from(row: &Row, place: usize) -> Option<&str> {
    let at = |place: usize| {
        let mut flaws = row.flaws.iter().filter(|flaw| flaw.code == FaultCode::MergedAcross);
        flaws.find(|flaw| flaw.column == Some(place))
    };
    let here = at(place)?;
    let before = place.checked_sub(1).and_then(at);
    before.is_none_or(|before| before.value != here.value).then_some(here.value.as_str())
}

impl Read {
    /// Leaves of what says who it is only what is surely that: in a row whose values have moved, those of columns that are
    /// not read may stand in a column to their right, or behind a comma.
    fn hide(&mut self, sure: usize) {
        for (place, text) in self.who.iter_mut().enumerate() {
            let own = text.split([',', ';', '\t']).next().unwrap_or_default();
            let own = if place < sure { without_numbers(own).into_owned() } else { String::new() };
            if own != *text {
                self.key.take_if(|(_, key)| key == text);
                *text = own;
            }
        }
    }

    fn say_if_nothing_is_answered(&mut self) {
        let is_read = self.faults.iter().all(|fault| fault.code.effect() == Effect::Noted);
        if self.answers.is_empty() && is_read {
            self.faults.push(line_fault(self.row, FaultCode::NothingAnswered, ""));
        }
    }
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
        self.decide(&mut person, read, found, record);
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
        // where values have moved, nothing can be said of each
        let has_moved = row.flaws.iter().any(is_moved);
        // columns of which the reader says why nothing can be read
        let mut unreadable = BTreeSet::new();
        for flaw in &row.flaws {
            let role = flaw.column.and_then(|place| self.columns.all().get(place)).map(|c| c.role);
            let Some(code) = self.code_for(flaw.code, role) else {
                continue;
            };
            let is_echoed = !has_moved && self.is_echoed(row, flaw, role);
            let echoed = if is_echoed || flaw.column.is_none() { flaw.value.as_str() } else { "" };
            read.faults.push(self.fault(row.number, flaw.column, code, echoed));
            if code.effect() == Effect::Undecided {
                unreadable.extend(flaw.column);
            }
        }
        for (place, column) in self.columns.all().iter().enumerate() {
            // what cannot be read is said once
            let is_told = (has_moved || unreadable.contains(&place)) && !column.role.is_who();
            let cell = row.cells.get(place).filter(|_| !is_told).unwrap_or(&Cell::Empty);
            let merged = merged_from(row, place).filter(|_| column.role.is_who());
            let merged = merged.map(|text| Cell::Text(text.to_owned()));
            let cell = merged.as_ref().unwrap_or(cell);
            self.take(&mut read, &self.columns.name(place), column.role, cell);
        }
        if has_moved {
            let roles = self.columns.all().iter().map(|column| column.role);
            let before = roles.take_while(|role| role.is_read()).filter(|role| role.is_who());
            read.hide(before.count());
        }
        read.say_if_nothing_is_answered();
        read
    }

    /// What a flaw is called in a column of this role; none where nobody reads.
    fn code_for(&self, code: FaultCode, role: Option<Role>) -> Option<FaultCode> {
        let is_who = role.is_some_and(Role::is_who);
        match code {
            _ if matches!(role, Some(Role::NotRead | Role::Ignored)) => None,
            FaultCode::FormulaUnread if is_who => Some(FaultCode::FormulaText),
            FaultCode::MergedAcross if is_who => Some(FaultCode::MergedAside),
            // a number that would be another day as a date matters only as one
            FaultCode::DateAmbiguous => {
                let fact = role.and_then(Role::fact);
                fact.is_some_and(|fact| self.headings.values.is_date(fact)).then_some(code)
            }
            code => Some(code),
        }
    }

    /// Whether what was met may be shown: not where nobody knows what it is, nor what a cell of a column that is not read
    /// holds, merged into this one.
    fn is_echoed(&self, row: &Row, flaw: &Flaw, role: Option<Role>) -> bool {
        let is_of_none = |other: &Flaw| {
            let role = other.column.and_then(|place| self.columns.all().get(place));
            role.is_none_or(|column| !column.role.is_read())
        };
        let is_merged = flaw.code == FaultCode::MergedAcross;
        let mut same = row.flaws.iter().filter(|it| it.code == flaw.code && it.value == flaw.value);
        role.is_none_or(Role::is_read) && !(is_merged && same.any(is_of_none))
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
        read.say_if_nothing_is_answered();
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
    fn decide(&self, person: &mut Person, mut read: Read, found: Option<Found>, record: &Record) {
        let mut input = match read.input.take() {
            Some(input) => match found {
                Some(found) => with_scans(input, found),
                None => input,
            },
            None => {
                let today = ("today".to_owned(), Value::Text(self.today.to_string()));
                let answers = ("answers".to_owned(), Value::Object(read.answers));
                let scans = found.map(|found| ("scans".to_owned(), found.value()));
                Value::Object([today, answers].into_iter().chain(scans).collect())
            }
        };
        loop {
            match Input::read(self.notice, &input) {
                Ok(input) => {
                    person.group = self.group(&input);
                    if read.faults.iter().all(|fault| fault.code.effect() == Effect::Noted) {
                        person.judged(&assess(self.notice, &input));
                    }
                    break;
                }
                // the first of what is refused; without it the next one is found
                Err(error) => {
                    let answer = taken(&mut input, error.path());
                    read.faults.push(self.refused(record, read.row, &error, answer.as_ref()));
                    if answer.is_none() {
                        break;
                    }
                }
            }
        }
        person.faults = most(read.faults);
    }

    fn refused(
        &self,
        record: &Record,
        row: u64,
        error: &InputError,
        answer: Option<&Value>,
    ) -> Fault {
        let fact = error.path().strip_prefix("answers.");
        let column = fact.map(|fact| self.called(record, fact));
        let code = match error.code() {
            InputFault::MalformedJson => FaultCode::MalformedJson,
            InputFault::DateAfterToday => FaultCode::DateAfterToday,
            InputFault::DatesOutOfOrder => FaultCode::DatesOutOfOrder,
            InputFault::WrongType
            | InputFault::MissingKey
            | InputFault::UnknownKey
            | InputFault::DuplicateKey
            | InputFault::UnknownFact
            | InputFault::UnknownChoice
            | InputFault::MalformedNumber
            | InputFault::MalformedDate
            | InputFault::DateOutOfRange
            | InputFault::UnknownRoute
            | InputFault::UnknownDocument
            | InputFault::NotAnUpload
            | InputFault::UnknownForm
            | InputFault::UnknownDefect => FaultCode::Refused,
        };
        let value = match (code, answer) {
            (FaultCode::DateAfterToday | FaultCode::DatesOutOfOrder, Some(answer)) => {
                short(&shown(&cell_of(answer)))
            }
            // the code goes before: a long text is cut
            (_, _) => {
                let path = if column.is_none() { error.path() } else { "" };
                let colon = if path.is_empty() { "" } else { ": " };
                let (input_code, message) = (error.code().as_str(), error.message());
                cut(&format!("{input_code}: {path}{colon}{message}"), LONGEST_MESSAGE)
            }
        };
        Fault { row: Some(row), column, code, value }
    }

    /// What the list calls a fact; its id if it does not ask it.
    fn called(&self, record: &Record, fact: &str) -> String {
        let is_it = |role: Role| role.fact().is_some_and(|own| self.headings.fact(own) == fact);
        if let Some(place) = self.columns.all().iter().position(|column| is_it(column.role)) {
            return self.columns.name(place);
        }
        let heading = match record {
            Record::Line { text, .. } => match serde_json::from_slice::<Value>(text) {
                Ok(Value::Object(entries)) => entries
                    .into_iter()
                    .map(|(key, _)| key)
                    .find(|key| is_it(self.headings.role(key))),
                Ok(_) | Err(_) => None,
            },
            Record::Row(_) => None,
        };
        heading.unwrap_or_else(|| fact.to_owned())
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

/// An input with what was found in the folder, after the scans that it names itself.
fn with_scans(mut input: Value, found: Found) -> Value {
    if let (Value::Object(entries), Value::List(more)) = (&mut input, found.value()) {
        match entries.iter_mut().find(|(key, _)| key == "scans") {
            Some((_, Value::List(scans))) => scans.extend(more),
            Some((_, own)) if *own == Value::Null => *own = Value::List(more),
            // no list of scans: the notice refuses it
            Some(_) => {}
            None => entries.push(("scans".to_owned(), Value::List(more))),
        }
    }
    input
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

/// Takes an answer out of an input; none if the path is of none.
fn taken(input: &mut Value, path: &str) -> Option<Value> {
    let fact = path.strip_prefix("answers.")?;
    let Value::Object(entries) = input else {
        return None;
    };
    let (_, answers) = entries.iter_mut().find(|(key, _)| key == "answers")?;
    let Value::Object(answers) = answers else {
        return None;
    };
    let place = answers.iter().position(|(key, _)| key == fact)?;
    Some(answers.remove(place).1)
}

/// The beginning of what was met, without numbers that are nobody's business.
fn short(text: &str) -> String {
    cut(text, LONGEST)
}

fn cut(text: &str, longest: usize) -> String {
    let text = without_numbers(text);
    match text.char_indices().nth(longest) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.into_owned(),
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
