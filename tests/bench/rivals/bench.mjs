// One rule set in this project's engine, json-logic-engine, json-rules-engine, publicodes and hand-written JavaScript, in Node and in headless Chromium: `make bench`.
// Figures, not tests; but first all must agree on 1,000 applicants. Each rate is per second of the processor's time, since the machine does other things too, and each
// ratio is to hand-written JavaScript in the same round.

import { fork, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { launch } from '../../browser/page.mjs';
import { applicants, DAYS, fully } from './people.mjs';
import * as rules from './rules.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../../..');
const out = join(root, 'target/bench/rivals');
const TODAY = '2021-07-20';
const ROUNDS = 5;
const STARTS = 7;
/** How long one measurement goes on, in milliseconds of the clock. */
const LONG = 500;
const LIST = 200;
const [FLOOR, ...OTHERS] = ['hand-written', 'title-precheck', 'json-logic-engine', 'json-rules-engine', 'publicodes'];

const middle = (values) => values.slice().sort((a, b) => a - b)[values.length >> 1];

/** A compiled notice as a script carries it. */
function compiled(notice, name) {
  const pack = join(out, `${name}.pack`);
  const { status } = spawnSync(join(root, 'target/release/precheck'), ['compile', join(root, notice), '-o', pack], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`${notice} does not compile`);
  return { pack: gzipSync(readFileSync(pack), { level: 9 }).toString('base64') };
}

/** What is read by one contender: its module, the rules as it says them, in one minified file for Node and one for a page. */
async function bundle(id, contender, said) {
  const path = (kind) => join(out, `${id}.${kind}`);
  const common = {
    bundle: true, minify: true, write: true, logLevel: 'error', platform: 'browser', target: 'es2022', legalComments: 'none',
    alias: { 'title-precheck/wasm': join(root, 'www/dist/npm/wasm.mjs') },
    // rules are data, as a site would load them
    loader: { '.json': 'json' },
  };
  writeFileSync(path('json'), JSON.stringify(said));
  const entry = (exported) => ({
    contents: `import { setUp } from ${JSON.stringify(join(here, `contenders/${contender}.mjs`))};\nimport said from ${JSON.stringify(path('json'))};\n${exported}`,
    resolveDir: here,
  });
  const measured = "import { measured } from './measure.mjs';\nconst made = measured(setUp, said);\n";
  await build({ ...common, stdin: entry('export { setUp, said };'), format: 'esm', outfile: path('alone.mjs') });
  await build({ ...common, stdin: entry(`${measured}export { made as bundle };`), format: 'esm', outfile: path('mjs') });
  await build({ ...common, stdin: entry(`${measured}window.bundle = made;`), format: 'iife', outfile: path('js') });
  return { id, file: path('mjs'), script: readFileSync(path('js'), 'utf8'), bytes: gzipSync(readFileSync(path('alone.mjs')), { level: 9 }).length, alone: path('alone.mjs') };
}

/** Every contender says the same of 1,000 applicants, on the days on which something begins or ends: verdicts, windows, criteria. */
async function agree(contenders) {
  const ready = {};
  for (const { id, alone } of contenders) {
    const { setUp, said } = await import(pathToFileURL(alone));
    ready[id] = await setUp(said);
  }
  const seen = {};
  let people = 0;
  for (const [index, day] of DAYS.entries()) {
    const some = applicants(1000 / DAYS.length, day, index + 1);
    const lists = {};
    for (const [id, { many, toldMany = (all) => all }] of Object.entries(ready)) lists[id] = toldMany(await many(day, some));
    for (const [place, answers] of some.entries()) {
      people += 1;
      let first;
      for (const [id, { one, told = (said) => said }] of Object.entries(ready)) {
        const { routes, criteria } = told(await one(day, answers));
        const mine = JSON.stringify([
          routes.map((route) => [route.id, route.verdict, route.window]), Object.keys(rules.CRITERIA).map((criterion) => [criterion, criteria[criterion]]), lists[id][place],
        ]);
        first = first ?? mine;
        if (mine !== first) {
          console.error(`${id} differs from ${FLOOR} on ${day}, ${JSON.stringify(answers)}:\n${mine}\n${first}`);
          process.exit(1);
        }
        for (const { id: route, verdict, window } of routes) for (const word of [verdict, window]) seen[`${route} ${word}`] = true;
      }
    }
  }
  const never = Object.keys(rules.ROUTES).filter((route) => !seen[`${route} met`] || !seen[`${route} not-met`]);
  if (never.length > 0) {
    console.error(`these applicants do not try ${never.join(', ')}`);
    process.exit(1);
  }
  console.log(`all agree on ${people.toLocaleString('en')} applicants: eight verdicts, eight windows and ${Object.keys(rules.CRITERIA).length} criteria each, one at a time and many at once`);
}

