/** A row of tabs: one is reached with Tab, the others with the arrows. */

import { html } from 'lit-html';

const STEPS = { ArrowRight: 1, ArrowLeft: -1 };

export function tabs({ name, label, items, selected, choose }) {
  const at = items.findIndex(({ id }) => id === selected);
  const move = (event) => {
    const to = { Home: 0, End: items.length - 1 }[event.key];
    const step = STEPS[event.key];
    if (to === undefined && !step) return;
    event.preventDefault();
    const next = to === undefined ? (at + step + items.length) % items.length : to;
    choose(items[next].id);
    event.currentTarget.children[next].focus();
  };
  return html`
    <div class="tabs" role="tablist" aria-label=${label} @keydown=${move}>
      ${items.map(({ id, label: text, count }, index) => html`
        <button type="button" role="tab" id="${name}-tab-${index}" data-tab=${id} aria-controls="${name}-panel" aria-selected=${String(id === selected)}
          tabindex=${id === selected ? 0 : -1} @click=${() => choose(id)}>${text}${count ? html` <span class="count">${count}</span>` : null}</button>`)}
    </div>`;
}
