/**
 * The files that a person has chosen, by the document they are meant for: what is being done with each, and what was found.
 *
 * They are here and nowhere else. What inspects them is sent for when the first is chosen and let go when none is left; the engine is told of the results.
 */

import integrity from 'embedded:integrity';
import { load } from '../sibling.js';
import { isBetter, mayKeep, scanOf, shrinkOf, standingOf } from './verdict.js';

/** Files larger than this are not read: a phone has no memory for them. */
export const MOST_BYTES = 50_000_000;
/** How long what inspects files stays when none is left: a person often takes the next at once. */
const IDLE = 3000;
const AWAY = 20_000;
/** How long what inspects files may say nothing: it may have been ended, or never come to an end. */
const SILENT = 60_000;

/** Marks of direction in a file's name, which would turn around what stands beside it. */
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** What a person who embeds the element may say about blocking. */
export const policyOf = ({ scans }) => (scans === 'warn' || scans === 'block' ? scans : 'ask');

export class Desk {
  /** `act` are the element's actions; `changed` is called with a document when its files have changed, `settled` with the files that were waited for. */
  constructor(host, act, { changed, settled }) {
    Object.assign(this, { host, act, changed, settled });
    this.places = new Map();
    this.files = new Map();
    this.live = 0;
    this.next = 1;
    this.waited = [];
  }

  /** Where the files of a document lie. */
  place(document) {
    if (!this.places.has(document)) this.places.set(document, { document, files: [], attempts: 0, form: undefined });
    return this.places.get(document);
  }

  /** Takes files for a document, after those that are there or in the place of one, and has them inspected. */
  choose(document, files, instead) {
    const place = this.place(document);
    place.attempts += 1;
    place.trouble = '';
    const at = instead ? place.files.indexOf(instead) : place.files.length;
    if (instead) this.takeAway(instead);
    files.forEach((file, index) => this.put(place, at + index, { file, attempt: place.attempts }));
    if (instead) this.tell(document);
    else this.changed(document);
  }

  put(place, index, what) {
    const id = this.next;
    this.next += 1;
    const file = { id, document: place.document, name: what.file.name.replace(TURNING, ''), size: what.file.size, step: 'waiting', same: [], pictures: [], ...what };
    place.files.splice(index, 0, file);
    this.files.set(id, file);
    this.inspect(file);
    return file;
  }

  inspect(file) {
    Object.assign(file, { isFailed: false, trouble: '', step: 'waiting' });
    if (file.size > MOST_BYTES) {
      this.fail(file, 'too-large');
      return;
    }
    this.post({ inspect: file.id, file: file.file, name: file.name }).catch(() => this.fail(file, 'not-loaded'));
  }

  /** Has the files inspected anew for which that failed. */
  again(file) {
    this.inspect(file);
    this.tell(file.document);
  }

  /** Uses a file all the same. */
  keep(file) {
    file.isKept = true;
    this.tell(file.document);
  }

  mayKeep(file) {
    const place = this.place(file.document);
    return (file.isFailed && file.trouble !== 'gone') || (file.said && mayKeep(file.said, policyOf(this.host), place.blockedAt < file.attempt));
  }

  remove(file) {
    this.takeAway(file);
    this.tell(file.document);
    this.rest();
  }

  takeAway(file) {
    this.drop(file);
    const place = this.place(file.document);
    place.files = place.files.filter((other) => other !== file);
  }

  drop(file) {
    file.isGone = true;
    file.pictures.forEach(({ canvas }) => { canvas.width = canvas.height = 0; });
    Object.assign(file, { file: null, pictures: [], open: null });
    this.files.delete(file.id);
    this.waited = this.waited.filter((other) => other !== file);
    if (this.looker) this.looker.then(({ post }) => post({ forget: file.id }), () => {});
  }

  /** Forgets all files. */
  clear() {
    this.files.forEach((file) => this.drop(file));
    this.places.clear();
    this.close();
  }

  /** Which of a document's forms the files are. */
  form(document, form) {
    const place = this.place(document);
    place.form = form;
    if (place.files.length) this.tell(document);
    else this.act.setScans(document, (this.host._journey.scans || []).filter((scan) => scan.document === document).map((scan) => ({ ...scan, form })));
  }

  /** Tells the engine what lies there for a document; what is being made anew counts as it was. */
  tell(document) {
    const { files, form } = this.place(document);
    const policy = policyOf(this.host);
    this.act.setScans(document, files.flatMap((file) => scanOf(document, form, file.step && file.from ? file.from : file, policy)));
    this.changed(document);
  }

  /** Makes a file anew, turned or smaller, and inspects that. */
  remake(file, how) {
    file.how = how;
    file.step = 'making';
    file.trouble = '';
    this.changed(file.document);
    this.post({ remake: file.id, file: file.file, how }).catch(() => this.stay(file, 'not-made'));
  }

  turn(file, quarters) {
    this.remake(file, { quarters });
  }

  shrink(file) {
    this.remake(file, shrinkOf(file));
  }

  stay(file, trouble) {
    file.step = '';
    file.trouble = trouble;
    this.changed(file.document);
  }

