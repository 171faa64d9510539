// How long the engine's modules take, in Chromium, from one changed answer to what it makes of it, in notices of 100, 1,000 and 10,000 criteria:
// the verdicts of all routes, and the whole assessment with a finding of each criterion. `make bench-growth`, which makes the notices. A figure, not a test.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { glueModule } from '../../../www/tools/glue.mjs';
import { read, root } from '../../../www/tools/step.mjs';
import { launch } from '../page.mjs';

const ROUNDS = 40;

const browser = await launch();
const page = await browser.newPage();
for (const name of ['engine', 'many']) {
  // what packs people, beside the module that reads them
  const packing = name === 'many' ? read('www/src/many.js', 'utf8').replace('export function packing', 'function packing') : 'const packing = null;';
  await page.addScriptTag({ type: 'module', content: `${glueModule(name)}\n${packing}\nwindow.${name} = { init, Precheck, packing };` });
  await page.waitForFunction((name) => window[name], name);
  const wasm = read(`target/www/${name}.wasm`).toString('base64');
  await page.evaluate(([name, wasm]) => window[name].init(Uint8Array.from(atob(wasm), (unit) => unit.charCodeAt(0))), [name, wasm]);
}

const ms = (time) => `${time.toFixed(2)} ms`;
for (const criteria of [100, 1_000, 10_000]) {
  const pack = `target/growth/${criteria}.pack`;
  if (!existsSync(join(root, pack))) throw new Error(`no ${pack}: make bench-growth`);
  const { opened, assessed, told } = await page.evaluate(([bytes, text, rounds]) => {
    const pack = Uint8Array.from(atob(bytes), (unit) => unit.charCodeAt(0));
    const { today, answers } = JSON.parse(text);
    const facts = Object.keys(answers).filter((fact) => typeof answers[fact] === 'boolean');
    const edits = (look) => Array.from({ length: rounds }, (_, round) => {
      const fact = facts[(round * 7) % facts.length];
      answers[fact] = !answers[fact];
      const from = performance.now();
      const routes = look();
      const taken = performance.now() - from;
      if (!routes.length) throw new Error('no routes');
      return taken;
    });
    const began = performance.now();
    const precheck = new window.engine.Precheck(pack);
    const opened = performance.now() - began;
    const assessed = edits(() => precheck.assess({ today, answers }).routes);
    precheck.free();
    const many = new window.many.Precheck(pack);
    const packing = window.many.packing(many);
    const told = edits(() => packing.unpack(many.verdicts(packing.pack(today, [answers])))[0]);
    many.free();
    return { opened, assessed, told };
  }, [read(pack).toString('base64'), read(`target/growth/${criteria}.json`, 'utf8'), ROUNDS]);
  const said = ([first, ...later]) => {
    later.sort((one, other) => one - other);
    return `first ${ms(first)}, then ${ms(later[later.length >> 1])} (least ${ms(later[0])}, most ${ms(later[later.length - 1])})`;
  };
  console.log(`${criteria} criteria, opened in ${ms(opened)}. An answer changed: the verdicts of all routes ${said(told)}; all assessed, with a finding of each criterion: ${said(assessed)}`);
}
await browser.close();
