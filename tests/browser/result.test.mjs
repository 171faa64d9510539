// What the result claims: days, citations, bars, exclusion, and that changing an answer is easy and order does not matter.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, test } from 'node:test';
import { Visitor } from './page.mjs';
import { TODAY, engineer, everything, prefectureEngineer, teacher } from './people.mjs';
import { browser, server } from './stage.mjs';

let visitor;
before(async () => { visitor = await Visitor.arrive(browser, server.url, TODAY); });

/** The one visitor of this file, back at the start on a day of the site's. */
async function afresh(today = TODAY) {
  await visitor.page.evaluate((day) => {
    const element = document.querySelector('title-precheck');
    element.reset();
    element.setAttribute('as-of', day);
  }, today);
  await visitor.screen('start').waitFor();
  return visitor;
}

/** The window's state of a route, with its days, for a person on a day; straight from the element. */
const windowOf = (today, answers, route) => visitor.page.evaluate(([day, given, id]) => (
  document.querySelector('title-precheck').evaluate({ today: day, answers: given }).routes.find((one) => one.id === id).window
), [today, answers, route]);

test('before, on, and after the days: upcoming, open, closed; education has its own last day', async () => {
  for (const [today, general, education] of [
    ['2021-07-14', 'upcoming', 'upcoming'],
    ['2021-07-15', 'open', 'open'],
    ['2021-08-15', 'open', 'open'],
    ['2021-08-16', 'closed', 'open'],
    ['2021-09-10', 'closed', 'open'],
    ['2021-09-11', 'closed', 'closed'],
  ]) {
    assert.equal((await windowOf(today, engineer, 'targeted-review')).state, general, today);
    assert.equal((await windowOf(today, teacher, 'targeted-review')).state, education, today);
  }
  assert.equal((await windowOf('2021-08-15', engineer, 'targeted-review')).days_left, 0);
  assert.equal((await windowOf(TODAY, { ...engineer, series: 'health' }, 'targeted-review')).state, 'unannounced');
  const junior = await windowOf(TODAY, { ...engineer, level: 'assistant', 'title-held': 'none' }, 'county-junior');
  assert.deepEqual([junior.state, junior.set_by], ['set-by', 'county']);
});

test('the page says the same of the days, and a closed one is never open', async () => {
  for (const [today, text] of [
    ['2021-07-14', '还没开始：2021年7月15日起，2021年8月15日截止。'],
    ['2021-08-15', '正在申报，今天（2021年8月15日）是最后一天。'],
    ['2021-08-16', '今年的申报时间（2021年7月15日至2021年8月15日）已经过了。'],
  ]) {
    await afresh(today);
    await visitor.jump(engineer);
    const card = visitor.page.locator('[data-route="targeted-review"]');
    assert.equal(await card.locator('[data-window] > p').innerText(), text);
    assert.equal(/正在申报/.test(await visitor.screen('result').innerText()), today === '2021-08-15');
  }
});

test('a notice whose year is over says so first, still checks, and opens no window', async () => {
  for (const screen of ['start', 'check', 'result']) {
    await afresh('2022-07-20');
    if (screen !== 'start') {
      await visitor.jump(engineer, { until: screen });
    }
    const banner = visitor.page.locator('[data-over]');
    await banner.waitFor();
    assert.match(await banner.innerText(), /2021年度已经结束/);
    assert.ok(await banner.evaluate((box) => box.getBoundingClientRect().top < box.getRootNode().querySelector('h2').getBoundingClientRect().top), screen);
  }
  const results = await visitor.results();
  assert.equal(results['regional-review'].verdict, 'met', 'four years are over by then');
  assert.ok(Object.values(results).every(({ window }) => window !== 'open'));
  assert.match(await visitor.page.locator('[data-focus]').innerText(), /条件符合，但这一年度已结束/);
  assert.deepEqual(await visitor.page.locator('[data-route="targeted-review"][data-standing="meets"] .verdict').allInnerTexts(), ['符合，已截止']);
  assert.doesNotMatch(await visitor.screen('result').innerText(), /正在申报/);
  await afresh();
  assert.equal(await visitor.page.locator('[data-over]').count(), 0);
});

test('the day that everything is counted to is there on every screen that depends on it, and another day is marked as chosen', async () => {
  await afresh();
  assert.equal(await visitor.page.locator('[data-day]').innerText(), '按 2021年7月20日 计算');
  await visitor.jump(engineer);
  await visitor.button('更改按哪一天计算').click();
  await visitor.fill('2022-03-10');
  await visitor.button('按这一天计算').click();
  await visitor.screen('result').waitFor();
  assert.equal(await visitor.page.locator('[data-day]').innerText(), '按 2022年3月10日 计算');
  assert.match(await visitor.page.locator('.day').innerText(), /这一天是你选的，今天是 2021年7月20日/);
  assert.equal((await visitor.results())['regional-review'].verdict, 'met');
});

