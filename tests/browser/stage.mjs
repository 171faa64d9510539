// The page as it is built, served, and a browser: as long as the tests of the file that imports this run.

import { after } from 'node:test';
import { launch, serve } from './page.mjs';

// the browser first: it ends by itself with this process, should the server not start
export const browser = await launch();
export const server = await serve();

after(async () => {
  await browser.close();
  server.stop();
});
