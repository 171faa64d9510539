/**
 * What the build packed into this script as one text: the looks, the keys of the Chinese catalog, the compiled notice around its texts, and what is Chinese: the
 * catalog's texts and the notice's, in GB 18030, which is a third shorter than UTF-8.
 */

import packed, { ends } from 'embedded:texts';
import { catalog } from './catalog.js';
import { unpack } from './unpack.js';

const bytes = unpack(packed);
const [looksEnd, keysEnd, rulesEnd, sealEnd] = ends;
const text = (from, to, encoding) => new TextDecoder(encoding).decode(bytes.subarray(from, to));
const keys = text(looksEnd, keysEnd).split(' ');
const [messages, notice] = text(sealEnd, bytes.length, 'gb18030').split('\n');

/** The styles of everything that this script draws. */
export const looks = text(0, looksEnd);

/** The page's words in Chinese. */
export const words = catalog(JSON.parse(messages).reduce((all, message, index) => Object.assign(all, { [keys[index]]: message }), {}));

/** The compiled notice, as it was before its texts were taken out of it. */
export function packBytes() {
  const [rules, texts, seal] = [bytes.subarray(keysEnd, rulesEnd), new TextEncoder().encode(notice), bytes.subarray(rulesEnd, sealEnd)];
  const pack = new Uint8Array(rules.length + texts.length + seal.length);
  pack.set(rules);
  pack.set(texts, rules.length);
  pack.set(seal, rules.length + texts.length);
  return pack;
}
