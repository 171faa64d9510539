// src/ as a WebAssembly module that browsers from before 2022 run, and its JavaScript side.

import { homedir } from 'node:os';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask, read, root, run, step } from './step.mjs';

export const wasm = 'target/www/engine.wasm';
export const glue = 'target/www/engine.js';

/** What `wasm-opt` has made of the names between the module and its JavaScript: a third of them are digits that do not pack. */
const names = 'target/www/engine.names.json';

const target = 'wasm32-unknown-unknown';
const bindgen = 'target/debug/bindgen';

export async function buildEngine() {
  const inputs = ['Cargo.toml', 'Cargo.lock', 'rust-toolchain.toml', 'package-lock.json', '.cargo', 'www/bindgen',
    'www/tools/engine.mjs', 'www/tools/step.mjs'];
  const sources = readdirSync(join(root, 'src')).filter((name) => !['author', 'notices', 'main.rs'].includes(name));
  inputs.push(...sources.sort().map((name) => `src/${name}`));
  await step('engine', { inputs, outputs: [wasm, glue, names, bindgen] }, () => {
    // first: it also unpacks crates, whose folder cargoFlags() must find
    run('cargo', ['build', '--locked', '--package', 'bindgen', '--target-dir', 'target']);
    run(
      'cargo',
      ['rustc', '--locked', '--lib', '--crate-type', 'cdylib', '--profile', 'mvp', '--target', target,
        '--no-default-features', '--features', 'wasm-engine', '--target-dir', 'target/mvp'],
      { CARGO_ENCODED_RUSTFLAGS: cargoFlags().join('\x1f') },
    );
    run(bindgen, ['bindgen', '--target', 'web', '--no-typescript', '--omit-default-module-path',
      '--remove-name-section', '--remove-producers-section', '--out-dir', 'target/www', '--out-name', 'engine',
      `target/mvp/${target}/mvp/title_precheck.wasm`]);
    // The ready-made standard library uses these four features, so they are named for reading and
    // lowered for writing. Disabling them here would make wasm-opt refuse its input.
    writeFileSync(join(root, names), ask('node_modules/.bin/wasm-opt', ['target/www/engine_bg.wasm', '-o', wasm,
      '--enable-mutable-globals', '--enable-sign-ext', '--enable-nontrapping-float-to-int',
      '--enable-bulk-memory', '--enable-bulk-memory-opt',
      '--signext-lowering', '--llvm-nontrapping-fptoint-lowering', '--llvm-memory-copy-fill-lowering',
      '--merge-similar-functions', '-Oz', '--strip-debug', '--strip-producers', '--strip-target-features', '--minify-imports-and-exports-and-modules']));
  });
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

/** bindgen's glue, with `init(bytes)` in place of its own, which carry `fetch` and `Response`. */
export function glueModule() {
  const code = read(glue, 'utf8');
  const own = 'export { initSync, __wbg_init as default };';
  for (const part of [own, 'function __wbg_get_imports()', 'function __wbg_finalize_init(instance, module)']) {
    if (!code.includes(part)) throw new Error(`bindgen's glue has changed: no \`${part}\``);
  }
  const { imports, exports } = JSON.parse(read(names, 'utf8'));
  const renamed = (text, pattern, now) => {
    if (!pattern.test(text)) throw new Error(`bindgen's glue has changed: no \`${pattern.source}\``);
    return text.replace(pattern, now);
  };
  let short = renamed(code, /"\.\/engine_bg\.js"/g, 'a');
  for (const [, from, to] of imports) short = renamed(short, new RegExp(`\\b${from}: function`, 'g'), `${to}: function`);
  // some exports are for nobody here
  for (const [from, to] of exports) short = short.replace(new RegExp(`\\bwasm\\.${from}\\b`, 'g'), `wasm.${to}`);
  // Not `new WebAssembly.Module(bytes)`: browsers of these years refuse it on the page's own thread over 4 KB.
  return short.replace(own, `
    let ready;
    export function init(bytes) {
      ready = ready || WebAssembly.instantiate(bytes, __wbg_get_imports())
        .then(({ instance, module }) => __wbg_finalize_init(instance, module));
      return ready;
    }`);
}
