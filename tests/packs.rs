//! Packs that were cut, changed or made by a stranger: refused, or assessed without a panic.
//!
//! A pack is sealed by its hash, so a single changed byte never gets past it; to reach the reader of
//! the rules, most tests here change the rules and seal them again.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects)]

#[path = "bad/by_hand.rs"]
mod by_hand;
#[path = "support/sealed.rs"]
mod sealed;
mod support;

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use sealed::{SEAL, assess_some, input, parts, sealed, sealed_as, text};
use sha2::{Digest, Sha256};
use support::{notice_path, read_folder};
use title_precheck::{Notice, Value, verdicts};

fn pack_of(folder: &Path) -> Vec<u8> {
    read_folder(folder).compile().pack.unwrap()
}

fn small() -> Vec<u8> {
    pack_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad/small"))
}

fn kizilsu() -> Vec<u8> {
    pack_of(&notice_path("kizilsu-2021"))
}

fn code(pack: &[u8]) -> &'static str {
    match Notice::read(pack) {
        Ok(_) => "accepted",
        Err(error) => error.code(),
    }
}

/// Does the work on all cores. Whatever takes longer than five minutes hangs, and is named.
fn for_each<T: Send + Sync + 'static>(
    what: &'static str,
    items: Vec<T>,
    work: impl Fn(&T) + Send + Sync + 'static,
) -> usize {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let (items, work) = (Arc::new(items), Arc::new(work));
    let (next, (done, finished)) = (Arc::new(AtomicUsize::new(0)), mpsc::channel());
    for _ in 0..cores {
        let (items, work) = (Arc::clone(&items), Arc::clone(&work));
        let (next, done) = (Arc::clone(&next), done.clone());
        thread::spawn(move || {
            while let Some(item) = items.get(next.fetch_add(1, Ordering::Relaxed)) {
                work(item);
            }
            done.send(()).unwrap();
        });
    }
    drop(done);
    let end = Instant::now() + Duration::from_secs(300);
    for _ in 0..cores {
        let left = end.saturating_duration_since(Instant::now());
        let at = next.load(Ordering::Relaxed);
        finished.recv_timeout(left).unwrap_or_else(|error| panic!("{what} near {at}: {error}"));
    }
    println!("{what}: {}", items.len());
    items.len()
}

// ---------------------------------------------------------------- sealed once

/// What is wrong with a pack in which something has changed at this place.
fn damage(at: usize) -> &'static str {
    match at {
        0..3 => "not-a-pack",
        3 => "pack-version",
        _ => "pack-damaged",
    }
}

fn cut_everywhere(what: &'static str, pack: Vec<u8>) {
    assert_eq!(code(&pack), "accepted");
    let lengths: Vec<usize> = (0..pack.len()).collect();
    for_each(what, lengths, move |length| {
        let expected = if *length < 4 { "not-a-pack" } else { "pack-damaged" };
        assert_eq!(code(&pack[..*length]), expected, "{what}: cut to {length} bytes");
    });
}

fn flip_everywhere(what: &'static str, pack: Vec<u8>, flips: impl Fn(usize) -> Vec<u8>) {
    assert_eq!(code(&pack), "accepted");
    let places = 0..pack.len();
    let flips: Vec<(usize, u8)> =
        places.flat_map(|at| flips(at).into_iter().map(move |flip| (at, flip))).collect();
    for_each(what, flips, move |(at, flip)| {
        let mut changed = pack.clone();
        changed[*at] ^= flip;
        assert_eq!(code(&changed), damage(*at), "{what}: byte {at} ^ {flip:#04x}");
    });
}

const FLIPS: [u8; 3] = [0x01, 0x80, 0xff];

#[test]
fn a_pack_that_was_cut_anywhere_is_refused() {
    cut_everywhere("cuts of the small pack", small());
    cut_everywhere("cuts of the pack of 2021", kizilsu());
}

/// Each flip costs a hash of the whole, so the large pack has each byte flipped once, in turn in
/// one of the three ways, and the small one in all three.
#[test]
fn a_pack_with_any_byte_flipped_is_refused() {
    flip_everywhere("flips of the small pack", small(), |_| FLIPS.to_vec());
    flip_everywhere("flips of the pack of 2021", kizilsu(), |at| vec![FLIPS[at % 3]]);
}

#[test]
fn a_pack_with_something_after_it_is_refused() {
    for more in [&b"\0"[..], b"\n", b"TPC\x02"] {
        let mut pack = small();
        pack.extend_from_slice(more);
        assert_eq!(code(&pack), "pack-damaged");
    }
    let twice = small().repeat(2);
    assert_eq!(code(&twice), "pack-damaged");
}

