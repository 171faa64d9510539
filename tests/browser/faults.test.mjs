// What may go wrong around the page: each ends in a sentence for the person, with every answer kept, and lets nothing in.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { formatDate, readDate, readNumber } from '../../www/src/dates.js';
import { catalog } from '../../www/src/catalog.js';
import { wordsIn } from './page.mjs';
import { file, printer, scannedPdf } from './papers.mjs';
import { TODAY, engineer, everything, teacher } from './people.mjs';
import { DEGREE, Slots, TITLE, TRAINING, withQuestionAnswered } from './slots.mjs';
import { SCRIPT, browser, onPage, server, visit } from './stage.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const dist = join(root, 'www/dist');
const zh = wordsIn('zh');
const t = catalog(zh);

const { paper } = await printer(browser);
const sharp = file('学历.jpg', await paper());
const blurred = file('模糊.jpg', await paper({ blur: 9 }));
const scanned = file('扫描.pdf', scannedPdf([await paper({ title: '继续教育证书' })], { width: 2000, height: 1414 }));

/** A visitor on a site's page; `today: null` where the site names no day. */
async function atStart({ attributes = '', today = TODAY, screen = 'start', ...options } = {}) {
  const visitor = await onPage(`${SCRIPT}<title-precheck${today ? ` as-of="${today}"` : ''} ${attributes}><a href="notice.html">查看通知和材料清单</a></title-precheck>`, options);
  await visitor.screen(screen).waitFor();
  return visitor;
}

/** A visitor at the list of documents, who has said that nothing is classified. */
const atSlots = async (options = {}) => withQuestionAnswered(await atStart({ ...options, screen: 'documents', attributes: 'mode="documents"' }));

const answered = (visitor) => visitor.element('answers');

/** All that a person was asked and has answered is there, and nothing else. */
async function assertKept(visitor, person, what) {
  const given = await answered(visitor);
  assert.ok(Object.keys(given).length > 10, what);
  assert.deepEqual(given, Object.fromEntries(Object.keys(given).map((fact) => [fact, person[fact]])), what);
}

const errors = async ({ page }) => (await page.evaluate(() => window.heard.filter(({ type }) => type === 'precheck-error').map(({ detail }) => detail)))
  .map(({ code, fatal }) => [code, fatal]);

const resumeButton = ({ page }) => page.getByRole('button', { name: /^继续上次/ });

/** Goes on where the journey that was kept had come to. */
async function resume(visitor) {
  await visitor.screen('start').waitFor();
  await resumeButton(visitor).click();
  await visitor.page.locator('[data-screen]:not([data-screen="start"])[data-whole]').waitFor();
  await visitor.settled();
}

/** Of an enterprise, where no sanction is asked about: that alone is not kept unless it is wanted. */
const employed = { ...engineer, employer: 'enterprise', sanction: undefined };

/** The same site in another tab of the same browser. */
async function anotherTab(visitor, attributes = '') {
  const page = await visitor.page.context().newPage();
  const other = new visitor.constructor(page);
  await page.route(`${server.url}host.html`, (route) => route.fulfill({
    contentType: 'text/html', body: `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">${SCRIPT}<title-precheck as-of="${TODAY}" ${attributes}></title-precheck>`,
  }));
  await page.goto(`${server.url}host.html`);
  await other.screen('start').waitFor();
  return other;
}

const keepBox = ({ page }) => page.getByLabel('把回答留在这台设备上');

// ---- 1. the browser's stores

/** What keeps a browser's stores from being written to. */
const STORES = {
  denied: () => {
    window.touched = 0;
    const get = () => {
      window.touched += 1;
      throw new DOMException('denied', 'SecurityError');
    };
    for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get });
  },
  full: () => {
    if (window.origin === 'null') return;
    for (const store of [window.localStorage, window.sessionStorage]) {
      let text = 'x'.repeat(1 << 20);
      for (let index = 0; text; index += 1) {
        try {
          store.setItem(`site-${index}`, text);
        } catch (_) {
          text = text.slice(0, text.length / 2);
        }
      }
    }
  },
};

for (const [fault, before] of Object.entries(STORES)) {
  test(`where the browser's stores are ${fault}, the whole way works; the person is told where something was to be kept, and the page once`, async () => {
    for (const storage of ['none', 'tab', 'ask']) {
      const visitor = await atStart({ attributes: `storage="${storage}"`, before });
      await visitor.begin();
      await visitor.answer(engineer);
      await visitor.page.locator('.take').waitFor();
      await assertKept(visitor, engineer, storage);
      const told = visitor.page.locator('[data-refused]');
      assert.deepEqual(await told.allInnerTexts(), storage === 'none' ? [] : [zh['keep-refused']], storage);
      assert.deepEqual(await errors(visitor), storage === 'none' ? [] : [['storage', false]], storage);
      if (storage === 'none' && fault === 'denied') assert.equal(await visitor.page.evaluate(() => window.touched), 0, 'not even asked');
      if (storage === 'ask') {
        await keepBox(visitor).click();
        await visitor.settled();
        assert.equal(await keepBox(visitor).isChecked(), false);
        assert.equal(await told.innerText(), zh['keep-refused']);
      }
      // what the sentence points to is there
      await visitor.button('答案码').click();
      assert.match(await visitor.page.locator('[data-code] .code').innerText(), /^[0-9A-Z-]+$/);
      assert.deepEqual(visitor.complaints, [], storage);
      await visitor.leave();
    }
  });
}

test('a store that becomes full on the way gives back no answer that was changed since', async () => {
  const visitor = await atStart({ attributes: 'storage="ask"' });
  const { page } = visitor;
  await visitor.begin();
  await visitor.answer(engineer);
  await keepBox(visitor).check();
  await visitor.settled();
  await page.evaluate(STORES.full);
  // one that is written in a few bytes more
  await page.locator('[data-change="title-held"]').click();
  await visitor.question('title-held').waitFor();
  await visitor.fill('associate-senior');
  await visitor.goOn();
  await visitor.answer(engineer);
  await visitor.settled();
  const stored = await page.evaluate(() => [localStorage, sessionStorage].map((store) => store.getItem('title-precheck')));
  for (const text of stored) assert.ok(!text || JSON.parse(text).answers['title-held'] === 'associate-senior', text);
  if (!stored[0]) {
    assert.equal(await keepBox(visitor).isChecked(), false);
    assert.equal(await page.locator('[data-refused]').innerText(), zh['keep-refused']);
  }
  assert.equal((await answered(visitor))['title-held'], 'associate-senior');
  await visitor.leave();
});

// ---- 2. what inspects files

