// The built page in Chromium: served from this machine, driven as a person would.

import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
// today's drives no Chromium from before 105
const { chromium } = await import(process.env.PLAYWRIGHT || 'playwright-core');

const catalogOf = (id) => JSON.parse(readFileSync(join(root, `www/catalog/${id}.json`), 'utf8'));
const chinese = catalogOf('zh');

/** What the page says in a language, by key; what is not translated it says in Chinese. */
export function wordsIn(id) {
  return id === 'zh' || !existsSync(join(root, `www/catalog/${id}.json`)) ? chinese : Object.fromEntries(Object.entries(catalogOf(id)).map(([key, { text }]) => [key, text]));
}

/** Serves `www/dist/`, or another folder; `{ url, stop }`. */
export async function serve(...folder) {
  const server = spawn(process.execPath, [join(root, 'www/serve.mjs'), ...folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: server.stdout })) {
    return { url: line.trim(), stop: () => server.kill() };
  }
  throw new Error('www/serve.mjs ended without an address');
}

/** Chromium, from CHROMIUM or where Debian has it, driven by PLAYWRIGHT if that is set; `more` on its command line. */
export function launch(more = []) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', ...more],
  });
}

/** Runs in a page before all else: it notes in `heard` what elements tell it. */
export function noteEvents() {
  window.heard = [];
  for (const name of ['ready', 'step', 'change', 'result', 'proceed', 'export', 'update', 'error']) {
    document.addEventListener(`precheck-${name}`, ({ type, detail, target }) => window.heard.push({ type, detail, from: target.localName }));
  }
}