test('every quote is the notice\'s own, the two items 四.12 are told apart, and no condition is without a source', async () => {
  await afresh();
  await visitor.jump(everything, { routes: ['all'] });
  const source = await readFile(new URL('../../src/notices/kizilsu-2021/sources/main.txt', import.meta.url), 'utf8');
  const quotes = await visitor.page.locator('[data-screen="result"] figure.quote').evaluateAll((list) => list.map((figure) => ({
    words: figure.querySelector('blockquote').textContent, place: figure.querySelector('figcaption b').textContent, lang: figure.querySelector('blockquote').lang,
  })));
  assert.ok(quotes.length > 40);
  const twelve = { '四.12①': new Set(), '四.12②': new Set() };
  for (const { words, place, lang } of quotes) {
    assert.ok(words && source.includes(words), words);
    assert.equal(lang, 'zh-Hans');
    twelve[place]?.add(words);
  }
  assert.ok(twelve['四.12①'].size && twelve['四.12②'].size);
  assert.ok(![...twelve['四.12①']].some((words) => twelve['四.12②'].has(words)));
  const bare = await visitor.page.locator('[data-finding]').evaluateAll((list) => list
    .filter((item) => !item.querySelector('.quote, .words')).map(({ dataset }) => dataset.finding));
  assert.deepEqual(bare, [], 'each has the words of the law, or ours with the document');
});

test('a sanction is asked of public institutions alone, and not knowing it fails nobody', async () => {
  await afresh();
  await visitor.begin();
  const asked = await visitor.answer({ ...engineer, sanction: 'unknown' });
  assert.ok(asked.includes('sanction'));
  for (const [route, { verdict, open }] of Object.entries(await visitor.results())) {
    if (open.includes('no-sanction')) assert.notEqual(verdict, 'met', route);
  }
  assert.equal((await visitor.results())['targeted-review'].standing, 'need-info');
  await afresh();
  await visitor.begin();
  assert.ok(!(await visitor.answer({ ...engineer, employer: 'enterprise' })).includes('sanction'));
  assert.equal(await visitor.page.locator('[data-change="sanction"]').count(), 0);
});

test('later steps are told, and are the reason for nothing', async () => {
  await afresh();
  await visitor.jump(teacher);
  const { page } = visitor;
  assert.ok(await page.locator('[data-screen="result"]').getByText('国语水平测试').first().isVisible());
  for (const text of await page.locator('[data-finding]').allTextContents()) assert.doesNotMatch(text, /国语|政治/);
  const banner = page.locator('[data-exclusive]');
  assert.match(await banner.innerText(), /四\.4/);
  assert.match(await banner.innerText(), /克州定向评价：克州定向评价/);
  assert.match(await banner.innerText(), /自治区级：自治区级评审/);
});

test('the result comes in its order, with what is not needed and the warning before it is used', async () => {
  await afresh();
  await visitor.jump(teacher);
  const order = await visitor.screen('result').evaluate((screen) => {
    const parts = ['h2', '[data-day]', '[data-exclusive]', '.overview', '.timeline', '[data-route]', '[part="docs"]', '.spared', '.path', '.caution', '[part="given"]'];
    const tops = parts.map((part) => screen.querySelector(part).getBoundingClientRect().top);
    return parts.map((part, index) => [part, index === 0 || tops[index] > tops[index - 1]]);
  });
  for (const [part, inOrder] of order) assert.ok(inOrder, part);
  assert.match(await visitor.page.locator('.spared').innerText(), /你不需要准备\s*职称外语、计算机应用能力考试成绩\s*上传时的证书原件和复印件/);
  assert.match(await visitor.page.locator('.caution').innerText(), /查出虚假材料/);
  const standings = await visitor.page.locator('.overview .verdict').allInnerTexts();
  assert.deepEqual(standings, ['可以申报', '可以申报', '目前不能申报', '目前不能申报']);
});

test('the pictures are drawn from the assessment: the person\'s days, and the person\'s way', async () => {
  await afresh();
  await visitor.jump(prefectureEngineer);
  const { page } = visitor;
  await page.locator('.path').waitFor();
  assert.equal(await page.locator('.path .stop').count(), 3);
  assert.equal(await page.locator('.path circle.spared').count(), 2);
  assert.match(await page.locator('.path svg').getAttribute('aria-label'), /；不经过：县（市）行业主管部门审核、县（市）人社部门审核$/);
  assert.equal(await page.locator('.timeline .earliest').count(), 1);
  await afresh();
  await visitor.jump(engineer);
  assert.equal(await page.locator('.path .stop').count(), 5);
  for (const width of [320, 1366]) {
    await page.setViewportSize({ width, height: 740 });
    const sizes = await page.locator('.picture text').evaluateAll((texts) => texts.map((text) => text.getBoundingClientRect().height));
    assert.ok(Math.min(...sizes) >= 15, `text of ${Math.min(...sizes)} px`);
    const out = await page.locator('.picture text').evaluateAll((texts) => texts.filter((text) => text.getBoundingClientRect().right > innerWidth).length);
    assert.equal(out, 0);
  }
  await page.setViewportSize({ width: 360, height: 740 });
});

