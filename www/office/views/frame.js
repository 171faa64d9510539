/** The whole page: what stands above, and the step that the person is at. */

import { html } from 'lit-html';
import { columnsView } from './columns.js';
import { LISTS, picker, startView } from './start.js';
import { runningView } from './running.js';
import { tableView } from './table.js';

const STEPS = { start: startView, columns: columnsView, running: runningView, table: tableView };

export function frame(app) {
  const { t } = app;
  return html`
    <header class="top">
      <h1>${t('title')}</h1>
      ${app.list && app.step !== 'running' ? picker(app, { label: t('choose-other'), name: 'list', accept: LISTS, style: 'plain' }) : null}
      <button type="button" class="plain" lang=${app.language === 'en' ? 'zh-Hans-CN' : 'en'} @click=${() => app.speak(app.language === 'en' ? 'zh' : 'en')}>${t('language')}</button>
    </header>
    <p class="said" role="status">${app.said}</p>
    ${app.problem ? problem(app) : null}
    ${app.reading ? html`<p class="reading" data-reading>${t('reading')} ${app.reading.people ? t('reading-rows', app.reading) : null}</p>` : null}
    <main data-step=${app.step}>${STEPS[app.step](app)}</main>
    <footer class="quiet">
      <p>${t('limits')} ${app.language === 'en' ? t('unreviewed') : null}</p>
    </footer>`;
}

function problem(app) {
  const { t } = app;
  const { text, why, kept } = app.problem;
  return html`
    <section class="problem" tabindex="-1" aria-labelledby="problem-title" data-problem>
      <p id="problem-title"><b>${t('failed-title')}</b></p>
      <p>${text}</p>
      ${why ? html`<p class="quiet">${why}</p>` : null}
      ${kept ? html`<p>${t('failed-kept')}</p>` : null}
    </section>`;
}
