/**
 * Keeps a journey: in the tab, so that a reload loses nothing, and on the device only for those who ask, for 30 days.
 *
 * One key in either store, that of the element's tag: two versions on one page keep apart. What is said about sanctions is left out unless the person wants it kept.
 */

const DAYS = 30;
const KEPT = ['answers', 'interest', 'refined', 'day', 'scans', 'ticks', 'language', 'place'];

/** Why what was kept on the device is kept no longer, beside what the browser says. */
export const ELSEWHERE = 'kept or cleared in another tab';

/** Whether what lay there is a journey: another script of the site, or of another version, may have written it. */
const isJourney = ({ answers, interest, refined, scans, ticks }) => answers === Object(answers)
  && [interest, refined, scans || [], ticks].every(Array.isArray);

/** Whether a fact is left out of what is stored or carried away, unless the person asks otherwise. */
export const isSensitive = (fact) => /^sanction/.test(fact);

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
 * Keeps a journey for the tab, and on the device where `keep` (`{ sensitive }`, with `until` once it was kept) asks for it.
 *
 * Gives `keep` as it is then, and why something was `refused`. Of what could not be written anew nothing is left: it would come back as it no longer is.
 */
export function save(key, mode, notice, journey, keep, now = Date.now()) {
  let refused;
  if (mode !== 'ask') keep = null;
  // what another tab keeps there by now, or has cleared, stays so
  if (keep && keep.until && keep.until !== (read(key, 'localStorage') || {}).until) {
    keep = null;
    refused = ELSEWHERE;
  }
  const until = now + DAYS * 864e5;
  const isAll = keep && keep.sensitive;
  const saved = { notice: notice.sha256 };
  for (const part of KEPT) saved[part] = journey[part];
  // the device first: the tab is to know whether it is kept there
  for (const name of stores(mode).reverse()) {
    const isDevice = name === 'localStorage';
    if (isDevice && !keep) continue;
    saved.keep = keep = keep && { ...keep, until };
    saved.until = isDevice ? until : undefined;
    try {
      window[name].setItem(key, JSON.stringify(saved, (fact, value) => (isSensitive(fact) && !isAll ? undefined : value)));
    } catch (error) {
      refused = String(error.message);
      remove(key, name);
      if (isDevice) keep = null;
    }
  }
  return { keep, refused };
}

function remove(key, name) {
  try {
    window[name].removeItem(key);
  } catch (_) {
    // nothing could be kept there either
  }
}

/** Forgets what is kept on the device. */
export const forgetDevice = (key) => remove(key, 'localStorage');

/** Forgets everything, in the tab and on the device. */
export function forget(key) {
  remove(key, 'sessionStorage');
  forgetDevice(key);
}
