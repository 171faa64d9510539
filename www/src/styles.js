/** Puts styles on. */

import { looks } from './embedded.js';

const sheets = new Map();

/**
 * Gives a shadow root its looks, or some more: a constructed sheet, since strict security policies refuse style elements; such an element in browsers
 * that know none.
 */
export function dress(root, text = looks) {
  if (root.adoptedStyleSheets && CSSStyleSheet.prototype.replaceSync) {
    if (!sheets.has(text)) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      sheets.set(text, sheet);
    }
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheets.get(text)];
  } else {
    root.insertBefore(document.createElement('style'), root.firstChild).textContent = text;
  }
}
