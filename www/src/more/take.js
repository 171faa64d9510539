/** The ways out: on paper, as text, into the calendar, as a page, as a code; and what to do where the result seems wrong. */

import { html, nothing } from 'lit-html';
import { encode } from '../export/code.js';
import { copy, save } from '../export/download.js';
import { toHTML } from '../export/html.js';
import { toICS } from '../export/ics.js';
import { toText } from '../export/text.js';
import { canDownload, canPrint, isWeChat, isWebView } from '../export/userAgent.js';
import { ELSEWHERE, isSensitive } from '../storage.js';
import { button, sectionOf } from '../views/parts.js';
import { report } from './report.js';

/** Draws the panel. What stands open in it is `page.panel`. */
export function takePanel(page) {
  const { t, act, panel, answers, today, host } = page;
  const { userAgent } = window.navigator;
  const told = Object.keys(answers).some(isSensitive);
  const file = host._speech.plain(t('take-file', { day: today }));

  /** Copies a text, says so, and shows it to be copied by hand where the browser does not let us. */
  const put = async (kind, text, { target }) => {
    const copied = await copy(text, target.closest('section'));
    act.show({ copied: copied && kind, text: copied ? '' : text });
    if (copied) act.announce(t('take-copied'));
  };
  const out = (kind, go) => (event) => act.allowExport(kind) && go(event);
  const download = (kind, ending, mime, write) => out(kind, () => {
    const text = write(act.view());
    if (!save(`${file}.${ending}`, mime, text, document)) act.show({ text });
  });

  const way = (kind, look, go) => html`
    <li>${button(t(`take-${kind}`), go, look)}<small>${t(`take-${kind}-about`)}${panel.copied === kind ? html` <b>${t('take-copied')}</b>` : nothing}</small></li>`;
  const files = canDownload(userAgent);
  return html`
    ${sectionOf(t('take-title'), html`
      ${isWebView(userAgent) ? html`<p class="notice-box">${t(isWeChat(userAgent) ? 'take-in-wechat' : 'take-in-app')}</p>` : nothing}
      <ul class="take">
        ${canPrint(userAgent) ? way('print', 'secondary', act.print) : nothing}
        ${way('text', 'secondary', out('text', (event) => put('text', toText(act.view()), event)))}
        ${files && toICS(act.view()) ? way('ics', 'secondary', download('ics', 'ics', 'text/calendar', toICS)) : nothing}
        ${files ? way('html', 'secondary', download('html', 'html', 'text/html', toHTML)) : nothing}
        ${way('code', 'secondary', out('code', () => act.show({ code: !panel.code })))}
      </ul>
      ${panel.code ? code(page, told, put) : nothing}
      ${panel.text ? byHand(t, panel.text) : nothing}
      ${page.host.storage === 'ask' ? keeping(page, told) : nothing}
      ${panel.refused ? html`<p class="small" data-refused>${t(panel.refused === ELSEWHERE ? 'keep-elsewhere' : 'keep-refused')}</p>` : nothing}`, 'screen-only', 'ways')}
    ${sectionOf(t('report-title'), html`
      <p>${t('report-about')}</p>
      <details @toggle=${({ target }) => act.show({ reporting: target.open })}>
        <summary>${t('report-open')}</summary>
        ${panel.reporting ? reporting(page, put) : nothing}
      </details>`, 'screen-only')}`;
}

const tickBox = (label, checked, change) => html`
  <label class="choice ${checked ? 'chosen' : ''}"><input type="checkbox" .checked=${Boolean(checked)} @change=${({ target }) => change(target.checked)}><span>${label}</span></label>`;

function code({ t, act, panel, answers, notice }, told, put) {
  const text = encode(notice, answers, { withSanction: panel.withSanction });
  return html`
    <div class="code-box" data-code>
      <p class="code" dir="ltr">${text}</p>
      <p class="small">${t('take-code-how')}</p>
      ${told ? tickBox(t('take-with-sanction'), panel.withSanction, (withSanction) => act.show({ withSanction })) : nothing}
      <p>${button(t('take-copy-code'), (event) => put('code', text, event))}</p>
    </div>`;
}

function byHand(t, text) {
  return html`<label class="by-hand">${t('take-by-hand')}<textarea readonly rows="8" .value=${text} @focus=${({ target }) => target.select()}></textarea></label>`;
}

/** Keeping the answers on the device, for those who ask. */
function keeping({ t, act, keep }, told) {
  return html`
    <div class="keep">
      ${tickBox(t('keep'), keep, (on) => act.keep(on && {}))}
      ${keep && told ? tickBox(t('keep-sanction'), keep.sensitive, (sensitive) => act.keep({ ...keep, sensitive })) : nothing}
    </div>`;
}

function reporting(page, put) {
  const { t, act, panel } = page;
  const text = report(page, panel);
  return html`
    ${tickBox(t('report-answers'), panel.withAnswers, (withAnswers) => act.show({ withAnswers }))}
    ${tickBox(t('report-browser'), panel.withBrowser, (withBrowser) => act.show({ withBrowser }))}
    <label class="by-hand">${t('report-text')}<textarea readonly rows="8" .value=${text}></textarea></label>
    <p>${button(t('report-copy'), (event) => put('report', text, event))}${panel.copied === 'report' ? html` <b class="small">${t('take-copied')}</b>` : nothing}</p>`;
}
