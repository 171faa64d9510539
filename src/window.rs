//! When a route may be filed for, and how that stands on a day.

use serde::Serialize;

use crate::date::Day;
use crate::evaluate::Board;
use crate::notice::{Round, Window, WindowDates, WindowRule};
use crate::truth::Outcomes;

/// A filing window on the day of the check. Both ends are included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum WindowState<'n> {
    /// It opens later.
    Upcoming {
        /// First day.
        opens: Day,
        /// Last day.
        closes: Day,
    },
    /// It is open.
    Open {
        /// First day.
        opens: Day,
        /// Last day.
        closes: Day,
        /// Days after today, up to the last one; 0 on the last day.
        days_left: i64,
    },
    /// It is over.
    Closed {
        /// First day.
        opens: Day,
        /// Last day.
        closes: Day,
    },
    /// To be announced.
    Unannounced,
    /// Another authority sets it.
    SetBy {
        /// Which.
        set_by: &'n str,
        /// The last day for filing and review together, where known.
        #[serde(skip_serializing_if = "Option::is_none")]
        done_by: Option<Day>,
    },
    /// It hangs on answers that are wanting.
    Unknown,
}

/// The rules of a window that can still be the first that holds.
pub(crate) fn possible_rules<'w>(
    window: &'w Window,
    board: &Board,
) -> impl Iterator<Item = &'w WindowRule> {
    let mut decided = false;
    window.rules.iter().filter(move |rule| {
        if decided {
            return false;
        }
        let holds = rule.when.map_or(Outcomes::YES, |test| board.outcomes(test));
        decided = holds == Outcomes::YES;
        holds != Outcomes::NO
    })
}

pub(crate) fn window_state<'n>(window: &'n Window, board: &Board, today: Day) -> WindowState<'n> {
    let mut rules = possible_rules(window, board);
    let Some(first) = rules.next() else {
        return WindowState::Unknown;
    };
    if rules.any(|other| other.window != first.window) {
        return WindowState::Unknown;
    }
    match &first.window {
        WindowDates::Unannounced => WindowState::Unannounced,
        WindowDates::SetBy { set_by, done_by } => WindowState::SetBy { set_by, done_by: *done_by },
        WindowDates::Dates { rounds } => {
            // open, and as long as may be; else the next; else the last
            let told = rounds.iter().max_by_key(|round| {
                match (today.days_to(round.opens), today.days_to(round.closes)) {
                    (wait @ 1.., _) => wait.saturating_neg(),
                    (_, left @ 0..) => left,
                    (_, over) => over.saturating_add(i64::from(i32::MIN)),
                }
            });
            let Some(Round { opens, closes }) = told.copied() else {
                return WindowState::Unknown;
            };
            if today < opens {
                WindowState::Upcoming { opens, closes }
            } else if today <= closes {
                WindowState::Open { opens, closes, days_left: today.days_to(closes) }
            } else {
                WindowState::Closed { opens, closes }
            }
        }
    }
}
