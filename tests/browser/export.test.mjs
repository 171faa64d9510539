// What a person takes away, without a browser: text, document, calendar, code, on the built notice and the engine's own assessments.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import ICAL from 'ical.js';
import { catalog } from '../../www/src/catalog.js';
import { formatDate } from '../../www/src/dates.js';
import { NoticeTexts } from '../../www/src/notice.js';
import { nameOf, splitFindings } from '../../www/src/standing.js';
import { decode, encode, isSanction } from '../../www/src/export/code.js';
import { copy, save } from '../../www/src/export/download.js';
import { toHTML } from '../../www/src/export/html.js';
import { toICS } from '../../www/src/export/ics.js';
import { toText } from '../../www/src/export/text.js';
import { canDownload, canPrint, isWebView, isWeChat } from '../../www/src/export/userAgent.js';
import { answerText } from '../../www/src/views/parts.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const packPath = join(root, 'target/www/notice.pack');
const t = catalog(JSON.parse(readFileSync(join(root, 'www/catalog/zh.json'), 'utf8')));

/** The texts in a compiled pack, as `src/pack.rs` lays them out. */
function packTexts() {
  const pack = readFileSync(packPath);
  return JSON.parse(pack.subarray(8 + pack.readUInt32LE(4), -32).toString());
}

const texts = packTexts();
const notice = new NoticeTexts(texts);

/** What the engine says to each input, an `error` where it refuses. */
function assessAll(inputs) {
  const run = spawnSync(join(root, 'target/release/precheck'), ['assess', packPath, '--jsonl'], {
    input: inputs.map((input) => JSON.stringify(input)).join('\n'), maxBuffer: 1 << 28,
  });
  assert.ok(run.stdout.length, String(run.stderr));
  return run.stdout.toString().trim().split('\n').map((line) => JSON.parse(line));
}

/** Numbers from 0 to 1, the same ones every time. */
function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const ready = {
  employer: 'public-institution', workplace: 'akto', series: 'engineering', level: 'intermediate', degree: 'bachelor',
  'title-held': 'assistant', 'title-since': '2017-03-10', 'work-since': '2015-09', sanction: 'none', committee: true,
  'other-application': 'none', 'meets-101': false, service: 'none', 'special-talent-85': false, 'on-aid-posting': false,
  'skill-grade': 'none', 'conditions-targeted': 'checked-met', 'conditions-regional': 'checked-met',
  'conditions-county': 'not-checked', 'remote-county': false, township: false, frontline: false,
};

const people = {
  ready,
  'years short': { ...ready, 'title-since': '2018-03-10', 'conditions-targeted': 'not-checked', 'conditions-regional': 'not-checked' },
  'a month, and what is not known': {
    ...ready, 'title-since': '2017-07', 'conditions-targeted': 'unknown', 'conditions-regional': 'not-checked', committee: 'unknown', service: 'other-grassroots',
    'service-years': 3, 'excellent-years': 4, 'remote-county': true, classified: true, 'skill-grade': 'unknown',
  },
  'a primary teacher': {
    ...ready, series: 'primary-secondary-teacher', 'school-stage': 'primary', degree: 'college', level: 'senior', 'title-held': 'associate-senior', 'title-since': '2014-09',
  },
  'easier for a township': { ...ready, 'title-since': '2018-03-10', 'conditions-targeted': 'checked-not-met', township: true },
  'under a sanction': { ...ready, sanction: 'demerit', 'sanction-until': '2021-09-30' },
  'of an enterprise now': { ...ready, employer: 'enterprise', sanction: 'warning', 'sanction-until': '2022-01' },
  'a county junior': { ...ready, level: 'assistant', workplace: 'akqi', 'title-held': 'none', 'conditions-county': 'checked-met' },
  'on an aid posting': { ...ready, 'on-aid-posting': true, 'aid-since': '2020-03-01', 'aid-until': '2023-02-28', series: 'technical-school-teacher' },
  'a doctor': { ...ready, series: 'health', level: 'associate-senior', 'title-held': 'intermediate', 'title-since': '2015-06-01' },
  retired: { employer: 'retired' },
  nobody: {},
};

const scans = [{ document: 'degree-certificate' }, { document: 'title-certificate', defects: ['blur'] }];
const inputs = Object.entries(people).flatMap(([name, answers]) => ['2021-07-14', '2021-07-20', '2021-08-15', '2021-10-01']
  .map((today, index) => ({ name, input: { today, answers, ...(index === 1 ? { scans } : {}) } })));

