//! The same person in two rows: found by the keys' hashes, in memory that does not grow with the list.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{BufReader, Read};
use std::path::Path;

use title_precheck::office::Person;

use crate::command::shell::{Failure, about};

/// Bytes for each person: a hash of 16, a row of 8.
const EACH: usize = 24;
/// So many people are looked at in one go: 64 MB or so.
const AT_ONCE: u64 = 1_000_000;

/// Notes a person's key, if there is one.
pub fn note(person: &Person, keys: &mut Vec<u8>) {
    let Some(key) = person.compared_key() else {
        return;
    };
    for salt in [0_u8, 1] {
        let mut hasher = DefaultHasher::new();
        (salt, person.is_named, &key).hash(&mut hasher);
        keys.extend(hasher.finish().to_le_bytes());
    }
    keys.extend(person.row.to_le_bytes());
}

/// The rows whose person stands in another row too, each with that row: the first one, or of the first the next.
pub fn find(path: &Path) -> Result<BTreeMap<u64, u64>, Failure> {
    let length = std::fs::metadata(path).map_err(|error| about(path, &error))?.len();
    let parts = (length / EACH as u64).div_ceil(AT_ONCE).max(1);
    let mut doubles = BTreeMap::new();
    for part in 0..parts {
        let mut first: HashMap<u128, u64> = HashMap::new();
        let mut file = BufReader::new(File::open(path).map_err(|error| about(path, &error))?);
        let mut entry = [0; EACH];
        while read_whole(&mut file, &mut entry)? {
            let (hash, row) = split(&entry);
            if hash % u128::from(parts) != u128::from(part) {
                continue;
            }
            match first.get(&hash) {
                Some(other) => {
                    doubles.insert(row, *other);
                    doubles.entry(*other).or_insert(row);
                }
                None => {
                    first.insert(hash, row);
                }
            }
        }
    }
    Ok(doubles)
}

fn split(entry: &[u8; EACH]) -> (u128, u64) {
    let mut hash = [0; 16];
    let mut row = [0; 8];
    let (its, of_row) = entry.split_at(16);
    hash.copy_from_slice(its);
    row.copy_from_slice(of_row);
    (u128::from_le_bytes(hash), u64::from_le_bytes(row))
}

fn read_whole(file: &mut impl Read, entry: &mut [u8]) -> Result<bool, Failure> {
    match file.read_exact(entry) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error.into()),
    }
}
