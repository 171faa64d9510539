// The page's state, dates and words, without a browser.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { catalog } from '../../www/src/catalog.js';
import { formatDate, isDay, localDay, plainDigits, readDate, readNumber } from '../../www/src/dates.js';
import { draftOf, readDraft } from '../../www/src/drafts.js';
import * as journey from '../../www/src/journey.js';
import { NoticeTexts } from '../../www/src/notice.js';
import { markOf, ranked, splitFindings, standingOf } from '../../www/src/standing.js';

const www = join(dirname(fileURLToPath(import.meta.url)), '../../www');
const zh = JSON.parse(readFileSync(join(www, 'catalog/zh.json'), 'utf8'));

test('a month or a day is read however it is written', () => {
  for (const [typed, value] of [
    [{ year: '2018', month: '3' }, '2018-03'],
    [{ year: '2018', month: '03', day: '9' }, '2018-03-09'],
    [{ year: '２０１８', month: '３' }, '2018-03'],
    [{ year: '2018年', month: '3月', day: '9日' }, '2018-03-09'],
    [{ year: '2018', month: '八月' }, '2018-08'],
    [{ year: '2018', month: '十二' }, '2018-12'],
    [{ year: '二〇一八', month: '十' }, '2018-10'],
    [{ year: '2021.8' }, '2021-08'],
    [{ year: '2021-08' }, '2021-08'],
    [{ year: '2021/8/3' }, '2021-08-03'],
    [{ year: '2021-8-3' }, '2021-08-03'],
    [{ year: '2021年8月' }, '2021-08'],
    [{ year: '2021年8月3日' }, '2021-08-03'],
    [{ year: '２０２１．８' }, '2021-08'],
    [{ year: '202108' }, '2021-08'],
    [{ year: '20210803' }, '2021-08-03'],
    [{ year: '2020', month: '2', day: '29' }, '2020-02-29'],
    [{ year: '1950', month: '1' }, '1950-01'],
    [{ year: '2100', month: '12' }, '2100-12'],
  ]) assert.deepEqual(readDate(typed), { value }, JSON.stringify(typed));
});

test('a date that is none names the field that is at fault', () => {
  for (const [typed, problem, field] of [
    [{}, 'date-empty', 'year'],
    [{ year: '2018' }, 'month-empty', 'month'],
    [{ month: '3' }, 'year-empty', 'year'],
    [{ year: '18', month: '3' }, 'year-digits', 'year'],
    [{ year: '前年', month: '3' }, 'year-digits', 'year'],
    [{ year: '1949', month: '12' }, 'year-range', 'year'],
    [{ year: '2101', month: '1' }, 'year-range', 'year'],
    [{ year: '2018', month: '0' }, 'month-range', 'month'],
    [{ year: '2018', month: '13' }, 'month-range', 'month'],
    [{ year: '2021', month: '2', day: '29' }, 'day-range', 'day'],
    [{ year: '2021', month: '4', day: '31' }, 'day-range', 'day'],
    [{ year: '2021', month: '4', day: '0' }, 'day-range', 'day'],
  ]) {
    const read = readDate(typed);
    assert.deepEqual([read.problem, read.field], [problem, field], JSON.stringify(typed));
    assert.ok(zh[`problem-${problem}`], problem);
  }
});

test('where the day is needed a month is not enough', () => {
  assert.equal(readDate({ year: '2018', month: '3' }, { dayNeeded: true }).problem, 'day-empty');
  assert.equal(readDate({ year: '2018', month: '3', day: '9' }, { dayNeeded: true }).value, '2018-03-09');
});

test('numbers run from 0 to 99', () => {
  assert.deepEqual(['0', '3', '３', '三', '十二年', '99', ' 5 '].map((typed) => readNumber(typed).value), [0, 3, 3, 3, 12, 99, 5]);
  assert.deepEqual(['', '-1', '100', '3.5', '很多'].map((typed) => readNumber(typed).problem),
    ['number-empty', 'number-range', 'number-range', 'number-range', 'number-range']);
  assert.equal(plainDigits('二十三'), '23');
});

test('dates are written for people and the clock is the device\'s own', () => {
  const t = catalog(zh);
  assert.equal(formatDate('2018-03', t), '2018年3月');
  assert.equal(formatDate('2018-03-10', t), '2018年3月10日');
  assert.equal(localDay(new Date(2021, 6, 20, 0, 5)), '2021-07-20');
  assert.deepEqual(['2021-07-20', '2021-7-20', '2021-02-30', '2021-07', '', undefined].map(isDay), [true, false, false, false, false, false]);
});

test('an answer shown again is the answer that was given', () => {
  for (const [fact, answer] of [
    [{ kind: 'date' }, '2018-03'], [{ kind: 'date' }, '2018-03-09'], [{ kind: 'date' }, 'unknown'],
    [{ kind: 'number' }, 0], [{ kind: 'number' }, 'unknown'],
    [{ kind: 'yes-no' }, true], [{ kind: 'yes-no' }, false], [{ kind: 'yes-no' }, 'unknown'],
    [{ kind: 'choice' }, 'akto'], [{ kind: 'ordered' }, 'unknown'],
  ]) assert.deepEqual(readDraft(fact, draftOf(fact, answer)).value, answer);
});

