/** How the element looks. A host sets the `--precheck-*` properties; the values here meet a contrast of 4.5 to 1. */

import { css } from 'lit';

const light = css`
  --text: var(--precheck-text, #1c2126);
  --muted: var(--precheck-muted, #56616b);
  --bg: var(--precheck-bg, #ffffff);
  --surface: var(--precheck-surface, #f3f6f8);
  --border: var(--precheck-border, #c8d0d7);
  --field: #6f7a84;
  --accent: var(--precheck-accent, #0b5a8f);
  --on-accent: var(--precheck-on-accent, #ffffff);
  --chosen: #e8f1f8;
  --focus: var(--precheck-focus, #c25e00);
  --ok: var(--precheck-ok, #0c6b3c);
  --warn: var(--precheck-warn, #8a5200);
  --no: var(--precheck-no, #a3271f);
  --info: var(--precheck-info, #0b5a8f);
  --human: #5b3f8c;
`;

const dark = css`
  color-scheme: dark;
  --text: var(--precheck-text, #e8ecef);
  --muted: var(--precheck-muted, #aab4bd);
  --bg: var(--precheck-bg, #14181c);
  --surface: var(--precheck-surface, #1f252b);
  --border: var(--precheck-border, #3d4750);
  --field: #8d99a4;
  --accent: var(--precheck-accent, #7cc0f0);
  --on-accent: var(--precheck-on-accent, #0c2233);
  --chosen: #1b3145;
  --focus: var(--precheck-focus, #ffb454);
  --ok: var(--precheck-ok, #6fd19c);
  --warn: var(--precheck-warn, #f0b860);
  --no: var(--precheck-no, #ff958c);
  --info: var(--precheck-info, #7cc0f0);
  --human: #c6adf5;
`;

