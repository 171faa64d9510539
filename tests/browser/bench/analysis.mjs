// How long the module that judges scans takes for one page of 1000 × 707 pixels, in Chromium: `node tests/browser/bench/analysis.mjs` after `make build`.
// A figure, not a test.

import { glueModule } from '../../../www/tools/glue.mjs';
import { read } from '../../../www/tools/step.mjs';
import { launch } from '../page.mjs';
import { printer } from '../papers.mjs';

const ROUNDS = 60;

const browser = await launch();
const { paper, close } = await printer(browser);
const photo = await paper({ width: 1000, height: 707 });
await close();

const page = await browser.newPage();
await page.addScriptTag({ type: 'module', content: `${glueModule('scan')}\nwindow.scan = { init, Inspection };` });
await page.waitForFunction(() => window.scan);
const times = await page.evaluate(async ([wasm, file, rounds]) => {
  const bytesOf = (base64) => Uint8Array.from(atob(base64), (unit) => unit.charCodeAt(0));
  const { init, Inspection } = window.scan;
  await init(bytesOf(wasm));
  const bytes = bytesOf(file);
  const bitmap = await createImageBitmap(new Blob([bytes]));
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
  context.drawImage(bitmap, 0, 0);
  const { data, width, height } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  const rgba = new Uint8Array(data.buffer);
  const taken = [];
  for (let round = 0; round < rounds; round += 1) {
    const inspection = new Inspection(bytes, 'a.jpg');
    const began = performance.now();
    inspection.look(0, rgba, width, height, 2000);
    const said = inspection.finish('a.jpg');
    taken.push(performance.now() - began);
    if (!JSON.parse(said).usable) throw new Error(said);
    inspection.free();
  }
  return taken;
}, [read('target/www/scan.wasm').toString('base64'), photo.toString('base64'), ROUNDS]);
await browser.close();

const [first, ...later] = times;
later.sort((a, b) => a - b);
const ms = (time) => `${time.toFixed(1)} ms`;
console.log(`a page of 1000 × 707: first ${ms(first)}, then ${ms(later[later.length >> 1])} (least ${ms(later[0])}, most ${ms(later[later.length - 1])})`);
