/** The first screen: what this is, what it is not, and which routes to look at. */

import { html, nothing } from 'lit';
import { formatDate } from '../dates.js';
import { describedBy, form, heading, problemLine, problemSummary } from './parts.js';

/** Draws the start. */
export function startView(page) {
  const { t, notice, journey, today, act } = page;
  const { name, issuer, issued } = notice.texts.notice;
  const { title } = notice.source('main');
  const chosen = journey.interest;
  const all = page.routes.length === chosen.length;
  const choose = (id, wanted) => act.choose(page.routes.filter((route) => (route === id ? wanted : chosen.includes(route))));
  const faulty = journey.problem ? 'true' : nothing;
  return html`
    <section part="start" data-screen="start">
      ${problemSummary(page)}
      ${heading(t('start-title', { name }))}
      <p class="lead">${t('start-about')}</p>
      <p>${t('start-effort')}</p>
      <p class="banner" part="banner">${t('start-limits')}</p>
      <p class="day"><span data-day=${today}>${t('start-day', { day: formatDate(today, t) })}</span>
        <button type="button" class="link" @click=${act.askDay}>${t('change')}</button></p>
      ${form(act.start, html`
        <fieldset aria-describedby=${describedBy(page, 'routes-hint')}>
          <legend><h3>${t('start-routes')}</h3></legend>
          <p class="hint" id="routes-hint">${t('start-routes-hint')}</p>
          ${problemLine(page)}
          <div class="choices">
            ${page.routes.map((id, index) => {
              const route = notice.route(id);
              return html`
                <label class="choice ${chosen.includes(id) ? 'chosen' : ''}" part="option">
                  <input type="checkbox" id="route-${index}" value=${id} aria-invalid=${faulty} .checked=${chosen.includes(id)}
                    @change=${({ target }) => choose(id, target.checked)}>
                  <span><b>${route.name}</b><small>${route.about}</small></span>
                </label>`;
            })}
            <label class="choice apart ${all ? 'chosen' : ''}" part="option">
              <input type="checkbox" id="route-all" .checked=${all}
                @change=${({ target }) => act.choose(target.checked ? page.routes : page.usualRoutes)}>
              <span><b>${t('start-unsure')}</b><small>${t('start-unsure-hint')}</small></span>
            </label>
          </div>
        </fieldset>
        <p class="actions"><button class="primary" part="button" type="submit">${t('start-go')}</button></p>`)}
      <p class="small basis-line">${t('start-basis', { issuer, title, issued: formatDate(issued, t) })}</p>
    </section>`;
}
