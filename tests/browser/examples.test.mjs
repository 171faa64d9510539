// The invented example notices in the page: the day that years are counted to, rounds, hours. Compiled here, and handed to the element as bytes.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Visitor } from './page.mjs';
import { browser, packOf, server } from './stage.mjs';

/** Somebody at the result of an example. */
async function arrive(example, today, answers, options) {
  const visitor = await Visitor.arrive(browser, server.url, today);
  await visitor.page.evaluate(async (bytes) => {
    const element = document.querySelector('title-precheck');
    element.notice = new Uint8Array(bytes);
    await element.ready;
  }, Array.from(packOf(example)));
  await visitor.settled();
  await visitor.jump(answers, options);
  return visitor;
}

const engineer = {
  employer: 'local', series: 'engineering', level: 'senior', degree: 'bachelor', 'title-held': 'intermediate', 'title-since': '2017-06-10',
  'work-since': '2012-06-09', sanctioned: false, 'licence-until': '2023-12-31', area: 'ordinary', reports: 0, hours: 80, skill: 'none', listed: false,
  'post-since': '2012-06-09', disqualified: false, conditions: 'not-checked', 'unit-certificate': true,
};

test('of rounds that overlap, the one that closes last is told, with its hour', async () => {
  const visitor = await arrive('beiling-2022', '2022-06-15', engineer);
  const { page } = visitor;
  const deadline = page.locator('[data-route="ordinary-review"] [data-window] > p');
  assert.equal(await deadline.innerText(), '正在申报，2022年9月20日 18:00截止，还剩 97 天。');
  const screen = await page.locator('[data-screen="result"]').evaluate(({ textContent }) => textContent);
  assert.match(screen, /评审机构可能算到别的日子/, 'the notice names no day');
  assert.match(screen, /市人社局网站公示（2022年11月11日 12:00截止）/);
  const text = await visitor.element('toText');
  assert.match(text, /正在申报，2022年9月20日 18:00截止/);
  assert.match(text, /市人社局网站公示（2022年11月11日 12:00截止）/);
  const calendar = await visitor.element('toICS');
  assert.match(calendar.replace(/\r\n /g, ''), /DTSTART;VALUE=DATE:20220920\r\nSUMMARY:[^\r]* 18:00\r/);
  await visitor.leave();
});

test('a standard with two clocks says what both ask for', async () => {
  const visitor = await arrive('beiling-2022', '2022-06-15', { ...engineer, 'title-since': '2017-08-01', 'work-since': '2013-01-01' });
  const text = await visitor.page.locator('[data-route="ordinary-review"]').evaluate((card) => card.textContent);
  assert.match(text, /现在的职称是“中级”，取得后满 5 年/);
  assert.match(text, /从事本专业工作满 10 年/);
  assert.match(text, /2023年1月1日/);
  await visitor.leave();
});

const teacher = {
  employer: 'on-staff', tier: 'county', series: 'teacher', level: 'associate', degree: 'bachelor', 'degree-since': '2008-07-01', 'title-held': 'intermediate',
  'title-since': '2017-12-31', 'work-since': '2008-09-01', born: '1985-05-05', sanction: 'none', appraisals: 4, project: true, paper: true, prize: true,
  teaching: false, rules: false, misconduct: false, accident: false, 'post-vacant': true, conditions: 'not-checked', honoured: false,
};

test('where the notice names the day that years are counted to, the page says which', async () => {
  const visitor = await arrive('qinglan-2022', '2022-06-20', teacher);
  const { page } = visitor;
  const text = await page.locator('[data-screen="result"]').evaluate((screen) => screen.textContent);
  assert.match(text, /年限按通知的规定，算到2022年12月31日。/);
  assert.doesNotMatch(text, /评审机构可能算到别的日子/);
  const deadline = page.locator('[data-route="prefecture-review"] [data-window] > p');
  assert.equal(await deadline.innerText(), '正在申报，今天（2022年6月20日 18:00）是最后一天。');
  assert.match(text, /公示.*2022年5月16日至2022年5月20日 18:00/);
  await visitor.leave();
});
