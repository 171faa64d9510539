/** The script of both sides of a frame: in `embed.html`, whose script element says `data-frame`, and in the site's page. */

import { serve } from './embed/frame.js';
import { TitlePrecheckFrame } from './embed/host.js';

const TAG = 'title-precheck-frame';

if (document.currentScript.dataset.frame !== undefined) {
  document.body.style.margin = 0;
  serve(document.querySelector('title-precheck'));
} else if (!customElements.get(TAG)) {
  customElements.define(TAG, TitlePrecheckFrame);
}
