// Scans in the page: chosen, looked at, told to the engine, and gone again.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isBetter, mayKeep, scanOf, shrinkOf, standingOf } from '../../www/src/more/verdict.js';
import { barriers } from './barriers.mjs';
import { Visitor } from './page.mjs';
import { docx, file, heic, printer, scannedPdf, turnedByExif, writtenPdf } from './papers.mjs';
import { TODAY, engineer } from './people.mjs';
import { DEGREE, Slots, TITLE, TRAINING, withQuestionAnswered } from './slots.mjs';
import { SCRIPT, browser, onPage, server, visit } from './stage.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const zh = JSON.parse(readFileSync(join(root, 'www/catalog/zh.json'), 'utf8'));

const { paper } = await printer(browser);
const sharp = file('学历.jpg', await paper());
const blurred = file('模糊.jpg', await paper({ blur: 9 }));

/** A person at the list of documents, who has said that nothing is classified. */
async function atSlots({ attributes = {}, ...options } = {}) {
  const visitor = await Visitor.arrive(browser, server.url, TODAY, { attributes: { mode: 'documents', ...attributes }, ...options });
  return withQuestionAnswered(visitor);
}

/** The same on a page of a site's own, with its headers; `before` runs in the page first. */
const onSite = async (options) => withQuestionAnswered(await onPage(`${SCRIPT}<title-precheck mode="documents"></title-precheck>`, options));

/** Waits until no Worker is left: that one has ended is told some time after it was ended. */
const withoutWorker = (page) => Promise.all(page.workers().map((worker) => worker.waitForEvent('close', { timeout: 10_000 })));

const leave = ({ page }) => page.context().close();

/** Leaves where the page has complained of nothing, and its policy forbade nothing. */
async function leaveInPeace(slots) {
  assert.deepEqual(await slots.page.evaluate(() => window.violations), []);
  assert.deepEqual(slots.visitor.complaints, []);
  await leave(slots);
}

test('a sharp page is told readable, with what nobody here can know, and its document is present', async () => {
  const slots = await atSlots();
  await slots.choose(DEGREE, sharp);
  const { verdict, defects, text, pages } = await slots.only(DEGREE);
  assert.deepEqual([verdict, defects, pages], ['readable', [], 1]);
  assert.ok(text.includes('看得清') && text.includes(zh['file-limits']));
  assert.equal(await slots.status(DEGREE), 'present');
  assert.equal(await slots.status(TRAINING), 'missing');
  assert.deepEqual(slots.visitor.complaints, []);
  await leave(slots);
});

test('a blurred page is blocked with its own sentence, and makes its document unfit', async () => {
  const slots = await atSlots();
  await slots.choose(DEGREE, blurred);
  const { verdict, defects, text } = await slots.only(DEGREE);
  assert.deepEqual([verdict, defects], ['blocked', ['block blur']]);
  assert.ok(text.includes('太模糊：放平、对准、重拍。'), text);
  assert.equal(await slots.status(DEGREE), 'unfit blur');
  await leave(slots);
});

test('what is blocked is changed for another in its place; that is another try, and the good one makes the document present', async () => {
  const slots = await atSlots();
  const swap = (files) => slots.slot(DEGREE).locator('[data-verdict="blocked"] input').first().setInputFiles(files);
  await slots.choose(DEGREE, [blurred, sharp]);
  assert.equal(await slots.status(DEGREE), 'unfit blur');
  await swap(file('还是.jpg', blurred.buffer));
  await slots.looked(DEGREE);
  assert.deepEqual((await slots.files(DEGREE)).map(({ name, verdict }) => [name, verdict]), [['还是.jpg', 'blocked'], [sharp.name, 'readable']]);
  assert.equal(await slots.slot(DEGREE).locator('[data-do="keep"]').count(), 1, 'the second try may go through');
  assert.equal(await slots.live, 2, 'the first is out of memory');
  await swap(file('好.jpg', sharp.buffer));
  await slots.looked(DEGREE);
  assert.equal(await slots.status(DEGREE), 'present');
  assert.equal(await slots.slot(DEGREE).locator('.file-button').count(), 1, 'what can be used is not offered to be changed');
  assert.equal(await slots.page.evaluate(() => document.querySelector('title-precheck').shadowRoot.activeElement.type), 'file');
  await leave(slots);
});

test('another try for the same document may go through, with a note; a first never, nor what is a fact', async () => {
  const slots = await atSlots();
  await slots.choose(DEGREE, blurred);
  const keep = slots.slot(DEGREE).locator('[data-do="keep"]');
  assert.equal(await keep.count(), 0, 'not at the first try');
  await slots.press(DEGREE, 'remove');
  assert.equal(await slots.status(DEGREE), 'missing');
  await slots.choose(DEGREE, file('又一次.jpg', await paper({ blur: 8 })));
  await keep.click();
  const { verdict, defects, text } = await slots.only(DEGREE);
  assert.deepEqual([verdict, defects], ['kept', ['warn blur']]);
  assert.ok(text.includes('仍然不清楚，可以先用，审核人可能退回'), text);
  assert.equal(await slots.status(DEGREE), 'present');
  await slots.press(DEGREE, 'remove');
  await slots.choose(DEGREE, file('文档.jpg', docx()));
  assert.equal((await slots.only(DEGREE)).verdict, 'blocked');
  assert.equal(await keep.count(), 0, 'a document that is no picture stays one');
  await slots.choose(TITLE, blurred);
  assert.equal(await slots.slot(TITLE).locator('[data-do="keep"]').count(), 0, 'each document has its own tries');
  await leave(slots);
});

