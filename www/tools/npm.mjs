// The npm package: what ships anyway, an index that bundlers understand, types, the engine alone, and the manifest of the element.

import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { OBSERVED } from '../src/attributes.js';
import { glueModule } from './glue.mjs';
import { packed } from './packed.mjs';
import { esbuild, virtual } from './scripts.mjs';
import { fail, read, root, version } from './step.mjs';

const source = 'www/npm';
const reference = 'www/embed/reference.html';
const tag = 'title-precheck';
const camelCase = (attribute) => attribute.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

/** What the package is made of, besides the scripts and the compiled notice. */
export const npmInputs = [source, reference, 'www/embed/index.html', 'LICENSE'];

/**
 * Writes the package into a folder. `scripts` are the paths of what ships, the first one first, `licenses` of what goes with them; `engine` are the bytes of the
 * engine that also takes many people at once, `pack` of the compiled notice, `notice` says which that is.
 */
export async function writeNpm({ folder, scripts, licenses, engine, pack, notice }) {
  const to = (name) => join(root, folder, name);
  rmSync(join(root, folder), { recursive: true, force: true });
  mkdirSync(join(root, folder), { recursive: true });
  for (const path of [...scripts, ...licenses, 'LICENSE']) copyFileSync(join(root, path), to(basename(path)));

  const siblings = scripts.slice(1).map((path) => basename(path));
  const loaders = (load) => `{\n${siblings.map((file) => `  ${file.slice(`${tag}-`.length, -'.js'.length)}: () => ${load}('./${file}'),\n`).join('')}}`;
  for (const file of readdirSync(join(root, source)).filter((name) => name.includes('.'))) {
    const text = read(`${source}/${file}`, 'utf8');
    writeFileSync(to(file), /^index\.m?js$/.test(file) ? text.replace('VERSION', () => `'${version}'`).replace('LOADERS', () => loaders('import')) : text);
  }

  const modules = {
    'glue:many': glueModule('many'),
    'embedded:many': `export default ${await packed(engine)}`,
    'embedded:notice': `export default ${await packed(pack)}; export const notice = ${JSON.stringify(notice)};`,
  };
  await bundle('wasm', modules, to);
  await bundle('rules', modules, to);

  const json = (name, value) => writeFileSync(to(name), `${JSON.stringify(value, null, 2)}\n`);
  json('custom-elements.json', manifest());
  json('package.json', packageJson());
}

/** The engine alone and the notice alone, for `import` and for `require`. */
async function bundle(name, modules, to) {
  for (const [format, file] of [['esm', `${name}.mjs`], ['cjs', `${name}.js`]]) {
    await esbuild({
      entryPoints: [`${source}/bundled/${name}.js`], outfile: to(file), plugins: [virtual(modules)], format,
      target: ['chrome79', 'es2017', 'node20'], legalComments: 'inline',
    });
  }
}

function packageJson() {
  const { license, engines } = JSON.parse(read('package.json', 'utf8'));
  const both = (name, runs = name) => ({
    import: { types: `./${name}.d.mts`, default: `./${runs}.mjs` },
    require: { types: `./${name}.d.ts`, default: `./${runs}.js` },
  });
  return {
    name: tag,
    version,
    description: 'A pre-check for applications for professional titles (职称), as a custom element: what the notice says, on the applicant\'s own device',
    keywords: ['职称', 'web-components', 'custom-element', 'eligibility', 'wasm'],
    license,
    type: 'commonjs',
    engines,
    main: './index.js',
    module: './index.mjs',
    types: './index.d.ts',
    exports: {
      '.': both('index'),
      './react': both('react', 'index'),
      './vue': both('vue', 'index'),
      './iife': { types: `./${tag}.d.ts`, default: `./${tag}.js` },
      './wasm': both('wasm'),
      './rules': both('rules'),
      './custom-elements.json': './custom-elements.json',
      './package.json': './package.json',
    },
    sideEffects: ['./index.js', './index.mjs', `./${tag}.js`, `./${tag}-*.js`],
    customElements: './custom-elements.json',
  };
}

/** The rows of a table of the handbook's, which its tests hold against the code: the texts of their cells, the first without its tags. */
function table(name) {
  const [, rows] = new RegExp(`<table data-list="${name}">[^]*?<tbody>\n([^]*?)\n</tbody>`).exec(read(reference, 'utf8')) ?? fail(`${reference} has no table of ${name}`);
  const plain = (html) => html.replace(/<[^>]+>/g, '').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
  return rows.split('\n').map((row) => {
    const [first, ...cells] = Array.from(row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g), ([, cell]) => cell);
    return { names: Array.from(first.matchAll(/<code>(.*?)<\/code>/g), ([, code]) => plain(code)), cells: cells.map(plain) };
  });
}

