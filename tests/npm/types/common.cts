// What `require` gives.

import precheck = require('title-precheck');
import wasm = require('title-precheck/wasm');
import rules = require('title-precheck/rules');

export const all: [typeof precheck.TitlePrecheck, typeof wasm.Precheck, Uint8Array] = [precheck.TitlePrecheck, wasm.Precheck, rules.pack()];
