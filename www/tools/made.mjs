// What each bundle was made of, by esbuild's own word: for what is said of its size, and of what others wrote.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { read, root } from './step.mjs';

/** Where that lies. */
export const made = 'target/www/made';

/** Where the lengths lie of the parts of what the first script carries as a text. */
export const textsMade = 'title-precheck-texts';

/** The bytes that a bundle has of each module, by the module's path, or by its name where the build made it. */
export function bytesOf({ outputs }) {
  const { inputs } = Object.values(outputs).find((output) => output.entryPoint);
  return Object.fromEntries(Object.entries(inputs).map(([path, { bytesInOutput }]) => [path, bytesInOutput]));
}

/** Keeps what a script was made of: its own bundle, and what another brought into it as a text. */
export function keepMade(name, ...bundles) {
  mkdirSync(join(root, made), { recursive: true });
  writeFileSync(join(root, made, `${name}.json`), JSON.stringify(Object.assign({}, ...bundles)));
}

/** What a script was made of. */
export const madeOf = (name) => JSON.parse(read(`${made}/${name}.json`, 'utf8'));
