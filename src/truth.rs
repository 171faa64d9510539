//! What can be said of a condition: yes, no, or unknown with reasons; never a plain `bool`.

use serde::Serialize;

/// The truth of a criterion for the answers given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Truth {
    /// It holds, whatever is still open.
    Yes,
    /// It does not hold, whatever is still open.
    No,
    /// It cannot be said; the reasons stand beside it.
    Unknown,
}

/// Why a criterion is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Reason<'n> {
    /// A fact has no answer yet.
    Unanswered {
        /// The fact's id.
        fact: &'n str,
    },
    /// The person does not know the fact.
    DoNotKnow {
        /// The fact's id.
        fact: &'n str,
    },
    /// A date was given as a month, and the day decides.
    DayNeeded {
        /// The fact's id.
        fact: &'n str,
    },
    /// The notice leans on a document whose text is not in hand.
    SourceNotHeld {
        /// The document's id.
        source: &'n str,
    },
    /// The notice leaves it to an authority.
    Discretion {
        /// The authority's id.
        authority: &'n str,
    },
    /// The text can be read in more than one way.
    Unclear {
        /// The clause or source that is unclear.
        clause: &'n str,
    },
}

/// One way a condition can come out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It holds.
    Yes,
    /// Unknown, and only an authority or a clearer text could say: discretion, unclear.
    Doubtful,
    /// Unknown for want of a fact or of a document.
    Unknown,
    /// It does not hold.
    No,
}

impl Outcome {
    pub(crate) const ALL: [Outcome; 4] =
        [Outcome::Yes, Outcome::Doubtful, Outcome::Unknown, Outcome::No];

    /// Strong Kleene "and": no beats unknown, unknown beats yes.
    pub(crate) fn and(self, other: Outcome) -> Outcome {
        match (self, other) {
            (Outcome::No, _) | (_, Outcome::No) => Outcome::No,
            (Outcome::Unknown, _) | (_, Outcome::Unknown) => Outcome::Unknown,
            (Outcome::Doubtful, _) | (_, Outcome::Doubtful) => Outcome::Doubtful,
            (Outcome::Yes, Outcome::Yes) => Outcome::Yes,
        }
    }

    /// Strong Kleene "or": yes beats unknown, unknown beats no.
    pub(crate) fn or(self, other: Outcome) -> Outcome {
        self.not().and(other.not()).not()
    }

    /// Yes and no change places; what is unknown stays so.
    pub(crate) fn not(self) -> Outcome {
        match self {
            Outcome::Yes => Outcome::No,
            Outcome::Doubtful => Outcome::Doubtful,
            Outcome::Unknown => Outcome::Unknown,
            Outcome::No => Outcome::Yes,
        }
    }

    fn bit(self) -> u8 {
        match self {
            Outcome::Yes => 1,
            Outcome::Doubtful => 2,
            Outcome::Unknown => 4,
            Outcome::No => 8,
        }
    }
}

/// The set of ways a condition can still come out, over every completion of the open facts.
///
/// A set only shrinks when an answer is added; that is what makes a definite truth final.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Outcomes(u8);

impl Outcomes {
    pub(crate) const NONE: Outcomes = Outcomes(0);
    pub(crate) const YES: Outcomes = Outcomes(1);
    pub(crate) const DOUBTFUL: Outcomes = Outcomes(2);
    pub(crate) const UNKNOWN: Outcomes = Outcomes(4);
    pub(crate) const NO: Outcomes = Outcomes(8);
    /// An open fact decides, and "don't know" is an answer too.
    pub(crate) const OPEN: Outcomes = Outcomes(1 | 4 | 8);

    pub(crate) fn of(outcome: Outcome) -> Outcomes {
        Outcomes(outcome.bit())
    }

    pub(crate) fn union(self, other: Outcomes) -> Outcomes {
        Outcomes(self.0 | other.0)
    }

    pub(crate) fn contains(self, outcome: Outcome) -> bool {
        self.0 & outcome.bit() != 0
    }

    pub(crate) fn is_settled(self) -> bool {
        self.0.is_power_of_two()
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = Outcome> {
        Outcome::ALL.into_iter().filter(move |o| self.contains(*o))
    }

    /// Every "and" of one outcome here and one there.
    ///
    /// INVARIANT: the bits stand in the order in which "and" absorbs (yes, doubtful, unknown, no),
    /// so what remains are the members of either set that are not below the least of the other.
    pub(crate) fn and(self, other: Outcomes) -> Outcomes {
        let least = |set: u8| set & set.wrapping_neg();
        let floor = least(self.0).max(least(other.0));
        Outcomes((self.0 | other.0) & floor.wrapping_neg())
    }

    /// Every "or" of one outcome here and one there.
    pub(crate) fn or(self, other: Outcomes) -> Outcomes {
        self.not().and(other.not()).not()
    }

    fn not(self) -> Outcomes {
        Outcomes((self.0 & 6) | (self.0 & 1) << 3 | (self.0 & 8) >> 3)
    }

    /// The members, each changed by `change`.
    pub(crate) fn map(self, change: impl Fn(Outcome) -> Outcome) -> Outcomes {
        self.iter().fold(Outcomes::NONE, |all, outcome| all.union(Outcomes::of(change(outcome))))
    }

    /// What can be said now: a truth is definite only if nothing else is possible.
    pub(crate) fn now(self) -> Outcome {
        match self {
            Outcomes::YES => Outcome::Yes,
            Outcomes::NO => Outcome::No,
            Outcomes::DOUBTFUL => Outcome::Doubtful,
            Outcomes(_) => Outcome::Unknown,
        }
    }

    pub(crate) fn truth(self) -> Truth {
        match self.now() {
            Outcome::Yes => Truth::Yes,
            Outcome::No => Truth::No,
            Outcome::Doubtful | Outcome::Unknown => Truth::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every_set() -> impl Iterator<Item = Outcomes> {
        (1..16).map(Outcomes)
    }

    #[test]
    fn sets_combine_as_their_members_do() {
        for a in every_set() {
            for b in every_set() {
                let mut and = Outcomes::NONE;
                let mut or = Outcomes::NONE;
                for x in a.iter() {
                    for y in b.iter() {
                        and = and.union(Outcomes::of(x.and(y)));
                        or = or.union(Outcomes::of(x.or(y)));
                    }
                }
                assert_eq!(a.and(b), and, "{a:?} and {b:?}");
                assert_eq!(a.or(b), or, "{a:?} or {b:?}");
            }
        }
    }

    #[test]
    fn unknown_is_never_false() {
        assert_eq!(Outcome::Unknown.and(Outcome::Yes), Outcome::Unknown);
        assert_eq!(Outcome::Unknown.and(Outcome::No), Outcome::No);
        assert_eq!(Outcome::Unknown.or(Outcome::No), Outcome::Unknown);
        assert_eq!(Outcome::Unknown.or(Outcome::Yes), Outcome::Yes);
        assert_eq!(Outcome::Doubtful.or(Outcome::Unknown), Outcome::Unknown);
        assert_eq!(Outcomes::OPEN.truth(), Truth::Unknown);
    }
}
