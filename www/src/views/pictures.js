/** Where the sibling script's parts stand; without them what stands there already is enough. */

import { nothing } from 'lit-html';

/** What the sibling draws under a name, once it is there. */
export function pictureOf(page, name, subject) {
  return page.more && page.more !== 'failed' ? page.more[name](page, subject) : nothing;
}
