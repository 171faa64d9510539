/**
 * Many people at once: answers packed for `Precheck.verdicts`, and what it says unpacked. The form of the bytes is documented in `src/many.rs`.
 *
 * Nothing is guessed and nothing dropped here either: what a byte could not say is refused as the engine refuses it, with the person and the fact.
 */

const VERDICTS = ['met', 'not-met', 'undetermined', 'needs-discretion'];
const VERSION = 1;
/** Where in the head, after three letters and the version: the notice's hash, the day, how many. */
const HASH = 4;
const HASH_LENGTH = 8;
const TODAY = HASH + HASH_LENGTH;
const COUNT = TODAY + 4;
const HEAD = COUNT + 4;
/** A verdict and the first day. */
const ROUTE = 5;
const DO_NOT_KNOW = 255;
/** Months and days as a date ends with them. */
const ENDS = Array.from({ length: 32 }, (_, number) => `-${String(number).padStart(2, '0')}`);

const refuse = (code, path, message) => {
  throw Object.assign(new Error(message), { code, path });
};

/** The number that two digits of a text are; `NaN` where one is no digit. */
function twoDigits(text, at) {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? 10 * tens + ones : NaN;
}

/** Writes a date or a month at a place; `false` if the text is neither. Whether there is such a day is the engine's to say. */
function putDate(bytes, at, text) {
  const isDay = text.length === 10;
  const year = 100 * twoDigits(text, 0) + twoDigits(text, 2);
  const month = twoDigits(text, 5);
  const day = isDay ? twoDigits(text, 8) : 0;
  // in bytes, a month 0 would be no answer and a day 0 a month; what is no number is not above 0 either
  if (!(isDay ? text[7] === '-' && day > 0 : text.length === 7) || text[4] !== '-' || !(month > 0) || !(year >= 0)) return false;
  bytes[at] = year & 255;
  bytes[at + 1] = year >> 8;
  bytes[at + 2] = month;
  bytes[at + 3] = day;
  return true;
}

/** How the answers to a fact are written: `write(bytes, at, answer)` returns the code of what is wrong, if anything is. */
function writerOf({ kind, choices }) {
  if (kind === 'date') {
    return (bytes, at, answer) => {
      if (answer === 'unknown') bytes.fill(DO_NOT_KNOW, at, at + 2);
      else if (typeof answer !== 'string') return 'wrong-type';
      else if (!putDate(bytes, at, answer)) return 'malformed-date';
      return '';
    };
  }
  const byte = byteOf(kind, choices);
  return (bytes, at, answer) => {
    const met = answer === 'unknown' ? DO_NOT_KNOW : byte(answer);
    if (typeof met === 'string') return met;
    bytes[at] = met;
    return '';
  };
}

/** What an answer is as a byte, or the code of what is wrong with it. */
function byteOf(kind, choices) {
  if (kind === 'yes-no') return (answer) => (typeof answer === 'boolean' ? (answer ? 1 : 2) : 'wrong-type');
  if (kind === 'number') {
    return (answer) => {
      if (typeof answer !== 'number') return 'wrong-type';
      return Number.isInteger(answer) && answer >= 0 && answer <= 99 ? 1 + answer : 'malformed-number';
    };
  }
  const places = new Map(choices.map(({ id }, place) => [id, 1 + place]));
  return (answer) => places.get(answer) || (typeof answer === 'string' ? 'unknown-choice' : 'wrong-type');
}

/** What packs people for one notice, and reads what the engine says of them. */
export function packing(precheck) {
  const texts = JSON.parse(precheck.texts());
  const hash = Uint8Array.from(precheck.sha256().slice(0, 2 * HASH_LENGTH).match(/../g), (pair) => parseInt(pair, 16));
  let length = 0;
  const facts = new Map();
  for (const fact of texts.facts) {
    facts.set(fact.id, { at: length, write: writerOf(fact) });
    length += fact.kind === 'date' ? 4 : 1;
  }
  const routes = texts.routes.map(({ id }) => id);

  /** Answers by fact for each person, as `assess` takes them; the day is one for all. */
  const pack = (today, people) => {
    const all = Array.from(people);
    const bytes = new Uint8Array(HEAD + length * all.length);
    bytes.set([84, 80, 80, VERSION]);
    bytes.set(hash, HASH);
    if (String(today).length !== 10 || !putDate(bytes, TODAY, today)) refuse('malformed-date', 'today', 'expected a date `YYYY-MM-DD`');
    new DataView(bytes.buffer).setUint32(COUNT, all.length, true);
    all.forEach((answers, person) => {
      const from = HEAD + length * person;
      const refuseAnswer = (id, code, message) => refuse(code, `people[${person}].answers.${id}`, message);
      for (const id of Object.keys(answers)) {
        const answer = answers[id];
        const fact = facts.get(id);
        if (!fact) refuseAnswer(id, 'unknown-fact', `the notice asks no fact \`${id}\``);
        if (answer === undefined || answer === null) continue;
        const code = fact.write(bytes, from + fact.at, answer);
        if (code) refuseAnswer(id, code, 'no such answer');
      }
    });
    return bytes;
  };

  /** For each person, in their order, each route's verdict: `{ id, verdict, earliest? }`. */
  const unpack = (bytes) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const isOurs = bytes.length >= HEAD && [84, 80, 86, VERSION].every((byte, at) => bytes[at] === byte) && hash.every((byte, at) => bytes[HASH + at] === byte);
    if (!isOurs) refuse('not-packed', '', 'these bytes are no verdicts by this notice');
    const count = view.getUint32(COUNT, true);
    if (bytes.length !== HEAD + count * routes.length * ROUTE) refuse('wrong-length', '', 'the bytes are cut short, or more than so many people take');
    let at = HEAD;
    return Array.from({ length: count }, () => routes.map((id) => {
      const verdict = VERDICTS[bytes[at]];
      const year = view.getUint16(at + 1, true);
      const earliest = year && `${year}${ENDS[bytes[at + 3]]}${ENDS[bytes[at + 4]]}`;
      at += ROUTE;
      return earliest ? { id, verdict, earliest } : { id, verdict };
    }));
  };
  return { routes, pack, unpack };
}

