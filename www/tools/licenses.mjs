// The licences of npm packages, which go wherever the packages go.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fail, read, root } from './step.mjs';

/** The text of a package's licence, under its name. */
export function licenseOf(name) {
  const path = `node_modules/${name}`;
  const file = readdirSync(join(root, path)).find((inside) => /^licen[cs]e/i.test(inside));
  if (!file) fail(`${path} has no licence`);
  return `${name}\n\n${read(`${path}/${file}`, 'utf8').trim()}\n`;
}
