// What a site can set, read, call and hear; several elements and several versions on one page; and what goes with the bytes.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ATTRIBUTES, OBSERVED } from '../../www/src/attributes.js';
import { languageFor } from '../../www/src/language.js';
import { docx, file } from './papers.mjs';
import { TODAY, doctor, engineer, everything, teacher } from './people.mjs';
import { SCRIPT, onPage, server } from './stage.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const dist = join(root, 'www/dist');
const pack = readFileSync(join(root, 'target/www/notice.pack'));

const change = (visitor, attributes) => visitor.page.evaluate((wanted) => {
  const element = document.querySelector('title-precheck');
  for (const [name, value] of Object.entries(wanted)) {
    if (value === null) element.removeAttribute(name);
    else element.setAttribute(name, value);
  }
}, attributes);

const paths = ({ requests }) => requests.map((url) => new URL(url).pathname);

const heard = (visitor, name) => visitor.page.evaluate((type) => window.heard.filter((event) => event.type === type).map(({ detail }) => detail), `precheck-${name}`);

const withDay = (html = '') => `${SCRIPT}<title-precheck as-of="${TODAY}"${html}><p id="fallback">通知和材料清单</p></title-precheck>`;

test('a language tag leads to its language in the script that is here, and to Chinese where there is none', () => {
  const chosen = ['ug-Arab-CN', 'UG', 'ug_CN', 'ug-Latn', 'ky-Cyrl-KG', 'ky-Arab-CN', 'en-GB', 'zh-Hant-TW', 'fr', '', null].map(languageFor);
  assert.deepEqual(chosen, ['ug', 'ug', 'ug', 'zh', 'zh', 'ky', 'en', 'zh', 'zh', 'zh', 'zh']);
});

/** For each attribute, that a change of it on a running element has its effect. */
const EFFECTS = {
  lang: async (visitor) => {
    await change(visitor, { lang: 'ky-Arab-CN' });
    await visitor.page.locator('.page[lang="ky-Arab-CN"][dir="rtl"]').waitFor();
    await change(visitor, { lang: 'fr' });
    await visitor.page.locator('.page[lang="zh-Hans-CN"][dir="ltr"]').waitFor();
  },
  mode: async (visitor) => {
    await change(visitor, { mode: 'documents' });
    await visitor.screen('documents').waitFor();
    await change(visitor, { mode: null });
    await visitor.screen('start').waitFor();
  },
  notice: async (visitor) => {
    await change(visitor, { notice: 'other.pack' });
    await visitor.page.waitForFunction(() => window.heard.filter(({ type }) => type === 'precheck-ready').length === 2);
    assert.ok(paths(visitor).includes('/other.pack'));
  },
  'notice-check': async (visitor) => {
    await change(visitor, { 'notice-check': 'latest.json' });
    await visitor.page.locator('[data-update="kizilsu-2021/2"]').waitFor();
  },
  'as-of': async (visitor) => {
    await change(visitor, { 'as-of': '2021-07-01' });
    await visitor.page.locator('[data-day="2021-07-01"]').waitFor();
  },
  preset: async (visitor) => {
    await change(visitor, { preset: 'series=engineering' });
    assert.deepEqual(await visitor.element('answers'), { series: 'engineering' });
  },
  routes: async (visitor) => {
    await visitor.jump(engineer);
    await change(visitor, { routes: 'regional-review' });
    await visitor.page.locator('[data-route="targeted-review"]').waitFor({ state: 'detached' });
  },
  storage: async (visitor) => {
    const kept = () => visitor.page.evaluate(() => Object.keys(sessionStorage));
    await visitor.jump(engineer);
    assert.deepEqual(await kept(), ['title-precheck']);
    await change(visitor, { storage: 'none' });
    await visitor.settled();
    assert.deepEqual(await kept(), [], 'what was kept is not kept against the site\'s wish');
    await change(visitor, { storage: 'tab' });
    await visitor.settled();
    assert.deepEqual(await kept(), ['title-precheck']);
  },
  history: async (visitor) => {
    const length = () => visitor.page.evaluate(() => window.history.length);
    await change(visitor, { history: 'on' });
    const before = await length();
    await visitor.begin();
    await visitor.settled();
    assert.ok(await length() > before);
  },
  'start-url': async (visitor) => {
    await visitor.jump(teacher);
    const link = visitor.page.locator('[data-route="targeted-review"] a[part="actions"]');
    const shown = async (url) => {
      await change(visitor, { 'start-url': url });
      await visitor.settled();
      return link.getAttribute('href');
    };
    assert.equal(await shown('https://kz.xjzcsq.com/login'), 'https://kz.xjzcsq.com/login');
    for (const other of ['http://kz.xjzcsq.com.evil.example/', 'http://kz.xjzcsq.com@evil.example/', 'javascript://kz.xjzcsq.com/%0aalert(1)', 'https://evil.example/kz.xjzcsq.com']) {
      assert.equal(await shown(other), 'http://kz.xjzcsq.com', other);
    }
  },
  'help-tel': async (visitor) => {
    await visitor.jump(engineer);
    await change(visitor, { 'help-tel': '0908-1' });
    await visitor.page.locator('a[href="tel:0908-1"]').waitFor();
  },
  'help-text': async (visitor) => {
    await visitor.jump(engineer);
    await change(visitor, { 'help-text': '周一到周五' });
    await visitor.page.getByText('周一到周五').waitFor();
  },
  name: async (visitor) => {
    await visitor.jump(engineer);
    await change(visitor, { name: 'other' });
    assert.ok(await visitor.page.evaluate(() => new FormData(document.querySelector('form')).get('other')));
  },
  'value-content': async (visitor) => {
    await change(visitor, { name: 'precheck' });
    await visitor.jump(engineer);
    await change(visitor, { 'value-content': 'answers' });
    assert.deepEqual(JSON.parse(await visitor.page.evaluate(() => new FormData(document.querySelector('form')).get('precheck'))), engineer);
  },
  'share-answers': async (visitor) => {
    await change(visitor, { 'share-answers': '' });
    await visitor.begin();
    const { question } = await visitor.where();
    await visitor.fill(engineer[question]);
    await visitor.goOn();
    await visitor.page.waitForFunction(() => window.heard.some(({ type }) => type === 'precheck-change'));
    assert.deepEqual((await heard(visitor, 'change'))[0].answers, { [question]: engineer[question] });
  },
  theme: async (visitor) => {
    await change(visitor, { theme: 'dark' });
    await visitor.settled();
    assert.equal(await visitor.page.locator('.page').evaluate((page) => getComputedStyle(page).backgroundColor), 'rgb(20, 24, 28)');
  },
  webfont: async (visitor) => {
    await change(visitor, { webfont: 'off' });
    await visitor.settled();
    assert.deepEqual(paths(visitor).filter((path) => /woff/.test(path)), [], 'Chinese has nothing to load');
  },
  scans: async (visitor) => {
    await change(visitor, { mode: 'documents' });
    await visitor.page.locator('[data-file-question]').getByLabel('否', { exact: true }).check();
    await visitor.page.locator('[data-slot] input[type="file"]').first().setInputFiles(file('证书.jpg', docx()));
    await visitor.page.locator('[data-verdict="blocked"]').waitFor();
    await change(visitor, { scans: 'warn' });
    await visitor.page.locator('[data-verdict="kept"]').waitFor();
  },
};

