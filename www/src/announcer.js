/**
 * One quiet voice for screen readers: a live region in the page's own body, since those inside shadow roots are often not heard.
 *
 * It must be there before the first message, and all elements of a page share it.
 */

const MARK = 'data-precheck-announcer';
const PAUSE = 500; // ms: of several changes in a row only the last is said

let timer;

/** The region, made if the page has none yet. */
export function announcer() {
  let region = document.querySelector(`[${MARK}]`);
  if (!region) {
    region = document.createElement('div');
    region.setAttribute(MARK, '');
    region.setAttribute('role', 'status');
    // set one by one: a style attribute is refused by strict security policies
    Object.assign(region.style, {
      position: 'absolute', top: 0, width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)', whiteSpace: 'nowrap',
    });
    (document.body || document.documentElement).appendChild(region);
  }
  return region;
}

/** Says a text in its language once nothing else has come for a moment. An empty text takes back what was about to be said. */
export function announce(text, { lang, dir } = {}) {
  clearTimeout(timer);
  const region = announcer();
  region.textContent = '';
  if (!text) return;
  Object.assign(region, { lang, dir });
  timer = setTimeout(() => { region.textContent = text; }, PAUSE);
}
