//! Message digests that a PDF's passwords go through.

// INVARIANT: messages are far shorter than 2^61 bytes, and places in a block lie under 80
#![allow(clippy::arithmetic_side_effects)]

use crate::scan::container::bytes::at;

/// The whole parts of 2^32 |sin(step + 1)|.
#[rustfmt::skip]
const SINES: [u32; 64] = [
    0xd76a_a478, 0xe8c7_b756, 0x2420_70db, 0xc1bd_ceee, 0xf57c_0faf, 0x4787_c62a, 0xa830_4613, 0xfd46_9501,
    0x6980_98d8, 0x8b44_f7af, 0xffff_5bb1, 0x895c_d7be, 0x6b90_1122, 0xfd98_7193, 0xa679_438e, 0x49b4_0821,
    0xf61e_2562, 0xc040_b340, 0x265e_5a51, 0xe9b6_c7aa, 0xd62f_105d, 0x0244_1453, 0xd8a1_e681, 0xe7d3_fbc8,
    0x21e1_cde6, 0xc337_07d6, 0xf4d5_0d87, 0x455a_14ed, 0xa9e3_e905, 0xfcef_a3f8, 0x676f_02d9, 0x8d2a_4c8a,
    0xfffa_3942, 0x8771_f681, 0x6d9d_6122, 0xfde5_380c, 0xa4be_ea44, 0x4bde_cfa9, 0xf6bb_4b60, 0xbebf_bc70,
    0x289b_7ec6, 0xeaa1_27fa, 0xd4ef_3085, 0x0488_1d05, 0xd9d4_d039, 0xe6db_99e5, 0x1fa2_7cf8, 0xc4ac_5665,
    0xf429_2244, 0x432a_ff97, 0xab94_23a7, 0xfc93_a039, 0x655b_59c3, 0x8f0c_cc92, 0xffef_f47d, 0x8584_5dd1,
    0x6fa8_7e4f, 0xfe2c_e6e0, 0xa301_4314, 0x4e08_11a1, 0xf753_7e82, 0xbd3a_f235, 0x2ad7_d2bb, 0xeb86_d391,
];

/// RFC 1321.
pub(super) fn md5(message: &[u8]) -> Vec<u8> {
    const TURNS: [[u8; 4]; 4] = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]];
    let length = (message.len() as u64 * 8).to_le_bytes();
    let mut state = [0x6745_2301_u32, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476];
    for block in padded(message, 64, &length).chunks_exact(64) {
        let [mut a, mut b, mut c, mut d] = state;
        for (step, constant) in SINES.iter().enumerate() {
            let (mixed, place) = match step >> 4 {
                0 => (b & c | !b & d, step),
                1 => (d & b | !d & c, step * 5 + 1),
                2 => (b ^ c ^ d, step * 3 + 5),
                _ => (c ^ (b | !d), step * 7),
            };
            let place = (place & 15) * 4;
            let word = (0..4)
                .fold(0, |word, byte| word | u32::from(at(block, place + byte)) << (8 * byte));
            let sum = a.wrapping_add(mixed).wrapping_add(*constant).wrapping_add(word);
            (a, d, c) = (d, c, b);
            b = b.wrapping_add(
                sum.rotate_left(at(TURNS.as_flattened(), step >> 4 << 2 | step & 3).into()),
            );
        }
        for (held, new) in state.iter_mut().zip([a, b, c, d]) {
            *held = held.wrapping_add(new);
        }
    }
    let mut out = Vec::new();
    for word in state {
        out.extend_from_slice(&word.to_le_bytes());
    }
    out
}

/// A message, a mark, zeros, and its length at the end of a block, whose own length is a power of 2.
fn padded(message: &[u8], block: usize, length: &[u8]) -> Vec<u8> {
    let mut padded = message.to_vec();
    padded.push(0x80);
    while (padded.len() + length.len()) & (block - 1) != 0 {
        padded.push(0);
    }
    padded.extend_from_slice(length);
    padded
}

/// The fractions of the square roots of the first primes: SHA-512 begins with eight, SHA-384 with the next.
const SQUARE_ROOTS: [u64; 16] = [
    0x6a09_e667_f3bc_c908,
    0xbb67_ae85_84ca_a73b,
    0x3c6e_f372_fe94_f82b,
    0xa54f_f53a_5f1d_36f1,
    0x510e_527f_ade6_82d1,
    0x9b05_688c_2b3e_6c1f,
    0x1f83_d9ab_fb41_bd6b,
    0x5be0_cd19_137e_2179,
    0xcbbb_9d5d_c105_9ed8,
    0x629a_292a_367c_d507,
    0x9159_015a_3070_dd17,
    0x152f_ecd8_f70e_5939,
    0x6733_2667_ffc0_0b31,
    0x8eb4_4a87_6858_1511,
    0xdb0c_2e0d_64f9_8fa7,
    0x47b5_481d_befa_4fa4,
];

