/** Sentences of a result, the same wherever it is read: on a card, in a text, in a saved page. A `page` needs `t`, `notice`, `answers`, `assessment`. */

import { formatDate } from '../dates.js';
import { splitFindings, worthFindingOut } from '../standing.js';
import { clauseName, enumeration, sourceTitle } from '../views/parts.js';

/** The result in one sentence, from the routes that are looked at. */
export function headline({ t, notice, assessment, today }, routes) {
  const having = (wanted) => routes.filter(({ verdict }) => verdict === wanted);
  const met = having('met');
  const open = having('undetermined');
  if (!met.length && open.length) return t('result-open', { count: open.length });
  if (met.length && Number(today.slice(0, 4)) > notice.texts.notice.year) return t('result-over', { count: met.length });
  const inTime = met.filter(({ window }) => window.state !== 'closed');
  if (assessment.exclusive_choice.length) return t('result-choose', { count: met.length });
  if (inTime.length) return t('result-some', { count: inTime.length });
  return t(met.length ? 'result-none-closed' : 'result-none');
}

/** Which notice and which edition of its rules a result comes from. */
export function basisLine({ t, notice, assessment }) {
  return t('result-basis', {
    title: notice.source('main').title,
    issued: formatDate(notice.texts.notice.issued, t),
    edition: assessment.notice.edition,
    hash: assessment.notice.sha256.slice(0, 8),
  });
}

/** The verdict of a route in one sentence. */
export function sentence({ t, notice, answers }, route, standing) {
  const { state } = route.window;
  if (standing === 'meets' && (state === 'closed' || state === 'upcoming')) return t(`sentence-meets-${state}`);
  if (standing === 'need-info') {
    const { compare, find } = worthFindingOut(route, answers, notice);
    if (compare.length && !find.length && !route.unanswered.length) return t('sentence-need-compare');
  }
  return t(`sentence-${standing}`);
}

/** Why a finding is unknown. */
export function reasonText(page, reason) {
  const { t, notice } = page;
  switch (reason.kind) {
    case 'unanswered':
    case 'do-not-know':
    case 'day-needed': return t(`reason-${reason.kind}`, { question: notice.fact(reason.fact).question });
    case 'source-not-held': return t('reason-source-not-held', { source: sourceTitle(page, reason.source) });
    case 'discretion': return t('reason-discretion', { authority: notice.texts.authorities[reason.authority] });
    case 'unclear': return t('reason-unclear', { source: sourceTitle(page, reason.clause.split('/')[0]) + clauseName(page, reason.clause) });
    default: throw new TypeError(`no such reason: ${reason.kind}`);
  }
}

const BASIS_SENTENCES = { yes: 'basis-met', no: 'basis-not-met', unknown: 'basis-open' };

/** What a national standard says about a finding, with its sum; a sentence each. */
export function basisTexts({ t, notice }, finding) {
  const { basis } = finding;
  const source = notice.sourceName(basis.source);
  const { held, years, work } = basis.needs || {};
  const texts = [t(BASIS_SENTENCES[basis.truth])];
  if (held) texts.push(t('basis-needs-held', { source, title: notice.choiceAmong(finding.facts, held), years }));
  else if (years) texts.push(t('basis-needs-work', { source, years }));
  else if (basis.needs) texts.push(t('basis-needs-none', { source }));
  else texts.push(t(basis.truth === 'no' ? 'basis-needs-never' : 'basis-needs-open', { source }));
  if (work) texts.push(t('basis-needs-work', { source, years: work }));
  else if (basis.since && basis.earliest && years) {
    texts.push(t('basis-sum', { since: formatDate(basis.since, t), years, earliest: formatDate(basis.earliest, t), source }));
  }
  return texts;
}

/** That a pre-check decides nothing, and the day to which years are counted. */
export function limits({ t, notice }) {
  const { counted_to: day } = notice.texts.notice;
  return day ? t('result-limits-to', { day: formatDate(day, t) }) : t('result-limits');
}

/** A step with its days, where the notice names them. */
export function stepText({ t }, step) {
  const { name, opens, closes } = step;
  return opens || closes ? t(opens ? closes ? 'step-dates' : 'step-from' : 'step-until', {
    name, opens: opens && formatDate(opens, t), closes: closes && dayAndHour(t, closes, step.closes_at),
  }) : name;
}

const dayAndHour = (t, day, hour) => formatDate(day, t) + (hour ? ` ${hour}` : '');

/** When a route can be applied for. */
export function windowText({ t, notice, assessment }, route) {
  const { window } = route;
  const dates = {
    opens: window.opens && formatDate(window.opens, t),
    closes: window.closes && dayAndHour(t, window.closes, notice.closesAt(route, assessment.warnings)),
    done: window.done_by && formatDate(window.done_by, t),
    days: window.days_left,
  };
  switch (window.state) {
    case 'open': return t(window.days_left === 0 ? 'window-open-last' : 'window-open', dates);
    case 'set-by': return t(`window-set-by-${window.set_by}${window.done_by ? '-done' : ''}`, dates);
    default: return t(`window-${window.state}`, dates);
  }
}

/** Those whom the open findings of a route are for. */
export function whoDecides(page, route) {
  const { t, notice } = page;
  const { authorities, relaxations } = notice.texts;
  const { relaxation } = notice.route(route.id);
  const ids = new Set();
  for (const { finding } of splitFindings(route).open) {
    for (const { authority } of finding.because) if (authority) ids.add(authority);
    if (finding.truth === 'no' && finding.relaxable && relaxation) ids.add(relaxations[relaxation].authority);
  }
  const names = Array.from(ids, (id) => authorities[id]);
  return names.length ? enumeration(page, names) : t('centre');
}
