//! What is to be handed in, and whether it is there and fit.

use serde::Serialize;

use crate::answers::Scan;
use crate::evaluate::Board;
use crate::notice::{DocumentRequirement, Phase, Rules};
use crate::truth::Outcomes;

/// A document of the notice and how it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DocumentStatus<'n> {
    /// The document's id.
    pub id: &'n str,
    /// When it is asked for.
    pub phase: Phase,
    /// How it stands.
    pub status: Status,
    /// The clause that asks for it.
    pub clause: &'n str,
    /// The blocking defects of its scans, each once.
    pub defects: Vec<&'static str>,
}

/// How a document stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Scans are attached, none with a blocking defect.
    Present,
    /// A scan has a blocking defect; several scans of one document are its pages.
    Unfit,
    /// Nothing is attached.
    Missing,
    /// Not asked of this person, whatever was attached.
    NotNeeded,
    /// It is not known whether it is needed, or nobody told what is attached.
    Undetermined,
    /// On paper, later or by the unit.
    ToPrepare,
}

/// How each document of the notice stands; `scans` is absent if nobody told what is attached.
pub(crate) fn documents<'n>(
    rules: &'n Rules,
    board: &Board,
    scans: Option<&[Scan]>,
) -> Vec<DocumentStatus<'n>> {
    let status = |(place, document): (usize, &'n DocumentRequirement)| {
        let needed = document.needed_if.map_or(Outcomes::YES, |test| board.outcomes(test));
        let mut defects = Vec::new();
        let status = match document.phase {
            Phase::Defence | Phase::Unit if needed == Outcomes::NO => Status::NotNeeded,
            Phase::Defence | Phase::Unit => Status::ToPrepare,
            Phase::Upload => upload(needed, scans, place, &mut defects),
        };
        let (id, phase, clause) = (&*document.id, document.phase, &*document.clause);
        DocumentStatus { id, phase, status, clause, defects }
    };
    rules.documents.iter().enumerate().map(status).collect()
}

fn upload(
    needed: Outcomes,
    scans: Option<&[Scan]>,
    place: usize,
    defects: &mut Vec<&'static str>,
) -> Status {
    if needed == Outcomes::NO {
        return Status::NotNeeded;
    }
    let Some(scans) = scans else {
        return Status::Undetermined;
    };
    let mut pages = 0_usize;
    for scan in scans.iter().filter(|scan| scan.document == place) {
        pages = pages.saturating_add(1);
        for defect in &scan.defects {
            if !defects.contains(defect) {
                defects.push(defect);
            }
        }
    }
    match (pages, defects.is_empty()) {
        (0, _) if needed == Outcomes::YES => Status::Missing,
        (0, _) => Status::Undetermined,
        (_, true) => Status::Present,
        (_, false) => Status::Unfit,
    }
}