test('a site can let no blocked scan through, or block none', async () => {
  const slots = await atSlots({ attributes: { scans: 'block' } });
  await slots.choose(DEGREE, blurred);
  await slots.press(DEGREE, 'remove');
  await slots.choose(DEGREE, blurred);
  assert.equal(await slots.slot(DEGREE).locator('[data-do="keep"]').count(), 0);
  assert.equal(await slots.status(DEGREE), 'unfit blur');
  await slots.page.evaluate(() => { document.querySelector('title-precheck').scans = 'warn'; });
  await slots.slot(DEGREE).locator('[data-verdict="kept"]').waitFor();
  await slots.visitor.settled();
  assert.equal(await slots.status(DEGREE), 'present');
  const { defects, text } = await slots.only(DEGREE);
  assert.deepEqual(defects, ['warn blur'], 'still told');
  assert.ok(text.includes(zh['kept-anyway']) && !text.includes(zh['file-kept']), 'nothing was tried again');
  await leave(slots);
});

test('a scanner\'s PDF is looked into, page by page', async () => {
  const slots = await atSlots();
  const size = { width: 2000, height: 1414 };
  const other = await paper({ title: '继续教育学时登记证明' });
  await slots.choose(DEGREE, file('扫描.pdf', scannedPdf([sharp.buffer, other], size)));
  assert.deepEqual((({ verdict, pages }) => [verdict, pages])(await slots.only(DEGREE)), ['readable', 2]);
  await slots.choose(TITLE, file('糊.pdf', scannedPdf([blurred.buffer], size)));
  assert.deepEqual((await slots.only(TITLE)).defects, ['block blur']);
  await slots.choose(TRAINING, file('一页糊.pdf', scannedPdf([other, blurred.buffer], size)));
  const { verdict, defects, text } = await slots.only(TRAINING);
  assert.deepEqual([verdict, defects], ['warned', ['warn blur']]);
  assert.match(text, /太模糊（第 2 页）/);
  assert.deepEqual(slots.visitor.complaints, []);
  await leave(slots);
});

test('what nobody here can look at is not called fine: written PDFs, HEIC', async () => {
  const slots = await atSlots();
  await slots.choose(DEGREE, file('证明.pdf', writtenPdf()));
  let said = await slots.only(DEGREE);
  assert.deepEqual([said.verdict, said.defects], ['container', ['hint not_looked_at']]);
  assert.ok(said.text.includes('画面没有人看过') && !said.text.includes('看得清'));
  await slots.choose(TITLE, file('IMG_1.heic', heic()));
  said = await slots.only(TITLE);
  assert.equal(said.verdict, 'container');
  assert.ok(said.defects.includes('warn heic') && said.defects.includes('hint not_looked_at'), String(said.defects));
  assert.match(said.text, /存成 JPG 再选/);
  assert.equal(await slots.status(TITLE), 'present');
  await leave(slots);
});

test('a file is what it holds, not what it is called, and a cut one is refused though browsers show it', async () => {
  const slots = await atSlots();
  await slots.choose(DEGREE, file('证书.jpg', docx(), 'image/jpeg'));
  assert.deepEqual((await slots.only(DEGREE)).defects, ['block not_image']);
  const cut = sharp.buffer.subarray(0, Math.round(sharp.buffer.length * 0.6));
  const isShown = await slots.page.evaluate((data) => new Promise((done) => {
    const image = new Image();
    image.onload = () => done(true);
    image.onerror = () => done(false);
    image.src = `data:image/jpeg;base64,${data}`;
  }), cut.toString('base64'));
  assert.equal(isShown, true);
  await slots.choose(TITLE, file('半张.jpg', cut, 'image/jpeg'));
  assert.ok((await slots.only(TITLE)).defects.includes('block truncated'));
  await slots.choose(TRAINING, file('空.pdf', Buffer.alloc(0)));
  const { defects, text } = await slots.only(TRAINING);
  assert.deepEqual(defects, ['block empty']);
  assert.match(text, /空\.pdf 0 KB /);
  assert.deepEqual(slots.visitor.complaints, []);
  await leave(slots);
});

test('the same file twice, and the same page again, are told in whatever slots they lie', async () => {
  const slots = await atSlots();
  await slots.choose(DEGREE, sharp);
  await slots.choose(TITLE, file('复制.jpg', sharp.buffer));
  let said = await slots.only(TITLE);
  assert.deepEqual(said.same, ['identical']);
  assert.match(said.text, /这两份是同一个文件：学历\.jpg（学历证书）、复制\.jpg（职称证书或任职资格文件）/);
  await slots.choose(TRAINING, file('再存.jpg', await paper({ quality: 0.6, ratio: 0.8 })));
  said = await slots.only(TRAINING);
  assert.ok(said.same.includes('near'), String(said.same));
  assert.match(said.text, /这两份好像是同一页/);
  await slots.press(DEGREE, 'remove');
  assert.deepEqual((await slots.only(TITLE)).same, [], 'what is gone is like nothing');
  await leave(slots);
});

