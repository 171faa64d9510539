/**
 * The result as one tree that every form of it is written from.
 *
 * A node is `[tag, ...parts]`, a part a text or a node. The tags are those of HTML; `cite` and `a` stand inside a line, `a` holds an address, and the
 * items of an `ol` bring their own marks. A view is `{ assessment, answers, notice, steps, t, today, now, url }`.
 */

import { formatDate, localDay } from '../dates.js';
import { nameOf, ranked, splitFindings, standingOf, worthFindingOut } from '../standing.js';
import { keyOf } from '../more/verdict.js';
import { answerText, clauseName, enumeration, sourceTitle } from '../views/parts.js';
import { basisLine, basisTexts, headline, limits, reasonText, sentence, stepText, whoDecides, windowText } from './words.js';

const lines = (...texts) => texts.map((text) => ['p', text]);

/** A heading and what stands under it; nothing where that is nothing. */
const under = (tag, title, nodes) => (nodes.length ? [[tag, title], ...nodes] : []);

/** A list of items, each the parts of a node; nothing where there are none. */
const list = (items, tag = 'ul') => (items.length ? [[tag, ...items.map((parts) => ['li', ...parts])]] : []);

/** The nodes not written before, on the same subject. */
const once = ({ said }, nodes, subject = '') => nodes.filter((node) => {
  const key = subject + node;
  return !said.has(key) && said.add(key);
});

/** The whole result. */
export function outline(given) {
  // what the routes have in common is written out once, where it is met first
  const view = { ...given, said: new Set() };
  const { t, notice, assessment, today, now, url } = view;
  const routes = ranked(assessment.routes);
  const remarks = (items) => items.flatMap((item) => [['p', item.text], ...grounds(view, item)]);
  const time = `${now.getHours()}:${String(now.getMinutes()).padStart(2, '0')}`;
  return [
    ['h1', t('export-title', notice.texts.notice)],
    ...lines(
      headline(view, routes), t('day-counted', { day: formatDate(today, t) }), basisLine(view),
      t('export-time', { day: formatDate(localDay(now), t), time }),
      // the address of a file on a disk would tell whose disk it is
      ...(/^https?:/.test(url) ? [url.split('#')[0]] : []),
      limits(view), t('export-marks'), ...(view.speech.unreviewed ? [t('unreviewed')] : []),
    ),
    ...under('h2', t('caution-title'), remarks(notice.texts.cautions)),
    ...exclusive(view),
    ...under('h2', t('warning-title'), remarks(assessment.warnings.map(({ kind }) => notice.texts.warnings[kind]))),
    ...routes.flatMap((route) => routeNodes(view, route, routes)),
    ...documents(view),
    ...path(view),
  ];
}

/** What a rule stands on: its quote, our own words marked as such, and what is not held; each only the first time. */
export function grounds(view, { clause, quote, words, not_held: notHeld }) {
  const { t, notice } = view;
  const { text, grade } = notice.source(clause);
  const verbatim = quote && notice.verbatim(clause, quote);
  const source = sourceTitle(view, clause);
  const ours = grade === 'own-words';
  return once(view, [
    ...(verbatim ? [['blockquote', verbatim, ['cite', placeOf(view, clause)]], ...translations(view, verbatim)] : []),
    ...(words ? [['p', words, ['cite', t(text || ours ? 'words-source' : 'words-cited', { source })]]] : []),
    ...lines(
      ...(text || words || ours ? [] : [t('words-not-held', { source })]), ...caveat(view, clause),
      ...(notHeld ? [t('words-not-held', { source: sourceTitle(view, notHeld) })] : []),
    ),
  ]);
}

/** A quote in the reader's language, if that is another. */
function translations({ t, notice }, words) {
  return notice.translations ? notice.translations(words).map((text) => ['p', text, ['cite', t('translated')]]) : [];
}

/** How far a document that is not held can be relied on. */
function caveat({ t, notice }, clause) {
  const { text, note, grade } = notice.source(clause);
  const key = `source-grade-${grade}`;
  return text || !(note || t.has(key)) ? [] : [note || t(key)];
}

/** Where a rule stands: `四.12②`; with the document, where it is not the notice itself. */
function placeOf(view, clause) {
  const { id, grade, number, title } = view.notice.source(clause);
  const document = id === 'main' || grade === 'own-words' ? '' : number || view.t('source-titled', { title });
  return document + clauseName(view, clause);
}

function exclusive(view) {
  const { t, notice, assessment } = view;
  const chosen = assessment.exclusive_choice.map((id) => notice.route(id));
  const kinds = Array.from(new Set(chosen.map(({ kind }) => kind)));
  const rules = notice.texts.exclusivities.filter((rule) => rule.kinds.every((kind) => kinds.includes(kind)));
  return under('h2', t('exclusive-title'), kinds.length ? [
    ...lines(t('exclusive-about')),
    ...list(kinds.map((kind) => {
      const routes = chosen.filter((route) => route.kind === kind);
      return [t('exclusive-kind', { kind: routes[0].kind_name, routes: enumeration(view, routes.map(({ name }) => name)) })];
    })),
    ...rules.flatMap((rule) => grounds(view, rule)),
  ] : []);
}

