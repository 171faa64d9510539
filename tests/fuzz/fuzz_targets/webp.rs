//! Chunks of a WebP.
#![no_main]

mod walk;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((length, rest)) = bytes.split_first_chunk::<4>() else { return };
    walk::walk(&[b"RIFF", &length[..], b"WEBP"].concat(), rest);
});
