// A process of its own for one contender: `node in-node.mjs BUNDLE`, told what to do by messages.

import { pathToFileURL } from 'node:url';

const spent = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

let bundle;

process.on('message', async ({ begin, run }) => {
  if (begin) {
    const began = performance.now();
    ({ bundle } = await import(pathToFileURL(process.argv[2])));
    await bundle.begin(...begin);
    process.send({ milliseconds: performance.now() - began });
  } else {
    const before = spent();
    const count = await bundle.run(...run);
    process.send({ count, seconds: spent() - before });
  }
});
process.send({ ready: true });
