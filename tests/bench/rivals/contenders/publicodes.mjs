// publicodes: every test, route and window a rule; what is not in the situation is undefined, and the variables that are missing are named.

import Engine from 'publicodes';
import { intake } from '../intake.mjs';

export const name = 'publicodes';

const literal = (value) => (typeof value === 'string' ? `'${value}'` : typeof value === 'boolean' ? (value ? 'oui' : 'non') : String(value));
const some = (list, name) => (list.length === 1 ? list[0] : { [name]: list });
const any = (list) => some(list, 'une de ces conditions');
const all = (list) => some(list, 'toutes ces conditions');
const OF = 'test ';

function say(test) {
  const [[kind, of]] = Object.entries(test);
  const parts = () => of.map(say);
  switch (kind) {
    case 'is': return any(of[1].map((value) => `${of[0]} = ${literal(value)}`));
    case 'isNot': return all(of[1].map((value) => `${of[0]} != ${literal(value)}`));
    case 'least': return `${of[0]} >= ${of[1]}`;
    case 'most': return `${of[0]} <= ${of[1]}`;
    case 'below': return `${of[0]} < ${of[1]}`;
    case 'all': return all(parts());
    case 'any': return any(parts());
    case 'ref': return OF + of;
    case 'not': return `${OF}${of} = non`;
    default: throw new Error(kind);
  }
}

function factsOf(test) {
  const [[kind, of]] = Object.entries(test);
  if (kind === 'ref' || kind === 'not') return [];
  if (kind === 'all' || kind === 'any') return of.flatMap(factsOf);
  return kind === 'below' ? of : [of[0]];
}

/** The rules as the objects that their YAML is read to: what a site would ship. */
export function said({ TESTS, CRITERIA, ROUTES, WINDOWS, windowOf }) {
  const rules = {};
  for (const test of [...Object.values(TESTS), ...Object.values(WINDOWS).flatMap(Object.values)]) for (const fact of factsOf(test)) rules[fact] = null;
  for (const [id, test] of Object.entries(TESTS)) rules[OF + id] = { valeur: say(test) };
  for (const [id, list] of Object.entries(ROUTES)) rules[`route ${id}`] = { valeur: { 'toutes ces conditions': list.map((test) => OF + test) } };
  for (const [id, states] of Object.entries(WINDOWS)) {
    rules[`window ${id}`] = { variations: [...Object.entries(states).map(([state, when]) => ({ si: say(when), alors: literal(state) })), { sinon: literal('none') }] };
  }
  return { rules, criteria: Object.keys(CRITERIA), routes: Object.keys(ROUTES).map((id) => ({ id, window: windowOf(id) })) };
}

export async function setUp({ rules, criteria, routes }) {
  const logger = { log() {}, warn() {}, error() {} };
  const engine = new Engine(rules, { logger });
  const situation = (today, answers) => {
    const facts = intake(today, answers);
    const known = {};
    // what no rule reads it refuses to be told
    for (const id of Object.keys(facts)) if (facts[id] !== undefined && id in rules) known[id] = literal(facts[id]);
    engine.setSituation(known);
  };
  const value = (rule) => engine.evaluate(rule).nodeValue;
  const verdict = (id) => {
    const met = value(`route ${id}`);
    return met === undefined ? undefined : met ? 'met' : 'not-met';
  };
  return {
    one(today, answers) {
      situation(today, answers);
      const windows = { targeted: value('window targeted'), regional: value('window regional') };
      return {
        routes: routes.map(({ id, window }) => ({ id, verdict: verdict(id), window: windows[window], missing: Object.keys(engine.evaluate(`route ${id}`).missingVariables) })),
        criteria: Object.fromEntries(criteria.map((id) => [id, value(OF + id)])),
      };
    },
    many: (today, people) => people.map((answers) => {
      situation(today, answers);
      return routes.map(({ id }) => verdict(id));
    }),
  };
}
