/** Hands a text over: as a file, or to the clipboard. */

import { canDownload } from './userAgent.js';

/** Saves a text, or what is a file already, as a file; false where that cannot be. */
export function save(name, mime, content, document) {
  const { Blob, URL, navigator, setTimeout } = document.defaultView;
  if (!canDownload(navigator.userAgent)) return false;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(typeof content === 'string' ? new Blob([content], { type: `${mime};charset=utf-8` }) : content);
  link.download = name;
  // not in the document: the site's own listeners for clicks have no business here
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return true;
}

/** Copies a text; false where the browser does not let it. The older way needs a field, which stands inside `root` for that moment. */
export async function copy(text, root) {
  const document = root.ownerDocument;
  try {
    // without https there is no `clipboard`, and this throws
    await document.defaultView.navigator.clipboard.writeText(text);
    return true;
  } catch (refused) {
    const focused = root.getRootNode().activeElement;
    const field = document.createElement('textarea');
    field.value = text;
    field.readOnly = true;
    field.style.cssText = 'position:fixed;top:0;opacity:0';
    root.appendChild(field);
    field.select();
    const copied = document.execCommand('copy');
    root.removeChild(field);
    if (focused) focused.focus();
    return copied;
  }
}
