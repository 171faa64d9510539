// How long the engine's module takes, in Chromium, from one changed answer to the new assessment, in notices of 100, 1,000 and 10,000 criteria:
// `make bench-growth`, which makes the notices. A figure, not a test.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { glueModule } from '../../../www/tools/glue.mjs';
import { read, root } from '../../../www/tools/step.mjs';
import { launch } from '../page.mjs';

const ROUNDS = 40;

const browser = await launch();
const page = await browser.newPage();
await page.addScriptTag({ type: 'module', content: `${glueModule('engine')}\nwindow.engine = { init, Precheck };` });
await page.waitForFunction(() => window.engine);
await page.evaluate((wasm) => window.engine.init(Uint8Array.from(atob(wasm), (unit) => unit.charCodeAt(0))), read('target/www/engine.wasm').toString('base64'));

const ms = (time) => `${time.toFixed(2)} ms`;
for (const criteria of [100, 1_000, 10_000]) {
  const pack = `target/growth/${criteria}.pack`;
  if (!existsSync(join(root, pack))) throw new Error(`no ${pack}: make bench-growth`);
  const { opened, edits } = await page.evaluate(([bytes, text, rounds]) => {
    const { Precheck } = window.engine;
    const began = performance.now();
    const precheck = new Precheck(Uint8Array.from(atob(bytes), (unit) => unit.charCodeAt(0)));
    const taken = { opened: performance.now() - began, edits: [] };
    const input = JSON.parse(text);
    const facts = Object.keys(input.answers).filter((fact) => typeof input.answers[fact] === 'boolean');
    for (let round = 0; round < rounds; round += 1) {
      const fact = facts[(round * 7) % facts.length];
      input.answers[fact] = !input.answers[fact];
      const from = performance.now();
      const { routes } = precheck.assess(input);
      taken.edits.push(performance.now() - from);
      if (!routes.length) throw new Error('no routes');
    }
    precheck.free();
    return taken;
  }, [read(pack).toString('base64'), read(`target/growth/${criteria}.json`, 'utf8'), ROUNDS]);
  const [first, ...later] = edits;
  later.sort((one, other) => one - other);
  console.log(`${criteria} criteria: opened in ${ms(opened)}; an answer changed and all assessed again: first ${ms(first)}, then ${ms(later[later.length >> 1])} (least ${ms(later[0])}, most ${ms(later[later.length - 1])})`);
}
await browser.close();
