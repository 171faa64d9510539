/** What the build packs into scripts as text. */

/** The most bits of a code. */
const LONGEST = 15;

/** A table from the next bits to the symbol that they begin with, and how many of them it takes. */
function tableOf(lengths) {
  const table = new Uint16Array(1 << LONGEST);
  let code = 0;
  for (let length = 1; length <= LONGEST; length += 1) {
    lengths.forEach((own, symbol) => {
      if (own !== length) return;
      let first = 0;
      for (let bit = 0; bit < length; bit += 1) first |= ((code >> bit) & 1) << (length - 1 - bit);
      for (let next = first; next < table.length; next += 1 << length) table[next] = (symbol << 4) | length;
      code += 1;
    });
    code <<= 1;
  }
  return table;
}

/**
 * The bytes behind gzip (RFC 1951 and 1952), as the build writes it: a header without names. Nothing is checked, since a script that was cut short does not run.
 *
 * Small rather than quick: a library for this is four times as large, and a whole engine takes some milliseconds.
 */
export function gunzip(data) {
  const out = new Uint8Array(new DataView(data.buffer, data.byteOffset).getUint32(data.length - 4, true));
  let position = 80; // bits
  let size = 0;
  const peek = () => {
    const at = position >> 3;
    return (data[at] | (data[at + 1] << 8) | (data[at + 2] << 16)) >> (position & 7);
  };
  const bits = (count) => {
    const value = peek() & ((1 << count) - 1);
    position += count;
    return value;
  };
  const symbol = (table) => {
    const found = table[peek() & (table.length - 1)];
    position += found & 15;
    return found >> 4;
  };
  for (let isLast = 0; !isLast;) {
    isLast = bits(1);
    const kind = bits(2);
    if (!kind) {
      position = (position + 7) & -8;
      const end = size + bits(16);
      position += 16;
      while (size < end) out[size++] = bits(8);
      continue;
    }
    let lengths = [];
    let literals = 288;
    if (kind > 1) {
      literals = bits(5) + 257;
      const all = literals + bits(5) + 1;
      const count = bits(4) + 4;
      const own = new Array(19).fill(0);
      [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15].slice(0, count).forEach((at) => { own[at] = bits(3); });
      const table = tableOf(own);
      while (lengths.length < all) {
        const length = symbol(table);
        if (length < 16) lengths.push(length);
        else for (let times = length < 17 ? bits(2) + 3 : length < 18 ? bits(3) + 3 : bits(7) + 11; times; times -= 1) lengths.push(length < 17 ? lengths[lengths.length - 1] : 0);
      }
    } else {
      for (let at = 0; at < 320; at += 1) lengths.push(at < 144 ? 8 : at < 256 ? 9 : at < 280 ? 7 : at < 288 ? 8 : 5);
    }
    const table = tableOf(lengths.slice(0, literals));
    const far = tableOf(lengths.slice(literals));
    for (let next = symbol(table); next !== 256; next = symbol(table)) {
      if (next < 256) {
        out[size++] = next;
      } else {
        // lengths and distances grow in steps of four and of two codes
        const step = next - 257;
        let length = step > 27 ? 258 : step < 8 ? step + 3 : ((4 + (step & 3)) << ((step >> 2) - 1)) + 3 + bits((step >> 2) - 1);
        const code = symbol(far);
        const from = size - (code < 4 ? code + 1 : ((2 + (code & 1)) << ((code >> 1) - 1)) + 1 + bits((code >> 1) - 1));
        for (let at = from; length; length -= 1) out[size++] = out[at++];
      }
    }
  }
  return out;
}

/** The bytes behind gzip and base64. */
export function unpack(base64) {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return gunzip(bytes);
}
