/**
 * The desk: which files there are, what is known of them, and what is shown.
 *
 * An edit compiles at once, in the page, for the preview; lint, cases and the comparison follow in their own time, the newest only.
 */

import { render } from 'lit-html';
import { Desk, lastYear } from './desk.js';
import { Editor } from './editor.js';
import { drafts, readDropped, readFiles, skeleton } from './folder.js';
import { frame } from './frame.js';
import { Preview } from './preview.js';
import { blank } from './panels/supplement.js';
import { words } from './words.js';

/** From the last key to the compilation, and to what takes longer. */
const SOON = 60;
const LATER = 450;
/** Applicants that two editions are compared on. */
const PEOPLE = 3000;

const ORDER = ['notice.toml', 'cases.toml'];
const sorted = (files) => new Map(Array.from(files).sort(([one], [other]) => {
  const place = (path) => (ORDER.includes(path) ? ORDER.indexOf(path) : ORDER.length);
  // sources/main.txt first, then the later texts by date
  return place(one) - place(other) || (other === 'sources/main.txt') - (one === 'sources/main.txt') || (one < other ? -1 : 1);
}));

export class App {
  constructor(root) {
    this.root = root;
    this.language = 'zh';
    this.t = words(this.language);
    this.desk = new Desk();
    this.files = null;
    this.panel = 'preview';
    this.said = '';
    this.form = blank();
    this.draft = drafts.load();
    this.keep = Boolean(this.draft);
    const host = document.createElement('div');
    host.className = 'editor-host';
    this.editorHost = host;
    this.editor = new Editor(host, { onChange: (path, text) => this.edited(path, text), onWitness: (input) => this.showPerson(input) });
    this.preview = new Preview({
      onDrop: (facts) => this.say(this.t('preview-dropped', { facts: facts.join(', ') })),
      onShow: () => {
        performance.mark('preview-shown');
        this.draw();
      },
    });
    this.due = {};
  }

  start() {
    this.desk.ready.catch((error) => this.say(this.t('broken', { why: error.message })));
    window.addEventListener('beforeunload', (event) => {
      if (!this.isDirty || this.keep) return;
      event.preventDefault();
      event.returnValue = '';
    });
    window.addEventListener('dragover', (event) => event.preventDefault());
    window.addEventListener('drop', (event) => {
      event.preventDefault();
      this.take(readDropped(event.dataTransfer, (name) => this.say(this.t('open-gbk', { name }))));
    });
    this.draw();
  }

  say(text) {
    this.said = text;
    this.draw();
  }

  // ---- opening

  openLast() { this.open(new Map(Object.entries(lastYear))); }

  openEmpty() { this.open(skeleton()); }

  openDraft() { this.open(this.draft.files); }

  openFiles(list) {
    this.take(readFiles(Array.from(list), (name) => this.say(this.t('open-gbk', { name }))));
  }

  async take(reading) {
    try {
      const files = await reading;
      if (!files) this.say(this.t('open-nothing'));
      else this.open(files);
    } catch (error) {
      this.say(this.t('open-failed', { why: error.message }));
    }
  }

  /** Takes a folder in the place of what is there, with the person's leave. */
  async open(files) {
    if (this.isDirty && !window.confirm(this.t('replace-ask'))) return;
    await this.desk.ready;
    // a draft of something else is not overwritten unless the person asks again
    this.keep = Boolean(this.draft) && files === this.draft.files;
    this.files = sorted(files);
    this.isDirty = false;
    this.saved = null;
    this.clauses = this.report = this.good = this.lint = this.cases = this.affected = null;
    this.form = blank();
    this.editor.open(this.files, this.t, this.language);
    this.file = 'notice.toml';
    if (!this.files.has(this.file)) this.files.set(this.file, '');
    this.panel = 'preview';
    this.editor.show(this.file);
    this.opened = {};
    this.compile();
    this.opened = this.good ? { pack: this.good.pack, sha256: this.good.report.sha256 } : {};
    this.later(0);
    this.say(this.t('opened', { count: this.files.size }));
  }

  // ---- editing

  edited(path, text) {
    performance.mark('edit');
    this.said = '';
    this.files.set(path, text);
    this.changed();
  }

  /** Sets files from outside the editor: what a form wrote. */
  write(files) {
    for (const [path, text] of files) {
      if (this.files.get(path) === text) continue;
      this.files.set(path, text);
      this.editor.write(path, text);
    }
    this.files = sorted(this.files);
    this.changed();
  }

  remove(path) {
    this.files.delete(path);
    this.editor.forget(path);
    if (this.file === path) this.showFile('notice.toml');
    this.changed();
  }

  changed() {
    this.isDirty = true;
    this.isChecking = true;
    clearTimeout(this.due.soon);
    this.due.soon = setTimeout(() => {
      this.keepDraft();
      this.compile();
    }, SOON);
    this.later(LATER);
    this.draw();
  }

  /** Compiles what is written now, and previews it. */
  compile() {
    let compiled;
    try {
      compiled = this.desk.compile(this.files);
    } catch (error) {
      this.say(this.t('broken', { why: error.message }));
      return;
    }
    const { report, pack } = compiled;
    this.report = report;
    this.clauses = report.clauses || this.clauses;
    if (pack) {
      const isNew = !this.good || this.good.report.sha256 !== report.sha256;
      this.good = { report, pack };
      if (!this.preview.day) this.preview.day = this.firstDay();
      if (isNew) this.preview.show(pack);
    }
    this.mark();
    this.draw();
  }