/** A process of Node's; `{ ask, stop }`. */
async function inNode({ file }) {
  const child = fork(join(here, 'in-node.mjs'), [file]);
  let failed;
  child.on('exit', (code) => failed(new Error(`${file} ended with ${code}`)));
  const ask = (message) => new Promise((done, fail) => {
    failed = fail;
    child.once('message', done);
    if (message) child.send(message);
  });
  await ask();
  return { ask, stop: () => child.kill() };
}

/** A page with nothing else in it; the same. What its process took of the processor is read from the system's count. */
async function inChromium(browser, { script }) {
  const context = await browser.newContext();
  const page = await context.newPage();
  // a fresh address, so that no process is shared
  await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: '<!doctype html><title>.</title>' }));
  await page.goto('http://127.0.0.1/');
  const spent = async () => {
    const session = await browser.newBrowserCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    await session.detach();
    // of these, only the page that is asked does anything
    return processInfo.filter(({ type }) => type === 'renderer').reduce((sum, { id }) => sum + secondsOf(id), 0);
  };
  const ask = async ({ begin, run }) => {
    if (begin) {
      return page.evaluate(async ([code, given]) => {
        const began = performance.now();
        const element = document.createElement('script');
        element.textContent = code;
        document.head.append(element);
        await window.bundle.begin(...given);
        return { milliseconds: performance.now() - began };
      }, [script, begin]);
    }
    const before = await spent();
    const count = await page.evaluate((given) => window.bundle.run(...given), run);
    return { count, seconds: await spent() - before };
  };
  return { ask, stop: () => context.close() };
}

/** Seconds of the processor's time that the threads of a process took so far. */
const secondsOf = (id) => readdirSync(`/proc/${id}/task`).reduce((sum, thread) => {
  const [nanoseconds] = readFileSync(`/proc/${id}/task/${thread}/schedstat`, 'utf8').split(' ');
  return sum + Number(nanoseconds) / 1e9;
}, 0);

/** Starts and rates of all contenders, in turns. */
async function race(contenders, open) {
  const starts = Object.fromEntries(contenders.map(({ id }) => [id, []]));
  for (let round = 0; round < STARTS; round += 1) {
    for (const contender of contenders) {
      const place = await open(contender);
      starts[contender.id].push((await place.ask({ begin: [TODAY, contender.people] })).milliseconds);
      await place.stop();
    }
  }
  const places = {};
  for (const contender of contenders) {
    places[contender.id] = await open(contender);
    await places[contender.id].ask({ begin: [TODAY, contender.people] });
  }
  const rates = {};
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const { id, kinds } of contenders) {
      for (const kind of kinds) {
        const { count, seconds } = await places[id].ask({ run: [kind, LONG] });
        // the first round only warms up
        if (round >= 0) (rates[`${id} ${kind}`] ??= []).push(count / seconds);
      }
    }
  }
  for (const { stop } of Object.values(places)) await stop();
  return { starts, rates };
}

const whole = (rate) => Math.round(rate).toLocaleString('en');
/** How much of the floor's; more than the floor has is so many times that. */
const ratio = (value, floor) => {
  const share = value / floor;
  return share >= 100 ? `${share.toFixed(0)} ×` : share >= 1 ? `${share.toFixed(1)} ×` : `1/${(1 / share).toFixed(1 / share < 10 ? 1 : 0)}`;
};

