// The handbook for integrators: www/embed/*.html as pages, with each example shown as the very text that runs.

import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { code, escaped, inBook, listed, readPages, sheet } from './pages.mjs';
import { integrity } from './release.mjs';
import { number, sizesOf } from './sizes.mjs';
import { root } from './step.mjs';

export const handbook = 'www/dist/embed';
const source = 'www/embed';
const jquery = 'node_modules/jquery/dist/jquery.min.js';

/** The pages in the order in which they are listed. */
const PAGES = ['index', 'jquery', 'form', 'theme', 'frame', 'preset', 'documents', 'headers', 'reference', 'limits', 'upgrade', 'sizes'];

/** What the handbook is made of, and makes. */
export const handbookInputs = [source, jquery];
export const handbookOutputs = [...PAGES.map((name) => `${name}.html`), 'handbook.css', 'jquery-1.12.4.min.js'].map((file) => `${handbook}/${file}`);

/** Writes the pages. `files` are what a site gets, by path, for the table of sizes. */
export function writeHandbook(files) {
  mkdirSync(join(root, handbook), { recursive: true });
  const pages = readPages(source, PAGES);
  for (const page of pages) writeFileSync(join(root, handbook, `${page.name}.html`), whole(page, pages, files));
  copyFileSync(join(root, source, 'handbook.css'), join(root, handbook, 'handbook.css'));
  copyFileSync(join(root, jquery), join(root, handbook, 'jquery-1.12.4.min.js'));
}

function whole({ name, title, text }, pages, files) {
  const heads = [];
  const body = text
    // an example: its code, then the same text to run; one for the head runs there
    .replace(/<example( head)?>\n([^]*?)\n<\/example>/g, (_, isHead, running) => {
      if (!isHead) return `${code(escaped(running), '这个例子的代码')}\n<div class="live" data-example>\n${running}\n</div>`;
      heads.push(running);
      return code(escaped(running), '本页 head 里的代码');
    })
    .replace(/<show>\n([^]*?)\n<\/show>/g, (_, shown) => code(escaped(shown), '代码'))
    .replace('{{sizes}}', () => sizes(files));
  return sheet({
    lang: 'zh-Hans-CN',
    head: heads.map((head) => `${head}\n`).join(''),
    title: `${title} · 职称申报预检接入手册`,
    style: 'handbook.css',
    body: inBook({ book: '职称申报预检 · 接入手册', label: '手册目录', links: listed(pages, name), title, text: body }),
  });
}

function sizes(files) {
  const rows = files.map(({ path, most = {}, about }) => {
    const { raw, gzip } = sizesOf(path);
    return `<tr data-file="${path.replace('www/dist/', '')}"><td><code>${path.replace('www/dist/', '')}</code></td><td>${about}</td>
<td class="number">${number(raw)}</td><td class="number">${number(gzip)}</td><td class="number">${number(most.gzip)}</td>
<td><code class="hash">${integrity(path)}</code></td></tr>`;
  });
  return `<div class="wide" tabindex="0" role="region" aria-label="文件大小"><table>
<thead><tr><th scope="col">文件</th><th scope="col">什么时候下载</th><th scope="col">字节</th><th scope="col">gzip -9</th><th scope="col">上限</th><th scope="col">integrity</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table></div>`;
}
