/** The script of both sides of a frame: in `embed.html`, whose script element says `data-frame`, and in the site's page. */

import { serve } from './embed/frame.js';
import { TitlePrecheckFrame } from './embed/host.js';

const TAG = 'title-precheck-frame';

// a module is told of no element that it came by: only a site's page takes it as one
const here = document.currentScript;

if (here && here.dataset.frame !== undefined) {
  document.body.style.margin = 0;
  serve(document.querySelector('title-precheck'));
} else if (!customElements.get(TAG)) {
  customElements.define(TAG, TitlePrecheckFrame);
}
