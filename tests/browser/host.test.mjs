// The element in a site's page: what it asks of the page, what it leaves there, and what it keeps to itself.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Visitor } from './page.mjs';
import { TODAY, engineer, teacher } from './people.mjs';
import { SCRIPT, browser, onPage as visit, server } from './stage.mjs';

const dist = join(dirname(fileURLToPath(import.meta.url)), '../../www/dist');

/** A visitor on a page of a test's own, with the script. */
const onPage = ({ html = '<title-precheck></title-precheck>', ...options } = {}) => visit(`${SCRIPT}${html}`, options);

const setDay = (visitor) => visitor.page.evaluate((day) => document.querySelector('title-precheck').setAttribute('as-of', day), TODAY);

/** From the start to the result with all that can be taken from there. */
async function wholeWay(visitor, person) {
  await visitor.screen('start').waitFor();
  await setDay(visitor);
  await visitor.begin();
  await visitor.answer(person);
  await visitor.page.locator('.take').waitFor();
}

/** What was asked for, without what the page made itself. */
const requested = ({ requests }) => requests.filter((url) => !url.startsWith('blob:'));

const stored = (page) => page.evaluate(async () => ({
  local: Object.keys(localStorage), session: Object.keys(sessionStorage), cookies: document.cookie,
  databases: (await indexedDB.databases()).length, caches: window.caches ? (await caches.keys()).length : 0,
}));

test('on a page that lets nothing connect, the whole way through makes no request but for one script beside', async () => {
  const visitor = await onPage({ csp: "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src data:; connect-src 'none'" });
  const { page } = visitor;
  await wholeWay(visitor, engineer);
  const downloads = [];
  page.on('download', (download) => downloads.push(download));
  for (const name of ['复制文字', '存到日历', '保存网页', '答案码']) await visitor.button(name).click();
  await page.getByText('生成说明').click();
  await page.locator('.by-hand textarea').last().waitFor();
  await visitor.element('_unfold');
  // strict, and still in its clothes
  assert.equal(await page.locator('.card').first().evaluate((card) => getComputedStyle(card).borderTopLeftRadius), '8px');
  assert.equal(await page.locator('.picture svg').first().evaluate((picture) => getComputedStyle(picture).maxWidth), '330px');
  assert.deepEqual(requested(visitor), ['host.html', 'title-precheck.js', 'title-precheck-more.js'].map((path) => server.url + path));
  assert.deepEqual(await page.evaluate(() => window.violations), []);
  assert.equal(downloads.length, 2);
  assert.deepEqual(visitor.complaints, []);
  await page.context().close();
});

/** What keeps WebAssembly from running: a policy, none at all, and one that takes no module. */
const NO_WASM = {
  'the site\'s policy forbids WebAssembly': { code: 'csp-wasm', csp: "default-src 'none'; script-src 'self' 'nonce-t'; style-src 'self'; img-src data:" },
  'there is no WebAssembly': { code: 'wasm-unsupported', before: () => { delete window.WebAssembly; } },
  'WebAssembly takes no module': {
    code: 'wasm-unsupported',
    before: () => { WebAssembly.instantiate = () => Promise.reject(new WebAssembly.CompileError('invalid opcode')); },
  },
};
const INSTEAD = { html: '<title-precheck name="precheck"><a href="notice.html">查看通知和材料清单</a></title-precheck>' };
/** A site that has the first script alone. */
const ALONE = { 'title-precheck-nowasm.js': { status: 404, contentType: 'text/plain', body: 'not found' } };
const ofPolicy = (complaint) => /Content Security Policy|404/.test(complaint);

