// json-rules-engine: a rule for every criterion, whose result later rules read as a fact; then rules for routes and windows.

import { Engine } from 'json-rules-engine';
import { intake } from '../intake.mjs';

export const name = 'json-rules-engine';

/** A test as its conditions. */
function say(test) {
  const [[kind, of]] = Object.entries(test);
  const parts = () => of.map(say);
  switch (kind) {
    case 'is': return of[1].length === 1 ? { fact: of[0], operator: 'equal', value: of[1][0] } : { fact: of[0], operator: 'in', value: of[1] };
    case 'isNot': return { fact: of[0], operator: 'notIn', value: of[1] };
    case 'least': return { fact: of[0], operator: 'greaterThanInclusive', value: of[1] };
    case 'most': return { fact: of[0], operator: 'lessThanInclusive', value: of[1] };
    case 'below': return { fact: of[0], operator: 'lessThan', value: { fact: of[1] } };
    case 'all': return { all: parts() };
    case 'any': return { any: parts() };
    case 'ref': return { fact: `is ${of}`, operator: 'equal', value: true };
    case 'not': return { fact: `is ${of}`, operator: 'equal', value: false };
    default: throw new Error(kind);
  }
}

const root = (conditions) => (conditions.all || conditions.any ? conditions : { all: [conditions] });

/** The rules as JSON: what a site would ship. Those that others read come first. */
export function said({ TESTS, ROUTES, WINDOWS, windowOf }) {
  const depth = (test) => {
    const [[kind, of]] = Object.entries(test);
    if (kind === 'ref' || kind === 'not') return 1 + depth(TESTS[of]);
    return kind === 'all' || kind === 'any' ? Math.max(...of.map(depth)) : 0;
  };
  const rule = (type, id, test, priority) => ({ name: `${type} ${id}`, conditions: root(say(test)), event: { type, params: { id } }, priority });
  return {
    tests: Object.entries(TESTS).map(([id, test]) => rule('test', id, test, 9 - depth(test))),
    routes: Object.entries(ROUTES).map(([id, list]) => rule('route', id, { all: list.map((ref) => ({ ref })) }, 1)),
    windows: Object.entries(WINDOWS).flatMap(([window, states]) => Object.entries(states).map(([id, when]) => rule(window, id, when, 1))),
    windowOf: Object.fromEntries(Object.keys(ROUTES).map((id) => [id, windowOf(id)])),
  };
}

/** A fact whose value is `undefined` would count as there. */
function told(today, answers) {
  const facts = intake(today, answers);
  for (const id in facts) if (facts[id] === undefined) delete facts[id];
  return facts;
}

const isCriterion = ({ event }) => event.type === 'test' && event.params.id !== 'standard' && event.params.id !== 'degree-fits-stage';

export async function setUp({ tests, routes, windows, windowOf }) {
  const engineOf = (rules) => {
    const engine = new Engine();
    const note = (value) => ({ type, params }, almanac) => {
      if (type === 'test') almanac.addFact(`is ${params.id}`, value);
    };
    engine.on('success', note(true));
    engine.on('failure', note(false));
    for (const rule of rules) engine.addRule(rule);
    return engine;
  };
  const whole = engineOf([...tests, ...routes, ...windows]);
  const short = engineOf([...tests, ...routes]);
  const order = routes.map(({ event }) => event.params.id);
  return {
    async one(today, answers) {
      const { results, failureResults } = await whole.run(told(today, answers));
      const met = new Set(results.map(({ name: rule }) => rule));
      const window = Object.fromEntries(results.filter(({ event }) => event.type in WINDOW).map(({ event }) => [event.type, event.params.id]));
      const criteria = {};
      for (const result of [...results, ...failureResults]) if (isCriterion(result)) criteria[result.event.params.id] = result.result;
      return { routes: order.map((id) => ({ id, verdict: met.has(`route ${id}`) ? 'met' : 'not-met', window: window[windowOf[id]] })), criteria };
    },
    async many(today, people) {
      const all = [];
      for (const answers of people) {
        const { results } = await short.run(told(today, answers));
        const met = new Set(results.map(({ name: rule }) => rule));
        all.push(order.map((id) => (met.has(`route ${id}`) ? 'met' : 'not-met')));
      }
      return all;
    },
  };
}

const WINDOW = { targeted: true, regional: true };