test('every question says why it is asked, with its source', async () => {
  await afresh();
  await visitor.button('开始').click();
  await visitor.screen('routes').waitFor();
  await visitor.page.locator('#route-all').check();
  await visitor.goOn();
  for (let questions = 0; questions < 40; questions += 1) {
    const { screen, question } = await visitor.where();
    if (screen === 'check') break;
    if (screen === 'question') {
      const why = visitor.page.locator('details.why');
      assert.ok((await why.locator('p').first().textContent()).length > 5, question);
      assert.ok(await why.locator('.quote, .words').count(), question);
      await visitor.fill(everything[question] ?? 'unknown');
      await (await visitor.button('记不清，跳过').count() ? visitor.button('记不清，跳过') : visitor.button('继续')).click();
    }
    await visitor.page.waitForFunction(([from, name]) => {
      const now = document.querySelector('title-precheck').shadowRoot.querySelector('[data-screen]').dataset;
      return now.screen !== name || now.question !== from;
    }, [question, screen]);
  }
  assert.equal((await visitor.where()).screen, 'check');
});

test('from the answers or the result, one change is at most two screens, and the rest is kept', async () => {
  await afresh();
  await visitor.begin();
  await visitor.answer(engineer, { until: 'check' });
  const before = await visitor.element('answers');
  for (const [home, go] of [['check', () => {}], ['result', () => visitor.button('查看结果').click()]]) {
    await go();
    await visitor.screen(home).waitFor();
    for (const [fact, answer] of [['degree', 'master'], ['title-since', '2015-01-01'], ['degree', 'bachelor'], ['title-since', '2018-03-10']]) {
      await visitor.page.locator(`[data-change="${fact}"]`).click();
      assert.equal((await visitor.where()).question, fact);
      await visitor.fill(answer);
      await visitor.goOn();
      await visitor.screen(home).waitFor();
      assert.deepEqual(await visitor.element('answers'), { ...await visitor.element('answers'), [fact]: answer });
    }
    assert.deepEqual(await visitor.element('answers'), before);
  }
});

test('answers that no longer concern the person are not shown, and come back with what they hang on', async () => {
  await afresh();
  await visitor.begin();
  await visitor.answer(engineer, { until: 'check' });
  const row = visitor.page.locator('[data-change="title-since"]');
  assert.equal(await row.count(), 1);
  await visitor.page.locator('[data-change="title-held"]').click();
  await visitor.fill('none');
  await visitor.goOn();
  await visitor.answer({}, { until: 'check' });
  assert.equal(await row.count(), 0);
  await visitor.page.locator('[data-change="title-held"]').click();
  await visitor.fill('assistant');
  await visitor.goOn();
  await visitor.screen('check').waitFor();
  assert.equal(await row.count(), 1, 'nobody has to type a date twice');
});

test('the order in which answers are given changes no verdict, 200 times', async () => {
  const same = await visitor.page.evaluate((people) => {
    const element = document.querySelector('title-precheck');
    let seed = 7;
    const random = () => {
      seed = (seed * 16807) % 2147483647;
      return seed / 2147483647;
    };
    const verdicts = (answers) => JSON.stringify(element.evaluate({ today: '2021-07-20', answers }).routes);
    let differing = 0;
    for (let run = 0; run < 200; run += 1) {
      const person = people[run % people.length];
      const keys = Object.keys(person).map((key) => [random(), key]).sort(([a], [b]) => a - b).map(([, key]) => key);
      const shuffled = {};
      for (const key of keys) shuffled[key] = person[key];
      if (verdicts(shuffled) !== verdicts(person)) differing += 1;
    }
    return differing;
  }, [engineer, teacher, everything]);
  assert.equal(same, 0);
});

test('months and days are taken in the forms people type', async () => {
  await afresh();
  await visitor.begin();
  await visitor.answer(engineer, { until: 'title-since' });
  const { page } = visitor;
  for (const [typed, read] of [['2018.3', '2018-03'], ['2018-03', '2018-03'], ['2018年3月', '2018-03'], ['２０１８．３', '2018-03'], ['2018/3/9', '2018-03-09']]) {
    for (const field of ['month', 'day']) await page.locator(`#${field}`).fill('');
    await page.locator('#year').fill(typed);
    await visitor.goOn();
    await page.locator('[data-screen]:not([data-question="title-since"])[data-whole]').waitFor();
    assert.equal((await visitor.element('answers'))['title-since'], read, typed);
    await visitor.button('返回').click();
    await visitor.question('title-since').waitFor();
  }
});

test('whom to ask is what the site says of the county, else a name', async () => {
  await afresh();
  await visitor.jump(engineer);
  const { page } = visitor;
  assert.match(await visitor.screen('result').innerText(), /阿克陶县的人社部门和行业主管部门/);
  await page.evaluate(() => {
    const contact = document.createElement('p');
    contact.slot = 'contact-akto';
    contact.textContent = '阿克陶县人社局职称股，电话以公布的为准';
    document.querySelector('title-precheck').append(contact);
  });
  assert.ok(await page.getByText('阿克陶县人社局职称股').isVisible());
  await page.evaluate(() => document.querySelector('[slot="contact-akto"]').remove());
});
