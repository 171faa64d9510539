// The office page: one file, from a list to who can file, who lacks what, and from when.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { barriers } from './barriers.mjs';
import { Clerk, DAY, FILE } from './clerk.mjs';
import { browser, server } from './stage.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const folder = mkdtempSync(join(tmpdir(), 'office-'));
const HTTP = `${server.url}office.html`;

/** Headings as the notice asks, so that nothing depends on a notice's usual headings. */
const HEADINGS = {
  name: '姓名', unit: '单位', employer: '你的单位是哪一类？', workplace: '你的申报单位归哪里管（隶属）？', series: '你申报哪个系列？', level: '你要申报哪一级？', degree: '你的最高学历（学位）是什么？',
  held: '你现在的最高职称是哪一级？', since: '你什么时候取得现在的职称？', sanction: '你受过哪种处分？', committee: '你的行业今年开展克州定向评价吗？', other: '你今年已经提交了哪种申报？',
  targeted: '你符合克州定向评价的申报条件吗？', regional: '你符合自治区级的申报条件吗？', remote: '你在艰苦边远县（市）工作吗？', township: '你在乡（镇）基层一线工作吗？', frontline: '你在脱贫巩固、乡村振兴或防疫一线吗？',
};

/** Short of four years by some months. */
const engineer = {
  name: '张三', unit: '阿克陶县住建局', employer: '事业单位', workplace: '阿克陶县', series: '工程技术', level: '中级', degree: '本科', held: '助理级', since: '2018.3.10', sanction: '没有', committee: '是',
  other: '没有提交', targeted: '还没对照', regional: '还没对照', remote: '否', township: '否', frontline: '否',
};
/** Meets both kinds, and has to choose. */
const senior = { ...engineer, name: '李四', unit: '州水利局', workplace: '州直', since: '2015年6月', targeted: '对照过，符合', regional: '对照过，符合' };
const people = [engineer, senior];

const cell = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
/** A list as CSV: more columns by heading, a text or a function of the place. */
function csv(rows, more = {}) {
  const lines = [[...Object.values(HEADINGS), ...Object.keys(more)]];
  rows.forEach((row, index) => lines.push([...Object.keys(HEADINGS).map((key) => row[key] ?? ''), ...Object.values(more).map((value) => (typeof value === 'function' ? value(index) : value))]));
  return `${lines.map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** So many people, of all series and counties, a few with a date that cannot be read. */
function crowd(count) {
  const series = ['工程技术', '会计', '农业技术', '卫生健康'];
  const counties = ['阿图什市', '阿克陶县', '阿合奇县', '乌恰县', '州直'];
  return Array.from({ length: count }, (_, index) => ({
    ...(index % 3 ? engineer : senior),
    name: `人${String(index).padStart(5, '0')}`,
    unit: `单位${index % 40}`,
    series: series[index % series.length],
    workplace: counties[index % counties.length],
    since: index % 50 === 7 ? '去年' : `20${10 + (index % 9)}-0${1 + (index % 9)}`,
  }));
}

/** A text in the encoding of old Chinese systems: by the table that decodes it. */
function gbk(text) {
  const decoder = new TextDecoder('gbk');
  const known = new Map();
  for (let high = 0x81; high <= 0xfe; high += 1) for (let low = 0x40; low <= 0xfe; low += 1) if (low !== 0x7f) known.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
  return Buffer.from(Array.from(text).flatMap((letter) => (letter.charCodeAt(0) < 0x80 ? [letter.charCodeAt(0)] : known.get(letter))));
}

/** The smallest workbook that holds a table: texts in their cells. */
function xlsx(table) {
  const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const name = (place) => String.fromCharCode(65 + place);
  const rows = table.map((line, row) => `<row r="${row + 1}">${line.map((text, place) => (text ? `<c r="${name(place)}${row + 1}" t="inlineStr"><is><t>${escaped(text)}</t></is></c>` : '')).join('')}</row>`).join('');
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const files = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${relations}"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="名单" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${relations}"><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`,
  };
  return zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(`<?xml version="1.0" encoding="UTF-8"?>${text}`)])));
}

