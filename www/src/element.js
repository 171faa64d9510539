/**
 * `<title-precheck>`: asks, and shows what the notice says. What stands inside the element is shown until the engine is there, and again if it fails.
 *
 * The class carries a journey between the engine and the views, and speaks to the page around it: it decides nothing and words nothing.
 */

import { html, nothing, render } from 'lit-html';
import { actions } from './actions.js';
import { announce, announcer } from './announcer.js';
import { OBSERVED, reflect, takeOver } from './attributes.js';
import { isDay, localDay } from './dates.js';
import { presetAnswers } from './drafts.js';
import { EngineFailure, loadEngine, open } from './engine.js';
import { onReset, setFormValue } from './form.js';
import * as journeys from './journey.js';
import { languageOf } from './language.js';
import { Pieces } from './pieces.js';
import { loadMore, sibling } from './sibling.js';
import { chinese, speechIn } from './speech.js';
import { standingsInWords, verdictValue } from './standing.js';
import * as storage from './storage.js';
import { dress } from './styles.js';
import { Trail } from './trail.js';
import { failureView, loadingView } from './views/failure.js';
import { languageSwitch } from './views/languages.js';
import { SCREENS } from './views/screens.js';

/**
 * Two templates alike, taken in turn: lit-html draws anew where the template is another one, so nothing that was unfolded or half typed lingers in the
 * next place.
 */
const SHEETS = [(screen) => html`<div>${screen}</div>`, (screen) => html`<div>${screen}</div>`];
/** The tags that a warning was given about. */
const told = [];
const STATES = { question: 'asking', check: 'check', result: 'result', documents: 'result' };

export class TitlePrecheck extends HTMLElement {
  static get observedAttributes() {
    return OBSERVED;
  }

  static get formAssociated() {
    return true;
  }

  /** The version of this script. */
  static get version() {
    return VERSION;
  }

  /** What the scripts beside the first need where that did not load them: see `sibling.js`. */
  static get sibling() {
    return sibling;
  }

  /** Defines a further tag, for a page that carries two versions; one that is there already stays as it is, with one warning. */
  static define(tag) {
    if (!customElements.get(tag)) {
      customElements.define(tag, class extends TitlePrecheck {});
    } else if (!told.includes(tag)) {
      told.push(tag);
      console.warn(`<${tag}> is defined already and stays as it is.`);
    }
  }

  constructor() {
    super();
    this.renderRoot = this.attachShadow({ mode: 'open' });
    dress(this.renderRoot);
    this._internals = this.attachInternals ? this.attachInternals() : {};
    this._act = actions(this);
    this._drawn = {};
    this._trail = new Trail();
    this._panel = {};
    this._speech = chinese;
    this._wanted = chinese.id;
    this._load();
    this._opened = [];
    /** What is listened for in the window, by name, while the element is in the page. */
    this._listeners = Object.entries({
      beforeprint: () => this._unfold(),
      afterprint: () => this._opened.splice(0).forEach((fold) => { fold.open = false; }),
      popstate: ({ state }) => this._return(state),
      // another tab has kept its answers on the device, or cleared what was there
      storage: ({ key }) => key === this.localName && this._keep && this._save(),
    });
  }

  connectedCallback() {
    takeOver(this, 'notice', 'answers');
    announcer();
    this._listeners.forEach((listener) => window.addEventListener(...listener));
    this._leaveForm = onReset(this, this._internals, () => this.formResetCallback());
    this._update();
  }

  disconnectedCallback() {
    this._listeners.forEach((listener) => window.removeEventListener(...listener));
    this._leaveForm();
    // what is still to come comes when the element is put back
    clearTimeout(this._settling);
    this._settling = null;
  }

