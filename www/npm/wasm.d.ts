import type { Answers, Assessment, Day, Input, InputErrorCode, Verdict } from './assessment.js';

export * from './assessment.js';

/** Gets the engine ready, which is inside; rejects where WebAssembly is refused. */
export declare function init(): Promise<void>;

/** A notice, ready to assess answers; only after `init()`. */
export declare class Precheck {
  /** Reads a compiled notice; throws an `Error` with a `PackErrorCode` as its `code`. */
  constructor(pack: Uint8Array);
  /** Assesses one person; throws an `InputError`. */
  assess(input: Input): Assessment;
  /** The ids of the steps that concern this person. */
  steps(input: Input): string[];
  /** The ids of the facts that concern this person. */
  applicable(input: Input): string[];
  /** Many people at once: bytes that `packing` makes, and reads; throws a `PackedError`, and then nobody was assessed. */
  verdicts(people: Uint8Array): Uint8Array;
  /** SHA-256 of the compiled notice. */
  sha256(): string;
  /** What people read, by id, as JSON: questions, labels, clauses and the sources they quote. */
  texts(): string;
  /** Lets go of its memory; it may not be used any more. */
  free(): void;
  static version(): string;
}

export type PackErrorCode = 'not-a-pack' | 'pack-version' | 'pack-damaged' | 'pack-inconsistent';

/** What makes the bytes for `Precheck.verdicts`, and reads those that it gives; for the notice of this `Precheck` alone. */
export declare function packing(precheck: Precheck): Packing;

export interface Packing {
  /** The ids of the routes, in the notice's order. */
  routes: string[];
  /** Packs the answers of many people, as `assess` takes them, and one day for all; throws a `PackedError`. */
  pack(today: Day, people: Iterable<Answers>): Uint8Array;
  /** For each person, in their order, every route of the notice, in its order; throws a `PackedError`. */
  unpack(verdicts: Uint8Array): RouteVerdict[][];
}

export interface RouteVerdict {
  id: string;
  verdict: Verdict;
  /** The first day after `today` on which the verdict would be `met`, with the same answers. */
  earliest?: Day;
}

/** What is thrown for people who cannot be packed, and for bytes that are none. */
export interface PackedError extends Error {
  code: PackedErrorCode | InputErrorCode;
  /** The place, like `people[3].answers.title-since`, the first person counted 0; `today`; empty for the whole. */
  path: string;
}

export type PackedErrorCode = 'not-packed' | 'packed-version' | 'other-notice' | 'wrong-length';
