/** `title-precheck-more.js`: what is wanted only once there is a result or files are to be chosen, or only by some sites. It hands itself to the first one's `sibling.js`. */

import moreWords from 'embedded:words';
import { build } from 'embedded:build';
import { add } from 'embedded:sibling';
import { words } from './embedded.js';
import { decode, encode } from './export/code.js';
import { toHTML } from './export/html.js';
import { toICS } from './export/ics.js';
import { toText } from './export/text.js';
import { printHead } from './more/paper.js';
import { pathPicture, timelinePicture } from './more/pictures.js';
import { fileQuestions } from './more/questions.js';
import { slotView } from './more/slots.js';
import { moreStyles } from './more/styles.js';
import { takePanel } from './more/take.js';
import { checkNotice, fetchNotice } from './more/update.js';

words.add(moreWords);
add(build, 'more', {
  checkNotice, decode, encode, fetchNotice, toHTML, toICS, toText, moreStyles, pathPicture, timelinePicture, printHead, takePanel, fileQuestions, slotView,
});
