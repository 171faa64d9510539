/** A slot for each document to upload: the files chosen for it, what is wrong with them, and what to do. */

import { html, nothing, render, svg } from 'lit-html';
import { save } from '../export/download.js';
import { canDownload } from '../export/userAgent.js';
import { enumeration, icon } from '../views/parts.js';
import { Desk, MOST_BYTES, policyOf } from './desk.js';
import { canvasWith, marked, placedOn } from './preview.js';
import { gateOf } from './questions.js';
import { isDrawable, keyOf, shrinkOf, standingOf } from './verdict.js';

/** What the dialogue offers: with HEIC among them iPhones would hand over HEIC. */
const ACCEPT = 'image/jpeg,image/png,image/webp,application/pdf,.jpg,.jpeg,.png,.webp,.pdf';
/** A page as large as the screen may need. */
const LARGE_PICTURE = 1000;
/** Files under this are seen before anyone has read what is being done. */
const WORTH_TELLING = 2_000_000;

const WARN = svg`<path d="M12 5.5v8M12 17.8v.4"/>`;
const ICONS = { readable: 'yes', container: 'unknown', blocked: 'no', failed: 'unknown' };

function iconOf(standing) {
  return ICONS[standing] ? icon(ICONS[standing])
    : html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${WARN}</svg>`;
}

/** The desk of an element, with the nodes that its slots are drawn into: they are drawn alone while files are being looked at. */
function deskOf(page) {
  const { host, act } = page;
  if (!host._desk) {
    const nodes = new Map();
    const views = new Map();
    const changed = (document) => views.has(document) && render(host._speech.marked(slot(desk, ...views.get(document))), nodes.get(document));
    const desk = new Desk(host, act, { changed, settled: (files) => files.length && act.announce(summary(host._speech.t, files, policyOf(host))) });
    desk.draw = (now, document) => {
      const { id } = document;
      if (!nodes.has(id)) nodes.set(id, Object.assign(window.document.createElement('div'), { className: 'slot' }));
      const node = nodes.get(id);
      node.setAttribute('data-slot', id);
      views.set(id, [now, document, node]);
      // a site may change its mind while files lie here
      const policy = policyOf(host);
      const changedMind = desk.policy && desk.policy !== policy;
      desk.policy = policy;
      if (changedMind) setTimeout(() => desk.places.forEach((place) => place.files.length && desk.tell(place.document)));
      changed(id);
      return node;
    };
    host._desk = desk;
    guard(host);
  }
  return host._desk;
}

/** A file dropped beside a slot would take the page away, and all that was answered with it. What is outside the element is the site's. */
function guard(host) {
  for (const type of ['dragover', 'drop']) {
    host.addEventListener(type, (event) => {
      const { dataTransfer: what, defaultPrevented } = event;
      if (defaultPrevented || !what || !Array.from(what.types).includes('Files') || !host.renderRoot.querySelector('[data-slot]')) return;
      event.preventDefault();
      what.dropEffect = 'none';
    });
  }
}

/** Draws the slot of a document. */
export function slotView(page, document) {
  return deskOf(page).draw(page, document);
}

/** What is said aloud when all files chosen have been looked at. */
function summary(t, files, policy) {
  if (files.length === 1) return t('file-heard', { file: files[0].name, verdict: verdictText(t, files[0], standingOf(files[0], policy)) });
  const fit = files.filter((file) => !['blocked', 'failed'].includes(standingOf(file, policy))).length;
  return t('files-heard', { count: files.length, fit, unfit: files.length - fit });
}

/** How a file stands in a sentence; with what to do where it cannot be used. */
function verdictText(t, file, standing) {
  const [worst] = file.said ? file.said.defects : [];
  return standing === 'blocked' || standing === 'warned'
    ? t('file-defect', { name: t(`defect-${keyOf(worst.code)}`), remedy: t(`remedy-${keyOf(worst.code)}`) }) : standingText(t, file, standing);
}

/** How a file stands, in a few words. What is used all the same was tried again, or was not seen, or the site blocks nothing. */
function standingText(t, { isFailed, isKept }, standing) {
  if (standing !== 'kept') return t(`file-${standing}`);
  return t(isFailed ? 'kept-unseen' : isKept ? 'file-kept' : 'kept-anyway');
}

function slot(desk, page, document, node) {
  const { t, notice, journey } = page;
  const { id, status } = document;
  const { name, copies, forms } = notice.documents.get(id);
  const place = desk.place(id);
  const told = (journey.scans || []).filter((scan) => scan.document === id);
  const isBusy = place.files.some(({ step }) => step);
  const label = html`<span>${copies ? t('document-copies', { name, copies }) : name}
    <em class="status ${status}">${t(isBusy ? 'slot-busy' : `document-${status}`)}</em></span>`;
  const chosen = told.length ? 'chosen' : '';
  return html`
    ${place.files.length
      ? html`<p class="choice head ${status === 'present' ? 'chosen' : ''}" part="doc" data-document=${id} data-status=${status}>${label}</p>`
      : html`
        <label class="choice ${chosen}" part="doc" data-document=${id} data-status=${status}>
          <input type="checkbox" .checked=${told.length > 0}
            @change=${({ target }) => page.act.setScans(id, target.checked ? [{ document: id, ...(place.form && { form: place.form }) }] : [])}>${label}
        </label>`}
    <div class="slot-body screen-only">
      ${!place.files.length && status === 'unfit' ? html`<p class="hint">${t('slot-before', { defects: enumeration(page, document.defects.map((code) => t(`defect-${keyOf(code)}`))) })}</p>` : nothing}
      ${forms && forms.length ? formChoice(desk, page, id, forms, place.form || (told[0] || {}).form) : nothing}
      <ul class="files">${place.files.map((file) => fileView(desk, page, file))}</ul>
      ${chooser(desk, page, document, node)}
    </div>`;
}

function formChoice(desk, { t }, id, forms, chosen) {
  return html`
    <fieldset class="file-question">
      <legend class="small">${t('slot-form')}</legend>
      <div class="in-a-row">${forms.map((form) => html`
        <label class="choice ${chosen === form.id ? 'chosen' : ''}">
          <input type="radio" name="form-${id}" value=${form.id} .checked=${chosen === form.id} @change=${() => desk.form(id, form.id)}><span>${form.name}</span>
        </label>`)}</div>
    </fieldset>`;
}

/** The buttons that files are chosen with, and where they may be dropped. */
function chooser(desk, page, { id }, node) {
  const { t, notice } = page;
  const { name } = notice.documents.get(id);
  const gate = gateOf(page);
  const isOpen = gate === 'open' || gate === 'unsure';
  const take = (files) => files.length && desk.choose(id, files);
  // where none may be chosen yet, the element's guard lets none in
  node.ondragover = (event) => {
    if (isOpen) event.preventDefault();
    node.classList.toggle('over', isOpen);
  };
  node.ondragleave = ({ relatedTarget }) => node.contains(relatedTarget) || node.classList.remove('over');
  node.ondrop = (event) => {
    node.classList.remove('over');
    if (!isOpen || !event.dataTransfer) return;
    event.preventDefault();
    take(Array.from(event.dataTransfer.files));
  };
  if (!isOpen) return html`<p class="hint">${t(gate === 'halt' ? 'slot-halt' : 'slot-first')}</p>`;
  const isTouched = window.matchMedia('(pointer: coarse)').matches;
  const more = desk.place(id).files.length > 0;
  const button = (key, how) => picker(t(key), t('slot-for', { what: t(key), name }), take, how);
  return html`
    <div class="choosers">
      ${button(more ? 'slot-choose-more' : 'slot-choose')}
      ${isTouched ? button('slot-take', { accept: 'image/*', capture: 'environment' }) : html`<small class="drop-hint">${t('slot-drop')}</small>`}
    </div>`;
}

/** A button that files are chosen with; `name` is what is read aloud. */
function picker(label, name, take, { accept = ACCEPT, capture } = {}) {
  return html`
    <label class="file-button secondary">
      <input type="file" class="spoken" accept=${accept} capture=${capture || nothing} ?multiple=${!capture} aria-label=${name}
        @change=${({ target }) => {
          take(Array.from(target.files), target);
          // the same file can be chosen again
          target.value = '';
        }}>
      <span aria-hidden="true">${label}</span>
    </label>`;
}

const megabytes = (bytes) => (bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`);