#[test]
fn files_of_another_kind_are_no_packs() {
    let files: [&[u8]; 12] = [
        b"",
        b"\0",
        b"T",
        b"TPC",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"\xff\xd8\xff\xe0\0\x10JFIF\0",
        b"%PDF-1.7\n",
        b"PK\x03\x04\x14\0\0\0\x08\0",
        b"\x1f\x8b\x08\0\0\0\0\0",
        b"<!DOCTYPE html>\n<html><body>404</body></html>",
        b"\0asm\x01\0\0\0",
        b"tpc\x02\0\0\0\0",
    ];
    for file in files {
        assert_eq!(code(file), "not-a-pack", "{file:?}");
    }
    let mut marked = b"\xef\xbb\xbf".to_vec();
    marked.extend_from_slice(&small());
    assert_eq!(code(&marked), "not-a-pack");
}

#[test]
fn a_pack_of_another_version_says_so_though_it_is_whole() {
    for version in (0..=u8::MAX).filter(|version| *version != 2) {
        let pack = small();
        let mut other = pack[..pack.len() - SEAL].to_vec();
        other[3] = version;
        other.extend_from_slice(&Sha256::digest(&other));
        assert_eq!(code(&other), "pack-version", "{version}");
    }
}

#[test]
fn the_same_folder_gives_the_same_bytes() {
    assert_eq!(small(), small());
    assert_eq!(kizilsu(), kizilsu());
}

#[test]
fn the_hash_of_a_notice_is_that_of_its_file() {
    for pack in [small(), kizilsu()] {
        let notice = Notice::read(&pack).unwrap();
        let hash: String = Sha256::digest(&pack).iter().map(|b| format!("{b:02x}")).collect();
        assert_eq!(notice.sha256(), hash);
        let (rules, texts) = parts(&pack);
        assert_eq!(notice.texts().as_bytes(), texts);
        assert_eq!(sealed(rules, texts), pack);
    }
}

// ---------------------------------------------------------------- sealed again

/// Somebody of whom everything is told, for the small notice and that of 2021.
fn told() -> Vec<(&'static str, Value)> {
    vec![
        ("employer", text("public-institution")),
        ("workplace", text("akto")),
        ("series", text("engineering")),
        ("level", text("intermediate")),
        ("degree", text("bachelor")),
        ("title-held", text("assistant")),
        ("title-since", text("2018-06")),
        ("work-since", text("2016-09-01")),
        ("sanctioned", Value::Bool(true)),
        ("sanction", text("demerit")),
        ("sanction-until", text("2022-06-01")),
        ("conditions", text("not-checked")),
        ("conditions-targeted", text("not-checked")),
        ("conditions-regional", text("not-checked")),
        ("excellent-years", Value::Number(3.0)),
        ("service-years", Value::Number(3.0)),
        ("township", Value::Bool(true)),
        ("township-since", text("2019-01-01")),
        ("aid", Value::Bool(true)),
        ("aid-since", text("2020-02-29")),
        ("aid-until", text("2022-06-30")),
        ("committee", Value::Bool(true)),
        ("classified", Value::Bool(true)),
    ]
}

/// One way of changing the bytes of rules.
#[derive(Debug)]
enum Change {
    Flip(usize, u8),
    Remove(usize),
    Double(usize),
    /// Puts the largest number that seven-bit groups can write, as a length or a place.
    Largest(usize),
    Cut(usize),
}

impl Change {
    fn all(places: Range<usize>, flips: impl Fn(usize) -> Vec<u8>) -> Vec<Change> {
        let changes = |at: usize| {
            let rest = [Change::Remove(at), Change::Double(at), Change::Largest(at)];
            let flips: Vec<Change> =
                flips(at).into_iter().map(|flip| Change::Flip(at, flip)).collect();
            flips.into_iter().chain(rest).chain([Change::Cut(at)])
        };
        places.flat_map(changes).collect()
    }

    fn make(&self, rules: &[u8]) -> Vec<u8> {
        let mut changed = rules.to_vec();
        match *self {
            Change::Flip(at, flip) => changed[at] ^= flip,
            Change::Remove(at) => drop(changed.remove(at)),
            Change::Double(at) => changed.insert(at, rules[at]),
            Change::Largest(at) => {
                changed.splice(at..=at, [[0xff; 9].as_slice(), &[0x01]].concat());
            }
            Change::Cut(at) => changed.truncate(at),
        }
        changed
    }
}

