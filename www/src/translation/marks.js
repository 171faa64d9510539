/**
 * Sets apart what stands in a text and is of another direction or language, so that neither side disturbs the other.
 *
 * In texts that is what U+2068 and U+2069 enclose, as plain text needs it; in a screen they become `<bdi>`, and Chinese in it is marked as such.
 */

import { html } from 'lit-html';

const OPEN = '\u2068';
const CLOSE = '\u2069';

/** Chinese words, with the numbers and marks between and around them: `新人社发〔2013〕101号`, `四.12②`. */
export const HAN = /[\u3008-\u3017\uff08\u201c]*[\u3400-\u9fff](?:[^A-Za-z\u0600-\u06ff\u2068\u2069<>]*[\u3400-\u9fff\u2460-\u2473\u3009-\u3017\uff09\u201d])?(?:[.\d\u2460-\u2473]*[\d\u2460-\u2473])?[\u3001\u3002\uff01\uff0c\uff1a\uff1b\uff1f]*/g;

/** What a placeholder holds. */
export function isolate(value) {
  const text = String(value);
  return /^\u2068[^\u2068\u2069]*\u2069$/.test(text) ? text : OPEN + text + CLOSE;
}

/** A text without the marks, for where there is no direction: names of files, what is read aloud. */
export const plain = (text) => text.replace(/[\u2068\u2069]/g, '');

function chinese(text) {
  const found = [];
  let from = 0;
  text.replace(HAN, (words, index) => {
    found.push(text.slice(from, index), html`<bdi lang="zh-Hans" dir="ltr">${words}</bdi>`);
    from = index + words.length;
  });
  return [...found, text.slice(from)];
}

function parts(tokens) {
  const found = [];
  while (tokens.length) {
    const token = tokens.shift();
    if (token === CLOSE) break;
    if (token === OPEN) found.push(html`<bdi>${parts(tokens)}</bdi>`);
    else found.push(...chinese(token));
  }
  return found.filter((part) => part !== '');
}

function inText(text) {
  return /[\u2068\u3400-\u9fff]/.test(text) ? parts(text.split(/([\u2068\u2069])/)) : text;
}

/** Where the values of a template stand: in a `tag`, in a `quote` that is Chinese already, or in `text`. */
const places = new WeakMap();
function placesOf(strings) {
  if (!places.has(strings)) {
    let inTag = false;
    places.set(strings, strings.slice(0, -1).map((before) => {
      const open = before.lastIndexOf('<');
      const close = before.lastIndexOf('>');
      if (open !== close) inTag = open > close;
      if (inTag) return before.endsWith('.value=') ? 'quote' : 'tag';
      return before.endsWith('lang="zh-Hans" dir="ltr">') ? 'quote' : 'text';
    }));
  }
  return places.get(strings);
}

const MARKUP = 1;

/** A screen with all that set apart: the template, and those within. */
export function marked(value) {
  if (typeof value === 'string') return inText(value);
  if (Array.isArray(value)) return value.map(marked);
  if (!value || value._$litType$ !== MARKUP) return value;
  const at = placesOf(value.strings);
  const values = value.values.map((inner, index) => {
    if (at[index] === 'text') return marked(inner);
    return at[index] === 'tag' && typeof inner === 'string' ? plain(inner) : inner;
  });
  return { ...value, values };
}
