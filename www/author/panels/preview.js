/** The page as applicants will see it, on a day of the notice's year. */

import { html } from 'lit-html';

const DAY = 86_400_000;
const number = (day) => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY);
const dayOf = (count) => new Date(count * DAY).toISOString().slice(0, 10);

export function preview(app) {
  const { t } = app;
  if (!app.good) return html`<p>${t('preview-none')}</p><div class="element">${app.preview.element}</div>`;
  const { texts } = app.good.report;
  const { year } = texts.notice;
  const [first, last] = [number(`${year}-01-01`), number(`${year}-12-31`)];
  const day = app.preview.day;
  const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(number(text));
  const set = (value) => {
    if (!isDay(value)) return;
    app.preview.day = value;
    app.draw();
  };
  return html`
    ${app.isSound ? null : html`<p class="bad">${t('preview-old')}</p>`}
    <div class="days">
      <label>${t('preview-day')} <input type="date" .value=${day} min="1950-01-01" max="2100-12-31" @change=${({ target }) => set(target.value)}></label>
      <button type="button" class="small" @click=${() => { app.preview.clear(); app.draw(); }}>${t('preview-clear')}</button>
      <input type="range" class="slider" aria-label=${t('preview-day')} aria-valuetext=${day} min=${first} max=${last}
        .value=${String(Math.min(Math.max(number(day), first), last))} @input=${({ target }) => set(dayOf(Number(target.value)))}>
      <ul class="windows" aria-label=${t('preview-windows')}>
        ${windowsOf(texts).map(({ opens, closes, names }) => {
          const left = ((Math.max(number(opens), first) - first) / (last - first)) * 100;
          const width = ((Math.min(number(closes), last) - Math.max(number(opens), first)) / (last - first)) * 100;
          const now = day >= opens && day <= closes;
          return html`
            <li class=${now ? 'now' : ''}>
              <span class="bar" .style=${`margin-left:${Math.max(left, 0)}%;width:${Math.max(width, 0.5)}%`}></span>
              <span class="dates" .style=${`margin-left:min(${Math.max(left, 0)}%, 100% - 20em)`}>${t('preview-outside', { from: opens.slice(5), to: closes.slice(5) })} ${names.join('、')}</span>
            </li>`;
        })}
      </ul>
    </div>
    <div class="element">${app.preview.element}</div>`;
}

/** The windows with dates, each once, with the kinds of route that have it. */
function windowsOf(texts) {
  const found = new Map();
  for (const route of texts.routes) {
    for (const { opens, closes } of texts.windows[route.window] || []) {
      if (!opens) continue;
      const key = `${opens} ${closes}`;
      const names = found.get(key) || new Set();
      names.add(route.kind_name || route.name);
      found.set(key, names);
    }
  }
  return Array.from(found, ([key, names]) => ({ opens: key.split(' ')[0], closes: key.split(' ')[1], names: Array.from(names) }))
    .sort((one, other) => (one.opens + one.closes < other.opens + other.closes ? -1 : 1));
}
