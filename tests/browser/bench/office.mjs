// How the office page fares with a long list: `node tests/browser/bench/office.mjs` after `make build`. Prints, in ms, how long 20,000 people take to be read and
// judged, with and without a Worker, and the longest task on the page's own thread meanwhile and at each thing that a person does then. PEOPLE=200000 takes more
// people, SLOWER=4 a processor so many times slower. A figure, not a test.

import { Clerk, DAY, FILE } from '../clerk.mjs';
import { launch } from '../page.mjs';

const PEOPLE = Number(process.env.PEOPLE || 20_000);
const SLOWER = Number(process.env.SLOWER || 1);

const series = ['工程技术', '会计', '农业技术', '卫生健康', '中小学教师'];
const counties = ['阿图什市', '阿克陶县', '阿合奇县', '乌恰县', '州直'];
const headings = ['姓名', '单位', '你的单位是哪一类？', '你的申报单位归哪里管（隶属）？', '你申报哪个系列？', '你要申报哪一级？', '你的最高学历（学位）是什么？', '你现在的最高职称是哪一级？', '你什么时候取得现在的职称？', '你受过哪种处分？'];
const rows = Array.from({ length: PEOPLE }, (_, index) => [`人${index}`, `单位${index % 300}`, '事业单位', counties[index % 5], series[index % 5], '中级', index % 3 ? '本科' : '大专', '助理级',
  index % 50 === 7 ? '去年' : `20${10 + (index % 10)}-${String(1 + (index % 12)).padStart(2, '0')}-${String(1 + (index % 28)).padStart(2, '0')}`, '没有'].join(','));
const list = { name: 'list.csv', text: `${headings.join(',')}\r\n${rows.join('\r\n')}\r\n` };

const watch = () => {
  window.tasks = [];
  new PerformanceObserver((entries) => window.tasks.push(...entries.getEntries().map(({ duration }) => Math.round(duration)))).observe({ type: 'longtask', buffered: true });
};

const browser = await launch();
for (const way of ['in a Worker', 'in the page']) {
  const clerk = await Clerk.arrive(browser, FILE, { before: `(${watch})();${way === 'in the page' ? 'delete window.Worker;' : ''}` });
  const { page } = clerk;
  page.setDefaultTimeout(600_000);
  const client = await page.context().newCDPSession(page);
  await client.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  const took = async (what, work) => {
    await page.evaluate(() => window.tasks.splice(0));
    const began = Date.now();
    await work();
    const whole = Date.now() - began;
    // what was drawn last is noted a little later
    await page.waitForTimeout(300);
    const tasks = await page.evaluate(() => window.tasks.splice(0));
    console.log(`${way}: ${what} in ${whole}, longest task ${Math.max(0, ...tasks) || 'under 50'}${tasks.length > 1 ? ` (${tasks.length} over 50)` : ''}`);
  };
  await took(`${PEOPLE} people read`, () => clerk.put(list));
  await took('judged', () => clerk.run(DAY));
  await took('sorted by name', async () => {
    await page.locator('[data-sort="who-0"]').click();
    await clerk.found();
  });
  await took('searched', async () => {
    await page.locator('[name="text"]').fill('单位12');
    await clerk.found();
  });
  await took('turned to the end', async () => {
    await page.locator('[data-page="last"]').first().click();
    await clerk.found();
  });
  await took('a person opened', () => page.locator('tbody .open').first().click());
  for (const kind of ['csv', 'xlsx', 'jsonl']) await took(`${kind} written`, () => clerk.take(kind));
  await clerk.leave();
}
await browser.close();
