/**
 * A long screen in pieces, one more in each turn until all are there, so that a slow processor is never kept from a person for long.
 *
 * A piece once made is kept until something that the screen is made from changes.
 */

import { nothing } from 'lit-html';

export class Pieces {
  /** For a place and what its screen is made from; `before` are the pieces of the drawing before. */
  constructor(place, from, before) {
    const isSame = before && before.from.every((value, index) => value === from[index]);
    this.place = place;
    this.from = from;
    this.count = before && before.place === place ? before.count : 1;
    this.made = isSame ? before.made : [];
    /** What the pieces have said so far: on paper nothing is said twice. */
    this.said = isSame ? before.said : new Set();
    this.next = 0;
    this.piece = (make) => {
      const index = this.next;
      this.next += 1;
      if (index >= this.count) return nothing;
      this.made[index] = this.made[index] || make();
      return this.made[index];
    };
  }

  /** Whether some are still to come. */
  get isOpen() {
    return this.next > this.count;
  }
}