for (const attribute of ATTRIBUTES) {
  test(`the attribute ${attribute} is live`, async () => {
    assert.ok(EFFECTS[attribute], 'an attribute without a test');
    const visitor = await onPage(`<form>${withDay()}</form>`, {
      answers: { 'other.pack': { body: pack }, 'latest.json': { body: '{"version":"0.2.0","notice":{"id":"kizilsu-2021","edition":"2"}}' } },
    });
    await visitor.screen('start').waitFor();
    await EFFECTS[attribute](visitor);
    // as a property too, under the name in camelCase
    const property = attribute.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
    assert.ok(await visitor.page.evaluate((name) => name in document.querySelector('title-precheck'), property));
    assert.deepEqual(visitor.complaints, []);
    await visitor.page.context().close();
  });
}

test('the three attributes that may have data- before them count where the plain one is not there', async () => {
  const visitor = await onPage(`${SCRIPT}<title-precheck data-as-of="2021-07-01" data-routes="regional-review" data-start-url="http://www.xjzcsq.com/in"></title-precheck>`);
  const read = () => visitor.page.evaluate(() => {
    const { asOf, routes, startUrl } = document.querySelector('title-precheck');
    return [asOf, routes, startUrl];
  });
  await visitor.page.locator('[data-day="2021-07-01"]').waitFor();
  assert.deepEqual(await read(), ['2021-07-01', 'regional-review', 'http://www.xjzcsq.com/in']);
  await change(visitor, { 'as-of': TODAY });
  await visitor.page.getByText('按 2021年7月20日 计算').waitFor();
  await change(visitor, { 'as-of': null, 'data-as-of': '2021-07-02' });
  await visitor.page.locator('[data-day="2021-07-02"]').waitFor();
  assert.deepEqual(await visitor.page.evaluate(() => customElements.get('title-precheck').observedAttributes), OBSERVED);
  await visitor.page.context().close();
});

test('a notice that cannot be read leaves the page\'s own content, says so once, and another one sets it right', async () => {
  for (const body of ['not a pack', pack.subarray(0, 20_000), null]) {
    const visitor = await onPage(withDay(' notice="bad.pack"'), { answers: { 'bad.pack': body ? { body } : { status: 404, body: '' }, 'good.pack': { body: pack } } });
    await visitor.page.getByText('预检没有打开').waitFor();
    assert.ok(await visitor.page.locator('#fallback').isVisible());
    assert.deepEqual((await heard(visitor, 'error')).map(({ code, fatal }) => [code, fatal]), [['notice-invalid', true]]);
    assert.equal(await visitor.element('state'), 'error');
    assert.equal(await visitor.page.evaluate(() => document.querySelector('title-precheck').ready.then(() => 'ready', ({ code }) => code)), 'notice-invalid');
    await change(visitor, { notice: 'good.pack' });
    await visitor.screen('start').waitFor();
    assert.equal(await visitor.element('state'), 'start');
    await visitor.page.context().close();
  }
});

test('bytes of a notice as a property begin anew with it, whenever they are set', async () => {
  const visitor = await onPage(SCRIPT);
  await visitor.page.waitForFunction(() => customElements.get('title-precheck'));
  const states = await visitor.page.evaluate(async (bytes) => {
    const element = document.createElement('title-precheck');
    element.notice = new Uint8Array(bytes);
    element.answers = { series: 'engineering' };
    document.body.append(element);
    await element.ready;
    const first = [element.notice.id, element.answers];
    element.notice = new Uint8Array([1, 2, 3]);
    const refused = await element.ready.catch(({ code }) => code);
    element.notice = new Uint8Array(bytes);
    await element.ready;
    return [first, refused, element.state, element.answers];
  }, Array.from(pack));
  assert.deepEqual(states, [['kizilsu-2021', { series: 'engineering' }], 'notice-invalid', 'start', {}]);
  await visitor.page.context().close();
});