for (const [what, { code, csp, before }] of Object.entries(NO_WASM)) {
  test(`where ${what} the engine comes as plain JavaScript, and the whole way works`, async () => {
    const visitor = await onPage({ ...INSTEAD, csp, before });
    const { page } = visitor;
    await wholeWay(visitor, teacher);
    assert.deepEqual(requested(visitor),
      ['host.html', 'title-precheck.js', 'title-precheck-nowasm.js', 'title-precheck-more.js'].map((path) => server.url + path));
    // the engine's own fault still has its code and its place
    assert.deepEqual(await page.evaluate(() => {
      try {
        return document.querySelector('title-precheck').evaluate({ today: '2021-07-20', answers: { series: 'magic' } });
      } catch ({ code: fault, path }) {
        return [fault, path];
      }
    }), ['unknown-choice', 'answers.series']);
    const { verdict } = (await visitor.results())['targeted-review'];
    await page.context().close();
    const usual = await onPage();
    await usual.screen('start').waitFor();
    await setDay(usual);
    await usual.begin();
    await usual.answer(teacher);
    assert.equal(verdict, (await usual.results())['targeted-review'].verdict);
    await usual.page.context().close();
    assert.deepEqual(visitor.complaints.filter((complaint) => !ofPolicy(complaint)), []);
  });

  test(`where ${what} and that script is not there either, the page hears of it once, and its own content is shown`, async () => {
    const visitor = await onPage({ ...INSTEAD, csp, before, answers: ALONE });
    const { page } = visitor;
    await page.getByText('预检没有打开').waitFor();
    assert.ok(await page.getByText('查看通知和材料清单').isVisible());
    const errors = await page.evaluate(() => window.heard.filter(({ type }) => type === 'precheck-error').map(({ detail }) => [detail.code, detail.fatal]));
    assert.deepEqual(errors, [[code, true]]);
    // the code is there to be copied in one go
    const shown = page.locator('.code');
    assert.ok((await shown.innerText()).startsWith(`${code}: `));
    assert.equal(await shown.evaluate((element) => getComputedStyle(element).userSelect), 'all');
    assert.equal(await page.evaluate(() => document.querySelector('title-precheck').ready.then(() => 'ready', (failure) => failure.code)), code);
    // nothing that the site does now goes wrong
    await page.evaluate(async () => {
      const element = document.querySelector('title-precheck');
      element.start();
      element.reset();
      element.focus();
      element.answers = { series: 'engineering' };
      element.setAttribute('as-of', '2021-07-20');
      await element.toText().catch(() => {});
    });
    assert.equal(await visitor.element('state'), 'error');
    assert.deepEqual(visitor.complaints.filter((complaint) => !ofPolicy(complaint)), []);
    await page.context().close();
  });
}

test('a memory that grows in plain JavaScript is followed: many assessments leave the answers as they were', async () => {
  const visitor = await onPage({ html: '<title-precheck as-of="2021-07-20"></title-precheck>', before: NO_WASM['there is no WebAssembly'].before });
  await visitor.screen('start').waitFor();
  const same = await visitor.page.evaluate((answers) => {
    const element = document.querySelector('title-precheck');
    const first = JSON.stringify(element.evaluate({ today: '2021-07-20', answers }));
    // a text of 3 MB has to be put somewhere
    try { element.evaluate({ today: '2021-07-20', answers: { series: 'x'.repeat(3e6) } }); } catch (_) { /* refused, as it should be */ }
    return first === JSON.stringify(element.evaluate({ today: '2021-07-20', answers }));
  }, teacher);
  assert.ok(same);
  await visitor.page.context().close();
});

test('an engine that breaks on the way ends the check with its code, and the page\'s own content is shown', async () => {
  const visitor = await onPage({ html: '<title-precheck as-of="2021-07-20"><a href="notice.html">查看通知和材料清单</a></title-precheck>' });
  const { page } = visitor;
  await visitor.screen('start').waitFor();
  await visitor.begin();
  await page.evaluate(() => { document.querySelector('title-precheck')._engine.assess = () => { throw new WebAssembly.RuntimeError('unreachable'); }; });
  await visitor.fill('unknown');
  await visitor.goOn();
  await page.getByText('查看通知和材料清单').waitFor();
  const errors = await page.evaluate(() => window.heard.filter(({ type }) => type === 'precheck-error').map(({ detail }) => detail));
  assert.deepEqual(errors, [{ code: 'engine', message: 'unreachable', fatal: true }]);
  assert.equal(await visitor.element('state'), 'error');
  await page.context().close();
});

