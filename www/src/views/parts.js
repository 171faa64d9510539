/** Pieces that several screens are made of. A `page` is what a screen is drawn from: see `element.js`. */

import { html, nothing, svg } from 'lit-html';
import { formatDate } from '../dates.js';
import { UNKNOWN } from '../drafts.js';
import { nameOf, standingOf } from '../standing.js';

const STROKES = {
  yes: svg`<path d="M5 12.5l4.5 4.5L19 7.5"/>`,
  no: svg`<path d="M7 7l10 10M17 7L7 17"/>`,
  unknown: svg`<path d="M8.5 9a3.5 3.5 0 1 1 4.6 3.4c-.8.3-1.1.9-1.1 1.8M12 17.6v.4"/>`,
  human: svg`<path d="M12 5c0 6-2.5 10-7 13M12.2 10c.9 3.6 3.2 6.4 6.8 8"/>`,
  time: svg`<circle cx="12" cy="12" r="8"/><path d="M12 7.5V12l3 2.5"/>`,
  back: svg`<path d="M14.5 5.5L8 12l6.5 6.5"/>`,
};

/** The fact that says where the person is looked after. */
const WORKPLACE = 'workplace';

/** A picture that says nothing which the words beside it do not say. */
export function icon(name) {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${STROKES[name]}</svg>`;
}

const STANDING_ICONS = { meets: 'yes', closed: 'time', 'not-yet': 'time', 'need-info': 'unknown', human: 'human', no: 'no' };

/** The result of a route as word, picture and colour. One that is met but closed for this year is not called open. */
export function verdictTag({ t }, route) {
  const standing = standingOf(route);
  const name = nameOf(route);
  return html`<span class="verdict ${standing}" part="verdict verdict-${standing}">${icon(STANDING_ICONS[name])}${t(`standing-${name}`)}</span>`;
}

/** What a clause is called: `四.12②`. */
export function clauseName({ t, notice }, clause) {
  const place = notice.place(clause);
  if (!place) return '';
  return place.paragraph ? t('clause-paragraph', place) : place.part;
}

/** A document with its title and number. */
export function sourceTitle({ t, notice }, id) {
  const { title, number } = notice.source(id);
  return number ? t('source-titled-numbered', { title, number }) : t('source-titled', { title });
}

/** Whether something was said before on this screen; paper says it once. */
export function isSaid({ said }, what) {
  return said && (said.has(what) || !said.add(what));
}

/** Verbatim words of a source, with where they stand. */
export function quotation(page, clause, range) {
  const { t, notice } = page;
  const words = notice.verbatim(clause, range);
  if (!words) return nothing;
  return html`
    <figure class="quote ${isSaid(page, words) ? 'again' : ''}" part="clause">
      <blockquote lang="zh-Hans" dir="ltr">${words}</blockquote>
      ${translated(page, words)}
      <figcaption><b>${clauseName(page, clause)}</b> <span>${t('source-titled', { title: notice.source(clause).title })}</span></figcaption>
    </figure>`;
}

/** What a reader of another language has of a quote besides. */
export function translated({ notice }, words) {
  return notice.translated ? notice.translated(words) : nothing;
}

/** Our own words, marked as such. */
export function ownWords(page, words, source) {
  if (!words) return nothing;
  const { t, notice } = page;
  const cited = source && notice.source(source).title && notice.source(source).grade !== 'own-words';
  const mark = cited ? t('words-cited', { source: sourceTitle(page, source) }) : t('words-source');
  return html`<p class="words ${isSaid(page, words) ? 'again' : ''}" part="clause">${words} <span class="origin">${t('aside', { text: mark })}</span></p>`;
}

/** How far a document that is not held can be relied on. */
export function caveat(page, clause) {
  const { t, notice } = page;
  const { text, grade, note } = notice.source(clause);
  const words = note || (t.has(`source-grade-${grade}`) && t(`source-grade-${grade}`));
  return words && !text ? html`<p class="words origin ${isSaid(page, clause + words) ? 'again' : ''}">${words}</p>` : nothing;
}

/** What a rule stands on: the quote if its source is held, our words if there are any, and the document not held. */
export function citation(page, { clause, quote, words, not_held: notHeld }) {
  const { t, notice } = page;
  const { text, grade } = notice.source(clause);
  return html`
    ${text && quote ? quotation(page, clause, quote) : nothing}
    ${ownWords(page, words, text ? '' : clause)}
    ${!text && !words && grade !== 'own-words'
      ? html`<p class="words">${t('words-not-held', { source: sourceTitle(page, clause) })}</p>` : nothing}
    ${caveat(page, clause)}
    ${notHeld ? html`<p class="words">${t('words-not-held', { source: sourceTitle(page, notHeld) })}</p>` : nothing}`;
}

/** What folds away until it is wanted; nothing if there is nothing in it. */
export function folded({ t }, content) {
  const empty = content === nothing || (Array.isArray(content) && content.every((part) => part === nothing));
  return empty ? nothing : html`<details class="source"><summary>${t('see-quote')}</summary>${content}</details>`;
}

/** The quotes that several things stand on, each once. */
export function quotations(page, items) {
  const seen = new Set();
  return items.filter(({ clause, quote }) => {
    const key = `${clause} ${quote}`;
    return !seen.has(key) && seen.add(key);
  }).map((item) => citation(page, item));
}

/** An answer in words. */
export function answerText({ t, notice }, fact, answer) {
  if (answer === UNKNOWN && !fact.unsure) return t('unsure');
  switch (fact.kind) {
    case 'yes-no': return t(answer ? 'yes' : 'no');
    case 'date': return formatDate(answer, t);
    case 'number': return String(answer);
    default: return notice.choice(fact, answer === UNKNOWN ? fact.unsure : answer).label;
  }
}

/** What the notice itself has settled, with where. */
export function knownText(page, { fact, choice, clause }) {
  const { t, notice } = page;
  const texts = notice.fact(fact);
  const answer = texts.kind === 'yes-no' ? choice === 'yes' : choice;
  return html`${answerText(page, texts, answer)}<small>${t('known', { clause: clauseName(page, clause), title: notice.source(clause).title })}</small>`;
}

/** Texts as one enumeration. */
export function enumeration({ t }, items) {
  return items.join(t('list-separator'));
}

/** The heading of a screen; it gets the focus when the screen comes up. */
export function heading(text) {
  return html`<h2 class="heading" part="heading" tabindex="-1" data-focus>${text}</h2>`;
}

/** The box that says what is wrong and leads to the field. It gets the focus when it comes up. */
export function problemSummary(page) {
  const { t, journey, act } = page;
  if (!journey.problem) return nothing;
  const { field } = journey.problem;
  const go = (event) => {
    event.preventDefault();
    act.focusField(field);
  };
  return html`
    <div class="problem-summary" part="error-summary" role="group" tabindex="-1" aria-labelledby="problem-title" data-problem>
      <div role="alert">
        <h2 id="problem-title">${t('problem-title')}</h2>
        <p><a href="#${field}" @click=${go}>${problemText(page)}</a></p>
      </div>
    </div>`;
}

/** The same words beside the field. */
export function problemLine(page) {
  return page.journey.problem
    ? html`<p class="problem" part="error" id="problem">${icon('no')}<span>${problemText(page)}</span></p>`
    : nothing;
}

/** The ids that describe a field: its hint, and its problem if it has one. */
export function describedBy(page, ...ids) {
  return [...ids, page.journey.problem ? 'problem' : ''].filter(Boolean).join(' ') || nothing;
}

function problemText({ t, notice, journey: { problem: { key, values = {} } } }) {
  const { day, fact } = values;
  // what is wrong with an answer code comes with what reads it
  return t(t.has(key) ? key : `problem-${key}`, { ...values, ...(day && { day: formatDate(day, t) }), ...(fact && { question: notice.fact(fact).question }) });
}

/** Three fields for a date. */
export function dateInputs(page, draft, { dayNeeded, hint, disabled = false }) {
  const { t, journey } = page;
  const faulty = journey.problem && journey.problem.field;
  const field = (id, label, width) => html`
    <label class="date-field">
      <span>${label}</span>
      <input part="input" id=${id} class=${width} inputmode="numeric" autocomplete="off" ?disabled=${disabled}
        .value=${draft[id] || ''} aria-invalid=${faulty === id ? 'true' : nothing} aria-describedby=${describedBy(page, hint)}
        @input=${({ target }) => page.act.type({ ...draft, [id]: target.value })}>
    </label>`;
  return html`
    <div class="date-fields">
      ${field('year', t('date-year'), 'wide')}
      ${field('month', t('date-month-field'), 'narrow')}
      ${field('day', t(dayNeeded ? 'date-day-field' : 'date-day-field-optional'), 'narrow')}
    </div>`;
}

/** A form that goes on with Enter or its button; nothing happens before. */
export function form(submit, content) {
  const send = (event) => {
    event.preventDefault();
    submit();
  };
  return html`<form novalidate autocomplete="off" @submit=${send}>${content}</form>`;
}

/** The button that leads back. */
export function backButton({ t, journey, act }) {
  return journey.behind.length
    ? html`<button type="button" class="back" part="back" @click=${act.back}>${icon('back')}${t('back')}</button>`
    : nothing;
}

/** The button that goes on: of its form, unless it does something of its own. */
export function bigButton(label, go) {
  return html`<button type=${go ? 'button' : 'submit'} class="primary" part="button" @click=${go || nothing}>${label}</button>`;
}

/** Any other button. `more`: what it is called by those who do not see where it stands. */
export function button(label, go, look = 'secondary', more) {
  return html`<button type="button" class=${look} part="button-secondary" aria-label=${more || nothing} @click=${go}>${label}</button>`;
}

/** A part of a screen under a heading of its own. */
export function sectionOf(title, content, look = '', part = nothing) {
  return html`<section class="block ${look}" part=${part}><h3 class="heading" tabindex="-1">${title}</h3>${content}</section>`;
}

/** One line of a list of answers, with the button that changes it. */
export function row(page, label, value, change, data = nothing) {
  const { t } = page;
  return html`
    <div class="row"><dt>${label}</dt>
      <dd><span>${value}</span>${change ? html`
        <button type="button" class="link" data-change=${data} @click=${change}>${t('change')}<span class="spoken">${t('change-what', { label })}</span></button>` : nothing}</dd></div>`;
}

/** The day that everything is counted to, with the button that changes it. */
export function dayLine(page) {
  const { t, today, hostDay, act } = page;
  return html`
    <p class="day"><span data-day=${today}>${t('day-counted', { day: formatDate(today, t) })}</span>
      ${button(t('change'), act.askDay, 'link', t('day-change'))}
      ${today === hostDay ? nothing : html`<small>${t('day-not-today', { day: formatDate(hostDay, t) })}</small>`}</p>`;
}

/** That the notice's year is over, where it is: by the day everything is counted to, or by the page's. And that it was not out yet, as a wrong clock has it. */
export function overYear({ t, notice, today, hostDay }) {
  const { year, issued } = notice.texts.notice;
  if (today < issued) return html`<div class="notice-box" part="banner" data-early><p>${t('over-early', { day: formatDate(today, t) })}</p></div>`;
  const now = [today, hostDay].map((day) => Number(day.slice(0, 4))).sort()[1];
  return now > year ? html`<div class="notice-box" part="banner" data-over><p><b>${t('over-title', { year })}</b></p><p>${t('over-about', { now })}</p></div>` : nothing;
}

/** Whom to ask: what the page around knows of the place where the person works, and of the centre; else their names. */
export function contacts(page) {
  const { t, notice, answers } = page;
  const place = answers[WORKPLACE] && notice.choice(notice.fact(WORKPLACE), answers[WORKPLACE]);
  return sectionOf(t('contact-title'), html`
    <ul class="plain">
      <li>${t('contact-unit')}</li>
      ${place ? html`<li><slot name="contact-${place.id}">${t('contact-place', { place: place.label })}</slot></li>` : nothing}
      <li><slot name="contact-centre">${t('contact-centre', { centre: t('centre') })}</slot></li>
    </ul>
    ${help(page)}`);
}

/** The telephone number and the sentence that the page around gives. */
export function help({ t, host }) {
  const { helpTel, helpText } = host;
  return helpTel || helpText ? html`<p class="small help">${helpText}
    ${helpTel ? html`${t('help-tel')}<a href="tel:${helpTel}"><bdi>${helpTel}</bdi></a>` : nothing}</p>` : nothing;
}
