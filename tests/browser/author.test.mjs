// Next year's notice in an afternoon, on the authoring page: from a disk and over plain http.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import { barriers } from './barriers.mjs';
import { Author, FILE } from './desk.mjs';
import { engineer, everything } from './people.mjs';
import { SCRIPT, browser, onPage, server } from './stage.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const folder = mkdtempSync(join(tmpdir(), 'author-'));
after(() => rmSync(folder, { recursive: true }));

/** On aid posting for a year and a half on the day, and all else as the route wants it. */
const aid = {
  ...engineer, 'conditions-targeted': 'checked-met', 'on-aid-posting': true, 'aid-since': '2020-01-10', 'aid-until': '2023-01-10',
};

for (const [where, url] of [['from a disk', FILE], ['over plain http', new URL('author.html', server.url).href]]) {
  test(`a whole afternoon, ${where}`, async () => {
    const author = await Author.arrive(browser, url);
    const { page } = author;
    await author.begin();
    assert.deepEqual(await author.counts(), { errors: 0, warnings: 0 });
    assert.match(await page.locator('.status').innerText(), /用例 (\d+)\/\1 通过/);

    // someone's answers, which stay through all that follows
    await author.answer(aid);
    assert.equal(await author.verdict('aid-xinjiang'), 'met');

    // the text changes: the later deadline, and two years in place of one. What was quoted does not stand there any more
    await author.edit('sources/main.txt', '7月15日-8月15日', '7月15日-8月25日');
    await author.edit('sources/main.txt', '对口支援服务1年以上', '对口支援服务2年以上');
    assert.deepEqual(new Set(await author.faults()), new Set(['quote-not-found']));
    const first = page.locator('[data-fault]').first();
    await first.locator('.fault').click();
    assert.match(await page.locator('.cm-activeLine').innerText(), /quote = /, 'a fault leads to its line');
    assert.ok(await page.locator('.cm-lint-marker-error').count(), 'and is marked beside it');
    await page.locator('.cm-lint-marker-error').first().hover();
    assert.match(await page.locator('.cm-tooltip').innerText(), /怎么办|main\/三/);
    await author.panel('preview');
    assert.match(await page.locator('[data-panel="preview"]').innerText(), /最近一次没有错误的样子/);
    assert.equal(await author.verdict('aid-xinjiang'), 'met', 'the preview shows what last compiled');

    // quotes and dates, one after the other
    for (let left = 3; left > 0; left -= 1) await author.edit('notice.toml', '7月15日-8月15日', '7月15日-8月25日');
    for (let left = 2; left > 0; left -= 1) await author.edit('notice.toml', 'closes = "2021-08-15"', 'closes = "2021-08-25"');
    // two rules: the years of an aid posting, and one slip; the years of grassroots service
    await author.edit('notice.toml', 'years = 1', 'years = 2');
    await author.edit('notice.toml', 'of = ["service-is-listed", "three-years-of-service"', 'of = ["service-is-listed", "three-years-of-servise"');
    await author.edit('notice.toml', '且对口支援服务1年以上', '且对口支援服务两年以上');
    assert.deepEqual((await author.faults()).sort(), ['quote-not-found', 'undefined-id']);
    assert.equal(await author.tab('faults').innerText(), '问题 2');

    await author.edit('notice.toml', 'three-years-of-servise', 'three-years-of-service');
    await author.edit('notice.toml', '且对口支援服务两年以上', '且对口支援服务2年以上');
    assert.deepEqual(await author.counts(), { errors: 0, warnings: 4 }, 'its label still says one year, and three languages lack the new quote');
    await author.edit('notice.toml', '援疆满1年', '援疆满2年');
    assert.deepEqual(await author.counts(), { errors: 0, warnings: 3 });
    await author.panel('cases');
    assert.ok(await author.failing() > 10, 'cases of last year do not come out any more, and say so');
    assert.ok(await author.isWhole(), 'the page itself never scrolls at a desk');
    assert.equal(await author.verdict('aid-xinjiang'), 'not-met', 'the preview follows, with the answers kept');
    assert.deepEqual(await author.element('answers'), aid);

    // whom that affects
    const affected = await author.panel('affected');
    await affected.locator('[data-route-change="aid-xinjiang"]').waitFor();
    assert.match(await affected.innerText(), /3000 个申报人/);
    assert.match(await affected.locator('[data-route-change="aid-xinjiang"]').innerText(), /可以申报 → 不能申报/);
    assert.match(await affected.locator('[data-route-change="targeted-review"]').innerText(), /2021-07-15 至 2021-08-15 → 2021-07-15 至 2021-08-25/);
    await affected.locator('[data-route-change="aid-xinjiang"] .examples button').first().click();
    await page.locator('title-precheck [data-screen="result"]').waitFor();
    assert.equal(await author.verdict('aid-xinjiang'), 'not-met', 'an example is seen in the preview');

    // the slider: the window that was moved is open on the day, and closed after it
    await author.answer(aid);
    for (const [day, state] of [['2021-08-20', 'open'], ['2021-08-26', 'closed']]) {
      await page.locator('.slider').evaluate((slider, wanted) => {
        slider.value = String(Math.round(Date.parse(`${wanted}T00:00:00Z`) / 86_400_000));
        slider.dispatchEvent(new Event('input'));
      }, day);
      const { today, routes } = await author.element('assessment');
      assert.equal(today, day);
      assert.equal(routes.find(({ id }) => id === 'aid-xinjiang').window.state, state);
    }

    // a case from the preview
    await author.panel('cases');
    const before = await page.locator('[data-passed]').getAttribute('data-passed');
    await page.locator('[data-add-case]').click();
    assert.match(await author.said(), /写进了 cases\.toml 第 \d+ 行/);
    await author.checked();
    assert.match(await author.text(), /id = "preview-1"/);
    await author.panel('cases');
    assert.equal(Number(await page.locator('[data-passed]').getAttribute('data-passed')), Number(before) + 1);
    const coverage = await author.panel('coverage');
    assert.match(await coverage.innerText(), /援疆满2年且还在援疆期内/);

    // a later text: the dates of the health series
    await supplement(author);
    assert.match(await author.said(), /sources\/2021-08-10-health\.txt，规则第 2 版/);
    await author.checked();
    assert.equal((await author.element('notice')).edition, '2');
    await author.panel('source');
    assert.equal(await page.locator('[data-clause="2021-08-10-health/前言"]').getAttribute('data-as'), 'window');

    // out: the folder, and the pack, which the ordinary element takes
    await author.panel('folder');
    assert.match(await page.locator('[data-panel="folder"]').innerText(), /个用例没有通过/);
    const pack = await author.take('pack');
    assert.equal(pack.name, 'kizilsu-2021-2.tpc');
    const bytes = readFileSync(pack.path);
    assert.equal(await page.locator('[data-sha]').innerText(), createHash('sha256').update(bytes).digest('hex'));
    const zip = await author.take('zip');
    const inside = unzipSync(readFileSync(zip.path));
    assert.deepEqual(Object.keys(inside).sort(), ['cases.toml', 'notice.toml', 'sources/2021-08-10-health.txt', 'sources/main.txt', ...['en', 'ky', 'ug'].map((id) => `translations/${id}.json`)].map((name) => `kizilsu-2021/${name}`));
    assert.match(strFromU8(inside['kizilsu-2021/notice.toml']), /edition = "2"/);
    assert.deepEqual(author.complaints, []);
    assert.deepEqual(author.requests.filter((address) => address !== url && !/^(blob|data):/.test(address)), [], 'nothing is asked for');
    await author.leave();

    const visitor = await onPage(`<title-precheck notice="/next.tpc" as-of="2021-08-20" storage="none"></title-precheck>${SCRIPT}`, {
      answers: { 'next.tpc': { contentType: 'application/octet-stream', body: bytes } },
    });
    await visitor.page.locator('[data-screen="start"]').waitFor();
    assert.equal((await visitor.element('notice')).edition, '2');
    const { routes } = await visitor.element('evaluate', { today: '2021-08-20', answers: aid });
    const route = routes.find(({ id }) => id === 'aid-xinjiang');
    assert.equal(route.verdict, 'not-met');
    assert.equal(route.earliest, '2022-01-10');
    assert.equal(route.window.closes, '2021-08-25');
    const health = await visitor.element('evaluate', { today: '2021-08-20', answers: { ...engineer, series: 'health' } });
    assert.equal(health.routes.find(({ id }) => id === 'targeted-review').window.closes, '2021-09-20');
    await visitor.leave();
  });
}