test('from a disk, without a network, everything is there', async () => {
  const context = await browser.newContext({ offline: true, viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  const visitor = new Visitor(page);
  const requests = [];
  page.on('request', (request) => requests.push(new URL(request.url()).protocol));
  await page.goto(pathToFileURL(join(dist, 'index.html')).href);
  await visitor.screen('start').waitFor();
  await setDay(visitor);
  await visitor.jump(engineer);
  await page.locator('.take').waitFor();
  assert.equal((await visitor.results())['regional-review'].earliest, '2022-03-10');
  assert.ok((await visitor.element('toText')).includes('2018年3月10日'));
  assert.ok(!(await visitor.element('toHTML')).includes('file:'), 'a saved page does not tell where it lay');
  assert.deepEqual(requests.filter((protocol) => !['file:', 'data:', 'blob:'].includes(protocol)), []);
  assert.deepEqual(visitor.complaints, []);
  await context.close();
});

test('nothing outlives the tab unless it is asked for, and clearing leaves nothing', async () => {
  const visitor = await onPage();
  const { page } = visitor;
  await wholeWay(visitor, { ...engineer, sanction: 'warning' });
  const kept = await stored(page);
  assert.deepEqual({ ...kept, session: 0 }, { local: [], session: 0, cookies: '', databases: 0, caches: 0 });
  assert.deepEqual(kept.session, ['title-precheck']);
  assert.doesNotMatch(await page.evaluate(() => sessionStorage.getItem('title-precheck')), /warning/, 'not even in the tab');
  assert.equal(await page.getByText('留在这台设备上').count(), 0, 'the device is not offered where the site does not want it');
  const { href, state } = await page.evaluate(() => ({ href: location.href, state: history.state }));
  assert.equal(href, `${server.url}host.html`);
  assert.equal(state, null, 'embedded, the browser\'s history is the site\'s');
  assert.doesNotMatch(await page.locator('title-precheck').evaluate((element) => element.outerHTML), /akto|2018-03/);
  await visitor.button('清除并重新开始').click();
  await visitor.screen('start').waitFor();
  assert.deepEqual(await stored(page), { local: [], session: [], cookies: '', databases: 0, caches: 0 });
  assert.equal(await visitor.button(/^继续上次/).count(), 0);
  await page.context().close();
});

test('a reload offers to go on where one was, and asks the sanction again', async () => {
  const visitor = await onPage();
  const { page } = visitor;
  await visitor.screen('start').waitFor();
  await setDay(visitor);
  await visitor.begin();
  await visitor.answer(engineer, { until: 'check' });
  await page.reload();
  await visitor.screen('start').waitFor();
  await setDay(visitor);
  await page.getByRole('button', { name: /^继续上次/ }).click();
  await page.locator('[data-question="sanction"]').waitFor();
  await visitor.fill('none');
  await visitor.goOn();
  await visitor.screen('check').waitFor();
  assert.deepEqual(await visitor.element('answers'), engineer);
  await page.context().close();
});

test('what lies in the store and is no journey of this notice is not taken for one', async () => {
  const visitor = await onPage({ html: `<title-precheck as-of="${TODAY}"></title-precheck>` });
  const { page } = visitor;
  await visitor.screen('start').waitFor();
  const { sha256: notice } = await visitor.element('notice');
  const journey = { notice, answers: { series: 'engineering' }, interest: ['regional-review'], refined: [], day: null, scans: null, ticks: [] };
  const again = async (kept) => {
    await page.evaluate((text) => sessionStorage.setItem('title-precheck', text), typeof kept === 'string' ? kept : JSON.stringify(kept));
    await page.reload();
    await visitor.screen('start').waitFor();
    return page.getByRole('button', { name: /^继续上次/ });
  };
  assert.equal(await (await again(journey)).count(), 1);
  // of other scripts; of another shape; as a site writes it whose scripts give every list a text of its own
  for (const kept of ['', 'x', '1', '"x"', '[]', { notice }, { ...journey, answers: 'x' }, { ...journey, interest: '["regional-review"]' }, { ...journey, scans: '[]' }, { ...journey, ticks: undefined }]) {
    assert.equal(await (await again(kept)).count(), 0, JSON.stringify(kept));
  }
  // of its shape, but not for the engine: another fact
  const button = await again({ ...journey, answers: { shoe: '42' } });
  await button.click();
  await button.waitFor({ state: 'detached' });
  assert.equal((await visitor.where()).screen, 'start');
  assert.deepEqual(await visitor.element('answers'), {});
  assert.deepEqual(visitor.complaints, []);
  await page.context().close();
});

test('kept on the device when asked: one key, thirty days, the sanction only if ticked', async () => {
  const visitor = await onPage({ html: '<title-precheck storage="ask"></title-precheck>' });
  const { page } = visitor;
  await visitor.screen('start').waitFor();
  await setDay(visitor);
  await visitor.jump({ ...engineer, sanction: 'warning' });
  await page.locator('.take').waitFor();
  assert.deepEqual((await stored(page)).local, []);
  const device = () => page.evaluate(() => JSON.parse(localStorage.getItem('title-precheck')));
  await page.getByLabel('把回答留在这台设备上').check();
  assert.deepEqual((await stored(page)).local, ['title-precheck']);
  const saved = await device();
  assert.equal(saved.answers['title-since'], '2018-03-10');
  assert.equal(saved.answers.sanction, undefined);
  const days = (saved.until - Date.now()) / 864e5;
  assert.ok(days > 29.9 && days <= 30, String(days));
  await page.getByLabel('处分的回答也留下').check();
  assert.equal((await device()).answers.sanction, 'warning');

  // another tab of the same browser
  const later = await page.context().newPage();
  await later.route(`${server.url}host.html`, (route) => route.fulfill({
    contentType: 'text/html', body: '<!doctype html><script src="/title-precheck.js" defer></script><title-precheck storage="ask"></title-precheck>',
  }));
  await later.goto(`${server.url}host.html`);
  await later.getByRole('button', { name: /^继续上次/ }).waitFor();
  await later.evaluate(() => {
    const old = JSON.parse(localStorage.getItem('title-precheck'));
    localStorage.setItem('title-precheck', JSON.stringify({ ...old, until: Date.now() - 1 }));
  });
  await later.reload();
  await later.locator('[data-screen="start"]').waitFor();
  assert.equal(await later.getByRole('button', { name: /^继续上次/ }).count(), 0, 'after thirty days it is gone');
  assert.deepEqual(await later.evaluate(() => Object.keys(localStorage)), []);

  await page.getByLabel('把回答留在这台设备上').uncheck();
  assert.deepEqual((await stored(page)).local, []);
  await page.getByLabel('把回答留在这台设备上').check();
  await visitor.button('清除并重新开始').click();
  assert.deepEqual(await stored(page), { local: [], session: [], cookies: '', databases: 0, caches: 0 });
  await page.context().close();
});

test('with storage off nothing is kept at all, and a browser that refuses to is no trouble', async () => {
  const visitor = await onPage({ html: '<title-precheck storage="none"></title-precheck>' });
  await visitor.screen('start').waitFor();
  await visitor.jump(engineer);
  assert.deepEqual((await stored(visitor.page)).session, []);
  await visitor.page.context().close();
  const refusing = await onPage({
    html: '<title-precheck storage="ask"></title-precheck>',
    before: () => {
      for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });
      window.errors = [];
      document.addEventListener('precheck-error', ({ detail }) => window.errors.push(detail));
    },
  });
  await refusing.screen('start').waitFor();
  await refusing.jump(engineer);
  await refusing.page.getByLabel('把回答留在这台设备上').click();
  const errors = (await refusing.page.evaluate(() => window.errors)).map(({ code, fatal }) => [code, fatal]);
  // the page gives no day, and the notice is years old
  assert.deepEqual(errors, [['notice-expired', false], ['storage', false]]);
  assert.equal(await refusing.page.getByLabel('把回答留在这台设备上').isChecked(), false);
  assert.equal((await refusing.where()).screen, 'result');
  await refusing.page.context().close();
});

