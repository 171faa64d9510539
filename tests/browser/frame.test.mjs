// The pre-check in a frame: what goes through between it and the page of another site around it, and what does not.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { CALLS, EVENTS, SETTINGS } from '../../www/src/embed/protocol.js';
import { Visitor } from './page.mjs';
import { TODAY, teacher } from './people.mjs';
import { browser } from './stage.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const SITE = 'http://site.test/';
/** Where the files lie. A browser lets no page of another site in to this machine's own addresses, so both are made up. */
const FILES = 'http://precheck.test/';

const serveFiles = (context) => context.route(`${FILES}**`, (route) => {
  const path = join(root, 'www/dist', new URL(route.request().url()).pathname);
  return existsSync(path) ? route.fulfill({ path }) : route.fulfill({ status: 404, body: '' });
});

/** A page of another site with the frame of ours; `messages` are all that reach it. */
async function onSite(html, { url = SITE, csp } = {}) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  await serveFiles(context);
  const page = await context.newPage();
  const visitor = new Visitor(page);
  await visitor.note();
  await page.addInitScript(() => {
    window.messages = [];
    window.addEventListener('message', ({ data, origin }) => window.messages.push({ data, origin }));
  });
  await page.route(`${SITE}**`, (route) => route.fulfill({
    contentType: 'text/html', headers: csp ? { 'Content-Security-Policy': csp } : {},
    body: `<!doctype html><html lang="zh"><meta charset="utf-8"><title>t</title><link rel="icon" href="data:,"><body>${html}`,
  }));
  await page.goto(url);
  const frame = () => page.frames().find((own) => own.url().includes('/embed.html'));
  return { page, complaints: visitor.complaints, frame, leave: () => context.close() };
}

const helper = (attributes = '') => `<script src="${FILES}title-precheck-embed.js" defer></script>
  <title-precheck-frame as-of="${TODAY}"${attributes}><p id="fallback">通知和材料清单</p></title-precheck-frame>`;

/** A visitor inside the frame. */
async function inFrame({ page, frame }) {
  await page.waitForFunction(() => window.heard.some(({ type }) => type === 'precheck-step'));
  return new Visitor(page, frame());
}

const height = (page) => page.locator('title-precheck-frame iframe').evaluate((frame) => frame.getBoundingClientRect().height);
const inner = (frame) => frame.evaluate(() => Math.ceil(document.querySelector('title-precheck').getBoundingClientRect().height));

test('a person goes the whole way in a frame; the page around hears the same events, without answers', async () => {
  const site = await onSite(helper(' data-on-result="onResult"').replace('<script', '<script>var named = 0; function onResult() { named += 1; }</script><script'), {
    csp: `default-src 'none'; script-src ${FILES} 'unsafe-inline'; frame-src ${FILES}; img-src data:`,
  });
  const { page } = site;
  const visitor = await inFrame(site);
  assert.equal(await page.locator('#fallback').isVisible(), false);
  await visitor.begin();
  await visitor.answer(teacher);
  await visitor.page.locator('.take').waitFor();
  const heard = await page.evaluate(() => window.heard);
  assert.ok(heard.every(({ from }) => from === 'title-precheck-frame'));
  assert.deepEqual(heard.filter(({ type }) => type === 'precheck-ready').map(({ detail }) => detail.notice.id), ['kizilsu-2021']);
  const results = heard.filter(({ type }) => type === 'precheck-result');
  assert.deepEqual([results.length, Object.keys(results[0].detail), await page.evaluate(() => window.named)], [1, ['summary'], 1]);
  assert.ok(heard.some(({ type }) => type === 'precheck-change'));
  const messages = await page.evaluate(() => window.messages);
  assert.ok(messages.every(({ data, origin }) => data.precheck === 1 && typeof data.type === 'string' && origin === 'null'));
  assert.doesNotMatch(JSON.stringify([messages, heard]), /2016-09|primary-secondary|akto/);
  assert.deepEqual(site.complaints, []);
  await site.leave();
});

