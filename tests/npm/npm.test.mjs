// The npm package as a site gets it: packed, installed from its tarball, built by what people build with, and run.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { OBSERVED } from '../../www/src/attributes.js';
import { STANDINGS } from '../../www/src/standing.js';
import { Visitor, launch, noteEvents, serve } from '../browser/page.mjs';
import { docx, file, writtenPdf } from '../browser/papers.mjs';
import { TODAY, doctor, engineer, everything, teacher } from '../browser/people.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const dist = join(root, 'www/dist/npm');
const out = join(here, 'out');
const installed = join(out, 'node_modules/title-precheck');
const run = promisify(execFile);

/** Runs a tool of this folder's; what it said if it failed, else nothing. */
async function complaints(command, ...args) {
  try {
    await run(join(here, 'node_modules/.bin', command), args, { cwd: out, env: { ...process.env, NO_COLOR: '1' } });
    return '';
  } catch (failure) {
    return `${failure.stdout}${failure.stderr}` || failure.message;
  }
}

let tarball;
let browser;
let server;

before(async () => {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  for (const folder of ['apps/react', 'apps/vue', 'apps/bare', 'types']) cpSync(join(here, folder), join(out, folder.replace('apps/', '')), { recursive: true });
  writeFileSync(join(out, 'package.json'), '{ "private": true }\n');
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', out, dist], { cwd: out });
  tarball = join(out, JSON.parse(stdout)[0].filename);
  await run('npm', ['install', '--offline', '--no-save', tarball], { cwd: out });
  browser = await launch();
  server = await serve(out);
});

after(async () => {
  if (browser) await browser.close();
  if (server) server.stop();
});

async function open(path) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  const visitor = new Visitor(page);
  page.on('response', (response) => response.ok() || visitor.complaints.push(`${response.status()} ${response.url()}`));
  await page.addInitScript(noteEvents);
  await page.goto(`${server.url}${path}`);
  return visitor;
}

/** From the first question to the result, and on to a file that is none and a PDF: every script that comes later is sent for, and not before. */
async function wholeWay(path, chunk) {
  const visitor = await open(path);
  const { page } = visitor;
  const asked = () => ['more', 'scan', 'pdf', 'ug'].filter((name) => visitor.requests.some((url) => chunk(name).test(new URL(url).pathname)));
  await visitor.screen('start').waitFor();
  await page.waitForFunction((day) => document.querySelector('title-precheck').asOf === day, TODAY);
  assert.deepEqual(asked(), []);
  await visitor.begin();
  await visitor.answer(engineer);
  await page.locator('.take').waitFor();
  assert.deepEqual(asked(), ['more']);
  assert.equal((await visitor.results())['regional-review'].earliest, '2022-03-10');
  assert.match(await page.locator('#heard').textContent(), /^targeted-review=undetermined;.*regional-review=not-met/);
  assert.match(await visitor.element('toText'), /2022年3月10日/);
  assert.equal(await page.evaluate(() => sessionStorage.length), 0, 'storage="none"');

  await page.evaluate(() => { document.querySelector('title-precheck').mode = 'documents'; });
  await page.locator('[data-file-question]').getByLabel('否', { exact: true }).check();
  const choose = async (slot, paper, verdict) => {
    await page.locator('[data-slot] input[type="file"]').nth(slot).setInputFiles(paper);
    await page.locator(`[data-file="${paper.name}"]:not([data-verdict="busy"])`).waitFor({ timeout: 30_000 });
    assert.equal(await page.locator(`[data-file="${paper.name}"]`).getAttribute('data-verdict'), verdict);
  };
  await choose(0, file('证书.jpg', docx()), 'blocked');
  assert.deepEqual(asked(), ['more', 'scan']);
  // its pages are no pictures, so nobody judges them
  await choose(0, file('证书.pdf', writtenPdf('')), 'container');
  assert.deepEqual(asked(), ['more', 'scan', 'pdf']);
  await visitor.speak('ug');
  assert.deepEqual(asked(), ['more', 'scan', 'pdf', 'ug'], 'another language');
  assert.deepEqual(visitor.complaints, []);
  await page.context().close();
}

const inChunk = (name) => new RegExp(`/assets/title-precheck-${name}[^/]*\\.js$`);

