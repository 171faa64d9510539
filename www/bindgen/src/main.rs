//! The two tools a wasm build needs, from the library of `wasm-bindgen-cli`: `Cargo.lock` then holds
//! them to the version of the `wasm-bindgen` crate, and nobody has to install anything.

use std::{env, ffi::OsString, process::ExitCode};

use wasm_bindgen_cli::{wasm_bindgen, wasm_bindgen_test_runner};

/// `bindgen bindgen …` is `wasm-bindgen …`; anything else is what cargo hands to a test runner.
fn main() -> ExitCode {
    let args: Vec<OsString> = env::args_os().collect();
    let result = match args.get(1) {
        Some(first) if first == "bindgen" => wasm_bindgen::run_cli_with_args(&args[1..]),
        _ => wasm_bindgen_test_runner::run_cli_with_args(args),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:?}");
            ExitCode::FAILURE
        }
    }
}
