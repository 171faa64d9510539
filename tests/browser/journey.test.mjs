// From the start to the result and back, in Chromium, on the page as it is built.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Visitor } from './page.mjs';
import { TODAY, doctor, engineer, teacher } from './people.mjs';
import { browser, server } from './stage.mjs';

/** A person who has come to the result. */
async function atResult(table, today = TODAY) {
  const visitor = await Visitor.arrive(browser, server.url, today);
  await visitor.begin();
  const asked = await visitor.answer(table);
  return { visitor, asked };
}

const pick = (result, ...keys) => Object.fromEntries(keys.map((key) => [key, result[key]]));

test('a village teacher may go two ways and is told to choose one', async () => {
  const { visitor, asked } = await atResult(teacher);
  const results = await visitor.results();
  assert.equal(results['targeted-review'].verdict, 'met');
  assert.equal(results['targeted-review'].window, 'open');
  assert.equal(results['regional-review'].verdict, 'met');
  assert.equal(results['teacher-senior'].standing, 'no');
  assert.equal(results['county-junior'].standing, 'no');
  const banner = visitor.page.locator('[data-exclusive]');
  assert.match(await banner.innerText(), /两种资格在同一年度内不得同时申报/);
  assert.match(await banner.innerText(), /四\.4/);
  assert.ok(!asked.includes('title-series'), 'nobody is asked what does not apply');
  assert.deepEqual(visitor.complaints, []);
  await visitor.leave();
});

test('a county doctor whose dates are not announced is told so, and what is still unknown', async () => {
  const { visitor } = await atResult(doctor);
  const results = await visitor.results();
  assert.equal(results['targeted-review'].verdict, 'met');
  assert.equal(results['targeted-review'].window, 'unannounced');
  assert.equal(results['regional-review'].verdict, 'undetermined');
  assert.deepEqual(results['regional-review'].open, ['meets-regional-conditions']);
  assert.equal(await visitor.page.locator('[data-exclusive]').count(), 0);
  await visitor.leave();
});

test('an engineer four years short of a day is told the day and the sum', async () => {
  const { visitor } = await atResult(engineer);
  const results = await visitor.results();
  assert.deepEqual(pick(results['targeted-review'], 'verdict', 'earliest', 'window'),
    { verdict: 'undetermined', earliest: '2022-03-10', window: 'open' });
  assert.deepEqual(pick(results['regional-review'], 'standing', 'earliest', 'window'),
    { standing: 'not-yet', earliest: '2022-03-10', window: 'unannounced' });
  const card = await visitor.page.locator('[data-route="regional-review"]').innerText();
  assert.match(card, /2018年3月10日 \+ 4年 → 2022年3月10日，按 人社部发〔2019〕16号/);
  assert.match(card, /下一年度按新通知/);
  await visitor.leave();
});

test('every result says why and what next, and quotes are the notice\'s own words', async () => {
  const { visitor } = await atResult(engineer);
  const { page } = visitor;
  const cards = await page.locator('[data-route]').evaluateAll((list) => list.map((card) => ({
    route: card.dataset.route, verdict: card.dataset.verdict,
    findings: card.querySelectorAll('[data-finding]').length,
    next: card.querySelector('.next').textContent.trim().length,
    open: card.querySelectorAll('[data-finding]:not([data-truth="yes"])').length,
  })));
  assert.equal(cards.length, 8);
  for (const card of cards) {
    assert.ok(card.findings > 0 && card.next > 8, card.route);
    assert.ok(card.verdict === 'met' || card.open > 0, `${card.route} is not met for no reason`);
  }
  const { readFile } = await import('node:fs/promises');
  const source = await readFile(new URL('../../src/notices/kizilsu-2021/sources/main.txt', import.meta.url), 'utf8');
  const quotes = await page.locator('blockquote').evaluateAll((list) => list.map((quote) => [quote.textContent, quote.lang]));
  assert.ok(quotes.length > 20);
  for (const [quote, lang] of quotes) {
    assert.ok(source.includes(quote), quote);
    assert.equal(lang, 'zh-Hans');
  }
  await visitor.leave();
});

test('every question can be answered with "don\'t know", and then nothing is claimed', async () => {
  const { visitor, asked } = await atResult({});
  assert.equal(new Set(asked).size, asked.length, 'nothing is asked twice');
  for (const [route, { verdict }] of Object.entries(await visitor.results())) {
    assert.notEqual(verdict, 'met', route);
    assert.notEqual(verdict, 'not-met', route);
  }
  await visitor.leave();
});

