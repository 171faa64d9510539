// The ways out: paper, text, calendar, page, code, and what holds where a browser does not play along.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import ICAL from 'ical.js';
import { Visitor } from './page.mjs';
import { TODAY, engineer, everything, teacher } from './people.mjs';
import { browser, onPage, server } from './stage.mjs';

const dist = join(dirname(fileURLToPath(import.meta.url)), '../../www/dist');

/** A person at the result, with the ways out there. */
async function atResult(answers = engineer, options = {}) {
  const visitor = await Visitor.arrive(browser, server.url, TODAY, options);
  await visitor.jump(answers, options.routes && { routes: options.routes });
  await visitor.page.locator('.take, .notice-box').first().waitFor();
  return visitor;
}

/** A PDF as text, and its pages. */
function pdfText(bytes) {
  const { stdout, status, error } = spawnSync('pdftotext', ['-raw', '-', '-'], { input: bytes, maxBuffer: 1 << 26 });
  assert.equal(status, 0, String(error));
  const pages = stdout.toString().split('\f').slice(0, -1);
  return { pages: pages.length, text: pages.join('\n').replace(/\s+/g, '') };
}

for (const [who, answers, routes] of [['an engineer', engineer], ['a teacher', teacher], ['a person who looks at all routes', everything, ['all']], ['a person who knows nothing', {}, ['all']]]) {
  test(`on paper ${who} has everything, unfolded, on four pages at most, and no button`, async () => {
    const visitor = await atResult(answers, { routes });
    const { page } = visitor;
    await page.locator('.path').waitFor();
    const assessment = await visitor.element('assessment');
    const labels = await page.evaluate(() => {
      const root = document.querySelector('title-precheck').shadowRoot;
      const { notice } = document.querySelector('title-precheck')._engine;
      return {
        routes: notice.texts.routes.map(({ name }) => name),
        documents: notice.texts.documents.map(({ name }) => name),
        links: Array.from(root.querySelectorAll('a[href^="http"]'), (link) => link.getAttribute('href')),
        folds: root.querySelectorAll('details[open]').length,
      };
    });
    const { pages, text } = pdfText(await page.pdf({ format: 'A4', preferCSSPageSize: true }));
    assert.ok(pages <= 4, `${pages} pages`);
    const has = (wanted) => assert.ok(text.includes(wanted.replace(/\s+/g, '')), `not on paper: ${wanted}`);
    for (const label of [...labels.routes, ...labels.documents]) has(label);
    for (const finding of assessment.routes.flatMap(({ findings }) => findings)) {
      has(await page.evaluate((given) => document.querySelector('title-precheck')._engine.notice.test(given).label, finding));
    }
    has('按2021年7月20日计算');
    has('规则第1版');
    has(`校验码${assessment.notice.sha256.slice(0, 8)}`);
    has('姓名：');
    has('单位：');
    has(server.url);
    for (const href of labels.links) has(href);
    has('四.12①');
    has('四.12②');
    has('两种资格在同一年度内不得同时申报');
    has('查出虚假材料');
    assert.match(text, /\d{4}年\d+月\d+日\d+:\d\d生成/);
    for (const label of ['清除并重新开始', '复制文字', '查看结果', '返回', '更改按哪一天', '打印、保存', '看原文']) assert.ok(!text.includes(label), `on paper: ${label}`);
    assert.equal(await page.evaluate(() => document.querySelector('title-precheck').shadowRoot.querySelectorAll('details[open]').length), labels.folds, 'what was folded is folded again');
    await visitor.leave();
  });
}

test('the button prints, unless the site says no', async () => {
  const visitor = await atResult();
  const { page } = visitor;
  await page.evaluate(() => {
    window.printed = 0;
    window.print = () => { window.printed += 1; };
  });
  const take = page.locator('.take');
  await take.getByRole('button', { name: '打印' }).click();
  assert.equal(await page.evaluate(() => window.printed), 1);
  await page.evaluate(() => document.addEventListener('precheck-export', (event) => event.preventDefault()));
  await take.getByRole('button', { name: '打印' }).click();
  assert.equal(await page.evaluate(() => window.printed), 1);
  assert.deepEqual((await page.evaluate(() => window.heard)).filter(({ type }) => type === 'precheck-export').map(({ detail }) => detail), [{ kind: 'print' }, { kind: 'print' }]);
  await visitor.leave();
});

