/** The result: a headline, what to heed, a card a route, documents, steps, the answers it came from, and the ways out. */

import { html, nothing } from 'lit-html';
import { canPrint } from '../export/userAgent.js';
import { basisLine, headline, limits, windowText } from '../export/words.js';
import { ranked, standingOf } from '../standing.js';
import { answersList, cautions } from './answers.js';
import { documentsView, stepsView } from './documents.js';
import {
  backButton, button, citation, contacts, dayLine, enumeration, heading, overYear, quotation, sectionOf, verdictTag,
} from './parts.js';
import { pictureOf } from './pictures.js';
import { routeCard } from './route.js';

/** Draws the result, a piece at a time: all of it at once would keep a slow processor from everything else. */
export function resultView(page) {
  const { t, assessment, act, journey, piece } = page;
  const shown = ranked(assessment.routes.filter(({ id }) => page.routes.includes(id)));
  const looked = shown.filter((route) => journey.interest.includes(route.id) || route.verdict === 'met');
  const others = shown.filter((route) => !looked.includes(route));
  const open = looked.filter((route) => standingOf(route) !== 'no');
  // where there is nothing better, nothing is folded away
  const closed = open.length ? looked.filter((route) => standingOf(route) === 'no') : [];
  const cards = (list) => list.map((route) => piece(() => routeCard({ ...page, cards: shown }, route)));
  const fold = (key, list, content) => (list.length ? html`
    <details class="others"><summary>${t(key, { count: list.length })}</summary>${content}${cards(list)}</details>` : nothing);
  return html`
    <section class="top-of-screen" part="result" data-screen="result">
      <div class="top">${backButton(page)}</div>
      ${overYear(page)}
      ${piece(() => html`
        <div part="summary">
          ${heading(headline(page, looked))}
          ${dayLine(page)}
          <p class="small" part="footer">${basisLine(page)}</p>
          <p class="small">${limits(page)}</p>
          ${pictureOf(page, 'printHead')}
          <p class="parts-nav">${[['documents-title', 'docs'], ['answers-title', 'given'], ['ways-title', 'ways']].map(([key, part]) => button(t(key), () => act.showPart(part), 'link'))}</p>
        </div>
        ${exclusive(page)}
        ${warnings(page)}`)}
      ${piece(() => html`<div class="beside">${overview(page, looked)}${pictureOf({ ...page, looked }, 'timelinePicture')}</div>`)}
      <div class="cards">
        ${cards(open.length ? open : looked)}
        ${fold('closed-routes', closed, nothing)}
        ${fold('other-routes', others, html`<p class="hint">${t('other-routes-hint')}</p>`)}
      </div>
      ${piece(() => documentsView(page))}
      ${piece(() => stepsView(page))}
      ${piece(() => html`${contacts(page)}${cautions(page)}`)}
      ${piece(() => sectionOf(t('answers-title'), answersList(page), 'given-answers', 'given'))}
      ${piece(() => ways(page))}
    </section>`;
}

/** The routes and their results in short; each leads to its card. */
function overview(page, routes) {
  const { t, notice, act } = page;
  return sectionOf(t('overview-title'), html`
    <ul class="overview">
      ${routes.map((route) => html`
        <li><button type="button" @click=${() => act.showCard(route.id)}>
          <span class="name">${notice.route(route.id).name}</span>${verdictTag(page, route)}
          ${standingOf(route) === 'no' ? nothing : html`<small>${windowText(page, route)}</small>`}
        </button></li>`)}
    </ul>`);
}

function exclusive(page) {
  const { t, notice, assessment } = page;
  const chosen = assessment.exclusive_choice;
  if (!chosen.length) return nothing;
  const kinds = Array.from(new Set(chosen.map((id) => notice.route(id).kind)));
  const rules = notice.texts.exclusivities.filter((rule) => rule.kinds.every((kind) => kinds.includes(kind)));
  return html`
    <section class="notice-box" part="banner" data-exclusive>
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
    <section class="notice-box" part="banner">
      <h3>${t('warning-title')}</h3>
      ${assessment.warnings.map(({ kind }) => {
        const { text, clause, quote } = notice.texts.warnings[kind];
        return html`<p>${text}</p>${quotation(page, clause, quote)}`;
      })}
    </section>`;
}

/** Printing, copying, keeping, and the end of it. The sibling script brings all but the end. */
function ways(page) {
  const { t, more, act } = page;
  return html`
    ${more === 'failed' ? sectionOf(t('take-title'), html`
      <p>${t('take-failed')}</p>
      <p class="actions">${button(t('take-again'), act.fetchAgain)}${canPrint(window.navigator.userAgent) ? button(t('take-print'), act.print) : nothing}</p>`, 'screen-only', 'ways') : pictureOf(page, 'takePanel')}
    <section class="block screen-only" part="actions">
      <p class="actions">${button(t('restart'), act.restart)}</p>
      <p class="small">${t('restart-hint')}</p>
    </section>`;
}