/** What stands in a workbook, by part and cell; a text is the same whether it stands in its cell or among the shared ones. */
function cellsOf(bytes) {
  const parts = Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, new TextDecoder().decode(part)]));
  const textIn = (xml) => Array.from(xml.matchAll(/<t(?: [^>]*)?>([^<]*)<\/t>/g), ([, text]) => text).join('');
  const shared = Array.from((parts['xl/sharedStrings.xml'] || '').matchAll(/<si>([^]*?)<\/si>/g), ([, inside]) => textIn(inside));
  const cells = {};
  for (const [name, xml] of Object.entries(parts)) {
    if (!/^xl\/worksheets\/[^/]+$/.test(name)) continue;
    for (const [, attributes, inside = ''] of xml.matchAll(/<c ([^>]*?)(?:\/>|>([^]*?)<\/c>)/g)) {
      const { r, t } = Object.fromEntries(Array.from(attributes.matchAll(/(\w+)="([^"]*)"/g), ([, key, value]) => [key, value]));
      const value = (/<v>([^<]*)<\/v>/.exec(inside) || [])[1];
      cells[`${name} ${r}`] = t === 's' ? shared[Number(value)] : t === 'inlineStr' ? textIn(inside) : inside;
    }
  }
  return { cells, names: parts['xl/workbook.xml'] };
}

const tableOf = (rows) => [Object.values(HEADINGS), ...rows.map((row) => Object.keys(HEADINGS).map((key) => row[key]))];

/** Whatever the page may have kept. */
const kept = (page) => page.evaluate(async () => {
  const of = (name) => { try { return window[name].length; } catch (_) { return 0; } };
  return { local: of('localStorage'), session: of('sessionStorage'), cookies: document.cookie, databases: indexedDB.databases ? (await indexedDB.databases()).length : 0 };
});

for (const [place, url] of [['a disk', FILE], ['a site', HTTP]]) {
  test(`from ${place}, a list in GBK with a column that nobody knows becomes results, and nothing is asked for or kept`, async () => {
    const clerk = await Clerk.arrive(browser, url);
    const { page } = clerk;
    await clerk.put({ name: '名单.csv', bytes: gbk(csv(people, { 爱好: '篮球', 身份证号: '653001199001010011' })) });
    const columns = await clerk.columns();
    assert.equal(columns[HEADINGS.series], 'fact');
    assert.equal(columns['姓名'], 'name');
    assert.equal(columns['爱好'], 'unknown');
    assert.equal(await page.locator('.verdict').getAttribute('data-open'), '1');
    await page.locator('.of-list summary', { hasText: '名单的情况' }).click();
    await page.locator('[data-fault="encoding-gbk"]').waitFor();
    assert.ok(!(await page.content()).includes('653001199001010011'), 'what no rule needs is shown nowhere');

    await clerk.run();
    assert.deepEqual(await clerk.counts(), { all: 2, undecided: 2 }, 'nobody is judged while a column may matter');
    await page.locator('[data-columns]').click();
    await clerk.assign('爱好', 'ignore');
    assert.equal(await page.locator('.verdict').getAttribute('data-open'), '0');
    await clerk.run();
    assert.deepEqual(await clerk.counts(), { all: 2, meets: 1, 'not-yet': 1 });
    const [first, second] = await clerk.rows();
    assert.deepEqual([first.row, first.standing, second.row, second.standing], [2, 'not-yet', 3, 'meets']);
    assert.ok(first.cells.includes('张三') && first.cells.includes('阿克陶县住建局'));

    // why, in the notice's words
    await page.locator('[data-row="2"] .open').click();
    const opened = page.locator('[data-opened="2"]');
    const routes = await opened.locator('[data-route]').evaluateAll((list) => list.map(({ dataset }) => dataset.route));
    assert.equal(routes.length, 8, 'every route is there');
    const regional = opened.locator('[data-route="regional-review"]');
    assert.match(await regional.innerText(), /最早 2022-03-10 起符合/);
    const texts = readFileSync(join(root, 'src/notices/kizilsu-2021/sources/main.txt'), 'utf8');
    const quotes = await opened.locator('blockquote').evaluateAll((list) => list.map((quote) => Array.from(quote.childNodes).filter(({ nodeType }) => nodeType === 3).map(({ data }) => data).join('')));
    assert.ok(quotes.length > 0);
    for (const quote of quotes) assert.ok(texts.includes(quote), `the notice says: ${quote}`);

    assert.deepEqual(clerk.complaints, []);
    assert.deepEqual(clerk.requests.filter((address) => address !== url && !/^(blob|data):/.test(address)), [], 'nothing is asked for');
    assert.deepEqual(await kept(page), { local: 0, session: 0, cookies: '', databases: 0 });
    await clerk.leave();
  });
}