test('nothing chosen is a problem, not an answer', () => {
  for (const kind of ['date', 'number', 'yes-no', 'choice', 'ordered']) {
    const read = readDraft({ kind }, draftOf({ kind }, undefined));
    assert.equal(read.value, undefined, kind);
    assert.ok(zh[`problem-${read.problem}`], kind);
  }
});

/** An engine that asks the questions named, in order, as long as they are unanswered. */
const asks = (...facts) => (state) => {
  const left = facts.filter((fact) => state.answers[fact] === undefined);
  return { next_question: left[0] ?? null, refine: [], questions_left_at_most: left.length };
};

/** Answers what is asked and goes on. */
const give = (state, value, engine) => {
  const answered = journey.answer(state, value);
  return journey.advance(answered, engine(answered));
};

test('questions follow one another to the result, and back', () => {
  const engine = asks('a', 'b');
  let state = journey.begin(['r']);
  state = journey.advance(state, engine(state));
  assert.equal(state.place.fact, 'a');
  assert.equal(journey.questionsAfter(state, engine(state)), 1);
  state = give(state, 1, engine);
  assert.equal(journey.questionsAfter(state, engine(state)), 0);
  state = journey.back(state);
  assert.equal(state.place.fact, 'a');
  assert.equal(state.answers.a, 1, 'going back forgets nothing');
  state = give(give(state, 1, engine), 2, engine);
  assert.equal(state.place.screen, 'check', 'all answers are shown once before the result');
  state = journey.advance(state, engine(state));
  assert.equal(state.place.screen, 'result');
  assert.deepEqual(state.answers, { a: 1, b: 2 });
});

test('an answer kept on the way back leads on to the question one came from', () => {
  const engine = asks('a', 'b', 'c');
  let state = journey.begin([]);
  state = journey.advance(state, engine(state));
  state = give(give(state, 1, engine), 2, engine);
  state = journey.back(journey.back(state));
  assert.equal(state.place.fact, 'a');
  state = give(state, 1, engine);
  assert.equal(state.place.fact, 'b');
  state = give(state, 9, engine);
  assert.equal(state.place.fact, 'c', 'a changed answer lets the engine choose');
});

test('an answer changed from the result returns there when nothing is left to ask', () => {
  let engine = asks('a', 'b');
  let state = journey.begin([]);
  state = journey.advance(state, engine(state));
  state = give(give(state, 1, engine), 2, engine);
  assert.equal(give(journey.ask(state, 'a'), 3, engine).place.screen, 'check', 'from the answers one returns to the answers');
  state = journey.advance(state, engine(state));
  const behind = state.behind.length;
  state = journey.ask(state, 'a');
  assert.equal(journey.returnsTo(state), 'result');
  assert.equal(journey.back(state).place.screen, 'result');
  assert.equal(give(state, 3, engine).place.screen, 'result');
  engine = asks('a', 'b', 'c');
  state = give(state, 3, engine);
  assert.equal(state.place.fact, 'c', 'what the change opens is asked first');
  state = give(state, 4, engine);
  assert.equal(state.place.screen, 'result');
  assert.equal(state.behind.length, behind, 'going back from the result leads to the questions, not to an older result');
});

test('a question asked from the list of documents leads back there, and to no other', () => {
  const engine = asks('a', 'b', 'files');
  let state = { ...journey.begin([]), place: { screen: 'documents' } };
  state = give(journey.ask(state, 'files'), true, engine);
  assert.deepEqual([state.place.screen, state.behind], ['documents', []]);
  state = journey.visit(state, { screen: 'routes' });
  state = journey.advance(state, engine(state));
  assert.equal(state.place.fact, 'a', 'from there one can begin');
});

test('a day is offered once, outside the questions, and can be skipped', () => {
  const engine = (state) => ({ next_question: state.answers.a ? null : 'a', refine: ['a'], questions_left_at_most: 0 });
  let state = journey.begin([]);
  state = journey.advance(state, engine(state));
  state = give(state, '2018-03', engine);
  assert.deepEqual(state.place, { screen: 'question', fact: 'a', refine: true });
  const skipped = journey.skip(state);
  assert.equal(journey.advance(skipped, engine(skipped)).place.screen, 'check');
  const given = give(state, '2018-03-09', engine);
  assert.equal(given.place.screen, 'check');
  assert.equal(given.answers.a, '2018-03-09');
});

test('a refused answer keeps what was typed and where one is', () => {
  const state = journey.type(journey.ask(journey.begin([]), 'a'), { year: '2022' });
  const refused = journey.refuse(state, { key: 'date-after-today', field: 'year' });
  assert.deepEqual(refused.draft, { year: '2022' });
  assert.equal(refused.place.fact, 'a');
  assert.equal(journey.back(refused).problem, null);
});