function sizeText(t, { before, size, said }) {
  const bytes = before ? t('file-became', { before: megabytes(before), after: megabytes(size) }) : megabytes(size);
  return said && said.width ? `${bytes} · ${said.width} × ${said.height}` : bytes;
}

function stepText(t, { step, size, at, of }) {
  if (step === 'making') return t('step-making');
  if (size < WORTH_TELLING) return t('step-busy');
  return t(`step-${step}`, { at, of, size: megabytes(size) });
}

function fileView(desk, page, file) {
  const { t, host } = page;
  const policy = policyOf(host);
  const standing = standingOf(file, policy);
  const isBusy = Boolean(file.step);
  const content = isBusy
    ? html`<p class="file-step" role="progressbar" aria-label=${t('file-progress', { file: file.name })} aria-valuetext=${stepText(t, file)}>${stepText(t, file)}</p>`
    : html`
      <p class="file-verdict">${iconOf(standing)}<b>${standingText(t, file, standing)}</b></p>
      ${standing === 'readable' ? html`<p class="small">${t('file-limits')}</p>` : nothing}
      ${file.isFailed ? html`<p>${t(`trouble-${file.trouble}`, { most: megabytes(MOST_BYTES) })}</p>` : nothing}
      ${file.unread ? html`<p>${t('trouble-no-pdf')}</p>` : nothing}
      ${file.said ? defects(t, file.said, standing) : nothing}
      ${file.same.map((other) => sameText(desk, page, file, other, policy))}
      ${file.trouble && !file.isFailed ? html`<p class="small">${t(`trouble-${file.trouble}`)}</p>` : nothing}`;
  return html`
    <li class="file ${isBusy ? 'busy' : standing}" data-file=${file.name} data-verdict=${isBusy ? 'busy' : standing} data-step=${file.step || nothing} aria-busy=${isBusy ? 'true' : nothing}>
      ${file.pictures.length && !isBusy ? html`<div class="pages">${file.pictures.map((picture) => pageView(desk, page, file, picture))}</div>` : nothing}
      <div class="file-said">
        <p class="file-name"><bdi>${file.name}</bdi> <small><bdi>${sizeText(t, file)}</bdi></small></p>
        ${content}
      </div>
      ${file.open && !isBusy ? largeView(page, file) : nothing}
      ${fileButtons(desk, page, file, standing)}
    </li>`;
}

