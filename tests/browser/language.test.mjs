// Uyghur, Kyrgyz and English as equals of Chinese: every screen, every way out, and none of it for those who read Chinese.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ICAL from 'ical.js';
import { LANGUAGES } from '../../www/tools/languages.mjs';
import { barriers } from './barriers.mjs';
import { Visitor, wordsIn } from './page.mjs';
import { TODAY, engineer, everything, teacher } from './people.mjs';
import { browser, onPage, packOf, server } from './stage.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const dist = join(root, 'www/dist');
const zh = wordsIn('zh');
const noticeIn = (id) => JSON.parse(readFileSync(join(root, `src/notices/kizilsu-2021/translations/${id}.json`), 'utf8'));
const HAN = /[\u3400-\u9fff]/;

/** A person who reads a language. */
async function reader(id, options = {}) {
  const visitor = await Visitor.arrive(browser, server.url, TODAY, options);
  await visitor.speak(id);
  return visitor;
}

/** Takes a visitor through every screen, and calls `at` on each with its name. */
async function throughAllScreens(visitor, at, person = engineer) {
  const { page } = visitor;
  await at('start');
  await visitor.button('输入答案码').click();
  await visitor.button('读取答案').click();
  await page.locator('[data-problem]').waitFor();
  await at('code, with an error');
  await visitor.button('返回').click();
  await visitor.screen('start').waitFor();
  await visitor.button('开始').click();
  await visitor.screen('routes').waitFor();
  await at('routes');
  await visitor.goOn();
  await visitor.screen('question').waitFor();
  await at('question');
  await visitor.answer(person, { until: 'title-since' });
  await page.locator('details.why summary').click();
  await visitor.fill('2021-13');
  await visitor.goOn();
  await page.locator('[data-problem]').waitFor();
  await at('date, with an error');
  await visitor.answer(person, { until: 'check' });
  await at('check');
  await visitor.answer(person);
  await page.locator('.take').waitFor();
  await visitor.button('答案码').click();
  await page.locator('[data-code]').waitFor();
  await visitor.element('_unfold');
  await page.locator('.by-hand textarea').waitFor();
  await at('result, all open');
  await visitor.button('更改按哪一天计算').click();
  await visitor.screen('day').waitFor();
  await at('day');
  await page.evaluate(() => document.querySelector('title-precheck').setAttribute('mode', 'documents'));
  await visitor.screen('documents').waitFor();
  await at('documents alone');
}

/** Every text that is shown: the words, the language and direction around them, whether they are set apart, and how they are drawn. */
const shownTexts = (page) => page.evaluate(() => {
  const { shadowRoot } = document.querySelector('title-precheck');
  const walker = document.createTreeWalker(shadowRoot, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const { textContent, parentElement: parent } = walker.currentNode;
    if (!textContent.trim() || parent.closest('style, textarea, .code')) continue;
    const around = parent.closest('[lang]');
    found.push({
      text: textContent.trim(), lang: around.lang, dir: parent.closest('[dir]').dir, // a line of a picture stands alone
      isApart: Boolean(parent.closest('bdi, svg')), in: parent.closest('blockquote, q') ? 'quote' : parent.closest('svg') ? 'picture' : '',
    });
  }
  return found;
});

/** What names and descriptions say that are read aloud. */
const spokenTexts = (page) => page.evaluate(() => Array.from(document.querySelector('title-precheck').shadowRoot.querySelectorAll('[aria-label], [aria-valuetext]'),
  (element) => element.getAttribute('aria-label') || element.getAttribute('aria-valuetext')));

