/** The script that inspects files, sent for when the first is chosen. It hands itself to the first one's `sibling.js`. */

import { build } from 'embedded:build';
import { add } from 'embedded:sibling';
import { openLooker } from './scan/open.js';

add(build, 'scan', { openLooker });
