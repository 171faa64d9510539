// The rules of notice/notice.toml once more, for the engines that know no notices: tests by name in a form that each of them translates to its own.
//
// `is`, `isNot`: a fact is one of some values or none of them; `least`, `most`: a number; `below`: one number below another; `all`, `any`; `ref`, `not`: another test.
// Facts are those of `intake.mjs`.

const is = (fact, ...values) => ({ is: [fact, values] });
const isNot = (fact, ...values) => ({ isNot: [fact, values] });
const least = (fact, number) => ({ least: [fact, number] });
const most = (fact, number) => ({ most: [fact, number] });
const all = (...of) => ({ all: of });
const any = (...of) => ({ any: of });
const ref = (name) => ({ ref: name });
const not = (name) => ({ not: name });

export const DEGREES = ['high-school', 'college', 'bachelor', 'master', 'doctor'];
export const TEACHERS = ['primary-secondary-teacher', 'kindergarten-teacher'];

/** What a standard asks for, by level and degree; as in the notice. */
export const TABLES = {
  engineering: {
    technician: ['work 1', 'work 1', '0', '0', '0'],
    assistant: ['technician 4', 'technician 2', 'work 1', '0', '0'],
    intermediate: ['-', 'assistant 4', 'assistant 4', 'assistant 2', '0'],
    'associate-senior': ['-', '-', 'intermediate 5', 'intermediate 5', 'intermediate 2'],
    senior: ['-', '-', 'associate-senior 5', 'associate-senior 5', 'associate-senior 5'],
  },
  teacher: {
    technician: ['work 1', 'work 1', '0', '0', '0'],
    assistant: ['technician 3', 'technician 2', 'work 1', '0', '0'],
    intermediate: ['assistant 5', 'assistant 4', 'assistant 4', 'assistant 2', '0'],
    'associate-senior': ['-', 'intermediate 5', 'intermediate 5', 'intermediate 5', 'intermediate 2'],
    senior: ['-', '-', 'associate-senior 5', 'associate-senior 5', 'associate-senior 5'],
  },
  agriculture: {
    technician: ['work 1', 'work 1', '0', '0', '0'],
    assistant: ['technician 4', 'technician 2', 'work 1', '0', '0'],
    intermediate: ['assistant 5', 'assistant 4', 'assistant 4', 'assistant 2', '0'],
    'associate-senior': ['-', '-', 'intermediate 5', 'intermediate 5', 'intermediate 2'],
    senior: ['-', '-', 'associate-senior 5', 'associate-senior 5', 'associate-senior 5'],
  },
};

function cell(written) {
  const [title, years] = written.split(' ');
  if (title === 'work') return [least('work-years', Number(years))];
  return title === '0' ? [] : [is('title-held', title), least('title-years', Number(years))];
}

/** Rows of a table, degrees that ask for the same together. */
const table = (rows) => any(...Object.entries(rows).map(([level, cells]) => {
  const ways = Array.from(new Set(cells)).filter((written) => written !== '-');
  return all(is('level', level), any(...ways.map((written) => all(is('degree', ...DEGREES.filter((_, index) => cells[index] === written)), ...cell(written)))));
}));

const conditions = (fact) => any(is(fact, 'checked-met'), all(is(fact, 'not-checked'), ref('standard')));

/** What criteria are made of, and is no criterion of a route. */
const PARTS = {
  'degree-fits-stage': any(
    is('series', 'kindergarten-teacher'),
    isNot('degree', 'high-school', 'college'),
    all(is('degree', 'college'), isNot('school-stage', 'senior-high')),
    all(is('degree', 'high-school'), is('school-stage', 'kindergarten', 'primary')),
  ),
  standard: any(
    all(is('series', 'engineering'), table(TABLES.engineering)),
    all(is('series', ...TEACHERS), ref('degree-fits-stage'), table(TABLES.teacher)),
    all(is('series', 'agriculture'), table(TABLES.agriculture)),
  ),
};

export const CRITERIA = {
  'person-in-scope': isNot('employer', 'civil-servant', 'retired'),
  'in-kizilsu': isNot('workplace', 'elsewhere'),
  'no-sanction': any(isNot('employer', 'public-institution'), is('sanction', 'none', 'warning'), { below: ['sanction-until', 'today'] }),
  'above-county-junior': any(least('level-rank', 3), isNot('workplace', 'artux', 'akto', 'akqi', 'ulugqat')),
  'is-county-junior': all(most('level-rank', 2), is('workplace', 'artux', 'akto', 'akqi', 'ulugqat')),
  'committee-formed': is('committee', true),
  'one-application-regional': isNot('other-application', 'regional'),
  'one-application-targeted': isNot('other-application', 'targeted'),
  'title-is-new': { below: ['title-rank', 'level-rank'] },
  'meets-targeted-conditions': conditions('conditions-targeted'),
  'meets-regional-conditions': conditions('conditions-regional'),
  'meets-county-conditions': conditions('conditions-county'),
  'meets-101': is('meets-101', true),
  'grassroots-or-85': any(
    all(is('service', 'listed'), least('service-years', 3), least('excellent-years', 3)),
    all(is('special-talent-85', true), least('level-rank', 4)),
  ),
  'aid-one-year': all(is('on-aid-posting', true), least('aid-years', 1), { below: ['today', 'day-after-aid'] }),
  'teacher-series': is('series', ...TEACHERS),
  'teacher-senior-level': is('level', 'associate-senior'),
  'not-teacher-senior': any(isNot('series', ...TEACHERS), isNot('level', 'associate-senior')),
  skilled: is('skill-grade', 'senior-worker', 'technician', 'senior-technician'),
  'meets-26': is('meets-26', true),
};

/** All tests, each after those that it refers to. */
export const TESTS = { ...PARTS, ...CRITERIA };

const always = ['person-in-scope', 'in-kizilsu', 'no-sanction'];
export const ROUTES = {
  'targeted-review': [...always, 'committee-formed', 'one-application-regional', 'above-county-junior', 'title-is-new', 'meets-targeted-conditions'],
  'first-conferral': [...always, 'one-application-regional', 'title-is-new', 'meets-101'],
  'special-talent': [...always, 'one-application-regional', 'title-is-new', 'grassroots-or-85'],
  'aid-xinjiang': [...always, 'committee-formed', 'one-application-regional', 'aid-one-year', 'title-is-new', 'meets-targeted-conditions'],
  'teacher-senior': [...always, 'one-application-targeted', 'teacher-series', 'teacher-senior-level', 'title-is-new', 'meets-regional-conditions'],
  'county-junior': [...always, 'one-application-regional', 'is-county-junior', 'title-is-new', 'meets-county-conditions'],
  'skilled-worker': [...always, 'committee-formed', 'one-application-regional', 'skilled', 'meets-26', 'title-is-new'],
  'regional-review': [...always, 'one-application-targeted', 'not-teacher-senior', 'title-is-new', 'meets-regional-conditions'],
};

export const windowOf = (route) => (route === 'teacher-senior' || route === 'regional-review' ? 'regional' : 'targeted');

/** The states of the two windows, each with when it is that; no two at once. */
export const WINDOWS = {
  targeted: {
    'set-by': ref('is-county-junior'),
    upcoming: all(not('is-county-junior'), most('today', 20210714)),
    open: all(not('is-county-junior'), least('today', 20210715), any(most('today', 20210815), all(ref('teacher-series'), most('today', 20210910)))),
    closed: all(not('is-county-junior'), least('today', 20210816), any(not('teacher-series'), least('today', 20210911))),
  },
  regional: { 'set-by': least('level-rank', 4), unannounced: most('level-rank', 3) },
};
