// Everything in one file, for a disk, a USB stick or a message: the page of index.html with all scripts inside.

import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, read, root } from './step.mjs';

const hashed = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const policy = (images, ...script) => [
  "default-src 'none'", `script-src ${script.join(' ')}`, 'worker-src blob:', `img-src ${images}`,
  "base-uri 'none'", "form-action 'none'",
];

/**
 * Writes `page` from `shell`, a page that loads the first of `scripts` and nothing else; they come to stand `after` a line of it. `licenses` are the texts
 * that go with them, `trusted` the policies of Trusted Types that the scripts make, where they do with these.
 */
export function writeSingle({ page, shell, scripts, licenses, trusted, after = '</main>\n' }) {
  const codes = scripts.map((path) => {
    // this page is in UTF-8 and says so: three bytes for a Chinese character in place of six
    const code = read(path, 'utf8').trimEnd().replace(/\\u([3-9][0-9a-f]{3}|ff[0-9a-e][0-9a-f])/g, (_, unit) => String.fromCharCode(parseInt(unit, 16)));
    if (/<\/script|<!--/i.test(code)) fail(`${path} would end its own script element`);
    return code;
  });
  let html = read(shell, 'utf8');
  const inline = Array.from(html.matchAll(/<script>([\s\S]*?)<\/script>/g), ([, code]) => code);
  const styles = Array.from(html.matchAll(/<style>([\s\S]*?)<\/style>/g), ([, text]) => text);
  const known = [...codes, ...inline].map(hashed);

  // Chromium before 97 refuses WebAssembly under any policy without 'unsafe-eval', and does not know the word for less;
  // a browser without constructed sheets needs style elements, and may decode pictures only by their addresses. For these alone another policy takes the
  // strict one's place.
  const late = [...policy('data: blob:', ...known, "'unsafe-eval'"), "style-src 'unsafe-inline'"].join('; ');
  const choose = `if (!document.adoptedStyleSheets || /Chrom(e|ium)\\/([1-8]\\d|9[0-6])\\./.test(navigator.userAgent)) document.write('<meta http-equiv="Content-Security-Policy" content="${late.replace(/'/g, "\\'")}"><!' + '--');`;
  // what chooses stands before it
  const strict = [
    ...policy('data:', ...known, "'wasm-unsafe-eval'"), `style-src ${styles.map(hashed).join(' ')}`,
    ...(trusted ? ["require-trusted-types-for 'script'", `trusted-types ${trusted}`] : []),
  ].join('; ');

  const own = `<script src="${scripts[0].split('/').pop()}" defer></script>`;
  const head = '<head>\n<meta charset="utf-8">\n';
  if (![own, head, after].every((part) => html.includes(part))) fail(`${shell} is not what its single form is made from`);
  html = html.replace(head, () => `${head}<script>${choose}</script>\n<meta http-equiv="Content-Security-Policy" content="${strict}">\n<!-- -->\n`);
  // after the element, which stands there until the scripts have run
  html = html.replace(`${own}\n`, '').replace(after, () => `${after}${codes.map((code) => `<script>${code}</script>\n`).join('')}`);
  // a comment ends at two dashes
  const texts = licenses.map((text) => text.replace(/-{2,}/g, '='));
  writeFileSync(join(root, page), `${html.trimEnd()}\n<!--\n${texts.join('\n')}-->\n`);
}
