// Invented applicants with complete answers, the same ones for the same seed: what the rules compared here ask, and what the whole notice of 2021 asks besides.

/** The days on which something in the rules begins or ends, with their neighbours. */
export const DAYS = ['2021-07-14', '2021-07-15', '2021-08-15', '2021-08-16', '2021-09-10', '2021-09-11', '2022-02-28', '2024-02-29'];

const LEVELS = ['technician', 'assistant', 'intermediate', 'associate-senior', 'senior'];
const TITLES = ['none', ...LEVELS];
const COUNTIES = ['artux', 'akto', 'akqi', 'ulugqat'];

/** A number below `bound`, by mulberry32. */
function source(seed) {
  let state = seed;
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}

const DAY = 86_400_000;
const at = (text) => Date.parse(`${text}T00:00Z`);
const text = (time) => new Date(time).toISOString().slice(0, 10);

/** So many applicants as of a day; most lie near what the rules ask for, so that every route is open to some of them. */
export function applicants(count, today, seed = 1) {
  const below = source(seed);
  const pick = (list) => list[below(list.length)];
  const chance = (ofAHundred) => below(100) < ofAHundred;
  /** A whole number of years before the day of the check, or a day beside that; sometimes a leap day. */
  const ago = (years) => {
    if (chance(5)) return pick(['2012-02-29', '2016-02-29', '2020-02-29']);
    const [year, month, day] = today.split('-').map(Number);
    return text(Math.min(Date.UTC(year - years, month - 1, day) + (below(3) - 1) * DAY, at(today)));
  };
  const one = () => {
    const level = below(5);
    const held = chance(80) ? level : below(6);
    const series = pick(['primary-secondary-teacher', 'kindergarten-teacher', 'engineering', 'engineering', 'agriculture']);
    const conditions = () => pick(['not-checked', 'not-checked', 'not-checked', 'checked-met', 'checked-not-met']);
    const aided = ago(pick([0, 1, 1, 2]));
    return {
      employer: chance(90) ? pick(['public-institution', 'public-institution', 'enterprise', 'other']) : pick(['civil-servant', 'retired']),
      workplace: chance(95) ? pick(['prefecture', 'prefecture', ...COUNTIES]) : 'elsewhere',
      series,
      level: LEVELS[level],
      'school-stage': pick(['kindergarten', 'primary', 'junior-high', 'senior-high']),
      degree: pick(['high-school', 'college', 'bachelor', 'bachelor', 'bachelor', 'master', 'doctor']),
      'title-held': TITLES[held],
      'title-since': ago(pick([1, 2, 2, 3, 4, 4, 5, 5, 7])),
      'work-since': ago(pick([0, 1, 1, 2, 5, 10])),
      sanction: chance(85) ? 'none' : pick(['warning', 'demerit', 'demotion']),
      'sanction-until': text(at(today) + (below(5) - 2) * DAY),
      committee: chance(85),
      'other-application': chance(80) ? 'none' : pick(['targeted', 'regional']),
      'meets-101': chance(50),
      service: pick(['none', 'listed', 'listed']),
      'service-years': below(6),
      'excellent-years': 2 + below(3),
      'special-talent-85': chance(30),
      'on-aid-posting': chance(50),
      'aid-since': aided,
      'aid-until': text(Math.max(at(aided), at(today) + (below(7) - 2) * DAY)),
      'skill-grade': pick(['none', 'junior-worker', 'intermediate-worker', 'senior-worker', 'technician', 'senior-technician']),
      'meets-26': chance(70),
      'conditions-targeted': conditions(),
      'conditions-regional': conditions(),
      'conditions-county': conditions(),
    };
  };
  return Array.from({ length: count }, one);
}

/** The same applicants with an answer to everything that the whole notice of 2021 asks. */
export const fully = (people) => people.map((answers, index) => ({
  ...answers,
  'title-series': index % 5 ? 'same' : 'other',
  'senior-exam': index % 2 === 0,
  'remote-county': index % 3 === 0,
  township: index % 4 === 0,
  frontline: false,
  classified: false,
  declassified: false,
}));
