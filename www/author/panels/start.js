/** Where to begin. */

import { html } from 'lit-html';
import { lastYear } from '../desk.js';

export function startView(app) {
  const { t } = app;
  const { name } = /^name = "(?<name>[^"]*)"/m.exec(lastYear['notice.toml']).groups;
  const button = (id, about, act, isFirst) => html`
    <li><button type="button" class=${isFirst ? 'primary' : ''} data-start=${id} @click=${act}>${t(`start-${id}`)}</button><span>${about}</span></li>`;
  const file = (id, directory) => html`
    <li>
      <label class="file button">${t(`start-${id}`)}
        <input type="file" data-start=${id} multiple ?webkitdirectory=${directory} @change=${({ target }) => app.openFiles(target.files)}>
      </label><span>${t(`start-${id}-about`)}</span>
    </li>`;
  return html`
    <main class="start">
      <p>${t('about')}</p>
      <h2>${t('start-title')}</h2>
      <ul class="ways">
        ${app.draft && button('draft', t('start-draft-about', { when: new Date(app.draft.when).toLocaleString(app.language) }), () => app.openDraft(), true)}
        ${button('last', t('start-last-about', { name }), () => app.openLast(), !app.draft)}
        ${file('folder', true)}
        ${file('files', false)}
        ${button('empty', t('start-empty-about'), () => app.openEmpty())}
      </ul>
      <p class="quiet">${t('start-drop')}</p>
    </main>`;
}
