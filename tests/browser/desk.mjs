// An author at the desk: the built page, driven as a person would.

import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** The page from a disk. */
export const FILE = pathToFileURL(join(root, 'www/dist/author.html')).href;

export class Author {
  /** Opens the page at an address; `before` runs in it before all else. */
  static async arrive(browser, url, { before, ...options } = {}) {
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, acceptDownloads: true, ...options });
    const page = await context.newPage();
    const author = new Author(page);
    if (before) await page.addInitScript(before);
    await page.goto(url);
    return author;
  }

  constructor(page) {
    this.page = page;
    this.complaints = [];
    this.requests = [];
    // a page of over a megabyte, on machines that are busy with other things
    page.setDefaultTimeout(60_000);
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) this.complaints.push(message.text());
    });
    page.on('request', (request) => this.requests.push(request.url()));
  }

  async begin(start = 'last') {
    await this.page.locator(`[data-start="${start}"]`).click();
    await this.checked();
  }

  tab(id) {
    return this.page.locator(`[data-tab="${id}"]`);
  }

  /** Shows a panel; with its content. */
  async panel(id) {
    await this.tab(id).click();
    return this.page.locator(`[data-panel="${id}"]`);
  }

  /** Replaces words in a file by hand: finds them, and types over them. */
  async edit(file, from, to) {
    const { page } = this;
    await this.tab(file).click();
    await page.locator('.cm-content').focus();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Control+f');
    const field = page.locator('.cm-search [name="search"]');
    await field.fill(from);
    // the panel hears of keys, not of what is filled in
    await field.press('End');
    await field.press('Enter');
    await field.press('Escape');
    await page.keyboard.insertText(to);
  }

  /** Waits until all is looked at: compiled, linted, cases run. */
  async checked() {
    await this.page.locator('.status[data-checking="false"]').waitFor();
  }

  /** How many errors and warnings the desk counts. */
  async counts() {
    await this.checked();
    const { errors, warnings } = await this.page.locator('.status').evaluate(({ dataset }) => dataset);
    return { errors: Number(errors), warnings: Number(warnings) };
  }

  /** The faults listed, by code. */
  async faults() {
    await this.checked();
    await this.panel('faults');
    return this.page.locator('[data-fault]').evaluateAll((list) => list.map(({ dataset }) => dataset.fault));
  }

  /** How many cases the panel says have failed. */
  async failing() {
    return Number(await this.page.locator('[data-failed]').getAttribute('data-failed'));
  }

  /** Whether the page fits the window: only its parts scroll. */
  isWhole() {
    return this.page.evaluate(() => {
      const { scrollHeight, scrollTop } = document.scrollingElement;
      return scrollHeight <= innerHeight && scrollTop === 0;
    });
  }

  /** What the editor shows of a file, as far as it has drawn it. */
  text() {
    return this.page.locator('.cm-content').innerText();
  }

  said() {
    return this.page.locator('.said').innerText();
  }

  /** The preview's element: a property of it, or what a method gives. */
  element(name, ...values) {
    return this.page.evaluate(([key, given]) => {
      const element = document.querySelector('title-precheck');
      return typeof element[key] === 'function' ? element[key](...given) : element[key];
    }, [name, values]);
  }

  /** Answers, and shows the result, in the preview. */
  async answer(answers) {
    await this.page.evaluate(async (given) => {
      const element = document.querySelector('title-precheck');
      await element.ready;
      element.answers = given;
    }, answers);
  }

  /** The verdict of a route in the preview. */
  async verdict(route) {
    const { routes } = await this.element('assessment');
    return routes.find(({ id }) => id === route).verdict;
  }

  /** Takes a download; `{ name, path }`. */
  async take(what) {
    const waiting = this.page.waitForEvent('download');
    await this.page.locator(`[data-take="${what}"]`).click();
    const download = await waiting;
    return { name: download.suggestedFilename(), path: await download.path() };
  }

  leave() {
    return this.page.context().close();
  }
}
