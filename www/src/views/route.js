/** The card of one route: the verdict, why, what is missing, when, and what to do next. */

import { html, nothing } from 'lit-html';
import { formatDate } from '../dates.js';
import { basisTexts, reasonText, sentence, whoDecides, windowText } from '../export/words.js';
import { splitFindings, standingOf, worthFindingOut } from '../standing.js';
import { answerText, button, caveat, citation, enumeration, folded, icon, isSaid, knownText, ownWords, sourceTitle, verdictTag } from './parts.js';

/** Draws a route's card. */
export function routeCard(page, route) {
  const { t, notice } = page;
  const { name, about, leans_on: leansOn = [] } = notice.route(route.id);
  const standing = standingOf(route);
  return html`
    <article class="card ${standing}" part="card" data-route=${route.id} data-verdict=${route.verdict} data-standing=${standing}>
      <header>
        <h3 tabindex="-1" class="heading">${name}</h3>
        ${verdictTag(page, route)}
      </header>
      <p class="sentence">${sentence(page, route, standing)}</p>
      <p class="small">${about}</p>
      ${conditions(page, route)}
      ${leansOn.map((id) => html`<p class="words">${t('words-not-held', { source: sourceTitle(page, id) })}</p>`)}
      ${missing(page, standing)}
      ${earliest(page, route)}
      ${deadline(page, route)}
      <h4>${t('next-title')}</h4>
      <div class="next">${next(page, route, standing)}</div>
    </article>`;
}

function conditions(page, route) {
  const { t } = page;
  const { open, moot, met } = splitFindings(route);
  const list = (marked) => html`<ul class="conditions">${marked.map(({ finding, mark }) => condition(page, route, finding, mark))}</ul>`;
  const fold = (key, marked, unfolded) => (marked.length
    ? html`<details class="met" ?open=${unfolded}><summary>${t(key, { count: marked.length })}</summary>${list(marked)}</details>` : nothing);
  return html`
    <h4>${t('conditions-title')}</h4>
    ${open.length ? list(open) : nothing}
    ${fold('conditions-moot', moot, false)}
    ${fold('conditions-met', met, !open.length && met.length < 3)}`;
}

function condition(page, route, finding, mark) {
  const cited = page.notice.citationOn(route.id, finding);
  return item(page, finding, mark, html`
    ${answersRead(page, finding)}
    ${finding.parts ? nothing : reasons(page, finding)}
    ${basis(page, finding)}
    ${relaxation(page, route, finding, mark)}
    ${citation(page, withoutRepeats(cited, finding))}
    ${finding.parts ? html`<ul class="parts">${finding.parts.map((part) => item(page, part, part.truth, html`
      ${reasons(page, part)}${basis(page, part)}${citation(page, withoutRepeats(page.notice.test(part), part))}`))}</ul>` : nothing}`);
}

function item(page, finding, mark, grounds) {
  const { t, notice } = page;
  const said = mark !== 'no' && isSaid(page, [finding.criterion, finding.clause, mark, JSON.stringify(finding.because)].join());
  return html`
    <li class="condition ${mark} ${said ? 'again' : ''}" part="reason" data-finding=${finding.group || finding.criterion} data-truth=${finding.truth}>
      <p class="label"><span class="mark">${icon(mark)}</span><span>${notice.test(finding).label}<span class="spoken">${t('aside', { text: t(`mark-${mark}`) })}</span></span></p>
      <div class="grounds">${grounds}</div>
    </li>`;
}

/** A document not held is named once: as the reason, where it is one. */
function withoutRepeats(cited, finding) {
  const named = finding.because.some(({ source }) => source && source === cited.not_held);
  return named ? { ...cited, not_held: undefined } : cited;
}

function answersRead(page, finding) {
  const { t, notice, answers, assessment } = page;
  // what was answered with "don't know" is said as a reason
  const unsure = finding.because.filter(({ kind }) => kind === 'do-not-know').map(({ fact }) => fact);
  const known = (id) => (assessment.known || []).find(({ fact }) => fact === id);
  const read = finding.facts.filter((id) => known(id) || (answers[id] !== undefined && !unsure.includes(id)));
  if (!read.length) return nothing;
  const list = html`
    <dl class="given ${isSaid(page, String(read)) ? 'again' : ''}">
      ${read.map((id) => {
        const fact = notice.fact(id);
        return html`<div><dt>${fact.question}</dt><dd>${known(id) ? knownText(page, known(id)) : answerText(page, fact, answers[id])}</dd></div>`;
      })}
    </dl>`;
  if (read.length < 3) return list;
  const given = read.filter((id) => !known(id)).map((id) => answerText(page, notice.fact(id), answers[id]));
  return html`<details class="source"><summary>${t('your-answers', { answers: enumeration(page, given) })}</summary>${list}</details>`;
}

