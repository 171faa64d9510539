//! Counts the blocks in baseline JPEG data (ITU T.81, F.2.2) without decoding pixels.

/// A code table: for each code length the first code past its last one, aligned to 16 bits, and the symbols in order.
pub(super) struct Table {
    /// (end of the codes of this length, shift to the code, symbols before these minus the first code)
    lengths: Vec<(u32, u32, i64)>,
    symbols: Vec<u8>,
}

impl Table {
    /// One table of a DHT segment: its class and number, and the rest of the segment.
    pub(super) fn read(segment: &[u8]) -> Option<(u8, Table, &[u8])> {
        let (&id, rest) = segment.split_first()?;
        let (counts, rest) = rest.split_at_checked(16)?;
        let total = counts.iter().map(|&count| usize::from(count)).sum();
        let (symbols, rest) = rest.split_at_checked(total)?;
        let (mut code, mut passed) = (0_u32, 0_u32);
        let mut lengths = Vec::new();
        for (length, &count) in (1_u32..).zip(counts) {
            let shift = 16_u32.saturating_sub(length);
            let before = i64::from(passed).saturating_sub(i64::from(code));
            code = code.saturating_add(u32::from(count));
            passed = passed.saturating_add(u32::from(count));
            lengths.push((code.checked_shl(shift)?, shift, before));
            code = code.checked_shl(1)?;
        }
        Some((id, Table { lengths, symbols: symbols.to_vec() }, rest))
    }

    /// What a code of zero bits alone stands for.
    pub(super) fn zeros(&self) -> Option<u8> {
        self.symbols.first().copied()
    }

    fn symbol(&self, bits: &mut Bits) -> Option<u8> {
        let peek = bits.peek();
        let (length, &(_, shift, before)) =
            (1_u32..).zip(&self.lengths).find(|(_, (end, _, _))| peek < *end)?;
        bits.skip(length)?;
        let place = i64::from(peek.checked_shr(shift)?).checked_add(before)?;
        self.symbols.get(usize::try_from(place).ok()?).copied()
    }
}

/// Bits of entropy-coded data: stuffed zeros left out, restart markers passed.
struct Bits<'b> {
    data: std::slice::Iter<'b, u8>,
    held: u64,
    count: u32,
    /// Bits that were made up past the end.
    owed: u32,
}

impl Bits<'_> {
    fn fill(&mut self) {
        while self.count <= 32 {
            let byte = match self.data.clone().as_slice() {
                [0xff, 0, ..] => {
                    self.data.next();
                    self.data.next();
                    Some(0xff)
                }
                [0xff, ..] | [] => None,
                [byte, ..] => {
                    self.data.next();
                    Some(*byte)
                }
            };
            self.held = self.held << 8 | u64::from(byte.unwrap_or(0));
            self.count = self.count.saturating_add(8);
            self.owed = self.owed.saturating_add(if byte.is_none() { 8 } else { 0 });
        }
    }

    /// The next 16 bits.
    fn peek(&mut self) -> u32 {
        self.fill();
        let low = self.count.saturating_sub(16);
        u32::try_from(self.held.checked_shr(low).unwrap_or(0) & 0xffff).unwrap_or(0)
    }

    /// `None` past the end of the data.
    fn skip(&mut self, bits: u32) -> Option<()> {
        self.fill();
        self.count = self.count.checked_sub(bits)?;
        (self.count >= self.owed).then_some(())
    }

    fn restart(&mut self) -> Option<()> {
        (self.held, self.count, self.owed) = (0, 0, 0);
        let rest = self.data.as_slice();
        let at = rest.windows(2).position(|pair| matches!(pair, [0xff, 0xd0..=0xd7]))?;
        self.data = rest.get(at.checked_add(2)?..)?.iter();
        Some(())
    }
}

#[derive(Clone, Copy)]
pub(super) struct Component {
    pub id: u8,
    pub across: u8,
    pub down: u8,
}

pub(super) struct Scan<'t> {
    pub parts: Vec<(Component, &'t Table, &'t Table)>,
    pub all: &'t [Component],
    pub restart: u16,
}

impl Scan<'_> {
    /// The share of the picture's units that `data` hold; `None` where the header makes no sense.
    pub(super) fn share(&self, data: &[u8], width: u16, height: u16) -> Option<f32> {
        let most = |side: fn(&Component) -> u8| self.all.iter().map(side).max().unwrap_or(1).max(1);
        let (across, down) = (most(|c| c.across), most(|c| c.down));
        let units = |pixels: u16, most: u8, own: u8| {
            let own = if self.parts.len() == 1 { own.max(1) } else { most };
            // a lone component's blocks cover 8 pixels of its own, coarser grid
            let pixels = if self.parts.len() == 1 {
                u32::from(pixels).saturating_mul(u32::from(own)).div_ceil(u32::from(most))
            } else {
                u32::from(pixels).div_ceil(u32::from(most))
            };
            pixels.div_ceil(8)
        };
        let first = self.parts.first()?.0;
        let total =
            units(width, across, first.across).checked_mul(units(height, down, first.down))?;
        let mut bits = Bits { data: data.iter(), held: 0, count: 0, owed: 0 };
        let mut done = 0_u32;
        let mut until_restart = u32::from(self.restart);
        while done < total {
            if self.restart > 0 && until_restart == 0 {
                until_restart = u32::from(self.restart);
                if bits.restart().is_none() {
                    break;
                }
            }
            if self.unit(&mut bits).is_none() {
                break;
            }
            until_restart = until_restart.saturating_sub(1);
            done = done.saturating_add(1);
        }
        Some(done as f32 / total.max(1) as f32)
    }

    fn unit(&self, bits: &mut Bits) -> Option<()> {
        for (component, dc, ac) in &self.parts {
            let blocks = if self.parts.len() == 1 {
                1
            } else {
                component.across.saturating_mul(component.down)
            };
            for _ in 0..blocks {
                let size = dc.symbol(bits)?;
                bits.skip(u32::from(size.min(16)))?;
                let mut place = 1_u32;
                while place < 64 {
                    let symbol = ac.symbol(bits)?;
                    let (run, size) = (u32::from(symbol >> 4), u32::from(symbol & 15));
                    if size == 0 && run < 15 {
                        break;
                    }
                    bits.skip(size)?;
                    place = place.saturating_add(run).saturating_add(1);
                }
            }
        }
        Some(())
    }
}
