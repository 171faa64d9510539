//! Whether a blank password opens a PDF (ISO 32000-1, 7.6.3; ISO 32000-2, 7.6.4.3.4).
//!
//! Then everyone can read it, and only printing or copying is forbidden; else a reviewer sees nothing.

use sha2::{Digest, Sha256, Sha384, Sha512};

use super::objects::Objects;
use super::syntax::{entry, items, number, signed, text};

/// Stands in for what a password lacks to 32 bytes.
const PADDING: [u8; 32] = [
    0x28, 0xbf, 0x4e, 0x5e, 0x4e, 0x75, 0x8a, 0x41, 0x64, 0x00, 0x4e, 0x56, 0xff, 0xfa, 0x01, 0x08,
    0x2e, 0x2e, 0x00, 0xb6, 0xd0, 0x68, 0x3e, 0x80, 0x2f, 0x0c, 0xa9, 0xfe, 0x64, 0x53, 0x69, 0x7a,
];

/// False too for what is not the standard handler.
pub(super) fn opens_freely(objects: &Objects, dictionary: &[u8]) -> bool {
    opens(objects, dictionary).unwrap_or(false)
}

fn opens(objects: &Objects, dictionary: &[u8]) -> Option<bool> {
    let get = |key: &[u8]| entry(dictionary, key).map(|value| objects.resolve(value));
    if get(b"Filter")? != b"/Standard" {
        return Some(false);
    }
    let revision = number(get(b"R")?)?;
    let user = text(get(b"U")?)?;
    if revision >= 5 {
        let (hash, salts) = user.split_at_checked(32)?;
        let salt = salts.get(..8)?;
        let found = if revision == 5 { Sha256::digest(salt).to_vec() } else { hardened(salt)? };
        return Some(found == hash);
    }
    let owner = text(get(b"O")?)?;
    let permissions = signed(get(b"P")?)?.to_le_bytes();
    let id = objects.trailer(b"ID").map(|ids| objects.resolve(ids));
    let id = id.and_then(|ids| items(ids).next()).and_then(text).unwrap_or_default();
    let bits = get(b"Length").and_then(number).unwrap_or(40);
    let length = if revision == 2 { 5 } else { usize::try_from(bits / 8).ok()?.clamp(5, 16) };
    let mut seed = PADDING.to_vec();
    seed.extend_from_slice(owner.get(..32)?);
    seed.extend_from_slice(permissions.get(..4)?);
    seed.extend_from_slice(&id);
    let plain_metadata = get(b"EncryptMetadata") == Some(b"false");
    if revision >= 4 && plain_metadata {
        seed.extend_from_slice(&[0xff; 4]);
    }
    let mut key = md5(&seed);
    if revision >= 3 {
        for _ in 0..50 {
            key = md5(key.get(..length)?);
        }
    }
    let key = key.get(..length)?;
    if revision == 2 {
        return Some(rc4(key, &PADDING) == user);
    }
    let mut check = PADDING.to_vec();
    check.extend_from_slice(&id);
    let mut code = md5(&check).to_vec();
    for round in 0_u8..20 {
        let turned: Vec<u8> = key.iter().map(|byte| byte ^ round).collect();
        code = rc4(&turned, &code);
    }
    Some(user.get(..16)? == code)
}

fn rc4(key: &[u8], data: &[u8]) -> Vec<u8> {
    let mut state: [u8; 256] = std::array::from_fn(|place| u8::try_from(place).unwrap_or(0));
    let at = |state: &[u8; 256], place: u8| state.get(usize::from(place)).copied().unwrap_or(0);
    let mut j = 0_u8;
    for (i, &byte) in (0..=255_u8).zip(key.iter().cycle()) {
        j = j.wrapping_add(at(&state, i)).wrapping_add(byte);
        state.swap(usize::from(i), usize::from(j));
    }
    let (mut i, mut j) = (0_u8, 0_u8);
    let mut out = Vec::with_capacity(data.len());
    for &byte in data {
        i = i.wrapping_add(1);
        j = j.wrapping_add(at(&state, i));
        state.swap(usize::from(i), usize::from(j));
        let sum = at(&state, i).wrapping_add(at(&state, j));
        out.push(byte ^ at(&state, sum));
    }
    out
}

