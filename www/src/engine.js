/** The engine and the notice that the build put into this script, unpacked once for all elements of a page. */

import wasmBase64 from 'embedded:engine';
import packBase64 from 'embedded:notice';
import { init, Precheck } from 'engine-glue';
import { gunzipSync } from 'fflate';
import { NoticeTexts } from './notice.js';

/** Why nothing can be checked here; `code` is one of the codes of `precheck-error`. */
export class EngineFailure extends Error {
  constructor(code, cause) {
    super(cause ? String(cause.message || cause) : code);
    this.name = 'EngineFailure';
    this.code = code;
  }
}

function unpack(base64) {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return gunzipSync(bytes);
}

let loading;

/** The engine, its notice and its version; rejects with an `EngineFailure`. */
export function loadEngine() {
  loading = loading || load();
  return loading;
}

async function load() {
  if (typeof WebAssembly !== 'object') throw new EngineFailure('wasm-unsupported');
  try {
    await init(unpack(wasmBase64));
  } catch (cause) {
    const csp = /content security policy|unsafe-eval/i.test(String(cause && cause.message));
    throw new EngineFailure(csp ? 'csp-wasm' : 'wasm-unsupported', cause);
  }
  try {
    const precheck = new Precheck(unpack(packBase64));
    return {
      version: Precheck.version(),
      notice: new NoticeTexts(JSON.parse(precheck.texts())),
      assess: (input) => precheck.assess(input),
      steps: (input) => precheck.steps(input),
    };
  } catch (cause) {
    throw new EngineFailure('notice-invalid', cause);
  }
}
