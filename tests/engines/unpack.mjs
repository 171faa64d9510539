// The old Chromiums, out of the packages that carry them.

import { createReadStream, createWriteStream, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { old, root } from './engines.mjs';

const packages = join(root, 'target/engines/node_modules');
mkdirSync(join(root, 'target/engines/bin'), { recursive: true });
for (const name of readdirSync(packages)) {
  const [, version] = /^chromium-(\d+)$/.exec(name) ?? [];
  if (!version) continue;
  const packed = createReadStream(join(packages, name, 'bin/chromium.br'));
  await pipeline(packed, createBrotliDecompress(), createWriteStream(old(version), { mode: 0o755 }));
}
