/** The element: its settings, properties, methods and events. The handbook for integrators explains each. */

import type { Answers, Assessment, Input, NoticeRef, Verdict, WindowState } from './assessment.js';

export * from './assessment.js';

/** The settings, each of them also an attribute with hyphens; `null` takes the attribute away. */
export interface Settings {
  mode: 'full' | 'documents' | null;
  noticeCheck: string | null;
  asOf: string | null;
  preset: string | null;
  routes: string | null;
  storage: 'none' | 'tab' | 'ask' | null;
  history: 'on' | 'off' | null;
  startUrl: string | null;
  helpTel: string | null;
  helpText: string | null;
  name: string | null;
  valueContent: 'verdict' | 'answers' | null;
  shareAnswers: boolean;
  theme: 'light' | 'dark' | 'auto' | null;
  webfont: 'auto' | 'off' | null;
  scans: 'warn' | 'ask' | 'block' | null;
}

export declare class TitlePrecheck extends HTMLElement {
  static readonly version: string;
  static define(tag: string): void;

  get notice(): NoticeRef | undefined;
  set notice(notice: Uint8Array | string | null | undefined);
  get answers(): Answers;
  set answers(answers: Answers);
  readonly assessment: Assessment | undefined;
  readonly ready: Promise<void>;
  readonly version: string;
  readonly state: State;

  start(): void;
  reset(how?: { wipe?: boolean }): void;
  goTo(question: string): void;
  evaluate(input: Input): Assessment;
  print(): void;
  toText(): Promise<string>;
  toHTML(): Promise<string>;
  toICS(route?: string): Promise<string | null>;
  toCode(what?: { withSanction?: boolean }): Promise<string>;
  fromCode(code: string): Promise<void>;
  focus(): void;
}

export interface TitlePrecheck extends Settings {}

export type State = 'loading' | 'start' | 'asking' | 'check' | 'result' | 'error';

export type Screen = 'start' | 'routes' | 'code' | 'day' | 'question' | 'check' | 'result' | 'documents';

/** The events by name, with their details. They bubble and are composed; answers are in them only where `share-answers` is set. */
export interface PrecheckEvents {
  'precheck-ready': { version: string; notice: NoticeRef };
  'precheck-step': { screen: Screen; question?: string; questionsLeftAtMost: number };
  'precheck-change': { question: string; answers?: Answers };
  'precheck-result': { summary: RouteSummary[]; assessment?: Assessment };
  'precheck-proceed': { route: string; url: string };
  'precheck-export': { kind: 'print' | 'text' | 'ics' | 'html' | 'code' };
  'precheck-update': { current: string; available: string };
  'precheck-error': { code: ErrorCode; message: string; fatal: boolean };
}

export interface RouteSummary {
  id: string;
  verdict: Verdict;
  /** Facts worth asking. */
  missing: string[];
  window: WindowState;
}

export type ErrorCode = 'wasm-unsupported' | 'csp-wasm' | 'notice-invalid' | 'notice-expired' | 'engine' | 'storage';

/** What `fromCode` rejects with, if not with an `InputError`. */
export interface CodeError extends Error {
  code: 'code-malformed' | 'code-mistyped' | 'code-other-edition';
}

/** The events as events. */
export type PrecheckEventMap = { [Name in keyof PrecheckEvents]: CustomEvent<PrecheckEvents[Name]> };

/** What a template may set on the element: each setting as a property or, with hyphens, as an attribute. */
export type TemplateSettings =
  & { [Name in keyof Settings]?: Settings[Name] | undefined }
  & { [Name in keyof Settings as Hyphenated<Name>]?: (Settings[Name] extends boolean ? boolean | '' : Settings[Name]) | undefined }
  & { notice?: Uint8Array | string | null | undefined; answers?: Answers | undefined };

export type Hyphenated<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `-${Lowercase<First>}`}${Hyphenated<Rest>}`
  : Name;

declare global {
  interface HTMLElementTagNameMap {
    'title-precheck': TitlePrecheck;
  }
  /** Typed on every element, on the document and on the window, since the events bubble to them. */
  interface GlobalEventHandlersEventMap extends PrecheckEventMap {}
}
