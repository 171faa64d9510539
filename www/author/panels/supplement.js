/** A later text, asked for as a form: what it is, what it settles, which words say so. */

import { html } from 'lit-html';
import { readText } from '../folder.js';

/** A form with nothing in it. */
export const blank = () => ({
  text: '', date: '', name: '', title: '', number: '', what: 'window', routes: [], opens: '', closes: '', fact: '', value: '', whom: {}, quote: '',
  informative: null, written: '',
});

const CHOICES = ['choice', 'ordered', 'yes-no'];
const YES_NO = ['yes', 'no'];
/** Facts by which people are usually told apart. */
const USUAL = 3;

export function supplement(app) {
  const { t, form } = app;
  if (!app.isSound && !form.written) return html`<p>${t('supplement-waiting')}</p>`;
  const { texts } = app.good.report;
  const set = (change) => {
    app.form = { ...app.form, ...change };
    app.draw();
  };
  const field = (key, type, more = {}) => html`
    <label class="field">${t(`supplement-${key}`)}
      <input type=${type} name=${key} autocomplete="off" ?disabled=${Boolean(form.written)} .value=${form[key]} @input=${({ target }) => set({ [key]: target.value })}>
      ${more.hint ? html`<span class="quiet">${more.hint}</span>` : null}</label>`;
  const facts = texts.facts.filter(({ kind }) => CHOICES.includes(kind));
  // series, units and places have the most choices, and are what later texts are about
  const whom = facts.filter(({ id, kind }) => kind !== 'yes-no' && id !== form.fact).sort((one, other) => other.choices.length - one.choices.length);
  const only = (fact) => ticks(fact.question, choicesOf(fact, t), form.whom[fact.id] || [], (chosen) => set({ whom: { ...form.whom, [fact.id]: chosen } }), t);
  return html`
    <form class="supplement" @submit=${(event) => { event.preventDefault(); write(app); }}>
      <p class="quiet">${t('supplement-about')}</p>
      <label class="field">${t('supplement-text')} <span class="quiet">${t('supplement-text-hint')}</span>
        <textarea name="text" rows="7" lang="zh-Hans" ?readonly=${Boolean(form.written)} .value=${form.text} @input=${({ target }) => takeText(app, target.value)}></textarea></label>
      ${form.written ? null : html`<label class="file button">${t('supplement-file')}
        <input type="file" accept=".txt,text/plain" @change=${async ({ target }) => target.files[0] && takeText(app, await readText(target.files[0], (name) => app.say(t('open-gbk', { name }))))}></label>`}
      <div class="pair">${field('date', 'date')}${field('name', 'text', { hint: t('supplement-name-hint') })}</div>
      <div class="pair">${field('title', 'text')}${field('number', 'text')}</div>
      <fieldset>
        <legend>${t('supplement-what')}</legend>
        ${['window', 'fact'].map((what) => html`
          <label class="tick"><input type="radio" name="what" value=${what} .checked=${form.what === what} @change=${() => set({ what })}> ${t(`supplement-${what}`)}</label>`)}
      </fieldset>
      ${form.what === 'window' ? html`
        <div class="pair">${dateField(t, form, 'opens', set)}${dateField(t, form, 'closes', set)}</div>
        ${ticks(t('supplement-routes'), texts.routes.map(({ id, name }) => ({ id, label: name })), form.routes, (routes) => set({ routes }), t)}`
      : html`
        <div class="pair">
          <label class="field">${t('supplement-which-fact')}
            <select name="fact" .value=${form.fact} @change=${({ target }) => set({ fact: target.value, value: '' })}>
              <option value=""></option>${facts.map(({ id, question }) => html`<option value=${id} ?selected=${id === form.fact}>${question}</option>`)}
            </select></label>
          <label class="field">${t('supplement-value')}
            <select name="value" .value=${form.value} @change=${({ target }) => set({ value: target.value })}>
              <option value=""></option>${choicesOf(facts.find(({ id }) => id === form.fact), t).map(({ id, label }) => html`<option value=${id} ?selected=${id === form.value}>${label}</option>`)}
            </select></label>
        </div>`}
      <fieldset>
        <legend>${t('supplement-whom')} <span class="quiet">${t('supplement-whom-hint')}</span></legend>
        ${whom.slice(0, USUAL).map(only)}
        ${whom.length > USUAL ? html`<details class="ticks"><summary>${t('supplement-whom-more')}</summary>${whom.slice(USUAL).map(only)}</details>` : null}
      </fieldset>
      <fieldset>
        <legend>${t('supplement-quote')}</legend>
        <p class="quiet">${t('supplement-quote-hint')}</p>
        <p><button type="button" data-take-quote @click=${() => takeQuote(app)}>${t('supplement-take')}</button></p>
        <blockquote lang="zh-Hans" data-quote>${form.quote || html`<span class="quiet">${t('supplement-no-quote')}</span>`}</blockquote>
      </fieldset>
      ${form.written ? null : others(app, set)}
      <p><button type="submit" class="primary" data-write>${t('supplement-write')}</button>
        ${form.written ? html`<button type="button" @click=${() => set(blank())}>${t('supplement-next')}</button>` : null}</p>
      ${form.written ? html`<p class="quiet">${t('supplement-more')}</p>` : null}
    </form>`;
}