for (const { id, lang, dir } of LANGUAGES) {
  test(`${id}: every screen says all in ${id}, in its direction, with quotes in Chinese, dates set apart, and no fault that axe knows`, async () => {
    const visitor = await reader(id);
    const { page } = visitor;
    const own = [...Object.values(wordsIn(id)), ...noticeIn(id).map(({ text }) => text)];
    const chinese = new Set(noticeIn(id).map((entry) => entry.zh));
    const words = wordsIn(id);
    const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const dates = ['date-day', 'date-month'].map((key) => new RegExp(`^${escape(words[key]).replace(/\\\{\w+\\\}/g, '\\d+')}$`));
    const between = new RegExp(['list-separator', 'comma', 'export-separator'].map((key) => escape(words[key].trim())).join('|'));
    // in the words of one text of the catalog, a date, several of these in a row, or a number or an address
    const isOwn = (text) => own.some((whole) => whole.includes(text)) || dates.some((date) => date.test(text))
      || /^(https?:\/\/|[\w.]+\.com)|^[\d\s.,:;×·…()[\]/%+–—→←↔؛،«»-]*$|^[0-9a-f]{8}$/.test(text)
      || (between.test(text) && text.split(between).every((part) => own.some((whole) => whole.includes(part.trim()))));
    await throughAllScreens(visitor, async (screen) => {
      await visitor.settled();
      assert.deepEqual(await page.locator('.page').evaluate((element) => [element.lang, element.dir, getComputedStyle(element).direction]), [lang, dir, dir], screen);
      const texts = await shownTexts(page);
      assert.ok(texts.length > 8, screen);
      for (const { text, lang: said, dir: runs, isApart, in: inside } of texts) {
        const where = `${screen}: ${text}`;
        assert.doesNotMatch(text, /[{}]|undefined|null|\[object|[\u2066-\u2069]/, where);
        if (HAN.test(text)) assert.deepEqual([said.startsWith('zh'), runs], [true, 'ltr'], where);
        // a picture's lines end where they must
        else if (inside === 'picture') text.split(/\s+/).forEach((word) => assert.ok(own.some((whole) => whole.includes(word)) || isOwn(word) || dates.some((date) => date.test(text)), `${where} is in no catalog`));
        else if (inside !== 'quote') assert.ok(isOwn(text), `${where} is in no catalog`);
        // what the page fills in; a year that the texts themselves name stands where they have it
        if (/\d{4}/.test(text) && !HAN.test(text) && !own.some((whole) => whole.includes(text))) assert.ok(isApart, `${where}: a date or a number runs with the text`);
        assert.ok(!chinese.has(text) || inside || own.some((whole) => whole.includes(text)), `${where} is not translated`);
      }
      for (const text of await spokenTexts(page)) {
        assert.doesNotMatch(text, /[{}\u2066-\u2069]|undefined/, `${screen}: ${text}`);
      }
      const quotes = await page.locator('blockquote, q').evaluateAll((list) => list.map((quote) => [quote.lang, quote.dir, Boolean(quote.parentElement.querySelector('.translated'))]));
      for (const quote of quotes) assert.deepEqual(quote, ['zh-Hans', 'ltr', true], screen);
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        assert.deepEqual(await barriers(page), [], `${screen}, ${width} px`);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${screen} sticks out sideways at ${width} px`);
      }
    });
    assert.deepEqual(visitor.complaints, []);
    await visitor.leave();
  });
}

test('those who read Chinese load no other language and no font', async () => {
  const visitor = await Visitor.arrive(browser, server.url, TODAY);
  await visitor.jump(engineer);
  await visitor.page.locator('.take').waitFor();
  const loaded = await visitor.page.evaluate(() => [Array.from(document.scripts, ({ src }) => src).filter((src) => /-(ug|ky|en)\.js/.test(src)), document.fonts.size]);
  assert.deepEqual(loaded, [[], 0]);
  assert.deepEqual(visitor.requests.filter((url) => /-(ug|ky|en)\.js|font|woff/.test(url)), []);
  await visitor.leave();
});

test('English brings no font, Uyghur and Kyrgyz bring one in their script and ask for none', async () => {
  for (const [id, faces] of [['en', 0], ['ug', 1], ['ky', 1]]) {
    const visitor = await Visitor.arrive(browser, server.url, TODAY);
    const before = visitor.requests.length;
    await visitor.speak(id);
    assert.equal(await visitor.page.evaluate(() => document.fonts.size), faces, id);
    assert.deepEqual(visitor.requests.slice(before).map((url) => url.split('/').pop()), [`title-precheck-${id}.js`]);
    await visitor.leave();
  }
  const without = await Visitor.arrive(browser, server.url, TODAY, { attributes: { webfont: 'off' } });
  await without.speak('ug');
  assert.equal(await without.page.evaluate(() => document.fonts.size), 0, 'webfont="off"');
  assert.doesNotMatch(await without.page.locator('.page').evaluate((page) => getComputedStyle(page).fontFamily), /Precheck Arab/);
  await without.leave();
});

test('every letter of both alphabets is in the font, and joins its neighbours', async () => {
  const visitor = await reader('ug');
  const { page } = visitor;
  for (const { id, letters } of LANGUAGES.filter((language) => language.letters)) {
    const said = [...Object.entries(wordsIn(id)).filter(([key]) => !/^language-..$/.test(key)).map(([, text]) => text), ...noticeIn(id).map(({ text }) => text)].join('');
    const used = new Set(said.match(/[\u0620-\u06ff]/g));
    const marks = new Set('،؛؟');
    assert.deepEqual(Array.from(used).filter((letter) => !letters.includes(letter) && !marks.has(letter) && letter !== 'ـ'), [], `${id}: letters in the texts that are not in the alphabet`);
    const faults = await page.evaluate(async (alphabet) => {
      await document.fonts.ready;
      const context = document.createElement('canvas').getContext('2d');
      // a family that is nowhere, then the one under test, then one whose widths are all alike
      const width = (text, family) => {
        context.font = `100px ${family}`;
        return context.measureText(text).width;
      };
      const ours = '"Precheck Arab", monospace';
      // these join the letter before them only
      const once = 'ئاەدرزژوۇۆۈۋۅۉ';
      return Array.from(alphabet).map((letter) => {
        const drawn = width(letter, ours) !== width(letter, 'monospace');
        // between two that join on both sides: joined it is narrower, or wider, than the three alone
        const joined = width(`ب${letter}ب`, ours) !== width('ب', ours) * 2 + width(letter, ours);
        return drawn && joined ? '' : `${letter} ${drawn ? 'does not join' : 'is not in the font'}${once.includes(letter) ? ' (once)' : ''}`;
      }).filter(Boolean);
    }, letters);
    assert.deepEqual(faults, [], id);
  }
  await visitor.leave();
});

test('the text is drawn in the font where the device has none of those before it', async () => {
  const visitor = await reader('ky');
  const client = await visitor.page.context().newCDPSession(visitor.page);
  await client.send('DOM.enable');
  await client.send('CSS.enable');
  const { root: document } = await client.send('DOM.getDocument', { depth: -1, pierce: true });
  const find = (node) => {
    const attributes = node.attributes || [];
    if (node.localName === 'h2' && attributes.includes('heading')) return node;
    return [...(node.children || []), ...(node.shadowRoots || [])].reduce((found, child) => found || find(child), null);
  };
  const { fonts } = await client.send('CSS.getPlatformFontsForNode', { nodeId: find(document).nodeId });
  const custom = fonts.filter(({ isCustomFont }) => isCustomFont).reduce((sum, { glyphCount }) => sum + glyphCount, 0);
  assert.ok(custom > 3, JSON.stringify(fonts));
  await visitor.leave();
});

test('the language can be changed on every screen: answers, place, what is typed, what is unfolded and the focus stay', async () => {
  const visitor = await Visitor.arrive(browser, server.url, TODAY);
  const { page } = visitor;
  const order = ['ug', 'en', 'ky', 'zh'];
  const state = () => page.evaluate(() => {
    const element = document.querySelector('title-precheck');
    const { place, draft, problem, answers, behind } = element._journey;
    const open = Array.from(element.shadowRoot.querySelectorAll('details'), (fold) => fold.open);
    const fields = Array.from(element.shadowRoot.querySelectorAll('input'), ({ value, checked, type }) => [type, value, checked]);
    return JSON.stringify({ place, draft, problem: problem && problem.key, answers, behind, open, fields });
  });
  await throughAllScreens(visitor, async (screen) => {
    await visitor.settled();
    const before = await state();
    for (const id of order) {
      await visitor.speak(id);
      await visitor.settled();
      assert.equal(await state(), before, `${screen}, ${id}`);
      assert.equal(await page.evaluate(() => document.querySelector('title-precheck').shadowRoot.activeElement.lang), id, `${screen}: the focus stays on the button`);
    }
  });
  assert.deepEqual(visitor.complaints, []);
  assert.deepEqual(await page.evaluate(() => window.heard.filter(({ type, detail }) => type === 'precheck-error' && detail.code !== 'notice-expired')), []);
  await visitor.leave();
});

test('what was refused is said in the language that is spoken now', async () => {
  const visitor = await reader('en');
  const { page } = visitor;
  await visitor.begin();
  await visitor.answer(engineer, { until: 'title-since' });
  await visitor.fill('2021-12-01');
  await visitor.goOn();
  await page.locator('[data-problem]').waitFor();
  const told = () => page.locator('.problem').innerText();
  const [before, after] = wordsIn('en')['problem-date-after-today'].split('{day}');
  assert.ok((await told()).startsWith(before.trim()) && (await told()).endsWith(after.trim()), await told());
  await visitor.speak('zh');
  assert.match(await told(), /这个时间不能晚于计算的那一天（2021年7月20日）/);
  await visitor.leave();
});

test('a language that does not load leaves the one before, says so, and can be tried again', async () => {
  const visitor = await Visitor.arrive(browser, server.url, TODAY);
  const { page } = visitor;
  await page.route('**/title-precheck-ug.js', (route) => route.abort());
  await page.locator('.languages [lang="ug"]').click();
  const box = page.locator('[role="alert"]', { hasText: '没有加载成功' });
  await box.waitFor();
  assert.match(await box.innerText(), /ئۇيغۇرچە/);
  assert.equal(await page.locator('.page').getAttribute('dir'), 'ltr');
  await visitor.begin();
  await page.unroute('**/title-precheck-ug.js');
  await visitor.button('再试一次').click();
  await page.locator('.page[dir="rtl"]').waitFor();
  assert.equal(await page.locator('[role="alert"]').count(), 0);
  assert.deepEqual(visitor.complaints.filter((text) => !/Failed to load|ERR_FAILED/.test(text)), []);
  await visitor.leave();
});

test('the language of the page around is spoken, and the person\'s choice goes before it until the site asks for another', async () => {
  const visitor = await onPage('<div lang="ug"><script src="/title-precheck.js" defer></script><title-precheck as-of="2021-07-20"></title-precheck></div>');
  const { page } = visitor;
  const speaks = (lang) => page.locator(`.page[lang="${lang}"]`).waitFor();
  await speaks('ug-Arab-CN');
  await visitor.speak('en');
  await page.evaluate(() => document.querySelector('title-precheck').setAttribute('theme', 'dark'));
  await visitor.settled();
  await speaks('en');
  await page.evaluate(() => { document.querySelector('title-precheck').lang = 'ky'; });
  await speaks('ky-Arab-CN');
  await page.evaluate(() => document.querySelector('title-precheck').removeAttribute('lang'));
  await speaks('ug-Arab-CN');
  await visitor.leave();
});

test('the choice is kept with the answers and no further', async () => {
  for (const [storage, kept] of [['tab', true], ['none', false]]) {
    const visitor = await onPage(`<script src="/title-precheck.js" defer></script><title-precheck as-of="${TODAY}" storage="${storage}"></title-precheck>`);
    const { page } = visitor;
    await visitor.screen('start').waitFor();
    await visitor.speak('ug');
    await visitor.begin();
    await visitor.answer(engineer, { until: 'series' });
    await visitor.settled();
    assert.deepEqual(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]), [0, kept ? 1 : 0, ''], storage);
    await page.reload();
    await visitor.screen('start').waitFor();
    if (kept) await page.locator('.page[lang="ug-Arab-CN"]').waitFor();
    else assert.equal(await page.locator('.page').getAttribute('lang'), 'zh-Hans-CN');
    await visitor.leave();
  }
});

test('what changes is announced in the language that is spoken, and a change of language is no change of the result', async () => {
  const visitor = await reader('ug');
  const { page } = visitor;
  await visitor.begin();
  await visitor.answer(engineer);
  await visitor.speak('ky');
  await page.waitForTimeout(700);
  assert.equal(await page.locator('[data-precheck-announcer]').innerText(), '');
  await page.locator('[data-change="title-since"]').click();
  await visitor.fill('2016-03-10');
  await visitor.goOn();
  await visitor.screen('result').waitFor();
  const region = page.locator('[data-precheck-announcer]:not(:empty)');
  await region.waitFor({ state: 'attached' });
  const [before] = wordsIn('ky')['result-updated'].split('{text}');
  assert.deepEqual(await region.evaluate((element, start) => [element.lang, element.dir, element.textContent.startsWith(start)], before), ['ky-Arab-CN', 'rtl', true]);
  await visitor.leave();
});

for (const { id, lang, dir } of LANGUAGES) {
  test(`${id}: text, calendar, page and code are in ${id}, and the code is that of the other languages`, async () => {
    const visitor = await reader(id);
    await visitor.begin();
    await visitor.answer(teacher);
    await visitor.page.locator('.take').waitFor();
    const words = wordsIn(id);
    const quotes = noticeIn(id);
    const [text, html, ics, code] = [await visitor.element('toText'), await visitor.element('toHTML'), await visitor.element('toICS'), await visitor.element('toCode')];
    const bare = text.replace(/[\u2066-\u2069]/g, '');
    for (const key of ['export-marks', 'documents-title', 'steps-title', 'conditions-title', 'result-limits', 'unreviewed']) assert.ok(bare.includes(words[key]), `${key}\n${text}`);
    const { text: rule } = quotes.find((entry) => entry.zh === '两种资格在同一年度内不得同时申报');
    assert.ok(bare.includes('两种资格在同一年度内不得同时申报') && bare.includes(rule), 'the quote and its translation');
    assert.equal(/[\u2066-\u2069]/.test(text), dir === 'rtl', 'set apart where directions meet, and only there');
    assert.doesNotMatch(text + html + ics, /[{}]undefined|undefined/);
    assert.match(html, new RegExp(`<html lang="${lang}" dir="${dir}">`));
    assert.doesNotMatch(html, /[\u2066-\u2069]/);
    assert.ok(html.includes('<bdi>') && html.includes('<blockquote lang="zh-Hans" dir="ltr">'));
    const events = new ICAL.Component(ICAL.parse(ics)).getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
    assert.ok(events.length > 0);
    const [title] = words['export-ics-closes'].split('{route}');
    assert.ok(events.some(({ summary }) => summary.startsWith(title)));
    for (const line of ics.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line);
    await visitor.speak('zh');
    assert.equal(await visitor.element('toCode'), code, 'the code is of no language');
    const other = await reader(id === 'en' ? 'ug' : 'en');
    await other.element('fromCode', code);
    const { sanction, ...carried } = await visitor.element('answers');
    assert.equal(sanction, 'none', 'left out of the code');
    assert.deepEqual(await other.element('answers'), carried);
    await other.leave();
    await visitor.leave();
  });

  test(`${id}: on paper everything is there, unfolded, on few pages, in ${id}, and no button`, async () => {
    const visitor = await reader(id);
    const { page } = visitor;
    await visitor.jump(everything, { routes: ['all'] });
    await page.locator('.take').waitFor();
    await page.locator('.path').waitFor();
    const bytes = await page.pdf({ format: 'A4', preferCSSPageSize: true });
    const { stdout } = spawnSync('pdftotext', ['-raw', '-', '-'], { input: bytes, maxBuffer: 1 << 26 });
    const pages = stdout.toString().split('\f').length - 1;
    assert.ok(pages <= 8, `${pages} pages`);
    const letters = (text) => text.normalize('NFKC').replace(/[^\p{Letter}\p{Number}]/gu, '');
    const paper = letters(stdout.toString());
    assert.ok((paper.match(dir === 'rtl' ? /[\u0620-\u06ff]/g : /[a-z]/g) || []).length > 5000, 'the words are on paper as words');
    const words = wordsIn(id);
    // of letters that join a PDF keeps no order that a program could read: what is laid out for paper is looked at instead
    await page.emulateMedia({ media: 'print' });
    await visitor.element('_unfold');
    const laid = letters(await page.locator('.page').innerText());
    const has = (text) => assert.ok(laid.includes(letters(text)), `not on paper: ${text}`);
    const assessment = await visitor.element('assessment');
    const labels = await page.evaluate((findings) => {
      const { _engine: engine, _speech: speech } = document.querySelector('title-precheck');
      const notice = speech.noticeOf(engine.notice);
      return [...notice.texts.routes.map(({ name }) => name), ...notice.texts.documents.map(({ name }) => name), ...findings.map((finding) => notice.test(finding).label)];
    }, assessment.routes.flatMap(({ findings }) => findings));
    for (const label of labels) has(label);
    for (const text of ['两种资格在同一年度内不得同时申报', assessment.notice.sha256.slice(0, 8)]) assert.ok(paper.includes(letters(text)), text);
    for (const key of ['conditions-title', 'documents-title', 'steps-title', 'unreviewed']) has(words[key]);
    for (const key of ['restart', 'take-text', 'check-go', 'back', 'day-change', 'ways-title', 'see-quote', 'language-en']) {
      assert.ok(!(await page.getByText(words[key], { exact: true }).all()).length || !(await page.getByText(words[key], { exact: true }).first().isVisible()), `on paper: ${key}`);
    }
    await visitor.leave();
  });
}

test('the single file has all languages inside, on a disk and without a network', async () => {
  for (const { id, lang } of LANGUAGES) {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, offline: true });
    const page = await context.newPage();
    const visitor = new Visitor(page);
    await page.goto(pathToFileURL(join(dist, 'precheck.html')).href);
    await visitor.screen('start').waitFor();
    await page.evaluate((day) => document.querySelector('title-precheck').setAttribute('as-of', day), TODAY);
    await visitor.speak(id);
    await page.locator(`.page[lang="${lang}"]`).waitFor();
    await visitor.begin();
    await visitor.answer(engineer);
    await page.locator('.take').waitFor();
    assert.deepEqual([visitor.complaints, visitor.requests.filter((url) => !/^(file|blob|data):/.test(url))], [[], []], id);
    await context.close();
  }
});

test('in WeChat the ways out are told in the language that is spoken', async () => {
  const userAgent = 'Mozilla/5.0 (Linux; Android 10; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/86.0 Mobile Safari/537.36 MicroMessenger/8.0.1';
  const visitor = await reader('ug', { userAgent });
  await visitor.begin();
  await visitor.answer(engineer);
  await visitor.page.locator('.take').waitFor();
  const told = (await visitor.page.locator('[part="ways"] .notice-box').innerText()).replace(/\s/g, '');
  assert.equal(told, wordsIn('ug')['take-in-wechat'].replace(/\s/g, ''));
  await visitor.leave();
});

test('what a notice says otherwise than the one that was translated is said in Chinese, and marked so', async () => {
  const visitor = await reader('en');
  const { page } = visitor;
  await page.evaluate(() => {
    const { _engine: engine, _speech: speech } = document.querySelector('title-precheck');
    const { notice } = engine;
    const Kind = notice.constructor;
    const texts = JSON.parse(JSON.stringify(notice.texts));
    texts.notice.name = '另一个地方2022年度职称评审';
    engine.notice = new Kind(texts);
    document.querySelector('title-precheck').setAttribute('help-text', 'x');
    return speech.id;
  });
  await visitor.settled();
  const name = page.locator('h2 bdi[lang="zh-Hans"]');
  await name.waitFor();
  assert.equal(await name.innerText(), '另一个地方2022年度职称评审');
  assert.ok(await page.locator('.start-notes').innerText().then((text) => !HAN.test(text)), 'the rest stays English');
  await visitor.leave();
});

test('a notice that the site brings is spoken as the file beside it says; where there is none, or none that can be read, it is Chinese', async () => {
  const pack = packOf('qinglan-2022');
  const name = '青岚州2022年度职称评审（虚构样例）';
  const text = 'چىڭلەن ناھىيەسى (ئۈلگە)';
  const whole = JSON.stringify([{ zh: name, text, review: 'unreviewed' }]);
  for (const [answer, isTaken] of [[{ body: whole }, true], [{ status: 404, body: '' }, false], [{ body: '<!doctype html>' }, false], [{ body: '[{"zh":1}]' }, false]]) {
    const visitor = await onPage('<script src="/title-precheck.js" defer></script><title-precheck notice="/n/qinglan-2022-1.tpc?v=2" as-of="2022-05-20"></title-precheck>', {
      answers: { 'n/qinglan-2022-1.tpc*': { body: pack }, 'n/qinglan-2022-1.ug.json': answer },
    });
    const { page } = visitor;
    await visitor.screen('start').waitFor();
    assert.equal((await visitor.element('notice')).id, 'qinglan-2022');
    assert.deepEqual(visitor.requests.filter((url) => url.endsWith('.json')), [], 'nothing for those who read Chinese');
    await visitor.speak('ug');
    if (isTaken) {
      await page.locator('h2', { hasText: text }).waitFor();
      await visitor.begin();
      await visitor.settled();
    } else {
      await visitor.settled();
      assert.equal(await page.locator('h2 bdi[lang="zh-Hans"]').innerText(), name);
    }
    assert.equal(visitor.requests.filter((url) => url.endsWith('/n/qinglan-2022-1.ug.json')).length, 1, 'asked for once');
    await visitor.leave();
  }
});

test('a pseudo-language of long words and marks of direction is cut nowhere at 320 px', async () => {
  const visitor = await reader('ug', { viewport: { width: 320, height: 740 } });
  const { page } = visitor;
  await page.evaluate((catalog) => {
    const element = document.querySelector('title-precheck');
    const { _speech: speech } = element;
    const long = (text) => `\u2068${text} ${'ئۇزۇندىنئۇزۇن'.repeat(Math.min(3, Math.ceil(text.length / 12)))} ${text}\u2069`;
    const t = Object.assign((key, values) => (/^date-|^language-..$|separator|comma|colon/.test(key) ? speech.t(key, values) : long(speech.t(key, values))), speech.t);
    const known = new WeakMap();
    element._speech = {
      ...speech, t,
      noticeOf(notice) {
        if (!known.has(notice)) {
          const translated = speech.noticeOf(notice);
          const texts = JSON.parse(JSON.stringify(translated.texts), (key, value) => (typeof value === 'string' && ['name', 'label', 'question', 'hint', 'why', 'about', 'title'].includes(key) ? long(value) : value));
          known.set(notice, Object.assign(Object.create(translated), new notice.constructor(texts)));
        }
        return known.get(notice);
      },
    };
    element.setAttribute('help-text', catalog);
  }, 'x');
  visitor.words = null;
  const look = async (screen) => {
    await visitor.settled();
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${screen} sticks out sideways`);
    const cut = await page.evaluate(() => {
      const { shadowRoot } = document.querySelector('title-precheck');
      return Array.from(shadowRoot.querySelectorAll('*')).filter((element) => {
        if (!element.getClientRects().length || element.closest('svg, .spoken, textarea, input, .sheet')) return false;
        const { overflowX, overflowY } = getComputedStyle(element);
        const hides = overflowX === 'hidden' || overflowY === 'hidden';
        const box = element.getBoundingClientRect();
        return (hides && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)) || box.left < -1 || box.right > innerWidth + 1;
      }).map((element) => `${element.localName}.${element.className} ${element.textContent.trim().slice(0, 30)}`);
    });
    assert.deepEqual(cut, [], screen);
  };
  await look('start');
  await page.locator('.primary').click();
  await visitor.screen('routes').waitFor();
  await look('routes');
  await page.locator('#route-all').check();
  for (let steps = 0; steps < 60; steps += 1) {
    const before = await visitor.where();
    if (before.screen === 'result') break;
    if (before.screen === 'question') {
      const unsure = page.locator('#unsure');
      if (before.refine) {
        await page.locator('form .secondary').click();
      } else {
        if (await unsure.count()) await unsure.check();
        else await page.locator('input[name="choice"]').nth(steps % 2).check();
        await look(before.question);
        await page.locator('.primary').click();
      }
    } else {
      await look(before.screen);
      await page.locator('.primary').click();
    }
    await page.waitForFunction(({ screen, question, refine }) => {
      const { dataset } = document.querySelector('title-precheck').shadowRoot.querySelector('[data-screen]');
      return 'whole' in dataset && (dataset.screen !== screen || dataset.question !== question || 'refine' in dataset !== refine);
    }, before);
  }
  await page.locator('.take').waitFor();
  await visitor.element('_unfold');
  await look('result');
  await visitor.leave();
});

test('the font goes with its licence wherever it goes', () => {
  for (const path of ['title-precheck-font.LICENSE.txt', 'npm/title-precheck-font.LICENSE.txt']) {
    assert.ok(existsSync(join(dist, path)), path);
    assert.match(readFileSync(join(dist, path), 'utf8'), /SIL Open Font License/);
  }
  assert.match(readFileSync(join(dist, 'precheck.html'), 'utf8'), /SIL Open Font License, Version 1\.1/);
});

test('the languages are called by their own names in each of them', () => {
  for (const { id } of LANGUAGES) {
    for (const other of ['zh', ...LANGUAGES.map((language) => language.id)]) assert.equal(wordsIn(id)[`language-${other}`], zh[`language-${other}`]);
  }
});