test('React 19 with Vite: it compiles with its types, builds, and each script that comes later is a chunk, in its time', async () => {
  assert.equal(await complaints('tsc', '-p', 'react/tsconfig.json'), '');
  assert.equal(await complaints('vite', 'build', 'react'), '');
  await wholeWay('react/dist/', inChunk);

  // one that does not load is said so, and may be tried again
  const visitor = await open('react/dist/');
  const { page } = visitor;
  await page.route(/title-precheck-more/, (route) => route.abort());
  await visitor.screen('start').waitFor();
  await visitor.begin();
  await visitor.answer(engineer);
  await page.getByText('没有加载成功').waitFor();
  await page.unroute(/title-precheck-more/);
  await visitor.button('再试一次').click();
  await page.locator('.take').waitFor();
  await page.context().close();
});

test('Vue 3 with Vite: it compiles with its types, builds, and each script that comes later is a chunk, in its time', async () => {
  assert.equal(await complaints('vue-tsc', '-p', 'vue/tsconfig.json'), '');
  assert.equal(await complaints('vite', 'build', 'vue'), '');
  await wholeWay('vue/dist/', inChunk);
});

test('a script from the package\'s folder, without a bundler', () => (
  wholeWay('bare/', (name) => new RegExp(`/node_modules/title-precheck/title-precheck-${name}\\.js$`))));

test('a page that has the script already keeps it, and an import is told so', async () => {
  const visitor = await open('bare/');
  await visitor.screen('start').waitFor();
  assert.ok(await visitor.page.evaluate(async () => {
    const before = customElements.get('title-precheck');
    const { TitlePrecheck } = await import('/node_modules/title-precheck/index.mjs');
    return TitlePrecheck === before;
  }));
  assert.deepEqual(visitor.complaints, ['<title-precheck> is defined already and stays as it is.']);
  await visitor.jump(engineer);
  await visitor.page.locator('.take').waitFor();
  await visitor.page.context().close();
});

const inNode = (code, type = 'module') => run(process.execPath, [`--input-type=${type}`, '-e', code], { cwd: out }).then(({ stdout }) => JSON.parse(stdout));

test('on a server the import does nothing, by import and by require', async () => {
  const all = "['title-precheck', 'title-precheck/react', 'title-precheck/vue', 'title-precheck/iife']";
  assert.deepEqual(await inNode(`const all = await Promise.all(${all}.map((name) => import(name)));
    console.log(JSON.stringify([all.length, typeof all[0].TitlePrecheck, typeof globalThis.TitlePrecheck]));`), [4, 'undefined', 'undefined']);
  assert.deepEqual(await inNode(`const all = ${all}.map((name) => require(name));
    console.log(JSON.stringify([all.length, typeof all[0].TitlePrecheck, typeof globalThis.TitlePrecheck]));`, 'commonjs'), [4, 'undefined', 'undefined']);
});

test('the engine alone assesses as the command does, by import and by require', async () => {
  const input = { today: TODAY, answers: engineer };
  const command = join(root, 'target/release/precheck');
  const job = execFile(command, ['assess', join(root, 'src/notices/kizilsu-2021')]);
  job.stdin.end(JSON.stringify(input));
  const chunks = await job.stdout.toArray();
  const wanted = JSON.parse(chunks.join(''));
  const go = `init().then(() => {
    const precheck = new Precheck(pack());
    let refused;
    try { precheck.assess({}); } catch ({ code, path }) { refused = { code, path }; }
    console.log(JSON.stringify([precheck.assess(${JSON.stringify(input)}), notice, refused]));
  });`;
  const imported = await inNode(`import { init, Precheck } from 'title-precheck/wasm'; import { notice, pack } from 'title-precheck/rules'; ${go}`);
  assert.deepEqual(imported, [wanted, wanted.notice, { code: 'missing-key', path: 'today' }]);
  assert.deepEqual(await inNode(`const { init, Precheck } = require('title-precheck/wasm'); const { notice, pack } = require('title-precheck/rules'); ${go}`, 'commonjs'), imported);
});

