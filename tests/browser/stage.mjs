// The page as it is built, served, and a browser: as long as the tests of the file that imports this run.

import { after } from 'node:test';
import { Visitor, launch, serve } from './page.mjs';

// the browser first: it ends by itself with this process, should the server not start
export const browser = await launch();
export const server = await serve();

after(async () => {
  await browser.close();
  server.stop();
});

export const SCRIPT = '<script src="/title-precheck.js" defer></script>';

/**
 * A visitor on a page of a test's own: the headers of its site, what runs in it `before` all else, and what other addresses of the site answer.
 * The page notes the element's events in `heard`.
 */
export async function onPage(html, { csp, before, answers = {}, context: options } = {}) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, ...options });
  const page = await context.newPage();
  const visitor = new Visitor(page);
  await visitor.note();
  if (before) await page.addInitScript(before);
  const body = `<!doctype html><html lang="zh"><meta charset="utf-8"><title>t</title><link rel="icon" href="data:,"><body>${html}`;
  const own = { contentType: 'text/html', body, headers: csp ? { 'Content-Security-Policy': csp } : {} };
  for (const [path, answer] of Object.entries({ 'host.html': own, ...answers })) {
    await page.route(`${server.url}${path}`, (route) => route.fulfill(typeof answer === 'function' ? answer() : answer));
  }
  await page.goto(`${server.url}host.html`);
  return visitor;
}