test('a spreadsheet, a text and lines of the same people give the same results', async () => {
  const clerk = await Clerk.arrive(browser, FILE);
  const results = [];
  const lines = people.map((person) => JSON.stringify(Object.fromEntries(Object.entries(HEADINGS).map(([key, heading]) => [heading, person[key]])))).join('\n');
  for (const file of [{ name: 'list.xlsx', bytes: xlsx(tableOf(people)) }, { name: 'list.csv', text: csv(people) }, { name: 'list.jsonl', text: lines }]) {
    await clerk.put(file);
    assert.equal(await clerk.page.locator('.verdict').getAttribute('data-open'), '0', file.name);
    await clerk.run();
    results.push((await clerk.rows()).map(({ standing, cells }) => [standing, ...cells.slice(1)]));
  }
  const [sheet, text, json] = results;
  assert.deepEqual(sheet, text);
  assert.deepEqual(json.map(([standing]) => standing), text.map(([standing]) => standing));
  assert.deepEqual(clerk.complaints, []);
  await clerk.leave();
});

test('what was typed can be said to be a choice; the mapping goes out, and in again, for another list', async () => {
  const clerk = await Clerk.arrive(browser, FILE);
  const { page } = clerk;
  const list = { name: 'list.csv', text: csv([{ ...senior, degree: '大本' }, engineer], { 最后学位: '无' }) };
  await clerk.put(list);
  assert.equal(await page.locator('.verdict').getAttribute('data-unread'), '1');
  await clerk.assign('最后学位', 'ignore');
  await clerk.mean('大本', 'bachelor');
  assert.deepEqual(await page.locator('.verdict').evaluate(({ dataset }) => [dataset.open, dataset.unread]), ['0', '0']);
  const { name, path: taken } = await clerk.take('mapping');
  assert.equal(name, 'list-列对照.toml');
  const toml = readFileSync(taken, 'utf8');
  // what a browser downloaded goes with it
  const path = join(folder, name);
  writeFileSync(path, toml);
  assert.match(toml, /大本"? = "bachelor"/);
  await clerk.run();
  assert.deepEqual(await clerk.counts(), { all: 2, meets: 1, 'not-yet': 1 });
  await clerk.leave();

  const other = await Clerk.arrive(browser, FILE);
  await other.put(list);
  await other.choose('mapping', path);
  await other.settled();
  assert.deepEqual(await other.page.locator('.verdict').evaluate(({ dataset }) => [dataset.open, dataset.unread]), ['0', '0']);
  // and what is said further goes beside it
  await other.assign('单位', 'ignore');
  assert.ok(!await other.column('单位').isVisible(), 'what is not used is folded away');
  await other.run();
  assert.deepEqual(await other.counts(), { all: 2, meets: 1, 'not-yet': 1 });
  await other.leave();
});

test('what is wrong with a row is told with its column, its value and the other row, and what the page can do about it', async () => {
  const clerk = await Clerk.arrive(browser, FILE);
  const { page } = clerk;
  await clerk.put({ name: 'list.csv', text: csv([people[0], { ...people[0], degree: '大本' }], { 爱好: '篮球' }) });
  await clerk.run();
  assert.match((await clerk.rows())[0].cells.join(' '), /爱好：不知道这一列是什么（共 2 处）/);
  await page.locator('[data-row="3"] .open').click();
  const faults = await page.locator('[data-opened="3"] [data-fault]').allTextContents();
  assert.ok(faults.includes('爱好：不知道这一列是什么') && faults.includes(`${HEADINGS.degree}“大本”：不在可选的选项里`) && faults.some((fault) => fault.startsWith('第 2 行：')), faults.join('\n'));
  assert.match(await page.locator('[data-opened="3"]').innerText(), /点“改列或日期”/);
  await clerk.leave();
});

test('a value that was not understood can be said to be a choice, and taken back', async () => {
  const clerk = await Clerk.arrive(browser, FILE);
  await clerk.put({ name: 'list.csv', text: csv([{ ...senior, degree: '大本' }]) });
  const verdict = () => clerk.page.locator('.verdict').getAttribute('data-unread');
  await clerk.mean('大本', 'bachelor');
  assert.equal(await verdict(), '0');
  await clerk.mean('大本', '?');
  assert.equal(await verdict(), '1');
  await clerk.run();
  assert.deepEqual(await clerk.counts(), { all: 1, undecided: 1 });
  await clerk.leave();
});

test('filters narrow the table, alone and together; the table is sorted and turned', async () => {
  const clerk = await Clerk.arrive(browser, FILE);
  const { page } = clerk;
  const rows = crowd(400);
  await clerk.put({ name: 'list.csv', text: csv(rows) });
  await clerk.run();
  const all = await clerk.counts();
  assert.equal(all.all, 400);
  assert.equal(all.undecided, rows.filter(({ since }) => since === '去年').length);

  await page.locator('[data-count="undecided"]').click();
  assert.equal(await clerk.found(), all.undecided);
  assert.ok((await clerk.rows()).every(({ standing }) => standing === 'undecided'));
  await page.locator('[name="faulty"]').check();
  assert.equal(await clerk.found(), all.undecided, 'these are the rows with faults');
  await page.locator('[data-clear]').click();
  assert.equal(await clerk.found(), 400);

  const inAkto = rows.filter(({ workplace }) => workplace === '阿克陶县');
  assert.equal(await clerk.filter('workplace', 'akto'), inAkto.length);
  assert.equal((await clerk.counts()).all, inAkto.length, 'the counts are of those');
  assert.equal(await clerk.filter('series', 'accounting'), inAkto.filter(({ series }) => series === '会计').length);
  await page.locator('[name="text"]').fill('单位１');
  assert.equal(await clerk.found(), inAkto.filter(({ series, unit }) => series === '会计' && unit.includes('单位1')).length, 'full width or not');
  await page.locator('[data-clear]').click();
  await clerk.found();

  // a route of its own: its results in the place of each person's best
  await clerk.filter('route', 'regional-review');
  const regional = await clerk.counts();
  assert.equal(regional.all, 400);
  assert.notDeepEqual(regional, all);
  await clerk.filter('route', '');

  const names = async () => (await clerk.rows()).map(({ cells }) => cells[1]);
  await page.locator('[data-sort="who-0"]').click();
  await clerk.found();
  await page.locator('[data-sort="who-0"]').click();
  await clerk.found();
  assert.equal((await names())[0], '人00399');
  assert.equal(await page.locator('[data-sort="who-0"]').locator('..').getAttribute('aria-sort'), 'descending');
  await page.locator('[data-page="last"]').first().click();
  await clerk.found();
  assert.equal((await names()).pop(), '人00000');
  await page.locator('[data-sort="row"]').click();
  await clerk.found();
  assert.equal((await names())[0], '人00000');

  await page.locator('.summary summary').click();
  const totals = await page.locator('[data-group="workplace"] tbody tr').evaluateAll((list) => list.map((row) => Number(row.children[1].textContent)));
  assert.equal(totals.reduce((sum, count) => sum + count), 400);
  assert.deepEqual(clerk.complaints, []);
  await clerk.leave();
});

test('without a Worker, refused by a policy or not there, the page does it by itself', async () => {
  const answer = { path: join(root, 'www/dist/office.html'), headers: { 'Content-Type': 'text/html', 'Content-Security-Policy': "worker-src 'none'" } };
  for (const way of [{ before: () => delete window.Worker }, { answer }]) {
    const clerk = await Clerk.arrive(browser, HTTP, way);
    await clerk.put({ name: 'list.csv', text: csv(crowd(3000)) });
    await clerk.run();
    assert.equal((await clerk.counts()).all, 3000);
    const { path } = await clerk.take('csv');
    assert.equal(readFileSync(path, 'utf8').trim().split('\r\n').length, 3001);
    await clerk.leave();
  }
});

test('a check can be stopped, shows whom it got to, and goes on', async () => {
  const clerk = await Clerk.arrive(browser, FILE);
  const { page } = clerk;
  await clerk.put({ name: 'list.csv', text: csv(crowd(60_000)) });
  await page.locator('[data-run]').click();
  await page.locator('.running .quiet').waitFor();
  assert.match(await page.locator('.running').innerText(), /每秒 \d+ 人 · 还要约 \d+ (秒|分钟)/);
  await page.locator('[data-stop]').click();
  await clerk.step('table').waitFor();
  const { all } = await clerk.counts();
  assert.ok(all > 0 && all < 60_000, `${all} were checked`);
  assert.ok(await page.locator('[data-take="xlsx"]').isDisabled(), 'half a list is not given out as a whole one');
  await page.locator('[data-go-on]').click();
  await page.locator('[data-step="table"] [data-count="all"]').filter({ hasText: '60000' }).waitFor();
  assert.equal(await page.locator('[data-go-on]').count(), 0);
  await clerk.leave();
});

test('what cannot be read is said in words with what to do, and the list from before stays', async () => {
  const clerk = await Clerk.arrive(browser, FILE);
  const { page } = clerk;
  const problem = page.locator('[data-problem]');
  const refused = async (file, words) => {
    await clerk.choose('list', file);
    await problem.waitFor();
    await clerk.settled();
    assert.match(await problem.innerText(), words);
    assert.ok(await problem.evaluate((box) => box === document.activeElement), 'it is read out first');
  };
  await refused({ name: 'empty.csv', text: '' }, /文件是空的/);
  await refused({ name: 'paper.pdf', text: '%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj' }, /这不是名单/);
  await clerk.put({ name: 'list.csv', text: csv(people) });
  assert.equal(await problem.count(), 0);
  await clerk.run();
  await refused({ name: 'half.xlsx', bytes: xlsx(tableOf(people)).slice(0, 900) }, /坏了|不是名单/);
  assert.match(await problem.innerText(), /原来的名单还在/);
  assert.equal((await clerk.counts()).all, 2);
  await page.locator('[data-columns]').click();
  await clerk.choose('mapping', { name: 'm.toml', text: '[columns]\n"姓名" = "no-such-fact"\n' });
  await problem.waitFor();
  assert.match(await problem.innerText(), /列对照文件用不了[^]*no-such-fact/);
  await clerk.choose('notice', { name: 'bad.tpc', text: 'not a pack' });
  await page.locator('[data-problem]', { hasText: '不是规则包' }).waitFor();
  await page.evaluate(() => {
    const dropped = new DataTransfer();
    for (const name of ['a.csv', 'b.csv']) dropped.items.add(new File(['x'], name));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true }));
  });
  await page.locator('[data-problem]', { hasText: '一次只能放入一份名单' }).waitFor();
  assert.deepEqual(await clerk.columns().then((columns) => columns['姓名']), 'name', 'nothing was lost');
  await clerk.leave();
});

