/** The result as plain text, to be pasted where only text goes. */

import { outline } from './outline.js';

const BEFORE = { h2: '\n■ ', h3: '▸ ' };
const INSIDE = ['cite', 'a'];

/** Writes a node of the outline as lines, indented and marked by what it stands in. */
export function writeLines([tag, ...parts], indent = '', mark = '') {
  const isInside = (part) => typeof part === 'string' || INSIDE.includes(part[0]);
  const inside = (part) => {
    if (typeof part !== 'string') return part[0] === 'a' ? part[1] : `（${part[1]}）`;
    return tag === 'blockquote' ? `「${part}」` : part;
  };
  const own = parts.filter(isInside).map(inside).join('');
  const deeper = tag === 'li' ? `${indent}  ` : indent;
  return [
    ...(own ? [indent + mark + (BEFORE[tag] || '') + own] : []),
    ...parts.filter((part) => !isInside(part)).flatMap((part) => writeLines(part, deeper, tag === 'ul' ? '· ' : '')),
  ];
}

/** The whole result. */
export function toText(view) {
  return `${outline(view).flatMap((node) => writeLines(node)).join('\n')}\n`;
}
