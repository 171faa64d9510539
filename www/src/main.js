/** Registers `<title-precheck>`. A page that loads this script twice keeps the first one. */

import { TitlePrecheck } from './element.js';

const TAG = 'title-precheck';

if (customElements.get(TAG)) {
  console.warn(`<${TAG}> is defined already; this copy of the script does nothing.`);
} else {
  customElements.define(TAG, TitlePrecheck);
}
