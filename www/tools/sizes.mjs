// How large files are, for the build's report and the handbook.

import { execFileSync } from 'node:child_process';
import { read } from './step.mjs';

/** The bytes of a text that `gzip -9` sends of it. Not Node's own zlib, whose blocks end elsewhere than those of most servers: up to 2 % for a script like these. */
export const gzipped = (bytes) => execFileSync('gzip', ['-9', '-n', '-c'], { input: bytes, maxBuffer: Infinity }).length;

/** A file's bytes, as they are and as a site sends them that compresses. */
export function sizesOf(path) {
  const bytes = read(path);
  return { raw: bytes.length, gzip: gzipped(bytes) };
}

/** A count with commas; nothing where there is none. */
export const number = (value) => (value === undefined ? '' : value.toLocaleString('en'));