test('the text is copied, with https and without, and said to be', async () => {
  const visitor = await atResult(engineer, { permissions: ['clipboard-read', 'clipboard-write'] });
  const { page } = visitor;
  await visitor.button('复制文字').click();
  await page.locator('.take').getByText('已复制').waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(copied, /2018年3月10日 \+ 4年 → 2022年3月10日/);
  assert.equal(copied.replace(/\d+:\d\d/g, ''), (await visitor.element('toText')).replace(/\d+:\d\d/g, ''));
  await page.waitForTimeout(700);
  assert.equal(await page.locator('[role="status"]').textContent(), '已复制');
  // a plain http page has no clipboard, and an old browser may refuse the older way too: then the text is there to be copied by hand
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
    document.execCommand = () => false;
  });
  await visitor.button('复制文字').click();
  assert.match(await page.locator('.by-hand textarea').first().inputValue(), /2018年3月10日 \+ 4年/);
  await visitor.leave();
});

test('the calendar is one that a calendar reads, with the known days and reminders', async () => {
  const visitor = await atResult();
  const download = visitor.page.waitForEvent('download');
  await visitor.button('存到日历').click();
  const file = await download;
  assert.equal(file.suggestedFilename(), '职称预检结果-2021-07-20.ics');
  const text = await readFile(await file.path(), 'utf8');
  const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((event) => [
    new ICAL.Event(event).startDate.toString(), event.getFirstPropertyValue('summary'), event.getAllSubcomponents('valarm').length,
  ]);
  assert.ok(events.some(([day, summary, alarms]) => day === '2021-08-15' && /截止.*克州定向评价/.test(summary) && alarms === 2));
  assert.ok(events.some(([day, summary]) => day === '2022-03-10' && /自治区级评审/.test(summary)));
  for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line);
  const one = await visitor.element('toICS', 'regional-review');
  assert.ok(!one.includes('20210815'));
  await visitor.leave();
});

