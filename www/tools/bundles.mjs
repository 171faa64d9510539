// What a page of one file is bundled from, and the licences that go with it.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bytesOf } from './made.mjs';
import { esbuild, virtual } from './scripts.mjs';
import { fail, read, root } from './step.mjs';

/** Packages whose licence wants to stand where they are: those that are bundled, by what the bundle was made of. */
const licenseOf = (name) => {
  const path = `node_modules/${name}`;
  const file = readdirSync(join(root, path)).find((inside) => /^licen[cs]e/i.test(inside));
  if (!file) fail(`${path} has no licence`);
  return `${name}\n\n${read(`${path}/${file}`, 'utf8').trim()}\n`;
};

/** Bundles of a page whose modules lie in `folder`; `glue` is there for all of them. */
export function bundlesOf(folder, glue) {
  const names = [];
  const contents = [];
  /** The text of a bundle; `modules` are those that no file holds. */
  const bundle = async (entry, modules, more = {}) => {
    const { outputFiles, metafile } = await esbuild({
      entryPoints: [`${folder}/${entry}`],
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
    contents.push(bytesOf(metafile));
    for (const path of Object.keys(metafile.inputs)) names.push(...Array.from(path.matchAll(/node_modules\/((?:@[^/]+\/)?[^/]+)/g), ([, name]) => name));
    return outputFiles[0].text;
  };
  return {
    bundle,
    /** What takes its time, as a module with the text of a function: it runs in a Worker made of that text, or in the page. */
    async heavy(entry) {
      return `export function heavy(say) {${await bundle(entry, {}, { globalName: 'made' })}\nreturn made.start(say)}`;
    },
    /** The bytes that each bundle has of each module, once they are made. */
    contents,
    licenses: () => Array.from(new Set(names)).sort().map(licenseOf),
  };
}
