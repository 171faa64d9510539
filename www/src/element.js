/**
 * `<title-precheck>`: asks, and shows what the notice says. What stands inside the element is shown until the engine is there, and again if it fails.
 *
 * The class only carries a journey between the engine and the views: it decides nothing and words nothing.
 */

import { LitElement, html, nothing } from 'lit';
import zh from '../catalog/zh.json';
import { catalog } from './catalog.js';
import { isDay, localDay, readDate } from './dates.js';
import { draftOf, readDraft } from './drafts.js';
import { EngineFailure, loadEngine } from './engine.js';
import * as journeys from './journey.js';
import { styles } from './styles.js';
import { dayView, questionView } from './views/question.js';
import { resultView } from './views/result.js';
import { startView } from './views/start.js';

const words = catalog(zh);

const VIEWS = { start: startView, day: dayView, question: questionView, result: resultView };

/**
 * Two templates alike, taken in turn: Lit draws anew where the template is another one, so nothing that was unfolded or half typed lingers in the
 * next place. (Its directive `keyed` does that too, for 600 bytes.)
 */
const SHEETS = [(screen) => html`<div>${screen}</div>`, (screen) => html`<div>${screen}</div>`];
const STATES = { start: 'start', day: 'start', question: 'asking', result: 'result' };

export class TitlePrecheck extends LitElement {
  static properties = {
    /** The day that years and windows are counted to, `YYYY-MM-DD`; the device's day if absent. */
    asOf: { attribute: 'as-of', reflect: true },
    /** `light`, `dark` or `auto`. */
    theme: { reflect: true },
    /** The ids of the routes to show, separated by spaces; all if absent. */
    routes: { reflect: true },
    /** A telephone number and a sentence for people who need help. */
    helpTel: { attribute: 'help-tel', reflect: true },
    helpText: { attribute: 'help-text', reflect: true },
    _engine: { state: true },
    _failure: { state: true },
    _journey: { state: true },
  };

  static styles = styles;

  constructor() {
    super();
    this._act = this._actions();
    this._drawn = {};
    /** Settles when the first question could be asked; rejects with a code when it never can. */
    this.ready = loadEngine().then((engine) => this._begin(engine), (failure) => {
      this._fail(failure);
      throw failure;
    });
    // whoever waits for `ready` hears of the failure; a page that does not wait has the event
    this.ready.catch(() => {});
  }

  /** The engine's version. */
  get version() {
    return this._engine && this._engine.version;
  }

  /** A copy of the answers given so far. */
  get answers() {
    return this._journey ? { ...this._journey.answers } : {};
  }

  /** The assessment of the answers given so far. */
  get assessment() {
    return this._assessment;
  }

  /** `loading`, `start`, `asking`, `result` or `error`. */
  get state() {
    if (this._failure) return 'error';
    return this._journey ? STATES[this._journey.place.screen] : 'loading';
  }

  /** Assesses any input, whatever is shown here; throws an error with `code`, `path`, `message` for one that is refused. */
  evaluate(input) {
    if (!this._engine) throw new EngineFailure('engine', 'not ready: wait for `ready`');
    return this._engine.assess(input);
  }

  /** Begins to ask, as the button does. */
  start() {
    this._act.start();
  }

  /** Forgets every answer and shows the start. */
  reset() {
    this._act.restart();
  }

  /** Asks one question, as the buttons on the result do. */
  goTo(question) {
    if (!this._engine.notice.fact(question)) throw new RangeError(`the notice asks no fact \`${question}\``);
    this._act.ask(question);
  }

  render() {
    let content;
    try {
      content = this._content();
    } catch (error) {
      // a text or a label that is not there: say so, rather than leave a screen half drawn
      content = html`<slot></slot>`;
      Promise.resolve().then(() => this._fail(new EngineFailure('engine', error)));
    }
    return html`<div class="page ${this.theme || 'light'}" lang="zh-Hans-CN" dir="ltr">${content}</div>`;
  }

