/** The engine without the element, for servers and for pages of one's own: `await init()`, then `new Precheck(pack)`. */

import packed from 'embedded:engine';
import { init as start, Precheck } from 'glue:engine';
import { unpack } from '../../src/unpack.js';

export { Precheck };

let ready;

/** Gets the engine ready, once; it is inside this file. */
export function init() {
  ready = ready || start(unpack(packed)).then(() => {});
  return ready;
}
