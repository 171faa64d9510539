/** The page around the panels: what stands above, the texts, the tabs. */

import { html } from 'lit-html';
import { PANELS } from './panels/index.js';
import { startView } from './panels/start.js';
import { tabs } from './tabs.js';

/** The whole page. */
export function frame(app) {
  const { t } = app;
  return html`
    <header class="top">
      <h1>${t('title')}</h1>
      ${app.files && standing(app)}
      <button type="button" class="plain" lang=${app.language === 'en' ? 'zh-Hans-CN' : 'en'} @click=${() => app.speak(app.language === 'en' ? 'zh' : 'en')}>${t('language')}</button>
    </header>
    <p class="said" role="status">${app.said}</p>
    ${app.files ? desk(app) : startView(app)}`;
}

/** How things stand: what is wrong, what the cases say. */
function standing(app) {
  const { t } = app;
  const { cases } = app.cases || {};
  const passed = cases && cases.length - app.failing;
  const [errors, warnings] = [app.count('error'), app.count('warning')];
  return html`
    <p class="status" data-checking=${String(Boolean(app.isChecking))} data-errors=${errors} data-warnings=${warnings}>
      <span class=${errors || app.failing ? 'bad' : ''}>${t('status', {
        errors, warnings, cases: cases && app.isSound ? t('status-cases', { passed, all: cases.length }) : t('status-no-cases'),
      })}</span>
      <span class="quiet">${app.isChecking ? t('checking') : t('ready')}</span>
    </p>`;
}

/** The texts, and what stands beside them. */
function desk(app) {
  const { t } = app;
  const faulty = (path) => new Set(app.faults.filter(({ file, severity }) => file === path && severity === 'error').map(({ line, column }) => `${line} ${column}`)).size;
  const files = Array.from(app.files.keys(), (path) => ({
    id: path, label: path.replace(/^sources\//, ''), count: faulty(path),
  }));
  const panels = Object.keys(PANELS).map((id) => ({ id, label: t(`panel-${id}`), count: { faults: app.listed.length, cases: app.failing }[id] }));
  return html`
    <main class="desk">
      <section class="write" aria-label=${t('files')}>
        ${tabs({ name: 'file', label: t('files'), items: files, selected: app.file, choose: (path) => app.showFile(path) })}
        <div class="editor" id="file-panel" role="tabpanel" aria-labelledby="file-tab-${files.findIndex(({ id }) => id === app.file)}">${app.editorHost}</div>
      </section>
      <section class="see" aria-label=${t('panels')}>
        ${tabs({ name: 'view', label: t('panels'), items: panels, selected: app.panel, choose: (panel) => app.showPanel(panel) })}
        <div class="panel" id="view-panel" role="tabpanel" tabindex="0" aria-labelledby="view-tab-${panels.findIndex(({ id }) => id === app.panel)}" data-panel=${app.panel}>
          ${Object.entries(PANELS).map(([id, panel]) => (
            // the preview stays where it is, so that it keeps its place
            id === 'preview' ? html`<div ?hidden=${app.panel !== id}>${panel(app)}</div>` : app.panel === id ? panel(app) : null))}
        </div>
      </section>
    </main>`;
}
