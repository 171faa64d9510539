//! Rules of a pack written by hand, as `src/codec.rs` says: what no notice would be compiled to.
//!
//! A test sees to it that they are still read as they are meant.

pub type Bytes = Vec<u8>;

pub fn number(mut number: usize) -> Bytes {
    let mut bytes = Vec::new();
    while number > 0x7f {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
    bytes
}

pub fn text(text: &str) -> Bytes {
    [number(text.len()), text.into()].concat()
}

pub fn list(items: &[Bytes]) -> Bytes {
    [number(items.len()), items.concat()].concat()
}

pub fn some(item: Bytes) -> Bytes {
    [vec![1], item].concat()
}

pub const NONE: [u8; 1] = [0];
pub const YES_NO: u8 = 1;
pub const DATE: u8 = 3;

pub fn fact(id: &str, kind: u8) -> Bytes {
    // no unsure, asked_if, parents, asked_elsewhere, not_after_today, not_after
    [text(id), vec![kind], vec![0; 6]].concat()
}

/// Yes for the first choice of the first fact.
pub fn choice() -> Bytes {
    [vec![0], number(0), number(1), number(0), text(""), number(0), text("")].concat()
}

pub fn conditions() -> Bytes {
    // the first choice is met, the second not; a third would need another fact
    [vec![6], number(0), number(0), number(1), number(1), text("source"), vec![0]].concat()
}

pub fn so_many(of: &[usize], count: usize) -> Bytes {
    [vec![7], places(of), number(count), text("")].concat()
}

pub fn all(of: &[usize]) -> Bytes {
    so_many(of, of.len())
}

pub fn any(of: &[usize]) -> Bytes {
    so_many(of, 1)
}

pub fn not(of: usize) -> Bytes {
    [vec![8], number(of)].concat()
}

/// The test that belongs to the choice of a fact.
pub fn by_choice(fact: usize, of: &[usize]) -> Bytes {
    [vec![9], number(fact), places(of)].concat()
}

fn places(of: &[usize]) -> Bytes {
    let of: Vec<Bytes> = of.iter().map(|part| number(*part)).collect();
    list(&of)
}

/// Tables that read the first fact as series, level, degree and title, the second as dates.
pub fn standards(also: usize) -> Bytes {
    let facts = [0, 0, 0, 0, 1, 1].map(number).concat();
    let row = list(&[vec![1], vec![1]]);
    let table = [text("source"), number(3), some(number(also)), list(&[row.clone(), row])].concat();
    some([facts, list(&[table])].concat())
}

/// One route that hangs on one test.
pub fn rules(tests: &[Bytes], test: usize, standards: Bytes) -> Bytes {
    let facts = [fact("first", YES_NO), fact("second", DATE)];
    let criterion = [text("criterion"), number(test), text("main/一"), text("")].concat();
    let condition = [number(test), text(""), list(&[number(0)]), text("main/一"), vec![0]].concat();
    let route = [
        text("route"),
        text("channel"),
        vec![1],
        number(0),
        list(&[condition]),
        NONE.into(),
        list(&[]),
    ];
    let unannounced = [NONE.as_slice(), &[1], &NONE].concat();
    [
        text("by-hand"),
        text("1"),
        NONE.into(), // counted_to
        list(&facts),
        list(tests),
        list(&[criterion]),
        list(&[route.concat()]),
        list(&[list(&[unannounced])]),
        standards,
        list(&[]), // documents
        list(&[]), // warnings
        list(&[]), // steps
        list(&[]), // known
    ]
    .concat()
}
