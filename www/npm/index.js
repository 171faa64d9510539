// What index.mjs does, for require().
'use strict';

require('./title-precheck.js');

const TitlePrecheck = typeof customElements === 'undefined' ? undefined : customElements.get('title-precheck');

if (TitlePrecheck && TitlePrecheck.version === VERSION) TitlePrecheck.sibling.loaders = LOADERS;

exports.TitlePrecheck = TitlePrecheck;
