/**
 * The browser's history as a trail of places: an entry for each, at the same address, and what the page around keeps in an entry stays in it.
 *
 * The browser holds a number; what it stands for is here, so that nothing about the person lies in the history.
 */

export class Trail {
  constructor() {
    this.places = [];
  }

  /** Whether the entry before this one is a place of ours. */
  get leadsBack() {
    return Boolean(this.places[this.at - 1]);
  }

  /** Makes an entry for where a journey has come to, unless the browser went there by itself. */
  record({ place, behind }) {
    const { history } = window;
    if (this.at === undefined) {
      this.at = (history.state || {}).precheck || 0;
      history.replaceState({ ...history.state, precheck: this.at }, '');
    } else if (!this.popped) {
      this.at += 1;
      history.pushState({ ...history.state, precheck: this.at }, '');
      this.places = this.places.slice(0, this.at);
    }
    this.popped = false;
    this.places[this.at] = { place, behind };
  }

  /** Where the browser went to by itself, as a part of a journey; `null` if its entry is not ours. An entry that was forgotten is `start`. */
  returnTo(state, start) {
    if (!state || state.precheck === undefined) return null;
    this.at = state.precheck;
    this.popped = true;
    const { place, behind } = this.places[this.at] || start;
    return { place: { ...place }, behind, ahead: [], draft: null, problem: null };
  }

  /** Forgets what the entries stand for. */
  forget() {
    this.places = [];
  }
}
