// The authoring page: one file with the element, the author's side and last year's folder inside.

import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { esbuild, virtual } from './scripts.mjs';
import { glueModule } from './engine.mjs';
import { writeSingle } from './single.mjs';
import { fail, read, root } from './step.mjs';

/** What the page begins with. */
const folder = 'src/notices/kizilsu-2021';
const script = 'target/www/author-page.js';

export const authorInputs = ['package.json', 'package-lock.json', 'www/author', 'www/src', folder];

/** Packages whose licence wants to stand where they are: those that are bundled, by what the bundle was made of. */
const licenseOf = (name) => {
  const path = `node_modules/${name}`;
  const file = readdirSync(join(root, path)).find((inside) => /^licen[cs]e/i.test(inside));
  if (!file) fail(`${path} has no licence`);
  return `${name}\n\n${read(`${path}/${file}`, 'utf8').trim()}\n`;
};

/**
 * Writes `page`; `scripts` are the element's and `elementLicenses` the texts that go with them, `module` is the author's side, `packed` makes bytes a text to put
 * into a script.
 */
export async function writeAuthor({ page, scripts, elementLicenses, module, packed }) {
  const glue = { 'glue:author': glueModule('author') };
  const names = [];
  const bundle = async (entry, modules, more = {}) => {
    const { outputFiles, metafile } = await esbuild({
      entryPoints: [`www/author/${entry}`],
      plugins: [virtual({ ...glue, ...modules })],
      format: 'iife',
      target: ['chrome79', 'es2018'],
      // the page says what it is written in
      charset: 'utf8',
      // all licences come from the packages themselves
      legalComments: 'none',
      define: { globalThis: 'self' },
      write: false,
      metafile: true,
      outfile: `draft/${entry}`,
      ...more,
    });
    for (const path of Object.keys(metafile.inputs)) names.push(...Array.from(path.matchAll(/node_modules\/((?:@[^/]+\/)?[^/]+)/g), ([, name]) => name));
    return outputFiles[0].text;
  };
  // what takes its time runs in a Worker made of this text, or in the page
  const heavy = `export function heavy(say) {${await bundle('worker.js', {}, { globalName: 'made' })}\nreturn made.start(say)}`;
  const inside = (part) => readdirSync(join(root, folder, part)).sort().map((name) => `${part}/${name}`);
  const files = Object.fromEntries(['notice.toml', 'cases.toml', ...inside('sources'), ...inside('translations')]
    .map((path) => [path, read(`${folder}/${path}`, 'utf8')]));
  const parts = [module, Buffer.from(JSON.stringify(files))];
  const code = await bundle('main.js', {
    'embedded:author': `export default ${await packed(Buffer.concat(parts))}; export const lengths = ${JSON.stringify(parts.map(({ length }) => length))}`,
    'embedded:worker': heavy,
  });
  writeFileSync(join(root, script), code);
  const licenses = [...elementLicenses, ...Array.from(new Set(names)).sort().map(licenseOf)];
  writeSingle({ page, shell: 'www/author/index.html', scripts: [...scripts, script], licenses, after: '</noscript></div>\n' });
}
