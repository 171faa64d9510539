// src/ as WebAssembly modules that browsers from before 2022 run, and the engine once more without WebAssembly.

import { homedir } from 'node:os';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import binaryen from 'binaryen';
import { ask, read, root, run, step } from './step.mjs';

const target = 'wasm32-unknown-unknown';
const bindgen = 'target/debug/bindgen';
/** What bindgen wrote for a module's JavaScript side: see `glue.mjs`. */
export const glueOf = (name) => `target/www/${name}.js`;
/** What `wasm-opt` has made of the names between a module and its JavaScript: a third of them are digits that do not pack. */
export const namesOf = (name) => `target/www/${name}.names.json`;

const moduleOf = (name) => ({ name, wasm: `target/www/${name}.wasm`, glue: glueOf(name) });

/** The modules by name, and where each comes to lie. */
export const modules = ['engine', 'scan', 'pdf'].map(moduleOf);

/** The author's side, which only the authoring page holds. */
export const author = { ...moduleOf('author'), profile: 'mvp-fast', own: ['src/author', 'src/office'] };

/** The office's side, which only the office page holds: it judges everybody of a list while somebody waits. */
export const office = { ...moduleOf('office'), profile: 'mvp-fast', own: ['src/author', 'src/office'] };

/** The engine with what assesses many people at once, for the npm package and for offices: compiled for speed, since a page's first script is not what it is in. */
export const many = { ...moduleOf('many'), profile: 'mvp-fast' };

/** The engine as plain JavaScript: a module with `instantiate(imports)`, which gives what an instance exports. */
export const twin = 'target/www/nowasm.js';

export async function buildModules() {
  const inputs = ['Cargo.toml', 'Cargo.lock', 'rust-toolchain.toml', 'package-lock.json', '.cargo', 'www/bindgen',
    'www/tools/engine.mjs', 'www/tools/step.mjs'];
  const others = ['author', 'command', 'lines.rs', 'main.rs', 'notices', 'office', 'quick.rs'];
  const sources = readdirSync(join(root, 'src')).filter((name) => !others.includes(name));
  inputs.push(...sources.sort().map((name) => `src/${name}`));
  for (const module of [...modules, author, office, many]) {
    await step(module.name, { inputs: [...inputs, ...(module.own ?? [])], outputs: [module.wasm, module.glue, namesOf(module.name), bindgen] }, () => buildModule(module));
  }
  const [{ wasm }] = modules;
  await step('nowasm', { inputs: ['package-lock.json', 'www/tools/engine.mjs', 'www/tools/step.mjs', wasm], outputs: [twin] }, () => buildTwin(wasm));
}

/** 64-bit numbers cross to JavaScript in two halves here; a `BigInt` is what the other side expects. */
const whole = '(low, high) => BigInt(high) * BigInt(4294967296) + BigInt(low >>> 0)';

function buildTwin(wasm) {
  const text = ask('node_modules/.bin/wasm2js', ['-Oz', wasm]);
  const parts = /^import \* as a from 'a';\n([^]*)\nvar retasmFunc = asmFunc\(\{\n  "a": a,\n\}\);\n(?:export var \w+ = retasmFunc\.\w+;\n)+$/.exec(text);
  if (!parts) throw new Error('wasm2js writes something else now');
  const halved = wideImports(read(wasm)).map((name) => `${name}: (low, high) => a.${name}(whole(low, high))`);
  writeFileSync(join(root, twin), `${parts[1]}
const whole = ${whole};
export const instantiate = ({ a }) => asmFunc({ a: { ...a, ${halved.join(', ')} } });
`);
}

/** The imports of a module that take a 64-bit number, which must be all that they take; nothing else between the two sides may be one. */
function wideImports(bytes) {
  const module = binaryen.readBinary(bytes);
  const isWide = (type) => binaryen.expandType(type).includes(binaryen.i64);
  const named = (count, at) => Array.from({ length: count }, (_, index) => at(index));
  const functions = named(module.getNumFunctions(), (index) => binaryen.getFunctionInfo(module.getFunctionByIndex(index)));
  const exported = named(module.getNumExports(), (index) => binaryen.getExportInfo(module.getExportByIndex(index)).value);
  const wide = functions.filter(({ name, base, params, results }) => (base || exported.includes(name)) && (isWide(params) || isWide(results)));
  const odd = wide.filter(({ base, params }) => !base || params !== binaryen.i64);
  if (odd.length > 0) throw new Error(`64-bit numbers cross to JavaScript in another way now: ${odd.map(({ name }) => name).join(', ')}`);
  return wide.map(({ base }) => base);
}

