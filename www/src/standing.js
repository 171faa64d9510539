/** What an assessment's verdicts and findings are called, and the order in which people see them; no words, no DOM. */

/** The five results that people see, best first. */
export const STANDINGS = ['meets', 'not-yet', 'need-info', 'human', 'no'];

/** The result that people see for a route. */
export function standingOf(route) {
  switch (route.verdict) {
    case 'met': return 'meets';
    case 'undetermined': return 'need-info';
    case 'needs-discretion': return 'human';
    case 'not-met': return route.earliest ? 'not-yet' : 'no';
    default: throw new TypeError(`no such verdict: ${route.verdict}`);
  }
}

/** What a route's result is called: its standing, or `closed` where it is met and may not be filed any more this year. */
export function nameOf(route) {
  const standing = standingOf(route);
  return standing === 'meets' && route.window.state === 'closed' ? 'closed' : standing;
}

/** The routes best first, in the notice's order where equal. */
export function ranked(routes) {
  return routes
    .map((route, index) => ({ route, index, rank: STANDINGS.indexOf(standingOf(route)) }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .map(({ route }) => route);
}

const FOR_PEOPLE = ['discretion', 'unclear'];

/**
 * The mark of a finding: `yes`, `no`, `unknown`, or `human` where only an authority can say.
 *
 * A failed criterion that an authority may relax for this person is theirs to decide.
 */
export function markOf(finding, route) {
  if (finding.truth === 'yes') return 'yes';
  if (finding.truth === 'no') return finding.relaxable && route.verdict === 'needs-discretion' ? 'human' : 'no';
  return finding.because.length && finding.because.every(({ kind }) => FOR_PEOPLE.includes(kind)) ? 'human' : 'unknown';
}

/**
 * The findings of a route with their marks: `open` those that the verdict comes from, gravest first, `met`, and `moot`:
 * those that are not known either where the route is not met anyway.
 */
export function splitFindings(route) {
  const marked = route.findings.map((finding) => ({ finding, mark: markOf(finding, route) }));
  const having = (...marks) => marks.reduce((found, wanted) => found.concat(marked.filter(({ mark }) => mark === wanted)), []);
  return route.verdict === 'not-met'
    ? { open: having('no'), moot: having('unknown', 'human'), met: having('yes') }
    : { open: having('no', 'unknown', 'human'), moot: [], met: having('yes') };
}

/** The facts that are worth finding out for a route: answered with "don't know", or still to be compared with conditions printed elsewhere. */
export function worthFindingOut(route, answers, notice) {
  const read = route.findings.filter(({ truth }) => truth === 'unknown').reduce((ids, { facts }) => ids.concat(facts), []);
  const ids = Array.from(new Set(read));
  const isOpen = ({ id, unsure }) => answers[id] === 'unknown' || (unsure && answers[id] === unsure);
  const open = ids.map((id) => notice.fact(id)).filter(isOpen);
  const idsOf = (facts) => facts.map(({ id }) => id);
  return { compare: idsOf(open.filter(({ unsure }) => unsure)), find: idsOf(open.filter(({ unsure }) => !unsure)) };
}

/** How many routes have which result, in words; `t` is the catalog. */
export function standingsInWords(routes, t) {
  const named = routes.map(nameOf);
  return ['meets', 'closed', ...STANDINGS.slice(1)].map((name) => [name, named.filter((own) => own === name).length]).filter(([, count]) => count)
    .map(([name, count]) => t('standing-count', { count, standing: t(`standing-${name}`) })).join(t('comma'));
}

/** The verdicts as the value of a form's field: `targeted-review=met;…`. */
export function verdictValue({ routes }) {
  return routes.map(({ id, verdict }) => `${id}=${verdict}`).join(';');
}
