/** Files from wherever they come, told apart: a list, a notice's pack, a mapping. */

/** A page that holds more than this, and all that is made of it, may be ended by the browser. */
const MOST = 100 * 1024 * 1024;

const isPack = ({ name }) => /\.(tpc|pack)$/i.test(name);
const isMapping = ({ name }) => /\.toml$/i.test(name);

const failed = (code, values) => Object.assign(new Error(code), { code, values });

/** What a choice or a drop holds: `{ list, pack, toml }`, each a file or nothing. Several lists at once are refused. */
export function sorted(files) {
  const all = Array.from(files);
  const lists = all.filter((file) => !isPack(file) && !isMapping(file));
  if (lists.length > 1) throw failed('several');
  return { list: lists[0], pack: all.find(isPack), toml: all.find(isMapping) };
}

/** A file's bytes. */
export function bytesOf(file) {
  if (file.size > MOST) return Promise.reject(failed('file-too-large', { size: Math.ceil(file.size / 1024 / 1024) }));
  return new Promise((done, refuse) => {
    const reader = new FileReader();
    reader.onload = () => done(new Uint8Array(reader.result));
    reader.onerror = () => refuse(failed('read'));
    reader.readAsArrayBuffer(file);
  });
}

export const textOf = async (file) => new TextDecoder().decode(await bytesOf(file));

/** A file's name without what tells its kind. */
export const stem = (name) => name.replace(/\.[^.]*$/, '') || name;
