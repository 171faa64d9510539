/** The page's own words, by language: flat keys, `{name}` for what is filled in. */

/** A function from a key and values to a text. A key without a text, or a placeholder without a value, is a fault and throws. */
export function catalog(messages) {
  const t = (key, values = {}) => {
    if (!t.has(key)) throw new RangeError(`the catalog has no text \`${key}\``);
    return messages[key].replace(/\{(\w+)\}/g, (_, name) => {
      if (values[name] === undefined) throw new RangeError(`\`${key}\` needs a value for \`${name}\``);
      return String(values[name]);
    });
  };
  t.has = (key) => Object.prototype.hasOwnProperty.call(messages, key);
  /** Adds the words of a part that came later. */
  t.add = (more) => Object.assign(messages, more);
  /** The words by key, in the order in which the other languages have theirs. */
  t.all = messages;
  return t;
}