test('the saved page is one file without scripts, and opens without a network', async () => {
  const visitor = await atResult();
  const download = visitor.page.waitForEvent('download');
  await visitor.button('保存网页').click();
  const path = await (await download).path();
  const html = await readFile(path, 'utf8');
  assert.doesNotMatch(html, /<script|src=|@import|url\(/);
  const context = await browser.newContext({ offline: true });
  const page = await context.newPage();
  await page.setContent(html);
  assert.match(await page.locator('body').innerText(), /2018年3月10日 \+ 4年 → 2022年3月10日/);
  await context.close();
  await visitor.leave();
});

test('the answer code carries the answers to another device, without the sanction unless it is ticked', async () => {
  const visitor = await atResult({ ...engineer, sanction: 'warning' });
  const { page } = visitor;
  await visitor.button('答案码').click();
  const box = page.locator('[data-code]');
  const code = await box.locator('.code').innerText();
  assert.ok(code.length <= 36, code);
  await box.locator('input').check();
  const whole = await box.locator('.code').innerText();
  assert.notEqual(whole, code);
  assert.ok(whole.length <= 36);
  await visitor.leave();

  const other = await Visitor.arrive(browser, server.url, TODAY);
  await other.button('输入答案码').click();
  const field = other.page.locator('#code');
  const typeIn = async (text) => {
    await field.fill(text);
    await other.button('读取答案').click();
  };
  await typeIn('这是什么');
  await other.page.locator('[data-problem]').getByText('这不是答案码').waitFor();
  for (const wrong of [code.replace(/.$/, (last) => (last === '2' ? '3' : '2')), code.replace(/^(.)(.)/, '$2$1')]) {
    if (wrong === code) continue;
    await typeIn(wrong);
    await other.page.locator('[data-problem]').getByText(/抄错了一处|另一版/).waitFor();
    assert.deepEqual(await other.element('answers'), {});
    assert.equal(await field.inputValue(), wrong, 'what was typed stays');
  }
  await typeIn(code.toLowerCase().replace(/-/g, ' '));
  await other.page.locator('[data-question="sanction"]').waitFor();
  const { sanction, ...rest } = engineer;
  assert.deepEqual(await other.element('answers'), rest);
  await other.fill(sanction);
  await other.goOn();
  await other.screen('check').waitFor();
  await other.leave();
});

test('a thousand sets of answers go through the element\'s code and back, and no mistyped character gets through', async () => {
  const visitor = await atResult();
  const { failures, longest, caught, tried } = await visitor.page.evaluate(async () => {
    const element = document.querySelector('title-precheck');
    const { facts } = element._engine.notice.texts;
    let seed = 20210714;
    const random = (below) => {
      seed = (seed * 16807) % 2147483647;
      return seed % below;
    };
    const two = (number) => String(number).padStart(2, '0');
    const any = (fact) => {
      if (random(4) === 0) return random(2) ? undefined : 'unknown';
      if (fact.kind === 'yes-no') return random(2) === 1;
      if (fact.kind === 'number') return random(100);
      if (fact.kind === 'date') return `${1950 + random(151)}-${two(1 + random(12))}${random(2) ? `-${two(1 + random(28))}` : ''}`;
      return fact.choices[random(fact.choices.length)].id;
    };
    const { encode, decode } = element._more;
    const { notice } = element._engine;
    const result = { failures: 0, longest: 0, caught: 0, tried: 0 };
    for (let run = 0; run < 1000; run += 1) {
      const answers = {};
      // as many as fit on a slip of paper
      for (const fact of facts) {
        const answer = any(fact);
        if (answer !== undefined && (fact.kind === 'choice' || fact.kind === 'ordered' || fact.kind === 'yes-no' || Object.keys(answers).length < 6)) answers[fact.id] = answer;
      }
      const code = encode(notice, answers, { withSanction: true });
      result.longest = Math.max(result.longest, code.length);
      const back = decode(notice, code).answers;
      if (Object.keys(answers).length !== Object.keys(back).length || facts.some(({ id }) => answers[id] !== back[id])) result.failures += 1;
      const at = random(code.length);
      if (code[at] === '-') continue;
      const wrong = code.slice(0, at) + (code[at] === '7' ? '8' : '7') + code.slice(at + 1);
      if (wrong === code) continue;
      result.tried += 1;
      try {
        decode(notice, wrong);
      } catch (error) {
        if (/^code-/.test(error.code)) result.caught += 1;
      }
    }
    return result;
  });
  assert.equal(failures, 0);
  assert.ok(longest <= 36, String(longest));
  assert.equal(caught, tried);
  await visitor.leave();
});

test('where a result seems wrong: rules, clauses and the edition, and no answers unless ticked', async () => {
  const visitor = await atResult({ ...engineer, sanction: 'warning' });
  const { page } = visitor;
  await page.getByText('生成说明').click();
  const text = page.getByLabel('要发的文字');
  const plain = await text.inputValue();
  assert.match(plain, /kizilsu-2021 1 [0-9a-f]{16}/);
  assert.match(plain, /meets-regional-conditions main\/四\.4: no/);
  assert.doesNotMatch(plain, /akto|2018-03-10|warning/);
  await page.getByLabel('把我的回答也写进去').check();
  const told = await text.inputValue();
  assert.match(told, /title-since = 2018-03-10/);
  assert.doesNotMatch(told, /sanction/);
  assert.doesNotMatch(told, /Mozilla/);
  await page.getByLabel('把浏览器的型号也写进去').check();
  assert.match(await text.inputValue(), /Mozilla/);
  await visitor.leave();
});

/** Apps that show pages: what each says of itself, and what it is told. */
const APPS = {
  WeChat: ['Mozilla/5.0 (Linux; Android 10; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/86.0 Mobile Safari/537.36 MicroMessenger/8.0.1', /右上角“…”，选“在浏览器打开”/],
  'Android\'s WebView': ['Mozilla/5.0 (Linux; Android 11; M2007; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/87.0 Mobile Safari/537.36', /请用浏览器打开这个网页/],
};

for (const [app, [userAgent, told]] of Object.entries(APPS)) {
  test(`in ${app} nothing is offered that ends nowhere, and what is offered ends in a text to take away`, async () => {
    const visitor = await atResult(engineer, { userAgent });
    const { page } = visitor;
    const downloads = [];
    page.on('download', (download) => downloads.push(download));
    // such a browser has neither, or lets nobody use it
    await page.evaluate(() => {
      window.print = () => { throw new Error('printed'); };
      Object.defineProperty(navigator, 'clipboard', { value: undefined });
      document.execCommand = () => false;
    });
    await page.locator('.take').waitFor();
    assert.deepEqual(await page.locator('.take button').allInnerTexts(), ['复制文字', '答案码']);
    assert.match(await page.locator('[part="ways"] .notice-box').innerText(), told);
    for (const button of await page.locator('.take button').all()) await button.click();
    assert.match(await page.locator('.by-hand textarea').first().inputValue(), /2018年3月10日 \+ 4年/);
    const code = page.locator('[data-code] .code');
    assert.match(await code.innerText(), /^[0-9A-Z-]+$/);
    // a long press marks all of it
    assert.equal(await code.evaluate((element) => getComputedStyle(element).userSelect), 'all');
    assert.deepEqual([downloads, visitor.complaints], [[], []]);
    await visitor.leave();
  });
}

/** A person at the result, where `title-precheck-more.js` has not loaded. */
async function withoutSecond(options) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, ...options });
  const page = await context.newPage();
  const visitor = new Visitor(page);
  await page.route('**/title-precheck-more.js', (route) => route.abort());
  await page.goto(server.url);
  await visitor.screen('start').waitFor();
  await page.evaluate((day) => document.querySelector('title-precheck').setAttribute('as-of', day), TODAY);
  await visitor.jump(engineer);
  await page.getByText('没有加载成功').waitFor();
  return { context, page, visitor };
}

