/** What the build packs into scripts as text. */

import { gunzipSync } from 'fflate';

/** The bytes behind gzip and base64. */
export function unpack(base64) {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return gunzipSync(bytes);
}
