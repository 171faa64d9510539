/** The card of one route: the verdict, why, when, and what to do next. */

import { html, nothing } from 'lit';
import { formatDate } from '../dates.js';
import { splitFindings, standingOf, worthFindingOut } from '../standing.js';
import {
  answerText, caveat, citation, clauseName, enumeration, folded, icon, ownWords, sourceTitle,
  verdictTag,
} from './parts.js';

/** Draws a route's card. */
export function routeCard(page, route) {
  const { notice } = page;
  const { name, about } = notice.route(route.id);
  const standing = standingOf(route);
  return html`
    <article class="card ${standing}" part="card" data-route=${route.id} data-verdict=${route.verdict} data-standing=${standing}>
      <header>
        <h3 tabindex="-1" class="heading">${name}</h3>
        <p>${verdictTag(page, standing)}</p>
      </header>
      <p class="sentence">${sentence(page, route, standing)}</p>
      <p class="small">${about}</p>
      ${conditions(page, route)}
      ${earliest(page, route)}
      ${deadline(page, route)}
      ${next(page, route, standing)}
    </article>`;
}

function sentence({ t, notice, answers }, route, standing) {
  const { state } = route.window;
  if (standing === 'meets' && (state === 'closed' || state === 'upcoming')) return t(`sentence-meets-${state}`);
  if (standing === 'need-info') {
    const { compare, find } = worthFindingOut(route, answers, notice);
    if (compare.length && !find.length && !route.unanswered.length) return t('sentence-need-compare');
  }
  return t(`sentence-${standing}`);
}

function conditions(page, route) {
  const { t } = page;
  const { open, moot, met } = splitFindings(route);
  const row = ({ finding, mark }) => condition(page, route, finding, mark);
  return html`
    <h4>${t('conditions-title')}</h4>
    ${open.length ? html`<ul class="conditions">${open.map(row)}</ul>` : nothing}
    ${moot.length ? html`
      <details class="met">
        <summary>${t('conditions-moot', { count: moot.length })}</summary>
        <ul class="conditions">${moot.map(row)}</ul>
      </details>` : nothing}
    ${met.length ? html`
      <details class="met" ?open=${!open.length && met.length < 3}>
        <summary>${t('conditions-met', { count: met.length })}</summary>
        <ul class="conditions">${met.map(row)}</ul>
      </details>` : nothing}`;
}

function condition(page, route, finding, mark) {
  const { t, notice } = page;
  const { label } = notice.test(finding);
  return html`
    <li class="condition ${mark}" part="reason" data-finding=${finding.group || finding.criterion} data-truth=${finding.truth}>
      <p class="label"><span class="mark">${icon(mark)}</span><span>${label}<span class="spoken">（${t(`mark-${mark}`)}）</span></span></p>
      <div class="grounds">
        ${answersRead(page, finding)}
        ${reasons(page, finding)}
        ${basis(page, finding)}
        ${relaxation(page, route, finding, mark)}
        ${finding.group
          ? groupParts(page, finding)
          : citation(page, withoutRepeats(notice.citationOn(route.id, finding), finding))}
      </div>
    </li>`;
}

/** A document not held is named once: as the reason, where it is one. */
function withoutRepeats(cited, finding) {
  const named = finding.because.some(({ source }) => source && source === cited.not_held);
  return named ? { ...cited, not_held: undefined } : cited;
}

/** The parts of a group, each with its own words. */
function groupParts(page, finding) {
  const { notice } = page;
  const group = notice.test(finding);
  return html`
    ${citation(page, group)}
    <ul class="parts">
      ${finding.parts.map((part) => {
        const test = notice.test(part);
        const mark = part.truth;
        return html`
          <li class="condition ${mark}" data-finding=${part.criterion} data-truth=${part.truth}>
            <p class="label"><span class="mark">${icon(mark)}</span><span>${test.label}<span class="spoken">（${page.t(`mark-${mark}`)}）</span></span></p>
            <div class="grounds">${reasons(page, part)}${citation(page, withoutRepeats(test, part))}</div>
          </li>`;
      })}
    </ul>`;
}

