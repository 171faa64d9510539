//! Whom an edit would change something for: invented applicants, assessed by a notice before and after.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};

use super::people::{Person, Random, Year};
use crate::assess::standings;
use crate::notice::Notice;
use crate::pack::PackError;
use crate::window::WindowState;

/// How many examples are kept of each change.
const EXAMPLES: usize = 3;

/// Two editions of a notice, compared on applicants.
pub struct Affected {
    before: Notice,
    after: Notice,
    year: Year,
    random: Random,
    people: usize,
    differ: usize,
    routes: Vec<RouteChange>,
}

/// What changed on one route.
#[derive(Default)]
struct RouteChange {
    id: String,
    before: BTreeMap<&'static str, usize>,
    after: BTreeMap<&'static str, usize>,
    /// By verdict before and after.
    verdicts: BTreeMap<(&'static str, &'static str), Change>,
    /// By window before and after, as JSON.
    windows: BTreeMap<(String, String), Change>,
    /// The verdict is the same, the first day is not.
    earliest: Change,
}

#[derive(Default)]
struct Change {
    people: usize,
    examples: Vec<Json>,
}

impl Change {
    fn count(&mut self, example: &Json) {
        self.people += 1;
        if self.examples.len() < EXAMPLES {
            self.examples.push(example.clone());
        }
    }

    fn json(&self) -> Map<String, Json> {
        let mut entry = Map::new();
        entry.insert("people".into(), self.people.into());
        entry.insert("examples".into(), self.examples.clone().into());
        entry
    }
}

impl Affected {
    /// Compares two packs.
    ///
    /// # Errors
    /// As [`Notice::read`].
    pub fn new(before: &[u8], after: &[u8], seed: u64) -> Result<Affected, PackError> {
        let (before, after) = (Notice::read(before)?, Notice::read(after)?);
        let mut ids: Vec<&str> = after.routes().collect();
        ids.extend(before.routes().filter(|id| !after.routes().any(|other| other == *id)));
        let route = |id: &str| RouteChange { id: id.to_owned(), ..RouteChange::default() };
        let routes = ids.into_iter().map(route).collect();
        let year = Year::of(&after);
        Ok(Affected { before, after, year, random: Random(seed), people: 0, differ: 0, routes })
    }

    /// Draws so many more applicants and compares what the two say of them.
    pub fn run(&mut self, people: usize) {
        for _ in 0..people {
            let Affected { before, after, year, random, people, .. } = self;
            // routes of both are led to, those of the notice as it is now more often
            let leading = if people.is_multiple_of(4) { &before.rules } else { &after.rules };
            let person = Person::draw([&after.rules, &before.rules], leading, year, random);
            self.compare(&person);
        }
    }

    /// What was found so far: `people`, `differ` (for how many anything changed), and for each route that has a change,
    /// or all others without one, `before` and `after` by verdict, `verdicts`, `windows` and `earliest` with examples.
    pub fn json(&self) -> Json {
        let routes = self.routes.iter().map(|route| {
            let verdicts = route.verdicts.iter().map(|((from, to), change)| {
                let mut entry = change.json();
                entry.insert("from".into(), (*from).into());
                entry.insert("to".into(), (*to).into());
                Json::Object(entry)
            });
            let windows = route.windows.iter().map(|((from, to), change)| {
                let mut entry = change.json();
                let read = |window: &str| serde_json::from_str(window).unwrap_or(Json::Null);
                entry.insert("from".into(), read(from));
                entry.insert("to".into(), read(to));
                Json::Object(entry)
            });
            json!({
                "id": route.id, "before": route.before, "after": route.after,
                "verdicts": verdicts.collect::<Vec<_>>(), "windows": windows.collect::<Vec<_>>(),
                "earliest": route.earliest.json(),
            })
        });
        json!({ "people": self.people, "differ": self.differ, "routes": routes.collect::<Vec<_>>() })
    }

    fn compare(&mut self, person: &Person) {
        let of = |notice: &Notice| {
            let input = person.input(&notice.rules);
            let standing = |(route, window): (crate::assess::RouteVerdict<'_>, WindowState<'_>)| {
                let dates = dates(&window);
                (route.id.to_owned(), (route.verdict.as_str(), route.earliest, dates))
            };
            standings(notice, &input).into_iter().map(standing).collect::<BTreeMap<_, _>>()
        };
        let (before, after) = (of(&self.before), of(&self.after));
        let absent = ("absent", None, "null".to_owned());
        let example = person.json();
        let mut changed = false;
        for route in &mut self.routes {
            let was = before.get(&route.id).unwrap_or(&absent);
            let is = after.get(&route.id).unwrap_or(&absent);
            *route.before.entry(was.0).or_default() += 1;
            *route.after.entry(is.0).or_default() += 1;
            changed |= was != is;
            if was.0 != is.0 {
                route.verdicts.entry((was.0, is.0)).or_default().count(&example);
            } else if was.1 != is.1 {
                route.earliest.count(&example);
            }
            if was.2 != is.2 && was.0 != absent.0 && is.0 != absent.0 {
                let key = (was.2.clone(), is.2.clone());
                route.windows.entry(key).or_default().count(&example);
            }
        }
        self.people += 1;
        self.differ += usize::from(changed);
    }
}

/// A window without what changes from day to day, as JSON.
fn dates(window: &WindowState<'_>) -> String {
    let mut entry = serde_json::to_value(window).unwrap_or_default();
    if let Some(entry) = entry.as_object_mut() {
        entry.remove("days_left");
        if entry.contains_key("opens") {
            entry.remove("state");
        }
    }
    entry.to_string()
}
