// A clerk with a list: the built office page, driven as a person would.

import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** The page from a disk. */
export const FILE = pathToFileURL(join(root, 'www/dist/office.html')).href;
/** The day that lists are checked on: the windows of the notice are open. */
export const DAY = '2021-07-20';

export class Clerk {
  /** Opens the page at an address; `before` runs in it before all else, `answer` is what the address answers. */
  static async arrive(browser, url, { before, answer, ...options } = {}) {
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, acceptDownloads: true, ...options });
    const page = await context.newPage();
    const clerk = new Clerk(page);
    if (before) await page.addInitScript(before);
    if (answer) await page.route(url, (route) => route.fulfill(answer));
    await page.goto(url);
    await page.locator('.drop').waitFor();
    return clerk;
  }

  constructor(page) {
    this.page = page;
    this.complaints = [];
    this.requests = [];
    // a page of megabytes, on machines that are busy with other things
    page.setDefaultTimeout(60_000);
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) this.complaints.push(message.text());
    });
    page.on('request', (request) => this.requests.push(request.url()));
  }

  step(name) {
    return this.page.locator(`[data-step="${name}"]`);
  }

  /** Chooses files for something: `list`, `notice`, `mapping`. A file is a path, or `{ name, text }`, or `{ name, bytes }`. */
  choose(what, ...files) {
    const given = files.map((file) => (typeof file === 'string' ? file : { name: file.name, mimeType: 'application/octet-stream', buffer: Buffer.from(file.bytes ?? file.text) }));
    return this.page.locator(`[data-choose="${what}"]`).setInputFiles(given);
  }

  /** Puts in a list, up to its columns. */
  async put(file) {
    await this.choose('list', file);
    await this.step('columns').waitFor();
  }

  /** The columns shown, `{ heading: role }`. */
  async columns() {
    return Object.fromEntries(await this.page.locator('[data-column]').evaluateAll((list) => list.map(({ dataset }) => [dataset.column, dataset.role])));
  }

  column(heading) {
    return this.page.locator(`[data-column="${heading}"]`);
  }

  /** Says what a column is. */
  async assign(heading, use) {
    await this.column(heading).locator('.as select').selectOption(use);
    await this.settled();
  }

  /** Says what is meant by something typed. */
  async mean(typed, answer) {
    await this.page.locator(`[data-typed="${typed}"]`).selectOption(answer);
    await this.settled();
  }

  /** Waits until nothing that was asked is still open. */
  async settled() {
    await this.page.locator('#desk[data-busy="false"]').waitFor();
  }

  /** Checks everybody, as of the day. */
  async run(day = DAY) {
    await this.page.locator('[name="day"]').fill(day);
    await this.page.locator('[data-run]').click();
    await this.step('table').waitFor();
  }

  /** How many of which result. */
  async counts() {
    const counts = await this.page.locator('[data-count]').evaluateAll((list) => list.map((button) => [button.dataset.count, Number(button.querySelector('b').textContent)]));
    return Object.fromEntries(counts);
  }

  /** The rows on this page of the table: their cells. */
  rows() {
    return this.page.locator('.people tbody tr[data-row]').evaluateAll((list) => list.map((row) => ({
      row: Number(row.dataset.row),
      standing: row.dataset.standing,
      cells: Array.from(row.children, (cell) => cell.textContent.trim()),
    })));
  }

  /** How many the filters let through. */
  async found() {
    await this.settled();
    return Number(await this.page.locator('.people table').getAttribute('data-found'));
  }

  async filter(name, value) {
    await this.page.locator(`.filters select[name="${name}"]`).selectOption(value);
    return this.found();
  }

  /** Takes a download; `{ name, path }`. */
  async take(what) {
    const waiting = this.page.waitForEvent('download');
    await this.page.locator(`[data-take="${what}"]`).click();
    const download = await waiting;
    return { name: download.suggestedFilename(), path: await download.path() };
  }

  said() {
    return this.page.locator('.said').innerText();
  }

  /** Whether nothing sticks out of the window sideways. */
  isWhole() {
    return this.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
  }

  leave() {
    return this.page.context().close();
  }
}