test('no address is asked for a newer notice unless the site names one', async () => {
  const visitor = await onPage(withDay());
  await visitor.screen('start').waitFor();
  await visitor.jump(engineer);
  await visitor.page.locator('.take').waitFor();
  assert.deepEqual(paths(visitor).sort(), ['/host.html', '/title-precheck-more.js', '/title-precheck.js']);
  await visitor.page.context().close();
});

test('a notice that turns newer on the way is offered once, and the running one goes on', async () => {
  let edition = '1';
  const visitor = await onPage(withDay(' notice-check="latest.json"'), {
    answers: { 'latest.json': () => ({ body: `{"version":"0.1.0","notice":{"id":"kizilsu-2021","edition":"${edition}"}}` }) },
  });
  const { page } = visitor;
  await visitor.screen('start').waitFor();
  await page.waitForFunction(() => performance.getEntriesByName(new URL('latest.json', location.href).href).length === 1);
  const { sha256 } = await visitor.element('notice');
  edition = '2';
  await visitor.jump(engineer, { until: 'check' });
  await page.locator('[data-update]').waitFor();
  assert.deepEqual(await heard(visitor, 'update'), [{ current: 'kizilsu-2021/1', available: 'kizilsu-2021/2' }]);
  assert.equal((await visitor.where()).screen, 'check', 'nobody is taken anywhere');
  await visitor.button('查看结果').click();
  await visitor.screen('result').waitFor();
  assert.equal((await visitor.element('notice')).sha256, sha256);
  assert.ok((await page.locator('[part="footer"]').innerText()).includes(sha256.slice(0, 6)));
  await visitor.button('先不换').click();
  await page.locator('[data-update]').waitFor({ state: 'detached' });
  await page.locator('[data-change="degree"]').click();
  await visitor.question('degree').waitFor();
  await visitor.goOn();
  await visitor.screen('result').waitFor();
  assert.equal(await page.locator('[data-update]').count(), 0, 'what was put off is not offered again');
  assert.deepEqual(visitor.complaints, []);
  await page.context().close();
});

test('a site may offer the newer notice itself; an older one, none, or nonsense is not offered', async () => {
  const latest = (text) => ({ answers: { 'latest.json': { body: text } } });
  const own = await onPage(withDay(' notice-check="latest.json" data-on-update="keep"'), {
    ...latest('{"notice":{"id":"kizilsu-2022","edition":"1"}}'),
    before: () => { window.keep = (event) => event.preventDefault(); },
  });
  await own.page.waitForFunction(() => window.heard.some(({ type }) => type === 'precheck-update'));
  await own.settled();
  assert.equal(await own.page.locator('[data-update]').count(), 0);
  await own.page.context().close();
  for (const [text, isTold] of [['{"notice":{"id":"kizilsu-2021","edition":"1"}}', false], ['{"notice":{"id":"kizilsu-2021","edition":"0"}}', false],
    ['{}', true], ['<html>', true], [`{"notice":{"id":"kizilsu-2021","edition":"2"},"more":"${'x'.repeat(300)}"}`, true]]) {
    const visitor = await onPage(withDay(' notice-check="latest.json"'), latest(text));
    await visitor.page.waitForFunction(() => performance.getEntriesByName(new URL('latest.json', location.href).href).length);
    await visitor.page.waitForTimeout(100);
    assert.deepEqual([await heard(visitor, 'update'), visitor.complaints.length], [[], isTold ? 1 : 0], text);
    await visitor.page.context().close();
  }
});

test('a notice whose year is over says so to the person and, once, to the page; one of this year does not', async () => {
  for (const [day, codes] of [['2021-12-31', []], ['2022-01-01', ['notice-expired']]]) {
    const visitor = await onPage(`${SCRIPT}<title-precheck as-of="${day}"></title-precheck>`);
    await visitor.screen('start').waitFor();
    assert.deepEqual((await heard(visitor, 'error')).map(({ code, fatal }) => [code, fatal]), codes.map((code) => [code, false]));
    assert.equal(await visitor.page.locator('[data-over][part="banner"]').count(), codes.length);
    assert.equal(await visitor.element('state'), 'start', 'and is checked all the same');
    await visitor.page.context().close();
  }
});

test('functions named by data-on hear every event, may forbid, and may fail without harm', async () => {
  const visitor = await onPage(`<script>
    var named = [];
    function hear(event) { named.push(event.type); if (event.cancelable) event.preventDefault(); throw new Error('the site\\'s own'); }
  </script>${withDay(['ready', 'step', 'change', 'result', 'proceed', 'export', 'error'].map((name) => ` data-on-${name}="hear"`).join(''))}`);
  await visitor.screen('start').waitFor();
  await visitor.begin();
  await visitor.answer(teacher);
  await visitor.page.locator('.take').waitFor();
  await visitor.page.evaluate(() => { window.print = () => { throw new Error('printed'); }; });
  await visitor.button('打印').click();
  await visitor.page.locator('[data-route="targeted-review"] a[part="actions"]').click();
  const named = await visitor.page.evaluate(() => Array.from(new Set(window.named)));
  assert.deepEqual(named.sort(), ['precheck-change', 'precheck-export', 'precheck-proceed', 'precheck-ready', 'precheck-result', 'precheck-step']);
  assert.equal(visitor.page.context().pages().length, 1);
  assert.ok(visitor.complaints.every((complaint) => complaint.includes('the site\'s own')), visitor.complaints.join());
  await visitor.page.context().close();
});

