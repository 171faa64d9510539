// What is said of npm packages that are not what the lock file says, on trees made for it; this project's own is clean.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { checkPackages } from '../../www/tools/packages.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const sum = `sha512-${'A'.repeat(86)}==`;
const good = { version: '1.0.0', integrity: sum, license: 'MIT' };

/** A folder with a lock file of `locked`, by path, and what lies there of `installed`, each a package.json; both by name under node_modules. */
function tree(t, locked, installed = locked, files = []) {
  const folder = mkdtempSync(join(tmpdir(), 'packages-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const packages = Object.fromEntries(Object.entries(locked).map(([name, entry]) => [`node_modules/${name}`, entry]));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ lockfileVersion: 3, packages: { '': {}, ...packages } }));
  for (const [name, { version, license, scripts }] of Object.entries(installed)) {
    mkdirSync(join(folder, 'node_modules', name), { recursive: true });
    writeFileSync(join(folder, 'node_modules', name, 'package.json'), JSON.stringify({ name, version, license, scripts }));
  }
  for (const file of files) writeFileSync(join(folder, 'node_modules', file), '');
  return folder;
}

const faultsOf = (...args) => checkPackages(tree(...args)).faults.map(({ code, path }) => `${code} ${path.replace('node_modules/', '')}`);

test('this project\'s own packages are those of the lock file, and so are those of its tests', () => {
  assert.deepEqual(checkPackages(root).faults, []);
  // what is locked there is installed by other targets
  for (const folder of ['tests/npm', 'tests/engines']) {
    const { locked, faults } = checkPackages(join(root, folder));
    assert.ok(locked > 0, folder);
    assert.deepEqual(faults.filter(({ code }) => code !== 'not-installed'), [], folder);
  }
});

test('a good tree is counted: packages in scopes, inside others, and one for another kind of machine that is not there', (t) => {
  const locked = {
    one: good,
    '@scope/two': { ...good, license: '(MIT AND Zlib)' },
    'one/node_modules/three': { version: '2.0.0', inBundle: true, license: 'ISC' },
    four: { ...good, optional: true },
  };
  const { four, ...installed } = locked;
  assert.deepEqual(checkPackages(tree(t, locked, installed)), { locked: 4, installed: 3, faults: [] });
});

for (const [what, code, entry] of [
  ['no sum', 'integrity', { version: '1.0.0', license: 'MIT' }],
  ['a sum that is no longer safe', 'integrity', { ...good, integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' }],
  ['an address of its own', 'source', { ...good, resolved: 'git+ssh://git@example.com/one.git#0123456' }],
  ['a link', 'source', { ...good, link: true }],
  ['a script', 'script', { ...good, hasInstallScript: true }],
  ['no licence', 'license', { version: '1.0.0', integrity: sum }],
  ['a licence that asks for more', 'license', { ...good, license: 'GPL-3.0-only' }],
  ['a choice with such a licence', 'license', { ...good, license: '(MIT OR GPL-3.0-only)' }],
  ['a licence in words', 'license', { ...good, license: 'SEE LICENSE IN LICENSE.txt' }],
  ['a licence that only others have', 'license', { ...good, license: 'MPL-2.0' }],
]) {
  test(`a locked package with ${what} is a fault`, (t) => {
    assert.deepEqual(faultsOf(t, { one: entry, two: good }), [`${code} one`]);
  });
}

for (const [what, code, json] of [
  ['another version', 'version', { ...good, version: '1.0.1' }],
  ['another licence', 'license', { ...good, license: 'UNLICENSED' }],
  ['another licence, as an object', 'license', { ...good, license: { type: 'GPL-2.0' } }],
  ['a script that the lock file does not tell of', 'script', { ...good, scripts: { postinstall: 'node steal.js' } }],
]) {
  test(`an installed package with ${what} is a fault`, (t) => {
    assert.deepEqual(faultsOf(t, { one: good }, { one: json }), [`${code} one`]);
  });
}

test('what npm would build by itself is a script too', (t) => {
  assert.deepEqual(faultsOf(t, { one: good }, { one: good }, ['one/binding.gyp']), ['script one']);
});

test('scripts of the one package that is known for them are none, and no other name that is like it', (t) => {
  const scripted = { ...good, hasInstallScript: true, scripts: { postinstall: 'node install.js' } };
  assert.deepEqual(faultsOf(t, { esbuild: scripted, 'esbuild-fast': scripted }), ['script esbuild-fast', 'script esbuild-fast']);
});

test('what is locked and not installed, and what is installed and not locked, at any depth, are faults', (t) => {
  assert.deepEqual(
    faultsOf(t, { one: good, two: good }, { one: good, three: good, 'one/node_modules/@scope/four': good }),
    ['not-locked one/node_modules/@scope/four', 'not-locked three', 'not-installed two'],
  );
});

test('a name that leads out of the folder is a fault', (t) => {
  assert.deepEqual(faultsOf(t, { '..': { ...good, optional: true } }, {}), ['name ..']);
});

test('the command says how many there are, names each fault, and fails where there is one', (t) => {
  const command = (folder) => spawnSync('node', ['www/tools/packages.mjs', folder], { cwd: root, encoding: 'utf8' });
  const well = command(tree(t, { one: good }));
  assert.deepEqual([well.status, well.stderr], [0, '']);
  assert.match(well.stdout, /1 packages of npm's locked, 1 installed, 0 faults/);
  const badly = command(tree(t, { one: { ...good, license: 'GPL-3.0-only' } }));
  assert.equal(badly.status, 1);
  assert.match(badly.stderr, /node_modules\/one: is under `GPL-3.0-only` \(license\)/);
  assert.match(badly.stdout, /1 faults/);
});
