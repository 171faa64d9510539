/** The texts of the folder, each with its own history; faults stand beside the lines. */

import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { HighlightStyle, StreamLanguage, syntaxHighlighting } from '@codemirror/language';
import { toml } from '@codemirror/legacy-modes/mode/toml';
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState } from '@codemirror/state';
import { EditorView, drawSelection, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { PHRASES } from './words.js';

const colours = HighlightStyle.define([
  { tag: tags.comment, color: '#5a6570' },
  { tag: tags.string, color: '#14603c' },
  { tag: [tags.number, tags.bool, tags.atom], color: '#7a3e00' },
  { tag: [tags.propertyName, tags.keyword], color: '#0a4a78' },
]);

/** Typing over a selection: left to itself, a browser carries the looks of what was there along as a style of its own, which the policy refuses. */
const typeOver = EditorView.domEventHandlers({
  beforeinput: (event, view) => {
    if (event.inputType !== 'insertText' || !event.data || view.composing || view.state.selection.main.empty) return false;
    event.preventDefault();
    view.dispatch(view.state.replaceSelection(event.data), { userEvent: 'input.type', scrollIntoView: true });
    return true;
  },
});

const looks = EditorView.theme({
  '&': { height: '100%', fontSize: '14px', backgroundColor: '#fff', color: '#1b2126' },
  '&.cm-focused': { outline: '2px solid #0a5a8a', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: '"Cascadia Mono", Consolas, "Noto Sans Mono CJK SC", "Microsoft YaHei", monospace', lineHeight: '1.55' },
  '.cm-gutters': { backgroundColor: '#f4f6f8', color: '#55606a', borderRight: '1px solid #ccd4da' },
  '.cm-activeLine': { backgroundColor: '#eef5fa' },
  '.cm-activeLineGutter': { backgroundColor: '#dcebf5' },
  '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy #b3261e', backgroundColor: '#fdeceb' },
  '.cm-lintRange-warning': { backgroundImage: 'none', textDecoration: 'underline wavy #8a5a00', backgroundColor: '#fff4d6' },
  '.cm-tooltip': { maxWidth: '36em', fontSize: '14px', fontFamily: 'inherit' },
  '.cm-diagnosticAction': { backgroundColor: '#0a5a8a', padding: '4px 10px', fontSize: '14px' },
  '.cm-panels': { backgroundColor: '#f4f6f8', color: '#1b2126' },
});

export class Editor {
  /** Lives in `host`, whose shadow root keeps its styles: a strict policy refuses style elements. `onChange` hears of every edit. */
  constructor(host, { onChange, onWitness }) {
    this.onChange = onChange;
    this.onWitness = onWitness;
    this.language = new Compartment();
    this.states = new Map();
    this.faults = [];
    const root = host.attachShadow({ mode: 'open' });
    this.view = new EditorView({ parent: root, root, state: EditorState.create() });
  }

  /** Takes the place of all texts; none has a history yet. */
  open(files, t, language) {
    this.t = t;
    this.of = language;
    this.states = new Map(Array.from(files, ([path, text]) => [path, this.fresh(path, text)]));
    this.path = null;
  }

  fresh(path, text) {
    const isToml = path.endsWith('.toml');
    return EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(), highlightActiveLineGutter(), lintGutter(), history(), drawSelection(), highlightActiveLine(), highlightSelectionMatches(),
        EditorState.allowMultipleSelections.of(false),
        keymap.of([...defaultKeymap, ...searchKeymap, ...historyKeymap, ...lintKeymap]),
        looks, typeOver, syntaxHighlighting(colours),
        isToml ? StreamLanguage.define(toml) : [],
        EditorView.lineWrapping,
        this.language.of(this.phrases(path)),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged) return;
          this.states.set(this.path, update.state);
          this.onChange(this.path, update.state.doc.toString());
        }),
      ],
    });
  }

  phrases(path) {
    return [
      EditorView.contentAttributes.of({ 'aria-label': this.t('editor', { file: path }), tabindex: '0', lang: 'zh-Hans-CN' }),
      this.of === 'en' ? [] : EditorState.phrases.of(PHRASES),
    ];
  }

  /** Says what it says by itself in another language. */
  speak(t, language) {
    this.t = t;
    this.of = language;
    this.keep();
    this.states = new Map(Array.from(this.states, ([path, state]) => (
      [path, state.update({ effects: this.language.reconfigure(this.phrases(path)) }).state])));
    if (this.path) this.view.setState(this.states.get(this.path));
    this.mark(this.faults);
  }

  keep() {
    if (this.path) this.states.set(this.path, this.view.state);
  }

  /** Shows a file. */
  show(path) {
    if (path === this.path) return;
    this.keep();
    this.path = path;
    this.view.setState(this.states.get(path));
    this.mark(this.faults);
  }

  /** Sets a file's text from outside; it can be undone. */
  write(path, text) {
    this.keep();
    const state = this.states.get(path);
    if (!state) {
      this.states.set(path, this.fresh(path, text));
      return;
    }
    const before = state.doc.toString();
    if (before === text) return;
    // only what differs, so that the place where one was stays
    let start = 0;
    while (start < before.length && before[start] === text[start]) start += 1;
    let end = 0;
    while (end < before.length - start && end < text.length - start && before[before.length - 1 - end] === text[text.length - 1 - end]) end += 1;
    const changes = { from: start, to: before.length - end, insert: text.slice(start, text.length - end) };
    const next = state.update({ changes }).state;
    this.states.set(path, next);
    if (path === this.path) this.view.setState(next);
  }

  forget(path) {
    this.states.delete(path);
    if (path === this.path) this.path = null;
  }

  /** Where a line and a column of the file that is shown are, or what is next to them. */
  place(line, column) {
    const { doc } = this.view.state;
    const at = doc.line(Math.min(Math.max(line, 1), doc.lines));
    return Math.min(at.from + column - 1, at.to);
  }

  /** Puts the cursor on a line, in the middle of what is seen, and the focus there. */
  go(path, line, column = 1) {
    this.show(path);
    const anchor = this.place(line, column);
    this.view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
    this.view.focus();
  }

  /** Shows the faults of the file that is shown. */
  mark(faults) {
    this.faults = faults;
    if (!this.path) return;
    const own = faults.filter(({ file }) => file === this.path).map((fault) => {
      const from = this.place(fault.line, fault.column);
      return {
        from,
        to: Math.max(from, this.place(fault.end_line, fault.end_column)),
        severity: fault.severity,
        message: this.says(fault),
        actions: fault.witness ? [{ name: this.t('show-witness'), apply: () => this.onWitness(fault.witness) }] : [],
      };
    });
    this.view.dispatch(setDiagnostics(this.view.state, own.sort((one, other) => one.from - other.from)));
  }

  /** A fault in words. */
  says({ message, help }) {
    const own = message[this.of];
    return help ? `${own}\n${this.t('faults-help')}${help[this.of]}` : own;
  }
}
