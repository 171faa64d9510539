/**
 * The office page: which list is open, what its columns are, what was found, and what is shown of it.
 *
 * All that grows with the list stays on the other side (worker.js); here is one page of it at a time.
 */

import { render } from 'lit-html';
import { save } from '../author/folder.js';
import { isDay, localDay } from '../src/dates.js';
import { NoticeTexts } from '../src/notice.js';
import { Desk, builtIn, english } from './desk.js';
import { bytesOf, sorted, stem, textOf } from './files.js';
import { frame } from './views/frame.js';
import { bodies } from './views/people.js';
import { words } from './words.js';

/** People on a page of the table, and on paper at most. */
const PAGE = 50;
const PAPER = 1000;
/** From the last key in a field to the search. */
const SOON = 250;

const TYPES = {
  xlsx: ['结果.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  csv: ['结果.csv', 'text/csv'],
  faults: ['问题.csv', 'text/csv'],
  jsonl: ['结果.jsonl', 'application/x-ndjson'],
};

/** Problems of which the words of the other side say more than ours. */
const TELLING = ['mapping', 'damaged-workbook', 'unreadable'];

const noQuery = () => ({ route: '', standings: [], workplace: '', series: '', level: '', text: '', faulty: false, sort: 'row', down: false });
const noMapping = () => ({ columns: {}, values: {} });

const inEnglish = (texts) => JSON.parse(JSON.stringify(texts), (_, value) => (typeof value === 'string' && english.get(value)) || value);

export class App {
  constructor(root) {
    this.root = root;
    this.language = 'zh';
    this.t = words(this.language);
    this.desk = new Desk();
    this.today = localDay(new Date());
    this.step = 'start';
    this.said = '';
    this.problem = null;
    this.mapping = noMapping();
    this.isMapped = false;
    this.columnsShown = 50;
    this.query = noQuery();
    this.open = new Set();
    /** How much is under way that a person asked for. */
    this.doing = 0;
  }

  async start() {
    window.addEventListener('beforeunload', (event) => {
      if (!this.isMapped) return;
      event.preventDefault();
      event.returnValue = '';
    });
    window.addEventListener('dragover', (event) => event.preventDefault());
    window.addEventListener('drop', (event) => {
      event.preventDefault();
      this.take(event.dataTransfer.files);
    });
    this.draw();
    try {
      await this.useNotice(builtIn, true);
    } catch (error) {
      this.say(this.t('broken', { why: error.message }));
    }
    this.draw();
  }

  say(text) {
    this.said = text;
    this.draw();
  }

  // ---- the notice

  async useNotice(notice, isOwn) {
    const { texts, faults } = await this.desk.ask('notice', notice);
    this.ownNotice = isOwn;
    this.texts = texts;
    this.faultWords = faults;
    this.speakNotice();
  }

  speakNotice() {
    if (!this.texts) return;
    this.notice = new NoticeTexts(this.language === 'en' ? inEnglish(this.texts) : this.texts);
    this.faultsIn = this.faultWords[this.language];
  }

  async changeNotice(notice, isOwn) {
    await this.useNotice(notice, isOwn);
    this.say(this.t('notice-taken', { name: this.notice.texts.notice.name }));
    if (this.file) await this.read(this.file);
  }

  ownAgain() {
    return this.guarded(() => this.changeNotice(builtIn, true));
  }

  // ---- files

  /** Whatever was chosen or dropped. */
  take(files) {
    return this.guarded(async () => {
      const { list, pack, toml } = sorted(files);
      if (pack) {
        const columns = toml ? await textOf(toml) : '';
        await this.changeNotice({ pack: await bytesOf(pack), columns }, false);
      }
      if (list) await this.read(list);
      if (toml && !pack) await this.loadMapping(toml);
    });
  }

  /** Does what may fail: then it is said in words, and what was there stays. */
  async guarded(work) {
    this.problem = null;
    this.doing += 1;
    this.draw();
    try {
      await work();
    } catch (error) {
      this.fail(error);
    }
    this.doing -= 1;
    this.reading = null;
    this.draw();
  }

  fail(error) {
    const key = `error-${error.code}`;
    const isKnown = this.t.has(key);
    this.problem = {
      text: this.t(isKnown ? key : 'error-other', error.values),
      why: isKnown && !TELLING.includes(error.code) ? '' : this.t('failed-why', { why: (this.language === 'zh' && error.zh) || error.message }),
      kept: Boolean(this.list),
    };
    this.focusOn = '.problem';
  }

  async read(file) {
    if (this.isMapped && this.file !== file && !window.confirm(this.t('replace-ask'))) return;
    const bytes = await bytesOf(file);
    this.tellReading(file.name)({ people: 0 });
    const state = await this.desk.ask('open', { bytes, name: file.name, mapping: this.mapping }, this.tellReading(file.name));
    if (!state) return;
    this.file = file;
    this.list = { name: file.name };
    this.forgetResults();
    this.showState(state);
    this.go('columns');
    this.say(this.t('opened', { total: state.total, columns: state.columns.length }));
  }

  tellReading(name) {
    return ({ people }) => {
      this.reading = { name, people };
      this.draw();
    };
  }

  // ---- columns

  showState(state) {
    Object.assign(this.list, state);
    this.draw();
  }

  forgetResults() {
    this.result = this.view = null;
    this.open.clear();
    this.query = noQuery();
  }

  /** Says what a column is, or takes it back with nothing. */
  setColumns(headings, use) {
    const columns = { ...this.mapping.columns };
    for (const heading of headings) {
      if (use) columns[heading] = use;
      else delete columns[heading];
    }
    return this.remap({ ...this.mapping, columns });
  }

  /** Says what is meant by something typed; nothing takes it back. */
  setValue(fact, typed, answer) {
    const of = { ...this.mapping.values[fact] };
    if (answer === null) delete of[typed];
    else of[typed] = answer;
    return this.remap({ ...this.mapping, values: { ...this.mapping.values, [fact]: of } });
  }

  /** Has the list looked at again with another mapping; the newest of several at once counts. */
  remap(mapping) {
    const before = this.mapping;
    this.mapping = mapping;
    return this.guarded(async () => {
      try {
        const state = await this.desk.ask('assign', { mapping }, this.tellReading(this.list.name));
        if (!state) return;
        this.isMapped = true;
        this.forgetResults();
        this.showState(state);
      } catch (error) {
        if (this.mapping === mapping) this.mapping = before;
        throw error;
      }
    });
  }

  async loadMapping(file) {
    const state = await this.desk.ask('map', { toml: await textOf(file) }, this.tellReading(this.list.name));
    if (!state) return;
    // it says all that was said here too, or instead
    this.mapping = state.mapping;
    this.isMapped = false;
    this.forgetResults();
    this.showState(state);
    this.say(this.t('mapping-loaded', { name: file.name }));
  }

  takeMapping() {
    return this.guarded(async () => {
      const name = `${stem(this.list.name)}-列对照.toml`;
      save(name, await this.desk.ask('draft', { language: this.language }), 'application/toml');
      this.isMapped = false;
      this.say(this.t('taken', { name }));
    });
  }

  setDay(day) {
    this.today = day;
    this.result = null;
    this.draw();
  }

  get isDay() {
    return isDay(this.today);
  }

  // ---- judging

  /** Judges everybody; `again` goes on where it was stopped. */
  run(again = false) {
    if (!this.isDay) return undefined;
    return this.guarded(async () => {
      const { total } = this.list;
      const began = performance.now();
      const from = again && this.result ? this.result.done : 0;
      this.progress = { done: from, total };
      this.go('running');
      this.say(this.t('say-start', { total }));
      const result = await this.desk.ask('run', { today: this.today, again }, ({ people: done }) => {
        const seconds = (performance.now() - began) / 1000;
        const rate = (done - from) / seconds;
        this.progress = { done, total, rate, left: (total - done) / rate };
        this.draw();
      });
      if (!again) {
        this.query = noQuery();
        this.open.clear();
      }
      this.result = result;
      await this.look(0, false);
      this.go('table');
      this.say(this.t(result.isWhole ? 'done' : 'stopped', { done: result.done, total }));
    });
  }

  async stop() {
    await this.desk.ask('stop');
    this.draw();
  }

  // ---- looking

  /** Asks for a page of the people that the filters let through. */
  async look(from = 0, isSaid = true) {
    this.isLooking = true;
    this.draw();
    const view = await this.desk.ask('view', { query: this.query, from, count: PAGE });
    // a newer question is under way
    if (!view) return;
    this.isLooking = false;
    this.view = view;
    if (isSaid) this.say(view.found ? this.t('found', { found: view.found }) : this.t('found-none'));
    this.draw();
  }

  filter(change) {
    Object.assign(this.query, change);
    this.open.clear();
    clearTimeout(this.due);
    this.due = setTimeout(() => {
      this.due = null;
      this.look();
    }, 'text' in change ? SOON : 0);
    this.draw();
  }

  clearFilters() {
    const { sort, down } = this.query;
    this.filter({ ...noQuery(), sort, down });
  }

  toggleStanding(standing) {
    const { standings } = this.query;
    this.filter({ standings: standings.includes(standing) ? standings.filter((other) => other !== standing) : [...standings, standing] });
  }

  sortBy(sort) {
    this.filter({ sort, down: this.query.sort === sort && !this.query.down });
  }

  async turn(from) {
    this.open.clear();
    await this.look(from);
  }

  toggle(index) {
    if (!this.open.delete(index)) this.open.add(index);
    this.draw();
  }

  get pageSize() {
    return PAGE;
  }

  // ---- out

  async download(kind) {
    const [end, type] = TYPES[kind];
    const name = `${stem(this.list.name)}-${end}`;
    this.taking = kind;
    this.say(this.t('taking', { name }));
    try {
      save(name, await this.desk.ask('take', { kind, language: this.language }), type);
      this.said = this.t('taken', { name });
    } catch (error) {
      this.said = this.t('take-failed', { why: error.message });
    }
    this.taking = null;
    this.draw();
  }

  /** Puts all that was found on paper, a portion at a time, and away again. */
  async print() {
    const { found } = this.view;
    if (found > PAPER) {
      this.say(this.t('print-many', { most: PAPER, found }));
      return;
    }
    this.say(this.t('print-doing'));
    const { people } = await this.desk.ask('view', { query: this.query, from: 0, count: PAPER });
    const paper = this.root.querySelector('.paper table');
    await bodies(this, people, paper);
    paper.parentNode.hidden = false;
    document.body.classList.add('on-paper');
    this.say('');
    window.print();
    document.body.classList.remove('on-paper');
    paper.parentNode.hidden = true;
    for (const body of Array.from(paper.tBodies)) body.remove();
  }

  // ---- moving

  go(step) {
    this.step = step;
    this.focusOn = 'h2';
    this.draw();
  }

  speak(language) {
    this.language = language;
    this.t = words(language);
    document.documentElement.lang = language === 'en' ? 'en' : 'zh-Hans-CN';
    document.title = this.t('title');
    this.speakNotice();
    this.said = '';
    this.problem = null;
    this.draw();
  }

  // ---- drawing

  draw() {
    if (this.willDraw) return;
    this.willDraw = true;
    Promise.resolve().then(() => {
      this.willDraw = false;
      render(frame(this), this.root, { host: this });
      // for those who look from outside: whether an answer is still awaited
      this.root.dataset.busy = String(this.doing + this.desk.waiting.size > 0 || Boolean(this.due));
      const { focusOn } = this;
      this.focusOn = null;
      const target = focusOn && this.root.querySelector(focusOn);
      if (target) target.focus();
    });
  }
}
