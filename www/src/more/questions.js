/** What is asked about the files before the first is chosen: answered where they stand, without a screen in between. */

import { html, nothing } from 'lit-html';
import { UNKNOWN } from '../drafts.js';
import { folded, quotation } from '../views/parts.js';

/** The questions that stand; a later one follows from the one before it. */
function standing({ notice, answers }) {
  const facts = notice.texts.facts.filter((fact) => fact.asked_with === 'documents');
  return facts.filter((fact, index) => index === 0 || answers[facts[index - 1].id] === true);
}

/** What the answers mean for choosing files: `ask` first, `halt`, `unsure` or `open`. */
export function gateOf(page) {
  const facts = standing(page);
  if (!facts.length) return 'open';
  const answer = page.answers[facts[facts.length - 1].id];
  if (answer === undefined) return 'ask';
  if (answer === UNKNOWN) return 'unsure';
  // the first asks whether something stands in the way, the others whether it is out of the way
  return answer === (facts.length === 1) ? 'halt' : 'open';
}

/** Draws the questions, and what the answers mean. */
export function fileQuestions(page) {
  const { t, answers, host } = page;
  const gate = gateOf(page);
  const give = (fact, value) => {
    host.answers = { ...answers, [fact]: value };
    host._emit('precheck-change', host.shareAnswers ? { question: fact, answers: host.answers } : { question: fact });
  };
  const choice = (fact, value, label) => html`
    <label class="choice ${answers[fact.id] === value ? 'chosen' : ''}">
      <input type="radio" name=${fact.id} .checked=${answers[fact.id] === value} @change=${() => give(fact.id, value)}><span>${label}</span>
    </label>`;
  return html`
    <p class="hint">${t('files-about')}</p>
    ${standing(page).map((fact) => html`
      <fieldset class="file-question" data-file-question=${fact.id}>
        <legend><b>${fact.question}</b></legend>
        <p class="hint">${fact.why}</p>
        <div class="in-a-row">${choice(fact, true, t('yes'))}${choice(fact, false, t('no'))}${choice(fact, UNKNOWN, t('unsure'))}</div>
        ${folded(page, quotation(page, fact.clause))}
      </fieldset>`)}
    ${gate === 'halt' || gate === 'unsure' ? html`<p class="notice-box ${gate === 'halt' ? 'stop' : ''}" data-gate=${gate}>${t(`files-${gate}`)}</p>` : nothing}`;
}
