// The languages beside Chinese: their words, those of the notices, and the font for their letters.

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import subsetFont from 'subset-font';
import { hashOf } from '../src/translation/hash.js';
import { read, root } from './step.mjs';

/** The languages, with the tag and the direction that the page gets, and the letters of those that most devices lack some of. */
export const LANGUAGES = [
  { id: 'ug', lang: 'ug-Arab-CN', dir: 'rtl', letters: 'ئاەبپتجچخدرزژسشغفقكگڭلمنھوۇۆۈۋېىي' },
  { id: 'ky', lang: 'ky-Arab-CN', dir: 'rtl', letters: 'ابپتجچحخدرزژسشعغفقڧكگڭلمنوۅۇۉۋيىەھئ' },
  { id: 'en', lang: 'en', dir: 'ltr' },
];

/** What stands between letters. The rest of what a text may hold is left to the system's fonts. */
const MARKS = '،؛؟«»ـ0123456789.,:()[]-–—/+%"\' ';

const font = 'node_modules/@fontsource/noto-sans-arabic';
const fontFile = `${font}/files/noto-sans-arabic-arabic-400-normal.woff2`;
/** The licence that goes with the font wherever it goes. */
export const fontLicense = `${font}/LICENSE`;
const notices = 'src/notices';

/** What the scripts of the languages are made from. */
export const languageInputs = [`${font}/package.json`, ...readdirSync(join(root, notices)).map((id) => `${notices}/${id}/translations`).filter((path) => existsSync(join(root, path)))];

const json = (path) => JSON.parse(read(path, 'utf8'));

/** What a notice says in a language, `[{ zh, text, review }]`. */
function noticeIn(name, id) {
  const path = `${notices}/${name}/translations/${id}.json`;
  return existsSync(join(root, path)) ? json(path) : [];
}

/** Each language with its words `{ key: { text, review } }`, those of all notices, whether all were reviewed, and the bytes of its font. */
export async function readLanguages() {
  const letters = LANGUAGES.map((language) => language.letters ?? '').join('');
  const subset = await subsetFont(read(fontFile), letters + MARKS, { targetFormat: 'woff2' });
  return LANGUAGES.map((language) => {
    const words = json(`www/catalog/${language.id}.json`);
    const notice = readdirSync(join(root, notices)).flatMap((name) => noticeIn(name, language.id));
    const isReviewed = [...Object.values(words), ...notice].every(({ review }) => review === 'reviewed');
    return { ...language, words, notice, isReviewed, font: language.letters ? Buffer.from(subset) : Buffer.alloc(0) };
  });
}

const fontIn = (languages) => (languages.find(({ letters }) => letters) ?? languages[0]).font;

/** The bytes of the font in a script of languages, by where they come from; nothing where they need none. */
export const fontOf = (languages) => (fontIn(languages).length > 0 ? { [fontFile]: fontIn(languages).length } : {});

/**
 * What a script of languages carries, as bytes, and where its parts end: the font, the hashes of the notice's Chinese texts, and of each language the words in
 * `order` and those texts.
 */
export function partsOf(languages, order) {
  const known = Array.from(new Set(languages.flatMap(({ notice }) => notice.map(({ zh }) => zh))));
  const hashes = Buffer.alloc(known.length * 4);
  known.forEach((zh, index) => hashes.writeUInt32BE(hashOf(zh), index * 4));
  const font = fontIn(languages);
  const texts = languages.flatMap(({ words, notice }) => {
    const translations = new Map(notice.map(({ zh, text }) => [zh, text]));
    return [...order.map((key) => (words[key] ?? { text: '' }).text), ...known.map((zh) => translations.get(zh) ?? '')];
  });
  return { bytes: Buffer.concat([font, hashes, Buffer.from(texts.join('\n'))]), lengths: [font.length, font.length + hashes.length] };
}
