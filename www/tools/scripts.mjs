// The scripts that ship: the first, and its siblings, which take from the first whatever that holds already.

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { build } from 'esbuild';
import { minify } from 'terser';
import { looks } from '../src/looks.js';
import { twin } from './engine.mjs';
import { glueModule } from './glue.mjs';
import { fontOf, partsOf } from './languages.mjs';
import { licenseOf } from './licenses.mjs';
import { bytesOf, keepMade, textsMade } from './made.mjs';
import { packed } from './packed.mjs';
import { integrity } from './release.mjs';
import { fail, read, root, version } from './step.mjs';
import { textsOf } from './texts.mjs';

const source = join(root, 'www/src');
const stub = 'module.exports = {}';

/** Modules that no file holds (`embedded:engine` and the like), by name. */
export const virtual = (modules) => ({
  name: 'virtual',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(embedded:|glue:)/ }, ({ path }) => ({ path, namespace: 'virtual' }));
    onLoad({ filter: /.*/, namespace: 'virtual' }, ({ path }) => ({ contents: modules[path] ?? stub, loader: 'js', resolveDir: source }));
  },
});

/** In a sibling: what the first script holds is taken from there, by its place in the `kit`; a draft needs none. */
const shared = (held, kit) => ({
  name: 'shared',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(\.|lit-html$)/ }, ({ path, resolveDir, kind }) => {
      const name = path.startsWith('.') ? relative(source, join(resolveDir, path)) : path;
      return kind !== 'entry-point' && held.includes(name) ? { path: name, namespace: 'shared' } : undefined;
    });
    onLoad({ filter: /.*/, namespace: 'shared' }, ({ path }) => ({ contents: kit ? takenFrom(kit, path) : stub, loader: 'js' }));
  },
});

/** A module of the first script as a sibling finds it. */
const takenFrom = (kit, path) => `import { kit } from 'embedded:sibling';\n${kit
  .map(({ module, name }, index) => (module === path ? `export const ${name} = kit[${index}];\n` : '')).join('')}`;

