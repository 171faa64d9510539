//! Edits that neither the lint nor a case catches, each with the reason why it changes nothing.

pub const SURVIVORS: [(&str, &str); 0] = [];
