/** The result: a headline, what to heed, a card a route, documents, steps, and the answers it came from. */

import { html, nothing } from 'lit';
import { formatDate } from '../dates.js';
import { ranked, standingOf } from '../standing.js';
import { documentsView, stepsView } from './documents.js';
import { answerText, backButton, citation, enumeration, folded, heading, quotation, quotations, verdictTag } from './parts.js';
import { routeCard } from './route.js';

/** Draws the result. */
export function resultView(page) {
  const { t, assessment, today, act, journey } = page;
  const shown = ranked(assessment.routes.filter(({ id }) => page.routes.includes(id)));
  const looked = shown.filter((route) => journey.interest.includes(route.id) || route.verdict === 'met');
  const others = shown.filter((route) => !looked.includes(route));
  const open = looked.filter((route) => standingOf(route) !== 'no');
  // where there is nothing better, nothing is folded away
  const closed = open.length ? looked.filter((route) => standingOf(route) === 'no') : [];
  const cards = (list) => list.map((route) => routeCard({ ...page, cards: shown }, route));
  return html`
    <section part="result" data-screen="result">
      <div class="top">${backButton(page)}</div>
      <div part="summary">
        ${heading(headline(page, looked))}
        <p class="day"><span data-day=${today}>${t('day-counted', { day: formatDate(today, t) })}</span>
          <button type="button" class="link" @click=${act.askDay}>${t('change')}</button></p>
        <p class="small">${basisLine(page)}</p>
        <p class="banner" part="banner">${t('result-limits')}</p>
      </div>
      ${cautions(page)}
      ${exclusive(page)}
      ${warnings(page)}
      ${overview(page, looked)}
      ${cards(open.length ? open : looked)}
      ${closed.length ? html`
        <details class="others">
          <summary>${t('closed-routes', { count: closed.length })}</summary>
          ${cards(closed)}
        </details>` : nothing}
      ${others.length ? html`
        <details class="others">
          <summary>${t('other-routes', { count: others.length })}</summary>
          <p class="hint">${t('other-routes-hint')}</p>
          ${cards(others)}
        </details>` : nothing}
      ${documentsView(page)}
      ${stepsView(page)}
      ${answersView(page)}
      <p class="actions" part="actions"><button type="button" class="secondary" part="button-secondary" @click=${act.restart}>${t('restart')}</button></p>
      <p class="small">${t('restart-hint')}</p>
    </section>`;
}

function headline({ t, assessment }, looked) {
  const met = looked.filter(({ verdict }) => verdict === 'met');
  const inTime = met.filter(({ window }) => window.state !== 'closed');
  if (assessment.exclusive_choice.length) return t('result-choose', { count: met.length });
  if (inTime.length) return t('result-some', { count: inTime.length });
  return t(met.length ? 'result-none-closed' : 'result-none');
}

/** The routes and their results in short; each leads to its card. */
function overview(page, routes) {
  const { t, notice, act } = page;
  return html`
    <section class="block">
      <h3>${t('overview-title')}</h3>
      <ul class="overview">
        ${routes.map((route) => html`
          <li><button type="button" @click=${() => act.showCard(route.id)}>
            <span>${notice.route(route.id).name}</span>${verdictTag(page, standingOf(route))}
          </button></li>`)}
      </ul>
    </section>`;
}

/** What everybody is told before the result is used. */
function cautions(page) {
  const list = page.notice.texts.cautions;
  return list.length ? html`
    <section class="block caution" part="banner">
      <h3>${page.t('caution-title')}</h3>
      ${list.map(({ text }) => html`<p>${text}</p>`)}
      ${folded(page, quotations(page, list))}
    </section>` : nothing;
}

function exclusive(page) {
  const { t, notice, assessment } = page;
  const chosen = assessment.exclusive_choice;
  if (!chosen.length) return nothing;
  const kinds = Array.from(new Set(chosen.map((id) => notice.route(id).kind)));
  const rules = notice.texts.exclusivities.filter((rule) => rule.kinds.every((kind) => kinds.includes(kind)));
  return html`
    <section class="block caution" part="banner" data-exclusive>
      <h3>${t('exclusive-title')}</h3>
      <p>${t('exclusive-about')}</p>
      <ul class="plain">
        ${kinds.map((kind) => {
          const routes = chosen.map((id) => notice.route(id)).filter((route) => route.kind === kind);
          return html`<li>${t('exclusive-kind', { kind: routes[0].kind_name, routes: enumeration(page, routes.map(({ name }) => name)) })}</li>`;
        })}
      </ul>
      ${rules.map((rule) => citation(page, rule))}
    </section>`;
}

function warnings(page) {
  const { t, notice, assessment } = page;
  if (!assessment.warnings.length) return nothing;
  return html`
    <section class="block caution" part="banner">
      <h3>${t('warning-title')}</h3>
      ${assessment.warnings.map(({ kind }) => {
        const { text, clause, quote } = notice.texts.warnings[kind];
        return html`<p>${text}</p>${quotation(page, clause, quote)}`;
      })}
    </section>`;
}

function answersView(page) {
  const { t, notice, answers, act } = page;
  const given = notice.texts.facts.filter(({ id }) => answers[id] !== undefined);
  return html`
    <section class="block">
      <h3>${t('answers-title')}</h3>
      ${given.length ? html`
        <dl class="answers">
          ${given.map((fact) => html`
            <div class="row"><dt>${fact.question}</dt>
              <dd><span>${answerText(page, fact, answers[fact.id])}</span>
                <button type="button" class="link" data-change=${fact.id} aria-label=${t('answers-change', { question: fact.question })}
                  @click=${() => act.ask(fact.id)}>${t('change')}</button></dd></div>`)}
        </dl>` : html`<p>${t('answers-none')}</p>`}
    </section>`;
}

function basisLine({ t, notice, assessment }) {
  const { title } = notice.source('main');
  return t('result-basis', {
    title,
    issued: formatDate(notice.texts.notice.issued, t),
    edition: assessment.notice.edition,
    hash: assessment.notice.sha256.slice(0, 8),
  });
}
