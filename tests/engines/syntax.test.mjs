// What ships, as a browser of 2017 reads it.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from './engines.mjs';

const { parse } = createRequire(join(root, 'target/engines/package.json'))('acorn');
const dist = join(root, 'www/dist');
const scripts = readdirSync(dist).filter((name) => name.endsWith('.js'));

test('every script that ships is JavaScript of 2017', () => {
  assert.ok(scripts.length >= 6);
  for (const name of scripts) parse(readFileSync(join(dist, name), 'utf8'), { ecmaVersion: 2017, sourceType: 'script' });
});

test('what parses them knows what came later', () => {
  for (const later of ['a?.b', 'a ?? b', '({...a})', 'a ||= b', '1n', 'async () => { for await (const a of b); }', 'try {} catch {}', '/(?<=a)b/']) {
    assert.throws(() => parse(later, { ecmaVersion: 2017 }), SyntaxError, later);
  }
});
