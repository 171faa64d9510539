// A notice with a later text that settles what it left open; the texts are invented. Compiled here, and handed to the element as bytes.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Visitor } from './page.mjs';
import { engineer } from './people.mjs';
import { browser, server } from './stage.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

const ROSTER = `关于开展定向评价行业名单的通知
各单位:
一、名单
1.工程、农业行业已报送方案,开展克州定向评价。
`;

const SUPPLEMENT = `
[[source]]
id = "2021-08-12-roster"
title = "关于开展定向评价行业名单的通知"
grade = "held"
[[account]]
clause = "2021-08-12-roster/标题"
as = "informative"
[[account]]
clause = "2021-08-12-roster/称谓"
as = "informative"
[[supplement]]
source = "2021-08-12-roster"
edition = "2"
[[supplement.fact]]
fact = "committee"
value = "yes"
where = { series = ["engineering", "agriculture"] }
clause = "2021-08-12-roster/一.1"
quote = "工程、农业行业已报送方案"
`;

let folder;
before(() => { folder = mkdtempSync(join(tmpdir(), 'supplement-')); });
after(() => rmSync(folder, { recursive: true }));

function compile() {
  cpSync(join(root, 'src/notices/kizilsu-2021'), folder, { recursive: true });
  const rules = join(folder, 'notice.toml');
  writeFileSync(rules, readFileSync(rules, 'utf8').replace('edition = "1"', 'edition = "2"') + SUPPLEMENT);
  writeFileSync(join(folder, 'sources/2021-08-12-roster.txt'), ROSTER);
  const { status, stderr } = spawnSync(join(root, 'target/release/precheck'), ['compile', folder, '-o', join(folder, 'pack')]);
  assert.equal(status, 0, String(stderr));
  return Array.from(readFileSync(join(folder, 'pack')));
}

test('what a later text has settled is not asked, and is shown as known, with where it stands', async () => {
  const visitor = await Visitor.arrive(browser, server.url, '2021-08-13');
  const { page } = visitor;
  await page.evaluate(async (bytes) => {
    const element = document.querySelector('title-precheck');
    element.notice = new Uint8Array(bytes);
    await element.ready;
  }, compile());
  await visitor.settled();
  assert.equal((await visitor.element('notice')).edition, '2');
  assert.match(await visitor.screen('start').innerText(), /规则第 2 版/);
  await visitor.begin();
  const { committee, ...others } = engineer;
  const asked = await visitor.answer(others, { until: 'check' });
  assert.equal(committee, true);
  assert.ok(!asked.includes('committee'));
  const row = page.locator('.row', { hasText: '开展克州定向评价吗' });
  assert.match(await row.innerText(), /是\s*由《关于开展定向评价行业名单的通知》一\.1确定/);
  assert.equal(await row.locator('button').count(), 0, 'nobody can change it');
  await visitor.answer({});
  const finding = page.locator('[data-route="targeted-review"] [data-finding="committee-formed"]');
  assert.equal(await finding.getAttribute('data-truth'), 'yes');
  assert.match(await finding.textContent(), /由《关于开展定向评价行业名单的通知》一\.1确定/);
  await visitor.leave();
});

test('bytes that are no notice end the check with a code', async () => {
  const visitor = await Visitor.arrive(browser, server.url, '2021-08-13');
  await visitor.page.evaluate(() => { document.querySelector('title-precheck').notice = new Uint8Array([1, 2, 3]); });
  await visitor.page.getByText('预检没有打开').waitFor();
  const errors = (await visitor.page.evaluate(() => window.heard)).filter(({ type, detail }) => type === 'precheck-error' && detail.fatal);
  assert.deepEqual(errors.map(({ detail }) => [detail.code, detail.fatal]), [['notice-invalid', true]]);
  await visitor.leave();
});