test('a Worker that throws is replaced, and the file that it was at is looked at again', async () => {
  const slots = await atSlots();
  await slots.choose(DEGREE, sharp);
  const [worker] = slots.page.workers();
  await worker.evaluate(() => {
    self.createImageBitmap = () => new Promise(() => { setTimeout(() => { throw new Error('broken'); }); });
  });
  await slots.choose(TITLE, blurred);
  assert.equal((await slots.only(TITLE)).verdict, 'blocked');
  assert.equal((await slots.only(DEGREE)).verdict, 'readable');
  assert.notEqual(slots.page.workers()[0], worker);
  await slots.visitor.leave();
});

/** What leaves a file unanswered for ever: where the Worker ends, and where the decoder does not. */
const SILENCE = {
  'a Worker that was ended': () => { self.createImageBitmap = () => new Promise(() => self.close()); },
  'a decoder that never ends': () => { self.createImageBitmap = () => new Promise(() => {}); },
};

for (const [what, silence] of Object.entries(SILENCE)) {
  test(`${what} is waited for a minute; then that is said of its file, and the others go on`, async () => {
    const slots = await atSlots();
    const { page } = slots;
    await slots.choose(DEGREE, sharp);
    await page.workers()[0].evaluate(silence);
    await page.clock.install();
    await slots.choose(TITLE, blurred, { wait: false });
    await slots.slot(TITLE).locator('[data-step="decoding"]').waitFor();
    await slots.choose(TRAINING, file('三.jpg', await paper({ title: '第三份' })), { wait: false });
    await page.clock.fastForward(50_000);
    assert.equal((await slots.only(TITLE)).verdict, 'busy', 'a slow phone is not hurried');
    await page.clock.fastForward(60_000);
    await slots.looked(TITLE);
    const { verdict, text } = await slots.only(TITLE);
    assert.equal(verdict, 'failed');
    assert.ok(text.includes(zh['trouble-failed']), text);
    await slots.looked(TRAINING);
    assert.equal((await slots.only(TRAINING)).verdict, 'readable');
    await slots.press(TITLE, 'again');
    await slots.slot(TITLE).locator('[data-verdict="blocked"]').waitFor();
    assert.equal((await slots.only(DEGREE)).verdict, 'readable');
    assert.deepEqual(await answered(slots.visitor), { classified: false });
    await slots.visitor.leave();
  });
}

test('a picture that is to be turned and is never decoded stays as it was, and that is said', async () => {
  const slots = await atSlots();
  const { page } = slots;
  await slots.choose(DEGREE, sharp);
  await page.workers()[0].evaluate(SILENCE['a decoder that never ends']);
  await page.clock.install();
  await slots.press(DEGREE, 'left');
  await slots.slot(DEGREE).locator('[data-step="making"]').waitFor();
  await page.clock.fastForward(60_000);
  await slots.looked(DEGREE);
  const { verdict, text } = await slots.only(DEGREE);
  assert.equal(verdict, 'readable');
  assert.ok(text.includes(zh['trouble-not-made']), text);
  await slots.visitor.leave();
});

test('a Worker that never answers at all is given up, and the page looks itself', async () => {
  const slots = await atSlots({ before: () => { window.Worker = class { postMessage() { window.isAsked = true; } terminate() {} }; } });
  await slots.page.clock.install();
  await slots.choose(DEGREE, sharp, { wait: false });
  await slots.page.waitForFunction(() => window.isAsked);
  await slots.page.clock.fastForward(10_000);
  await slots.looked(DEGREE);
  assert.equal((await slots.only(DEGREE)).verdict, 'readable');
  await slots.visitor.leave();
});

// ---- 3. memory

/** In a page, or before the code of a Worker: no module may be made while `window.scarce` is set, … */
const noMemory = () => {
  const { instantiate } = WebAssembly;
  self.scarce = self.scarce === undefined ? true : self.scarce;
  WebAssembly.instantiate = (...given) => (self.scarce
    ? Promise.reject(new RangeError('WebAssembly.instantiate(): Out of memory: Cannot allocate Wasm memory for new instance'))
    : instantiate.apply(WebAssembly, given));
};

/** … or a module's memory may grow by so many pages of 64 KiB and no more, by a most that is written into the module. */
const littleMemory = `(self.tighten = (pages) => {
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = (bytes, imports) => instantiate.call(WebAssembly, self.isTight === false ? bytes : bounded(new Uint8Array(bytes), pages), imports);
  const number = (value) => (value < 128 ? [value] : [(value & 127) | 128, ...number(value >>> 7)]);
  function bounded(module, more) {
    const read = (from) => {
      let value = 0;
      for (let at = from, shift = 0; ; at += 1, shift += 7) {
        value |= (module[at] & 127) << shift;
        if (module[at] < 128) return [value, at + 1];
      }
    };
    for (let at = 8; at < module.length;) {
      const [size, start] = read(at + 1);
      if (module[at] === 5) {
        const [least] = read(start + 2);
        const section = [1, 1, ...number(least), ...number(least + more)];
        return new Uint8Array([...module.subarray(0, at), 5, ...number(section.length), ...section, ...module.subarray(start + size)]);
      }
      at = start + size;
    }
    throw new Error('no memory');
  }
})`;

/** The same in a Worker: what it is made of is a Blob. */
const inWorkers = (code) => `{
  const Own = Blob;
  window.Blob = function (parts, options) {
    return new Own(/javascript/.test((options || {}).type) && window.isTight !== false ? [${JSON.stringify(`${code};`)}, ...parts] : parts, options);
  };
  window.Blob.prototype = Own.prototype;
}`;

test('where there is no memory for the engine\'s module the engine comes as plain JavaScript, and the whole way works', async () => {
  const visitor = await atStart({ before: noMemory });
  await visitor.begin();
  await visitor.answer(teacher);
  await assertKept(visitor, teacher);
  assert.ok(visitor.requests.some((url) => url.endsWith('-nowasm.js')));
  assert.deepEqual(visitor.complaints, []);
  await visitor.leave();
});

test('where that is not there either, it is no fault of the browser\'s: the person is told to load the page again, and then the answers from before are there', async () => {
  const visitor = await atStart();
  const { page } = visitor;
  await visitor.begin();
  await visitor.answer(employed, { until: 'degree' });
  const before = await answered(visitor);
  await page.addInitScript(noMemory);
  await page.route('**/title-precheck-nowasm.js', (route) => route.abort());
  await page.reload();
  await page.getByText(zh['failure-engine']).waitFor();
  assert.match(await page.locator('.code').innerText(), /^engine: .*memory/i);
  assert.ok(await page.getByText('查看通知和材料清单').isVisible());
  assert.deepEqual(await errors(visitor), [['engine', true]]);
  await page.addInitScript(() => { self.scarce = false; });
  await page.reload();
  await resume(visitor);
  assert.deepEqual([await answered(visitor), (await visitor.where()).question], [before, 'degree']);
  await visitor.leave();
});

