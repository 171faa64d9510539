// The JavaScript sides of the WebAssembly modules: as bindgen wrote them, but for what is wanted otherwise here.

import { glueOf, namesOf } from './engine.mjs';
import { read } from './step.mjs';

/** Replaces what bindgen wrote; that it is there no more ends the build. */
function replaced(code, pattern, now) {
  if (code.search(pattern) < 0) throw new Error(`bindgen's glue has changed: no \`${pattern.source}\``);
  return code.replace(pattern, now);
}

/** The same that lets texts cross in one step, where bindgen has another for speed, one for engines before `encodeInto`, and one for Safari after 2 GB of text. */
function withPlainTexts(code) {
  let plain = replaced(code, /    numBytesDecoded \+= [^]*?\n    return /, '    return ');
  if (!plain.includes('function passStringToWasm0(')) return plain;
  plain = replaced(plain, /\(arg, malloc, realloc\) \{\n    if \(realloc === undefined\) \{([^]*?\n        return ptr;\n)    \}\n[^]*?\n\}\n/, '(arg, malloc) {$1}\n');
  plain = replaced(plain, /if \(!\('encodeInto' in cachedTextEncoder\)\) \{[^]*?\n\}\n/, '');
  return replaced(plain, /passStringToWasm0\((\w+), (wasm\.\w+), wasm\.\w+\)/g, 'passStringToWasm0($1, $2)');
}

/** bindgen's glue, with `init(bytes)` in place of its own, which carry `fetch` and `Response`. */
export function glueModule(name) {
  const code = withPlainTexts(read(glueOf(name), 'utf8'));
  const own = 'export { initSync, __wbg_init as default };';
  for (const part of [own, 'function __wbg_get_imports()', 'function __wbg_finalize_init(instance, module)']) {
    if (!code.includes(part)) throw new Error(`bindgen's glue has changed: no \`${part}\``);
  }
  const { imports, exports } = JSON.parse(read(namesOf(name), 'utf8'));
  let short = replaced(code, new RegExp(`"\\./${name}_bg\\.js"`, 'g'), 'a');
  for (const [, from, to] of imports) short = replaced(short, new RegExp(`\\b${from}: function`, 'g'), `${to}: function`);
  // A memory that grows leaves its old buffer behind, which WebAssembly detaches and JavaScript does not.
  const views = [
    ['DataView', /cachedDataViewMemory0\.buffer\.detached === true \|\| \(.*?\)/],
    ['Uint8Array', /cachedUint8ArrayMemory0\.byteLength === 0/],
  ];
  for (const [kind, isOld] of views) {
    if (short.includes(`cached${kind}Memory0`)) short = replaced(short, isOld, `cached${kind}Memory0.buffer !== wasm.memory.buffer`);
  }
  // some exports are for nobody here
  for (const [from, to] of exports) short = short.replace(new RegExp(`\\bwasm\\.${from}\\b`, 'g'), `wasm.${to}`);
  // Not `new WebAssembly.Module(bytes)`: browsers of these years refuse it on the page's own thread over 4 KB.
  return short.replace(own, `
    let ready;
    export function init(bytes) {
      ready = ready || WebAssembly.instantiate(bytes, __wbg_get_imports())
        .then(({ instance, module }) => __wbg_finalize_init(instance, module));
      return ready;
    }
    export const initTwin = (instantiate) => __wbg_finalize_init({ exports: instantiate(__wbg_get_imports()) });`);
}
