/**
 * The engine and the notice that the build put into this script, unpacked once for all elements of a page.
 *
 * Where WebAssembly does not run, the same engine comes as plain JavaScript, in a script beside this one.
 */

import wasmBase64 from 'embedded:engine';
import { init, initTwin, Precheck } from 'glue:engine';
import { packBytes } from './embedded.js';
import { NoticeTexts } from './notice.js';
import { loadTwin } from './sibling.js';
import { unpack } from './unpack.js';

/** Why nothing can be checked here; `code` is one of the codes of `precheck-error`. */
export class EngineFailure extends Error {
  constructor(code, cause) {
    super(cause ? String(cause.message || cause) : code);
    this.name = 'EngineFailure';
    this.code = code;
  }
}

let loading;

/** The engine with the notice of this script; rejects with an `EngineFailure`. */
export function loadEngine() {
  loading = loading || load();
  return loading;
}

async function load() {
  try {
    await init(unpack(wasmBase64));
  } catch (cause) {
    await loadTwin().then(({ instantiate }) => initTwin(instantiate)).catch(() => {
      // what the site can do something about is why WebAssembly did not run, and where memory was short the person
      const csp = /content security policy|unsafe-eval/i.test(String(cause && cause.message));
      throw new EngineFailure(csp ? 'csp-wasm' : cause instanceof RangeError ? 'engine' : 'wasm-unsupported', cause);
    });
  }
  return open(packBytes());
}

/** The engine with a compiled notice; throws an `EngineFailure`. The engine must have been loaded. */
export function open(pack) {
  try {
    const precheck = new Precheck(pack);
    return {
      version: Precheck.version(),
      notice: new NoticeTexts(JSON.parse(precheck.texts())),
      assess: (input) => precheck.assess(input),
      steps: (input) => precheck.steps(input),
      applicable: (input) => precheck.applicable(input),
    };
  } catch (cause) {
    throw new EngineFailure('notice-invalid', cause);
  }
}
