// What a page of one file is bundled from, and the licences that go with it.

import { licenseOf } from './licenses.mjs';
import { bytesOf } from './made.mjs';
import { esbuild, virtual } from './scripts.mjs';

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
