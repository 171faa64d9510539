/** The side of the site: `<title-precheck-frame>`, which looks to the page around like the element itself, and keeps it in a sandbox. */

import words from 'embedded:words';
import { languageOf } from '../language.js';
import { CALLS, EVENTS, SETTINGS, isMessage, message } from './protocol.js';

/** The element that this script came by, and for a module the first that has the name. */
const here = document.currentScript || document.querySelector('script[src*="title-precheck-embed.js"]');

/**
 * What the frame may do: run, use forms, print, save a file, and open the registration site as an ordinary page. It has no origin, so that it reads and
 * keeps nothing, even where it comes from the site itself.
 */
const SANDBOX = 'allow-scripts allow-forms allow-modals allow-downloads allow-popups allow-popups-to-escape-sandbox';
const TALLEST = 60000; // px

export class TitlePrecheckFrame extends HTMLElement {
  static get observedAttributes() {
    return SETTINGS;
  }

  constructor() {
    super();
    this._fallback = document.createElement('slot');
    this.attachShadow({ mode: 'open' }).appendChild(this._fallback);
    this._hear = (event) => this._take(event);
  }

  connectedCallback() {
    const { origin } = window;
    const url = new URL(this.getAttribute('src') || 'embed.html', this.getAttribute('src') || !here ? document.baseURI : here.src);
    url.searchParams.set('origin', origin);
    SETTINGS.filter((name) => this.hasAttribute(name)).forEach((name) => url.searchParams.set(name, this.getAttribute(name)));
    const frame = document.createElement('iframe');
    frame.setAttribute('sandbox', SANDBOX);
    frame.title = this.getAttribute('title') || words[languageOf(this)]['frame-title'];
    // a page on a disk has no name to be spoken to by: there the frame scrolls
    const isSpokenTo = origin !== 'null';
    if (isSpokenTo) frame.scrolling = 'no';
    this.style.display = 'block';
    Object.assign(frame.style, { display: 'block', width: '100%', height: isSpokenTo ? '0' : '85vh', border: '0' });
    frame.src = url.href;
    this._frame = frame;
    window.addEventListener('message', this._hear);
    this.shadowRoot.appendChild(frame);
  }

  disconnectedCallback() {
    window.removeEventListener('message', this._hear);
    this._frame.remove();
    this._port = this._isOn = null;
    this._fallback.style.display = '';
  }

  attributeChangedCallback(name, before, value) {
    if (before !== value) this._send('set', { name, value });
  }

  /** Nothing is sent until the frame has handed over the way to it: it is told no secrets by its address either. */
  _send(type, detail) {
    if (this._port) this._port.postMessage(message(type, detail));
  }

  _take({ source, origin, data, ports }) {
    if (source !== this._frame.contentWindow || origin !== 'null' || !isMessage(data)) return;
    const { type, detail } = data;
    if (type === 'height') {
      const { height } = Object(detail);
      if (height > 0 && height <= TALLEST) this._frame.style.height = `${Math.ceil(height)}px`;
    }
    if (!EVENTS.includes(type)) return;
    if (type === 'ready') {
      [this._port] = ports;
      this._fallback.style.display = 'none';
    }
    if (type === 'error' && Object(detail).fatal) this._fallback.style.display = '';
    this._tell(`precheck-${type}`, detail);
    if (type === 'step') this._follow();
  }

  /** Sends the event that the element itself would have sent, also to the function of the page that `data-on-*` names. */
  _tell(name, detail) {
    const named = window[this.getAttribute(name.replace('precheck', 'data-on'))];
    const listener = (heard) => typeof named === 'function' && named.call(this, heard);
    this.addEventListener(name, listener);
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
    this.removeEventListener(name, listener);
  }

  /** A new screen begins at its top; a frame cannot scroll the page that it is in. */
  _follow() {
    const { top } = this.getBoundingClientRect();
    if (this._isOn && (top < 0 || top > window.innerHeight)) this.scrollIntoView();
    this._isOn = true;
  }
}

CALLS.forEach((name) => {
  TitlePrecheckFrame.prototype[name] = function call() {
    this._send('call', { name });
    if (name === 'focus') this._frame.focus();
  };
});
