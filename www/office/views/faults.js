/** What is wrong with a row, in words, with what to do. */

import { html } from 'lit-html';

/** A fault in a line: where, what was met, what it means, what to do. */
export function faultLine(app, { row, column, code, value }) {
  const { t } = app;
  const { what, help } = app.faultsIn[code] || { what: code };
  const place = row === undefined ? null : `${t('head-row')} ${row}`;
  const met = column ? t('fault-in', { column, value: value || '' }) : value;
  return html`<span data-fault=${code}>${[place, met].filter(Boolean).join(' · ')}${place || met ? t('colon') : null}${what}</span>
    ${help ? html`<span class="quiet help">${help}</span>` : null}`;
}

/** The first fault of a row, short. */
export function faultShort(app, faults) {
  const { t } = app;
  const [{ column, code, value }] = faults;
  const { what } = app.faultsIn[code] || { what: code };
  const met = column ? t('fault-in', { column, value: value || '' }) + t('colon') : '';
  const more = faults.length > 1 ? `${t('separator')}${t('fault-more', { count: faults.length })}` : '';
  return met + what + more;
}