/** The engine alone, and people who answer all sorts of things, some of them what is refused. */
async function varied() {
  const { init, Precheck, packing } = await import(pathToFileURL(join(installed, 'wasm.mjs')));
  const { pack } = await import(pathToFileURL(join(installed, 'rules.mjs')));
  await init();
  const precheck = new Precheck(pack());
  const { facts } = JSON.parse(precheck.texts());
  let seed = 7;
  const below = (most) => {
    seed = (seed * 48271) % 0x7fffffff;
    return seed % most;
  };
  const values = {
    date: () => [`20${10 + below(11)}-0${1 + below(6)}`, `20${10 + below(11)}-0${1 + below(6)}-15`][below(2)],
    number: () => below(12),
    'yes-no': () => below(2) === 1,
  };
  const valueOf = ({ kind, choices }) => (below(7) ? values[kind] ? values[kind]() : choices[below(choices.length)].id : 'unknown');
  const people = Array.from({ length: 600 }, () => {
    const skipped = [0, 3, 9][below(3)];
    return Object.fromEntries(facts.filter(() => skipped === 0 || below(skipped)).map((fact) => [fact.id, valueOf(fact)]));
  });
  return { precheck, packing, below, people: [engineer, teacher, doctor, everything, {}, ...people] };
}

/** Assessments that between them have every key and every word which those of some hundred people have. */
async function variedAssessments() {
  const { precheck, below, people } = await varied();
  const seen = new Set();
  const shapes = (value, path = '') => {
    if (Array.isArray(value)) return value.flatMap((item) => shapes(item, `${path}[]`));
    if (value && typeof value === 'object') return Object.entries(value).flatMap(([key, inside]) => shapes(inside, `${path}.${key}`));
    return [/\.(verdict|truth|kind|state|phase|status)$|defects\[\]$/.test(path) ? `${path}=${value}` : path];
  };
  const days = ['2021-07-01', TODAY, '2021-09-20', '2022-01-10'];
  const scans = [undefined, [], [{ document: 'degree-certificate' }, { document: 'title-certificate', form: 'qualification-document', defects: ['blur'] }]];
  const kept = [];
  for (const answers of people) {
    let assessment;
    try {
      assessment = precheck.assess({ today: days[below(4)], answers, scans: scans[below(3)] });
    } catch ({ code }) {
      // dates that do not fit together, or lie after the day
      assert.match(code, /^date/);
      continue;
    }
    const fresh = shapes(assessment).filter((shape) => !seen.has(shape));
    fresh.forEach((shape) => seen.add(shape));
    if (fresh.length) kept.push(assessment);
  }
  return { kept, seen: Array.from(seen) };
}

test('the types fit what the engine says, and refuse what is not so', async () => {
  const { kept, seen } = await variedAssessments();
  const words = (key) => Array.from(new Set(seen.flatMap((shape) => (shape.includes(`.${key}=`) ? [shape.split('=')[1]] : [])))).sort();
  assert.deepEqual(words('verdict'), literals('Verdict'));
  assert.deepEqual(words('status'), literals('Status'));
  assert.deepEqual(words('state'), literals('FilingWindow', 'state'));
  writeFileSync(join(out, 'types/assessments.ts'), `import type { Assessment } from 'title-precheck';\n\nexport const all: Assessment[] = ${JSON.stringify(kept, null, 1)};\n`);
  assert.equal(await complaints('tsc', '-p', 'types/tsconfig.json'), '');
  assert.equal(await complaints('tsc', '-p', 'types/tsconfig.server.json'), '');
});

test('many people at once: packed, each gets the verdicts and first days that they get alone', async () => {
  const { precheck, packing, people } = await varied();
  const { routes, pack, unpack } = packing(precheck);
  const alone = (answers) => {
    try {
      return precheck.assess({ today: TODAY, answers }).routes.map(({ id, verdict, earliest }) => (earliest ? { id, verdict, earliest } : { id, verdict }));
    } catch ({ code, path }) {
      return { code, path };
    }
  };
  const good = people.filter((answers) => Array.isArray(alone(answers)));
  assert.ok(good.length > 100, `${good.length} of ${people.length}`);
  const met = unpack(precheck.verdicts(pack(TODAY, good)));
  assert.deepEqual(met, good.map(alone));
  assert.deepEqual(met[0].map(({ id }) => id), routes);
  assert.deepEqual(unpack(precheck.verdicts(pack(TODAY, []))), []);
  const unanswered = { degree: null, level: undefined };
  assert.deepEqual(unpack(precheck.verdicts(pack(TODAY, [unanswered]))), [alone({})]);
});