  /** Puts what was made anew in the place of what it was made from, which waits until the new one has been seen. */
  replace(file, blob) {
    const place = this.place(file.document);
    const isShrunk = Boolean(file.how.most);
    if (isShrunk && blob.size >= file.size) {
      file.isShrunk = true;
      this.stay(file, 'not-smaller');
      return;
    }
    const name = `${file.name.replace(/\.\w+$/, '')}.jpg`;
    const made = this.put(place, place.files.indexOf(file), {
      file: new File([blob], name, { type: 'image/jpeg' }), attempt: file.attempt, isMade: true, before: file.before || file.size, isShrunk, from: file,
    });
    place.files = place.files.filter((other) => other !== file);
    made.isKept = file.isKept;
    this.changed(file.document);
  }

  /** What was made anew has been seen: it stays, or the one before comes back. */
  compare(made) {
    const { from } = made;
    made.from = null;
    if (made.isShrunk && (!made.said || !isBetter(from, made.said, made.size))) {
      const place = this.place(made.document);
      place.files.splice(place.files.indexOf(made), 1, from);
      this.drop(made);
      from.isShrunk = true;
      this.stay(from, 'not-better');
    } else {
      this.drop(from);
    }
  }

  async post(message) {
    clearTimeout(this.idle);
    this.wait();
    this.looker = this.looker || this.open();
    const { post } = await this.looker;
    post(message);
  }

  wait() {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.recover({ isSilent: true }), SILENT);
  }

  open() {
    // an element that was taken away comes back no more, and neither do its files
    clearInterval(this.away);
    this.away = setInterval(() => this.host.isConnected || this.clear(), AWAY);
    const looker = load('scan', integrity.scan).then(({ openLooker }) => openLooker((said) => looker === this.looker && this.hear(said)));
    looker.catch(() => { if (looker === this.looker) this.looker = null; });
    return looker;
  }

  close() {
    clearTimeout(this.idle);
    clearTimeout(this.silence);
    clearInterval(this.away);
    if (this.looker) this.looker.then(({ close }) => close(), () => {});
    this.looker = null;
    this.live = 0;
  }

  /** Lets go of the inspecting code and its memory, once no file is left. */
  rest() {
    clearTimeout(this.idle);
    if (!this.files.size) this.idle = setTimeout(() => this.close(), IDLE);
  }

  hear(message) {
    const { id, step, said, failed, broken, remade, wants, live } = message;
    this.wait();
    if (live !== undefined) this.live = live;
    if (wants === 'pdf') {
      load('pdf', integrity.pdf).then(({ bytes }) => bytes(), () => null).then((pdf) => this.post({ pdf }).catch(() => {}));
    }
    const file = this.files.get(id);
    if (file && step) {
      Object.assign(file, { step, at: message.at, of: message.of });
      this.changed(file.document);
    } else if (file && said) {
      this.take(file, message);
    } else if (file && remade) {
      this.replace(file, remade);
    } else if (file && failed) {
      if (file.step === 'making') this.stay(file, 'not-made');
      // changed, moved or taken out since it was chosen
      else this.fail(file, /^Not(Readable|Found)Error/.test(failed) ? 'gone' : 'failed');
    }
    if (broken) this.recover({ isKnown: Boolean(file) });
  }

  take(file, { said, same, pictures, unread }) {
    Object.assign(file, { said, same, pictures, unread, step: '' });
    const place = this.place(file.document);
    const policy = policyOf(this.host);
    if (file.from) this.compare(file);
    else if (standingOf(file, policy) === 'blocked') place.blockedAt = Math.min(file.attempt, place.blockedAt || Infinity);
    this.arrived(file);
  }

  fail(file, trouble) {
    Object.assign(file, { isFailed: true, trouble, step: '' });
    if (file.from) this.compare(file);
    this.arrived(file);
  }

  arrived(file) {
    this.tell(file.document);
    if (!file.isGone) this.waited.push(file);
    const isBusy = Array.from(this.files.values()).some(({ step }) => step);
    if (!isBusy) this.settled(this.waited.splice(0));
    this.rest();
  }

  /**
   * The inspecting code has broken down, or says nothing any more: a fresh one goes on with the files that it has not seen; what it knew of the others is
   * lost. That over which it went silent is given up, and that over which it has broken down twice, unless the one that `isKnown` was another.
   */
  recover({ isSilent, isKnown }) {
    const left = Array.from(this.files.values()).filter(({ step }) => step);
    if (isSilent && !left.length) return;
    this.close();
    const begun = left.filter(({ step }) => step !== 'waiting');
    for (const file of left) {
      const wasBegun = begun.includes(file);
      const mayBeIt = begun.length ? wasBegun : !isKnown;
      if (file.step === 'making') this.stay(file, 'not-made');
      else if (mayBeIt && (file.wasBroken || (isSilent && wasBegun))) this.fail(file, 'failed');
      else {
        file.wasBroken = file.wasBroken || mayBeIt;
        this.inspect(file);
      }
    }
  }
}