test('a list of more than 200,000 people or 100 MB is left to the command, in words', async () => {
  const clerk = await Clerk.arrive(browser, FILE);
  const { page } = clerk;
  await clerk.choose('list', { name: 'many.csv', text: `姓名,单位\r\n${'张三,单位\r\n'.repeat(200_001)}` });
  await page.locator('[data-problem]').waitFor();
  assert.match(await page.locator('[data-problem]').innerText(), /超过 200,000 行[^]*precheck batch/);
  await page.evaluate(() => {
    const dropped = new DataTransfer();
    dropped.items.add(new File(['x'.repeat(1 << 20)].concat(Array.from({ length: 100 }, () => new Uint8Array(1 << 20))), 'large.csv'));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true }));
  });
  await page.locator('[data-problem]', { hasText: '101 MB' }).waitFor();
  await clerk.leave();
});

test('another notice may be chosen, and the list is read again by it', async () => {
  const clerk = await Clerk.arrive(browser, FILE);
  const { page } = clerk;
  const pack = join(root, 'target/www/notice.pack');
  writeFileSync(join(folder, 'columns.toml'), '[columns]\n"岗位系列" = "series"\n');
  await clerk.put({ name: 'list.csv', text: csv(people).replace(HEADINGS.series, '岗位系列') });
  assert.equal((await clerk.columns())['岗位系列'], 'unknown');
  await page.locator('.notice summary').click();
  await clerk.choose('notice', pack, join(folder, 'columns.toml'));
  await clerk.settled();
  assert.equal((await clerk.columns())['岗位系列'], 'fact');
  assert.match(await clerk.said(), /读完了：2 人/, 'it was read again');
  await page.locator('button', { hasText: '用回自带的通知' }).click();
  await clerk.settled();
  assert.equal((await clerk.columns())['岗位系列'], 'unknown');
  await clerk.leave();
});

