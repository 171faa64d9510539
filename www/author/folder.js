/** Folders from wherever they come: chosen, dropped, zipped; and what goes out. */

import { strToU8, unzipSync, zipSync } from 'fflate';

/** What an empty folder begins with. */
const SKELETON = {
  'notice.toml': `# 规则包：每条规则写明出自哪一条；引号内的文字与 sources/main.txt 逐字相同

format = 1

[notice]
id = "new-notice"
edition = "1"
name = "新的通知"
year = 2021
issued = "2021-07-14"
issuer = "人力资源和社会保障局"

[[source]]
id = "main"
title = "关于开展职称评审工作的通知"
grade = "held"
`,
  'cases.toml': '# 用例：一个申报人、一个日子、应有的结果\n',
  'sources/main.txt': '关于开展职称评审工作的通知\n各县(市)、州直各单位:\n',
};

export const skeleton = () => new Map(Object.entries(SKELETON));

/** Bytes as text: UTF-8, else the encoding of old Chinese systems, which is told. */
function textOf(name, bytes, tell) {
  let text;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (_) {
    text = new TextDecoder('gb18030').decode(bytes);
    tell(name);
  }
  return text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
}

const bytesOf = (file) => new Promise((done, refuse) => {
  const reader = new FileReader();
  reader.onload = () => done(new Uint8Array(reader.result));
  reader.onerror = () => refuse(reader.error);
  reader.readAsArrayBuffer(file);
});

/** One file's text. */
export const readText = async (file, tell) => textOf(file.name, await bytesOf(file), tell);

/** The files that a form gave, with their paths: of a folder, of a zip, or single ones. */
export async function readFiles(list, tell) {
  const found = new Map();
  for (const file of list) {
    const path = file.webkitRelativePath || file.path || file.name;
    const bytes = await bytesOf(file);
    if (/\.zip$/i.test(path)) {
      for (const [name, inside] of Object.entries(unzipSync(bytes))) if (!name.endsWith('/')) found.set(name, inside);
    } else {
      found.set(path, bytes);
    }
  }
  return arrange(found, tell);
}

/** Paths from the folder that holds notice.toml; single texts are sources. `null` if there is none. */
function arrange(found, tell) {
  const own = Array.from(found.keys()).filter((path) => /(^|\/)notice\.toml$/.test(path)).sort((one, other) => one.length - other.length)[0];
  if (own === undefined) return null;
  const base = own.slice(0, -'notice.toml'.length);
  const files = new Map();
  for (const [path, bytes] of Array.from(found).sort(([one], [other]) => (one < other ? -1 : 1))) {
    if (!path.startsWith(base)) continue;
    let inside = path.slice(base.length);
    if (/^[^/]+\.txt$/.test(inside)) inside = `sources/${inside}`;
    if (inside === 'notice.toml' || inside === 'cases.toml' || /^(sources\/[^/]+\.txt|translations\/[^/]+\.json)$/.test(inside)) files.set(inside, textOf(inside, bytes, tell));
  }
  return files;
}

/** The files of what was dropped, folders opened. */
export async function readDropped({ items, files }, tell) {
  const entries = Array.from(items || [], (item) => item.webkitGetAsEntry && item.webkitGetAsEntry()).filter(Boolean);
  if (!entries.length) return readFiles(Array.from(files), tell);
  const list = [];
  const walk = async (entry) => {
    if (entry.isFile) {
      const file = await new Promise((done, refuse) => { entry.file(done, refuse); });
      list.push(Object.defineProperty(file, 'path', { value: entry.fullPath.slice(1) }));
      return;
    }
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise((done, refuse) => { reader.readEntries(done, refuse); });
      if (!some.length) return;
      for (const inside of some) await walk(inside);
    }
  };
  for (const entry of entries) await walk(entry);
  return readFiles(list, tell);
}

/** The folder as a zip, of one day for all files: the same texts make the same bytes. */
export function zip(name, files) {
  const inside = Object.fromEntries(Array.from(files, ([path, text]) => [`${name}/${path}`, strToU8(text)]));
  return zipSync(inside, { mtime: new Date(1980, 0, 1, 0, 0, 0) });
}

/** Hands bytes out as a file. */
export function save(name, bytes, type) {
  const link = document.createElement('a');
  link.download = name;
  link.href = URL.createObjectURL(new Blob([bytes], { type }));
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

const DRAFT = 'title-precheck-author-draft';

/** Drafts, where the person asked for them; each throws where the browser keeps nothing. */
export const drafts = {
  load() {
    try {
      const { when, files } = JSON.parse(localStorage.getItem(DRAFT));
      return { when, files: new Map(Object.entries(files)) };
    } catch (_) {
      return null;
    }
  },
  save(files) {
    localStorage.setItem(DRAFT, JSON.stringify({ when: new Date().toISOString(), files: Object.fromEntries(files) }));
  },
  forget() {
    try {
      localStorage.removeItem(DRAFT);
    } catch (_) {
      // nothing is kept where nothing may be
    }
  },
};
