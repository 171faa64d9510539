// How long until the first question on a county's line: `node tests/browser/bench/slow.mjs` after `make build`. A figure, not a test.
// 400 kbit/s and 400 ms for each request, a processor four times slower than this machine, nginx on plain http; the first visit, and the next one.

import { Visitor, launch } from '../page.mjs';
import { names, nginx } from '../nginx.mjs';

const SLOWER = 4;
const LINE = { offline: false, latency: 400, downloadThroughput: 400_000 / 8, uploadThroughput: 400_000 / 8 };
const VISITS = 5;
const WANTED = { first: 5, next: 2 };

/** In the page: presses what leads to the first question as soon as it is there, and notes when what was. */
function hurry() {
  window.reached = {};
  const look = () => {
    const element = document.querySelector('title-precheck');
    const screen = element && element.shadowRoot && element.shadowRoot.querySelector('[data-screen][data-whole]');
    const name = screen && screen.dataset.screen;
    if (name && !window.reached[name]) {
      window.reached[name] = performance.now();
      if (name !== 'question') screen.querySelector('.primary').click();
    }
    if (name !== 'question') requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

const cleanup = [];
const site = await nginx({ after: (work) => cleanup.push(work) });
const browser = await launch(names);
const times = { first: [], next: [] };
for (let visit = 0; visit < VISITS; visit += 1) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  for (const which of ['first', 'next']) {
    const page = await context.newPage();
    const visitor = new Visitor(page);
    const client = await context.newCDPSession(page);
    await client.send('Network.enable');
    await client.send('Network.emulateNetworkConditions', LINE);
    await client.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    await page.addInitScript(hurry);
    await page.goto(`${site.url}plain.html`, { timeout: 60_000 });
    await visitor.screen('question').waitFor({ timeout: 60_000 });
    const reached = await page.evaluate(() => ({ start: window.reached.start, question: window.reached.question }));
    const { usedSize } = await client.send('Runtime.getHeapUsage');
    times[which].push({ ...reached, heap: usedSize });
    await page.close();
  }
  await context.close();
}
await browser.close();
for (const work of cleanup) await work();

const middle = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
for (const [which, list] of Object.entries(times)) {
  const seconds = (key) => (middle(list.map((time) => time[key])) / 1000).toFixed(1);
  console.log(`${which} visit: start ${seconds('start')} s, first question ${seconds('question')} s (wanted: ${WANTED[which]} s); heap ${(middle(list.map(({ heap }) => heap)) / 1e6).toFixed(1)} MB; middle of ${VISITS}`);
}
