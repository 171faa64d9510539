/**
 * Turns what stands in a question's fields (a draft) into an answer on the wire, and back.
 *
 * A draft is `{ choice }`, `{ number, unsure }` or `{ year, month, day, unsure }`, all as typed; nothing typed is ever lost to an error.
 */

import { dateFields, readDate, readNumber } from './dates.js';

/** The answer "don't know". */
export const UNKNOWN = 'unknown';

const YES_NO = { yes: true, no: false };

/** The draft that shows an answer, or an empty one. */
export function draftOf(fact, answer) {
  switch (fact.kind) {
    case 'date':
      return { ...dateFields(answer === UNKNOWN ? '' : answer), unsure: answer === UNKNOWN };
    case 'number':
      return { number: typeof answer === 'number' ? String(answer) : '', unsure: answer === UNKNOWN };
    case 'yes-no':
      return { choice: answer === true ? 'yes' : answer === false ? 'no' : answer };
    default:
      return { choice: answer };
  }
}

/**
 * The answer that a draft holds: `{ value }`, or `{ problem, field }`, both catalog and field ids.
 *
 * With `dayNeeded` a date must have its day.
 */
export function readDraft(fact, draft, { dayNeeded = false } = {}) {
  if (draft.unsure) return { value: UNKNOWN };
  switch (fact.kind) {
    case 'date':
      return readDate(draft, { dayNeeded });
    case 'number':
      return { field: 'number', ...readNumber(draft.number) };
    case 'yes-no':
      if (!draft.choice) return { problem: 'choice-empty', field: 'choice-0' };
      return { value: draft.choice === UNKNOWN ? UNKNOWN : YES_NO[draft.choice] };
    default:
      return draft.choice ? { value: draft.choice } : { problem: 'choice-empty', field: 'choice-0' };
  }
}

/** The value on the wire of an answer written in an attribute. */
function presetValue(fact, text) {
  if (text === UNKNOWN) return UNKNOWN;
  switch (fact.kind) {
    case 'yes-no': return text in YES_NO ? YES_NO[text] : text === 'true' || (text === 'false' ? false : text);
    case 'number': return Number(text);
    default: return text;
  }
}

/** The answers of `series=health;workplace=akto`; none at all if `check` throws at them. */
export function presetAnswers(notice, preset, check) {
  const answers = {};
  for (const pair of (preset || '').split(/[;,\s]+/).filter(Boolean)) {
    const [id, text = ''] = pair.split('=');
    const fact = notice.fact(id);
    answers[id] = fact ? presetValue(fact, text) : text;
  }
  try {
    check(answers);
    return answers;
  } catch (error) {
    console.warn(`title-precheck: preset is not taken: ${error.message}`);
    return {};
  }
}
