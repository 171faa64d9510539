/** What goes out: the pack for the site, the folder for next year; what is kept, and which files there are. */

import { html } from 'lit-html';
import { save, zip } from '../folder.js';

export function download(app) {
  const { t } = app;
  const head = app.good && app.good.report;
  const name = head ? `${head.id}-${head.edition}` : 'notice';
  const hand = (file, bytes, type) => {
    save(file, bytes, type);
    app.say(t('downloaded', { name: file }));
  };
  const translations = Array.from(app.files).filter(([path]) => path.startsWith('translations/'));
  const takePack = () => hand(`${name}.tpc`, app.good.pack, 'application/octet-stream');
  const takeZip = () => {
    hand(`${name}.zip`, zip(head ? head.id : 'notice', app.files), 'application/zip');
    app.isDirty = false;
  };
  return html`
    <h2>${t('folder-pack')}</h2>
    ${app.isSound ? html`
      <p class="quiet">${t('folder-pack-about', { name: `${name}.tpc` })}</p>
      ${app.failing ? html`<p class="bad">${t('folder-failing', { count: app.failing })}</p>` : null}
      <p><button type="button" class="primary" data-take="pack" @click=${takePack}>${name}.tpc</button> ${t('folder-edition', { edition: head.edition, bytes: head.bytes })}</p>
      ${translations.map(([path, text]) => {
        const file = path.replace('translations/', `${name}.`);
        return html`<p><button type="button" data-take=${path} @click=${() => hand(file, text, 'application/json')}>${file}</button> ${t('folder-translation')}</p>`;
      })}
      <p>${t('folder-sha')}<br><code class="sha" data-sha>${head.sha256}</code></p>`
    : html`<p class="bad">${t('folder-pack-waiting')}</p>`}
    <h2>${t('folder-zip')}</h2>
    <p class="quiet">${t('folder-zip-about')}</p>
    <p><button type="button" data-take="zip" @click=${takeZip}>${name}.zip</button></p>
    <label class="tick"><input type="checkbox" data-keep .checked=${app.keep} @change=${({ target }) => app.setKeep(target.checked)}>
      <span>${t('folder-keep')}<br><span class="quiet">${t('folder-keep-about')}</span></span></label>
    <h2>${t('folder-files')}</h2>
    <ul class="listed">
      ${Array.from(app.files, ([path, text]) => html`
        <li><span>${path} <span class="quiet">${t('folder-size', { count: text.length })}</span></span>
          ${/^sources\//.test(path) && path !== 'sources/main.txt' ? html`<button type="button" class="small" @click=${() => app.remove(path)}>${t('folder-remove', { name: path })}</button>` : null}</li>`)}
    </ul>
    <form class="line" @submit=${(event) => add(event, app)}>
      <label>${t('folder-add-id')} <input name="id" autocomplete="off"></label>
      <button type="submit">${t('folder-add')}</button>
    </form>
    <h2>${t('folder-open')}</h2>
    <p class="buttons">
      <button type="button" @click=${() => app.openLast()}>${t('start-last')}</button>
      <label class="file button">${t('start-folder')}<input type="file" multiple webkitdirectory @change=${({ target }) => app.openFiles(target.files)}></label>
      <label class="file button">${t('start-files')}<input type="file" multiple @change=${({ target }) => app.openFiles(target.files)}></label>
      <button type="button" @click=${() => app.openEmpty()}>${t('start-empty')}</button>
    </p>`;
}

function add(event, app) {
  event.preventDefault();
  const { id } = event.target.elements;
  const path = `sources/${id.value.trim()}.txt`;
  if (!/^sources\/[a-z0-9-]+\.txt$/.test(path) || app.files.has(path)) {
    app.say(app.t('folder-add-refused'));
    id.focus();
    return;
  }
  id.value = '';
  app.write(new Map([[path, '\n']]));
  app.showFile(path);
}
