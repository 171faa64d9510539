/** The result as one document that needs nothing else: to keep, to send, to print. */

import { outline } from './outline.js';

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text) => text.replace(/[&<>"]/g, (mark) => ENTITIES[mark]);

/** Writes a node. In other languages than Chinese, what is set apart stands in `bdi`, and what is Chinese says so. */
const writer = ({ t, speech: { id, han } }) => {
  const inline = (text) => {
    const said = han ? text.replace(han, '<bdi lang="zh-Hans" dir="ltr">$&</bdi>') : text;
    return said.replace(/\u2068/g, '<bdi>').replace(/\u2069/g, '</bdi>');
  };
  const element = ([tag, ...parts]) => {
    const isQuote = tag === 'blockquote';
    const content = parts.map((part) => (typeof part === 'string' ? isQuote ? escape(part) : inline(escape(part)) : element(part))).join('');
    if (tag === 'cite') return `<cite>${inline(escape(t('aside', { text: parts[0] })))}</cite>`;
    if (tag === 'a' && !/^https?:\/\//i.test(content)) return content;
    const more = tag === 'a' ? ` href="${content}"` : isQuote && id !== 'zh' ? ' lang="zh-Hans" dir="ltr"' : '';
    return `<${tag}${more}>${content}</${tag}>`;
  };
  return element;
};

const STYLE = `@page{size:A4;margin:12mm}
body{font:16px/1.6 system-ui,"Microsoft YaHei",sans-serif;max-width:44em;margin:auto;padding:1em}
h1,h2,h3{font-size:1.3em;margin:.6em 0 0;break-after:avoid}h2{font-size:1.15em;border-top:2px solid}h3{font-size:1em}
p,ul,ol,blockquote{margin:0}ul,ol{padding-inline-start:1.2em}ol{list-style:none;padding:0}li li,li p,li blockquote{margin-inline-start:1.3em}
ol li *{font-weight:400}ol>li{font-weight:700}blockquote{border-inline-start:3px solid;padding-inline-start:.5em}cite{font-style:normal}
@media print{body{columns:2;font-size:9pt;line-height:1.4;max-width:none;padding:0}}`;

/** The whole document. */
export function toHTML(view) {
  const [title, ...rest] = outline(view);
  const { lang, dir, plain } = view.speech;
  const body = [title, ['p', view.t('export-fill-in')], ...rest].map(writer(view)).join('\n');
  return `<!DOCTYPE html>
<html lang="${lang}" dir="${dir}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(plain(title[1]))}</title><style>${STYLE}</style></head><body>
${body}
</body></html>
`;
}
