/** The attributes of the element, which are its settings: each is live, and a property in camelCase writes and reads it. */

export const ATTRIBUTES = [
  'lang', 'mode', 'notice', 'notice-check', 'as-of', 'preset', 'routes', 'storage', 'history', 'start-url', 'help-tel', 'help-text',
  'name', 'value-content', 'share-answers', 'theme', 'webfont',
];

const FLAGS = ['share-answers'];

/** Those that a page may also write with `data-` before them; the plain ones count first. */
const PREFIXED = ['as-of', 'routes', 'start-url'];

/** What the browser is to tell about. */
export const OBSERVED = [...ATTRIBUTES, ...PREFIXED.map((attribute) => `data-${attribute}`)];

/** Those whose properties are other than text: every element has `lang`, and `notice` is what is being used. */
const OWN = ['lang', 'notice'];
const reflected = ATTRIBUTES.filter((attribute) => !OWN.includes(attribute));

const camelCase = (attribute) => attribute.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

/** Gives a class of elements the property of each attribute. */
export function reflect(type) {
  for (const attribute of reflected) {
    const isFlag = FLAGS.includes(attribute);
    Object.defineProperty(type.prototype, camelCase(attribute), {
      configurable: true,
      get() {
        if (isFlag) return this.hasAttribute(attribute);
        const given = this.getAttribute(attribute);
        return given === null && PREFIXED.includes(attribute) ? this.getAttribute(`data-${attribute}`) : given;
      },
      set(value) {
        if (value === null || value === undefined || value === false) this.removeAttribute(attribute);
        else this.setAttribute(attribute, value === true ? '' : value);
      },
    });
  }
}

/** Takes over what was set on an element before its class was known, as frameworks do. */
export function takeOver(element, ...others) {
  for (const property of [...reflected.map(camelCase), ...others]) {
    if (!Object.prototype.hasOwnProperty.call(element, property)) continue;
    const value = element[property];
    delete element[property];
    element[property] = value;
  }
}
