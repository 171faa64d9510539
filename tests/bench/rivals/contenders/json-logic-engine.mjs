// json-logic-engine, compiled. With reasons: every criterion by name, then routes and windows by these; without: the routes alone, each giving up at the first that fails.

import { LogicEngine } from 'json-logic-engine';
import { intake } from '../intake.mjs';

export const name = 'json-logic-engine (compiled)';

const read = (fact) => ({ var: fact });

/** A test in JSON Logic; `refer` says what another test by name is. */
function say(test, refer) {
  const [[kind, of]] = Object.entries(test);
  const parts = () => of.map((part) => say(part, refer));
  const among = ([fact, values]) => (values.length === 1 ? { '===': [read(fact), values[0]] } : { in: [read(fact), values] });
  switch (kind) {
    case 'is': return among(of);
    case 'isNot': return { '!': [among(of)] };
    case 'least': return { '>=': [read(of[0]), of[1]] };
    case 'most': return { '<=': [read(of[0]), of[1]] };
    case 'below': return { '<': [read(of[0]), read(of[1])] };
    case 'all': return { and: parts() };
    case 'any': return { or: parts() };
    case 'ref': return refer(of);
    case 'not': return { '!': [refer(of)] };
    default: throw new Error(kind);
  }
}

/** The rules in JSON Logic: what a site would ship. */
export function said({ TESTS, CRITERIA, ROUTES, WINDOWS, windowOf }) {
  const inside = (test) => say(test, (other) => inside(TESTS[other]));
  const map = (object, made) => Object.fromEntries(Object.entries(object).map(([key, value]) => [key, made(value, key)]));
  const verdict = (test) => ({ if: [test, 'met', 'not-met'] });
  const state = (states) => ({ if: Object.entries(states).flatMap(([id, when], index, list) => (index === list.length - 1 ? [id] : [say(when, read), id])) });
  const standard = say(TESTS.standard, (other) => inside(TESTS[other]));
  const byStandard = (test) => say(test, (other) => (other === 'standard' ? read(other) : inside(TESTS[other])));
  return {
    // many criteria lean on the standard, so it is looked up once
    standard,
    criteria: map(CRITERIA, byStandard),
    routes: map(ROUTES, (list, id) => ({ id, verdict: verdict({ and: list.map(read) }), window: state(WINDOWS[windowOf(id)]) })),
    verdicts: Object.values(map(ROUTES, (list) => verdict({ and: list.map((id) => byStandard(CRITERIA[id])) }))),
  };
}

export async function setUp(rules) {
  const engine = new LogicEngine();
  const build = (logic) => engine.build(logic);
  const standard = build(rules.standard);
  const criteria = build({ eachKey: rules.criteria });
  const routes = Object.values(rules.routes).map(({ id, verdict, window }) => ({ id, verdict: build(verdict), window: build(window) }));
  const verdicts = rules.verdicts.map(build);
  return {
    one(today, answers) {
      const facts = intake(today, answers);
      facts.standard = standard(facts);
      const of = criteria(facts);
      const known = { ...of, today: facts.today, 'level-rank': facts['level-rank'] };
      return { routes: routes.map(({ id, verdict, window }) => ({ id, verdict: verdict(known), window: window(known) })), criteria: of };
    },
    many: (today, people) => people.map((answers) => {
      const facts = intake(today, answers);
      facts.standard = standard(facts);
      return verdicts.map((verdict) => verdict(facts));
    }),
  };
}