test('the single file, which has no other engine, says the same', async () => {
  const visitor = await visit(pathToFileURL(join(dist, 'precheck.html')).href, { before: noMemory });
  await visitor.page.getByText(zh['failure-engine']).waitFor();
  assert.ok(await visitor.page.getByText('9月10日截止').isVisible());
  await visitor.leave();
});

test('an engine that runs into a trap ends the check in a sentence; loaded again, the page is where it was with every answer', async () => {
  const visitor = await atStart();
  const { page } = visitor;
  await visitor.begin();
  await visitor.answer(engineer, { until: 'committee' });
  const before = await answered(visitor);
  await page.evaluate(() => { document.querySelector('title-precheck')._engine.assess = () => { throw new WebAssembly.RuntimeError('unreachable'); }; });
  await visitor.fill(engineer.committee);
  await visitor.goOn();
  await page.getByText(zh['failure-engine']).waitFor();
  assert.match(await page.locator('.code').innerText(), /^engine: unreachable$/);
  assert.deepEqual(await errors(visitor), [['engine', true]]);
  await page.reload();
  await resume(visitor);
  const { sanction, ...kept } = before;
  assert.deepEqual(await answered(visitor), kept, 'all but what is said about sanctions, which is asked again');
  await visitor.answer({ sanction }, { until: 'committee' });
  assert.equal((await visitor.where()).question, 'committee');
  await visitor.leave();
});

for (const [where, before] of [
  ['in a Worker', inWorkers(`${littleMemory}(24)`)],
  ['in the page', `delete window.Worker; addEventListener('DOMContentLoaded', () => document.querySelector('title-precheck').ready.then(() => ${littleMemory}(24)))`],
]) {
  test(`a picture that the module has no memory for is said to be one, ${where}, and smaller ones go on`, async () => {
    const slots = await atSlots({ before });
    const large = file('很大.jpg', await paper({ width: 2600, height: 1838, grain: 50, quality: 0.95 }));
    assert.ok(large.buffer.length > 24 * 65536, String(large.buffer.length));
    await slots.choose(DEGREE, large);
    const { verdict, text } = await slots.only(DEGREE);
    assert.equal(verdict, 'failed');
    assert.ok(text.includes(zh['trouble-failed']), text);
    assert.equal(await slots.status(DEGREE), 'missing');
    // there is memory again
    await slots.page.evaluate(() => { window.isTight = false; });
    await slots.choose(TITLE, sharp);
    assert.equal((await slots.only(TITLE)).verdict, 'readable');
    await slots.press(DEGREE, 'again');
    await slots.page.waitForFunction((id) => {
      const { verdict: now } = document.querySelector('title-precheck').shadowRoot.querySelector(`[data-slot="${id}"] [data-file]`).dataset;
      return now !== 'busy' && now !== 'failed';
    }, DEGREE);
    await slots.visitor.leave();
  });
}

// ---- 4. scripts beside the first

const OTHER = 'http://files.example/';
const script = (name) => readFileSync(join(dist, `title-precheck${name}.js`), 'utf8');
/** What comes in the place of a script. */
const BROKEN = {
  missing: () => ({ status: 404, contentType: 'text/plain', body: 'not found' }),
  'cut short': (name) => ({ contentType: 'text/javascript', body: script(name).slice(0, script(name).length / 2) }),
  'a page': () => ({ contentType: 'text/html', body: '<!doctype html><title>登录</title><p>请登录' }),
  'a page that says it is a script': () => ({ contentType: 'text/javascript', body: '<!doctype html><title>登录</title><p>请登录' }),
};

/** For each script, how a person comes to need it, and what is said where it does not come. */
const NEEDS = {
  more: async (visitor) => {
    await visitor.jump(engineer);
    await visitor.page.getByText(zh['take-failed']).waitFor();
    assert.deepEqual(await answered(visitor), engineer);
    assert.equal((await visitor.results())['regional-review'].earliest, '2022-03-10');
  },
  scan: async (visitor) => {
    await visitor.page.evaluate(() => { document.querySelector('title-precheck').mode = 'documents'; });
    const slots = await withQuestionAnswered(visitor);
    await slots.choose(DEGREE, sharp);
    const { verdict, text } = await slots.only(DEGREE);
    assert.equal(verdict, 'failed');
    assert.ok(text.includes(zh['trouble-not-loaded']), text);
    await slots.press(DEGREE, 'keep');
    assert.equal(await slots.status(DEGREE), 'present');
  },
  pdf: async (visitor) => {
    await visitor.page.evaluate(() => { document.querySelector('title-precheck').mode = 'documents'; });
    const slots = await withQuestionAnswered(visitor);
    await slots.choose(DEGREE, scanned);
    const { verdict, text } = await slots.only(DEGREE);
    assert.equal(verdict, 'container');
    assert.ok(text.includes(zh['trouble-no-pdf']), text);
  },
  ug: async (visitor) => {
    await visitor.page.evaluate((given) => { document.querySelector('title-precheck').answers = given; }, engineer);
    await visitor.page.locator('.languages [lang="ug"]').click();
    await visitor.page.locator('[role="alert"]', { hasText: t('language-failed', { language: zh['language-ug'] }) }).waitFor();
    assert.deepEqual(await answered(visitor), engineer);
    await visitor.button('开始').click();
    await visitor.screen('routes').waitFor();
  },
  nowasm: async (visitor) => {
    await visitor.page.getByText('预检没有打开').waitFor();
    assert.ok(await visitor.page.getByText('查看通知和材料清单').isVisible());
  },
};

for (const [name, needs] of Object.entries(NEEDS)) {
  test(`title-precheck-${name}.js missing, cut short, or a page in its place: that is said, and the rest goes on`, async () => {
    for (const [fault, answer] of Object.entries(BROKEN)) {
      // a browser checks the hash of its own site's scripts alone
      for (const files of [server.url, OTHER]) {
        const where = `${fault}, from ${files === OTHER ? 'another site' : 'the same'}`;
        const others = files === OTHER ? ['', '-more', '-scan'].map((other) => [`${OTHER}title-precheck${other}.js`, { contentType: 'text/javascript', body: script(other) }]) : [];
        const visitor = await onPage(`<script src="${files}title-precheck.js" defer></script><title-precheck as-of="${TODAY}"><a href="notice.html">查看通知和材料清单</a></title-precheck>`, {
          before: name === 'nowasm' ? () => { delete window.WebAssembly; } : undefined,
          answers: { ...Object.fromEntries(others), [`${files}title-precheck-${name}.js`]: answer(`-${name}`) },
        });
        if (name !== 'nowasm') await visitor.screen('start').waitFor();
        await needs(visitor).catch((error) => assert.fail(`${where}: ${error.message}`));
        await visitor.leave();
      }
    }
  });
}

// ---- 5. the device's clock

/** A clock that stands at a day's noon. */
const clockAt = (day) => `{
  const Own = Date;
  const at = new Own('${day}T12:00').getTime();
  window.Date = class extends Own {
    constructor(...given) { super(...(given.length ? given : [at])); }
    static now() { return at; }
  };
}`;