test('the details of the events are the documented ones, key for key', async () => {
  const keys = {
    ready: ['notice', 'version'], step: ['questionsLeftAtMost', 'screen'], change: ['question'], result: ['summary'],
    proceed: ['route', 'url'], export: ['kind'], error: ['code', 'fatal', 'message'],
  };
  const visitor = await onPage(`${SCRIPT}<title-precheck as-of="2022-01-01" history="off"></title-precheck>`);
  await visitor.screen('start').waitFor();
  await change(visitor, { 'as-of': TODAY });
  await visitor.begin();
  await visitor.answer(teacher);
  await visitor.page.locator('.take').waitFor();
  await visitor.button('复制文字').click();
  await visitor.page.evaluate(() => document.addEventListener('precheck-proceed', (event) => event.preventDefault()));
  await visitor.page.locator('[data-route="targeted-review"] a[part="actions"]').click();
  for (const [name, wanted] of Object.entries(keys)) {
    const details = await heard(visitor, name);
    assert.ok(details.length, name);
    for (const detail of details) assert.deepEqual(Object.keys(detail).filter((key) => detail[key] !== undefined && key !== (name === 'step' && 'question')).sort(), wanted, name);
  }
  const [{ summary }] = await heard(visitor, 'result');
  for (const route of summary) {
    assert.deepEqual(Object.keys(route), ['id', 'verdict', 'missing', 'window']);
    assert.equal(typeof route.window, 'string');
  }
  const steps = await heard(visitor, 'step');
  assert.ok(steps.every(({ screen, question }) => (screen === 'question') === Boolean(question)));
  await visitor.page.context().close();
});

test('methods called before the element is ready wait for it', async () => {
  const visitor = await onPage('');
  await visitor.page.addScriptTag({ url: `${server.url}title-precheck.js` });
  const result = await visitor.page.evaluate(async (answers) => {
    const element = document.createElement('title-precheck');
    element.asOf = '2021-07-20';
    element.routes = 'regional-review';
    document.body.append(element);
    const early = [element.version, element.state, element.assessment, element.answers, element.notice];
    element.answers = answers;
    const text = element.toText();
    const code = element.toCode();
    element.goTo('series');
    let thrown;
    try {
      element.evaluate({ today: '2021-07-20', answers: {} });
    } catch (error) {
      thrown = error.code;
    }
    return [early, typeof await text, /^[0-9A-Z-]+$/.test(await code), element.state, thrown];
  }, engineer);
  assert.deepEqual(result, [['0.1.0', 'loading', null, {}, null].map((value) => (value === null ? undefined : value)), 'string', true, 'asking', 'engine']);
  await visitor.question('series').waitFor();
  await assert.rejects(visitor.element('goTo', 'shoe-size'), /RangeError/);
  await visitor.page.context().close();
});

test('a form: nothing before the result, a new name and content at once, and a reset, with and without ElementInternals', async () => {
  for (const old of [false, true]) {
    const visitor = await onPage(`<form>${withDay(' name="precheck"')}</form>`, {
      before: old ? () => { delete HTMLElement.prototype.attachInternals; } : undefined,
    });
    const { page } = visitor;
    await visitor.screen('start').waitFor();
    const values = () => page.evaluate(() => Object.fromEntries(new FormData(document.querySelector('form'))));
    assert.deepEqual(await values(), {});
    await visitor.jump(engineer);
    assert.match((await values()).precheck, /regional-review=not-met$/);
    await change(visitor, { name: 'renamed', 'value-content': 'answers' });
    assert.deepEqual(Object.entries(await values()).map(([name, value]) => [name, JSON.parse(value)]), [['renamed', engineer]]);
    await page.evaluate(() => document.querySelector('form').reset());
    await visitor.screen('start').waitFor();
    assert.deepEqual(await values(), {});
    assert.deepEqual(await visitor.element('answers'), {});
    await page.context().close();
  }
});

test('one name is added to the page\'s own, and it is the class', async () => {
  const visitor = await onPage('<script>var before = Object.getOwnPropertyNames(window);</script><div id="here"></div>');
  const { page } = visitor;
  await page.evaluate(() => { window.before.push('before'); });
  await page.addScriptTag({ url: `${server.url}title-precheck.js` });
  await page.evaluate(async () => {
    const element = document.createElement('title-precheck');
    element.asOf = '2021-07-20';
    document.getElementById('here').append(element);
    await element.ready;
  });
  await visitor.jump(engineer);
  await page.locator('.take').waitFor();
  assert.deepEqual(await page.evaluate(() => Object.getOwnPropertyNames(window).filter((name) => !window.before.includes(name))), ['TitlePrecheck']);
  assert.equal(await page.evaluate(() => window.TitlePrecheck === customElements.get('title-precheck')), true);
  await page.context().close();
});

test('a script loaded twice and a tag defined twice change nothing, with one warning each', async () => {
  const visitor = await onPage(`${SCRIPT}${SCRIPT}<title-precheck as-of="${TODAY}"></title-precheck>`);
  await visitor.screen('start').waitFor();
  assert.deepEqual(visitor.complaints, ['<title-precheck> is defined already and stays as it is.']);
  visitor.complaints.length = 0;
  const classes = await visitor.page.evaluate(() => {
    const { TitlePrecheck } = window;
    TitlePrecheck.define('other-precheck');
    const first = customElements.get('other-precheck');
    TitlePrecheck.define('other-precheck');
    TitlePrecheck.define('other-precheck');
    return [first === customElements.get('other-precheck'), first.version === TitlePrecheck.version, document.createElement('other-precheck') instanceof TitlePrecheck];
  });
  assert.deepEqual(classes, [true, true, true]);
  assert.deepEqual(visitor.complaints, ['<other-precheck> is defined already and stays as it is.']);
  await visitor.page.context().close();
});

