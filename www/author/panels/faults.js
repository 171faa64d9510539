/** What is wrong, file by file: what was met, where, what to do, and an applicant who shows it. */

import { html } from 'lit-html';

export function faults(app) {
  const { t, language } = app;
  const all = app.listed;
  if (!all.length) return html`<p>${t('faults-none')}</p>`;
  return html`
    <ol class="faults">
      ${all.map((fault) => html`
        <li class=${fault.severity} data-fault=${fault.code}>
          <button type="button" class="fault" @click=${() => app.go(fault.file, fault.line, fault.column)}>
            <span class="severity">${t(fault.severity)}</span>
            <span>${fault.message[language]}</span>
            <span class="quiet">${t('place', { file: fault.file, line: fault.line })} · ${fault.code}</span>
          </button>
          ${fault.help ? html`<p class="help">${t('faults-help')}${fault.help[language]}</p>` : null}
          ${fault.witness ? html`<p><button type="button" class="small" @click=${() => app.showPerson(fault.witness)}>${t('show-witness')}</button></p>` : null}
        </li>`)}
    </ol>`;
}
