/**
 * The element as applicants will see it, with the pack of this moment: answers and place are kept from one pack to the next.
 *
 * The element forgets both with another notice, as it should; here they are put back, as far as they fit the new rules.
 */

/** How many answers may be refused before all are given up. */
const PATIENCE = 60;

export class Preview {
  /** `onChange` hears when something was answered or another pack is shown; `onDrop` which answers no longer fit. */
  constructor({ onDrop, onShow }) {
    this.onDrop = onDrop;
    this.onShow = onShow;
    this.element = document.createElement('title-precheck');
    for (const [name, value] of Object.entries({ lang: 'zh', storage: 'none', theme: 'light' })) this.element.setAttribute(name, value);
    this.isThere = false;
    this.queue = Promise.resolve();
  }

  /** Shows a pack; of several in a row only the last. */
  show(pack) {
    this.next = pack;
    this.queue = this.queue.then(() => {
      if (this.next !== pack) return null;
      return this.take(pack);
    });
    return this.queue;
  }

  async take(pack) {
    const { element } = this;
    const kept = this.isThere && element._journey;
    const box = element.parentElement;
    const top = box ? box.scrollTop : 0;
    element.notice = pack;
    try {
      await element.ready;
    } catch (_) {
      this.isThere = false;
      return;
    }
    this.isThere = true;
    if (kept) this.restore(kept);
    if (box) requestAnimationFrame(() => { box.scrollTop = top; });
    this.onShow();
  }

  get day() {
    return this.element.getAttribute('as-of');
  }

  /** Sets the day of the check; one that was set inside no longer counts. */
  set day(day) {
    const { _journey } = this.element;
    if (_journey && _journey.day) this.element._journey = { ..._journey, day: null };
    this.element.setAttribute('as-of', day);
  }

  /** What was answered, as an input; without answers `null`. */
  get input() {
    const { answers, assessment } = this.element;
    if (!this.isThere || !Object.keys(answers).length) return null;
    return { today: assessment.today, answers };
  }

  /** Puts an applicant there: a witness, an example. */
  person({ today, answers }) {
    const { element } = this;
    this.day = today;
    const routes = element._engine.notice.texts.routes.map(({ id }) => id);
    const fitting = this.fitting(answers, today);
    // the result that is left leads back to the start, as if asked anew
    element._journey = { ...element._journey, interest: routes, place: { screen: 'result' }, behind: [{ screen: 'start' }], ahead: [], draft: null, problem: null };
    element.answers = fitting;
  }

  clear() {
    if (this.isThere) this.element.reset();
  }

  restore(kept) {
    const { element } = this;
    const { notice } = element._engine;
    const answers = this.fitting(kept.answers, kept.day || this.day);
    const stands = ({ screen, fact }) => screen !== 'question' || Boolean(notice.fact(fact));
    const routes = kept.interest.filter((id) => notice.route(id));
    const fresh = element._journey;
    element._journey = {
      ...fresh, answers,
      interest: routes.length ? routes : fresh.interest,
      place: stands(kept.place) ? kept.place : { screen: 'check' },
      behind: kept.behind.filter(stands), refined: kept.refined.filter((id) => notice.fact(id)),
      day: kept.day, draft: stands(kept.place) ? kept.draft : null,
    };
    // the setter assesses and draws anew
    element.answers = answers;
  }

  /** The answers that the rules take; the others are told. */
  fitting(answers, today) {
    const fitting = { ...answers };
    const dropped = [];
    for (let tries = 0; tries < PATIENCE; tries += 1) {
      try {
        this.element.evaluate({ today, answers: fitting });
        if (dropped.length) this.onDrop(dropped);
        return fitting;
      } catch (error) {
        const fact = String(error.path || '').replace(/^answers\./, '');
        if (!(fact in fitting)) break;
        delete fitting[fact];
        dropped.push(fact);
      }
    }
    this.onDrop(Object.keys(answers));
    return {};
  }
}
