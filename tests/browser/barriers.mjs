// Where a page keeps out people who use a screen reader, a keyboard or their own colours, as axe sees it.

import axe from 'axe-core';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What keeps such people out of a page and of the frames in it, in short: nothing is `[]`. Only what is at fault is described, since to describe all
 * else takes three times as long; styles are not asked for again, which a page from a disk may not.
 */
export async function barriers(page) {
  for (const frame of page.frames()) {
    if (!await frame.evaluate(() => 'axe' in window)) await frame.evaluate(axe.source);
  }
  const violations = await page.evaluate(async (tags) => {
    const found = await window.axe.run({ runOnly: tags, resultTypes: ['violations'], preload: false });
    return found.violations;
  }, TAGS);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target.flat().join(' ')} (${failureSummary})`).join('; ')}`);
}