test('each step puts the focus on its question and says how many can follow, never more than before', async () => {
  const visitor = await Visitor.arrive(browser, server.url, TODAY);
  await visitor.begin();
  let left = Infinity;
  for (;;) {
    const { screen, question } = await visitor.where();
    const { tag } = await visitor.focused();
    assert.equal(tag, 'h2');
    if (screen === 'check') break;
    const progress = await visitor.page.locator('.progress').innerText();
    const count = Number(/\d+/.exec(progress)?.[0] ?? 0);
    assert.ok(count < left || progress === '补充一点', `${question}: ${count} after ${left}`);
    left = count;
    assert.equal(await visitor.page.locator('details.why').count(), 1);
    await visitor.fill(engineer[question] ?? 'unknown');
    await visitor.goOn();
    await visitor.page.waitForFunction((from) => document.querySelector('title-precheck').shadowRoot
      .querySelector('[data-screen]').dataset.question !== from, question);
  }
  await visitor.leave();
});

test('going back shows the answer that was given', async () => {
  const visitor = await Visitor.arrive(browser, server.url, TODAY);
  await visitor.begin();
  const first = await visitor.where();
  await visitor.fill(engineer[first.question]);
  await visitor.goOn();
  await visitor.page.locator(`[data-question]:not([data-question="${first.question}"])[data-whole]`).waitFor();
  await visitor.button('返回').click();
  await visitor.question(first.question).waitFor();
  assert.equal(await visitor.page.locator('input:checked').getAttribute('value'), engineer[first.question]);
  await visitor.button('返回').click();
  await visitor.screen('routes').waitFor();
  await visitor.button('返回').click();
  await visitor.screen('start').waitFor();
  await visitor.leave();
});

test('an answer changed on the result leads back to the result with everything else kept', async () => {
  const { visitor } = await atResult(engineer);
  await visitor.page.locator('[data-change="title-since"]').click();
  assert.equal((await visitor.where()).question, 'title-since');
  await visitor.fill('2016-03-10');
  await visitor.goOn();
  await visitor.screen('result').waitFor();
  const results = await visitor.results();
  assert.equal(results['targeted-review'].verdict, 'met');
  assert.equal(results['regional-review'].verdict, 'met');
  assert.equal((await visitor.focused()).tag, 'h2');
  await visitor.leave();
});

test('a month on the edge is asked for its day once', async () => {
  const edge = { ...engineer, 'title-since': '2017-07' };
  const { visitor, asked } = await atResult({ ...edge, 'title-since (day)': '2017-07-10' });
  assert.ok(asked.includes('title-since (day)'));
  assert.equal((await visitor.results())['regional-review'].verdict, 'met');
  await visitor.leave();
  const skipped = await atResult(edge);
  assert.equal((await skipped.visitor.results())['regional-review'].verdict, 'undetermined');
  await skipped.visitor.leave();
});

test('a date after the day of the check is refused at its field, with what was typed kept', async () => {
  const visitor = await Visitor.arrive(browser, server.url, TODAY);
  const { page } = visitor;
  await visitor.begin();
  await visitor.answer(engineer, { until: 'title-since' });
  await visitor.fill('2021-08');
  await visitor.goOn();
  await page.locator('[data-problem]').waitFor();
  assert.ok((await visitor.focused()).summary);
  assert.equal(await page.locator('#year').inputValue(), '2021');
  assert.equal(await page.locator('#month').inputValue(), '8');
  assert.equal(await page.locator('#year').getAttribute('aria-invalid'), 'true');
  const described = await page.locator('#year').getAttribute('aria-describedby');
  assert.ok(described.split(' ').includes('problem'));
  const hash = await page.evaluate(() => location.hash);
  await page.locator('[data-problem] a').click();
  assert.equal((await visitor.focused()).id, 'year');
  assert.equal(await page.evaluate(() => location.hash), hash, 'the site\'s address stays as it is');
  await page.locator('#month').fill('13');
  await page.keyboard.press('Enter');
  assert.match(await page.locator('[data-problem]').innerText(), /月份要在 1 到 12 之间/);
  await visitor.fill(engineer['title-since']);
  await visitor.goOn();
  assert.notEqual((await visitor.where()).question, 'title-since');
  await visitor.leave();
});

test('nothing chosen is said at the field, and nothing is counted', async () => {
  const visitor = await Visitor.arrive(browser, server.url, TODAY);
  await visitor.begin();
  const { question } = await visitor.where();
  await visitor.goOn();
  await visitor.page.locator('[data-problem] a').click();
  assert.equal((await visitor.focused()).id, 'choice-0');
  assert.equal((await visitor.where()).question, question);
  assert.deepEqual(await visitor.page.evaluate(() => document.querySelector('title-precheck').answers), {});
  await visitor.leave();
});

