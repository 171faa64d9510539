/** One question, or the day that everything is counted to. */

import { html, nothing } from 'lit-html';
import { dateFields, formatDate } from '../dates.js';
import { UNKNOWN, draftOf } from '../drafts.js';
import { questionsAfter, returnsTo } from '../journey.js';
import {
  backButton, bigButton, button, citation, dateInputs, describedBy, form, heading, problemLine, problemSummary, quotation,
} from './parts.js';

/** Draws the question that the journey has come to. */
export function questionView(page) {
  const { t, notice, journey, act } = page;
  const { fact: id, refine } = journey.place;
  const fact = notice.fact(id);
  const draft = journey.draft || draftOf(fact, journey.answers[id]);
  const hint = refine ? t('refine-hint', { month: formatDate(journey.answers[id], t) }) : fact.hint;
  return html`
    <section class="top-of-screen" part="question" data-screen="question" data-question=${id} ?data-refine=${refine}>
      <div class="top">${backButton(page)}<p class="progress" part="progress">${progress(page)}</p></div>
      ${problemSummary(page)}
      ${form(act.answer, html`
        <fieldset role=${isChosen(fact) ? 'radiogroup' : nothing} aria-invalid=${isChosen(fact) && journey.problem ? 'true' : nothing}
          aria-describedby=${describedBy(page, hint && 'hint')}>
          <legend>${heading(refine ? t('refine-title') : fact.question)}</legend>
          ${refine ? html`<p class="subject">${fact.question}</p>` : nothing}
          ${hint ? html`<p class="hint" part="hint" id="hint">${hint}</p>` : nothing}
          ${inputs(page, fact, draft, refine)}
        </fieldset>
        ${why(page, fact)}
        <p class="actions">${bigButton(t('continue'))}${refine ? button(t('refine-skip'), act.skip) : nothing}</p>`)}
    </section>`;
}

/** Draws the question for the day that years and windows are counted to. */
export function dayView(page) {
  const { t, journey, today, act } = page;
  const draft = journey.draft || dateFields(today);
  return html`
    <section class="top-of-screen" part="question" data-screen="day">
      <div class="top">${backButton(page)}</div>
      ${problemSummary(page)}
      ${form(act.setDay, html`
        <fieldset aria-describedby=${describedBy(page, 'hint')}>
          <legend>${heading(t('day-title'))}</legend>
          <p class="hint" part="hint" id="hint">${t('day-hint')}</p>
          ${problemLine(page)}
          ${dateInputs(page, draft, { dayNeeded: true, hint: 'hint' })}
        </fieldset>
        <p class="actions">${bigButton(t('day-save'))}</p>`)}
    </section>`;
}

function progress({ t, journey, assessment }) {
  if (journey.place.refine) return t('progress-refine');
  const count = questionsAfter(journey, assessment);
  const rest = returnsTo(journey);
  if (count > 0 && rest !== 'documents') return t('progress', { count });
  return t(rest ? `progress-to-${rest}` : 'progress-last');
}

function isChosen({ kind }) {
  return kind !== 'date' && kind !== 'number';
}

function inputs(page, fact, draft, refine) {
  switch (fact.kind) {
    case 'date': return dateQuestion(page, draft, refine);
    case 'number': return numberQuestion(page, draft, fact);
    case 'yes-no':
      return choices(page, draft, [
        { id: 'yes', label: page.t('yes') }, { id: 'no', label: page.t('no') }, { id: UNKNOWN, label: page.t('unsure') },
      ]);
    default: return choices(page, draft, withUnsure(page, fact));
  }
}

/** The choices, with "don't know" last, or said at the choice that it stands for. */
function withUnsure({ t }, fact) {
  if (!fact.unsure) return [...fact.choices, { id: UNKNOWN, label: t('unsure') }];
  return fact.choices.map((choice) => (choice.id === fact.unsure
    ? { ...choice, label: t('unsure-also', { label: choice.label }) } : choice));
}

function choices(page, draft, list) {
  const many = list.length > 7;
  return html`
    ${problemLine(page)}
    <div class="choices ${many ? 'many' : ''}">
      ${list.map(({ id, label, hint }, index) => html`
        <label class="choice ${draft.choice === id ? 'chosen' : ''} ${id === UNKNOWN ? 'apart' : ''}" part="option">
          <input type="radio" name="choice" id="choice-${index}" value=${id} .checked=${draft.choice === id}
            @change=${() => page.act.type({ choice: id })}>
          <span>${label}${hint ? html`<small>${hint}</small>` : nothing}</span>
        </label>`)}
    </div>`;
}

function dateQuestion(page, draft, refine) {
  const { t } = page;
  return html`
    ${refine ? nothing : html`<p class="hint" id="date-hint">${t('date-hint')}</p>`}
    ${problemLine(page)}
    ${dateInputs(page, draft, { dayNeeded: refine, hint: refine ? 'hint' : 'date-hint', disabled: draft.unsure })}
    ${refine ? nothing : unsureBox(page, draft)}`;
}

function numberQuestion(page, draft, fact) {
  const { t, journey } = page;
  return html`
    ${problemLine(page)}
    <label class="date-field number">
      <span id="number-hint">${t('number-hint')}</span>
      <input part="input" id="number" class="narrow" inputmode="numeric" autocomplete="off" ?disabled=${draft.unsure}
        .value=${draft.number} aria-label=${fact.question} aria-invalid=${journey.problem ? 'true' : nothing}
        aria-describedby=${describedBy(page, 'number-hint')}
        @input=${({ target }) => page.act.type({ ...draft, number: target.value })}>
    </label>
    ${unsureBox(page, draft)}`;
}

function unsureBox(page, draft) {
  return html`
    <label class="choice apart ${draft.unsure ? 'chosen' : ''}" part="option">
      <input type="checkbox" id="unsure" .checked=${Boolean(draft.unsure)}
        @change=${({ target }) => page.act.type({ ...draft, unsure: target.checked })}>
      <span>${page.t('unsure')}</span>
    </label>`;
}

function why(page, fact) {
  return html`
    <details class="why" part="why">
      <summary>${page.t('why-title')}</summary>
      <p>${fact.why}</p>
      ${page.notice.verbatim(fact.clause) ? quotation(page, fact.clause) : citation(page, { clause: fact.clause })}
    </details>`;
}