test('people who cannot be packed are refused as by the engine, with the person and the fact', async () => {
  const { precheck, packing } = await varied();
  const { pack, unpack } = packing(precheck);
  const refused = (work) => {
    try {
      work();
    } catch ({ code, path, message }) {
      assert.ok(message);
      return [code, path];
    }
    return assert.fail('nothing was refused');
  };
  const wrong = {
    degre: ['college'], degree: ['PhD', 3, true, ''], committee: ['yes', 1, 0], 'service-years': [1.5, -1, 100, NaN, '3'],
    'title-since': ['2021-7-01', '2021-02-29', '2021-13', '2021-00', '2021-05-00', '0000-00', '2021', '2021-07-01 ', '2021/07/01', '1949-12', '2101-01-01', '2021-07-21', '20210701', '２０２１-07', true, 2021],
  };
  for (const [fact, answers] of Object.entries(wrong)) {
    for (const answer of answers) {
      const alone = refused(() => precheck.assess({ today: TODAY, answers: { [fact]: answer } }));
      const among = refused(() => precheck.verdicts(pack(TODAY, [{}, {}, { [fact]: answer }])));
      assert.deepEqual(among, [alone[0], `people[2].${alone[1]}`], `${fact}: ${answer}`);
    }
  }
  for (const day of ['2021-07', '2021-02-29', '2021-07-00', '', '1949-12-31']) {
    const alone = refused(() => precheck.assess({ today: day }));
    assert.deepEqual(refused(() => precheck.verdicts(pack(day, [{}]))), alone, day);
  }
  const people = pack(TODAY, [{}]);
  const verdicts = precheck.verdicts(people);
  assert.deepEqual(refused(() => precheck.verdicts(verdicts)), ['not-packed', '']);
  assert.deepEqual(refused(() => precheck.verdicts(people.subarray(0, -1))), ['wrong-length', '']);
  assert.deepEqual(refused(() => unpack(people)), ['not-packed', '']);
  assert.deepEqual(refused(() => unpack(verdicts.subarray(0, -1))), ['wrong-length', '']);
  people[4] ^= 1;
  assert.deepEqual(refused(() => precheck.verdicts(people)), ['other-notice', '']);
});

/** The texts of a type of the package's that is one of several, or of one key of it. */
function literals(name, key) {
  const text = ['assessment', 'element', 'wasm'].map((types) => readFileSync(join(dist, `${types}.d.ts`), 'utf8')).join('\n');
  const [, type] = new RegExp(`^export type ${name} =([^]*?)(;\n\n|;\n$)`, 'm').exec(text);
  return Array.from(type.matchAll(new RegExp(`${key ? `${key}: ` : ''}'([^']+)'`, 'g')), ([, value]) => value).sort();
}

const sourceOf = (path) => readFileSync(join(root, path), 'utf8');
const kebab = (name) => name.replace(/(?<=.)[A-Z]/g, '-$&').toLowerCase();
/** The variants of an enum of Rust's as they are written on the wire. */
const variants = (path, name) => {
  const [, body] = new RegExp(`pub enum ${name}\\b[^{]*\\{\n([^]*?)\n\\}`).exec(sourceOf(path));
  return Array.from(body.matchAll(/^ {4}([A-Z]\w*)/gm), ([, variant]) => kebab(variant)).sort();
};
const found = (text, pattern) => Array.from(new Set(Array.from(text.matchAll(pattern), ([, name]) => name))).sort();