test('two versions on one page each go to their result, with their own scripts beside and their own store', async () => {
  const older = (name) => ({ contentType: 'text/javascript', body: readFileSync(join(dist, name), 'utf8').replace(/"0\.1\.0"/g, '"0.0.9"') });
  const visitor = await onPage(`${SCRIPT}<script src="/old/title-precheck.js" data-tag="title-precheck-old" defer></script>
    <title-precheck as-of="${TODAY}"></title-precheck><title-precheck-old as-of="${TODAY}"></title-precheck-old>`, {
    answers: { 'old/title-precheck.js': older('title-precheck.js'), 'old/title-precheck-more.js': older('title-precheck-more.js') },
  });
  const { page } = visitor;
  await page.locator('[data-screen="start"]').nth(1).waitFor();
  assert.deepEqual((await heard(visitor, 'ready')).map(({ version }) => version).sort(), ['0.0.9', '0.1.0']);
  assert.deepEqual(await page.evaluate(() => ['title-precheck', 'title-precheck-old'].map((tag) => customElements.get(tag).version)), ['0.1.0', '0.0.9']);
  assert.equal(await page.evaluate(() => window.TitlePrecheck.version), '0.1.0', 'the name stays that of the first');
  const texts = await page.evaluate(async ([one, two]) => {
    const [now, old] = [document.querySelector('title-precheck'), document.querySelector('title-precheck-old')];
    [now.answers, old.answers] = [one, two];
    now.goTo('series');
    old.goTo('series');
    return [await now.toText(), await old.toText()];
  }, [engineer, teacher]);
  assert.ok(texts.every((text) => text.length > 500) && texts[0] !== texts[1]);
  await page.waitForFunction(() => Object.keys(sessionStorage).length === 2);
  assert.deepEqual(await page.evaluate(() => Object.keys(sessionStorage).sort()), ['title-precheck', 'title-precheck-old']);
  await page.evaluate(() => document.querySelector('title-precheck-old').reset());
  await page.waitForFunction(() => Object.keys(sessionStorage).join() === 'title-precheck');
  assert.equal(await page.locator('[role="status"]').count(), 1);
  assert.deepEqual(paths(visitor).filter((path) => /more/.test(path)).sort(), ['/old/title-precheck-more.js', '/title-precheck-more.js']);
  assert.deepEqual(visitor.complaints, []);
  await page.context().close();
});

test('two elements on a page keep their answers, their days and their looks apart', async () => {
  const visitor = await onPage(`${SCRIPT}<title-precheck as-of="${TODAY}"></title-precheck><title-precheck as-of="2021-08-01" theme="dark" storage="none"></title-precheck>`);
  const { page } = visitor;
  await page.locator('[data-screen="start"]').nth(1).waitFor();
  const state = await page.evaluate(async (answers) => {
    const [one, two] = document.querySelectorAll('title-precheck');
    one.answers = answers;
    one.goTo('series');
    await new Promise((done) => { setTimeout(done, 100); });
    return [one.state, two.state, two.answers, one.assessment.today, two.assessment.today];
  }, engineer);
  assert.deepEqual(state, ['asking', 'start', {}, TODAY, '2021-08-01']);
  assert.equal(await page.locator('[role="status"]').count(), 1);
  await page.context().close();
});