test('what is downloaded is what the command writes: texts byte for byte, workbooks cell for cell', async () => {
  const list = join(folder, '名单.csv');
  writeFileSync(list, csv([...crowd(120), { ...engineer, name: '=1+1', since: '去年' }, { ...engineer, name: '' }]));
  const clerk = await Clerk.arrive(browser, FILE);
  await clerk.put(list);
  await clerk.run();
  for (const kind of ['xlsx', 'csv', 'faults', 'jsonl']) {
    const { name, path } = await clerk.take(kind);
    assert.match(name, /^名单-(结果|问题)\.(xlsx|csv|jsonl)$/);
    // a name of its own for each: what was begun under another would go on
    const form = kind === 'faults' ? 'csv' : kind;
    const out = join(folder, `out-${kind}.${form}`);
    const { status, stderr } = spawnSync(join(root, 'target/release/precheck'), ['batch', 'src/notices/kizilsu-2021', list, '--today', DAY, '--lang', 'zh', '-o', out], { cwd: root, encoding: 'utf8' });
    // 1: some rows have faults
    assert.equal(status, 1, stderr);
    const [own, its] = [path, kind === 'faults' ? out.replace(/csv$/, 'faults.csv') : out].map((file) => readFileSync(file));
    // a page has no temporary files, so its workbooks hold their texts once and not in each cell
    if (kind === 'xlsx') assert.deepEqual(cellsOf(own), cellsOf(its));
    else assert.ok(own.equals(its), kind);
  }
  await clerk.leave();
});

