/**
 * Unpacks what the build has packed with gzip. Browsers of some years ago have no `DecompressionStream`, and later ones none that is synchronous; a
 * general library is three times as long.
 *
 * After Mark Adler's `puff`: canonical Huffman codes are read a bit at a time, since what is unpacked here is small.
 */

const HEADER = 10; // bytes; the build writes no optional fields
const LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** How many further bits the symbols of lengths (from 257) and distances (from 0) have, and what they begin at. */
const scale = (first, size, group) => {
  const steps = [];
  for (let symbol = 0, start = first; symbol < size; symbol += 1) {
    const extra = Math.max(0, Math.floor(symbol / group) - 1);
    steps.push({ extra, start });
    start += 2 ** extra;
  }
  return steps;
};
const LENGTHS = scale(3, 28, 4).concat({ extra: 0, start: 258 });
const DISTANCES = scale(1, 30, 2);

/** A code from the lengths of its symbols: how many symbols there are of each length, and the symbols in the order of their codes. */
const codeOf = (lengths) => {
  const counts = new Array(16).fill(0);
  const symbols = [];
  for (let length = 1; length < 16; length += 1) {
    lengths.forEach((own, symbol) => {
      if (own !== length) return;
      counts[length] += 1;
      symbols.push(symbol);
    });
  }
  return { counts, symbols };
};

const fixed = () => {
  const lengths = [];
  for (let symbol = 0; symbol < 288; symbol += 1) lengths.push(symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8);
  return [codeOf(lengths), codeOf(new Array(30).fill(5))];
};

/** The bytes that a gzip member holds. */
export function gunzip(packed) {
  const end = packed.length;
  const out = new Uint8Array(new DataView(packed.buffer, packed.byteOffset).getUint32(end - 4, true));
  let at = HEADER;
  let filled = 0;
  let held = 0;
  let holds = 0;

  const bits = (wanted) => {
    while (holds < wanted) {
      held |= packed[at] << holds;
      at += 1;
      holds += 8;
    }
    const value = held & ((1 << wanted) - 1);
    held >>>= wanted;
    holds -= wanted;
    return value;
  };
  const symbol = ({ counts, symbols }) => {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length < 16; length += 1) {
      code |= bits(1);
      const count = counts[length];
      if (code - count < first) return symbols[index + code - first];
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw new RangeError('packed data is damaged');
  };
  const described = () => {
    const [literals, distances, given] = [bits(5) + 257, bits(5) + 1, bits(4) + 4];
    const lengths = new Array(19).fill(0);
    LENGTH_ORDER.slice(0, given).forEach((own) => { lengths[own] = bits(3); });
    const code = codeOf(lengths);
    const all = [];
    while (all.length < literals + distances) {
      const own = symbol(code);
      if (own < 16) {
        all.push(own);
      } else {
        const value = own === 16 ? all[all.length - 1] : 0;
        for (let times = own === 16 ? bits(2) + 3 : own === 17 ? bits(3) + 3 : bits(7) + 11; times; times -= 1) all.push(value);
      }
    }
    return [codeOf(all.slice(0, literals)), codeOf(all.slice(literals))];
  };

  for (let last = 0; !last;) {
    last = bits(1);
    const kind = bits(2);
    if (!kind) {
      held = holds = 0;
      const length = packed[at] + packed[at + 1] * 256;
      out.set(packed.subarray(at += 4, at += length), filled);
      filled += length;
      continue;
    }
    const [literals, distances] = kind === 1 ? fixed() : described();
    for (let own = symbol(literals); own !== 256; own = symbol(literals)) {
      if (own < 256) {
        out[filled] = own;
        filled += 1;
      } else {
        const { extra, start } = LENGTHS[own - 257];
        const length = start + bits(extra);
        const { extra: more, start: least } = DISTANCES[symbol(distances)];
        const from = filled - least - bits(more);
        for (let index = 0; index < length; index += 1) out[filled + index] = out[from + index];
        filled += length;
      }
    }
  }
  return out;
}
