/** What the build packs into scripts as text. */

import { inflateSync } from 'fflate';

/** Bytes of the frame that gzip (RFC 1952) puts around what is compressed, as the build writes it: a script that was cut short does not run, so no sum is taken. */
const HEAD = 10;
const TAIL = 8;

/** The bytes behind gzip and base64. */
export function unpack(base64) {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return inflateSync(bytes.subarray(HEAD, -TAIL));
}
