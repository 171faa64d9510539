/** What the build packed into this script as one text: the looks, the Chinese catalog, and the compiled notice, which shares its vocabulary. */

import packed, { lengths } from 'embedded:texts';
import { catalog } from './catalog.js';
import { gunzipSync } from 'fflate';

/** The bytes behind gzip and base64. */
export function unpack(base64) {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return gunzipSync(bytes);
}

const bytes = unpack(packed);
const rest = lengths[0] + lengths[1];
const text = (from, to) => new TextDecoder().decode(bytes.subarray(from, to));
const [keys, texts] = JSON.parse(text(lengths[0], rest));

/** The styles of everything that this script draws. */
export const looks = text(0, lengths[0]);

/** The page's words in Chinese. */
export const words = catalog(keys.split(' ').reduce((all, key, index) => Object.assign(all, { [key]: texts[index] }), {}));

/** The compiled notice. */
export const packBytes = () => bytes.slice(rest);