/** What the types say of each name inside a declaration: `of('Settings')('asOf')`. */
function typesOf(declaration) {
  const text = read(`${source}/element.d.ts`, 'utf8');
  const [, body] = new RegExp(`^export (?:declare )?(?:class|interface) ${declaration} [^\n]*\\{\n([^]*?)\n\\}`, 'm').exec(text) ?? fail(`element.d.ts has no ${declaration}`);
  const lines = Array.from(body.matchAll(/^ {2}(static )?(?:readonly |get )?'?([\w-]+)'?(\(.*?\))?: (.+);$/gm), ([, isStatic, name, parameters, type]) => (
    { isStatic: Boolean(isStatic), name, parameters: parameters && parameters.replace(/^\(\)$/, ''), type }));
  return (name, isStatic = false) => lines.find((line) => line.name === name && line.isStatic === isStatic) ?? fail(`element.d.ts has no ${declaration}.${name}`);
}

/** The custom elements manifest: names from the code, types from the types, words from the handbook. */
function manifest() {
  const [setting, member, event] = [typesOf('Settings'), typesOf('TitlePrecheck'), typesOf('PrecheckEvents')];
  const text = (type) => ({ type: { text: type } });
  const given = (type) => text(type.replace(/ \| (null|undefined)\b/g, ''));

  const described = new Map(table('attributes').flatMap(({ names, cells: [values, without] }) => names.map((name) => [name, { values, without }])));
  const attributes = OBSERVED.map((name) => {
    const field = camelCase(name.replace(/^data-/, ''));
    const { values, without } = described.get(name) ?? fail(`${reference} has no attribute ${name}`);
    const type = ['lang', 'notice'].includes(field) ? 'string' : setting(field).type;
    return { name, fieldName: field, ...given(type), description: `${values}。不写时：${without}` };
  });
  const own = table('properties').map(({ names: [name], cells: [description] }) => (
    { kind: 'field', name, ...text(member(name).type), description, ...(/^(answers|notice)$/.test(name) ? {} : { readonly: true }) }));
  const fields = attributes.filter(({ name, fieldName }) => name !== 'lang' && fieldName !== 'notice' && !name.startsWith('data-')).map(({ name, fieldName }) => (
    { kind: 'field', name: fieldName, ...text(setting(fieldName).type), attribute: name, reflects: true }));
  const method = (isStatic) => ({ names: [call], cells: [description] }) => {
    const name = call.replace(/\(.*/, '');
    const { parameters, type } = member(name, isStatic);
    const place = isStatic ? { static: true } : {};
    if (parameters === undefined) return { kind: 'field', name, ...place, ...text(type), description, readonly: true };
    const [, parameter, optional, of] = /^\((\w+)(\??): (.*)\)$/.exec(parameters) ?? [];
    const taken = parameter ? { parameters: [{ name: parameter, ...(optional && { optional: true }), ...text(of) }] } : {};
    return { kind: 'method', name, ...place, ...taken, return: text(type), description };
  };
  const named = ({ names: [name], cells: [description, standard] }) => ({ name, description, ...(standard && { default: standard }) });
  const slots = Array.from(read('www/embed/index.html', 'utf8').matchAll(/<code>(contact-[a-z]+)<\/code>/g), ([, name]) => ({ name, description: '问谁' }));
  const declaration = { name: 'TitlePrecheck', module: 'index.mjs' };
  return {
    schemaVersion: '2.1.0',
    readme: 'README.md',
    modules: [{
      kind: 'javascript-module',
      path: 'index.mjs',
      declarations: [{
        kind: 'class',
        name: 'TitlePrecheck',
        customElement: true,
        tagName: tag,
        superclass: { name: 'HTMLElement' },
        description: '职称申报预检',
        attributes,
        members: [...own, ...fields, ...table('methods').map(method(false)), ...table('statics').map(method(true))],
        events: table('events').map(({ names: [name], cells: [detail, cancelable] }) => (
          { name, ...text(`CustomEvent<${event(name).type}>`), description: [detail, cancelable && `能拦住：${cancelable.replace(/^能[：:]?/, '')}`].filter(Boolean).join('；').replace(/：$/, '') })),
        slots: [{ name: '', description: '预检打不开时显示的内容' }, ...slots],
        cssParts: table('parts').map(named),
        cssProperties: table('styles').map(named),
      }],
      exports: [{ kind: 'js', name: 'TitlePrecheck', declaration }, { kind: 'custom-element-definition', name: tag, declaration }],
    }],
  };
}