/** Fills in the form for a later text, as a person would: pastes, selects, presses. */
async function supplement(author) {
  const { page } = author;
  await author.panel('supplement');
  const text = '关于卫生健康系列申报时间的通知\n各单位:\n卫生健康系列网络申报时间为8月20日至9月20日。\n请相互转告。\n';
  await page.locator('.supplement [name="text"]').fill(text);
  assert.equal(await page.locator('.supplement [name="title"]').inputValue(), '关于卫生健康系列申报时间的通知');
  await page.locator('[data-write]').click();
  assert.match(await author.said(), /还缺：发文日期/);
  await page.locator('.supplement [name="date"]').fill('2021-08-10');
  await page.locator('.supplement [name="name"]').fill('health');
  await page.locator('.supplement [name="opens"]').fill('2021-08-20');
  await page.locator('.supplement [name="closes"]').fill('2021-09-20');
  await page.locator('.supplement summary', { hasText: '你申报哪个系列' }).click();
  await page.locator('.supplement input[value="health"]').check();
  await page.locator('.supplement [name="text"]').evaluate((box) => {
    const at = box.value.indexOf('8月20日至9月20日');
    box.setSelectionRange(at, at + '8月20日至9月20日'.length);
  });
  await page.locator('[data-take-quote]').click();
  assert.equal(await page.locator('[data-quote]').innerText(), '8月20日至9月20日');
  assert.ok(await page.locator('.supplement input[value="标题"]').isChecked(), 'a title holds no rule');
  await page.locator('.supplement input[value="前言.¶2"]').check();
  await page.locator('[data-write]').click();
}