function table(contenders, { starts, rates }) {
  const rows = [['', 'bytes, gzip -9', '', 'first verdict', '', 'one at a time', '', 'many at once', '', 'bytes to bytes', '']];
  const floor = contenders[0];
  const rate = (id, kind, to) => {
    const own = rates[`${id} ${kind}`];
    if (!own) return ['', ''];
    const ratios = own.map((value, round) => value / rates[`${floor.id} ${to}`][round]);
    return [whole(middle(own)), ratio(middle(ratios), 1)];
  };
  for (const { id, bytes } of contenders) {
    const start = middle(starts[id]);
    rows.push([
      id, bytes.toLocaleString('en'), ratio(bytes, floor.bytes), `${start.toFixed(1)} ms`, ratio(start, middle(starts[floor.id])),
      ...rate(id, 'one', 'one'), ...rate(id, 'many', 'many'), ...rate(id, 'bytes', 'many'),
    ]);
  }
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  for (const row of rows) console.log(row.map((text, column) => (column ? text.padStart(widths[column]) : text.padEnd(widths[column]))).join('  ').trimEnd());
}

/** What each says of somebody of whom three facts are missing, which all matter. */
async function missing(contenders) {
  const { 'sanction-until': until, 'title-since': since, workplace, ...answers } = {
    ...applicants(1, TODAY)[0], employer: 'public-institution', workplace: 'elsewhere', series: 'engineering', level: 'intermediate', degree: 'bachelor',
    'title-held': 'assistant', 'title-since': '2012-03-10', sanction: 'demerit', 'sanction-until': '2021-01-31', committee: true, 'other-application': 'none',
    'conditions-targeted': 'not-checked', 'conditions-regional': 'not-checked',
  };
  const criteria = ['in-kizilsu', 'no-sanction', 'meets-targeted-conditions'];
  console.log(`\nworkplace, sanction-until and title-since missing, of an assistant engineer with a demerit who applies for intermediate. Each of ${criteria.join(', ')} hangs on one of them; on targeted-review:`);
  for (const { id, alone } of contenders) {
    const { setUp, said } = await import(pathToFileURL(alone));
    const contender = await setUp(said);
    const say = (value) => (value === undefined ? 'undefined' : String(value));
    let line;
    try {
      const raw = await contender.one(TODAY, answers);
      const { routes, criteria: of } = (contender.told ?? ((same) => same))(raw);
      const [route] = routes;
      line = `${say(route.verdict)} (${criteria.map((criterion) => `${criterion}: ${say(of[criterion])}`).join(', ')})`;
      if (route.missing) line += `; missing: ${route.missing.join(', ') || 'nothing'}`;
      if (raw.routes[0].findings) {
        const reasons = raw.routes[0].findings.flatMap(({ criterion, because }) => because.map(({ kind, fact }) => `${criterion}: ${kind} ${fact ?? ''}`.trim()));
        line += `; because ${reasons.join(', ')}; to ask next: ${raw.next_question}`;
      }
    } catch (error) {
      line = `an error: ${error.message}`;
    }
    console.log(`  ${id}: ${line}`);
  }
}

mkdirSync(out, { recursive: true });
const people = applicants(LIST, TODAY);
const contenders = [];
for (const id of [FLOOR, ...OTHERS]) {
  const said = id === 'title-precheck' ? compiled('tests/bench/rivals/notice', 'rivals') : (await import(`./contenders/${id}.mjs`)).said(rules);
  contenders.push({ ...await bundle(id, id, said), people, kinds: id === 'title-precheck' ? ['one', 'many', 'bytes'] : ['one', 'many'] });
}
await agree(contenders);
const notice = { ...await bundle('title-precheck-2021', 'title-precheck', compiled('src/notices/kizilsu-2021', 'kizilsu-2021')), people: fully(people), kinds: ['one', 'many', 'bytes'] };
const racing = [...contenders, notice];

console.log(`\nbytes to load; from the script's text to the first verdict; applicants per second of the processor's time. Each with its ratio to ${FLOOR}.`);
console.log('one at a time: each with the truth of every criterion, verdicts and windows (title-precheck: the whole assessment); many at once: the verdicts of a list');
console.log('(title-precheck: packed, with first days, unpacked; bytes to bytes: people who are packed already). title-precheck-2021 is the whole notice, which the others cannot say.');
console.log(`\nNode ${process.versions.node}, load ${loadavg()[0].toFixed(1)} on ${availableParallelism()} cores`);
table(racing, await race(racing, inNode));
const browser = await launch();
console.log(`\nChromium ${browser.version()}, load ${loadavg()[0].toFixed(1)}`);
table(racing, await race(racing, (contender) => inChromium(browser, contender)));
await browser.close();
await missing(contenders);
