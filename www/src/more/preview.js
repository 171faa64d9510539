/** Pages as small pictures, with the weak places marked. */

import { html, nothing, svg } from 'lit-html';

const SMALL = 240;

/** Draws a file's picture into a canvas, at most so long; one that was let go meanwhile stays empty. Never by an address: a site's policy may forbid that. */
async function paint(canvas, blob, longest) {
  const bitmap = await createImageBitmap(blob);
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  const context = canvas.getContext('2d');
  context.imageSmoothingQuality = 'medium';
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
}

/** A canvas with a picture; where the browser is too old to draw it there is none. */
export function canvasWith({ blob, width, height }, longest = SMALL) {
  const canvas = document.createElement('canvas');
  // its shape at once, so that nothing jumps
  const scale = Math.min(1, longest / Math.max(width, height));
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  paint(canvas, blob, longest).catch(() => canvas.remove());
  return canvas;
}

/** The defects that have a place on a picture: where a page is of several pictures, nobody knows on which. */
export function placedOn(picture, { said, pictures }) {
  const isAlone = pictures.filter(({ page }) => page === picture.page).length === 1;
  return said.defects.filter(({ region, page = 1 }) => isAlone && region && page === picture.page);
}

/** A picture with frames around the weak places. */
export function marked(picture, canvas, defects) {
  const { width, height } = picture;
  // frames at one place are drawn inside each other
  const frame = ({ region: [left, top, right, bottom], severity }, index) => {
    const inset = (index + 1) * Math.max(width, height) * 0.008;
    return svg`<rect class=${severity} x=${left * width + inset} y=${top * height + inset} vector-effect="non-scaling-stroke"
      width=${Math.max(1, (right - left) * width - 2 * inset)} height=${Math.max(1, (bottom - top) * height - 2 * inset)}/>`;
  };
  return html`<span class="sheet">${canvas}${defects.length
    ? html`<svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" aria-hidden="true" focusable="false">${defects.map(frame)}</svg>` : nothing}</span>`;
}
