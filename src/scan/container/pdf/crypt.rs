//! Whether a blank password opens a PDF (ISO 32000-1, 7.6.3; ISO 32000-2, 7.6.4.3.4).
//!
//! Then everyone can read it, and only printing or copying is forbidden; else a reviewer sees nothing.

use aes::Aes128;
use aes::cipher::block_padding::NoPadding;
use aes::cipher::consts::U256;
use aes::cipher::{BlockEncryptMut, KeyInit, KeyIvInit, StreamCipher};
use md5::{Digest, Md5};
use rc4::Rc4;
use sha2::{Sha256, Sha384, Sha512};

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
    let get = |key: &[u8]| objects.resolve(entry(dictionary, key));
    if get(b"Filter") != b"/Standard" {
        return None;
    }
    let revision = number(get(b"R"))?;
    let user = text(get(b"U"));
    if revision >= 5 {
        let (hash, salts) = user.split_at_checked(32)?;
        let salt = salts.get(..8)?;
        let found = if revision == 5 { Sha256::digest(salt).to_vec() } else { hardened(salt)? };
        return Some(found == hash);
    }
    let ids = objects.resolve(objects.trailer(b"ID"));
    let id = text(items(ids).first().copied().unwrap_or_default());
    let mut seed = PADDING.to_vec();
    seed.extend(text(get(b"O")).iter().take(32));
    seed.extend(signed(get(b"P")).unwrap_or(0).to_le_bytes().iter().take(4));
    seed.extend_from_slice(&id);
    if revision >= 4 && get(b"EncryptMetadata") == b"false" {
        seed.extend_from_slice(&[0xff; 4]);
    }
    let bits = if revision == 2 { 40 } else { number(get(b"Length")).unwrap_or(40) };
    let key = key(&seed, (bits / 8).clamp(5, 16) as usize, revision);
    Some(if revision == 2 {
        rc4(&key, &PADDING) == user
    } else {
        user.starts_with(&code(&key, &id))
    })
}

/// The file's key for a blank password.
fn key(seed: &[u8], length: usize, revision: u32) -> Vec<u8> {
    let mut key = Md5::digest(seed).to_vec();
    key.truncate(length);
    for _ in 0..if revision == 2 { 0 } else { 50 } {
        key = Md5::digest(&key).to_vec();
        key.truncate(length);
    }
    key
}

/// What a file begins its user entry with, from revision 3 on.
fn code(key: &[u8], id: &[u8]) -> Vec<u8> {
    let mut code = Md5::new().chain_update(PADDING).chain_update(id).finalize().to_vec();
    for round in 0_u8..20 {
        let turned: Vec<u8> = key.iter().map(|byte| byte ^ round).collect();
        code = rc4(&turned, &code);
    }
    code
}

/// RC4 by a key of any length: the cipher itself repeats keys to 256 bytes, and the library wants the length in the type.
fn rc4(key: &[u8], data: &[u8]) -> Vec<u8> {
    let mut out = data.to_vec();
    let key = key.iter().copied().cycle().take(256).collect();
    Rc4::<U256>::new(&key).apply_keystream(&mut out);
    out
}

/// Algorithm 2.B for a blank password.
fn hardened(salt: &[u8]) -> Option<Vec<u8>> {
    let mut key = Sha256::digest(salt).to_vec();
    let mut round = 0_u32;
    loop {
        let mut text = key.repeat(64);
        let length = text.len();
        let cipher = cbc::Encryptor::<Aes128>::new_from_slices(key.get(..16)?, key.get(16..32)?)
            .ok()?
            .encrypt_padded_mut::<NoPadding>(&mut text, length)
            .ok()?;
        // 256 leaves 1 when divided by 3, so the number's digits tell what it leaves
        let sum: u32 = cipher.get(..16)?.iter().map(|byte| u32::from(*byte)).sum();
        key = match sum % 3 {
            0 => Sha256::digest(cipher).to_vec(),
            1 => Sha384::digest(cipher).to_vec(),
            _ => Sha512::digest(cipher).to_vec(),
        };
        round = round.saturating_add(1);
        let last = u32::from(*cipher.last()?);
        if round >= 64 && last <= round.saturating_sub(32) {
            key.truncate(32);
            return Some(key);
        }
    }
}
