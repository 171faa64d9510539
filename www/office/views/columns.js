/** What each column of the list is: what was understood, what is not, and what a person says it is. */

import { html } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { faultLine } from './faults.js';
import { noticeView, picker } from './start.js';

/** Roles that keep people from being judged until somebody says what the column is. */
const OPEN = ['unknown', 'unnamed', 'doubled'];
const PEOPLE = ['key', 'name', 'who'];
/** Columns shown at a time: each has a choice of all facts. */
const MORE = 50;
/** Things typed and not understood that are shown of a column. */
const TYPED = 30;

/** What a spreadsheet calls a column. */
export function letter(place) {
  let letters = '';
  for (let left = place + 1; left > 0; left = Math.floor((left - 1) / 26)) letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  return letters;
}

/** One with nothing in it keeps nobody from being judged. */
const isOpen = ({ role, filled }) => OPEN.includes(role) && filled > 0;
const isOff = ({ role }) => role === 'ignored' || role === 'not-read';

export function columnsView(app) {
  const { t } = app;
  const { total, faults } = app.list;
  const columns = app.list.columns.filter(({ role, filled }) => role !== 'unnamed' || filled > 0);
  const open = columns.filter(isOpen);
  const unread = columns.reduce((sum, column) => sum + column.unread.length, 0);
  // those that want somebody to look come first
  const asks = columns.filter((column) => isOpen(column) || column.unread.length);
  const shown = [...asks, ...columns.filter((column) => !asks.includes(column) && !isOff(column))];
  const off = columns.filter((column) => isOff(column) && !asks.includes(column));
  const bulk = open.filter(({ role, heading }) => role === 'unknown').map(({ heading }) => heading);
  return html`
    <h2 tabindex="-1">${t('columns-title')}</h2>
    <p>${t('columns-about', { name: app.list.name, total })}</p>
    <div class="verdict ${open.length || unread ? 'warn' : 'good'}" data-open=${open.length} data-unread=${unread}>
      ${open.length ? html`<p>${t('columns-unknown', { count: open.length })}</p>` : null}
      ${unread ? html`<p>${t('columns-unread', { count: unread })}</p>` : null}
      ${open.length || unread ? null : html`<p>${t('columns-good')}</p>`}
      ${bulk.length > 1 ? html`<button type="button" data-ignore-all @click=${() => app.setColumns(bulk, 'ignore')}>${t('columns-ignore')}</button>` : null}
    </div>
    <section class="begin">
      <div class="line">
        <label>${t('day')}<input type="date" name="day" .value=${app.today} aria-describedby="day-hint" @change=${({ target }) => app.setDay(target.value)}></label>
        <button type="button" class="primary" data-run ?disabled=${!app.isDay} @click=${() => app.run()}>${t(app.result ? 'run-again' : 'run')}</button>
        ${app.result ? html`<button type="button" data-back @click=${() => app.go('table')}>${t('to-table')}</button>` : null}
      </div>
      <p class="quiet" id="day-hint">${app.isDay ? t('day-hint') : html`<b class="bad">${t('day-wrong')}</b>`}</p>
    </section>
    ${faults.length ? html`
      <details class="of-list">
        <summary>${t('list-faults')} <span class="count">${faults.length}</span></summary>
        <ul class="plain-list">${faults.slice(0, TYPED).map((fault) => html`<li>${faultLine(app, fault)}</li>`)}</ul>
      </details>` : null}
    <section aria-label=${t('columns-list')}>
      <ul class="columns">${shown.slice(0, app.columnsShown).map((column) => columnView(app, column))}</ul>
      ${shown.length > app.columnsShown ? html`
        <button type="button" @click=${() => {
          app.columnsShown += MORE;
          app.draw();
        }}>${t('columns-more', { count: Math.min(MORE, shown.length - app.columnsShown) })}</button>` : null}
    </section>
    ${off.length ? html`
      <details class="of-list">
        <summary>${t('columns-rest', { count: off.length })}</summary>
        <ul class="columns">${off.slice(0, app.columnsShown).map((column) => columnView(app, column))}</ul>
      </details>` : null}
    ${absent(app)}
    <section class="mapping">
      <h3>${t('mapping-title')}</h3>
      <p class="quiet">${t('mapping-about')}</p>
      <div class="buttons">
        <button type="button" data-take="mapping" @click=${() => app.takeMapping()}>${t('mapping-take')}</button>
        ${picker(app, { label: t('mapping-load'), name: 'mapping', accept: '.toml' })}
      </div>
    </section>
    ${noticeView(app)}`;
}

/** The facts that no column is. */
function absent(app) {
  const { t } = app;
  if (app.list.kind === 'lines') return null;
  const there = app.list.columns.map(({ fact }) => fact);
  const wanting = app.notice.texts.facts.filter(({ id }) => !there.includes(id));
  if (!wanting.length) return null;
  return html`
    <details class="of-list">
      <summary>${t('facts-absent', { count: wanting.length })}</summary>
      <p class="quiet">${t('facts-absent-about')}</p>
      <ul class="plain-list">${wanting.map(({ question }) => html`<li>${question}</li>`)}</ul>
    </details>`;
}

