/** Two pictures for people who would rather look than read. Each says in words, to those who do not see it, what it shows. */

import { html, nothing, svg } from 'lit-html';
import { formatDate } from '../dates.js';
import { standingOf } from '../standing.js';
import { reviewsOf } from '../views/documents.js';
import { enumeration } from '../views/parts.js';

// in units of the picture, which is as wide as the page of a phone of 320 px lets it be
const WIDTH = 288;
const LEFT = 38;
const RAIL = 14;
const LINE = 24;
const SIZE = 17;
const ROOM = (WIDTH - LEFT) / SIZE;

const DAY = 864e5; // ms

const WIDE = /[\u2000-\uffef]/;
const widthOf = (text) => Array.from(text).reduce((width, character) => width + (WIDE.test(character) ? 1 : 0.58), 0);

/** A text in lines that fit: a Chinese character is one wide, others about half of that. A line ends between Chinese characters, or after a word. */
function lines(text) {
  const found = [''];
  let room = ROOM;
  for (const part of text.match(/[\u2e80-\uffef]|[^\u2e80-\uffef\s]+\s*|\s+/g) || []) {
    const width = widthOf(part.trim());
    // what closes hangs over rather than begin a line
    if (width > room && room < ROOM && !/^[）》”，。、；：]/.test(part)) {
      found.push('');
      room = ROOM;
    }
    room -= widthOf(part);
    found[found.length - 1] += part;
  }
  return found;
}

/** A place in the picture, from the side where the page's lines begin. */
const across = ({ host }) => (x) => (host._speech.dir === 'rtl' ? WIDTH - x : x);

function written(at, texts, top, look) {
  return texts.map((text, index) => svg`<text class=${look} x=${at(LEFT)} y=${top + index * LINE}>${text}</text>`);
}

function picture(title, label, height, content, look) {
  return html`
    <figure class="picture ${look}">
      <figcaption aria-hidden="true">${title}</figcaption>
      <svg role="img" aria-label=${label} viewBox="0 0 ${WIDTH} ${height}" width=${WIDTH} height=${height}>${content}</svg>
    </figure>`;
}

/** The days that matter for the routes looked at, earliest first: `{ day, kind, texts }`. */
export function daysThatMatter({ t, notice, assessment, today, hostDay, looked }) {
  const days = new Map();
  const put = (day, kind, text) => {
    const key = `${day} ${kind}`;
    const texts = days.has(key) ? days.get(key).texts : [];
    days.set(key, { day, kind, texts: texts.includes(text) ? texts : [...texts, text] });
  };
  put(today, 'today', t(today === hostDay ? 'timeline-today' : 'timeline-counted'));
  for (const route of looked.filter((other) => standingOf(other) !== 'no')) {
    const { name } = notice.route(route.id);
    const { opens, closes } = route.window;
    if (opens) {
      put(opens, 'opens', name);
      const hour = notice.closesAt(route, assessment.warnings);
      put(closes, 'closes', hour ? `${name} ${hour}` : name);
    }
    if (route.earliest) put(route.earliest, 'earliest', name);
    for (const { basis, truth } of route.findings) {
      if (truth === 'yes' || !basis || !basis.earliest || basis.earliest === route.earliest || basis.earliest <= today) continue;
      put(basis.earliest, 'turns', t('timeline-standard', { source: notice.sourceName(basis.source) }));
    }
  }
  const rank = ['opens', 'today', 'turns', 'earliest', 'closes'];
  return Array.from(days.values()).sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : rank.indexOf(a.kind) - rank.indexOf(b.kind)));
}

/** Room for the time between two days, so that a long wait looks long and still fits. */
const gap = (from, to) => Math.min(56, Math.round(Math.sqrt((Date.parse(to) - Date.parse(from)) / DAY) * 4));

/** Draws when one can file, today, and when what is unmet turns. */
export function timelinePicture(page) {
  const { t, host: { _speech: { plain } } } = page;
  const at = across(page);
  const days = daysThatMatter(page);
  if (days.length < 2) return nothing;
  const what = ({ kind, texts }) => (kind === 'today' ? texts[0] : t(`timeline-${kind}`, { what: enumeration(page, texts) }));
  const label = days.map((day) => t('timeline-entry', { day: formatDate(day.day, t), what: what(day) })).join(t('comma'));
  let top = 20;
  const placed = days.map((day, index) => {
    if (index) top += gap(days[index - 1].day, day.day);
    const texts = lines(plain(what(day)));
    const entry = { ...day, top, texts };
    top += LINE * (texts.length + 1) + 10;
    return entry;
  });
  const bottom = top;
  const top0 = placed[0].top;
  const opens = placed.find(({ kind }) => kind === 'opens');
  const closes = placed.slice().reverse().find(({ kind }) => kind === 'closes');
  return picture(t('timeline-title'), label, bottom, svg`
    <line class="rail" x1=${at(RAIL)} y1=${top0} x2=${at(RAIL)} y2=${placed[placed.length - 1].top}></line>
    ${opens ? svg`<line class="span" x1=${at(RAIL)} y1=${opens.top} x2=${at(RAIL)} y2=${closes.top}></line>` : nothing}
    ${placed.map(({ day, kind, texts, top: y }) => svg`
      ${kind === 'today'
        ? svg`<path class="now" d="M${at(RAIL) - 11} ${y}l11 -11l11 11l-11 11Z"></path>`
        : svg`<circle class=${kind} cx=${at(RAIL)} cy=${y} r="8"></circle>`}
      ${written(at, [plain(formatDate(day, t))], y + 6, 'day-text')}
      ${written(at, texts, y + 6 + LINE, kind === 'today' ? 'now-text' : '')}`)}`, 'timeline');
}

/** Draws who reviews one after the other, with this person's way lit. */
export function pathPicture(page) {
  const { t, notice, host: { _speech: { plain } } } = page;
  const at = across(page);
  const reviews = reviewsOf(notice);
  const mine = page.steps();
  const lit = reviews.filter(({ id }) => mine.includes(id));
  const spared = reviews.filter(({ id }) => !mine.includes(id));
  const names = (list) => enumeration(page, list.map(({ name }) => name));
  if (!lit.length) return nothing;
  const label = t('path-label', { steps: lit.map(({ name }) => name).join(t('path-arrow')) })
    + (spared.length ? t('path-spared', { steps: names(spared) }) : '');
  let top = 20;
  const placed = reviews.map((review) => {
    const own = mine.includes(review.id);
    const entry = { own, top, number: lit.indexOf(review) + 1, texts: lines(plain(own ? review.name : t('path-not', { step: review.name }))) };
    top += LINE * entry.texts.length + 24;
    return entry;
  });
  const ends = placed.filter(({ own }) => own);
  return picture(t('path-title'), label, top - 10, svg`
    <line class="lit" x1=${at(RAIL)} y1=${ends[0].top} x2=${at(RAIL)} y2=${ends[ends.length - 1].top}></line>
    ${placed.map(({ own, top: y, number, texts }) => svg`
      ${own
        ? svg`<circle class="stop" cx=${at(RAIL)} cy=${y} r="13"></circle><text class="number" x=${at(RAIL)} y=${y + 6}>${number}</text>`
        : svg`<circle class="spared" cx=${at(RAIL)} cy=${y} r="7"></circle>`}
      ${written(at, texts, y + 6, own ? '' : 'spared-text')}`)}`, 'path');
}
