/**
 * Answers as a code short enough to write down, to carry them to another device; nobody can be known from it.
 *
 * The code is one number in base 31: `SEAL` times a mixed-radix number, whose digits are, lowest first:
 *
 * ```text
 * radix             digit
 * EDITIONS          which notice and edition, with its facts and choices
 * then for each fact
 * 2 + its choices   0 unanswered, 1 unknown, 2… its choices (of a date: the years)
 * 12, 32            only where a date has a year: the month less 1; the day, 0 if not given
 * ```
 * The facts come in the notice's order, but dates and numbers after the others and the sanction last: at the high end what is unanswered takes no
 * room. One symbol that is changed, or two neighbours that change places, change the number by less than 31 times a power of 31, or by 30 times
 * that: never by a multiple of the prime `SEAL`.
 */

import { dateFields, readDate } from '../dates.js';
import { UNKNOWN } from '../drafts.js';

// without 0 and O, 1 and I and L
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const BASE = ALPHABET.length;
const LONGEST = 36;
// both prime; together the most that leaves room for every question of 2021 answered in 31 symbols, which groups of six hold
const SEAL = 127;
const EDITIONS = 599;

/** Whether a fact's answer leaves the page only when the person says so. */
export function isSanction({ id }) {
  return /^sanction\b/.test(id);
}

const range = (first, last) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

/** What can stand as an answer, in the order of its digits; of a date only the year. */
function valuesOf({ kind, choices }) {
  const options = { date: () => range(1950, 2100), number: () => range(0, 99), 'yes-no': () => [false, true] }[kind];
  return [undefined, UNKNOWN, ...(options ? options() : choices.map(({ id }) => id))];
}

/** The facts in the code's order, each with its values. */
function fieldsOf({ texts: { facts } }) {
  const rank = (fact) => (isSanction(fact) ? 2 : fact.kind === 'date' || fact.kind === 'number' ? 1 : 0);
  return [0, 1, 2].flatMap((wanted) => facts.filter((fact) => rank(fact) === wanted).map((fact) => ({ fact, values: valuesOf(fact) })));
}

/** The digit of a notice; its edition comes in last, so that of two that follow each other the digits differ. */
function editionOf({ texts: { facts, notice } }) {
  const shape = [facts.map(({ id, kind, choices = [] }) => [id, kind, choices.map((choice) => choice.id)]), notice.id, notice.edition].join();
  return Array.from(shape).reduce((hash, character) => (hash * BASE + character.codePointAt(0)) % EDITIONS, 0);
}

/** Long numbers as symbols, lowest first: multiplied and added to in place, … */
function push(symbols, radix, digit) {
  let carry = digit;
  for (let index = 0; index < symbols.length || carry; index += 1) {
    carry += (symbols[index] || 0) * radix;
    symbols[index] = carry % BASE;
    carry = Math.floor(carry / BASE);
  }
}

/** … and divided in place; returns the rest. */
function pop(symbols, radix) {
  let rest = 0;
  for (let index = symbols.length - 1; index >= 0; index -= 1) {
    rest = rest * BASE + symbols[index];
    symbols[index] = Math.floor(rest / radix);
    rest %= radix;
  }
  return rest;
}

/** The code of answers to a notice's questions, with what was answered about a sanction only if that is wanted. */
export function encode(notice, answers, { withSanction = false } = {}) {
  const digits = [[EDITIONS, editionOf(notice)]];
  for (const { fact, values } of fieldsOf(notice)) {
    const answer = isSanction(fact) && !withSanction ? null : answers[fact.id];
    const { year, month, day } = fact.kind === 'date' && answer !== UNKNOWN ? dateFields(answer) : {};
    const place = answer === null ? 0 : values.indexOf(year ? Number(year) : answer);
    if (place < 0) throw new RangeError(`no code for \`${answer}\` as \`${fact.id}\``);
    digits.push([values.length, place]);
    if (year) digits.push([12, month - 1], [32, Number(day)]);
  }
  const symbols = [];
  for (const digit of digits.reverse()) push(symbols, ...digit);
  push(symbols, SEAL, 0);
  const text = symbols.reverse().map((symbol) => ALPHABET[symbol]).join('');
  // the smallest groups that still fit
  let group = 4;
  while (text.length + Math.ceil(text.length / group) - 1 > LONGEST) group += 1;
  return text.replace(new RegExp(`.{${group}}(?=.)`, 'g'), '$&-');
}

/** The answers that a code holds: `{ answers }`; throws an error with `code` for one that is none, was mistyped, or belongs to another edition. */
export function decode(notice, code) {
  const refuse = (reason) => {
    throw Object.assign(new Error(reason), { code: `code-${reason}` });
  };
  const plain = String(code).normalize('NFKC').toUpperCase().replace(/[\s\xad\u061c\u200b-\u2015\u202a-\u202e\u2060-\u206f\u2212\ufeff-]/g, '');
  const symbols = Array.from(plain, (character) => ALPHABET.indexOf(character)).reverse();
  if (!symbols.length || symbols.length > LONGEST || symbols.includes(-1)) refuse('malformed');
  if (pop(symbols, SEAL)) refuse('mistyped');
  if (pop(symbols, EDITIONS) !== editionOf(notice)) refuse('other-edition');
  const answers = {};
  for (const { fact, values } of fieldsOf(notice)) {
    const place = pop(symbols, values.length);
    let value = values[place];
    if (fact.kind === 'date' && place > 1) {
      value = readDate({ year: value, month: pop(symbols, 12) + 1, day: pop(symbols, 32) || '' }).value;
    }
    if (value !== undefined) answers[fact.id] = value;
    else if (place) refuse('mistyped');
  }
  // INVARIANT: nothing is left of a code that `encode` wrote
  if (symbols.some(Boolean)) refuse('mistyped');
  return { answers };
}