  attributeChangedCallback(name, before, now) {
    const attribute = name.replace(/^data-/, '');
    if (before === now) return;
    if (attribute === 'notice') this._load();
    if (attribute === 'lang') {
      this._chosen = null;
      this._update();
    }
    if (!this._journey || this._failure) return;
    // what was drawn from the settings as they were is drawn anew
    this._settings = {};
    const { answers, place, scans, ticks } = this._journey;
    const fresh = this._fresh();
    if (attribute === 'mode') this._journey = { ...fresh, answers, scans, ticks };
    else if (attribute === 'routes') this._journey = journeys.choose(this._journey, fresh.interest);
    else if (attribute === 'preset' && place.screen === 'start') this._journey = { ...this._journey, answers: { ...answers, ...fresh.answers } };
    if (attribute === 'routes' || attribute === 'as-of' || attribute === 'preset') this._act.reassess();
    if (attribute === 'storage') this._restore(now);
    if (attribute === 'notice-check') this._checkNotice();
    if (attribute === 'name' || attribute === 'value-content') this._tellForm();
    this._update();
  }

  formResetCallback() {
    if (this._journey) this.reset();
  }

  /** The version of this element's script. */
  get version() {
    return VERSION;
  }

  /** Which notice this is: id, edition and hash. */
  get notice() {
    return this._assessment && this._assessment.notice;
  }

  /** Another compiled notice, as bytes, or as the attribute has it; what was answered is forgotten. */
  set notice(notice) {
    if (notice && typeof notice === 'object') this._load(notice);
    else if (notice) this.setAttribute('notice', notice);
    else this.removeAttribute('notice');
  }

  /** A copy of the answers given so far. */
  get answers() {
    return this._journey ? { ...this._journey.answers } : {};
  }

  /** Answers from the page; throws an error with `code`, `path`, `message` where one is refused. */
  set answers(answers) {
    if (!this._engine) {
      this._soon(() => { this.answers = answers; });
      return;
    }
    this.evaluate({ today: this._today(), answers });
    this._journey = { ...this._journey, answers: { ...answers }, ahead: [] };
    this._act.reassess();
  }

  /** The assessment of the answers given so far. */
  get assessment() {
    return this._assessment;
  }

  /** `loading`, `start`, `asking`, `check`, `result` or `error`. */
  get state() {
    if (this._failure) return 'error';
    return this._journey ? STATES[this._journey.place.screen] || 'start' : 'loading';
  }

  /** Assesses any input, whatever is shown here; throws an error with `code`, `path`, `message` for one that is refused. */
  evaluate(input) {
    if (!this._engine) throw new EngineFailure('engine', 'not ready: wait for `ready`');
    return this._engine.assess(input);
  }

  /** Begins to ask, as the button does. */
  start() {
    this._soon(this._act.start);
  }

  /** Forgets every answer and shows the start; with `wipe: false` what was kept in the tab or on the device stays. */
  reset({ wipe = true } = {}) {
    this._soon(() => this._act.restart(wipe));
  }

  /** Asks one question, as the buttons on the result do. */
  goTo(question) {
    this._soon(() => {
      if (!this._engine.notice.fact(question)) throw new RangeError(`the notice asks no fact \`${question}\``);
      this._act.ask(question);
    });
  }

  /** Puts the focus on the heading of what is shown. */
  focus() {
    this._focus('[data-focus]');
  }

  /** Opens the browser's dialogue for printing. */
  print() {
    if (this._export('print')) window.print();
  }

  /** The result as plain text; a promise, as all of these: they come with the sibling script. */
  toText() {
    return this._take('toText');
  }

  /** The result as one page without scripts. */
  toHTML() {
    return this._take('toHTML');
  }

  /** The days of a route, or of all, as an iCalendar; `null` where no day is known. */
  toICS(route) {
    return this._take('toICS', route);
  }

  /** The answers as a code to write down; what was said about sanctions only `withSanction`. */
  toCode({ withSanction = false } = {}) {
    return this._loadMore().then(({ encode }) => encode(this._engine.notice, this.answers, { withSanction }));
  }

  /** Takes the answers from such a code and shows them; rejects with an error that has a `code`. */
  fromCode(code) {
    return this._loadMore().then(({ decode }) => this._act.take(decode(this._engine.notice, code).answers));
  }

