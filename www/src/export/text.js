/** The result as plain text, to be pasted where only text goes. */

import { outline } from './outline.js';

const BEFORE = { h2: '\n■ ', h3: '▸ ' };
const INSIDE = ['cite', 'a'];

/** Writes a node of the outline as lines, indented and marked by what it stands in. */
export function writeLines(t, [tag, ...parts], indent = '', mark = '') {
  const isInside = (part) => typeof part === 'string' || INSIDE.includes(part[0]);
  const inside = (part) => {
    if (typeof part !== 'string') return part[0] === 'a' ? part[1] : t('aside', { text: part[1] });
    return tag === 'blockquote' ? t('export-quote', { text: part }) : part;
  };
  const own = parts.filter(isInside).map(inside).join('');
  const deeper = tag === 'li' ? `${indent}  ` : indent;
  return [
    ...(own ? [indent + mark + (BEFORE[tag] || '') + own] : []),
    ...parts.filter((part) => !isInside(part)).flatMap((part) => writeLines(t, part, deeper, tag === 'ul' ? '· ' : '')),
  ];
}

/** A text as other programs get it: where all runs from left to right nothing needs to be set apart. */
export const bare = ({ speech: { dir, plain } }, text) => (dir === 'rtl' ? text : plain(text));

/** The whole result. */
export function toText(view) {
  return bare(view, `${outline(view).flatMap((node) => writeLines(view.t, node)).join('\n')}\n`);
}
