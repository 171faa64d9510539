/** The engine without the element, for servers and for pages of one's own: `await init()`, then `new Precheck(pack)`. */

import packed from 'embedded:many';
import { init as start, Precheck } from 'glue:many';
import { packing } from '../../src/many.js';
import { unpack } from '../../src/unpack.js';

export { packing, Precheck };

let ready;

/** Gets the engine ready, once; it is inside this file. */
export function init() {
  ready = ready || start(unpack(packed)).then(() => {});
  return ready;
}
