//! Ciphers that a PDF's passwords go through.

// INVARIANT: places in tables and blocks lie under 256
#![allow(clippy::arithmetic_side_effects)]

use crate::scan::container::bytes::at;

pub(super) fn rc4(key: &[u8], data: &[u8]) -> Vec<u8> {
    let mut state: Vec<u8> = (0..=255).collect();
    let mut j = 0_u8;
    for (i, &byte) in (0..256).zip(key.iter().cycle()) {
        j = j.wrapping_add(at(&state, i)).wrapping_add(byte);
        exchange(&mut state, i, j.into());
    }
    let mut i = 0_u8;
    j = 0;
    let mut out = Vec::new();
    for &byte in data {
        i = i.wrapping_add(1);
        j = j.wrapping_add(at(&state, i.into()));
        exchange(&mut state, i.into(), j.into());
        let sum = at(&state, i.into()).wrapping_add(at(&state, j.into()));
        out.push(byte ^ at(&state, sum.into()));
    }
    out
}

fn exchange(list: &mut [u8], i: usize, j: usize) {
    let (a, b) = (at(list, i), at(list, j));
    set(list, i, b);
    set(list, j, a);
}

fn set(list: &mut [u8], place: usize, value: u8) {
    if let Some(known) = list.get_mut(place) {
        *known = value;
    }
}

fn double(byte: u8) -> u8 {
    byte << 1 ^ if byte & 0x80 == 0 { 0 } else { 0x1b }
}

/// AES's S-box (FIPS 197, 5.1.1), walked along the powers of 3 and their inverses.
fn substitution() -> Vec<u8> {
    let mut boxes = vec![0x63; 256];
    let (mut power, mut inverse) = (1_u8, 1_u8);
    loop {
        power ^= double(power);
        inverse ^= inverse << 1;
        inverse ^= inverse << 2;
        inverse ^= inverse << 4;
        inverse ^= if inverse & 0x80 == 0 { 0 } else { 9 };
        let turned = (1..5).fold(inverse, |sum, by| sum ^ inverse.rotate_left(by));
        set(&mut boxes, power.into(), turned ^ 0x63);
        if power == 1 {
            return boxes;
        }
    }
}

/// AES-128 in cipher block chaining, without padding.
pub(super) fn aes_cbc(key: &[u8], start: &[u8], text: &[u8]) -> Vec<u8> {
    let boxes = substitution();
    let through = |byte: u8| at(&boxes, byte.into());
    let mut keys: Vec<u8> = key.to_vec();
    let mut constant = 1_u8;
    while keys.len() < 176 {
        let end = keys.len();
        for place in end..end + 4 {
            let mut byte = at(&keys, place - 4);
            if end.is_multiple_of(16) {
                // turned by one, in the last word's ring
                byte = through(at(&keys, end - 4 + (place + 1) % 4));
                if place == end {
                    byte ^= constant;
                    constant = double(constant);
                }
            }
            keys.push(byte ^ at(&keys, place - 16));
        }
    }
    let mut state: [u8; 16] = std::array::from_fn(|place| at(start, place));
    let mut out = Vec::with_capacity(text.len());
    for block in text.chunks_exact(16) {
        state = std::array::from_fn(|place| at(&state, place) ^ at(block, place));
        for round in 0..11 {
            if round > 0 {
                // SubBytes and ShiftRows: each byte comes from 5 places on, in columns of four
                state = std::array::from_fn(|place| through(at(&state, (place * 5) & 15)));
            }
            if (1..10).contains(&round) {
                // MixColumns
                state = std::array::from_fn(|place| {
                    let column = place & !3;
                    let all = (column..column + 4).fold(0, |sum, place| sum ^ at(&state, place));
                    let (own, next) = (at(&state, place), at(&state, column + (place + 1) % 4));
                    own ^ all ^ double(own ^ next)
                });
            }
            state = std::array::from_fn(|place| at(&state, place) ^ at(&keys, round * 16 + place));
        }
        out.extend_from_slice(&state);
    }
    out
}