test('the frame is as high as what is in it, on every screen, and never grows by itself', async () => {
  const site = await onSite(helper());
  const { page, frame } = site;
  const visitor = await inFrame(site);
  const settled = async () => {
    await visitor.settled();
    await page.waitForFunction((wanted) => Math.abs(document.querySelector('title-precheck-frame').shadowRoot.querySelector('iframe').getBoundingClientRect().height - wanted) < 1, await inner(frame()));
    return height(page);
  };
  const start = await settled();
  assert.ok(start > 400);
  await visitor.begin();
  await visitor.answer(teacher);
  await visitor.page.locator('.take').waitFor();
  const result = await settled();
  assert.ok(result > start * 2);
  // nothing is cut off, and nothing scrolls inside
  assert.ok(await frame().evaluate(() => document.documentElement.scrollHeight <= window.innerHeight + 1));
  // whatever height the frame is given, the same is asked for
  await page.evaluate(() => { window.messages.length = 0; document.querySelector('title-precheck-frame').shadowRoot.querySelector('iframe').style.height = '9000px'; });
  await page.waitForTimeout(1000);
  assert.deepEqual(await page.evaluate(() => window.messages.filter(({ data }) => data.type === 'height')), []);
  // another width is another height, told a few times and then no more
  await page.setViewportSize({ width: 900, height: 740 });
  const wide = await settled();
  assert.ok(wide < result);
  await page.evaluate(() => { window.messages.length = 0; });
  await page.waitForTimeout(1000);
  assert.deepEqual(await page.evaluate(() => window.messages.length), 0);
  await visitor.button('清除并重新开始').click();
  await visitor.screen('start').waitFor();
  assert.ok(await settled() < wide, 'it grows smaller again');
  await site.leave();
});

test('a frame far below the fold has its height before anybody scrolls to it', async () => {
  const site = await onSite(`<div style="height: 9000px"></div>${helper()}`);
  await inFrame(site);
  await site.page.waitForFunction(() => document.querySelector('title-precheck-frame').getBoundingClientRect().height > 400);
  assert.equal(await site.page.evaluate(() => window.scrollY), 0, 'and the page does not jump to it');
  await site.leave();
});

test('settings of the frame are live, only those on the list, and its methods reach inside', async () => {
  const site = await onSite(helper(' notice="http://evil.example/x" share-answers name="x" onclick="x"'));
  const { page, frame } = site;
  const visitor = await inFrame(site);
  assert.deepEqual(await frame().evaluate(() => document.querySelector('title-precheck').getAttributeNames()), ['as-of']);
  await page.evaluate(() => document.querySelector('title-precheck-frame').setAttribute('as-of', '2021-08-01'));
  await visitor.page.getByText('按 2021年8月1日 计算').waitFor();
  await page.evaluate(() => document.querySelector('title-precheck-frame').setAttribute('share-answers', ''));
  await page.evaluate(() => document.querySelector('title-precheck-frame').start());
  await visitor.screen('routes').waitFor();
  await page.evaluate(() => document.querySelector('title-precheck-frame').reset());
  await visitor.screen('start').waitFor();
  await page.evaluate(() => document.querySelector('title-precheck-frame').removeAttribute('as-of'));
  await frame().waitForFunction(() => !document.querySelector('title-precheck').hasAttribute('as-of'));
  assert.deepEqual(await frame().evaluate(() => document.querySelector('title-precheck').getAttributeNames()), []);
  assert.deepEqual(await page.evaluate(() => customElements.get('title-precheck-frame').observedAttributes), SETTINGS);
  for (const unwanted of ['notice', 'notice-check', 'share-answers', 'value-content', 'name']) assert.ok(!SETTINGS.includes(unwanted), unwanted);
  assert.ok(!SETTINGS.concat(CALLS).some((name) => /^on/.test(name)));
  await site.leave();
});