const setDay = async (visitor, day) => {
  await visitor.fill(day);
  await visitor.button('按这一天计算').click();
};

test('a clock of 1970 is said to be before the notice; with the day set right the result is the usual one', async () => {
  const visitor = await atStart({ today: null, before: clockAt('1970-01-01') });
  const { page } = visitor;
  const early = page.locator('[data-early]');
  assert.equal(await early.innerText(), t('over-early', { day: formatDate('1970-01-01', t) }));
  await visitor.begin();
  await visitor.answer(engineer, { until: 'title-since' });
  const before = await answered(visitor);
  await visitor.fill(engineer['title-since']);
  await visitor.goOn();
  await page.locator('[data-problem]').waitFor();
  assert.equal(await page.locator('.problem').innerText(), t('problem-date-after-today', { day: formatDate('1970-01-01', t) }));
  assert.deepEqual(await answered(visitor), before);
  while ((await visitor.where()).screen !== 'start') {
    const from = await page.locator('[data-screen]').elementHandle();
    await visitor.button('返回').click();
    await page.waitForFunction((screen) => !screen.isConnected, from);
  }
  assert.deepEqual(await answered(visitor), before, 'nothing is lost on the way back');
  await visitor.button('更改按哪一天计算').click();
  await visitor.screen('day').waitFor();
  await setDay(visitor, TODAY);
  await visitor.screen('start').waitFor();
  assert.equal(await early.count(), 0);
  assert.match(await page.locator('.day').innerText(), /按 2021年7月20日 计算[^]*这一天是你选的，今天是 1970年1月1日/);
  await visitor.begin();
  await visitor.answer(engineer);
  assert.equal((await visitor.results())['regional-review'].earliest, '2022-03-10');
  await assertKept(visitor, engineer);
  assert.deepEqual(visitor.complaints, []);
  await visitor.leave();
});

test('answers that were kept are not given up to a clock that has fallen back: the day is asked, and then they are there', async () => {
  const visitor = await atStart({ today: null, before: clockAt('2021-07-20') });
  const { page } = visitor;
  await visitor.begin();
  await visitor.answer(employed, { until: 'check' });
  const kept = await answered(visitor);
  assert.ok(kept['title-since']);
  await page.addInitScript(clockAt('1970-01-01'));
  await page.reload();
  await resume(visitor);
  assert.equal((await visitor.where()).screen, 'day');
  assert.equal(await page.locator('.problem').innerText(), t('problem-day-before-answer', { question: await page.evaluate(() => document.querySelector('title-precheck')._engine.notice.fact('title-since').question) }));
  await setDay(visitor, TODAY);
  await resume(visitor);
  assert.deepEqual(await answered(visitor), kept);
  await visitor.leave();
});

test('by a clock of 2099 the notice\'s year is over, on every screen that depends on it, and no time is open', async () => {
  const visitor = await atStart({ today: null, before: clockAt('2099-06-01') });
  const { page } = visitor;
  const over = async () => {
    assert.match(await page.locator('[data-over]').innerText(), /2021年度已经结束[^]*现在是2099年/);
    assert.equal(await page.locator('[data-early]').count(), 0);
  };
  await over();
  await visitor.begin();
  await visitor.answer(engineer, { until: 'check' });
  await over();
  await visitor.answer({});
  await over();
  assert.match(await page.locator('[data-focus]').innerText(), /这一年度已结束/);
  assert.doesNotMatch(await visitor.screen('result').innerText(), /正在申报/);
  assert.ok(Object.values(await visitor.results()).every(({ window }) => window !== 'open'));
  await assertKept(visitor, engineer);
  await visitor.leave();
});

// ---- 6. closed at any step

test('loaded anew after every answer, the page goes on at the same screen with the same answers', async () => {
  const visitor = await atStart();
  const { page } = visitor;
  await visitor.begin();
  const seen = [];
  for (let steps = 0; steps < 40; steps += 1) {
    const here = await visitor.where();
    seen.push(here.question || here.screen);
    await visitor.settled();
    const given = await answered(visitor);
    if (Object.keys(given).length) {
      await page.reload();
      await resume(visitor);
      assert.deepEqual([await visitor.where(), await answered(visitor)], [here, given]);
    }
    if (here.screen === 'result') break;
    const isCheck = here.screen === 'check';
    if (isCheck) {
      await visitor.button('查看结果').click();
    } else {
      await visitor.fill(employed[here.question] ?? 'unknown');
      await visitor.goOn();
    }
    await page.waitForFunction((from) => {
      const now = document.querySelector('title-precheck').shadowRoot.querySelector('[data-screen]').dataset;
      return 'whole' in now && (now.question || now.screen) !== from;
    }, here.question || here.screen);
  }
  assert.deepEqual(seen.slice(-2), ['check', 'result']);
  assert.ok(seen.length > 10, seen.join());
  assert.deepEqual(visitor.complaints, []);
  await visitor.leave();
});

test('closed and opened again where the device keeps the answers: a result, and an answer that was being changed', async () => {
  let visitor = await atStart({ attributes: 'storage="ask"' });
  await visitor.begin();
  await visitor.answer(engineer);
  await keepBox(visitor).check();
  await visitor.page.getByLabel('处分的回答也留下').check();
  await visitor.settled();
  const again = async (wanted) => {
    const given = await answered(visitor);
    const before = visitor;
    visitor = await anotherTab(before, 'storage="ask"');
    await before.page.close();
    await resume(visitor);
    const { screen, question } = await visitor.where();
    assert.deepEqual([question || screen, await answered(visitor)], [wanted, given]);
  };
  await again('result');
  await keepBox(visitor).waitFor();
  assert.equal(await keepBox(visitor).isChecked(), true, 'still kept');
  await visitor.page.locator('[data-change="degree"]').click();
  await visitor.question('degree').waitFor();
  await visitor.settled();
  await again('degree');
  await visitor.fill('master');
  await visitor.goOn();
  await visitor.answer(engineer);
  await visitor.settled();
  await again('result');
  assert.equal((await answered(visitor)).degree, 'master');
  await visitor.leave();
});

// ---- 7. two tabs

const onDevice = ({ page }) => page.evaluate(() => JSON.parse(localStorage.getItem('title-precheck')));

/** Two tabs of a site, the first with its answers kept on the device. */
async function twoTabs() {
  const first = await atStart({ attributes: 'storage="ask"' });
  const early = await anotherTab(first, 'storage="ask"');
  // browsers hardly wake tabs that nobody sees
  await first.page.bringToFront();
  await first.jump(engineer);
  await keepBox(first).check();
  await first.settled();
  return [first, early];
}

