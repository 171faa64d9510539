/** Which of the languages that are here an element speaks: that of its own `lang`, or the nearest around it. */

/** The languages, by the beginning of their tag, with the tag and direction that the page gets. */
const HERE = { zh: { lang: 'zh-Hans-CN', dir: 'ltr' } };

/** The language for a tag of BCP 47, from the narrow to the wide (`ug-Arab-CN`, `ug-Arab`, `ug`), and Chinese where there is none. */
export function languageFor(tag, here = HERE) {
  for (const parts = String(tag).toLowerCase().split(/[-_]/); parts.length; parts.pop()) {
    const found = here[parts.join('-')];
    if (found) return found;
  }
  return here.zh;
}

/** The language of an element; a shadow root around it is looked out of. */
export function languageOf(element) {
  let node = element;
  while (node && !(node.getAttribute && node.getAttribute('lang'))) node = node.parentNode || node.host;
  return languageFor(node && node.getAttribute('lang'));
}
