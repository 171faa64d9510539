// The scripts that ship: the first, and its siblings, which take from the first whatever that holds already.

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from 'esbuild';
import { glueModule } from './engine.mjs';
import { integrity } from './release.mjs';
import { fail, read, root } from './step.mjs';

const source = join(root, 'www/src');
const stub = 'module.exports = {}';

/** Modules that no file holds (`embedded:engine` and the like), by name. */
const virtual = (modules) => ({
  name: 'virtual',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(embedded:|glue:)/ }, ({ path }) => ({ path, namespace: 'virtual' }));
    onLoad({ filter: /.*/, namespace: 'virtual' }, ({ path }) => ({ contents: modules[path] ?? stub, loader: 'js', resolveDir: source }));
  },
});

/** In a sibling: what the first script holds is taken from there. */
const shared = (held) => ({
  name: 'shared',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(\.|lit-html$)/ }, ({ path, resolveDir, kind }) => {
      const name = path.startsWith('.') ? relative(source, join(resolveDir, path)) : path;
      return kind !== 'entry-point' && held.includes(name) ? { path: name, namespace: 'shared' } : undefined;
    });
    onLoad({ filter: /.*/, namespace: 'shared' }, ({ path }) => (
      { contents: `module.exports = require('embedded:sibling').kit[${JSON.stringify(path)}]`, loader: 'js' }));
  },
});

