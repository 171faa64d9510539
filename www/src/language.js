/** Which of the page's languages an element is to speak: that of its own `lang`, or the nearest around it. */

/** The languages, by the beginning of their tag; the words of all but the first come in a script of their own. */
export const LANGUAGES = ['zh', 'ug', 'ky', 'en'];

/** The language for a tag of BCP 47 (`ug-Arab-CN`), and Chinese where there is none; Uyghur and Kyrgyz in other scripts are not here. */
export function languageFor(tag) {
  const [id, ...more] = String(tag).toLowerCase().split(/[-_]/);
  return LANGUAGES.includes(id) && !/cyrl|latn/.test(more) ? id : LANGUAGES[0];
}

/** The language of an element; a shadow root around it is looked out of. */
export function languageOf(element) {
  let node = element;
  while (node && !(node.getAttribute && node.getAttribute('lang'))) node = node.parentNode || node.host;
  return languageFor(node && node.getAttribute('lang'));
}
