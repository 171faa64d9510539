/** What an inspection says about a file, in the terms that people see; no words, no DOM. */

/** The key of a defect's words. */
export const keyOf = (code) => code.replace(/_/g, '-');

/** What may have been misjudged: what was measured. That a file is cut off or locked is a fact. */
const isMeasured = ({ measure }) => measure !== undefined;

/** The defects that block a file. */
export const blocking = (said) => said.defects.filter(({ severity }) => severity === 'block');

/** Whether a site's policy (`warn`, `ask` or `block`) lets a person use a blocked file all the same; `again` after another try. */
export function mayKeep(said, policy, again) {
  return policy !== 'block' && again && blocking(said).every(isMeasured);
}

/**
 * How a file stands: `busy`, `failed`, `blocked`, `kept` (blocked, and used all the same), `warned`, `container` (its pixels were not looked at)
 * or `readable`.
 */
export function standingOf({ said, isKept, isFailed }, policy) {
  if (isFailed) return isKept ? 'kept' : 'failed';
  if (!said) return 'busy';
  if (!said.usable) return isKept || policy === 'warn' ? 'kept' : 'blocked';
  if (said.looked !== 'page') return 'container';
  return said.defects.some(({ severity }) => severity === 'warn') ? 'warned' : 'readable';
}

/** A file as the engine is told of it; nothing while it is not known how it stands. */
export function scanOf(document, form, file, policy) {
  const standing = standingOf(file, policy);
  if (standing === 'busy' || standing === 'failed') return [];
  const defects = standing === 'blocked' ? Array.from(new Set(blocking(file.said).map(({ code }) => code))) : [];
  return [{ document, ...(form && { form }), ...(defects.length && { defects }) }];
}

const LARGE = 1_000_000;
const LONG = 3000;
/** The height that a printed character must keep. */
const CHARACTER = 16;
/** What a page is shrunk to where its characters allow. */
const GOAL = 2480;

/** Whether a file is a picture that the browser can draw anew. */
export function isDrawable({ said }) {
  return Boolean(said) && said.looked === 'page' && said.media.startsWith('image/');
}

/** How to shrink a file, or nothing where there is no need or the characters would become too small to read. */
export function shrinkOf(file) {
  const { said, size } = file;
  if (!isDrawable(file) || file.isShrunk) return null;
  const { width, height, character_px: character } = said;
  const long = Math.max(width, height);
  if (size <= LARGE && long <= LONG) return null;
  // where no character was measured, or they are small already, only the encoding is made anew
  const least = character > CHARACTER ? Math.ceil((long * CHARACTER) / character) : long;
  return { longest: Math.min(long, Math.max(least, GOAL)), most: LARGE, qualities: [0.88, 0.8, 0.72] };
}

/** Whether a file made anew may take the place of the one before: it must be smaller, stand no worse, and keep its characters. */
export function isBetter(before, after, size) {
  const worst = ({ defects }) => Math.min(3, ...defects.map(({ severity }) => ['block', 'warn', 'hint'].indexOf(severity)));
  const wasSmall = !before.said.character_px || before.said.character_px < CHARACTER;
  return size < before.size && worst(after) >= worst(before.said) && (wasSmall || after.character_px >= CHARACTER);
}
