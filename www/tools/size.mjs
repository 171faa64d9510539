// What every kB of title-precheck.js is spent on, as `gzip -9` sends it: `make size`.
//
// What is packed already is told by leaving it out: the difference is its part, and what two of them say alike is neither's. Modules of JavaScript, and functions of the
// engine, cannot be left out one by one: of what they weigh together each is given as much as it has of the bytes before that.

import { unpack } from '../src/unpack.js';
import { buildNamedEngine } from './engine.mjs';
import { madeOf, textsMade } from './made.mjs';
import { packed } from './packed.mjs';
import { gzipped, number } from './sizes.mjs';
import { ask, fail, read } from './step.mjs';

const name = 'title-precheck';
const path = `www/dist/${name}.js`;

/** The parts of what is read, as `texts.mjs` names them. */
const PARTS = {
  looks: 'styles', keys: 'keys of the page\'s words', words: 'the page\'s words', rules: 'rules of the notice', seal: 'its hash', texts: 'texts of the notice, its own and ours',
};

const sum = (values) => values.reduce((total, value) => total + value, 0);
const row = (what, raw, gzip) => console.log(what.padEnd(50), number(raw).padStart(8), number(Math.round(gzip)).padStart(8));

/** Rows of what has `gzip` bytes together, each in proportion to its own; what has less than a hundredth of them stands together. */
function rows(parts, gzip) {
  const whole = sum(parts.map(([, raw]) => raw));
  const sorted = parts.slice().sort(([, one], [, other]) => other - one);
  const large = sorted.filter(([, raw]) => raw * 100 >= whole);
  for (const [what, raw] of large) row(`    ${what}`, raw, (gzip * raw) / whole);
  const rest = whole - sum(large.map(([, raw]) => raw));
  if (rest > 0) row(`    ${sorted.length - large.length} smaller ones`, rest, (gzip * rest) / whole);
}

const script = read(path, 'utf8');
const [, engine, texts] = /\}\)\(("[^"]+"),("[^"]+")\);\n$/.exec(script) ?? fail(`${path} does not end with what is packed`);
const gzip = (...replaced) => gzipped(replaced.reduce((text, [from, to]) => text.replace(from, () => to), script));
const whole = gzip();
const without = { engine: gzip([engine, '""']), texts: gzip([texts, '""']), both: gzip([engine, '""'], [texts, '""']) };

console.log(`${''.padEnd(50)} ${'raw'.padStart(8)} ${'gzip -9'.padStart(8)}`);
row(path, script.length, whole);

const functions = functionsOf(buildNamedEngine());
row('  engine', unpack(JSON.parse(engine)).length, whole - without.engine);
rows(functions, whole - without.engine);

const lengths = Object.entries(madeOf(textsMade));
const bytes = Buffer.from(unpack(JSON.parse(texts)));
row('  texts', bytes.length, whole - without.texts);
for (const [index, [what, length]] of lengths.entries()) {
  const at = sum(lengths.slice(0, index).map(([, before]) => before));
  const others = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
  row(`    ${PARTS[what]}`, length, whole - gzip([texts, await packed(others)]));
}

const code = Object.entries(madeOf(name)).map(([module, raw]) => [module.replace(/^virtual:/, '').replace(/^www\//, '').replace(/^node_modules\//, ''), raw]);
row('  code', script.length - engine.length - texts.length, without.both);
rows(code, without.both);

/** The bytes of the engine's functions by where they come from: a module of ours, or a crate; and of its data. */
function functionsOf(module) {
  const items = JSON.parse(ask('twiggy', ['top', '-n', '1000000', '--format', 'json', module]));
  const origins = new Map();
  // names are in the module for this alone
  for (const { name: item, shallow_size: size } of items.filter((one) => !/(subsection|custom section)/.test(one.name))) {
    const origin = originOf(item);
    origins.set(origin, (origins.get(origin) ?? 0) + size);
  }
  return Array.from(origins);
}

/** Where something comes from, by its name. What was made a part of another function counts with that one; generic code of a crate's, made for ours, is the crate's. */
function originOf(item) {
  if (item.startsWith('data segment')) return 'data: texts of errors, names of fields';
  const [, crate, inner] = /(?:^|[<& (])([a-z_][a-z0-9_]*)(?:\[[0-9a-f]+\])?::(\w+)/.exec(item) ?? [];
  if (crate === 'title_precheck') return `src/${inner}`;
  if (crate === 'core' && inner === 'fmt') return 'core: fmt';
  return crate ?? (/^precheck_(?!free)/.test(item) ? `${item}, with what is in it alone` : 'tables, and the like');
}
