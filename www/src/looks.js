/** How the element looks. The build packs this with the catalog, so that it comes in fewer bytes: see `embedded.js`. */

import { css, dark, light } from './palette.js';

export const looks = css`
  :host { display: block; position: relative; z-index: var(--precheck-z, auto); }
  :host([hidden]) { display: none; }

  .page {
    all: initial;
    ${light}
    --target: var(--precheck-target, 44px);
    --radius: var(--precheck-radius, 8px);
    --gap: var(--precheck-gap, 16px);
    color-scheme: light;
    display: block;
    max-width: var(--precheck-max, 720px);
    margin: 0 auto;
    padding: 24px var(--gap) 32px;
    color: var(--text);
    background: var(--bg);
    font: normal 400 var(--precheck-size, 18px)/var(--precheck-line, 1.6) var(--precheck-font, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif);
    text-align: start;
    overflow-wrap: break-word;
    -webkit-text-size-adjust: 100%;
  }
  .page:lang(ug), .page:lang(ky), ::slotted(:lang(ug)), ::slotted(:lang(ky)) {
    font-family: var(--precheck-font-arab, "UKIJ Tuz", "Microsoft Uighur", "Segoe UI", Tahoma, "Noto Naskh Arabic", "Precheck Arab", sans-serif);
  }
  .page.dark { ${dark} }
  @media (prefers-color-scheme: dark) { .page.auto { ${dark} } }

  *, *::before, *::after { box-sizing: border-box; }
  h2, h3, h4, p, ul, ol, dl, dd, figure, blockquote, fieldset { margin: 0; padding: 0; border: 0; }
  fieldset { min-width: 0; }
  legend { display: block; width: 100%; padding: 0; }
  ul, ol { list-style: none; }
  h2 { font-size: 1.4em; line-height: 1.3; font-weight: 700; text-wrap: pretty; }
  h3 { font-size: 1.22em; line-height: 1.35; font-weight: 700; }
  h4 { font-size: 1em; line-height: 1.5; font-weight: 700; margin-top: 20px; }
  p + p { margin-top: 8px; }
  a { color: var(--accent); text-underline-offset: 3px; }
  b, em { font-style: normal; font-weight: 700; }
  small { display: block; font-size: .83em; line-height: 1.5; color: var(--muted); font-weight: 400; }
  .small { font-size: .83em; color: var(--muted); }
  .lead { margin-top: 12px; font-size: 1.06em; }
  .hint { color: var(--muted); font-size: .89em; margin-top: 6px; }
  .icon { width: 24px; height: 24px; fill: none; stroke: currentColor; stroke-width: 2.4; stroke-linecap: round; stroke-linejoin: round; flex: none; }
  .spoken { position: absolute; right: 0; width: 1px; height: 1px; overflow: hidden; clip: rect(0 0 0 0); white-space: nowrap; }

  .top-of-screen, .heading, .problem-summary { scroll-margin-top: var(--precheck-scroll-offset, 12px); }
  .heading:focus { outline: 0; }
  :focus { outline: 3px solid var(--focus); outline-offset: 2px; }
  summary:focus:not(:focus-visible), button:focus:not(:focus-visible) { outline: 0; }

  /* buttons */
  button { font: inherit; color: inherit; margin: 0; cursor: pointer; }
  .primary, .secondary {
    min-height: var(--target);
    padding: 10px 24px;
    border: 2px solid var(--accent);
    border-radius: var(--radius);
    text-align: start;
    line-height: 1.4;
  }
  .primary { background: var(--accent); color: var(--on-accent); font-weight: 700; min-width: 11em; text-align: center; }
  .secondary { background: var(--bg); color: var(--accent); font-weight: 500; }
  .primary:hover { box-shadow: inset 0 0 0 99px rgba(0, 0, 0, .14); }
  .secondary:hover, .overview button:hover { background: var(--chosen); }
  .actions { display: flex; flex-wrap: wrap; margin: 28px -6px 0; }
  .actions > * { margin: 0 6px 10px; }
  .link {
    min-height: var(--target);
    min-width: var(--target);
    padding: 0 8px;
    margin: 0 -8px;
    flex: none;
    position: relative;
    border: 0;
    background: none;
    color: var(--accent);
    text-decoration: underline;
    text-underline-offset: 3px;
    white-space: nowrap;
  }
  .top { display: flex; align-items: center; justify-content: space-between; min-height: 44px; margin: -12px 0 8px; }
  .top:empty { display: none; }
  .languages { display: flex; flex-wrap: wrap; margin: -16px -8px 8px; font-size: .89em; }
  .languages .link { margin: 0; }
  .languages [aria-pressed="true"] { color: var(--text); text-decoration: none; font-weight: 700; }
  .back {
    display: inline-flex; align-items: center;
    min-height: var(--target);
    padding: 0; padding-inline-end: 12px;
    border: 0; background: none; color: var(--accent);
  }
  .back .icon { width: 22px; height: 22px; margin-inline-end: 2px; }
  .progress { color: var(--muted); font-size: .89em; margin-inline-start: auto; }
  .day { display: flex; flex-wrap: wrap; align-items: center; margin-top: 8px; }
  .day > .link { margin: 0 4px; }
  .day > small { flex-basis: 100%; color: var(--warn); }

  /* fields */
  .choices { margin-top: 18px; }
  .choice {
    display: flex; align-items: center;
    min-height: var(--target);
    padding: 11px 14px;
    margin-top: 8px;
    border: 1px solid var(--border);
    border-radius: var(--radius);
    background: var(--bg);
    line-height: 1.45;
    cursor: pointer;
  }
  .choice:hover { border-color: var(--accent); }
  .choice.chosen { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); background: var(--chosen); }
  .choice.apart { margin-top: 20px; }
  .many .apart { grid-column: 1 / -1; }
  .choice input { flex: none; width: 22px; height: 22px; margin: 0; margin-inline-end: 12px; accent-color: var(--accent); }
  .choice > span { flex: 1 1 auto; min-width: 0; }
  .date-fields { display: flex; flex-wrap: wrap; margin: 16px -6px 0; }
  .date-field { display: block; margin: 0 6px 8px; }
  .date-field.number { margin: 16px 0 8px; }
  .date-field > span { display: block; color: var(--muted); font-size: .89em; }
  .wide, .narrow, .code-field, textarea {
    font: inherit; color: var(--text); background: var(--bg);
    height: 50px; padding: 0 12px; margin: 4px 0 0;
    border: 2px solid var(--field); border-radius: var(--radius);
  }
  .wide { width: 6.5em; }
  .narrow { width: 4.5em; }
  .code-field { width: 100%; max-width: 30em; margin-top: 16px; letter-spacing: .04em; text-transform: uppercase; }
  [aria-invalid="true"]:not([type]) { border-color: var(--no); }
  input:disabled { opacity: .5; }
  textarea { display: block; width: 100%; height: auto; padding: 10px 12px; font-size: .83em; }
  .by-hand { display: block; margin-top: 16px; font-size: .89em; }

  .problem-summary {
    margin: 0 0 24px; padding: 14px 16px;
    border: 3px solid var(--no); border-radius: var(--radius);
  }
  .problem-summary h2, .notice-box h2 { font-size: 1.22em; }
  .problem-summary a { display: inline-block; padding: 8px 0; color: var(--no); font-weight: 700; }
  .problem { display: flex; align-items: flex-start; margin-top: 12px; color: var(--no); font-weight: 700; }
  .problem .icon { margin-inline-end: 6px; margin-top: 2px; }

  /* what folds */
  summary { display: block; cursor: pointer; color: var(--accent); min-height: var(--target); padding: 8px 0; list-style: none; }
  summary::-webkit-details-marker { display: none; }
  summary::before {
    content: ""; display: inline-block; width: 8px; height: 8px; margin: 0 3px 3px; margin-inline-end: 10px;
    border: solid currentColor; border-width: 0 2px 2px 0; transform: rotate(-45deg);
  }
  details[open] > summary::before { transform: rotate(45deg); margin-bottom: 4px; }
  .why { margin-top: 20px; }
  .why > :not(summary) { padding: 4px 0; padding-inline-start: 16px; border-inline-start: 4px solid var(--border); margin: 0; }

  /* words of the law, and ours */
  .quote { margin-top: 8px; }
  blockquote, q {
    padding: 8px 12px; background: var(--surface); border-inline-start: 4px solid var(--border);
    font-size: .94em; line-height: 1.7; white-space: pre-line;
  }
  q { display: block; margin-top: 8px; quotes: none; }
  .quote figcaption { margin-top: 4px; font-size: .83em; color: var(--muted); }
  .words { margin-top: 8px; font-size: .94em; }
  .origin { color: var(--muted); font-size: .89em; }

  /* the start and the result */
  .notice-box { margin: 20px 0; padding: 14px 16px; border: 1px solid var(--warn); border-inline-start-width: 6px; border-radius: var(--radius); background: var(--warn-bg); }
  .notice-box h3, .notice-box h2 { color: var(--warn); margin-bottom: 4px; }
  .notice-box.stop { border-color: var(--no); background: var(--no-bg); }
  .notice-box.stop h2 { color: var(--no); }
  .notice-box blockquote { background: none; padding-top: 0; padding-bottom: 0; }
  .block { margin-top: 44px; }
  .block > h3 { padding-bottom: 8px; border-bottom: 2px solid var(--border); margin-bottom: 4px; }
  .block.caution { padding: 14px 16px; border: 1px solid var(--warn); border-inline-start-width: 6px; border-radius: var(--radius); }
  .block.caution > h3 { border: 0; padding: 0; color: var(--warn); }
  .plain > li { margin-top: 10px; padding-inline-start: 18px; position: relative; }
  .plain > li::before { content: ""; position: absolute; margin-inline-start: -16px; top: .7em; width: 6px; height: 6px; border-radius: 50%; background: var(--muted); }
  .start-notes { margin-top: 16px; }
  .parts-nav { display: flex; flex-wrap: wrap; margin-top: 8px; }
  .parts-nav .link { margin: 0 -8px; margin-inline-end: 16px; }

  .meets { --mark: var(--ok); --tint: var(--ok-bg); }
  .not-yet { --mark: var(--warn); --tint: var(--warn-bg); }
  .need-info { --mark: var(--info); --tint: var(--info-bg); }
  .human { --mark: var(--human); --tint: var(--human-bg); }
  .no { --mark: var(--no); --tint: var(--no-bg); }

  .overview button {
    display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between;
    width: 100%; min-height: var(--target); padding: 10px 0;
    border: 0; border-bottom: 1px solid var(--border); background: none; text-align: start;
  }
  .overview .name { margin-inline-end: 12px; color: var(--accent); text-decoration: underline; text-underline-offset: 3px; }
  .overview small { flex-basis: 100%; }

  .card { margin-top: 28px; padding: 0 var(--gap) 18px; border: 1px solid var(--border); border-radius: var(--radius); overflow: hidden; }
  .card header { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; margin: 0 calc(-1 * var(--gap)) 14px; padding: 8px calc(var(--gap) - 4px); background: var(--tint); border-top: 5px solid var(--mark); }
  .card header > * { margin: 4px; }
  .verdict { display: inline-flex; align-items: center; padding: 1px 8px; padding-inline-end: 14px; white-space: nowrap; border-radius: 99px; border: 2px solid var(--mark); color: var(--mark); background: var(--bg); font-weight: 700; }
  .verdict .icon { margin-inline-end: 4px; }
  .sentence { font-weight: 600; font-size: 1.06em; }
  .card h4 { padding-top: 16px; border-top: 1px solid var(--border); }
  .card h4 + * { margin-top: 4px; }

  .condition { margin-top: 16px; }
  .condition.yes { --mark: var(--ok); }
  .condition.unknown { --mark: var(--info); }
  .condition .label { display: flex; align-items: flex-start; font-weight: 600; position: relative; }
  .mark { flex: none; display: inline-flex; align-items: center; justify-content: center; width: 26px; height: 26px; margin: 2px 0 0; margin-inline-end: 10px; border-radius: 50%; background: var(--mark); color: var(--bg); }
  .mark .icon { width: 18px; height: 18px; stroke-width: 3; }
  .grounds { padding-inline-start: 36px; }
  .grounds > * { margin-top: 6px; }
  .given { font-size: .89em; }
  .given > div { display: flex; flex-wrap: wrap; }
  .given dt { color: var(--muted); margin-inline-end: .75em; }
  .given dd { font-weight: 600; }
  .reasons > li, .basis, .relax { font-size: .94em; }
  .basis, .relax { padding: 8px 12px; border: 1px solid var(--border); border-radius: var(--radius); }
  .basis > p + p { margin-top: 4px; }
  .sum { font-weight: 600; }
  .met > summary, .others > summary { font-weight: 500; }
  .others { margin-top: 24px; }
  .others + .others { margin-top: 0; }
  .buttons > li { margin-top: 8px; }
  .next > * + * { margin-top: 8px; }

  .phase h4 + .choice { margin-top: 6px; }
  .status { display: block; font-size: .83em; font-weight: 500; color: var(--muted); }
  .status.present { color: var(--ok); }
  .status.missing, .status.unfit { color: var(--no); }
  .source > summary { font-size: .83em; display: flex; align-items: baseline; }
  .source > summary::before { flex: none; }
  .spared { margin-top: 24px; padding: 2px 16px 6px; border-radius: var(--radius); background: var(--surface); }
  .spared h4 { margin-top: 12px; }
  .spared li { display: flex; align-items: flex-start; margin-top: 8px; }
  .spared .icon { margin: 3px 0 0; margin-inline-end: 8px; width: 22px; height: 22px; color: var(--muted); }
  .steps { counter-reset: step; }
  .steps > li { counter-increment: step; margin-top: 10px; padding-inline-start: 36px; position: relative; }
  .steps > li::before { content: counter(step); position: absolute; margin-inline-start: -36px; top: 2px; width: 26px; height: 26px; line-height: 26px; text-align: center; border-radius: 50%; background: var(--surface); font-size: .78em; font-weight: 700; }

  .row { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; padding: 8px 0; border-bottom: 1px solid var(--border); margin: 0; }
  .row dt { color: var(--muted); font-size: .89em; flex: 1 1 15em; padding-inline-end: 12px; }
  .row dd { font-weight: 600; display: flex; align-items: center; justify-content: space-between; flex: 1 1 12em; }
  .row .link { font-weight: 400; margin-inline-start: 8px; margin-inline-end: 0; }
  .row small { font-weight: 400; }
  .help, .basis-line { margin-top: 20px; }
  .code { display: inline-block; font: 700 1.1em/1.7 Consolas, Menlo, monospace; letter-spacing: .04em; overflow-wrap: anywhere; word-break: break-all; user-select: all; -webkit-user-select: all; }

  @media (min-width: 600px) {
    .page { --gap: var(--precheck-gap, 28px); }
    h2 { font-size: 1.67em; }
    .choices.many { display: grid; grid-template-columns: 1fr 1fr; column-gap: 8px; }
  }
  @media (max-width: 480px) {
    form > .actions > *, [part~="start"] > .actions > *, [data-screen="check"] > .actions > * { flex: 1 1 100%; text-align: center; }
  }
  @media (prefers-reduced-motion: no-preference) { summary::before { transition: transform .12s; } }
  @media (forced-colors: active) {
    .choice.chosen { outline: 2px solid; }
    .mark, .steps > li::before { border: 1px solid; }
    .mark { background: none; color: CanvasText; }
  }
  @media print { button, .screen-only { display: none; } }
`;