fn change_the_rules(
    what: &'static str,
    pack: &[u8],
    everybody: bool,
    flips: impl Fn(usize) -> Vec<u8>,
) {
    let (rules, _) = parts(pack);
    let rules = rules.to_vec();
    assert_eq!(code(&sealed(&rules, b"")), "accepted");
    let changes = Change::all(0..rules.len(), flips);
    let accepted = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&accepted);
    let changed = for_each(what, changes, move |change| {
        // the texts are not read by the engine: without them there is less to hash
        let pack = sealed(&change.make(&rules), b"");
        let begun = Instant::now();
        match Notice::read(&pack) {
            Ok(notice) => {
                count.fetch_add(1, Ordering::Relaxed);
                assess_some(&notice, &told(), everybody);
            }
            Err(error) => assert_eq!(error.code(), "pack-inconsistent", "{change:?}"),
        }
        let taken = begun.elapsed();
        assert!(taken < Duration::from_secs(5), "{what}: {change:?} took {taken:?}");
    });
    // both ways are trodden: some changes must be seen, some cannot be
    let accepted = accepted.load(Ordering::Relaxed);
    println!("{what}, accepted: {accepted}");
    assert!(accepted > changed / 50 && accepted < changed * 19 / 20, "{accepted} of {changed}");
}

#[test]
fn rules_that_were_changed_and_sealed_again_never_panic() {
    // every bit, and all bits of a byte
    let bits = |_: usize| (0..8).map(|bit| 1 << bit).chain([0xff]).collect();
    change_the_rules("changes of the small rules", &small(), true, bits);
}

#[test]
fn rules_of_2021_that_were_changed_and_sealed_again_never_panic() {
    change_the_rules("changes of the rules of 2021", &kizilsu(), false, |at| vec![FLIPS[at % 3]]);
}

/// The invented notices use every kind of test.
#[test]
fn rules_of_every_kind_that_were_changed_and_sealed_again_never_panic() {
    for example in ["qinglan-2022", "beiling-2022"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/examples").join(example);
        let flips = |at: usize| vec![FLIPS[at % 3]];
        change_the_rules("changes of an example's rules", &pack_of(&folder), true, flips);
    }
}

#[test]
fn texts_that_are_no_text_are_refused() {
    let pack = small();
    let (rules, texts) = parts(&pack);
    let (rules, texts) = (rules.to_vec(), texts.to_vec());
    let places: Vec<usize> = (0..texts.len()).collect();
    for_each("changes of the small texts", places, move |at| {
        let mut changed = texts.clone();
        changed[*at] ^= FLIPS[at % 3];
        let expected = if str::from_utf8(&changed).is_ok() { "accepted" } else { "pack-damaged" };
        assert_eq!(code(&sealed(&rules, &changed)), expected, "byte {at}");
    });
}

#[test]
fn a_length_that_lies_is_refused() {
    let pack = small();
    let (rules, texts) = parts(&pack);
    let length = u32::try_from(rules.len()).unwrap();
    let whole = length + u32::try_from(texts.len()).unwrap();
    for (lie, expected) in [
        (0, "pack-inconsistent"),
        (1, "pack-inconsistent"),
        (length - 1, "pack-inconsistent"),
        (length + 1, "pack-inconsistent"),
        (whole, "pack-inconsistent"),
        (whole + 1, "pack-damaged"),
        (u32::MAX, "pack-damaged"),
    ] {
        assert_eq!(code(&sealed_as(lie, rules, texts)), expected, "{lie}");
    }
    assert_eq!(code(&sealed(b"", b"")), "pack-inconsistent");
    // too short even for a length, or for a seal
    for length in 0..SEAL + 4 {
        let mut bytes = b"TPC\x02".to_vec();
        bytes.resize(4 + length, 0);
        assert_eq!(code(&bytes), "pack-damaged");
    }
}

// ---------------------------------------------------------------- made by a stranger

/// Has the command assess nobody by these rules, with so much memory and ten seconds of time.
fn command(name: &str, rules: &[u8], kilobytes: usize) -> ExitStatus {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let (pack, person) = (folder.join(format!("{name}.tpc")), folder.join(format!("{name}.json")));
    std::fs::write(&pack, sealed(rules, b"{}")).unwrap();
    std::fs::write(&person, r#"{ "today": "2021-07-20" }"#).unwrap();
    let run = format!("ulimit -v {kilobytes}; exec \"$0\" assess \"$1\" \"$2\"");
    let mut child = Command::new("sh")
        .args(["-c", &run, env!("CARGO_BIN_EXE_precheck")])
        .args([&pack, &person])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let end = Instant::now() + Duration::from_secs(10);
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status;
        }
        if Instant::now() > end {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("{name}: no end after ten seconds");
        }
        thread::sleep(Duration::from_millis(10));
    }
}

