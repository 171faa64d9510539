//! Deflate (RFC 1951) behind a zlib head (RFC 1950), handed out piece by piece.
//!
//! A library's decoder would be a fifth of what a browser loads for scans.

/// As far back as a copy refers.
const WINDOW: usize = 32_768;
/// Codes this short are found in one step.
const QUICK: u32 = 9;
/// The order in which lengths of the code for code lengths stand (3.2.7).
const ORDER: [u8; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

struct Bits<'d> {
    data: std::slice::Iter<'d, u8>,
    held: u32,
    count: u32,
}

impl Bits<'_> {
    /// Holds at least `count` bits, of 24 at most; zeros past the end.
    fn fill(&mut self, count: u32) {
        while self.count < count {
            let Some(&byte) = self.data.next() else { return };
            self.held |= u32::from(byte) << self.count;
            self.count = self.count.wrapping_add(8);
        }
    }

    fn take(&mut self, count: u32) -> Option<u32> {
        self.fill(count);
        self.count = self.count.checked_sub(count)?;
        let bits = self.held & !(u32::MAX << count);
        self.held >>= count;
        Some(bits)
    }
}

struct Code {
    counts: [u16; 16],
    symbols: Vec<u16>,
    /// By the next bits: the symbol and the length of its code; 0 for longer ones.
    quick: Vec<(u16, u8)>,
}

impl Code {
    fn new(lengths: &[u8]) -> Code {
        let mut counts = [0_u16; 16];
        let mut symbols = Vec::new();
        let mut quick = vec![(0, 0); 1 << QUICK];
        let mut code = 0_u32;
        for length in 1..16_u8 {
            for (symbol, _) in (0_u16..).zip(lengths).filter(|(_, own)| **own == length) {
                symbols.push(symbol);
                if let Some(count) = counts.get_mut(usize::from(length)) {
                    *count = count.wrapping_add(1);
                }
                let spare = 32_u32.saturating_sub(u32::from(length));
                let first = code.wrapping_shl(spare).reverse_bits();
                if u32::from(length) <= QUICK {
                    let step = 1_usize << length;
                    quick
                        .iter_mut()
                        .skip(first as usize)
                        .step_by(step)
                        .for_each(|cell| *cell = (symbol, length));
                }
                code = code.wrapping_add(1);
            }
            code <<= 1;
        }
        Code { counts, symbols, quick }
    }

    fn symbol(&self, bits: &mut Bits) -> Option<u16> {
        bits.fill(15);
        let place = bits.held & !(u32::MAX << QUICK);
        if let Some(&(symbol, length)) = self.quick.get(place as usize)
            && length > 0
        {
            bits.take(u32::from(length))?;
            return Some(symbol);
        }
        let (mut code, mut first, mut index) = (0_u32, 0_u32, 0_u32);
        for &count in self.counts.iter().skip(1) {
            code |= bits.take(1)?;
            let within = code.wrapping_sub(first);
            if code >= first && within < u32::from(count) {
                return self.symbols.get(index.wrapping_add(within) as usize).copied();
            }
            index = index.wrapping_add(u32::from(count));
            first = first.wrapping_add(u32::from(count)) << 1;
            code <<= 1;
        }
        None
    }
}

struct Out<'t> {
    held: Vec<u8>,
    /// How much of `held` was handed out.
    told: usize,
    take: &'t mut dyn FnMut(&[u8]) -> bool,
}

impl Out<'_> {
    /// `None` when nobody wants more.
    fn tell(&mut self) -> Option<()> {
        let wants = (self.take)(self.held.get(self.told..)?);
        let keep = self.held.len().saturating_sub(WINDOW);
        self.held = self.held.get(keep..)?.to_vec();
        self.told = self.held.len();
        wants.then_some(())
    }

    fn push(&mut self, byte: u8) -> Option<()> {
        self.held.push(byte);
        if self.held.len() >= 4 * WINDOW { self.tell() } else { Some(()) }
    }
}

/// Inflates until the end, a fault, or `take` says that it wants no more.
pub(super) fn inflate(data: &[u8], take: &mut dyn FnMut(&[u8]) -> bool) {
    let mut bits = Bits { data: data.get(2..).unwrap_or_default().iter(), held: 0, count: 0 };
    let mut out = Out { held: Vec::new(), told: 0, take };
    while block(&mut bits, &mut out) == Some(false) {}
    out.tell();
}

/// The number that a code stands for, with the bits that follow it (RFC 1951, 3.2.5): 2^`steps` codes for each further bit.
fn stepped(bits: &mut Bits, code: u32, steps: u32) -> Option<u32> {
    let extra = (code >> steps).saturating_sub(1);
    let first = 1 << steps;
    let base = if code < first { code } else { (code & (first - 1) | first) << extra.min(13) };
    Some(base + bits.take(extra.min(13))?)
}

/// Whether that was the last block; `None` for a fault.
fn block(bits: &mut Bits, out: &mut Out) -> Option<bool> {
    let last = bits.take(1)? == 1;
    match bits.take(2)? {
        0 => {
            // to the next byte
            bits.take(bits.count & 7)?;
            let length = bits.take(16)?;
            bits.take(16)?;
            for _ in 0..length {
                out.push(u8::try_from(bits.take(8)?).ok()?)?;
            }
        }
        1 => {
            let mut lengths = vec![8; 144];
            lengths.resize(256, 9);
            lengths.resize(280, 7);
            lengths.resize(288, 8);
            copies(bits, out, &Code::new(&lengths), &Code::new(&[5; 30]))?;
        }
        2 => {
            let literals = bits.take(5)?.checked_add(257)? as usize;
            let distances = bits.take(5)?.checked_add(1)? as usize;
            let count = bits.take(4)?.checked_add(4)? as usize;
            let mut lengths = [0_u8; 19];
            for &place in ORDER.iter().take(count) {
                *lengths.get_mut(usize::from(place))? = u8::try_from(bits.take(3)?).ok()?;
            }
            let code = Code::new(&lengths);
            let total = literals.checked_add(distances)?;
            let mut lengths: Vec<u8> = Vec::new();
            while lengths.len() < total {
                let (value, times) = match code.symbol(bits)? {
                    16 => (*lengths.last()?, bits.take(2)?.checked_add(3)?),
                    17 => (0, bits.take(3)?.checked_add(3)?),
                    18 => (0, bits.take(7)?.checked_add(11)?),
                    length => (u8::try_from(length).ok()?, 1),
                };
                lengths.extend(std::iter::repeat_n(value, times as usize));
            }
            let (literals, rest) = lengths.split_at_checked(literals)?;
            copies(bits, out, &Code::new(literals), &Code::new(rest.get(..distances)?))?;
        }
        _ => return None,
    }
    Some(last)
}

fn copies(bits: &mut Bits, out: &mut Out, literals: &Code, distances: &Code) -> Option<()> {
    loop {
        let symbol = literals.symbol(bits)?;
        if let Ok(byte) = u8::try_from(symbol) {
            out.push(byte)?;
            continue;
        }
        let Some(place) = symbol.checked_sub(257) else { return Some(()) };
        let length = match place {
            0..28 => stepped(bits, place.into(), 2)?,
            // 258 has a code of its own
            28 => 255,
            _ => return None,
        };
        let symbol = distances.symbol(bits)?;
        let distance = stepped(bits, symbol.into(), 1)? as usize + 1;
        for _ in 0..length + 3 {
            let from = out.held.len().checked_sub(distance)?;
            let byte = *out.held.get(from)?;
            out.push(byte)?;
        }
    }
}
