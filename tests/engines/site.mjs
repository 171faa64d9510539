// A site for the engines: what the build made, a page that checks itself, and a place where it says what came of it.

import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { teacher } from '../browser/people.mjs';
import { root } from './engines.mjs';

const PART = 100;

/** What the command makes of the applicants that `tests/reading.rs` wrote down. */
export function assessed() {
  const inputs = join(root, 'target/engines/applicants.jsonl');
  const out = execFileSync(join(root, 'target/release/precheck'), ['assess', join(root, 'target/www/notice.pack'), '--jsonl', inputs],
    { encoding: 'utf8', maxBuffer: 2 ** 29 });
  const objects = (text) => text.trimEnd().split('\n').map((line) => JSON.parse(line));
  const natives = objects(out);
  return objects(readFileSync(inputs, 'utf8')).map((input, index) => ({ input, native: natives[index] }));
}

/** No word for WebAssembly: a browser refuses it, and the engine comes as plain JavaScript. */
const REFUSING = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'";

const pageFor = `<!doctype html><html lang="zh"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<title>check</title><body><title-precheck as-of="2021-07-20"></title-precheck>
<script src="/title-precheck.js"></script><script src="/check.js"></script>`;

/** Starts it; `{ url, outcome, stop }`, where `outcome()` is the next that is told. */
export async function site(applicants) {
  let told = () => {};
  const server = createServer(async (request, response) => {
    const answer = (type, body, headers = {}) => response.writeHead(200, { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-store', ...headers }).end(body);
    const { pathname } = new URL(request.url, 'http://x');
    const part = /^\/applicants\/(\d+)$/.exec(pathname);
    if (pathname === '/wasm.html') {
      answer('text/html', pageFor);
    } else if (pathname === '/plain.html') {
      answer('text/html', pageFor, { 'Content-Security-Policy': REFUSING });
    } else if (pathname === '/check.js') {
      answer('text/javascript', readFileSync(join(root, 'tests/engines/check.js')));
    } else if (part) {
      answer('application/json', JSON.stringify(applicants.slice(PART * part[1], PART * part[1] + PART)));
    } else if (pathname === '/person') {
      answer('application/json', JSON.stringify(teacher));
    } else if (pathname === '/outcome') {
      const chunks = [];
      for await (const chunk of request) chunks.push(chunk);
      answer('text/plain', '');
      told(JSON.parse(Buffer.concat(chunks)));
    } else if (/^\/title-precheck[a-z-]*\.js$/.test(pathname)) {
      answer('text/javascript', readFileSync(join(root, 'www/dist', pathname)));
    } else {
      response.writeHead(404).end();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    outcome: () => new Promise((done) => { told = done; }),
    stop: () => { server.close(); server.closeAllConnections(); },
  };
}