test('what is removed is gone: no inspection, no Worker, no address, no file', async () => {
  const slots = await atSlots();
  const { page } = slots;
  await page.evaluate(() => {
    window.addresses = new Set();
    const { createObjectURL, revokeObjectURL } = URL;
    URL.createObjectURL = (what) => {
      const address = createObjectURL.call(URL, what);
      window.addresses.add(address);
      return address;
    };
    URL.revokeObjectURL = (address) => {
      window.addresses.delete(address);
      revokeObjectURL.call(URL, address);
    };
  });
  await slots.choose(DEGREE, [sharp, file('二.jpg', await paper({ title: '第二页' }))]);
  await slots.choose(TITLE, file('三.pdf', scannedPdf([sharp.buffer], { width: 2000, height: 1414 })));
  assert.equal(await slots.live, 3);
  assert.equal(page.workers().length, 1);
  await slots.press(DEGREE, 'remove');
  await page.waitForFunction(() => document.querySelector('title-precheck')._desk.live === 2);
  await slots.press(DEGREE, 'remove');
  await slots.press(TITLE, 'remove');
  await page.waitForFunction(() => document.querySelector('title-precheck')._desk.live === 0);
  await page.waitForFunction(() => !document.querySelector('title-precheck')._desk.looker);
  await withoutWorker(page);
  assert.deepEqual(await page.evaluate(() => {
    const { files, places } = document.querySelector('title-precheck')._desk;
    return [files.size, Array.from(places.values()).flatMap((place) => place.files).length, window.addresses.size];
  }), [0, 0, 0]);
  assert.equal(await page.locator('[data-slot] canvas').count(), 0);
  await slots.choose(DEGREE, sharp);
  assert.equal((await slots.only(DEGREE)).verdict, 'readable', 'and all of it comes back');
  // a file removed while it is being looked at
  await slots.choose(TITLE, file('四.jpg', await paper({ title: '第四', width: 4000, height: 2828 })), { wait: false });
  await slots.press(TITLE, 'remove');
  await slots.choose(TRAINING, file('五.jpg', await paper({ title: '第五' })));
  assert.equal(await slots.live, 2);
  await leave(slots);
});

test('the question about classified material stands before the first file is chosen', async () => {
  const visitor = await Visitor.arrive(browser, server.url, TODAY, { attributes: { mode: 'documents' } });
  const { page } = visitor;
  const choosers = page.locator('[data-slot] input[type="file"]');
  const question = page.locator('[data-file-question="classified"]');
  await question.waitFor();
  assert.equal(await choosers.count(), 0);
  const isBefore = await question.evaluate((asked) => Boolean(asked.compareDocumentPosition(asked.getRootNode().querySelector('[data-slot]')) & Node.DOCUMENT_POSITION_FOLLOWING));
  assert.ok(isBefore);
  const drop = (document) => page.locator(`[data-slot="${document}"]`).evaluate((slot) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['x'], 'x.jpg'));
    const event = new DragEvent('drop', { dataTransfer: transfer, bubbles: true, composed: true, cancelable: true });
    slot.dispatchEvent(event);
    return event.defaultPrevented;
  });
  assert.equal(await drop(DEGREE), true, 'the page stays where it is');
  assert.equal(await page.locator('[data-file]').count(), 0);
  const answer = (fact, label) => page.locator(`[data-file-question="${fact}"]`).getByLabel(label, { exact: true }).check();
  await answer('classified', '是');
  assert.equal(await choosers.count(), 0);
  await answer('declassified', '否');
  await page.locator('[data-gate="halt"]').waitFor();
  assert.equal(await choosers.count(), 0);
  await answer('declassified', '是');
  assert.equal(await choosers.count(), 3);
  await answer('classified', '不清楚');
  await page.locator('[data-gate="unsure"]').waitFor();
  assert.equal(await choosers.count(), 3);
  assert.equal(visitor.requests.filter((url) => url.includes('-scan')).length, 0);
  await visitor.leave();
});

test('files dropped on a slot are taken, also while another is being looked at', async () => {
  const slots = await atSlots();
  await slots.choose(DEGREE, file('大.jpg', await paper({ width: 4000, height: 2828 })), { wait: false });
  await slots.slot(DEGREE).evaluate((slot, dropped) => {
    const transfer = new DataTransfer();
    for (const [name, data] of dropped) {
      transfer.items.add(new File([Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))], name, { type: 'image/jpeg' }));
    }
    slot.dispatchEvent(new DragEvent('dragover', { dataTransfer: transfer, bubbles: true, cancelable: true }));
    slot.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }, [sharp, blurred].map(({ name, buffer }) => [name, buffer.toString('base64')]));
  await slots.looked(DEGREE);
  assert.deepEqual((await slots.files(DEGREE)).map(({ name, verdict }) => [name, verdict]), [['大.jpg', 'readable'], ['学历.jpg', 'readable'], ['模糊.jpg', 'blocked']]);
  await leave(slots);
});

