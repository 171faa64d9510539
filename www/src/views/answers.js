/** The answers as a list to change, and what everybody is told before the result is used. */

import { html, nothing } from 'lit-html';
import { formatDate } from '../dates.js';
import { answerText, enumeration, folded, knownText, quotations, row, sectionOf } from './parts.js';

/** Draws what was answered, as far as it concerns this person, with what the notice itself has settled. */
export function answersList(page) {
  const { t, notice, answers, assessment, journey, today, act } = page;
  const concern = page.applicable();
  const known = assessment.known || [];
  const given = notice.texts.facts.filter(({ id }) => answers[id] !== undefined && concern.includes(id));
  return html`
    <dl class="answers">
      ${page.routes.length > page.usualRoutes.length
        ? row(page, t('routes-title'), enumeration(page, journey.interest.map((id) => notice.route(id).name)), act.askRoutes) : nothing}
      ${row(page, t('day-title'), formatDate(today, t), act.askDay)}
      ${given.map((fact) => row(page, fact.question, answerText(page, fact, answers[fact.id]), () => act.ask(fact.id), fact.id))}
      ${known.map((told) => row(page, notice.fact(told.fact).question, knownText(page, told)))}
    </dl>`;
}

/** What everybody is told before the result is used. */
export function cautions(page) {
  const list = page.notice.texts.cautions;
  return list.length ? sectionOf(page.t('caution-title'), html`
    ${list.map(({ text }) => html`<p>${text}</p>`)}
    ${folded(page, quotations(page, list))}`, 'caution') : nothing;
}
