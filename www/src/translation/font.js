/** The letters of Uyghur and Kyrgyz, for devices whose own fonts lack some. */

let face;

/** Adds the font to the page, once; a browser that cannot goes on with its own. `--precheck-font-arab` names it last. */
export function loadFont(bytes) {
  if (face || !window.FontFace || !document.fonts) return;
  // from bytes: a font inside a shadow root would not be seen, and one at an address would be refused by strict policies
  face = new FontFace('Precheck Arab', bytes.slice().buffer);
  document.fonts.add(face);
}
