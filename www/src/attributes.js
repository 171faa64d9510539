/**
 * The attributes of the element, which are its settings: each is live, and a property in camelCase writes and reads it.
 *
 * `scans`: what a scan that no reviewer could read does. `warn` is told and goes through; with `ask`, the default, another try for the same document may
 * go through with a note; with `block` none does.
 */

export const ATTRIBUTES = [
  'mode', 'as-of', 'preset', 'routes', 'storage', 'history', 'start-url', 'help-tel', 'help-text',
  'name', 'value-content', 'share-answers', 'theme', 'scans',
];

const FLAGS = ['share-answers'];

const camelCase = (attribute) => attribute.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

/** Gives a class of elements the property of each attribute. */
export function reflect(type) {
  for (const attribute of ATTRIBUTES) {
    const isFlag = FLAGS.includes(attribute);
    Object.defineProperty(type.prototype, camelCase(attribute), {
      configurable: true,
      get() {
        return isFlag ? this.hasAttribute(attribute) : this.getAttribute(attribute);
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
  for (const property of [...ATTRIBUTES.map(camelCase), ...others]) {
    if (!Object.prototype.hasOwnProperty.call(element, property)) continue;
    const value = element[property];
    delete element[property];
    element[property] = value;
  }
}
