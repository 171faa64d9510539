/** The author's side: at once in the page for what a preview waits for, in a Worker, where the browser allows one, for the rest. */

import packed, { lengths } from 'embedded:author';
import { heavy } from 'embedded:worker';
import { init, Desk as Folder } from 'glue:author';
import { unpack } from '../src/unpack.js';
import { apart } from './apart.js';

const bytes = unpack(packed);
const module = bytes.slice(0, lengths[0]);
/** Last year's folder: texts by path. */
export const lastYear = JSON.parse(new TextDecoder().decode(bytes.subarray(lengths[0])));

const json = (files) => JSON.stringify(Object.fromEntries(files));

export class Desk {
  constructor() {
    this.waiting = new Map();
    this.count = 0;
    this.ready = init(module);
    this.heavy = this.ready.then(() => apart(heavy, () => ({ module }), (said) => this.hear(said)));
  }

  hear({ id, answer, failed }) {
    const { done, refuse } = this.waiting.get(id) || {};
    this.waiting.delete(id);
    if (!done) return;
    if (failed) refuse(new Error(failed));
    else done(answer);
  }

  /** The pack and what goes with it: `{ report, pack }`. */
  compile(files) {
    return this.with(files, (folder) => {
      const report = JSON.parse(folder.compile());
      return { report, pack: folder.pack() };
    });
  }

  /** A case as text, from the preview's input; throws what is wrong with it. */
  caseOf(files, input) {
    return this.with(files, (folder) => {
      folder.compile();
      const { case: text, error } = JSON.parse(folder.case_of(JSON.stringify(input)));
      if (error) throw new Error(error);
      return text;
    });
  }

  /** The files with a supplement written in: `{ files }`, or `{ error }` in both languages. */
  supplement(files, form) {
    return this.with(files, (folder) => JSON.parse(folder.supplement(JSON.stringify(form))));
  }

  /** The clauses of a text. */
  clauses(source, text) {
    return JSON.parse(Folder.clauses(source, text));
  }

  with(files, work) {
    // on each key; translations are lint's to compare
    const folder = new Folder(json(Array.from(files).filter(([path]) => !path.startsWith('translations/'))));
    try {
      return work(folder);
    } finally {
      folder.free();
    }
  }

  /** Asks for `lint` or `cases` of the files, or for `affected`; answers come when they are there. */
  ask(ask, { files, ...more }) {
    this.count += 1;
    const id = this.count;
    return this.heavy.then((post) => new Promise((done, refuse) => {
      this.waiting.set(id, { done, refuse });
      post({ id, ask, ...(files && { files: json(files) }), ...more });
    }));
  }
}