/// The fractions of the cube roots of the first primes, one a round.
#[rustfmt::skip]
const CUBE_ROOTS: [u64; 80] = [
    0x428a_2f98_d728_ae22, 0x7137_4491_23ef_65cd, 0xb5c0_fbcf_ec4d_3b2f, 0xe9b5_dba5_8189_dbbc,
    0x3956_c25b_f348_b538, 0x59f1_11f1_b605_d019, 0x923f_82a4_af19_4f9b, 0xab1c_5ed5_da6d_8118,
    0xd807_aa98_a303_0242, 0x1283_5b01_4570_6fbe, 0x2431_85be_4ee4_b28c, 0x550c_7dc3_d5ff_b4e2,
    0x72be_5d74_f27b_896f, 0x80de_b1fe_3b16_96b1, 0x9bdc_06a7_25c7_1235, 0xc19b_f174_cf69_2694,
    0xe49b_69c1_9ef1_4ad2, 0xefbe_4786_384f_25e3, 0x0fc1_9dc6_8b8c_d5b5, 0x240c_a1cc_77ac_9c65,
    0x2de9_2c6f_592b_0275, 0x4a74_84aa_6ea6_e483, 0x5cb0_a9dc_bd41_fbd4, 0x76f9_88da_8311_53b5,
    0x983e_5152_ee66_dfab, 0xa831_c66d_2db4_3210, 0xb003_27c8_98fb_213f, 0xbf59_7fc7_beef_0ee4,
    0xc6e0_0bf3_3da8_8fc2, 0xd5a7_9147_930a_a725, 0x06ca_6351_e003_826f, 0x1429_2967_0a0e_6e70,
    0x27b7_0a85_46d2_2ffc, 0x2e1b_2138_5c26_c926, 0x4d2c_6dfc_5ac4_2aed, 0x5338_0d13_9d95_b3df,
    0x650a_7354_8baf_63de, 0x766a_0abb_3c77_b2a8, 0x81c2_c92e_47ed_aee6, 0x9272_2c85_1482_353b,
    0xa2bf_e8a1_4cf1_0364, 0xa81a_664b_bc42_3001, 0xc24b_8b70_d0f8_9791, 0xc76c_51a3_0654_be30,
    0xd192_e819_d6ef_5218, 0xd699_0624_5565_a910, 0xf40e_3585_5771_202a, 0x106a_a070_32bb_d1b8,
    0x19a4_c116_b8d2_d0c8, 0x1e37_6c08_5141_ab53, 0x2748_774c_df8e_eb99, 0x34b0_bcb5_e19b_48a8,
    0x391c_0cb3_c5c9_5a63, 0x4ed8_aa4a_e341_8acb, 0x5b9c_ca4f_7763_e373, 0x682e_6ff3_d6b2_b8a3,
    0x748f_82ee_5def_b2fc, 0x78a5_636f_4317_2f60, 0x84c8_7814_a1f0_ab72, 0x8cc7_0208_1a64_39ec,
    0x90be_fffa_2363_1e28, 0xa450_6ceb_de82_bde9, 0xbef9_a3f7_b2c6_7915, 0xc671_78f2_e372_532b,
    0xca27_3ece_ea26_619c, 0xd186_b8c7_21c0_c207, 0xeada_7dd6_cde0_eb1e, 0xf57d_4f7f_ee6e_d178,
    0x06f0_67aa_7217_6fba, 0x0a63_7dc5_a2c8_98a6, 0x113f_9804_bef9_0dae, 0x1b71_0b35_131c_471b,
    0x28db_77f5_2304_7d84, 0x32ca_ab7b_40c7_2493, 0x3c9e_be0a_15c9_bebc, 0x431d_67c4_9c10_0d4c,
    0x4cc5_d4be_cb3e_42b6, 0x597f_299c_fc65_7e2a, 0x5fcb_6fab_3ad6_faec, 0x6c44_198c_4a47_5817,
];

/// How words are mixed in one width: turned three times, or twice and shifted.
struct Mix {
    upper: [u32; 3],
    lower: [u32; 3],
    near: [u32; 3],
    far: [u32; 3],
}

