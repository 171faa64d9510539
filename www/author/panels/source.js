/** The notice's own text, each clause with what accounts for it, in words and in colour. */

import { html } from 'lit-html';

/** What is shown of a clause that several things account for: the first. */
const standing = (clause) => clause.as[0] || (clause.part ? 'heading' : 'nothing');

export function source(app) {
  const { t } = app;
  const sources = Object.entries(app.clauses || {});
  if (!sources.length) return html`<p>${t('source-none')}</p>`;
  const open = sources.flatMap(([, clauses]) => clauses).filter((clause) => standing(clause) === 'nothing');
  return html`
    <p class="quiet">${t('source-about')}</p>
    ${app.report.clauses ? null : html`<p class="bad">${t('source-stale')}</p>`}
    <p class=${open.length ? 'bad' : 'good'} data-open=${open.length}>${open.length ? t('source-count', { count: open.length }) : t('source-all')}</p>
    ${sources.map(([id, clauses]) => {
      const path = `sources/${id}.txt`;
      const text = app.files.get(path) || '';
      const { title } = (app.good && app.good.report.texts.sources[id]) || {};
      return html`
        <h2 class="of-source">${title || path}</h2>
        ${clauses.map((clause) => one(app, path, text, clause))}`;
    })}`;
}

function one(app, path, text, clause) {
  const { t } = app;
  const as = standing(clause);
  const line = text.slice(0, clause.start).split('\n').length;
  // a part's range holds its paragraphs, which are shown for themselves
  const words = text.slice(clause.start, clause.end);
  const shown = clause.part ? words.split('\n')[0] : words;
  return html`
    <details class="clause as-${as}" data-clause=${clause.id} data-as=${as}>
      <summary>
        <span class="labels">${(clause.as.length ? clause.as : [as]).map((role) => html`<span class="label as-${role}">${t(`as-${role}`)}</span>`)}</span>
        <span class="id">${clause.id.split('/')[1]}</span>
        <span class="text" lang="zh-Hans">${shown}</span>
      </summary>
      ${as === 'nothing' ? html`<p class="bad">${t('source-uncited')}</p>` : null}
      <ul class="by">
        ${clause.by.map((cite) => html`
          <li><button type="button" class="small" @click=${() => app.go('notice.toml', cite.line)}>${t('place', { file: 'notice.toml', line: cite.line })}</button>
            <code>[[${cite.table}]]</code> ${cite.id}</li>`)}
        <li><button type="button" class="small" @click=${() => app.go(path, line)}>${t('place', { file: path, line })}</button></li>
      </ul>
    </details>`;
}
