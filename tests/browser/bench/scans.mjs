// How long a photo takes from being chosen to its verdict, and what memory is left when files are gone: `node tests/browser/bench/scans.mjs` after `make build`.
// Figures, not tests. The browser's own brake (CPU ×4) holds the page's thread alone: decoding, and a Worker, go on as before. So both are given:
// what a clock showed with that brake on, and that sum with all of the decoding, or of the Worker's time, taken four times.

import { readFileSync } from 'node:fs';
import { Visitor, launch, serve } from '../page.mjs';
import { file, printer } from '../papers.mjs';
import { TODAY } from '../people.mjs';

const SLOWER = 4;
const ROUNDS = 5;
const SLOT = 'degree-certificate';

const server = await serve();
const browser = await launch();
const { paper, close } = await printer(browser);

/** From the choice to the verdict as the page sees it: the whole, its steps, and how long the page was kept busy in one go. */
async function arrive({ worker }) {
  const visitor = await Visitor.arrive(browser, server.url, TODAY, { attributes: { mode: 'documents' } });
  const { page } = visitor;
  if (!worker) await page.evaluate(() => { delete window.Worker; });
  await page.locator('[data-file-question="classified"]').getByLabel('否', { exact: true }).check();
  return visitor;
}

function choose(page, name, bytes) {
  return page.evaluate(async ([slot, called, data]) => {
    const element = document.querySelector('title-precheck');
    const root = element.shadowRoot;
    const binary = atob(data);
    const content = new Uint8Array(binary.length);
    for (let index = 0; index < binary.length; index += 1) content[index] = binary.charCodeAt(index);
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], called, { type: 'image/jpeg' }));
    const input = root.querySelector(`[data-slot="${slot}"] .choosers input`);
    input.files = transfer.files;
    const before = root.querySelectorAll(`[data-slot="${slot}"] [data-file]`).length;
    await new Promise((done) => { setTimeout(done, 300); });
    let longest = 0;
    const watch = new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => { longest = Math.max(longest, duration); }));
    watch.observe({ entryTypes: ['longtask'] });
    const began = performance.now();
    const steps = [];
    const desk = element._desk;
    const { hear } = desk;
    desk.hear = (message) => {
      if (message.step) steps.push([message.step, performance.now() - began]);
      hear.call(desk, message);
    };
    input.dispatchEvent(new Event('change'));
    await new Promise((done) => {
      const look = () => {
        const item = root.querySelectorAll(`[data-slot="${slot}"] [data-file]`)[before];
        if (item && item.dataset.verdict !== 'busy') done();
        else setTimeout(look, 5);
      };
      look();
    });
    const total = performance.now() - began;
    await new Promise((done) => { setTimeout(done, 100); });
    desk.hear = hear;
    watch.disconnect();
    return { total, longest, steps };
  }, [SLOT, name, bytes.toString('base64')]);
}

/** How long the browser takes to decode a file alone, on a thread of its own. */
const decoding = (page, bytes) => page.evaluate(async (data) => {
  const blob = await (await fetch(`data:image/jpeg;base64,${data}`)).blob();
  const times = [];
  for (let round = 0; round < 5; round += 1) {
    const began = performance.now();
    (await createImageBitmap(blob)).close();
    times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b)[2];
}, bytes.toString('base64'));

const ms = (time) => `${time.toFixed(0).padStart(5)} ms`;
const middle = (list) => list.slice().sort((a, b) => a - b)[Math.floor(list.length / 2)];

const photo = await paper({ width: 4032, height: 3024, grain: 14, quality: 0.92, title: '专业技术职务任职资格证书' });
await close();
console.log(`a photo of 4032 × 3024, ${(photo.length / 1e6).toFixed(1)} MB; the first choice also loads and starts the script (this machine's own server)`);
for (const worker of [true, false]) {
  for (const rate of [1, SLOWER]) {
    const visitor = await arrive({ worker });
    const { page } = visitor;
    const decode = await decoding(page, photo);
    const client = await page.context().newCDPSession(page);
    await client.send('Emulation.setCPUThrottlingRate', { rate });
    const rounds = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.push(await choose(page, `${round}.jpg`, photo));
      await page.locator('[data-do="remove"]').first().click();
    }
    const [first, ...later] = rounds.map(({ total }) => total);
    const total = middle(later);
    const slowed = worker ? `, all of it ×${SLOWER}: ${ms(total * SLOWER)}` : `, decoding ×${SLOWER} too: ${ms(total + decode * (SLOWER - 1))}`;
    console.log(`${worker ? 'in a Worker' : 'in the page'}, CPU ×${rate}: first ${ms(first)}, then ${ms(total)}${(rate === 1) === worker ? slowed : ''}; decoding alone ${ms(decode)}; page kept busy at most ${ms(Math.max(...rounds.map(({ longest }) => longest)))}`);
    console.log(`  ${rounds[2].steps.map(([step, at]) => `${step} ${at.toFixed(0)}`).join(', ')}, verdict ${rounds[2].total.toFixed(0)}`);
    await visitor.leave();
  }
}

/** Bytes that the page holds, and that all of the browser's processes do after they were told to give back what they can. */
async function memory(visitor) {
  const { page } = visitor;
  const client = await page.context().newCDPSession(page);
  const whole = await browser.newBrowserCDPSession();
  for (let times = 0; times < 3; times += 1) {
    await client.send('HeapProfiler.collectGarbage');
    await client.send('Memory.simulatePressureNotification', { level: 'critical' }).catch(() => {});
    await page.waitForTimeout(300);
  }
  const { usedSize, embedderHeapUsedSize = 0, backingStorageSize = 0 } = await client.send('Runtime.getHeapUsage');
  const { processInfo } = await whole.send('SystemInfo.getProcessInfo');
  const resident = processInfo.reduce((sum, { id }) => sum + Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/status`, 'utf8'))[1]) * 1024, 0);
  await Promise.all([client.detach(), whole.detach()]);
  return { page: usedSize + embedderHeapUsedSize + backingStorageSize, workers: page.workers().length, resident };
}

const mb = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
const line = (when, { page, workers, resident }) => console.log(`  ${when.padEnd(26)} page ${mb(page).padStart(9)}, Workers ${workers}, all processes ${mb(resident).padStart(9)}`);
for (const worker of [true, false]) {
  console.log(`20 photos like that, one after the other, ${worker ? 'in a Worker' : 'in the page'}`);
  const visitor = await arrive({ worker });
  const { page } = visitor;
  line('before', await memory(visitor));
  for (const times of ['once', 'again']) {
    for (let round = 0; round < 20; round += 1) await choose(page, `${round}.jpg`, photo);
    line(`20 files there, ${times}`, await memory(visitor));
    const remove = page.locator('[data-do="remove"]');
    while (await remove.count()) await remove.first().click();
    // what inspects stays a little, for the next file
    await page.waitForFunction(() => !document.querySelector('title-precheck')._desk.looker);
    await page.waitForTimeout(500);
    line('all removed', await memory(visitor));
  }
  await visitor.leave();
}
await browser.close();
server.stop();
