//! What holds for every applicant, whatever they answered: rules about the engine, each a test.
//!
//! `PROPTEST_CASES=2560` runs ten times as many cases, `PROPTEST_RNG_SEED=1` other ones.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects)]

mod support;

#[path = "properties/answers.rs"]
mod answers;
#[path = "properties/asking.rs"]
mod asking;
#[path = "properties/completions.rs"]
mod completions;
#[path = "properties/days.rs"]
mod days;
#[path = "properties/facts.rs"]
mod facts;
#[path = "properties/people.rs"]
mod people;
#[path = "properties/reading.rs"]
#[allow(dead_code, unused_imports)]
mod reading;
