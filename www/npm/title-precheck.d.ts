import type { TitlePrecheck as Type } from './element.js';

declare global {
  /** The only name that the script adds to a page's. */
  var TitlePrecheck: typeof Type;
}

export {};