test('where the page wants it the browser\'s back and forward lead through the screens, at the same address', async () => {
  const visitor = await onPage({ html: '<title-precheck history="on"></title-precheck>' });
  const { page } = visitor;
  await visitor.screen('start').waitFor();
  await setDay(visitor);
  const { href, length } = await page.evaluate(() => {
    history.replaceState({ site: 1 }, '');
    return { href: location.href, length: history.length };
  });
  await visitor.begin();
  const first = await visitor.where();
  await visitor.fill(engineer[first.question]);
  await visitor.goOn();
  await page.locator(`[data-question]:not([data-question="${first.question}"])[data-whole]`).waitFor();
  assert.deepEqual(await page.evaluate(() => [location.href, history.length, history.state.site]), [href, length + 3, 1]);
  await page.goBack();
  await visitor.question(first.question).waitFor();
  assert.equal(await page.locator('input:checked').getAttribute('value'), engineer[first.question]);
  await page.goForward();
  await page.locator(`[data-question]:not([data-question="${first.question}"])[data-whole]`).waitFor();
  await visitor.answer(engineer);
  await page.locator('[data-change="degree"]').click();
  await visitor.question('degree').waitFor();
  await page.goBack();
  await visitor.screen('result').waitFor();
  await page.goBack();
  await visitor.screen('check').waitFor();
  await page.goForward();
  await visitor.screen('result').waitFor();
  await visitor.button('清除并重新开始').click();
  await visitor.screen('start').waitFor();
  await page.goBack();
  await page.waitForTimeout(200);
  assert.deepEqual(await visitor.element('answers'), {}, 'what was cleared does not come back');
  assert.equal((await visitor.where()).screen, 'start');
  await page.context().close();
});

