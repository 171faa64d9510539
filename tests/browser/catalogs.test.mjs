// The words of the languages beside Chinese, without a browser: whole, and of one language each.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { NoticeTexts } from '../../www/src/notice.js';
import { hashOf } from '../../www/src/translation/hash.js';
import { LANGUAGES } from '../../www/tools/languages.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const zh = read('www/catalog/zh.json');
const ids = LANGUAGES.map(({ id }) => id);
const catalogs = Object.fromEntries(ids.map((id) => [id, read(`www/catalog/${id}.json`)]));
const notices = Object.fromEntries(ids.map((id) => [id, read(`src/notices/kizilsu-2021/translations/${id}.json`)]));

/** The texts in a compiled pack, as `src/pack.rs` lays them out. */
function packTexts() {
  const pack = readFileSync(join(root, 'target/www/notice.pack'));
  return JSON.parse(pack.subarray(8 + pack.readUInt32LE(4), -32).toString());
}

/** What a notice says in its own words and in ours, and what it quotes. */
function textsOf(texts) {
  const notice = new NoticeTexts(texts);
  const [words, quotes] = [new Set(), new Set()];
  const walk = (part, key) => {
    if (typeof part === 'string') {
      // a document's text is shown in quotes only, and its number is its name in every language
      if (/[\u3400-\u9fff]/.test(part) && !['number', 'clause'].includes(key)) words.add(part);
    } else if (part && typeof part === 'object') {
      if (part.clause && Array.isArray(part.quote)) quotes.add(notice.verbatim(part.clause, part.quote));
      Object.entries(part).forEach(([inner, value]) => walk(value, inner));
    }
  };
  const { clauses: _, sources, ...rest } = texts;
  const titles = Object.values(sources).map(({ text, ...source }) => source);
  walk([rest, titles].map((part) => JSON.parse(JSON.stringify(part, (key, value) => (['account', 'basis_clause', 'because'].includes(key) ? undefined : value)))));
  quotes.delete('');
  return [words, quotes];
}

const placeholders = (text) => (text.match(/\{\w+\}/g) ?? []).sort();
const STATES = ['unreviewed', 'reviewed'];

for (const id of ids) {
  test(`${id} says all that Chinese says, with the same placeholders, and how far it was reviewed`, () => {
    assert.deepEqual(Object.keys(catalogs[id]), Object.keys(zh), 'the same keys, in the same order');
    for (const [key, { text, review, ...more }] of Object.entries(catalogs[id])) {
      assert.deepEqual(placeholders(text), placeholders(zh[key]), key);
      assert.ok(text.trim(), key);
      assert.ok(STATES.includes(review) && !Object.keys(more).length, key);
      // a title is translated beside its Chinese, which has the brackets
      assert.doesNotMatch(text, /《\{/, key);
      assert.doesNotMatch(text, /[\n\u2066-\u2069\u200e\u200f\u202a-\u202e]|undefined/, `${key}: what sets apart is the page's`);
    }
  });

  test(`${id} has every text and every quote of the notice, and none besides`, () => {
    const [words, quotes] = textsOf(packTexts());
    const known = notices[id].map((entry) => entry.zh);
    assert.equal(new Set(known).size, known.length, 'each once');
    assert.deepEqual([...words, ...quotes].filter((text) => !known.includes(text)), [], 'not translated');
    assert.deepEqual(known.filter((text) => !words.has(text) && !quotes.has(text)), [], 'no longer in the notice');
    for (const { zh: from, text, review, ...more } of notices[id]) {
      assert.ok(text.trim() && !/[\n\u2066-\u2069\u200e\u200f\u202a-\u202e]/.test(text), from);
      assert.ok(STATES.includes(review) && !Object.keys(more).length, from);
    }
    assert.equal(new Set(known.map(hashOf)).size, known.length, 'no two texts look alike to the page');
  });
}

/** The letters that a text of each language may have, and which another would not. */
const FOREIGN = { ug: /[\u06c5\u06c9]|[A-Za-z]{3,}/, ky: /[\u06d0\u06c6\u06c8]|[A-Za-z]{3,}/, en: /[\u0600-\u06ff]/ };
/** What stands in every language as it is: names of programs, formats and sites. */
const NAMES = /https?:\S+|\b[\w-]+(\.[\w-]+)+\b|\b(360|QQ|WeChat|HEIC|JPG|JPEG|PNG|PDF|DPI|WebAssembly|English|GBK|CMYK|KB|MB|A4|ICS|IE)\b/g;
/** Where Chinese may stand: in brackets or quotation marks after what it is called, in titles, in numbers of documents. */
const QUOTED = /[（(][^()（）]*[）)]|《[^》]*》|[“«"'‘][^”»"'’]*[”»"'’]|[\u3400-\u9fff]*〔\d+〕\d*号?|中文/g;

for (const id of ids) {
  test(`${id} is written in the letters of ${id} alone, with Chinese only as what things are called there`, () => {
    const texts = [
      ...Object.entries(catalogs[id]).filter(([key]) => !/^language-(zh|ug|ky|en)$/.test(key)).map(([key, { text }]) => [key, text]),
      ...notices[id].map(({ zh: from, text }) => [from, text]),
    ];
    const faults = texts.map(([key, text]) => {
      const bare = text.replace(/\{\w+\}/g, '').replace(NAMES, '');
      const chinese = bare.replace(QUOTED, '').replace(/\u00b7/g, '').match(/[\u3400-\u9fff]+/);
      const foreign = bare.match(FOREIGN[id]);
      return [key, chinese && chinese[0], foreign && foreign[0]];
    }).filter(([, chinese, foreign]) => chinese || foreign);
    assert.deepEqual(faults, []);
  });
}

test('the glossary names each term in every language, with where each comes from', () => {
  for (const { zh: term, source, ...more } of read('www/catalog/glossary.json')) {
    for (const id of ids) assert.ok(more[id] && source[id], `${term}: ${id}`);
  }
});

test('how much no native reader has reviewed is counted', () => {
  const count = (id) => {
    const all = [...Object.values(catalogs[id]), ...notices[id]];
    return `${id} ${all.filter(({ review }) => review !== 'reviewed').length} of ${all.length}`;
  };
  const line = `texts that no native reader has reviewed: ${ids.map(count).join(', ')}`;
  mkdirSync(join(root, 'target/counts'), { recursive: true });
  writeFileSync(join(root, 'target/counts/5-translations'), `${line}\n`);
  console.log(line);
});
