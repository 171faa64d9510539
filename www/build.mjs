// Everything that ships, into www/dist/: `node www/build.mjs`.

import { copyFileSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { authorInputs, writeAuthor } from './tools/author.mjs';
import { authorbookInputs, authorbookOutputs, writeAuthorbook } from './tools/authorbook.mjs';
import { countOf, writeBom } from './tools/bom.mjs';
import { author, buildModules, many, modules, office, twin } from './tools/engine.mjs';
import { fontLicense, languageInputs, readLanguages } from './tools/languages.mjs';
import { handbookInputs, handbookOutputs, writeHandbook } from './tools/handbook.mjs';
import { made } from './tools/made.mjs';
import { npmInputs, writeNpm } from './tools/npm.mjs';
import { officeInputs, writeOffice } from './tools/office.mjs';
import { addToRelease, integrity, writeRelease } from './tools/release.mjs';
import { writeEmbed, writeScripts } from './tools/scripts.mjs';
import { writeSingle } from './tools/single.mjs';
import { number, sizesOf } from './tools/sizes.mjs';
import { ask, fail, read, root, run, step, version } from './tools/step.mjs';

const pack = 'target/www/notice.pack';
const dist = 'www/dist';
const page = `${dist}/index.html`;
const license = `${dist}/title-precheck.js.LEGAL.txt`;
const letters = `${dist}/title-precheck-font.LICENSE.txt`;
const embed = `${dist}/title-precheck-embed.js`;
// for the single file alone
const together = 'target/www/languages.js';
const frame = `${dist}/embed.html`;
const single = `${dist}/precheck.html`;
const desk = `${dist}/author.html`;
const lists = `${dist}/office.html`;
const release = `${dist}/precheck`;
const npm = `${dist}/npm`;
const bom = `${dist}/bom.json`;

// bytes; a browser on a county's line waits for every one of them
const scripts = [
  { path: `${dist}/title-precheck.js`, most: { raw: 180_000, gzip: 90_000 }, about: '打开页面时' },
  { path: `${dist}/title-precheck-more.js`, most: { gzip: 25_000 }, about: '快到结果时；用到 notice、notice-check 时' },
  { path: `${dist}/title-precheck-scan.js`, most: { gzip: 30_000 }, about: '选第一个扫描件时' },
  { path: `${dist}/title-precheck-pdf.js`, most: { gzip: 32_000 }, about: '选第一个 PDF 时' },
  { path: `${dist}/title-precheck-ug.js`, most: { gzip: 35_000 }, about: '选维吾尔文时，带字体' },
  { path: `${dist}/title-precheck-ky.js`, most: { gzip: 35_000 }, about: '选柯尔克孜文时，带字体' },
  { path: `${dist}/title-precheck-en.js`, most: { gzip: 25_000 }, about: '选英文时' },
  { path: `${dist}/title-precheck-nowasm.js`, most: { gzip: 60_000 }, about: '不能运行 WebAssembly 时' },
];
const paths = scripts.map(({ path }) => path);
const inOneFile = [...paths.filter((path) => !/-(nowasm|ug|ky|en)\.js$/.test(path)), together];
const files = [
  ...modules.map(({ name, wasm }) => ({ path: wasm, most: name === 'engine' ? { gzip: 45_000 } : {} })),
  { path: author.wasm },
  { path: office.wasm },
  { path: many.wasm },
  { path: pack },
  ...scripts,
  { path: embed, most: { gzip: 2_200 }, about: '只有用 iframe 时' },
  { path: page },
  { path: frame, about: '只有用 iframe 时' },
  { path: single, most: { raw: 400_000 } },
  // an office downloads it once; nobody else does. All languages are inside: its preview shows in each what an edit leaves untranslated
  { path: desk, most: { raw: 1_700_000 } },
  // so does an office this one: spreadsheets are read and written in it
  { path: lists, most: { raw: 3_000_000 } },
];

/** The bundles in each file that ships, where it is not one itself. */
const bundles = { [single]: inOneFile, [desk]: [...inOneFile, 'author-page.js'], [lists]: ['office-page.js'] };

const licenseTexts = () => [license, letters].map((path) => read(path, 'utf8'));

await buildModules();
await compileNotice();
await bundle();
await writeDesk();
await writeLists();
await listParts();
await writePackage();
await writePages();
report();

async function compileNotice() {
  const inputs = ['Cargo.toml', 'Cargo.lock', 'rust-toolchain.toml', 'src'];
  await step('notice', { inputs, outputs: [pack] }, () => {
    run('cargo', ['build', '--release', '--locked', '--target-dir', 'target']);
    run('target/release/precheck', ['compile', 'src/notices/kizilsu-2021', '-o', pack]);
  });
}

/** Which notice a pack holds, by the command's own word: `id`, `edition`, `sha256`. */
function noticeOf(path) {
  return JSON.parse(ask('target/release/precheck', ['assess', path], '{"today":"2000-01-01","answers":{}}')).notice;
}

async function bundle() {
  const own = ['www/build.mjs', 'www/tools', 'www/catalog', 'www/src', 'www/index.html', 'www/embed.html'];
  const built = modules.flatMap(({ wasm, glue }) => [wasm, glue]);
  const inputs = ['package.json', 'package-lock.json', ...own, ...built, ...languageInputs, twin, pack];
  await step('bundle', { inputs, outputs: [...paths, together, made, license, letters, embed, page, frame, single, release] }, async () => {
    mkdirSync(join(root, dist), { recursive: true });
    const catalog = JSON.parse(read('www/catalog/zh.json'));
    const languages = await readLanguages();
    const bytes = Object.fromEntries(modules.map(({ name, wasm }) => [name, read(wasm)]));
    await writeScripts({ folder: dist, modules: bytes, notice: read(pack), catalog, languages, together });
    await writeEmbed(embed, catalog, languages);
    copyFileSync(join(root, fontLicense), join(root, letters));
    copyFileSync(join(root, 'www/index.html'), join(root, page));
    copyFileSync(join(root, 'www/embed.html'), join(root, frame));
    // one file for all is held to 400 kB, and the engine for browsers without WebAssembly is 180: there the page's own content stands in
    writeSingle({ page: single, shell: page, scripts: inOneFile, licenses: licenseTexts(), trusted: 'lit-html title-precheck' });
    const { id, edition } = noticeOf(pack);
    writeRelease({ folder: release, version, files: [...paths, embed, frame, license, letters], notice: { id, edition } });
  });
}

/** The authoring page, which nobody else downloads any of. */
async function writeDesk() {
  const inputs = ['www/build.mjs', 'www/tools', ...authorInputs, author.wasm, author.glue, ...inOneFile, license, letters];
  await step('author-page', { inputs, outputs: [desk, `${made}/author-page.json`] }, () => (
    writeAuthor({ page: desk, scripts: inOneFile, elementLicenses: licenseTexts(), module: read(author.wasm) })));
}

/** The office page, likewise. */
async function writeLists() {
  const inputs = ['www/build.mjs', 'www/tools', ...officeInputs, office.wasm, office.glue, pack];
  await step('office-page', { inputs, outputs: [lists, `${made}/office-page.json`] }, () => writeOffice({ page: lists, module: read(office.wasm), pack: read(pack) }));
}

/** What others wrote of all this, in CycloneDX's form; it goes wherever the scripts go. */
async function listParts() {
  const shipped = [...paths, embed, single, desk, lists];
  const inputs = ['Cargo.toml', 'Cargo.lock', 'rust-toolchain.toml', 'package.json', 'package-lock.json', 'www/build.mjs', 'www/tools', made, ...shipped];
  await step('bom', { inputs, outputs: [bom, `${release}/${version}/bom.json`] }, () => {
    writeBom(bom, shipped.map((path) => ({ path, scripts: bundles[path] ?? [path] })));
    addToRelease({ folder: release, version, files: [bom] });
  });
}

async function writePackage() {
  const own = ['package.json', 'package-lock.json', 'www/build.mjs', 'www/tools', 'www/src'];
  const inputs = [...own, ...npmInputs, many.wasm, many.glue, pack, ...paths, license, letters, bom];
  await step('npm', { inputs, outputs: [npm] }, () => (
    writeNpm({ folder: npm, scripts: paths, licenses: [license, letters, bom], engine: read(many.wasm), pack: read(pack), notice: noticeOf(pack) })));
}

async function writePages() {
  const shown = files.filter(({ about }) => about);
  const inputs = ['www/build.mjs', 'www/tools', ...handbookInputs, ...shown.map(({ path }) => path)];
  await step('handbook', { inputs, outputs: handbookOutputs }, () => writeHandbook(shown));
  const own = ['www/build.mjs', 'www/tools', ...authorbookInputs];
  await step('handbook-for-authors', { inputs: own, outputs: authorbookOutputs }, writeAuthorbook);
}

function report() {
  const row = (name, ...cells) => console.log(name.padEnd(34), ...cells.map((cell) => cell.padStart(9)));
  row('bytes', 'raw', 'at most', 'gzip -9', 'at most');
  const over = files.filter(({ path, most = {} }) => {
    const is = sizesOf(path);
    row(path, number(is.raw), number(most.raw), number(is.gzip), number(most.gzip));
    return is.raw > most.raw || is.gzip > most.gzip;
  });
  console.log();
  scripts.forEach(({ path }) => console.log(path.padEnd(34), integrity(path)));
  console.log();
  const page = paths.map((path) => basename(path));
  for (const [what, names] of [['the page', page], ['the authoring page', [basename(desk)]], ['the office page', [basename(lists)]], ['the command', ['precheck']]]) {
    const { crates, packages } = countOf(bom, names);
    console.log(`others' code in ${what}: ${crates} crates, ${packages} npm packages`);
  }
  if (over.length === 0) return;
  fail(`over budget: ${over.map(({ path }) => path).join(', ')}`);
}
