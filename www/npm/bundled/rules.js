/** The compiled notice of this version. */

import packed, { notice } from 'embedded:notice';
import { unpack } from '../../src/unpack.js';

export { notice };

/** Its bytes, a copy each time. */
export const pack = () => unpack(packed);