test('answers and place in the preview stay through an edit, and an answer that no longer fits is told', async () => {
  const author = await Author.arrive(browser, FILE);
  const { page } = author;
  await author.begin();
  await author.answer(everything);
  await page.evaluate(() => document.querySelector('title-precheck').goTo('series'));
  await page.locator('[data-question="series"]').waitFor();
  await author.edit('notice.toml', 'question = "你申报哪个系列？"', 'question = "你报哪个系列？"');
  await page.locator('title-precheck').getByText('你报哪个系列？').waitFor();
  assert.deepEqual(await author.element('answers'), everything);
  assert.ok(await page.evaluate(() => document.activeElement.classList.contains('editor-host')), 'who is typing goes on typing');
  await author.edit('notice.toml', '{ id = "akto", label = "阿克陶县" },', '{ id = "akto-county", label = "阿克陶县" },');
  for (let left = 2; left > 0; left -= 1) await author.edit('notice.toml', '"artux", "akto", "akqi"', '"artux", "akto-county", "akqi"');
  await page.locator('.said').getByText('workplace').waitFor();
  const { workplace, ...others } = everything;
  assert.equal(workplace, 'akto');
  assert.deepEqual(await author.element('answers'), others);
  await author.leave();
});

test('a clause that nothing accounts for cannot be missed, and others say what cites them', async () => {
  const author = await Author.arrive(browser, FILE);
  const { page } = author;
  await author.begin();
  await author.edit('notice.toml', 'clause = "main/四.13"', 'clause = "main/四.1"');
  const source = await author.panel('source');
  const clause = page.locator('[data-clause="main/四.13"]');
  await page.locator('[data-open="1"]').waitFor();
  assert.equal(await clause.getAttribute('data-as'), 'nothing');
  assert.match(await clause.locator('.label').innerText(), /没有着落/);
  assert.match(await source.innerText(), /1 段没有着落/);
  const cited = page.locator('[data-clause="main/二.1"]');
  await cited.locator('summary').click();
  await cited.locator('li', { hasText: 'no-sanction' }).locator('button').click();
  assert.match(await page.locator('.cm-activeLine').innerText(), /clause = "main\/二\.1"/);
  await author.leave();
});

test('without a Worker the page looks by itself', async () => {
  const author = await Author.arrive(browser, FILE, { before: () => delete window.Worker });
  await author.begin();
  await author.edit('notice.toml', 'years = 1', 'years = 2');
  await author.checked();
  await author.panel('cases');
  assert.ok(await author.failing() > 10);
  const affected = await author.panel('affected');
  await affected.locator('[data-route-change="aid-xinjiang"]').waitFor();
  assert.deepEqual(author.complaints, []);
  await author.leave();
});

