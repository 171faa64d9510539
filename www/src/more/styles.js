/** The looks of what `title-precheck-more.js` draws, and of paper. */

import { css, light } from '../palette.js';

export const moreStyles = css`
  .paper { display: none; }

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

  /* scans */
  .file-question { margin-top: 16px; }
  .in-a-row { display: flex; flex-wrap: wrap; margin: 0 -4px; }
  .in-a-row > .choice { flex: 1 1 7em; margin: 8px 4px 0; }
  .slot { margin-top: 8px; }
  .slot + .slot { margin-top: 24px; }
  .slot > .choice { margin-top: 0; }
  .slot .head { cursor: default; }
  .slot .head:hover { border-color: var(--border); }
  .slot .head.chosen:hover { border-color: var(--accent); }
  .slot.over { outline: 3px dashed var(--accent); outline-offset: 4px; border-radius: var(--radius); }
  .slot-body { padding-inline-start: 14px; }
  .choosers { display: flex; flex-wrap: wrap; align-items: center; margin: 2px -5px 0; }
  .choosers > * { margin: 8px 5px 0; }
  .file-button {
    position: relative; display: inline-flex; align-items: center; justify-content: center; min-height: var(--target); padding: 8px 20px;
    border: 2px solid var(--accent); border-radius: var(--radius); color: var(--accent); font-weight: 500; line-height: 1.4; cursor: pointer;
  }
  .file-button:hover { background: var(--chosen); }
  .file-button:focus-within { outline: 3px solid var(--focus); outline-offset: 2px; }
  .file { margin-top: 12px; padding: 12px 14px 4px; border: 1px solid var(--border); border-inline-start: 6px solid var(--mark); border-radius: var(--radius); --mark: var(--border); }
  .file::after { content: ""; display: block; clear: both; }
  .file.readable { --mark: var(--ok); }
  .file.warned, .file.kept { --mark: var(--warn); }
  .file.blocked { --mark: var(--no); }
  .file-name { overflow-wrap: anywhere; font-weight: 500; line-height: 1.4; }
  .file-name small { overflow-wrap: normal; }
  .file-verdict { display: flex; align-items: flex-start; margin-top: 6px; color: var(--text); }
  .file.readable .file-verdict { color: var(--ok); }
  .file.warned .file-verdict, .file.kept .file-verdict { color: var(--warn); }
  .file.blocked .file-verdict { color: var(--no); }
  .file-verdict .icon { margin-top: 2px; margin-inline-end: 6px; }
  .file-step { margin-top: 6px; color: var(--muted); }
  .defects > li { display: flex; align-items: baseline; margin-top: 8px; }
  .severity { flex: none; margin-inline-end: 8px; padding: 0 8px; border: 1px solid currentColor; border-radius: 4px; font-size: .78em; font-weight: 700; color: var(--muted); }
  .block > .severity { color: var(--no); }
  .warn > .severity { color: var(--warn); }
  .same, .made { margin-top: 8px; }
  .file-said > p:not(.file-name):not(.file-verdict) { margin-top: 8px; }
  .pages { display: flex; flex-wrap: wrap; margin: 0 -4px 8px; }
  .page-picture { flex: none; min-width: var(--target); min-height: var(--target); margin: 0 4px 8px; padding: 0; border: 0; background: none; line-height: 0; cursor: zoom-in; }
  .page-picture[aria-expanded="true"] { cursor: zoom-out; }
  .sheet { position: relative; display: inline-block; max-width: 100%; border: 1px solid var(--border); line-height: 0; background: #fff; }
  .sheet canvas { display: block; max-width: 100%; height: auto; }
  .page-picture canvas { width: auto; max-width: 120px; max-height: 120px; }
  .sheet svg { position: absolute; left: 0; top: 0; width: 100%; height: 100%; }
  .sheet rect { fill: none; stroke: var(--field); stroke-width: 2; stroke-dasharray: 4 3; }
  .sheet rect.block { stroke: #c3271c; stroke-width: 3; stroke-dasharray: none; }
  .sheet rect.warn { stroke: #a86400; stroke-width: 3; stroke-dasharray: 7 4; }
  .large { margin: 8px 0; }
  .large .sheet, .large canvas { width: 100%; }
  .file-buttons { display: flex; flex-wrap: wrap; align-items: center; margin: 4px 0 0; }
  .file-buttons .secondary { margin: 4px 0 6px; margin-inline-end: 14px; }
  .file-buttons .link { margin: 0 -8px; margin-inline-end: 10px; }

  @media (min-width: 600px) {
    .pages { float: inline-end; float: right; flex-direction: column; margin-inline-start: 14px; }
    .pages > :nth-child(n + 4) { display: none; }
    .large { clear: both; }
  }
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
    .mark { margin: 2px 0 0; margin-inline-end: 5px; }
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
    .steps > li::before { margin-inline-start: -18px; width: 14px; height: 14px; line-height: 14px; }
    .row { padding: 0; break-inside: avoid; }
    .row dd { display: block; }
    a[href^="http"]::after { content: " " attr(href); }
    .beside > .picture { flex: none; width: 150px; margin: 0 0 4px; margin-inline-start: 12px; break-inside: avoid; }
    .block > .beside { display: block; }
    .condition.again { display: inline-block; margin-inline-end: 8px; }
    .overview button { padding: 1px 0; min-height: 0; }
    .overview .verdict, header .verdict { border: 0; padding: 0; background: none; }
    .page > div, .beside > .block { margin: 0; }
    .day { margin: 0; }
    .card h4 { float: left; clear: left; margin: 3px 0 0; margin-inline-end: 8px; }
    .card h4 + * { margin-top: 3px; }
    .conditions, .next, .card h4 + details { clear: left; }
  }
`;
