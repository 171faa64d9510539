// The engine of this project as the npm package has it, with a compiled notice.

import { init, packing, Precheck } from 'title-precheck/wasm';
import { unpack as inflate } from '../../../../www/src/unpack.js';

export const name = 'title-precheck';

export async function setUp({ pack: notice }) {
  await init();
  const precheck = new Precheck(inflate(notice));
  const { pack, unpack } = packing(precheck);
  return {
    one: (today, answers) => precheck.assess({ today, answers }),
    many: (today, people) => unpack(precheck.verdicts(pack(today, people))),
    /** The same for people who are packed already, and verdicts that nobody unpacks. */
    bytes(today, people) {
      const packed = pack(today, people);
      return () => precheck.verdicts(packed);
    },
    /** What the others say of one person, from what this engine says. */
    told({ routes }) {
      const criteria = {};
      for (const { findings } of routes) for (const { criterion, group, truth } of findings) criteria[criterion ?? group] = truth === 'yes' ? true : truth === 'no' ? false : undefined;
      return { routes: routes.map(({ id, verdict, window }) => ({ id, verdict, window: window.state })), criteria };
    },
    toldMany: (all) => all.map((routes) => routes.map(({ verdict }) => verdict)),
  };
}
