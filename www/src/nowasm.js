/** The engine as plain JavaScript, sent for where the browser has no WebAssembly or the site's policy forbids it. */

import { build } from 'embedded:build';
import { add } from 'embedded:sibling';
import { instantiate } from 'embedded:twin';

add(build, 'nowasm', { instantiate });
