// The engine alone, where there is no page: without the DOM's types.

import { init, Precheck } from 'title-precheck/wasm';
import type { Assessment, InputError } from 'title-precheck/wasm';
import { notice, pack } from 'title-precheck/rules';

export async function assess(): Promise<Assessment | InputError['code']> {
  await init();
  const precheck = new Precheck(pack());
  const sha256: string = notice.sha256;
  const steps: string[] = precheck.steps({ today: '2021-07-20' });
  // @ts-expect-error: bytes, not their text
  new Precheck('pack');
  // @ts-expect-error: no such key
  precheck.assess({ today: '2021-07-20', answer: {} });
  return sha256 && steps.length ? precheck.assess({ today: '2021-07-20', answers: {} }) : 'wrong-type';
}