test('attributes are live: routes, preset, texts for help; and a preset is shown to be checked', async () => {
  const visitor = await onPage({ html: '<title-precheck preset="series=engineering;workplace=akto;committee=yes" help-tel="0908-000000" help-text="周一到周五" routes="targeted-review regional-review"></title-precheck>' });
  const { page } = visitor;
  await visitor.screen('start').waitFor();
  await setDay(visitor);
  assert.match(await visitor.screen('start').innerText(), /周一到周五\s*咨询电话：0908-000000/);
  await visitor.button('开始').click();
  await visitor.screen('question').waitFor();
  const asked = await visitor.answer(engineer, { until: 'check' });
  for (const fact of ['series', 'workplace', 'committee']) {
    assert.ok(!asked.includes(fact), fact);
    assert.equal(await page.locator(`[data-change="${fact}"]`).count(), 1);
  }
  await visitor.answer({});
  assert.deepEqual(Object.keys(await visitor.results()).sort(), ['regional-review', 'targeted-review']);
  await page.evaluate(() => { document.querySelector('title-precheck').routes = 'regional-review'; });
  await page.locator('[data-route="targeted-review"]').waitFor({ state: 'detached' });
  assert.equal(await page.locator('title-precheck').getAttribute('routes'), 'regional-review');
  await page.context().close();
});

test('the events are those that are documented, and hold answers only where the site asks for them', async () => {
  for (const share of [false, true]) {
    const visitor = await Visitor.arrive(browser, server.url, TODAY, { attributes: share ? { 'share-answers': '' } : {} });
    const { page } = visitor;
    await page.evaluate(() => {
      window.named = [];
      window.onPrecheckResult = (event) => window.named.push(event.type);
      document.querySelector('title-precheck').setAttribute('data-on-result', 'onPrecheckResult');
    });
    await visitor.begin();
    await visitor.answer(engineer);
    const heard = await page.evaluate(() => window.heard);
    const changes = heard.filter(({ type }) => type === 'precheck-change');
    assert.equal(changes.length, Object.keys(engineer).length);
    assert.deepEqual(Object.keys(changes[3].detail), share ? ['question', 'answers'] : ['question']);
    const [result, ...more] = heard.filter(({ type }) => type === 'precheck-result');
    assert.deepEqual(more, []);
    assert.deepEqual(Object.keys(result.detail), share ? ['summary', 'assessment'] : ['summary']);
    assert.deepEqual(await page.evaluate(() => window.named), ['precheck-result']);
    const steps = heard.filter(({ type }) => type === 'precheck-step').map(({ detail }) => detail);
    assert.deepEqual(steps.map(({ screen }) => screen).filter((screen, index, all) => screen !== all[index - 1]), ['start', 'routes', 'question', 'check', 'result']);
    assert.ok(steps.every(({ questionsLeftAtMost }) => typeof questionsLeftAtMost === 'number'));
    if (!share) assert.doesNotMatch(JSON.stringify(heard), /akto|2018-03/);
    await visitor.leave();
  }
});

test('a site can keep people from leaving to the registration site, and say where it begins', async () => {
  const visitor = await Visitor.arrive(browser, server.url, TODAY, { attributes: { 'start-url': 'http://kz.xjzcsq.com/login' } });
  const { page } = visitor;
  await visitor.jump(teacher);
  const link = page.locator('[data-route="targeted-review"] a[part="actions"]');
  assert.equal(await link.getAttribute('href'), 'http://kz.xjzcsq.com/login');
  await page.evaluate(() => document.addEventListener('precheck-proceed', (event) => event.preventDefault()));
  await link.click();
  assert.deepEqual((await page.evaluate(() => window.heard)).filter(({ type }) => type === 'precheck-proceed').map(({ detail }) => detail),
    [{ route: 'targeted-review', url: 'http://kz.xjzcsq.com/login' }]);
  assert.equal(page.context().pages().length, 1);
  await visitor.leave();
});

