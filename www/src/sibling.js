/**
 * The second script, `title-precheck-more.js`: what is wanted only once there is a result.
 *
 * It lies in the folder of the first, and is a classic script too: nothing else loads from a disk. What both are built from, the first hands it.
 */

import kit from 'embedded:kit';
import { build, integrity } from 'embedded:more';

const here = document.currentScript;
const FILE = 'title-precheck-more.js';

let loading;
let arrived;
let policy;

/** What the sibling finds on its own script element: the shared parts, and where to hand in what it brings. That of another build is not taken. */
export const sibling = {
  kit,
  add(itsBuild, parts) {
    if (itsBuild === build) arrived = parts;
  },
};

/** An address as pages want it that enforce Trusted Types: they name `title-precheck` among the policies that may be made. */
function trusted(url) {
  try {
    // made once: a second one of the same name is refused
    policy = policy || window.trustedTypes.createPolicy('title-precheck', { createScriptURL: (address) => address });
    return policy.createScriptURL(url);
  } catch (_) {
    return url;
  }
}

/** What the sibling brings; rejects if it does not load, and may then be tried again. */
export function loadMore() {
  loading = loading || new Promise((done, failed) => {
    const settle = () => {
      if (arrived) {
        done(arrived);
      } else {
        loading = null;
        failed(new Error(`${FILE} did not load`));
      }
    };
    if (arrived || !here || !here.src) {
      settle();
      return;
    }
    const script = document.createElement('script');
    script.sibling = sibling;
    script.src = trusted(new URL(FILE, here.src).href);
    if (here.nonce) script.nonce = here.nonce;
    // a browser checks the hash only of what it may read: not of a file, nor of another site's script; a sandbox has no site
    if (/^http/.test(here.src) && new URL(here.src).origin === window.origin) script.integrity = integrity;
    script.onload = settle;
    script.onerror = settle;
    document.head.appendChild(script);
  });
  return loading;
}
