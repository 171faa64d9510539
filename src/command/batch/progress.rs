//! How far a run is, on a terminal: a bar, people a second, the time left.

use std::io::{IsTerminal, stderr};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use title_precheck::author::Language;

use crate::command::shell::in_language;

/// A bar, where somebody looks.
pub struct Progress {
    bar: ProgressBar,
    people: u64,
    language: Language,
}

impl Progress {
    /// Begins at `done` of `total`, in bytes or rows of the list.
    pub fn new(done: u64, total: u64, language: Language) -> Progress {
        let target = match stderr().is_terminal() {
            true => ProgressDrawTarget::stderr(),
            false => ProgressDrawTarget::hidden(),
        };
        let bar = ProgressBar::with_draw_target(Some(total.max(1)), target);
        let left = in_language(language, "还要", "left");
        let template = format!("{{bar:32}} {{percent:>3}}%  {{msg}}  {left} {{eta}}");
        if let Ok(style) = ProgressStyle::with_template(&template) {
            bar.set_style(style);
        }
        bar.set_position(done);
        // what an earlier run did says nothing of this one's speed
        bar.reset_eta();
        Progress { bar, people: 0, language }
    }

    /// So much of the list is read, and so many more people are judged.
    pub fn step(&mut self, done: u64, people: u64) {
        self.people = self.people.saturating_add(people);
        let seconds = self.bar.elapsed().as_secs_f64().max(0.001);
        let rate = self.people as f64 / seconds;
        let words = in_language(self.language, "人/秒", "a second");
        self.bar.set_message(format!("{rate:.0} {words}"));
        self.bar.set_position(done);
    }

    /// It is over.
    pub fn end(&self) {
        self.bar.finish_and_clear();
    }
}
