/** Whom the edits would change something for. */

import { html } from 'lit-html';

const VERDICTS = ['met', 'not-met', 'undetermined', 'needs-discretion'];

export function affected(app) {
  const { t } = app;
  if (!app.opened.pack) return html`<p>${t('affected-no-start')}</p>`;
  if (!app.isSound) return html`<p>${t('affected-waiting')}</p>`;
  if (!app.isDifferent) return html`<p>${t('affected-new')}</p>`;
  const found = app.affected;
  if (!found || found.running) return html`<p>${t('affected-running')}</p>`;
  const { texts } = app.good.report;
  const name = (id) => (texts.routes.find((route) => route.id === id) || {}).name || id;
  const isChanged = ({ verdicts, windows, earliest }) => verdicts.length || windows.length || earliest.people;
  const changed = found.routes.filter(isChanged);
  const others = found.routes.filter((route) => !isChanged(route));
  return html`
    <p class="quiet">${t('affected-about', { people: found.people })}</p>
    <p><b data-differ=${found.differ}>${found.differ ? t('affected-differ', { differ: found.differ }) : t('affected-same')}</b></p>
    ${changed.map((route) => html`
      <section class="of-route" data-route-change=${route.id}>
        <h2>${name(route.id)}</h2>
        ${route.verdicts.length ? html`
          <div class="wide"><table>
            <caption>${t('affected-verdicts')}</caption>
            <thead><tr><td></td>${VERDICTS.map((verdict) => html`<th scope="col">${t(verdict)}</th>`)}</tr></thead>
            <tbody>${['before', 'after'].map((side) => html`
              <tr><th scope="row">${t(`affected-${side}`)}</th>${VERDICTS.map((verdict) => html`<td>${route[side][verdict] || 0}</td>`)}</tr>`)}</tbody>
          </table></div>` : null}
        <ul class="changes">
          ${route.verdicts.map((change) => line(app, t('affected-change', { from: t(change.from), to: t(change.to) }), change))}
          ${route.windows.map((change) => line(app, t('affected-window', { from: windowText(t, change.from), to: windowText(t, change.to) }), change))}
          ${route.earliest.people ? line(app, t('affected-earliest'), route.earliest) : null}
        </ul>
      </section>`)}
    ${changed.length && others.length ? html`<p class="quiet">${t('affected-unchanged', { routes: others.map(({ id }) => name(id)).join('、') })}</p>` : null}`;
}

function line(app, text, { people, examples }) {
  const { t } = app;
  return html`
    <li>${text}：<b>${t('affected-people', { people })}</b>
      <span class="examples">${examples.map((input, index) => html`
        <button type="button" class="small" aria-label=${`${t('show-person')}：${text}，${t('affected-example', { number: index + 1 })}`} @click=${() => app.showPerson(input)}>${t('affected-example', { number: index + 1 })}</button>`)}</span>
    </li>`;
}

function windowText(t, window) {
  if (!window) return '—';
  if (window.opens) return t('window-dates', window);
  if (window.state === 'set-by') return t('window-set-by', { by: window.set_by });
  return t(window.state === 'unannounced' ? 'window-unannounced' : 'window-unknown');
}
