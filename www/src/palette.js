/** The colours, light and dark. A host sets the `--precheck-*` properties; the values here meet a contrast of 4.5 to 1. */

/** Marks a text as styles, for the build to shorten. */
export const css = (strings, ...values) => strings.reduce((text, part, index) => text + values[index - 1] + part);

export const light = css`
  --text: var(--precheck-text, #1b2126);
  --muted: var(--precheck-muted, #55606a);
  --bg: var(--precheck-bg, #ffffff);
  --surface: var(--precheck-surface, #f2f5f7);
  --border: var(--precheck-border, #ccd4da);
  --field: #6b7680;
  --accent: var(--precheck-accent, #0a5a8a);
  --on-accent: var(--precheck-on-accent, #ffffff);
  --chosen: #e6f0f7;
  --focus: var(--precheck-focus, #c25e00);
  --ok: var(--precheck-ok, #0b6b3a);
  --warn: var(--precheck-warn, #875000);
  --no: var(--precheck-no, #a3271f);
  --info: var(--precheck-info, #0a5a8a);
  --human: #5b3f8c;
  --ok-bg: #e7f4ec;
  --warn-bg: #fbf1de;
  --no-bg: #f9ebe9;
  --info-bg: #e6f0f7;
  --human-bg: #f0ebf8;
`;

export const dark = css`
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
  --ok-bg: #16301f;
  --warn-bg: #33270f;
  --no-bg: #3a1d1a;
  --info-bg: #14293a;
  --human-bg: #2a2140;
`;