/// The whole parts of 2^32 |sin(step + 1)|.
const SINES: [u32; 64] = [
    0xd76a_a478,
    0xe8c7_b756,
    0x2420_70db,
    0xc1bd_ceee,
    0xf57c_0faf,
    0x4787_c62a,
    0xa830_4613,
    0xfd46_9501,
    0x6980_98d8,
    0x8b44_f7af,
    0xffff_5bb1,
    0x895c_d7be,
    0x6b90_1122,
    0xfd98_7193,
    0xa679_438e,
    0x49b4_0821,
    0xf61e_2562,
    0xc040_b340,
    0x265e_5a51,
    0xe9b6_c7aa,
    0xd62f_105d,
    0x0244_1453,
    0xd8a1_e681,
    0xe7d3_fbc8,
    0x21e1_cde6,
    0xc337_07d6,
    0xf4d5_0d87,
    0x455a_14ed,
    0xa9e3_e905,
    0xfcef_a3f8,
    0x676f_02d9,
    0x8d2a_4c8a,
    0xfffa_3942,
    0x8771_f681,
    0x6d9d_6122,
    0xfde5_380c,
    0xa4be_ea44,
    0x4bde_cfa9,
    0xf6bb_4b60,
    0xbebf_bc70,
    0x289b_7ec6,
    0xeaa1_27fa,
    0xd4ef_3085,
    0x0488_1d05,
    0xd9d4_d039,
    0xe6db_99e5,
    0x1fa2_7cf8,
    0xc4ac_5665,
    0xf429_2244,
    0x432a_ff97,
    0xab94_23a7,
    0xfc93_a039,
    0x655b_59c3,
    0x8f0c_cc92,
    0xffef_f47d,
    0x8584_5dd1,
    0x6fa8_7e4f,
    0xfe2c_e6e0,
    0xa301_4314,
    0x4e08_11a1,
    0xf753_7e82,
    0xbd3a_f235,
    0x2ad7_d2bb,
    0xeb86_d391,
];

/// RFC 1321.
fn md5(message: &[u8]) -> [u8; 16] {
    const SHIFTS: [[u32; 4]; 4] =
        [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]];
    let mut padded = message.to_vec();
    padded.push(0x80);
    while padded.len() % 64 != 56 {
        padded.push(0);
    }
    padded.extend_from_slice(&(message.len() as u64).wrapping_mul(8).to_le_bytes());
    let mut state = [0x6745_2301_u32, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476];
    for block in padded.chunks_exact(64) {
        let words: Vec<u32> = block
            .chunks_exact(4)
            .filter_map(|word| word.first_chunk::<4>().copied().map(u32::from_le_bytes))
            .collect();
        let [mut a, mut b, mut c, mut d] = state;
        for (step, constant) in (0_u32..).zip(SINES) {
            let (mixed, place) = match step >> 4 {
                0 => (b & c | !b & d, step),
                1 => (d & b | !d & c, step.wrapping_mul(5).wrapping_add(1)),
                2 => (b ^ c ^ d, step.wrapping_mul(3).wrapping_add(5)),
                _ => (c ^ (b | !d), step.wrapping_mul(7)),
            };
            let word = usize::try_from(place & 15).ok().and_then(|place| words.get(place)).copied();
            let row = usize::try_from(step >> 4).ok().and_then(|row| SHIFTS.get(row));
            let shift =
                row.zip(usize::try_from(step & 3).ok()).and_then(|(row, place)| row.get(place));
            let sum = a.wrapping_add(mixed).wrapping_add(constant).wrapping_add(word.unwrap_or(0));
            (a, d, c) = (d, c, b);
            b = b.wrapping_add(sum.rotate_left(shift.copied().unwrap_or(0)));
        }
        for (held, new) in state.iter_mut().zip([a, b, c, d]) {
            *held = held.wrapping_add(new);
        }
    }
    let mut out = [0_u8; 16];
    for (place, byte) in out.iter_mut().zip(state.iter().flat_map(|word| word.to_le_bytes())) {
        *place = byte;
    }
    out
}