/** What is wrong, worst first; one defect on several pages is said once. */
function defects(t, said, standing) {
  const kinds = new Map();
  for (const { code, severity, page } of said.defects) {
    const key = `${severity} ${code}`;
    if (!kinds.has(key)) kinds.set(key, { code, severity: severity === 'block' && standing === 'kept' ? 'warn' : severity, pages: [] });
    if (page && said.pages > 1) kinds.get(key).pages.push(page);
  }
  return html`<ul class="defects">${Array.from(kinds.values(), ({ code, severity, pages }) => html`
    <li class=${severity} data-defect=${code}>
      <span class="severity">${t(`severity-${severity}`)}</span>
      <span><b>${t(`defect-${keyOf(code)}`)}</b>${pages.length ? t('on-pages', { pages: pages.join(t('list-separator')) }) : nothing}${t('colon')}${t(`remedy-${keyOf(code)}`)}</span>
    </li>`)}</ul>`;
}

function sameText(desk, { t, notice }, file, { id, relation }, policy) {
  const other = desk.files.get(id);
  // what nobody can read looks like much else
  const isUnread = (one) => ['blocked', 'kept'].includes(standingOf(one, policy));
  if (!other || (relation === 'near' && (isUnread(file) || isUnread(other)))) return nothing;
  const where = ({ name, document }) => t('same-place', { name, document: notice.documents.get(document).name });
  return html`<p class="same" data-same=${relation}>${t(`same-${relation}`, { one: where(other), other: where(file) })}</p>`;
}

