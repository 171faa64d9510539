/** What stands beside the texts, by the names of its tabs. */

import { affected } from './affected.js';
import { cases } from './cases.js';
import { coverage } from './coverage.js';
import { download } from './download.js';
import { faults } from './faults.js';
import { preview } from './preview.js';
import { source } from './source.js';
import { supplement } from './supplement.js';

export const PANELS = { preview, faults, source, cases, coverage, affected, supplement, folder: download };