const viewOf = (input, assessment) => ({
  assessment, answers: input.answers, notice, steps: texts.steps.map(({ id }) => id), t, speech: { id: 'zh', lang: 'zh-Hans-CN', dir: 'ltr', plain: (text) => text }, today: input.today,
  now: new Date(2021, 6, 21, 9, 5), url: 'http://hr.example/precheck?x=1#top',
});

const views = assessAll(inputs.map(({ input }) => input))
  .map((assessment, index) => ({ name: `${inputs[index].name}, ${inputs[index].input.today}`, view: viewOf(inputs[index].input, assessment) }));
const viewNamed = (name) => views.find((known) => known.name === name).view;

/** What stands under each heading of a text. */
const sections = (text) => new Map(text.split('\n■ ').slice(1).map((section) => {
  const [title, ...rest] = section.split('\n');
  return [title, rest];
}));

/** Everything that rules, documents and steps quote in this result: the words and where they stand. */
function quotesOf({ assessment, steps }) {
  const cited = [
    ...texts.cautions, ...texts.not_needed, ...steps.map((id) => notice.stepTexts.get(id)),
    ...assessment.routes.flatMap((route) => route.findings.flatMap((finding) => (
      [notice.citationOn(route.id, finding), ...(finding.parts || []).map((part) => notice.test(part))]))),
    ...assessment.documents.filter(({ status }) => status !== 'not-needed').map(({ id }) => notice.documents.get(id)),
    ...assessment.warnings.map(({ kind }) => texts.warnings[kind]),
  ];
  return cited.filter(({ clause, quote }) => quote && notice.source(clause).text)
    .map(({ clause, quote }) => ({ words: notice.verbatim(clause, quote), place: notice.place(clause).part }));
}