/// It ends by itself, whatever it says: no stack overflow, no want of memory, no panic.
fn ends(name: &str, rules: &[u8]) {
    let status = command(name, rules, 256 << 10);
    assert!(matches!(status.code(), Some(0 | 1)), "{name}: {status}");
}

#[test]
fn rules_written_by_hand_are_read_as_they_are_meant() {
    use by_hand::{all, any, choice, conditions, rules, standards};
    let tests = [choice(), all(&[0, 0]), conditions(), any(&[1, 2])];
    let pack = sealed(&rules(&tests, 3, standards(1)), b"{}");
    let notice = Notice::read(&pack).unwrap();
    assert_eq!(notice.facts().collect::<Vec<_>>(), ["first", "second"]);
    for (answer, verdict) in [(true, "met"), (false, "not-met")] {
        let input = input(&notice, &[("first", Value::Bool(answer))]).unwrap();
        assert_eq!(verdicts(&notice, &input)[0].verdict.as_str(), verdict);
    }
    assert_eq!(command("by-hand", parts(&pack).0, 256 << 10).code(), Some(0));
    // a test made of one that stands after it
    assert_eq!(code(&sealed(&rules(&[choice(), all(&[1])], 1, vec![0]), b"")), "pack-inconsistent");
}

#[test]
fn a_test_whose_parts_do_not_fit_is_refused() {
    use by_hand::{by_choice, choice, not, rules, so_many};
    let read = |test: Vec<u8>| code(&sealed(&rules(&[choice(), choice(), test], 2, vec![0]), b""));
    for (test, expected) in [
        (so_many(&[0, 1], 1), "accepted"),
        (so_many(&[0, 1], 2), "accepted"),
        (so_many(&[0, 1], 0), "pack-inconsistent"),
        (so_many(&[0, 1], 3), "pack-inconsistent"),
        (so_many(&[], 0), "pack-inconsistent"),
        (so_many(&[0; 255], 255), "accepted"),
        (so_many(&[0; 256], 255), "pack-inconsistent"),
        (so_many(&[2], 1), "pack-inconsistent"),
        (not(1), "accepted"),
        (not(2), "pack-inconsistent"),
        // the first fact has two choices, the second none
        (by_choice(0, &[0, 1]), "accepted"),
        (by_choice(0, &[0]), "pack-inconsistent"),
        (by_choice(0, &[0, 1, 1]), "pack-inconsistent"),
        (by_choice(0, &[0, 2]), "pack-inconsistent"),
        (by_choice(1, &[]), "pack-inconsistent"),
    ] {
        assert_eq!(read(test.clone()), expected, "{test:?}");
    }
}

#[test]
fn a_long_chain_of_tests_does_not_exhaust_the_stack() {
    use by_hand::{all, choice, rules};
    let last = 60_000;
    let tests: Vec<Vec<u8>> =
        std::iter::once(choice()).chain((0..last).map(|part| all(&[part]))).collect();
    ends("chain", &rules(&tests, last, vec![0]));
}

#[test]
fn a_test_of_very_many_parts_does_not_hang() {
    use by_hand::{any, choice, rules};
    let parts: Vec<usize> = (0..60_000).collect();
    let tests: Vec<Vec<u8>> = parts.iter().map(|_| choice()).chain([any(&parts)]).collect();
    ends("wide", &rules(&tests, parts.len(), vec![0]));
}

#[test]
fn tests_that_double_above_and_below_a_standard_do_not_hang() {
    use by_hand::{all, choice, conditions, rules, standards};
    let double = |from: usize| (from..from + 15).map(|part| all(&[part, part]));
    let mut tests = vec![choice()];
    tests.extend(double(0));
    tests.push(conditions());
    tests.extend(double(16));
    ends("double", &rules(&tests, tests.len() - 1, standards(15)));
}

#[test]
fn a_list_that_claims_more_than_it_has_takes_no_memory() {
    // two million facts are announced; the first of them is already broken
    let claimed = 2 << 20;
    let head = [
        by_hand::text("claims"),
        by_hand::text("1"),
        by_hand::NONE.into(),
        by_hand::number(claimed),
    ]
    .concat();
    let rules = [head, vec![0xff; claimed]].concat();
    assert_eq!(command("claims", &rules, 128 << 10).code(), Some(1));
}
