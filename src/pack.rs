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

#[cfg(test)]
#[cfg(feature = "author")]
#[allow(clippy::arithmetic_side_effects)]
mod tests {
    use super::*;
    use crate::author::Folder;

    fn pack() -> Vec<u8> {
        let main = include_str!("../tests/bad/small/sources/main.txt");
        let late = include_str!("../tests/bad/small/sources/late.txt");
        let folder = Folder {
            notice: include_str!("../tests/bad/small/notice.toml").into(),
            sources: [("main".into(), main.into()), ("late".into(), late.into())].into(),
            ..Folder::default()
        };
        folder.compile().pack.unwrap()
    }

    /// The pack with other rules, sealed.
    fn with_rules(change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
        let pack = pack();
        let length = u32::from_le_bytes([pack[4], pack[5], pack[6], pack[7]]) as usize;
        let mut rules = pack[8..8 + length].to_vec();
        change(&mut rules);
        let head = [&MAGIC[..], &u32::try_from(rules.len()).unwrap().to_le_bytes()].concat();
        let body = [&head, &rules, &pack[8 + length..pack.len() - HASH]].concat();
        [&body[..], &Sha256::digest(&body)].concat()
    }

    fn error(bytes: &[u8]) -> PackError {
        Notice::read(bytes).map(|notice| notice.sha256).unwrap_err()
    }

    #[test]
    fn a_pack_that_is_written_is_read_under_the_hash_of_its_bytes() {
        let pack = pack();
        let notice = Notice::read(&pack).unwrap();
        assert_eq!(notice.id(), "small-2022");
        let mut hash = String::new();
        for byte in Sha256::digest(&pack) {
            hash += &format!("{byte:02x}");
        }
        assert_eq!(notice.sha256(), hash);
        assert_eq!(Notice::read(&with_rules(|_| {})).unwrap().sha256(), hash);
    }

    #[test]
    fn bytes_of_another_kind_or_version_and_damaged_ones_are_told_apart() {
        let pack = pack();
        let mut other = pack.clone();
        other[3] = 1;
        let mut flipped = pack.clone();
        flipped[40] ^= 1;
        assert_eq!(error(b"TP"), PackError::NotAPack);
        assert_eq!(
            error(b"tpc\x02 and more than a seal is long, so that it is not cut short"),
            PackError::NotAPack
        );
        assert_eq!(error(&other), PackError::OtherVersion);
        assert_eq!(error(&flipped), PackError::Damaged);
        assert_eq!(error(&pack[..pack.len() - 1]), PackError::Damaged);
        // a place that is not there, and something behind the rules
        assert_eq!(error(&with_rules(|rules| rules.push(0))), PackError::Inconsistent);
        assert_eq!(error(&with_rules(|rules| rules.truncate(9))), PackError::Inconsistent);
        let no_test = with_rules(|rules| {
            let at = rules.windows(8).position(|id| id == b"in-scope").unwrap() + 8;
            rules.splice(at..=at, [0xff, 0x7f]);
        });
        assert_eq!(error(&no_test), PackError::Inconsistent);
    }

    #[test]
    fn every_error_has_its_code_and_its_words() {
        let all = [
            (PackError::NotAPack, "not-a-pack", "these bytes are not a compiled notice"),
            (
                PackError::OtherVersion,
                "pack-version",
                "the compiled notice is of another version of the format",
            ),
            (PackError::Damaged, "pack-damaged", "the compiled notice is cut short or was changed"),
            (
                PackError::Inconsistent,
                "pack-inconsistent",
                "the compiled notice's rules do not fit together",
            ),
        ];
        for (error, code, words) in all {
            assert_eq!((error.code(), error.to_string().as_str()), (code, words));
        }
    }
}
