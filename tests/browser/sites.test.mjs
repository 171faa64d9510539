// Whole sites: an old nginx on plain http, a hostile page, strict policies, and no site at all.

import assert from 'node:assert/strict';
import { gunzipSync } from 'node:zlib';
import { get } from 'node:http';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { nginx } from './nginx.mjs';
import { engineer, teacher } from './people.mjs';
import { browser, visit as open } from './stage.mjs';

const dist = join(dirname(fileURLToPath(import.meta.url)), '../../www/dist');
const scripts = ['title-precheck.js', 'title-precheck-more.js', 'title-precheck-scan.js', 'title-precheck-pdf.js', 'title-precheck-ug.js', 'title-precheck-ky.js', 'title-precheck-en.js',
  'title-precheck-nowasm.js'];

/** A visitor of a site. */
async function visit(t, url, options) {
  const visitor = await open(url, options);
  t.after(() => visitor.leave());
  await visitor.screen('start').waitFor();
  return visitor;
}

/** From the start to everything that the result offers. */
async function wholeWay(visitor, person = engineer) {
  await visitor.begin();
  await visitor.answer(person);
  await visitor.page.locator('.take').waitFor();
}

test('on plain http, from an old nginx and in a page in GBK, the whole way works, copying too', async (t) => {
  const site = await nginx(t, { charset: 'gbk' });
  const visitor = await visit(t, `${site.url}plain.html`);
  const { page } = visitor;
  assert.equal(await page.evaluate(() => window.isSecureContext), false);
  assert.equal(await page.evaluate(() => document.characterSet), 'GBK');
  await wholeWay(visitor);
  assert.equal((await visitor.results())['regional-review'].earliest, '2022-03-10');
  await page.evaluate(() => document.addEventListener('copy', (event) => { window.copied = event.composedPath()[0].value; }));
  await visitor.button('复制文字').click();
  await page.getByText('已复制').first().waitFor();
  const withoutTime = (text) => text.replace(/\d+:\d\d/g, '');
  assert.equal(withoutTime(await page.evaluate(() => window.copied)), withoutTime(await visitor.element('toText')));
  const downloads = [];
  page.on('download', (download) => downloads.push(download.suggestedFilename().split('.').pop()));
  for (const name of ['存到日历', '保存网页']) {
    const download = page.waitForEvent('download');
    await visitor.button(name).click();
    await download;
  }
  assert.deepEqual(downloads, ['ics', 'html']);
  assert.deepEqual(visitor.complaints, []);
  assert.deepEqual((await site.asked()).map((line) => line.replace(/ HTTP.*/, '')), ['GET /plain.html', 'GET /precheck/title-precheck.js', 'GET /precheck/title-precheck-more.js']);
});

test('an old nginx sends the scripts compressed, as any browser on plain http asks, and each unpacks to what was built', async (t) => {
  const site = await nginx(t);
  for (const name of scripts) {
    const body = await new Promise((done, failed) => {
      get({ host: '127.0.0.1', port: new URL(site.url).port, path: `/precheck/${name}`, headers: { host: new URL(site.url).host, 'accept-encoding': 'gzip, deflate' } }, (answer) => {
        assert.equal(answer.headers['content-encoding'], 'gzip', name);
        const chunks = [];
        answer.on('data', (chunk) => chunks.push(chunk)).on('end', () => done(Buffer.concat(chunks))).on('error', failed);
      }).on('error', failed);
    });
    assert.ok(gunzipSync(body).equals(await readFile(join(dist, name))), name);
  }
});

test('a jQuery page in quirks mode with hostile styles and a base address: the flow completes and jQuery hears the result once', async (t) => {
  const site = await nginx(t);
  const visitor = await visit(t, `${site.url}hostile.html`);
  const { page } = visitor;
  assert.equal(await page.evaluate(() => document.compatMode), 'BackCompat');
  assert.equal(await page.evaluate(() => window.jQuery.fn.jquery), '1.12.4');
  await wholeWay(visitor, teacher);
  const { heard, named, globals } = await page.evaluate(() => ({
    heard: window.heard, named: window.named,
    globals: Object.getOwnPropertyNames(window).filter((name) => !window.before[name]),
  }));
  assert.equal(heard.length, 1);
  assert.deepEqual(heard[0].summary.map(({ id }) => id), (await visitor.element('assessment')).routes.map(({ id }) => id));
  for (const route of heard[0].summary) {
    assert.ok(['met', 'not-met', 'undetermined', 'needs-discretion'].includes(route.verdict));
    assert.ok(Array.isArray(route.missing));
    assert.equal(typeof route.window, 'string');
  }
  assert.equal(heard[0].answers ?? heard[0].assessment, undefined);
  assert.deepEqual(named, heard[0]);
  const ours = globals.filter((name) => !['jQuery', '$', 'heard', 'named', 'onPrecheckResult', 'before', 'violations', 'sent', 'name'].includes(name) && !/^__playwright|^__pw/.test(name));
  assert.ok(ours.length <= 1, `globals: ${ours}`);
  // the field of a form, as old pages read it
  await page.locator('input[type=submit]').evaluate((button) => button.click());
  assert.match(await page.evaluate(() => new FormData(document.forms[0]).get('verdict')), /^targeted-review=/);
  // still readable: its own direction, size, case, colours; nothing wider than the phone
  const looks = await page.locator('h2').first().evaluate((heading) => {
    const { direction, textTransform, letterSpacing, whiteSpace, color, wordSpacing, cursor } = getComputedStyle(heading);
    return { direction, textTransform, letterSpacing, whiteSpace, color, wordSpacing, cursor, size: parseFloat(getComputedStyle(heading).fontSize) };
  });
  assert.ok(looks.size >= 20, `the heading is ${looks.size} px`);
  delete looks.size;
  assert.deepEqual(looks, { direction: 'ltr', textTransform: 'none', letterSpacing: 'normal', whiteSpace: 'normal', color: 'rgb(27, 33, 38)', wordSpacing: '0px', cursor: 'auto' });
  const { width, display } = await page.locator('title-precheck').evaluate((element) => ({ width: element.getBoundingClientRect().width, display: getComputedStyle(element).display }));
  assert.equal(display, 'block');
  assert.ok(width > 250, `${width} px wide`);
  assert.deepEqual(visitor.complaints, []);
});

