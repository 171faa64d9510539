// The module and the plain JavaScript as they ship, in Node: every assessment is the command's, to the letter.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import vm from 'node:vm';
import { glueModule } from '../../www/tools/glue.mjs';
import { root } from './engines.mjs';

const inputs = join(root, 'target/engines/applicants.jsonl');
const pack = join(root, 'target/www/notice.pack');

/** The JavaScript side once for each: it keeps one engine. */
const side = (name) => import(`data:text/javascript;base64,${Buffer.from(`${glueModule('engine')}\n// ${name}`).toString('base64')}`);

async function module() {
  const { init, Precheck } = await side('module');
  await init(readFileSync(join(root, 'target/www/engine.wasm')));
  return new Precheck(readFileSync(pack));
}

/** What the script hands in is taken as the page takes it. */
async function plain() {
  const { initTwin, Precheck } = await side('plain');
  let brought;
  const sibling = { kit: {}, add: (build, name, parts) => { brought = { name, parts }; } };
  vm.runInThisContext(`(document) => {${readFileSync(join(root, 'www/dist/title-precheck-nowasm.js'), 'utf8')}}`)({ currentScript: { sibling } });
  assert.equal(brought.name, 'nowasm');
  initTwin(brought.parts.instantiate);
  return new Precheck(readFileSync(pack));
}

test('the module and its plain JavaScript assess as the command does', async () => {
  const ways = { module: await module(), plain: await plain() };
  const command = spawn(join(root, 'target/release/precheck'), ['assess', pack, '--jsonl', inputs], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(command, 'exit');
  const lines = createInterface({ input: createReadStream(inputs) })[Symbol.asyncIterator]();
  let count = 0;
  for await (const native of createInterface({ input: command.stdout })) {
    const { value: line } = await lines.next();
    for (const [way, precheck] of Object.entries(ways)) assert.equal(JSON.stringify(precheck.assess(JSON.parse(line))), native, `${way}: ${line}`);
    count += 1;
  }
  assert.deepEqual(await ended, [0, null]);
  assert.equal((await lines.next()).done, true, 'each has a line');
  assert.ok(count >= 2000);
  mkdirSync(join(root, 'target/counts'), { recursive: true });
  writeFileSync(join(root, 'target/counts/6-node'), `${count} applicants assessed alike by the command, by the module and by its plain JavaScript in Node ${process.versions.node}\n`);
});
