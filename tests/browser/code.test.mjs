// Answer codes, on many made at random: what is answered comes back, and a slip of the pen is never read as other answers.
//
// CODES=100000 makes so many, SEED=2 other ones.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { decode, encode, isSanction } from '../../www/src/export/code.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const COUNT = Number(process.env.CODES || 2000);
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const REFUSED = ['code-malformed', 'code-mistyped', 'code-other-edition'];

/** The notice as the page has it: the texts stand in the pack behind its rules, before the seal. */
function noticeOf(path) {
  const pack = readFileSync(join(root, path));
  return { texts: JSON.parse(pack.subarray(8 + pack.readUInt32LE(4), pack.length - 32)) };
}

const notice = noticeOf('target/www/notice.pack');

/** Numbers as if by chance, the same for the same seed (mulberry32). */
function chance(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6D2B79F5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (bound) => next() % bound;
  return { below, pick: (list) => list[below(list.length)] };
}

const two = (number) => String(number).padStart(2, '0');

/** Some answer to a fact. */
function answerTo({ kind, choices }, { below, pick }) {
  if (below(8) === 0) return 'unknown';
  if (kind === 'yes-no') return below(2) === 0;
  if (kind === 'number') return below(100);
  if (kind !== 'date') return pick(choices).id;
  const [year, month] = [1950 + below(151), 1 + below(12)];
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return `${year}-${two(month)}${below(2) ? `-${two(1 + below(days))}` : ''}`;
}

/** Answers to some of the facts, from none to all. */
function someAnswers(dice) {
  const share = dice.below(5);
  const asked = notice.texts.facts.filter(() => dice.below(4) < share);
  return Object.fromEntries(asked.map((fact) => [fact.id, answerTo(fact, dice)]));
}

/** What a code says: the answers, or why it is refused; an error of another kind fails. */
function read(code) {
  try {
    return decode(notice, code).answers;
  } catch (error) {
    assert.ok(REFUSED.includes(error.code), `${code}: ${error.stack}`);
    return error.code;
  }
}

const sorted = (answers) => Object.entries(answers).sort();

test('a code brings back what was answered, in lower case, with spaces and in full width too', () => {
  const dice = chance(Number(process.env.SEED || 1));
  for (let round = 0; round < COUNT; round += 1) {
    const answers = someAnswers(dice);
    const code = encode(notice, answers, { withSanction: true });
    assert.match(code, /^[2-9A-HJKMNP-Z]+(-[2-9A-HJKMNP-Z]+)*$/);
    const wide = Array.from(code, (symbol) => String.fromCodePoint(symbol.codePointAt(0) + 0xFEE0)).join('');
    for (const typed of [code, code.toLowerCase().replace(/-/g, ' '), wide]) assert.deepEqual(sorted(read(typed)), sorted(answers), typed);
    const without = Object.fromEntries(Object.entries(answers).filter(([id]) => !isSanction({ id })));
    assert.deepEqual(sorted(read(encode(notice, answers))), sorted(without));
  }
});

test('one symbol that is changed, or two neighbours that change places, are never read as other answers', () => {
  const dice = chance(Number(process.env.SEED || 2));
  for (let round = 0; round < COUNT / 10; round += 1) {
    const symbols = Array.from(encode(notice, someAnswers(dice)).replace(/-/g, ''));
    for (let place = 0; place < symbols.length; place += 1) {
      const [own, next] = symbols.slice(place);
      const other = dice.pick(ALPHABET.replace(own, ''));
      assert.equal(read(symbols.with(place, other).join('')), 'code-mistyped');
      if (next && next !== own) assert.equal(read(symbols.with(place, next).with(place + 1, own).join('')), 'code-mistyped');
    }
  }
});

test('whatever is typed is refused with a code, or is the one code of what it says', () => {
  const dice = chance(Number(process.env.SEED || 3));
  const scraps = [...ALPHABET, '-', ' ', '\u3000', '0', 'O', 'Ｉ', '\u2212', '\ud800', '\u0301', '答', '😀', '\n', '\0'];
  let taken = 0;
  for (let round = 0; round < COUNT * 10; round += 1) {
    const symbols = Array.from({ length: dice.below(40) }, () => (dice.below(20) ? dice.pick(ALPHABET) : dice.pick(scraps)));
    const said = read(symbols.join(''));
    if (typeof said === 'string') continue;
    taken += 1;
    const whole = encode(notice, said, { withSanction: true }).replace(/-/g, '');
    assert.equal(symbols.join('').normalize('NFKC').replace(/[^2-9A-Z]/g, '').replace(/^2+(?=.)/, ''), whole);
  }
  // one in so many has the right seal and the right edition by chance
  assert.ok(taken < COUNT);
  for (const none of [undefined, null, 7, {}, [], '', ' ', 'x'.repeat(1e5)]) assert.equal(typeof read(none), 'string');
});

test('every seal that is right and whose edition is right is read or refused, and never otherwise', () => {
  // numbers that are multiples of both, as symbols: what chance hits once in 76,000 tries
  const dice = chance(Number(process.env.SEED || 4));
  const plain = (code) => Array.from(code.replace(/-/g, ''), (symbol) => BigInt(ALPHABET.indexOf(symbol))).reduce((number, digit) => number * 31n + digit, 0n);
  const written = (number) => {
    let text = '';
    for (let left = number; left > 0n; left /= 31n) text = ALPHABET[Number(left % 31n)] + text;
    return text;
  };
  const edition = plain(encode(notice, {}));
  for (let round = 0; round < COUNT; round += 1) {
    let more = 0n;
    for (let part = dice.below(6); part >= 0; part -= 1) more = more * 4294967296n + BigInt(dice.below(4294967296));
    const code = written(edition + more * 127n * 599n);
    const said = read(code);
    if (code.length > 36) assert.equal(said, 'code-malformed');
    else if (typeof said !== 'string') assert.equal(encode(notice, said, { withSanction: true }).replace(/-/g, ''), code);
  }
});