  /** The day that a preview begins with: that of the issue. */
  firstDay() {
    const { year, issued } = this.good.report.texts.notice;
    return issued && issued.startsWith(String(year)) ? issued : `${year}-01-01`;
  }

  later(delay) {
    this.isChecking = true;
    this.affected = null;
    clearTimeout(this.due.later);
    this.due.later = setTimeout(() => this.look(), delay);
  }

  /** Lint and cases, one after the other; what is edited meanwhile asks again. */
  async look() {
    const now = {};
    this.looking = now;
    const { files } = this;
    const isOld = () => this.looking !== now;
    try {
      performance.mark('lint-asked');
      const lint = await this.desk.ask('lint', { files });
      if (isOld()) return;
      performance.mark('lint-answered');
      this.lint = lint.faults;
      this.mark();
      this.draw();
      const cases = await this.desk.ask('cases', { files });
      if (isOld()) return;
      // those of before the errors stay, and are said to be so
      if (cases.cases) this.cases = cases;
      this.caseFaults = cases.cases ? cases.faults : [];
      this.isChecking = false;
      this.mark();
      this.draw();
      performance.mark('all-answered');
      this.compare();
    } catch (error) {
      if (!isOld()) this.say(this.t('broken', { why: error.message }));
    }
  }

  /** Whom the edits would affect, when somebody looks. */
  async compare() {
    if (this.panel !== 'affected' || this.affected || !this.isSound || !this.opened.pack) return;
    const { pack, report } = this.good;
    if (!this.isDifferent) return;
    this.affected = { running: true };
    this.draw();
    const found = await this.desk.ask('affected', { before: this.opened.pack, after: pack, people: PEOPLE });
    if (!found || this.good.report.sha256 !== report.sha256) return;
    this.affected = found;
    this.draw();
  }

  get isDifferent() {
    return this.opened.sha256 !== this.good.report.sha256;
  }

  /** Whether what is written now compiles. */
  get isSound() {
    return Boolean(this.good && this.report.sha256 === this.good.report.sha256);
  }

  /** The faults to show: the compiler's at once, lint's when they are there; those of cases last. */
  get faults() {
    const errors = this.report ? this.report.faults : [];
    const hasErrors = errors.some(({ severity }) => severity === 'error');
    const own = this.lint && !(this.isChecking && hasErrors) ? this.lint : errors;
    // lint has the file's own errors before cases are run
    const seen = new Set(own.map((fault) => `${fault.file} ${fault.line} ${fault.code}`));
    return [...own, ...(hasErrors ? [] : this.caseFaults || []).filter((fault) => !seen.has(`${fault.file} ${fault.line} ${fault.code}`))];
  }

  /** The faults without those of cases that fail: these have a panel of their own, and forbid nothing. */
  get listed() {
    return this.faults.filter(({ code }) => code !== 'case-failed');
  }

  get failing() {
    return this.cases ? this.cases.cases.filter(({ differences }) => differences.length).length : 0;
  }

  count(severity) {
    return this.listed.filter((fault) => fault.severity === severity).length;
  }

  mark() {
    this.editor.mark(this.faults);
  }

  // ---- keeping

  keepDraft() {
    if (!this.keep) return;
    try {
      drafts.save(this.files);
    } catch (_) {
      this.keep = false;
      this.say(this.t('folder-keep-failed'));
    }
  }

  setKeep(keep) {
    this.keep = keep;
    if (keep) {
      this.keepDraft();
    } else {
      drafts.forget();
      // what was kept is only here now
      this.isDirty = true;
    }
    this.draw();
  }

  // ---- moving

  showFile(path) {
    this.said = '';
    this.file = path;
    this.editor.show(path);
    this.draw();
  }

  showPanel(panel) {
    this.said = '';
    this.panel = panel;
    this.draw();
    this.compare();
  }

  go(path, line, column) {
    if (!this.files.has(path)) return;
    this.said = '';
    this.file = path;
    this.draw();
    this.editor.go(path, line, column);
  }

  showPerson(input) {
    if (!this.preview.isThere) return;
    this.panel = 'preview';
    this.draw();
    this.preview.person(input);
    this.draw();
  }

  /** Writes the preview's answers as a case, and goes there. */
  addCase() {
    const { input } = this.preview;
    if (!input) {
      this.say(this.t('cases-none-answered'));
      return;
    }
    if (!this.isSound) {
      this.say(this.t('cases-waiting'));
      return;
    }
    const path = 'cases.toml';
    const before = this.files.get(path) || '';
    const start = before.replace(/\n*$/, before ? '\n\n' : '');
    this.write(new Map([[path, `${start}${this.desk.caseOf(this.files, input)}`]]));
    const line = start.split('\n').length;
    this.go(path, line);
    this.say(this.t('cases-added', { line }));
  }

  speak(language) {
    this.language = language;
    this.t = words(language);
    document.documentElement.lang = language === 'en' ? 'en' : 'zh-Hans-CN';
    document.title = this.t('title');
    if (this.files) this.editor.speak(this.t, language);
    this.said = '';
    this.draw();
  }

  // ---- drawing

  draw() {
    if (this.willDraw) return;
    this.willDraw = true;
    Promise.resolve().then(() => {
      this.willDraw = false;
      render(frame(this), this.root, { host: this });
    });
  }
}
