// A build step runs when something that it reads has changed, or something that it wrote is gone.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** The bytes of a file, or its text where an encoding is named; its path from the root. */
export const read = (path, encoding) => readFileSync(join(root, path), encoding);

/** The version of all that ships. */
export const { version } = JSON.parse(read('package.json'));

/** Content, not time: a fresh checkout gives every file a new time. */
function hash(inputs) {
  const sum = createHash('sha256').update(process.version);
  const add = (path) => {
    if (statSync(join(root, path)).isDirectory()) {
      for (const name of readdirSync(join(root, path)).sort()) add(`${path}/${name}`);
    } else {
      const bytes = read(path);
      sum.update(`\0${path}\0${bytes.length}\0`).update(bytes);
    }
  };
  inputs.forEach(add);
  return sum.digest('hex');
}

/** @param {{ inputs: string[], outputs: string[] }} files paths from the root, folders as a whole */
export async function step(name, { inputs, outputs }, work) {
  const stamp = join(root, 'target/stamps', name);
  const now = hash(inputs);
  const done = existsSync(stamp) && readFileSync(stamp, 'utf8') === now;
  if (done && outputs.every((path) => existsSync(join(root, path)))) return;
  console.log(`-- ${name}`);
  rmSync(stamp, { force: true });
  await work();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
}

/** Runs a command at the root; a failure, which it explains itself, ends the build. */
export function run(command, args, env = {}) {
  spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
}

/** Runs a command on a text, and returns what it says. */
export const ask = (command, args, input) => spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'], input, encoding: 'utf8' });

function spawn(command, args, options) {
  const { status, stdout, error } = spawnSync(command, args, { cwd: root, ...options });
  if (status !== 0) fail(`${command} ${args[0]}: ${error ? error.message : 'failed'}`);
  return stdout;
}

export function fail(why) {
  console.error(`build: ${why}`);
  process.exit(1);
}