test('documents are not told until the first is ticked', () => {
  let state = journey.begin(['r']);
  assert.deepEqual(journey.inputOf(state, '2021-07-20'), { today: '2021-07-20', answers: {}, routes: ['r'] });
  state = journey.setScans(state, 'd', [{ document: 'd' }]);
  assert.deepEqual(journey.inputOf(state, '2021-07-20').scans, [{ document: 'd' }]);
  state = journey.setScans(state, 'd', []);
  assert.deepEqual(journey.inputOf(state, '2021-07-20').scans, []);
  assert.equal(journey.inputOf(journey.countTo(state, '2021-09-01'), '2021-07-20').today, '2021-09-01');
});

const route = (verdict, more) => ({ id: verdict, verdict, findings: [], ...more });

test('five results stand for four verdicts, best first', () => {
  const routes = [
    route('not-met'), route('needs-discretion'), route('undetermined', { earliest: '2022-01-01' }),
    route('not-met', { earliest: '2022-01-01' }), route('met'),
  ];
  assert.deepEqual(ranked(routes).map(standingOf), ['meets', 'not-yet', 'need-info', 'human', 'no']);
});

test('what only an authority can say is marked as theirs', () => {
  const unknown = (...kinds) => ({ truth: 'unknown', because: kinds.map((kind) => ({ kind })) });
  assert.equal(markOf(unknown('discretion'), route('needs-discretion')), 'human');
  assert.equal(markOf(unknown('unclear', 'unanswered'), route('undetermined')), 'unknown');
  assert.equal(markOf({ truth: 'no', relaxable: true }, route('needs-discretion')), 'human');
  assert.equal(markOf({ truth: 'no', relaxable: true }, route('not-met')), 'no');
  const findings = [{ truth: 'yes' }, unknown('unclear'), { truth: 'no' }, unknown('unanswered')];
  const marks = (list) => list.map(({ mark }) => mark);
  assert.deepEqual(marks(splitFindings(route('undetermined', { findings })).open), ['no', 'unknown', 'human']);
  assert.deepEqual(marks(splitFindings(route('not-met', { findings })).open), ['no'], 'what is unknown does not decide here');
});

test('two items with one number are told apart, and quotes are cut from the text', () => {
  const notice = new NoticeTexts({
    facts: [], routes: [], documents: [], steps: [],
    sources: { main: { title: '通知', text: '一、二三四' }, other: { title: '别的', number: '1号' } },
    clauses: { 'main/一': [0, 2] },
  });
  assert.deepEqual(notice.place('main/四.12#2'), { part: '四.12②', paragraph: undefined });
  assert.deepEqual(notice.place('main/三.¶1'), { part: '三', paragraph: 1 });
  assert.equal(notice.place('other'), null);
  assert.equal(notice.verbatim('main/一'), '一、');
  assert.equal(notice.verbatim('main/一', [2, 4]), '二三');
  assert.equal(notice.verbatim('other'), '');
  assert.equal(notice.sourceName('other'), '1号');
});

const sources = readdirSync(join(www, 'src'), { recursive: true }).filter((name) => name.endsWith('.js'))
  .map((name) => [name, readFileSync(join(www, 'src', name), 'utf8')]);

test('every text that the page asks for is in the catalog, and none is idle', () => {
  const code = sources.map(([, text]) => text).join('\n');
  const quoted = new Set(Array.from(code.matchAll(/'([a-z0-9-]+)'/g), (match) => match[1]));
  const prefixes = Array.from(code.matchAll(/`([a-z-]+-)\$\{/g), (match) => match[1]);
  const asked = Array.from(code.matchAll(/\b(?:t|words)\('([a-z0-9-]+)'/g), (match) => match[1]);
  for (const key of asked) assert.ok(zh[key], `\`${key}\` is not in the catalog`);
  for (const key of Object.keys(zh)) {
    assert.ok(quoted.has(key) || prefixes.some((prefix) => key.startsWith(prefix)), `nobody asks for \`${key}\``);
  }
});

test('no text that people read is written in the code', () => {
  // what reads typed dates knows Chinese numerals
  const tools = ['dates.js'];
  for (const [name, text] of sources) {
    if (tools.includes(name)) continue;
    const code = text.replace(/\/\*[^]*?\*\//g, '').replace(/\/\/ .*$/gm, '').replace(/"(PingFang|Microsoft|Noto)[^"]*"/g, '');
    const found = /[\u3400-\u9fff]+/.exec(code);
    assert.equal(found, null, `${name}: ${found}`);
  }
});

test('a text without its value is a fault, not a gap', () => {
  const t = catalog({ a: '还有 {n} 题' });
  assert.equal(t('a', { n: 0 }), '还有 0 题');
  assert.throws(() => t('a'), RangeError);
  assert.throws(() => t('b'), RangeError);
});
