/** What the build packed into this script as one text: the looks, the Chinese catalog, and the compiled notice, which shares its vocabulary. */

import packed, { lengths } from 'embedded:texts';
import { catalog } from './catalog.js';
import { unpack } from './unpack.js';

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
