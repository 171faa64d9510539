/** The side in the frame: settings from the address, what happens to the page around, and nothing to anybody else. */

import { CALLS, EVENTS, SETTINGS, isMessage, message } from './protocol.js';

function isOrigin(text) {
  try {
    return /^https?:/.test(text) && new URL(text).origin === text;
  } catch (_) {
    return false;
  }
}

/** Lets the page around that `origin` in the address names speak with an element. A frame without one, or in another page, is a page of its own. */
export function serve(element) {
  const { parent, location } = window;
  const query = new URLSearchParams(location.search);
  const origin = query.get('origin');
  const around = location.ancestorOrigins;
  if (parent === window || !isOrigin(origin) || (around && around[0] !== origin)) return;

  const set = (name, value) => {
    if (!SETTINGS.includes(name)) return;
    if (value === null) element.removeAttribute(name);
    else element.setAttribute(name, value);
  };
  const take = ({ data }) => {
    if (!isMessage(data)) return;
    const { name, value } = Object(data.detail);
    if (data.type === 'set') set(name, value);
    else if (data.type === 'call' && CALLS.includes(name)) element[name]();
  };
  const send = (type, detail, ports) => parent.postMessage(message(type, detail), origin, ports);

  query.forEach((value, name) => set(name, value));
  EVENTS.forEach((type) => element.addEventListener(`precheck-${type}`, ({ detail }) => {
    if (type !== 'ready') {
      send(type, detail);
      return;
    }
    // a frame in a sandbox has no origin that could be named to answer to: whoever gets this holds the way back
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = take;
    send(type, detail, [port2]);
  }));
  window.addEventListener('message', (event) => {
    if (event.source === parent && event.origin === origin) take(event);
  });

  // the element's own height, which follows from its width alone: the document's would follow from the frame's
  let told;
  const measure = () => {
    const height = Math.ceil(element.getBoundingClientRect().height);
    if (height === told) return;
    told = height;
    send('height', { height });
  };
  // a browser lays out no frame below the fold by itself, and it would stay without a height
  element.addEventListener('precheck-step', measure);
  if (window.ResizeObserver) new ResizeObserver(measure).observe(element);
  else setInterval(measure, 500);
}
