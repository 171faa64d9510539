/** What is wrong with a row, in words, with what to do. */

import { html } from 'lit-html';

/** What to do is told for the command too; here something else is at hand. */
const HELP = { 'column-unknown': 'help-column-unknown' };

/** Faults that say with which other row something is. */
const OF_ROWS = ['same-name', 'same-person'];

/** What was met, and in which column. */
function metIn({ t }, { column, code, value }) {
  if (OF_ROWS.includes(code)) return t('fault-row', { row: value });
  if (!column) return value;
  return value ? t('fault-in', { column, value }) : column;
}

/** A fault in a line: where, what was met, what it means, what to do. */
export function faultLine(app, fault) {
  const { t } = app;
  const { row, code } = fault;
  const { what, help } = app.faultsIn[code] || { what: code };
  const place = row === undefined ? null : `${t('head-row')} ${row}`;
  const met = metIn(app, fault);
  const todo = HELP[code] ? t(HELP[code]) : help;
  return html`<span data-fault=${code}>${[place, met].filter(Boolean).join(' · ')}${place || met ? t('colon') : null}${what}</span>
    ${todo ? html`<span class="quiet help">${todo}</span>` : null}`;
}

/** The first fault of a row, short. */
export function faultShort(app, faults) {
  const { t } = app;
  const [first] = faults;
  const { what } = app.faultsIn[first.code] || { what: first.code };
  const met = first.column ? metIn(app, first) + t('colon') : '';
  const more = faults.length > 1 ? t('fault-more', { count: faults.length }) : '';
  return met + what + more;
}
