/** What only paper shows, beside the looks that make it one. */

import { html } from 'lit-html';
import { formatDate, localDay } from '../dates.js';

/** Whose the result is, when and where it was made. */
export function printHead({ t, host }) {
  const { now, url } = host._view();
  const time = `${now.getHours()}:${String(now.getMinutes()).padStart(2, '0')}`;
  return html`<div class="paper"><p>${t('export-fill-in')}</p><p>${t('export-marks')}</p><p>${t('export-time', { day: formatDate(localDay(now), t), time })} <bdi dir="ltr">${url}</bdi></p></div>`;
}