test('the text has every route, condition, answer and quote, and says what it comes from', () => {
  for (const { name, view } of views) {
    const { assessment, answers, today } = view;
    const text = toText(view);
    const stands = (wanted) => assert.ok(text.includes(wanted), `${name}: ${wanted} is not in\n${text}`);
    stands(t('day-counted', { day: formatDate(today, t) }));
    stands(`规则第 ${assessment.notice.edition} 版 · 校验码 ${assessment.notice.sha256.slice(0, 8)}`);
    stands(texts.sources.main.title);
    stands(t('result-limits'));
    stands('2021年7月21日 9:05');
    stands('http://hr.example/precheck?x=1\n');
    for (const { words, place } of quotesOf(view)) stands(`「${words}」（${place}`);
    for (const { text: caution } of texts.cautions) stands(caution);
    for (const { name: step } of view.steps.map((id) => notice.stepTexts.get(id))) stands(`· ${step}`);
    for (const { id } of assessment.documents) stands(notice.documents.get(id).name);
    const under = sections(text);
    for (const route of assessment.routes) {
      const lines = under.get(`${notice.route(route.id).name}：${t(`standing-${nameOf(route)}`)}`);
      assert.ok(lines, `${name}: ${route.id}`);
      const { open, moot, met } = splitFindings(route);
      for (const { finding, mark } of [...open, ...moot, ...met]) {
        const start = lines.findIndex((line) => line.startsWith(`${t(`export-mark-${mark}`)} ${notice.test(finding).label}`));
        assert.ok(start >= 0, `${name}: ${route.id} lacks ${notice.test(finding).label}`);
        const next = lines.findIndex((line, index) => index > start && !line.startsWith('  '));
        const said = lines.slice(start, next).join('\n');
        const unsure = finding.because.filter(({ kind }) => kind === 'do-not-know').map(({ fact }) => fact);
        for (const id of finding.facts.filter((fact) => answers[fact] !== undefined && !unsure.includes(fact))) {
          const fact = notice.fact(id);
          const answer = fact.question + answerText(view, fact, answers[id]);
          // what makes a condition met is written once for all routes
          assert.ok((mark === 'yes' ? text : said).includes(answer), `${name}: ${route.id} lacks ${answer} in\n${said}`);
        }
        for (const { criterion, truth } of finding.parts || []) assert.ok(said.includes(`\n  ${t(`export-mark-${truth}`)} ${texts.criteria[criterion].label}（`), said);
        if (!finding.parts && finding.because.length) assert.ok(next - start > finding.because.length, `${name}: ${said}`);
      }
      if (route.earliest) assert.match(lines.join('\n'), new RegExp(`最早 ${formatDate(route.earliest, t)} 起`));
      if (route.window.closes) assert.ok(lines.join('\n').includes(formatDate(route.window.closes, t)));
      for (const id of route.verdict === 'undetermined' ? route.unanswered : []) assert.ok(lines.includes(`· ${notice.fact(id).question}`), id);
      if (['met', 'undetermined'].includes(route.verdict)) assert.ok(lines.includes(`${t('channel')}${route.channel}`));
    }
    assert.doesNotMatch(text, /undefined|null|NaN|\[object|[{}]|<|\n\n\n| \n/, name);
  }
});

test('the sum behind the first day, what to choose and what to prepare are said', () => {
  const short = toText(viewNamed('years short, 2021-07-20'));
  assert.match(short, /2018年3月10日 \+ 4年 → 2022年3月10日，按 人社部发〔2019〕16号/);
  assert.match(short, /· 学历证书 · 原件扫描件1份（有了）/);
  assert.match(short, /（扫描件不合用：太模糊）/);
  assert.match(short, /（还缺）/);
  const two = sections(toText(viewNamed('ready, 2021-07-20'))).get(t('exclusive-title')).join('\n');
  assert.match(two, /· 克州定向评价：克州定向评价\n· 自治区级：自治区级评审/);
  assert.match(two, /「两种资格在同一年度内不得同时申报」（四\.4）/);
  const eased = toText(viewNamed('easier for a township, 2021-07-20'));
  assert.match(eased, /人 符合克州定向评价的申报条件/);
  assert.match(eased, /由行业评审委员会决定/);
  assert.match(toText(viewNamed('a county junior, 2021-07-20')), /▸ 你不需要准备\n· 职称证书/);
});

test('a sanction is told only where a condition reads it', () => {
  const question = notice.fact('sanction').question;
  const until = notice.fact('sanction-until').question;
  assert.match(toText(viewNamed('under a sanction, 2021-07-20')), /✗ 不在处分期内/);
  for (const { name, view } of views) {
    const shown = view.assessment.routes.flatMap(({ findings }) => findings).flatMap(({ facts }) => facts);
    for (const [id, asked] of [['sanction', question], ['sanction-until', until]]) {
      const written = [toText(view), toHTML(view)].some((text) => text.includes(asked));
      assert.equal(written, shown.includes(id), `${name}: ${id}`);
    }
  }
  assert.ok(!toText(viewNamed('of an enterprise now, 2021-07-20')).includes(question));
});

test('an address on a disk stays there', () => {
  const view = { ...viewNamed('ready, 2021-07-20'), url: 'file:///C:/Users/somebody/precheck.html' };
  assert.doesNotMatch(toText(view) + toHTML(view), /somebody|file:/);
});

const VOID = ['meta'];

/** The elements of a document that is written out fully, as `[tag, its whole text]`, innermost first; anything not well-formed fails. */
function elementsOf(document) {
  const decoded = (text) => text.replace(/&(amp|lt|gt|quot);/g, (_, name) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name]);
  const open = [];
  const closed = [];
  for (const [piece] of document.replace(/^<!DOCTYPE html>\n/, '').matchAll(/<[^>]*>?|[^<]+/g)) {
    const tag = /^<(\/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"<>]*")*)>$/.exec(piece);
    if (tag && tag[1]) {
      const [name, text] = open.pop();
      assert.equal(tag[2], name, `</${tag[2]}> closes <${name}>`);
      closed.push([name, text]);
      if (open.length) open[open.length - 1][1] += text;
    } else if (tag) {
      if (!VOID.includes(tag[2])) open.push([tag[2], '']);
    } else {
      // in a style a `>` is one
      if (open.length && open[open.length - 1][0] !== 'style') assert.doesNotMatch(piece, />|&(?!(?:amp|lt|gt|quot);)/);
      if (open.length) open[open.length - 1][1] += decoded(piece);
    }
  }
  assert.deepEqual(open, []);
  return closed;
}

test('a route that is met after its last day is not called open in any form', () => {
  const view = viewNamed('ready, 2021-10-01');
  const late = view.assessment.routes.filter(({ verdict, window }) => verdict === 'met' && window.state === 'closed');
  assert.ok(late.length > 0);
  for (const { id } of late) {
    const title = (standing) => t('export-route', { name: view.notice.route(id).name, standing: t(`standing-${standing}`) });
    for (const written of [toText(view), toHTML(view)]) {
      assert.ok(written.includes(title('closed')), id);
      assert.ok(!written.includes(title('meets')), id);
    }
  }
});

