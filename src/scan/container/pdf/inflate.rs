//! Deflated data (RFC 1950, RFC 1951) handed out piece by piece: a page of 600 dpi would be 100 MB at once.

use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};

/// As far back as a copy refers, and the length of a piece.
const WINDOW: usize = 32_768;
/// What stands before the deflated data itself. It and the sum behind are not checked: viewers show such pages too.
const HEAD: usize = 2;

/// Inflates until the end, a fault, or `take` says that it wants no more.
pub(super) fn inflate(data: &[u8], take: &mut dyn FnMut(&[u8]) -> bool) {
    let mut state = Box::<DecompressorOxide>::default();
    let mut window = vec![0; WINDOW];
    let mut rest = data.get(HEAD..).unwrap_or_default();
    let mut place = 0;
    loop {
        let (status, read, written) = decompress(&mut state, rest, &mut window, place, 0);
        let end = place + written;
        let wants = take(window.get(place..end).unwrap_or_default());
        if !wants || status != TINFLStatus::HasMoreOutput {
            return;
        }
        rest = rest.get(read..).unwrap_or_default();
        // the window is a ring
        place = end % WINDOW;
    }
}