/** Why a finding is unknown, a sentence a reason. */
function reasons(page, finding) {
  return finding.because.length
    ? html`<ul class="reasons">${finding.because.map((reason) => html`<li>${reasonText(page, reason)}</li>`)}</ul>`
    : nothing;
}

/** What a national standard says, with its sum; it never stands for the committee's own conditions. */
function basis(page, finding) {
  const { basis: looked } = finding;
  if (!looked) return nothing;
  const { also_words: also } = (page.notice.texts.standards || {})[looked.source] || {};
  return html`
    <div class="basis ${isSaid(page, JSON.stringify(looked)) ? 'again' : ''}">
      ${basisTexts(page, finding).map((text, index) => html`<p class=${index > 1 ? 'sum' : ''}>${text}</p>`)}
      ${ownWords(page, also, looked.source)}
      ${caveat(page, looked.source)}
    </div>`;
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

/** The papers that were told to be wanting, where the route is open at all. */
function missing(page, standing) {
  const { t, notice, assessment } = page;
  const wanting = assessment.documents.filter(({ status }) => status === 'missing' || status === 'unfit');
  return standing === 'no' || !wanting.length ? nothing : html`
    <h4>${t('missing-title')}</h4>
    <ul class="plain">${wanting.map(({ id, status }) => html`<li>${t('missing', { name: notice.documents.get(id).name, status: t(`document-${status}`) })}</li>`)}</ul>`;
}

function earliest({ t }, route) {
  return route.earliest
    ? html`<h4>${t('earliest-title')}</h4><p data-earliest=${route.earliest}>${t('earliest', { day: formatDate(route.earliest, t) })}</p>`
    : nothing;
}

function deadline(page, route) {
  const { t, notice, assessment } = page;
  const rule = notice.windowRule(route.id, route.window, assessment.warnings);
  return html`
    <h4>${t('window-title')}</h4>
    <div part="deadline" data-window=${route.window.state}>
      <p>${windowText(page, route)}</p>
      ${rule && route.window.state !== 'unknown' ? folded(page, citation(page, rule)) : nothing}
    </div>`;
}

function next(page, route, standing) {
  const { t, notice, answers } = page;
  const centre = t('centre');
  switch (standing) {
    case 'meets':
      return route.window.state === 'closed' ? html`<p>${t('next-meets-closed', { centre })}</p>` : way(page, route);
    case 'not-yet': return html`<p>${t('next-not-yet', { centre })}</p>`;
    case 'need-info': return html`${needInfo(page, route, centre)}${channel(page, route)}`;
    case 'human': return html`<p>${t('next-human', { authority: whoDecides(page, route) })}</p>${channel(page, route)}`;
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

/** From the unit to the review, for those who can file. */
function way(page, route) {
  const { t, notice } = page;
  const steps = page.steps().map((id) => notice.stepTexts.get(id));
  const names = (kind) => enumeration(page, steps.filter((step) => step.kind === kind).map(({ name }) => name));
  return html`
    <ol class="steps">
      <li>${t('next-before', { steps: names('before') })}</li>
      <li>${channel(page, route)}</li>
      <li>${t('next-path')}</li>
      <li>${t('next-later', { steps: names('later') })}</li>
    </ol>`;
}

function needInfo(page, route, centre) {
  const { t, notice, answers, act } = page;
  const { compare, find } = worthFindingOut(route, answers, notice);
  if (!page.journey.interest.includes(route.id) && route.unanswered.length) {
    return html`<p>${button(t('include-route'), () => act.include(route.id))}</p>`;
  }
  const part = (key, facts) => (facts.length ? html`<p>${t(key)}</p>${questionButtons(page, facts)}` : nothing);
  return html`
    ${part('next-need-info', route.unanswered)}
    ${part('next-need-find', find)}
    ${part('next-need-compare', compare)}
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

/** Where to register. A site that is itself the place says with `start-url` where it begins. */
function channel({ t, notice, host, act }, route) {
  const bare = (url) => url.replace(/^https?:\/\//, '');
  const site = (address) => (/^https?:\/\/([^/?#\\]+)/i.exec(address) || [])[1];
  // a counter, or what no browser is to be led to
  if (!site(route.channel)) return route.channel ? html`<p>${t('channel')}${route.channel}</p>` : nothing;
  const url = site(host.startUrl) === site(route.channel) ? host.startUrl : route.channel;
  const proceed = (event) => {
    if (!act.proceed(route.id, url)) event.preventDefault();
  };
  const { kind_name: kind } = notice.route(route.id);
  return html`
    <p>${t('channel')}<a part="actions" href=${url} target="_blank" rel="noopener noreferrer" @click=${proceed}>${kind} <bdi dir="ltr">${bare(url)}</bdi></a></p>
    ${route.channel_certain ? nothing : html`<p class="small">${t('channel-uncertain')}</p>`}`;
}