test('the document is well-formed, asks for nothing, and says what the text says', () => {
  for (const { name, view } of views) {
    const document = toHTML(view);
    const elements = elementsOf(document);
    const tags = new Set(elements.map(([tag]) => tag));
    assert.deepEqual(Array.from(tags).filter((tag) => ['script', 'button', 'input', 'link', 'img', 'iframe', 'details'].includes(tag)), [], name);
    assert.doesNotMatch(document, /\son[a-z]+=|url\(|@import|src=|undefined/, name);
    assert.match(document, /<html lang="zh-Hans-CN" dir="ltr"><head><meta charset="utf-8">/);
    assert.match(document, /@page\{size:A4/);
    const body = elements.find(([tag]) => tag === 'body')[1];
    for (const line of toText(view).split('\n')) {
      const plain = line.trim().replace(/^[■▸·] /, '').replace(/（([^（）]*(?:（[^（）]*）)?)）$/, '').replace(/[「」]/g, '');
      assert.ok(body.includes(plain), `${name}: ${plain}`);
    }
    const quoted = elements.filter(([tag]) => tag === 'blockquote').map(([, text]) => text);
    for (const { words, place } of quotesOf(view)) assert.ok(quoted.some((quote) => quote.startsWith(`${words}（${place}`)), `${name}: ${words}`);
    assert.match(body, /姓名：＿+/);
  }
});

test('markup in a notice is text', () => {
  const wild = packTexts();
  wild.notice.name = '<script>alert("1")</script>&amp;';
  wild.routes[0].name = '</h2><img src=x onerror=alert(1)>';
  const [at] = wild.criteria['no-sanction'].quote;
  const { text } = wild.sources.main;
  wild.sources.main.text = `${text.slice(0, at)}<b>&"${text.slice(at + 5)}`;
  const view = viewNamed('ready, 2021-07-20');
  const document = toHTML({ ...view, notice: new NoticeTexts(wild), url: 'http://x/"><script>' });
  const elements = elementsOf(document);
  assert.deepEqual(elements.filter(([tag]) => ['script', 'img', 'b'].includes(tag)), []);
  assert.ok(elements.some(([tag, content]) => tag === 'title' && content.startsWith('<script>alert("1")</script>&amp;')));
  assert.ok(elements.some(([tag, content]) => tag === 'blockquote' && content.startsWith('<b>&"')));
});

/** The events of a calendar by UID. */
function eventsOf(ics) {
  const calendar = new ICAL.Component(ICAL.parse(ics));
  assert.equal(calendar.getFirstPropertyValue('version'), '2.0');
  return Object.fromEntries(calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return [event.uid, {
      day: event.startDate.toString(), isDate: event.startDate.isDate, summary: event.summary, description: event.description,
      stamp: component.getFirstPropertyValue('dtstamp').toJSDate().getTime(),
      alarms: component.getAllSubcomponents('valarm').map((alarm) => [alarm.getFirstPropertyValue('action'), alarm.getFirstPropertyValue('trigger').toString()]),
    }];
  }));
}

test('the calendar has the known days and no others', () => {
  for (const { name, view } of views) {
    const { assessment } = view;
    const wanted = assessment.routes.flatMap(({ id, verdict, earliest, window: { state, opens, closes } }) => [
      ...(verdict !== 'not-met' && state === 'upcoming' ? [[id, 'opens', opens]] : []),
      ...(verdict !== 'not-met' && (state === 'upcoming' || state === 'open') ? [[id, 'closes', closes]] : []),
      ...(earliest ? [[id, 'earliest', earliest]] : []),
    ]).map(([id, kind, day]) => [`${assessment.notice.id}.${assessment.notice.edition}.${id}.${kind}@title-precheck`, day]);
    const ics = toICS(view);
    if (!wanted.length) {
      assert.equal(ics, null, name);
      continue;
    }
    const events = eventsOf(ics);
    assert.deepEqual(Object.fromEntries(Object.entries(events).map(([uid, { day }]) => [uid, day])), Object.fromEntries(wanted), name);
    for (const [uid, event] of Object.entries(events)) {
      assert.ok(event.isDate, uid);
      assert.deepEqual(event.alarms, uid.includes('.closes@') ? [['DISPLAY', '-P7D'], ['DISPLAY', '-P1D']] : [], uid);
      assert.equal(event.stamp, view.now.getTime());
      assert.match(event.summary, /^职称(申报开始|申报截止|最早符合)：/);
      assert.match(event.description, /「.+」（[一二三四]/);
      assert.match(event.description, /规则第 1 版 · 校验码 [0-9a-f]{8}\n/);
    }
    assert.ok(ics.endsWith('END:VCALENDAR\r\n'));
    assert.doesNotMatch(ics.replace(/\r\n/g, ''), /[\r\n]/);
    for (const line of ics.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75 && !line.includes('\ufffd'), line);
  }
});