  _take(name, ...more) {
    return this._loadMore().then((parts) => parts[name](this._view(), ...more));
  }

  /** What `title-precheck-more.js` brings, once there is something for it to work on. */
  _loadMore() {
    return this.ready.then(loadMore);
  }

  /** Does something now, or once the element is ready; where it never will be, the failure has been told already. */
  _soon(go) {
    if (this._journey) go();
    else this.ready.then(go, () => {});
  }

  /** What the ways out are made from. */
  _view() {
    const { protocol, origin, pathname } = window.location;
    const { _speech: speech } = this;
    return {
      assessment: this._assessment, answers: this.answers, notice: speech.noticeOf(this._engine.notice),
      steps: this._engine.steps(this._input()), speech, t: speech.t, today: this._today(), now: new Date(),
      // an address may hold more than the page needs to be found again, and one on a disk the name of its owner
      url: protocol === 'file:' ? '' : origin + pathname,
    };
  }

  /** Says that something is about to leave the page; false if the page around forbids it. */
  _export(kind) {
    return this._emit('precheck-export', { kind }, true);
  }

  /** Begins anew with a notice: bytes, or what the attribute names. `ready` settles when its first question can be asked, or rejects when it never can. */
  _load(bytes) {
    const own = Promise.resolve().then(loadEngine).then((engine) => {
      if (this._loading !== own) return null;
      if (bytes) return open(bytes);
      const url = this.getAttribute('notice');
      return !url || url === 'builtin' ? engine : loadMore().then(({ fetchNotice }) => fetchNotice(url)).then(open);
    });
    this._loading = own;
    // what another notice has taken the place of comes to nothing: whoever waits for it waits for that one, and at once
    const before = this._giveWay;
    const inTime = (go) => (outcome) => (this._loading === own ? go(outcome) : this.ready);
    this.ready = Promise.race([
      own.then(inTime((engine) => this._begin(engine))).catch(inTime((cause) => {
        const failure = cause instanceof EngineFailure ? cause : new EngineFailure('notice-invalid', cause);
        this._fail(failure);
        throw failure;
      })),
      new Promise((done) => { this._giveWay = done; }),
    ]);
    if (before) before(this.ready);
    // whoever waits for `ready` hears of the failure; a page that does not wait has the event
    this.ready.catch(() => {});
  }

  _begin(engine) {
    this._engine = engine;
    this._failure = this._banner = null;
    this._assessment = engine.assess({ today: this._hostDay(), answers: {} });
    this._restore();
    this._act.dropFiles();
    this._journey = this._fresh();
    this._told = this._toldText = null;
    this._act.reassess();
    this._tellForm(false);
    this._emit('precheck-ready', { version: VERSION, notice: this._assessment.notice });
    this._checkNotice();
    const { year } = engine.notice.texts.notice;
    if (this._hostDay() > `${year}-12-31`) {
      this._emit('precheck-error', { code: 'notice-expired', message: `the notice is that of ${year}`, fatal: false });
    }
  }

  /** Takes up what was kept where the site now wants it kept, and leaves nothing where it does not. */
  _restore(mode = this.storage) {
    if (this._journey && mode !== 'ask') storage.forget(this.localName);
    this._saved = storage.load(this.localName, mode, this._assessment.notice);
    this._keep = this._kept = null;
    this._chosen = this._chosen || (this._saved || {}).language;
  }

  /** Asks what the site's notice is now, where it says at what address: nothing here is changed by the answer. */
  _checkNotice() {
    if (this.noticeCheck) loadMore().then(({ checkNotice }) => checkNotice({ host: this, act: this._act })).catch(() => {});
  }

  /** A journey before its first step. */
  _fresh() {
    const { notice, assess } = this._engine;
    const answers = presetAnswers(notice, this.preset, (given) => assess({ today: this._hostDay(), answers: given }));
    const journey = journeys.begin(this._usualRoutes(), answers);
    return this.mode === 'documents' ? { ...journey, place: { screen: 'documents' } } : journey;
  }

