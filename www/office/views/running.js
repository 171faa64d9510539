/** How far the check is. */

import { html } from 'lit-html';

const MINUTE = 60;

function left(t, seconds) {
  if (seconds < MINUTE) return t('left-seconds', { count: Math.max(1, Math.ceil(seconds)) });
  return t('left-minutes', { count: Math.ceil(seconds / MINUTE) });
}

export function runningView(app) {
  const { t } = app;
  const { done, total, rate, left: seconds } = app.progress;
  return html`
    <section class="running">
      <h2 tabindex="-1">${t('running-title')}</h2>
      <progress max=${total} .value=${done} aria-label=${t('running-title')}></progress>
      <p>${t('running-count', { done, total })}
        ${rate ? html`<span class="quiet">${t('running-rate', { rate: Math.round(rate) })} · ${t('running-left', { left: left(t, seconds) })}</span>` : null}</p>
      <button type="button" data-stop @click=${() => app.stop()}>${t('stop')}</button>
    </section>`;
}
