/** What to send where a result seems wrong: which rule said what, and nothing about the person unless they want it. */

import { isSensitive } from '../storage.js';

/** The text: ids of criteria and their clauses, the edition, and the answers and the browser where that is wanted. */
export function report({ t, assessment, answers, host }, { withAnswers, withBrowser }) {
  const { notice, today, engine } = assessment;
  const lines = [t('report-head'), `${notice.id} ${notice.edition} ${notice.sha256.slice(0, 16)}`, `${engine} ${today}`];
  for (const route of assessment.routes) {
    lines.push('', `${route.id}: ${route.verdict} (${route.window.state})`);
    for (const finding of route.findings) {
      const reasons = finding.because.map(({ kind }) => kind).join(' ');
      if (finding.truth !== 'yes') lines.push(`  ${finding.group || finding.criterion} ${finding.clause}: ${finding.truth} ${reasons}`.trimEnd());
    }
  }
  if (withAnswers) {
    lines.push('', ...Object.keys(answers).filter((fact) => !isSensitive(fact)).map((fact) => `${fact} = ${answers[fact]}`));
  }
  if (withBrowser) lines.push('', window.navigator.userAgent);
  return `${lines.join('\n')}\n`;
}
