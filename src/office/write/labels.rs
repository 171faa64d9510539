//! What the notice calls its routes, facts, criteria and documents, by id.

use std::collections::HashMap;

use serde::Deserialize;

use crate::author::Language;
use crate::notice::Notice;

/// The notice's own names, by id; what has none keeps its id.
#[derive(Clone, Debug)]
pub struct Labels {
    /// The language of what is ours; what is the notice's stays in the notice's.
    pub(super) language: Language,
    pub(super) edition: String,
    pub(super) sha256: String,
    pub(super) name: String,
    pub(super) issued: String,
    pub(super) routes: Vec<Route>,
    pub(super) groups: Vec<Grouping>,
    exclusivities: Vec<Exclusivity>,
    facts: HashMap<String, String>,
    tests: HashMap<String, String>,
    documents: HashMap<String, String>,
}

/// A route by name.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Route {
    pub(super) id: String,
    pub(super) name: String,
    kind: String,
    kind_name: String,
}

/// A fact that people are counted by, with its choices in the notice's order.
#[derive(Clone, Debug)]
pub(super) struct Grouping {
    pub(super) by: By,
    pub(super) choices: Vec<Choice>,
}

/// What people are counted by: the facts of a [`super::super::Group`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    Workplace,
    Series,
    Level,
}

impl By {
    pub(super) const ALL: [By; 3] = [By::Workplace, By::Series, By::Level];

    fn fact(self) -> &'static str {
        match self {
            By::Workplace => "workplace",
            By::Series => "series",
            By::Level => "level",
        }
    }
}

/// A choice by name.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Choice {
    pub(super) id: String,
    pub(super) label: String,
}

#[derive(Clone, Debug, Deserialize)]
struct Exclusivity {
    kinds: Vec<String>,
    clause: String,
}

/// As [`Notice::texts`] has them.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Texts {
    notice: About,
    facts: Vec<Fact>,
    criteria: HashMap<String, Test>,
    groups: HashMap<String, Test>,
    exclusivities: Vec<Exclusivity>,
    routes: Vec<Route>,
    documents: Vec<Document>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct About {
    name: String,
    issued: String,
}

#[derive(Deserialize)]
struct Fact {
    id: String,
    question: String,
    #[serde(default)]
    choices: Vec<Choice>,
}

#[derive(Deserialize)]
struct Test {
    label: Option<String>,
}

#[derive(Deserialize)]
struct Document {
    id: String,
    name: String,
}

impl Labels {
    /// The names of a notice, and the language of all the rest.
    pub fn of(notice: &Notice, language: Language) -> Labels {
        // a pack carries its texts unread: where they are no texts of ours, ids are all there is
        let texts: Texts = serde_json::from_str(notice.texts()).unwrap_or_default();
        let choices = |by: By| {
            let fact = texts.facts.iter().find(|fact| fact.id == by.fact())?;
            Some(Grouping { by, choices: fact.choices.clone() })
        };
        let groups = By::ALL.into_iter().filter_map(choices).collect();
        let label = |(id, test): (String, Test)| Some((id, test.label?));
        Labels {
            language,
            edition: notice.edition().to_owned(),
            sha256: notice.sha256().to_owned(),
            name: Some(texts.notice.name)
                .filter(|name| !name.is_empty())
                .unwrap_or_else(|| notice.id().to_owned()),
            issued: texts.notice.issued,
            routes: notice.routes().map(|id| Route::of(id, &texts.routes)).collect(),
            groups,
            exclusivities: texts.exclusivities,
            facts: texts.facts.into_iter().map(|fact| (fact.id, fact.question)).collect(),
            tests: texts.criteria.into_iter().chain(texts.groups).filter_map(label).collect(),
            documents: texts.documents.into_iter().map(|of| (of.id, of.name)).collect(),
        }
    }

    /// What a route is called.
    pub(super) fn route<'l>(&'l self, id: &'l str) -> &'l str {
        self.routes.iter().find(|route| route.id == id).map_or(id, |route| &route.name)
    }

    /// What a criterion or a group of them is called.
    pub(super) fn test<'l>(&'l self, id: &'l str) -> &'l str {
        self.tests.get(id).map_or(id, String::as_str)
    }

    /// The question of a fact, without its mark.
    pub(super) fn fact<'l>(&'l self, id: &'l str) -> &'l str {
        self.facts.get(id).map_or(id, |question| question.trim_end_matches(['？', '?']))
    }

    /// What a document is called.
    pub(super) fn document<'l>(&'l self, id: &'l str) -> &'l str {
        self.documents.get(id).map_or(id, String::as_str)
    }

    /// The routes by kind, each kind with its name, and the clause that lets only one kind be chosen.
    pub(super) fn exclusive<'l>(&'l self, ids: &'l [String]) -> (Vec<Kind<'l>>, Option<String>) {
        let mut kinds: Vec<Kind<'l>> = Vec::new();
        for id in ids {
            let route = self.routes.iter().find(|route| route.id == *id);
            let (kind, name) =
                route.map_or(("", ""), |route| (route.kind.as_str(), route.kind_name.as_str()));
            match kinds.iter_mut().find(|known| known.id == kind) {
                Some(known) => known.routes.push(self.route(id)),
                None => kinds.push(Kind { id: kind, name, routes: vec![self.route(id)] }),
            }
        }
        let bars = |exclusivity: &&Exclusivity| {
            kinds.iter().all(|kind| exclusivity.kinds.iter().any(|barred| barred == kind.id))
        };
        let clause = self.exclusivities.iter().find(bars).map(|found| place(&found.clause));
        (kinds, clause)
    }
}

/// Routes of one kind.
pub(super) struct Kind<'l> {
    id: &'l str,
    pub(super) name: &'l str,
    pub(super) routes: Vec<&'l str>,
}

impl Route {
    fn of(id: &str, texts: &[Route]) -> Route {
        let own = texts.iter().find(|route| route.id == id).cloned();
        own.unwrap_or_else(|| Route {
            id: id.to_owned(),
            name: id.to_owned(),
            kind: String::new(),
            kind_name: String::new(),
        })
    }
}

/// A clause as people cite it: `四.12②` for `main/四.12#2`.
fn place(clause: &str) -> String {
    let inside = clause.split_once('/').map_or(clause, |(_, inside)| inside);
    let mut parts = inside.split('#');
    let mut place = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = part.split_at(digits);
        let circled = number.parse::<u32>().ok().filter(|number| (1..=20).contains(number));
        match circled.and_then(|number| char::from_u32(number.saturating_add(0x245f))) {
            Some(circled) => place.push(circled),
            None => {
                place.push('#');
                place.push_str(number);
            }
        }
        place.push_str(rest);
    }
    place
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn clauses_are_cited_as_people_do() {
        for (clause, cited) in
            [("main/四.4", "四.4"), ("main/四.12#2", "四.12②"), ("xj-2019-187", "xj-2019-187")]
        {
            assert_eq!(place(clause), cited);
        }
    }
}
