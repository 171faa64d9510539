/** The module that reads PDFs, sent for when the first PDF is met. */

import { build } from 'embedded:build';
import packed from 'embedded:pdf';
import { add } from 'embedded:sibling';
import { unpack } from './unpack.js';

add(build, 'pdf', { bytes: () => unpack(packed) });