export const styles = css`
  :host { display: block; }
  :host([hidden]) { display: none; }

  .page {
    ${light}
    color-scheme: light;
    display: block;
    box-sizing: border-box;
    max-width: var(--precheck-max, 720px);
    margin: 0 auto;
    padding: 20px 16px 28px;
    color: var(--text);
    background: var(--bg);
    font: normal 400 var(--precheck-size, 18px)/var(--precheck-line, 1.6) var(--precheck-font, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif);
    text-align: start;
    overflow-wrap: break-word;
    -webkit-text-size-adjust: 100%;
  }
  .page.dark { ${dark} }
  @media (prefers-color-scheme: dark) { .page.auto { ${dark} } }

  *, *::before, *::after { box-sizing: border-box; }
  h2, h3, h4, p, ul, ol, dl, dd, figure, blockquote, fieldset { margin: 0; padding: 0; border: 0; }
  fieldset { min-width: 0; }
  legend { display: block; width: 100%; padding: 0; }
  ul, ol { list-style: none; }
  h2 { font-size: 1.4em; line-height: 1.35; font-weight: 700; }
  h3 { font-size: 1.17em; line-height: 1.4; font-weight: 700; }
  h4 { font-size: 1em; line-height: 1.5; font-weight: 700; margin-top: 18px; }
  p + p { margin-top: 8px; }
  a { color: var(--accent); text-underline-offset: 3px; }
  b, em { font-style: normal; font-weight: 700; }
  small { display: block; font-size: .83em; line-height: 1.5; color: var(--muted); font-weight: 400; }
  .small { font-size: .83em; color: var(--muted); }
  .lead { margin-top: 8px; }
  .hint { color: var(--muted); font-size: .89em; margin-top: 4px; }
  .icon { width: 24px; height: 24px; fill: none; stroke: currentColor; stroke-width: 2.4; stroke-linecap: round; stroke-linejoin: round; flex: none; }
  .spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip: rect(0 0 0 0); white-space: nowrap; }

  .heading, .problem-summary { scroll-margin-top: var(--precheck-scroll-offset, 12px); }
  .heading:focus { outline: 0; }
  :focus { outline: 3px solid var(--focus); outline-offset: 2px; }
  summary:focus:not(:focus-visible), button:focus:not(:focus-visible) { outline: 0; }

  /* buttons */
  button { font: inherit; color: inherit; margin: 0; cursor: pointer; }
  .primary, .secondary {
    min-height: var(--precheck-target, 44px);
    padding: 8px 24px;
    border: 2px solid var(--accent);
    border-radius: var(--precheck-radius, 6px);
    text-align: start;
    line-height: 1.4;
  }
  .primary { background: var(--accent); color: var(--on-accent); font-weight: 700; min-width: 10em; text-align: center; }
  .secondary { background: var(--bg); color: var(--accent); }
  .actions { display: flex; flex-wrap: wrap; margin: 24px -6px 0; }
  .actions > * { margin: 0 6px 8px; }
  .link {
    min-height: var(--precheck-target, 44px);
    min-width: var(--precheck-target, 44px);
    padding: 0 8px;
    border: 0;
    background: none;
    color: var(--accent);
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .top { display: flex; align-items: center; justify-content: space-between; min-height: 44px; margin: -8px 0 8px; }
  .back {
    display: inline-flex; align-items: center;
    min-height: var(--precheck-target, 44px);
    padding: 0 12px 0 0;
    border: 0; background: none; color: var(--accent);
  }
  .back .icon { width: 22px; height: 22px; margin-inline-end: 2px; }
  .progress { color: var(--muted); font-size: .89em; margin-inline-start: auto; }
  .day { display: flex; flex-wrap: wrap; align-items: center; }

  /* fields */
  .choices { margin-top: 16px; }
  .choice {
    display: flex; align-items: center;
    min-height: var(--precheck-target, 44px);
    padding: 10px 14px;
    margin-top: 8px;
    border: 1px solid var(--border);
    border-radius: var(--precheck-radius, 6px);
    background: var(--bg);
    line-height: 1.45;
    cursor: pointer;
  }
  .choice:hover { border-color: var(--accent); }
  .choice.chosen { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); background: var(--chosen); }
  .choice.apart { margin-top: 18px; }
  .many .apart { grid-column: 1 / -1; }
  legend h3 { margin-top: 20px; }
  .choice input { flex: none; width: 22px; height: 22px; margin: 0 12px 0 0; margin-inline: 0 12px; accent-color: var(--accent); }
  .choice > span { flex: 1 1 auto; min-width: 0; }
  .choice b { font-weight: 500; }
  .date-fields { display: flex; flex-wrap: wrap; margin: 16px -6px 0; }
  .date-field { display: block; margin: 0 6px 8px; }
  .date-field.number { margin: 16px 0 8px; }
  .date-field > span { display: block; color: var(--muted); font-size: .89em; }
  input.wide, input.narrow {
    font: inherit; color: var(--text); background: var(--bg);
    height: 48px; padding: 0 12px; margin: 4px 0 0;
    border: 2px solid var(--field); border-radius: var(--precheck-radius, 6px);
  }
  input.wide { width: 6.5em; }
  input.narrow { width: 4.5em; }
  input[aria-invalid="true"]:not([type]) { border-color: var(--no); }
  input:disabled { opacity: .5; }

  .problem-summary {
    margin: 0 0 20px; padding: 14px 16px;
    border: 3px solid var(--no); border-radius: var(--precheck-radius, 6px);
  }
  .problem-summary a { display: inline-block; padding: 8px 0; color: var(--no); font-weight: 700; }
  .problem { display: flex; align-items: flex-start; margin-top: 12px; color: var(--no); font-weight: 700; }
  .problem .icon { margin-inline-end: 6px; margin-top: 2px; }

  /* what folds */
  summary { display: block; cursor: pointer; color: var(--accent); min-height: var(--precheck-target, 44px); padding: 8px 0; list-style: none; }
  summary::-webkit-details-marker { display: none; }
  summary::before {
    content: ""; display: inline-block; width: 8px; height: 8px; margin: 0 10px 3px 3px;
    border: solid currentColor; border-width: 0 2px 2px 0; transform: rotate(-45deg);
  }
  details[open] > summary::before { transform: rotate(45deg); margin-bottom: 4px; }
  .why { margin-top: 20px; }
  .why > :not(summary) { padding-inline-start: 16px; border-inline-start: 4px solid var(--border); margin: 0; padding-top: 4px; padding-bottom: 4px; }
  .why > .quote { padding-top: 8px; }

  /* words of the law, and ours */
  .quote { margin-top: 8px; }
  blockquote {
    padding: 8px 12px; background: var(--surface); border-inline-start: 4px solid var(--border);
    font-size: .94em; line-height: 1.7; white-space: pre-line;
  }
  .quote figcaption { margin-top: 4px; font-size: .83em; color: var(--muted); }
  .words { margin-top: 8px; font-size: .94em; }
  .origin { color: var(--muted); font-size: .89em; }

  /* the start and the result */
  .banner { margin-top: 12px; padding: 10px 14px; border-inline-start: 4px solid var(--accent); background: var(--surface); }
  .block { margin-top: 36px; }
  .block > h3 { padding-bottom: 6px; border-bottom: 2px solid var(--border); }
  .block.caution { margin-top: 20px; padding: 14px 16px; border: 1px solid var(--warn); border-inline-start-width: 6px; border-radius: var(--precheck-radius, 6px); }
  .block.caution > h3 { border: 0; padding: 0 0 4px; color: var(--warn); }
  .block.caution blockquote { background: none; padding: 0; border: 0; }
  .plain > li { margin-top: 8px; padding-inline-start: 18px; position: relative; }
  .plain > li::before { content: ""; position: absolute; inset-inline-start: 2px; left: 2px; top: .7em; width: 6px; height: 6px; border-radius: 50%; background: var(--muted); }

  .meets { --mark: var(--ok); }
  .not-yet { --mark: var(--warn); }
  .need-info { --mark: var(--info); }
  .human { --mark: var(--human); }
  .no { --mark: var(--no); }

  .overview button {
    display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between;
    width: 100%; min-height: var(--precheck-target, 44px); padding: 6px 0;
    border: 0; border-bottom: 1px solid var(--border); background: none; text-align: start;
  }
  .overview button > span:first-child { margin-inline-end: 12px; color: var(--accent); text-decoration: underline; text-underline-offset: 3px; }

  .card { margin-top: 24px; padding: 16px; border: 1px solid var(--border); border-top: 5px solid var(--mark); border-radius: var(--precheck-radius, 6px); }
  .card header { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; margin: -4px -6px 8px; }
  .card header > * { margin: 4px 6px; }
  .verdict { display: inline-flex; align-items: center; padding: 1px 14px 1px 8px; white-space: nowrap; border-radius: 99px; border: 2px solid var(--mark); color: var(--mark); font-weight: 700; }
  .verdict .icon { margin-inline-end: 4px; }
  .sentence { font-weight: 500; }
  .card h4 { padding-top: 14px; border-top: 1px solid var(--border); }
  .card h4 + * { margin-top: 4px; }

  .condition { margin-top: 14px; }
  .condition.yes { --mark: var(--ok); }
  .condition.unknown { --mark: var(--info); }
  .condition .label { display: flex; align-items: flex-start; font-weight: 500; position: relative; }
  .mark { flex: none; display: inline-flex; align-items: center; justify-content: center; width: 26px; height: 26px; margin: 2px 10px 0 0; margin-inline: 0 10px; border-radius: 50%; background: var(--mark); color: var(--bg); }
  .mark .icon { width: 18px; height: 18px; stroke-width: 3; }
  .grounds { padding-inline-start: 36px; }
  .grounds > * { margin-top: 6px; }
  .parts { padding-inline-start: 0; }
  .given { font-size: .89em; }
  .given > div { display: flex; flex-wrap: wrap; }
  .given dt { color: var(--muted); margin-inline-end: .75em; }
  .given dd { font-weight: 500; }
  .reasons > li, .basis, .relax { font-size: .94em; }
  .reasons > li { color: var(--text); font-weight: 500; }
  .basis, .relax { padding: 8px 12px; border: 1px solid var(--border); border-radius: var(--precheck-radius, 6px); }
  .basis > p + p { margin-top: 4px; }
  .sum { font-weight: 500; }
  .met > summary, .others > summary { font-weight: 500; }
  .others { margin-top: 24px; }
  .buttons > li { margin-top: 8px; }
  .next p + p, .next ul + p, .next p + ul { margin-top: 8px; }

  .phase { margin-top: 4px; }
  .phase h4 + .choice { margin-top: 4px; }
  .status { display: block; font-size: .83em; font-weight: 500; color: var(--muted); }
  .status.present { color: var(--ok); }
  .status.missing, .status.unfit { color: var(--no); }
  .source > summary { font-size: .83em; }
  .steps { counter-reset: step; }
  .steps > li { counter-increment: step; margin-top: 10px; padding-inline-start: 36px; position: relative; }
  .steps > li::before { content: counter(step); position: absolute; inset-inline-start: 0; left: 0; top: 2px; width: 26px; height: 26px; line-height: 26px; text-align: center; border-radius: 50%; background: var(--surface); font-size: .78em; font-weight: 700; }

  .row { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; padding: 6px 0; border-bottom: 1px solid var(--border); margin: 0; }
  .row dt, .row > span:first-child { color: var(--muted); flex: 1 1 15em; }
  .row dd, .row > span:last-child { font-weight: 500; display: flex; align-items: center; justify-content: space-between; flex: 1 1 12em; }
  .help, .basis-line { margin-top: 20px; }

  @media (min-width: 600px) {
    .choices.many { display: grid; grid-template-columns: 1fr 1fr; column-gap: 8px; }
    .choices.many .choice { margin-top: 8px; }
    .page { padding-left: 24px; padding-right: 24px; }
  }
  @media (prefers-reduced-motion: no-preference) { summary::before { transition: transform .12s; } }
  @media (forced-colors: active) { .mark, .verdict { forced-color-adjust: none; } .choice.chosen { outline: 2px solid; } }
`;