test('a file that a phone has no memory for is not read', async () => {
  const slots = await atSlots();
  await slots.slot(DEGREE).locator('.choosers input').first().evaluate((input) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(60_000_000)], '很大.jpg'));
    Object.assign(input, { files: transfer.files }).dispatchEvent(new Event('change'));
  });
  await slots.looked(DEGREE);
  const { verdict, text } = await slots.only(DEGREE);
  assert.equal(verdict, 'failed');
  assert.match(text, /文件超过 50\.0 MB，没有打开/);
  assert.deepEqual(slots.visitor.requests.filter((url) => url.includes('-scan')), []);
  await leave(slots);
});

test('a file dropped beside a slot does not take the page away; outside the element it is the site\'s', async () => {
  const slots = await atSlots();
  const { page } = slots;
  const drop = (selector, { isFile = true } = {}) => page.evaluate(([wanted, file]) => {
    const { shadowRoot } = document.querySelector('title-precheck');
    const target = wanted ? shadowRoot.querySelector(wanted) : document.body;
    const transfer = new DataTransfer();
    if (file) transfer.items.add(new File(['x'], 'x.jpg'));
    else transfer.setData('text/plain', 'x');
    return ['dragover', 'drop'].map((type) => {
      const event = new DragEvent(type, { dataTransfer: transfer, bubbles: true, composed: true, cancelable: true });
      target.dispatchEvent(event);
      return event.defaultPrevented;
    });
  }, [selector, isFile]);
  for (const beside of ['h2', '.page', '[data-file-question]', '.spared']) assert.deepEqual(await drop(beside), [true, true], beside);
  assert.equal(await page.locator('[data-file]').count(), 0);
  assert.deepEqual(await drop('h2', { isFile: false }), [false, false], 'text goes where it goes');
  assert.deepEqual(await drop(''), [false, false]);
  await page.evaluate(() => { document.querySelector('title-precheck').mode = 'full'; });
  await slots.visitor.screen('start').waitFor();
  assert.deepEqual(await drop('h2'), [false, false], 'where there are no slots nothing is held up');
  await leave(slots);
});

test('only a phone has a button for its camera', async () => {
  for (const hasTouch of [false, true]) {
    const slots = await atSlots({ hasTouch, isMobile: hasTouch });
    assert.equal(await slots.slot(DEGREE).locator('input[capture="environment"]').count(), hasTouch ? 1 : 0);
    await leave(slots);
  }
});

test('with a keyboard alone: the question, a file, its picture, another try, the end', async () => {
  const visitor = await Visitor.arrive(browser, server.url, TODAY, { attributes: { mode: 'documents' } });
  const { page } = visitor;
  const { keyboard } = page;
  // from the start: it takes the browser a moment until it holds its own dialogue back
  const chooser = page.waitForEvent('filechooser', { timeout: 60_000 });
  await page.locator('[data-file-question]').waitFor();
  const focused = () => page.evaluate(() => {
    const { activeElement: element } = document.querySelector('title-precheck').shadowRoot;
    return element && { tag: element.localName, type: element.type, name: element.getAttribute('aria-label') || element.closest('label, summary')?.innerText || element.innerText };
  });
  const tabTo = async (matches) => {
    for (let presses = 0; presses < 80; presses += 1) {
      await keyboard.press('Tab');
      const now = await focused();
      if (now && matches(now)) return now;
    }
    throw new Error(`never comes to ${matches}`);
  };
  await tabTo(({ type, name }) => type === 'radio' && name.includes('是'));
  await keyboard.press('ArrowRight');
  await tabTo(({ type }) => type === 'file');
  await keyboard.press('Enter');
  await (await chooser).setFiles(blurred);
  const slots = new Slots(visitor);
  await slots.looked(DEGREE);
  await page.locator('title-precheck').evaluate((element) => element.shadowRoot.querySelector('[data-file-question] input').focus());
  await tabTo(({ name }) => /^放大或收起：模糊\.jpg，问题：太模糊/.test(name));
  await keyboard.press('Enter');
  await page.locator('.large canvas').waitFor();
  assert.ok(await page.locator('.large').evaluate((figure) => figure.getBoundingClientRect().width) > 250);
  await keyboard.press('Enter');
  await page.locator('.large').waitFor({ state: 'detached' });
  await tabTo(({ name }) => name === '移除：模糊.jpg');
  await keyboard.press('Enter');
  assert.equal((await focused()).type, 'file', 'the focus is where one goes on');
  await visitor.leave();
});

/** A page with one of each thing that a slot can show. */
async function everything(slots) {
  await slots.choose(DEGREE, sharp);
  await slots.choose(TITLE, blurred);
  await slots.choose(TITLE, file('另一张.jpg', await paper({ blur: 8 })));
  await slots.choose(TRAINING, [
    file('很长很长的文件名-2021年度专业技术人员继续教育学时证明-第一页-扫描件.pdf', writtenPdf()), file('侧.jpg', await paper({ quarters: 1, title: '继续教育证书' })),
    file('大.jpg', await paper({ width: 3600, height: 2545, title: '大幅的一张' })), file('复制.jpg', sharp.buffer),
  ]);
  await slots.slot(TITLE).locator('.page-picture').first().click();
  await slots.page.locator('.large canvas').waitFor();
}