/** Templates are texts to esbuild, so their indentation would ship; markup and styles do without. */
const templates = {
  name: 'templates',
  setup({ onLoad }) {
    onLoad({ filter: /www\/src\/.*\.js$/ }, ({ path }) => {
      const style = (_, text) => `css\`${text.replace(/\/\*.*?\*\//gs, '').replace(/\s*([{};,>])\s*/g, '$1').replace(/:\s+/g, ':').trim()}\``;
      const code = readFileSync(path, 'utf8').replace(/\bcss`([^`]*)`/g, style);
      return { contents: code.replace(/\n\s+/g, '\n'), loader: 'js' };
    });
  },
};

async function bundle(entry, plugins, more = {}) {
  const result = await build({
    absWorkingDir: root,
    entryPoints: [`www/src/${entry}`],
    plugins: [...plugins, templates],
    bundle: true,
    minify: true,
    // a classic script: module scripts do not load from a disk
    format: 'iife',
    target: ['chrome79', 'es2017'],
    // a site's page may be in GBK, and a script without a charset is read in the page's: ASCII only, …
    charset: 'ascii',
    legalComments: 'linked',
    logLevel: 'warning',
    metafile: true,
    define: { VERSION: JSON.stringify(JSON.parse(read('package.json')).version) },
    ...more,
  }).catch(() => fail('errors above'));
  if (result.warnings.length > 0) fail('warnings above');
  return result;
}

/** What an entry is made of, without the large embedded parts: its own files under www/src/, and its text. */
async function draft(entry, plugins) {
  const { metafile, outputFiles } = await bundle(entry, plugins, { write: false, outfile: `draft/${entry}` });
  const files = Object.keys(metafile.inputs).map((path) => relative(source, join(root, path))).filter((path) => !/^\.\.|:/.test(path));
  return { files, text: outputFiles[0].text, code: files.map((file) => readFileSync(join(source, file), 'utf8')) };
}

/** The names that modules import, by the module they come from. */
function importsOf({ files, code }) {
  const names = new Map();
  files.forEach((file, index) => {
    for (const [, list, from] of code[index].matchAll(/^import \{([^}]*)\} from '([^']+)';$/gm)) {
      const module = from.startsWith('.') ? relative(source, join(source, file, '..', from)) : from;
      names.set(module, [...(names.get(module) ?? []), ...list.split(',').map((name) => name.trim()).filter(Boolean)]);
    }
  });
  return names;
}

/** Whether code asks the catalog for a key: by name, or by what the name begins with. */
function asks(code) {
  const text = code.join('\n');
  const quoted = new Set(Array.from(text.matchAll(/'([a-z0-9-]+)'/g), ([, key]) => key));
  const prefixes = Array.from(text.matchAll(/`([a-z-]+-)\$\{/g), ([, prefix]) => prefix);
  return (key) => quoted.has(key) || prefixes.some((prefix) => key.startsWith(prefix));
}

/** What inspects files, as the text of a function: it runs in a Worker made of that text, or in the page. */
async function lookerText(glues) {
  const { outputFiles } = await bundle('scan/looker.js', [virtual(glues)], { write: false, outfile: 'draft/looker.js', globalName: 'made' });
  return `export function looker(say) {${outputFiles[0].text}\nreturn made.start(say)}`;
}

/**
 * Writes all scripts into a folder. `press` packs bytes as gzip; `modules` are the WebAssembly modules by name, `notice` is the compiled notice,
 * `catalog` the words by key.
 */
export async function writeScripts({ folder, press, modules, notice, catalog }) {
  const file = (name) => `${folder}/title-precheck${name === 'main' ? '' : `-${name}`}.js`;
  const packed = async (bytes) => JSON.stringify(Buffer.from(await press(bytes)).toString('base64'));
  const glues = Object.fromEntries(Object.keys(modules).map((name) => [`glue:${name}`, glueModule(name)]));

  const first = await draft('main.js', [virtual(glues)]);
  const held = ['lit-html', ...first.files];
  const siblings = {};
  for (const name of ['more', 'scan', 'pdf']) siblings[name] = await draft(`${name}.js`, [virtual({}), shared(held)]);
  const looker = await lookerText(glues);

  const sum = createHash('sha256');
  for (const text of [first.text, ...Object.values(siblings).map((sibling) => sibling.text), looker]) sum.update(text);
  for (const module of Object.values(modules)) sum.update(module);
  const build = `export const build = '${sum.digest('hex').slice(0, 16)}';`;

  const mine = asks(first.code);
  const words = (wanted) => JSON.stringify(Object.fromEntries(Object.entries(catalog).filter(([key]) => wanted(key))));
  const writeSibling = (name, parts) => write(`${name}.js`, file(name), [shared(held), virtual({
    'embedded:build': build,
    'embedded:sibling': "module.exports = document.currentScript.sibling || customElements.get('title-precheck').sibling",
    ...parts,
  })]);
  await writeSibling('pdf', { 'embedded:pdf': `export default ${await packed(modules.pdf)}` });
  await writeSibling('scan', { 'embedded:looker': looker, 'embedded:scan': `export default ${await packed(modules.scan)}` });
  await writeSibling('more', {
    'embedded:words': `export default ${words((key) => !mine(key))}`,
    'embedded:integrity': `export default ${JSON.stringify({ scan: integrity(file('scan')), pdf: integrity(file('pdf')) })}`,
  });

  const kit = kitOf(Object.values(siblings), held);
  const known = Buffer.from(words(mine));
  await write('main.js', file('main'), [virtual({
    ...glues,
    'embedded:build': build,
    'embedded:engine': `export default ${await packed(modules.engine)}`,
    'embedded:texts': `export default ${await packed(Buffer.concat([known, notice]))}; export const catalogLength = ${known.length}`,
    'embedded:kit': kit,
    'embedded:integrity': `export default '${integrity(file('more'))}'`,
  })]);
}

/** What the first script hands to its siblings: by module, the names that one of them imports. */
function kitOf(siblings, held) {
  const wanted = new Map();
  for (const [module, names] of siblings.flatMap((sibling) => Array.from(importsOf(sibling)))) {
    if (held.includes(module)) wanted.set(module, [...(wanted.get(module) ?? []), ...names]);
  }
  const kit = Array.from(wanted);
  const imports = kit.map(([module], index) => `import * as k${index} from '${module === 'lit-html' ? module : `./${module}`}';`);
  const entries = kit.map(([module, names], index) => (
    `${JSON.stringify(module)}: { ${Array.from(new Set(names), (name) => `${name}: k${index}.${name}`).join(', ')} }`));
  return `${imports.join('\n')} export default { ${entries.join(', ')} }`;
}

async function write(entry, outfile, plugins) {
  await bundle(entry, plugins, { outfile });
  // … which esbuild does not reach in tagged templates and regular expressions
  const escape = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  const path = join(root, outfile);
  writeFileSync(path, readFileSync(path, 'utf8').replace(/[^\0-\x7f]/g, escape));
}
