/** The notice's words in another language, each found by the Chinese: a notice that says something else says it in Chinese. */

import { html } from 'lit-html';
import { NoticeTexts } from '../notice.js';
import { hashOf } from './hash.js';

const HAS_CHINESE = /[\u3400-\u9fff]/;

/** Every quote in what the engine says: `{ clause, quote }`, at any depth. */
function quotesIn(texts, found = []) {
  if (texts && typeof texts === 'object') {
    if (texts.clause && Array.isArray(texts.quote)) found.push(texts);
    Object.keys(texts).forEach((key) => quotesIn(texts[key], found));
  }
  return found;
}

class TranslatedNotice extends NoticeTexts {
  constructor({ texts }, t, translationOf) {
    super(JSON.parse(JSON.stringify(texts), (_, value) => (typeof value === 'string' && HAS_CHINESE.test(value) ? translationOf(value) || value : value)));
    this.t = t;
    this.translationOf = translationOf;
    this.quoted = Array.from(new Set(quotesIn(texts).map(({ clause, quote }) => this.verbatim(clause, quote)))).filter(Boolean);
  }

  /** What a quote says: its translation, or those of the sentences in it that are quoted elsewhere. */
  translations(words) {
    const whole = this.translationOf(words);
    if (whole) return [whole];
    const inside = this.quoted.filter((quote) => words.includes(quote));
    return inside.filter((quote) => !inside.some((other) => other !== quote && other.includes(quote)))
      .sort((a, b) => words.indexOf(a) - words.indexOf(b))
      .map(this.translationOf).filter(Boolean);
  }

  /** The same, drawn. */
  translated(words) {
    const mark = this.t('aside', { text: this.t('translated') });
    // what this is, is said once after the last
    return this.translations(words).map((text, index, all) => html`<p class="translated">${text}${index < all.length - 1 ? '' : html` <span class="origin">${mark}</span>`}</p>`);
  }
}

/** The translations that a language's script has: `hashes` of Chinese texts, four bytes each, and the `lines` that they mean; and those that came beside a notice. */
export class Translations {
  constructor(t, hashes, lines) {
    const view = new DataView(hashes.buffer, hashes.byteOffset);
    this.t = t;
    this.own = new Map(lines.map((line, index) => [view.getUint32(index * 4), line]));
    this.beside = new WeakMap();
    this.known = new WeakMap();
  }

  /** A notice in this language. */
  noticeOf(notice) {
    if (!this.known.has(notice)) {
      const beside = this.beside.get(notice) || new Map();
      this.known.set(notice, new TranslatedNotice(notice, this.t, (text) => beside.get(text) || this.own.get(hashOf(text))));
    }
    return this.known.get(notice);
  }

  /** Takes what came beside a notice, which goes before what the script has. */
  learn(notice, entries) {
    this.beside.set(notice, new Map(entries.map(({ zh, text }) => [zh, text])));
    this.known.delete(notice);
  }
}
