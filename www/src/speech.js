/** How an element speaks: in Chinese from the start, in another language once the script has come that brings it. */

import { words } from './embedded.js';
import { loadLanguage } from './sibling.js';

const same = (value) => value;

/**
 * Chinese. Of every language: its tag and direction, the catalog `t`, the notice's words as `noticeOf` has them, what `marked` does to a screen, the same text
 * `plain`, and a `note` to its readers.
 */
export const chinese = { id: 'zh', lang: 'zh-Hans-CN', dir: 'ltr', t: words, noticeOf: same, marked: same, plain: same, enter() {} };

/** How a language is spoken; rejects if its script does not load, and may then be tried again. */
export const speechIn = (id) => (id === chinese.id ? Promise.resolve(chinese) : loadLanguage(id));
