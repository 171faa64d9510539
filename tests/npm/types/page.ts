// What a page may write. Each line that is marked must fail to compile; a mark on a line that compiles fails too.

import { TitlePrecheck } from 'title-precheck';
import type { Assessment, Finding, Input, Verdict } from 'title-precheck';

const element = document.querySelector('title-precheck')!;
const made: TitlePrecheck = document.createElement('title-precheck');
made.asOf = '2021-07-20';
made.shareAnswers = true;
made.storage = 'none';
made.storage = null;
made.notice = new Uint8Array();
made.answers = { series: 'engineering', committee: true, 'service-years': 5, level: null };
TitlePrecheck.define('title-precheck-next');
const version: string = TitlePrecheck.version;
// @ts-expect-error: no such place to keep answers
made.storage = 'cookie';
// @ts-expect-error: only read
made.assessment = undefined;
// @ts-expect-error: only read
made.state = 'result';
// @ts-expect-error: no such property
made.asof = '2021-07-20';
// @ts-expect-error: an answer is no list
made.answers = { series: ['engineering'] };

element.addEventListener('precheck-result', ({ detail, currentTarget }) => {
  const all: { id: string; verdict: Verdict; missing: string[] }[] = detail.summary;
  const assessment: Assessment | undefined = detail.assessment;
  // @ts-expect-error: no such verdict
  const isFine = all[0].verdict === 'fine';
  return [all, assessment, isFine, currentTarget];
});
document.addEventListener('precheck-step', ({ detail }) => detail.questionsLeftAtMost.toFixed());
window.addEventListener('precheck-error', ({ detail }) => {
  // @ts-expect-error: no such code
  if (detail.code === 'network') return detail.message;
  return detail.fatal;
});
// @ts-expect-error: not in this event
document.addEventListener('precheck-export', ({ detail }) => detail.route);

/** Every kind of finding, reason and window can be told apart, and nothing is left over. */
export function told(finding: Finding): string {
  if (finding.group !== undefined) return finding.parts.map(told).join();
  const name: string = finding.criterion;
  return name + finding.because.map((reason) => {
    switch (reason.kind) {
      case 'unanswered': case 'do-not-know': case 'day-needed': return reason.fact;
      case 'source-not-held': return reason.source;
      case 'discretion': return reason.authority;
      case 'unclear': return reason.clause;
      default: return ((none: never) => none)(reason);
    }
  }).join();
}

export function days({ routes }: Assessment): (number | string)[] {
  return routes.map(({ window: filing }) => {
    switch (filing.state) {
      case 'open': return filing.days_left;
      case 'upcoming': case 'closed': return filing.opens;
      case 'set-by': return filing.set_by;
      case 'unannounced': case 'unknown': return '';
      default: return ((none: never) => none)(filing);
    }
  });
}

export async function ways(): Promise<void> {
  await element.ready;
  const calendar: string | null = await element.toICS('targeted-review');
  const text: string = await element.toText();
  await element.fromCode(await element.toCode({ withSanction: true }));
  const input: Input = { today: '2021-07-20', answers: element.answers, scans: [{ document: 'degree-certificate', defects: ['blur'] }] };
  const { next_question: next } = element.evaluate(input);
  // @ts-expect-error: the engine reads no clock
  element.evaluate({ answers: {} });
  // @ts-expect-error: no such defect
  input.scans = [{ document: 'degree-certificate', defects: ['coffee'] }];
  // @ts-expect-error: there may be no next question
  next.trim();
  console.log(calendar?.trim(), text.trim(), version);
}