function answersRead(page, finding) {
  const { t, notice, answers } = page;
  // what was answered with "don't know" is said as a reason
  const unsure = finding.because.filter(({ kind }) => kind === 'do-not-know').map(({ fact }) => fact);
  const read = finding.facts.filter((id) => answers[id] !== undefined && !unsure.includes(id));
  if (!read.length) return nothing;
  const list = html`
    <dl class="given">
      ${read.map((id) => {
        const fact = notice.fact(id);
        return html`<div><dt>${fact.question}</dt><dd>${answerText(page, fact, answers[id])}</dd></div>`;
      })}
    </dl>`;
  return read.length < 3 ? list
    : html`<details class="source"><summary>${t('your-answers', { count: read.length })}</summary>${list}</details>`;
}

/** Why a finding is unknown, a sentence a reason. */
function reasons(page, finding) {
  return finding.because.length
    ? html`<ul class="reasons">${finding.because.map((reason) => html`<li>${reasonText(page, reason)}</li>`)}</ul>`
    : nothing;
}

function reasonText(page, reason) {
  const { t, notice } = page;
  switch (reason.kind) {
    case 'unanswered':
    case 'do-not-know':
    case 'day-needed': return t(`reason-${reason.kind}`, { question: notice.fact(reason.fact).question });
    case 'source-not-held': return t('reason-source-not-held', { source: sourceTitle(page, reason.source) });
    case 'discretion': return t('reason-discretion', { authority: notice.texts.authorities[reason.authority] });
    case 'unclear': return t('reason-unclear', { source: `${sourceTitle(page, reason.clause.split('/')[0])}${clauseName(page, reason.clause)}` });
    default: throw new TypeError(`no such reason: ${reason.kind}`);
  }
}

const BASIS_SENTENCES = { yes: 'basis-met', no: 'basis-not-met', unknown: 'basis-open' };

/** What a national standard says, with its sum; it never stands for the committee's own conditions. */
function basis(page, finding) {
  const { basis: looked } = finding;
  if (!looked) return nothing;
  const { t, notice } = page;
  const source = notice.sourceName(looked.source);
  const { also_words: also } = (notice.texts.standards || {})[looked.source] || {};
  const { years } = looked.needs || {};
  return html`
    <div class="basis">
      <p>${t(BASIS_SENTENCES[looked.truth])}</p>
      <p>${needs(page, finding, looked, source)}</p>
      ${looked.since && looked.earliest && years
        ? html`<p class="sum"><bdi>${t('basis-sum', {
          since: formatDate(looked.since, t), years, earliest: formatDate(looked.earliest, t), source,
        })}</bdi></p>` : nothing}
      ${also ? ownWords(page, also, looked.source) : nothing}
      ${caveat(page, looked.source)}
    </div>`;
}

function needs({ t, notice }, finding, looked, source) {
  const { held, years } = looked.needs || {};
  if (held) return t('basis-needs-held', { source, title: notice.choiceAmong(finding.facts, held), years });
  if (years) return t('basis-needs-work', { source, years });
  if (looked.needs) return t('basis-needs-none', { source });
  return t(looked.truth === 'no' ? 'basis-needs-never' : 'basis-needs-open', { source });
}

/** The clause that lets an authority ease a condition, where that matters here. */
function relaxation(page, route, finding, mark) {
  const { relaxation: id } = page.notice.route(route.id);
  if (!finding.relaxable || !id || finding.truth !== 'no' || route.verdict === 'not-met') return nothing;
  const { t, notice } = page;
  const rule = notice.texts.relaxations[id];
  const authority = notice.texts.authorities[rule.authority];
  return html`
    <div class="relax">
      <p>${t(mark === 'human' ? 'relax-human' : 'relax-open', { authority })}</p>
      ${citation(page, rule)}
    </div>`;
}

function earliest({ t }, route) {
  return route.earliest
    ? html`<h4>${t('earliest-title')}</h4><p data-earliest=${route.earliest}><bdi>${t('earliest', { day: formatDate(route.earliest, t) })}</bdi></p>`
    : nothing;
}

function deadline(page, route) {
  const { t, notice, assessment } = page;
  const rule = notice.windowRule(route.id, route.window, assessment.warnings);
  return html`
    <h4>${t('window-title')}</h4>
    <div part="deadline" data-window=${route.window.state}>
      <p>${windowText(page, route.window)}</p>
      ${rule && route.window.state !== 'unknown' ? html`
        ${folded(page, citation(page, rule))}` : nothing}
    </div>`;
}

