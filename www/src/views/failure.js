/** What is shown before there is anything to ask, or instead: the page's own content stands below. */

import { html } from 'lit-html';

/** Draws why nothing can be checked here, with a code to copy. */
export function failureView(t, { code, message }) {
  return html`
    <div class="notice-box stop" part="banner" role="alert">
      <h2 tabindex="-1" data-focus>${t('failure-title')}</h2>
      <p>${t(`failure-${code}`)}</p>
      <p class="small">${t('failure-code')} <code class="code" dir="ltr">${message === code ? code : `${code}: ${message}`}</code></p>
    </div>
    <slot></slot>`;
}

/** Draws that it is not yet there. */
export function loadingView(t) {
  return html`<p class="small">${t('loading')}</p><slot></slot>`;
}