  willUpdate(changed) {
    if (!this._journey || this._failure) return;
    if (changed.has('routes')) this._journey = journeys.choose(this._journey, this._usualRoutes());
    if (changed.has('routes') || changed.has('asOf')) this._reassess();
  }

  updated() {
    if (!this._journey || this._failure) return;
    const { place, problem } = this._journey;
    const before = this._drawn;
    this._drawn = { place, problem };
    if (problem && problem !== before.problem) this._focus('[data-problem]');
    else if (before.place && place !== before.place) this._focus('[data-focus]');
    if (place !== before.place) {
      this._emit('precheck-step', {
        screen: place.screen, question: place.fact, questionsLeftAtMost: this._assessment.questions_left_at_most,
      });
    }
    if (place.screen === 'result' && this._assessment !== this._told) this._tellResult();
  }

  _content() {
    if (this._failure) {
      return html`
        <div class="banner" part="banner" role="alert">
          <h2>${words('failure-title')}</h2>
          <p>${words(`failure-${this._failure.code}`)}</p>
          <p class="small">${words('failure-code', { code: `${this._failure.code}: ${this._failure.message}` })}</p>
        </div>
        <slot></slot>`;
    }
    if (!this._journey) return html`<p class="small" role="status">${words('loading')}</p><slot></slot>`;
    const page = this._page();
    const { place } = this._journey;
    if (place !== this._place) {
      this._place = place;
      this._sheet = this._sheet === 0 ? 1 : 0;
    }
    return html`${SHEETS[this._sheet](VIEWS[place.screen](page))}${this._help()}`;
  }

  _help() {
    if (!this.helpTel && !this.helpText) return nothing;
    return html`<p class="small help">${this.helpText || ''}
      ${this.helpTel ? html`${words('help-tel')}<a href="tel:${this.helpTel}"><bdi>${this.helpTel}</bdi></a>` : nothing}</p>`;
  }

  /** What the views draw from. */
  _page() {
    const { notice } = this._engine;
    const journey = this._journey;
    const today = this._today();
    return {
      t: words, notice, journey, answers: journey.answers, today,
      assessment: this._assessment,
      routes: this._shownRoutes(),
      usualRoutes: this._usualRoutes(),
      steps: journey.place.screen === 'result' ? this._engine.steps(journeys.inputOf(journey, today)) : [],
      act: this._act,
    };
  }

  _today() {
    return this._journey.day || this._hostDay();
  }

  _hostDay() {
    return isDay(this.asOf) ? this.asOf : localDay(new Date());
  }

  _shownRoutes() {
    const all = this._engine.notice.texts.routes.map(({ id }) => id);
    const wanted = (this.routes || '').split(/[\s,;]+/);
    const shown = all.filter((id) => wanted.includes(id));
    return shown.length ? shown : all;
  }

  /** The routes looked at unless a person chooses others: the ordinary ones, whose way of filing the notice itself lays out. */
  _usualRoutes() {
    const shown = this._shownRoutes();
    const usual = shown.filter((id) => this._assessment.routes.some((route) => route.id === id && route.channel_certain));
    return usual.length ? usual : shown;
  }

  _begin(engine) {
    this._engine = engine;
    this._assessment = engine.assess({ today: this._hostDay(), answers: {} });
    this._journey = journeys.begin(this._usualRoutes());
    this._assessment = this._assess(this._journey);
    this._emit('precheck-ready', { version: engine.version, notice: this._assessment.notice });
  }

  _assess(journey) {
    return this._engine.assess(journeys.inputOf(journey, journey.day || this._hostDay()));
  }

  /** Assesses the answers as they stand, for a day or marks that changed. */
  _reassess() {
    this._go(this._journey, stay);
  }

  /** Takes a step: what the engine refuses is shown at the field, anything else that goes wrong ends the check. */
  _go(journey, step) {
    try {
      this._assessment = this._assess(journey);
      this._journey = step(journey, this._assessment);
    } catch (error) {
      if (!error || !error.code) this._fail(new EngineFailure('engine', error));
      else this._refuse(journey, error);
    }
  }

