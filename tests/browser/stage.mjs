// The page as it is built, served, and a browser: as long as the tests of the file that imports this run.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { names } from './nginx.mjs';
import { Visitor, launch, noteEvents, serve } from './page.mjs';

// the browser first: it ends by itself with this process, should the server not start
export const browser = await launch(names);
export const server = await serve();

after(async () => {
  await browser.close();
  server.stop();
});

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** One of the invented notices, compiled. */
export function packOf(example) {
  const folder = mkdtempSync(join(tmpdir(), 'examples-'));
  const pack = join(folder, example);
  const { status, stderr } = spawnSync(join(root, 'target/release/precheck'), ['compile', join(root, 'tests/examples', example), '-o', pack]);
  assert.equal(status, 0, String(stderr));
  const bytes = readFileSync(pack);
  rmSync(folder, { recursive: true });
  return bytes;
}

export const SCRIPT = '<script src="/title-precheck.js" defer></script>';

/**
 * A visitor who opens an address in a context of their own. `before` runs in the page before all else, `answers` are what other addresses answer,
 * written from that of the page. The page notes in `violations` what its policy forbade.
 */
export async function visit(url, { before, answers = {}, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, ...options });
  const page = await context.newPage();
  const visitor = new Visitor(page);
  await page.addInitScript(() => {
    window.violations = [];
    document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => window.violations.push(violatedDirective));
  });
  for (const script of [].concat(before || [])) await page.addInitScript(script);
  for (const [path, answer] of Object.entries(answers)) {
    await page.route(new URL(path, server.url).href, async (route) => route.fulfill(await (typeof answer === 'function' ? answer() : answer)));
  }
  await page.goto(url);
  return visitor;
}

/**
 * A visitor on a page of a test's own: the headers of its site, what runs in it `before` all else, and what other addresses of the site answer.
 * The page notes the element's events in `heard`.
 */
export function onPage(html, { csp, before, answers = {}, context: options } = {}) {
  const body = `<!doctype html><html lang="zh"><meta charset="utf-8"><title>t</title><link rel="icon" href="data:,"><body>${html}`;
  const own = { contentType: 'text/html', body, headers: csp ? { 'Content-Security-Policy': csp } : {} };
  return visit(`${server.url}host.html`, { before: [noteEvents, ...[].concat(before || [])], answers: { 'host.html': own, ...answers }, ...options });
}