const NARROW: Mix =
    Mix { upper: [2, 13, 22], lower: [6, 11, 25], near: [7, 18, 3], far: [17, 19, 10] };
const WIDE: Mix =
    Mix { upper: [28, 34, 39], lower: [14, 18, 41], near: [1, 8, 7], far: [19, 61, 6] };

/// SHA-256, SHA-384 or SHA-512 (FIPS 180-4). The first is the last in half its width: its constants are the upper halves.
pub(super) fn sha(bits: usize, message: &[u8]) -> Vec<u8> {
    let is_wide = bits > 256;
    let (mix, word, rounds) = if is_wide { (&WIDE, 8, 80) } else { (&NARROW, 4, 64) };
    // a narrow word lies in the lower half
    let narrow = |value: u64| if is_wide { value } else { value & 0xffff_ffff };
    let half = |value: u64| if is_wide { value } else { value >> 32 };
    let turn = |value: u64, by: u32| match is_wide {
        true => value.rotate_right(by),
        false => u64::from((value as u32).rotate_right(by)),
    };
    let turned =
        |value: u64, by: [u32; 3]| turn(value, by[0]) ^ turn(value, by[1]) ^ turn(value, by[2]);
    let shifted =
        |value: u64, by: [u32; 3]| turn(value, by[0]) ^ turn(value, by[1]) ^ value >> by[2];
    let skip = if bits == 384 { 8 } else { 0 };
    let mut state: Vec<u64> =
        SQUARE_ROOTS.iter().skip(skip).take(8).map(|root| half(*root)).collect();
    let length = (message.len() as u128 * 8).to_be_bytes();
    let length = length.get(16 - 2 * word..).unwrap_or_default();
    for block in padded(message, 16 * word, length).chunks_exact(16 * word) {
        let mut words: Vec<u64> = Vec::new();
        for round in 0..rounds as usize {
            let back = |count: usize| words.get(round.wrapping_sub(count)).copied().unwrap_or(0);
            words.push(if round < 16 {
                (0..word).fold(0, |sum, byte| sum << 8 | u64::from(at(block, round * word + byte)))
            } else {
                let (far, near) = (shifted(back(2), mix.far), shifted(back(15), mix.near));
                narrow(far.wrapping_add(back(7)).wrapping_add(near).wrapping_add(back(16)))
            });
        }
        let &[mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = state.as_slice() else {
            break;
        };
        for (word, root) in words.iter().zip(CUBE_ROOTS) {
            let chosen = e & f ^ !e & g;
            let first = h
                .wrapping_add(turned(e, mix.lower))
                .wrapping_add(chosen)
                .wrapping_add(half(root))
                .wrapping_add(*word);
            let most = a & b ^ a & c ^ b & c;
            let second = turned(a, mix.upper).wrapping_add(most);
            (h, g, f, e) = (g, f, e, narrow(d.wrapping_add(first)));
            (d, c, b, a) = (c, b, a, narrow(first.wrapping_add(second)));
        }
        for (held, new) in state.iter_mut().zip([a, b, c, d, e, f, g, h]) {
            *held = narrow(held.wrapping_add(new));
        }
    }
    let mut out = Vec::new();
    for value in state {
        let bytes = value.to_be_bytes();
        out.extend_from_slice(bytes.get(8 - word..).unwrap_or_default());
    }
    out.truncate(bits / 8);
    out
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256, Sha384, Sha512};

    use super::*;

    #[test]
    fn digests_are_those_of_the_library() {
        for length in 0..300 {
            let message: Vec<u8> = (0..length).map(|place| (place * 7 + 3) as u8).collect();
            assert_eq!(sha(256, &message), Sha256::digest(&message).as_slice(), "{length}");
            assert_eq!(sha(384, &message), Sha384::digest(&message).as_slice(), "{length}");
            assert_eq!(sha(512, &message), Sha512::digest(&message).as_slice(), "{length}");
        }
    }

    #[test]
    fn a_message_digest_is_as_published() {
        let hexadecimal =
            |bytes: Vec<u8>| -> String { bytes.iter().map(|byte| format!("{byte:02x}")).collect() };
        assert_eq!(hexadecimal(md5(b"")), "d41d8cd98f00b204e9800998ecf8427e");
        assert_eq!(hexadecimal(md5(b"message digest")), "f96b697d7cb7938d525a2f31aaf161d0");
        let digits = "1234567890".repeat(8);
        assert_eq!(hexadecimal(md5(digits.as_bytes())), "57edf4a22be3c955ac49da2e2107b67a");
    }
}
