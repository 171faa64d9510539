// The built page in Chromium: served from this machine, driven as a person would.

import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** Serves `www/dist/`; `{ url, stop }`. */
export async function serve() {
  const server = spawn(process.execPath, [join(root, 'www/serve.mjs')], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: server.stdout })) {
    return { url: line.trim(), stop: () => server.kill() };
  }
  throw new Error('www/serve.mjs ended without an address');
}

/** Chromium, from CHROMIUM or where Debian has it. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
}

/** One person in front of the page. Anything that the page complains about fails the test that asks for `complaints`. */
export class Visitor {
  static async arrive(browser, url, today, options = {}) {
    const page = await browser.newPage({ viewport: { width: 360, height: 740 }, ...options });
    const visitor = new Visitor(page);
    page.setDefaultTimeout(10_000);
    page.on('pageerror', (error) => visitor.complaints.push(error.message));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) visitor.complaints.push(message.text());
    });
    page.on('request', (request) => visitor.requests.push(request.url()));
    await page.addInitScript(() => {
      window.heard = [];
      for (const name of ['ready', 'step', 'result', 'proceed', 'error']) {
        document.addEventListener(`precheck-${name}`, ({ type, detail }) => window.heard.push({ type, detail }));
      }
    });
    await page.goto(url);
    await page.evaluate(async (day) => {
      const element = document.querySelector('title-precheck');
      element.setAttribute('as-of', day);
      await element.ready;
    }, today);
    await visitor.screen('start').waitFor();
    return visitor;
  }

  constructor(page) {
    this.page = page;
    this.complaints = [];
    this.requests = [];
  }

  screen(name) {
    return this.page.locator(`[data-screen="${name}"]`);
  }

  button(name) {
    return this.page.getByRole('button', { name, exact: true });
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
      await (await choice.count() ? choice : page.locator('label', { hasText: '不清楚' }).locator('input')).check();
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

  /** Answers whatever is asked from a table, "don't know" where the table is silent, up to the result (or a question named). */
  async answer(table, { until } = {}) {
    const asked = [];
    for (let questions = 0; questions < 60; questions += 1) {
      const { screen, question, refine } = await this.where();
      if (screen === 'result' || question === until) return asked;
      asked.push(refine ? `${question} (day)` : question);
      if (refine && !table[`${question} (day)`]) {
        await this.button('记不清，跳过').click();
      } else {
        await this.fill((refine ? table[`${question} (day)`] : table[question]) ?? 'unknown');
        await this.goOn();
      }
      await this.page.waitForFunction(([from, wasRefine]) => {
        const now = document.querySelector('title-precheck').shadowRoot.querySelector('[data-screen]').dataset;
        return now.question !== from || 'refine' in now !== wasRefine;
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

  /** Where the focus is, inside the element. */
  focused() {
    return this.page.evaluate(() => {
      const { activeElement } = document.querySelector('title-precheck').shadowRoot;
      return activeElement && { tag: activeElement.localName, id: activeElement.id, text: activeElement.textContent.trim(), summary: 'problem' in activeElement.dataset };
    });
  }

  leave() {
    return this.page.close();
  }
}
