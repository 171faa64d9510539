//! How rules are written as bytes: numbers in groups of seven bits, low ones first, the highest bit
//! of a byte saying that another follows; texts and lists with their length before them; a kind by
//! its number.
//!
//! By hand, since serde's generated readers cost 19 kB of the browser's module.

use crate::date::Day;
use crate::notice::{
    Cell, ChoiceId, Choices, Criterion, CriterionId, DocumentRequirement, Fact, FactId, FactKind,
    Known, Phase, Round, Route, RouteCondition, Rules, Standards, Step, Table, Test, TestId,
    Warning, Window, WindowDates, WindowRule,
};

/// Bytes that are still to be read.
///
/// A fault is noted, and whatever is read after it is nothing: the reader of the whole looks once, at
/// the end. Half-read rules given up at every field cost 8 kB of the browser's module.
pub(crate) struct Bytes<'b> {
    left: &'b [u8],
    failed: bool,
}

impl<'b> Bytes<'b> {
    pub(crate) fn new(left: &'b [u8]) -> Self {
        Bytes { left, failed: false }
    }

    /// Whether all was read and nothing was wrong with it.
    pub(crate) fn is_done(&self) -> bool {
        !self.failed && self.left.is_empty()
    }

    fn fail(&mut self) {
        self.failed = true;
        self.left = &[];
    }

    fn take(&mut self, length: usize) -> &'b [u8] {
        match self.left.split_at_checked(length) {
            Some((taken, left)) => {
                self.left = left;
                taken
            }
            None => {
                self.fail();
                &[]
            }
        }
    }

    /// A byte; 0 after a fault, which is the number of every kind's first.
    fn byte(&mut self) -> u8 {
        self.take(1).first().copied().unwrap_or(0)
    }

    #[inline(never)]
    fn number(&mut self) -> u64 {
        let mut number = 0_u64;
        for shift in (0..64_u32).step_by(7) {
            let byte = self.byte();
            let part = u64::from(byte & 0x7f);
            let placed = part.wrapping_shl(shift);
            if placed.wrapping_shr(shift) != part {
                break;
            }
            number |= placed;
            if byte & 0x80 == 0 {
                return number;
            }
        }
        self.fail();
        0
    }

    fn length(&mut self) -> usize {
        let length = usize::try_from(self.number()).unwrap_or(usize::MAX);
        // every member takes a byte at least, so a longer list is a lie
        if length > self.left.len() {
            self.fail();
            return 0;
        }
        length
    }
}

/// What can be written to a pack and read from it.
pub(crate) trait Packed: Sized {
    fn read(from: &mut Bytes<'_>) -> Self;

    #[cfg(feature = "author")]
    fn write(&self, to: &mut Vec<u8>);
}

macro_rules! packed_number {
    ($($kind:ty),*) => {$(
        impl Packed for $kind {
            fn read(from: &mut Bytes<'_>) -> Self {
                from.number().try_into().unwrap_or_else(|_| {
                    from.fail();
                    0
                })
            }

            #[cfg(feature = "author")]
            fn write(&self, to: &mut Vec<u8>) {
                let mut left = u64::from(*self);
                while left > 0x7f {
                    to.push((left & 0x7f) as u8 | 0x80);
                    left >>= 7;
                }
                to.push(left as u8);
            }
        }
    )*};
}

packed_number!(u8, u16, u32, u64);

macro_rules! packed_struct {
    ($($name:ident { $($field:tt: $bound:ident),* })*) => {$(
        impl Packed for $name {
            fn read(from: &mut Bytes<'_>) -> Self {
                $(let $bound = Packed::read(from);)*
                $name { $($field: $bound),* }
            }

            #[cfg(feature = "author")]
            fn write(&self, to: &mut Vec<u8>) {
                let $name { $($field: $bound),* } = self;
                $($bound.write(to);)*
            }
        }
    )*};
}

macro_rules! packed_enum {
    ($($name:ident { $($number:literal $variant:ident { $($field:ident),* })* })*) => {$(
        impl Packed for $name {
            fn read(from: &mut Bytes<'_>) -> Self {
                match from.byte() {
                    $($number => $name::$variant { $($field: Packed::read(from)),* },)*
                    _ => {
                        from.fail();
                        Self::read(from)
                    }
                }
            }

            #[cfg(feature = "author")]
            fn write(&self, to: &mut Vec<u8>) {
                match self {
                    $($name::$variant { $($field),* } => {
                        to.push($number);
                        $($field.write(to);)*
                    })*
                }
            }
        }
    )*};
}

impl Packed for bool {
    fn read(from: &mut Bytes<'_>) -> Self {
        match from.byte() {
            0 => false,
            1 => true,
            _ => {
                from.fail();
                false
            }
        }
    }

    #[cfg(feature = "author")]
    fn write(&self, to: &mut Vec<u8>) {
        to.push(u8::from(*self));
    }
}

impl Packed for String {
    fn read(from: &mut Bytes<'_>) -> Self {
        let length = from.length();
        match core::str::from_utf8(from.take(length)) {
            Ok(text) => text.into(),
            Err(_) => {
                from.fail();
                String::new()
            }
        }
    }

