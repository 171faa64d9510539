/** The result as one document that needs nothing else: to keep, to send, to print. */

import { outline } from './outline.js';

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text) => text.replace(/[&<>"]/g, (mark) => ENTITIES[mark]);

const element = ([tag, ...parts]) => {
  const content = parts.map((part) => (typeof part === 'string' ? escape(part) : element(part))).join('');
  return `<${tag}${tag === 'a' ? ` href="${content}"` : ''}>${content}</${tag}>`;
};

const STYLE = `@page{size:A4;margin:12mm}
body{font:16px/1.6 system-ui,"Microsoft YaHei",sans-serif;max-width:44em;margin:auto;padding:1em}
h1,h2,h3{font-size:1.3em;margin:.6em 0 0;break-after:avoid}h2{font-size:1.15em;border-top:2px solid}h3{font-size:1em}
p,ul,ol,blockquote{margin:0}ul,ol{padding-left:1.2em}ol{list-style:none;padding:0}li li,li p,li blockquote{margin-left:1.3em}
ol li *{font-weight:400}ol>li{font-weight:700}blockquote{border-left:3px solid;padding-left:.5em}cite{font-style:normal}cite:before{content:"（"}cite:after{content:"）"}
@media print{body{columns:2;font-size:9pt;line-height:1.4;max-width:none;padding:0}}`;

/** The whole document. */
export function toHTML(view) {
  const [title, ...rest] = outline(view);
  const body = [title, ['p', view.t('export-fill-in')], ...rest].map(element).join('\n');
  return `<!DOCTYPE html>
<html lang="zh-Hans"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(title[1])}</title><style>${STYLE}</style></head><body>
${body}
</body></html>
`;
}