const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src data:; connect-src 'none'; base-uri 'none'; form-action 'none'";

for (const [what, policy] of [
  ['a strict policy', STRICT],
  ['Trusted Types enforced', `${STRICT}; require-trusted-types-for 'script'; trusted-types lit-html title-precheck`],
]) {
  test(`under ${what} the whole way works, dressed, and breaks nothing of it`, async (t) => {
    const site = await nginx(t, { headers: { 'Content-Security-Policy': policy } });
    const visitor = await visit(t, `${site.url}plain.html`);
    const { page } = visitor;
    await wholeWay(visitor);
    for (const name of ['复制文字', '存到日历', '保存网页', '答案码']) await visitor.button(name).click();
    await visitor.element('_unfold');
    assert.equal(await page.locator('.card').first().evaluate((card) => getComputedStyle(card).borderTopLeftRadius), '8px');
    assert.deepEqual(await page.evaluate(() => window.violations), []);
    assert.deepEqual(visitor.complaints, []);
  });
}

test('where Trusted Types name one policy too few, what can be shown is shown: the result without what another script brings, or the page\'s own content', async (t) => {
  const site = (named) => nginx(t, { headers: { 'Content-Security-Policy': `${STRICT}; require-trusted-types-for 'script'; trusted-types ${named}` } });
  const visitor = await visit(t, `${(await site('lit-html')).url}plain.html`);
  await visitor.begin();
  await visitor.answer(engineer);
  for (let times = 0; times < 2; times += 1) {
    await visitor.page.getByText('没有加载成功').waitFor();
    await visitor.button('再试一次').click();
  }
  assert.equal((await visitor.results())['regional-review'].earliest, '2022-03-10');
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${(await site('title-precheck')).url}plain.html`);
  await page.locator('title-precheck a').waitFor();
  await page.context().close();
});

test('under Trusted Types a script that did not load may be tried again', async (t) => {
  const site = await nginx(t, { headers: { 'Content-Security-Policy': `${STRICT}; require-trusted-types-for 'script'; trusted-types lit-html title-precheck` } });
  const visitor = await visit(t, `${site.url}plain.html`);
  await visitor.page.route('**/title-precheck-more.js', (route) => route.abort());
  await visitor.begin();
  await visitor.answer(engineer);
  await visitor.page.getByText('没有加载成功').waitFor();
  await visitor.page.unroute('**/title-precheck-more.js');
  await visitor.button('再试一次').click();
  await visitor.page.locator('.take').waitFor();
});

test('the single file, from a disk with the network off: the whole way, every way out, under its own policy', async (t) => {
  const visitor = await visit(t, pathToFileURL(join(dist, 'precheck.html')).href, { offline: true });
  const { page } = visitor;
  assert.ok(!(await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content')).includes("'unsafe-eval'"));
  // a file that somebody kept says that its year is over
  assert.match(await page.locator('[data-over]').innerText(), /2021年度已经结束/);
  await page.evaluate(() => document.querySelector('title-precheck').setAttribute('as-of', '2021-07-20'));
  await page.locator('[data-over]').waitFor({ state: 'detached' });
  await wholeWay(visitor, teacher);
  const downloads = [];
  page.on('download', (download) => downloads.push(download.suggestedFilename()));
  for (const name of ['复制文字', '存到日历', '保存网页', '答案码']) await visitor.button(name).click();
  await page.locator('.code').first().waitFor();
  await visitor.settled();
  assert.deepEqual(downloads.map((name) => name.split('.').pop()).sort(), ['html', 'ics']);
  assert.deepEqual(visitor.requests.filter((url) => !/^(file|data|blob):/.test(url)), []);
  assert.equal(visitor.requests.filter((url) => url.startsWith('file:')).length, 1, 'one file');
  assert.deepEqual(await page.evaluate(() => window.violations), []);
  assert.deepEqual(visitor.complaints, []);
  // sideways nothing moves on the narrowest phone
  await page.setViewportSize({ width: 320, height: 640 });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 320));
});

test('the single file without scripts shows the days, the papers and the sites', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, offline: true });
  const page = await context.newPage();
  await page.goto(pathToFileURL(join(dist, 'precheck.html')).href);
  for (const text of ['9月10日截止', '学历证书原件的扫描件', 'kz.xjzcsq.com']) assert.ok(await page.getByText(text).first().isVisible(), text);
  await context.close();
});

test('the newest version is told in a few bytes, and its folder holds the very files, with the licence that the first script points to and the list of others\' code', async () => {
  const latest = await readFile(join(dist, 'precheck/latest.json'), 'utf8');
  assert.ok(latest.length <= 300);
  const { version, notice } = JSON.parse(latest);
  assert.deepEqual(notice, { id: 'kizilsu-2021', edition: '1' });
  for (const name of [...scripts, 'title-precheck.js.LEGAL.txt', 'title-precheck-font.LICENSE.txt', 'title-precheck-embed.js', 'embed.html', 'bom.json']) {
    assert.ok((await readFile(join(dist, 'precheck', version, name))).equals(await readFile(join(dist, name))), name);
  }
});
