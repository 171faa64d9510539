// The slots that scans are put into, one for each document to upload.

import assert from 'node:assert/strict';

export const DEGREE = 'degree-certificate';
export const TITLE = 'title-certificate';
export const TRAINING = 'continuing-education-certificate';

/** What a test needs to know of a page's slots, and how it puts files there. */
export class Slots {
  constructor(visitor) {
    this.visitor = visitor;
    this.page = visitor.page;
  }

  slot(document) {
    return this.page.locator(`[data-slot="${document}"]`);
  }

  /** Chooses files; they are looked at when this returns, unless `wait` is false. */
  async choose(document, files, { wait = true } = {}) {
    await this.slot(document).locator('.choosers input').first().setInputFiles(files);
    if (wait) await this.looked(document);
  }

  async looked(document) {
    await this.page.waitForFunction((id) => {
      const files = Array.from(document.querySelector('title-precheck').shadowRoot.querySelectorAll(`[data-slot="${id}"] [data-file]`));
      return files.length > 0 && files.every(({ dataset }) => dataset.verdict !== 'busy');
    }, document, { timeout: 30_000 });
  }

  /** Each file of a slot: its verdict, defects with their severity, and text. */
  files(document) {
    return this.slot(document).locator('[data-file]').evaluateAll((list) => list.map((item) => ({
      name: item.dataset.file,
      verdict: item.dataset.verdict,
      defects: Array.from(item.querySelectorAll('[data-defect]'), (defect) => `${defect.className} ${defect.dataset.defect}`),
      same: Array.from(item.querySelectorAll('[data-same]'), ({ dataset }) => dataset.same),
      pages: item.querySelectorAll('.page-picture canvas').length,
      text: item.innerText.replace(/\s+/g, ' '),
    })));
  }

  async only(document) {
    const files = await this.files(document);
    assert.equal(files.length, 1);
    return files[0];
  }

  press(document, what, at = 0) {
    return this.slot(document).locator('[data-file]').nth(at).locator(`[data-do="${what}"]`).click();
  }

  /** How the engine says that a document stands. */
  async status(document) {
    const { documents } = await this.visitor.element('assessment');
    const { status, defects } = documents.find(({ id }) => id === document);
    return defects.length ? `${status} ${defects}` : status;
  }

  get live() {
    return this.page.evaluate(() => (document.querySelector('title-precheck')._desk || { live: 0 }).live);
  }
}

/** Says that nothing is classified, as is asked before files are chosen. */
export async function withQuestionAnswered(visitor) {
  await visitor.page.locator('[data-file-question="classified"]').getByLabel('否', { exact: true }).check();
  return new Slots(visitor);
}
