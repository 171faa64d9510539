/**
 * Registers `<title-precheck>`, or the tag that the script element names with `data-tag`, for a page that carries two versions.
 *
 * A page that loads this script twice keeps the first one. `TitlePrecheck` is the only name that it adds to the page's.
 */

import { TitlePrecheck } from './element.js';

const TAG = 'title-precheck';
const here = document.currentScript;

if ((here && here.dataset.tag) || customElements.get(TAG)) {
  TitlePrecheck.define((here && here.dataset.tag) || TAG);
} else {
  customElements.define(TAG, TitlePrecheck);
  window.TitlePrecheck = TitlePrecheck;
}
