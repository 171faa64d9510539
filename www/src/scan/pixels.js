/** Pictures as the browser has them: decoded, made smaller, turned, encoded; in a Worker or in the page. */

/** The long side that pages are judged at. */
const LONGEST = 1000;
/** Canvases of more pixels than this come back empty on iOS. */
const MOST_PIXELS = 16_777_216;

/** A canvas with a context to read from, white all over: where a picture is transparent, paper is seen. */
function paper(width, height) {
  const canvas = typeof document === 'undefined' ? new OffscreenCanvas(width, height) : document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  return { canvas, context };
}

/** Lets a canvas's memory go; some browsers wait long to do so. */
export function drop(canvas) {
  canvas.width = canvas.height = 0;
}

/** Whether pictures can be decoded, drawn and read back here. */
export function canDraw() {
  try {
    if (typeof document === 'undefined' && typeof createImageBitmap !== 'function') return false;
    const { canvas, context } = paper(1, 1);
    return context.getImageData(0, 0, 1, 1).data[0] === 255 && typeof (canvas.convertToBlob || canvas.toBlob) === 'function';
  } catch (_) {
    return false;
  }
}

/** A file's picture, upright: `{ source, width, height, close }`. Rejects where the browser cannot decode it. */
export async function decode(blob) {
  const bitmap = await decodeBitmap(blob);
  if (bitmap) return { source: bitmap, width: bitmap.width, height: bitmap.height, close: () => bitmap.close && bitmap.close() };
  const image = await decodeImage(blob);
  return { source: image, width: image.naturalWidth, height: image.naturalHeight, close() {} };
}

async function decodeBitmap(blob) {
  if (typeof createImageBitmap !== 'function') return null;
  try {
    return await createImageBitmap(blob, { imageOrientation: 'from-image' });
  } catch (_) {
    // older browsers do not know the word, and turn pictures upright unasked
    return createImageBitmap(blob).catch((refused) => {
      if (typeof document === 'undefined') throw refused;
      return null;
    });
  }
}

function decodeImage(blob) {
  return new Promise((done, failed) => {
    const image = new Image();
    const url = URL.createObjectURL(blob);
    const settle = (go) => () => {
      URL.revokeObjectURL(url);
      go(image);
    };
    image.onload = settle(done);
    image.onerror = settle(() => failed(new Error('not decoded')));
    image.src = url;
  });
}

/** A picture drawn to a size, a half at a time, so that every pixel of the original counts. */
function drawn({ source, width, height }, toWidth, toHeight) {
  // a little more than a half is worth no step of its own: that would be at nearly the full size
  let halves = Math.max(0, Math.ceil(Math.log2(Math.max(width / toWidth, height / toHeight)) - 0.1) - 1);
  let from = source;
  let before;
  for (;;) {
    const [w, h] = [toWidth * 2 ** halves, toHeight * 2 ** halves];
    const { canvas, context } = paper(w, h);
    context.drawImage(from, 0, 0, w, h);
    if (before) drop(before);
    if (halves === 0) return canvas;
    halves -= 1;
    from = before = canvas;
  }
}

/** A decoded picture at the size that pages are judged at, as a canvas. */
export function toJudge(picture) {
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  return drawn(picture, Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale)));
}

/** The pixels of a canvas. */
export function pixelsOf(canvas) {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return new Uint8Array(data.buffer);
}

/** A canvas that shows pixels. */
export function canvasOf(rgba, width, height) {
  const { canvas, context } = paper(width, height);
  context.putImageData(new ImageData(new Uint8ClampedArray(rgba.buffer, rgba.byteOffset, rgba.length), width, height), 0, 0);
  return canvas;
}

/** A canvas turned clockwise by quarters. */
export function turned(canvas, quarters) {
  if (quarters % 4 === 0) return canvas;
  const { width, height } = canvas;
  const isSide = quarters % 2 === 1;
  const made = paper(isSide ? height : width, isSide ? width : height);
  made.context.translate(made.canvas.width / 2, made.canvas.height / 2);
  made.context.rotate((quarters * Math.PI) / 2);
  made.context.drawImage(canvas, -width / 2, -height / 2);
  drop(canvas);
  return made.canvas;
}

/** A canvas as a JPEG file. */
export function encode(canvas, quality) {
  if (canvas.convertToBlob) return canvas.convertToBlob({ type: 'image/jpeg', quality });
  return new Promise((done, failed) => {
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error('not encoded'))), 'image/jpeg', quality);
  });
}

/** A picture's file made anew: turned by quarters, at most so long, and of at most so many bytes where the quality of the first kind allows. */
export async function remade(file, { quarters = 0, longest = Infinity, most = Infinity, qualities = [0.92] }) {
  const picture = await decode(file);
  const { width, height } = picture;
  const scale = Math.min(1, longest / Math.max(width, height), Math.sqrt(MOST_PIXELS / (width * height)));
  const canvas = turned(drawn(picture, Math.max(1, Math.floor(width * scale)), Math.max(1, Math.floor(height * scale))), quarters);
  picture.close();
  let blob;
  for (const quality of qualities) {
    blob = await encode(canvas, quality);
    if (blob.size <= most) break;
  }
  drop(canvas);
  return blob;
}
