/** Translations of a notice that the site brings: they lie beside it, `kizilsu-2022-1.ug.json` beside `kizilsu-2022-1.tpc`, as `precheck compile` writes them. */

/** The address of a notice's translations into a language. */
export const besideOf = (notice, language) => notice.replace(/(\.[^./?#]*)?([?#].*)?$/, `.${language}.json`);

/** Reads `[{ zh, text, review }]`, and says so where it is something else. */
function read(url, entries) {
  if (Array.isArray(entries) && entries.every((entry) => entry && typeof entry.zh === 'string' && typeof entry.text === 'string')) return entries;
  console.warn(`title-precheck: ${url} is not taken: no list of { zh, text, review }`);
  return [];
}

/** What is beside a notice at an address; nothing where nothing answers: then the notice is read in Chinese. */
export async function fetchBeside(notice, language) {
  const url = besideOf(notice, language);
  try {
    const response = await fetch(url, { cache: 'no-cache' });
    return response.ok ? read(url, await response.json()) : [];
  } catch (_) {
    return [];
  }
}