test('the types\' closed lists are those of the code', () => {
  assert.deepEqual(literals('Verdict'), variants('src/assess.rs', 'Verdict'));
  assert.deepEqual(literals('Truth'), variants('src/truth.rs', 'Truth'));
  assert.deepEqual(literals('Reason', 'kind'), variants('src/truth.rs', 'Reason'));
  assert.deepEqual(literals('FilingWindow', 'state'), variants('src/window.rs', 'WindowState'));
  assert.deepEqual(literals('Phase'), variants('src/notice.rs', 'Phase'));
  assert.deepEqual(literals('Status'), variants('src/documents.rs', 'Status'));
  assert.deepEqual(literals('InputErrorCode'), variants('src/fault.rs', 'InputFault'));
  assert.deepEqual(literals('Defect'), found(sourceOf('src/scan/defect.rs'), / Code::\w+ => "(\w+)"/g));
  const ofMany = variants('src/many.rs', 'ManyFault').filter((fault) => fault !== 'input').length;
  assert.deepEqual(literals('PackedErrorCode'), found(sourceOf('src/many.rs'), /ManyFault::\w+ => "([a-z-]+)",/g));
  assert.equal(literals('PackedErrorCode').length, ofMany);
  assert.deepEqual(literals('PackErrorCode'), found(sourceOf('src/pack.rs'), /PackError::\w+ => "([a-z-]+)",/g));
  const script = ['element', 'engine'].map((name) => sourceOf(`www/src/${name}.js`)).join('\n');
  assert.deepEqual(literals('ErrorCode'), found(script, /(?:EngineFailure\(|code: |\? |: )'((?:wasm|csp|notice)-[a-z]+|engine|storage)'/g));
  assert.deepEqual(literals('Screen'), found(sourceOf('www/src/views/screens.js').split('SCREENS')[1], /(\w+): \w+/g));
});

test('the manifest is that of the element that runs: attributes, members, events, parts, properties', async () => {
  const [{ declarations: [element] }] = JSON.parse(readFileSync(join(installed, 'custom-elements.json'), 'utf8')).modules;
  const names = (list, wanted = () => true) => list.filter(wanted).map(({ name }) => name).sort();
  assert.deepEqual(element.attributes.map(({ name }) => name), OBSERVED);
  const visitor = await open('bare/');
  const running = await visitor.page.evaluate(async () => {
    await customElements.whenDefined('title-precheck');
    const { prototype, observedAttributes } = customElements.get('title-precheck');
    const all = Object.entries(Object.getOwnPropertyDescriptors(prototype));
    return { observedAttributes, fields: all.filter(([, { get }]) => get).map(([name]) => name), methods: all.filter(([, { value }]) => typeof value === 'function').map(([name]) => name) };
  });
  assert.deepEqual(element.attributes.map(({ name }) => name), running.observedAttributes);
  const own = (member) => !member.static;
  assert.deepEqual(names(element.members, (member) => own(member) && member.kind === 'field' && member.name !== 'ready'), running.fields.sort());
  const notOurs = /Callback$|^constructor$|^_|^..?$/;
  assert.deepEqual(names(element.members, (member) => own(member) && member.kind === 'method'), running.methods.filter((name) => !notOurs.test(name)).sort());
  const sources = (folder) => readdirSync(folder, { withFileTypes: true }).map((entry) => (
    entry.isDirectory() ? sources(join(folder, entry.name)) : readFileSync(join(folder, entry.name), 'utf8'))).join('\n');
  const code = sources(join(root, 'www/src'));
  assert.deepEqual(names(element.events), found(code, /'(precheck-[a-z]+)'/g));
  assert.deepEqual(names(element.cssProperties), found(code, /(--precheck-[a-z-]+)/g));
  assert.deepEqual(STANDINGS.filter((standing) => !names(element.cssParts).includes(`verdict-${standing}`)), []);
  await visitor.page.context().close();
});

test('publint and "are the types wrong" find nothing', async () => {
  const { messages, pkg } = await publint({ pkgDir: installed, strict: true, pack: false });
  assert.deepEqual(messages.map((message) => formatMessage(message, pkg)), []);
  // but for resolution as of Node 10, which knows no `exports`
  assert.equal(await complaints('attw', tarball, '--profile', 'node16'), '');
});

test('the package holds what its tables name, its licence, and nothing of the project\'s else', () => {
  const { exports, version, license, sideEffects, customElements } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  assert.equal(version, JSON.parse(sourceOf('package.json')).version);
  assert.equal(license, 'MIT');
  const named = [];
  const walk = (value) => (typeof value === 'string' ? named.push(value) : Object.values(value).forEach(walk));
  walk(exports);
  const files = readdirSync(installed);
  for (const path of [...named, customElements]) assert.ok(files.includes(path.replace('./', '')), path);
  for (const path of files.filter((name) => /^title-precheck.*\.js$/.test(name))) {
    assert.ok(readFileSync(join(installed, path)).equals(readFileSync(join(root, 'www/dist', path))), path);
    assert.ok(sideEffects.some((pattern) => new RegExp(`^${pattern.replace(/\./g, '\\.').replace('*', '.*')}$`).test(`./${path}`)), path);
  }
  assert.ok(files.includes('LICENSE') && files.includes('README.md'));
  assert.deepEqual(files.filter((name) => !/^(LICENSE|README\.md|(package|custom-elements|bom)\.json|.*\.(js|mjs|d\.ts|d\.mts|LEGAL\.txt|LICENSE\.txt))$/.test(name)), []);
  const loaders = ['index.mjs', 'index.js'].map((name) => found(readFileSync(join(installed, name), 'utf8'), /import\('\.\/([^']+)'\)/g));
  const siblings = files.filter((name) => /^title-precheck-.*\.js$/.test(name)).sort();
  assert.deepEqual(loaders, [siblings, siblings]);
});