test('axe finds no fault with the slots, nothing sticks out, and every target is large enough', async () => {
  const slots = await atSlots({ attributes: { theme: 'auto' } });
  const { page } = slots;
  await everything(slots);
  for (const theme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: theme });
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      assert.deepEqual(await barriers(page), [], `${theme}, ${width} px`);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `sticks out at ${width} px`);
    }
  }
  const small = await page.evaluate(() => Array.from(document.querySelector('title-precheck').shadowRoot.querySelectorAll('[data-slot] button, .file-button, label.choice'))
    .filter((target) => target.getClientRects().length && target.getBoundingClientRect().height < 44).map((target) => target.textContent.trim()));
  assert.deepEqual(small, []);
  await leave(slots);
});

test('a voice says once how a file stands, and not how far one is', async () => {
  const slots = await atSlots();
  const { page } = slots;
  await page.evaluate(() => {
    window.said = [];
    const region = document.querySelector('[role="status"]');
    new MutationObserver(() => region.textContent && window.said.push(region.textContent)).observe(region, { childList: true, characterData: true, subtree: true });
  });
  await slots.choose(DEGREE, blurred);
  await page.waitForTimeout(800);
  assert.deepEqual(await page.evaluate(() => window.said), ['模糊.jpg：太模糊：放平、对准、重拍。']);
  await slots.choose(TITLE, [sharp, file('二.jpg', await paper({ blur: 9, title: '二' }))]);
  await page.waitForTimeout(800);
  assert.equal((await page.evaluate(() => window.said)).pop(), '2 份看完了：1 份可以用，1 份要重来');
  await leave(slots);
});

test('nothing is asked for but the scripts beside, each when it is wanted, and nothing goes out', async () => {
  const slots = await onSite({ csp: "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src blob:; style-src 'self'; img-src data:; connect-src 'none'" });
  const scripts = () => slots.visitor.requests.filter((url) => /-(scan|pdf)\.js$/.test(url)).map((url) => url.replace(server.url, ''));
  assert.deepEqual(scripts(), []);
  await slots.choose(DEGREE, sharp);
  assert.deepEqual(scripts(), ['title-precheck-scan.js']);
  await slots.choose(TITLE, file('一.pdf', scannedPdf([await paper({ title: '另一份' })], { width: 2000, height: 1414 })));
  assert.deepEqual(scripts(), ['title-precheck-scan.js', 'title-precheck-pdf.js']);
  await slots.choose(TRAINING, file('二.pdf', writtenPdf()));
  assert.equal(slots.page.workers().length, 1);
  const others = slots.visitor.requests.filter((url) => !/^blob:/.test(url)).map((url) => url.replace(server.url, ''));
  assert.deepEqual(others, ['host.html', 'title-precheck.js', 'title-precheck-more.js', 'title-precheck-scan.js', 'title-precheck-pdf.js']);
  assert.deepEqual([(await slots.only(DEGREE)).verdict, (await slots.only(TITLE)).verdict], ['readable', 'readable']);
  await leaveInPeace(slots);
});

test('it works without Worker, without OffscreenCanvas, and with a decoder of some years ago', async () => {
  const exif = file('手机.jpg', turnedByExif(await paper({ quarters: 3 }), 6));
  for (const [name, first] of Object.entries({
    'no Worker': () => { delete window.Worker; },
    'no OffscreenCanvas': () => {
      delete window.OffscreenCanvas;
      delete window.Worker;
    },
    'no options': () => {
      delete window.Worker;
      const decode = window.createImageBitmap;
      window.createImageBitmap = (blob, options) => (options ? Promise.reject(new TypeError('options')) : decode(blob));
      delete Blob.prototype.arrayBuffer;
    },
    'no createImageBitmap': () => {
      delete window.Worker;
      delete window.createImageBitmap;
    },
  })) {
    const slots = await onSite({ before: first });
    await slots.choose(DEGREE, exif);
    const said = await slots.only(DEGREE);
    assert.deepEqual([said.verdict, said.defects], ['readable', []], name);
    await slots.choose(TITLE, file('一.pdf', scannedPdf([blurred.buffer], { width: 2000, height: 1414 })));
    assert.equal((await slots.only(TITLE)).verdict, 'blocked', name);
    await slots.press(TITLE, 'remove');
    await slots.press(DEGREE, 'remove');
    await slots.page.waitForFunction(() => !document.querySelector('title-precheck')._desk.looker);
    assert.deepEqual(slots.visitor.complaints, [], name);
    await leave(slots);
  }
});

test('a picture that a phone has turned is judged and shown upright', async () => {
  const slots = await atSlots();
  await slots.choose(DEGREE, file('手机.jpg', turnedByExif(await paper({ quarters: 3 }), 6)));
  const said = await slots.only(DEGREE);
  assert.deepEqual([said.verdict, said.defects], ['readable', []]);
  const { width, height } = await slots.slot(DEGREE).locator('.page-picture canvas').evaluate((canvas) => ({ width: canvas.width, height: canvas.height }));
  assert.ok(width > height);
  await slots.choose(TITLE, file('转.pdf', scannedPdf([await paper({ quarters: 3, title: '另一份' })], { width: 1414, height: 2000, rotate: 90 })));
  assert.deepEqual((await slots.only(TITLE)).defects, [], 'as a PDF says that its page is turned');
  assert.ok(await slots.slot(TITLE).locator('.page-picture canvas').evaluate((canvas) => canvas.width > canvas.height));
  await leave(slots);
});

