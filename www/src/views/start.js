/** The screens before the first question: what this is and is not, an answer code, and which routes to look at. */

import { html, nothing } from 'lit-html';
import { basisLine } from '../export/words.js';
import {
  backButton, bigButton, button, citation, dayLine, describedBy, form, heading, help, overYear, problemLine, problemSummary, quotation, sectionOf, translated,
} from './parts.js';

/** Draws the start. */
export function startView(page) {
  const { t, notice, saved, act } = page;
  const { name } = notice.texts.notice;
  return html`
    <section class="top-of-screen" part="start" data-screen="start">
      ${overYear(page)}
      ${heading(t('start-title', { name }))}
      <p class="lead">${t('start-about')}</p>
      <ul class="plain start-notes">
        <li>${t('start-effort')}</li>
        <li>${t('start-privacy')}</li>
        <li>${t('start-limits')}</li>
      </ul>
      <p class="actions">
        ${bigButton(t('start-go'), act.start)}
        ${saved ? button(t('start-resume', { count: Object.keys(saved.answers).length }), act.resume) : nothing}
      </p>
      <p>${button(t('start-code'), act.askCode, 'link')}</p>
      ${dayLine(page)}
      ${windows(page)}
      ${bars(page)}
      ${help(page)}
      <p class="small basis-line" part="footer">${basisLine(page)}</p>
    </section>`;
}

/** When one can file at all: the notice's own sentences by kind of route, days first, and none that another holds. */
function windows(page) {
  const { t, notice } = page;
  const kinds = new Map(notice.texts.routes.map(({ window, kind_name: kind }) => [window, kind]));
  return sectionOf(t('start-windows'), Array.from(kinds, ([window, kind]) => {
    const rules = notice.texts.windows[window];
    const dated = ({ opens, rounds }) => opens || rounds;
    const quotes = [...rules.filter(dated), ...rules.filter((rule) => !dated(rule))].map(({ clause, quote }) => notice.verbatim(clause, quote));
    const whole = quotes.filter((quote, index) => quotes.indexOf(quote) === index && !quotes.some((other) => other !== quote && other.includes(quote)));
    return html`<h4>${kind}</h4>${whole.map((quote) => html`<q lang="zh-Hans" dir="ltr">${quote}</q>${translated(page, quote)}`)}`;
  }));
}

/** The conditions that stand on every route. */
function bars(page) {
  const { t, notice, assessment } = page;
  const [first, ...others] = assessment.routes;
  const common = first.findings.filter(({ criterion }) => criterion
    && others.every(({ findings }) => findings.some((finding) => finding.criterion === criterion)));
  return sectionOf(t('start-bars'), html`
    <ul class="plain">${common.map((finding) => html`<li>${notice.test(finding).label}</li>`)}</ul>
    <details class="source"><summary>${t('see-quote')}</summary>${common.map((finding) => citation(page, notice.test(finding)))}</details>`);
}

/** Draws the question which routes to look at; the ordinary ones are one choice. */
export function routesView(page) {
  const { t, notice, journey, usualRoutes, act } = page;
  const chosen = journey.interest;
  const groups = [usualRoutes, ...page.routes.filter((id) => !usualRoutes.includes(id)).map((id) => [id])];
  const has = (ids) => ids.every((id) => chosen.includes(id));
  const choose = (ids, wanted) => act.choose(page.routes.filter((id) => (ids.includes(id) ? wanted : chosen.includes(id))));
  const box = (id, label, hint, checked, change) => html`
    <label class="choice ${checked ? 'chosen' : ''}" part="option">
      <input type="checkbox" id=${id} aria-invalid=${journey.problem ? 'true' : nothing} .checked=${checked} @change=${({ target }) => change(target.checked)}>
      <span>${label}<small>${hint}</small></span>
    </label>`;
  return html`
    <section class="top-of-screen" part="question" data-screen="routes">
      <div class="top">${backButton(page)}</div>
      ${problemSummary(page)}
      ${form(act.chosen, html`
        <fieldset aria-describedby=${describedBy(page, 'hint')}>
          <legend>${heading(t('routes-title'))}</legend>
          <p class="hint" part="hint" id="hint">${t('routes-hint')}</p>
          ${problemLine(page)}
          <div class="choices">
            ${groups.map((ids, index) => box(
              `route-${index}`,
              index ? notice.route(ids[0]).name : t('routes-usual'),
              index ? notice.route(ids[0]).about : ids.map((id) => notice.route(id).name).join(t('list-separator')),
              has(ids), (wanted) => choose(ids, wanted),
            ))}
            ${box('route-all', t('routes-unsure'), t('routes-unsure-hint'), has(page.routes),
              (wanted) => act.choose(wanted ? page.routes : usualRoutes))}
          </div>
        </fieldset>
        <p class="actions">${bigButton(t('continue'))}</p>`)}
    </section>`;
}

/** Draws the field for an answer code. */
export function codeView(page) {
  const { t, journey, act } = page;
  const { code = '' } = journey.draft || {};
  return html`
    <section class="top-of-screen" part="question" data-screen="code">
      <div class="top">${backButton(page)}</div>
      ${problemSummary(page)}
      ${form(act.readCode, html`
        ${heading(html`<label for="code">${t('code-title')}</label>`)}
        <p class="hint" part="hint" id="hint">${t('code-hint')}</p>
        ${problemLine(page)}
        <input part="input" id="code" class="code-field" dir="ltr" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="80"
          .value=${code} aria-invalid=${journey.problem ? 'true' : nothing} aria-describedby=${describedBy(page, 'hint')}
          @input=${({ target }) => act.type({ code: target.value })}>
        <p class="actions">${bigButton(t('code-go'))}</p>`)}
    </section>`;
}
