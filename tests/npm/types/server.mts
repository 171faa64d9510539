// The engine alone, where there is no page: without the DOM's types.

import { init, packing, Precheck } from 'title-precheck/wasm';
import type { Assessment, InputError, PackedError } from 'title-precheck/wasm';
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

export function many(precheck: Precheck): string[] {
  const { pack, unpack } = packing(precheck);
  const people: Uint8Array = pack('2021-07-20', new Set([{ series: 'engineering' }, {}]));
  // @ts-expect-error: bytes, not people
  precheck.verdicts([{}]);
  // @ts-expect-error: one day for all comes first
  pack([{}]);
  const [first] = unpack(precheck.verdicts(people));
  // @ts-expect-error: there may be no such day
  first?.map(({ earliest }) => earliest.length);
  return first?.map(({ id, verdict, earliest }) => `${id} ${verdict} ${earliest ?? ''}`) ?? [];
}

export const told = ({ code, path }: PackedError): string => (code === 'other-notice' ? '' : path);