function routeNodes(view, route, routes) {
  const { t, notice, assessment } = view;
  const { name, about } = notice.route(route.id);
  const standing = standingOf(route);
  const { open, moot, met } = splitFindings(route);
  const rule = route.window.state !== 'unknown' && notice.windowRule(route.id, route.window, assessment.warnings);
  return [
    ['h2', t('export-route', { name, standing: t(`standing-${nameOf(route)}`) })],
    ...lines(sentence(view, route, standing), about),
    ['h3', t('conditions-title')],
    ...list([...open, ...moot, ...met].map(({ finding, mark }) => condition(view, finding, mark, route)), 'ol'),
    ...under('h3', t('earliest-title'), route.earliest ? lines(t('earliest', { day: formatDate(route.earliest, t) })) : []),
    ['h3', t('window-title')],
    ...lines(windowText(view, route)),
    ...(rule ? grounds(view, rule) : []),
    ['h3', t('next-title')],
    ...next(view, route, standing, routes),
    ...(standing === 'no' || standing === 'not-yet' || !route.channel ? [] : [['p', t('channel'), ['a', route.channel]]]),
    ...lines(...(standing === 'no' || standing === 'not-yet' || route.channel_certain ? [] : [t('channel-uncertain')])),
  ];
}

/** A condition of a route, or without one a part of a group. */
function condition(view, finding, mark, route) {
  const { t, notice } = view;
  const { because, parts, basis } = finding;
  const test = route ? notice.citationOn(route.id, finding) : notice.test(finding);
  const place = placeOf(view, test.clause);
  const facts = [...(route ? answersRead(view, finding) : []), ...(basis ? standard(view, finding) : [])];
  return [
    `${t(`export-mark-${mark}`)} ${test.label}`, ...(place ? [['cite', place]] : []),
    ...(mark === 'yes' ? once(view, facts, test.label) : facts),
    // the parts of a group say their own
    ...(parts ? [] : lines(...because.map((reason) => reasonText(view, reason)))),
    ...(route ? relaxation(view, route, finding, mark) : []),
    // a document not held is named once: as the reason, where it is one
    ...grounds(view, because.some(({ source }) => source && source === test.not_held) ? { ...test, not_held: '' } : test),
    ...list((parts || []).map((part) => condition(view, part, part.truth)), 'ol'),
  ];
}

function answersRead(view, { facts, because }) {
  const { t, notice, answers } = view;
  // what was answered with "don't know" is said as a reason
  const unsure = because.filter(({ kind }) => kind === 'do-not-know').map(({ fact }) => fact);
  const read = facts.filter((id) => answers[id] !== undefined && !unsure.includes(id)).map((id) => notice.fact(id));
  return read.length ? lines(read.map((fact) => t('export-answer', { question: fact.question, answer: answerText(view, fact, answers[fact.id]) })).join(t('export-separator'))) : [];
}

function standard(view, finding) {
  const { source } = finding.basis;
  const { also_words: words } = view.notice.texts.standards[source];
  return [
    ...lines(...basisTexts(view, finding)),
    ...(words ? grounds(view, { clause: source, words }) : once(view, lines(...caveat(view, source)))),
  ];
}

function relaxation(view, route, finding, mark) {
  const { t, notice } = view;
  const rule = notice.texts.relaxations[notice.route(route.id).relaxation];
  if (!finding.relaxable || !rule || finding.truth !== 'no' || route.verdict === 'not-met') return [];
  const authority = notice.texts.authorities[rule.authority];
  return [...lines(t(mark === 'human' ? 'relax-human' : 'relax-open', { authority })), ...grounds(view, rule)];
}

function next(view, route, standing, routes) {
  const { t, notice, answers } = view;
  const centre = t('centre');
  switch (standing) {
    case 'meets': return lines(t(route.window.state === 'closed' ? 'next-meets-closed' : 'next-meets', { centre }));
    case 'not-yet': return lines(t('next-not-yet', { centre }));
    case 'human': return lines(t('next-human', { authority: whoDecides(view, route) }));
    case 'no': {
      const better = routes.filter((other) => ['meets', 'not-yet', 'human'].includes(standingOf(other)));
      const names = enumeration(view, better.map(({ id }) => notice.route(id).name));
      return lines(t('next-no', { centre }), ...(names ? [t('next-no-others', { routes: names })] : []));
    }
    default: {
      const { compare, find } = worthFindingOut(route, answers, notice);
      const missing = Object.entries({ 'next-need-info': route.unanswered, 'next-need-find': find, 'next-need-compare': compare })
        .flatMap(([key, facts]) => under('p', t(key), list(facts.map((id) => [notice.fact(id).question]))));
      return missing.length ? missing : lines(t('next-need-other', { centre }));
    }
  }
}

function documents(view) {
  const { t, notice, assessment } = view;
  const all = assessment.documents.map((document) => ({ ...document, ...notice.documents.get(document.id) }));
  const parts = (document) => {
    const { status, copies } = document;
    const name = copies ? t('document-copies', document) : document.name;
    const told = ['present', 'missing', 'unfit'].includes(status);
    const text = document.defects.length
      ? t('unfit-for', { defects: enumeration(view, document.defects.map((code) => t(`defect-${keyOf(code)}`))) }) : t(`document-${status}`);
    return [told ? t('export-document', { name, status: text }) : name, ...grounds(view, document)];
  };
  return [
    ['h2', t('documents-title')],
    ...notice.texts.phases.flatMap(({ id, name }) => (
      under('h3', name, list(all.filter(({ phase, status }) => phase === id && status !== 'not-needed').map(parts))))),
    ...under('h3', t('not-needed-title'), list([
      ...all.filter(({ status }) => status === 'not-needed').map(({ name }) => [name]),
      ...notice.texts.not_needed.map((item) => [item.name, ...grounds(view, item)]),
    ])),
  ];
}

/** The way that the papers take, and what comes later. */
function path(view) {
  const { t, notice } = view;
  const steps = view.steps.map((id) => notice.stepTexts.get(id));
  return under('h2', t('steps-title'), ['before', 'path', 'later'].flatMap((kind) => under('h3', t(`steps-${kind}`), list(
    steps.filter((step) => step.kind === kind).map((step) => [stepText(view, step), ...grounds(view, step)]),
  ))));
}
