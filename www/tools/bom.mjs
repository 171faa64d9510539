// What the files that ship are made of that others wrote: crates and npm packages, each with its version, licence and hash, in CycloneDX's form.

import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import { madeOf } from './made.mjs';
import { ask, fail, read, root, version } from './step.mjs';

const WASM = 'wasm32-unknown-unknown';
/** The command's, wherever this is built: another machine is to write the same bytes. */
const NATIVE = 'x86_64-unknown-linux-gnu';

/** What is linked into a module, or the command: crates whose code runs there, not those that only wrote code when it was built. */
const features = (name) => (name === 'command' ? ['--target', NATIVE] : ['--target', WASM, '--no-default-features', '--features', `wasm-${name}`]);

const locked = JSON.parse(read('package-lock.json', 'utf8')).packages;

/** SHA-256 of each crate's archive, by `name version`. */
const checksums = new Map(Array.from(
  read('Cargo.lock', 'utf8').matchAll(/^name = "([^"]+)"\nversion = "([^"]+)"\nsource = .*\nchecksum = "([0-9a-f]{64})"$/gm),
  ([, name, number, sum]) => [`${name} ${number}`, sum],
));

/** The compiler's own library, which every module and the command hold a part of. */
const standard = () => {
  const [, number] = /^channel *= *"(.*)"/m.exec(read('rust-toolchain.toml', 'utf8')) ?? fail('rust-toolchain.toml names no channel');
  return { name: 'rust-std', version: number, license: 'MIT OR Apache-2.0', purl: `pkg:generic/rust-std@${number}`, uses: new Set() };
};

/** The crates in a module, or in the command, each with the ones that it uses itself: `{ name, version, license, purl, hash, uses }`. */
export function cratesIn(name) {
  const tree = ask('cargo', ['tree', '--locked', '--edges', 'normal,no-proc-macro', '--prefix', 'depth', '--no-dedupe', '--format', '|{p}|{l}', ...features(name)]);
  const crates = new Map();
  const above = [];
  for (const line of tree.trim().split('\n')) {
    const [, depth, title, license] = /^(\d+)\|([^|]+)\|(.*)$/.exec(line) ?? fail(`cargo tree has changed: ${line}`);
    const [crate, number] = title.split(' ');
    const key = `${crate} ${number.slice(1)}`;
    above.splice(depth, Infinity, key);
    if (depth === '0') continue;
    const [hash, own] = [checksums.get(key) ?? fail(`Cargo.lock has no checksum of ${key}`), key.split(' ')[1]];
    // a slash is how a choice was written before there were expressions
    if (!crates.has(key)) crates.set(key, { name: crate, version: own, license: license.replaceAll('/', ' OR '), purl: `pkg:cargo/${crate}@${own}`, hash: ['SHA-256', hash], uses: new Set() });
    if (depth !== '1') crates.get(above[depth - 1]).uses.add(crates.get(key).purl);
  }
  return Array.from(crates.values());
}

/** The npm packages that a bundle has any bytes of. */
function packagesIn(made) {
  const folders = new Set(Object.keys(made).filter((path) => made[path] > 0).flatMap((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []));
  return Array.from(folders).sort().map((folder) => {
    const { version: number, integrity } = locked[folder] ?? fail(`package-lock.json has no ${folder}`);
    const { name, license } = JSON.parse(read(`${folder}/package.json`, 'utf8'));
    const hash = ['SHA-512', Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex')];
    return { name, version: number, license, purl: `pkg:npm/${name.replace('@', '%40')}@${number}`, hash, uses: new Set() };
  });
}

/** The WebAssembly modules in a bundle, one of them as plain JavaScript, by what the build calls them there. */
const MODULES = { engine: 'engine', twin: 'engine', scan: 'scan', pdf: 'pdf', author: 'author', office: 'office' };
const modulesIn = (made) => Object.keys(MODULES).filter((name) => `virtual:embedded:${name}` in made).map((name) => MODULES[name]);

/** Writes `path`: what is in each of `files`, `{ path, scripts }`, by the bundles inside, and in the command. */
export function writeBom(path, files) {
  const crates = new Map();
  const cratesOf = (name) => crates.get(name) ?? crates.set(name, cratesIn(name)).get(name);
  const std = standard();
  const bundle = (script) => {
    const made = madeOf(basename(script, '.js'));
    const modules = modulesIn(made);
    return [...modules.flatMap(cratesOf), ...(modules.length > 0 ? [std] : []), ...packagesIn(made)];
  };
  const parts = files.map(({ path: file, scripts }) => ({
    name: basename(file), hash: ['SHA-384', createHash('sha384').update(read(file)).digest('hex')], holds: scripts.flatMap(bundle),
  }));
  parts.push({ name: 'precheck', holds: [...cratesOf('command'), std] });

  const held = new Map(parts.flatMap(({ holds }) => holds).map((one) => [one.purl, one]));
  // in one module a crate may use what it does without in another
  for (const { purl, uses } of Array.from(crates.values()).flat()) uses.forEach((used) => held.get(purl).uses.add(used));
  const components = new Map(inOrder(held.keys()).map((purl) => [purl, component(Enums.ComponentType.Library, held.get(purl), purl)]));
  for (const [purl, one] of components) connect(one, held.get(purl).uses, components);

  const { license } = JSON.parse(read('package.json', 'utf8'));
  const whole = component(Enums.ComponentType.Application, { name: 'title-precheck', version, license, purl: `pkg:npm/title-precheck@${version}` });
  const shipped = parts.map(({ name, hash, holds }) => {
    const one = component(hash ? Enums.ComponentType.File : Enums.ComponentType.Application, { name, version, hash }, name);
    connect(one, new Set(holds.map(({ purl }) => purl)), components);
    whole.dependencies.add(one.bomRef);
    return one;
  });

  const bom = new Models.Bom({ metadata: new Models.Metadata({ component: whole }), components: new Models.ComponentRepository([...shipped, ...components.values()]) });
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  const text = () => `${serializer.serialize(bom, { space: 1 })}\n`;
  // a number of its own for each content, and no time: two builds write the same
  const id = createHash('sha256').update(text()).digest('hex');
  bom.serialNumber = `urn:uuid:${id.slice(0, 8)}-${id.slice(8, 12)}-8${id.slice(13, 16)}-8${id.slice(17, 20)}-${id.slice(20, 32)}`;
  writeFileSync(join(root, path), text());
}

const inOrder = (texts) => Array.from(texts).sort();

function component(type, { name, version: number, license, purl, hash }, bomRef = purl) {
  const licenses = license ? [/ /.test(license) ? new Models.LicenseExpression(license) : new Models.SpdxLicense(license)] : [];
  return new Models.Component(type, name, {
    version: number, bomRef, purl, hashes: new Models.HashDictionary(hash ? [hash] : []), licenses: new Models.LicenseRepository(licenses),
  });
}

/** Says what a component holds or uses, in one order everywhere. */
function connect(one, purls, components) {
  for (const purl of inOrder(purls)) one.dependencies.add(components.get(purl).bomRef);
}

/** How many crates and npm packages are in some of the files, by what was written. */
export function countOf(path, names) {
  const { dependencies } = JSON.parse(read(path, 'utf8'));
  const held = new Set(dependencies.filter(({ ref }) => names.includes(ref)).flatMap(({ dependsOn = [] }) => dependsOn));
  const count = (kind) => Array.from(held).filter((purl) => purl.startsWith(`pkg:${kind}/`)).length;
  return { crates: count('cargo'), packages: count('npm') };
}
