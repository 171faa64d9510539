/** All answers at a glance, before the result. */

import { html } from 'lit-html';
import { answersList, cautions } from './answers.js';
import { backButton, bigButton, button, heading, overYear } from './parts.js';

/** Draws the answers to check. */
export function checkView(page) {
  const { t, act, piece } = page;
  return html`
    <section class="top-of-screen" part="summary" data-screen="check">
      <div class="top">${backButton(page)}</div>
      ${overYear(page)}
      ${heading(t('check-title'))}
      <p class="hint">${t('check-hint')}</p>
      ${piece(() => answersList(page))}
      ${piece(() => html`${cautions(page)}<p class="actions">${bigButton(t('check-go'), act.goOn)}${button(t('restart'), act.restart)}</p>`)}
    </section>`;
}