/** What a page shows, for those who do not see it. */
function pictureText(t, file, picture) {
  const found = file.said.defects.filter(({ page = 1 }) => page === picture.page).map(({ code }) => t(`defect-${keyOf(code)}`));
  const page = file.said.pages > 1 ? t('picture-page', { page: picture.page }) : '';
  return t(found.length ? 'picture-of' : 'picture-fine', { file: file.name, page, defects: found.join(t('list-separator')) });
}

function pageView(desk, page, file, picture) {
  const { t } = page;
  picture.canvas = picture.canvas || canvasWith(picture);
  const isOpen = file.open && file.open.picture === picture;
  const toggle = () => {
    if (file.open) file.open.canvas.width = file.open.canvas.height = 0;
    file.open = isOpen ? null : { picture, canvas: canvasWith(picture, LARGE_PICTURE) };
    desk.changed(file.document);
  };
  return html`<button type="button" class="page-picture" aria-expanded=${isOpen ? 'true' : 'false'}
    aria-label=${t('picture-enlarge', { picture: pictureText(t, file, picture) })} @click=${toggle}>${marked(picture, picture.canvas, placedOn(picture, file))}</button>`;
}

function largeView({ t }, file) {
  const { picture, canvas } = file.open;
  const found = placedOn(picture, file);
  return html`<figure class="large" role="img" aria-label=${pictureText(t, file, picture)}>${marked(picture, canvas, found)}</figure>`;
}

function fileButtons(desk, page, file, standing) {
  const { t } = page;
  const button = (key, go, look = 'link') => html`
    <button type="button" class=${look} data-do=${key} aria-label=${named(key)} @click=${go}>${t(`do-${key}`)}</button>`;
  const inSlot = (target, go) => {
    const slot = target.closest('.slot');
    go();
    // the button is gone, and the focus with it
    const next = slot.querySelector('.choosers input') || slot.querySelector('[data-document] input');
    if (next) next.focus();
  };
  const named = (key) => t('file-do', { what: t(`do-${key}`), file: file.name });
  const swap = (files, target) => files.length && inSlot(target, () => desk.choose(file.document, files, file));
  const download = () => save(file.name, 'image/jpeg', file.file, document) && page.act.show({});
  const made = file.isMade && !file.step;
  const canSave = canDownload(window.navigator.userAgent);
  const drawable = !file.step && isDrawable(file);
  return html`
    ${made ? html`<p class="small made">${t(canSave ? 'made-save' : 'made-in-app')}</p>` : nothing}
    <p class="file-buttons">
      ${(standing === 'blocked' || file.trouble === 'gone') && !file.step ? picker(t('do-swap'), named('swap'), swap) : nothing}
      ${(standing === 'blocked' || standing === 'failed') && !file.step && desk.mayKeep(file) ? button('keep', () => desk.keep(file), 'secondary') : nothing}
      ${(file.isFailed && file.trouble !== 'too-large') || file.unread ? button('again', () => desk.again(file), 'secondary') : nothing}
      ${made && canSave ? button('save', download, 'secondary') : nothing}
      ${drawable && shrinkOf(file) ? button('shrink', () => desk.shrink(file)) : nothing}
      ${drawable ? html`${button('left', () => desk.turn(file, 3))}${button('right', () => desk.turn(file, 1))}` : nothing}
      ${button('remove', ({ target }) => inSlot(target, () => desk.remove(file)))}
    </p>`;
}
