// Every engine that the project says it runs in: the same assessments as the command's, with WebAssembly and without, and a person's whole way.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { teacher } from '../browser/people.mjs';
import { engines, open, root } from './engines.mjs';
import { assessed, site } from './site.mjs';

/** How long one page may take, on a machine that does much else. */
const PATIENCE = 240_000;
const wanted = process.env.ENGINE ? engines.filter(({ name }) => name.includes(process.env.ENGINE)) : engines;

const applicants = assessed();
const there = await site(applicants);
after(() => there.stop());

/** What a page says that an engine has opened. */
async function told(engine, page) {
  const outcome = there.outcome();
  const browser = await open(engine, `${there.url}${page}`);
  let timer;
  try {
    return await Promise.race([
      outcome,
      browser.ended.then(([code, signal]) => ({ failed: `the browser ended: ${code ?? signal}` })),
      new Promise((done) => { timer = setTimeout(done, PATIENCE, { failed: 'it said nothing' }); }),
    ]);
  } finally {
    clearTimeout(timer);
    await browser.close();
  }
}

const routes = applicants[0].native.routes.map(({ id }) => id).sort();
const done = [];

for (const engine of wanted) {
  for (const kind of ['wasm', 'plain']) {
    const how = kind === 'wasm' ? 'with WebAssembly' : 'where a policy refuses WebAssembly';
    test(`${engine.name}, ${how}: every assessment is the command's, and the whole way works`, async () => {
      const { failed, agent, engine: ran, compared, walked, complaints } = await told(engine, `${kind}.html`);
      assert.equal(failed, undefined);
      assert.match(agent, engine.agent);
      assert.equal(ran, kind);
      assert.equal(compared.first, null);
      assert.equal(compared.same, applicants.length);
      const verdicts = Object.fromEntries(walked.shown);
      assert.deepEqual(Object.keys(verdicts).sort(), routes);
      assert.deepEqual([verdicts['targeted-review'], verdicts['regional-review']], ['met', 'met']);
      assert.deepEqual([walked.text, walked.page, walked.days], [true, true, true]);
      const kept = walked.asked.filter((question) => question !== 'sanction');
      assert.deepEqual(walked.back, Object.fromEntries(kept.map((question) => [question, teacher[question]])), 'a code brings the answers back, all but the sanction');
      assert.deepEqual(walked.looks, { radius: '8px', sideways: false, small: [], crowded: [] });
      assert.deepEqual(complaints.filter((complaint) => !/Content Security Policy/i.test(complaint)), []);
      done.push(engine.name);
    });
  }
}

after(() => {
  const line = `${applicants.length} applicants assessed by ${wanted.length} browsers' engines, with WebAssembly and without, as by the command: in ${done.length} of ${2 * wanted.length}`;
  mkdirSync(join(root, 'target/counts'), { recursive: true });
  writeFileSync(join(root, 'target/counts/6-engines'), `${line}\n`);
});