test('another day gives another window, and the answers stay', async () => {
  const { visitor } = await atResult(teacher);
  await visitor.button('更改按哪一天计算').click();
  await visitor.fill('2021-09-11');
  await visitor.button('按这一天计算').click();
  await visitor.screen('result').waitFor();
  const results = await visitor.results();
  assert.equal(results['targeted-review'].window, 'closed');
  assert.equal(results['targeted-review'].verdict, 'met', 'a window that is closed changes no verdict');
  await visitor.button('更改按哪一天计算').click();
  await visitor.fill('2016-08-01');
  await visitor.button('按这一天计算').click();
  assert.match(await visitor.page.locator('[data-problem]').innerText(), /晚于这一天/);
  await visitor.leave();
});

test('documents ticked are told to the engine, and no verdict changes', async () => {
  const { visitor } = await atResult(engineer);
  const before = await visitor.results();
  const status = (id) => visitor.page.locator(`[data-document="${id}"]`).getAttribute('data-status');
  assert.equal(await status('degree-certificate'), 'undetermined');
  await visitor.page.locator('[data-document="degree-certificate"] input').check();
  assert.equal(await status('degree-certificate'), 'present');
  assert.equal(await status('title-certificate'), 'missing');
  assert.equal(await status('review-form'), 'to-prepare');
  assert.deepEqual(await visitor.results(), before);
  await visitor.leave();
});

test('the page hears what happened, without the answers, and clearing leaves nothing', async () => {
  const { visitor } = await atResult(engineer);
  const { page } = visitor;
  const heard = await page.evaluate(() => window.heard);
  assert.equal(heard.filter(({ type }) => type === 'precheck-ready').length, 1);
  const results = heard.filter(({ type }) => type === 'precheck-result');
  assert.equal(results.length, 1);
  assert.deepEqual(Object.keys(results[0].detail), ['summary']);
  assert.deepEqual(Object.keys(results[0].detail.summary[0]), ['id', 'verdict', 'missing', 'window']);
  const [evaluated, shown] = await page.evaluate(() => {
    const element = document.querySelector('title-precheck');
    const verdicts = ({ routes }) => routes.map(({ verdict }) => verdict);
    return [verdicts(element.evaluate({ today: '2021-07-20', answers: element.answers })), verdicts(element.assessment)];
  });
  assert.deepEqual(evaluated, shown);
  await visitor.button('清除并重新开始').click();
  await visitor.screen('start').waitFor();
  assert.deepEqual(await page.evaluate(() => document.querySelector('title-precheck').answers), {});
  assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length + document.cookie.length), 0);
  assert.deepEqual(visitor.requests.map((url) => new URL(url).pathname).filter((path) => path !== '/favicon.ico').sort(), ['/', '/title-precheck-more.js', '/title-precheck.js']);
  await visitor.leave();
});

test('nothing sticks out sideways at 320 px, on any screen', async () => {
  const visitor = await Visitor.arrive(browser, server.url, TODAY, { viewport: { width: 320, height: 640 } });
  const { page } = visitor;
  const fits = async (where) => assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), where);
  await fits('start');
  await visitor.begin();
  for (;;) {
    const { screen, question } = await visitor.where();
    if (screen === 'check') break;
    await page.locator('details.why summary').click();
    await fits(question);
    await visitor.fill(engineer[question] ?? 'unknown');
    await visitor.goOn();
    await page.waitForFunction((from) => document.querySelector('title-precheck').shadowRoot
      .querySelector('[data-screen]').dataset.question !== from, question);
  }
  await fits('check');
  await visitor.answer({});
  await page.locator('.picture').first().waitFor();
  await page.evaluate(() => {
    for (const fold of document.querySelector('title-precheck').shadowRoot.querySelectorAll('details')) fold.open = true;
  });
  await fits('result');
  await visitor.leave();
});

test('the page\'s own content is shown where there are no scripts, or neither WebAssembly nor what stands in for it', async () => {
  const plain = await browser.newPage({ javaScriptEnabled: false });
  await plain.goto(server.url);
  assert.ok(await plain.getByText('9月10日截止').isVisible());
  await plain.close();
  const page = await browser.newPage();
  await page.addInitScript(() => delete window.WebAssembly);
  await page.route('**/title-precheck-nowasm.js', (route) => route.abort());
  await page.goto(server.url);
  await page.getByText('预检没有打开').waitFor();
  assert.ok(await page.getByText('9月10日截止').isVisible());
  assert.equal(await page.evaluate(() => document.querySelector('title-precheck').state), 'error');
  await page.close();
});