test('the weak place of a page is framed where it lies, and named to those who do not see it', async () => {
  const slots = await atSlots();
  await slots.choose(DEGREE, file('反光.jpg', await paper({ glare: true })));
  assert.ok((await slots.only(DEGREE)).defects.some((defect) => defect.endsWith(' glare')));
  const picture = slots.slot(DEGREE).locator('.page-picture');
  const [left, top, right, bottom] = await picture.locator('rect').first().evaluate((frame) => {
    const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => Number(frame.getAttribute(name)));
    const [, , wide, high] = frame.ownerSVGElement.getAttribute('viewBox').split(' ').map(Number);
    return [x / wide, y / high, (x + width) / wide, (y + height) / high];
  });
  // drawn about (0.3, 0.58)
  assert.ok(left < 0.25 && right > 0.35 && top < 0.5 && bottom > 0.65 && right - left < 0.6, [left, top, right, bottom].join(' '));
  assert.match(await picture.getAttribute('aria-label'), /反光\.jpg，问题：.*有反光/);
  await picture.click();
  const large = slots.page.locator('.large');
  await large.locator('rect').first().waitFor();
  assert.match(await large.getAttribute('aria-label'), /有反光/);
  await leave(slots);
});

test('where a site\'s policy lets no Worker be made, the page looks itself', async () => {
  const slots = await onSite({ csp: "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src data:; connect-src 'none'" });
  await slots.choose(DEGREE, sharp);
  assert.equal((await slots.only(DEGREE)).verdict, 'readable');
  assert.equal((await slots.only(DEGREE)).pages, 1);
  await slots.choose(TITLE, file('一.pdf', scannedPdf([blurred.buffer], { width: 2000, height: 1414 })));
  assert.equal((await slots.only(TITLE)).verdict, 'blocked');
  assert.deepEqual(await slots.page.evaluate(() => Array.from(new Set(window.violations))), ['worker-src'], 'tried once');
  await leave(slots);
});

for (const [what, name] of [['four scripts beside the page', 'index.html'], ['the single file', 'precheck.html']]) {
  test(`it works from a disk with the network off: ${what}`, async () => {
    const visitor = await visit(pathToFileURL(join(root, 'www/dist', name)).href, { offline: true });
    await visitor.page.evaluate(() => { document.querySelector('title-precheck').mode = 'documents'; });
    const slots = await withQuestionAnswered(visitor);
    await slots.choose(DEGREE, sharp);
    assert.equal((await slots.only(DEGREE)).verdict, 'readable');
    await slots.choose(TITLE, file('一.pdf', scannedPdf([blurred.buffer], { width: 2000, height: 1414 })));
    assert.equal((await slots.only(TITLE)).verdict, 'blocked');
    assert.equal(slots.page.workers().length, 1);
    await leaveInPeace(slots);
  });
}

test('under Trusted Types all scripts load, and a Worker is made where the policy allows one', async () => {
  const slots = await onSite({ csp: "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src blob:; style-src 'self'; img-src data:; require-trusted-types-for 'script'; trusted-types lit-html title-precheck" });
  await slots.choose(DEGREE, file('一.pdf', scannedPdf([sharp.buffer], { width: 2000, height: 1414 })));
  assert.equal((await slots.only(DEGREE)).verdict, 'readable');
  assert.equal(slots.page.workers().length, 1);
  await leaveInPeace(slots);
});

test('where a script does not load, that is said, and there is a way on', async () => {
  const visitor = await Visitor.arrive(browser, server.url, TODAY, { attributes: { mode: 'documents' } });
  const { page } = visitor;
  await page.route('**/title-precheck-scan.js', (route) => route.abort());
  await page.route('**/title-precheck-pdf.js', (route) => route.abort());
  const slots = await withQuestionAnswered(visitor);
  await slots.choose(DEGREE, sharp);
  let said = await slots.only(DEGREE);
  assert.equal(said.verdict, 'failed');
  assert.ok(said.text.includes(zh['trouble-not-loaded']));
  await slots.press(DEGREE, 'keep');
  assert.equal(await slots.status(DEGREE), 'present', 'by a person\'s own word');
  assert.ok((await slots.only(DEGREE)).text.includes(zh['kept-unseen']));
  await slots.page.locator(`[data-document="${TRAINING}"] input`).check();
  assert.equal(await slots.status(TRAINING), 'present', 'ticked by hand');
  await page.unroute('**/title-precheck-scan.js');
  await slots.press(DEGREE, 'again');
  await slots.slot(DEGREE).locator('[data-verdict="readable"]').waitFor();
  await slots.choose(TITLE, file('一.pdf', scannedPdf([blurred.buffer], { width: 2000, height: 1414 })));
  said = await slots.only(TITLE);
  assert.equal(said.verdict, 'container');
  assert.ok(said.text.includes(zh['trouble-no-pdf']));
  await page.unroute('**/title-precheck-pdf.js');
  await slots.press(TITLE, 'again');
  await slots.slot(TITLE).locator('[data-verdict="blocked"]').waitFor();
  await visitor.leave();
});

