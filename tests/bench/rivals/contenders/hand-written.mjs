// The same rules as a programmer would write them once and for all: the floor.

import { years } from '../intake.mjs';
import { DEGREES, TABLES } from '../rules.mjs';

export const name = 'hand-written';
export const said = () => ({});

const RANKS = { none: 0, technician: 1, assistant: 2, intermediate: 3, 'associate-senior': 4, senior: 5 };
const DEGREE = Object.fromEntries(DEGREES.map((degree, place) => [degree, place]));
const STANDARDS = Object.fromEntries(Object.entries(TABLES).map(([series, rows]) => [
  series, Object.fromEntries(Object.entries(rows).map(([level, cells]) => [level, cells.map((written) => {
    const [title, count] = written.split(' ');
    return { title, years: Number(count) };
  })])),
]));

const isTeacher = (series) => series === 'primary-secondary-teacher' || series === 'kindergarten-teacher';
const isCounty = (workplace) => workplace === 'artux' || workplace === 'akto' || workplace === 'akqi' || workplace === 'ulugqat';

function degreeFits({ series, degree, 'school-stage': stage }) {
  if (series === 'kindergarten-teacher') return true;
  if (degree === 'college') return stage !== 'senior-high';
  return degree !== 'high-school' || stage === 'kindergarten' || stage === 'primary';
}

function standard(answers, today) {
  const teacher = isTeacher(answers.series);
  if (teacher && !degreeFits(answers)) return false;
  const { title, years: count } = STANDARDS[teacher ? 'teacher' : answers.series][answers.level][DEGREE[answers.degree]];
  if (title === '-') return false;
  if (title === '0') return true;
  if (title === 'work') return years(answers['work-since'], today) >= count;
  return answers['title-held'] === title && years(answers['title-since'], today) >= count;
}

function criteria(answers, today) {
  const level = RANKS[answers.level];
  const county = isCounty(answers.workplace);
  const teacher = isTeacher(answers.series);
  const byStandard = standard(answers, today);
  const conditions = (told) => told === 'checked-met' || (told === 'not-checked' && byStandard);
  return {
    'person-in-scope': answers.employer !== 'civil-servant' && answers.employer !== 'retired',
    'in-kizilsu': answers.workplace !== 'elsewhere',
    'no-sanction': answers.employer !== 'public-institution' || answers.sanction === 'none' || answers.sanction === 'warning' || today > answers['sanction-until'],
    'above-county-junior': level >= 3 || !county,
    'is-county-junior': level <= 2 && county,
    'committee-formed': answers.committee,
    'one-application-regional': answers['other-application'] !== 'regional',
    'one-application-targeted': answers['other-application'] !== 'targeted',
    'title-is-new': RANKS[answers['title-held']] < level,
    'meets-targeted-conditions': conditions(answers['conditions-targeted']),
    'meets-regional-conditions': conditions(answers['conditions-regional']),
    'meets-county-conditions': conditions(answers['conditions-county']),
    'meets-101': answers['meets-101'],
    'grassroots-or-85': (answers.service === 'listed' && answers['service-years'] >= 3 && answers['excellent-years'] >= 3) || (answers['special-talent-85'] && level >= 4),
    'aid-one-year': answers['on-aid-posting'] && years(answers['aid-since'], today) >= 1 && today <= answers['aid-until'],
    'teacher-series': teacher,
    'teacher-senior-level': level === 4,
    'not-teacher-senior': !teacher || level !== 4,
    skilled: answers['skill-grade'] === 'senior-worker' || answers['skill-grade'] === 'technician' || answers['skill-grade'] === 'senior-technician',
    'meets-26': answers['meets-26'],
  };
}

const ORDER = ['targeted-review', 'first-conferral', 'special-talent', 'aid-xinjiang', 'teacher-senior', 'county-junior', 'skilled-worker', 'regional-review'];

/** Whether each route is met, in the notice's order. */
function routes(of) {
  const always = of['person-in-scope'] && of['in-kizilsu'] && of['no-sanction'] && of['title-is-new'];
  const targeted = always && of['one-application-regional'];
  const regional = always && of['one-application-targeted'] && of['meets-regional-conditions'];
  return [
    targeted && of['committee-formed'] && of['above-county-junior'] && of['meets-targeted-conditions'],
    targeted && of['meets-101'],
    targeted && of['grassroots-or-85'],
    targeted && of['committee-formed'] && of['aid-one-year'] && of['meets-targeted-conditions'],
    regional && of['teacher-series'] && of['teacher-senior-level'],
    targeted && of['is-county-junior'] && of['meets-county-conditions'],
    targeted && of['committee-formed'] && of.skilled && of['meets-26'],
    regional && of['not-teacher-senior'],
  ];
}

function targetedWindow(of, today) {
  if (of['is-county-junior']) return 'set-by';
  if (today < '2021-07-15') return 'upcoming';
  return today <= (of['teacher-series'] ? '2021-09-10' : '2021-08-15') ? 'open' : 'closed';
}

export async function setUp() {
  return {
    one(today, answers) {
      const of = criteria(answers, today);
      const met = routes(of);
      const targeted = targetedWindow(of, today);
      const regional = RANKS[answers.level] >= 4 ? 'set-by' : 'unannounced';
      return {
        routes: ORDER.map((id, place) => ({ id, verdict: met[place] ? 'met' : 'not-met', window: place === 4 || place === 7 ? regional : targeted })),
        criteria: of,
      };
    },
    many: (today, people) => people.map((answers) => routes(criteria(answers, today)).map((met) => (met ? 'met' : 'not-met'))),
  };
}
