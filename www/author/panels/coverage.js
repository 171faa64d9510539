/** What the cases try, and what none of them does. */

import { html } from 'lit-html';

const TRUTHS = ['yes', 'no', 'unknown'];
const VERDICTS = ['met', 'not-met', 'undetermined', 'needs-discretion'];

export function coverage(app) {
  const { t } = app;
  if (!app.cases || !app.good) return html`<p>${app.isChecking ? t('checking') : t('cases-none')}</p>`;
  const { texts } = app.good.report;
  const count = (number) => html`<td class=${number ? '' : 'zero'}>${number}</td>`;
  const table = (caption, columns, rows) => html`
    <div class="wide"><table>
      <caption>${caption}</caption>
      <thead><tr><td></td>${columns.map((column) => html`<th scope="col">${t(column)}</th>`)}</tr></thead>
      <tbody>${rows.map(({ label, counts }) => html`<tr><th scope="row">${label}</th>${counts.map(count)}</tr>`)}</tbody>
    </table></div>`;
  const label = (id) => html`${(texts.criteria[id] || {}).label || ''} <span class="quiet">${id}</span>`;
  const name = (id) => (texts.routes.find((route) => route.id === id) || {}).name || id;
  return html`
    <p class="quiet">${t('coverage-about')}</p>
    ${table(t('coverage-routes'), VERDICTS, app.cases.routes.map(({ id, verdicts }) => ({ label: name(id), counts: VERDICTS.map((verdict) => verdicts[verdict]) })))}
    ${table(t('coverage-criteria'), TRUTHS, app.cases.criteria.map((row) => ({ label: label(row.id), counts: TRUTHS.map((truth) => row[truth]) })))}`;
}
