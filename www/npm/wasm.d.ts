import type { Assessment, Input } from './assessment.js';

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
  /** What people read, by id, as JSON: questions, labels, clauses and the sources they quote. */
  texts(): string;
  /** Lets go of its memory; it may not be used any more. */
  free(): void;
  static version(): string;
}

export type PackErrorCode = 'not-a-pack' | 'pack-version' | 'pack-damaged' | 'pack-inconsistent';