    #[cfg(feature = "author")]
    fn write(&self, to: &mut Vec<u8>) {
        (self.len() as u64).write(to);
        to.extend_from_slice(self.as_bytes());
    }
}

impl<T: Packed> Packed for Vec<T> {
    fn read(from: &mut Bytes<'_>) -> Self {
        let length = from.length();
        let mut list = Vec::new();
        for _ in 0..length {
            if from.failed {
                break;
            }
            list.push(T::read(from));
        }
        list
    }

    #[cfg(feature = "author")]
    fn write(&self, to: &mut Vec<u8>) {
        (self.len() as u64).write(to);
        self.iter().for_each(|item| item.write(to));
    }
}

impl<T: Packed> Packed for Option<T> {
    fn read(from: &mut Bytes<'_>) -> Self {
        if bool::read(from) { Some(T::read(from)) } else { None }
    }

    #[cfg(feature = "author")]
    fn write(&self, to: &mut Vec<u8>) {
        self.is_some().write(to);
        self.iter().for_each(|item| item.write(to));
    }
}

impl Packed for Day {
    fn read(from: &mut Bytes<'_>) -> Self {
        Day::from_number(u32::read(from)).unwrap_or_else(|| {
            from.fail();
            Day::FIRST
        })
    }

    #[cfg(feature = "author")]
    fn write(&self, to: &mut Vec<u8>) {
        self.number().write(to);
    }
}

packed_struct! {
    FactId { 0: place }
    TestId { 0: place }
    CriterionId { 0: place }
    ChoiceId { 0: place }
    Choices { 0: bits }
    Fact {
        id: id, kind: kind, unsure: unsure, asked_if: asked_if, parents: parents,
        asked_elsewhere: asked_elsewhere, not_after_today: not_after_today, not_after: not_after
    }
    Criterion { id: id, test: test, clause: clause, not_held: not_held }
    Route {
        id: id, channel: channel, channel_certain: channel_certain, window: window,
        conditions: conditions, relaxation: relaxation, excludes: excludes
    }
    RouteCondition {
        test: test, group: group, criteria: criteria, clause: clause, relaxable: relaxable
    }
    Window { rules: rules }
    Round { opens: opens, closes: closes }
    WindowRule { when: when, window: window, warning: warning }
    Standards {
        series: series, level: level, degree: degree, held: held, since: since, work: work,
        tables: tables
    }
    Table { source: source, series: series, also: also, rows: rows }
    DocumentRequirement { id: id, phase: phase, forms: forms, needed_if: needed_if, clause: clause }
    Warning { id: id, when: when, unless: unless, clause: clause }
    Step { id: id, when: when }
    Known { fact: fact, choice: choice, when: when, parents: parents, clause: clause }
}

packed_enum! {
    FactKind {
        0 Choice { ids }
        1 YesNo {}
        2 Number {}
        3 Date {}
    }
    Test {
        0 Choice { fact, yes, unclear, unclear_in, discretion, authority }
        1 Number { fact, at_least }
        2 Elapsed { fact, months, to }
        3 Over { fact }
        4 Before { fact, than }
        5 Below { fact, than, ranks, than_ranks }
        6 Conditions { fact, met, not_met, by_standard, not_held, unmet_is_unknown }
        7 Some { of, count, unclear_in }
        8 Not { of }
        9 ByChoice { fact, of }
    }
    WindowDates {
        0 Dates { rounds }
        1 Unannounced {}
        2 SetBy { set_by, done_by }
    }
    Cell {
        0 Never {}
        1 AtOnce {}
        2 Held { title, years }
        3 Work { years }
        4 Both { title, years, work }
    }
    Phase {
        0 Upload {}
        1 Defence {}
        2 Unit {}
    }
}

impl Packed for Rules {
    fn read(from: &mut Bytes<'_>) -> Self {
        Rules {
            id: Packed::read(from),
            edition: Packed::read(from),
            counted_to: Packed::read(from),
            facts: Packed::read(from),
            tests: Packed::read(from),
            criteria: Packed::read(from),
            routes: Packed::read(from),
            windows: Packed::read(from),
            standards: Packed::read(from),
            documents: Packed::read(from),
            warnings: Packed::read(from),
            steps: Packed::read(from),
            known: Packed::read(from),
            timed: Vec::new(),
        }
    }

    #[cfg(feature = "author")]
    fn write(&self, to: &mut Vec<u8>) {
        let Rules {
            id,
            edition,
            counted_to,
            facts,
            tests,
            criteria,
            routes,
            windows,
            standards,
            documents,
            warnings,
            steps,
            known,
            timed: _,
        } = self;
        id.write(to);
        edition.write(to);
        counted_to.write(to);
        facts.write(to);
        tests.write(to);
        criteria.write(to);
        routes.write(to);
        windows.write(to);
        standards.write(to);
        documents.write(to);
        warnings.write(to);
        steps.write(to);
        known.write(to);
    }
}
