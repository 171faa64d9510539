// The handbook for integrators: what is shown is what runs, and each example does what the page says.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { CALLS, EVENTS, SETTINGS } from '../../www/src/embed/protocol.js';
import { gzipped } from '../../www/tools/sizes.mjs';
import { barriers } from './barriers.mjs';
import { Visitor } from './page.mjs';
import { TODAY, engineer, teacher } from './people.mjs';
import { browser, server } from './stage.mjs';

const dist = join(dirname(fileURLToPath(import.meta.url)), '../../www/dist');
const pages = readdirSync(join(dist, 'embed')).filter((name) => name.endsWith('.html'));

async function open(name, { width = 360 } = {}) {
  const context = await browser.newContext({ viewport: { width, height: 740 } });
  const page = await context.newPage();
  const visitor = new Visitor(page);
  page.on('response', (response) => response.ok() || visitor.complaints.push(`${response.status()} ${response.url()}`));
  await page.goto(`${server.url}embed/${name}.html`);
  return visitor;
}

/** Drives the example of a page, and leaves it without a complaint. */
const drive = (name, what, go) => test(`the example of ${name}.html: ${what}`, async () => {
  const visitor = await open(name);
  await go(visitor, visitor.page);
  assert.deepEqual(visitor.complaints, []);
  await visitor.page.context().close();
});

const told = (page, selector) => page.locator(selector).innerText();

/** The names in a table of a page, those in the first column. */
const rows = (page, list) => page.locator(`table[data-list="${list}"] tbody tr`).evaluateAll((all) => all.map((row) => row.cells[0].textContent));

drive('index', 'one tag goes to the result', async (visitor) => {
  await visitor.screen('start').waitFor();
  await visitor.jump(engineer);
  assert.equal((await visitor.results())['regional-review'].earliest, '2022-03-10');
});

drive('jquery', 'an old page hears with jQuery and with a function named in an attribute', async (visitor, page) => {
  await visitor.screen('start').waitFor();
  assert.equal(await page.evaluate(() => window.jQuery.fn.jquery), '1.12.4');
  assert.equal(await visitor.element('asOf'), TODAY);
  await visitor.jump(teacher);
  const met = Object.values(await visitor.results()).filter(({ verdict }) => verdict === 'met').length;
  assert.equal(await told(page, '#by-jquery'), `${met} 条途径可以申报`);
  assert.equal(await told(page, '#by-name'), '8 条途径有结果');
  for (const event of EVENTS) assert.ok((await page.locator('main').innerText()).includes(`data-on-${event}`), event);
});

drive('form', 'the form gets the verdicts, and resets the element', async (visitor, page) => {
  await visitor.screen('start').waitFor();
  const send = page.locator('#form > p button').first();
  await send.click();
  assert.equal(await told(page, '#sent'), '（没有值：还没走到结果）');
  await visitor.jump(engineer);
  await send.click();
  assert.match(await told(page, '#sent'), /^targeted-review=undetermined;.*regional-review=not-met$/);
  await page.locator('#form > p button[type="reset"]').click();
  await visitor.screen('start').waitFor();
});

drive('theme', 'properties and parts take, what would be inherited does not', async (visitor, page) => {
  await visitor.screen('start').waitFor();
  await page.addStyleTag({ content: 'title-precheck { letter-spacing: 9px; color: #eee; text-transform: uppercase; }' });
  const looks = (selector, property) => page.locator(selector).first().evaluate((element, name) => getComputedStyle(element)[name], property);
  assert.equal(await looks('[part="button"]', 'backgroundColor'), 'rgb(138, 28, 28)');
  assert.equal(await looks('[part="button"]', 'letterSpacing'), '3.4px');
  assert.match(await looks('[part="heading"]', 'fontFamily'), /KaiTi/);
  assert.deepEqual([await looks('[part="heading"]', 'textTransform'), await looks('[part="heading"]', 'letterSpacing')], ['none', 'normal']);
  await visitor.jump(teacher);
  assert.equal(await looks('[part~="verdict-meets"]', 'borderTopStyle'), 'double');
});

test('the example of frame.html: a frame in a sandbox, and the page around hears the result', async () => {
  const visitor = await open('frame');
  const { page } = visitor;
  await page.waitForFunction(() => parseInt(document.querySelector('title-precheck-frame').shadowRoot.querySelector('iframe').style.height, 10) > 400);
  const inside = page.frames().find((frame) => frame.url().includes('/embed.html'));
  const within = new Visitor(page, inside);
  await within.begin();
  await within.answer(teacher);
  await page.waitForFunction(() => /targeted-review=met/.test(document.getElementById('heard').textContent));
  const types = (await rows(page, 'messages'));
  assert.deepEqual(types.sort(), [...EVENTS, 'height', 'set', 'call'].sort());
  const text = await page.locator('main').innerText();
  for (const name of SETTINGS) assert.ok(text.includes(name), name);
  for (const name of CALLS) assert.ok(text.includes(`${name}()`), name);
  assert.deepEqual(visitor.complaints, []);
  await page.context().close();
});

