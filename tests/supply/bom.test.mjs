// The list of what others wrote in what ships: in CycloneDX's form, whole, and the same wherever it lies.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv';
import { countOf } from '../../www/tools/bom.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const dist = join(root, 'www/dist');
const json = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const bom = json('www/dist/bom.json');
const { version } = json('package.json');
const schemas = 'node_modules/@cyclonedx/cyclonedx-library/res/schema';

const byRef = new Map(bom.components.map((component) => [component['bom-ref'], component]));
const held = new Map(bom.dependencies.map(({ ref, dependsOn = [] }) => [ref, dependsOn]));
const namesIn = (file, kind) => held.get(file).filter((purl) => purl.startsWith(`pkg:${kind}/`)).map((purl) => decodeURIComponent(purl.slice(`pkg:${kind}/`.length)).replace(/@[^@]*$/, ''));

test('it is as CycloneDX 1.6 wants it, and what is not is told apart', () => {
  const ajv = new Ajv({ strict: false });
  const schema = (name) => json(`${schemas}/${name}.SNAPSHOT.schema.json`);
  // they refer to each other by the names of their files
  for (const name of ['jsf-0.82', 'spdx', 'cryptography-defs']) ajv.addSchema({ ...schema(name), $id: undefined }, new URL(`${name}.SNAPSHOT.schema.json`, schema('bom-1.6').$id).href);
  // what no rule of ours could make wrong: an address is in none of it
  for (const format of ['date-time', 'email', 'idn-email', 'iri-reference', 'uri']) ajv.addFormat(format, true);
  const validate = ajv.compile(schema('bom-1.6'));
  assert.ok(validate(bom), JSON.stringify(validate.errors));
  for (const [part, wrong] of [['serialNumber', 'urn:uuid:1'], ['specVersion', 1.6], ['components', [{ type: 'library' }]], ['license', 'MIT']]) {
    assert.equal(validate({ ...bom, [part]: wrong }), false, part);
  }
});

test('it says nothing of when or where it was made', () => {
  const { $schema, ...rest } = bom;
  const text = JSON.stringify(rest);
  assert.equal(bom.metadata.timestamp, undefined);
  assert.ok(!text.includes(root) && !text.includes('://'), 'no path, no address');
});

test('each file that ships with something of others\' inside is there, with the hash of what lies there', () => {
  const files = bom.components.filter(({ type }) => type === 'file');
  for (const { name, version: own, hashes } of files) {
    assert.equal(own, version);
    assert.deepEqual(hashes, [{ alg: 'SHA-384', content: createHash('sha384').update(readFileSync(join(dist, name))).digest('hex') }], name);
  }
  const names = files.map(({ name }) => name);
  for (const name of ['precheck.html', 'author.html', 'office.html', ...['', '-more', '-scan', '-pdf', '-ug', '-ky', '-en', '-nowasm', '-embed'].map((part) => `title-precheck${part}.js`)]) {
    assert.ok(names.includes(name), name);
  }
  assert.deepEqual(held.get(bom.metadata.component['bom-ref']).slice().sort(), [...names, 'precheck'].sort());
});

test('every crate and package has a version, a licence, a hash of its lock file, and a place in a file or the command', () => {
  const crates = readFileSync(join(root, 'Cargo.lock'), 'utf8');
  const { packages } = json('package-lock.json');
  const inFiles = new Set(bom.components.filter(({ type }) => type !== 'library').flatMap((component) => held.get(component['bom-ref'])));
  const others = bom.components.filter(({ type }) => type === 'library');
  assert.ok(others.length > 50);
  for (const { name, version: own, purl, licenses, hashes, 'bom-ref': ref } of others) {
    assert.ok(inFiles.has(ref), `${ref} is nowhere`);
    assert.equal(licenses.length, 1, ref);
    if (purl.startsWith('pkg:cargo/')) {
      assert.equal(purl, `pkg:cargo/${name}@${own}`);
      assert.equal(hashes[0].alg, 'SHA-256');
      assert.ok(crates.includes(`name = "${name}"\nversion = "${own}"\n`) && crates.includes(`checksum = "${hashes[0].content}"`), ref);
    } else if (purl.startsWith('pkg:npm/')) {
      assert.equal(purl, `pkg:npm/${name.replace('@', '%40')}@${own}`);
      const [hash] = hashes;
      assert.equal(packages[`node_modules/${name}`].integrity, `sha512-${Buffer.from(hash.content, 'hex').toString('base64')}`, ref);
    } else {
      assert.match(purl, /^pkg:generic\/rust-std@/);
    }
  }
  for (const [ref, others] of held) for (const other of others) assert.ok(byRef.has(other), `${ref} → ${other}`);
});

test('what is known to be inside is, and what only builds or tests is not', () => {
  const first = 'title-precheck.js';
  assert.deepEqual(namesIn(first, 'npm').sort(), ['fflate', 'lit-html']);
  for (const crate of ['chrono', 'serde-wasm-bindgen', 'sha2', 'wasm-bindgen']) assert.ok(namesIn(first, 'cargo').includes(crate), crate);
  assert.deepEqual(namesIn('title-precheck-nowasm.js', 'cargo'), namesIn(first, 'cargo'), 'the same engine');
  assert.deepEqual(namesIn('title-precheck-ug.js', 'npm'), ['@fontsource/noto-sans-arabic']);
  assert.deepEqual(namesIn('title-precheck-en.js', 'npm'), []);
  assert.ok(namesIn('author.html', 'npm').includes('@codemirror/view') && namesIn('author.html', 'cargo').includes('toml'));
  assert.ok(namesIn('office.html', 'cargo').includes('calamine') && namesIn('office.html', 'cargo').includes('rust_xlsxwriter') && !namesIn('author.html', 'cargo').includes('calamine'));
  assert.ok(namesIn('precheck', 'cargo').includes('clap') && !namesIn('author.html', 'cargo').includes('clap'));
  const all = bom.components.map(({ name }) => name);
  for (const name of ['serde_derive', 'syn', 'proptest', 'criterion', 'wasm-bindgen-cli', 'esbuild', 'binaryen', 'playwright-core', 'ajv']) assert.ok(!all.includes(name), name);
});

test('it goes where the scripts go', () => {
  for (const folder of [`precheck/${version}`, 'npm']) {
    assert.ok(existsSync(join(dist, folder, 'bom.json')), folder);
    assert.ok(readFileSync(join(dist, folder, 'bom.json')).equals(readFileSync(join(dist, 'bom.json'))), folder);
  }
});

test('the build says how many there are, as the list has them', () => {
  const page = bom.components.filter(({ type, name }) => type === 'file' && /^title-precheck.*\.js$/.test(name) && name !== 'title-precheck-embed.js').map(({ name }) => name);
  const lines = [['the page', page], ['the authoring page', ['author.html']], ['the office page', ['office.html']], ['the command', ['precheck']]].map(([what, files]) => {
    const count = (kind) => new Set(files.flatMap((file) => held.get(file)).filter((purl) => purl.startsWith(`pkg:${kind}/`))).size;
    const [crates, packages] = [count('cargo'), count('npm')];
    assert.ok(crates > 20);
    assert.deepEqual(countOf('www/dist/bom.json', files), { crates, packages });
    return `others' code in ${what}: ${crates} crates, ${packages} npm packages`;
  });
  mkdirSync(join(root, 'target/counts'), { recursive: true });
  writeFileSync(join(root, 'target/counts/7-others'), `${lines.join('\n')}\n`);
});
