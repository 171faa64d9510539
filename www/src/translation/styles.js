/** The looks of what only other languages have, and of what turns round where lines begin on the right. */

import { css } from '../palette.js';

export const otherStyles = css`
  .unreviewed { margin: -4px 0 12px; }
  .translated { margin-top: 4px; padding: 0 12px; font-size: .94em; }
  .page:lang(en) { font-family: var(--precheck-font, system-ui, "Segoe UI", Roboto, sans-serif); }
  .page :lang(zh) { font-family: var(--precheck-font, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif); }
  :host([webfont="off"]) .page:lang(ug), :host([webfont="off"]) .page:lang(ky) {
    font-family: var(--precheck-font-arab, "UKIJ Tuz", "Microsoft Uighur", "Segoe UI", Tahoma, "Noto Naskh Arabic", sans-serif);
  }
  /* words are longer than in Chinese, and wrap */
  .page .link, .page .verdict { flex: 0 1 auto; white-space: normal; text-align: start; }
  .progress, .row dd, .row dd > span, .row dt, .label > span, .defects > li > span, .spared li > span, .overview .name, .card h3 { min-width: 0; }
  .page button, .page li, .given dd, .given dt { max-width: 100%; }
  .in-a-row > .choice { min-width: calc(50% - 8px); max-width: calc(100% - 8px); }
  .row dd { flex-wrap: wrap; }
  .row dd > .link { margin-inline-start: auto; }
  /* what is set apart would be an item of its own */
  @media screen { .page .source > summary { display: block; } }
  [dir="rtl"] .back .icon { transform: scaleX(-1); }
  [dir="rtl"] summary::before { transform: rotate(135deg); }
  [dir="rtl"] details[open] > summary::before { transform: rotate(45deg); }
  @media (min-width: 600px) { [dir="rtl"] .pages { float: left; } }
  @media print {
    .unreviewed { margin: 0; }
    .again .translated { display: none; }
    .translated { display: inline; padding: 0 4px; font-size: 1em; }
    [dir="rtl"] .quote.again { float: left; }
    [dir="rtl"] .card h4 { float: right; clear: right; }
    [dir="rtl"] .conditions, [dir="rtl"] .next, [dir="rtl"] .card h4 + details { clear: right; }
  }
`;