test('the days of a window and of the person are the engine\'s', () => {
  const uid = (route, kind) => `kizilsu-2021.1.${route}.${kind}@title-precheck`;
  const before = eventsOf(toICS(viewNamed('ready, 2021-07-14')));
  assert.equal(before[uid('targeted-review', 'opens')].day, '2021-07-15');
  assert.equal(before[uid('targeted-review', 'closes')].day, '2021-08-15');
  assert.equal(eventsOf(toICS(viewNamed('ready, 2021-08-15')))[uid('targeted-review', 'opens')], undefined);
  assert.equal(eventsOf(toICS(viewNamed('years short, 2021-10-01')))[uid('regional-review', 'earliest')].day, '2022-03-10');
  assert.equal(toICS(viewNamed('ready, 2021-10-01')), null, 'a closed window is no day to remember');
  assert.deepEqual(Object.keys(eventsOf(toICS(viewNamed('ready, 2021-07-14'), 'targeted-review'))), [uid('targeted-review', 'opens'), uid('targeted-review', 'closes')]);
  assert.equal(toICS(viewNamed('ready, 2021-07-14'), 'county-junior'), null);
  assert.equal(toICS(viewNamed('a doctor, 2021-07-20'), 'targeted-review'), null, 'what is not announced has no day');
});

test('what a calendar could take for its own is escaped, and no character is cut in two', () => {
  const wild = packTexts();
  const name = `a,b;c\\d ${'😀é克'.repeat(40)}`;
  wild.routes[0].name = name;
  const ics = toICS({ ...viewNamed('ready, 2021-07-14'), notice: new NoticeTexts(wild) }, 'targeted-review');
  for (const line of ics.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line);
  assert.equal(Object.values(eventsOf(ics))[0].summary, `职称申报开始：${name}`);
});

const pad = (number) => String(number).padStart(2, '0');

/** An answer to a fact, any that the wire allows. */
function anyAnswer(fact, random) {
  const below = (count) => Math.floor(random() * count);
  if (random() < 0.15) return 'unknown';
  switch (fact.kind) {
    case 'yes-no': return random() < 0.5;
    case 'number': return below(100);
    case 'date': {
      const [year, month] = [1950 + below(151), 1 + below(12)];
      const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
      return random() < 0.3 ? `${year}-${pad(month)}` : `${year}-${pad(month)}-${pad(1 + below(days))}`;
    }
    default: return fact.choices[below(fact.choices.length)].id;
  }
}

function anyAnswers(random) {
  const share = random();
  return Object.fromEntries(texts.facts.filter(() => random() < share).map((fact) => [fact.id, anyAnswer(fact, random)]));
}

const withoutSanction = (answers) => Object.fromEntries(Object.entries(answers).filter(([id]) => !isSanction({ id })));
const plain = (code) => code.replace(/-/g, '');
const refusal = (code, of = notice) => {
  try {
    decode(of, code);
    return undefined;
  } catch (error) {
    return error.code;
  }
};

test('a thousand sets of answers go through the code and come back, without the sanction unless it is wanted', () => {
  const random = seeded(4);
  for (let count = 0; count < 1000; count += 1) {
    const answers = anyAnswers(random);
    const code = encode(notice, answers);
    assert.deepEqual(decode(notice, code), { answers: withoutSanction(answers) });
    assert.equal(code, encode(notice, withoutSanction(answers)), 'nothing of the sanction is in it');
    assert.match(code, /^(?:.{4,6}-)*.{1,6}$/);
    const whole = encode(notice, answers, { withSanction: true });
    assert.deepEqual(decode(notice, whole), { answers });
    for (const each of [code, whole]) {
      assert.ok(each.length <= 36, each);
      assert.match(each, /^[2-9A-HJKMNP-Z]+(-[2-9A-HJKMNP-Z]+)*$/);
    }
  }
});

