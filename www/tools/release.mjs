// What a site copies: the scripts under a path that names their version and never changes, and what the newest one is.

import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { read, root } from './step.mjs';

/** What a script element's `integrity` says of a file. */
export const integrity = (path, hash = 'sha384') => `${hash}-${createHash(hash).update(read(path)).digest('base64')}`;

/** Copies files to `folder`/`version`/, and writes `folder`/latest.json. */
export function writeRelease({ folder, version, files, notice }) {
  rmSync(join(root, folder), { recursive: true, force: true });
  mkdirSync(join(root, folder, version), { recursive: true });
  addToRelease({ folder, version, files });
  writeFileSync(join(root, folder, 'latest.json'), `${JSON.stringify({ version, notice })}\n`);
}

/** Copies what is made later to where the files of a version lie. */
export function addToRelease({ folder, version, files }) {
  for (const path of files) copyFileSync(join(root, path), join(root, folder, version, basename(path)));
}
