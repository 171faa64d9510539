/**
 * The author's side for what takes its time: lint, cases, whom an edit affects. The same code runs in a Worker and, where none may be made, in the page.
 *
 * Messages come in as `{ id, ask, … }`; `say` sends answers out as `{ id, answer }`. The first is `{ module }`, the module's bytes.
 */

import { init, Affected, Desk } from 'glue:author';

/** Applicants between two breaths. */
const PORTION = 200;

const breath = () => new Promise((done) => { setTimeout(done); });

export function start(say) {
  let latest = 0;
  const answer = async ({ ask, files, before, after, people, id }) => {
    if (ask === 'affected') {
      latest = id;
      const affected = new Affected(before, after, 2021);
      for (let drawn = 0; drawn < people && latest === id; drawn += PORTION) {
        affected.run(Math.min(PORTION, people - drawn));
        // a newer question takes the place of this one
        await breath();
      }
      const found = latest === id ? affected.json() : 'null';
      affected.free();
      return JSON.parse(found);
    }
    const desk = new Desk(files);
    const said = ask === 'lint' ? desk.lint() : desk.cases();
    desk.free();
    return JSON.parse(said);
  };
  return ({ module, ...question }) => {
    if (module) {
      init(module).then(() => say({ ready: true }), (error) => say({ failed: String(error) }));
      return;
    }
    breath().then(() => answer(question)).then(
      (found) => say({ id: question.id, answer: found }),
      (error) => say({ id: question.id, failed: String((error && error.message) || error) }),
    );
  };
}
