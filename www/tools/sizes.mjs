// How large files are, for the build's report and the handbook.

import { gzipSync } from 'node:zlib';
import { read } from './step.mjs';

/** A file's bytes, as they are and as a site sends them that compresses. */
export function sizesOf(path) {
  const bytes = read(path);
  return { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length };
}

/** A count with commas; nothing where there is none. */
export const number = (value) => (value === undefined ? '' : value.toLocaleString('en'));
