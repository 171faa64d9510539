/**
 * The scripts beside this one, `title-precheck-more.js` and those that it sends for, the other languages, and the engine for browsers without WebAssembly: what is
 * not wanted at once.
 *
 * They lie in the folder of the first, and are classic scripts too: nothing else loads from a disk. What all are built from, the first hands them.
 */

import { build } from 'embedded:build';
import integrity from 'embedded:integrity';
import kit from 'embedded:kit';

/** The element that this script came by. A module is told of none: then it is the first of the page that has the name. */
const here = document.currentScript || document.querySelector('script[src*="title-precheck.js"]');
const loading = {};
const arrived = {};

/**
 * What a sibling finds on its own script element: the shared parts, and where to hand in what it brings. That of another build is not taken.
 *
 * A bundler names files as it likes, so the npm package hands in `loaders`: by name, what imports the sibling.
 */
export const sibling = {
  kit,
  loaders: null,
  add(itsBuild, name, parts) {
    if (itsBuild === build) arrived[name] = parts;
  },
};

let policy;

/** An address as pages want it that enforce Trusted Types: they name `title-precheck` among the policies that may be made, once each. */
export function trusted(url) {
  try {
    policy = policy || window.trustedTypes.createPolicy('title-precheck', { createScriptURL: (ours) => ours });
    return policy.createScriptURL(url);
  } catch (_) {
    return url;
  }
}

/** What a sibling brings; rejects if it does not load, and may then be tried again. */
export function load(name, hash) {
  loading[name] = loading[name] || new Promise((done, failed) => {
    const file = `title-precheck-${name}.js`;
    const settle = () => {
      if (arrived[name]) {
        done(arrived[name]);
      } else {
        loading[name] = null;
        failed(new Error(`${file} did not load`));
      }
    };
    if (sibling.loaders && !arrived[name]) {
      sibling.loaders[name]().then(settle, settle);
      return;
    }
    if (arrived[name] || !here || !here.src) {
      settle();
      return;
    }
    const script = document.createElement('script');
    script.sibling = sibling;
    script.src = trusted(new URL(file, here.src).href);
    if (here.nonce) script.nonce = here.nonce;
    // a browser checks the hash only of what it may read: not of a file, nor of another site's script; a sandbox has no site
    if (/^http/.test(here.src) && new URL(here.src).origin === window.origin) script.integrity = hash;
    script.onload = settle;
    script.onerror = settle;
    document.documentElement.appendChild(script);
  });
  return loading[name];
}

/** What `title-precheck-more.js` brings. */
export const loadMore = () => load('more', integrity.more);

/** How a language is spoken: see `speech.js`. */
export const loadLanguage = (id) => load(id, integrity[id]).then(({ speech }) => speech);

/** What `title-precheck-nowasm.js` brings. */
export const loadTwin = () => load('nowasm', integrity.nowasm);
