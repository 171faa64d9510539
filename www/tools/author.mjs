// The authoring page: one file with the element, the author's side and last year's folder inside.

import { readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { bundlesOf } from './bundles.mjs';
import { glueModule } from './glue.mjs';
import { keepMade } from './made.mjs';
import { packed } from './packed.mjs';
import { writeSingle } from './single.mjs';
import { read, root } from './step.mjs';

/** What the page begins with. */
const folder = 'src/notices/kizilsu-2021';
const script = 'target/www/author-page.js';

export const authorInputs = ['package.json', 'package-lock.json', 'www/author', 'www/src', folder];

/** Writes `page`; `scripts` are the element's and `elementLicenses` the texts that go with them, `module` is the author's side. */
export async function writeAuthor({ page, scripts, elementLicenses, module }) {
  const { bundle, heavy, licenses, contents } = bundlesOf('www/author', { 'glue:author': glueModule('author') });
  const inside = (part) => readdirSync(join(root, folder, part)).sort().map((name) => `${part}/${name}`);
  const files = Object.fromEntries(['notice.toml', 'cases.toml', ...inside('sources'), ...inside('translations')]
    .map((path) => [path, read(`${folder}/${path}`, 'utf8')]));
  const parts = [module, Buffer.from(JSON.stringify(files))];
  const worker = await heavy('worker.js');
  const code = await bundle('main.js', {
    'embedded:author': `export default ${await packed(Buffer.concat(parts))}; export const lengths = ${JSON.stringify(parts.map(({ length }) => length))}`,
    'embedded:worker': worker,
  });
  writeFileSync(join(root, script), code);
  keepMade(basename(script, '.js'), ...contents);
  writeSingle({ page, shell: 'www/author/index.html', scripts: [...scripts, script], licenses: [...elementLicenses, ...licenses()], after: '</noscript></div>\n' });
}