test('a frame answers nobody but the page around it that its address names', async () => {
  const address = (origin) => `${FILES}embed.html?as-of=2021-07-01${origin === undefined ? '' : `&origin=${encodeURIComponent(origin)}`}`;
  // no origin, another's, a star, nonsense, one with a path: not a word, and no setting is taken
  for (const origin of [undefined, 'http://other.test', '*', 'null', 'javascript:alert(1)', 'http://site.test/', '/']) {
    const site = await onSite(`<iframe src="${address(origin)}"></iframe>`);
    await site.page.waitForFunction(() => document.querySelector('iframe'));
    await site.frame().locator('[data-screen="start"]').waitFor();
    await site.page.waitForTimeout(200);
    assert.deepEqual(await site.page.evaluate(() => window.messages), [], String(origin));
    assert.deepEqual(await site.frame().evaluate(() => document.querySelector('title-precheck').getAttributeNames()), [], String(origin));
    assert.deepEqual(site.complaints, [], String(origin));
    await site.leave();
  }
  const site = await onSite(`<iframe src="${address('http://site.test')}"></iframe>`);
  const { page, frame } = site;
  await page.waitForFunction(() => window.messages.some(({ data }) => data.type === 'ready'));
  const attributes = () => frame().evaluate(() => document.querySelector('title-precheck').getAttributeNames());
  const day = () => frame().evaluate(() => document.querySelector('title-precheck').asOf);
  const post = (data) => page.evaluate(([own, origin]) => document.querySelector('iframe').contentWindow.postMessage(own, origin), [data, new URL(FILES).origin]);
  await post({ precheck: 1, type: 'set', detail: { name: 'as-of', value: '2021-07-02' } });
  await frame().waitForFunction(() => document.querySelector('title-precheck').asOf === '2021-07-02');
  // from itself, from a frame beside it, of another version, of no form at all
  await frame().evaluate(() => window.postMessage({ precheck: 1, type: 'set', detail: { name: 'as-of', value: '2021-07-03' } }, window.origin));
  await page.evaluate((origin) => new Promise((done) => {
    const other = document.createElement('iframe');
    document.body.append(other);
    const script = other.contentDocument.createElement('script');
    script.textContent = `parent.frames[0].postMessage({ precheck: 1, type: 'set', detail: { name: 'as-of', value: '2021-07-04' } }, '${origin}')`;
    other.contentDocument.body.append(script);
    setTimeout(done, 100);
  }), new URL(FILES).origin);
  for (const data of [{ precheck: 2, type: 'set', detail: { name: 'as-of', value: '2021-07-05' } }, { type: 'set', detail: { name: 'as-of', value: '2021-07-05' } }, null, 'x', { precheck: 1 },
    { precheck: 1, type: 'set', detail: null }, { precheck: 1, type: 'set', detail: { name: 'share-answers', value: '' } }, { precheck: 1, type: 'call', detail: { name: 'remove' } },
    { precheck: 1, type: 'call', detail: { name: 'toText' } }]) await post(data);
  await page.waitForTimeout(100);
  assert.equal(await day(), '2021-07-02');
  assert.deepEqual(await attributes(), ['as-of']);
  assert.deepEqual(site.complaints, []);
  await site.leave();
});

test('the page around believes no window but its own frame', async () => {
  const site = await onSite(helper());
  const { page } = site;
  await inFrame(site);
  const before = await page.evaluate(() => window.heard.length);
  const size = await height(page);
  await page.evaluate(() => new Promise((done) => {
    const lie = [{ precheck: 1, type: 'result', detail: { summary: [] } }, { precheck: 1, type: 'height', detail: { height: 5 } }];
    lie.forEach((data) => window.postMessage(data, window.origin));
    const other = document.createElement('iframe');
    other.setAttribute('sandbox', 'allow-scripts');
    other.srcdoc = `<script>${lie.map((data) => `parent.postMessage(${JSON.stringify(data)}, 'http://site.test');`).join('')}</script>`;
    document.body.append(other);
    setTimeout(done, 300);
  }));
  assert.ok(await page.evaluate(() => window.messages.filter(({ data }) => data.type === 'result').length) >= 2, 'the lies arrived');
  assert.equal(await page.evaluate(() => window.heard.length), before);
  assert.equal(await height(page), size);
  await site.leave();
});

test('a height that is none is not taken', async () => {
  const site = await onSite(helper());
  const { page, frame } = site;
  await inFrame(site);
  const size = await height(page);
  await frame().evaluate(() => {
    for (const height of [-1, 1e9, 'x', null, undefined, NaN, Infinity, {}]) window.parent.postMessage({ precheck: 1, type: 'height', detail: { height } }, 'http://site.test');
    window.parent.postMessage({ precheck: 1, type: 'height' }, 'http://site.test');
    window.parent.postMessage({ precheck: 1, type: 'evil', detail: {} }, 'http://site.test');
  });
  await page.waitForTimeout(100);
  assert.equal(await height(page), size);
  assert.ok(await page.evaluate((known) => window.heard.every(({ type }) => known.includes(type.replace('precheck-', ''))), EVENTS));
  await site.leave();
});

