// Defines <title-precheck>, where there is a page, and sends for what is wanted later by import(): a bundler makes chunks of it.

import './title-precheck.js';

/** The class of the element; `undefined` where there are no elements, as on a server. */
export const TitlePrecheck = typeof customElements === 'undefined' ? undefined : customElements.get('title-precheck');

// one of another version came first, and stays
if (TitlePrecheck && TitlePrecheck.version === VERSION) TitlePrecheck.sibling.loaders = LOADERS;
