/**
 * Notices that do not come with the script: one at an address, and whether the site has a newer one.
 *
 * Besides this, only what translates such a notice fetches anything; and nothing does unless the site says from where.
 */

import { html } from 'lit-html';
import { button } from '../views/parts.js';

const MOST = 300; // bytes of `latest.json`

/** The notice last offered on an element: the same one is not offered again. */
const offered = new WeakMap();

async function answer(url) {
  const response = await fetch(url, { cache: 'no-cache' });
  if (!response.ok) throw new Error(`${url}: status ${response.status}`);
  return response;
}

/** The bytes of a compiled notice. */
export async function fetchNotice(url) {
  return new Uint8Array(await (await answer(url)).arrayBuffer());
}

/** What `latest.json` names, `{ id, edition }`; throws where it is not one. */
function read(text) {
  if (text.length > MOST) throw new RangeError(`more than ${MOST} bytes`);
  const { id, edition } = JSON.parse(text).notice;
  if (!id || !/^\d+$/.test(edition)) throw new RangeError('no notice.id, or a notice.edition that is no number');
  return { id, edition: String(edition) };
}

const nameOf = ({ id, edition }) => `${id}/${edition}`;

/** Looks whether the site has another notice, or a later edition of this one, and offers it; the running one stays. An address that does not answer is no news. */
export async function checkNotice({ host, act }) {
  const url = host.noticeCheck;
  const text = await (await answer(url)).text();
  let latest;
  try {
    latest = read(text);
  } catch (error) {
    console.warn(`title-precheck: ${url} is not taken: ${error.message}`);
    return;
  }
  const { notice } = host;
  const available = nameOf(latest);
  const isOlder = latest.id === notice.id && Number(latest.edition) <= Number(notice.edition);
  if (isOlder || offered.get(host) === available || host.noticeCheck !== url) return;
  offered.set(host, available);
  const isShown = act.offer({ current: nameOf(notice), available }, (t) => html`
    <div class="notice-box screen-only" part="banner" data-update=${available}>
      <p><b>${t('update-title')}</b></p>
      <p>${t('update-about')}</p>
      <p class="actions">${button(t('update-reload'), () => window.location.reload())}${button(t('update-later'), () => act.offer())}</p>
    </div>`);
  if (isShown) act.announce(host._speech.t('update-title'));
}
