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
    pub(crate) const ALL: Outcomes = Outcomes(15);

    pub(crate) fn of(outcome: Outcome) -> Outcomes {
        Outcomes(outcome.bit())
    }

    pub(crate) fn union(self, other: Outcomes) -> Outcomes {
        Outcomes(self.0 | other.0)
    }

    pub(crate) fn shared(self, other: Outcomes) -> Outcomes {
        Outcomes(self.0 & other.0)
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
    #[cfg(feature = "author")]
    pub(crate) fn or(self, other: Outcomes) -> Outcomes {
        self.not().and(other.not()).not()
    }

    /// Yes and no change places in every member.
    pub(crate) fn not(self) -> Outcomes {
        Outcomes((self.0 & 6) | (self.0 & 1) << 3 | (self.0 & 8) >> 3)
    }

    /// Every "at least so many" of one outcome from each set.
    ///
    /// It is yes if `count` are yes, no if `count` cannot be any more however the unknown ones come
    /// out, and in doubt if `count` are yes or doubtful while the unknown ones could not make up for
    /// the doubtful; else unknown. Of `n` sets, one is their "or", `n` their "and".
    pub(crate) fn so_many(
        sets: &mut dyn Iterator<Item = Outcomes>,
        of: usize,
        count: usize,
    ) -> Outcomes {
        // An outcome of the whole is possible if fewer than `count` sets lie within the first
        // group, `count` reach into the second, and more have that outcome than lie within the last:
        // doubt needs more that can be doubtful than are surely unknown.
        const WAYS: [(u8, u8, Outcomes, u8); 5] = [
            (0, 1, Outcomes::YES, 0),
            (1 | 4, 1 | 2, Outcomes::DOUBTFUL, 4),
            (1, 1 | 4, Outcomes::UNKNOWN, 0),
            (1 | 2, 1 | 2 | 4, Outcomes::UNKNOWN, 0),
            (1 | 2 | 4, 1 | 2 | 4 | 8, Outcomes::NO, 0),
        ];
        // the two that are most used, without counting, and only as far as anything can change:
        // "or" is "and" with yes and no in each other's place
        if count == of || count == 1 {
            let turned = |set: Outcomes| if count == of { set } else { set.not() };
            let mut all = Outcomes::YES;
            while all != Outcomes::NO
                && let Some(set) = sets.next()
            {
                all = all.and(turned(set));
            }
            return turned(all);
        }
        // how many sets there are of each sort
        let mut sorts = [0_usize; 16];
        for set in sets {
            if let Some(sort) = sorts.get_mut(usize::from(set.0)) {
                *sort = sort.saturating_add(1);
            }
        }
        let within = |group: u8| {
            let inside = (0..).zip(sorts).filter(|(set, _)| set & !group == 0);
            inside.fold(0_usize, |all, (_, count)| all.saturating_add(count))
        };
        let reach = |group: u8| of.saturating_sub(within(!group));
        let mut possible = Outcomes::NONE;
        for (inside, into, outcome, spoilt) in WAYS {
            if within(inside) < count && reach(into) >= count && reach(outcome.0) > within(spoilt) {
                possible = possible.union(outcome);
            }
        }
        possible
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
#[allow(clippy::arithmetic_side_effects)]
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
                let any = Outcomes::so_many(&mut [a, b].into_iter(), 2, 1);
                assert_eq!(any, or, "{a:?} or {b:?}");
                #[cfg(feature = "author")]
                assert_eq!(a.or(b), or, "{a:?} or {b:?}");
            }
        }
    }

    /// By the words of [`Outcomes::so_many`], for one outcome of each.
    fn so_many(all: &[Outcome], count: usize) -> Outcome {
        let many = |outcome| all.iter().filter(|other| **other == outcome).count();
        let (yes, doubtful, unknown) =
            (many(Outcome::Yes), many(Outcome::Doubtful), many(Outcome::Unknown));
        if yes >= count {
            Outcome::Yes
        } else if yes + doubtful + unknown < count {
            Outcome::No
        } else if yes + doubtful >= count && yes + unknown < count {
            Outcome::Doubtful
        } else {
            Outcome::Unknown
        }
    }

    #[test]
    fn so_many_of_sets_is_that_of_their_members() {
        let sets: Vec<Outcomes> = every_set().collect();
        for a in &sets {
            for b in &sets {
                for c in &sets {
                    for count in 1..=3 {
                        let sets = [*a, *b, *c];
                        let mut met = Outcomes::NONE;
                        for x in a.iter() {
                            for y in b.iter() {
                                for z in c.iter() {
                                    let outcome = so_many(&[x, y, z], count);
                                    met = met.union(Outcomes::of(outcome));
                                }
                            }
                        }
                        let all = Outcomes::so_many(&mut sets.into_iter(), 3, count);
                        assert_eq!(all, met, "{count} of {a:?} {b:?} {c:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn sets_share_what_is_in_both() {
        for (a, b) in every_set().flat_map(|a| every_set().map(move |b| (a, b))) {
            for outcome in Outcome::ALL {
                let both = a.contains(outcome) && b.contains(outcome);
                assert_eq!(a.shared(b).contains(outcome), both, "{outcome:?} of {a:?} and {b:?}");
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
