/** What a person can do on the screens, and the page around with methods: each takes the element's journey one step further. */

import { announce } from './announcer.js';
import { readDate } from './dates.js';
import { draftOf, readDraft } from './drafts.js';
import { EngineFailure } from './engine.js';
import * as journeys from './journey.js';
import { loadMore } from './sibling.js';
import * as storage from './storage.js';
import { dress } from './styles.js';

const stay = (journey) => journey;

/** From the day back to where it was changed, or on to what another day makes worth asking. */
function afterDay(journey, assessment) {
  const before = journey.behind[journey.behind.length - 1];
  return before.screen === 'start' ? { ...journeys.back(journey), ahead: [] } : journeys.advance(journey, assessment);
}

/** The actions on one element. */
export function actions(host) {
  const become = (journey) => {
    host._journey = journey;
    host._update();
  };
  const set = (step) => (...values) => become(step(host._journey, ...values));
  const say = (key, field, values) => become(journeys.refuse(host._journey, { key, field, values }));
  const visit = (screen) => () => become(journeys.visit(host._journey, { screen }));

  /** Takes a step: what the engine refuses is shown at the field, anything else that goes wrong ends the check. */
  const go = (journey, step) => {
    try {
      host._assessment = host._engine.assess(host._input(journey));
      become(step(journey, host._assessment));
    } catch (error) {
      if (!error || !error.code) host._fail(new EngineFailure('engine', error));
      else refuse(journey, error);
    }
  };

  /** Shows what was refused: at the field just filled in, or at an older answer that a new day has made impossible. */
  const refuse = (journey, { code, path = '' }) => {
    const { place } = host._journey;
    const fact = host._engine.notice.fact(path.replace(/^answers\./, ''));
    const values = { day: journey.day || host._hostDay(), fact: fact && fact.id };
    const problem = (key) => ({ key: host._speech.t.has(`problem-${key}`) ? key : 'refused', field: 'year', values });
    if (place.screen === 'day') {
      become(journeys.refuse(host._journey, problem(fact ? 'day-before-answer' : code)));
    } else {
      const asking = place.screen === 'question' || !fact;
      become(journeys.refuse(asking ? host._journey : journeys.ask(host._journey, fact.id), problem(code)));
    }
  };

  const act = {
    type: set(journeys.type),
    tick: set(journeys.tick),
    choose: set(journeys.choose),
    ask: set(journeys.ask),
    askDay: visit('day'),
    askCode: visit('code'),
    askRoutes: visit('routes'),
    reassess: () => go(host._journey, stay),
    back: () => {
      if (host.history === 'on' && host._trail.leadsBack) window.history.back();
      else go(journeys.back(host._journey), stay);
    },
    /** From the start to the choice of routes, if there is one. */
    start: () => (host._shownRoutes().length > host._usualRoutes().length ? act.askRoutes() : act.chosen()),
    chosen: () => {
      if (!host._journey.interest.length) say('routes-empty', 'route-0');
      else go(host._journey, journeys.advance);
    },
    /** Goes on where the journey that was kept had come to. */
    resume: () => {
      const { answers, interest, refined, day, scans, ticks, place, keep } = host._saved;
      try {
        act.take(answers, {
          interest: interest.filter((id) => host._shownRoutes().includes(id)), refined, day: host._journey.day || day, scans, ticks,
        }, journeys.resume(place));
        host._keep = keep;
      } catch (error) {
        if (error.code === 'date-after-today') {
          // so by a clock that is wrong: they are there once it is another day
          act.askDay();
          refuse(host._journey, error);
        } else {
          // the engine never takes them: they are offered no more
          host._saved = null;
          host._update();
        }
      }
    },
    /** Takes over answers that come from elsewhere, and goes on from there. */
    take: (answers, more = {}, step = journeys.advance) => {
      host.evaluate({ today: more.day || host._hostDay(), answers });
      act.dropFiles();
      go({ ...journeys.begin(host._usualRoutes(), answers), ...more }, step);
    },
    readCode: () => {
      const { draft } = host._journey;
      const code = ((draft || {}).code || '').trim();
      if (!code) {
        say('code-empty', 'code');
        return;
      }
      host.fromCode(code).catch((error) => say(host._speech.t.has(error.code) ? error.code : 'code-not-loaded', 'code'));
    },
    answer: () => {
      const { place, answers, draft } = host._journey;
      const fact = host._engine.notice.fact(place.fact);
      const read = readDraft(fact, draft || draftOf(fact, answers[place.fact]), { dayNeeded: place.refine });
      if (read.problem) {
        say(read.problem, read.field, { days: read.days });
        return;
      }
      const before = host._assessment;
      go(journeys.answer(host._journey, read.value), journeys.advance);
      if (host._assessment === before || answers[place.fact] === read.value) return;
      host._emit('precheck-change', host.shareAnswers ? { question: place.fact, answers: host.answers } : { question: place.fact });
    },
    skip: () => go(journeys.skip(host._journey), journeys.advance),
    goOn: () => go(host._journey, journeys.advance),
    setDay: () => {
      const { draft } = host._journey;
      const read = draft ? readDate(draft, { dayNeeded: true }) : { value: host._today() };
      if (read.problem) say(read.problem, read.field, { days: read.days });
      else go(journeys.countTo(host._journey, read.value), afterDay);
    },
    include: (route) => go({ ...host._journey, interest: [...host._journey.interest, route] }, journeys.advance),
    setScans: (document, scans) => go(journeys.setScans(host._journey, document, scans), stay),
    /** Keeps the answers on the device, or no longer. */
    keep: (keep) => {
      host._keep = keep;
      if (!keep) storage.forgetDevice(host.localName);
      // a box that is to jump back must first have been drawn as ticked
      host._draw();
      host._save();
    },
    restart: (wipe = true) => {
      if (wipe !== false) storage.forget(host.localName);
      host._saved = host._keep = host._toldText = null;
      host._trail.forget();
      host._panel = {};
      act.dropFiles();
      announce('');
      host._tellForm(false);
      go(host._fresh(), stay);
    },
    /** Forgets the files: they belong to the answers that are forgotten with them. */
    dropFiles: () => host._desk && host._desk.clear(),
    proceed: (route, url) => host._emit('precheck-proceed', { route, url }, true),
    /** Fetches `title-precheck-more.js`; what it brings is drawn when it is there, and that it did not come is said. */
    fetchMore: () => {
      if (host._more) return;
      loadMore().then((more) => {
        host._more = more;
        dress(host.renderRoot, more.moreStyles);
      }, () => { host._more = 'failed'; }).then(() => host._update());
    },
    fetchAgain: () => {
      host._more = undefined;
      host._update();
      act.fetchMore();
    },
    print: () => host.print(),
    /** Opens or changes something in the panel of the ways out. */
    show: (what) => {
      host._panel = { ...host._panel, ...what };
      host._update();
    },
    allowExport: (kind) => host._export(kind),
    view: () => host._view(),
    announce: (text) => announce(host._speech.plain(text), host._speech),
    /** Speaks another language, as the person wants it: until the page around names one anew. */
    speak: (id) => {
      host._chosen = id;
      host._wanted = null;
      host._kept = null;
      host._update();
    },
    /** Offers a newer notice; the page around may rather do so itself. What `banner` draws, if anything, stands above every screen. */
    offer: (found, banner) => {
      if (found && !host._emit('precheck-update', found, true)) return false;
      host._banner = banner;
      host._update();
      return true;
    },
    showCard: (route) => {
      host._drawWhole();
      const card = host.renderRoot.querySelector(`[data-route="${route}"]`);
      const fold = card.closest('details');
      if (fold) fold.open = true;
      card.querySelector('h3').focus();
    },
    showPart: (part) => {
      host._drawWhole();
      const heading = host.renderRoot.querySelector(`[part="${part}"] h3`);
      if (heading) heading.focus();
    },
    focusField: (id) => host._focus(`#${id}`),
  };
  return act;
}