test('a tab that was open before, and one that begins anew, leave alone what another keeps on the device', async () => {
  const [first, early] = await twoTabs();
  const late = await anotherTab(first, 'storage="ask"');
  assert.match(await resumeButton(late).innerText(), /已答 \d+ 题/);
  for (const other of [early, late]) {
    await other.page.bringToFront();
    await other.jump(teacher);
    await keepBox(other).waitFor();
    assert.equal(await keepBox(other).isChecked(), false);
    assert.equal((await onDevice(first)).answers.series, 'engineering');
  }
  assert.equal(await keepBox(first).isChecked(), true);
  assert.deepEqual(await answered(early), teacher);
  await first.leave();
});

test('of two tabs that keep their answers on the device the last one does; the other is told so at once, loses none, and may keep them again', async () => {
  const [first, second] = await twoTabs();
  await second.page.bringToFront();
  await second.jump(teacher);
  await keepBox(second).check();
  const told = first.page.locator('[data-refused]');
  await told.waitFor();
  await first.page.bringToFront();
  assert.equal(await told.innerText(), zh['keep-elsewhere']);
  assert.equal(await keepBox(first).isChecked(), false);
  assert.deepEqual(await answered(first), engineer);
  assert.equal((await onDevice(first)).answers.series, teacher.series);
  // nor does it do so when it goes on
  await first.page.locator('[data-change="degree"]').click();
  await first.question('degree').waitFor();
  await first.settled();
  assert.equal((await onDevice(first)).answers.series, teacher.series);
  await first.goOn();
  await first.screen('result').waitFor();
  await keepBox(first).check();
  await first.page.locator('[data-refused]').waitFor({ state: 'detached' });
  assert.equal((await onDevice(first)).answers.series, 'engineering');
  await second.page.locator('[data-refused]').waitFor();
  assert.deepEqual(await answered(second), teacher);
  assert.deepEqual([first.complaints, second.complaints], [[], []]);
  await first.leave();
});

test('two tabs that both go on with what was kept: the first that does keeps it, the other is told', async () => {
  const [before] = await twoTabs();
  const [first, second] = [await anotherTab(before, 'storage="ask"'), await anotherTab(before, 'storage="ask"')];
  await before.page.close();
  for (const visitor of [first, second]) {
    await visitor.page.bringToFront();
    await resume(visitor);
    await visitor.answer(engineer);
    await keepBox(visitor).waitFor();
  }
  assert.equal(await second.page.locator('[data-refused]').innerText(), zh['keep-elsewhere']);
  assert.deepEqual([await keepBox(first).isChecked(), await keepBox(second).isChecked()], [true, false]);
  for (const visitor of [first, second]) assert.deepEqual(await answered(visitor), engineer);
  await second.leave();
});

test('what is cleared in one tab is cleared on the device; the other is told, keeps its own for itself, and does not put them back', async () => {
  const [first, second] = await twoTabs();
  await second.page.bringToFront();
  await second.jump(teacher);
  await second.button('清除并重新开始').click();
  await second.screen('start').waitFor();
  assert.equal(await onDevice(second), null);
  const told = first.page.locator('[data-refused]');
  await told.waitFor();
  await first.page.bringToFront();
  assert.equal(await told.innerText(), zh['keep-elsewhere']);
  assert.equal(await keepBox(first).isChecked(), false);
  assert.deepEqual(await answered(first), engineer);
  await first.page.locator('[data-change="degree"]').click();
  await first.question('degree').waitFor();
  await first.settled();
  assert.equal(await onDevice(first), null);
  await first.leave();
});

// ---- 8. files

test('of a file of 500 MB not a byte is read', async () => {
  const slots = await atSlots({
    before: () => {
      window.reads = [];
      const watch = (type, name) => {
        const own = type[name];
        if (own) type[name] = function (...given) { window.reads.push(name); return own.apply(this, given); };
      };
      ['readAsArrayBuffer', 'readAsText', 'readAsDataURL', 'readAsBinaryString'].forEach((name) => watch(FileReader.prototype, name));
      ['arrayBuffer', 'text', 'stream', 'slice'].forEach((name) => watch(Blob.prototype, name));
      watch(window, 'createImageBitmap');
      watch(URL, 'createObjectURL');
    },
  });
  const size = await slots.slot(DEGREE).locator('.choosers input').first().evaluate((input) => {
    const part = new Blob([new Uint8Array(1_000_000)]);
    const transfer = new DataTransfer();
    transfer.items.add(new File(Array.from({ length: 500 }, () => part), '巨大.jpg', { type: 'image/jpeg' }));
    const { size: bytes } = transfer.files[0];
    Object.assign(input, { files: transfer.files }).dispatchEvent(new Event('change'));
    return bytes;
  });
  assert.equal(size, 500_000_000);
  await slots.looked(DEGREE);
  const { verdict, text } = await slots.only(DEGREE);
  assert.equal(verdict, 'failed');
  assert.ok(text.includes(t('trouble-too-large', { most: '50.0 MB' })), text);
  assert.deepEqual(await slots.page.evaluate(() => window.reads), []);
  await slots.visitor.leave();
});

test('a file that has gone, or was changed, between the choice and the reading is said to be gone, and another may take its place', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gone-'));
  const path = join(folder, '证书.jpg');
  for (const change of [() => rmSync(path), () => writeFileSync(path, Buffer.concat([sharp.buffer, sharp.buffer]))]) {
    writeFileSync(path, sharp.buffer);
    const slots = await atSlots();
    let letGo;
    const held = new Promise((done) => { letGo = done; });
    await slots.page.route('**/title-precheck-scan.js', async (route) => {
      await held;
      route.continue();
    });
    await slots.choose(DEGREE, path, { wait: false });
    await slots.slot(DEGREE).locator('[data-verdict="busy"]').waitFor();
    change();
    letGo();
    await slots.looked(DEGREE);
    const { verdict, text } = await slots.only(DEGREE);
    assert.equal(verdict, 'failed');
    assert.ok(text.includes(zh['trouble-gone']), text);
    assert.equal(await slots.slot(DEGREE).locator('[data-do="keep"]').count(), 0, 'nobody uses what is not there');
    assert.equal(await slots.status(DEGREE), 'missing');
    await slots.slot(DEGREE).locator('[data-verdict="failed"] input[type="file"]').setInputFiles(sharp);
    await slots.slot(DEGREE).locator('[data-verdict="readable"]').waitFor();
    assert.deepEqual(slots.visitor.complaints, []);
    await slots.visitor.leave();
  }
  rmSync(folder, { recursive: true });
});

// ---- 9. characters that nobody sees

const UNSEEN = ['\u00ad', '\u061c', '\u200b', '\u200c', '\u200d', '\u200e', '\u200f', '\u202a', '\u202b', '\u202c', '\u2060', '\u2066', '\u2067', '\u2068', '\u2069', '\ufeff'];
const OVERRIDES = ['\u202d', '\u202e'];