function windowText({ t }, window) {
  const dates = {
    opens: window.opens && formatDate(window.opens, t),
    closes: window.closes && formatDate(window.closes, t),
    done: window.done_by && formatDate(window.done_by, t),
    days: window.days_left,
  };
  switch (window.state) {
    case 'open': return t(window.days_left === 0 ? 'window-open-last' : 'window-open', dates);
    case 'set-by': return t(`window-set-by-${window.set_by}${window.done_by ? '-done' : ''}`, dates);
    default: return t(`window-${window.state}`, dates);
  }
}

function next(page, route, standing) {
  const { t } = page;
  return html`
    <h4>${t('next-title')}</h4>
    <div class="next">
      ${nextStep(page, route, standing)}
      ${standing === 'no' || standing === 'not-yet' ? nothing : channel(page, route)}
    </div>`;
}

function nextStep(page, route, standing) {
  const { t, notice, answers } = page;
  const centre = t('centre');
  switch (standing) {
    case 'meets':
      return html`<p>${t(route.window.state === 'closed' ? 'next-meets-closed' : 'next-meets', { centre })}</p>`;
    case 'not-yet': return html`<p>${t('next-not-yet', { centre })}</p>`;
    case 'need-info': return needInfo(page, route, centre);
    case 'human': return html`<p>${t('next-human', { authority: whoDecides(page, route) })}</p>`;
    default: {
      const better = page.cards.filter((other) => other.id !== route.id && ['meets', 'not-yet', 'human'].includes(standingOf(other)));
      const changeable = Array.from(new Set(route.findings.filter(({ truth }) => truth === 'no')
        .reduce((facts, finding) => facts.concat(finding.facts), []))).filter((id) => answers[id] !== undefined);
      return html`
        <p>${t('next-no', { centre })}</p>
        ${better.length ? html`<p>${t('next-no-others', { routes: enumeration(page, better.map(({ id }) => notice.route(id).name)) })}</p>` : nothing}
        ${changeable.length < 4 ? questionButtons(page, changeable) : nothing}`;
    }
  }
}

function needInfo(page, route, centre) {
  const { t, notice, answers, act } = page;
  const { compare, find } = worthFindingOut(route, answers, notice);
  const asked = page.journey.interest.includes(route.id);
  if (!asked && route.unanswered.length) {
    return html`<p><button type="button" class="secondary" part="button-secondary" @click=${() => act.include(route.id)}>${t('include-route')}</button></p>`;
  }
  return html`
    ${route.unanswered.length ? html`<p>${t('next-need-info')}</p>${questionButtons(page, route.unanswered)}` : nothing}
    ${find.length ? html`<p>${t('next-need-find')}</p>${questionButtons(page, find)}` : nothing}
    ${compare.length ? html`<p>${t('next-need-compare')}</p>${questionButtons(page, compare)}` : nothing}
    ${route.unanswered.length || find.length || compare.length ? nothing : html`<p>${t('next-need-other', { centre })}</p>`}`;
}

function questionButtons({ t, notice, answers, act }, facts) {
  return html`
    <ul class="buttons">
      ${facts.map((id) => html`
        <li><button type="button" class="secondary" part="button-secondary" data-ask=${id} @click=${() => act.ask(id)}>
          ${t(answers[id] === undefined ? 'answer-question' : 'reanswer-question', { question: notice.fact(id).question })}
        </button></li>`)}
    </ul>`;
}

/** Those whom the open findings are for. */
function whoDecides(page, route) {
  const { t, notice } = page;
  const { open } = splitFindings(route);
  const ids = new Set();
  for (const { finding } of open) {
    for (const { authority } of finding.because) if (authority) ids.add(authority);
    const { relaxation: id } = notice.route(route.id);
    if (finding.truth === 'no' && finding.relaxable && id) ids.add(notice.texts.relaxations[id].authority);
  }
  const names = Array.from(ids, (id) => notice.texts.authorities[id]);
  return names.length ? enumeration(page, names) : t('centre');
}

function channel({ t, notice, act }, route) {
  if (!route.channel) return nothing;
  const proceed = (event) => {
    if (!act.proceed(route.id, route.channel)) event.preventDefault();
  };
  const { kind_name: kind } = notice.route(route.id);
  return html`
    <p>${t('channel')}<a part="actions" href=${route.channel} target="_blank" rel="noopener noreferrer" @click=${proceed}>${kind} <bdi dir="ltr">${route.channel.replace(/^https?:\/\//, '')}</bdi></a></p>
    ${route.channel_certain ? nothing : html`<p class="small">${t('channel-uncertain')}</p>`}`;
}
