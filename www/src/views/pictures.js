/** Where the sibling script's parts stand on the result; without them the words beside say the same. */

import { nothing } from 'lit-html';

/** What the sibling draws under a name, once it is there. */
export function pictureOf(page, name) {
  return page.more && page.more !== 'failed' ? page.more[name](page) : nothing;
}
