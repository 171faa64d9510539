/** The languages to choose from, above every screen. */

import { html, nothing } from 'lit-html';
import { LANGUAGES } from '../language.js';
import { button } from './parts.js';

/** Draws the languages by their own names, and that one did not come. What is spoken meanwhile stays. */
export function languageSwitch({ id: spoken, t, note }, missing, choose) {
  const name = (id) => t(`language-${id}`);
  return html`
    <div class="languages screen-only" part="languages" role="group" aria-label=${t('language')}>
      ${LANGUAGES.map((id) => html`<button type="button" class="link" lang=${id} aria-pressed=${id === spoken ? 'true' : 'false'} @click=${() => choose(id)}>${name(id)}</button>`)}
    </div>
    ${missing ? html`<div class="notice-box screen-only" role="alert"><p>${t('language-failed', { language: name(missing) })}</p>${button(t('take-again'), () => choose(missing))}</div>` : nothing}
    ${note ? note() : nothing}`;
}
