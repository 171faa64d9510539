// Scans as people have them, drawn when they are wanted: a page of print in the browser, files around it by hand.

import { deflateSync } from 'node:zlib';

/** Draws a certificate in the page it runs in, and gives it as base64. */
function drawn({ width, height, blur, glare, grain, light, cut, quarters, title, small, type, quality, ratio, bare }) {
  const page = document.createElement('canvas');
  page.width = width;
  page.height = height;
  const context = page.getContext('2d');
  context.fillStyle = bare ? '#7a6a58' : glare ? '#d8d5cc' : '#faf8f2';
  context.fillRect(0, 0, width, height);
  if (!bare) {
    const unit = width / 62;
    context.strokeStyle = '#8a3a2a';
    context.lineWidth = unit / 6;
    context.strokeRect(unit * 2.5, unit * 2.5, width - unit * 5, height - unit * 5);
    context.fillStyle = '#1c1c1c';
    context.textAlign = 'center';
    context.font = `bold ${unit * 2.6}px "Noto Sans CJK SC", sans-serif`;
    context.fillText(title, width / 2, unit * 7.5);
    context.textAlign = 'left';
    const size = unit * (small ? 0.3 : 1.25);
    context.font = `${size}px "Noto Sans CJK SC", sans-serif`;
    const words = `${title}持证人于二〇一六年九月经评审委员会评审通过具备相应专业技术职务任职资格特发此证以资证明评审单位自治州人力资源和社会保障局证书编号`;
    const columns = Math.floor((width - unit * 10) / (size * 1.05));
    for (let line = 0, at = 0; unit * 11 + line * size * 1.9 < height - unit * 5; line += 1) {
      // as print has it: ragged lines, each with other words
      const count = columns - ((line * 7) % 9);
      context.fillText(Array.from({ length: count }, (_, index) => words[(at + index) % words.length]).join(''), unit * 5, unit * 11 + line * size * 1.9);
      at += count + 5;
    }
    context.strokeStyle = 'rgba(190, 30, 30, .8)';
    context.lineWidth = unit / 3;
    context.beginPath();
    context.arc(width - unit * 12, height - unit * 9, unit * 4, 0, Math.PI * 2);
    context.stroke();
  }
  const isSide = quarters % 2 === 1;
  const canvas = document.createElement('canvas');
  canvas.width = Math.round((isSide ? height : width) * ratio);
  canvas.height = Math.round((isSide ? width : height) * ratio);
  const to = canvas.getContext('2d');
  to.imageSmoothingQuality = 'high';
  to.filter = [blur && `blur(${blur}px)`, light !== 1 && `brightness(${light})`].filter(Boolean).join(' ') || 'none';
  to.translate(canvas.width / 2, canvas.height / 2);
  to.rotate((quarters * Math.PI) / 2);
  to.scale(ratio, ratio);
  to.drawImage(page, -width / 2 - (cut || 0), -height / 2);
  if (glare) {
    const spot = to.createRadialGradient(-width / 5, height / 12, 0, -width / 5, height / 12, width / 5);
    spot.addColorStop(0, 'rgba(255, 255, 255, 1)');
    spot.addColorStop(0.75, 'rgba(255, 255, 255, 1)');
    spot.addColorStop(1, 'rgba(255, 255, 255, 0)');
    to.fillStyle = spot;
    to.fillRect(-width / 2, -height / 2, width, height);
  }
  if (grain) {
    // as a phone's sensor has it, and as much to encode
    const picture = to.getImageData(0, 0, canvas.width, canvas.height);
    let random = 1;
    for (let index = 0; index < picture.data.length; index += 1) {
      random = (Math.imul(random, 1664525) + 1013904223) | 0;
      if (index % 4 < 3) picture.data[index] += ((random >>> 16) / 65536 - 0.5) * grain;
    }
    to.putImageData(picture, 0, 0);
  }
  return canvas.toDataURL(type, quality).split(',')[1];
}

/** Draws pages in a browser: `paper({ blur, … })` is a file's bytes. */
export async function printer(browser) {
  const page = await browser.newPage();
  const paper = async (how = {}) => Buffer.from(await page.evaluate(drawn, {
    width: 2000, height: 1414, blur: 0, glare: false, grain: 0, light: 1, cut: 0, quarters: 0, title: '专业技术职务任职资格证书', small: false, type: 'image/jpeg', quality: 0.9, ratio: 1, bare: false, ...how,
  }), 'base64');
  return { paper, close: () => page.close() };
}

/** A file for a file input. */
export const file = (name, buffer, mimeType = 'application/octet-stream') => ({ name, mimeType, buffer });

/** A PDF with the objects given, the first of them the catalog. */
function pdf(objects, trailer = '') {
  const parts = [Buffer.from('%PDF-1.4\n')];
  const offsets = [];
  let length = parts[0].length;
  const add = (part) => {
    parts.push(part);
    length += part.length;
  };
  objects.forEach((object, index) => {
    offsets.push(length);
    add(Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n')]));
  });
  const at = length;
  add(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')}`
    + `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer}>>\nstartxref\n${at}\n%%EOF\n`));
  return Buffer.concat(parts);
}

const stream = (dictionary, bytes) => Buffer.concat([Buffer.from(`<< ${dictionary} /Length ${bytes.length} >>\nstream\n`), bytes, Buffer.from('\nendstream')]);

/** A PDF as a scanner writes it: a picture a page. */
export function scannedPdf(jpegs, { width, height, rotate = 0 }) {
  const pages = jpegs.map((_, index) => 3 + index * 3);
  return pdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${pages.map((page) => `${page} 0 R`).join(' ')}] /Count ${pages.length} >>`,
    ...jpegs.flatMap((jpeg, index) => {
      const page = pages[index];
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Rotate ${rotate} /Contents ${page + 1} 0 R /Resources << /XObject << /Im0 ${page + 2} 0 R >> >> >>`,
        stream('', Buffer.from('q 842 0 0 595 0 0 cm /Im0 Do Q')),
        stream(`/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode`, jpeg),
      ];
    }),
  ]);
}

/** A PDF whose page is written, not scanned. */
export function writtenPdf(trailer) {
  const content = deflateSync(Buffer.from('BT /F1 24 Tf 72 700 Td (Certificate of completion) Tj ET'));
  return pdf([
    '<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    stream('/Filter /FlateDecode', content), '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ], trailer);
}

/** The boxes of a HEIC file, with no picture that anyone here could decode. */
export function heic() {
  const box = (type, ...parts) => {
    const body = Buffer.concat(parts);
    const head = Buffer.alloc(8);
    head.writeUInt32BE(body.length + 8, 0);
    head.write(type, 4, 'latin1');
    return Buffer.concat([head, body]);
  };
  return Buffer.concat([box('ftyp', Buffer.from('heic\0\0\0\0mif1heic', 'latin1')), box('meta', Buffer.alloc(40)), box('mdat', Buffer.alloc(4000, 7))]);
}

/** The beginning of a .docx: a zip with its first entry. */
export const docx = () => Buffer.concat([Buffer.from('PK\x03\x04\x14\0\0\0\x08\0', 'latin1'), Buffer.alloc(16), Buffer.from('\x13\0\0\0[Content_Types].xml', 'latin1'), Buffer.alloc(3000, 33)]);

/** A JPEG that says how it is to be turned, as phones write them. */
export function turnedByExif(jpeg, orientation) {
  const tiff = Buffer.from([0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}
