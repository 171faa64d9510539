// People as the page meets them: answers by fact, on 2021-07-20 unless said otherwise.

export const TODAY = '2021-07-20';

const common = {
  employer: 'public-institution', workplace: 'akto', level: 'intermediate', 'title-held': 'assistant', sanction: 'none',
  committee: true, 'other-application': 'none', 'conditions-targeted': 'not-checked', 'conditions-regional': 'not-checked',
  'remote-county': false, township: false, frontline: false,
};

/** Short of four years by some months. */
export const engineer = { ...common, series: 'engineering', degree: 'bachelor', 'title-since': '2018-03-10' };

/** May go two ways, and has to choose. */
export const teacher = {
  ...common, series: 'primary-secondary-teacher', 'school-stage': 'primary', degree: 'college', 'title-since': '2016-09',
  'remote-county': true, township: true,
};

/** Dates not announced; one comparison not known. */
export const doctor = {
  ...common, workplace: 'artux', series: 'health', level: 'associate-senior', degree: 'bachelor', 'title-held': 'intermediate',
  'title-since': '2015-06-01', 'conditions-targeted': 'checked-met', 'conditions-regional': 'unknown', 'remote-county': true,
};

/** Works for the prefecture itself: the two county stops are not for them. */
export const prefectureEngineer = { ...engineer, workplace: 'prefecture' };

/** Looks at every route, meets few, under a sanction. */
export const everything = {
  ...teacher, level: 'associate-senior', sanction: 'demerit', 'sanction-until': '2021-12-31', 'meets-101': false, service: 'other-grassroots',
  'service-years': 5, 'excellent-years': 4, 'special-talent-85': false, 'on-aid-posting': true, 'aid-since': '2021-01', 'aid-until': '2023-01',
  'skill-grade': 'senior-worker', 'meets-26': false, 'conditions-county': 'not-checked',
};
