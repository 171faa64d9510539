// What the handbooks have in common: pages that begin with their title, listed beside each other, in one frame.

import { fail, read } from './step.mjs';

export const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** Code as markup; `mark` are further attributes. */
export const code = (markup, label, mark = '') => `<pre tabindex="0" aria-label="${label}"${mark}><code>${markup}</code></pre>`;

/** The pages of a folder: name, title, and what comes after it. */
export const readPages = (folder, names) => names.map((name) => {
  const text = read(`${folder}/${name}.html`, 'utf8');
  const [, title] = /^<!-- (.+) -->\n/.exec(text) ?? fail(`${folder}/${name}.html does not begin with its title`);
  return { name, title, text: text.replace(/^.*\n/, '') };
});

/** An item for each page, for the list on the page `current`. */
export const listed = (pages, current) => pages
  .map(({ name, title }) => `<li><a href="${name}.html"${name === current ? ' aria-current="page"' : ''}>${title}</a></li>`);

/** A whole document; `head` comes before all that loads. */
export const sheet = ({ lang, head = '', title, style, body }) => `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
${head}<meta name="renderer" content="webkit">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${title}</title>
<link rel="stylesheet" href="${style}">
</head>
<body>
${body}
</body>
</html>
`;

/** A page of a book beside the list of all; `label` says what the list is. */
export const inBook = ({ book, label, links, title, text }) => `<header><p><a href="index.html">${book}</a></p></header>
<nav aria-label="${label}"><ul>
${links.join('\n')}
</ul></nav>
<main>
<h1>${title}</h1>
${text}</main>`;