// The ready-made standard library uses these features, so they are named for reading and
// lowered for writing. Disabling them here would make wasm-opt refuse its input.
const FEATURES = ['--enable-mutable-globals', '--enable-sign-ext', '--enable-nontrapping-float-to-int', '--enable-bulk-memory', '--enable-bulk-memory-opt'];
const LOWERED = ['--signext-lowering', '--llvm-nontrapping-fptoint-lowering', '--llvm-memory-copy-fill-lowering'];
/** What is looked for: the least bytes, however long it takes; or in a module of megabytes that few load, what is found in seconds (no larger when packed). */
const PASSES = {
  mvp: ['--merge-similar-functions', '-Oz', '--flatten', '--rereloop', '-Oz', '-Oz'],
  'mvp-fast': ['-O1'],
};
const wasmOpt = (from, to, ...passes) => ask('node_modules/.bin/wasm-opt', [from, '-o', to, ...FEATURES, ...passes]);

function compile({ name, profile = 'mvp' }, folder, ...more) {
  // first: it also unpacks crates, whose folder cargoFlags() must find
  run('cargo', ['build', '--locked', '--package', 'bindgen', '--target-dir', 'target']);
  run(
    'cargo',
    ['rustc', '--locked', '--lib', '--crate-type', 'cdylib', '--profile', profile, '--target', target,
      '--no-default-features', '--features', `wasm-${name}`, '--target-dir', folder, ...more],
    { CARGO_ENCODED_RUSTFLAGS: cargoFlags().join('\x1f') },
  );
  return `${folder}/${target}/${profile}/title_precheck.wasm`;
}

const bind = (module, folder, name, ...more) => run(bindgen, ['bindgen', '--target', 'web', '--no-typescript', '--omit-default-module-path',
  '--remove-producers-section', ...more, '--out-dir', folder, '--out-name', name, module]);

function buildModule(module) {
  const { name, wasm, profile = 'mvp' } = module;
  bind(compile(module, 'target/mvp'), 'target/www', name, '--remove-name-section');
  writeFileSync(join(root, namesOf(name)), wasmOpt(`target/www/${name}_bg.wasm`, wasm, ...LOWERED, ...PASSES[profile],
    '--reorder-functions', '--strip-debug', '--strip-producers', '--strip-target-features', '--minify-imports-and-exports-and-modules'));
}

/** The engine's module once more, as it ships but for the names of its functions, which it keeps: its path. */
export function buildNamedEngine() {
  const folder = 'target/size';
  const [plain, named] = [`${folder}/plain.wasm`, `${folder}/named.wasm`];
  const compiled = compile(modules[0], folder, '--config', 'profile.mvp.strip="none"');
  // what strips the names strips this section too, without which bindgen takes no newer features
  wasmOpt(compiled, plain, '--enable-reference-types', '--enable-multivalue', '--strip-target-features', '-g');
  bind(plain, folder, 'engine');
  wasmOpt(`${folder}/engine_bg.wasm`, named, ...LOWERED, ...PASSES.mvp, '--reorder-functions', '-g', '--minify-imports-and-exports-and-modules');
  return named;
}

/** The same bytes on every machine: no path of this one may reach the module. */
function cargoFlags() {
  const cargoHome = process.env.CARGO_HOME ?? join(homedir(), '.cargo');
  const crates = join(cargoHome, 'registry/src');
  const unpacked = existsSync(crates) ? readdirSync(crates) : [];
  // the last one that fits wins, so from the wide to the narrow
  const paths = [[homedir(), 'home'], ...unpacked.map((name) => [join(crates, name), 'crates']), [root, '.']];
  return ['-Ctarget-cpu=mvp', ...paths.map(([from, to]) => `--remap-path-prefix=${from}=${to}`)];
}
