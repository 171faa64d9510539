// For people who use a keyboard, a screen reader, large text or their own colours.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { barriers } from './barriers.mjs';
import { Visitor } from './page.mjs';
import { TODAY, engineer, teacher } from './people.mjs';
import { browser, onPage, server } from './stage.mjs';

/** Takes a visitor through every screen, and calls `at` on each with its name. */
async function throughAllScreens(visitor, at) {
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
  await visitor.answer(engineer, { until: 'title-since' });
  await page.locator('details.why summary').click();
  await at('date');
  await visitor.fill('2021-13');
  await visitor.goOn();
  await page.locator('[data-problem]').waitFor();
  await at('date, with an error');
  await visitor.answer(engineer, { until: 'check' });
  await at('check');
  await visitor.answer(engineer);
  await page.locator('.take').waitFor();
  await visitor.button('答案码').click();
  await page.locator('[data-code]').waitFor();
  await visitor.element('_unfold');
  await page.locator('.by-hand textarea').waitFor();
  await at('result, all open');
  await visitor.button('更改按哪一天计算').click();
  await visitor.screen('day').waitFor();
  await at('day');
}

test('axe finds no fault on any screen, narrow or wide, light or dark', async () => {
  const visitor = await Visitor.arrive(browser, server.url, TODAY);
  const { page } = visitor;
  const look = async (screen) => {
    for (const theme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme: theme });
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        assert.deepEqual(await barriers(page), [], `${screen}, ${theme}, ${width} px`);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${screen} sticks out sideways`);
      }
    }
  };
  await throughAllScreens(visitor, look);
  await page.evaluate(() => document.querySelector('title-precheck').setAttribute('mode', 'documents'));
  await visitor.screen('documents').waitFor();
  await look('documents alone');
  assert.deepEqual(visitor.complaints, []);
  await visitor.leave();

  const refused = await browser.newContext();
  const broken = await refused.newPage();
  await broken.addInitScript(() => delete window.WebAssembly);
  await broken.route('**/title-precheck-nowasm.js', (route) => route.abort());
  await broken.goto(server.url);
  await broken.getByText('预检没有打开').waitFor();
  assert.deepEqual(await barriers(broken), [], 'failure');
  await refused.close();
});

test('text twice as large is still there, and nothing sticks out', async () => {
  const visitor = await Visitor.arrive(browser, server.url, TODAY, { viewport: { width: 640, height: 800 } });
  await visitor.page.addStyleTag({ content: 'title-precheck { --precheck-size: 36px; }' });
  await throughAllScreens(visitor, async (screen) => {
    assert.ok(await visitor.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), screen);
  });
  await visitor.leave();
});

test('every target is at least 44 px high or stands in a sentence', async () => {
  const visitor = await Visitor.arrive(browser, server.url, TODAY);
  await throughAllScreens(visitor, async (screen) => {
    const small = await visitor.page.evaluate(() => {
      const root = document.querySelector('title-precheck').shadowRoot;
      // a box is pressed by its label, and a link in a sentence is text
      return Array.from(root.querySelectorAll('button, summary, label.choice, input:not([type]), textarea'))
        .filter((target) => target.getClientRects().length && target.getBoundingClientRect().height < 44)
        .map((target) => `${target.localName}.${target.className} ${target.textContent.trim().slice(0, 20)}`);
    });
    assert.deepEqual(small, [], screen);
  });
  await visitor.leave();
});

/** Presses Tab until the focus is on what `matches` says, as a function in the page over the focused element. */
async function tabTo(page, matches, value) {
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press('Tab');
    const there = await page.evaluate(([source, wanted]) => {
      const { activeElement } = document.querySelector('title-precheck').shadowRoot;
      return Boolean(activeElement) && new Function('element', 'wanted', `return (${source})(element, wanted)`)(activeElement, wanted);
    }, [String(matches), value]);
    if (there) return;
  }
  throw new Error(`Tab never comes to ${value}`);
}

const isButton = (element, label) => element.localName === 'button' && element.textContent.trim().startsWith(label);

test('with a keyboard alone: from the start to the result, a change, an error, and the end', async () => {
  const visitor = await Visitor.arrive(browser, server.url, TODAY);
  const { page } = visitor;
  const { keyboard } = page;
  const before = await page.evaluate(() => ({ hash: location.hash, href: location.href, length: history.length }));
  const press = async (label) => {
    await tabTo(page, isButton, label);
    await keyboard.press('Enter');
  };
  const atHeading = async (screen) => {
    await visitor.screen(screen).waitFor();
    assert.equal((await visitor.focused()).tag, 'h2', screen);
  };

  await press('开始');
  await atHeading('routes');
  await press('继续');
  let places = 2;
  for (;;) {
    await page.locator('[data-screen="question"], [data-screen="check"]').waitFor();
    const { screen, question } = await visitor.where();
    assert.equal((await visitor.focused()).tag, 'h2', question);
    if (screen === 'check') break;
    const value = engineer[question];
    if (await page.locator('input[type="radio"]').count()) {
      await tabTo(page, (element) => element.type === 'radio', 'the choices');
      // arrows go through the choices, and round
      const wanted = value === true ? 'yes' : value === false ? 'no' : value ?? 'unknown';
      await keyboard.press('Space');
      for (let presses = 0; presses < 40; presses += 1) {
        if (await page.locator('input:checked').getAttribute('value') === wanted) break;
        await keyboard.press('ArrowDown');
      }
      assert.equal(await page.locator('input:checked').getAttribute('value'), wanted, question);
    } else {
      // nothing filled in: the problem has the focus, and its link leads to the field
      await tabTo(page, (element) => element.id === 'year', 'the year');
      await keyboard.press('Enter');
      await page.locator('[data-problem]').waitFor();
      assert.ok((await visitor.focused()).summary);
      await keyboard.press('Tab');
      await keyboard.press('Enter');
      assert.equal((await visitor.focused()).id, 'year');
      await keyboard.type('2018.3');
    }
    await keyboard.press('Enter');
    places += 1;
    await page.locator(`[data-screen]:not([data-question="${question}"])`).waitFor();
  }
  await press('查看结果');
  await atHeading('result');
  await press('更改：你什么时候取得现在的职称');
  await atHeading('question');
  await tabTo(page, (element) => element.id === 'year', 'the year');
  await keyboard.press('Control+A');
  await keyboard.type('2016');
  await keyboard.press('Enter');
  await atHeading('result');
  assert.equal((await visitor.results())['regional-review'].verdict, 'met');
  const after = await page.evaluate(() => ({ hash: location.hash, href: location.href, length: history.length }));
  assert.equal(after.hash, before.hash);
  assert.equal(after.href, before.href);
  assert.equal(after.length, before.length + places + 3, 'one entry a place');
  await press('清除并重新开始');
  await atHeading('start');
  assert.deepEqual(await visitor.element('answers'), {});
  assert.deepEqual(visitor.complaints, []);
  await visitor.leave();
});

/** The accessibility tree as lines of role, name and states. */
async function tree(page) {
  const client = await page.context().newCDPSession(page);
  const { nodes } = await client.send('Accessibility.getFullAXTree');
  await client.detach();
  return nodes.filter(({ ignored }) => !ignored).map(({ role, name, properties = [], description }) => ({
    role: role.value, name: name ? name.value : '', description: description ? description.value : '',
    ...Object.fromEntries(properties.map((property) => [property.name, property.value.value])),
  }));
}

test('the accessibility tree says what the screen says: names, roles, states, problems, headings', async () => {
  const visitor = await Visitor.arrive(browser, server.url, TODAY);
  const { page } = visitor;
  const having = (nodes, role) => nodes.filter((node) => node.role === role);

  await visitor.button('开始').click();
  await visitor.screen('routes').waitFor();
  let nodes = await tree(page);
  const boxes = having(nodes, 'checkbox');
  assert.equal(boxes.length, 6);
  assert.deepEqual(boxes.map(({ checked }) => checked), ['true', 'false', 'false', 'false', 'false', 'false']);
  assert.match(boxes[0].name, /^一般评审/);
  assert.ok(having(nodes, 'group').some(({ name, description }) => name === '你想看哪些途径？' && description), 'the question names its choices');
  assert.deepEqual(having(nodes, 'heading').filter(({ focused }) => focused).map(({ name, level }) => [name, level]), [['你想看哪些途径？', 2]]);

  await visitor.goOn();
  await visitor.screen('question').waitFor();
  nodes = await tree(page);
  const [radios] = having(nodes, 'radiogroup');
  assert.ok(radios.name.length > 3);
  assert.ok(having(nodes, 'radio').every(({ name, checked }) => name && checked === 'false'));
  assert.ok(nodes.some(({ name, expanded }) => name === '为什么问这个' && expanded === false), 'what folds says so');
  await visitor.goOn();
  await page.locator('[data-problem]').waitFor();
  nodes = await tree(page);
  assert.equal(having(nodes, 'radiogroup')[0].invalid, 'true');
  assert.match(having(nodes, 'radiogroup')[0].description, /请选一项/);
  assert.equal(having(nodes, 'alert').length, 1);
  assert.ok(having(nodes, 'link').some(({ name }) => /请选一项/.test(name)));

  await visitor.answer(engineer, { until: 'title-since' });
  nodes = await tree(page);
  assert.deepEqual(having(nodes, 'textbox').map(({ name }) => name), ['年', '月', '日（可不填）']);
  assert.ok(having(nodes, 'textbox').every(({ description }) => description), 'the fields are described by the example');

  await visitor.answer(engineer);
  await page.locator('.take').waitFor();
  nodes = await tree(page);
  const changes = having(nodes, 'button').filter(({ name }) => name.startsWith('更改'));
  assert.equal(new Set(changes.map(({ name }) => name)).size, changes.length, 'no two buttons for changing are called the same');
  assert.ok(changes.every(({ name }) => name.length > 4));
  const pictures = having(nodes, 'image').map(({ name }) => name);
  assert.equal(pictures.length, 2);
  assert.match(pictures[0], /2021年7月15日开始申报：.*2021年7月20日今天.*2021年8月15日申报截止：.*2022年3月10日最早符合：/);
  assert.match(pictures[1], /单位审核，然后县（市）行业主管部门审核，然后/);
  const levels = having(nodes, 'heading').map(({ level }) => level);
  levels.forEach((level, index) => assert.ok(index === 0 || level <= levels[index - 1] + 1, 'no level of headings is left out'));
  for (const { name } of having(nodes, 'button')) assert.ok(name, 'every button has a name');
  await visitor.leave();
});

/** What the live regions of the page's own body say from now on. */
function listen(page) {
  return page.evaluate(() => {
    const regions = document.querySelectorAll('[aria-live], [role="status"], [role="alert"], [role="log"]');
    window.said = [];
    for (const region of regions) {
      new MutationObserver(() => region.textContent && window.said.push(region.textContent)).observe(region, { childList: true, characterData: true, subtree: true });
    }
    return regions.length;
  });
}

test('one live region, outside the shadow, says once that a result has changed, and nothing else', async () => {
  const visitor = await Visitor.arrive(browser, server.url, TODAY);
  const { page } = visitor;
  assert.equal(await listen(page), 1, 'one region, before there is anything to say');
  assert.equal(await page.evaluate(() => document.querySelector('[role="status"]').parentNode === document.body), true);
  await visitor.begin();
  await visitor.answer(engineer);
  await page.waitForTimeout(700);
  assert.deepEqual(await page.evaluate(() => window.said), [], 'the way to the result is told by its headings');

  await page.locator('[data-change="title-since"]').click();
  await visitor.fill('2016-03-10');
  await page.waitForTimeout(700);
  assert.deepEqual(await page.evaluate(() => window.said), [], 'nothing while typing');
  await visitor.goOn();
  await visitor.screen('result').waitFor();
  await page.waitForTimeout(1000);
  assert.deepEqual(await page.evaluate(() => window.said), ['结果已更新：2 条可以申报，2 条目前不能申报']);

  await page.locator('[data-document="degree-certificate"] input').check();
  await page.waitForTimeout(700);
  assert.equal((await page.evaluate(() => window.said)).length, 1, 'a document ticked changes no result');
  assert.equal(await page.evaluate(() => document.querySelectorAll('[aria-live], [role="status"]').length), 1);
  await visitor.leave();
});

test('in forced colours the verdicts, marks and choices are still told apart', async () => {
  const visitor = await Visitor.arrive(browser, server.url, TODAY, { forcedColors: 'active' });
  await visitor.jump(teacher);
  const verdicts = await visitor.page.locator('.verdict').allInnerTexts();
  assert.ok(verdicts.includes('可以申报') && verdicts.includes('目前不能申报'), 'in words');
  assert.equal(await visitor.page.locator('.verdict .icon').count(), verdicts.length, 'and by a picture');
  await visitor.leave();
});

test('what keeps people out is found: in a shadow, in a frame, and on the page', async () => {
  const unnamed = '<button></button>';
  const visitor = await onPage(`<main><h1>t</h1>${unnamed}<div><template shadowrootmode="open">${unnamed}</template></div><iframe title="t" srcdoc='<main><h1>t</h1>${unnamed}</main>'></iframe></main>`);
  await visitor.page.frameLocator('iframe').locator('button').waitFor();
  const found = (await barriers(visitor.page)).find((rule) => rule.startsWith('button-name'));
  assert.equal(found.match(/button \(/g).length, 3, found);
  await visitor.leave();
});
