/** What was found: how many of which result, filters, the people, downloads. */

import { html } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { GROUPS, NONE, STANDINGS } from '../people.js';
import { heads, rows } from './people.js';

const KINDS = ['xlsx', 'csv', 'faults', 'jsonl'];

export function tableView(app) {
  const { t, view, result } = app;
  return html`
    <div class="head">
      <h2 tabindex="-1">${t('table-title')}</h2>
      <p>${t('table-day', { name: app.list.name, day: app.today })} <button type="button" class="small" data-columns @click=${() => app.go('columns')}>${t('change-columns')}</button></p>
      ${result.isWhole ? null : html`
        <div class="verdict warn"><p>${t('stopped', { done: result.done, total: app.list.total })}</p>
          <button type="button" class="primary" data-go-on @click=${() => app.run(true)}>${t('go-on')}</button></div>`}
    </div>
    ${counts(app)}
    ${takes(app)}
    ${filters(app)}
    ${summary(app)}
    <section class="people" aria-busy=${String(Boolean(app.isLooking))}>
      <div class="line spread"><h3 id="people-title">${t('table-people')}</h3>${pages(app, 'pages')}</div>
      <div class="wide" tabindex="0" role="region" aria-labelledby="people-title">
        <table data-found=${view.found}><thead>${heads(app, true)}</thead><tbody>${rows(app)}</tbody></table>
      </div>
      ${view.people.length > 10 ? html`<div class="line spread"><span></span>${pages(app, 'pages-below')}</div>` : null}
    </section>
    <section class="paper" aria-hidden="true" hidden><table><thead>${heads(app, false)}</thead></table></section>`;
}

/** How many of which result; each can be asked for. */
function counts(app) {
  const { t, view, query } = app;
  const all = STANDINGS.reduce((sum, standing) => sum + (view.counts[standing] || 0), 0);
  const shown = STANDINGS.filter((standing) => view.counts[standing] || query.standings.includes(standing));
  return html`
    <div class="counts" role="group" aria-label=${t('counts-title')}>
      <button type="button" data-count="all" aria-pressed=${String(!query.standings.length)} @click=${() => app.filter({ standings: [] })}><b>${all}</b> ${t('count-all')}</button>
      ${shown.map((standing) => html`
        <button type="button" class="is-${standing}" data-count=${standing} aria-pressed=${String(query.standings.includes(standing))} @click=${() => app.toggleStanding(standing)}>
          <b>${view.counts[standing] || 0}</b> ${t(`standing-${standing}`)}</button>`)}
    </div>`;
}

/** The choices of a fact that people of this list have, in the notice's order. */
function choicesOf(app, group) {
  const fact = app.notice.fact(group);
  const there = app.result.choices[group];
  const known = ((fact && fact.choices) || []).filter(({ id }) => there.includes(id));
  return there.includes(NONE) ? [...known, { id: NONE, label: app.t('filter-none') }] : known;
}

function filters(app) {
  const { t, query } = app;
  const select = (name, label, none, choices) => html`
    <label>${label}<select name=${name} .value=${live(query[name])} @change=${({ target }) => app.filter({ [name]: target.value })}>
      <option value="">${none}</option>
      ${choices.map(({ id, label: text }) => html`<option value=${id} ?selected=${query[name] === id}>${text}</option>`)}
    </select></label>`;
  return html`
    <form class="filters" aria-label=${t('filters-title')} @submit=${(event) => event.preventDefault()}>
      ${select('route', t('filter-route'), t('filter-route-best'), app.notice.texts.routes.map(({ id, name }) => ({ id, label: name })))}
      ${GROUPS.map((group) => select(group, t(`group-${group}`), t('filter-any'), choicesOf(app, group)))}
      <label class="grow">${t('filter-text')}<input type="search" name="text" .value=${live(query.text)} @input=${({ target }) => app.filter({ text: target.value })}></label>
      <label class="tick"><input type="checkbox" name="faulty" .checked=${live(query.faulty)} @change=${({ target }) => app.filter({ faulty: target.checked })}>${t('filter-faulty')}</label>
      <button type="button" data-clear @click=${() => app.clearFilters()}>${t('filter-clear')}</button>
    </form>`;
}

function pages(app, name) {
  const { t, view } = app;
  const { from, found, people } = view;
  const size = app.pageSize;
  const last = Math.floor(Math.max(0, found - 1) / size) * size;
  const button = (key, to, can) => html`<button type="button" class="small" data-page=${key} ?disabled=${!can} @click=${() => app.turn(to)}>${t(`page-${key}`)}</button>`;
  if (!found) return html`<p class="none">${t('found-none')}</p>`;
  return html`
    <nav class="pages" aria-label=${t(name)}>
      <span>${t('page-of', { from: from + 1, to: from + people.length, found })}</span>
      ${found > size ? html`${button('first', 0, from > 0)}${button('before', from - size, from > 0)}${button('next', from + size, from < last)}${button('last', last, from < last)}` : null}
    </nav>`;
}

/** How many of which result by county, series and level, of those that were found. */
function summary(app) {
  const { t, view } = app;
  const shown = STANDINGS.filter((standing) => Object.values(view.groups.level).some((of) => of[standing]));
  return html`
    <details class="of-list summary">
      <summary>${t('summary-title')}</summary>
      <p class="quiet">${t('summary-about', { found: view.found })}</p>
      ${GROUPS.map((group) => {
        const choices = choicesOf(app, group).filter(({ id }) => view.groups[group][id]);
        return html`
          <div class="wide" tabindex="0" role="region" aria-label=${t(`group-${group}`)}><table data-group=${group}>
            <thead><tr><th scope="col">${t(`group-${group}`)}</th><th scope="col">${t('summary-total')}</th>${shown.map((standing) => html`<th scope="col">${t(`standing-${standing}`)}</th>`)}</tr></thead>
            <tbody>${choices.map(({ id, label }) => {
              const of = view.groups[group][id];
              return html`<tr><th scope="row">${label}</th><td class="number">${Object.values(of).reduce((sum, count) => sum + count, 0)}</td>${shown.map((standing) => html`<td class="number">${of[standing] || 0}</td>`)}</tr>`;
            })}</tbody>
          </table></div>`;
      })}
    </details>`;
}

function takes(app) {
  const { t } = app;
  return html`
    <section class="takes" aria-labelledby="take-title">
      <h3 id="take-title">${t('take-title')}</h3>
      <div class="buttons">
        ${KINDS.map((kind) => html`<button type="button" class=${kind === 'xlsx' ? 'primary' : ''} data-take=${kind} ?disabled=${!app.result.isWhole || Boolean(app.taking)} @click=${() => app.download(kind)}>${t(`take-${kind}`)}</button>`)}
        <button type="button" data-print @click=${() => app.print()}>${t('print')}</button>
      </div>
      ${app.result.isWhole ? null : html`<p class="quiet">${t('take-partly')}</p>`}
    </section>`;
}
