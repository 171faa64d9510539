/** Where it begins: a list is put in; by which notice. */

import { html } from 'lit-html';

export const LISTS = '.csv,.txt,.tsv,.xlsx,.xls,.ods,.jsonl,.ndjson';

/** A button that chooses files. */
export function picker(app, { label, name, accept, style = '', many = false }) {
  return html`
    <label class="button file ${style}">${label}<input type="file" data-choose=${name} accept=${accept} ?multiple=${many}
      @change=${({ target }) => {
        app.take(Array.from(target.files));
        // the same file once more, after it was corrected
        target.value = '';
      }}></label>`;
}

export function startView(app) {
  const { t } = app;
  if (!app.notice) return html`<p class="about">${t('opening')}</p>`;
  return html`
    <p class="about">${t('about')}</p>
    <section class="drop" aria-labelledby="drop-title">
      <h2 id="drop-title" tabindex="-1">${t('drop-title')}</h2>
      <p>${t('drop-about')}</p>
      ${picker(app, { label: t('choose'), name: 'list', accept: LISTS, style: 'primary' })}
      <p class="quiet">${t('drop-example')}</p>
    </section>
    ${noticeView(app)}`;
}

/** By which notice people are judged, and how to take another. */
export function noticeView(app) {
  const { t } = app;
  const { name, issuer, edition } = app.notice.texts.notice;
  return html`
    <section class="notice">
      <p>${t('notice-is', { name, issuer })} <span class="quiet">${t('notice-edition', { edition })}</span></p>
      <details>
        <summary>${t('notice-other')}</summary>
        <p class="quiet">${t('notice-other-about')}</p>
        <div class="buttons">
          ${picker(app, { label: t('notice-choose'), name: 'notice', accept: '.tpc,.pack,.toml', many: true })}
          ${app.ownNotice ? null : html`<button type="button" @click=${() => app.ownAgain()}>${t('notice-own')}</button>`}
        </div>
      </details>
    </section>`;
}
