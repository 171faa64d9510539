//! `notice.toml` as it is written, every text with its place in the file.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

pub(super) type Text = Spanned<String>;
pub(super) type Texts = Vec<Text>;

macro_rules! table {
    ($(#[$doc:meta])* $name:ident { $($(#[$attr:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Deserialize)]
        #[serde(deny_unknown_fields, rename_all = "snake_case")]
        pub(super) struct $name {
            $($(#[$attr])* pub(super) $field: $type,)*
        }
    };
}

table! {
    /// The whole file.
    Raw {
        format: Spanned<u32>,
        notice: Head,
        #[serde(default)] source: Vec<Source>,
        #[serde(default)] authority: Vec<Authority>,
        #[serde(default)] fact: Vec<Fact>,
        #[serde(default)] test: Vec<Condition>,
        #[serde(default)] criterion: Vec<Condition>,
        #[serde(default)] group: Vec<Group>,
        #[serde(default)] relaxation: Vec<Relaxation>,
        #[serde(default)] exclusivity: Vec<Exclusivity>,
        #[serde(default)] route: Vec<Route>,
        #[serde(default)] window: Vec<Window>,
        standards: Option<Standards>,
        #[serde(default)] standard: Vec<Standard>,
        #[serde(default)] phase: Vec<Phase>,
        #[serde(default)] document: Vec<Document>,
        #[serde(default)] not_needed: Vec<NotNeeded>,
        #[serde(default)] step: Vec<Step>,
        #[serde(default)] warning: Vec<Warning>,
        #[serde(default)] caution: Vec<Caution>,
        #[serde(default)] account: Vec<Account>,
        #[serde(default)] supplement: Vec<Supplement>,
    }
}

impl Raw {
    /// The rules of all windows, and those that supplements set.
    pub(super) fn window_rules(&self) -> impl Iterator<Item = &WindowRule> {
        let own = self.window.iter().flat_map(|window| &window.rule);
        own.chain(self.supplement.iter().flat_map(|supplement| &supplement.window))
    }
}

table! {
    /// `[notice]`.
    Head {
        id: Text,
        edition: Text,
        name: Text,
        year: Spanned<u16>,
        /// The day that years are counted to; that of the check where the notice names none.
        counted_to: Option<Text>,
        issued: Text,
        issuer: Text,
    }
}

table! {
    /// `[[source]]`: a document that a clause may cite.
    Source {
        id: Text,
        title: Text,
        number: Option<Text>,
        grade: Text,
        note: Option<Text>,
    }
}

table! {
    /// `[[authority]]`: who decides what the notice leaves open.
    Authority {
        id: Text,
        name: Text,
    }
}

table! {
    /// `[[fact]]`: what is asked.
    Fact {
        id: Text,
        kind: Text,
        question: Text,
        hint: Option<Text>,
        why: Text,
        clause: Text,
        unsure: Option<Text>,
        asked_if: Option<Text>,
        asked_with: Option<Text>,
        #[serde(default)] not_after: Texts,
        choices: Option<Vec<Choice>>,
    }
}

table! {
    /// One choice of a fact, or one form of a document.
    Choice {
        id: Text,
        label: Text,
        hint: Option<Text>,
    }
}

table! {
    /// `[[test]]` or `[[criterion]]`; which keys go with which kind is checked when it is resolved
    /// (`KINDS` in `conditions.rs`, where each kind is explained).
    Condition {
        id: Text,
        kind: Text,
        fact: Option<Text>,
        yes: Option<Texts>,
        no: Option<Texts>,
        at_least: Option<Spanned<Bound>>,
        at_most: Option<Spanned<Bound>>,
        unclear: Option<Texts>,
        unclear_in: Option<Text>,
        discretion: Option<Texts>,
        authority: Option<Text>,
        years: Option<Spanned<u8>>,
        months: Option<Spanned<u8>>,
        counted_to: Option<Text>,
        than: Option<Text>,
        met: Option<Text>,
        not_met: Option<Text>,
        by_standard: Option<Text>,
        unmet: Option<Text>,
        of: Option<Texts>,
        count: Option<Spanned<u8>>,
        must: Option<Texts>,
        tests: Option<BTreeMap<Text, Text>>,
        others: Option<Text>,
        label: Option<Text>,
        clause: Option<Text>,
        quote: Option<Text>,
        words: Option<Text>,
        not_held: Option<Text>,
    }
}

/// A lowest or highest choice or number.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged, expecting = "expected the id of a choice, or a number from 0 to 99")]
pub(super) enum Bound {
    Choice(String),
    Number(u8),
}

table! {
    /// `[[group]]`: criteria that count as one.
    Group {
        id: Text,
        any: Texts,
        label: Text,
        clause: Text,
        quote: Option<Text>,
        words: Option<Text>,
    }
}

table! {
    /// `[[relaxation]]`: an authority may ease a condition.
    Relaxation {
        id: Text,
        any: Texts,
        authority: Text,
        clause: Text,
        quote: Option<Text>,
        words: Option<Text>,
    }
}

table! {
    /// `[[exclusivity]]`: kinds of route that may not be combined in one year.
    Exclusivity {
        kinds: Texts,
        clause: Text,
        quote: Option<Text>,
        words: Option<Text>,
    }
}

table! {
    /// `[[route]]`.
    Route {
        id: Text,
        name: Text,
        about: Text,
        #[serde(default)]
        usual: bool,
        kind: Text,
        kind_name: Text,
        channel: Text,
        channel_certain: bool,
        window: Text,
        clause: Text,
        quote: Option<Text>,
        words: Option<Text>,
        criteria: Texts,
        #[serde(default)] leans_on: Texts,
        #[serde(default)] relaxable: Texts,
        relaxation: Option<Text>,
        #[serde(default)] clauses: BTreeMap<Text, Text>,
        #[serde(default)] quotes: BTreeMap<Text, Text>,
    }
}

table! {
    /// `[[window]]`.
    Window {
        id: Text,
        rule: Vec<WindowRule>,
    }
}

table! {
    /// `[[window.rule]]`: the first whose `when` holds.
    WindowRule {
        when: Option<Text>,
        #[serde(default)] routes: Texts,
        #[serde(default, rename = "where")] whom: BTreeMap<Text, Texts>,
        state: Text,
        opens: Option<Text>,
        closes: Option<Text>,
        closes_at: Option<Text>,
        rounds: Option<Vec<Round>>,
        set_by: Option<Text>,
        done_by: Option<Text>,
        clause: Text,
        quote: Option<Text>,
        words: Option<Text>,
        warning: Option<Text>,
    }
}

table! {
    /// One of several rounds of a window: `{ opens = "2022-06-01", closes = "2022-06-20" }`.
    Round {
        opens: Text,
        closes: Text,
        closes_at: Option<Text>,
    }
}

table! {
    /// `[standards]`: the facts that the tables read.
    Standards {
        series: Text,
        level: Text,
        degree: Text,
        held: Text,
        since: Text,
        work: Text,
    }
}

table! {
    /// `[[standard]]`: a document's table for some series.
    Standard {
        source: Text,
        series: Texts,
        also: Option<Text>,
        also_words: Option<Text>,
        rows: BTreeMap<Text, Spanned<Texts>>,
    }
}

table! {
    /// `[[phase]]`.
    Phase {
        id: Text,
        name: Text,
    }
}

table! {
    /// `[[document]]`.
    Document {
        id: Text,
        name: Text,
        phase: Text,
        copies: Option<Text>,
        needed_if: Option<Text>,
        #[serde(default)] forms: Vec<Form>,
        clause: Text,
        quote: Option<Text>,
        words: Option<Text>,
    }
}

table! {
    /// One form a document may have.
    Form {
        id: Text,
        name: Text,
    }
}

table! {
    /// `[[not_needed]]`.
    NotNeeded {
        name: Text,
        clause: Text,
        quote: Option<Text>,
        words: Option<Text>,
    }
}

table! {
    /// `[[step]]`.
    Step {
        id: Text,
        name: Text,
        kind: Text,
        when: Option<Text>,
        opens: Option<Text>,
        closes: Option<Text>,
        closes_at: Option<Text>,
        clause: Text,
        quote: Option<Text>,
        words: Option<Text>,
    }
}

table! {
    /// `[[warning]]`.
    Warning {
        id: Text,
        text: Text,
        when: Option<Text>,
        unless: Option<Text>,
        clause: Text,
        quote: Option<Text>,
        words: Option<Text>,
    }
}

table! {
    /// `[[caution]]`: said to everybody.
    Caution {
        text: Text,
        clause: Text,
        quote: Option<Text>,
        words: Option<Text>,
    }
}

table! {
    /// `[[supplement]]`: a later text that settles what the notice leaves open.
    Supplement {
        source: Text,
        edition: Text,
        #[serde(default)] window: Vec<WindowRule>,
        #[serde(default)] fact: Vec<Told>,
    }
}

table! {
    /// `[[supplement.fact]]`: a fact that nobody is asked any more.
    Told {
        fact: Text,
        value: Text,
        #[serde(default, rename = "where")] whom: BTreeMap<Text, Texts>,
        clause: Text,
        quote: Option<Text>,
        words: Option<Text>,
    }
}

table! {
    /// `[[account]]`: a paragraph that nothing else cites, and why that is right.
    Account {
        clause: Text,
        #[serde(rename = "as")] role: Text,
        note: Option<Text>,
    }
}
