/** The rows of the table: in the page, and on paper. */

import { html, render } from 'lit-html';
import { Pace } from '../pace.js';
import { faultShort } from './faults.js';
import { badge, personView, test, windowShort } from './person.js';

/** Items of what is missing in a cell. */
const ITEMS = 3;
/** Rows put on paper at a stretch. */
const STRETCH = 25;

/** The headings of the columns that say who a person is. */
export const whoOf = (app) => app.list.columns.filter(({ role }) => ['key', 'name', 'who'].includes(role)).map(({ heading }) => heading);

/** The route that a row is about: the one that is looked at, else the best. */
const lineOf = (app, { routes, best }) => routes.find(({ id }) => id === (app.query.route || best));

export const standingOf = (app, person) => (app.query.route && lineOf(app, person) ? lineOf(app, person).standing : person.standing);

/** What is missing, short. */
function missing(app, person, line) {
  const { t } = app;
  if (person.standing === 'undecided') return person.faults ? faultShort(app, person.faults) : '';
  const { by = [], unanswered = [], standing } = line || {};
  const documents = (person.documents_missing || []).map((id) => (app.notice.documents.get(id) || { name: id }).name);
  const facts = unanswered.map((id) => (app.notice.fact(id) || { question: id }).question);
  const criteria = by.map((id) => test(app, id).label || id);
  const items = [...(standing === 'need-info' && facts.length ? facts : criteria), ...documents];
  const rest = items.length > ITEMS ? ` +${items.length - ITEMS}` : '';
  return items.slice(0, ITEMS).join(t('separator')) + rest;
}

/** The headings of the table; `sortable` where there is somebody to press them. */
export function heads(app, sortable) {
  const { t, query } = app;
  const head = (sort, label) => {
    if (!sortable || !sort) return html`<th scope="col">${label}</th>`;
    const isSorted = query.sort === sort;
    return html`
      <th scope="col" aria-sort=${isSorted ? (query.down ? 'descending' : 'ascending') : 'none'}>
        <button type="button" data-sort=${sort} @click=${() => app.sortBy(sort)}>${label}<span class="arrow" aria-hidden="true">${isSorted ? (query.down ? '▼' : '▲') : '↕'}</span></button>
      </th>`;
  };
  return html`
    <tr>
      ${head('row', t('head-row'))}
      ${whoOf(app).map((heading, index) => head(`who-${index}`, heading))}
      ${head('standing', t('head-standing'))}
      ${head('', t('head-route'))}
      ${head('', t('head-missing'))}
      ${head('earliest', t('head-earliest'))}
      ${head('closes', t('head-closes'))}
      ${head('faults', t('head-faults'))}
    </tr>`;
}

function cells(app, person, first) {
  const line = lineOf(app, person);
  const { faults = [] } = person;
  const who = person.who || [];
  return html`
    <th scope="row">${first}</th>
    ${whoOf(app).map((_, index) => html`<td class="who">${who[index]}</td>`)}
    <td>${badge(app, standingOf(app, person))}</td>
    <td>${line ? app.notice.route(line.id).name : null}</td>
    <td class="missing">${missing(app, person, line)}</td>
    <td class="day">${line && line.earliest}</td>
    <td class="day">${line ? windowShort(app, line.window) : null}</td>
    <td class="number">${faults.length || null}</td>`;
}

/** The rows of a page of the table; a row that is open has all of the person under it. */
export function rows(app) {
  const { t } = app;
  const span = whoOf(app).length + 7;
  return app.view.people.map((person) => {
    const { index, row, who = [] } = person;
    const isOpen = app.open.has(index);
    const button = html`
      <button type="button" class="open" aria-expanded=${String(isOpen)} aria-label=${t('open-person', { row, who: who.filter(Boolean).slice(0, 2).join(' ') })}
        @click=${() => app.toggle(index)}><span aria-hidden="true">${isOpen ? '▾' : '▸'}</span> ${row}</button>`;
    return html`
      <tr data-row=${row} data-standing=${standingOf(app, person)}>${cells(app, person, button)}</tr>
      ${isOpen ? html`<tr class="opened" data-opened=${row}><td colspan=${span}><div class="held">${personView(app, person)}</div></td></tr>` : null}`;
  });
}

/** Puts people into a table for paper, some at a time. */
export async function bodies(app, people, table) {
  const pace = new Pace(12);
  for (let from = 0; from < people.length; from += STRETCH) {
    const body = document.createElement('tbody');
    render(html`${people.slice(from, from + STRETCH).map((person) => html`<tr>${cells(app, person, person.row)}</tr>`)}`, body);
    table.append(body);
    if (pace.isOver) await pace.breath();
  }
  pace.end();
}
