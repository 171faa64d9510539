/** What to prepare, what not, and what happens on the way. */

import { html, nothing } from 'lit';
import { answerText, folded, quotations } from './parts.js';

/** Draws the documents by phase, with boxes to tick. */
export function documentsView(page) {
  const { t, notice, assessment } = page;
  const needed = assessment.documents.filter(({ status }) => status !== 'not-needed');
  return html`
    <section class="block" part="docs">
      <h3>${t('documents-title')}</h3>
      <p class="hint">${t('documents-hint')}</p>
      ${notice.texts.phases.map(({ id, name }) => {
        const documents = needed.filter(({ phase }) => phase === id);
        return documents.length
          ? html`
            <fieldset class="phase">
              <legend><h4>${name}</h4></legend>
              ${documents.map((document) => documentRow(page, document))}
              ${folded(page, quotations(page, documents.map((document) => notice.documents.get(document.id))))}
            </fieldset>`
          : nothing;
      })}
      ${elsewhereAsked(page)}
      <h4>${t('not-needed-title')}</h4>
      <ul class="plain">
        ${assessment.documents.filter(({ status }) => status === 'not-needed').map(({ id }) => html`<li>${notice.documents.get(id).name}</li>`)}
        ${notice.texts.not_needed.map(({ name }) => html`<li>${name}</li>`)}
      </ul>
      ${folded(page, quotations(page, notice.texts.not_needed))}
    </section>`;
}

function documentRow(page, { id, phase, status }) {
  const { t, notice, journey, act, answers } = page;
  const { name, copies } = notice.documents.get(id);
  const upload = phase === 'upload';
  const inHand = upload ? (journey.scans || []).includes(id) : journey.ticks.includes(id);
  return html`
    <label class="choice ${inHand ? 'chosen' : ''}" part="doc" data-document=${id} data-status=${status}>
      <input type="checkbox" .checked=${inHand}
        @change=${({ target }) => (upload ? act.tickScan(id, target.checked) : act.tick(id, target.checked))}>
      <span>${copies ? t('document-copies', { name, copies }) : name}
        <em class="status ${inHand ? 'present' : status}">${statusText(t, { status, upload, inHand })}</em></span>
    </label>`;
}

function statusText(t, { status, upload, inHand }) {
  if (!upload) return t(inHand ? 'document-present' : 'document-to-prepare');
  return t(`document-${status}`);
}

/** The questions that belong to the files rather than to the person. A later one follows from the one before it. */
function elsewhereAsked(page) {
  const { t, notice, answers, act } = page;
  const facts = notice.texts.facts.filter((fact) => fact.asked_with === 'documents');
  const shown = facts.filter((fact, index) => index === 0 || answers[facts[index - 1].id] === true);
  return shown.map((fact) => html`
    <div class="row"><span>${fact.question}</span>
      <span><span>${answers[fact.id] === undefined ? nothing : answerText(page, fact, answers[fact.id])}</span>
        <button type="button" class="link" data-ask=${fact.id} aria-label=${t('answer-question', { question: fact.question })}
          @click=${() => act.ask(fact.id)}>${t(answers[fact.id] === undefined ? 'answer' : 'change')}</button></span></div>`);
}

const STEP_KINDS = ['before', 'path', 'later'];

/** Draws the steps that apply to this person. */
export function stepsView(page) {
  const { t, notice } = page;
  const steps = page.steps.map((id) => notice.stepTexts.get(id));
  return html`
    <section class="block">
      <h3>${t('steps-title')}</h3>
      ${STEP_KINDS.map((kind) => {
        const ofKind = steps.filter((step) => step.kind === kind);
        return ofKind.length ? html`
          <h4>${t(`steps-${kind}`)}</h4>
          ${kind === 'later' ? html`<p class="hint">${t('steps-later-hint')}</p>` : nothing}
          <ol class=${kind === 'path' ? 'steps' : 'plain'}>${ofKind.map((step) => html`<li>${step.name}</li>`)}</ol>
          ${folded(page, quotations(page, ofKind))}` : nothing;
      })}
    </section>`;
}