/** Styles without what only people read. */
const short = (text) => text.replace(/\/\*.*?\*\//gs, '').replace(/\s*([{};,>])\s*/g, '$1').replace(/:\s+/g, ':').replace(/;}/g, '}').trim();

/** How code asks the catalog for a text by its whole key. */
const ASKED = /\bt\('([a-z0-9-]+)'/g;

/** Keys that are written in no other way than that, with a short one for each, which is no number: those an object would put first. */
let shortKeys = new Map();
const shortKey = (key) => shortKeys.get(key) ?? key;

function shorten(keys, code) {
  const text = code.join('\n');
  const asked = (key) => text.split(`t('${key}'`).length === text.split(`'${key}'`).length && text.includes(`t('${key}'`);
  const made = prefixesIn(text);
  // tests tell these by their names
  const known = /^(date|language)-|separator|comma|colon/;
  const some = keys.filter((key) => asked(key) && !known.test(key) && !made.some((prefix) => key.startsWith(prefix)));
  return new Map(some.map((key, index) => [key, `$${index.toString(36)}`]));
}

/** Parts of libraries that nobody here reads: a list of versions on the site's window, and what is said of bytes that the build has not packed. */
const NEEDLESS = [
  { of: 'lit-html/lit-html.js', part: /,\(\w\.litHtmlVersions\?\?=\[\]\)\.push\("[^"]*"\)/, now: '' },
  { of: 'fflate/esm/browser.js', part: /var ec = \[\n[^]*?\n\];/, now: 'var ec = [];' },
];

/** Templates are texts to esbuild, so their indentation would ship; markup and styles do without. */
const templates = {
  name: 'templates',
  setup({ onLoad }) {
    onLoad({ filter: /www\/src\/.*\.js$/ }, ({ path }) => {
      const code = readFileSync(path, 'utf8').replace(/\bcss`([^`]*)`/g, (_, text) => `css\`${short(text)}\``);
      return { contents: code.replace(/\n\s+/g, '\n').replace(ASKED, (asked, key) => asked.replace(key, () => shortKey(key))), loader: 'js' };
    });
    for (const { of, part, now } of NEEDLESS) {
      onLoad({ filter: new RegExp(`/${of}$`) }, ({ path }) => {
        const code = readFileSync(path, 'utf8');
        if (!part.test(code)) fail(`${of} has changed: no ${part.source}`);
        return { contents: code.replace(part, now), loader: 'js' };
      });
    }
  },
};

/** Bundles and minifies; an error or a warning ends the build. */
export async function esbuild(options) {
  const result = await build({
    absWorkingDir: root,
    bundle: true,
    minify: true,
    // a site's page may be in GBK, and a script without a charset is read in the page's: ASCII only, …
    charset: 'ascii',
    logLevel: 'warning',
    ...options,
  }).catch(() => fail('errors above'));
  if (result.warnings.length > 0) fail('warnings above');
  return result;
}

/** Short names of the element's own properties, the same in every script. */
let names = {};

async function bundle(entry, plugins, more = {}) {
  const result = await esbuild({
    entryPoints: [`www/src/${entry}`],
    plugins: [...plugins, templates],
    // a classic script: module scripts do not load from a disk
    format: 'iife',
    target: ['chrome79', 'es2017'],
    // names with an underscore are the element's own; tests read some of them
    mangleProps: /^_[a-z]+$/i,
    reserveProps: /^_(due|settling|desk|engine|journey|more|speech|unfold|view)$/,
    mangleCache: names,
    legalComments: 'linked',
    metafile: true,
    // Chromium knows `globalThis` since 71
    define: { globalThis: 'self', VERSION: JSON.stringify(version) },
    ...more,
  });
  names = result.mangleCache;
  return result;
}

/** The text of a bundle. Beside the script, and before it, comes the text of the licences. */
const scriptOf = (outputFiles) => outputFiles.find(({ path }) => path.endsWith('.js')).text;

/** What an entry is made of, without the large embedded parts: its own files under www/src/, and its text. */
async function draft(entry, plugins) {
  const { metafile, outputFiles } = await bundle(entry, plugins, { write: false, outfile: `draft/${entry}` });
  const files = Object.keys(metafile.inputs).map((path) => relative(source, join(root, path))).filter((path) => !/^\.\.|:/.test(path));
  return { files, text: scriptOf(outputFiles), code: files.map((file) => readFileSync(join(source, file), 'utf8')) };
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
  const prefixes = prefixesIn(text);
  return (key) => quoted.has(key) || prefixes.some((prefix) => key.startsWith(prefix));
}

/** What keys that code puts together begin with. */
const prefixesIn = (text) => Array.from(text.matchAll(/`([a-z-]+-)\$\{/g), ([, prefix]) => prefix);

/** What inspects files, as the text of a function: it runs in a Worker made of that text, or in the page. And what that is made of. */
async function lookerText(glues) {
  const { metafile, outputFiles } = await bundle('scan/looker.js', [virtual(glues)], { write: false, outfile: 'draft/looker.js', globalName: 'made' });
  return [`export function looker(say) {${scriptOf(outputFiles)}\nreturn made.start(say)}`, bytesOf(metafile)];
}

/**
 * Writes all scripts into a folder. `modules` are the WebAssembly modules by name, `notice` is the compiled notice,
 * `catalog` the words by key, `languages` the others: see `languages.mjs`. At `together` all of these are one script, for the page that is one file.
 */
export async function writeScripts({ folder, modules, notice, catalog, languages, together }) {
  const file = (name) => `${folder}/title-precheck${name === 'main' ? '' : `-${name}`}.js`;
  // a third shorter than those that sites are told, which may outlive this version
  const hashesOf = (...siblings) => Object.fromEntries(siblings.map((name) => [name, integrity(file(name), 'sha256')]));
  const glues = Object.fromEntries(Object.keys(modules).map((name) => [`glue:${name}`, glueModule(name)]));

  const first = await draft('main.js', [virtual(glues)]);
  const held = ['lit-html', ...first.files];
  const siblings = {};
  for (const name of ['more', 'scan', 'pdf', 'nowasm', 'translation']) siblings[name] = await draft(`${name}.js`, [virtual({}), shared(held)]);
  const [looker, inLooker] = await lookerText(glues);

  const id = createHash('sha256');
  const code = [first, ...Object.values(siblings)].map(({ text }) => text);
  for (const part of [...code, looker, ...Object.values(modules), read(twin), notice, JSON.stringify(catalog), JSON.stringify(languages), looks]) id.update(part).update('\0');
  const build = `export const build = '${id.digest('hex').slice(0, 16)}';`;

  const mine = asks(first.code);
  const words = (wanted) => Object.entries(catalog).filter(([key]) => wanted(key)).sort();
  shortKeys = shorten(Object.keys(catalog).sort(), [first, ...Object.values(siblings)].flatMap((one) => one.code));
  const named = (entries) => entries.map(([key, text]) => [shortKey(key), text]);
  const kit = kitOf(Object.values(siblings), held);
  const writeSibling = (name, parts, { entry = name, path = file(name), ...more } = {}) => write(`${entry}.js`, path, [shared(held, kit), virtual({
    'embedded:build': build,
    'embedded:sibling': "export const { kit, add } = (document.currentScript || {}).sibling || customElements.get('title-precheck').sibling",
    ...parts,
  })], more);
  await writeSibling('pdf', { 'embedded:pdf': `export default ${await packed(modules.pdf)}` });
  await writeSibling('scan', { 'embedded:looker': looker, 'embedded:scan': `export default ${await packed(modules.scan)}` }, { besides: inLooker });
  // of what wasm2js writes, esbuild's form packs better
  await writeSibling('nowasm', { 'embedded:twin': read(twin, 'utf8') }, { last: (code) => code });
  await writeSibling('more', {
    'embedded:words': `export default ${JSON.stringify(Object.fromEntries(named(words((key) => !mine(key)))))}`,
    'embedded:integrity': `export default ${JSON.stringify(hashesOf('scan', 'pdf'))}`,
  });

  // keys beside keys and texts beside texts: so they pack best
  const known = words(mine);
  // what only a language's own script asks for comes with it; the rest is in the order in which the page comes to have the Chinese words
  const asked = asks(siblings.translation.code.filter((_, index) => !held.includes(siblings.translation.files[index])));
  const own = Object.keys(catalog).filter((key) => asked(key) && !mine(key));
  const order = [...own, ...known.map(([key]) => key), ...words((key) => !mine(key)).map(([key]) => key)];
  const writeLanguages = async (some, path) => {
    const { bytes, lengths } = partsOf(some, order);
    const head = { own: own.map(shortKey), lengths, count: order.length, languages: some.map(({ id, lang, dir, isReviewed }) => ({ id, lang, dir, isReviewed })) };
    const exported = Object.entries(head).map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`).join(' ');
    await writeSibling('', { 'embedded:languages': `export default ${await packed(bytes)}; ${exported}` }, { entry: 'translation', path, besides: fontOf(some) });
  };
  for (const language of languages) await writeLanguages([language], file(language.id));
  await writeLanguages(languages, together);
  const parts = textsOf({ looks: short(looks), words: named(known), notice });
  const lengths = Object.values(parts).map(({ length }) => length);
  // the words and the texts of the notice are decoded as one
  const ends = lengths.slice(0, -2).map((_, index) => lengths.slice(0, index + 1).reduce((sum, length) => sum + length));
  const [packedEngine, packedTexts] = [await packed(modules.engine), await packed(Buffer.concat(Object.values(parts)))];
  // what is packed already comes last, as arguments: gzip makes blocks of it that the code has no part in. A server that imports the npm package has no elements,
  // and nothing runs there
  const wrap = ["typeof HTMLElement=='undefined'||((packedEngine,packedTexts)=>{", `})(${packedEngine},${packedTexts});`];
  await write('main.js', file('main'), [virtual({
    ...glues,
    'embedded:build': build,
    'embedded:engine': 'export default packedEngine',
    'embedded:texts': `export default packedTexts; export const ends = ${JSON.stringify(ends)}`,
    'embedded:kit': kitModule(kit),
    'embedded:integrity': `export default ${JSON.stringify(hashesOf('more', 'nowasm', ...languages.map(({ id }) => id)))}`,
  })], { wrap });
  keepMade(textsMade, Object.fromEntries(Object.keys(parts).map((name, index) => [name, lengths[index]])));
}