test('the sandbox keeps everything from the frame but what it needs, and the registration site is no part of it', async () => {
  const site = await onSite(helper());
  const { page, frame } = site;
  const visitor = await inFrame(site);
  const sandbox = await page.locator('title-precheck-frame iframe').getAttribute('sandbox');
  assert.deepEqual(sandbox.split(' ').sort(), ['allow-downloads', 'allow-forms', 'allow-modals', 'allow-popups', 'allow-popups-to-escape-sandbox', 'allow-scripts']);
  assert.equal(await frame().evaluate(() => window.origin), 'null');
  assert.equal(await frame().evaluate(() => { try { return String(window.sessionStorage); } catch ({ name }) { return name; } }), 'SecurityError');
  await visitor.begin();
  await visitor.answer(teacher);
  await visitor.page.locator('.take').waitFor();
  await page.context().route('http://kz.xjzcsq.com/**', (route) => route.fulfill({ contentType: 'text/html', body: '<title>registration</title>' }));
  const popup = page.context().waitForEvent('page');
  await visitor.page.locator('[data-route="targeted-review"] a[part="actions"]').click();
  const opened = await popup;
  await opened.waitForLoadState();
  assert.equal(await opened.evaluate(() => window.origin), 'http://kz.xjzcsq.com');
  assert.equal(await opened.evaluate(() => window.opener), null);
  const download = page.waitForEvent('download');
  await visitor.button('保存网页').click();
  assert.match((await download).suggestedFilename(), /html$/);
  await site.leave();
});

test('taken away and put back the frame begins again, and listens once', async () => {
  const site = await onSite(helper());
  const { page } = site;
  await inFrame(site);
  await page.evaluate(() => {
    window.heard.length = 0;
    const frame = document.querySelector('title-precheck-frame');
    frame.remove();
    document.body.append(frame);
    window.shown = getComputedStyle(document.getElementById('fallback')).display !== 'none' && document.getElementById('fallback').offsetHeight > 0;
  });
  assert.equal(await page.evaluate(() => window.shown), true, 'the page\'s own content until it is ready again');
  await page.waitForFunction(() => window.heard.some(({ type }) => type === 'precheck-step'));
  assert.deepEqual(await page.evaluate(() => window.heard.map(({ type }) => type).filter((type) => type === 'precheck-ready')), ['precheck-ready']);
  assert.equal(await page.evaluate(() => document.querySelector('title-precheck-frame').shadowRoot.querySelectorAll('iframe').length), 1);
  await site.leave();
});

test('where the frame cannot run, the page\'s own content is there', async () => {
  const site = await onSite(helper(` src="${FILES}nothing.html"`));
  await site.page.locator('#fallback').waitFor();
  await site.page.waitForTimeout(300);
  assert.ok(await site.page.locator('#fallback').isVisible());
  await site.leave();
});

test('no message is sent to whomever it may concern', () => {
  for (const file of ['src/embed/frame.js', 'src/embed/host.js', 'src/embed.js', 'dist/title-precheck-embed.js', 'dist/embed.html']) {
    const code = readFileSync(join(root, 'www', file), 'utf8').replace(/^\s*(\/\/|\*|\/\*).*$/gm, '');
    assert.doesNotMatch(code, /["'`]\*["'`]/, file);
  }
});

test('opened by itself the page of the frame is a page, and takes no settings from its address', async () => {
  const context = await browser.newContext();
  await serveFiles(context);
  const page = await context.newPage();
  await page.goto(`${FILES}embed.html?as-of=2021-07-01&help-tel=123&origin=${encodeURIComponent(new URL(FILES).origin)}`);
  await page.locator('[data-screen="start"]').waitFor();
  assert.deepEqual(await page.evaluate(() => document.querySelector('title-precheck').getAttributeNames()), []);
  await context.close();
});
