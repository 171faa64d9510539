// The picture in the README: a finished check by a teacher. `node www/tools/screenshot.mjs` after `make build`.

import { launch, serve, Visitor } from '../../tests/browser/page.mjs';

const teacher = {
  employer: 'public-institution', workplace: 'akto', series: 'primary-secondary-teacher', level: 'intermediate',
  'school-stage': 'primary', degree: 'college', 'title-held': 'assistant', 'title-since': '2016-09', sanction: 'none',
  committee: true, 'other-application': 'none', 'conditions-targeted': 'not-checked', 'conditions-regional': 'not-checked',
  'remote-county': true, township: true, frontline: false,
};

const server = await serve();
const browser = await launch();
const visitor = await Visitor.arrive(browser, server.url, '2021-07-20', { viewport: { width: 720, height: 1000 } });
await visitor.begin();
await visitor.answer(teacher);
const card = visitor.page.locator('[data-route="targeted-review"]');
for (const fold of await card.locator('details').all()) await fold.evaluate((details) => { details.open = true; });
// the verdict and the first conditions: what fits into 50 kB
const { x, y, width } = await card.boundingBox();
await visitor.page.screenshot({
  path: 'www/teacher.jpg', type: 'jpeg', quality: 30, fullPage: true, clip: { x: x - 8, y: y - 8, width: width + 16, height: 900 },
});
await browser.close();
server.stop();
