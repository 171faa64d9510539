//! Counts the units in baseline JPEG data (ITU T.81, F.2.2) without decoding pixels.

/// A code table: how many codes there are of each length, and their symbols in order.
#[derive(Clone, Copy, Default)]
pub(super) struct Table<'b> {
    counts: &'b [u8],
    symbols: &'b [u8],
}

impl<'b> Table<'b> {
    /// One table of a DHT segment: its class and number, and the rest of the segment.
    pub(super) fn read(segment: &'b [u8]) -> Option<(u8, Table<'b>, &'b [u8])> {
        let (&id, rest) = segment.split_first()?;
        let (counts, rest) = rest.split_at_checked(16)?;
        let total = counts.iter().map(|&count| usize::from(count)).sum();
        let (symbols, rest) = rest.split_at_checked(total)?;
        Some((id, Table { counts, symbols }, rest))
    }

    /// What a code of zero bits alone stands for.
    pub(super) fn zeros(&self) -> Option<u8> {
        self.symbols.first().copied()
    }

    fn symbol(&self, bits: &mut Bits) -> Option<u8> {
        // codes of one length follow each other; so do the first of the next length, doubled
        let (mut code, mut first, mut passed) = (0_u32, 0_u32, 0_u32);
        for &count in self.counts {
            let count = u32::from(count);
            code = code << 1 | bits.next()?;
            let place = code.wrapping_sub(first);
            if place < count {
                return self.symbols.get((passed + place) as usize).copied();
            }
            passed += count;
            first = (first + count) << 1;
        }
        None
    }
}

/// Bits of entropy-coded data: stuffed zeros left out, a marker ends them.
pub(super) struct Bits<'b> {
    data: &'b [u8],
    held: u8,
    left: u32,
}

impl<'b> Bits<'b> {
    pub(super) fn new(data: &'b [u8]) -> Self {
        Bits { data, held: 0, left: 0 }
    }

    fn next(&mut self) -> Option<u32> {
        if self.left == 0 {
            (self.held, self.data) = match self.data {
                [0xff, 0, rest @ ..] => (0xff, rest),
                [0xff, ..] | [] => return None,
                [byte, rest @ ..] => (*byte, rest),
            };
            self.left = 8;
        }
        self.left -= 1;
        Some(u32::from(self.held >> self.left & 1))
    }

    fn skip(&mut self, count: u8) -> Option<()> {
        for _ in 0..count {
            self.next()?;
        }
        Some(())
    }

    fn restart(&mut self) -> Option<()> {
        let at = self.data.windows(2).position(|pair| matches!(pair, [0xff, 0xd0..=0xd7]))?;
        *self = Bits::new(self.data.get(at + 2..)?);
        Some(())
    }
}

/// A component's share of a unit: how many blocks, and its tables.
pub(super) struct Part<'b> {
    pub blocks: u32,
    pub dc: Table<'b>,
    pub ac: Table<'b>,
}

/// How many of `total` units the data hold; a marker stands after each `restart` of them, if that is not 0.
pub(super) fn units(parts: &[Part], data: &[u8], total: u32, restart: u32) -> u32 {
    let mut bits = Bits::new(data);
    for done in 0..total {
        let marked = done > 0 && restart > 0 && done.is_multiple_of(restart);
        if marked && bits.restart().is_none() || unit(parts, &mut bits).is_none() {
            return done;
        }
    }
    total
}

fn unit(parts: &[Part], bits: &mut Bits) -> Option<()> {
    for part in parts {
        for _ in 0..part.blocks {
            let size = part.dc.symbol(bits)?;
            bits.skip(size.min(16))?;
            let mut place = 1;
            while place < 64 {
                let symbol = part.ac.symbol(bits)?;
                let (run, size) = (symbol >> 4, symbol & 15);
                if size == 0 && run < 15 {
                    break;
                }
                bits.skip(size)?;
                place += run + 1;
            }
        }
    }
    Some(())
}
