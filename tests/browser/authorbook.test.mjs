// The handbook for authors, read from a disk: every page in both languages, on a desk and on a phone.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { barriers } from './barriers.mjs';
import { launch } from './page.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const book = join(here, '../../www/dist/author/handbook');
const source = join(here, '../../www/author/handbook');
const languages = ['zh', 'en'];
const pages = readdirSync(join(book, 'zh'));

const browser = await launch();
after(() => browser.close());

async function open(language, name) {
  const context = await browser.newContext({ viewport: { width: 1366, height: 740 } });
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('requestfailed', (request) => complaints.push(request.url()));
  await page.goto(pathToFileURL(join(book, language, name)).href);
  return { page, complaints };
}

for (const language of languages) {
  test(`every page reads well from a disk, in ${language}, narrow or wide`, async () => {
    for (const name of pages) {
      const { page, complaints } = await open(language, name);
      for (const width of [1366, 360]) {
        await page.setViewportSize({ width, height: 740 });
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.equal(over, 0, `${language}/${name} is wider than the screen of ${width} px`);
        assert.deepEqual(await barriers(page), [], `${language}/${name}, ${width} px`);
      }
      assert.deepEqual(complaints, []);
      await page.context().close();
    }
  });
}

test('what a page shows is the example that is compiled, with all of its outcomes', async () => {
  const seen = {};
  for (const language of languages) {
    seen[language] = [];
    for (const name of pages) {
      const { page } = await open(language, name);
      for (const shown of await page.locator('pre[data-example]').all()) {
        const example = await shown.getAttribute('data-example');
        const [written, outcomes] = readFileSync(join(source, 'examples', `${example}.toml`), 'utf8').split('\n---\n');
        assert.equal(await shown.innerText(), written);
        const rows = shown.locator('xpath=following-sibling::div[1]//tbody/tr');
        assert.equal(await rows.count(), outcomes.trim().split('\n').length, example);
        const told = await rows.allInnerTexts();
        assert.ok(told.every((row) => !row.includes('undefined')), example);
        seen[language].push(example);
      }
      await page.context().close();
    }
  }
  assert.deepEqual(seen.zh, seen.en);
  assert.deepEqual([...seen.zh].sort(), readdirSync(join(source, 'examples')).map((file) => file.replace('.toml', '')).sort());
});

test('every link leads to a page, and each page to itself in the other language', async () => {
  for (const language of languages) {
    for (const name of pages) {
      const { page } = await open(language, name);
      const links = await page.locator('a').evaluateAll((all) => all.map((a) => a.href));
      for (const link of links) assert.ok(readFileSync(fileURLToPath(link)), link);
      const other = languages.find((it) => it !== language);
      assert.ok(links.some((link) => link.endsWith(`/${other}/${name}`)));
      await page.context().close();
    }
  }
});
