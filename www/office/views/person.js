/** One person, opened: every route, why, what is missing, from when, until when, what is wrong with the row. */

import { html } from 'lit-html';
import { english } from '../desk.js';
import { STANDINGS } from '../people.js';
import { faultLine } from './faults.js';

/** A criterion or a group, by its id. */
export const test = (app, id) => app.notice.texts.criteria[id] || app.notice.texts.groups[id] || {};

export const badge = (app, standing) => html`<span class="badge is-${standing}">${app.t(`standing-${standing}`)}</span>`;

export function personView(app, person) {
  const { t } = app;
  const { faults = [], routes, exclusive_choice: exclusive = [] } = person;
  const names = (ids) => ids.map((id) => app.notice.route(id).name).join(t('separator'));
  const documents = (ids) => ids.map((id) => (app.notice.documents.get(id) || { name: id }).name);
  const ranked = routes.map((route, index) => ({ route, index }))
    .sort((a, b) => STANDINGS.indexOf(a.route.standing) - STANDINGS.indexOf(b.route.standing) || a.index - b.index);
  return html`
    <div class="person">
      ${person.standing === 'undecided' ? html`<p>${t('person-undecided')}</p>` : null}
      ${faults.length ? html`
        <h3>${t('person-faults')}</h3>
        <ul class="plain-list">${faults.map((fault) => html`<li>${faultLine(app, { ...fault, row: undefined })}</li>`)}</ul>` : null}
      ${exclusive.length ? html`<p>${t('person-exclusive', { routes: names(exclusive) })}</p>` : null}
      ${person.documents_missing ? html`<h3>${t('person-documents')}</h3><ul class="plain-list">${documents(person.documents_missing).map((name) => html`<li>${name}</li>`)}</ul>` : null}
      ${person.documents_unfit ? html`<h3>${t('person-unfit')}</h3><ul class="plain-list">${documents(person.documents_unfit.map(({ document }) => document)).map((name) => html`<li>${name}</li>`)}</ul>` : null}
      ${ranked.map(({ route }) => routeView(app, route))}
    </div>`;
}

function routeView(app, line) {
  const { t } = app;
  const { id, standing, by = [], unanswered = [], earliest } = line;
  return html`
    <section class="route" data-route=${id} data-standing=${standing}>
      <h3>${app.notice.route(id).name} ${badge(app, standing)}</h3>
      <p>${windowText(app, line.window)}${earliest ? html` · <b>${t('earliest-from', { day: earliest })}</b>` : null}</p>
      ${by.length ? html`<ul class="why">${by.map((criterion) => html`<li>${because(app, line, criterion)}</li>`)}</ul>` : null}
      ${!by.length && ['meets', 'closed'].includes(standing) ? html`<p>${t('person-all-met')}</p>` : null}
      ${unanswered.length ? html`
        <p class="wanting"><b>${t('person-unanswered')}</b>${t('colon')}${unanswered.map((fact) => (app.notice.fact(fact) || { question: fact }).question).join(t('separator'))}</p>` : null}
    </section>`;
}

const MARKS = { no: 'not-met', 'not-yet': 'not-met', human: 'human', 'need-info': 'unknown', meets: 'unknown', closed: 'unknown' };

/** A criterion that decides, with the clause's own words. */
function because(app, { id, standing }, criterion) {
  const { t, notice } = app;
  const own = test(app, criterion);
  const cited = { ...own, ...(notice.route(id).quotes || {})[criterion] };
  const quote = cited.quote && notice.verbatim(cited.clause, cited.quote);
  return html`
    <span class="mark is-${MARKS[standing]}">${t(`by-${MARKS[standing]}`)}</span> ${own.label || criterion}
    ${quote ? html`<blockquote lang="zh-Hans-CN">${quote}<footer>${placeOf(app, cited.clause)}</footer></blockquote>${translated(app, quote)}` : null}
    ${!quote && cited.words ? html`<p class="quiet">${cited.words}（${t('our-words')}${t('colon')}${placeOf(app, cited.clause)}）</p>` : null}`;
}

/** Our translation of a quote, for those who read English. */
function translated(app, quote) {
  const said = app.language === 'en' && english.get(quote);
  return said ? html`<p class="quiet">${said}</p>` : null;
}

/** What a clause is called: `四.12②`, with its document where that is not the notice itself. */
function placeOf(app, clause) {
  const { notice } = app;
  const source = notice.source(clause);
  const place = notice.place(clause);
  const part = place ? `${place.part}${place.paragraph ? ` ¶${place.paragraph}` : ''}` : '';
  return [source.id === 'main' ? '' : notice.sourceName(clause), part].filter(Boolean).join(' ');
}

/** When a route may be filed, in a sentence. */
export function windowText(app, { state, opens, closes, days_left: days, set_by: by, done_by: day }) {
  const { t } = app;
  const until = day ? t('window-done-by', { day }) : '';
  if (state === 'upcoming') return closes ? t('window-upcoming', { opens, closes }) + until : t('short-upcoming', { opens }) + until;
  if (state === 'open') return (days === 0 ? t('window-open-last', { closes }) : t('window-open', { closes, days })) + until;
  if (state === 'closed') return closes ? t('window-closed', { closes }) : t('window-closed-open');
  if (state === 'set-by') return t('window-set-by', { by: app.notice.texts.authorities[by] || by }) + until;
  return t(`window-${state}`) + until;
}

/** The same in a cell. */
export function windowShort(app, { state, opens, closes, days_left: days }) {
  const { t } = app;
  if (state === 'upcoming') return t('short-upcoming', { opens });
  if (state === 'open') return t('short-days', { closes, days });
  if (state === 'closed') return closes ? t('short-closed', { closes }) : t('window-closed-open');
  if (state === 'set-by') return t('short-set-by');
  return state === 'unannounced' ? t('short-unannounced') : '';
}