  _input(journey = this._journey) {
    return journeys.inputOf(journey, this._hostDay());
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

  /** The routes looked at unless a person chooses others: the ordinary ones. */
  _usualRoutes() {
    const shown = this._shownRoutes();
    const usual = shown.filter((id) => this._engine.notice.route(id).usual);
    return usual.length ? usual : shown;
  }

  _update() {
    this._due = this._due || Promise.resolve().then(() => {
      this._due = null;
      this._draw();
    });
  }

  /** Speaks the language that is wanted, once it is here; until then, and if it does not come, the one before. */
  _speak() {
    const wanted = this._chosen || languageOf(this);
    if (wanted === this._wanted) return;
    this._wanted = wanted;
    const take = (speech, missing) => {
      if (this._wanted !== wanted) return;
      this._speech = speech;
      this._missing = missing;
      // what is shown to be copied by hand is in the language before
      this._panel = { ...this._panel, text: '' };
      this._update();
    };
    speechIn(wanted).then(take, () => take(this._speech, wanted));
  }

  _draw() {
    if (!this.isConnected) return;
    this._speak();
    let content;
    try {
      content = this._content();
      this._render(content);
    } catch (error) {
      // a text or a label that is not there: say so, rather than leave a screen half drawn
      this._fail(new EngineFailure('engine', error));
      this._render(this._content());
      return;
    }
    if (!this._journey || this._failure) return;
    // in a turn of its own, after the browser has laid out what was drawn: a slow processor gets its breath
    clearTimeout(this._settling);
    this._settling = setTimeout(() => this._settle());
  }

  _render(content) {
    const { lang, dir, t, marked } = this._speech;
    this._speech.enter(this);
    const whole = html`${languageSwitch(this._speech, this._missing, this._act.speak)}${this._banner ? this._banner(t) : nothing}${content}`;
    render(html`<div class="page ${this.theme || 'light'}" lang=${lang} dir=${dir}>${marked(whole)}</div>`, this.renderRoot, { host: this });
  }

  _content() {
    if (this._failure) return failureView(this._speech.t, this._failure);
    if (!this._journey) return loadingView(this._speech.t);
    const { place } = this._journey;
    if (place !== this._place) {
      this._place = place;
      this._sheet = this._sheet === 0 ? 1 : 0;
    }
    return SHEETS[this._sheet](SCREENS[place.screen](this._page()));
  }

  /** Draws all pieces now. */
  _drawWhole() {
    if (this._pieces) this._pieces.count = Infinity;
    this._draw();
  }

  /** What the views draw from. */
  _page() {
    const journey = this._journey;
    const { t, noticeOf, marked } = this._speech;
    this._pieces = new Pieces(journey.place, [journey, this._assessment, this._more, this._panel, this._keep, this._settings, this._speech], this._pieces);
    const { piece, said } = this._pieces;
    const once = (name) => {
      let found;
      return () => found || (found = this._engine[name](this._input()));
    };
    return {
      t, notice: noticeOf(this._engine.notice), marked, journey, answers: journey.answers, today: this._today(), hostDay: this._hostDay(),
      assessment: this._assessment,
      routes: this._shownRoutes(),
      usualRoutes: this._usualRoutes(),
      steps: once('steps'), applicable: once('applicable'),
      piece, said,
      saved: this._saved, keep: this._keep, more: this._more, panel: this._panel,
      host: this, act: this._act,
    };
  }

  /** What follows from what was drawn: the focus, the words to the page around, what is kept. */
  _settle() {
    this._settling = null;
    if (this._failure) return;
    const { place, problem } = this._journey;
    const before = this._drawn;
    const moved = place !== before.place;
    this._drawn = { place, problem };
    if (problem && problem !== before.problem) this._focus('[data-problem]');
    else if (before.place && moved) this._focus('[data-focus]');
    if (moved) {
      announce('');
      if (this.history === 'on') this._trail.record(this._journey);
      if (['check', 'result', 'documents'].includes(place.screen)) this._act.fetchMore();
      if (place.screen === 'check') this._checkNotice();
      this._emit('precheck-step', {
        screen: place.screen, question: place.fact, questionsLeftAtMost: this._assessment.questions_left_at_most,
      });
    }
    if (place.screen === 'result' && this._assessment !== this._told) this._tellResult(moved);
    if (this._journey !== this._kept) this._save();
    if (this._pieces.isOpen) {
      this._pieces.count += 1;
      this._update();
    } else {
      this.renderRoot.querySelector('[data-screen]').dataset.whole = '';
    }
  }

  _tellResult(arrived) {
    this._told = this._assessment;
    const { t } = this._speech;
    const inWords = (language) => standingsInWords(this._assessment.routes.filter(({ id }) => this._journey.interest.includes(id)), language);
    // compared in one language, whichever is spoken
    const text = inWords(chinese.t);
    if (this._toldText && text !== this._toldText) this._act.announce(t('result-updated', { text: inWords(t) }));
    else if (this._toldText && arrived) this._act.announce(t('result-same'));
    this._toldText = text;
    const summary = this._assessment.routes.map(({ id, verdict, unanswered, window }) => ({
      id, verdict, missing: unanswered, window: window.state,
    }));
    this._tellForm(true);
    this._emit('precheck-result', this.shareAnswers ? { summary, assessment: this._assessment } : { summary });
  }

  /** Gives the form around what it is to get: nothing before there was a result. */
  _tellForm(there = this._inForm) {
    this._inForm = there;
    const value = this.valueContent === 'answers' ? JSON.stringify(this.answers) : there && verdictValue(this._told);
    setFormValue(this, this._internals, there ? value : null);
  }

  _save() {
    this._kept = this._journey;
    if (!Object.keys(this._journey.answers).length || this._journey.place.screen === 'start') return;
    const had = this._keep;
    const { keep, refused } = storage.save(this.localName, this.storage, this._assessment.notice, { ...this._journey, language: this._chosen }, had);
    this._keep = keep;
    const isNew = refused !== this._panel.refused;
    if (refused && isNew) this._emit('precheck-error', { code: 'storage', message: refused, fatal: false });
    // that they were refused once is said until the device keeps them
    if ((isNew && (refused || keep)) || (had && !keep)) this._act.show({ refused });
  }

  /** The browser went to another entry of its history: shows the place that belongs to it, with the answers as they are now. */
  _return(state) {
    const there = this.history === 'on' && this._journey && this._trail.returnTo(state, journeys.begin([]));
    if (!there) return;
    this._journey = { ...this._journey, ...there };
    this._act.reassess();
  }

  _fail(failure) {
    this._failure = failure;
    this._emit('precheck-error', { code: failure.code, message: failure.message, fatal: true });
    this._update();
  }

  /** Sends an event, also to the function of the page that `data-on-*` names; false if a listener has forbidden what would follow. */
  _emit(name, detail, cancelable = false) {
    const event = new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable });
    const named = window[this.getAttribute(name.replace('precheck', 'data-on'))];
    // as a listener, so that what goes wrong in it is the page's alone
    const listener = (heard) => typeof named === 'function' && named.call(this, heard);
    this.addEventListener(name, listener);
    const isAllowed = this.dispatchEvent(event);
    this.removeEventListener(name, listener);
    return isAllowed;
  }

  /** Puts the focus on something, and its screen into view if it is not: a browser would put it in the middle. */
  _focus(selector) {
    const target = this.renderRoot.querySelector(selector);
    if (!target) return;
    target.focus({ preventScroll: true });
    const { top, bottom } = target.getBoundingClientRect();
    if (top < 0 || bottom > window.innerHeight) (target.closest('.top-of-screen') || target).scrollIntoView();
  }

  /** Opens whatever is folded, for the printer. */
  _unfold() {
    if (this._journey && !this._failure) this._drawWhole();
    this._opened = Array.from(this.renderRoot.querySelectorAll('details:not([open])'));
    this._opened.forEach((fold) => { fold.open = true; });
  }
}

reflect(TitlePrecheck);
