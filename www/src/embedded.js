/** What the build packed into this script as one text: the compiled notice and the Chinese catalog, which share their vocabulary. */

import packed, { catalogLength } from 'embedded:texts';
import { catalog } from './catalog.js';
import { gunzip } from './inflate.js';

/** The bytes behind gzip and base64. */
export function unpack(base64) {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return gunzip(bytes);
}

const bytes = unpack(packed);

/** The page's words in Chinese. */
export const words = catalog(JSON.parse(new TextDecoder().decode(bytes.subarray(0, catalogLength))));

/** The compiled notice. */
export const packBytes = () => bytes.slice(catalogLength);