drive('preset', 'what is known is not asked, and other routes are not shown', async (visitor, page) => {
  await visitor.screen('start').waitFor();
  await visitor.button('开始').click();
  await visitor.screen('question').waitFor();
  const asked = await visitor.answer(engineer);
  assert.ok(!asked.includes('series') && !asked.includes('workplace'));
  assert.deepEqual(Object.keys(await visitor.results()).sort(), ['regional-review', 'targeted-review']);
  await visitor.button('只看自治区级').click();
  await page.locator('[data-route="targeted-review"]').waitFor({ state: 'detached' });
  await visitor.button('全部途径').click();
  await page.locator('[data-route="county-junior"]').waitFor({ state: 'attached' });
  const known = await page.evaluate(() => document.querySelector('title-precheck').assessment.routes.map(({ id }) => id));
  const listed = await page.locator('table[data-list="routes"] code').allInnerTexts();
  assert.deepEqual(listed, known, 'the routes of the table are those of the notice');
});

drive('documents', 'the papers and nothing else', async (visitor, page) => {
  await visitor.screen('documents').waitFor();
  await page.locator('[data-document="degree-certificate"] input').check();
  await page.locator('[data-document="degree-certificate"][data-status="present"]').waitFor();
});

drive('headers', 'a strict policy, and nothing against it', async (visitor, page) => {
  await page.evaluate(() => {
    window.violations = [];
    document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => window.violations.push(violatedDirective));
  });
  await visitor.screen('start').waitFor();
  await visitor.jump(engineer);
  await page.locator('.take').waitFor();
  assert.match(await page.locator('meta[http-equiv]').getAttribute('content'), /default-src 'none'.*connect-src 'none'/);
  assert.deepEqual(await page.evaluate(() => window.violations), []);
  assert.equal(await page.locator('.card').first().evaluate((card) => getComputedStyle(card).borderTopLeftRadius), '8px');
});

drive('upgrade', 'two versions side by side', async (visitor, page) => {
  await page.locator('[data-screen="start"]').nth(1).waitFor();
  const { version } = JSON.parse(readFileSync(join(dist, '../../package.json'), 'utf8'));
  assert.deepEqual([await told(page, '#now'), await told(page, '#next')], [version, version]);
});

test('the table of sizes is that of the files beside it', async () => {
  const visitor = await open('sizes');
  const listed = await visitor.page.locator('[data-file]').evaluateAll((all) => all.map((row) => [row.dataset.file, ...Array.from(row.cells, (cell) => cell.textContent)]));
  assert.ok(listed.length >= 4);
  for (const [file, , , raw, gzip, , hash] of listed) {
    const bytes = readFileSync(join(dist, file));
    assert.deepEqual([raw, gzip, hash], [bytes.length.toLocaleString('en'), gzipped(bytes).toLocaleString('en'),
      `sha384-${createHash('sha384').update(bytes).digest('base64')}`], file);
  }
  await visitor.page.context().close();
});

for (const file of pages) {
  const name = file.replace('.html', '');
  test(`${file}: the code shown is the code that runs, its links lead somewhere, and axe finds no fault at two widths`, async () => {
    const html = readFileSync(join(dist, 'embed', file), 'utf8');
    const unescaped = (text) => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
    const live = Array.from(html.matchAll(/<div class="live" data-example>\n([^]*?)\n<\/div>\n(?=<|\n)/g), ([, running]) => running);
    const shown = Array.from(html.matchAll(/<pre tabindex="0" aria-label="这个例子的代码"><code>([^]*?)<\/code><\/pre>/g), ([, code]) => unescaped(code));
    assert.deepEqual(shown, live);
    const heads = Array.from(html.matchAll(/aria-label="本页 head 里的代码"><code>([^]*?)<\/code>/g), ([, code]) => unescaped(code));
    for (const head of heads) assert.ok(html.split('</head>')[0].includes(head));
    assert.doesNotMatch(html, /<\/?(example|show)\b|\{\{/);
    const visitor = await open(name);
    const { page } = visitor;
    const scripts = await page.locator('script[src*="title-precheck.js"]').count();
    if (scripts) await page.locator('[data-screen][data-whole]').first().waitFor();
    for (const width of [360, 1366]) {
      await page.setViewportSize({ width, height: 740 });
      assert.deepEqual(await barriers(page), [], String(width));
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `${width}: sideways`);
    }
    const links = await page.locator('a[href]').evaluateAll((all) => all.map(({ href }) => href));
    for (const link of new Set(links.filter((url) => url.startsWith(server.url)))) {
      const [address, anchor] = link.split('#');
      const response = await page.request.get(address);
      assert.ok(response.ok(), link);
      if (anchor) assert.ok((await response.text()).includes(`id="${anchor}"`), link);
    }
    assert.deepEqual(visitor.complaints, []);
    await page.context().close();
  });
}