/// Algorithm 2.B for a blank password.
fn hardened(salt: &[u8]) -> Option<Vec<u8>> {
    let boxes = substitution();
    let mut key = Sha256::digest(salt).to_vec();
    let mut round = 0_u32;
    loop {
        let text = key.repeat(64);
        let cipher = aes_cbc(&boxes, key.get(..16)?, key.get(16..32)?, &text);
        let rest =
            cipher.get(..16)?.iter().fold(0_u32, |sum, &byte| sum.wrapping_add(u32::from(byte)))
                % 3;
        key = match rest {
            0 => Sha256::digest(&cipher).to_vec(),
            1 => Sha384::digest(&cipher).to_vec(),
            _ => Sha512::digest(&cipher).to_vec(),
        };
        round = round.saturating_add(1);
        let last = u32::from(*cipher.last()?);
        if round >= 64 && last <= round.saturating_sub(32) {
            key.truncate(32);
            return Some(key);
        }
    }
}

fn double(byte: u8) -> u8 {
    byte << 1 ^ if byte & 0x80 == 0 { 0 } else { 0x1b }
}

/// AES's S-box (FIPS 197, 5.1.1), walked along the powers of 3 and their inverses.
fn substitution() -> [u8; 256] {
    let mut boxes = [0_u8; 256];
    let (mut power, mut inverse) = (1_u8, 1_u8);
    loop {
        power ^= double(power);
        inverse ^= inverse << 1;
        inverse ^= inverse << 2;
        inverse ^= inverse << 4;
        inverse ^= if inverse & 0x80 == 0 { 0 } else { 9 };
        let turned = inverse.rotate_left(1)
            ^ inverse.rotate_left(2)
            ^ inverse.rotate_left(3)
            ^ inverse.rotate_left(4);
        if let Some(place) = boxes.get_mut(usize::from(power)) {
            *place = inverse ^ turned ^ 0x63;
        }
        if power == 1 {
            break;
        }
    }
    if let Some(first) = boxes.first_mut() {
        *first = 0x63;
    }
    boxes
}

/// AES-128 in cipher block chaining, without padding.
fn aes_cbc(boxes: &[u8; 256], key: &[u8], start: &[u8], text: &[u8]) -> Vec<u8> {
    let through = |byte: u8| boxes.get(usize::from(byte)).copied().unwrap_or(0);
    let mut keys: Vec<u8> = key.to_vec();
    let mut constant = 1_u8;
    while keys.len() < 176 {
        let tail = keys.last_chunk::<4>().copied().unwrap_or([0; 4]);
        let word = if keys.len().is_multiple_of(16) {
            let [a, b, c, d] = tail;
            let turned = [through(b) ^ constant, through(c), through(d), through(a)];
            constant = double(constant);
            turned
        } else {
            tail
        };
        let back = keys.last_chunk::<16>().copied().unwrap_or([0; 16]);
        keys.extend(back.iter().zip(word).map(|(old, new)| old ^ new));
    }
    let mut chain = start.to_vec();
    let mut out = Vec::with_capacity(text.len());
    for block in text.chunks_exact(16) {
        let mut state: Vec<u8> = block.iter().zip(&chain).map(|(byte, mask)| byte ^ mask).collect();
        for (round, key) in keys.chunks_exact(16).enumerate() {
            if round > 0 {
                // SubBytes and ShiftRows: each byte comes from 5 places on, in columns of four
                state = (0..16_usize)
                    .map(|place| {
                        let from = place.wrapping_mul(5) & 15;
                        through(state.get(from).copied().unwrap_or(0))
                    })
                    .collect();
                if round < 10 {
                    state = state.chunks_exact(4).flat_map(mix).collect();
                }
            }
            state.iter_mut().zip(key).for_each(|(byte, key)| *byte ^= key);
        }
        out.extend_from_slice(&state);
        chain = state;
    }
    out
}

/// MixColumns of one column.
fn mix(column: &[u8]) -> [u8; 4] {
    let &[a, b, c, d] = column else { return [0; 4] };
    let all = a ^ b ^ c ^ d;
    [
        a ^ all ^ double(a ^ b),
        b ^ all ^ double(b ^ c),
        c ^ all ^ double(c ^ d),
        d ^ all ^ double(d ^ a),
    ]
}