test('elements put in and taken away for long leave no listener, timer, observer or object behind', async () => {
  const visitor = await onPage(`<form id="form"></form>${SCRIPT}`, {
    before: () => {
      delete HTMLElement.prototype.attachInternals; // the way of old browsers listens to the form too
      const live = { listeners: 0, timers: new Set(), observers: 0 };
      window.live = live;
      // what goes with an element may listen to itself
      const isPages = (target) => [window, document, document.documentElement, document.body].includes(target) || target.id === 'form';
      const { addEventListener, removeEventListener } = EventTarget.prototype;
      EventTarget.prototype.addEventListener = function add(...given) { live.listeners += isPages(this || window); return addEventListener.apply(this, given); };
      EventTarget.prototype.removeEventListener = function remove(...given) { live.listeners -= isPages(this || window); return removeEventListener.apply(this, given); };
      const { setTimeout, clearTimeout, setInterval } = window;
      window.setTimeout = (go, ...given) => {
        const id = setTimeout((...values) => { live.timers.delete(id); go(...values); }, ...given);
        live.timers.add(id);
        return id;
      };
      window.clearTimeout = (id) => { live.timers.delete(id); clearTimeout(id); };
      window.setInterval = (...given) => { live.timers.add('interval'); return setInterval(...given); };
      for (const name of ['MutationObserver', 'ResizeObserver', 'IntersectionObserver']) {
        const Own = window[name];
        window[name] = class extends Own { constructor(...given) { super(...given); live.observers += 1; } };
      }
    },
  });
  const { page } = visitor;
  await page.waitForFunction(() => customElements.get('title-precheck'));
  const client = await page.context().newCDPSession(page);
  const round = async (times) => {
    await page.evaluate(async ([count, answers]) => {
      for (let index = 0; index < count; index += 1) {
        const element = document.createElement('title-precheck');
        element.asOf = '2021-07-20';
        document.getElementById('form').append(element);
        await element.ready;
        element.answers = answers;
        element.goTo('series');
        await new Promise((done) => { setTimeout(done, 5); });
        element.remove();
        document.getElementById('form').append(element);
        await Promise.resolve();
        element.remove();
      }
      await new Promise((done) => { setTimeout(done, 50); });
    }, [times, engineer]);
    await client.send('HeapProfiler.collectGarbage');
    const { result } = await client.send('Runtime.evaluate', { expression: 'TitlePrecheck.prototype', objectGroup: 'leak' });
    const { objects } = await client.send('Runtime.queryObjects', { prototypeObjectId: result.objectId, objectGroup: 'leak' });
    const { result: length } = await client.send('Runtime.callFunctionOn', { objectId: objects.objectId, functionDeclaration: 'function () { return this.length; }' });
    await client.send('Runtime.releaseObjectGroup', { objectGroup: 'leak' });
    const { metrics } = await client.send('Performance.getMetrics');
    const metric = (name) => metrics.find((own) => own.name === name).value;
    const live = await page.evaluate(() => [window.live.listeners, window.live.timers.size, window.live.observers]);
    return { elements: length.value, live, nodes: metric('Nodes'), listeners: metric('JSEventListeners'), heap: metric('JSHeapUsedSize') };
  };
  await client.send('Performance.enable');
  const first = await round(5);
  const second = await round(30);
  assert.deepEqual(second.live, first.live);
  assert.equal(first.live[1], 0);
  // one may still be held by what was done last
  assert.ok(second.elements <= 1, `${second.elements} elements live on`);
  assert.ok(second.nodes - first.nodes < 60, `nodes: ${first.nodes}, then ${second.nodes}`);
  assert.ok(second.listeners - first.listeners < 10, `listeners: ${first.listeners}, then ${second.listeners}`);
  assert.ok(second.heap - first.heap < 1e6, `heap: ${first.heap}, then ${second.heap}`);
  assert.deepEqual(visitor.complaints, []);
  await page.context().close();
});

/** The first column of a table of the handbook's reference. */
const listed = (name) => {
  const html = readFileSync(join(dist, 'embed/reference.html'), 'utf8');
  const [, table] = new RegExp(`<table data-list="${name}">([^]*?)</table>`).exec(html);
  return Array.from(table.matchAll(/<th scope="row">(.*?)<\/th>/g), ([, cell]) => Array.from(cell.matchAll(/<code>(.*?)<\/code>/g), ([, code]) => code)).flat();
};

const sources = (folder) => readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (
  entry.isDirectory() ? sources(join(folder, entry.name)) : [readFileSync(join(folder, entry.name), 'utf8')]));
const code = sources(join(root, 'www/src')).join('\n');
const found = (pattern) => Array.from(new Set(Array.from(code.matchAll(pattern), ([, name]) => name))).sort();

