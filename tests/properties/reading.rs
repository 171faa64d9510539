//! The generators of the independent reading, and its calendar.

#[path = "../reading/calendar.rs"]
pub mod calendar;
#[path = "../reading/described.rs"]
pub mod described;
#[path = "../reading/facts.rs"]
pub mod facts;
#[path = "../reading/population.rs"]
pub mod population;
