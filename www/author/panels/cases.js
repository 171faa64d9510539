/** The notice's own cases, run: failures first. */

import { html } from 'lit-html';

export function cases(app) {
  const { t } = app;
  const all = app.cases ? app.cases.cases : [];
  const failed = all.filter(({ differences }) => differences.length);
  const passed = all.filter(({ differences }) => !differences.length);
  const row = ({ id, line, differences }) => html`
    <li class=${differences.length ? 'error' : ''} data-case=${id}>
      <button type="button" class="fault" @click=${() => app.go('cases.toml', line)}>
        <span>${id}</span> <span class="quiet">${t('place', { file: 'cases.toml', line })}</span>
      </button>
      ${differences.length ? html`<ul class="differences">${differences.map((difference) => html`<li>${told(difference, app.language)}</li>`)}</ul>` : null}
    </li>`;
  return html`
    <p class="quiet">${t('cases-about')}</p>
    <p><button type="button" class="primary" data-add-case @click=${() => app.addCase()}>${t('cases-add')}</button></p>
    ${app.isSound ? null : html`<p class="bad">${t('cases-waiting')}</p>`}
    ${all.length ? html`
      <p>${failed.length ? html`<b class="bad" data-failed=${failed.length}>${t('cases-failed', { count: failed.length })}</b> · ` : null}<span data-passed=${passed.length}>${t('cases-passed', { count: passed.length })}</span></p>
      <ol class="faults">${failed.map(row)}</ol>
      <details ?open=${app.unfolded} @toggle=${({ target }) => { app.unfolded = target.open; app.draw(); }}><summary>${t('cases-list')}</summary>
        ${app.unfolded ? html`<ol class="faults plain">${passed.map(row)}</ol>` : null}</details>`
    : html`<p>${app.isChecking ? t('checking') : t('cases-none')}</p>`}`;
}

/** A difference in words: one text, or one for each language. */
const told = (difference, language) => (typeof difference === 'string' ? difference : difference[language]);
