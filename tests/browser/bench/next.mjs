// How long after 继续 the next screen stands, four times slower than this machine: `node tests/browser/bench/next.mjs` after
// `make build`. Prints the middle and the longest of all screens of three people's ways. A figure, not a test.

import { Visitor, launch, serve } from '../page.mjs';
import { TODAY, engineer, everything, teacher } from '../people.mjs';

const SLOWER = 4;

/** Answers from inside the page, so that the driver of the browser does not count; gives the milliseconds from each click on to the frame that shows the next heading. */
async function walk(answers) {
  const root = document.querySelector('title-precheck').shadowRoot;
  const frame = () => new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); });
  const heading = () => root.querySelector('h1, h2, legend').textContent;
  const fill = (id, text) => {
    const field = root.getElementById(id);
    field.value = text;
    field.dispatchEvent(new Event('input'));
  };
  const times = [];
  for (let screens = 0; screens < 60; screens += 1) {
    const { screen, question } = root.querySelector('[data-screen]').dataset;
    if (screen === 'result') break;
    if (screen === 'question') {
      const answer = question in answers ? answers[question] : 'unknown';
      const choices = Array.from(root.querySelectorAll('input[type="radio"]'));
      if (choices.length) {
        const value = answer === true ? 'yes' : answer === false ? 'no' : answer;
        (choices.find((choice) => choice.value === value) || choices[choices.length - 1]).click();
      } else if (answer === 'unknown') root.getElementById('unsure').click();
      else if (root.getElementById('number')) fill('number', String(answer));
      else fill('year', answer);
      await frame();
    }
    const before = heading();
    const start = performance.now();
    root.querySelector('button[type="submit"], [data-screen="check"] .primary').click();
    for (let frames = 0; heading() === before && frames < 120; frames += 1) await frame();
    times.push(performance.now() - start);
  }
  return times;
}

const server = await serve();
const browser = await launch();
const all = [];
for (const answers of [engineer, teacher, everything]) {
  const visitor = await Visitor.arrive(browser, server.url, TODAY);
  const { page } = visitor;
  const client = await page.context().newCDPSession(page);
  await visitor.button('开始').click();
  await visitor.screen('routes').waitFor();
  if (answers === everything) await page.locator('#route-all').check();
  await visitor.goOn();
  await visitor.screen('question').waitFor();
  await client.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  all.push(...await page.evaluate(walk, answers));
  await visitor.leave();
}
all.sort((a, b) => a - b);
console.log(`${all.length} screens: middle ${Math.round(all[all.length >> 1])} ms, most ${Math.round(all[all.length - 1])} ms`);
await browser.close();
server.stop();
