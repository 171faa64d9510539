/** The looks of what the second script draws, and of paper. */

import { css, light } from '../palette.js';

export const moreStyles = css`
  /* pictures */
  .picture { margin-top: 24px; }
  .picture figcaption { font-weight: 700; }
  .picture svg { display: block; width: 100%; height: auto; max-width: 330px; margin-top: 8px; overflow: visible; }
  .picture text { font-size: 17px; fill: var(--text); }
  .picture .day-text { font-weight: 700; }
  .picture .now-text { fill: var(--accent); font-weight: 700; }
  .picture .rail { stroke: var(--border); stroke-width: 3; }
  .picture .span { stroke: var(--ok); stroke-width: 8; }
  .picture .opens, .picture .closes { fill: var(--bg); stroke: var(--ok); stroke-width: 4; }
  .picture .earliest, .picture .turns { fill: var(--bg); stroke: var(--warn); stroke-width: 4; }
  .picture .now, .picture .stop { fill: var(--accent); }
  .picture .lit { stroke: var(--accent); stroke-width: 4; }
  .picture .number { fill: var(--on-accent); text-anchor: middle; font-weight: 700; }
  .picture circle.spared { fill: var(--bg); stroke: var(--field); stroke-width: 2; stroke-dasharray: 3 3; }
  .picture .spared-text { fill: var(--muted); }

  /* the ways out */
  .take > li { display: flex; flex-wrap: wrap; align-items: center; padding: 12px 0; border-bottom: 1px solid var(--border); }
  .take .secondary { flex: none; width: 7.5em; text-align: center; padding: 8px; margin-inline-end: 14px; }
  .take small { flex: 1 1 11em; padding: 4px 0; }
  .take b { color: var(--ok); }
  .code-box { margin-top: 16px; padding: 14px 16px; border-radius: var(--radius); background: var(--surface); }
  .code-box > * + * { margin-top: 8px; }
  .keep { margin-top: 24px; }

  @media (min-width: 700px) {
    .beside { display: flex; align-items: flex-start; }
    .beside > * { flex: 1 1 0; }
    .beside > .picture { flex: 0 1 290px; margin-inline-start: 32px; }
    .beside > .block + .picture { margin-top: 46px; }
  }
  @media (forced-colors: active) {
    .picture text { fill: CanvasText; }
    .picture line, .picture circle { stroke: CanvasText; }
    .picture .span, .picture .lit { stroke: Highlight; }
    .picture .now, .picture .stop { fill: Highlight; }
    .picture .number { fill: HighlightText; }
    .picture circle:not(.stop) { fill: Canvas; }
  }

  @media print {
    .page.page {
      ${light}
      color-scheme: light;
      max-width: none; padding: 0; font-size: 8.7pt; line-height: 1.34; color: #000;
    }
    button, .spoken, .top, .actions, .parts-nav, .screen-only, .choice input, .source > summary, .hint, .overview small, .words.again, .given.again, .basis.again, .again blockquote, .again .grounds, figcaption span { display: none; }
    .quote.again { float: right; margin-inline-start: 6px; }
    .paper { display: block; margin-top: 6px; }
    .small, small, .origin, .given dt, .row dt { font-size: 8pt; color: #333; }
    h2 { font-size: 16pt; }
    h3 { font-size: 11pt; }
    h3, h4, header, .met > summary { break-after: avoid; }
    h4, .card h4, .block { margin-top: 6px; padding: 0; border: 0; }
    .block > h3 { padding: 0; margin: 0; }
    [data-screen="result"] { columns: 2; column-gap: 16px; }
    [part="summary"], [data-screen="result"] > .beside { column-span: all; }
    .beside { display: flex; }
    .card { margin: 0 0 10px; padding: 0 8px 4px; overflow: visible; }
    .card header { margin: 0 -8px 3px; padding: 0 4px; }
    .card header > * { margin: 2px; }
    .sentence { font-size: 1em; }
    .verdict .icon, .mark, .mark .icon { width: 12px; height: 12px; }
    .mark { margin: 2px 5px 0 0; }
    .condition, .grounds > *, .plain > li, .steps > li, .spared li, .next > * + *, .quote, .words, .choice, p + p, .basis > p + p { margin-top: 1px; }
    .grounds { padding-inline-start: 17px; }
    .given > div, .given dt, .given dd, blockquote, figcaption, .status { display: inline; margin-inline-end: 5px; }
    blockquote, q { padding: 0 4px; font-size: 1em; line-height: inherit; background: none; }
    .words, .reasons > li, .basis, .relax { font-size: 1em; }
    .basis, .relax, .block.caution, .notice-box, .spared { padding: 2px 6px; margin-top: 3px; break-inside: avoid; }
    summary { min-height: 0; padding: 2px 0 0; color: #000; font-weight: 700; }
    summary::before { display: none; }
    .others { margin: 0; }
    .choice { min-height: 0; padding: 0; border: 0; background: none; box-shadow: none; }
    .choice::before { content: "☐"; margin-inline-end: 5px; }
    .steps > li { padding-inline-start: 18px; }
    .steps > li::before { width: 14px; height: 14px; line-height: 14px; }
    .row { padding: 0; break-inside: avoid; }
    .row dd { display: block; }
    a[href^="http"]::after { content: " " attr(href); }
    .beside > .picture { flex: none; width: 150px; margin: 0 0 4px 12px; break-inside: avoid; }
    .block > .beside { display: block; }
    .condition.again { display: inline-block; margin-inline-end: 8px; }
    .overview button { padding: 1px 0; min-height: 0; }
    .overview .verdict, header .verdict { border: 0; padding: 0; background: none; }
    .page > div, .beside > .block { margin: 0; }
    .day { margin: 0; }
    .card h4 { float: left; clear: left; margin: 3px 8px 0 0; }
    .card h4 + * { margin-top: 3px; }
    .conditions, .next, .card h4 + details { clear: left; }
  }
`;
