/**
 * Inspects files one after the other: reads the container, decodes, judges, keeps a small picture of each page.
 *
 * The same code runs in a Worker and in the page: messages come in, `say` sends others out. It holds the modules' memory, which never shrinks,
 * so whoever made it lets go of the whole of it when no file is left.
 */

import { init as initPdf, Pdf } from 'glue:pdf';
import { init as initScan, Inspection } from 'glue:scan';
import { canDraw, canvasOf, decode, drop, encode, pixelsOf, remade, toJudge, turned } from './pixels.js';

/** Pages that a small picture is kept of. */
const PICTURES = 12;
const QUALITY = 0.8;

/** Lets the browser draw and hear in between; a Worker draws nothing, and hears while it waits for the decoder. */
const breath = () => typeof document !== 'undefined' && new Promise((done) => { setTimeout(done); });

/** A file's bytes. Older browsers have no `arrayBuffer()`. */
const bytesOf = (file) => new Promise((done, failed) => {
  const reader = new FileReader();
  reader.onload = () => done(new Uint8Array(reader.result));
  reader.onerror = () => failed(reader.error);
  reader.readAsArrayBuffer(file);
});

/** What takes the messages: `{ scan }` first, with the module's bytes, then `{ inspect }`, `{ pdf }`, `{ remake }`, `{ forget }`. */
export function start(say) {
  const wanted = new Set();
  const finished = new Map();
  let queue = Promise.resolve();
  let takePdf;
  let pdfReady;

  /** The PDF module, asked for when the first PDF is met; null where it does not come. */
  const pdfModule = () => {
    pdfReady = pdfReady || new Promise((done) => {
      takePdf = done;
      say({ wants: 'pdf' });
    }).then((bytes) => bytes && initPdf(bytes)).then(Boolean, () => false).then((isThere) => {
      if (!isThere) pdfReady = null;
      return isThere;
    });
    return pdfReady;
  };

  /** Does a file's work when it is its turn; what goes wrong is said. An error of the module's own leaves it unusable. */
  const inTurn = (id, work) => {
    wanted.add(id);
    queue = queue.then(async () => {
      if (!wanted.has(id)) return;
      try {
        await work();
      } catch (error) {
        say({ id, failed: String(error && error.name), broken: error instanceof WebAssembly.RuntimeError });
      }
    });
  };

  const forget = (id) => {
    wanted.delete(id);
    if (finished.has(id)) finished.get(id).free();
    finished.delete(id);
    say({ live: finished.size });
  };

  async function inspect(id, file, name) {
    say({ id, step: 'reading' });
    const bytes = await bytesOf(file);
    await breath();
    if (!wanted.has(id)) return;
    let pdf;
    let isKept = false;
    const scan = new Inspection(bytes, name);
    try {
      let unread = false;
      let pages = [];
      if (scan.pdf) {
        unread = !(await pdfModule());
        if (!unread) {
          pdf = new Pdf(bytes);
          const packed = pdf.container();
          scan.read(packed);
          pages = picturesOf(packed);
        }
      }
      const pictures = await look(id, scan, pdf, file, pages);
      if (!pictures) return;
      say({ id, step: 'judging' });
      await breath();
      const said = JSON.parse(scan.finish(name));
      if (!wanted.has(id)) return;
      const same = Array.from(finished, ([other, its]) => ({ id: other, relation: scan.relation(its) })).filter(({ relation }) => relation);
      if (finished.has(id)) finished.get(id).free();
      finished.set(id, scan);
      isKept = true;
      say({ id, said, same, pictures, unread, live: finished.size });
    } finally {
      if (pdf) pdf.free();
      if (!isKept) scan.free();
    }
  }

  /** Looks at each picture of a file; the small pictures, or nothing if the file is no longer wanted. */
  async function look(id, scan, pdf, file, pages) {
    const pictures = [];
    const count = scan.images;
    for (let place = 0; place < count; place += 1) {
      say({ id, step: 'decoding', at: place + 1, of: count });
      await breath();
      if (!wanted.has(id)) return null;
      const { page, quarters } = pages[place] || { page: 1, quarters: 0 };
      const seen = await canvasAt(pdf, place, file).catch(() => null);
      if (!seen) continue;
      const { canvas, longSide } = seen;
      const rgba = seen.rgba || pixelsOf(canvas);
      await breath();
      if (!wanted.has(id)) return null;
      scan.look(place, rgba, canvas.width, canvas.height, longSide);
      await breath();
      const upright = turned(canvas, quarters);
      if (pictures.length < PICTURES) pictures.push({ page, width: upright.width, height: upright.height, blob: await encode(upright, QUALITY) });
      drop(upright);
    }
    return pictures;
  }

  const hear = ({ scan, inspect: id, file, name, remake, how, forget: gone, pdf }) => {
    if (scan) {
      initScan(scan).then(() => say({ ready: canDraw() }), (error) => say({ ready: false, failed: String(error && error.message) }));
    } else if (id) {
      inTurn(id, () => inspect(id, file, name));
    } else if (remake) {
      inTurn(remake, async () => say({ id: remake, remade: await remade(file, how) }));
    } else if (gone) {
      forget(gone);
    } else if (takePdf) {
      takePdf(pdf);
    }
  };
  return hear;
}

/** One picture of a file as a canvas of the size to judge; nothing where nobody here can decode it. */
async function canvasAt(pdf, place, file) {
  const rows = pdf && pdf.rows(place);
  if (rows) {
    const rgba = rows.data;
    const seen = { canvas: canvasOf(rgba, rows.width, rows.height), rgba, longSide: rows.long_side };
    rows.free();
    return seen;
  }
  const jpeg = pdf && pdf.jpeg(place);
  if (pdf && !jpeg) return null;
  const picture = await decode(jpeg ? new Blob([jpeg], { type: 'image/jpeg' }) : file);
  await breath();
  const canvas = toJudge(picture);
  picture.close();
  return { canvas, longSide: Math.max(picture.width, picture.height) };
}

/** The page of each picture and how it is turned there, out of what the one module tells the other: see `packed.rs`. */
function picturesOf(packed) {
  const words = new Uint32Array(packed.slice().buffer);
  return Array.from({ length: words[3] }, (_, place) => ({ page: words[4 + 4 * place], quarters: words[7 + 4 * place] }));
}
