/**
 * Keeps a journey: in the tab, so that a reload loses nothing, and on the device only for those who ask, for 30 days.
 *
 * One key in either store, that of the element's tag: two versions on one page keep apart. What is said about sanctions is left out unless the person wants it kept.
 */

const DAYS = 30;
const KEPT = ['answers', 'interest', 'refined', 'day', 'scans', 'ticks', 'language'];

/** Whether what lay there is a journey: another script of the site, or of another version, may have written it. */
const isJourney = ({ answers, interest, refined, scans, ticks }) => answers === Object(answers)
  && [interest, refined, scans || [], ticks].every(Array.isArray);

/** Whether a fact is left out of what is stored or carried away, unless the person asks otherwise. */
export const isSensitive = (fact) => /^sanction/.test(fact);

const withoutSensitive = (answers) => Object.keys(answers)
  .filter((fact) => !isSensitive(fact))
  .reduce((kept, fact) => ({ ...kept, [fact]: answers[fact] }), {});

/** The stores that a mode (`none`, `tab`, `ask`) reads and writes, nearest first. A browser may refuse them by throwing. */
const stores = (mode) => (mode === 'none' ? [] : mode === 'ask' ? ['sessionStorage', 'localStorage'] : ['sessionStorage']);

function read(key, name) {
  try {
    return JSON.parse(window[name].getItem(key));
  } catch (_) {
    return null;
  }
}

/** The journey that was kept for this notice, with `kept` where it is on the device; `null` if there is none or it is too old. */
export function load(key, mode, notice, now = Date.now()) {
  for (const name of stores(mode)) {
    const saved = read(key, name);
    if (!saved) continue;
    if (saved.notice === notice.sha256 && !(saved.until < now) && isJourney(saved)) return saved;
    remove(key, name);
  }
  return null;
}

/**
 * Keeps a journey for the tab, and on the device where `keep` (`{ sensitive }`) asks for it.
 *
 * Throws what the browser throws where it refuses to keep it on the device; the tab is not worth a word.
 */
export function save(key, mode, notice, journey, keep, now = Date.now()) {
  const answers = keep && keep.sensitive ? journey.answers : withoutSensitive(journey.answers);
  const saved = KEPT.reduce((state, key) => ({ ...state, [key]: journey[key] }), { notice: notice.sha256, keep });
  saved.answers = answers;
  for (const name of stores(mode)) {
    if (name === 'localStorage' && !keep) {
      remove(key, name);
      continue;
    }
    try {
      window[name].setItem(key, JSON.stringify(name === 'localStorage' ? { ...saved, until: now + DAYS * 864e5 } : saved));
    } catch (refused) {
      if (name === 'localStorage') throw refused;
    }
  }
}

function remove(key, name) {
  try {
    window[name].removeItem(key);
  } catch (_) {
    // nothing could be kept there either
  }
}

/** Forgets everything, in the tab and on the device. */
export function forget(key) {
  remove(key, 'sessionStorage');
  remove(key, 'localStorage');
}