test('the handbook\'s tables name what the code has, no more and no less', async () => {
  assert.deepEqual(listed('attributes').sort(), Array.from(OBSERVED).sort());
  assert.deepEqual(listed('events').sort(), found(/'(precheck-[a-z]+)'/g));
  assert.deepEqual(listed('styles').sort(), found(/(--precheck-[a-z-]+)/g));
  const visitor = await onPage(SCRIPT);
  await visitor.page.waitForFunction(() => window.TitlePrecheck);
  const own = await visitor.page.evaluate(() => {
    const members = (object) => Object.entries(Object.getOwnPropertyDescriptors(object));
    const prototype = members(window.TitlePrecheck.prototype);
    const attributes = window.TitlePrecheck.observedAttributes.map((name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase()));
    return {
      methods: prototype.filter(([, { value }]) => typeof value === 'function').map(([name]) => name),
      properties: prototype.filter(([name, { get }]) => get && (!attributes.includes(name) || name === 'notice')).map(([name]) => name),
      statics: members(window.TitlePrecheck).map(([name]) => name),
      source: prototype.filter(([, { value }]) => typeof value === 'function').length,
    };
  });
  // what is the browser's to call, what is the element's own (a letter or two, or an underscore), and what every class has
  const notOurs = /Callback$|^constructor$|^_|^..?$|^(length|name|prototype|observedAttributes|formAssociated|sibling)$/;
  const ours = (names) => names.filter((name) => !notOurs.test(name)).sort();
  assert.deepEqual(listed('methods').map((name) => name.replace(/\(.*/, '')).sort(), ours(own.methods));
  assert.deepEqual(listed('properties').filter((name) => name !== 'ready').sort(), ours(own.properties));
  assert.deepEqual(listed('statics').map((name) => name.replace(/\(.*/, '')).sort(), ours(own.statics));
  await visitor.page.context().close();
});

/** Goes to every kind of screen, and calls `at` on each. */
async function onEveryScreen(visitor, at) {
  const { page } = visitor;
  await visitor.screen('start').waitFor();
  await at('start');
  await visitor.button('开始').click();
  await visitor.screen('routes').waitFor();
  await page.locator('#route-all').check();
  await visitor.goOn();
  await visitor.screen('question').waitFor();
  await at('question');
  await visitor.goOn();
  await page.locator('[data-problem]').waitFor();
  await at('problem');
  await page.evaluate(() => document.querySelector('title-precheck').goTo('title-since'));
  await visitor.question('title-since').waitFor();
  await at('date');
  for (const [person, answers] of Object.entries({ engineer, teacher, doctor, everything, relaxed: { ...engineer, 'remote-county': true, 'conditions-targeted': 'checked-not-met', 'conditions-regional': 'checked-not-met' } })) {
    await page.evaluate((given) => {
      const element = document.querySelector('title-precheck');
      element.reset();
      element.answers = given;
    }, answers);
    await visitor.screen('start').waitFor();
    await visitor.button('开始').click();
    await visitor.screen('routes').waitFor();
    await page.locator('#route-all').check();
    await visitor.goOn();
    await page.locator('[data-screen="question"], [data-screen="check"]').waitFor();
    await visitor.answer({});
    await page.locator('.take').waitFor();
    await at(person);
  }
}

test('every part of the handbook is there to be styled, and a style on it takes', async () => {
  const parts = listed('parts');
  const visitor = await onPage(`<style id="styles"></style>${withDay()}`);
  const seen = new Set();
  const look = async () => {
    const here = await visitor.page.evaluate((all) => {
      const { shadowRoot } = document.querySelector('title-precheck');
      const sheet = document.getElementById('styles');
      return all.filter((part) => {
        const element = shadowRoot.querySelector(`[part~="${part}"]`);
        if (!element) return false;
        sheet.textContent = `title-precheck::part(${part}) { scroll-margin-bottom: 123px; }`;
        return getComputedStyle(element).scrollMarginBottom === '123px';
      });
    }, parts);
    here.forEach((part) => seen.add(part));
  };
  await onEveryScreen(visitor, look);
  await visitor.speak('en');
  await look();
  assert.deepEqual(parts.filter((part) => !seen.has(part)), []);
  const named = found(/part="([a-z -]+)(?:"| verdict-\$)/g).flatMap((names) => names.split(' ')).filter((name) => name !== 'verdict');
  assert.deepEqual(named.filter((name) => !parts.includes(name)), [], 'no part that the handbook does not know');
  await visitor.page.context().close();
});

test('every custom property of the handbook changes how something looks', async () => {
  const values = {
    '--precheck-font': 'monospace', '--precheck-font-arab': 'monospace', '--precheck-size': '23px', '--precheck-line': '2.3', '--precheck-radius': '1px', '--precheck-gap': '3px',
    '--precheck-max': '300px', '--precheck-target': '99px', '--precheck-scroll-offset': '77px', '--precheck-z': '7',
  };
  const visitor = await onPage(withDay().replace('</title-precheck>', '<span slot="contact-centre" lang="ug">ئاقتۇ</span></title-precheck>'));
  const changing = new Set();
  const names = listed('styles');
  await onEveryScreen(visitor, async () => {
    // a focus that is to be seen
    await visitor.page.keyboard.press('Tab');
    const here = await visitor.page.evaluate(([all, given]) => {
      const host = document.querySelector('title-precheck');
      const looks = () => [host, ...host.querySelectorAll('*'), ...host.shadowRoot.querySelectorAll('*')].map((element) => {
        const style = getComputedStyle(element);
        return ['color', 'backgroundColor', 'borderTopColor', 'borderInlineStartColor', 'outlineColor', 'fontFamily', 'fontSize', 'lineHeight', 'borderTopLeftRadius', 'paddingLeft', 'maxWidth', 'minHeight',
          'scrollMarginTop', 'zIndex'].map((name) => style[name]).join();
      }).join('\n');
      const before = looks();
      return all.filter((name) => {
        host.style.setProperty(name, given[name] || 'rgb(1, 2, 3)');
        const isOther = looks() !== before;
        host.style.removeProperty(name);
        return isOther;
      });
    }, [names, values]);
    here.forEach((name) => changing.add(name));
  });
  assert.deepEqual(names.filter((name) => !changing.has(name)), []);
  await visitor.page.context().close();
});

/** How pages come by the script, all but the plain way. */
const element = `<title-precheck as-of="${TODAY}"><p id="fallback">通知和材料清单</p></title-precheck>`;
const WAYS_IN = {
  'in the head, without defer': { html: `<script src="/title-precheck.js"></script>${element}` },
  'below the element': { html: `${element}<script src="/title-precheck.js"></script>` },
  'with async': { html: `<script src="/title-precheck.js" async></script>${element}` },
  'as a module': { html: `<script src="/title-precheck.js" type="module"></script>${element}` },
  'with a query behind it, as a module': { html: `<script src="/title-precheck.js?v=7" type="module"></script>${element}` },
  'written by a script': { html: `<script>document.write('<scr' + 'ipt src="/title-precheck.js"></scr' + 'ipt>');</script>${element}` },
  'put in by a script': { html: element, late: (page) => page.evaluate(() => document.body.appendChild(Object.assign(document.createElement('script'), { src: '/title-precheck.js' }))) },
  'put in by a script as a module': { html: element, late: (page) => page.evaluate(() => document.body.appendChild(Object.assign(document.createElement('script'), { src: '/title-precheck.js', type: 'module' }))) },
  'put in when everything has loaded, into a page that has lost its head': {
    html: element,
    late: (page) => page.evaluate(() => {
      document.head.remove();
      document.body.appendChild(Object.assign(document.createElement('script'), { src: '/title-precheck.js' }));
    }),
  },
};

for (const [way, { html, late }] of Object.entries(WAYS_IN)) {
  test(`the script ${way}: to the result and what title-precheck-more.js brings`, async () => {
    const visitor = await onPage(html);
    const { page } = visitor;
    await page.waitForLoadState('load');
    if (late) {
      assert.ok(await page.locator('#fallback').isVisible());
      await late(page);
    }
    await visitor.screen('start').waitFor();
    assert.equal(await page.locator('#fallback').isVisible(), false);
    await visitor.jump(engineer);
    await page.locator('.take').waitFor();
    assert.equal(await page.evaluate(() => window.TitlePrecheck === customElements.get('title-precheck')), true);
    assert.deepEqual(visitor.complaints, []);
    await page.context().close();
  });
}

test('an element moved about the page keeps its question, what was typed, and its place in the form', async () => {
  for (const before of [undefined, () => { delete HTMLElement.prototype.attachInternals; }]) {
    const visitor = await onPage(`<form id="one"></form><form id="two"><p id="mark"></p></form>${withDay(' name="precheck"')}`, { before });
    const { page } = visitor;
    await visitor.screen('start').waitFor();
    await visitor.begin();
    await visitor.answer(engineer, { until: 'title-since' });
    await page.locator('#year').fill('2018');
    const steps = (await heard(visitor, 'step')).length;
    await page.evaluate(async () => {
      const own = document.querySelector('title-precheck');
      document.getElementById('one').appendChild(own);
      document.getElementById('two').insertBefore(own, document.getElementById('mark'));
      own.remove();
      await new Promise((done) => { setTimeout(done, 50); });
      document.getElementById('two').insertBefore(own, document.getElementById('mark'));
    });
    await visitor.settled();
    assert.deepEqual(await visitor.where(), { screen: 'question', question: 'title-since', refine: false });
    assert.equal(await page.locator('#year').inputValue(), '2018');
    assert.equal((await heard(visitor, 'step')).length, steps, 'nothing has happened');
    assert.equal((await heard(visitor, 'ready')).length, 1);
    await visitor.answer(engineer);
    assert.equal((await heard(visitor, 'result')).length, 1);
    const value = (id) => page.evaluate((form) => new FormData(document.getElementById(form)).get('precheck'), id);
    assert.equal(await value('one'), null);
    assert.match(await value('two'), /regional-review=not-met$/);
    await page.evaluate(() => document.getElementById('one').reset());
    assert.equal((await visitor.where()).screen, 'result', 'the form it has left is not its own');
    await page.evaluate(() => document.getElementById('two').reset());
    await visitor.screen('start').waitFor();
    assert.deepEqual(visitor.complaints, []);
    await page.context().close();
  }
});

test('moved while it is still loading, an element is ready once, where it is then', async () => {
  const visitor = await onPage(`<div id="one"></div><div id="two"></div>`);
  await visitor.page.addScriptTag({ url: `${server.url}title-precheck.js` });
  await visitor.page.evaluate(() => {
    const own = document.createElement('title-precheck');
    own.asOf = '2021-07-20';
    document.getElementById('one').append(own);
    document.getElementById('two').append(own);
    own.remove();
    return own.ready.then(() => document.getElementById('two').append(own));
  });
  await visitor.screen('start').waitFor();
  assert.equal((await heard(visitor, 'ready')).length, 0, 'nobody around it could hear');
  assert.equal((await heard(visitor, 'step')).length, 1);
  await visitor.page.context().close();
});

test('a notice from elsewhere: a page in its place is none; another site\'s is taken where that site lets it be', async () => {
  const other = 'http://notices.test/';
  const cases = [
    ['page.html', { contentType: 'text/html', body: '<!doctype html><title>未找到</title>'.repeat(2000) }, false],
    ['empty.pack', { body: '' }, false],
    [`${other}closed.pack`, { body: pack, headers: { 'Access-Control-Allow-Origin': 'http://others.test' } }, false],
    [`${other}open.pack`, { body: pack, headers: { 'Access-Control-Allow-Origin': '*' } }, true],
  ];
  for (const [address, answer, isTaken] of cases) {
    const visitor = await onPage(withDay(` notice="${address}"`), { answers: { [address]: answer } });
    const { page } = visitor;
    if (isTaken) {
      await visitor.screen('start').waitFor();
      assert.equal((await visitor.element('notice')).id, 'kizilsu-2021');
      assert.deepEqual(visitor.complaints, []);
    } else {
      await page.getByText('预检没有打开').waitFor();
      assert.ok(await page.locator('#fallback').isVisible());
      assert.deepEqual((await heard(visitor, 'error')).map(({ code, fatal }) => [code, fatal]), [['notice-invalid', true]], address);
    }
    await page.context().close();
  }
});

test('a notice whose address does not answer gives way to another, and comes to nothing later', async () => {
  for (const late of [{ body: pack }, { status: 404, body: '' }]) {
    let answer;
    const slow = new Promise((done) => { answer = done; });
    const visitor = await onPage(withDay(' notice="slow.pack"'), { answers: { 'slow.pack': () => slow, 'good.pack': { body: pack } } });
    const { page } = visitor;
    while (!paths(visitor).includes('/slow.pack')) await page.waitForTimeout(20);
    const first = page.evaluate(() => document.querySelector('title-precheck').ready.then(() => 'ready'));
    await change(visitor, { notice: 'good.pack' });
    await visitor.screen('start').waitFor();
    assert.equal(await first, 'ready', 'who waits for the first waits for the last');
    await visitor.begin();
    const arrives = page.waitForResponse(/slow\.pack/);
    answer(late);
    await arrives;
    await page.waitForTimeout(100);
    assert.equal((await visitor.where()).screen, 'question');
    assert.deepEqual([(await heard(visitor, 'ready')).length, await heard(visitor, 'error')], [1, []]);
    await page.context().close();
  }
});