  /** Shows what was refused: at the field just filled in, or at an older answer that a new day has made impossible. */
  _refuse(journey, { code, path = '' }) {
    const { place } = this._journey;
    const fact = this._engine.notice.fact(path.replace(/^answers\./, ''));
    const values = { day: this._dayInWords(journey), question: fact && fact.question };
    const problem = (key) => ({ key: words.has(`problem-${key}`) ? key : 'refused', field: 'year', values });
    if (place.screen === 'day') {
      this._journey = journeys.refuse(this._journey, problem(fact ? 'day-before-answer' : code));
    } else {
      const asking = place.screen === 'question' || !fact;
      this._journey = journeys.refuse(asking ? this._journey : journeys.ask(this._journey, fact.id), problem(code));
    }
  }

  _dayInWords(journey) {
    const [year, month, day] = (journey.day || this._hostDay()).split('-').map(Number);
    return words('date-day', { year, month, day });
  }

  _fail(failure) {
    this._failure = failure;
    this._emit('precheck-error', { code: failure.code, message: failure.message, fatal: true });
  }

  _tellResult() {
    this._told = this._assessment;
    const summary = this._assessment.routes.map(({ id, verdict, unanswered, window }) => ({
      id, verdict, missing: unanswered, window: window.state,
    }));
    this._emit('precheck-result', { summary });
  }

  /** Sends an event; false if a listener has forbidden what would follow. */
  _emit(name, detail, cancelable = false) {
    return this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable }));
  }

  _focus(selector) {
    const target = this.renderRoot.querySelector(selector);
    if (target) target.focus();
  }

  _actions() {
    const set = (step) => (...values) => {
      this._journey = step(this._journey, ...values);
    };
    const say = (key, field, values) => this._journey = journeys.refuse(this._journey, { key, field, values });
    return {
      type: set(journeys.type),
      tick: set(journeys.tick),
      choose: set(journeys.choose),
      ask: set(journeys.ask),
      askDay: set((journey) => journeys.visit(journey, { screen: 'day' })),
      back: () => this._go(journeys.back(this._journey), stay),
      start: () => {
        if (!this._journey.interest.length) say('routes-empty', 'route-0');
        else this._go(this._journey, journeys.advance);
      },
      answer: () => {
        const { place, answers, draft } = this._journey;
        const fact = this._engine.notice.fact(place.fact);
        const read = readDraft(fact, draft || draftOf(fact, answers[place.fact]), { dayNeeded: place.refine });
        if (read.problem) say(read.problem, read.field, { days: read.days });
        else this._go(journeys.answer(this._journey, read.value), journeys.advance);
      },
      skip: () => this._go(journeys.skip(this._journey), journeys.advance),
      setDay: () => {
        const { draft } = this._journey;
        const read = draft ? readDate(draft, { dayNeeded: true }) : { value: this._today() };
        if (read.problem) say(read.problem, read.field, { days: read.days });
        else this._go(journeys.countTo(this._journey, read.value), afterDay);
      },
      include: (route) => this._go(
        { ...this._journey, interest: [...this._journey.interest, route] }, journeys.advance,
      ),
      tickScan: (document, inHand) => this._go(journeys.tickScan(this._journey, document, inHand), stay),
      restart: () => {
        this._go(journeys.begin(this._usualRoutes()), stay);
      },
      proceed: (route, url) => this._emit('precheck-proceed', { route, url }, true),
      showCard: (route) => {
        const card = this.renderRoot.querySelector(`[data-route="${route}"]`);
        const fold = card.closest('details');
        if (fold) fold.open = true;
        card.querySelector('h3').focus();
      },
      focusField: (id) => this._focus(`#${id}`),
    };
  }
}

const stay = (journey) => journey;

/** From the day back to the start, or on to what another day makes worth asking. */
function afterDay(journey, assessment) {
  const before = journey.behind[journey.behind.length - 1];
  return before.screen === 'start' ? { ...journeys.back(journey), ahead: [] } : journeys.advance(journey, assessment);
}