const choicesOf = (fact, t) => {
  if (!fact) return [];
  return fact.kind === 'yes-no' ? YES_NO.map((id) => ({ id, label: t(id) })) : fact.choices;
};

const dateField = (t, form, key, set) => html`
  <label class="field">${t(`supplement-${key}`)}
    <input type="date" name=${key} .value=${form[key]} @input=${({ target }) => set({ [key]: target.value })}></label>`;

/** A folded list of boxes. */
const ticks = (label, items, chosen, take, t) => html`
  <details class="ticks"><summary>${label}${chosen.length ? html` <span class="count">${t('supplement-chosen', { count: chosen.length })}</span>` : null}</summary>
    ${items.map(({ id, label: text }) => html`
      <label class="tick"><input type="checkbox" value=${id} .checked=${chosen.includes(id)}
        @change=${({ target }) => take(target.checked ? [...chosen, id] : chosen.filter((other) => other !== id))}> ${text}</label>`)}
  </details>`;

const sourceOf = ({ date, name }) => `${date}-${name.trim()}`;

function takeText(app, text) {
  const title = text.split('\n').find((line) => line.trim()) || '';
  const { form } = app;
  const before = form.text.split('\n').find((line) => line.trim()) || '';
  app.form = { ...form, text, title: !form.title || form.title === before.trim() ? title.trim() : form.title, informative: null };
  app.draw();
}

function takeQuote(app) {
  const box = app.root.querySelector('.supplement textarea');
  app.form = { ...app.form, quote: box.value.slice(box.selectionStart, box.selectionEnd).trim() };
  app.draw();
}

/** The clauses in which there is no rule, as a form ticks them at first: title, salutation, signature. */
const informativeOf = ({ informative }, clauses) => informative || clauses.filter(({ frame }) => frame).map(({ place }) => place);

/** The text's clauses, with their places in it: their ids hang on the source's, which may not be there yet. */
const clausesOf = (app) => app.desk.clauses('x', app.form.text).map((clause) => ({ ...clause, place: clause.id.slice(2) })).filter(({ part }) => !part);

function others(app, set) {
  const { t, form } = app;
  if (!form.text.trim()) return null;
  const clauses = clausesOf(app);
  const chosen = informativeOf(form, clauses);
  const isQuoted = ({ start, end }) => form.quote && form.text.slice(start, end).includes(form.quote);
  return html`
    <fieldset>
      <legend>${t('supplement-others')} <span class="quiet">${t('supplement-others-hint')}</span></legend>
      ${clauses.filter((clause) => !isQuoted(clause)).map(({ place, start, end }) => html`
        <label class="tick"><input type="checkbox" value=${place} .checked=${chosen.includes(place)}
          @change=${({ target }) => set({ informative: target.checked ? [...chosen, place] : chosen.filter((other) => other !== place) })}>
          <span><b>${place}</b> <span lang="zh-Hans">${form.text.slice(start, end).slice(0, 60)}</span></span></label>`)}
    </fieldset>`;
}

function write(app) {
  const { t, form, language } = app;
  const wanted = ['text', 'date', 'name', 'title', 'quote', ...(form.what === 'window' ? ['opens', 'closes'] : ['fact', 'value'])];
  const missing = wanted.find((key) => !form[key].trim());
  if (missing) {
    app.say(t('supplement-need', { what: t(missing === 'fact' ? 'supplement-which-fact' : `supplement-${missing}`) }));
    const box = app.root.querySelector(missing === 'quote' ? '[data-take-quote]' : `.supplement [name="${missing}"]`);
    if (box) box.focus();
    return;
  }
  const source = sourceOf(form);
  const clauses = clausesOf(app);
  const { files, error } = app.desk.supplement(app.files, {
    source, title: form.title, number: form.number, text: form.text, quote: form.quote,
    informative: informativeOf(form, clauses).map((place) => `${source}/${place}`),
    whom: Object.entries(form.whom).filter(([, chosen]) => chosen.length),
    settles: form.what === 'window'
      ? { window: { routes: form.routes, opens: form.opens, closes: form.closes } }
      : { fact: { fact: form.fact, value: form.value } },
  });
  if (error) {
    app.say(error[language]);
    return;
  }
  app.write(new Map(Object.entries(files)));
  app.form = { ...form, written: source, quote: '', whom: {}, routes: [], opens: '', closes: '', value: '' };
  const [, edition] = /^edition = "([^"]*)"/m.exec(files['notice.toml']) || [];
  app.go('notice.toml', files['notice.toml'].split('\n').length);
  app.say(t('supplement-written', { id: source, edition: edition || '' }));
}
