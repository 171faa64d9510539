/** What to prepare, what not, and what happens on the way. */

import { html, nothing } from 'lit-html';
import { stepText } from '../export/words.js';
import { answerText, backButton, button, folded, heading, help, icon, quotations, sectionOf } from './parts.js';
import { pictureOf } from './pictures.js';

/** Draws the documents alone, for a page that shows nothing else. */
export function documentsScreen(page) {
  const { t, journey, act } = page;
  return html`
    <section class="top-of-screen" data-screen="documents">
      <div class="top">${backButton(page)}</div>
      ${heading(t('documents-alone', { name: page.notice.texts.notice.name }))}
      ${documentsView(page)}
      <p class="actions">${journey.behind.length ? nothing : button(t('start-go-on'), act.start)}</p>
      ${help(page)}
    </section>`;
}

/** Draws the documents as a part of the result. */
export function documentsView(page) {
  const { t, notice, assessment } = page;
  const needed = assessment.documents.filter(({ status }) => status !== 'not-needed');
  const spared = assessment.documents.filter(({ status }) => status === 'not-needed').map(({ id }) => notice.documents.get(id));
  const questions = pictureOf(page, 'fileQuestions');
  const asked = questions === nothing ? elsewhereAsked(page) : questions;
  return sectionOf(t('documents-title'), html`
    <p class="hint">${t('documents-hint')}</p>
    ${notice.texts.phases.map(({ id, name }) => {
      const documents = needed.filter(({ phase }) => phase === id);
      return documents.length
        ? html`
          <fieldset class="phase">
            <legend><h4>${name}</h4></legend>
            ${id === 'upload' ? asked : nothing}
            ${documents.map((document) => documentRow(page, document))}
            ${folded(page, quotations(page, documents.map((document) => notice.documents.get(document.id))))}
          </fieldset>`
        : nothing;
    })}
    <div class="spared">
      <h4>${t('not-needed-title')}</h4>
      <ul>${[...spared, ...notice.texts.not_needed].map(({ name }) => html`<li>${icon('no')}<span>${name}</span></li>`)}</ul>
      ${folded(page, quotations(page, notice.texts.not_needed))}
    </div>`, 'docs', 'docs');
}

function documentRow(page, document) {
  const { t, notice, journey, act } = page;
  const { id, phase, status } = document;
  const { name, copies } = notice.documents.get(id);
  const upload = phase === 'upload';
  const slot = upload ? pictureOf(page, 'slotView', document) : nothing;
  if (slot !== nothing) return slot;
  const inHand = upload ? (journey.scans || []).some((scan) => scan.document === id) : journey.ticks.includes(id);
  return html`
    <label class="choice ${inHand ? 'chosen' : ''}" part="doc" data-document=${id} data-status=${status}>
      <input type="checkbox" .checked=${inHand}
        @change=${({ target }) => (upload ? act.setScans(id, target.checked ? [{ document: id }] : []) : act.tick(id, target.checked))}>
      <span>${copies ? t('document-copies', { name, copies }) : name}
        <em class="status ${inHand ? 'present' : status}">${t(`document-${upload ? status : inHand ? 'present' : 'to-prepare'}`)}</em></span>
    </label>`;
}

/** The questions that belong to the files rather than to the person. A later one follows from the one before it. */
function elsewhereAsked(page) {
  const { t, notice, answers, act } = page;
  const facts = notice.texts.facts.filter((fact) => fact.asked_with === 'documents');
  const shown = facts.filter((fact, index) => index === 0 || answers[facts[index - 1].id] === true);
  return html`<dl class="answers">${shown.map((fact) => html`
    <div class="row"><dt>${fact.question}</dt>
      <dd><span>${answers[fact.id] === undefined ? nothing : answerText(page, fact, answers[fact.id])}</span>
        <button type="button" class="link" data-ask=${fact.id} aria-label=${t('answer-question', { question: fact.question })}
          @click=${() => act.ask(fact.id)}>${t(answers[fact.id] === undefined ? 'answer' : 'change')}</button></dd></div>`)}</dl>`;
}

/** The steps in which the papers are reviewed, one after the other: those that one clause of the notice lists together. */
export function reviewsOf({ texts }) {
  const path = texts.steps.filter(({ kind }) => kind === 'path');
  const together = ({ clause }) => path.filter((step) => step.clause === clause);
  return path.map(together).reduce((longest, list) => (list.length > longest.length ? list : longest), []);
}

const STEP_KINDS = ['before', 'path', 'later'];

/** Draws the steps that apply to this person. */
export function stepsView(page) {
  const { t, notice } = page;
  const steps = page.steps().map((id) => notice.stepTexts.get(id));
  return sectionOf(t('steps-title'), STEP_KINDS.map((kind) => {
    const ofKind = steps.filter((step) => step.kind === kind);
    const picture = kind === 'path' ? pictureOf(page, 'pathPicture') : nothing;
    const listed = picture === nothing ? ofKind : ofKind.filter((step) => !reviewsOf(notice).includes(step));
    return ofKind.length ? html`
      <h4>${t(`steps-${kind}`)}</h4>
      ${kind === 'later' ? html`<p class="hint">${t('steps-later-hint')}</p>` : nothing}
      <div class="beside"><ul class="plain">${listed.map((step) => html`<li>${stepText(page, step)}</li>`)}</ul>${picture}</div>
      ${folded(page, quotations(page, ofKind))}` : nothing;
  }));
}
