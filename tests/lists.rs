//! Lists of people as they are read, before anybody knows what a column means: each test states a rule of the readers.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects)]

#[path = "lists/dirt.rs"]
mod dirt;
#[path = "lists/lines.rs"]
mod lines;
#[path = "lists/parts.rs"]
mod parts;
#[path = "lists/places.rs"]
mod places;
#[path = "lists/shown.rs"]
mod shown;
#[path = "lists/text.rs"]
mod text;
#[path = "lists/workbook.rs"]
mod workbook;
