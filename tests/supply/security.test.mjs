// What SECURITY.md leans on is there: each test that it names, and each file.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const text = readFileSync(join(root, '.github/SECURITY.md'), 'utf8');
const FOLDERS = ['tests', 'tests/browser', 'tests/supply'];

/** A file of tests, by its name. */
function file(name) {
  const folder = FOLDERS.find((where) => existsSync(join(root, where, name)));
  assert.ok(folder, `there is no ${name}`);
  return readFileSync(join(root, folder, name), 'utf8');
}

/** The tests that the file names, `[file, test]`: those after `NAME:`, up to the next file. */
const named = Array.from(text.matchAll(/`?([a-z]+\.(?:rs|test\.mjs))`?((?:: |, )(?:`[a-z_]+`|\*[^*]+\*)(?:, (?:`[a-z_]+`|\*[^*]+\*))*)?/g))
  .flatMap(([, name, tests = '']) => [[name], ...Array.from(tests.matchAll(/`([a-z_]+)`|\*([^*]+)\*/g), ([, own, title]) => [name, own ?? title])]);

test('each test that it names is there', () => {
  assert.ok(named.filter(([, own]) => own).length >= 30, `${named.length} found`);
  for (const [name, own] of named) {
    const code = file(name);
    if (own === undefined) continue;
    const found = name.endsWith('.rs')
      ? code.includes(`fn ${own}()`)
      // a title may be cut short
      : Array.from(code.matchAll(/^ *test\((['`])(.*?)\1, /gm), ([, , title]) => title.replace(/\\'/g, '\'')).some((title) => title.includes(own.replace(/^… | …$/g, '')));
    assert.ok(found, `${name}: ${own}`);
  }
});
