/** What goes into the engine and what comes out: plain data, the same here, in events, and on the command line. */

/** `YYYY-MM-DD`. */
export type Day = string;

/**
 * The id of a choice, `true` or `false`, an integer from 0 to 99, a day or a month `YYYY-MM`, or `'unknown'` for "don't know". `null` and
 * `undefined` are unanswered.
 */
export type Answer = string | number | boolean | null | undefined;

/** Answers by the id of their fact. */
export type Answers = Record<string, Answer>;

export interface Input {
  /** The day of the check: the engine reads no clock. */
  today: Day;
  answers?: Answers | null;
  /** One for each page of a document; absent means not told, `[]` none. */
  scans?: Scan[] | null;
  /** The ids of the routes that decide what is still worth asking; absent means all. */
  routes?: string[] | null;
}

export interface Scan {
  document: string;
  /** Only where a document has alternatives. */
  form?: string | null;
  /** What an inspection found that no reviewer could accept. */
  defects?: Defect[] | null;
}

export interface Assessment {
  /** The engine's version. */
  engine: string;
  notice: NoticeRef;
  today: Day;
  /** The day to which years are counted: the notice's, or that of the check if it names none. */
  counted_to: Day;
  /** Every route of the notice, in its order. */
  routes: RouteAssessment[];
  /** The routes that are met but exclude each other; empty if there is nothing to choose. */
  exclusive_choice: string[];
  documents: DocumentStatus[];
  /** What must be heeded before the result is used. */
  warnings: Warning[];
  /** Facts that supplements tell, so that nobody is asked. */
  known?: KnownFact[];
  /** The fact that is most worth asking now. */
  next_question: string | null;
  /** Facts given as a month whose day would still settle something. */
  refine: string[];
  questions_left_at_most: number;
}

export interface NoticeRef {
  id: string;
  edition: string;
  /** SHA-256 of the compiled pack. */
  sha256: string;
}

/** It decides nothing: an authority does. */
export type Verdict = 'met' | 'not-met' | 'undetermined' | 'needs-discretion';

export type Truth = 'yes' | 'no' | 'unknown';

export interface RouteAssessment {
  id: string;
  verdict: Verdict;
  /** One for each condition of the route, in its order. */
  findings: Finding[];
  /** Facts worth asking, most useful first; only of an undetermined route. */
  unanswered: string[];
  /** The first day after `today` on which the verdict would be `met`, with the same answers. */
  earliest?: Day;
  window: FilingWindow;
  /** Routes that may not be applied for in the same year. */
  excludes: string[];
  /** Where to file. */
  channel: string;
  /** Whether the notice says so itself. */
  channel_certain: boolean;
}

/** A criterion, or a group of criteria that counts as one. */
export type Finding = CriterionFinding | GroupFinding;

export interface CriterionFinding extends FindingBase {
  criterion: string;
  group?: undefined;
  parts?: undefined;
}

export interface GroupFinding extends FindingBase {
  criterion?: undefined;
  group: string;
  parts: Finding[];
}

export interface FindingBase {
  /** A clause's id, or a source's where nothing can be quoted. */
  clause: string;
  truth: Truth;
  /** Why it is unknown; empty if it is not. */
  because: Reason[];
  /** The facts read, given the answers. */
  facts: string[];
  /** Some clause lets an authority relax it. */
  relaxable: boolean;
  /** What the national basic standard says, where it was looked at. */
  basis?: Basis;
}

export type Reason =
  | { kind: 'unanswered'; fact: string }
  | { kind: 'do-not-know'; fact: string }
  | { kind: 'day-needed'; fact: string }
  | { kind: 'source-not-held'; source: string }
  | { kind: 'discretion'; authority: string }
  | { kind: 'unclear'; clause: string };

export interface Basis {
  source: string;
  truth: Truth;
  /** Absent if it is not known which row of the standard it is, or if there is no way by this degree. */
  needs?: { held?: string; years: number; /** Years of work besides those in the title. */ work?: number };
  /** The date that the years are counted from, as it was answered. */
  since?: string;
  earliest?: Day;
}

/** When a route may be filed for, on the day of the check. */
export type FilingWindow =
  | { state: 'upcoming'; opens: Day; closes: Day }
  | { state: 'open'; opens: Day; closes: Day; days_left: number }
  | { state: 'closed'; opens: Day; closes: Day }
  | { state: 'unannounced' }
  | { state: 'set-by'; set_by: string; done_by?: Day }
  | { state: 'unknown' };

export type WindowState = FilingWindow['state'];

export interface DocumentStatus {
  id: string;
  phase: Phase;
  status: Status;
  clause: string;
  /** What is wrong with its scans, each once. */
  defects: Defect[];
}

export type Phase = 'upload' | 'defence' | 'unit';

export type Status = 'present' | 'unfit' | 'missing' | 'not-needed' | 'undetermined' | 'to-prepare';

export type Defect =
  | 'blur' | 'low_resolution' | 'dark' | 'overexposed' | 'low_contrast' | 'glare' | 'shadow' | 'blank' | 'jpeg_artifacts' | 'noise' | 'cut_off'
  | 'skew' | 'rotated_90' | 'rotated_180' | 'perspective' | 'not_document' | 'empty' | 'not_image' | 'wrong_extension' | 'truncated' | 'corrupt'
  | 'bomb' | 'polyglot' | 'animated' | 'heic' | 'format_not_web' | 'cmyk' | 'encrypted' | 'encrypted_owner' | 'no_pages' | 'many_pages'
  | 'active_content' | 'not_looked_at';

export interface Warning {
  kind: string;
  clause: string;
}

export interface KnownFact {
  fact: string;
  /** The choice it is; `yes` or `no` where the fact is one of those. */
  choice: string;
  clause: string;
}

/** What is thrown for an input that the notice does not know. */
export interface InputError extends Error {
  code: InputErrorCode;
  /** The offending key, like `answers.title-since` or `scans[0].document`. */
  path: string;
}

export type InputErrorCode =
  | 'malformed-json' | 'wrong-type' | 'missing-key' | 'unknown-key' | 'duplicate-key' | 'unknown-fact' | 'unknown-choice' | 'malformed-number'
  | 'malformed-date' | 'date-out-of-range' | 'date-after-today' | 'dates-out-of-order' | 'unknown-route' | 'unknown-document' | 'not-an-upload'
  | 'unknown-form' | 'unknown-defect';
