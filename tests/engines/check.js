/*
 * Runs in the page, in every engine: the same applicants as the command, then one person's whole way. What came of it is sent back.
 *
 * As old browsers read it: nothing from after 2017.
 */

(function () {
  const complaints = [];
  const complain = (what) => complaints.push(String((what && (what.message || what.reason)) || what));
  window.addEventListener('error', complain);
  window.addEventListener('unhandledrejection', complain);
  for (const level of ['error', 'warn']) {
    const own = console[level];
    console[level] = (...said) => {
      complain(said.join(' '));
      own.apply(console, said);
    };
  }

  const ask = (method, path, body) => new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open(method, path);
    request.onload = () => (request.status === 200 ? done(request.responseText) : failed(new Error(`${path}: ${request.status}`)));
    request.onerror = () => failed(new Error(`${path} did not come`));
    request.send(body);
  });

  /** A text that two values share exactly when they are the same plain data, in whatever order. */
  const canonical = (value) => JSON.stringify(value, (_, inner) => (inner && typeof inner === 'object' && !Array.isArray(inner)
    ? Object.keys(inner).sort().reduce((sorted, key) => Object.assign(sorted, { [key]: inner[key] }), {})
    : inner));

  /** Assesses every applicant; how many came out as the command's, and the first that did not. */
  async function compare(element) {
    let same = 0;
    let first = null;
    for (let part = 0; ; part += 1) {
      const pairs = JSON.parse(await ask('GET', `/applicants/${part}`));
      if (!pairs.length) return { same, first };
      for (const { input, native } of pairs) {
        const here = canonical(element.evaluate(input));
        if (here === canonical(native)) same += 1;
        else first = first || { input, native: canonical(native), here };
      }
    }
  }

  /** Waits for something to be found; a deadline names what was not. */
  const wait = (what, find) => new Promise((done, failed) => {
    const end = Date.now() + 30000;
    const look = () => {
      const found = find();
      if (found) done(found);
      else if (Date.now() > end) failed(new Error(`waited for ${what}`));
      else setTimeout(look, 10);
    };
    look();
  });

  /** Goes from the start to the result, as a person with these answers would. */
  async function walk(element, answers) {
    const root = element.shadowRoot;
    const all = (selector) => Array.from(root.querySelectorAll(selector));
    const press = async (name) => (await wait(name, () => all('button').find((button) => button.textContent.trim() === name))).click();
    const screen = () => root.querySelector('[data-screen][data-whole]');
    const on = (name) => wait(name, () => screen() && screen().dataset.screen === name);
    const type = async (id, text) => {
      const input = root.getElementById(id);
      input.value = text;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      // a person's next key comes in a turn of its own
      await new Promise((later) => setTimeout(later));
    };
    const fill = async (answer) => {
      const choices = all('input[name="choice"]');
      if (choices.length) {
        const value = answer === true ? 'yes' : answer === false ? 'no' : answer;
        (choices.find((choice) => choice.value === value) || choices.find((choice) => /不清楚/.test(choice.parentNode.textContent))).click();
      } else if (answer === 'unknown') {
        root.getElementById('unsure').click();
      } else if (root.getElementById('number')) {
        await type('number', String(answer));
      } else {
        const [year, month, day] = answer.split('-');
        await type('year', year);
        await type('month', String(Number(month)));
        if (day) await type('day', String(Number(day)));
      }
    };

    await on('start');
    await press('开始');
    await on('routes');
    await press('继续');
    const asked = [];
    for (let step = 0; step < 60; step += 1) {
      const { question, refine } = (await wait('a question', screen)).dataset;
      const { screen: name } = screen().dataset;
      if (name === 'check') break;
      asked.push(question);
      if (refine !== undefined) {
        await press('记不清，跳过');
      } else {
        await fill(answers[question] === undefined ? 'unknown' : answers[question]);
        await press('继续');
      }
      await wait(`what follows ${question}`, () => screen() && (screen().dataset.question !== question || screen().dataset.refine !== refine));
    }
    await press('查看结果');
    await on('result');
    await wait('the ways out', () => root.querySelector('.take'));
    await element._unfold();
    const [text, page, days, code] = [await element.toText(), await element.toHTML(), await element.toICS(), await element.toCode()];
    const shown = all('[data-route]').map(({ dataset }) => [dataset.route, dataset.verdict]);
    const card = root.querySelector('.card');
    const looks = {
      radius: getComputedStyle(card).borderTopLeftRadius,
      sideways: document.documentElement.scrollWidth > window.innerWidth,
      small: all('button, summary').filter((target) => target.getClientRects().length && target.getBoundingClientRect().height < 43.5).map((target) => target.textContent.trim()),
      crowded: crowded(root),
    };
    await press('清除并重新开始');
    await on('start');
    await element.fromCode(code);
    const back = element.answers;
    return { asked, shown, text: text.length > 500, page: /<\/html>\s*$/.test(page), days: /END:VCALENDAR/.test(days), looks, back };
  }

  /** Rows in which two neighbours touch: older browsers do not know every property that would keep them apart. */
  function crowded(root) {
    const rows = Array.from(root.querySelectorAll('*')).filter((row) => /flex/.test(getComputedStyle(row).display) && row.children.length > 1);
    const touching = rows.filter((row) => Array.from(row.children).some((child, index) => {
      const next = row.children[index + 1];
      if (!next || !child.getClientRects().length || !next.getClientRects().length) return false;
      const [one, two] = [child.getBoundingClientRect(), next.getBoundingClientRect()];
      const room = two.left - one.right + parseFloat(getComputedStyle(child).paddingRight) + parseFloat(getComputedStyle(next).paddingLeft);
      return room < 1 && two.top < one.bottom - 1 && two.left > one.left;
    }));
    return touching.map((row) => `${row.localName}.${row.className}`);
  }

  async function run() {
    const element = document.querySelector('title-precheck');
    await wait('the script', () => window.TitlePrecheck);
    await element.ready;
    const engine = document.querySelector('script[src*="nowasm"]') ? 'plain' : 'wasm';
    const compared = await compare(element);
    const walked = await walk(element, JSON.parse(await ask('GET', '/person')));
    return { engine, compared, walked };
  }

  const tell = (said) => ask('POST', '/outcome', JSON.stringify(Object.assign(said, { agent: navigator.userAgent, complaints })));
  run().then(tell, (error) => tell({ failed: `${error.message}\n${error.stack}` }));
}());