test('the fullest set of answers fits, and an ordinary one is short', () => {
  const last = ({ kind, choices }) => (kind === 'date' ? '2100-12-31' : kind === 'number' ? 99 : kind === 'yes-no' ? true : choices[choices.length - 1].id);
  const fullest = Object.fromEntries(texts.facts.map((fact) => [fact.id, last(fact)]));
  for (const withSanction of [false, true]) {
    const code = encode(notice, fullest, { withSanction });
    assert.ok(code.length <= 36, code);
    assert.deepEqual(decode(notice, code).answers, withSanction ? fullest : withoutSanction(fullest));
  }
  assert.match(encode(notice, ready), /^(?:.{4}-){4,6}.{1,4}$/);
  assert.deepEqual(decode(notice, encode(notice, {})), { answers: {} });
  assert.equal(encode(notice, { employer: null }), encode(notice, {}));
  assert.throws(() => encode(notice, { employer: 'astronaut' }), RangeError);
});

test('a code is read however it is typed', () => {
  const code = encode(notice, ready);
  const fullWidth = Array.from(code, (character) => (character === '-' ? '－' : String.fromCharCode(character.charCodeAt(0) + 0xfee0))).join('');
  for (const typed of [code.toLowerCase(), plain(code), ` ${code.replace(/-/g, ' — ')}\n`, fullWidth, fullWidth.replace(/－/g, '　')]) {
    assert.deepEqual(decode(notice, typed), decode(notice, code), typed);
  }
});

test('no mistyped character and no swapped neighbours get through', () => {
  const random = seeded(31);
  const symbols = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
  for (let count = 0; count < 50; count += 1) {
    const code = plain(encode(notice, anyAnswers(random), { withSanction: count % 2 === 0 }));
    for (let at = 0; at < code.length; at += 1) {
      for (const symbol of symbols) {
        if (symbol !== code[at]) assert.equal(refusal(code.slice(0, at) + symbol + code.slice(at + 1)), 'code-mistyped');
      }
      for (const symbol of '0O1IL?中') assert.equal(refusal(code.slice(0, at) + symbol + code.slice(at + 1)), 'code-malformed');
      const next = code[at + 1];
      if (next && next !== code[at]) assert.equal(refusal(code.slice(0, at) + next + code[at] + code.slice(at + 2)), 'code-mistyped');
    }
  }
});

test('a string at random is no code', () => {
  const random = seeded(5);
  const symbols = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
  const tries = 50_000;
  let taken = 0;
  for (let count = 0; count < tries; count += 1) {
    const length = 1 + Math.floor(random() * 36);
    if (!refusal(Array.from({ length }, () => symbols[Math.floor(random() * symbols.length)]).join(''))) taken += 1;
  }
  assert.ok(taken / tries < 1e-4, String(taken));
  for (const typed of ['', '-', '答案码', 'A'.repeat(37)]) assert.equal(refusal(typed), 'code-malformed', typed);
});

test('a code of another edition, notice or set of facts is refused as that', () => {
  const code = encode(notice, ready);
  const changed = (change) => {
    const other = packTexts();
    change(other);
    return new NoticeTexts(other);
  };
  for (const other of [
    changed((all) => { all.notice.edition = '2'; }),
    changed((all) => { all.notice.edition = '10'; }),
    changed((all) => { all.notice.id = 'kizilsu-2022'; }),
    changed((all) => { all.facts[0].choices.pop(); }),
    changed((all) => { all.facts.pop(); }),
  ]) {
    assert.equal(refusal(code, other), 'code-other-edition');
    assert.equal(refusal(encode(other, withoutSanction({})), notice), 'code-other-edition');
  }
});

