// What the first script carries for people to read, in one piece: see `www/src/embedded.js`.

import { fail } from './step.mjs';

/** The parts by name, in their order; `words` are the catalog's, `[key, text]`, `notice` is the compiled notice. */
export function textsOf({ looks, words, notice }) {
  const { rules, texts, seal } = partsOfPack(notice);
  return {
    looks: Buffer.from(looks),
    keys: Buffer.from(words.map(([key]) => key).join(' ')),
    rules,
    seal,
    words: gb18030(`${JSON.stringify(words.map(([, text]) => text))}\n`),
    texts: gb18030(texts),
  };
}

/** A compiled notice: the rules, the texts, and the hash of both, as `src/pack.rs` lays them out. */
function partsOfPack(pack) {
  const [textsAt, sealAt] = [8 + pack.readUInt32LE(4), pack.length - 32];
  const texts = pack.toString('utf8', textsAt, sealAt);
  if (texts.includes('\n')) fail('the texts of a notice are more than a line');
  return { rules: pack.subarray(0, textsAt), texts, seal: pack.subarray(sealAt) };
}

const decoder = new TextDecoder('gb18030', { fatal: true });

/** The bytes of each character beyond ASCII: what the decoder makes of all that there are, two or four of them. */
function codesOf() {
  const codes = new Map();
  const range = (from, to) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const take = (...bytes) => {
    try {
      const text = decoder.decode(Uint8Array.from(bytes));
      if (Array.from(text).length === 1 && !codes.has(text)) codes.set(text, bytes);
    } catch (_) {
      // they are no character's
    }
  };
  const digits = range(0x30, 0x39);
  for (const first of range(0x81, 0xfe)) for (const second of range(0x40, 0xfe)) take(first, second);
  // the basic plane
  for (const first of range(0x81, 0x84)) for (const second of digits) for (const third of range(0x81, 0xfe)) for (const fourth of digits) take(first, second, third, fourth);
  return codes;
}

let codes;

/** A text in GB 18030, which every browser decodes: two bytes for a Chinese character where UTF-8 has three. */
function gb18030(text) {
  codes ??= codesOf();
  const bytesOf = (character) => (character < '\x80' ? character.charCodeAt(0) : codes.get(character) ?? fail(`GB 18030 has no ${character}`));
  const bytes = Buffer.from(Array.from(text).flatMap(bytesOf));
  if (decoder.decode(bytes) !== text) fail('a text does not come back from GB 18030');
  return bytes;
}
