// Everything that ships, into www/dist/: `node www/build.mjs`.

import { gzipSync } from 'node:zlib';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import zopfli from '@gfx/zopfli';
import { build } from 'esbuild';
import { buildEngine, glue, glueModule, wasm } from './tools/engine.mjs';
import { fail, root, run, step } from './tools/step.mjs';

const pack = 'target/www/notice.pack';
const script = 'www/dist/title-precheck.js';
const page = 'www/dist/index.html';

// bytes; a browser on a county's line waits for every one of them
const files = [
  { path: wasm, most: { gzip: 45_000 } },
  { path: pack },
  { path: script, most: { raw: 180_000, gzip: 90_000 } },
  { path: page },
];

const read = (path) => readFileSync(join(root, path));
const gzip = (bytes) => gzipSync(bytes, { level: 9 });

/** Gzip as any reader takes it, by the encoder that looks longest: 7 % smaller than `gzip -9`. */
const pressed = (bytes) => new Promise((done, failed) => {
  zopfli.gzip(bytes, { numiterations: 15 }, (error, result) => (error ? failed(error) : done(result)));
});

/** What the page's code imports and no file holds: `embedded:engine`, `embedded:notice`, `engine-glue`. */
const embedded = {
  name: 'embedded',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(embedded:(engine|notice)|engine-glue)$/ }, ({ path }) => ({ path, namespace: 'embedded' }));
    onLoad({ filter: /.*/, namespace: 'embedded' }, async ({ path }) => {
      if (path === 'engine-glue') return { contents: glueModule(), loader: 'js' };
      return { contents: await pressed(read(path === 'embedded:engine' ? wasm : pack)), loader: 'base64' };
    });
  },
};

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

await buildEngine();
await compileNotice();
await bundle();
report();

async function compileNotice() {
  const inputs = ['Cargo.toml', 'Cargo.lock', 'rust-toolchain.toml', 'src'];
  await step('notice', { inputs, outputs: [pack] }, () => {
    run('cargo', ['build', '--release', '--locked', '--target-dir', 'target']);
    run('target/release/precheck', ['compile', 'src/notices/kizilsu-2021', '-o', pack]);
  });
}

async function bundle() {
  const own = ['www/build.mjs', 'www/tools/engine.mjs', 'www/catalog', 'www/src', 'www/index.html'];
  const inputs = ['package-lock.json', ...own, wasm, glue, pack];
  await step('bundle', { inputs, outputs: [script, page] }, async () => {
    mkdirSync(join(root, 'www/dist'), { recursive: true });
    const { warnings } = await build({
      absWorkingDir: root,
      entryPoints: ['www/src/main.js'],
      outfile: script,
      plugins: [embedded, templates],
      bundle: true,
      minify: true,
      // a classic script: module scripts do not load from a disk
      format: 'iife',
      target: ['chrome79', 'es2017'],
      // a site's page may be in GBK, and a script without a charset is read in the page's: ASCII only, …
      charset: 'ascii',
      legalComments: 'linked',
      logLevel: 'warning',
    }).catch(() => fail('errors above'));
    if (warnings.length > 0) fail('warnings above');
    // … which esbuild does not reach in tagged templates and regular expressions
    const escape = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
    writeFileSync(join(root, script), read(script).toString().replace(/[^\0-\x7f]/g, escape));
    copyFileSync(join(root, 'www/index.html'), join(root, page));
  });
}

function report() {
  const row = (name, ...cells) => console.log(name.padEnd(27), ...cells.map((cell) => cell.padStart(9)));
  const number = (value) => (value === undefined ? '' : value.toLocaleString('en'));
  row('bytes', 'raw', 'at most', 'gzip -9', 'at most');
  const over = files.filter(({ path, most = {} }) => {
    const bytes = read(path);
    const is = { raw: bytes.length, gzip: gzip(bytes).length };
    row(path, number(is.raw), number(most.raw), number(is.gzip), number(most.gzip));
    return is.raw > most.raw || is.gzip > most.gzip;
  });
  if (over.length === 0) return;
  fail(`over budget: ${over.map(({ path }) => path).join(', ')}`);
}
