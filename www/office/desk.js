/** The office's side, asked from the page: what is in the file, and what runs apart. */

import packed, { lengths } from 'embedded:office';
import { heavy } from 'embedded:worker';
import { apart } from '../author/apart.js';
import { unpack } from '../src/unpack.js';

const bytes = unpack(packed);
let at = 0;
const [module, pack, columns, translations] = lengths.map((length) => {
  at += length;
  return bytes.slice(at - length, at);
});
const text = (part) => new TextDecoder().decode(part);

/** The notice in the file, its usual headings, and what its words are in English. */
export const builtIn = { pack, columns: text(columns) };
export const english = new Map(JSON.parse(text(translations)).map(({ zh, text: said }) => [zh, said]));

export class Desk {
  constructor() {
    this.waiting = new Map();
    this.count = 0;
    this.post = apart(heavy, (inPage) => ({ module, inPage }), (said) => this.hear(said));
  }

  hear({ id, answer, failed, progress }) {
    const { done, refuse, tell } = this.waiting.get(id) || {};
    if (!done) return;
    if (progress) {
      if (tell) tell(progress);
      return;
    }
    this.waiting.delete(id);
    if (failed) refuse(Object.assign(new Error(failed.message), failed));
    else done(answer);
  }

  /** Asks; see worker.js. `tell` hears how far it is. */
  ask(ask, question = {}, tell = null) {
    this.count += 1;
    const id = this.count;
    return new Promise((done, refuse) => {
      this.waiting.set(id, { done, refuse, tell });
      this.post.then((post) => post({ id, ask, ...question }), (error) => this.hear({ id, failed: { code: '', message: error.message } }));
    });
  }
}