test('a folder, a zip and an empty one open; what is no notice is refused in words', async () => {
  const author = await Author.arrive(browser, FILE);
  const { page } = author;
  const files = page.locator('input[data-start="files"]');
  const other = join(folder, 'other.md');
  writeFileSync(other, 'x');
  await files.setInputFiles(other);
  await page.locator('.said').getByText('里面没有 notice.toml').waitFor();
  await page.evaluate(() => {
    const dropped = new DataTransfer();
    dropped.items.add(new File(['format = 2'], 'notice.toml'));
    dropped.items.add(new File(['题\n'], 'main.txt'));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true }));
  });
  await author.checked();
  assert.match(await author.text(), /format = 2/);
  await author.panel('folder');
  assert.match(await page.locator('.listed').innerText(), /sources\/main\.txt/);
  await page.locator('[data-panel="folder"] input[webkitdirectory]').setInputFiles(join(root, 'src/notices/kizilsu-2021'));
  await page.locator('.status').getByText(/用例 (\d+)\/\1 通过/).waitFor();
  await author.panel('folder');
  await page.locator('[data-panel="folder"] button', { hasText: '从空白开始' }).click();
  assert.ok((await author.faults()).length > 0, 'a skeleton wants its clauses accounted for');
  await author.panel('folder');
  const zip = await author.take('zip');
  const kept = join(folder, 'kept.zip');
  copyFileSync(zip.path, kept);
  await author.leave();

  const again = await Author.arrive(browser, FILE);
  await again.page.locator('input[data-start="files"]').setInputFiles(kept);
  await again.checked();
  assert.match(await again.text(), /id = "new-notice"/);
  await again.leave();
});

test('a draft is kept only where the person asks, and leaving with changes is warned of', async () => {
  const author = await Author.arrive(browser, FILE);
  const { page } = author;
  await author.begin();
  await author.edit('notice.toml', 'name = "克州2021年度职称评审"', 'name = "克州2022年度职称评审"');
  await author.checked();
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  const warned = new Promise((done) => {
    page.on('dialog', (dialog) => {
      done(dialog.type());
      dialog.dismiss();
    });
  });
  await page.close({ runBeforeUnload: true });
  assert.equal(await warned, 'beforeunload');
  await author.panel('folder');
  await page.locator('[data-keep]').check();
  const next = new Author(await page.context().newPage());
  await next.page.goto(FILE);
  await next.begin('draft');
  assert.match(await next.text(), /克州2022年度职称评审/);
  await next.panel('folder');
  await next.page.locator('[data-keep]').uncheck();
  assert.equal(await next.page.evaluate(() => localStorage.length), 0);
  await author.leave();
});

test('it is in English at a press, faults too', async () => {
  const author = await Author.arrive(browser, FILE);
  const { page } = author;
  await author.begin();
  await page.getByRole('banner').getByRole('button', { name: 'English' }).click();
  assert.match(await page.locator('.status').innerText(), /errors 0 · warnings 0 · cases (\d+) of \1 passed/);
  await author.edit('notice.toml', 'clause = "main/四.13"', 'clause = "main/四.1"');
  const faults = await author.panel('faults');
  await faults.getByText('nothing accounts for `main/四.13`').waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
  await author.leave();
});

test('axe finds no fault on any panel, narrow or wide, and nothing sticks out', async () => {
  const author = await Author.arrive(browser, FILE);
  const { page } = author;
  const look = async (what, widths = [1366]) => {
    for (const width of widths) {
      await page.setViewportSize({ width, height: 768 });
      assert.deepEqual(await barriers(page), [], `${what}, ${width} px`);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${what} sticks out sideways at ${width} px`);
    }
  };
  await look('start', [360, 1366]);
  await author.begin();
  await author.edit('notice.toml', 'years = 1', 'years = 2');
  await author.checked();
  for (const panel of ['faults', 'source', 'preview', 'cases', 'coverage', 'affected', 'supplement', 'folder']) {
    await author.panel(panel);
    if (panel === 'affected') await page.locator('[data-route-change]').first().waitFor();
    await look(panel, ['preview', 'supplement'].includes(panel) ? [360, 1366] : undefined);
  }
  await page.setViewportSize({ width: 360, height: 740 });
  for (const panel of ['faults', 'source', 'cases', 'coverage', 'affected', 'folder']) {
    await author.panel(panel);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${panel} sticks out sideways`);
  }
  assert.deepEqual(author.complaints, []);
  await author.leave();
});

test('tabs go by the arrows, and every panel is reached without a mouse', async () => {
  const author = await Author.arrive(browser, FILE);
  const { page } = author;
  await author.begin();
  await author.tab('preview').focus();
  await page.keyboard.press('ArrowRight');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.tab), 'faults');
  assert.equal(await author.tab('faults').getAttribute('aria-selected'), 'true');
  await page.keyboard.press('End');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.tab), 'folder');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'view-panel');
  // Tab leaves the editor: nobody is caught in it
  await page.locator('.cm-content').focus();
  await page.keyboard.press('Tab');
  assert.ok(await page.evaluate(() => !document.activeElement.classList.contains('editor-host')));
  await author.leave();
});
