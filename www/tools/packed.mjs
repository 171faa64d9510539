// What scripts carry as a text: WebAssembly, and what people read.

import zopfli from '@gfx/zopfli';
import { unpack } from '../src/unpack.js';
import { fail } from './step.mjs';

/** Bytes as a script carries them: gzip as any reader takes it, by the encoder that looks longest (7 % smaller than `gzip -9`), as a text in quotes. */
export const packed = (bytes) => new Promise((done, failed) => {
  zopfli.gzip(bytes, { numiterations: 15 }, (error, result) => {
    if (error) return failed(error);
    const text = Buffer.from(result).toString('base64');
    // what unpacks it there is small and checks nothing
    if (!bytes.equals(unpack(text))) fail('what was packed does not unpack to the same');
    return done(JSON.stringify(text));
  });
});