test('a browser of some years ago gets the same: no constructed sheets, no ElementInternals, no newer methods', async () => {
  const visitor = await onPage({
    before: () => {
      delete CSSStyleSheet.prototype.replaceSync;
      delete CSSStyleSheet.prototype.replace;
      delete HTMLElement.prototype.attachInternals;
      delete window.ElementInternals;
      delete window.DecompressionStream;
      delete window.structuredClone;
      delete window.ResizeObserver;
      delete Array.prototype.at;
      delete Element.prototype.replaceChildren;
      delete String.prototype.replaceAll;
      delete Object.hasOwn;
      delete Promise.any;
      delete Promise.allSettled;
      delete Object.fromEntries;
      delete String.prototype.matchAll;
      delete Blob.prototype.arrayBuffer;
      delete Document.prototype.adoptedStyleSheets;
      delete TextEncoder.prototype.encodeInto;
      delete window.FinalizationRegistry;
      delete window.queueMicrotask;
    },
  });
  const { page } = visitor;
  await wholeWay(visitor, engineer);
  assert.equal(await page.locator('.card').first().evaluate((card) => getComputedStyle(card).borderTopLeftRadius), '8px');
  assert.equal(await page.locator('.picture svg').first().evaluate((picture) => getComputedStyle(picture).maxWidth), '330px');
  for (const name of ['复制文字', '答案码']) await visitor.button(name).click();
  assert.ok((await visitor.element('toText')).length > 500);
  assert.deepEqual(visitor.complaints, []);
  await page.context().close();
});

test('a browser that is too old for custom elements, or for shadow roots, shows the page\'s own content', async () => {
  const lacks = {
    'custom elements': () => { delete window.customElements; },
    'shadow roots': () => { delete Element.prototype.attachShadow; },
  };
  for (const [what, before] of Object.entries(lacks)) {
    const visitor = await onPage({ ...INSTEAD, before });
    await visitor.page.waitForLoadState();
    assert.ok(await visitor.page.getByText('查看通知和材料清单').isVisible(), what);
    await visitor.page.context().close();
  }
});

test('two elements, one taken away and put back: one voice, one listener each, nothing left over', async () => {
  const visitor = await onPage({ html: '<title-precheck></title-precheck><title-precheck></title-precheck>' });
  const { page } = visitor;
  await page.locator('[data-screen="start"]').nth(1).waitFor();
  const globals = await page.evaluate(() => Object.keys(window).filter((name) => /precheck/i.test(name)));
  assert.deepEqual(globals, ['TitlePrecheck']);
  await page.evaluate(async () => {
    const [first] = document.querySelectorAll('title-precheck');
    for (let times = 0; times < 3; times += 1) {
      first.remove();
      document.body.prepend(first);
    }
    await first.ready;
  });
  assert.equal(await page.locator('[role="status"]').count(), 1);
  assert.equal(await page.locator('[data-screen="start"]').count(), 2);
  assert.deepEqual(visitor.complaints, []);
  await page.context().close();
});

test('a page can build the element itself, in any order, and hear of no failure', async () => {
  const visitor = await onPage({ html: '' });
  const { page } = visitor;
  await page.waitForFunction(() => customElements.get('title-precheck'));
  const result = await page.evaluate(async (answers) => {
    const element = document.createElement('title-precheck');
    element.asOf = '2021-07-20';
    element.routes = 'regional-review';
    element.answers = answers;
    document.body.append(element);
    await element.ready;
    await new Promise((done) => { setTimeout(done, 50); });
    return {
      version: element.version, same: element.version === customElements.get('title-precheck').version,
      answers: element.answers, verdict: element.assessment.routes.find(({ id }) => id === 'regional-review').verdict, state: element.state, notice: element.notice.id,
    };
  }, engineer);
  assert.deepEqual(result, { version: result.version, same: true, answers: engineer, verdict: 'not-met', state: 'start', notice: 'kizilsu-2021' });
  await assert.rejects(page.evaluate(() => { document.querySelector('title-precheck').answers = { series: 'magic' }; }), /series|magic/);
  await page.context().close();
});
