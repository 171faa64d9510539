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
  /** The newest question of each kind; an older one is left off. */
  const newest = {};

  /** Calls `step` with a number of rows until it is at the end, so many that each call takes a portion's time; `null` once `isOld` says so. */
  async function portions(id, step, isOld) {
    const pace = new Pace(most);
    let rows = 16;
    let told = 0;
    for (;;) {
      const began = performance.now();
      const said = step(rows);
      const took = performance.now() - began;
      if (said.end || isOld()) {
        pace.end();
        return said.end ? said : null;
      }
      rows = Math.max(1, Math.min(20_000, Math.round(rows * Math.min(4, Math.max(0.25, most / Math.max(took, 0.1))))));
      if (began - told > TELL) {
        told = began;
        say({ id, progress: { people: said.people } });
      }
      await pace.breath();
    }
  }

  /** Looks through a list, for what its columns hold. A question about another list or mapping that comes meanwhile takes the place of this one. */
  async function looked(id, trial) {
    const isOld = () => Math.max(newest.open || 0, newest.assign || 0, newest.map || 0) > id;
    const said = await portions(id, (rows) => {
      const so = JSON.parse(trial.scan(rows));
      if (so.people > MOST) throw Object.assign(new Error('too many rows'), { code: 'too-many-rows' });
      return so;
    }, isOld);
    return said && JSON.parse(trial.columns());
  }

  const answers = {
    /** Takes a notice; the list that is open stays until another one is. */
    notice({ pack, columns }) {
      const trial = new Office(pack, columns);
      notice = { pack, columns };
      const texts = JSON.parse(trial.texts());
      const faults = JSON.parse(Office.faults());
      trial.free();
      return { texts, faults };
    },

    /** Opens a list; the one before stays if this one cannot be read. */
    async open({ bytes, name, mapping, id }) {
      const trial = new Office(notice.pack, notice.columns);
      let state = null;
      try {
        trial.open(bytes, name);
        trial.assign(JSON.stringify(mapping));
        state = await looked(id, trial);
        return state;
      } finally {
        if (!state) {
          trial.free();
        } else {
          if (office) office.free();
          office = trial;
          people = new People();
        }
      }
    },

    /** What the columns are, as the person says; `mapping` is the whole of it. */
    assign({ id, mapping }) {
      office.assign(JSON.stringify(mapping));
      return looked(id, office);
    },

    /** The same, from the file that the command takes. */
    map({ id, toml }) {
      office.map(toml);
      return looked(id, office);
    },

    draft: ({ language }) => office.draft(language),

    /** Judges everybody, on a day; `again` goes on where it was stopped. */
    async run({ id, today, again }) {
      if (!again) {
        office.begin(today);
        people = new People();
      }
      const step = (rows) => {
        const portion = JSON.parse(office.run(rows));
        people.add(portion);
        return { end: portion.end, people: people.all.length };
      };
      const whole = await portions(id, step, () => newest.run !== id || newest.stop > id);
      return { done: people.all.length, isWhole: Boolean(whole), choices: people.choices };
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
    take: ({ kind, language }) => office.download(kind, language),
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
