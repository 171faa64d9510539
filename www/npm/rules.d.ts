import type { NoticeRef } from './assessment.js';

/** Which notice it is. */
export declare const notice: NoticeRef;

/** The compiled notice, a copy each time: for `new Precheck(…)`, for `element.notice`, or to be served at an address. */
export declare function pack(): Uint8Array;
