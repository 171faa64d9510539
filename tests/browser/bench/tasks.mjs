// How long the page keeps the processor, four times slower than this machine: `node tests/browser/bench/tasks.mjs` after `make build`.
// Prints the longest tasks from the first question on, by the screen they led to, in time of the processor. A figure, not a test.

import { Visitor, launch, serve } from '../page.mjs';
import { TODAY, engineer, everything, teacher } from '../people.mjs';

const SLOWER = 4;

/** Answers as a person would, from inside the page, so that the driver of the browser does not count; with a pause at each screen. */
async function walk([answers, day]) {
  const element = document.querySelector('title-precheck');
  const root = element.shadowRoot;
  const pause = (time) => new Promise((done) => { setTimeout(done, time); });
  const go = async () => {
    await pause(120);
    root.querySelector('button[type="submit"], [data-screen="check"] .primary').click();
    await pause(120);
  };
  const fill = (id, text) => {
    const field = root.getElementById(id);
    field.value = text;
    field.dispatchEvent(new Event('input'));
  };
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
    }
    await go();
  }
  await pause(1500);
  const change = root.querySelector('[data-change="title-since"]');
  if (change) {
    change.click();
    await pause(200);
    fill('year', day);
    fill('month', '1');
    await go();
    await pause(1500);
  }
  root.querySelector('[data-document] input').click();
  await pause(300);
}

const server = await serve();
const browser = await launch();
for (const [name, answers] of Object.entries({ engineer, teacher, everything })) {
  const visitor = await Visitor.arrive(browser, server.url, TODAY);
  const { page } = visitor;
  const client = await page.context().newCDPSession(page);
  await visitor.button('开始').click();
  await visitor.screen('routes').waitFor();
  if (name === 'everything') await page.locator('#route-all').check();
  await visitor.goOn();
  await visitor.screen('question').waitFor();
  await page.waitForTimeout(500);
  await client.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });

  const events = [];
  client.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  const includedCategories = ['toplevel', 'disabled-by-default-devtools.timeline', 'devtools.timeline', 'blink.user_timing'];
  await client.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories } });
  await page.evaluate(() => document.addEventListener('precheck-step', ({ detail }) => performance.mark(`step ${detail.screen} ${detail.question || ''}`)));
  await page.evaluate(walk, [answers, '2015']);
  const done = new Promise((resolve) => { client.once('Tracing.tracingComplete', resolve); });
  await client.send('Tracing.end');
  await done;

  const marks = events.filter((event) => event.name.startsWith('step ')).sort((a, b) => a.ts - b.ts);
  const thread = marks[0].tid;
  const tasks = events.filter((event) => event.name === 'RunTask' && event.tid === thread && event.tdur)
    .map(({ ts, dur, tdur }) => ({ at: marks.filter((mark) => mark.ts < ts + dur).pop()?.name.slice(5).trim() ?? 'question', time: tdur / 1000 }));
  tasks.sort((a, b) => b.time - a.time);
  console.log(`${name}: longest task ${tasks[0].time.toFixed(0)} ms at a processor ${SLOWER} times slower; ${tasks.filter(({ time }) => time > 50).length} over 50 ms`);
  for (const { at, time } of tasks.slice(0, 6)) console.log(`  ${time.toFixed(0).padStart(4)} ms  ${at}`);
  await visitor.leave();
}
await browser.close();
server.stop();