test('axe finds no fault at any step, narrow or wide, in both languages; nothing sticks out', async () => {
  const clerk = await Clerk.arrive(browser, FILE);
  const { page } = clerk;
  const look = async (step) => {
    for (const language of ['en', 'zh']) {
      await page.locator('.top button[lang]').click();
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        assert.deepEqual(await barriers(page), [], `${step}, ${language}, ${width} px`);
        assert.ok(await clerk.isWhole(), `${step} sticks out sideways in ${language} at ${width} px`);
      }
    }
  };
  await look('start');
  await clerk.choose('list', { name: 'empty.csv', text: '' });
  await page.locator('[data-problem]').waitFor();
  await look('a problem');
  await clerk.put({ name: 'list.csv', text: csv([...crowd(120), { ...senior, degree: '大本' }], { 爱好: '篮球', 手机: '1' }) });
  for (const summary of await page.locator('summary').all()) await summary.click();
  await look('columns');
  await clerk.assign('爱好', 'ignore');
  await clerk.run();
  await page.locator('.summary summary').click();
  for (const row of [2, 3, 9]) await page.locator(`[data-row="${row}"] .open`).click();
  await look('results');
  await clerk.leave();
});

test('with keys alone a list is checked, a person opened, and filters set; one live region tells how it goes', async () => {
  const clerk = await Clerk.arrive(browser, FILE);
  const { page } = clerk;
  assert.equal(await page.locator('[role="status"], [aria-live]').count(), 1);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.choose), 'list', 'the second stop is the choice of a file');
  await clerk.put({ name: 'list.csv', text: csv(people) });
  assert.equal(await page.evaluate(() => document.activeElement.textContent), '核对各列', 'a step begins at its heading');
  assert.match(await clerk.said(), /读完了：2 人/);
  await page.locator('[name="day"]').fill(DAY);
  await page.locator('[data-run]').focus();
  await page.keyboard.press('Enter');
  await clerk.step('table').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.textContent), '结果');
  assert.match(await clerk.said(), /检查完了：2 人/);
  await page.locator('[data-row="2"] .open').focus();
  await page.keyboard.press('Enter');
  await page.locator('[data-opened="2"]').waitFor();
  assert.ok(await page.evaluate(() => document.activeElement.getAttribute('aria-expanded') === 'true'), 'the focus stays');
  await page.locator('[data-count="meets"]').focus();
  await page.keyboard.press('Space');
  assert.equal(await clerk.found(), 1);
  assert.equal(await clerk.said(), '1 人');
  await clerk.leave();
});