test('in an app printing is not offered without title-precheck-more.js either', async () => {
  const { context, visitor } = await withoutSecond({ userAgent: APPS['Android\'s WebView'][0] });
  await visitor.button('再试一次').waitFor();
  assert.equal(await visitor.button('打印').count(), 0);
  await context.close();
});

test('where title-precheck-more.js does not load, the result stands, a sentence says what is missing, and it can be tried again', async () => {
  const { context, page, visitor } = await withoutSecond();
  assert.equal((await visitor.results())['regional-review'].earliest, '2022-03-10');
  assert.ok(await visitor.button('打印').isVisible());
  assert.equal(await visitor.page.locator('[data-screen="result"]').getByText('县（市）人社部门审核').count(), 1, 'the words stand where the picture would');
  await page.unroute('**/title-precheck-more.js');
  await visitor.button('再试一次').click();
  await page.locator('.take').waitFor();
  await page.locator('.picture').first().waitFor();
  await context.close();
});

test('a script beside that is not of this build is not taken', async () => {
  const visitor = await Visitor.arrive(browser, server.url, TODAY);
  const { page } = visitor;
  await page.route('**/title-precheck-more.js', async (route) => {
    const response = await route.fetch();
    route.fulfill({ response, body: `${await response.text()}\n//` });
  });
  await visitor.jump(engineer);
  await page.getByText('没有加载成功').waitFor();
  await visitor.leave();
});

test('nor is it from a site whose files no browser checks', async () => {
  const files = 'http://files.test/';
  const script = (name) => readFile(join(dist, name), 'utf8');
  const [first, second] = [await script('title-precheck.js'), await script('title-precheck-more.js')];
  const [, id] = /"([0-9a-f]{16})"/.exec(second);
  assert.ok(first.includes(`"${id}"`), 'both know the build that they are of');
  for (const [more, isTaken] of [[second, true], [second.replace(id, '0123456789abcdef'), false]]) {
    const visitor = await onPage(`<script src="${files}title-precheck.js" defer></script><title-precheck as-of="${TODAY}"></title-precheck>`, {
      answers: Object.fromEntries([['title-precheck.js', first], ['title-precheck-more.js', more]].map(([name, body]) => [files + name, { contentType: 'text/javascript', body }])),
    });
    await visitor.screen('start').waitFor();
    await visitor.jump(engineer);
    await (isTaken ? visitor.page.locator('.take') : visitor.page.getByText('没有加载成功')).waitFor();
    await visitor.page.context().close();
  }
});