const markOf = (column) => {
  if (isOpen(column)) return 'open';
  if (column.role === 'not-read') return 'private';
  return column.role === 'ignored' ? 'off' : 'good';
};

function columnView(app, column) {
  const { t } = app;
  const { heading, role, samples, place } = column;
  const mark = markOf(column);
  const isTwice = app.list.columns.some((other) => other !== column && other.heading === heading);
  return html`
    <li class="column is-${mark}" data-column=${heading} data-role=${role}>
      <div class="what">
        <span class="mark">${t(`mark-${mark}`)}</span>
        <b>${role === 'unnamed' ? t('column-unnamed') : heading}</b> <span class="quiet">${t('column-letter', { letter: letter(place) })}</span>
        <p class="samples quiet">${role === 'not-read' ? t('column-private') : samples.length ? t('column-samples', { samples: samples.join(t('separator')) }) : t('column-empty')}</p>
      </div>
      <div class="as">
        ${role === 'unnamed' ? html`<p>${t('column-rename')}</p>` : choice(app, column)}
        ${role === 'doubled' ? html`<p class="bad">${isTwice ? t('column-same-heading') : t('column-twice', { question: app.notice.fact(column.fact).question })}</p>` : null}
      </div>
      ${column.unread.length || Object.keys(saidOf(app, column)).length ? typed(app, column) : null}
    </li>`;
}

function choice(app, column) {
  const { t } = app;
  const { heading, role, fact } = column;
  const use = { fact, doubled: fact, ignored: 'ignore', key: 'key', name: 'name', who: 'who' }[role] || '';
  const isPrivate = role === 'not-read';
  return html`
    <select aria-label=${t('column-as', { heading })} .value=${live(use)} @change=${({ target }) => app.setColumns([heading], target.value)}>
      ${use ? null : html`<option value="" ?selected=${!use}>${t(isPrivate ? 'mark-private' : 'role-choose')}</option>`}
      <optgroup label=${t('role-others')}><option value="ignore" ?selected=${use === 'ignore'}>${t('role-ignore')}</option></optgroup>
      ${isPrivate ? null : html`<optgroup label=${t('role-people')}>${PEOPLE.map((id) => html`<option value=${id} ?selected=${use === id}>${t(`role-${id}`)}</option>`)}</optgroup>`}
      <optgroup label=${t('role-facts')}>${app.notice.texts.facts.map(({ id, question }) => html`<option value=${id} ?selected=${use === id}>${question}</option>`)}</optgroup>
    </select>`;
}

/** What was said to be meant by what is typed in a column. */
const saidOf = (app, { role, fact }) => (role === 'fact' && app.mapping.values[fact]) || {};

/** What was typed in a column and not understood: what can be one of the choices may be said to be, and what was said may be taken back. */
function typed(app, column) {
  const { t } = app;
  const { heading, fact: id, unread } = column;
  const fact = app.notice.fact(id);
  const shown = unread.slice(0, TYPED);
  const more = unread.length > TYPED ? html`<li class="quiet">${t('unread-more', { count: unread.length - TYPED })}</li>` : null;
  const choices = fact.kind === 'yes-no' ? [{ id: 'yes', label: t('yes') }, { id: 'no', label: t('no') }] : fact.choices || [];
  if (!choices.length) {
    return html`
      <div class="typed">
        <p>${t('unread-fix')}</p>
        <ul class="plain-list">${shown.map(({ value, count, code }) => html`<li>${t('unread-one', { value, count, why: wordsOf(app, code) })}</li>`)}${more}</ul>
      </div>`;
  }
  const line = (value, label, meant) => html`
    <li><label>${label}
      <select data-typed=${value} data-of=${heading} .value=${live(meant)} @change=${({ target }) => app.setValue(id, value, target.value === '?' ? null : target.value)}>
        <option value="?" ?selected=${meant === '?'}>${t('unread-leave')}</option>
        ${[...choices, { id: 'unknown', label: t('unread-unknown') }, { id: '', label: t('unread-blank') }].map((choice) => html`
          <option value=${choice.id} ?selected=${meant === choice.id}>${choice.label}</option>`)}
      </select></label></li>`;
  const said = Object.entries(saidOf(app, column));
  return html`
    <div class="typed ${unread.length ? '' : 'quiet'}">
      ${unread.length ? html`<p>${t('unread-title')}</p>` : null}
      <ul class="plain-list">
        ${shown.map(({ value, count }) => line(value, t('unread-means', { value, count }), '?'))}${more}
        ${said.map(([value, meant]) => line(value, t('unread-said', { value }), meant))}
      </ul>
    </div>`;
}

const wordsOf = (app, code) => (app.faultsIn[code] || { what: code }).what;