/** What the first script hands to its siblings, in a row: each name that one of them imports, and its module. */
function kitOf(siblings, held) {
  const wanted = siblings.flatMap((sibling) => Array.from(importsOf(sibling)))
    .filter(([module]) => held.includes(module))
    .flatMap(([module, names]) => names.map((name) => `${module} ${name}`));
  return Array.from(new Set(wanted)).sort().map((entry) => {
    const [module, name] = entry.split(' ');
    return { module, name };
  });
}

function kitModule(kit) {
  const imports = kit.map(({ module, name }, index) => `import { ${name} as k${index} } from '${module === 'lit-html' ? module : `./${module}`}';`);
  return `${imports.join('\n')} export default [${kit.map((_, index) => `k${index}`).join()}];`;
}

/** Writes the script of both sides of a frame, which has one text of its own. */
export function writeEmbed(outfile, catalog, languages) {
  const key = 'frame-title';
  const titles = { zh: catalog[key], ...Object.fromEntries(languages.map(({ id, words }) => [id, (words[key] ?? { text: catalog[key] }).text])) };
  const words = Object.fromEntries(Object.entries(titles).map(([id, title]) => [id, { [key]: title }]));
  return write('embed.js', outfile, [virtual({ 'embedded:words': `export default ${JSON.stringify(words)}` })]);
}

/** What the packages of a bundle say of their licences in comments, and the licences of those that say nothing there. */
function withAllLicenses(text, { inputs }) {
  const names = Object.keys(inputs).map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]);
  const silent = Array.from(new Set(names)).filter((name) => name && !text.includes(`${name}/`)).sort();
  return [text, ...silent.map(licenseOf)].join('\n');
}

/** Says the same in fewer bytes, or in as many that pack better: the last hundredths, which esbuild leaves for its speed. */
async function shorter(code) {
  const compress = { ecma: 2017, passes: 3, sequences: false, hoist_props: true, lhs_constants: false };
  return (await minify(code, { ecma: 2017, compress, format: { ascii_only: true, comments: /^!/ } })).code;
}

async function write(entry, outfile, plugins, { wrap: [before, after] = ['', ''], besides = {}, last = shorter } = {}) {
  const { metafile, outputFiles } = await bundle(entry, plugins, { outfile, write: false });
  keepMade(basename(outfile, '.js'), bytesOf(metafile), besides);
  for (const { path, text } of outputFiles) if (!path.endsWith('.js')) writeFileSync(path, withAllLicenses(text, metafile));
  // … which neither reaches in tagged templates and regular expressions
  const escape = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  const code = `${before}${await last(scriptOf(outputFiles))}${after}\n`;
  writeFileSync(join(root, outfile), code.replace(/[^\0-\x7f]/g, escape));
}