test('on paper stands all that the filters let through, and no button', async () => {
  const clerk = await Clerk.arrive(browser, FILE, { before: () => { window.print = () => { window.printed = document.querySelector('.paper').innerText; }; } });
  const { page } = clerk;
  await clerk.put({ name: 'list.csv', text: csv(crowd(180)) });
  await clerk.run();
  await clerk.filter('workplace', 'akto');
  await page.emulateMedia({ media: 'print' });
  assert.ok(!await page.locator('.filters').isVisible());
  await page.emulateMedia({ media: 'screen' });
  await page.locator('[data-print]').click();
  await page.waitForFunction(() => window.printed);
  const printed = await page.evaluate(() => window.printed);
  assert.equal(printed.split('\n').filter((line) => /人\d{5}/.test(line)).length, 36);
  assert.equal(await page.locator('.paper tbody').count(), 0, 'and away again');
  await clerk.leave();
});

test('a workbook that was downloaded opens as one, with the people in it', async () => {
  const clerk = await Clerk.arrive(browser, FILE);
  await clerk.put({ name: 'list.csv', text: csv(people) });
  await clerk.run();
  const { path } = await clerk.take('xlsx');
  const inside = unzipSync(readFileSync(path));
  const text = Object.entries(inside).filter(([name]) => name.endsWith('.xml')).map(([, bytes]) => new TextDecoder().decode(bytes)).join('');
  assert.match(text, /张三/);
  assert.match(text, /李四/);
  await clerk.leave();
});