test('where a policy forbids WebAssembly files are taken unseen, which is said', async () => {
  const slots = await onSite({ csp: "default-src 'none'; script-src 'self'; worker-src blob:; style-src 'self'; img-src data:" });
  await slots.choose(DEGREE, sharp);
  const said = await slots.only(DEGREE);
  assert.equal(said.verdict, 'failed');
  assert.ok(said.text.includes(zh['trouble-not-loaded']));
  await slots.press(DEGREE, 'keep');
  assert.equal(await slots.status(DEGREE), 'present', 'by a person\'s own word');
  assert.ok((await slots.only(DEGREE)).text.includes(zh['kept-unseen']));
  assert.deepEqual(slots.visitor.complaints.filter((complaint) => !/Content Security Policy/.test(complaint)), []);
  await leave(slots);
});

test('when what inspects breaks down, a fresh one goes on', async () => {
  const slots = await atSlots();
  await slots.choose(DEGREE, sharp);
  await slots.page.evaluate(() => document.querySelector('title-precheck')._desk.hear({ broken: true }));
  await slots.choose(TITLE, blurred);
  assert.equal((await slots.only(TITLE)).verdict, 'blocked');
  assert.equal((await slots.only(DEGREE)).verdict, 'readable');
  await leave(slots);
});

test('a page on its side is turned, inspected again, and can be saved', async () => {
  const slots = await atSlots();
  await slots.choose(DEGREE, file('侧.jpg', await paper({ quarters: 1 })));
  assert.deepEqual((await slots.only(DEGREE)).defects, ['warn rotated_90']);
  await slots.press(DEGREE, 'left');
  await slots.slot(DEGREE).locator('[data-verdict="readable"]').waitFor();
  const said = await slots.only(DEGREE);
  assert.match(said.text, /→/);
  assert.equal(await slots.live, 1, 'the one before is gone');
  const [download] = await Promise.all([slots.page.waitForEvent('download'), slots.press(DEGREE, 'save')]);
  assert.equal(download.suggestedFilename(), '侧.jpg');
  const bytes = readFileSync(await download.path());
  assert.deepEqual(Array.from(bytes.subarray(0, 3)), [0xff, 0xd8, 0xff]);
  await leave(slots);
});

test('a large file is made smaller, never under 16 pixels a character, and says from what to what', async () => {
  const slots = await atSlots();
  const large = file('大.png', await paper({ width: 4200, height: 2970, type: 'image/png' }));
  assert.ok(large.buffer.length > 1_000_000);
  await slots.choose(DEGREE, large);
  await slots.press(DEGREE, 'shrink');
  await slots.slot(DEGREE).locator('[data-verdict="readable"][data-file="大.jpg"]').waitFor();
  const said = await slots.only(DEGREE);
  assert.match(said.text, /\d MB → \d+ KB · 2480 × /);
  assert.ok(await slots.page.evaluate(() => Array.from(document.querySelector('title-precheck')._desk.files.values())[0].said.character_px) >= 16);
  await leave(slots);
});

test('what is cleared is forgotten: the files too', async () => {
  const visitor = await Visitor.arrive(browser, server.url, TODAY);
  await visitor.jump(engineer);
  const slots = await withQuestionAnswered(visitor);
  await slots.choose(DEGREE, sharp);
  await visitor.settled();
  const stored = await visitor.page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));
  assert.match(stored, /degree-certificate/);
  assert.doesNotMatch(stored, /学历\.jpg|data:|JFIF/);
  assert.ok(stored.length < 3000, 'no picture is kept');
  await visitor.button('清除并重新开始').click();
  await visitor.screen('start').waitFor();
  await visitor.page.waitForFunction(() => document.querySelector('title-precheck')._desk.files.size === 0);
  await withoutWorker(visitor.page);
  await visitor.leave();
});

test('files and what the engine was told of them go together: kept in another mode, forgotten with the answers they belong to', async () => {
  const slots = await atSlots();
  const { page, visitor } = slots;
  const standing = async () => [await page.locator('[data-file]').count(), await slots.status(DEGREE)];
  await slots.choose(DEGREE, sharp);
  await page.evaluate(() => { document.querySelector('title-precheck').mode = 'full'; });
  await visitor.screen('start').waitFor();
  await page.evaluate(() => { document.querySelector('title-precheck').mode = 'documents'; });
  await visitor.screen('documents').waitFor();
  assert.deepEqual(await standing(), [1, 'present']);
  const code = await visitor.element('toCode');
  await visitor.element('fromCode', code);
  await page.waitForFunction(() => document.querySelector('title-precheck')._desk.files.size === 0);
  await withoutWorker(page);
  await leave(slots);
});

test('several elements on a page have each their own files', async () => {
  const slots = await atSlots();
  const { page } = slots;
  await page.evaluate(async (day) => {
    const other = Object.assign(document.createElement('title-precheck'), { id: 'other', mode: 'documents', asOf: day });
    document.body.append(other);
    await other.ready;
  }, TODAY);
  const other = page.locator('#other');
  await other.locator('[data-file-question="classified"]').getByLabel('否', { exact: true }).check();
  await page.locator('title-precheck').first().locator(`[data-slot="${DEGREE}"] .choosers input`).first().setInputFiles(sharp);
  await other.locator(`[data-slot="${TITLE}"] .choosers input`).first().setInputFiles(blurred);
  await other.locator('[data-verdict="blocked"]').waitFor();
  await page.locator('[data-verdict="readable"]').waitFor();
  assert.deepEqual(await page.evaluate(() => Array.from(document.querySelectorAll('title-precheck'), ({ _journey }) => _journey.scans)),
    [[{ document: DEGREE }], [{ document: TITLE, defects: ['blur'] }]]);
  assert.equal(page.workers().length, 2);
  await leave(slots);
});