test('what is of no width, or marks a direction, changes no number and no date; what turns digits around is refused', () => {
  for (const mark of UNSEEN) {
    const name = mark.charCodeAt(0).toString(16);
    for (const text of [`${mark}12`, `1${mark}2`, `12${mark}`]) assert.deepEqual(readNumber(text), { value: 12 }, name);
    assert.equal(readNumber(mark).problem, 'number-empty', name);
    assert.deepEqual(readDate({ year: `${mark}2018${mark}`, month: `0${mark}3`, day: mark }), { value: '2018-03' }, name);
    for (const year of [`${mark}2018-03-09${mark}`, `2018${mark}.3${mark}.9`]) assert.deepEqual(readDate({ year, month: mark, day: '' }), { value: '2018-03-09' }, name);
  }
  for (const mark of OVERRIDES) {
    assert.equal(readNumber(`${mark}12`).problem, 'number-range');
    assert.equal(readDate({ year: `${mark}2018`, month: '3' }).problem, 'year-digits');
    assert.equal(readDate({ year: `${mark}2018-03` }).problem, 'year-digits');
  }
});

test('in the page such an answer is what it looks like, or is refused at its field', async () => {
  const visitor = await atStart();
  const { page } = visitor;
  const refused = async (problem, fact) => {
    await visitor.goOn();
    await page.locator('[data-problem]').waitFor();
    assert.equal(await page.locator('.problem').innerText(), zh[problem]);
    assert.equal((await answered(visitor))[fact], undefined);
  };
  await visitor.begin();
  await visitor.answer(teacher, { until: 'title-since' });
  await page.locator('#year').fill('\u202e8102');
  await page.locator('#month').fill('9');
  await refused('problem-year-digits', 'title-since');
  await page.locator('#year').fill('\u206820\u200b16\u2069');
  await page.locator('#month').fill('\u200f09');
  await visitor.goOn();
  await visitor.answer(teacher);
  assert.equal((await answered(visitor))['title-since'], '2016-09');
  await visitor.element('goTo', 'service-years');
  await page.locator('#number').fill('\u202e21');
  await refused('problem-number-range', 'service-years');
  await page.locator('#number').fill('\u200b5\ufeff');
  await visitor.goOn();
  await visitor.screen('result').waitFor();
  const given = await answered(visitor);
  assert.equal(given['service-years'], 5);
  const marks = /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069]/;
  assert.doesNotMatch(await visitor.screen('result').innerText(), marks);
  assert.doesNotMatch(await visitor.element('toText'), marks);

  // an answer code as it comes out of a message
  const code = await visitor.element('toCode', { withSanction: true });
  await visitor.element('reset');
  await visitor.screen('start').waitFor();
  await visitor.button('输入答案码').click();
  await page.locator('#code').fill(`\u2068${code.replace(/-/g, '\u200b-')}\u2069\u202e`);
  await visitor.button('读取答案').click();
  await page.locator('[data-screen="question"], [data-screen="check"]').waitFor();
  assert.deepEqual(await answered(visitor), given);
  assert.deepEqual(visitor.complaints, []);
  await visitor.leave();
});

test('marks of direction in a file\'s name turn nothing around', async () => {
  const slots = await atSlots();
  await slots.choose(DEGREE, file('证书\u202egpj.exe\u2066.jpg', sharp.buffer));
  await slots.choose(TITLE, file('\u202e复制.jpg', sharp.buffer));
  const shown = (await slots.page.locator('[data-screen="documents"]').innerText()) + await slots.slot(DEGREE).evaluate((slot) => Array.from(slot.querySelectorAll('[aria-label]'), (element) => element.getAttribute('aria-label')).join());
  assert.doesNotMatch(shown, /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
  assert.match(shown, /证书gpj\.exe\.jpg/);
  assert.match((await slots.only(TITLE)).text, /这两份是同一个文件：证书gpj\.exe\.jpg（学历证书）、复制\.jpg/);
  await slots.visitor.leave();
});

// ---- 10. a notice that is up to something

const IMAGE = '<img src=x onerror="window.caught=1">';
const MARKUP = `${IMAGE}<script>window.caught=2</script><svg onload=window.caught=3>"'\`&amp;</textarea></style></title>`;

/** The notice with another place to file at, and with markup in all of its words: sealed as any pack is. */
function hostilePack(channel) {
  const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
  const notice = join(folder, 'notice');
  cpSync(join(root, 'src/notices/kizilsu-2021'), notice, { recursive: true });
  const toml = join(notice, 'notice.toml');
  writeFileSync(toml, readFileSync(toml, 'utf8').replace(/^channel = ".*"$/gm, `channel = ${JSON.stringify(channel)}`));
  const path = join(folder, 'hostile.pack');
  const { status, stderr } = spawnSync(join(root, 'target/release/precheck'), ['compile', notice, '-o', path]);
  assert.equal(status, 0, String(stderr));
  const pack = readFileSync(path);
  rmSync(folder, { recursive: true });
  const start = 8 + pack.readUInt32LE(4);
  const texts = JSON.parse(pack.subarray(start, -32).toString());
  const wild = (value, key) => {
    if (Array.isArray(value)) return value.map((part) => wild(part));
    if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, wild(part, name)]));
    // what others refer to stays as it is
    return typeof value === 'string' && /[\u3400-\u9fff]/.test(value) && !['clause', 'text'].includes(key) ? value + MARKUP : value;
  };
  const { clauses, sources, ...rest } = texts;
  const all = { ...wild(rest), clauses, sources: wild(sources) };
  // quotes are cut out of it by place
  const { main } = all.sources;
  for (const [from, to] of Object.values(clauses)) {
    if (to - from > IMAGE.length + 4) main.text = `${main.text.slice(0, from)}${IMAGE}${main.text.slice(from + IMAGE.length)}`;
  }
  const body = Buffer.concat([pack.subarray(0, start), Buffer.from(JSON.stringify(all))]);
  return Buffer.concat([body, createHash('sha256').update(body).digest()]);
}

