//! How many people stand how: together, by the facts that people are counted by, and on each route.

use std::collections::BTreeMap;

use super::super::fault::{Fault, FaultCode};
use super::super::person::{Group, Person, Standing};
use super::Labels;
use super::labels::By;

/// How many there are of each standing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts([u64; Standing::ALL.len()]);

impl Counts {
    fn add(&mut self, standing: Standing) {
        for (own, count) in Standing::ALL.iter().zip(&mut self.0) {
            *count = count.saturating_add(u64::from(*own == standing));
        }
    }

    /// Each standing with its count.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Standing, u64)> {
        Standing::ALL.into_iter().zip(self.0)
    }

    pub(super) fn of(&self, standing: Standing) -> u64 {
        self.iter().find(|(own, _)| *own == standing).map_or(0, |(_, count)| count)
    }

    pub(super) fn total(&self) -> u64 {
        self.0.iter().sum()
    }

    pub(super) fn plus(&self, other: &Counts) -> Counts {
        let mut sum = *self;
        for (count, more) in sum.0.iter_mut().zip(other.0) {
            *count = count.saturating_add(more);
        }
        sum
    }
}

/// What the summary says.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) people: Counts,
    /// By choice, for each of [`Labels::groups`]; by none for those who did not answer.
    pub(super) groups: Vec<BTreeMap<Option<String>, Counts>>,
    /// For each of [`Labels::routes`]: of the people who are judged.
    pub(super) routes: Vec<Counts>,
    /// How many people lack a document, and of how many its scans cannot be read.
    pub(super) documents: BTreeMap<String, (u64, u64)>,
    pub(super) faults: BTreeMap<FaultCode, u64>,
}

impl Tally {
    pub(super) fn new(labels: &Labels) -> Tally {
        Tally {
            groups: vec![BTreeMap::new(); labels.groups.len()],
            routes: vec![Counts::default(); labels.routes.len()],
            ..Tally::default()
        }
    }

    pub(super) fn person(&mut self, labels: &Labels, person: &Person) {
        self.people.add(person.standing);
        for (grouping, counts) in labels.groups.iter().zip(&mut self.groups) {
            let choice = choice(&person.group, grouping.by);
            match counts.get_mut(choice) {
                Some(counts) => counts.add(person.standing),
                None => counts.entry(choice.clone()).or_default().add(person.standing),
            }
        }
        for (route, counts) in labels.routes.iter().zip(&mut self.routes) {
            if let Some(line) = person.routes.iter().find(|line| line.id == route.id) {
                counts.add(line.standing);
            }
        }
        for id in &person.documents_missing {
            let (missing, _) = self.documents.entry(id.clone()).or_default();
            *missing = missing.saturating_add(1);
        }
        for unfit in &person.documents_unfit {
            let (_, count) = self.documents.entry(unfit.document.clone()).or_default();
            *count = count.saturating_add(1);
        }
        for fault in &person.faults {
            self.fault(fault);
        }
    }

    pub(super) fn fault(&mut self, fault: &Fault) {
        let count = self.faults.entry(fault.code).or_default();
        *count = count.saturating_add(1);
    }
}

fn choice(group: &Group, by: By) -> &Option<String> {
    match by {
        By::Workplace => &group.workplace,
        By::Series => &group.series,
        By::Level => &group.level,
    }
}
