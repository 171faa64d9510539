/**
 * The office's side for what takes its time: reading a list, judging its people, looking among them, writing tables. The same code runs in a Worker and, where
 * none may be made, in the page, in shorter portions.
 *
 * Messages come in as `{ id, ask, … }`; `say` sends out `{ id, answer }`, `{ id, failed }` and, on the way, `{ id, progress }`. The first message is
 * `{ module, inPage }`, the module's bytes.
 */

import { init, Office } from 'glue:office';
import { Pace } from './pace.js';
import { People } from './people.js';

/** Milliseconds at a stretch: a page has to answer its keys in between, a Worker has to hear that it should stop. */
const PORTION = { page: 12, worker: 80 };
/** Between two words on how far it is. */
const TELL = 100;
/** More people than this are the command's. */
const MOST = 200_000;

const failure = (error) => ({ code: (error && error.code) || '', message: String((error && error.message) || error), zh: error && error.zh });

export function start(say) {
  let most = PORTION.worker;
  /** The notice by its bytes, and the list that is open. */
  let notice;
  let office;
  let people = new People();
  let total = 0;
  /** The newest question of each kind; an older one is left off. */
  const newest = {};

  /** Calls `step` with a number of rows until it is done, so many that each call takes a portion's time. */
  async function portions(id, step, isOld) {
    const pace = new Pace(most);
    let rows = 16;
    let told = 0;
    for (;;) {
      const began = performance.now();
      const said = step(rows);
      const took = performance.now() - began;
      if (said.done >= said.total) {
        pace.end();
        return said;
      }
      rows = Math.max(1, Math.min(20_000, Math.round(rows * Math.min(4, Math.max(0.25, most / Math.max(took, 0.1))))));
      if (began - told > TELL) {
        told = began;
        say({ id, progress: { done: said.done, total: said.total } });
      }
      await pace.breath();
      if (isOld()) {
        pace.end();
        return null;
      }
    }
  }

  const answers = {
    /** Takes a notice; the list that is open stays until another one is. */
    notice({ pack, columns }) {
      const trial = new Office(pack, columns);
      notice = { pack, columns };
      const texts = JSON.parse(trial.texts());
      const faults = JSON.parse(trial.faults());
      trial.free();
      return { texts, faults };
    },

    /** Opens a list; the one before stays if this one cannot be read. */
    async open({ bytes, name, today, mapping, id }) {
      const trial = new Office(notice.pack, notice.columns);
      try {
        trial.open(bytes, name, today);
        const isOld = () => newest.open !== id;
        const scanned = await portions(id, (rows) => {
          const said = JSON.parse(trial.scan(rows));
          if (said.total > MOST || said.done > MOST) throw Object.assign(new Error('too many rows'), { code: 'too-many-rows' });
          return said;
        }, isOld);
        if (!scanned) throw Object.assign(new Error('another list came'), { code: 'stopped' });
        total = scanned.total;
        const state = JSON.parse(mapping ? trial.assign(JSON.stringify(mapping)) : trial.columns());
        if (office) office.free();
        office = trial;
        people = new People();
        return state;
      } catch (error) {
        trial.free();
        throw error;
      }
    },

    /** What the columns are, as the person says; `mapping` is the whole of it. */
    assign: ({ mapping }) => JSON.parse(office.assign(JSON.stringify(mapping))),

    /** The same, from the file that the command takes. */
    map: ({ toml }) => JSON.parse(office.map(toml)),

    draft: () => office.draft(),

    /** Judges everybody, on a day; `again` goes on where it was stopped. */
    async run({ id, today, again }) {
      if (!again) {
        office.begin(today);
        people = new People();
      }
      const step = (rows) => {
        const portion = JSON.parse(office.run(rows));
        people.add(portion);
        return portion;
      };
      const whole = await portions(id, step, () => newest.run !== id || newest.stop > id);
      return { done: people.all.length, total, isWhole: Boolean(whole), choices: people.choices };
    },

    stop: () => true,

    /** A page of the people that a query finds. */
    async view({ id, query, from, count }) {
      const pace = new Pace(most);
      const found = await people.find(query, pace, () => newest.view !== id);
      pace.end();
      if (!found) return null;
      const { matched, ...counted } = found;
      const start = Math.min(from, Math.floor(Math.max(0, matched.length - 1) / count) * count);
      return { ...counted, found: matched.length, from: start, people: matched.slice(start, start + count).map((index) => people.shown(index)) };
    },

    /** A file's bytes. */
    async take({ id, kind }) {
      office.write(kind);
      await portions(id, (rows) => JSON.parse(office.written(rows)), () => newest.take !== id);
      return office.take();
    },
  };

  return ({ module, inPage, ...question }) => {
    if (module) {
      if (inPage) most = PORTION.page;
      init(module).then(() => say({ ready: true }), (error) => say({ failed: String(error) }));
      return;
    }
    newest[question.ask] = question.id;
    Promise.resolve().then(() => answers[question.ask](question)).then(
      (answer) => say({ id: question.id, answer }),
      (error) => say({ id: question.id, failed: failure(error) }),
    );
  };
}
