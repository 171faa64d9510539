// The office page: one file with the office's side, the notice, its usual headings and its English inside.

import { existsSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { bundlesOf } from './bundles.mjs';
import { glueModule } from './glue.mjs';
import { keepMade } from './made.mjs';
import { packed } from './packed.mjs';
import { writeSingle } from './single.mjs';
import { read, root } from './step.mjs';

const folder = 'src/notices/kizilsu-2021';
const script = 'target/www/office-page.js';

export const officeInputs = ['package.json', 'package-lock.json', 'www/office', 'www/author', 'www/src', folder];

/** Writes `page`; `module` is the office's side, `pack` the compiled notice. */
export async function writeOffice({ page, module, pack }) {
  const { bundle, heavy, licenses, contents } = bundlesOf('www/office', { 'glue:office': glueModule('office') });
  const worker = await heavy('worker.js');
  const columns = `${folder}/columns.toml`;
  const parts = [module, pack, existsSync(join(root, columns)) ? read(columns) : Buffer.alloc(0), read(`${folder}/translations/en.json`)];
  const code = await bundle('main.js', {
    'embedded:office': `export default ${await packed(Buffer.concat(parts))}; export const lengths = ${JSON.stringify(parts.map(({ length }) => length))}`,
    'embedded:worker': worker,
  });
  writeFileSync(join(root, script), code);
  keepMade(basename(script, '.js'), ...contents);
  writeSingle({ page, shell: 'www/office/index.html', scripts: [script], licenses: licenses(), after: '</noscript></div>\n' });
}