test('results outlive a reload, files do not', async () => {
  const visitor = await Visitor.arrive(browser, server.url, TODAY);
  await visitor.jump(engineer);
  let slots = await withQuestionAnswered(visitor);
  await slots.slot(TITLE).getByLabel('任职资格文件', { exact: true }).check();
  await slots.choose(TITLE, blurred);
  await visitor.settled();
  assert.match(await visitor.element('toText'), /职称证书或任职资格文件[^\n]*（扫描件不合用：太模糊）/);
  await visitor.page.reload();
  await visitor.page.locator('[data-screen="start"]').waitFor();
  await visitor.page.evaluate((day) => document.querySelector('title-precheck').setAttribute('as-of', day), TODAY);
  await visitor.page.getByRole('button', { name: /继续上次/ }).click();
  await visitor.answer({});
  slots = new Slots(visitor);
  await slots.slot(TITLE).locator('input[type="file"]').first().waitFor({ state: 'attached' });
  assert.equal(await slots.status(TITLE), 'unfit blur');
  assert.match(await slots.slot(TITLE).innerText(), /上次看的结果：太模糊。文件没有留下/);
  assert.equal(await slots.slot(TITLE).getByLabel('任职资格文件', { exact: true }).isChecked(), true);
  assert.deepEqual(await slots.page.evaluate(() => document.querySelector('title-precheck')._journey.scans),
    [{ document: TITLE, form: 'qualification-document', defects: ['blur'] }]);
  await visitor.leave();
});

test('every code has a short name and one sentence of its own that says what to do', () => {
  const codes = Array.from(readFileSync(join(root, 'src/scan/defect.rs'), 'utf8').matchAll(/Code::\w+ => "([a-z0-9_]+)"/g), ([, code]) => code);
  assert.ok(codes.length >= 33);
  const said = codes.map((code) => [zh[`defect-${code.replace(/_/g, '-')}`], zh[`remedy-${code.replace(/_/g, '-')}`]]);
  for (const [index, [name, remedy]] of said.entries()) {
    assert.ok(name && name.length <= 18, codes[index]);
    assert.ok(/^[^。]{5,40}。$/.test(remedy), `${codes[index]}: ${remedy}`);
  }
  assert.equal(new Set(said.map(([name]) => name)).size, codes.length);
  assert.equal(new Set(said.map(([, remedy]) => remedy)).size, codes.length);
});

const block = { code: 'blur', severity: 'block', measure: 0.2, threshold: 0.1 };
const inspected = (...defects) => ({ said: { looked: 'page', media: 'image/jpeg', usable: !defects.some(({ severity }) => severity === 'block'), defects, width: 4000, height: 3000, character_px: 40 }, size: 3e6 });

test('only what was measured may be used all the same, and then the engine hears of no defect', () => {
  assert.equal(mayKeep(inspected(block).said, 'ask', true), true);
  assert.equal(mayKeep(inspected(block).said, 'ask', false), false);
  assert.equal(mayKeep(inspected(block).said, 'block', true), false);
  assert.equal(mayKeep(inspected(block, { code: 'truncated', severity: 'block' }).said, 'ask', true), false);
  const blocked = inspected(block);
  assert.deepEqual(scanOf('d', 'f', blocked, 'ask'), [{ document: 'd', form: 'f', defects: ['blur'] }]);
  assert.deepEqual(scanOf('d', undefined, { ...blocked, isKept: true }, 'ask'), [{ document: 'd' }]);
  assert.deepEqual(scanOf('d', undefined, blocked, 'warn'), [{ document: 'd' }]);
  assert.deepEqual(scanOf('d', undefined, {}, 'ask'), []);
  assert.equal(standingOf(inspected({ code: 'shadow', severity: 'warn' }), 'ask'), 'warned');
  assert.equal(standingOf({ said: { ...inspected().said, looked: 'container' } }, 'ask'), 'container');
});

test('a file is shrunk only where that helps, and not past what its characters bear', () => {
  assert.equal(shrinkOf(inspected()).longest, 2480);
  const fine = inspected();
  fine.said.character_px = 20;
  assert.equal(shrinkOf(fine).longest, 3200, '16 of 20 pixels a character');
  fine.said.character_px = 14;
  assert.equal(shrinkOf(fine).longest, 4000);
  assert.equal(shrinkOf({ ...inspected(), size: 9e5, said: { ...inspected().said, width: 2000, height: 1500 } }), null);
  assert.equal(shrinkOf({ ...inspected(), said: { ...inspected().said, media: 'application/pdf' } }), null);
  assert.equal(isBetter(inspected(), inspected().said, 5e5), true);
  assert.equal(isBetter(inspected(), { ...inspected().said, character_px: 15 }, 5e5), false);
  assert.equal(isBetter(inspected(), inspected(block).said, 5e5), false);
  assert.equal(isBetter(inspected(), inspected().said, 4e6), false);
});
