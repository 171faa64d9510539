//! The compact pack that a notice is published as.
//!
//! ```text
//! bytes    what
//! 4        "TPC" and the format's version (2)
//! 4        length R of the rules, little endian
//! R        the rules, as `codec.rs` writes them
//! …        the texts, JSON in UTF-8
//! 32       SHA-256 of all bytes before
//! ```
//! The hash that an assessment names is that of the whole file, as `sha256sum` prints it.

use core::fmt;

use sha2::{Digest, Sha256};

use crate::codec::{Bytes, Packed};
use crate::notice::{Notice, Rules};

const MAGIC: [u8; 4] = *b"TPC\x02";
const HASH: usize = 32;

/// Why bytes are no notice; the words of the code never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackError {
    /// Not a pack at all.
    NotAPack,
    /// A pack of another format version.
    OtherVersion,
    /// Cut short or changed.
    Damaged,
    /// The rules do not fit together.
    Inconsistent,
}

impl PackError {
    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            PackError::NotAPack => "not-a-pack",
            PackError::OtherVersion => "pack-version",
            PackError::Damaged => "pack-damaged",
            PackError::Inconsistent => "pack-inconsistent",
        }
    }
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            PackError::NotAPack => "these bytes are not a compiled notice",
            PackError::OtherVersion => "the compiled notice is of another version of the format",
            PackError::Damaged => "the compiled notice is cut short or was changed",
            PackError::Inconsistent => "the compiled notice's rules do not fit together",
        })
    }
}

impl core::error::Error for PackError {}

impl Notice {
    /// Reads a compiled pack and verifies it.
    ///
    /// # Errors
    /// Bytes of another kind or version, a pack that was cut or changed, rules that refer to what
    /// is not there.
    pub fn read(bytes: &[u8]) -> Result<Notice, PackError> {
        let (magic, rest) = bytes.split_at_checked(MAGIC.len()).ok_or(PackError::NotAPack)?;
        match magic {
            _ if magic == MAGIC => {}
            [b'T', b'P', b'C', _] => return Err(PackError::OtherVersion),
            _ => return Err(PackError::NotAPack),
        }
        let body = rest.len().checked_sub(HASH).ok_or(PackError::Damaged)?;
        let (body, sealed) = rest.split_at_checked(body).ok_or(PackError::Damaged)?;
        let mut hash = Sha256::new();
        hash.update(magic);
        hash.update(body);
        if hash.clone().finalize().as_slice() != sealed {
            return Err(PackError::Damaged);
        }
        hash.update(sealed);
        let (length, body) = body.split_first_chunk::<4>().ok_or(PackError::Damaged)?;
        let length =
            usize::try_from(u32::from_le_bytes(*length)).map_err(|_| PackError::Damaged)?;
        let (rules, texts) = body.split_at_checked(length).ok_or(PackError::Damaged)?;
        let mut bytes = Bytes::new(rules);
        let mut rules = Rules::read(&mut bytes);
        if !bytes.is_done() || !rules.check() {
            return Err(PackError::Inconsistent);
        }
        let texts = core::str::from_utf8(texts).map_err(|_| PackError::Damaged)?.to_owned();
        Ok(Notice { rules, texts, sha256: hexadecimal(&hash.finalize()) })
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// Writes a pack. The same rules and texts give the same bytes; absent if the rules exceed 4 GB.
#[cfg(feature = "author")]
pub(crate) fn write(rules: &Rules, texts: &str) -> Option<Vec<u8>> {
    let mut packed = Vec::new();
    rules.write(&mut packed);
    let mut bytes = MAGIC.to_vec();
    bytes.extend_from_slice(&u32::try_from(packed.len()).ok()?.to_le_bytes());
    bytes.extend_from_slice(&packed);
    bytes.extend_from_slice(texts.as_bytes());
    let seal = Sha256::digest(&bytes);
    bytes.extend_from_slice(&seal);
    Some(bytes)
}
