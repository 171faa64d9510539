#![no_main]

#[path = "../bodies/mod.rs"]
mod bodies;

libfuzzer_sys::fuzz_target!(
    // the fuzzer ends at a panic at once; what the readers catch may happen, and what they let through ends it yet
    init: drop(std::panic::take_hook()),
    |bytes: &[u8]| bodies::run("xls", bytes)
);
