/** `title-precheck-ug.js` and the like: a language with all its words, those of the notice too, and its font. It hands itself to the first one's `sibling.js`. */

import { html } from 'lit-html';
import { build } from 'embedded:build';
import packed, { count, languages, lengths, own } from 'embedded:languages';
import { add } from 'embedded:sibling';
import { words } from './embedded.js';
import { dress } from './styles.js';
import { fetchBeside } from './translation/beside.js';
import { loadFont } from './translation/font.js';
import { HAN, isolate, marked, plain } from './translation/marks.js';
import { Translations } from './translation/notice.js';
import { otherStyles } from './translation/styles.js';
import { unpack } from './unpack.js';

const bytes = unpack(packed);
const [fontEnd, hashesEnd] = lengths;
const hashes = bytes.subarray(fontEnd, hashesEnd);
const all = new TextDecoder().decode(bytes.subarray(hashesEnd)).split('\n');
/** How many lines a language has: `count` words, and a translation for each hash. */
const each = count + hashes.length / 4;

const order = new Map();
/** Where a word stands among the Chinese ones, which become more as scripts arrive. */
function placeOf(key) {
  if (!order.has(key)) Object.keys(words.all).forEach((known, index) => order.set(known, index));
  return order.get(key);
}

const isDate = (key) => key === 'date-day' || key === 'date-month';

/** The words of a language: first those that only this script asks for, then the others in the order of the Chinese ones. What has no words stays Chinese. */
function catalogOf(lines) {
  const t = (key, values = {}) => {
    const asked = own.indexOf(key);
    if (asked < 0 && !words.has(key)) throw new RangeError(`the catalog has no text \`${key}\``);
    const at = asked < 0 ? own.length + placeOf(key) : asked;
    const text = (lines[at] || words.all[key]).replace(/\{(\w+)\}/g, (_, name) => {
      if (values[name] === undefined) throw new RangeError(`\`${key}\` needs a value for \`${name}\``);
      return isDate(key) ? values[name] : isolate(values[name]);
    });
    return isDate(key) ? isolate(text) : text;
  };
  t.has = words.has;
  return t;
}

const dressed = new WeakSet();

languages.forEach(({ id, lang, dir, isReviewed }, index) => {
  const lines = all.slice(index * each, (index + 1) * each);
  const t = catalogOf(lines);
  const translations = new Translations(t, hashes, lines.slice(count));
  const asked = new WeakSet();

  /** Asks what stands beside a notice that the site brought, once. */
  const askBeside = async (host) => {
    const url = host.getAttribute('notice');
    const { notice } = host._engine || {};
    if (!notice || !url || url === 'builtin' || asked.has(notice)) return;
    asked.add(notice);
    const entries = await fetchBeside(url, id);
    if (!entries.length) return;
    translations.learn(notice, entries);
    if (host._speech.id !== id) return;
    // another way to speak, so that what was drawn is drawn anew
    host._speech = speechWith(isReviewed && entries.every(({ review }) => review === 'reviewed'));
    host._update();
  };

  const speechWith = (reviewed) => ({
    id, lang, dir, t, marked, plain,
    han: HAN,
    unreviewed: !reviewed,
    noticeOf: (notice) => translations.noticeOf(notice),
    note: () => (reviewed ? '' : html`<p class="small unreviewed" part="unreviewed">${t('unreviewed')}</p>`),
    /** What an element needs that speaks it: the looks of another script, its letters, and the words of its own notice. */
    enter(host) {
      if (dir === 'rtl' && host.webfont !== 'off') loadFont(bytes.subarray(0, fontEnd));
      askBeside(host);
      if (dressed.has(host)) return;
      dressed.add(host);
      dress(host.renderRoot, otherStyles);
    },
  });
  add(build, id, { speech: speechWith(isReviewed) });
});