/** One person in front of the page. Anything that the page complains about fails the test that asks for `complaints`. */
export class Visitor {
  /** Opens the page; `attributes` are set on the element, `today` as `as-of`. */
  static async arrive(browser, url, today, { attributes = {}, ...options } = {}) {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, ...options });
    const page = await context.newPage();
    const visitor = new Visitor(page);
    await page.addInitScript(noteEvents);
    await page.goto(url);
    await page.evaluate(async (wanted) => {
      const element = document.querySelector('title-precheck');
      for (const [name, value] of Object.entries(wanted)) element.setAttribute(name, value);
      await element.ready;
    }, { ...(today && { 'as-of': today }), ...attributes });
    await page.locator('[data-screen]').waitFor();
    return visitor;
  }

  /** From now on it is noted what the page asks for and complains about. The person may be in a frame of it. */
  constructor(page, frame = page) {
    this.page = frame;
    this.complaints = [];
    this.requests = [];
    page.setDefaultTimeout(10_000);
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) this.complaints.push(message.text());
    });
    page.on('request', (request) => this.requests.push(request.url()));
  }

  /** From now on the person reads another language; what tests call by its Chinese name is looked for under the name there. */
  async speak(language) {
    await this.page.locator(`.languages [lang="${language}"]`).click();
    await this.page.locator(`.languages [lang="${language}"][aria-pressed="true"]`).waitFor();
    this.reads(language);
  }

  reads(language) {
    this.words = wordsIn(language);
  }

  named(name) {
    if (!this.words) return name;
    const key = Object.keys(chinese).find((known) => chinese[known] === name);
    return this.words[key];
  }

  screen(name) {
    return this.page.locator(`[data-screen="${name}"][data-whole]`);
  }

  question(id) {
    return this.page.locator(`[data-question="${id}"][data-whole]`);
  }

  button(name) {
    return this.page.getByRole('button', { name: this.named(name), exact: true });
  }

  /** The screen, and the question if one is asked. */
  where() {
    return this.page.locator('[data-screen]').evaluate(({ dataset }) => ({
      screen: dataset.screen, question: dataset.question, refine: 'refine' in dataset,
    }));
  }

  /** Fills in an answer on the wire's form, without going on. */
  async fill(answer) {
    const { page } = this;
    const choices = page.locator('input[name="choice"]');
    if (await choices.count()) {
      const value = answer === true ? 'yes' : answer === false ? 'no' : answer;
      const choice = page.locator(`input[name="choice"][value="${value}"]`);
      // a fact with a choice of its own for "don't know" has it in that choice's words
      await (await choice.count() ? choice : page.locator('label', { hasText: (this.words || chinese)['unsure-also'].replace('{label}', '').trim() }).locator('input')).check();
    } else if (answer === 'unknown') {
      await page.locator('#unsure').check();
    } else if (await page.locator('#number').count()) {
      await page.locator('#number').fill(String(answer));
    } else {
      const [year, month, day = ''] = answer.split('-');
      await page.locator('#year').fill(year);
      await page.locator('#month').fill(String(Number(month)));
      await page.locator('#day').fill(day && String(Number(day)));
    }
  }

  async goOn() {
    await this.button('继续').click();
  }

  /** From the start to the first question, with the ordinary routes. */
  async begin() {
    await this.button('开始').click();
    await this.screen('routes').waitFor();
    await this.goOn();
    await this.screen('question').waitFor();
  }

  /** To the result with answers given by the page, `routes` chosen by their number in the list; questions still open are "don't know". */
  async jump(answers, { routes = [], until } = {}) {
    await this.page.evaluate((given) => { document.querySelector('title-precheck').answers = given; }, answers);
    await this.button('开始').click();
    await this.screen('routes').waitFor();
    for (const route of routes) await this.page.locator(`#route-${route}`).check();
    await this.goOn();
    await this.page.locator('[data-screen="question"], [data-screen="check"]').waitFor();
    await this.answer({}, { until });
  }

  /** Calls a method or reads a property of the element. */
  element(name, ...values) {
    return this.page.evaluate(([key, given]) => {
      const element = document.querySelector('title-precheck');
      return typeof element[key] === 'function' ? element[key](...given) : element[key];
    }, [name, values]);
  }

  /** Answers whatever is asked from a table, "don't know" where the table is silent, up to the result (or a question or screen named). */
  async answer(table, { until } = {}) {
    const asked = [];
    for (let questions = 0; questions < 60; questions += 1) {
      const { screen, question, refine } = await this.where();
      if (screen === 'result' || screen === until || (question && question === until)) return asked;
      if (screen === 'check') {
        await this.button('查看结果').click();
        await this.screen('result').waitFor();
        continue;
      }
      asked.push(refine ? `${question} (day)` : question);
      if (refine && !table[`${question} (day)`]) {
        await this.button('记不清，跳过').click();
      } else {
        await this.fill((refine ? table[`${question} (day)`] : table[question]) ?? 'unknown');
        await this.goOn();
      }
      await this.page.waitForFunction(([from, wasRefine]) => {
        const now = document.querySelector('title-precheck').shadowRoot.querySelector('[data-screen]').dataset;
        return 'whole' in now && (now.question !== from || 'refine' in now !== wasRefine);
      }, [question, refine]);
    }
    throw new Error(`no result after ${asked.join(', ')}`);
  }

  /** The results on the cards, by route. */
  async results() {
    const cards = await this.page.locator('[data-route]').evaluateAll((list) => list.map((card) => [card.dataset.route, {
      verdict: card.dataset.verdict,
      standing: card.dataset.standing,
      window: card.querySelector('[data-window]').dataset.window,
      earliest: card.querySelector('[data-earliest]')?.dataset.earliest,
      open: Array.from(card.querySelectorAll('[data-finding]:not([data-truth="yes"])'), ({ dataset }) => dataset.finding),
    }]));
    return Object.fromEntries(cards);
  }

  /** Waits until what was drawn has had its consequences: focus, history, events. */
  settled() {
    return this.page.waitForFunction(() => {
      const { _due, _settling } = document.querySelector('title-precheck');
      return !_due && !_settling;
    });
  }

  /** Where the focus is, inside the element. */
  async focused() {
    await this.settled();
    return this.page.evaluate(() => {
      const { activeElement } = document.querySelector('title-precheck').shadowRoot;
      return activeElement && { tag: activeElement.localName, id: activeElement.id, text: activeElement.textContent.trim(), summary: 'problem' in activeElement.dataset };
    });
  }

  leave() {
    return this.page.context().close();
  }
}
