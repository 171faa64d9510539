// What engines without dates, months and completed years of their own are given: an applicant's answers with a number for each day, rank and count of years.

const RANKS = { none: 0, technician: 1, assistant: 2, intermediate: 3, 'associate-senior': 4, senior: 5 };

/** A day as a number, which orders as days do. */
function digits(day) {
  const digit = (at) => day.charCodeAt(at) - 48;
  return 1e7 * digit(0) + 1e6 * digit(1) + 1e5 * digit(2) + 1e4 * digit(3) + 1e3 * digit(5) + 100 * digit(6) + 10 * digit(8) + digit(9);
}

/** Years completed from one day to another: from 29 February a year is complete on the 28th. */
export function years(since, day) {
  if (since === undefined) return NaN;
  const [from, to] = [digits(since), digits(day)];
  const whole = Math.floor((to - from) / 10_000);
  if (from % 10_000 !== 229 || to % 10_000 !== 228) return whole;
  const year = Math.floor(to / 10_000);
  return year % 4 !== 0 || (year % 100 === 0 && year % 400 !== 0) ? whole + 1 : whole;
}

const told = (answer, made) => (answer === undefined ? undefined : made(answer));

/** Flat facts, one after the other: an object made from another's keys would cost more than the rules do. What is not answered is `undefined`. */
export function intake(today, answers) {
  const since = (day) => years(day, today);
  return {
    today: digits(today),
    employer: answers.employer,
    workplace: answers.workplace,
    series: answers.series,
    level: answers.level,
    'level-rank': told(answers.level, (level) => RANKS[level]),
    'school-stage': answers['school-stage'],
    degree: answers.degree,
    'title-held': answers['title-held'],
    'title-rank': told(answers['title-held'], (title) => RANKS[title]),
    'title-years': told(answers['title-since'], since),
    'work-years': told(answers['work-since'], since),
    sanction: answers.sanction,
    'sanction-until': told(answers['sanction-until'], digits),
    committee: answers.committee,
    'other-application': answers['other-application'],
    'meets-101': answers['meets-101'],
    service: answers.service,
    'service-years': answers['service-years'],
    'excellent-years': answers['excellent-years'],
    'special-talent-85': answers['special-talent-85'],
    'on-aid-posting': answers['on-aid-posting'],
    'aid-years': told(answers['aid-since'], since),
    'day-after-aid': told(answers['aid-until'], (day) => digits(day) + 1),
    'skill-grade': answers['skill-grade'],
    'meets-26': answers['meets-26'],
    'conditions-targeted': answers['conditions-targeted'],
    'conditions-regional': answers['conditions-regional'],
    'conditions-county': answers['conditions-county'],
  };
}
