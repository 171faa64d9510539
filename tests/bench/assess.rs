//! How long one assessment takes: a complete applicant, all routes, `earliest` included.

#![allow(
    missing_docs,
    dead_code,
    unused_imports,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)]
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;

#[path = "../reading/mod.rs"]
mod reading;
#[path = "../support/mod.rs"]
mod support;

fn assess(bench: &mut Criterion) {
    let notice = support::kizilsu();
    let mut population = reading::population::Population::new(1);
    let applicants: Vec<_> = (0..1000)
        .map(|_| support::input(&notice, &population.ordinary()).expect("a good input"))
        .collect();
    let mut next = applicants.iter().cycle();
    bench.bench_function("assess a complete applicant", |b| {
        b.iter(|| title_precheck::assess(&notice, black_box(next.next().expect("a cycle"))));
    });
    bench.bench_function("verdicts of a complete applicant", |b| {
        b.iter(|| title_precheck::verdicts(&notice, black_box(next.next().expect("a cycle"))));
    });
    let empty = serde_json::json!({ "today": "2021-07-20" });
    let empty = support::input(&notice, &empty).expect("a good input");
    bench.bench_function("assess nobody, and find what to ask first", |b| {
        b.iter(|| title_precheck::assess(&notice, black_box(&empty)));
    });
}

criterion_group!(benches, assess);
criterion_main!(benches);