test('any answers that the engine takes can be taken away', () => {
  const random = seeded(9);
  const many = Array.from({ length: 600 }, () => ({ today: '2021-07-20', answers: anyAnswers(random) }));
  const assessed = assessAll(many).map((assessment, index) => ({ assessment, input: many[index] })).filter(({ assessment }) => !assessment.error);
  assert.ok(assessed.length > 100, String(assessed.length));
  for (const { assessment, input } of assessed) {
    const view = viewOf(input, assessment);
    assert.doesNotMatch(toText(view), /undefined|null|NaN|\[object/);
    elementsOf(toHTML(view));
    const ics = toICS(view);
    if (ics) eventsOf(ics);
  }
});

const AGENTS = {
  chrome: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0.0.0 Safari/537.36',
  safari: 'Mozilla/5.0 (iPhone; CPU iPhone OS 15_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.0 Mobile/15E148 Safari/604.1',
  qqBrowser: 'Mozilla/5.0 (Linux; U; Android 10) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/89.0 MQQBrowser/12.1 Mobile Safari/537.36',
  weChat: 'Mozilla/5.0 (Linux; Android 10; wv) AppleWebKit/537.36 Version/4.0 Chrome/86.0 Mobile Safari/537.36 MicroMessenger/8.0.2 Language/zh_CN',
  weChatOnWindows: 'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/107.0 Safari/537.36 NetType/WIFI MicroMessenger/7.0.20 WindowsWechat',
  qq: 'Mozilla/5.0 (iPhone; CPU iPhone OS 15_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 QQ/8.8.0 V1_IPH',
  webView: 'Mozilla/5.0 (Linux; Android 11; M2007; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/87.0 Mobile Safari/537.36',
  dingTalk: 'Mozilla/5.0 (Linux; U; Android 10) AppleWebKit/537.36 Version/4.0 Chrome/69.0 UWS/3.22 Mobile Safari/537.36 AliApp(DingTalk/6.0.1)',
  appOnIos: 'Mozilla/5.0 (iPhone; CPU iPhone OS 15_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148',
};

test('inside an app nothing is offered that ends nowhere', () => {
  const where = (check) => Object.keys(AGENTS).filter((name) => check(AGENTS[name]));
  assert.deepEqual(where(isWeChat), ['weChat', 'weChatOnWindows', 'qq']);
  assert.deepEqual(where(isWebView), ['weChat', 'weChatOnWindows', 'qq', 'webView', 'dingTalk', 'appOnIos']);
  assert.deepEqual(where(canPrint), ['chrome', 'safari', 'qqBrowser']);
  assert.deepEqual(where(canDownload), ['chrome', 'safari', 'qqBrowser']);
});

/** As much of a window as handing over takes; `done` is what was done to it. */
function fakeWindow({ userAgent = AGENTS.chrome, clipboard, execCommand = () => true } = {}) {
  const done = [];
  const element = (tag) => ({
    tag, style: {}, focus: () => done.push('focus'), select: () => done.push('select'),
    click() {
      done.push(`saved ${this.download} from ${this.href}`);
    },
  });
  const document = {
    createElement: element, execCommand,
    defaultView: {
      Blob, URL: { createObjectURL: ({ type }) => `blob:${type}`, revokeObjectURL: (url) => done.push(`forgot ${url}`) },
      navigator: { userAgent, clipboard }, setTimeout: (later) => later(),
    },
  };
  const host = {
    ownerDocument: document, getRootNode: () => ({ activeElement: element('button') }),
    appendChild: ({ value }) => done.push(`field ${value}`), removeChild: () => done.push('no field'),
  };
  return { document, root: host, done };
}

test('a file is saved where that leads somewhere', () => {
  const desk = fakeWindow();
  assert.equal(save('预检.ics', 'text/calendar', 'x', desk.document), true);
  assert.deepEqual(desk.done, ['saved 预检.ics from blob:text/calendar;charset=utf-8', 'forgot blob:text/calendar;charset=utf-8']);
  const weChat = fakeWindow({ userAgent: AGENTS.weChat });
  assert.equal(save('预检.ics', 'text/calendar', 'x', weChat.document), false);
  assert.deepEqual(weChat.done, []);
});

test('a text is copied with or without the clipboard, and the focus stays where it was', async () => {
  const copied = [];
  const secure = fakeWindow({ clipboard: { writeText: async (text) => copied.push(text) } });
  assert.equal(await copy('甲', secure.root), true);
  assert.deepEqual([copied, secure.done], [['甲'], []]);
  const byField = ['field 甲', 'select', 'no field', 'focus'];
  const http = fakeWindow();
  assert.equal(await copy('甲', http.root), true);
  assert.deepEqual(http.done, byField);
  const refusing = fakeWindow({ clipboard: { writeText: () => Promise.reject(new Error('no')) }, execCommand: () => false });
  assert.equal(await copy('甲', refusing.root), false);
  assert.deepEqual(refusing.done, byField);
});
