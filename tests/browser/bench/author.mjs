// How fast the authoring page is: `node tests/browser/bench/author.mjs` after `make build`. Prints, in ms, lint in the page, with and without a Worker, the time
// from a key to the preview drawn with it, and the comparison of 3,000 applicants. SLOWER=4 takes a processor so many times slower. A figure, not a test.

import { Author, FILE } from '../desk.mjs';
import { launch } from '../page.mjs';
import { everything } from '../people.mjs';

const SLOWER = Number(process.env.SLOWER || 1);
const ROUNDS = 9;

const median = (times) => Math.round(times.sort((one, other) => one - other)[Math.floor(times.length / 2)]);
const most = (times) => Math.round(Math.max(...times));

/** From the last of one mark to the first of another after it. */
const between = (page, from, to) => page.evaluate(([one, other]) => {
  const start = performance.getEntriesByName(one).pop().startTime;
  const end = performance.getEntriesByName(other).map(({ startTime }) => startTime).find((time) => time >= start);
  return end - start;
}, [from, to]);

const browser = await launch();
for (const way of ['in a Worker', 'in the page']) {
  const author = await Author.arrive(browser, FILE, { before: way === 'in the page' ? () => delete window.Worker : undefined });
  const { page } = author;
  const client = await page.context().newCDPSession(page);
  await client.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await author.begin();
  await author.answer(everything);
  const [lint, preview, all] = [[], [], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    // back and forth, so that every edit makes another pack
    const [from, to] = round % 2 ? ['years = 2', 'years = 1'] : ['years = 1', 'years = 2'];
    await page.evaluate(() => performance.clearMarks());
    await author.edit('notice.toml', from, to);
    await author.checked();
    preview.push(await between(page, 'edit', 'preview-shown'));
    lint.push(await between(page, 'lint-asked', 'lint-answered'));
    all.push(await between(page, 'edit', 'all-answered'));
  }
  console.log(`${way}: lint ${median(lint)} (most ${most(lint)}) · edit to preview ${median(preview)} (most ${most(preview)}) · edit to all looked at, cases too ${median(all)} (most ${most(all)})`);
  const began = Date.now();
  const affected = await author.panel('affected');
  await affected.locator('[data-differ]').waitFor();
  console.log(`${way}: 3,000 applicants compared in ${Date.now() - began}`);
  await author.leave();
}
await browser.close();