/** What a person has before them is text, and no link leads anywhere but to a site, a telephone, or a place on the page. */
async function assertHarmless({ page }, where) {
  const found = await page.evaluate(() => {
    const { shadowRoot } = document.querySelector('title-precheck');
    const elements = Array.from(shadowRoot.querySelectorAll('*'));
    return {
      odd: elements.filter(({ localName, attributes }) => ['img', 'script', 'iframe', 'object', 'embed', 'base', 'link', 'meta'].includes(localName)
        || Array.from(attributes).some(({ name }) => /^on/.test(name))).map(({ outerHTML }) => outerHTML),
      links: elements.filter((element) => element.hasAttribute('href')).map((element) => element.getAttribute('href')).filter((href) => !/^(https?:\/\/|tel:|#)/.test(href)),
      caught: window.caught,
    };
  });
  assert.deepEqual(found, { odd: [], links: [], caught: undefined }, where);
}

for (const channel of ['javascript:window.caught=4', 'JavaScript://x/%0Awindow.caught=5', 'data:text/html,<script>window.caught=6</script>', '县人社局窗口']) {
  test(`markup in a notice is text on every screen and in what is taken away, and no link leads to ${channel.slice(0, 16)}`, async () => {
    const pack = hostilePack(channel);
    // and in what translates them
    const translated = [];
    JSON.parse(pack.subarray(8 + pack.readUInt32LE(4), -32).toString(), (_, text) => {
      if (typeof text === 'string' && text.endsWith(MARKUP)) translated.push({ zh: text, text: `x${MARKUP}`, review: 'reviewed' });
      return text;
    });
    assert.ok(translated.length > 100);
    const visitor = await atStart({
      attributes: `notice="hostile.pack" start-url="${channel.replace(/"/g, '&quot;')}"`, answers: { 'hostile.pack': { body: pack }, 'hostile.ug.json': { json: translated }, 'hostile.en.json': { json: translated } },
    });
    const { page } = visitor;
    await assertHarmless(visitor, 'start');
    assert.ok((await visitor.screen('start').innerText()).includes(IMAGE), 'shown as it is written');
    await visitor.button('开始').click();
    await visitor.screen('routes').waitFor();
    await assertHarmless(visitor, 'routes');
    await page.locator('#route-all').check();
    await visitor.goOn();
    for (let questions = 0; questions < 60; questions += 1) {
      await page.locator('[data-screen][data-whole]').waitFor();
      const { screen, question, refine } = await visitor.where();
      if (screen === 'check') break;
      await page.locator('[part="why"] summary').click();
      await assertHarmless(visitor, question);
      if (refine) {
        await visitor.button('记不清，跳过').click();
      } else {
        await visitor.fill(teacher[question] ?? everything[question] ?? 'unknown');
        await visitor.goOn();
      }
      await page.waitForFunction(([from, wasRefine]) => {
        const now = document.querySelector('title-precheck').shadowRoot.querySelector('[data-screen]').dataset;
        return now.question !== from || 'refine' in now !== wasRefine;
      }, [question, refine]);
    }
    await visitor.screen('check').waitFor();
    await assertHarmless(visitor, 'check');
    await visitor.button('查看结果').click();
    await visitor.screen('result').waitFor();
    await page.locator('.take').waitFor();
    await visitor.element('_unfold');
    await visitor.settled();
    await assertHarmless(visitor, 'result');
    assert.ok((await visitor.screen('result').innerText()).includes(channel), 'where to file is said');
    await page.getByText('生成说明').click();
    await visitor.button('答案码').click();
    for (const language of ['ug', 'en']) {
      await visitor.speak(language);
      await visitor.element('_unfold');
      await visitor.settled();
      await assertHarmless(visitor, language);
      const saved = await page.evaluate(async () => {
        const html = await document.querySelector('title-precheck').toHTML();
        const made = new DOMParser().parseFromString(html, 'text/html');
        return [Array.from(made.querySelectorAll('img, script, svg, textarea'), ({ outerHTML }) => outerHTML), Array.from(made.querySelectorAll('[href]'), (link) => link.getAttribute('href')), made.body.textContent];
      });
      assert.deepEqual(saved.slice(0, 2), [[], []], language);
      assert.ok(saved[2].includes(IMAGE), language);
    }
    await page.evaluate(() => { document.querySelector('title-precheck').mode = 'documents'; });
    await visitor.screen('documents').waitFor();
    await page.locator('[data-slot], [data-file-question]').first().waitFor();
    await assertHarmless(visitor, 'documents');
    assert.deepEqual(visitor.complaints, []);
    await visitor.leave();
  });
}

// ---- 11. Trusted Types

const TRUSTED = "require-trusted-types-for 'script'; trusted-types lit-html title-precheck";
const STRICT = `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src blob:; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; ${TRUSTED}`;

/** Everything that a person can do: all languages, a problem, a result, scans, all ways out, paper. */
async function everythingThereIs(visitor) {
  const { page } = visitor;
  const { page: { context } } = { page: { context: page.context() } };
  await context.grantPermissions([]);
  await page.evaluate(() => { window.print = () => { window.printed = true; }; });
  await visitor.begin();
  await visitor.goOn();
  await page.locator('[data-problem]').waitFor();
  for (const language of ['ug', 'ky', 'en', 'zh']) await visitor.speak(language);
  await visitor.answer(engineer);
  await page.locator('.take').waitFor();
  const slots = await withQuestionAnswered(visitor);
  await slots.choose(DEGREE, sharp);
  await slots.choose(TITLE, scanned);
  await slots.choose(TRAINING, file('侧.jpg', await paper({ quarters: 1, title: '第三份' })));
  assert.deepEqual([(await slots.only(DEGREE)).verdict, (await slots.only(TITLE)).verdict], ['readable', 'readable']);
  await slots.press(TRAINING, 'left');
  await slots.slot(TRAINING).locator('[data-verdict="readable"]').waitFor();
  const downloads = [];
  page.on('download', (download) => downloads.push(download.suggestedFilename().split('.').pop()));
  await slots.press(TRAINING, 'save');
  for (const name of ['复制文字', '存到日历', '保存网页', '答案码', '打印']) await visitor.button(name).click();
  await page.getByText('生成说明').click();
  const code = await visitor.element('toCode');
  for (const language of ['ug', 'zh']) {
    await visitor.speak(language);
    assert.ok((await visitor.element('toHTML')).length > 1000);
  }
  await page.emulateMedia({ media: 'print' });
  await page.pdf();
  await page.emulateMedia({ media: null });
  assert.equal(await page.evaluate(() => window.printed), true);
  await visitor.button('清除并重新开始').click();
  await visitor.screen('start').waitFor();
  await visitor.element('fromCode', code);
  await page.locator('[data-screen="question"], [data-screen="check"]').waitFor();
  assert.deepEqual(downloads.sort(), ['html', 'ics', 'jpg']);
  assert.deepEqual(await page.evaluate(() => window.violations), []);
  assert.deepEqual(visitor.complaints, []);
}

test('under Trusted Types, in a site\'s page, nothing that a person can do breaks the policy', async () => {
  const visitor = await atStart({ csp: STRICT, context: { acceptDownloads: true } });
  await everythingThereIs(visitor);
  await visitor.leave();
});

for (const [where, url] of [['from a disk', pathToFileURL(join(dist, 'precheck.html')).href], ['from a site', `${server.url}precheck.html`]]) {
  test(`the single file ${where} enforces Trusted Types itself, and nothing that a person can do breaks its policy`, async () => {
    const visitor = await visit(url, { acceptDownloads: true });
    await visitor.screen('start').waitFor();
    const refused = await visitor.page.evaluate(async () => {
      const told = new Promise((done) => { document.addEventListener('securitypolicyviolation', done, { once: true }); });
      try {
        document.createElement('div').innerHTML = '<b>';
        return false;
      } catch (_) {
        await told;
        window.violations = [];
        return true;
      }
    });
    assert.equal(refused, true);
    visitor.complaints = [];
    await visitor.page.evaluate((day) => document.querySelector('title-precheck').setAttribute('as-of', day), TODAY);
    await everythingThereIs(visitor);
    await visitor.leave();
  });
}

// ---- 12. what the sources may not do

/** Ways for data to become markup or code. */
const FORBIDDEN = /\b(?:inner|outer)HTML\b|insertAdjacentHTML|document\s*\.\s*write|unsafe(?:HTML|SVG|Static)|setHTML(?:Unsafe)?\b|parseHTMLUnsafe|createContextualFragment|DOMParser|\bsrcdoc\b|\beval\b|\bnew\s+Function\b|\bFunction\s*\(|javascript:|set(?:Timeout|Interval)\(\s*['"`]/;

const sourcesIn = (folder) => readdirSync(join(root, folder), { recursive: true }).filter((name) => name.endsWith('.js')).map((name) => `${folder}/${name}`);
const withoutComments = (code) => code.replace(/\/\*[^]*?\*\//g, '').replace(/(^|\s)\/\/ .*$/gm, '');

test('no source makes markup or code of a text', () => {
  const faults = ['www/src', 'www/author', 'www/office'].flatMap(sourcesIn).flatMap((path) => withoutComments(readFileSync(join(root, path), 'utf8')).split('\n')
    .filter((line) => FORBIDDEN.test(line)
      // a message is looked through for the name of what a policy forbids
      && !(path === 'www/src/engine.js' && line.includes('/content security policy|unsafe-eval/i.test(')))
    .map((line) => `${path}: ${line.trim()}`));
  assert.deepEqual(faults, []);
});

/** What of it stands in the built scripts all the same, and why no data comes there. */
const HARMLESS = {
  'lit-html: a template as it is written in a source, without its values': /createElement\("template"\);return \w+\.innerHTML=\w+,\w+\}\}/,
  'a policy for old browsers, written when this is built': /\)\) document\.write\('<meta http-equiv="Content-Security-Policy" content="default-src /,
};

test('no script that ships makes code of a text, nor markup but where it is written why', () => {
  const scripts = readdirSync(dist).filter((name) => /\.(js|html)$/.test(name));
  assert.ok(scripts.length > 10);
  const found = scripts.flatMap((name) => {
    const text = readFileSync(join(dist, name), 'utf8');
    return Array.from(text.matchAll(/\beval\(|\bnew Function\b|\bFunction\(|insertAdjacentHTML|document\.write(?:ln)?\(|createContextualFragment|setHTMLUnsafe|\.(?:inner|outer)HTML\s*=(?!=)/g), ({ index }) => [name, text.slice(index - 60, index + 90)]);
  });
  const isHarmless = (text) => Object.values(HARMLESS).some((known) => known.test(text));
  assert.deepEqual(found.filter(([, text]) => !isHarmless(text)), []);
  assert.ok(found.some(([name]) => name === 'title-precheck.js'), 'it is found where it is');
});

// ---- 13. the single file's own policy

const single = readFileSync(join(dist, 'precheck.html'), 'utf8');
const [, POLICY] = /<meta http-equiv="Content-Security-Policy" content="(default-src[^"]*)">\n<!-- -->/.exec(single);

/** What shows that the page works, and is held: under the policy given in the place of its own. */
async function under(policy) {
  const visitor = await visit(`${server.url}precheck.html`, { answers: { 'precheck.html': { contentType: 'text/html', body: single.replace(POLICY, () => policy) } } });
  const { page } = visitor;
  await page.waitForLoadState();
  const works = await (async () => {
    await page.waitForFunction(() => window.violations.length || (document.querySelector('title-precheck').shadowRoot || document).querySelector('[data-screen="start"]'));
    if (await page.evaluate(() => window.violations.length)) return false;
    await page.evaluate((day) => Object.assign(document.querySelector('title-precheck'), { asOf: day, mode: 'documents' }), TODAY);
    const slots = await withQuestionAnswered(visitor);
    await slots.choose(DEGREE, scanned);
    return (await slots.only(DEGREE)).verdict === 'readable';
  })().catch(() => false);
  const held = await page.evaluate(async () => {
    const throws = (go) => {
      try {
        go();
        return false;
      } catch (_) {
        return true;
      }
    };
    const count = window.violations.length;
    const result = {
      markup: throws(() => { document.createElement('div').innerHTML = '<b>'; }),
      policies: Boolean(window.trustedTypes) && throws(() => window.trustedTypes.createPolicy('another', {})),
      connections: await fetch('data:,').then(() => false, () => true),
    };
    const base = document.head.appendChild(Object.assign(document.createElement('base'), { href: 'https://other.example/' }));
    result.base = !document.baseURI.startsWith(base.href);
    base.remove();
    // a form is held before it leads anywhere, or else by what keeps frames away
    const told = new Promise((done) => {
      document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => /^(form-action|frame-src)$/.test(violatedDirective) && done(violatedDirective));
      setTimeout(done, 2000);
    });
    const frame = document.body.appendChild(Object.assign(document.createElement('iframe'), { name: 'sent' }));
    const form = document.body.appendChild(Object.assign(document.createElement('form'), { action: 'sent.html', target: 'sent' }));
    form.submit();
    result.forms = await told === 'form-action';
    form.remove();
    frame.remove();
    window.violations.splice(count);
    return { ...result, violations: window.violations };
  });
  const { complaints } = visitor;
  await visitor.leave();
  return { ...held, works, complaints };
}

test('the single file\'s policy has nothing to spare: whatever is taken from it, something no longer works or is no longer held', async () => {
  const directives = POLICY.split('; ').map((directive) => directive.split(' '));
  const whole = await under(POLICY);
  assert.deepEqual(whole, { ...whole, works: true, markup: true, policies: true, connections: true, base: true, forms: true, violations: [] });
  const same = ({ works, markup, policies, connections, base, forms, violations }) => works && markup && policies && connections && base && forms && !violations.length;
  const without = [];
  directives.forEach(([name, ...sources], at) => {
    const others = directives.filter((_, index) => index !== at);
    without.push([name, others]);
    if (sources.length > 1 || !/^'(none|script)'$/.test(sources[0])) {
      sources.forEach((source) => {
        const left = sources.filter((other) => other !== source);
        without.push([`${name} ${source}`, [...others, [name, ...(left.length ? left : ["'none'"])]]]);
      });
    }
  });
  assert.ok(without.length > 15, String(without.length));
  const idle = [];
  for (const [what, left] of without) {
    if (same(await under(left.map((directive) => directive.join(' ')).join('; ')))) idle.push(what);
  }
  assert.deepEqual(idle, []);
});
